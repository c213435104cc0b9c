package extract

import (
	"slices"
	"strings"
)

// bodySearch looks for the rows of a table written cell by cell.
type bodySearch struct {
	t     *textReader
	kinds []cellKind
	coded bool       // there are columns of codes
	steps []bodyStep // by line from the first of the body
}

// bodyStep is what is known of a line at which a row may begin.
type bodyStep struct {
	ways int // to get there, at most 2
	from int // the step before
	row  []lineCell
}

// cellBody fills rows with the lines from row start on and returns them and the
// row behind the last, nil when there is no way or more than one.
func (t *textReader) cellBody(head *cellHead, start int) (rows [][]lineCell, end int) {
	s := &bodySearch{t: t, kinds: head.kinds, coded: slices.Contains(head.kinds, codeCell), steps: []bodyStep{{ways: 1}}}
	for at := 0; at < len(s.steps); at++ {
		if s.steps[at].ways > 0 && !s.closing(s.steps[at].row) {
			s.fill(start, at, start+at, 0, nil)
		}
	}
	at := s.last(start)
	if at == 0 || s.steps[at].ways > 1 || t.figureAt(start+at) {
		return nil, 0
	}
	for k := at; k > 0; k = s.steps[k].from {
		rows = append(rows, s.steps[k].row)
	}
	slices.Reverse(rows)
	if len(rows)*len(s.kinds) < 6 || !t.ordered(rows, s.kinds) {
		return nil, 0
	}
	return rows, start + at
}

// closing reports the row of a grand total, after which there is no other.
func (s *bodySearch) closing(row []lineCell) bool {
	all := len(s.kinds) - 1
	if len(row) != 2 || row[0].colSpan != all || all == 1 {
		return false
	}
	return s.kinds[0] != codeCell || !slices.Contains(s.codeSpans(s.t.cell(row[0].line), 0), all)
}

// last is the farthest step behind a row with a figure: what follows without
// one is as likely a title or a note. It is 0 where empty lines leave it open
// which step that is.
func (s *bodySearch) last(start int) int {
	at := len(s.steps) - 1
	for at > 0 && !s.ends(at) {
		at--
	}
	for k := at - 1; k > 0 && s.t.cell(start+k) == ""; k-- {
		if s.ends(k) {
			return 0
		}
	}
	return at
}

// ends reports a step behind a row with a figure.
func (s *bodySearch) ends(at int) bool {
	return s.steps[at].ways > 0 && s.hasFigure(s.steps[at].row)
}

// hasFigure reports a row with a figure.
func (s *bodySearch) hasFigure(row []lineCell) bool {
	for _, c := range row {
		if s.kinds[c.col] == amountCell && c.colSpan == 1 && s.t.cell(c.line) != "" {
			return true
		}
	}
	return false
}

// fill tries every row that begins with the cells of row and goes on at line at
// with column col; from is the step it begins at.
func (s *bodySearch) fill(start, from, at, col int, row []lineCell) {
	if col == len(s.kinds) {
		s.reach(at-start, from, row)
		return
	}
	if at >= len(s.t.rows) || at-start-from >= len(s.kinds) {
		return
	}
	text := s.t.cell(at)
	for _, span := range s.spans(text, col) {
		cell := lineCell{line: at, col: col, colSpan: span, rowSpan: 1}
		s.fill(start, from, at+1, col+span, append(row[:len(row):len(row)], cell))
	}
}

// spans lists how many columns a cell with that text may reach over. A code may
// reach over the columns of its levels, 类 款 项, the name of a total over the
// code and name columns, and that of a grand total over all but the last.
func (s *bodySearch) spans(text string, col int) []int {
	switch {
	case text == "":
		return []int{1}
	case s.kinds[col] == amountCell:
		return when(isNumeric(text) && !(s.coded && isCode(text)), 1)
	case s.kinds[col] == orderCell:
		return when(isOrder(text), 1)
	}
	out := when(isCellName(text), 1)
	if s.kinds[col] == codeCell {
		out = s.codeSpans(text, col)
	}
	if all := len(s.kinds) - 1; col == 0 && isTotal(text) && !slices.Contains(out, all) {
		out = append(out, all)
	}
	return out
}

