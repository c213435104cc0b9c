package layout

import (
	"slices"
	"strings"
)

// joinTables puts together the pieces of tables that run over pages: the last
// thing on a page and the first on the next, with the same column rules. A
// title repeated above the piece goes with it.
func joinTables(sheets []*sheet) {
	var prev *sheet // the sheet whose last item is the open table
	for i, s := range sheets {
		if i > 0 && prev != nil && prev.page.Number == s.page.Number-1 {
			if a, at := prev.items[len(prev.items)-1].table, s.firstTable(); at >= 0 {
				b := s.items[at].table
				if repeats(s.items[:at], prev, sheets[:i]) && a.joins(b) && !a.again(b) {
					a.append(b)
					s.items = slices.Delete(s.items, 0, at+1)
					if len(s.items) == 0 {
						// the table fills the page: it stays open through it
						s.items = []item{{table: a}}
						prev.items = prev.items[:len(prev.items)-1]
					}
				}
			}
		}
		prev = nil
		if n := len(s.items); n > 0 && s.items[n-1].table != nil {
			prev = s
		}
	}
}

// firstTable is the index of the first table when at most three lines stand
// above it, -1 otherwise.
func (s *sheet) firstTable() int {
	for i, it := range s.items {
		if it.table != nil {
			return i
		}
		if i == 3 {
			break
		}
	}
	return -1
}

// repeats reports whether the lines above a piece of table repeat lines of the
// page the table began on.
func repeats(above []item, prev *sheet, before []*sheet) bool {
	if len(above) == 0 {
		return true
	}
	first := prev.items[len(prev.items)-1].table.page
	said := map[string]bool{}
	for _, s := range before {
		if s.page.Number < first {
			continue
		}
		for _, it := range s.items {
			if it.line != nil {
				said[bare(it.line.text())] = true
			}
		}
	}
	for _, it := range above {
		if !said[bare(it.line.text())] {
			return false
		}
	}
	return true
}

// bare strips what a continued title adds.
func bare(s string) string {
	s = strings.ReplaceAll(s, " ", "")
	for _, more := range []string{"（续）", "(续)", "（续表）", "(续表)", "续表", "续"} {
		s = strings.TrimSuffix(s, more)
	}
	return s
}

// joins reports whether b can be the continuation of t: as wide, and the
// dividing lines of one are among those of the other.
func (t *table) joins(b *table) bool {
	const near = 3.0 // points
	shift := t.xs[0] - b.xs[0]
	if abs(shift) > 40 || abs(t.xs[len(t.xs)-1]-b.xs[len(b.xs)-1]-shift) > near {
		return false
	}
	return within(t.xs, b.xs, shift, near) || within(b.xs, t.xs, -shift, near)
}

// again reports that b is the same form for something else: its first row has the
// same name and another entry beside it.
func (t *table) again(b *table) bool {
	x, y := t.topRows(), b.topRows()
	if len(x) == 0 || len(y) == 0 || x[0] == y[0] {
		return false
	}
	name, entry, _ := strings.Cut(x[0], "|")
	other, beside, _ := strings.Cut(y[0], "|")
	return name != "" && name == other && strings.Trim(entry, "|") != "" && strings.Trim(beside, "|") != "" && !hasAmount(x[0]) && !hasAmount(y[0])
}

// within reports whether every value of a, less shift, is near one of b.
func within(a, b []float64, shift, near float64) bool {
	for _, x := range a {
		if !slices.ContainsFunc(b, func(y float64) bool { return abs(x-shift-y) <= near }) {
			return false
		}
	}
	return true
}

// append adds the rows of b, without the header rows it repeats.
func (t *table) append(b *table) {
	shift := t.xs[0] - b.xs[0]
	for i := range b.xs {
		b.xs[i] += shift
	}
	if len(b.xs) > len(t.xs) {
		t.refine(b.xs)
	} else {
		b.refine(t.xs)
	}
	skip := t.repeated(b)
	if skip > 0 {
		t.header = max(t.header, skip)
	}
	rest := b.cells[:0:0]
	for _, c := range b.cells {
		if c.row >= skip {
			c.row -= skip
			rest = append(rest, c)
		}
	}
	if t.mends(rest) {
		rest = t.mend(rest)
		skip++
	}
	for _, c := range rest {
		c.row += t.rows
		c.page = b.page
		t.cells = append(t.cells, c)
	}
	t.rows += b.rows - skip
	t.last = b.last
}

