package layout

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// minBody is how many rows with amounts make lines of text a table.
const minBody = 3

// tabLine is a line cut at wide gaps.
type tabLine struct {
	line line
	segs []line
	body bool // two segments or more, one of them an amount
}

// unruled finds tables drawn without rules: runs of lines cut by wide gaps into
// columns, amounts under amounts. What looks like a table and resolves to no
// columns stays text and is reported.
func unruled(ls []line) (items []item, warn []trouble) {
	tabs := make([]tabLine, len(ls))
	for i, l := range ls {
		tabs[i] = tabLine{line: l, segs: l.split(1.2)}
		amounts := 0
		for _, s := range tabs[i].segs {
			if digits(s.text()) {
				amounts++
			}
		}
		tabs[i].body = amounts > 0 && len(tabs[i].segs) > 1
	}
	for i := 0; i < len(tabs); {
		end := runFrom(tabs, i)
		if bodies(tabs[i:end]) < minBody || isContents(tabs[i:end]) {
			end = max(end, i+1)
			items = append(items, lineItems(ls[i:end])...)
			i = end
			continue
		}
		t, problem := tabulate(tabs[i:end])
		if t != nil {
			items = append(items, item{table: t, top: t.Y0})
		} else {
			warn = append(warn, trouble{ls[i].Y0, ls[end-1].Y1, problem})
			for k := i; k < end; k++ {
				ls[k].alone = true
			}
			items = append(items, lineItems(ls[i:end])...)
		}
		i = end
	}
	return items, warn
}

// runFrom returns the end of the run of table lines that starts at i: lines of
// several segments, single ones between them, no wide space in between.
func runFrom(tabs []tabLine, i int) int {
	if len(tabs[i].segs) < 2 || strings.Contains(tabs[i].line.text(), "单位：") {
		return i
	}
	end := i + 1
	for j := i + 1; j < len(tabs); j++ {
		prev, l := tabs[j-1].line, tabs[j].line
		if l.midY()-prev.midY() > 4*l.em || l.page != prev.page || j-end >= 3 {
			break
		}
		if len(tabs[j].segs) > 1 {
			end = j + 1
		}
	}
	// A single segment just below the last row is the rest of its text.
	if end < len(tabs) && tabs[end].line.midY()-tabs[end-1].line.midY() < 1.3*tabs[end].line.em {
		end++
	}
	return end
}

func bodies(tabs []tabLine) int {
	n := 0
	for _, t := range tabs {
		if t.body {
			n++
		}
	}
	return n
}

// isContents reports whether lines are a table of contents: leaders, or page
// numbers that never fall behind numbered entries.
func isContents(tabs []tabLine) bool {
	last, entries, leaders := 0, 0, 0
	for _, t := range tabs {
		text := t.line.text()
		if strings.Contains(text, "……") || strings.Contains(text, "....") || strings.Contains(text, "····") {
			leaders++
		}
		n, err := strconv.Atoi(t.segs[len(t.segs)-1].text())
		if err != nil || n < last || n > 999 {
			continue
		}
		last = n
		if itemStart(text) {
			entries++
		}
	}
	return leaders*2 > len(tabs) || entries*2 > len(tabs)
}

// tabulate binds the lines of a run to columns and rows; problem says why it
// could not.
func tabulate(tabs []tabLine) (t *table, problem string) {
	cols := columnsOf(tabs)
	if len(cols) < 2 {
		return nil, "columns without rules overlap"
	}
	first := slices.IndexFunc(tabs, func(t tabLine) bool { return t.body })
	var entries []entry
	for _, tl := range tabs[first:] {
		taken := -1
		for _, s := range tl.segs {
			from, to := overlap(cols, s)
			if from < 0 || from != to {
				return nil, "“" + s.text() + "” stands in no column or in two"
			}
			if from == taken {
				return nil, "columns without rules overlap"
			}
			taken = from
			entries = append(entries, entry{from, s})
		}
	}
	rows, ok := stack(entries)
	if !ok {
		return nil, "rows without rules between them cannot be told apart"
	}
	t = &table{xs: edges(cols), page: tabs[0].line.page, last: tabs[0].line.page, Box: tabs[0].line.Box}
	for _, tl := range tabs {
		t.Box = t.Box.Union(tl.line.Box)
	}
	t.heads(tabs[:first], cols)
	for _, r := range rows {
		for c := range cols {
			t.cells = append(t.cells, tableCell{area: area{t.rows, c, 1, 1}, text: columnText(r, c)})
		}
		t.rows++
	}
	return t, ""
}

