package word97

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"
)

// made is a document made for a test: its text by stories, the parts of its table
// stream, and the properties of its characters and paragraphs.
type made struct {
	stories    [storyCount]string
	parts      map[int][]byte
	chars      []props // of runs of characters, in order
	paragraphs []props // of runs of paragraphs, in order
	prm        int     // modifier of the only piece
	prcs       [][]byte
	data       []byte
}

// props are the modifiers of the characters up to end, and the style.
type props struct {
	end, style int
	grpprl     []byte
}

// Where the parts of a made document stand: its text in the pages from the third on.
const (
	madeText  = 2 * pageSize
	madePages = 2 // of text
	madePairs = 80
)

func short(b []byte, numbers ...int) []byte {
	for _, n := range numbers {
		b = binary.LittleEndian.AppendUint16(b, uint16(n))
	}
	return b
}

func long(b []byte, numbers ...int) []byte {
	for _, n := range numbers {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	return b
}

// sprm writes a modifier.
func sprm(op int, arg ...byte) []byte { return append(short(nil, op), arg...) }

// streams writes the document.
func (m made) streams() *Streams {
	units := utf16.Encode([]rune(strings.Join(m.stories[:], "")))
	clx := []byte{}
	for _, prc := range m.prcs {
		clx = append(short(append(clx, 1), len(prc)), prc...)
	}
	clx = long(append(clx, 2), 16)
	clx = long(clx, 0, len(units))
	clx = short(long(short(clx, 0), madeText), m.prm)
	parts := map[int][]byte{pairClx: clx}
	for i, p := range m.parts {
		parts[i] = p
	}
	page := madeText/pageSize + madePages
	parts[pairBteChpx] = long(nil, madeText, madeText+len(units)*2, page)
	parts[pairBtePapx] = long(nil, madeText, madeText+len(units)*2, page+1)

	main := make([]byte, 32)
	short(main[:0], wIdentWord, 193, 0, lidChinese)
	main = short(main, 0, 3+storyCount)
	main = long(main, 0, 0, 0)
	for _, s := range m.stories {
		main = long(main, len(utf16.Encode([]rune(s))))
	}
	main = short(main, madePairs)
	var table []byte
	for i := range madePairs {
		main = long(main, len(table), len(parts[i]))
		table = append(table, parts[i]...)
	}
	main = append(main, make([]byte, madeText-len(main))...)
	main = short(main, toInts(units)...)
	main = append(main, make([]byte, madeText+madePages*pageSize-len(main))...)
	main = append(append(main, fkp(m.chars, 1, false)...), fkp(m.paragraphs, 13, true)...)
	return &Streams{Main: main, Tables: [2][]byte{table}, Data: m.data}
}

func toInts(units []uint16) (out []int) {
	for _, u := range units {
		out = append(out, int(u))
	}
	return out
}

// fkp is a page of properties: the ends of the runs, where the properties of each
// stand, and those from the end of the page backwards.
func fkp(runs []props, entry int, paragraphs bool) []byte {
	page := make([]byte, pageSize)
	page[pageSize-1] = byte(len(runs))
	from, back := madeText, pageSize-2
	for i, r := range runs {
		binary.LittleEndian.PutUint32(page[4*i:], uint32(from))
		from = madeText + 2*r.end
		binary.LittleEndian.PutUint32(page[4*i+4:], uint32(from))
		papx := append([]byte{byte(len(r.grpprl))}, r.grpprl...)
		if paragraphs {
			papx = append([]byte{0, byte((len(r.grpprl) + 3) / 2)}, append(short(nil, r.style), append(r.grpprl, 0)...)...)
		}
		back = (back - len(papx)) &^ 1
		copy(page[back:], papx)
		page[4*(len(runs)+1)+entry*i] = byte(back / 2)
	}
	return page
}

// sketch writes the paragraphs of a document: level#text, depth>text, | at the end of
// a cell and = at that of a row.
func sketch(paras []Paragraph) string {
	var out []string
	for _, p := range paras {
		s := p.Text
		if p.Level > 0 {
			s = fmt.Sprint(p.Level, "#", s)
		}
		if p.Depth > 0 {
			s = fmt.Sprint(p.Depth, ">", s)
		}
		if p.CellEnd {
			s += "|"
		}
		if p.RowEnd {
			s += "="
		}
		if p.Deleted {
			s += "-"
		}
		out = append(out, s)
	}
	return strings.Join(out, " / ")
}

func parsed(t *testing.T, m made) *Document {
	t.Helper()
	doc, err := Parse(t.Context(), m.streams())
	if err != nil {
		t.Fatal(err)
	}
	checkParagraphs(t, doc)
	return doc
}

// TestParagraphProperties gives the first of two paragraphs one property each.
func TestParagraphProperties(t *testing.T) {
	for name, c := range map[string]struct {
		grpprl []byte
		text   string
		want   string
	}{
		"none":                  {nil, "甲\r乙\r", "甲 / 乙"},
		"outline":               {sprm(sprmPOutLvl, 1), "甲\r乙\r", "2#甲 / 乙"},
		"body text":             {sprm(sprmPOutLvl, 9), "甲\r乙\r", "甲 / 乙"},
		"cell":                  {sprm(sprmPFInTable, 1), "甲\a乙\r", "1>甲| / 乙"},
		"cell in a cell":        {append(append(sprm(sprmPFInTable, 1), sprm(sprmPItap, 2, 0, 0, 0)...), sprm(sprmPFInnerCell, 1)...), "甲\r乙\r", "2>甲| / 乙"},
		"row in a cell":         {append(append(sprm(sprmPFInTable, 1), sprm(sprmPItap, 2, 0, 0, 0)...), sprm(sprmPFInnerTtp, 1)...), "甲\r乙\r", "2>= / 乙"},
		"deeper by one":         {append(sprm(sprmPFInTable, 1), sprm(sprmPDtap, 1, 0, 0, 0)...), "甲\r乙\r", "1>甲 / 乙"},
		"depth below nothing":   {sprm(sprmPItap, 0xff, 0xff, 0xff, 0xff), "甲\r乙\r", "甲 / 乙"},
		"row":                   {append(sprm(sprmPFInTable, 1), sprm(sprmPFTtp, 1)...), "\a乙\r", "1>= / 乙"},
		"modifier cut short":    {append(sprm(sprmPOutLvl, 1), sprm(sprmPItap, 1)...), "甲\r乙\r", "2#甲 / 乙"},
		"style of its own":      {sprm(sprmPIstd, 9, 0), "甲\r乙\r", "甲 / 乙"},
		"properties kept apart": {sprm(sprmPHugePapx, 4, 0, 0, 0), "甲\r乙\r", "3#甲 / 乙"},
		"apart and not there":   {sprm(sprmPHugePapx, 99, 0, 0, 0), "甲\r乙\r", "甲 / 乙"},
		"last without a mark":   {nil, "甲\r乙", "甲 / 乙"},
		"soft breaks":           {nil, "甲\v乙\x1e1\x0e丙\r", "甲\n乙-1\n丙"},
	} {
		t.Run(name, func(t *testing.T) {
			first := 2 // characters, the mark among them
			if c.text[0] == charCellEnd {
				first = 1
			}
			m := made{data: append([]byte{0, 0, 0, 0, 3, 0}, sprm(sprmPOutLvl, 2)...), paragraphs: []props{{end: first, grpprl: c.grpprl}, {end: 9}}}
			m.stories[storyBody] = c.text
			if got := sketch(parsed(t, m).Body); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestCharacterProperties gives the second and third character one property each.
func TestCharacterProperties(t *testing.T) {
	for name, c := range map[string]struct {
		grpprl []byte
		text   string
		want   string
	}{
		"shown":                 {nil, "甲乙丙丁\r", "甲乙丙丁"},
		"hidden":                {sprm(sprmCFVanish, 1), "甲乙丙丁\r", "甲丁"},
		"hidden unlike a style": {sprm(sprmCFVanish, 0x81), "甲乙丙丁\r", "甲丁"},
		"as its style":          {sprm(sprmCFVanish, 0x80), "甲乙丙丁\r", "甲乙丙丁"},
		"deleted":               {sprm(sprmCFRMarkDel, 1), "甲乙丙丁\r", "甲丁"},
		"ticked":                {sprm(sprmCSymbol, 0, 0, 0x52, 0xf0), "甲(是丁\r", "甲☑是丁"},
		"crossed":               {sprm(sprmCSymbol, 0, 0, 0xfd, 0xf0), "甲(是丁\r", "甲☒是丁"},
		"empty box":             {sprm(sprmCSymbol, 0, 0, 0xa8, 0xf0), "甲(是丁\r", "甲□是丁"},
		"tick":                  {sprm(sprmCSymbol, 0, 0, 0xfc, 0xf0), "甲(是丁\r", "甲✓是丁"},
		"another symbol":        {sprm(sprmCSymbol, 0, 0, 0xb7, 0), "甲(是丁\r", "甲·是丁"},
		"deleted mark":          {sprm(sprmCFVanish, 1), "甲\r乙丁\r", "甲丁"},
		"style that is not":     {sprm(sprmCIstd, 9, 0), "甲乙丙丁\r", "甲乙丙丁"},
	} {
		t.Run(name, func(t *testing.T) {
			m := made{chars: []props{{end: 1}, {end: 3, grpprl: c.grpprl}, {end: 5}}}
			m.stories[storyBody] = c.text
			if got := sketch(parsed(t, m).Body); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestPieceModifiers: a fast-saved file changes all of a piece at once, by a number
// or by one of the modifiers before the pieces.
func TestPieceModifiers(t *testing.T) {
	packed := func(isprm, value int) int { return isprm<<1 | value<<8 }
	for name, c := range map[string]struct {
		prm  int
		prcs [][]byte
		want string
	}{
		"none":           {0, nil, "甲 / 乙"},
		"hidden":         {packed(0x5c, 1), nil, ""},
		"deleted":        {packed(0x41, 1), nil, ""},
		"in a table":     {packed(0x18, 1), nil, "1>甲 / 1>乙"},
		"row":            {packed(0x19, 1), nil, "甲 / 乙"},
		"level":          {packed(0x0c, 1), nil, "甲 / 乙"},
		"one not read":   {packed(0x7f, 1), nil, "甲 / 乙"},
		"kept apart":     {0<<1 | 1, [][]byte{append(sprm(sprmPOutLvl, 5), append(sprm(sprmPOutLvl, 0), sprm(sprmPIlfo, 9, 0)...)...)}, "1#甲 / 1#乙"},
		"second":         {1<<1 | 1, [][]byte{sprm(sprmPOutLvl, 5), sprm(sprmPOutLvl, 1)}, "2#甲 / 2#乙"},
		"not there":      {7<<1 | 1, [][]byte{sprm(sprmPOutLvl, 5)}, "甲 / 乙"},
		"nothing of use": {0<<1 | 1, [][]byte{sprm(sprmCSymbol, 1, 2, 3, 4)}, "甲 / 乙"},
	} {
		t.Run(name, func(t *testing.T) {
			m := made{prm: c.prm, prcs: c.prcs}
			m.stories[storyBody] = "甲\r乙\r"
			if got := sketch(parsed(t, m).Body); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestNotesAndHeaders places notes behind the paragraph they belong to, one whose
// anchor is not known at the end, and tells headers from footers.
func TestNotesAndHeaders(t *testing.T) {
	m := made{parts: map[int][]byte{
		pairPlcffndRef: short(long(nil, 1, 3, 99), 0, 0), pairPlcffndTxt: long(nil, 0, 3, 6, 7),
		pairPlcfendRef: short(long(nil, 3, 99), 0), pairPlcfendTxt: long(nil, 0, 9, 9), // beyond the story
		pairPlcfHdd: long(nil, 0, 0, 0, 0, 0, 0, 0, 3, 6, 6, 6, 6, 6),
	}}
	m.stories[storyBody] = "甲\r乙\r"
	m.stories[storyFootnotes] = "注一\r注二\r\r"
	m.stories[storyHeaders] = "页眉\r页脚\r\r"
	m.stories[storyEndnotes] = "尾注\r"
	m.stories[storyTextboxes] = "框\r框外\r"
	shape := make([]byte, spaSize)
	box := func(id int) []byte { b := make([]byte, ftxbxsSize); b[ftxbxsLid] = byte(id); return b }
	m.parts[pairPlcSpaMom] = append(long(nil, 1, 99, 7), shape[4:]...)
	m.parts[pairPlcftxbxTxt] = append(append(long(nil, 0, 2, 5), box(7)...), box(8)...)
	doc := parsed(t, m)
	var got []string
	for _, n := range doc.Notes {
		got = append(got, fmt.Sprint(n.After, ":", sketch(n.Paras)))
	}
	if want := []string{"0:注一", "1:注二", "2:", "2:尾注", "0:框", "2:框外"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := sketch(doc.Headers); got != "页眉 / 页脚" {
		t.Errorf("headers %q", got)
	}
}

// TestSprmLengths walks a list of modifiers of each size, and stops where one says
// that it is longer than what is left.
func TestSprmLengths(t *testing.T) {
	tabs := append([]byte{255, 1}, 1, 2, 3, 4, 1, 5, 6, 7)
	whole := [][]byte{
		sprm(sprmPOutLvl, 1), sprm(sprmPIstd, 1, 2), sprm(sprmPItap, 1, 2, 3, 4), sprm(0xE001, 1, 2, 3),
		sprm(sprmTVertMerge, 2, 1, 3), sprm(sprmTDefTable, 4, 0, 7, 8, 9), sprm(sprmPChgTabs, tabs...), sprm(sprmPChgTabs, 2, 0, 0),
	}
	var list []byte
	for _, s := range whole {
		list = append(list, s...)
	}
	for cut := range len(list) + 1 {
		n, end := 0, 0
		eachSprm(list[:cut], func(int, []byte) { end += len(whole[n]); n++ })
		if end > cut || n < len(whole) && end+len(whole[n]) <= cut {
			t.Errorf("%d of %d bytes: %d modifiers", cut, len(list), n)
		}
	}
}

// TestRowProperties applies modifiers to a row of two cells; those of cells that the
// row has not got change nothing.
func TestRowProperties(t *testing.T) {
	base := Row{Edges: []int{0, 100, 200}, Cells: make([]Cell, 2)}
	for name, c := range map[string]struct {
		op    int
		arg   []byte
		edges []int
		cells []Cell
	}{
		"header":              {sprmTTableHeader, []byte{1}, base.Edges, base.Cells},
		"merged":              {sprmTMerge, []byte{0, 2}, base.Edges, []Cell{{MergeFirst: true}, {MergeNext: true}}},
		"split":               {sprmTSplit, []byte{0, 9}, base.Edges, base.Cells},
		"first downwards":     {sprmTVertMerge, []byte{0, 3}, base.Edges, []Cell{{VertFirst: true}, {}}},
		"joined upwards":      {sprmTVertMerge, []byte{1, 1}, base.Edges, []Cell{{}, {VertNext: true}}},
		"no such cell":        {sprmTVertMerge, []byte{9, 1}, base.Edges, base.Cells},
		"moved":               {sprmTDxaLeft, []byte{10, 0}, []int{10, 110, 210}, base.Cells},
		"gap":                 {sprmTDxaGapHalf, []byte{10, 0}, base.Edges, base.Cells},
		"wider":               {sprmTDxaCol, []byte{0, 1, 150, 0}, []int{0, 150, 250}, base.Cells},
		"inserted":            {sprmTInsert, []byte{9, 1, 50, 0}, []int{0, 100, 200, 250}, make([]Cell, 3)},
		"too many":            {sprmTInsert, []byte{0, 200, 50, 0}, base.Edges, base.Cells},
		"removed":             {sprmTDelete, []byte{0, 9}, []int{0}, []Cell{}},
		"none removed":        {sprmTDelete, []byte{5, 9}, base.Edges, base.Cells},
		"definition cut":      {sprmTDefTable, []byte{2, 0, 0}, base.Edges, base.Cells},
		"definition empty":    {sprmTDefTable, nil, base.Edges, base.Cells},
		"cells beyond Word's": {sprmTDefTable, []byte{200, 0, 0}, base.Edges, base.Cells},
	} {
		r := &Row{Edges: append([]int{}, base.Edges...), Cells: append([]Cell{}, base.Cells...)}
		r.apply(c.op, c.arg)
		if !reflect.DeepEqual(r.Edges, c.edges) || !reflect.DeepEqual(r.Cells, c.cells) {
			t.Errorf("%s: %+v", name, r)
		}
	}
	empty := &Row{}
	empty.apply(sprmTDxaLeft, []byte{10, 0})
	empty.apply(sprmTInsert, []byte{0, 1, 50, 0})
	if len(empty.Edges)+len(empty.Cells) != 0 {
		t.Errorf("a row without edges: %+v", empty)
	}
}

// level writes an LVL: first number, format and text.
func level(start int, format byte, text ...int) []byte {
	b := make([]byte, lvlfSize)
	binary.LittleEndian.PutUint32(b, uint32(start))
	b[4], b[15] = format, 2
	return short(short(b, len(text)), text...)
}

// TestListTables reads lists and their uses: one that begins at another number, one
// with a level of its own, one of a list that is not there, and tables cut short.
func TestListTables(t *testing.T) {
	lstf := make([]byte, lstfSize)
	lstf[0], lstf[26] = 7, 1 // of one level
	table := append(append(short(nil, 1), lstf...), level(1, 0, 0, '.')...)
	use := func(id, changes byte) []byte {
		b := make([]byte, lfoSize)
		b[0], b[12] = id, changes
		return b
	}
	uses := long(nil, 4)
	for _, u := range [][]byte{use(7, 0), use(7, 1), use(7, 1), use(9, 0)} {
		uses = append(uses, u...)
	}
	data := long(nil, 0, 0, 5)
	data = append(data, 0x10, 0, 0, 0) // begins at 5
	data = append(long(data, 0, 9), 0x30, 0, 0, 0)
	data = append(data, level(3, 4, 0, ')')...) // a level of its own, which begins at 3
	data = long(data, 0)
	whole := append(uses, data...)
	numbers := func(b []byte) (out []string) {
		ls := &lists{parsePlfLfo(b, parsePlfLst(table))}
		for _, ilfo := range []int{1, 1, 2, 3, 4, 5, 0} {
			out = append(out, ls.number(ilfo, 0))
		}
		return out
	}
	if got, want := numbers(whole), []string{"1.", "2.", "5.", "c)", "", "", ""}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for n := range whole {
		if got := numbers(whole[:n]); n >= 4+lfoSize && got[0] != "1." {
			t.Errorf("the first %d bytes: %q", n, got)
		}
	}
	for n := range table {
		if got := parsePlfLst(table[:n]); len(got) != 0 {
			t.Errorf("the first %d bytes of a list: %v", n, got)
		}
	}
}

// TestDamaged: what is cut anywhere is read as far as it goes or refused with one of
// the errors of the package, and a piece table out of order is refused.
func TestDamaged(t *testing.T) {
	m := made{chars: []props{{end: 1, grpprl: sprm(sprmCFVanish, 1)}}, paragraphs: []props{{end: 2, grpprl: sprm(sprmPOutLvl, 1)}}}
	m.stories[storyBody] = "甲\r乙\r"
	whole := m.streams()
	refused := func(s *Streams) bool {
		t.Helper()
		doc, err := Parse(t.Context(), s)
		if (doc == nil) == (err == nil) || err != nil && !errors.Is(err, ErrCorrupt) && !errors.Is(err, ErrOld) {
			t.Fatalf("%v, %v", doc, err)
		}
		return err != nil
	}
	for n := range whole.Main {
		refused(&Streams{Main: whole.Main[:n], Tables: whole.Tables})
	}
	for n := range whole.Tables[0] {
		refused(&Streams{Main: whole.Main, Tables: [2][]byte{whole.Tables[0][:n]}})
	}
	for name, plc := range map[string][]byte{
		"out of order":                append(short(long(append([]byte{2}, long(nil, 16)...), 5, 2), 0), make([]byte, 6)...),
		"more characters than bytes":  append(short(long(append([]byte{2}, long(nil, 16)...), 0, 1<<30), 0), long(nil, 1<<29, 0)...),
		"no pieces":                   long([]byte{2}, 4, 0),
		"a modifier longer than this": {1, 0xff, 0xff, 2},
	} {
		bad := m
		bad.parts = map[int][]byte{pairClx: plc}
		if !refused(bad.streams()) {
			t.Errorf("a piece table %s is read", name)
		}
	}
	if !refused(&Streams{Main: whole.Main}) {
		t.Error("read without a table stream")
	}
}

// TestMoreNumberFormats are those that lists of Chinese documents use seldom, and
// numbers beyond what a format can write.
func TestMoreNumberFormats(t *testing.T) {
	for _, c := range []struct {
		n    int
		nfc  byte
		want string
	}{
		{4, 2, "iv"}, {27, 3, "AA"}, {5000, 3, "5000"}, {0, 1, "0"}, {-3, 0x0A, "-三"}, {12, 0x0E, "１２"}, {20, 0x1A, "⒛"}, {21, 0x1A, "21"},
		{0, 0x25, "0"}, {10000, 0x25, "10000"}, {12, 0x16, "12"}, {3, nfcNone, ""}, {3, 0xEE, "3"},
	} {
		if got := formatNumber(c.n, c.nfc); got != c.want {
			t.Errorf("%d in %#x: %q, want %q", c.n, c.nfc, got, c.want)
		}
	}
}
