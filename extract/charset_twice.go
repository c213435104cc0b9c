package extract

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Encodings around an encoding: GB 2312 in ASCII (RFC 1843), and text of one
// encoding that was taken for Latin-1 and saved as UTF-8.
const (
	hzText        charset = "hz"
	gbAsLatin1    charset = "gb18030 read as latin-1"
	utf8AsLatin1  charset = "utf-8 read as latin-1"
	enoughChinese         = 20 // characters of a sample that make it certain
)

// sniffTwice recognises, in what is valid UTF-8, such an encoding. It is certain
// only where all that is no ASCII decodes without a fault, and to common
// characters.
func sniffTwice(sample []byte) charset {
	if bytes.Contains(sample, []byte("~{")) && bytes.Contains(sample, []byte("~}")) {
		if bad, common, runes := scoreDecoding(simplifiedchinese.HZGB2312, sample[:bytes.LastIndex(sample, []byte("~}"))+2], commonSimplified); ofGenre(bad, common, runes) {
			return hzText
		}
		return unknownText
	}
	once, ok := latin1(sample)
	if !ok {
		return unknownText
	}
	if cut := trimCutRune(once); len(cut) < len(once) || utf8.Valid(once) {
		if bad, common, runes := scoreText(string(cut), commonSimplified); ofGenre(bad, common, runes) {
			return utf8AsLatin1
		}
	}
	if i := bytes.LastIndexByte(once, '\n'); i > 0 {
		once = once[:i] // cut between characters
	}
	if bad, common, runes := scoreDecoding(simplifiedchinese.GB18030, once, commonSimplified); ofGenre(bad, common, runes) {
		return gbAsLatin1
	}
	return unknownText
}

// ofGenre reports a text of the genre: without a fault, and with as many common
// characters as reports have.
func ofGenre(bad, common, runes int) bool {
	return bad == 0 && runes >= enoughChinese && common*6 >= runes
}

// latin1 takes UTF-8 back to the bytes of Latin-1, or of code page 1252, that it
// was made from. ok is false where it has other characters.
func latin1(text []byte) (out []byte, ok bool) {
	for _, r := range string(text) {
		if r < 0x100 {
			out = append(out, byte(r))
			continue
		}
		b, known := charmap.Windows1252.EncodeRune(r)
		if !known {
			return nil, false
		}
		out = append(out, b)
	}
	return out, len(out) < len(text)
}
