package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"
	"golang.org/x/text/width"
)

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// palette is the escape sequences of a terminal, empty where there is none.
type palette struct{ bold, dim, red, reset string }

// paletteFor honours NO_COLOR (https://no-color.org) and TERM=dumb.
func paletteFor(w io.Writer) palette {
	if !isTerminal(w) || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return palette{}
	}
	return palette{"\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[0m"}
}

// cells returns how many columns of a terminal a text takes: two for a wide or
// full-width character (UAX #11), one otherwise. Ambiguous ones count one.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

// columns is how many columns a character takes. Most are ASCII or Han.
func columns(r rune) int {
	switch {
	case r < 0x80:
		return 1
	case r >= 0x4e00 && r <= 0x9fff:
		return 2
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// fit cuts a text to at most limit columns and takes line breaks out of it.
func fit(s string, limit int) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
	if cells(s) <= limit {
		return s
	}
	n := 0
	for i, r := range s {
		if n += columns(r); n > limit-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// tail cuts a path at its front, for its end tells files apart.
func tail(path string, limit int) string {
	for cells(path) > limit {
		_, rest, ok := strings.Cut(strings.TrimPrefix(path, "…/"), "/")
		if !ok {
			return fit(path, limit)
		}
		path = "…/" + rest
	}
	return path
}

// cellLimit is the widest a column gets.
const cellLimit = 60

// writeColumns writes rows with their columns aligned; the last one is not cut.
func writeColumns(w io.Writer, rows [][]string) {
	type cell struct {
		text string
		wide int
	}
	var widths []int
	fitted := make([][]cell, len(rows))
	for k, row := range rows {
		fitted[k] = make([]cell, len(row))
		for i, s := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			s = fit(s, cellLimit)
			fitted[k][i] = cell{s, cells(s)}
			widths[i] = max(widths[i], fitted[k][i].wide)
		}
	}
	out := bufio.NewWriter(w)
	defer out.Flush()
	var line []byte
	for k, row := range rows {
		line = line[:0]
		for i, c := range fitted[k] {
			line = append(line, "  "...)
			if i == len(row)-1 {
				line = append(line, fit(row[i], 1<<20)...)
				break
			}
			line = append(line, c.text...)
			for range widths[i] - c.wide {
				line = append(line, ' ')
			}
		}
		_, _ = out.Write(append(bytes.TrimRight(line, " "), '\n')) // a reader who has seen enough is no failure
	}
}

// progress is a line at the bottom of a terminal; elsewhere it prints nothing
// but a plain line now and then.
type progress struct {
	mu       sync.Mutex
	w        io.Writer
	terminal bool
	began    time.Time
	last     time.Time
	shown    bool
}

func newProgress(w io.Writer) *progress {
	now := time.Now()
	return &progress{w: w, terminal: isTerminal(w) && os.Getenv("TERM") != "dumb", began: now, last: now}
}

func (p *progress) tick(done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	every := 10 * time.Second
	if p.terminal {
		every = 100 * time.Millisecond
	}
	now := time.Now()
	if now.Sub(p.last) < every {
		return
	}
	p.last = now
	rate := float64(done) / now.Sub(p.began).Seconds()
	left := time.Duration(float64(total-done) / rate * float64(time.Second)).Round(time.Second)
	line := fmt.Sprintf("%d of %d files, %.0f/s, %s left", done, total, rate, left)
	if !p.terminal {
		fmt.Fprintln(p.w, line)
		return
	}
	const bar = 30
	full := bar * done / max(total, 1)
	fmt.Fprintf(p.w, "\r\x1b[K%s%s %s", strings.Repeat("█", full), strings.Repeat("░", bar-full), line)
	p.shown = true
}

// clear takes the line away.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.erase()
}

func (p *progress) erase() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// Write lets a log line pass above the progress line.
func (p *progress) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.erase()
	return p.w.Write(b)
}
