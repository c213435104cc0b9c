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
		name, whole string
		spent       string       // what the second passage states, of the first share
		members     [3][2]string // of the list, with their shares
		want        schema.Verdict
	}{
		{"restated", "6701.23", "3044.00", [3][2]string{{"3044.00", "45.43"}, {"1800.00", "26.86"}, {"1857.23", "27.71"}}, schema.Rounding},
		{"the list makes no 100%", "6701.23", "3044.00", [3][2]string{{"3044.00", "45.43"}, {"1800.00", "26.86"}, {"1857.23", "27.72"}}, schema.Inconsistent},
		{"another amount", "6701.23", "3043.00", [3][2]string{{"3044.00", "45.43"}, {"1800.00", "26.86"}, {"1857.23", "27.71"}}, schema.Inconsistent},
		{"rounded as usual the list makes 100%", "21955.35", "21940.96", [3][2]string{{"21940.96", "99.94"}, {"14.39", "0.06"}, {"0", "0"}}, schema.Inconsistent},
	} {
		r := &schema.Report{Facts: []schema.Fact{
			level(schema.RevenueYear, list, tt.whole), level(schema.RevenueGeneralPublicBudget, list, tt.members[0][0]), share(schema.RevenueGeneralPublicBudget, schema.RevenueYear, list, tt.members[0][1]),
			level(schema.RevenueOther, list, tt.members[1][0]), share(schema.RevenueOther, schema.RevenueYear, list, tt.members[1][1]),
			level(schema.ExpenditureYear, again, tt.whole), level(schema.ExpenditureFiscal, again, tt.spent), share(schema.ExpenditureFiscal, schema.ExpenditureYear, again, tt.members[0][1]),
			level(schema.RevenueOperating, list, tt.members[2][0]), share(schema.RevenueOperating, schema.RevenueYear, list, tt.members[2][1])}}
		for i := range r.Facts {
			r.Facts[i].ID = string(rune('a' + i))
		}
		for _, i := range []int{2, 4, 7, 9} {
			r.Claims = append(r.Claims, schema.Claim{Family: schema.ShareFamily, Result: i, Operands: []int{i - 1}, Roles: []schema.Role{schema.PartRole}, Rule: schema.RuleShare})
		}
		r.Claims = append(r.Claims, schema.Claim{Family: schema.ShareSumFamily, Result: -1, Operands: []int{2, 4, 9}, Rule: schema.RuleShareSum})
		for _, c := range Evaluate(r) {
			if last := c.Operands[len(c.Operands)-1].Fact; c.Rule == schema.RuleShare && last == "h" && (c.Verdict != tt.want || (c.Diagnosis == schema.ForcedShare) != (tt.want == schema.Rounding)) {
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
