package extract

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// Columns aligned by spaces, as pdftotext -layout, pandoc and listings draw
// them. Fields are parted by two spaces or more. Programs align either by
// characters (pdftotext counts a Han character as one) or by display width, so
// both rulers are tried. A region becomes a table only if gutters run through
// all of its rows with figures, no row has two fields in a column, and the
// fields of each column keep a common edge or middle; otherwise its lines stay
// paragraphs.

// span is a field of a row with its place under a ruler.
type span struct {
	from, to int // columns, half-open
	cell     row
}

// spans cuts a row at runs of two spaces or more, and at a single space beside
// a figure that fills its column.
func (r row) spans(wide bool) []span {
	var out []span
	start, end, gap, at, from, to := -1, 0, 0, 0, 0, 0
	flush := func() {
		if start >= 0 {
			out = append(out, cutFigure(span{from, to, r.piece(start, end)}, wide)...)
		}
		start = -1
	}
	for k, c := range r.s {
		width := 1
		if wide {
			width = runeWidth(c)
		}
		if isSpace(c) {
			if gap += width; gap >= 2 {
				flush()
			}
		} else {
			if start < 0 {
				start, from = k, at
			}
			gap, end, to = 0, k+utf8.RuneLen(c), at+width
		}
		at += width
	}
	flush()
	return out
}

// cutFigure parts a field "164,978,640 一、一般公共服务支出" in two, and a field
// that ends in such a figure too.
func cutFigure(f span, wide bool) []span {
	width := utf8.RuneCountInString
	if wide {
		width = displayWidth
	}
	s := f.cell.s
	at := strings.IndexByte(s, ' ')
	if at < 0 || !isFigure(s[:at]) || strings.ContainsAny(firstRunes(s[at+1:], 1), "万亿元%％年月日个") {
		if at = strings.LastIndexByte(s, ' '); at < 0 || !isFigure(s[at+1:]) {
			return []span{f}
		}
	}
	left, right := f, f
	left.cell, left.to = f.cell.piece(0, at), f.from+width(s[:at])
	right.cell, right.from = f.cell.piece(at+1, len(s)), f.from+width(s[:at+1])
	return []span{left, right}
}

// isFigure reports a number with a decimal point or thousands separators.
func isFigure(s string) bool { return isNumber(s) && strings.ContainsAny(s, ".,") }

// maxColumnRows bounds a region, for the cost of trying is its square.
const maxColumnRows = 400

// columnTable reads a table of aligned columns at row i.
func (t *textReader) columnTable(i int) int {
	if !t.fielded(i) {
		return 0
	}
	end, rows := t.columnRegion(i)
	if len(rows) < 3 {
		return 0
	}
	for _, wide := range []bool{false, true} {
		if grid, header, n := t.longestTable(rows, wide); n > 0 {
			end = min(end, rows[n-1]+1)
			t.emitTable(i, TableBlock, grid, header)
			return end - i
		}
	}
	return 0
}

// longestTable lays out as many of the rows as fit one set of columns, by
// bisection; the rest is tried again on its own.
func (t *textReader) longestTable(rows []int, wide bool) (grid [][]Text, header, n int) {
	for lo, hi, try := 3, len(rows), len(rows); lo <= hi; try = (lo + hi) / 2 {
		if g, h := t.alignColumns(rows[:try], wide); g != nil {
			grid, header, n = g, h, try
			lo = try + 1
		} else {
			hi = try - 1
		}
	}
	return grid, header, n
}

// cutRow is a row cut into fields. Every row of a region is looked at again for
// each row it might begin with, so that what was cut is kept.
type cutRow struct {
	row     int // its number + 1, 0 for none
	fields  []span
	figure  bool // a number stands after the first field
	fielded bool // two or more fields that are no sentences
}

// keptRows is how many rows are kept, for each ruler: more than a region has.
const keptRows = 2 * maxColumnRows

// cut returns a row in fields.
func (t *textReader) cut(i int, wide bool) *cutRow {
	ruler := 0
	if wide {
		ruler = 1
	}
	if t.cuts[ruler] == nil {
		t.cuts[ruler] = make([]cutRow, keptRows)
	}
	kept := &t.cuts[ruler][i%keptRows]
	if kept.row != i+1 {
		*kept = newCutRow(i, t.rows[i], wide)
	}
	return kept
}

func newCutRow(i int, r row, wide bool) cutRow {
	fields := r.spans(wide)
	c := cutRow{row: i + 1, fields: fields, figure: hasFigure(fields)}
	c.fielded = len(fields) >= 2 && len(r.s) <= maxFielded && strings.Contains(strings.TrimFunc(r.s, isSpace), "  ") && !strings.Contains(r.s, "\t")
	for _, f := range fields {
		if endsPiece(f.cell.s) && strings.HasSuffix(f.cell.s, "。") {
			c.fielded = false
		}
	}
	return c
}

// maxFielded is the length in bytes of a row that may be one of a table.
const maxFielded = 2000

