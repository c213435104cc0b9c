package reconcile

import (
	"testing"

	"gongkai/schema"
)

// TestRulesAreDocumented: a missing title, basis, example or version fails, and
// no id stands twice.
func TestRulesAreDocumented(t *testing.T) {
	seen := map[schema.RuleID]bool{}
	for _, r := range schema.Rules() {
		if seen[r.ID] {
			t.Errorf("%s stands twice", r.ID)
		}
		seen[r.ID] = true
		if r.Title == "" || r.Basis == "" || r.Example == "" || r.Since == "" || r.Family == "" || r.Relation == nil {
			t.Errorf("%s lacks a title, basis, example, version, family or relation: %+v", r.ID, r)
		}
	}
	if len(seen) == 0 {
		t.Fatal("no rules")
	}
}
