package table

import (
	"slices"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// A reader of pages that finds no rule below a header gives the header as lines of text
// before the table, its cells parted by blanks:
//
//	2025年预算数 2026年预算数
//	项目
//	金额 金额 增长%
//
// and the first rows, of which no cell is filled, as lines of names after it.

// linesOfHead bounds the lines between a table without a header and the title of both.
const linesOfHead = 30

// headAbove is what the columns of a table without a header are headed by in the lines
// above it, the first for the first column of figures; nil where no lines give as many
// headings as there are such columns at its right.
func (r *Reader) headAbove(block int, g *grid, h *headings) []string {
	var parts [][]string // the lowest first
	for i := block - 1; i >= 0 && i >= block-linesOfHead; i-- {
		b := &r.Doc.Blocks[i]
		if b.Table != nil || nlp.HasStop(b.Text.S) || moneyIn(nlp.Squeeze(b.Text.S)) != "" {
			break
		}
		cells, ok := headCells(b, h)
		if !ok {
			return nil
		}
		if cells != nil {
			parts = append(parts, cells)
		}
	}
	switch {
	case len(parts) == 0 || len(parts) > 2:
		return nil
	case len(parts) == 2:
		parts[0] = under(parts[1], parts[0], h)
	}
	if n := len(parts[0]); n < 2 || n >= g.t.Cols || g.t.Cols-n > mostNames {
		return nil
	}
	return parts[0]
}

// mostNames is how many columns of names and codes stand left of the figures at most.
const mostNames = 3

// headCells are the cells of a line that is a row of a header: all of them head figures,
// and one says a phase or a relation. nil for any other line, and false for one of which
// only a part is read.
func headCells(b *extract.Block, h *headings) (cells []string, ok bool) {
	cells = strings.Fields(b.Text.S)
	if len(cells) > 1 && nlp.HanCount(cells[0]) == 1 && nlp.HanCount(cells[1]) == 1 {
		cells = append([]string{cells[0] + cells[1]}, cells[2:]...) // 项 目
	}
	if len(cells) > 0 && labelled(cells[0], words.FlatHead, "name") {
		cells = cells[1:]
	}
	telling, known := 0, 0
	for _, s := range cells {
		a := h.column(s)
		if !a.opaque() && a.concept == "" && !a.total && a.dims == (schema.Dimensions{}) && nlp.HanCount(s) > 0 {
			known++
		}
		if a.measure != "" || a.form != "" || a.year > 0 {
			telling++
		}
	}
	switch {
	case telling == 0 || known == 0:
		return nil, true
	case known < len(cells) || telling == 0:
		return nil, false
	}
	return cells, true
}

// under puts the cells of the upper row of a header over those of the lower: each begins
// where the lower has a column of levels; nil where their numbers differ.
func under(upper, lower []string, h *headings) []string {
	out, at := slices.Clone(lower), -1
	for i, s := range lower {
		if h.column(s).form == "" {
			at++
		}
		if at < 0 || at >= len(upper) {
			return nil
		}
		out[i] = upper[at] + " " + s
	}
	if at != len(upper)-1 {
		return nil
	}
	return out
}

// headed gives the columns of figures at the right the headings found above the table.
func (cols *columns) headed(heads []string, h *headings) {
	first := len(cols.axes) - len(heads)
	for i, s := range heads {
		cols.axes[first+i] = h.column(s)
		cols.kinds[first+i] = valueColumn
	}
	cols.settle()
}