// fielded reports a row of two or more fields that are no sentences.
func (t *textReader) fielded(i int) bool {
	return len(t.rows[i].s) <= maxFielded && t.cut(i, false).fielded
}

// columnRegion returns the end of the region of fielded rows that begins at i,
// single blank lines and rows of one short field included, and its rows.
func (t *textReader) columnRegion(i int) (end int, rows []int) {
	blank := 0
	for j := i; j < len(t.rows) && len(rows) < maxColumnRows && t.rows[j].page == t.rows[i].page; j++ {
		if t.rows[j].blank() {
			if blank++; blank > 2 {
				break
			}
			continue
		}
		if !t.fielded(j) && !t.loneField(j) {
			break
		}
		blank = 0
		rows = append(rows, j)
		if t.fielded(j) {
			end = j + 1
		}
	}
	for len(rows) > 0 && rows[len(rows)-1] >= end {
		rows = rows[:len(rows)-1]
	}
	return end, rows
}

// loneField reports a row with one field that may belong to a table: short and
// no part of a sentence.
func (t *textReader) loneField(j int) bool {
	l := t.lines[j]
	return l.body != "" && utf8.RuneCountInString(l.body) <= 30 && !strings.ContainsAny(l.body, "。；，") && !strings.Contains(l.body, "\t") && l.indent > 0
}

// alignColumns lays the rows out under a ruler, nil when they do not fit one.
// header counts the rows before the first with a figure.
func (t *textReader) alignColumns(rows []int, wide bool) (grid [][]Text, header int) {
	lines := make([][]span, len(rows))
	var data [][]span
	for k, j := range rows {
		cut := t.cut(j, wide)
		lines[k] = cut.fields
		if cut.figure {
			data = append(data, lines[k])
		} else if len(data) == 0 {
			header = k + 1
		}
	}
	if len(data) < 3 {
		return nil, 0
	}
	cols := columnsOf(data)
	if len(cols) < 2 || !aligned(data, cols) {
		return nil, 0
	}
	grid, ok := placeAll(lines, cols)
	if !ok {
		return nil, 0
	}
	if joined := joinHeadless(grid, header, cols); len(joined) < len(cols) {
		if closer, ok := placeAll(lines, joined); ok {
			grid = closer
		}
	}
	return mergeBroken(grid, t.rows, rows), header
}

// joinHeadless joins a column of figures that no heading stands over with the column
// beside it that has one, where no row has a figure in both: a figure of few digits may
// stand beside those of many and touch none of them.
func joinHeadless(grid [][]Text, header int, cols []span) []span {
	if header == 0 {
		return cols
	}
	column := func(x int) (head bool, figures int, words bool) {
		for k, line := range grid {
			switch s := line[x].S; {
			case s == "":
			case k < header:
				head = true
			case isNumeric(s):
				figures++
			default:
				words = true
			}
		}
		return head, figures, words
	}
	joins := func(x, y int) bool { // y takes in x
		head, figures, words := column(y)
		if !head || words || figures == 0 {
			return false
		}
		for _, line := range grid[header:] {
			if line[x].S != "" && line[y].S != "" {
				return false
			}
		}
		return true
	}
	var out []span
	for x := 0; x < len(cols); x++ {
		if head, figures, words := column(x); !head && !words && figures > 0 {
			left := x > 0 && joins(x, x-1)
			right := x+1 < len(cols) && joins(x, x+1)
			switch near := x > 0 && x+1 < len(cols) && cols[x].from-cols[x-1].to <= cols[x+1].from-cols[x].to; {
			case left && (near || !right):
				out[len(out)-1].to = cols[x].to
				continue
			case right:
				out = append(out, span{from: cols[x].from, to: cols[x+1].to})
				x++
				continue
			}
		}
		out = append(out, cols[x])
	}
	return out
}

// placeAll puts the fields of all rows into columns.
func placeAll(lines [][]span, cols []span) (grid [][]Text, ok bool) {
	for _, line := range lines {
		cells, ok := place(line, cols)
		if !ok {
			return nil, false
		}
		grid = append(grid, cells)
	}
	return grid, true
}

// mergeBroken puts labels together that were broken over the lines around
// their figures: the row of figures has no label, and as many rows above as
// below it hold nothing but a piece of one, in the same column.
func mergeBroken(grid [][]Text, all []row, rows []int) [][]Text {
	var out [][]Text
	free := 0 // rows at the end of out that no other row has claimed
	for k := 0; k < len(grid); k++ {
		x, above := loneColumn(out)
		m := 0
		if x > 0 && grid[k][x].S == "" && hasFigureCell(grid[k]) {
			for m < min(above, free) && k+1+m < len(grid) && loneAt(grid[k+1+m]) == x && loneAt(out[len(out)-1-m]) == x &&
				all[rows[k+1+m]].num-all[rows[k-1-m]].num == 2*(m+1) {
				m++
			}
		}
		if m == 0 {
			out = append(out, grid[k])
			free++
			continue
		}
		for _, piece := range append(out[len(out)-m:len(out):len(out)], grid[k+1:k+1+m]...) {
			appendText(&grid[k][x], piece[x])
		}
		out = append(out[:len(out)-m], grid[k])
		k += m
		free = 0
	}
	return out
}

