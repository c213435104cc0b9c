package reconcile

import (
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// TestShareForcedElsewhere holds that a share moved by a last digit so that a
// list makes 100% is taken as forced, and told so, where it is stated again, and only there.
func TestShareForcedElsewhere(t *testing.T) {
	level := func(c schema.ConceptID, section schema.SectionID, value string) schema.Fact {
		return schema.Fact{Concept: c, Section: section, Kind: schema.Amount, Unit: "元", Form: schema.Level, Value: decimal.RequireFromString(value).Shift(4), Decimals: -2, Approx: schema.Exact}
	}
	share := func(c, of schema.ConceptID, section schema.SectionID, value string) schema.Fact {
		return schema.Fact{Concept: c, Section: section, Kind: schema.Ratio, Unit: "%", Form: schema.Share, Value: decimal.RequireFromString(value), Decimals: 2, Approx: schema.Exact, Base: schema.Base{Concept: of}}
	}
	const list, again = "list", "again"
	for _, tt := range []struct {
		name       string
		one, other string // a member of the list, and the share of another
		spent      string // what the second passage states
		want       schema.Verdict
	}{
		{"restated", "1000.00", "33.33", "1000.00", schema.Rounding},
		{"the list makes no 100%", "1000.00", "33.32", "1000.00", schema.Inconsistent},
		{"another amount", "1000.00", "33.33", "999.70", schema.Inconsistent},
		{"the list makes 100% as it is", "1000.20", "33.33", "1000.00", schema.Inconsistent},
	} {
		r := &schema.Report{Facts: []schema.Fact{
			level(schema.RevenueYear, list, "3000.00"), level(schema.RevenueGeneralPublicBudget, list, "1000.00"), share(schema.RevenueGeneralPublicBudget, schema.RevenueYear, list, "33.34"),
			level(schema.RevenueOther, list, "1000.00"), share(schema.RevenueOther, schema.RevenueYear, list, tt.other),
			level(schema.ExpenditureYear, again, "3000.00"), level(schema.ExpenditureFiscal, again, tt.spent), share(schema.ExpenditureFiscal, schema.ExpenditureYear, again, "33.34"),
			level(schema.RevenueInstitution, list, tt.one), share(schema.RevenueInstitution, schema.RevenueYear, list, "33.33")}}
		for i := range r.Facts {
			r.Facts[i].ID = string(rune('a' + i))
		}
		for _, i := range []int{2, 4, 7, 9} {
			r.Claims = append(r.Claims, schema.Claim{Family: schema.ShareFamily, Result: i, Operands: []int{i - 1}, Roles: []schema.Role{schema.PartRole}, Rule: schema.RuleShare})
		}
		r.Claims = append(r.Claims, schema.Claim{Family: schema.ShareSumFamily, Result: -1, Operands: []int{2, 4, 9}, Rule: schema.RuleShareSum})
		for _, c := range Evaluate(r) {
			if last := c.Operands[len(c.Operands)-1].Fact.ID; c.Rule == schema.RuleShare && last == "h" && (c.Verdict != tt.want || (c.Diagnosis == schema.ForcedShare) != (tt.want == schema.Rounding)) {
				t.Errorf("%s: %s %q, want %q: %s", tt.name, c.Verdict, c.Diagnosis, tt.want, c.Formula)
			} else if c.Rule == schema.RuleShare && last == "h" {
				tt.name = ""
			}
		}
		if tt.name != "" {
			t.Errorf("%s: not as wanted", tt.name)
		}
	}
}