// columnsOf finds the columns: the stretches of x covered by the segments of
// body lines, which must leave half an em free between them.
func columnsOf(tabs []tabLine) []span {
	var cover []span
	for _, t := range tabs {
		if !t.body {
			continue
		}
		for _, s := range t.segs {
			cover = append(cover, span{from: s.X0 - 0.25*s.em, to: s.X1 + 0.25*s.em})
		}
	}
	slices.SortFunc(cover, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var out []span
	for _, c := range cover {
		if n := len(out); n > 0 && c.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, c.to)
			continue
		}
		out = append(out, c)
	}
	return out
}

// overlap returns the first and last column a segment stands in, -1 for none.
func overlap(cols []span, s line) (from, to int) {
	from, to = -1, -1
	for i, c := range cols {
		if s.X0 < c.to && s.X1 > c.from {
			if from < 0 {
				from = i
			}
			to = i
		}
	}
	return from, to
}

// edges puts dividing lines in the middle between columns.
func edges(cols []span) []float64 {
	xs := []float64{cols[0].from}
	for i := 1; i < len(cols); i++ {
		xs = append(xs, (cols[i-1].to+cols[i].from)/2)
	}
	return append(xs, cols[len(cols)-1].to)
}

// heads adds the header lines. Lines whose segments stand in one column each are
// the lines of one header row; a segment over several columns heads a row of
// its own.
func (t *table) heads(tabs []tabLine, cols []span) {
	var pending []entry
	flush := func() {
		if len(pending) == 0 {
			return
		}
		for c := range cols {
			t.cells = append(t.cells, tableCell{area: area{t.rows, c, 1, 1}, text: columnText(pending, c)})
		}
		t.rows++
		pending = nil
	}
	for _, tl := range tabs {
		var row []tableCell
		wide := false
		for k, s := range tl.segs {
			from, to := overlap(cols, s)
			if from < 0 && len(tl.segs) == len(cols) {
				from, to = k, k // one heading for each column, however they are set
			} else if from < 0 {
				from = nearestColumn(cols, s)
				to = from
			}
			wide = wide || from != to
			row = append(row, tableCell{area: area{0, from, 1, to - from + 1}, text: s.text()})
		}
		if wide {
			flush()
			t.headRow(row, len(cols))
			continue
		}
		for i, s := range tl.segs {
			pending = append(pending, entry{row[i].col, s})
		}
	}
	flush()
}

// headRow adds one header row, blank where no segment stands.
func (t *table) headRow(row []tableCell, cols int) {
	next := 0
	for _, c := range row {
		if c.col < next {
			last := &t.cells[len(t.cells)-1]
			last.text += " " + c.text
			continue
		}
		for ; next < c.col; next++ {
			t.cells = append(t.cells, tableCell{area: area{t.rows, next, 1, 1}})
		}
		c.row = t.rows
		t.cells = append(t.cells, c)
		next = c.col + c.cols
	}
	for ; next < cols; next++ {
		t.cells = append(t.cells, tableCell{area: area{t.rows, next, 1, 1}})
	}
	t.rows++
}

// nearestColumn is the column whose middle is closest to a segment.
func nearestColumn(cols []span, s line) int {
	best := 0
	for i, c := range cols {
		if abs((c.from+c.to)/2-s.midX()) < abs((cols[best].from+cols[best].to)/2-s.midX()) {
			best = i
		}
	}
	return best
}
