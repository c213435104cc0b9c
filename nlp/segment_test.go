package nlp

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func words(s *Segmenter, text string) string {
	var out []string
	for _, t := range s.Segment(text) {
		out = append(out, text[t.Start:t.End])
	}
	return strings.Join(out, "|")
}

func TestSegment(t *testing.T) {
	s := NewSegmenter(NounsOf("一般公共预算财政拨款支出", "公务用车购置及运行维护费", "组建", "", "坏 词", "\xff"))
	for text, want := range map[string]string{
		"2020年一般公共预算财政拨款支出471.26万元":   "2020|年|一般公共预算财政拨款支出|471.26|万|元",
		"公务用车购置及运行维护费1,234.5GDP和PM25": "公务用车购置及运行维护费|1,234.5|GDP|和|PM25",
		"发放宣传资料\xff\xfe200份":          "发放|宣传资料|\xff\xfe|200|份",
		"":                            "",
		"İİ开展İ培训":                     "İİ|开展|İ|培训",
	} {
		if got := words(s, text); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
	if got := s.Segment("组建")[0].POS; got != "n" {
		t.Errorf("a domain word has the built-in tag %s", got)
	}
}

// TestGeneralSegmenter: common words are words, and those of the domain stay whole.
func TestGeneralSegmenter(t *testing.T) {
	s := NewGeneralSegmenter(NounsOf("一般公共预算财政拨款支出"))
	for text, want := range map[string]string{
		"城市面貌有改善，党和国家的政策":             "城市|面貌|有|改善|，|党|和|国家|的|政策",
		"一般公共预算财政拨款支出471.26万元，主要变动原因": "一般公共预算财政拨款支出|471.26|万元|，|主要|变动|原因",
		"": "",
	} {
		if got := words(s, text); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestSegmentTiles(t *testing.T) { testTiles(t, NewSegmenter(NounsOf())) }

func TestGeneralSegmentTiles(t *testing.T) { testTiles(t, NewGeneralSegmenter(NounsOf())) }

func testTiles(t *testing.T, s *Segmenter) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text")
		if rapid.Bool().Draw(t, "grammar") {
			text = drawText(t, "pieces") + text
		}
		at := 0
		for _, k := range s.Segment(text) {
			if k.Start != at || k.End <= k.Start {
				t.Fatalf("%q: token [%d,%d) after %d", text, k.Start, k.End, at)
			}
			at = k.End
		}
		if at != len(text) {
			t.Fatalf("%q: tokens end at %d of %d", text, at, len(text))
		}
	})
}

func manyWords(n int) []string {
	var ws []string
	for i := 0; i < n; i++ {
		ws = append(ws, "科目"+FormatHan(int64(i))+"支出")
	}
	return ws
}

// TestNewSegmenterIsFast guards the start-up: 3000 words of the domain take a
// millisecond on a quiet machine (BenchmarkNewSegmenter); the bound only catches a
// construction that has become another order of magnitude slower.
func TestNewSegmenterIsFast(t *testing.T) {
	if testing.Short() {
		t.Skip("timing means nothing under the race detector")
	}
	ws := manyWords(3000)
	best := time.Hour
	for range 5 {
		best = min(best, processorTime(t, func() { NewSegmenter(NounsOf(ws...)).Segment("收") }))
	}
	t.Logf("3000 words: %v", best)
	if best > 40*time.Millisecond {
		t.Errorf("3000 words took %v", best)
	}
}

func TestSegmenterConcurrent(t *testing.T) {
	s := NewSegmenter(NounsOf(manyWords(50)...))
	text := "组建党员志愿者服务队15支，154名党员集体宣誓，İ\xff"
	want := fmt.Sprint(s.Segment(text))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			NewSegmenter(NounsOf(manyWords(5)...))
			for range 200 {
				if got := fmt.Sprint(s.Segment(text)); got != want {
					t.Errorf("got %s want %s", got, want)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestSubject(t *testing.T) {
	s := NewSegmenter(NounsOf())
	for text, want := range map[string]string{
		"培训了154名党员集体宣誓":     "党员",
		"累计发放疫情防控宣传单2040余张": "疫情防控宣传单",
		"设立24个防控监测点，":       "防控监测点",
		"张贴公告、温馨提示1556余张":   "公告、温馨提示",
		"收入合计为444.71万元":     "收入合计",
		"，5人":               "",
	} {
		ms := Scan(text, ScanOptions{})
		a, b := s.Subject(text, ms[0], 0)
		if got := text[a:b]; got != want {
			t.Errorf("%s: subject %q; want %q", text, got, want)
		}
	}
}

// TestSubjectSpans holds that a subject is a slice of the text, off the number.
func TestSubjectSpans(t *testing.T) {
	s := NewSegmenter(NounsOf())
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t, "text")
		from := 0
		for _, m := range Scan(text, ScanOptions{}) {
			a, b := s.Subject(text, m, from)
			if a > b || a < 0 || b > len(text) || b > m.Start && a < m.End && a < b {
				t.Fatalf("%q: subject [%d,%d) of [%d,%d)", text, a, b, m.Start, m.End)
			}
			from = m.End
		}
	})
}

func BenchmarkSegment(b *testing.B) {
	text := referenceText(b)
	s := NewSegmenter(NounsOf(manyWords(3000)...))
	lines := strings.Split(text, "\n")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, l := range lines {
			s.Segment(l)
		}
	}
}

func BenchmarkNewSegmenter(b *testing.B) {
	ws := manyWords(3000)
	b.ReportAllocs()
	for b.Loop() {
		NewSegmenter(NounsOf(ws...)).Segment("收")
	}
}
