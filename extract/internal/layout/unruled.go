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
		tabs[i].body = len(tabs[i].segs) > 1 && hasFigure(tabs[i].segs)
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

// hasFigure reports whether one of the segments of a line is an amount, or several set
// tight. Years alone head columns.
func hasFigure(segs []line) bool {
	return slices.ContainsFunc(segs, func(s line) bool {
		for f := range strings.FieldsSeq(s.text()) {
			if !digits(f) || year(f) {
				return false
			}
		}
		return true
	})
}

// year reports whether a text is a year of our time.
func year(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") && digits(s[2:3]) && digits(s[3:])
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
// could not. Where columns overlap only because few of the lines are set tight, those
// are cut between the columns of the others.
func tabulate(tabs []tabLine) (t *table, problem string) {
	t, problem = bind(tabs, columnsOf(tabs, 0))
	if t != nil {
		return t, ""
	}
	const few = 0.1 // of the lines
	cols := columnsOf(tabs, int(few*float64(bodies(tabs))))
	if t, _ = bind(cutAt(tabs, cols), cols); t != nil {
		return t, ""
	}
	return nil, problem
}

// bind puts the segments of lines into columns and the lines into rows.
func bind(tabs []tabLine, cols []span) (t *table, problem string) {
	if len(cols) < 2 {
		return nil, "columns without rules overlap"
	}
	first := slices.IndexFunc(tabs, func(t tabLine) bool { return t.body })
	t = &table{xs: edges(cols), page: tabs[0].line.page, last: tabs[0].line.page, Box: tabs[0].line.Box}
	for _, tl := range tabs {
		t.Box = t.Box.Union(tl.line.Box)
	}
	t.heads(tabs[:first], cols)
	var entries []entry
	for _, tl := range tabs[first:] {
		if groupHeading(tl, cols) {
			if !t.stack(entries, len(cols)) {
				return nil, "rows without rules between them cannot be told apart"
			}
			entries = nil
			t.cells = append(t.cells, tableCell{area: area{t.rows, 0, 1, len(cols)}, text: tl.line.text()})
			t.rows++
			continue
		}
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
	if !t.stack(entries, len(cols)) {
		return nil, "rows without rules between them cannot be told apart"
	}
	return t, ""
}

// groupHeading reports a line that heads the rows below it: words alone, over several
// columns and not from the first on, where they might be the name of a row.
func groupHeading(tl tabLine, cols []span) bool {
	if len(tl.segs) != 1 || digits(tl.line.text()) {
		return false
	}
	from, to := overlap(cols, tl.segs[0])
	return from > 0 && to > from
}

// stack adds the lines of some rows; ok is false when they cannot be told apart.
func (t *table) stack(entries []entry, cols int) (ok bool) {
	rows, ok := stack(entries)
	for _, r := range rows {
		for c := range cols {
			t.cells = append(t.cells, tableCell{area: area{t.rows, c, 1, 1}, text: columnText(r, c)})
		}
		t.rows++
	}
	return ok
}

// columnsOf finds the columns: the stretches of x covered by the segments of
// more than a few body lines, which must leave half an em free between them.
func columnsOf(tabs []tabLine, few int) []span {
	type end struct {
		x    float64
		step int
	}
	var ends []end
	for _, t := range tabs {
		if !t.body {
			continue
		}
		for _, s := range t.segs {
			ends = append(ends, end{s.X0 - 0.25*s.em, 1}, end{s.X1 + 0.25*s.em, -1})
		}
	}
	// At one place what begins comes first, so that what touches is one column.
	slices.SortFunc(ends, func(a, b end) int { return cmp.Or(cmp.Compare(a.x, b.x), b.step-a.step) })
	var out []span
	deep := 0
	for _, e := range ends {
		before := deep
		deep += e.step
		switch {
		case before == few && deep == few+1:
			out = append(out, span{from: e.x, to: e.x})
		case before == few+1 && deep == few:
			out[len(out)-1].to = e.x
		}
	}
	return out
}

// cutAt cuts the segments that stand in several columns at the blanks between these.
func cutAt(tabs []tabLine, cols []span) []tabLine {
	out := slices.Clone(tabs)
	for i, t := range tabs {
		out[i].segs = nil
		for _, s := range t.segs {
			from, to := overlap(cols, s)
			if t.body && from >= 0 && to > from {
				out[i].segs = append(out[i].segs, cutSegment(s, cols[from:to+1])...)
				continue
			}
			out[i].segs = append(out[i].segs, s)
		}
	}
	return out
}

// cutSegment cuts a segment where a blank lies between two columns and both of its
// sides are figures whole in themselves.
func cutSegment(s line, cols []span) []line {
	const blank = 0.2 // em
	var out []line
	start := 0
	for k := 1; k < len(s.glyphs); k++ {
		a, b := s.glyphs[k-1], s.glyphs[k]
		if b.X0-a.X1 < blank*s.em || !between(cols, (a.X1+b.X0)/2, s.em) {
			continue
		}
		out = append(out, newLine(slices.Clone(s.glyphs[start:k]), s.page))
		start = k
	}
	out = append(out, newLine(slices.Clone(s.glyphs[start:]), s.page))
	for _, l := range out[1:] {
		if !number(l.text()) {
			return []line{s}
		}
	}
	return out
}

// between reports whether x lies between two of the columns, or nearly.
func between(cols []span, x, em float64) bool {
	for i := 1; i < len(cols); i++ {
		if x > cols[i-1].to-em/2 && x < cols[i].from+em/2 {
			return true
		}
	}
	return false
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
