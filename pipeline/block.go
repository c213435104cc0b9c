package pipeline

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// layOut completes the blocks of a report, which bring their sections from the
// tagger, with their text, its words, and where its lines and cells stand in it.
func layOut(r *schema.Report, doc *extract.Document, t *tag.Tagger) {
	if len(r.Blocks) != len(doc.Blocks) {
		r.Blocks = make([]schema.Block, len(doc.Blocks))
	}
	for i := range doc.Blocks {
		b, out := &doc.Blocks[i], &r.Blocks[i]
		out.Index, out.Kind, out.Level, out.Page = i, b.Kind.String(), b.Level, b.Page
		var w blockWriter
		w.block(b)
		out.Text, out.Lines, out.Cells = w.s.String(), w.lines, w.cells
		out.Tokens = t.Tokens(out.Text)
		if len(w.lines) > 0 {
			out.Line = w.lines[0].Number
		}
	}
}

// blockWriter writes the text of one block, of a table its title and then its cells,
// with tabs between cells and newlines between rows, and remembers where things stand.
type blockWriter struct {
	s     strings.Builder
	runes int
	lines []schema.TextLine
	cells []schema.TextCell
}

func (w *blockWriter) block(b *extract.Block) {
	w.text(&b.Text)
	if b.Table == nil {
		return
	}
	row := -1
	for i := range b.Table.Cells {
		c := &b.Table.Cells[i]
		switch {
		case c.Row != row && w.runes > 0:
			w.separate('\n')
		case c.Row == row:
			w.separate('\t')
		}
		row = c.Row
		start := w.runes
		w.text(&c.Text)
		w.cells = append(w.cells, schema.TextCell{Row: c.Row, Col: c.Col, RowSpan: max(c.RowSpan, 1), ColSpan: max(c.ColSpan, 1), Start: start, End: w.runes})
	}
}

func (w *blockWriter) separate(c byte) {
	w.s.WriteByte(c)
	w.runes++
}

func (w *blockWriter) text(t *extract.Text) {
	at, from := w.runes, 0
	for _, l := range t.Lines {
		at += utf8.RuneCountInString(t.S[from:l.Offset])
		from = l.Offset
		w.lines = append(w.lines, schema.TextLine{Number: l.Number, Column: l.Column, Start: at})
	}
	w.s.WriteString(t.S)
	w.runes = at + utf8.RuneCountInString(t.S[from:])
}
