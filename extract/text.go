package extract

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// matchText accepts what decodes to text: hardly any control character or
// replacement character in the first part of the file.
func matchText(data []byte) bool {
	cs, bom := detectCharset(data)
	if cs == unknownText {
		return false
	}
	sample := data[bom:min(len(data), sniffBytes)]
	if cs == utf16LE || cs == utf16BE {
		sample = sample[:len(sample)&^1]
	} else if len(data) > sniffBytes {
		if i := bytes.LastIndexByte(sample, '\n'); i > 0 {
			sample = sample[:i] // cut between characters, whatever the encoding
		}
	}
	text, bad := decode(trimCutRune(sample), cs)
	control, runes := 0, 0
	for i := 0; i < len(text); runes++ {
		if isHanAt(text, i) {
			i += hanBytes
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if isBinaryRune(r) {
			control++
		}
		i += size
	}
	return (control+bad)*100 <= runes+100
}

// isBinaryRune reports control characters that no text has.
func isBinaryRune(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', 0x07, 0x1a, 0x85: // 07: antiword and catdoc leave cell marks
		return false
	}
	return r < 0x20 || r >= 0x7f && r < 0xa0 || r&0xfffe == 0xfffe
}

// readText reads plain text in any of the encodings of charset.go, from an
// editor or from another converter. Lines end with LF, CRLF or CR, and these
// count for line numbers; a form feed, vertical tab or U+2028 breaks a line in
// two texts of the same line number.
func readText(in *input) (*Document, error) {
	cs, bom := detectCharset(in.data)
	text, bad, err := in.decode(in.data[bom:], cs)
	if err != nil {
		return nil, err
	}
	n, empty := countRows(text)+unbrokenRows(text), emptyRows(text)
	if n > in.limits.Cells {
		return nil, refuse(TooLarge, "%d lines, the limit is %d", n, in.limits.Cells)
	}
	if err := in.spend(int64(n-empty)*lineBytes + int64(empty)*emptyBytes); err != nil {
		return nil, err
	}
	var apart *closing
	if how := spacingOf(text); how != closed {
		if err := in.spend(int64(len(text)) * spacedBytes); err != nil {
			return nil, err
		}
		c := closeUp(text, how)
		text, apart = c.text, &c
	}
	rows := splitRows(text)
	if allBlank(rows) {
		return nil, refuse(Empty, "only white space")
	}
	doc := &Document{Format: "txt"}
	if bad > 0 {
		doc.Warnings = append(doc.Warnings, Warning{-1, plural(bad, "character") + " could not be decoded as " + string(cs)})
	}
	readHead(rows, &doc.Meta)
	t := &textReader{in: in, rows: rows, doc: doc}
	t.measure()
	if err := t.read(); err != nil {
		return nil, err
	}
	if apart != nil {
		for _, text := range doc.Texts() {
			apart.restore(text)
		}
	}
	return doc, nil
}

// spacedBytes is the memory of a byte of a text whose letters stand apart: each
// character has its place.
const spacedBytes = 32

// row is one line of a plain-text file, or a part of one.
type row struct {
	s    string // without its line end
	num  int    // 1-based line
	col  int    // code points of the line before s
	page int    // 1-based, 0 when the file has no form feeds
}

// lineBytes is the memory of a line beside its text, until it is a block, and
// emptyBytes that of an empty one, which becomes none.
const (
	lineBytes  = 448
	emptyBytes = 128
)

// countRows counts the rows of a text.
func countRows(text string) int {
	n := 1 - strings.Count(text, "\r\n")
	for _, end := range []string{"\n", "\r", "\f", "\v", "\u2028", "\u2029", "\u0085"} {
		n += strings.Count(text, end)
	}
	return n
}

// emptyRows counts the rows that have no character.
func emptyRows(text string) (n int) {
	for i := 1; i < len(text); i++ {
		if text[i] == '\n' && text[i-1] == '\n' {
			n++
		}
	}
	return n
}

