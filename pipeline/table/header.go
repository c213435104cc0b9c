package table

import (
	"regexp"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema/words"
)

// spreadHeader lets a header cell stand over the blank cells right of it in
// tables that came without spans: a flattened 预算数 over six columns. A blank
// cell joins its left neighbour only under the same parent.
func (g *grid) spreadHeader() {
	for k := range g.t.Cells {
		if g.t.Cells[k].ColSpan > 1 || g.t.Cells[k].RowSpan > 1 {
			return
		}
	}
	for r := 1; r < g.header; r++ {
		g.underLastHead(r)
	}
	for r := 0; r < g.header; r++ {
		for c := 1; c < g.t.Cols; c++ {
			sameParent := r == 0 || g.at[r-1][c] == g.at[r-1][c-1]
			if g.text(r, c) == "" && g.text(r, c-1) != "" && sameParent {
				g.at[r][c] = g.at[r][c-1]
			}
		}
	}
}

// underLastHead puts the heads of a row of the header below the last head of the row above, where a table has
// lost that the others reach over both rows: 项目, 上年数, 本年数, 增减 and a blank over 金额, 幅度 and three blanks.
func (g *grid) underLastHead(r int) {
	cols := g.t.Cols
	above, heads := cols, 0
	for above > 0 && g.text(r-1, above-1) == "" {
		above--
	}
	for heads < cols && g.text(r, heads) != "" {
		heads++
	}
	start := above - 1 // of the last head, which reaches to the last column
	if start < 1 || heads < 2 || heads != cols-start || heads > start {
		return
	}
	for c := range cols {
		if c < above && g.text(r-1, c) == "" || c >= heads && g.text(r, c) != "" {
			return
		}
	}
	for c := cols - 1; c >= start; c-- {
		g.at[r][c] = g.at[r][c-start]
	}
	copy(g.at[r][:start], g.at[r-1][:start])
}

// topRows counts the rows that a sheet has above its header: blank, or with
// a cell that is a title, names the filing body or states the unit.
func (g *grid) topRows() int {
	top := 0
	for r := 0; r < g.header; r++ {
		filled, lines, numbers := 0, 0, 0
		for c := range g.at[r] {
			s := g.text(r, c)
			if s == "" || g.t.Cells[g.at[r][c]].Col != c {
				continue
			}
			filled++
			switch {
			case topLine().MatchString(s):
				lines++
			case unnumbered(s) == "":
				numbers++
			}
		}
		switch {
		case lines > 0 && (filled <= topCells || filled == lines+numbers): // 表五 单位：万元 over each half of the table
			top = r + 1
		case filled > 1:
			return top
		}
	}
	return top
}

// topLine is what stands in a cell above the header, topCells how many cells a
// row of such lines has at most: filing body, date, unit.
var topLine = compiled(`{top_line title}$|^{top_line subject}?{top_line body}{top_line name}?[:：]|^{unit_word unit}[:：]|^{top_line number}[0-9]+{top_line title}`)

const topCells = 3

// headerRows counts the rows before the first of the body. What the file marks
// as header is believed beyond that.
func (g *grid) headerRows() int {
	first := g.firstBodyRow()
	if g.t.Header < g.t.Rows {
		return max(g.t.Header, first)
	}
	return first
}

// firstBodyRow finds the first row that states something: a figure, the code of
// a class, or a filler below a heading. How many digits a figure has says
// nothing, 610 is an amount as 60012.5 is; numbers of a header are years, numbers
// of columns and serial numbers, which what stands beside and above them shows.
func (g *grid) firstBodyRow() int {
	for r := range g.at {
		if g.isColumnNumbers(r) || g.headsFigures(r) {
			continue
		}
		if g.holdsFigure(r) || g.namesCode(r) || g.holdsFiller(r) {
			return r
		}
	}
	return g.t.Rows
}

// holdsFigure reports a row with a figure of its own that is no year over a
// column and no serial number.
func (g *grid) holdsFigure(r int) bool {
	years := g.isYears(r)
	for c := range g.at[r] {
		k := g.at[r][c]
		if k < 0 || !g.figure[k] || g.t.Cells[k].Row != r || g.t.Cells[k].Col != c {
			continue
		}
		if !years && !g.isSerial(r, c) {
			return true
		}
	}
	return false
}

// headReach is how many rows below a cell show what its column holds.
const headReach = 6

// cellsOf counts the cells that begin in a row: words over a column that goes on
// with figures, other words, and figures.
func (g *grid) cellsOf(r int) (heads, words, figures int) {
	t := g.rowOf(r)
	return t.heads, t.words, t.figures
}

// rowTally is what a row is, which every column of it may ask.
type rowTally struct {
	counted               bool
	heads, words, figures int
	numbers               bool // it numbers the columns
}

