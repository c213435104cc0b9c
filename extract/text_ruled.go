package extract

import (
	"gongkai/nlp/outline"
	"regexp"
	"strings"
)

// Tables drawn with characters: pipes (Markdown, antiword), pandoc grids with
// +---+ borders, and rows of fields between tabs.

// border is a line that draws and says nothing: +---+, |---|:--:|, box lines.
var border = regexp.MustCompile(`^[\s+|:=\-─━┼├┤┌┐└┘┬┴│┃┏┓┗┛╋┠┨]+$`)

// isBorder reports a border line.
func isBorder(s string) bool {
	return strings.ContainsAny(s, "-=─━") && strings.ContainsAny(s, "+|┼├┌└┏┗┠") && border.MatchString(s)
}

// isPiped reports a line of cells between pipes.
func isPiped(s string) bool {
	s = strings.TrimFunc(s, isSpace)
	if !strings.HasPrefix(s, "|") && !strings.HasPrefix(s, "│") && !strings.HasPrefix(s, "┃") {
		return false
	}
	return strings.Count(s, "|")+strings.Count(s, "│")+strings.Count(s, "┃") >= 2
}

// ruledTable reads a table of pipes at row i. It is one when two lines of cells
// at least have the same number of them.
func (t *textReader) ruledTable(i int) int {
	if s := t.lines[i].body; i < t.noTable || s == "" || !strings.ContainsRune("+|-=│┃├└┌┏┗┠", firstRune(s)) {
		return 0
	}
	j, borders, header := i, 0, 0
	var lines [][]row // nil for a border
	for ; j < len(t.rows); j++ {
		switch s := t.rows[j].s; {
		case isBorder(s):
			borders++
			lines = append(lines, nil)
			if len(lines) > 1 && (strings.Contains(s, "=") || strings.HasPrefix(strings.TrimSpace(s), "|")) && header == 0 {
				header = len(lines) - 1
			}
		case isPiped(s):
			lines = append(lines, pipeCells(t.rows[j]))
		default:
			goto end
		}
	}
end:
	boxed := borders >= 2 && isBorder(t.rows[i].s) && header != 1
	grid, head := joinPiped(lines, boxed, header)
	if len(grid) < 2 || !evenRows(grid) {
		t.noTable = j
		return 0
	}
	t.emitTable(i, TableBlock, grid, head)
	return j - i
}

// openTable reads a table whose lines have pipes between their cells and none before the first,
// as pages saved as text have them: 公务接待费 | 7.5 |. It is one when three lines at least have as
// many cells, and figures stand in a good part of them.
func (t *textReader) openTable(i int) int {
	if i < t.noTable {
		return 0
	}
	var grid [][]Text
	j, figures := i, 0
	for ; j < len(t.rows) && strings.ContainsRune(t.rows[j].s, '|') && !isPiped(t.rows[j].s); j++ {
		cells := cutAtPipes(t.rows[j].trim(), 0)
		line := make([]Text, len(cells))
		for x, c := range cells {
			if line[x] = c.text(); x > 0 && isNumeric(c.s) {
				figures++
			}
		}
		grid = append(grid, line)
	}
	if len(grid) < 3 || !evenRows(grid) || figures*4 < len(grid) {
		return 0 // and no other table is ruled out: a pipe may stand in any text
	}
	t.emitTable(i, TableBlock, grid, 0)
	return j - i
}

// pipeCells cuts a line that begins with a pipe at its pipes.
func pipeCells(r row) []row {
	r = r.trim()
	if len(r.s) > maxTableLine {
		return []row{r}
	}
	return cutAtPipes(r, -1)
}

// cutAtPipes cuts a line at its pipes, from a byte or, where that is negative, from the first pipe on.
func cutAtPipes(r row, start int) []row {
	var cells []row
	for k, c := range r.s {
		if c != '|' && c != '│' && c != '┃' {
			continue
		}
		if start >= 0 {
			cells = append(cells, r.piece(start, k))
		}
		start = k + len(string(c))
	}
	if start < len(r.s) {
		cells = append(cells, r.piece(start, len(r.s)))
	}
	return cells
}

// joinPiped makes rows of lines. In a grid the borders part the rows; otherwise
// a line is a row, but for one that only takes up cells filled to their edge,
// as antiword breaks them: there at least one cell is empty, and the first is
// the only one allowed to say more.
func joinPiped(lines [][]row, boxed bool, header int) (grid [][]Text, head int) {
	fresh := true
	for k, cells := range lines {
		if k == header && header > 0 {
			head = len(grid)
		}
		if cells == nil {
			fresh = true
			continue
		}
		if len(grid) == 0 || fresh || !boxed && !takesUp(grid[len(grid)-1], cells) {
			line := make([]Text, len(cells))
			for x, c := range cells {
				line[x] = c.text()
			}
			grid, fresh = append(grid, line), !boxed && false
			continue
		}
		last := grid[len(grid)-1]
		for x, c := range cells {
			if x < len(last) && c.s != "" {
				addCellLine(&last[x], c)
			}
		}
	}
	return grid, head
}

// takesUp reports a line that goes on in the row above it: the first cell
// holds a few characters without a mark of its own, all others are empty.
func takesUp(above []Text, cells []row) bool {
	if len(cells) < 2 || len(above) != len(cells) || cells[0].s == "" || len(cells[0].s) > 12 || startsItem(cells[0].s) || isNumeric(cells[0].s) {
		return false
	}
	for _, c := range cells[1:] {
		if c.s != "" {
			return false
		}
	}
	return displayWidth(above[0].S) >= 3*displayWidth(cells[0].s) && !endsTitle(above[0].S) && above[1].S != ""
}

// evenRows reports whether most rows have the same number of cells, two or
// more, and none has more.
func evenRows(grid [][]Text) bool {
	cols, even := 0, 0
	for _, r := range grid {
		cols = max(cols, len(r))
	}
	for _, r := range grid {
		if len(r) == cols {
			even++
		}
	}
	return cols >= 2 && even*5 >= len(grid)*3
}

// tabTable reads rows of fields between tabs at row i: three lines at least,
// most with the same number of fields, and figures or short labels in them. A
// table of contents (titles with page numbers) stays text.
func (t *textReader) tabTable(i int) int {
	if i < t.noTable {
		return 0
	}
	var grid [][]Text
	j, sentences, fields, pages := i, 0, 0, 0
	for ; j < len(t.rows) && strings.Contains(t.rows[j].s, "\t") && !t.rows[j].blank(); j++ {
		f := t.rows[j].fields()
		// Blank cells at the end of a row are cells too: tabs say how many.
		line := make([]Text, max(len(f), strings.Count(t.rows[j].s, "\t")+1))
		for x, c := range f {
			line[x] = c.text()
			fields++
			if endsPiece(c.s) {
				sentences++
			}
		}
		if level, _ := outline.Mark(f[0].s); len(f) == 2 && len(f[1].s) <= 3 && isNumber(f[1].s) && level > 0 {
			pages++
		}
		grid = append(grid, line)
	}
	if len(grid) < 3 || !evenRows(grid) || sentences*3 > fields || pages*2 > len(grid) {
		t.noTable = j
		return 0
	}
	t.emitTable(i, TableBlock, grid, 0)
	return j - i
}
