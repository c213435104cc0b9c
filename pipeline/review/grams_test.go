package review

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzGrams: a text has the grams of each word that stands in it, but of one that
// begins within a number.
func FuzzGrams(f *testing.F) {
	for _, s := range []string{"2020年度收入总计444.71万元，three_public.total 占12.3%", "1,000.5.5a", "İ1K2ſ", "1.a.1", "　全角　1２3", "第000123街道"} {
		f.Add(s, uint16(2), uint16(9))
	}
	f.Fuzz(func(t *testing.T, text string, from, to uint16) {
		runes := []rune(text)
		if !utf8.ValidString(text) || int(from) >= int(to) || int(to) > len(runes) {
			return
		}
		word := string(runes[from:to])
		inner := from > 0 && strings.ContainsRune("0123456789.,", runes[from-1]) && strings.ContainsRune("0123456789.,", runes[from])
		if inner || strings.ContainsFunc(word, unicode.IsSpace) {
			return
		}
		var has []uint32
		eachGram(text, func(slot uint32) { has = append(has, slot) })
		for _, slot := range gramsOf(word) {
			if !slices.Contains(has, slot) {
				t.Errorf("%q has %q, but not all of its grams", text, word)
			}
		}
	})
}

// TestSearchByIndex: with its indexes a search finds what it finds without them.
func TestSearchByIndex(t *testing.T) {
	s := testServer(t, true)
	st, err := s.current()
	if err != nil {
		t.Fatal(err)
	}
	questions := []url.Values{}
	for _, q := range []string{"三公", "接待费 2021", "柳溪", "127.53", "2156.92万元", "three_public", "无此词", "万", "占8%", "一般公共预算 支出", "share", "相等 127.53", "THREE_public"} {
		for _, in := range []string{"", "texts", "checks"} {
			questions = append(questions, url.Values{"q": {q}, "in": {in}, "format": {"json"}})
		}
	}
	questions = append(questions, url.Values{"q": {"万元"}, "in": {"checks"}, "verdict": {"inconsistent"}, "format": {"json"}})
	answers := func() (all []string) {
		for _, q := range questions {
			all = append(all, get(t, s, "/search?"+q.Encode()).Body.String())
		}
		return all
	}
	before := answers()
	if err := st.texts.make(st.snap); err != nil {
		t.Fatal(err)
	}
	found := 0
	for i, after := range answers() {
		if after != before[i] {
			t.Errorf("%v: other finds with an index:\n%s\n%s", questions[i], shorten(before[i], 400), shorten(after, 400))
		}
		if strings.Contains(after, `"URL":"/doc/`) {
			found++
		}
	}
	if found < 15 {
		t.Errorf("only %d of %d questions find anything", found, len(questions))
	}
	chunks, err := st.texts.of("facts").candidates([]string{"无此词"})
	if err != nil || len(chunks) > 0 {
		t.Errorf("%v, %v: a word that is nowhere has places", chunks, err)
	}
	if err := s.close(); err != nil {
		t.Error(err)
	}
	if st.texts.add("facts", new(grams)) {
		t.Error("an index is taken after the end")
	}
	if err := st.texts.make(st.snap); err != nil || st.texts.of("facts") != nil {
		t.Errorf("an index is made after the end: %v", err)
	}
}

// TestGramSegments: chunks of several parts and segments are found each by its own word.
func TestGramSegments(t *testing.T) {
	m, err := newGramMaker(t.TempDir(), func() bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	const parts, rows = 3, 5000
	word := func(part, row int32) string { return string([]rune{'一' + part, '丁' + row}) }
	for part := range int32(parts) {
		for row := range int32(rows) {
			if err := m.row(part, row, 4); err != nil {
				t.Fatal(err)
			}
			m.text(word(part, row))
		}
	}
	g, err := m.end()
	if err != nil {
		t.Fatal(err)
	}
	defer g.close()
	if len(g.segments) != 4 {
		t.Fatalf("%d segments", len(g.segments))
	}
	others := 0
	for part := range int32(parts) {
		for row := int32(0); row < rows; row += 97 {
			chunks, err := g.candidates([]string{word(part, row)})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Contains(chunks, rowChunk{part, row / 4 * 4, 4}) {
				t.Errorf("part %d row %d is not among %v", part, row, chunks)
			}
			others += len(chunks) - 1
		}
	}
	if others > 20 {
		t.Errorf("%d chunks are named that lack the word", others)
	}
}
