package extract

import (
	"bytes"
	"cmp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// charset names the encoding of a plain-text or web file.
type charset string

// The charsets told apart. GBK and GB2312 are read as GB18030, their superset:
// files labelled with the older names use its characters all the same.
const (
	utf8Text    charset = "utf-8"
	utf16LE     charset = "utf-16le"
	utf16BE     charset = "utf-16be"
	gb18030     charset = "gb18030"
	big5        charset = "big5"
	unknownText charset = "" // not text, or text in no encoding known here
)

// sniffBytes is how much of a file the detector looks at.
const sniffBytes = 64 << 10

// detectCharset guesses the encoding of data from its bytes alone and returns
// the length of its byte order mark. Order of evidence: the mark, validity as
// UTF-8 (a rune cut at the end of the sample is tolerated), the zero bytes of
// UTF-16, then GB18030 against Big5 by decoding errors and frequent characters.
func detectCharset(data []byte) (cs charset, bom int) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return utf8Text, 3
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16LE, 2
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf16BE, 2
	}
	sample := data[:min(len(data), sniffBytes)]
	zeros := bytes.IndexByte(sample, 0) >= 0
	if !zeros && utf8.Valid(trimCutRune(sample)) {
		return cmp.Or(sniffTwice(trimCutRune(sample)), utf8Text), 0
	}
	const few = 10_000 // bytes for each zero byte that a text may have got by accident
	if cs := sniffUTF16(sample); cs != unknownText || bytes.Count(sample, []byte{0})*few > len(sample) {
		return cs, 0
	}
	if mostlyUTF8(sample) {
		return utf8Text, 0
	}
	return sniffDoubleByte(sample), 0
}

// mostlyUTF8 reports whether the sample is UTF-8 but for a rune cut at its end
// and, among many good ones, a few broken bytes.
func mostlyUTF8(sample []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(sample); {
		if sample[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(sample[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			good++
		case !utf8.FullRune(sample[i:]): // cut at the end
			i = len(sample)
			continue
		default:
			bad++
		}
		i += n
	}
	return bad == 0 || good > 50*bad
}

// sniffUTF16 recognises UTF-16 without a mark: line ends, spaces and digits
// have a zero byte on one side, and Han characters have their high byte
// (4E..9F) on that same side.
func sniffUTF16(sample []byte) charset {
	pairs := len(sample) / 2
	if pairs < 2 {
		return unknownText
	}
	var high [2]int // bytes at even and odd positions that look like a high byte
	for i := 0; i < pairs; i++ {
		for side := range high {
			hi, lo := sample[2*i+side], sample[2*i+1-side]
			if hi == 0 && (lo >= 0x20 && lo < 0x7f || lo == '\n' || lo == '\r' || lo == '\t') ||
				hi >= 0x4e && hi <= 0x9f || hi == 0x20 && lo >= 0x10 && lo < 0x40 || hi == 0x30 && lo < 0x40 || hi == 0x24 && lo >= 0x60 || hi == 0xff && lo < 0x60 {
				high[side]++
			}
		}
	}
	switch {
	case high[1]*10 >= pairs*9 && high[1] > high[0]*5/4:
		return utf16LE
	case high[0]*10 >= pairs*9 && high[0] > high[1]*5/4:
		return utf16BE
	}
	return unknownText
}

// trimCutRune drops an incomplete rune from the end of b.
func trimCutRune(b []byte) []byte {
	for i := 1; i <= utf8.UTFMax && i <= len(b); i++ {
		if utf8.RuneStart(b[len(b)-i]) {
			if !utf8.FullRune(b[len(b)-i:]) {
				return b[:len(b)-i]
			}
			return b
		}
	}
	return b
}

// Frequent characters of the genre, for telling the two double-byte encodings
// apart: bytes of one encoding read as the other give rare characters.
const (
	commonSimplified  = "的一是在和有年为元万支出收入预算财政单位部门情况公共服务项目人管理工作发展国经费区市中及等用其"
	commonTraditional = "的一是在和有年為元萬支出收入預算財政單位部門情況公共服務項目人管理工作發展國經費區市中及等用其"
)

// sniffDoubleByte decides between GB18030 and Big5, or neither.
func sniffDoubleByte(sample []byte) charset {
	gbBad, gbCommon, gbRunes := scoreDecoding(simplifiedchinese.GB18030, sample, commonSimplified)
	b5Bad, b5Common, _ := scoreDecoding(traditionalchinese.Big5, sample, commonTraditional)
	switch {
	case b5Bad < gbBad && b5Common > gbCommon, b5Bad == gbBad && b5Common > 2*gbCommon:
		return big5
	case gbBad*20 <= gbRunes+20:
		return gb18030
	}
	return unknownText
}

// scoreDecoding decodes the sample and counts replacement characters,
// characters in common, and non-ASCII characters.
func scoreDecoding(e encoding.Encoding, sample []byte, common string) (bad, hits, runes int) {
	text, err := e.NewDecoder().Bytes(sample)
	if err != nil {
		return len(sample), 0, 0
	}
	return scoreText(string(text), common)
}

// scoreText counts the same in a text.
func scoreText(text, common string) (bad, hits, runes int) {
	for _, r := range text {
		if r < utf8.RuneSelf {
			continue
		}
		runes++
		if r == utf8.RuneError {
			bad++
		} else if strings.ContainsRune(common, r) {
			hits++
		}
	}
	return bad, hits, runes
}

// labelled maps an encoding label (of a meta element or a MIME header) to a
// charset, unknownText when the label means nothing here.
func labelled(label string) charset {
	switch strings.ToLower(strings.Trim(label, " \t\"'")) {
	case "utf-8", "utf8":
		return utf8Text
	case "gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "chinese", "csgb2312":
		return gb18030
	case "big5", "big5-hkscs", "cn-big5", "x-x-big5":
		return big5
	case "utf-16", "utf-16le":
		return utf16LE
	case "utf-16be":
		return utf16BE
	}
	return unknownText
}

// decode turns bytes without a byte order mark into text and counts the
// replacement characters it had to put in. Unknown encodings are read as UTF-8.
func decode(data []byte, cs charset) (text string, bad int) {
	switch cs {
	case utf16LE, utf16BE:
		order := unicode.LittleEndian
		if cs == utf16BE {
			order = unicode.BigEndian
		}
		text = decodeWith(unicode.UTF16(order, unicode.IgnoreBOM), data)
	case gb18030: // maps the euro sign's byte 0x80 of code page 936 too
		text = decodeWith(simplifiedchinese.GB18030, data)
	case big5:
		text = decodeWith(traditionalchinese.Big5, data)
	case hzText:
		text = decodeWith(simplifiedchinese.HZGB2312, data)
	case gbAsLatin1, utf8AsLatin1:
		once, ok := latin1(data)
		if !ok { // what follows the sample is of another kind
			return decode(data, utf8Text)
		}
		return decode(once, map[charset]charset{gbAsLatin1: gb18030, utf8AsLatin1: utf8Text}[cs])
	default:
		text = string(data)
		if !utf8.ValidString(text) {
			text = strings.ToValidUTF8(text, "\uFFFD")
		}
	}
	text = strings.ReplaceAll(text, "\x00", "\uFFFD")
	return text, strings.Count(text, "\uFFFD")
}

// decodeWith decodes all of data. The decoders of x/text replace what they
// cannot read; should one fail, what it gave so far is kept.
func decodeWith(e encoding.Encoding, data []byte) string {
	out, _ := e.NewDecoder().Bytes(data)
	return string(out)
}
