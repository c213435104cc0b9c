package schema

import (
	"strings"
	"testing"
	"unicode"
)

// TestRulesAreComplete holds that every rule says what it is, what it follows
// from and gives an example with numbers, and that its formula uses known concepts.
func TestRulesAreComplete(t *testing.T) {
	seen := map[RuleID]bool{}
	for _, r := range Rules() {
		if seen[r.ID] {
			t.Errorf("%s is there twice", r.ID)
		}
		seen[r.ID] = true
		if r.Title == "" || r.Family == "" || r.Severity == "" || r.Since == "" || r.Basis == "" || r.Example == "" ||
			r.Family != DisclosureFamily && !strings.ContainsAny(r.Example, "0123456789") {
			t.Errorf("%s lacks a title, family, severity, version, basis or example with numbers: %+v", r.ID, r)
		}
		if !strings.ContainsFunc(r.Title, isHan) || r.English == "" || strings.ContainsFunc(r.English, isHan) {
			t.Errorf("%s has the title %q and in English %q", r.ID, r.Title, r.English)
		}
		for _, term := range termsOf(r.Relation) {
			if _, ok := ConceptByID(term.Concept); !ok {
				t.Errorf("%s uses %q, which is no concept", r.ID, term.Concept)
			}
		}
		if got, ok := RuleByID(r.ID); !ok || got.Title != r.Title {
			t.Errorf("RuleByID(%s) is %q, %v", r.ID, got.Title, ok)
		}
	}
	if _, ok := RuleByID("none"); ok {
		t.Error("RuleByID finds a rule that is not there")
	}
}

func isHan(c rune) bool { return unicode.Is(unicode.Han, c) }

func termsOf(r Relation) []Term {
	switch r := r.(type) {
	case Sum:
		return append([]Term{r.Total}, r.Parts...)
	case NotAbove:
		return []Term{r.Part, r.Whole}
	case Children:
		if r.Total != "" {
			return []Term{{Concept: r.Total}}
		}
	}
	return nil
}
