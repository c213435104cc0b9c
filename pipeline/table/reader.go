package table

import (
	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/facts"
	"gongkai/pipeline/section"
	"gongkai/schema"
)

// Reader reads the tables of one document, in their order. Its exported fields
// are set once, before the first table.
type Reader struct {
	Lex *clause.Lexicon
	Ctx *clause.Context
	Out *facts.Builder
	Doc *extract.Document
	// Prose reads a cell of sentences, which is no matter of tables.
	Prose func(extract.Loc, string, []nlp.Mention)

	flat    flatTable   // the flattened table that the lines being read belong to
	before  headed      // the last table with a header
	amounts amountIndex // of the facts, for charts
}

// headings reads headings as those of a table of that section.
func (r *Reader) headings(section schema.SectionID, classes bool) headings {
	return headings{lex: r.Lex, ctx: r.Ctx, section: section, classes: classes}
}

// prose reads a cell that holds sentences with figures, such as a note or the reasons
// beside an amount, and reports whether it does. What it says changes nothing for the
// cells around it.
func (r *Reader) prose(block, k int, g *grid) bool {
	s, ms := g.t.Cells[k].Text.S, g.ms[k]
	if !nlp.HasStop(s) || !clause.StatesFact(ms) || nlp.HanCount(s) < proseChars {
		return false
	}
	r.Prose(g.loc(block, k), s, ms)
	return true
}

// proseChars is how many Han characters a cell of sentences has at least.
const proseChars = 12

// headed is what a table with a header leaves to a piece of it that a reader of pages
// cut off: rows that go on below lines which are names of rows without figures.
type headed struct {
	block, page int // of its last piece
	about       topic
	cols        columns
}

// goesOn reports a table without a header that goes on with the last one: as wide, on the
// same page or the next, and with nothing between them but short lines that state neither
// a title nor a unit.
func (r *Reader) goesOn(block int, cols int) bool {
	b := &r.before
	if len(b.cols.axes) != cols || block-b.block > mostBetween || r.Doc.Blocks[block].Page > b.page+1 {
		return false
	}
	for i := b.block + 1; i < block; i++ {
		s := nlp.Squeeze(r.Doc.Blocks[i].Text.S)
		if _, titled := section.Table(s); titled || r.Doc.Blocks[i].Table != nil || nlp.HanCount(s) > longestBetween || nlp.HasStop(s) || moneyIn(s) != "" {
			return false
		}
	}
	return true
}

// How many lines may stand between two pieces of a table, and how many Han characters
// the name of a row has at most.
const (
	mostBetween    = 12
	longestBetween = 40
)

// flatTable remembers the table whose rows a converter left as lines of text:
// "2080505 545.85 504.39 41.46", "本年收入合计 19,044.27 本年支出合计 19,044.27".
// Columns are lost, so only what the order of a row makes certain is tagged.
type flatTable struct {
	section schema.SectionID
	unit    string
	name    string // a row label that stands on the lines before its figures
	code    string // of the last row
	stacked bool   // every cell is a line of its own
}
