package extract

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// char takes one byte of text in the code page of the font.
func (r *rtf) char(c byte) {
	r.fresh = false
	if r.skipBytes > 0 {
		r.skipBytes--
		return
	}
	if !r.shown() {
		if r.top().dest == rtfStyles && len(r.styleName) < 64 {
			r.styleName = append(r.styleName, c)
		}
		return
	}
	if len(r.pendingUnits) > 0 {
		r.flush()
	}
	r.pendingBytes = append(r.pendingBytes, c)
}

// unit takes one UTF-16 unit of text.
func (r *rtf) unit(u uint16) {
	if !r.shown() {
		return
	}
	if len(r.pendingBytes) > 0 {
		r.flush()
	}
	r.pendingUnits = append(r.pendingUnits, u)
}

// shown tells whether text at this place is text of the document.
func (r *rtf) shown() bool {
	s := r.top()
	return !s.skip && s.dest == rtfText && !s.hidden && !s.deleted
}

// flush decodes the pending bytes or units.
func (r *rtf) flush() {
	s := r.top()
	if len(r.pendingBytes) > 0 {
		out, err := r.encoding(s.font).NewDecoder().Bytes(r.pendingBytes)
		if err == nil {
			s.sink.text = append(s.sink.text, out...)
		}
		r.pendingBytes = r.pendingBytes[:0]
	}
	if len(r.pendingUnits) > 0 {
		s.sink.text = append(s.sink.text, string(utf16.Decode(r.pendingUnits))...)
		r.pendingUnits = r.pendingUnits[:0]
	}
}

// encoding is the code page of a font; the charsets ANSI and default mean the
// page of the file, for Chinese writers put Chinese bytes under them.
func (r *rtf) encoding(font int) encoding.Encoding {
	if font < 0 {
		font = r.defaultFont
	}
	switch r.charsets[font] {
	case 134:
		return simplifiedchinese.GBK
	case 136:
		return traditionalchinese.Big5
	case 128:
		return japanese.ShiftJIS
	case 129:
		return korean.EUCKR
	case 161:
		return charmap.Windows1253
	case 162:
		return charmap.Windows1254
	case 177:
		return charmap.Windows1255
	case 178:
		return charmap.Windows1256
	case 186:
		return charmap.Windows1257
	case 204:
		return charmap.Windows1251
	case 238:
		return charmap.Windows1250
	}
	return windowsPage(r.page)
}

// windowsPage is a Windows code page by its number, 1252 for unknown ones.
func windowsPage(n int) encoding.Encoding {
	switch n {
	case 936, 54936:
		return simplifiedchinese.GBK
	case 950:
		return traditionalchinese.Big5
	case 932:
		return japanese.ShiftJIS
	case 949:
		return korean.EUCKR
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 10000:
		return charmap.Macintosh
	case 65001:
		return encoding.Nop
	}
	return charmap.Windows1252
}

// listNumber is the text of a list number without the white space before it;
// of a bullet nothing is left.
func listNumber(text []byte) []byte {
	for _, r := range string(text) {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return bytes.TrimLeft(text, " \t")
		}
	}
	return nil
}

// nameStyle ends an entry of the style sheet: the built-in headings have their
// outline level by their name when it is not spelled out.
func (r *rtf) nameStyle(style int) {
	name := strings.ToLower(strings.TrimSpace(string(r.styleName)))
	r.styleName = r.styleName[:0]
	digit, ok := strings.CutPrefix(strings.TrimSuffix(name, ";"), "heading ")
	if _, known := r.levels[style]; ok && !known && len(digit) == 1 && digit >= "1" && digit <= "9" {
		r.levels[style] = int(digit[0] - '0')
	}
}
