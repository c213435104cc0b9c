package extract

import "strings"

// A form on how a project did (项目支出绩效自评表) that was saved as text has lost its
// rows: all its cells stand in one line with blanks between them, or each in a line of
// its own, and empty ones are gone. Its printed heads still tell what follows: the money
// of the project under 年初预算数 全年预算数 全年执行数, and its indicators under 三级指标
// and what was aimed at and reached. Points close each row of indicators, so that where
// it ends is certain. What fits no row stays text.

// The bounds of a form: lines looked at, characters of a cell that is no sentence, pieces that one head or name
// may be broken in, heads that make a header, and rows of indicators that prove it.
const (
	maxFormRows  = 600
	maxFormRune  = 60
	formBreaks   = 3
	leastHeads   = 3
	leastFormRow = 2
	mostRemarks  = 2
)

// formPiece is a cell: a part of row i.
type formPiece struct {
	i        int
	from, to int
	s        string
}

// formReader lays out the pieces of one form.
type formReader struct {
	t     *textReader
	words *formWords
	ps    []formPiece
	grid  [][]Text
	took  []bool
	rows  int // of indicators
}

// filledForm reads the form that begins at row i.
func (t *textReader) filledForm(i int) int {
	if i < t.noForm || !t.opensForm(i) {
		return 0
	}
	f := &formReader{t: t, words: wordsOfForms()}
	end := f.gather(i)
	f.took = make([]bool, len(f.ps))
	last := f.read()
	if f.rows < leastFormRow {
		t.noForm = end
		return 0
	}
	if f.ps[last].i > i {
		f.ps, end = f.ps[:last+1], f.ps[last].i+1
	}
	f.rest()
	t.emitTable(i, TableBlock, f.grid, 0)
	return end - i
}

// opensForm reports a line with the whole of a form, or one that begins a form of a line for each cell.
func (t *textReader) opensForm(i int) bool {
	s := t.rows[i].s
	if len(s) > unbrokenBytes/100 {
		return wordsOfForms().opens(s)
	}
	s = formCell(t.rows[i]).s
	return wordsOfForms().isProject(s) || wordsOfForms().heads[s] == formClass
}

// formCell is a line as a cell, without the bars that close it.
func formCell(r row) row {
	r = r.trim()
	return r.piece(0, len(strings.TrimRight(r.s, "| "))).trim()
}

// gather collects the pieces of the line at row i, or of the lines from there on.
func (f *formReader) gather(i int) (end int) {
	if r := f.t.rows[i]; len(r.s) > unbrokenBytes/100 {
		f.split(i)
		return i + 1
	}
	for end = i; end < len(f.t.rows) && end-i < maxFormRows; end++ {
		r := formCell(f.t.rows[end])
		if r.s == "" {
			continue
		}
		if end > i && f.words.isProject(r.s) {
			break // the next form
		}
		from := strings.Index(f.t.rows[end].s, r.s)
		f.ps = append(f.ps, formPiece{end, from, from + len(r.s), r.s})
	}
	return end
}

// split adds the pieces of row i, which are parted by blanks.
func (f *formReader) split(i int) {
	s, from := f.t.rows[i].s, -1
	for at, r := range s {
		switch space := isSpace(r); {
		case space && from >= 0:
			f.ps = append(f.ps, formPiece{i, from, at, s[from:at]})
			from = -1
		case !space && from < 0:
			from = at
		}
	}
	if from >= 0 {
		f.ps = append(f.ps, formPiece{i, from, len(s), s[from:]})
	}
}