// rowOf counts a row once. What is a figure must not change afterwards.
func (g *grid) rowOf(r int) *rowTally {
	if g.rows == nil {
		g.rows = make([]rowTally, g.t.Rows)
	}
	t := &g.rows[r]
	if !t.counted {
		t.counted, t.numbers = true, g.numbersColumns(r)
		t.heads, t.words, t.figures = g.countCells(r)
	}
	return t
}

func (g *grid) countCells(r int) (heads, words, figures int) {
	for c := range g.at[r] {
		k := g.at[r][c]
		if !g.begins(r, c) {
			continue
		}
		switch s := g.text(r, c); {
		case s == "" || g.filler(r, c):
		case g.figure[k] || isBroken(s):
			figures++
		case g.goesOnWithFigures(r, c):
			heads++
		default:
			words++
		}
	}
	return heads, words, figures
}

// headsFigures reports a row of words over figures: more of its cells are words
// whose column goes on with figures than are figures themselves.
func (g *grid) headsFigures(r int) bool {
	for c := range g.at[r] {
		if k := g.at[r][c]; k >= 0 && g.figure[k] && g.ms[k][0].Decimals > 0 {
			return false
		}
	}
	heads, _, figures := g.cellsOf(r)
	return heads > figures
}

// goesOnWithFigures reports a column whose next cells are figures. The cell
// right below may belong to the same header.
func (g *grid) goesOnWithFigures(r, c int) bool {
	figures, others := 0, 0
	for d := r + 1; d < min(r+1+headReach, g.t.Rows); d++ {
		k := g.at[d][c]
		s := g.text(d, c)
		switch {
		case s == "" || g.filler(d, c) || g.t.Cells[k].Row <= r:
		case g.figure[k] || isBroken(s):
			figures++
		case d > r+1 || figures > 0:
			others++
		}
	}
	return figures > others
}

// parts cuts a table below which others follow with headers of their own into
// one grid for each.
func (g *grid) parts() []*grid {
	out := []*grid{g}
	for r := g.header; r < g.t.Rows; r++ {
		if heads, _, figures := g.cellsOf(r); heads < 2 || figures > 0 {
			continue
		}
		next := *g
		next.top, next.header, next.end = r, r+1, g.t.Rows
		for next.header < g.t.Rows && g.goesOnHeading(next.header) {
			next.header++
		}
		out[len(out)-1].end = r
		out = append(out, &next)
		r = next.header
	}
	return out
}

// goesOnHeading reports a row that belongs to the header above it: nothing in it
// but heads of figures or numbers of columns.
func (g *grid) goesOnHeading(r int) bool {
	heads, words, figures := g.cellsOf(r)
	return g.isColumnNumbers(r) || heads > 0 && words == 0 && figures == 0
}

// isYears reports a row of a header that splits its columns by years: all its
// figures are years, and either nothing stands above them or no name beside
// them, as in 项目 | 2023 | 2024 and below 决算数 over both.
func (g *grid) isYears(r int) bool {
	headed, named, found := false, false, false
	for c := range g.at[r] {
		k := g.at[r][c]
		s := g.text(r, c)
		switch {
		case s == "" || g.t.Cells[k].Row != r:
		case g.figure[k] && !isYear(s):
			return false
		case g.figure[k]:
			found = true
			headed = headed || g.isHeaded(r, c)
		default:
			named = true
		}
	}
	return found && !(headed && named)
}

// isHeaded reports a cell above a slot that heads its column and is no line over
// the whole table.
func (g *grid) isHeaded(r, c int) bool {
	for h := range r {
		k := g.at[h][c]
		if k >= 0 && g.t.Cells[k].ColSpan < g.t.Cols && g.text(h, c) != "" && !topLine().MatchString(g.text(h, c)) {
			return true
		}
	}
	return false
}

// holdsFiller reports a row that names something and has a filler below a
// heading where others have a figure.
func (g *grid) holdsFiller(r int) bool {
	named, filled := false, false
	for c := range g.at[r] {
		k := g.at[r][c]
		switch {
		case k < 0 || g.t.Cells[k].Row != r || g.text(r, c) == "":
		case g.filler(r, c):
			filled = filled || g.isHeaded(r, c)
		default:
			named = named || nlp.HanCount(g.text(r, c)) > 0
		}
	}
	return named && filled
}

// namesCode reports a body row without figures: a code beside a name.
func (g *grid) namesCode(r int) bool {
	for c := range g.at[r] {
		if s := g.text(r, c); clause.IsCode(s) && len(s) >= 3 && c+1 < g.t.Cols && nlp.HanCount(g.text(r, c+1)) > 0 {
			return true
		}
	}
	return false
}

