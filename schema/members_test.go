package schema

import (
	"slices"
	"strings"
	"testing"
)

// TestMembersAreComplete holds that no row of the tables of members is lost, and
// that each has what a reader needs.
func TestMembersAreComplete(t *testing.T) {
	rows := 0
	for _, text := range []string{indicatorsTSV, countedTSV, revenuesTSV, insuranceTSV} {
		for line := range strings.Lines(text) {
			if !strings.HasPrefix(line, "#") {
				rows++
			}
		}
	}
	listed := make(map[string]bool)
	for _, text := range []string{indicatorsTSV, countedTSV} {
		for line := range strings.Lines(text) {
			name, _, _ := strings.Cut(line, "\t")
			listed[name] = true
		}
	}
	for _, f := range Groups() {
		for k := range f.Kinds {
			for a := range f.Aspects {
				if !listed[MemberOf(&f.Kinds[k], &f.Aspects[a])] {
					rows++
				}
			}
		}
	}
	all := slices.Collect(Members())
	for _, m := range all {
		if m.Whole != nil {
			rows-- // a row of nouns for a member of another table
		}
	}
	if len(all) != rows {
		t.Errorf("%d members of %d rows", len(all), rows)
	}
	for _, m := range all {
		names := append([]string{m.Name}, m.Synonyms...)
		if !slices.ContainsFunc(names, func(w string) bool { return strings.Contains(m.Example, w) }) {
			t.Errorf("%s: the example %q contains none of its wordings", m.Name, m.Example)
		}
		if m.Basis == "" {
			t.Errorf("%s has no basis", m.Name)
		}
		if got, ok := MemberByName(m.Concept, names[len(names)-1]); !ok || got.Name != m.Name {
			t.Errorf("MemberByName(%s) = %s, %v, want %s", names[len(names)-1], got.Name, ok, m.Name)
		}
		for _, w := range names {
			if w == "" || strings.ContainsAny(w, "“”\"‘’()% \t") {
				t.Errorf("%s: wording %q is not folded", m.Name, w)
			}
		}
	}
}

// TestMembersNameOneThing holds that no wording of a member is that of another, nor
// of a concept: the order of the tables never decides.
func TestMembersNameOneThing(t *testing.T) {
	owner := make(map[string]string)
	for m := range Members() {
		for _, w := range append([]string{m.Name}, m.Synonyms...) {
			if first, taken := owner[w]; taken {
				t.Errorf("%s names both %s and %s", w, first, m.Name)
			}
			owner[w] = m.Name
		}
	}
	for _, c := range Concepts() {
		if c.ID == EconomyActual || c.ID == EconomyTarget {
			continue // their wordings are the members'
		}
		for w := range c.Wordings() {
			if m, taken := owner[w]; taken {
				t.Errorf("%s names both %s and %s", w, m, c.ID)
			}
		}
	}
}

func TestMemberByName(t *testing.T) {
	for _, tt := range []struct {
		concept ConceptID
		name    string
		want    string
		unit    string
		instant bool
		fund    FundSource
	}{
		{RevenueByClass, "国内增值税", "增值税", "元", false, GeneralPublicBudget},
		{RevenueByClass, "土地出让收入", "国有土地使用权出让收入", "元", false, GovernmentFund},
		{RevenueByClass, "利润收入", "利润收入", "元", false, StateCapital},
		{EconomyActual, "GDP", "地区生产总值", "元", false, ""},
		{EconomyTarget, "年末常住人口", "常住人口", "人", true, ""},
		{EconomyActual, "城镇登记失业率", "城镇登记失业率", "%", true, ""},
		{ExpenditureSocialInsurance, "城镇职工基本医疗保险基金", "职工基本医疗保险基金", "元", false, SocialInsurance},
		{BalanceClosing, "失业保险基金", "失业保险基金", "元", false, SocialInsurance},
	} {
		m, ok := MemberByName(tt.concept, tt.name)
		if !ok || m.Name != tt.want || !m.Measured(tt.unit) || m.Instant != tt.instant || m.Fund != tt.fund {
			t.Errorf("MemberByName(%s, %s) = %+v, %v", tt.concept, tt.name, m, ok)
		}
	}
	for c, name := range map[ConceptID]string{RevenueByClass: "地区生产总值", EconomyActual: "增值税", RevenueTotal: "增值税", RevenueTax: ""} {
		if m, ok := MemberByName(c, name); ok {
			t.Errorf("MemberByName(%s, %s) = %v, want none", c, name, m)
		}
	}
	if m, _ := MemberByName(EconomyActual, "居民消费价格"); len(m.Units) > 0 {
		t.Errorf("a price level has no unit, got %v", m.Units)
	}
}
