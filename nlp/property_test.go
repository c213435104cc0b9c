package nlp

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// pieces are what random texts are made of: the grammar's own signs, so that
// most texts come close to numbers.
var pieces = []string{"1", "20", "2020", "3.5", "1,234", "０", "９", "．", "，", "％", "－", "（", "）", "(", ")", "-", "—", "~", ":", "：", "、", "。", " ", "　", "\t",
	"年", "月", "日", "度", "末", "第", "一", "二", "三", "十", "百", "千", "万", "亿", "两", "半", "百分之", "分之", "余", "多", "约", "近", "超过", "以上", "及以上", "左右",
	"元", "万元", "%", "个百分点", "人次", "台（套）", "户/次", "元/人·月", "项目", "是", "“", "”", "《", "》", "图", "表", "附件", "号", "〔", "〕", "[", "]", "[bookmark: _Toc1]", "_Toc12", "PM2.5", "5G",
	"收入", "支出", "由", "提高到", "和", "分别", "上半年", "季度", "前", "①", "+", "N", "\xff", "\xe4\xb8", "¥", "\r"}

func drawText(t *rapid.T, name string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 14).Draw(t, name), "")
}

// comparable mentions: decimals by their text.
func equalMentions(a, b []Mention) string {
	return cmp.Diff(a, b, cmp.Comparer(func(x, y decimal.Decimal) bool { return x.Equal(y) }))
}

func checkSpans(t interface{ Fatalf(string, ...any) }, text string, ms []Mention) {
	last := 0
	for _, m := range ms {
		if m.Start < last || m.End <= m.Start || m.End > len(text) {
			t.Fatalf("%q: span [%d,%d) after %d", text, m.Start, m.End, last)
		}
		last = m.End
		if strings.ContainsRune(text[m.Start:m.End], '\n') {
			t.Fatalf("%q: a mention crosses lines: %q", text, text[m.Start:m.End])
		}
		if utf8.ValidString(text) && !utf8.ValidString(text[m.Start:m.End]) {
			t.Fatalf("%q: span [%d,%d) cuts a rune", text, m.Start, m.End)
		}
		if m.Kind == Date && m.Text == "" || m.Approx == "" || m.Approx != Exact && m.Modifier == "" {
			t.Fatalf("%q: incomplete %+v", text, m)
		}
	}
}

func TestScanSpans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t, "text")
		checkSpans(t, text, Scan(text, ScanOptions{}))
	})
}

// TestScanCoversDigits holds that no digit is dropped in silence: each lies in
// one mention, whatever its kind.
func TestScanCoversDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t, "text")
		checkDigits(t, text, Scan(text, ScanOptions{}))
	})
}

func TestScanLinesAreIndependent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawText(t, "a"), drawText(t, "b")
		opt := ScanOptions{Year: rapid.SampledFrom([]int{0, 2020}).Draw(t, "year")}
		want := Scan(a, opt)
		for _, m := range Scan(b, opt) {
			m.Start += len(a) + 1
			m.End += len(a) + 1
			want = append(want, m)
		}
		if d := equalMentions(want, Scan(a+"\n"+b, opt)); d != "" {
			t.Fatalf("%q, %q: %s", a, b, d)
		}
	})
}

// TestScanFoldsWidth holds that full-width signs read as their ASCII twins.
func TestScanFoldsWidth(t *testing.T) {
	wide := strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "5", "５", ".", "．", ",", "，", "%", "％", "-", "－", "(", "（", ")", "）")
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t, "text")
		if strings.Contains(text, "_Toc") || strings.Contains(text, "bookmark") || !utf8.ValidString(text) {
			return
		}
		w := wide.Replace(text)
		a, b := Scan(text, ScanOptions{}), Scan(w, ScanOptions{})
		if len(a) != len(b) {
			t.Fatalf("%q gives %v, %q gives %v", text, spell(text, ScanOptions{}), w, spell(w, ScanOptions{}))
		}
		for i := range a {
			x, y := a[i], b[i]
			sameSpan := utf8.RuneCountInString(text[:x.Start]) == utf8.RuneCountInString(w[:y.Start]) &&
				utf8.RuneCountInString(text[:x.End]) == utf8.RuneCountInString(w[:y.End])
			if !sameSpan || x.Kind != y.Kind || !x.Value.Equal(y.Value) || x.Unit != y.Unit || x.Approx != y.Approx {
				t.Fatalf("%q: %+v\n%q: %+v", text, x, w, y)
			}
		}
	})
}

// TestScaleLaw holds that N万元 is ten thousand times N元.
func TestScaleLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := decimal.New(rapid.Int64Range(0, 1e15).Draw(t, "n"), -rapid.Int32Range(0, 4).Draw(t, "decimals")).String()
		yuan, wan := Scan("共"+n+"元", ScanOptions{}), Scan("共"+n+"万元", ScanOptions{})
		if len(yuan) != 1 || len(wan) != 1 || !wan[0].Value.Equal(yuan[0].Value.Shift(4)) || wan[0].Decimals != yuan[0].Decimals-4 || !yuan[0].Value.Equal(dec(n)) {
			t.Fatalf("%s: %+v %+v", n, yuan, wan)
		}
	})
}

// TestScanIsLinear holds that text made to provoke rescanning takes no more than
// a small multiple of the processor time of a quarter of it.
func TestScanIsLinear(t *testing.T) {
	for _, unit := range []string{"[bookmark:", "(", "1", "一", "1-", "1、", "2020年-", "2020年1月-", "1:", "a1", "“一", "1+", "第1页 ", "1.1.", "  1234567890", "《一", "约", "1/", "1亿", "表1-", "百分之", "0-1-", "１，１１１", "\xe4"} {
		short, long := strings.Repeat(unit, 20000), strings.Repeat(unit, 80000)
		once := processorTime(t, func() { Scan(short, ScanOptions{}) })
		if took := processorTime(t, func() { Scan(long, ScanOptions{}) }); took > 12*once+time.Second {
			t.Errorf("%q: %v for 20000, %v for 80000", unit, once, took)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, c := range traps {
		f.Add(c.text, 2020)
	}
	for _, c := range grammar {
		f.Add(c.text, 0)
	}
	f.Fuzz(func(t *testing.T, text string, year int) {
		checkSpans(t, text, Scan(text, ScanOptions{Year: year % 3000}))
		checkSpans(t, text, Scan(text, ScanOptions{Cell: true, Figure: year%2 == 0}))
	})
}

func referenceText(b *testing.B) string {
	return strings.Join(readLines(b, shared(b, "corpus", reference)), "\n")
}

func BenchmarkScan(b *testing.B) {
	text := referenceText(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Scan(text, ScanOptions{Year: 2020})
	}
}

func BenchmarkScanProse(b *testing.B) {
	text := strings.Repeat("坚持稳中求进工作总基调，完整准确贯彻新发展理念，加快构建新发展格局，着力推动高质量发展。", 1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Scan(text, ScanOptions{})
	}
}
