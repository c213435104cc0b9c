package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Some converters put a blank behind every character (收 入 总 计 4 8 2 . 0 2),
// as the letters stand apart on the page. Such a text is read closed up, and each
// of its characters still knows where it stands on its line.

// spacing is how the characters of a text stand apart.
type spacing uint8

const (
	closed   spacing = iota
	hanApart         // Chinese characters do; a blank beside a figure parts two things
	allApart         // digits do too
)

// Of a spaced text: how many characters must stand apart, and how many times as
// many as stand together.
const (
	spacedLeast = 100
	spacedTimes = 20
)

// spacingOf tells by the neighbours of the same kind how a text is written.
func spacingOf(text string) spacing {
	var han, digits struct{ together, apart int }
	var last rune // before the blank, if there is one
	blanks := 0
	for _, r := range text {
		if r == ' ' {
			blanks++
			continue
		}
		n := &han
		if isDigit(r) {
			n = &digits
		}
		same := unicode.Is(unicode.Han, r) && unicode.Is(unicode.Han, last) || isDigit(r) && isDigit(last)
		switch {
		case same && blanks == 0:
			n.together++
		case same && blanks == 1:
			n.apart++
		}
		last, blanks = r, 0
	}
	switch {
	case han.apart < spacedLeast || han.apart < spacedTimes*han.together:
		return closed
	case digits.apart > 0 && digits.apart >= spacedTimes*digits.together:
		return allApart
	}
	return hanApart
}

// closing is a text that is closed up.
type closing struct {
	text string
	cols [][]int32 // by line, from 0: where each character of text stood
}

// closeUp takes the blanks between characters out. Of several blanks in a row,
// between two of which a blank stood before, half are left.
func closeUp(text string, how spacing) closing {
	var b strings.Builder
	b.Grow(len(text))
	out := closing{cols: [][]int32{nil}}
	col, blanks := int32(0), int32(0)
	last := '\n'
	keep := func(r rune, at int32) {
		b.WriteRune(r)
		line := len(out.cols) - 1
		out.cols[line] = append(out.cols[line], at)
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == ' ' {
			blanks++
			i += size
			continue
		}
		left := blanks / 2
		if blanks == 1 && !parts(last, r, how) {
			left = 1
		}
		for k := range left {
			keep(' ', col+k)
		}
		col, blanks = col+blanks, 0
		if kind, next := breakAt(text, i); kind == lineEnd {
			b.WriteString(text[i:next])
			out.cols = append(out.cols, nil)
			col, last, i = 0, '\n', next
			continue
		}
		keep(r, col)
		col, last, i = col+1, r, i+size
	}
	out.text = b.String()
	return out
}

// parts reports that a blank between two characters is that of the letters.
func parts(before, after rune, how spacing) bool {
	if before == '\n' {
		return false
	}
	return how == allApart || before >= utf8.RuneSelf && after >= utf8.RuneSelf
}

// restore gives the characters of a text back the places they had.
func (c closing) restore(t *Text) {
	var lines []Line
	for i, l := range t.Lines {
		end := len(t.S)
		if i+1 < len(t.Lines) {
			end = t.Lines[i+1].Offset
		}
		var cols []int32
		if k := l.Number - 1; k >= 0 && k < len(c.cols) {
			cols = c.cols[k][min(l.Column, len(c.cols[k])):]
		}
		next := int32(-1)
		for at := range t.S[l.Offset:end] {
			if len(cols) == 0 {
				break // what joins it to the next line
			}
			if cols[0] != next {
				lines = append(lines, Line{l.Offset + at, l.Number, int(cols[0])})
			}
			next, cols = cols[0]+1, cols[1:]
		}
	}
	if len(lines) > 0 {
		t.Lines, t.Spaced = lines, true
	}
}
