package extract

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

const (
	simplified  = "2020年度收入444.71万元、支出总计483.15万元。主要变动原因是相关经费减少。\n一、部门概况\n"
	traditional = "二〇二〇年度歲入444.71萬元，歲出總計483.15萬元。主要變動原因是相關經費減少。\n一、部門概況\n"
)

func encodeAs(t testing.TB, e encoding.Encoding, s string) []byte {
	t.Helper()
	out, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// asLatin1 reads bytes as Latin-1 and saves them as UTF-8.
func asLatin1(t testing.TB, data []byte) []byte {
	t.Helper()
	out, err := charmap.ISO8859_1.NewDecoder().Bytes(data)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestBadBytes replaces and counts two bad bytes in a hundred thousand, wherever
// they are and whatever they are.
func TestBadBytes(t *testing.T) {
	report := strings.Repeat(simplified, 800)
	for name, data := range map[string][]byte{"utf-8": []byte(report), "gb18030": encodeAs(t, simplifiedchinese.GB18030, report)} {
		for _, bad := range []byte{0, 0xff} {
			at := strings.Index(string(data[1000:]), "\n") + 1000
			broken := append(append(append(append([]byte{}, data[:at]...), bad), data[at:len(data)-1]...), bad, '\n')
			doc, err := Read(t.Context(), broken, DefaultLimits())
			if err != nil || len(doc.Warnings) != 1 || !strings.Contains(doc.Warnings[0].Detail, "2 characters") || strings.Count(allText(doc), "收入444.71万元") != 800 {
				t.Errorf("%s %x: %v %+v", name, bad, err, doc)
			}
		}
	}
}

func TestDetectCharset(t *testing.T) {
	le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	for _, tt := range []struct {
		name string
		data []byte
		want charset
		bom  int
		text string
	}{
		{"utf-8", []byte(simplified), utf8Text, 0, simplified},
		{"utf-8 with mark", []byte("\ufeff" + simplified), utf8Text, 3, simplified},
		{"gb18030", encodeAs(t, simplifiedchinese.GB18030, simplified), gb18030, 0, simplified},
		{"gb18030, four bytes", encodeAs(t, simplifiedchinese.GB18030, "𠮷㐀"+simplified), gb18030, 0, "𠮷㐀" + simplified},
		{"big5", encodeAs(t, traditionalchinese.Big5, strings.ReplaceAll(traditional, "〇", "零")), big5, 0, strings.ReplaceAll(traditional, "〇", "零")},
		{"utf-16le", encodeAs(t, le, simplified), utf16LE, 0, simplified},
		{"utf-16be", encodeAs(t, be, simplified), utf16BE, 0, simplified},
		{"utf-16le with mark", append([]byte("\xff\xfe"), encodeAs(t, le, simplified)...), utf16LE, 2, simplified},
		{"utf-16be with mark", append([]byte("\xfe\xff"), encodeAs(t, be, simplified)...), utf16BE, 2, simplified},
		{"hz", encodeAs(t, simplifiedchinese.HZGB2312, simplified), hzText, 0, simplified},
		{"gb18030 twice", asLatin1(t, encodeAs(t, simplifiedchinese.GB18030, simplified)), gbAsLatin1, 0, simplified},
		{"utf-8 twice", asLatin1(t, []byte(simplified)), utf8AsLatin1, 0, simplified},
		{"latin-1", []byte("Crédit à la consommation, déjà payé; größer ÄÖÜ äöü éèê ñ ç å ø\n"), utf8Text, 0, "Crédit à la consommation, déjà payé; größer ÄÖÜ äöü éèê ñ ç å ø\n"},
		{"tildes", []byte("a ~{ b ~} c\n"), utf8Text, 0, "a ~{ b ~} c\n"},
		{"ascii", []byte("plain text 1,234.5\n"), utf8Text, 0, "plain text 1,234.5\n"},
		{"euro of code page 936", append(encodeAs(t, simplifiedchinese.GB18030, simplified), 0x80), gb18030, 0, simplified + "€"},
	} {
		cs, bom := detectCharset(tt.data)
		if cs != tt.want || bom != tt.bom {
			t.Errorf("%s: detected %q with a mark of %d bytes", tt.name, cs, bom)
			continue
		}
		if text, bad := decode(tt.data[bom:], cs); text != tt.text || bad != 0 {
			t.Errorf("%s: %d bad, text %q", tt.name, bad, text)
		}
		if !matchText(tt.data) {
			t.Errorf("%s: not taken for text", tt.name)
		}
	}
}

// TestDetectCharsetOfSlices measures the detector on pieces of a real report.
func TestDetectCharsetOfSlices(t *testing.T) {
	data, err := os.ReadFile(sharedFile(t, "corpus", "000_87676b5426a20651.txt"))
	if err != nil {
		t.Fatal(err)
	}
	text := []rune(strings.NewReplacer("\n", "", "\t", "", " ", "").Replace(string(data)))
	encodings := map[charset]encoding.Encoding{
		utf8Text: unicode.UTF8,
		gb18030:  simplifiedchinese.GB18030,
		utf16LE:  unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		utf16BE:  unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	}
	for want, e := range encodings {
		for _, n := range []int{20, 100} {
			right, all := 0, 0
			for at := 0; at+n < len(text) && all < 200; at += max(n, len(text)/200) {
				slice := string(text[at : at+n])
				if !strings.ContainsFunc(slice, func(r rune) bool { return r >= 0x4e00 }) {
					continue
				}
				all++
				if cs, _ := detectCharset(encodeAs(t, e, slice)); cs == want {
					right++
				} else if n == 100 {
					t.Logf("%s: %q taken for %q", want, slice, cs)
				}
			}
			if right*100 < all*99 {
				t.Errorf("%s, %d characters: %d of %d right", want, n, right, all)
			}
		}
	}
}

func TestCutRuneAtTheEndOfTheSample(t *testing.T) {
	long := strings.Repeat("预算", sniffBytes/6+10)
	for cut := range 6 {
		if cs, _ := detectCharset([]byte(long[:len(long)-cut])); cs != utf8Text {
			t.Errorf("cut by %d: %q", cut, cs)
		}
	}
	gb := encodeAs(t, simplifiedchinese.GB18030, "a"+strings.Repeat("预算支出", sniffBytes/8+10))
	if !matchText(gb) {
		t.Error("a GB18030 file cut in a character is no text")
	}
}

func FuzzCharset(f *testing.F) {
	for _, s := range []string{simplified, traditional, "\xff\xfea\x00", "\xef\xbb\xbf", "\x80", "\x00\x00", "\xa1\xa1\x81\x30\x81\x30"} {
		f.Add([]byte(s))
	}
	f.Add(encodeAs(f, simplifiedchinese.GB18030, simplified))
	f.Fuzz(func(t *testing.T, data []byte) {
		cs, bom := detectCharset(data)
		text, bad := decode(data[bom:], cs)
		if !utf8.ValidString(text) {
			t.Fatalf("%q decoded to broken text", cs)
		}
		if cs == utf8Text && utf8.Valid(data) && (text != string(data[bom:])) {
			t.Fatalf("UTF-8 changed: %q", text)
		}
		if bad > len(data) {
			t.Fatalf("%d bad characters in %d bytes", bad, len(data))
		}
		matchText(data)
	})
}

func BenchmarkDecodeGB18030(b *testing.B) {
	data := encodeAs(b, simplifiedchinese.GB18030, strings.Repeat(simplified, 2000))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		cs, bom := detectCharset(data)
		if _, bad := decode(data[bom:], cs); bad > 0 {
			b.Fatal(bad)
		}
	}
}
