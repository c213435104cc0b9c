package extract

import (
	"strings"
	"unicode"
)

// Tables whose cells one blank parts, as a page that was copied has them: a line of headings
// and below it lines of a name and as many figures. A line of prose has none of it.

// leastSpaced is how many rows of figures prove such a table.
const leastSpaced = 3

// spacedTable reads a table of cells parted by blanks at row i.
func (t *textReader) spacedTable(i int) int {
	head := t.rows[i].words()
	if len(head) < 2 || !headings(head) {
		return 0
	}
	grid, coded := [][]Text{textsOf(head)}, false
	for end := i + 1; ; end++ {
		if end < len(t.rows) {
			cells := t.rows[end].words()
			if end == i+1 {
				coded = isCoded(cells)
			}
			if texts := rowBelow(cells, len(head), coded); texts != nil {
				grid = append(grid, texts)
				continue
			}
		}
		if len(grid) <= leastSpaced {
			return 0
		}
		t.emitTable(i, TableBlock, grid, 1)
		return end - i
	}
}

// rowBelow are the cells of a row below so many headings, nil where the words are no such row. A sum among rows with
// codes before their names has none.
func rowBelow(cells []row, heads int, coded bool) []Text {
	switch {
	case coded && len(cells) == heads && isCoded(cells) && isRowOfFigures(cells[1:]), !coded && len(cells) == heads && isRowOfFigures(cells):
		return textsOf(cells)
	case coded && len(cells) == heads-1 && isRowOfFigures(cells):
		return append([]Text{{}}, textsOf(cells)...)
	}
	return nil
}

// isCoded reports a row that begins with a code or a serial number and a name: 2081104 残疾人康复.
func isCoded(cells []row) bool {
	return len(cells) > 2 && strings.Trim(cells[0].s, arabicDigits) == "" && named(cells[1].s)
}

// mostSpaced bounds the cells of a row: a longer line is none.
const mostSpaced = 40

// words are the stretches of a row between blanks, nil where there are too many.
func (r row) words() (out []row) {
	start := -1
	for k, c := range r.s {
		switch {
		case !isSpace(c) && start < 0:
			start = k
		case isSpace(c) && start >= 0:
			out, start = append(out, r.piece(start, k)), -1
		}
		if len(out) > mostSpaced {
			return nil
		}
	}
	if start >= 0 {
		out = append(out, r.piece(start, len(r.s)))
	}
	return out
}

// longestNamed bounds such a name, in characters.
const longestNamed = 40

// named reports a word that is a name, 其中：省本级 or 2023年限额, and no figure or sentence.
func named(s string) bool {
	return runeCount(s) <= longestNamed && !isNumeric(s) && strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) && !strings.ContainsAny(s, "，。；")
}

// headings reports words of which each may head a column.
func headings(head []row) bool {
	for _, h := range head {
		if !named(h.s) {
			return false
		}
	}
	return true
}

// isRowOfFigures reports a name and figures, or marks for none, behind it.
func isRowOfFigures(cells []row) bool {
	figures := 0
	for k, c := range cells {
		switch {
		case k == 0 && !named(c.s), k > 0 && !isNumeric(c.s):
			return false
		case k > 0 && isNumber(c.s):
			figures++
		}
	}
	return figures > 0
}

func textsOf(cells []row) (out []Text) {
	for _, c := range cells {
		out = append(out, c.text())
	}
	return out
}
