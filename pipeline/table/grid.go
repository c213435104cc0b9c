package table

import (
	"slices"
	"strings"
	"unicode"

	"gongkai/extract"
	"gongkai/nlp"
)

// grid is a table laid out for reading: which cell stands at each row and
// column, what numbers it holds, and which rows are header. Its figures and header
// are settled when it is made (newGrid).
type grid struct {
	t      *extract.Table
	at     [][]int // cell index per row and column, -1 for none
	ms     [][]nlp.Mention
	figure []bool     // the cell is one bare number or ratio and nothing else
	top    int        // rows of lines above the header: title, filing body, unit
	header int        // rows before the first row of figures
	end    int        // the row after the last that the header is for
	rows   []rowTally // of each row, once asked; see rowOf
	cells  []cellText // of each cell, once asked; see textOf
	first  int        // the cell of the block that the first of the grid is, see annexes

	beside   map[string]bool // see besideOthers; nil until asked
	besideTo int             // the header then
}

// loc is where a cell of the grid stands in its block.
func (g *grid) loc(block, k int) extract.Loc { return extract.Loc{Block: block, Cell: g.first + k} }

// dated reports a cell with a date in it.
func (g *grid) dated(k int) bool {
	return slices.ContainsFunc(g.ms[k], func(m nlp.Mention) bool { return m.Kind == nlp.Date })
}

// cellText is the text of a cell, which each row and column around it may ask for.
type cellText struct {
	words  string
	filler bool // it says that the cell has no figure
	read   bool
}

// textOf reads the text of a cell once.
func (g *grid) textOf(k int) *cellText {
	t := &g.cells[k]
	if !t.read {
		s := unspaced(nlp.Squeeze(g.t.Cells[k].Text.S))
		*t = cellText{s, isFiller(s), true}
	}
	return t
}

// text returns the words at a slot.
func (g *grid) text(r, c int) string {
	if k := g.at[r][c]; k >= 0 {
		return g.textOf(k).words
	}
	return ""
}

// filler reports a slot whose words say that there is no figure.
func (g *grid) filler(r, c int) bool {
	k := g.at[r][c]
	return k >= 0 && g.textOf(k).filler
}

// unspaced drops the blanks that typesetters part the letters of a heading with, 单 位.
func unspaced(s string) string {
	if !strings.Contains(s, "\xe2\x80") { // U+2000 to U+203F
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) || r == '\u200b' {
			return -1
		}
		return r
	}, s)
}

// begins reports a slot that is the first of its cell.
func (g *grid) begins(r, c int) bool {
	k := g.at[r][c]
	return k >= 0 && g.t.Cells[k].Row == r && g.t.Cells[k].Col == c
}
