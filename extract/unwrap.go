package extract

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// unwrap puts paragraphs in the place of tables that only frame a text: offices
// paste a report into a table of one cell, or type it there. Web pages are
// unwrapped by their own reader, which sees more of the page.
func unwrap(blocks []Block) []Block {
	some := false
	for i := range blocks {
		some = some || isFrame(&blocks[i])
	}
	if !some {
		return blocks
	}
	out := make([]Block, 0, 2*len(blocks))
	for i := range blocks {
		if b := &blocks[i]; isFrame(b) {
			out = append(out, framed(b)...)
		} else {
			out = append(out, *b)
		}
	}
	return out
}

// How much a frame's cell holds: alone in its table, and beside other cells.
const (
	frameChars = 8 // the least that a title has
	frameShare = 9 // tenths of the table's text
	frameLines = 4
)

// isFrame reports a table with one cell of text, with nearly all its text in one
// cell of paragraphs, or with a column of sentences and nothing beside it.
func isFrame(b *Block) bool {
	if b.Kind != TableBlock {
		return false
	}
	filled, all, sentences, beside := 0, 0, false, false
	var main, first *Cell
	for i := range b.Table.Cells {
		c := &b.Table.Cells[i]
		n := len(strings.TrimSpace(c.Text.S))
		if n == 0 {
			continue
		}
		if first == nil {
			first = c
		}
		filled, all = filled+1, all+n
		sentences = sentences || strings.Contains(c.Text.S, "。")
		beside = beside || c.Col != first.Col || c.Hidden
		if main == nil || n > len(main.Text.S) {
			main = c
		}
	}
	switch {
	case main == nil || main.Hidden:
		return false
	case sentences && !beside:
		return true
	case filled == 1:
		return utf8.RuneCountInString(strings.TrimSpace(main.Text.S)) >= frameChars
	}
	s := strings.TrimSpace(main.Text.S)
	return len(s)*10 >= all*frameShare && strings.Count(s, "\n") >= frameLines && strings.Contains(s, "。")
}

// framed is the text of a frame: its title, and the paragraphs of its cells.
func framed(b *Block) (out []Block) {
	if b.Text.S != "" {
		out = append(out, Block{Kind: Paragraph, Page: b.Page, Text: b.Text})
	}
	for i := range b.Table.Cells {
		c := &b.Table.Cells[i]
		if c.Hidden {
			continue
		}
		page := b.Page
		if c.Page != 0 {
			page = c.Page
		}
		for at := 0; at < len(c.Text.S); {
			end := len(c.Text.S)
			if n := strings.IndexByte(c.Text.S[at:], '\n'); n >= 0 {
				end = at + n
			}
			if t := c.Text.slice(at, end); strings.TrimSpace(t.S) != "" {
				out = append(out, Block{Kind: Paragraph, Page: page, Text: t})
			}
			at = end + 1
		}
	}
	return out
}

// slice is the text from byte from to byte to, with its lines.
func (t *Text) slice(from, to int) Text {
	out := Text{S: t.S[from:to], Spaced: t.Spaced}
	after := sort.Search(len(t.Lines), func(i int) bool { return t.Lines[i].Offset > from })
	for i := max(after-1, 0); i < len(t.Lines) && t.Lines[i].Offset < to; i++ {
		l, end := t.Lines[i], len(t.S)
		if i+1 < len(t.Lines) {
			end = t.Lines[i+1].Offset
		}
		switch {
		case end <= from:
		case l.Offset >= from:
			out.Lines = append(out.Lines, Line{l.Offset - from, l.Number, l.Column})
		default:
			out.Lines = append(out.Lines, Line{0, l.Number, l.Column + utf8.RuneCountInString(t.S[l.Offset:from])})
		}
	}
	return out
}