// read takes the parts of the form and returns the last piece that they took.
func (f *formReader) read() (last int) {
	for k := 0; k < len(f.ps); {
		if f.words.isProject(f.ps[k].s) && k+1 < len(f.ps) && f.headAt(k+1).kind == "" && !isNumeric(f.ps[k+1].s) {
			f.add(f.text(k, k+1), f.text(k+1, k+2))
			last, k = k+1, k+2
			continue
		}
		heads, next := f.heads(k)
		if len(heads) < leastHeads {
			k++
			continue
		}
		end := next
		switch {
		case heads[0].kind == formMoney:
			end = f.money(heads, next)
		case heads[len(heads)-1].kind != formMoney:
			end = f.indicators(heads, next)
		}
		if end > next {
			last = end - 1
		}
		k = end
	}
	return last
}

// formHead is a head and the pieces that it is written in.
type formHead struct {
	kind     formKind
	from, to int
}

// headAt is the head that begins at piece k, of kind "" for none.
func (f *formReader) headAt(k int) formHead {
	said := ""
	for n := 0; n < formBreaks && k+n < len(f.ps); n++ {
		said += strings.ReplaceAll(f.ps[k+n].s, " ", "")
		if kind := f.words.head(said); kind != "" {
			return formHead{kind, k, k + n + 1}
		}
	}
	return formHead{}
}

// heads are the heads that stand in a row from piece k on.
func (f *formReader) heads(k int) (heads []formHead, next int) {
	for next = k; ; {
		h := f.headAt(next)
		if h.kind == "" {
			return heads, next
		}
		heads, next = append(heads, h), h.to
	}
}

// text is pieces from to before to as a cell, which they are marked as taken for.
func (f *formReader) text(from, to int) (out Text) {
	for k := from; k < to; k++ {
		p := f.ps[k]
		out.add("", f.t.rows[p.i].piece(p.from, p.to))
		f.took[k] = true
	}
	return out
}

// add adds a row of the table.
func (f *formReader) add(cells ...Text) { f.grid = append(f.grid, cells) }

// money takes the rows of a project's money below its heads, up to the first piece that is no name of some. A row
// has a figure for each head or, where points and rates are only given to the whole, for each amount.
func (f *formReader) money(heads []formHead, next int) int {
	amounts := 0
	for _, h := range heads {
		if h.kind == formMoney {
			amounts++
		}
	}
	var rows [][2]int // of each row, where its figures begin and end
	at := next
	for at < len(f.ps) && f.words.isMoney(f.ps[at].s) {
		end := at + 1
		for end < len(f.ps) && (isNumeric(f.ps[end].s) || f.words.amount.MatchString(f.ps[end].s)) {
			end++
		}
		if n := end - at - 1; n != 0 && n != amounts && n != len(heads) && !(n > amounts && n < len(heads) && f.blank(at+1+amounts, end)) {
			break
		}
		rows, at = append(rows, [2]int{at, end}), end
	}
	if len(rows) == 0 {
		return next
	}
	f.add(append([]Text{f.unit(heads[0].from)}, f.headTexts(heads)...)...)
	for _, r := range rows {
		cells := make([]Text, len(heads)+1)
		for k := r[0]; k < r[1]; k++ {
			cells[k-r[0]] = f.text(k, k+1)
		}
		f.add(cells...)
	}
	return at
}

// blank reports pieces from to before to that stand for nothing: —.
func (f *formReader) blank(from, to int) bool {
	for k := from; k < to; k++ {
		if isNumber(f.ps[k].s) || f.words.amount.MatchString(f.ps[k].s) {
			return false
		}
	}
	return true
}

// unit is the label before piece k, with the unit of the money: 项目资金（万元）.
func (f *formReader) unit(k int) Text {
	from := k - 1
	if from > 0 && strings.HasPrefix(strings.Trim(f.ps[from].s, "（("), "万元") {
		from--
	}
	if from < 0 || !strings.Contains(f.ps[from].s+f.ps[k-1].s, "元") {
		return Text{}
	}
	return f.text(from, k)
}

// headTexts are heads as cells.
func (f *formReader) headTexts(heads []formHead) (out []Text) {
	for _, h := range heads {
		out = append(out, f.text(h.from, h.to))
	}
	return out
}