// loneColumn returns the column of the only cell of the last row that holds
// something, and how many rows at the end are like it.
func loneColumn(grid [][]Text) (x, n int) {
	x = -1
	for k := len(grid) - 1; k >= 0; k-- {
		at := loneAt(grid[k])
		if at < 0 || x >= 0 && at != x {
			break
		}
		x = at
		n++
	}
	return x, n
}

// loneAt returns the column of the only cell that holds something, a piece of
// a label and not an item of its own; -1 when there is none.
func loneAt(line []Text) int {
	at := -1
	for x, c := range line {
		if c.S == "" {
			continue
		}
		if at >= 0 || isNumeric(c.S) || startsItem(c.S) {
			return -1
		}
		at = x
	}
	return at
}

// hasFigureCell reports a row with a number in it.
func hasFigureCell(line []Text) bool {
	for _, c := range line {
		if isNumeric(c.S) {
			return true
		}
	}
	return false
}

// appendText adds a text with its lines.
func appendText(t *Text, more Text) {
	for _, l := range more.Lines {
		t.Lines = append(t.Lines, Line{l.Offset + len(t.S), l.Number, l.Column})
	}
	t.S += more.S
}

// hasFigure reports a row with a number after its first field.
func hasFigure(line []span) bool {
	for _, f := range line[min(1, len(line)):] {
		if isNumeric(f.cell.s) {
			return true
		}
	}
	return false
}

// columnsOf returns the column ranges that the fields of all rows cover
// between them.
func columnsOf(data [][]span) []span {
	n := 0
	for _, line := range data {
		n += len(line)
	}
	type stretch struct{ from, to int }
	all := make([]stretch, 0, n) // a field itself is large
	for _, line := range data {
		for i := range line {
			all = append(all, stretch{line[i].from, line[i].to})
		}
	}
	slices.SortFunc(all, func(a, b stretch) int { return a.from - b.from })
	var cols []span
	for _, f := range all {
		if n := len(cols); n > 0 && f.from < cols[n-1].to {
			cols[n-1].to = max(cols[n-1].to, f.to)
		} else {
			cols = append(cols, span{from: f.from, to: f.to})
		}
	}
	return cols
}

// aligned reports whether each column with figures keeps an edge or a middle in
// four of five fields, and no row has two fields in a column.
func aligned(data [][]span, cols []span) bool {
	fields, row := make([][]span, len(cols)), make([]int, len(cols))
	for y, line := range data {
		for _, f := range line {
			x := columnOf(f, cols)
			if x == len(cols) {
				continue
			}
			if row[x] == y+1 {
				return false
			}
			row[x], fields[x] = y+1, append(fields[x], f)
		}
	}
	return !slices.ContainsFunc(fields, ragged)
}

// ragged reports a column of figures that keeps neither an edge nor its middle.
func ragged(fields []span) bool {
	left, right, middle := map[int]int{}, map[int]int{}, map[int]int{}
	figures := 0
	for _, f := range fields {
		if isNumeric(f.cell.s) {
			figures++
		}
		left[f.from]++
		right[f.to]++
		middle[(f.from+f.to)/2]++
	}
	return figures*2 > len(fields) && max(peak(left), peak(right), peak(middle))*5 < len(fields)*4
}

// peak returns the largest count of two neighbouring places.
func peak(at map[int]int) (most int) {
	for k, n := range at {
		most = max(most, n+max(at[k-1], at[k+1]))
	}
	return most
}

// columnOf returns the column that holds a field of a row with figures.
func columnOf(f span, cols []span) int {
	return sort.Search(len(cols), func(i int) bool { return cols[i].to > f.from })
}

// place puts the fields of a row into columns. A field without figures, such
// as a heading over several columns, may touch more than one and is put into
// the first; a figure that touches two, or a taken column, does not fit.
func place(line []span, cols []span) ([]Text, bool) {
	cells := make([]Text, len(cols))
	for _, f := range line {
		first, last := -1, -1
		for x, c := range cols {
			if f.from < c.to && c.from < f.to {
				if first < 0 {
					first = x
				}
				last = x
			}
		}
		if first < 0 { // in a gutter: headings of columns without figures
			first = nearest(f, cols)
			last = first
		}
		if isNumeric(f.cell.s) && first != last {
			return nil, false
		}
		for first <= last && cells[first].S != "" {
			first++
		}
		if first > last {
			return nil, false
		}
		cells[first] = f.cell.text()
	}
	return cells, true
}

// nearest returns the column closest to a field.
func nearest(f span, cols []span) int {
	best, gap := 0, 1<<30
	for x, c := range cols {
		if d := max(c.from-f.to, f.from-c.to); d < gap {
			best, gap = x, d
		}
	}
	return best
}
