package nlp

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-ego/gse"
	"pgregory.net/rapid"
)

// tokensOfGSE divides a run of characters beyond ASCII as gse does with the same words.
func tokensOfGSE(g *gse.Segmenter, run string) string {
	var out []string
	for _, s := range g.Segment([]byte(run)) {
		pos := s.Token().Pos()
		if pos == unknown {
			pos = signOrUnknown(run[s.Start():s.End()])
		}
		out = append(out, run[s.Start():s.End()]+"/"+pos)
	}
	return strings.Join(out, " ")
}

// TestDividesAsGSE holds a dictionary against gse's with the same words, on texts that
// are made of them.
func TestDividesAsGSE(t *testing.T) {
	nouns := []string{"一般公共预算", "公共预算", "预算收入", "αβ粒子", "α", "税", "增值税", "收入合计", "入合", "Ａ级", "𠀀字"}
	var list strings.Builder
	for _, w := range nouns {
		fmt.Fprintf(&list, "%s 100 n\n", w)
	}
	for _, l := range baseWords {
		for w := range strings.FieldsSeq(l.words) {
			fmt.Fprintf(&list, "%s 100 %s\n", w, l.pos)
		}
	}
	genre, general := new(gse.Segmenter), new(gse.Segmenter)
	for g, text := range map[*gse.Segmenter]string{genre: list.String(), general: list.String() + commonLines()} {
		g.SkipLog, g.NotLoadHMM, g.MinTokenFreq = true, true, 2
		if err := g.LoadDictStr(text); err != nil {
			t.Fatal(err)
		}
	}
	pieces := append([]string{"，", "“", "é", "β", "²", "·", "的", "一", "般", "收", "入", "合", "市", "大会", "堂", "中华", "人民", "共和国"}, nouns...)
	for line := range strings.Lines(commonLines()) {
		if word, _, _ := strings.Cut(line, " "); len(pieces) < 4000 && !strings.ContainsAny(word, ascii()) {
			pieces = append(pieces, word)
		}
	}
	ours := map[*gse.Segmenter]*dictionary{
		genre:   newDictionary(NounsOf(nouns...), genreList(), nil),
		general: newDictionary(NounsOf(nouns...), genreList(), commonList()),
	}
	rapid.Check(t, func(t *rapid.T) {
		run := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 30).Draw(t, "run"), "")
		for g, d := range ours {
			var got []string
			for _, k := range d.appendWords(nil, run, 0, len(run)) {
				got = append(got, run[k.Start:k.End]+"/"+k.POS)
			}
			if want := tokensOfGSE(g, run); strings.Join(got, " ") != want {
				t.Fatalf("%s\n got %s\nwant %s", run, strings.Join(got, " "), want)
			}
		}
	})
}

// ascii are the characters that no run holds.
func ascii() string {
	var b strings.Builder
	for c := byte(1); c < 128; c++ {
		b.WriteByte(c)
	}
	return b.String()
}
