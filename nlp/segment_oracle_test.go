package nlp

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-ego/gse"
	"pgregory.net/rapid"
)

// oracle divides text as gse does with the words of a dictionary of ours.
type oracle struct{ gse.Segmenter }

func newOracle(t *testing.T, domain []Word, list string) *oracle {
	t.Helper()
	var b strings.Builder
	for _, w := range domain {
		fmt.Fprintf(&b, "%s %d %s\n", w.Text, ownFrequency, w.POS)
	}
	for _, base := range baseWords {
		for w := range strings.FieldsSeq(base.words) {
			fmt.Fprintf(&b, "%s %d %s\n", w, ownFrequency, base.pos)
		}
	}
	o := &oracle{gse.Segmenter{SkipLog: true, NotLoadHMM: true, MinTokenFreq: singleFrequency}}
	if err := o.LoadDictStr(b.String() + list); err != nil {
		t.Fatal(err)
	}
	return o
}

// words are the words of valid text beyond ASCII.
func (o *oracle) words(text string) (out []Token) {
	for _, s := range o.Segment([]byte(text)) {
		out = append(out, Token{s.Start(), s.End(), s.Token().Pos()})
	}
	return out
}

// wideRuns yields the runs of a text that go to the dictionary.
func wideRuns(text string, yield func(run string)) {
	for i := 0; i < len(text); {
		end, pos := plainRun(text, i)
		if pos == "" {
			end = wideRun(text, i)
			yield(text[i:end])
		}
		i = end
	}
}

// TestDictionaryDividesAsGse holds our division of text against that of gse with the
// same words, on the samples and on characters of the words put together at random.
func TestDictionaryDividesAsGse(t *testing.T) {
	domain := []Word{{"一般公共预算财政拨款支出", "n"}, {"公务用车购置及运行维护费", "n"}, {"收入Äß", "n"}, {"Äß支出", "n"}, {"组建", "nz"}}
	for name, list := range map[string]string{"genre": "", "general": commonWords()} {
		t.Run(name, func(t *testing.T) {
			d, o := newDictionary(domain, list), newOracle(t, domain, list)
			same := func(run string) {
				if got, want := fmt.Sprint(d.words(nil, run, 0, len(run))), fmt.Sprint(o.words(run)); got != want {
					t.Fatalf("%q\n got %s\nwant %s", run, got, want)
				}
			}
			samples, _ := filepath.Glob("../samples/*.txt")
			for _, path := range samples {
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if utf8.Valid(data) {
					wideRuns(string(data), same)
				}
			}
			pieces := rapid.OneOf(rapid.SampledFrom(strings.Fields(baseWords[0].words)), rapid.SampledFrom(strings.Split("一般公共预算财政拨款支出公务用车的和Äßİé½，。", "")))
			rapid.Check(t, func(t *rapid.T) {
				if text := strings.Join(rapid.SliceOf(pieces).Draw(t, "text"), ""); text != "" {
					if got, want := fmt.Sprint(d.words(nil, text, 0, len(text))), fmt.Sprint(o.words(text)); got != want {
						t.Fatalf("%q\n got %s\nwant %s", text, got, want)
					}
				}
			})
		})
	}
}
