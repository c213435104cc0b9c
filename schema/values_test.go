package schema

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

func TestPeriods(t *testing.T) {
	year := YearPeriod(2024)
	if year.Start.String() != "2024-01-01" || year.End.String() != "2024-12-31" || !year.Known() || year.IsInstant() {
		t.Errorf("the year 2024 is %s to %s", year.Start, year.End)
	}
	day := Instant(DateOf(2024, time.February, 29))
	if !day.IsInstant() || day.End.Year() != 2024 || day.End.String() != "2024-02-29" {
		t.Errorf("29 February is %s", day.End)
	}
	if none := (Period{}); none.Known() || none.IsInstant() {
		t.Error("no period is known")
	}
	for d := DateOf(1999, time.December, 30); d < DateOf(2001, time.January, 3); d++ {
		at := d.Time()
		if DateOf(at.Year(), at.Month(), at.Day()) != d {
			t.Fatalf("%s is another day as time", d)
		}
	}
}

func TestPhaseNamed(t *testing.T) {
	for text, want := range map[string]Measure{
		"部门预算资金支出合计": BudgetInitial, "年初预算": BudgetInitial, "全年预算数": BudgetAdjusted, "调整预算数": BudgetAdjusted,
		"收入决算": Final, "预算数": Budget, "一般公共预算": "", "国有资本经营预算支出": "", "预算单位": "", "预算绩效管理": "",
		"预算稳定调节基金": "", "一般公共预算决算数": Final, "一般公共预算预算数": Budget, "支出": "",
	} {
		if got := PhaseNamed(text); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

func TestVerdicts(t *testing.T) {
	for v, want := range map[Verdict]bool{ExactVerdict: true, Inconsistent: true, Waived: true, Incomplete: false, Ambiguous: false, NotApplicable: false} {
		if v.Evaluated() != want {
			t.Errorf("%s: %v", v, !want)
		}
	}
	fault := Check{Family: DisclosureFamily, Verdict: Inconsistent}
	wrong := Check{Family: SumFamily, Verdict: Inconsistent}
	if fault.Counted() != DisclosureFault || wrong.Counted() != Inconsistent {
		t.Errorf("counted as %s and %s", fault.Counted(), wrong.Counted())
	}
}

// TestSize holds that a difference is measured beside the larger figure, and one of
// percentages in hundreds of points.
func TestSize(t *testing.T) {
	figure := func(n int64) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.NewFromInt(n)) }
	tests := []struct {
		check Check
		want  float64
	}{
		{Check{Family: SumFamily, Reported: figure(100), Computed: figure(80), Difference: figure(20)}, .2},
		{Check{Family: SumFamily, Reported: figure(-100), Computed: figure(100), Difference: figure(-200)}, 2},
		{Check{Family: ShareFamily, Reported: figure(5), Computed: figure(55), Difference: figure(-50)}, .5},
		{Check{Family: SumFamily, Reported: figure(0), Computed: figure(0), Difference: figure(0)}, 0},
		{Check{Family: SumFamily, Reported: figure(7)}, 0},
	}
	for _, tt := range tests {
		if got := tt.check.Size(); got != tt.want {
			t.Errorf("%+v has the size %v, want %v", tt.check, got, tt.want)
		}
	}
}

func TestOperandOfRole(t *testing.T) {
	c := Claim{Operands: []int{4, 7}, Roles: []Role{CurrentRole, BaseRole}}
	if c.Operand(BaseRole) != 7 || c.Operand(CurrentRole) != 4 || c.Operand(WholeRole) != -1 {
		t.Errorf("base %d, current %d, whole %d", c.Operand(BaseRole), c.Operand(CurrentRole), c.Operand(WholeRole))
	}
	if none := (&Claim{Operands: []int{4}}); none.Operand(BaseRole) != -1 {
		t.Error("an operand without a role is taken for the base")
	}
}

// TestRulesAreFound holds that every rule can be found by its id, with what is known of
// its operands where they come from the text.
func TestRulesAreFound(t *testing.T) {
	for _, r := range Rules() {
		got, ok := RuleByID(r.ID)
		if !ok || got.Title != r.Title {
			t.Errorf("%s is found as %q", r.ID, got.Title)
		}
		if s, ok := r.Relation.(Stated); ok && StatedBy(r.ID) != s {
			t.Errorf("%s is stated otherwise", r.ID)
		}
	}
	if _, ok := RuleByID("no.such.rule"); ok || StatedBy("no.such.rule") != (Stated{}) {
		t.Error("a rule of no id")
	}
}

func TestFormulas(t *testing.T) {
	if len(Formulas()) == 0 {
		t.Fatal("no texts of formulas")
	}
	for means, text := range Formulas() {
		if text == "" || Formula(means) != text {
			t.Errorf("%s is %q", means, text)
		}
	}
	if Formula("no such meaning") != "" {
		t.Error("a text of no meaning")
	}
}

// TestHeadlines holds that totals are headlines and items are not, and that each is a
// concept.
func TestHeadlines(t *testing.T) {
	n := 0
	for _, c := range Concepts() {
		if Headline(c.ID) {
			n++
		}
	}
	if !Headline(RevenueTotal) || !Headline(DebtLimit) || Headline(ExpenditureByFunction) || n < 20 {
		t.Errorf("%d headlines", n)
	}
}

func TestClassNames(t *testing.T) {
	for name, list := range map[string]func(func(code, name string) bool){"functional": ClassNames, "economic": EconomicNames} {
		n := 0
		list(func(code, label string) bool {
			if code == "" || label == "" {
				t.Errorf("%s class %q %q", name, code, label)
			}
			n++
			return n < 100
		})
		if n != 100 {
			t.Errorf("%d %s classes, or the list goes on when told to stop", n, name)
		}
	}
}

func TestIssueRanks(t *testing.T) {
	if Error.Rank() >= Warning.Rank() || Warning.Rank() >= Info.Rank() {
		t.Errorf("info %d, warning %d, error %d", Info.Rank(), Warning.Rank(), Error.Rank())
	}
}
