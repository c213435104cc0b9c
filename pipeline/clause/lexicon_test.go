package clause

import (
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/schema"
)

// TestEveryWordIsEntered holds that each wording of the tables of schema is in the lexicon,
// and that those of concepts name the phase and the fund that they say.
func TestEveryWordIsEntered(t *testing.T) {
	l, words := NewLexicon(), 0
	has := func(w string) *Entry {
		words++
		s := fold(w)
		number, end := l.trie.Longest(s, 0, len(s))
		if number < 0 || end != len(s) {
			t.Fatalf("%s is no word", w)
		}
		e := l.entry(number, s)
		if e.Surface != s || l.entry(number, "another") != e {
			t.Fatalf("%s is the entry of %s", w, e.Surface)
		}
		return e
	}
	for _, c := range schema.Concepts() {
		if c.ID == schema.ExpenditureByFunction || c.ID == schema.ExpenditureByEconomic {
			continue
		}
		for w := range c.Wordings() {
			if e := has(w); e.Concept == c.ID && e.Role == ConceptWord && e.Member == "" && (e.Measure != schema.PhaseNamed(w) || e.Fund != fundIn(c.ID, w)) {
				t.Errorf("%s: %s of %s, want %s of %s", w, e.Measure, e.Fund, schema.PhaseNamed(w), fundIn(c.ID, w))
			}
		}
	}
	for m := range schema.Members() {
		for _, w := range m.Synonyms {
			if !m.Counted {
				has(w)
			}
		}
	}
	if words < 20_000 || len(l.meanings) > len(l.meant)/10 {
		t.Errorf("%d words, of %d meanings", words, len(l.meanings))
	}
}

// TestLexiconIsSmall bounds what a lexicon is made with, which every start pays: 7 MB, of
// which 3 stay. It was 31 MB when each word had an entry.
func TestLexiconIsSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector takes memory of its own")
	}
	NewLexicon() // and the tables of schema
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	l := NewLexicon()
	runtime.ReadMemStats(&after)
	if bytes := after.TotalAlloc - before.TotalAlloc; bytes > 12<<20 || len(l.meant) < 20_000 {
		t.Errorf("%d words in %d bytes", len(l.meant), bytes)
	}
}

func BenchmarkNewLexicon(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		NewLexicon()
	}
}

// TestFundInDebt finds the fund of the debt that the pattern of debt finds first.
func TestFundInDebt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"地方政府", "政府", "一般", "专项", "债务", "债券", "债", "收入"})).Draw(t, "wording"), "")
		var want schema.FundSource
		switch kind := debtOfFund().FindString(w); {
		case strings.Contains(kind, "一般"):
			want = schema.GeneralPublicBudget
		case strings.Contains(kind, "专项"):
			want = schema.GovernmentFund
		}
		if got := fundIn("", w); got != want {
			t.Errorf("%s is of %s, want %s", w, got, want)
		}
	})
}