// isColumnNumbers reports a row that numbers the columns: 栏次 1 2 3 …, 甲 1 2,
// or bare numbers counting up, with sums such as 3=1+2 among them.
func (g *grid) isColumnNumbers(r int) bool { return g.rowOf(r).numbers }

func (g *grid) numbersColumns(r int) bool {
	last, seen, named, reckoned := 0, 0, false, false
	for c := range g.at[r] {
		k := g.at[r][c]
		if k < 0 || g.t.Cells[k].Row != r {
			continue
		}
		s := g.text(r, c)
		number := columnNumber.FindStringSubmatch(s)
		switch {
		case number == nil && s != "" && !columnMark.MatchString(s) && !labelled(s, words.ColumnLabel):
			return false
		case number == nil:
			named = named || labelled(s, words.ColumnLabel, "row")
			reckoned = reckoned || strings.ContainsAny(s, "=＝")
			continue
		}
		v := nlp.Digits(number[1])
		if v != last+1 && !(seen == 0 && v > 0 && v < mostColumns) {
			return false
		}
		last, seen = v, seen+1
	}
	return seen >= 2 || named && (seen > 0 || reckoned)
}

// mostColumns bounds the number of the first column that a row of numbers numbers.
const mostColumns = 40

var (
	columnNumber = regexp.MustCompile(`^[（(]?([0-9]{1,2})[）)]?(?:[=＝][-0-9+−－＋*×/÷()（）%]+)?$`)
	columnMark   = regexp.MustCompile(`^(\*+|—|-|[A-Z](?:[=＝][-A-Z+−－＋()（）]+)?)$`)
)

// isSerial reports a serial number or line number: a small integer under a
// header 序号 or 行次, or counting up its column.
func (g *grid) isSerial(r, c int) bool {
	for h := 0; h < r; h++ {
		if labelled(g.text(h, c), words.Column, "serial", "number") {
			return true
		}
	}
	return false
}

// isKeyed reports a column whose heading is a bare number beside headings of
// words: keys of the system that made the sheet, and no figures.
func (g *grid) isKeyed(c int) bool {
	for r := g.header - 1; r >= g.top; r-- {
		k := g.at[r][c]
		if k < 0 || g.isColumnNumbers(r) || g.text(r, c) == "" {
			continue
		}
		heads, _, _ := g.cellsOf(r)
		return g.t.Cells[k].Col == c && g.figure[k] && !isYear(g.text(r, c)) && heads > 1
	}
	return false
}

// heading joins the header cells above a column, top down, each once, without
// those that skip names as titles of the rows.
func (g *grid) heading(c int, skip func(r, c int) bool) string {
	var parts []string
	last := -1
	for r := g.top; r < g.header; r++ {
		k := g.at[r][c]
		if k < 0 || k == last || g.isColumnNumbers(r) || skip != nil && skip(r, c) {
			continue
		}
		last = k
		if s := withoutEnglish(g.text(r, c), len(parts) > 0); s != "" && g.t.Cells[k].ColSpan < g.t.Cols {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// withoutEnglish is the cell of a heading without what yearbooks print beside and below it, its number and
// its English: 2-7 地区生产总值 Gross Regional Product. A cell of English alone below others is left out.
func withoutEnglish(s string, below bool) string {
	if !strings.ContainsFunc(s, isLetter) && !strings.Contains(s, "-") {
		return s // as most
	}
	if nlp.HanCount(s) == 0 {
		if below && onlyEnglish.MatchString(s) {
			return ""
		}
		return s
	}
	if !written(s, strings.Contains, words.MonthMark) {
		s = yearbookNumber.ReplaceAllString(s, "$1")
	}
	return englishBehind.ReplaceAllString(s, "$1")
}

var (
	yearbookNumber = regexp.MustCompile(`^[0-9]{1,2}-[0-9]{1,2}(\p{Han})`)
	englishBehind  = regexp.MustCompile(`(\p{Han}[）)%％]*)[A-Z][A-Za-z]{3,}[A-Za-z0-9 ,.'’&()（）/%-]*$`)
	onlyEnglish    = regexp.MustCompile(`^[A-Z][A-Za-z]{3,}[A-Za-z0-9 ,.'’&()（）/%-]*$`)
)

// topLines returns the words of header rows that are one merged cell or hold a unit.
func (g *grid) topLines() (lines []string) {
	for r := range min(g.header+1, g.t.Rows, linesInside) {
		for c := range g.at[r] {
			if s := g.text(r, c); s != "" && g.begins(r, c) {
				lines = append(lines, s)
			}
		}
	}
	return lines
}

// linesInside is how many rows of a table may be lines above its header.
const linesInside = 8
