package nlp

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

const reference = "000_87676b5426a20651.txt"

// shared returns the path of a file of the shared corpus, and skips without it.
func shared(t testing.TB, elem ...string) string {
	t.Helper()
	p := filepath.Join(append([]string{"..", "..", "shared"}, elem...)...)
	if _, err := os.Stat(p); err != nil {
		t.Skipf("no shared corpus: %v", err)
	}
	return p
}

type goldMention struct {
	Line, Start, End             int
	Raw, Kind, Value             string
	Unit, Approx, Label, Concept string
}

func readGold(t testing.TB, name string) []goldMention {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "pipeline", "testdata", "gold", "reference", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []goldMention
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var g goldMention
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

func readLines(t testing.TB, path string) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(b), "\n")
}

// located is a mention with its offsets in code points of a line.
type located struct {
	Mention
	line, start, end int
	raw              string
}

func scanLines(lines []string, opt ScanOptions) []located {
	var out []located
	for i, s := range lines {
		for _, m := range Scan(s, opt) {
			out = append(out, located{m, i + 1, utf8.RuneCountInString(s[:m.Start]), utf8.RuneCountInString(s[:m.End]), s[m.Start:m.End]})
		}
	}
	return out
}

// sameMantissa reports equality up to a power of ten: the scale of a bare
// number comes later, from its table.
func sameMantissa(a, b decimal.Decimal) bool {
	trim := func(d decimal.Decimal) string { return strings.TrimRight(d.Coefficient().String(), "0") }
	return trim(a) == trim(b)
}

// TestReferenceMentions scores the scanner against hand-made truth. The
// reference document is development data: the floors guard against loss, they
// claim nothing about new text.
func TestReferenceMentions(t *testing.T) {
	gold := readGold(t, "mentions.jsonl")
	got := scanLines(readLines(t, shared(t, "corpus", reference)), ScanOptions{Year: 2020})
	writeMentions(t, got)
	byLine := map[int][]int{}
	for i, m := range got {
		byLine[m.line] = append(byLine[m.line], i)
	}
	var facts, value, full, dates, dateValue int
	used := map[int]bool{}
	for _, g := range gold {
		best := -1
		for _, i := range byLine[g.Line] {
			if !used[i] && min(got[i].end, g.End) > max(got[i].start, g.Start) {
				best = i
				break
			}
		}
		isFact := Kind(g.Kind).IsQuantity()
		if isFact {
			facts++
		}
		if g.Kind == "date" {
			dates++
		}
		if best < 0 {
			if isFact || g.Kind == "date" {
				t.Logf("missed %d:%d %s %s", g.Line, g.Start, g.Raw, g.Kind)
			}
			continue
		}
		m := got[best]
		switch {
		case g.Kind == "date":
			used[best] = true
			if m.Kind == Date && m.Text == g.Value {
				dateValue++
			} else {
				t.Logf("date %d %s want %s got %s %s", g.Line, g.Raw, g.Value, m.raw, m.Text)
			}
		case isFact:
			used[best] = true
			want := decimal.RequireFromString(g.Value)
			bare := m.Kind == Number && sameMantissa(m.Value, want)
			okValue := m.Kind.IsQuantity() && (m.Value.Equal(want) || bare)
			if okValue {
				value++
			}
			if okValue && (bare || string(m.Kind) == g.Kind && m.Unit == g.Unit && string(m.Approx) == g.Approx) {
				full++
			} else {
				t.Logf("fact %d %s want %s %s %s %s got %s %s %s %s %s", g.Line, g.Raw, g.Kind, g.Value, g.Unit, g.Approx, m.raw, m.Kind, m.Value, m.Unit, m.Approx)
			}
			if m.raw != g.Raw {
				t.Logf("span %d want %s got %s", g.Line, g.Raw, m.raw)
			}
		case m.Kind.IsQuantity():
			t.Errorf("%s %s (line %d) read as %s %q", g.Kind, g.Raw, g.Line, m.Kind, m.raw)
		}
	}
	predicted := 0
	for i, m := range got {
		if m.Kind.IsQuantity() {
			predicted++
			if !used[i] {
				t.Errorf("no such fact: line %d %q %s", m.line, m.raw, m.Kind)
			}
		}
	}
	f1 := func(right int) float64 { return 2 * float64(right) / float64(facts+predicted) }
	t.Logf("facts %d predicted %d value F1 %.4f full F1 %.4f dates %d/%d", facts, predicted, f1(value), f1(full), dateValue, dates)
	if f1(value) < 0.995 || f1(full) < 0.995 {
		t.Errorf("value F1 %.4f, full F1 %.4f; want 0.995", f1(value), f1(full))
	}
	if float64(dateValue) < 0.98*float64(dates) {
		t.Errorf("dates right %d of %d; want 0.98", dateValue, dates)
	}
}

// writeMentions prints what was found in the form of the scorer, to the file
// named by NLP_MENTIONS.
func writeMentions(t *testing.T, ms []located) {
	name := os.Getenv("NLP_MENTIONS")
	if name == "" {
		return
	}
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	for _, m := range ms {
		row := map[string]any{"line": m.line, "start": m.start, "end": m.end, "raw": m.raw, "kind": m.Kind,
			"value": m.Value.String(), "unit": m.Unit, "approx": m.Approx, "decimals": m.Decimals, "text": m.raw}
		if m.Kind == Date {
			row["value"] = m.Text
		}
		if err := enc.Encode(row); err != nil {
			t.Fatal(err)
		}
	}
}
