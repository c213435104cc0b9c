package layout

import (
	"cmp"
	"slices"
	"strings"
)

// entry is a line of text in a column.
type entry struct {
	col  int
	line line
}

// stack sorts the lines of columns without rules between rows into rows. A row
// is anchored by a line of print with an amount or with text in two columns. A
// line that stands alone belongs to the anchor it is closer to than rows are
// apart, the upper or lower part of a text broken over lines; at a row's
// distance it is a row of its own. When neither is clear, ok is false.
func stack(entries []entry) (rows [][]entry, ok bool) {
	prints := baselines(entries)
	var anchors []float64
	anchored := make([]bool, len(prints))
	for i, p := range prints {
		if anchored[i] = len(p) > 1 || len(p) == 1 && number(p[0].line.text()); anchored[i] {
			anchors = append(anchors, middle(p))
		}
	}
	pitch := pitchOf(anchors)
	for i := 0; i < len(prints); i++ {
		p := prints[i]
		switch {
		case anchored[i]:
			rows = append(rows, p)
			continue
		case len(p) == 0:
			continue
		}
		up, down := pitch*2, pitch*2
		if len(rows) > 0 {
			up = middle(p) - bottom(rows[len(rows)-1])
		}
		if i+1 < len(prints) {
			down = middle(prints[i+1]) - middle(p)
		}
		switch near := 0.75 * pitch; {
		case up >= near && down >= near:
			rows = append(rows, p)
		case down < near && down < up && i+1 < len(prints) && !has(prints[i+1], p[0].col):
			prints[i+1] = append(p, prints[i+1]...)
			anchored[i+1] = anchored[i+1] || len(prints[i+1]) > 1
		case up < near && up <= down && len(rows) > 0 && has(rows[len(rows)-1], p[0].col) && !itemStart(p[0].line.text()):
			rows[len(rows)-1] = append(rows[len(rows)-1], p...)
		default:
			return nil, false
		}
	}
	return rows, true
}

// baselines groups entries that stand at one height, top to bottom.
func baselines(entries []entry) [][]entry {
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(a.line.midY(), b.line.midY()) })
	var out [][]entry
	for _, e := range entries {
		if n := len(out); n > 0 {
			first := out[n-1][0].line
			if e.line.midY()-first.midY() < 0.4*min(first.height(), e.line.height()) && !has(out[n-1], e.col) {
				out[n-1] = append(out[n-1], e)
				continue
			}
		}
		out = append(out, []entry{e})
	}
	return out
}

// middle is the height of the anchoring line of a print, bottom of its last.
func middle(p []entry) float64 { return p[len(p)-1].line.midY() }

func bottom(p []entry) float64 {
	y := p[0].line.midY()
	for _, e := range p {
		y = max(y, e.line.midY())
	}
	return y
}

func has(p []entry, col int) bool {
	return slices.ContainsFunc(p, func(e entry) bool { return e.col == col })
}

// pitchOf is the usual distance between rows.
func pitchOf(at []float64) float64 {
	var d []float64
	for i := 1; i < len(at); i++ {
		d = append(d, at[i]-at[i-1])
	}
	return median(d)
}

// columnText joins the lines of a row in one column.
func columnText(row []entry, col int) string {
	var ls []line
	for _, e := range row {
		if e.col == col {
			ls = append(ls, e.line)
		}
	}
	slices.SortStableFunc(ls, func(a, b line) int { return cmp.Compare(a.Y0, b.Y0) })
	var b strings.Builder
	prev := ""
	for _, l := range ls {
		s := l.text()
		if wordGap(prev, s) {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		prev = s
	}
	return b.String()
}

// splitRows gives rows to the bands of a ruled table that hold several: where
// columns list amounts below one another with no rule between.
func (t *table) splitRows() (problem string) {
	for row := 0; row < t.rows; row++ {
		var entries []entry
		var lists [][]line
		broken := 0
		for _, c := range t.cells {
			if c.row != row || c.rows != 1 {
				continue
			}
			for _, l := range c.lines {
				entries = append(entries, entry{c.col, l})
			}
			if isList(c.lines) {
				lists = append(lists, c.lines)
				if t.brokenNumber(c) {
					broken++
				}
			}
		}
		if len(lists) == broken || len(lists) == 1 && !named(lists[0], entries) {
			continue
		}
		rows, ok := stack(entries)
		if !ok {
			return "rows without rules between them cannot be told apart"
		}
		t.replaceRow(row, rows)
		row += len(rows) - 1
	}
	return ""
}

// isList reports lines of which each is an amount or stands for none, and two or
// more are amounts.
func isList(ls []line) bool {
	amounts := 0
	for _, l := range ls {
		switch s := l.text(); {
		case number(s):
			amounts++
		case !blankMarks[s]:
			return false
		}
	}
	return amounts > 1
}

// blankMarks are what is printed where there is no amount.
var blankMarks = map[string]bool{"—": true, "——": true, "-": true, "--": true, "–": true, "/": true, "无": true}

// named reports that the amounts of the only list of a band are those of several
// rows: each has a name of its own beside it, and they are no pieces of one
// number that was too long for its cell.
func named(list []line, entries []entry) bool {
	whole := len(list) > 2
	if !whole {
		whole = strings.Contains(list[0].text(), ".") && strings.Contains(list[1].text(), ".")
	}
	beside := 0
	for _, print := range baselines(entries) {
		if len(print) > 1 {
			beside++
		}
	}
	return whole && beside >= len(list)
}

// brokenNumber reports that the two lines of a cell are the pieces of one number.
func (t *table) brokenNumber(c tableCell) bool {
	return len(c.lines) == 2 && pieces(c.lines[0], c.lines[1], t.xs[c.col+c.cols]-t.xs[c.col])
}

// pieces reports that two lines of a cell of a width are one number that was too long for
// it: 1,321.1 and 8. The first fills the cell, and the second has its last decimals.
func pieces(a, b line, width float64) bool {
	s, rest := a.text(), b.text()
	_, decimals, point := strings.Cut(s, ".")
	if !point || !digits(s) || rest == "" || strings.Trim(rest, arabic) != "" || len(decimals)+len(rest) != usualDecimals {
		return false
	}
	const margins = 4 // digits that the margins of a cell have room for at most
	long := a.X1 - a.X0
	return width-long < margins*long/float64(len(a.glyphs))
}

const arabic = "0123456789"

// usualDecimals is how many decimals an amount has.
const usualDecimals = 2

// replaceRow puts several rows in the place of one.
func (t *table) replaceRow(row int, rows [][]entry) {
	more := len(rows) - 1
	var out []tableCell
	for _, c := range t.cells {
		switch {
		case c.row > row:
			c.row += more
		case c.row == row && c.rows == 1:
			for i, r := range rows {
				n := c
				n.row, n.text, n.lines = row+i, columnText(r, c.col), nil
				out = append(out, n)
			}
			continue
		case c.row+c.rows > row:
			c.rows += more
		}
		out = append(out, c)
	}
	t.cells = out
	t.rows += more
}
