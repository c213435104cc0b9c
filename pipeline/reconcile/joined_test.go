package reconcile

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestJoinedItems holds an item that joins the names of two neighbours of a list against
// their sum.
func TestJoinedItems(t *testing.T) {
	told := func(name, v string, block int) schema.Fact {
		return amount("", v, sentence(block, block), func(f *schema.Fact) { f.Said.Name = name })
	}
	list := func(joined, v, again string) []schema.Fact {
		return []schema.Fact{told("支出", "310.17", 1), told("资本性支出", "193.33", 1), told("其他支出", "18.89", 1), told("转移性支出", "97.95", 1),
			told("资本性支出", again, 2), told(joined, v, 2)}
	}
	claims := []schema.Claim{sumOf(0, 1, 2, 3)}
	run(t, []evaluation{
		{"their sum", schema.RuleJoined, list("其他支出和转移性支出", "116.84", "193.33"), claims, "exact"},
		{"another", schema.RuleJoined, list("其他支出和转移性支出", "118.33", "193.33"), claims, "inconsistent"},
		{"of a list not told again", schema.RuleJoined, list("其他支出和转移性支出", "118.33", "20.12"), claims, ""},
		{"no neighbours", schema.RuleJoined, list("资本性支出和转移性支出", "118.33", "193.33"), claims, ""},
		{"more between them", schema.RuleJoined, list("其他支出以及转移性支出", "118.33", "193.33"), claims, ""},
		{"no list", schema.RuleJoined, list("其他支出和转移性支出", "118.33", "193.33"), nil, ""},
	})
}

// TestBelowDigits: a level that rose by itself has a base of zero, or one below its digits.
func TestBelowDigits(t *testing.T) {
	rate := func(level, change, percentage string) ([]schema.Fact, []schema.Claim) {
		return []schema.Fact{amount(revenue, level), amount(revenue, change, as(schema.Delta)), percent(revenue, schema.PctChange, percentage)},
			[]schema.Claim{claim(schema.PctChangeFamily, 2, beside{schema.CurrentRole: 0, schema.ChangeRole: 1})}
	}
	for _, tt := range []struct{ name, level, change, rate, want string }{
		{"from nothing", "530.72", "530.72", "100", "not_applicable"},
		{"from little", "6.6", "6.6", "14789.7", "incomplete"},
	} {
		facts, claims := rate(tt.level, tt.change, tt.rate)
		run(t, []evaluation{{tt.name, schema.RulePctChange, facts, claims, tt.want}})
	}
}

// TestRatesOfOtherLevels: two rates of one name are held against each other unless each
// follows a level of its own.
func TestRatesOfOtherLevels(t *testing.T) {
	report := func(a, b string) []schema.Fact {
		rate := func(v string, block int) schema.Fact {
			return percent(revenue, schema.PctChange, v, sentence(block, block))
		}
		return []schema.Fact{amount(revenue, a, sentence(1, 1)), rate("10.1", 1), amount(revenue, b, sentence(2, 2)), rate("12.6", 2)}
	}
	verdicts := func(facts []schema.Fact) string {
		return evaluated(t, &schema.Report{Facts: facts}, schema.RuleDuplicate)
	}
	if got := verdicts(report("134.60", "134.60")); got != "exact inconsistent" {
		t.Errorf("one level: %q", got)
	}
	if got := verdicts(report("134.60", "106.92")); strings.Contains(got, "inconsistent") {
		t.Errorf("two levels: %q", got)
	}
}

// TestOtherThings says nothing of two tables of a government that differ throughout.
func TestOtherThings(t *testing.T) {
	tables := func(unlike int) *schema.Report {
		r := &schema.Report{Document: schema.Document{EntityLevel: schema.Government}}
		for i := range 8 {
			for table := range 2 {
				value := fmt.Sprint(1000 * (i + 3))
				if table == 1 && i < unlike {
					value += "7"
				}
				r.Facts = append(r.Facts, amount(schema.ExpenditureByFunction, value, code(fmt.Sprint(201+i)), fund(schema.GeneralPublicBudget), cell(table, i, 1)))
			}
		}
		return r
	}
	for unlike, want := range map[int]int{8: 0, 4: 4} {
		if got := strings.Count(evaluated(t, tables(unlike), schema.RuleDuplicate), string(schema.Ambiguous)); got != want {
			t.Errorf("%d of 8 unlike: %d ambiguous, want %d", unlike, got, want)
		}
	}
}