// formRow is a row of indicators: the piece of its name and the one behind its values.
type formRow struct {
	classes   []int
	name, end int
	remarks   int // pieces before it that are words on the row above
}

// indicators takes the rows of indicators below their heads, as far as each is certain.
func (f *formReader) indicators(heads []formHead, next int) int {
	named, values := -1, []formKind{}
	for k, h := range heads {
		switch {
		case h.kind == formName && named < 0:
			named = k
		case named >= 0 && (h.kind == formValue || h.kind == formPoints):
			values = append(values, h.kind)
		}
	}
	if named < 0 || len(values) < 2 || values[len(values)-1] != formPoints {
		return next
	}
	first := len(f.grid)
	at := next
	for at < len(f.ps) {
		row, ok := f.row(at, values)
		if !ok {
			break
		}
		if len(f.grid) == first {
			f.add(f.headTexts(heads)...)
		}
		f.indicator(row, at, named, len(heads))
		at = row.end
	}
	return at
}

// row is the row of indicators that begins at piece at, behind words on the row above it.
func (f *formReader) row(at int, values []formKind) (row formRow, ok bool) {
	for ; row.remarks <= mostRemarks; row.remarks++ {
		k := at + row.remarks
		row.classes = nil
		for k < len(f.ps) {
			n := f.classAt(k)
			if n == 0 && !f.words.blankName.MatchString(f.ps[k].s) {
				break
			}
			row.classes = append(row.classes, k)
			k += max(n, 1)
		}
		row.name, row.end = k, k+1+len(values)
		if row.end <= len(f.ps) && !isNumeric(f.ps[k].s) && f.fits(k+1, values) {
			return row, true
		}
	}
	return row, false
}

// classAt is how many pieces from k on name a class of indicators.
func (f *formReader) classAt(k int) int {
	said := ""
	for n := 0; n < formBreaks && k+n < len(f.ps); n++ {
		said += strings.ReplaceAll(f.ps[k+n].s, " ", "")
		if f.words.className.MatchString(said) {
			return n + 1
		}
	}
	return 0
}

// fits reports pieces from k on that may be such values: points are figures, and nothing else a class of indicators.
func (f *formReader) fits(k int, values []formKind) bool {
	for n, kind := range values {
		if f.classAt(k+n) > 0 || (kind == formPoints) != isNumeric(f.ps[k+n].s) && kind == formPoints {
			return false
		}
	}
	return true
}

// indicator adds a row of indicators that begins at piece at, its name in column named.
func (f *formReader) indicator(row formRow, at, named, cols int) {
	if n := len(f.grid) - 1; row.remarks > 0 {
		f.grid[n] = append(f.grid[n][:cols-1:cols-1], f.text(at, at+row.remarks))
	}
	cells := make([]Text, cols)
	for x, k := range row.classes {
		to := row.name
		if x+1 < len(row.classes) {
			to = row.classes[x+1]
		}
		if cell := &cells[min(x, max(0, named-1))]; cell.S == "" && named > 0 {
			*cell = f.text(k, to)
		} else {
			f.took[k] = true
			cell.add(" ", f.t.rows[f.ps[k].i].piece(f.ps[k].from, f.ps[k].to))
		}
	}
	for k := row.name; k < row.end; k++ {
		cells[named+k-row.name] = f.text(k, k+1)
	}
	f.add(cells...)
	f.rows++
}

// rest emits what the table did not take as text, in order.
func (f *formReader) rest() {
	for k := 0; k < len(f.ps); k++ {
		if f.took[k] {
			continue
		}
		p := f.ps[k]
		for k+1 < len(f.ps) && !f.took[k+1] && f.ps[k+1].i == p.i && !f.words.labels[strings.TrimRight(f.ps[k+1].s, ":：")] {
			k++
		}
		f.t.emit(p.i, Block{Kind: Paragraph, Text: f.t.rows[p.i].piece(p.from, f.ps[k].to).text()})
	}
}