// refine moves the cells of a table to finer dividing lines.
func (t *table) refine(xs []float64) {
	at := make([]int, len(t.xs))
	for i, x := range t.xs {
		for k := range xs {
			if abs(xs[k]-x) < abs(xs[at[i]]-x) {
				at[i] = k
			}
		}
	}
	for i := range t.cells {
		c := &t.cells[i]
		from, to := at[c.col], at[c.col+c.cols]
		c.col, c.cols = from, to-from
	}
	t.xs = slices.Clone(xs)
}

// maxHeader bounds the header rows that are compared.
const maxHeader = 12

// repeated counts the leading rows of b that say what the leading rows of t
// say. Rows with amounts are data, however alike.
func (t *table) repeated(b *table) int {
	x, y := t.topRows(), b.topRows()
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] && !hasAmount(x[n]) {
		n++
	}
	// A header row merged into one cut off would leave half a cell behind.
	for n > 0 && (t.cut(n) || b.cut(n)) {
		n--
	}
	if strings.Trim(strings.Join(x[:n], ""), "|") == "" {
		return 0 // blank rows are alike everywhere
	}
	return n
}

// topRows is what the leading rows say, cell by cell with the columns they span.
func (t *table) topRows() []string {
	cols := len(t.xs) - 1
	at := make([][]string, min(t.rows, maxHeader))
	for r := range at {
		at[r] = make([]string, cols)
	}
	for _, c := range t.cells {
		if c.row >= maxHeader {
			break // cells are in the order of rows
		}
		at[c.row][c.col] = c.text + strings.Repeat("|", c.cols-1)
	}
	out := make([]string, len(at))
	for r := range at {
		out[r] = strings.Join(at[r], "|")
	}
	return out
}

// cut reports whether a line below row n-1 would cut a cell.
func (t *table) cut(n int) bool {
	return slices.ContainsFunc(t.cells, func(c tableCell) bool { return c.row < n && c.row+c.rows > n })
}

// hasAmount reports whether one of the cells of a row text is an amount: a
// number with decimals or thousands. Column numbers and years are none.
func hasAmount(row string) bool {
	for s := range strings.SplitSeq(row, "|") {
		if digits(s) && strings.ContainsAny(s, ".,") {
			return true
		}
	}
	return false
}

// mends reports whether the first row of a continuation is the rest of the
// last row: text without numbers, only under cells whose last line was full.
func (t *table) mends(rest []tableCell) bool {
	some := false
	for _, c := range rest {
		if c.row != 0 || c.text == "" {
			continue
		}
		up := t.lastAt(c.col)
		if c.rows != 1 || up == nil || up.cols != c.cols || !up.full || up.text == "" || itemStart(c.text) || digits(c.text) || digits(up.text) || sentenceEnd(up.text) {
			return false
		}
		some = true
	}
	return some
}

// mend adds the first row of a continuation to the last row and returns the
// other rows.
func (t *table) mend(rest []tableCell) []tableCell {
	out := rest[:0]
	for _, c := range rest {
		if c.row > 0 {
			c.row--
			out = append(out, c)
			continue
		}
		if up := t.lastAt(c.col); up != nil && c.text != "" {
			up.text += c.text
			up.full = c.full
		}
	}
	return out
}

// lastAt is the cell of the last row that starts at a column.
func (t *table) lastAt(col int) *tableCell {
	for i := len(t.cells) - 1; i >= 0 && t.cells[i].row > t.rows-50; i-- {
		if c := &t.cells[i]; c.col == col && c.row+c.rows == t.rows {
			return c
		}
	}
	return nil
}
