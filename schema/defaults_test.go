package schema

import (
	"slices"
	"strings"
	"testing"
)

// TestDefaultsAreOfOneSection holds that no section has two rows of defaults.
func TestDefaultsAreOfOneSection(t *testing.T) {
	for _, rows := range [][]defaults{sectionDefaults, tableDefaults} {
		seen := make(map[SectionID]bool)
		for _, row := range rows {
			for _, s := range row.of {
				if seen[s] {
					t.Errorf("%s has two rows", s)
				}
				seen[s] = true
			}
		}
	}
}

// TestDefaultsAgree holds that the fund and the concept of a default do not
// contradict each other.
func TestDefaultsAgree(t *testing.T) {
	for _, row := range slices.Concat(sectionDefaults, tableDefaults) {
		d := row.is
		if named := FundNamed(d.Concept); named != "" && d.Fund != named {
			t.Errorf("%v: figures of %s of %s", row.of, d.Concept, d.Fund)
		}
		if d.HeadFund != "" && d.HeadFund != d.Fund {
			t.Errorf("%v: a bare head of %s, figures of %s", row.of, d.HeadFund, d.Fund)
		}
		if d.Side == RevenueSide && strings.HasPrefix(string(d.Concept), "expenditure.") {
			t.Errorf("%v: %s on the side of revenue", row.of, d.Concept)
		}
		if _, ok := ConceptByID(d.Concept); !ok && d.Concept != "" {
			t.Errorf("%v: no concept %s", row.of, d.Concept)
		}
	}
}

// TestTableDefault holds that a table outside the nine takes what its section does,
// and classes for names.
func TestTableDefault(t *testing.T) {
	if got, want := TableDefaultOf(SectionFinalBasic), (SectionDefault{Fund: GeneralPublicBudget, Side: ExpenditureSide, Function: true, Concept: ExpenditureBasic}); got != want {
		t.Errorf("a table among 基本支出 takes %+v", got)
	}
	if got := TableDefaultOf(SectionTable6); got.Function {
		t.Errorf("the table of 基本支出 takes names for functional classes: %+v", got)
	}
}
