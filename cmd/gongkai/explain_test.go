package main

import (
	"strings"
	"testing"

	"gongkai/schema"
)

// TestExplainRules: every rule has a formula a reader can follow, a basis and an
// example.
func TestExplainRules(t *testing.T) {
	for _, r := range schema.Rules() {
		f := formula(&r)
		switch r.Relation.(type) {
		case schema.Sum, schema.Children:
			if !strings.Contains(f, " = ") {
				t.Errorf("%s: formula %q", r.ID, f)
			}
		case schema.NotAbove:
			if !strings.Contains(f, " ≤ ") || !strings.ContainsAny(r.Example, "≤>") {
				t.Errorf("%s: formula %q, example %q", r.ID, f, r.Example)
			}
		}
		if strings.Contains(f, "the parent") && !strings.HasSuffix(string(r.ID), "_hierarchy") && r.ID != "project.total" {
			t.Errorf("%s: a formula that names no total: %q", r.ID, f)
		}
		if r.Basis == "" || r.Example == "" || r.Title == "" {
			t.Errorf("%s: title %q, basis %q, example %q", r.ID, r.Title, r.Basis, r.Example)
		}
	}
}
