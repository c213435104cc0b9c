package extract

import (
	"strings"
)

// Chart caches: converters that take every string of a Word file write the
// cached points of its charts as fields between tabs, the categories, then the
// values, then often the categories again. They are charts only where labels
// and values pair without doubt.

// maxTableLine is the longest line that is looked at as a row of a table.
const maxTableLine = 1 << 14

// fields returns the fields of a row between tabs, a last empty one left out.
func (r row) fields() []row {
	if len(r.s) > maxTableLine {
		return []row{r.trim()}
	}
	var out []row
	start := 0
	for start <= len(r.s) {
		end := strings.IndexByte(r.s[start:], '\t')
		if end < 0 {
			end = len(r.s) - start
		}
		out = append(out, r.piece(start, start+end))
		start += end + 1
	}
	if n := len(out); n > 1 && out[n-1].s == "" {
		out = out[:n-1]
	}
	return out
}

// chartCache reads one chart at row i: its points on one line, or a series on
// each of some lines.
func (t *textReader) chartCache(i int) int {
	if !strings.Contains(t.rows[i].s, "\t") || strings.HasPrefix(t.rows[i].s, "\t") {
		return 0
	}
	if n := t.seriesLines(i); n > 0 {
		return n
	}
	return t.cacheLine(i)
}

// cacheLine reads `[name⇥]category…⇥value…⇥[category…]` on one line: one run
// of values, before it as many categories and perhaps the series' name. It
// ends with a tab, or repeats its categories, which no row of a table does.
func (t *textReader) cacheLine(i int) int {
	f := t.rows[i].fields()
	from, to := numericRun(f)
	n := to - from
	if n < 2 || from != n && from != n+1 {
		return 0
	}
	name, cats, rest := row{}, f[from-n:from], f[to:]
	if from == n+1 {
		name = f[0]
	}
	if len(rest) > 0 && !sameFields(rest, cats) || len(rest) == 0 && !strings.HasSuffix(t.rows[i].s, "\t") {
		return 0
	}
	for _, c := range cats {
		if c.s == "" {
			return 0
		}
	}
	t.emitChart(i, Text{}, cats, [][]row{append([]row{name}, f[from:to]...)})
	if len(rest) > 0 { // said twice: kept, but no part of the chart
		r := t.rows[i]
		t.emit(i, Block{Kind: Paragraph, Text: r.piece(fieldOffset(r.s, to), len(r.s)).text()})
	}
	return 1
}

// fieldOffset returns the byte offset of the k-th field of s.
func fieldOffset(s string, k int) int {
	at := 0
	for ; k > 0; k-- {
		at += strings.IndexByte(s[at:], '\t') + 1
	}
	return at
}

// numericRun returns the bounds of the one run of numbers among the fields
// after the first; no run, or a second one, gives zeros. Years are labels.
func numericRun(f []row) (from, to int) {
	for k := 1; k < len(f); k++ {
		if !isNumber(f[k].s) || isYear(f[k].s) {
			continue
		}
		if to == 0 {
			from, to = k, k+1
		} else if to == k {
			to++
		} else {
			return 0, 0
		}
	}
	return from, to
}

// isYear reports a bare year, which labels a point more often than it is one.
func isYear(s string) bool {
	return len(s) == 4 && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20")) && isNumber(s)
}

// sameFields reports whether two runs of fields say the same.
func sameFields(a, b []row) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].s != b[i].s {
			return false
		}
	}
	return true
}

// seriesLines reads a chart whose series stand on lines of their own, each
// behind the category of its point:
//
//	2019⇥
//	name⇥544.01⇥2020⇥
//	name⇥471.26⇥
func (t *textReader) seriesLines(i int) int {
	head := t.rows[i].fields()
	if len(head) != 1 || !isLabel(head[0].s) {
		return 0
	}
	cats := []row{head[0]}
	var series [][]row
	for j := i + 1; j < len(t.rows) && len(cats) <= maxPoints && strings.HasSuffix(t.rows[j].s, "\t"); j++ {
		f := t.rows[j].fields()
		if len(f) < 2 || len(f) > 3 || !isLabel(f[0].s) || !isNumber(f[1].s) {
			return 0
		}
		line := make([]row, len(cats)+1)
		line[0], line[len(cats)] = f[0], f[1]
		series = append(series, line)
		if len(f) == 2 {
			break
		}
		cats = append(cats, f[2])
	}
	if len(series) < 2 || len(series) != len(cats) {
		return 0
	}
	t.emitChart(i, Text{}, cats, series)
	return 1 + len(series)
}

// isLabel reports a short text that may name a category or a series.
func isLabel(s string) bool { return s != "" && len(s) <= 120 && !endsPiece(s) }

// pairChart reads the labels of a pie: a title, then by turns a category and
// its percentage, each on a line.
func (t *textReader) pairChart(i int) int {
	at := func(k int) string {
		if k < len(t.rows) && !strings.Contains(t.lines[k].body, "\t") {
			return t.lines[k].body
		}
		return ""
	}
	first := i
	title := Text{}
	if !isPercent(at(i + 1)) {
		title, first = t.rows[i].trim().text(), i+1
		if !isTitle(at(i)) {
			return 0
		}
	}
	var cats []row
	points := []row{{}}
	k := first
	for ; k-first < 2*maxPoints && isTitle(at(k)) && isPercent(at(k+1)); k += 2 {
		cats = append(cats, t.rows[k].trim())
		points = append(points, t.rows[k+1].trim())
	}
	if len(cats) < 2 || isPercent(at(k)) {
		return 0
	}
	t.emitChart(i, title, cats, [][]row{points})
	return k - i
}

// maxPoints is the most points a chart spread over lines may have.
const maxPoints = 64

// isTitle reports a label without numbering or sentence in it.
func isTitle(s string) bool {
	return isLabel(s) && !isNumeric(s) && !strings.ContainsAny(s, "，。；：") && !startsItem(s)
}

// isPercent reports a percentage alone.
func isPercent(s string) bool {
	return isNumber(s) && (strings.HasSuffix(s, "%") || strings.HasSuffix(s, "％"))
}

// emitChart adds a chart: row 0 the categories, then one row a series, its name
// first.
func (t *textReader) emitChart(i int, title Text, cats []row, series [][]row) {
	table := &Table{Rows: len(series) + 1, Cols: len(cats) + 1, Header: 1}
	put := func(y, x int, r row) {
		table.Cells = append(table.Cells, Cell{Row: y, Col: x, RowSpan: 1, ColSpan: 1, Text: r.text()})
	}
	put(0, 0, row{})
	for x, c := range cats {
		put(0, x+1, c)
	}
	for y, s := range series {
		for x, v := range s {
			put(y+1, x, v)
		}
	}
	t.emit(i, Block{Kind: ChartBlock, Text: title, Table: table})
}