// splitRows cuts text into rows.
func splitRows(text string) []row {
	rows := make([]row, 0, countRows(text))
	num, col, page := 1, 0, 0
	if strings.ContainsRune(text, '\f') {
		page = 1
	}
	start := 0
	for i := 0; i < len(text); {
		kind, next := breakAt(text, i)
		switch kind {
		case lineEnd:
			rows = append(rows, cutUnbroken(row{text[start:i], num, col, page})...)
			num, col, start = num+1, 0, next
		case softBreak, pageBreak:
			rows = append(rows, row{text[start:i], num, col, page})
			col += runeCount(text[start:i]) + 1
			start = next
			if kind == pageBreak {
				page++
			}
		}
		i = next
	}
	return append(rows, cutUnbroken(row{text[start:], num, col, page})...)
}

type lineBreak uint8

const (
	noBreak   lineBreak = iota
	lineEnd             // LF, CR or CRLF
	softBreak           // divides a line of the file: VT, NEL, LS, PS
	pageBreak           // FF
)

// breakAt tells whether the character at byte i breaks the line, and where the
// next one begins.
func breakAt(s string, i int) (kind lineBreak, next int) {
	switch c := s[i]; {
	case c == '\n':
		return lineEnd, i + 1
	case c == '\r':
		if strings.HasPrefix(s[i+1:], "\n") {
			return lineEnd, i + 2
		}
		return lineEnd, i + 1
	case c == '\f':
		return pageBreak, i + 1
	case c == '\v':
		return softBreak, i + 1
	case c < utf8.RuneSelf:
		return noBreak, i + 1
	case isHanAt(s, i):
		return noBreak, i + hanBytes
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	switch r {
	case '\u2028', '\u2029', '\u0085':
		return softBreak, i + size
	}
	return noBreak, i + size
}

// allBlank reports whether no row has a visible character.
func allBlank(rows []row) bool {
	for _, r := range rows {
		if !r.blank() {
			return false
		}
	}
	return true
}

// isSpace reports white space and the invisible marks that pass for it.
func isSpace(r rune) bool {
	if r > '\u3000' && r < '\ufeff' {
		return false // most of what is asked
	}
	return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || r == 0x07 || r == 0x1a
}

// blank reports whether the row has no visible character.
func (r row) blank() bool { return strings.TrimFunc(r.s, isSpace) == "" }

// piece returns bytes [from,to) of the row without outer white space, as a row.
func (r row) piece(from, to int) row {
	s := strings.TrimRightFunc(r.s[from:to], isSpace)
	t := strings.TrimLeftFunc(s, isSpace)
	from += len(s) - len(t)
	return row{t, r.num, r.col + runeCount(r.s[:from]), r.page}
}

// trim returns the row without outer white space.
func (r row) trim() row { return r.piece(0, len(r.s)) }

// text returns the row as a Text of its own.
func (r row) text() Text {
	if r.s == "" {
		return Text{}
	}
	return Text{S: r.s, Lines: []Line{{0, r.num, r.col}}}
}

// add appends a row to the text after sep and notes where it stands.
func (t *Text) add(sep string, r row) {
	if r.s == "" {
		return
	}
	t.S += sep
	t.Lines = append(t.Lines, Line{len(t.S), r.num, r.col})
	t.S += r.s
}

// textReader turns rows into blocks. Each recogniser looks at the rows from i
// on and returns how many it took, 0 when its shape is not there for certain.
type textReader struct {
	in      *input
	rows    []row
	lines   []wrapLine  // per row, what the joining rules look at
	noForm  int         // rows before it were tried as a form, in vain
	noTable int         // rows before it were tried as a table, in vain
	effort  int         // cells looked at for tables written cell by cell
	cuts    [2][]cutRow // the last rows cut into fields, under either ruler
	doc     *Document
}

// read goes through the rows once. The recognisers stand in the order of how
// much their shape proves.
func (t *textReader) read() error {
	recognisers := []func(i int) int{
		t.ruledTable, t.openTable, t.chartCache, t.pairChart, t.flattenedTable, t.tabTable, t.columnTable, t.spacedTable, t.filledForm, t.cellTable,
	}
next:
	for i := 0; i < len(t.rows); {
		if t.rows[i].blank() {
			n := t.flattenedTable(i) // may begin with an empty cell
			if n > 0 {
				if err := t.account(); err != nil {
					return err
				}
			}
			i += max(n, 1)
			continue
		}
		for _, recognise := range recognisers {
			if n := recognise(i); n > 0 {
				if err := t.account(); err != nil {
					return err
				}
				i += n
				continue next
			}
		}
		i += t.paragraph(i)
		if err := t.account(); err != nil {
			return err
		}
	}
	return nil
}

// account charges the block just made to the limits.
func (t *textReader) account() error {
	n := 1
	if last := t.doc.Blocks[len(t.doc.Blocks)-1]; last.Table != nil {
		n += len(last.Table.Cells)
	}
	if err := t.in.cell(n); err != nil {
		return err
	}
	return t.in.check() // a block may be of thousands of lines
}

// emit adds a block that begins at row i.
func (t *textReader) emit(i int, b Block) {
	b.Page = t.rows[i].page
	t.doc.Blocks = append(t.doc.Blocks, b)
}

// emitTable adds a table whose cells are the texts of grid, row by row; empty
// cells are kept, the last cell of a short row reaches to the last column, and each
// cell of a heading over groups of columns to the end of its group.
func (t *textReader) emitTable(i int, kind BlockKind, grid [][]Text, header int) {
	cols := 0
	for _, r := range grid {
		cols = max(cols, len(r))
	}
	table := &Table{Rows: len(grid), Cols: cols, Header: header}
	for y, r := range grid {
		group := groupedBelow(grid, y)
		for x, text := range r {
			c := Cell{Row: y, Col: x * group, RowSpan: 1, ColSpan: group, Text: text}
			if x == len(r)-1 {
				c.ColSpan = cols - c.Col
			}
			table.Cells = append(table.Cells, c)
		}
	}
	t.emit(i, Block{Kind: kind, Table: table})
}

// groupedBelow is how many columns each cell of row y heads: more than one where the row
// below says the same headings once for each of them, 预算数 决算数 预算数 决算数 below
// 公务用车费 公务接待费.
func groupedBelow(grid [][]Text, y int) int {
	heads := grid[y]
	if y+1 >= len(grid) || len(heads) < 2 || len(grid[y+1])%len(heads) != 0 {
		return 1
	}
	below, group := grid[y+1], len(grid[y+1])/len(heads)
	if group < 2 || slices.ContainsFunc(heads, func(h Text) bool { return h.S == "" }) {
		return 1
	}
	for x := range below {
		if below[x].S != below[x%group].S || x%group > 0 && below[x].S == below[x-1].S {
			return 1
		}
	}
	return group
}

// maxWrapped bounds the lines joined into a paragraph.
const maxWrapped = 300

// paragraph reads one logical paragraph, joining the lines it was wrapped
// over, and returns the rows it took.
func (t *textReader) paragraph(i int) int {
	text := t.rows[i].trim().text()
	end := i + 1
	for last := i; end-i < maxWrapped; last = end - 1 {
		next, ok := t.continues(i, last)
		if !ok {
			break
		}
		piece := t.rows[next].trim()
		text.add(joint(text.S, piece.s), piece)
		end = next + 1
	}
	b := Block{Kind: Paragraph, Text: text}
	if level := headingLevel(text.S); level > 0 && !t.amongRows(i, end) && (level == 1 || t.lines[i].indent < 20) {
		b.Kind, b.Level = Heading, level
	}
	t.emit(i, b)
	return end - i
}

// maxAmong is how far amongRows looks.
const maxAmong = 30

// amongRows reports whether rows from..to-1 stand, perhaps with others that look
// like headings, between rows of a flattened table: then they are labels.
func (t *textReader) amongRows(from, to int) bool {
	low, high := from-maxAmong, to+maxAmong
	for from--; from >= max(0, low) && t.isItem(from); from-- {
	}
	for to < min(len(t.lines), high) && t.isItem(to) {
		to++
	}
	return from >= 0 && to < len(t.lines) && t.lines[from].rowish && t.lines[to].rowish
}
