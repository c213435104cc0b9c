package tag_test

import (
	"gongkai/schema"
	"slices"
	"testing"
)

// TestOwed holds that a debt of a day that has been is no budget's, and one that is
// planned for the budgeted year is.
func TestOwed(t *testing.T) {
	for _, tt := range []struct {
		title, sentence string
		want            schema.Measure
	}{
		{"清州市2026年预算（草案）", "截至2025年底，全市政府债务余额5.5亿元。", schema.Executed},
		{"清州市2025年末地方政府债务余额情况", "2025年末政府债务余额5.5亿元。", schema.Executed},
		{"清州市2026年预算（草案）", "2026年末政府债务余额5.5亿元。", schema.BudgetInitial},
	} {
		report := reportOn(t, tt.title+"\n", tt.sentence)
		k := slices.IndexFunc(report.Facts, func(f schema.Fact) bool { return f.Concept == schema.DebtBalance })
		if k < 0 || report.Facts[k].Measure != tt.want {
			t.Errorf("%s: %s: %+v, want %s", tt.title, tt.sentence, report.Facts, tt.want)
		}
	}
}
