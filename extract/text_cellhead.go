package extract

import "strings"

// cellHead is the header of a table written cell by cell.
type cellHead struct {
	cols  int
	rows  [][]lineCell // from the top
	kinds []cellKind   // per column
}

// cellHead lays out the h lines from row i as the header of so many columns,
// nil when they are none. The last row has a line for each column. A row above
// has a cell for each empty cell of the row below, which it covers, and one for
// each run of others; a run in which the first heading comes again is that many
// runs. Where that is too few, the columns of codes and names have a heading of
// their own, 项目. No cell reaches over all columns: that is a title.
func (t *textReader) cellHead(i, h, cols int) *cellHead {
	row := make([]lineCell, cols)
	for k := range row {
		row[k] = lineCell{line: i + h - cols + k, col: k, colSpan: 1, rowSpan: 1}
	}
	head := &cellHead{cols: cols, rows: [][]lineCell{row}}
	for rest := h - cols; rest > 0; rest -= len(row) {
		if row = t.rowAbove(head.rows[0], i+rest, false); len(row) < 2 {
			row = t.rowAbove(head.rows[0], i+rest, true)
		}
		if len(row) < 2 || len(row) > rest {
			return nil
		}
		head.rows = append([][]lineCell{row}, head.rows...)
	}
	if !t.closeHead(head) {
		return nil
	}
	return head
}

// rowAbove makes the row whose lines end before row end and whose cells are the
// groups of the row below. With names a group ends behind the columns of codes
// and names.
func (t *textReader) rowAbove(below []lineCell, end int, names bool) []lineCell {
	var out []lineCell
	first, open, named := "", false, false
	for _, c := range below {
		s := t.cell(c.line)
		kind := kindOf(s)
		isName := kind == codeCell || kind == labelCell
		if s == "" || !open || s == first || names && named && !isName {
			out = append(out, lineCell{col: c.col, rowSpan: 1})
			first, open = s, s != ""
		}
		out[len(out)-1].colSpan += c.colSpan
		named = isName
	}
	for k := range out {
		out[k].line = end - len(out) + k
	}
	if names && (len(out) == 0 || t.cell(out[0].line) != "项目") {
		return nil
	}
	return out
}

// closeHead lets cells cover the empty ones below them, names the columns and
// reports whether that makes a header of a known form.
func (t *textReader) closeHead(head *cellHead) bool {
	names := make([]string, head.cols)
	top := make([]*lineCell, head.cols) // the cell a column is in, so far
	for y, row := range head.rows {
		for k := range row {
			c := &row[k]
			if s := t.cell(c.line); s != "" {
				if !isHeading(s) {
					return false
				}
				for x := c.col; x < c.col+c.colSpan; x++ {
					names[x], top[x] = s, c
				}
				continue
			}
			if y == 0 || top[c.col].col != c.col || top[c.col].colSpan != c.colSpan {
				return false
			}
			c.repeated = true
			top[c.col].rowSpan++
		}
	}
	head.kinds = make([]cellKind, head.cols)
	known := 0
	for x, name := range names {
		if head.kinds[x] = kindOf(name); head.kinds[x] != amountCell {
			known++
		}
	}
	for x, kind := range head.kinds {
		if kind == codeCell && (x+1 == head.cols || head.kinds[x+1] != codeCell && head.kinds[x+1] != labelCell) ||
			kind == orderCell && (x == 0 || head.kinds[x-1] != labelCell) ||
			kind == labelCell && x > 0 && head.kinds[x-1] == labelCell {
			return false // codes stand before the one name of their row, its number behind
		}
	}
	return known > 0 || len(head.rows) > 1 && head.cols >= 4
}

// kindOf tells what a column holds by its heading.
func kindOf(name string) cellKind {
	switch name = strings.Join(strings.Fields(name), ""); {
	case strings.Contains(name, "编码"), name == "类", name == "款", name == "项":
		return codeCell
	case name == "行次":
		return orderCell
	case name == "项目", strings.HasPrefix(name, "项目（"), strings.HasPrefix(name, "项目("), strings.Contains(name, "名称"),
		name == "单位", name == "部门", name == "收入", name == "支出", name == "内容", name == "指标", name == "类别":
		return labelCell
	}
	return amountCell
}