// codeSpans is spans of a column of codes.
func (s *bodySearch) codeSpans(text string, col int) []int {
	codes := col + 1
	for codes < len(s.kinds) && s.kinds[codes] == codeCell {
		codes++
	}
	switch {
	case isCode(text) && codes > col+1:
		return []int{1, codes - col}
	case isCode(text):
		return []int{1}
	case !isTotal(text):
		return nil
	case codes < len(s.kinds) && s.kinds[codes] == labelCell:
		return []int{1, codes + 1 - col}
	}
	return []int{1}
}

// isTotal reports the name of a total.
func isTotal(s string) bool {
	s = strings.Join(strings.Fields(s), "")
	return isCellName(s) && (strings.HasSuffix(s, "合计") || strings.HasSuffix(s, "总计"))
}

// when is one span where the condition holds.
func when(ok bool, span int) []int {
	if !ok {
		return nil
	}
	return []int{span}
}

// reach takes note of a row that ends before line at.
func (s *bodySearch) reach(at, from int, row []lineCell) {
	if !s.sound(row, from == 0) {
		return
	}
	for len(s.steps) <= at {
		s.steps = append(s.steps, bodyStep{})
	}
	s.steps[at].ways = min(2, s.steps[at].ways+s.steps[from].ways)
	s.steps[at].from, s.steps[at].row = from, row
}

// sound reports whether a row says something: what has a figure has a name, and
// what has a name, but for totals, has a code where there are codes. The first
// row begins with something, and every row of a table without names begins and
// ends so.
// Else the empty cells at the end of each row might as well be at the beginning
// of the next.
func (s *bodySearch) sound(row []lineCell, first bool) bool {
	filled, named, name, code := 0, false, false, true
	for k, c := range row {
		text := s.t.cell(c.line)
		if text != "" {
			filled++
		}
		switch s.kinds[c.col] {
		case codeCell:
			named = true
			if k > 0 && s.kinds[row[k-1].col] == codeCell {
				break // the levels below 类 may be empty
			}
			code, name = text != "", text != ""
		case labelCell:
			named = true
			if text != "" && !code && !isTotal(text) {
				return false
			}
			name, code = text != "" || name && k > 0 && s.kinds[row[k-1].col] == codeCell, true
		case amountCell:
			if named && !name && text != "" {
				return false
			}
		}
	}
	begun, ended := s.t.cell(row[0].line) != "", s.t.cell(row[len(row)-1].line) != ""
	return filled > 0 && (named || begun && ended) && (!first || begun)
}

// maxTail is how many lines behind a table are looked at for figures.
const maxTail = 16

// figureAt reports that figures follow before anything else begins: then rows
// were missed, or laid out wrongly before them.
func (t *textReader) figureAt(i int) bool {
	for seen := 0; i < len(t.rows) && seen < maxTail; i++ {
		s := t.cell(i)
		switch {
		case s == "":
			continue
		case isNumeric(s):
			return true
		case !isCellName(s) && !isCode(s), strings.HasSuffix(s, "表"):
			return false
		}
		seen++
	}
	return false
}

// ordered reports whether the row numbers of each column go up by one. The row
// that numbers the columns (栏次) has none.
func (t *textReader) ordered(rows [][]lineCell, kinds []cellKind) bool {
	last := map[int]int{}
	for _, row := range rows {
		for _, c := range row {
			if kinds[c.col] != orderCell {
				continue
			}
			s := t.cell(c.line)
			if s == "" {
				if strings.TrimSpace(t.cell(row[0].line)) != "栏次" {
					return false
				}
				continue
			}
			n := 0
			for _, d := range s {
				n = n*10 + int(d-'0')
			}
			if before, ok := last[c.col]; ok && n != before+1 {
				return false
			}
			last[c.col] = n
		}
	}
	return true
}
