package extract

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestPDFFontTables reads text in fonts without a map to characters, where it is certain
// that their codes are the glyphs of the embedded font.
func TestPDFFontTables(t *testing.T) {
	const first, chars = 0x300, "本年收入合计支出决算表0123456789.万元" // the codes of digits are those of other characters
	var text strings.Builder
	for _, r := range "本年收入合计567.25万元" {
		fmt.Fprintf(&text, "%04X", first+strings.Count(chars[:strings.IndexRune(chars, r)], "")-1)
	}
	page := fmt.Sprintf("BT /F 16 Tf 90 700 Td <%s> Tj ET\n", text.String())
	font := func(name, descendant, encoding string) string {
		return fmt.Sprintf(`<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/%[1]s%[3]s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/%[1]s/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80/FontFile2 10 0 R>>>>]>>`, name, encoding, descendant)
	}
	embedded := wholeFont(first, chars)
	file := fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(embedded), embedded)
	again := font("A", "", "Identity-H")
	for _, c := range []struct {
		name, font string
		more       []string
		read       bool
	}{
		{"glyphs by number", font("A", "", "Identity-H"), nil, true},
		{"said to be so", font("A#42", "/CIDToGIDMap/Identity", "Identity-H"), nil, true},
		{"another map to glyphs", font("A", "/CIDToGIDMap 11 0 R", "Identity-H"), []string{"<</Length 1>>\nstream\nx\nendstream"}, false},
		{"two fonts of one name", font("A", "", "Identity-H"), []string{again}, false},
		{"no font of such codes", font("A", "", "Identity-H"), []string{"<</Type/Font/Subtype/TrueType/BaseFont/A>>"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Read(t.Context(), pdfFile{pages: []string{page}, font: c.font, objects: append([]string{file}, c.more...)}.bytes(), DefaultLimits())
			var r *Refusal
			switch {
			case !c.read && (!errors.As(err, &r) || r.Reason != Unsupported):
				t.Errorf("%+v, %v; want a refusal", d, err)
			case c.read && (err != nil || d.Blocks[0].Text.S != "本年收入合计567.25万元" || len(d.Warnings) != 1):
				t.Errorf("%+v, %v", d, err)
			}
		})
	}
}

// wholeFont is cmapFont with the other tables without which no engine opens a font: its
// glyphs are empty.
func wholeFont(first int, chars string) string {
	be := binary.BigEndian
	const glyphs = 0x400
	table := func(size int, at map[int]uint16) string {
		b := make([]byte, size)
		for k, v := range at {
			be.PutUint16(b[k:], v)
		}
		return string(b)
	}
	cmap := cmapFont(first, chars)[28:]
	tables := []struct{ tag, data string }{
		{"cmap", cmap},
		{"glyf", table(4, nil)},
		{"head", table(54, map[int]uint16{0: 1, 12: 0x5f0f, 14: 0x3cf5, 18: 1000, 46: 8})},
		{"hhea", table(36, map[int]uint16{0: 1, 4: 880, 6: 0xff88, 34: 1})},
		{"hmtx", table(4+2*(glyphs-1), map[int]uint16{0: 1000})},
		{"loca", table(2*(glyphs+1), nil)},
		{"maxp", table(32, map[int]uint16{0: 1, 4: glyphs})},
	}
	head := []byte{0, 1, 0, 0, 0, byte(len(tables)), 0, 0, 0, 0, 0, 0}
	at := len(head) + 16*len(tables)
	body := ""
	for _, t := range tables {
		head = append(head, t.tag...)
		for _, n := range []int{0, at + len(body), len(t.data)} {
			head = be.AppendUint32(head, uint32(n))
		}
		body += t.data + strings.Repeat("\x00", -len(t.data)&3)
	}
	return string(head) + body
}
