package extract

import (
	"iter"
	"math/bits"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// Document is one file, read.
type Document struct {
	Format   string // name in the formats table
	Meta     Meta
	Blocks   []Block
	Warnings []Warning

	scans  map[int]*scanned // pages that were read from a picture
	tables []int            // the blocks that are tables or charts, ascending; set once the file is read
	counts map[Loc][]int32  // of long texts, see countEvery
}

// Meta is what the file's container or page states about itself, verbatim.
type Meta struct {
	Title     string
	Issuer    string // 发布机构, 来源
	Published string // the date as written
}

// BlockKind says what a block is.
type BlockKind uint8

// The block kinds.
const (
	Paragraph BlockKind = iota
	Heading             // a paragraph the file's own structure marks as heading
	Note                // footnote, endnote, text box
	TableBlock
	ChartBlock
)

// String returns the kind's name as published in the blocks table.
func (k BlockKind) String() string {
	return [...]string{"paragraph", "heading", "note", "table", "chart"}[k]
}

// Block is one paragraph, note, table or chart.
type Block struct {
	Kind  BlockKind
	Level int    // outline level 1..9 of a heading, 0 otherwise
	Page  int    // 1-based, 0 where the format has no pages
	Text  Text   // of a paragraph; of a table or chart its title, where the format carries one
	Table *Table // of a table or chart
}

// Text is a run of text that is read as one, with the physical lines it came
// from. S is exactly what the file says, soft line breaks inside a
// paragraph removed.
type Text struct {
	S      string
	Lines  []Line // plain-text inputs only; ascending by Offset, the first with Offset 0
	Spaced bool   // a Line begins also where blanks of the file, between letters, are left out of S
}

// Line says that from byte Offset of a Text on, the text stands on line Number
// (1-based) of the file, Column code points into it.
type Line struct {
	Offset int
	Number int
	Column int
}

// Table is a grid of cells. In a chart, row 0 holds the categories, column 0
// the names of the series.
type Table struct {
	Rows, Cols int
	Header     int    // leading rows the file marks as header, 0 when it does not say
	Cells      []Cell // by row, then column; a merged cell once, at its upper left
}

// Cell is one cell of a table.
type Cell struct {
	Row, Col         int
	RowSpan, ColSpan int // at least 1
	Hidden           bool
	Page             int  // where a table runs over pages, that of the cell; 0 for its block's
	Text             Text // paragraphs of the cell separated by '\n'
}

// Warning is something a reader skipped or repaired.
type Warning struct {
	Block  int // -1 when it concerns the whole file
	Detail string
}

// Loc names one text of a document. Cell is -1 for the block's own text, else
// the index into Table.Cells.
type Loc struct{ Block, Cell int }

// Text returns the text at loc, or nil when there is none.
func (d *Document) Text(loc Loc) *Text {
	if loc.Block < 0 || loc.Block >= len(d.Blocks) {
		return nil
	}
	b := &d.Blocks[loc.Block]
	if loc.Cell < 0 {
		return &b.Text
	}
	if b.Table == nil || loc.Cell >= len(b.Table.Cells) {
		return nil
	}
	return &b.Table.Cells[loc.Cell].Text
}

// Texts yields every non-empty text in reading order.
func (d *Document) Texts() iter.Seq2[Loc, *Text] {
	return func(yield func(Loc, *Text) bool) {
		for i := range d.Blocks {
			b := &d.Blocks[i]
			if b.Text.S != "" && !yield(Loc{i, -1}, &b.Text) {
				return
			}
			if b.Table == nil {
				continue
			}
			for j := range b.Table.Cells {
				if c := &b.Table.Cells[j]; c.Text.S != "" && !yield(Loc{i, j}, &c.Text) {
					return
				}
			}
		}
	}
}

// Position is where a person finds a span. Line is 0 unless the file is plain
// text; then Start and End count code points within that line. Otherwise they
// count code points in the text of Block, or of the cell at Row, Col of the
// Table-th table or chart (both -1 and Table -1 outside tables).
type Position struct {
	Line       int
	Block      int
	Table      int
	Row, Col   int
	Page       int
	Start, End int
}

// Locate returns the position of bytes [start,end) of the text at loc, and the
// text quoted there. A span that a plain-text file breaks over lines is
// located by the part on its first line.
func (d *Document) Locate(loc Loc, start, end int) (Position, string) {
	t := d.Text(loc)
	p := Position{Block: loc.Block, Table: -1, Row: -1, Col: -1, Page: d.Blocks[loc.Block].Page}
	if loc.Cell >= 0 {
		c := &d.Blocks[loc.Block].Table.Cells[loc.Cell]
		p.Table, p.Row, p.Col = d.tableOrdinal(loc.Block), c.Row, c.Col
		if c.Page > 0 {
			p.Page = c.Page
		}
	}
	from, column := 0, 0
	if len(t.Lines) > 0 {
		i := sort.Search(len(t.Lines), func(i int) bool { return t.Lines[i].Offset > start }) - 1
		from, column, p.Line = t.Lines[i].Offset, t.Lines[i].Column, t.Lines[i].Number
		if t.Spaced {
			return t.spaced(p, i, start, end)
		}
		if i+1 < len(t.Lines) && end > t.Lines[i+1].Offset {
			end = t.Lines[i+1].Offset
		}
	}
	if start-from <= countEvery {
		p.Start = column + starts(t.S[from:start])
	} else {
		p.Start = column + d.runesBefore(loc, t, start) - d.runesBefore(loc, t, from)
	}
	p.End = p.Start + starts(t.S[start:end])
	return p, t.S[start:end]
}

// spaced is Locate in a text whose letters stand apart: the quote has the blanks
// between them. Line i is the one that start is on.
func (t *Text) spaced(p Position, i, start, end int) (Position, string) {
	p.Start = t.Lines[i].Column + runeCount(t.S[t.Lines[i].Offset:start])
	p.End = p.Start
	var quote strings.Builder
	for at := start; at < end && i < len(t.Lines) && t.Lines[i].Number == p.Line; i++ {
		next := end
		if i+1 < len(t.Lines) {
			next = min(end, t.Lines[i+1].Offset)
		}
		if at > start {
			quote.WriteString(strings.Repeat(" ", max(t.Lines[i].Column-p.End, 0)))
			p.End = max(t.Lines[i].Column, p.End)
		}
		quote.WriteString(t.S[at:next])
		p.End += runeCount(t.S[at:next])
		at = next
	}
	return p, quote.String()
}

// countEvery is how many bytes of a long text lie between two places at which
// the characters before them are counted once and for all: a line of a megabyte
// may have a hundred thousand figures, and each asks how far in it stands.
const countEvery = 1 << 12

// countLong counts the characters of long texts.
func (d *Document) countLong() {
	for loc, t := range d.Texts() {
		if len(t.S) <= countEvery {
			continue
		}
		if d.counts == nil {
			d.counts = make(map[Loc][]int32)
		}
		d.counts[loc] = countsOf(t.S)
	}
}

// countsOf counts the characters that begin before each countEvery-th byte.
func countsOf(s string) []int32 {
	counts, n := make([]int32, 0, len(s)/countEvery+1), 0
	for at := 0; at < len(s); at += countEvery {
		counts = append(counts, int32(n))
		n += starts(s[at:min(at+countEvery, len(s))])
	}
	return counts
}

// starts counts the bytes at which a character begins, which in valid UTF-8 is the number
// of characters: all bytes but those that go on with one, 10xxxxxx, eight at a time.
func starts(s string) (n int) {
	const word, each = 8, 0x0101010101010101
	for ; len(s) >= word; s = s[word:] {
		x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		n += word - bits.OnesCount64(x>>7&^(x>>6)&each)
	}
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}

// runesBefore counts the characters of a text before a byte.
func (d *Document) runesBefore(loc Loc, t *Text, at int) int {
	k := at / countEvery
	if counts := d.counts[loc]; k > 0 && k < len(counts) {
		return int(counts[k]) + starts(t.S[k*countEvery:at])
	}
	return starts(t.S[:at])
}

// tableOrdinal counts the tables and charts before one. A document put together
// by hand has no index of them.
func (d *Document) tableOrdinal(block int) int {
	if n, ok := slices.BinarySearch(d.tables, block); ok {
		return n
	}
	n, _ := slices.BinarySearch(tablesOf(d.Blocks), block)
	return n
}

// tablesOf lists the blocks that are tables or charts.
func tablesOf(blocks []Block) (out []int) {
	for i := range blocks {
		if blocks[i].Table != nil {
			out = append(out, i)
		}
	}
	return out
}
