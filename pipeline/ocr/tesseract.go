package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"gongkai/extract"
)

// chinese is the language Tesseract reads in; its model has digits and letters too.
const chinese = "chi_sim"

// readTesseract runs Tesseract for one page: it has no way to live longer.
func readTesseract(ctx context.Context, q *request) (*answer, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, pageTime, fmt.Errorf("no answer after %v", pageTime))
	defer cancel()
	const sparse = "11" // as much text as there is, wherever it stands: tables have no order of reading
	cmd := command(ctx, "tesseract", "stdin", "stdout", "-l", chinese, "--psm", sparse, "--dpi", strconv.Itoa(q.DPI), "tsv")
	cmd.Stdin = bytes.NewReader(q.Image)
	out := &capped{room: answerBytes}
	cmd.Stdout = out
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("the engine did not start: %w", err)
	}
	limited := limitMemory(cmd.Process.Pid, pageMemory)
	err := cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case limited != nil:
		return nil, limited
	case out.over:
		return nil, fmt.Errorf("the engine's answer has more than %d bytes", answerBytes)
	case err != nil:
		return nil, errors.New("the engine died")
	}
	return parseTSV(&out.Buffer)
}

// parseTSV reads the words of Tesseract's table.
func parseTSV(r io.Reader) (*answer, error) {
	const level, left, top, width, height, conf, text, columns = 0, 6, 7, 8, 9, 10, 11, 12
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	a := &answer{Words: []extract.Word{}}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < columns || f[level] != "5" { // 5 is a word
			continue
		}
		var n [columns]float64
		for _, c := range []int{left, top, width, height, conf} {
			if n[c], err = strconv.ParseFloat(f[c], 64); err != nil {
				return nil, errors.New("the engine's table is none")
			}
		}
		a.Words = append(a.Words, extract.Word{
			Text:       f[text],
			Box:        [4]float64{n[left], n[top], n[left] + n[width], n[top] + n[height]},
			Confidence: max(n[conf], 0) / 100,
		})
	}
	return a, nil
}

// capped keeps what is written up to a size.
type capped struct {
	bytes.Buffer
	room int
	over bool
}

func (c *capped) Write(p []byte) (int, error) {
	if c.Len()+len(p) > c.room {
		c.over = true
		return 0, io.ErrShortWrite
	}
	return c.Buffer.Write(p)
}
