package extract

import (
	"bytes"
	"regexp"
	"strconv"
	"unicode"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/extract/internal/sfnt"
)

// pdfFonts tells the characters of fonts without a map to characters. The codes of such
// a font are the numbers of its glyphs if the file says nothing else of them, and the
// font that is embedded names the characters of its glyphs.
type pdfFonts struct {
	told   bool
	plain  map[string]bool         // by name, of fonts with two bytes to a code: whether codes are glyphs
	chars  map[string]map[int]rune // by name, of those that were opened
	guided int                     // characters told so
}

// pdfLookup is what asking for the font of one character costs in memory.
const pdfLookup = 1 << 10

// char returns the character of a code that no map of its font knows. A code of two
// bytes that cannot be told stands for no character, whatever character has its number.
func (f *pdfFonts) char(p *pdfPage, page references.FPDF_TEXTPAGE, i int, code rune) (rune, error) {
	if err := p.in.expand(pdfLookup); err != nil {
		return 0, err
	}
	if !f.told {
		f.told = true
		if err := f.find(p.in); err != nil {
			return 0, err
		}
	}
	font, name := p.fontOf(page, i)
	plain, wide := f.plain[name]
	switch {
	case !wide && code < 0x100:
		return code, nil // a font of one byte to a code: its codes often are characters
	case !plain:
		return unicode.ReplacementChar, nil
	}
	chars, known := f.chars[name]
	if !known {
		if data, err := p.pdf.FPDFFont_GetFontData(&requests.FPDFFont_GetFontData{Font: font}); err == nil {
			if err := p.in.expand(int64(len(data.FontData))); err != nil {
				return 0, err
			}
			chars = sfnt.Chars(data.FontData, p.in.expand)
		}
		f.chars[name] = chars
	}
	if r := chars[int(code)]; r != 0 {
		f.guided++
		return r, nil
	}
	return unicode.ReplacementChar, nil
}

// fontOf returns the font of character i and its name, "" where there is none.
func (p *pdfPage) fontOf(page references.FPDF_TEXTPAGE, i int) (font references.FPDF_FONT, name string) {
	o, err := p.pdf.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: page, Index: i})
	if err != nil {
		return "", ""
	}
	f, err := p.pdf.FPDFTextObj_GetFont(&requests.FPDFTextObj_GetFont{PageObject: o.TextObject})
	if err != nil {
		return "", ""
	}
	n, err := p.pdf.FPDFFont_GetBaseFontName(&requests.FPDFFont_GetBaseFontName{Font: f.Font})
	if err != nil {
		return "", ""
	}
	return f.Font, n.BaseFontName
}

// What is looked for in the dictionaries of fonts (ISO 32000-1, 9.7).
var (
	pdfFontName = regexp.MustCompile(`/BaseFont\s*/([^\s/<>\[\]()]+)`)
	pdfGlyphMap = regexp.MustCompile(`/CIDToGIDMap\s*(/Identity\b)?`)
	pdfIdentity = regexp.MustCompile(`/Encoding\s*/Identity-[HV]\b`)
	pdfEscape   = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)
)

// find looks for the fonts of a file whose codes are glyphs: TrueType, of two bytes to a
// code, without a map from codes to glyphs, and the only ones of their name.
func (f *pdfFonts) find(in *input) error {
	f.plain, f.chars = map[string]bool{}, map[string]map[int]rune{}
	seen := map[string]bool{}
	return eachPDFObject(in, func(o pdfObject) error {
		m := pdfFontName.FindSubmatch(o.dict)
		if m == nil {
			return nil
		}
		name := pdfNamed(m[1])
		descendant, composite := bytes.Contains(o.dict, []byte("/CIDFontType")), bytes.Contains(o.dict, []byte("/Type0"))
		was, known := f.plain[name]
		plain := was || !known
		if composite && !pdfIdentity.Match(o.dict) || !composite && !descendant {
			plain = false
		}
		if descendant {
			if g := pdfGlyphMap.FindSubmatch(o.dict); seen[name] || g != nil && g[1] == nil || !bytes.Contains(o.dict, []byte("/CIDFontType2")) {
				plain = false
			}
			seen[name] = true
		}
		if known || composite || descendant {
			f.plain[name] = plain
		}
		return nil
	})
}

// pdfNamed is a name with its escapes undone.
func pdfNamed(raw []byte) string {
	return string(pdfEscape.ReplaceAllFunc(raw, func(e []byte) []byte {
		n, _ := strconv.ParseUint(string(e[1:]), 16, 8)
		return []byte{byte(n)}
	}))
}
