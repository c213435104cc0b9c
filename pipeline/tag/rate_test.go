package tag_test

import (
	"slices"
	"testing"

	"gongkai/schema"
)

// TestRateOnItsBase: a change and the rate right after it are on one base, also where the
// sentence does not say on which.
func TestRateOnItsBase(t *testing.T) {
	for sentence, want := range map[string]bool{
		"全市教育支出完成6亿元，为预算的99.5%，增加2.2亿元，增长55.2%。": true,
		"全市教育支出完成6亿元，为预算的99.5%，增长55.2%。":         false,
		"全市教育支出完成6亿元。增加2.2亿元，增长55.2%。":           false,
		"全市教育支出完成6亿元，减少2.2亿元，增长55.2%。":           false,
	} {
		r := reportOf(t, sentence)
		got := slices.ContainsFunc(r.Claims, func(c schema.Claim) bool {
			return c.Family == schema.PctChangeFamily && c.Operand(schema.ChangeRole) >= 0 && c.Operand(schema.CurrentRole) >= 0
		})
		if got != want {
			t.Errorf("%s: %v, want %v", sentence, got, want)
		}
	}
}
