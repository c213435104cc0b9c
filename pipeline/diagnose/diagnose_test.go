package diagnose

import (
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// sheet is a report of one paragraph to be diagnosed.
type sheet struct {
	facts []schema.Fact
	Report
}

// figure is a figure in 万元 of 2020, or in percent. The name is its concept; a
// change or a rate is one of "level" on 2019.
type figure struct{ name, value string }

func sheetOf(t *testing.T, all ...figure) *sheet {
	t.Helper()
	s := &sheet{}
	for i, x := range all {
		v, err := decimal.NewFromString(x.value)
		if err != nil {
			t.Fatal(err)
		}
		f := schema.Fact{ID: x.name, Concept: schema.ConceptID(x.name), Kind: schema.Amount, Value: v.Shift(4), Decimals: int(-v.Exponent()) - 4, Form: schema.Level,
			Approx: schema.Exact, Period: schema.YearPeriod(2020), Measure: schema.Final, Source: schema.Provenance{Table: -1, Start: i}}
		switch x.name {
		case "pct", "share", "completion":
			f.Kind, f.Value, f.Decimals = schema.Ratio, v, int(-v.Exponent())
			f.Form = map[string]schema.Form{"pct": schema.PctChange, "share": schema.Share, "completion": schema.Completion}[x.name]
		case "before":
			f.Concept, f.Period = "level", schema.YearPeriod(2019)
		}
		if x.name == "change" || x.name == "pct" {
			f.Concept, f.Base.Period = "level", schema.YearPeriod(2019)
		}
		if x.name == "change" {
			f.Form = schema.Delta
		}
		s.facts = append(s.facts, f)
	}
	s.Figures = figures.New(s.facts, figures.Printed)
	s.Current = func(i int) int { return s.Figures.Level(&s.facts[i], s.facts[i].Period, s.facts[i].Measure) }
	return s
}

// add records a check that fails by a difference if it is beyond its tolerance.
func (s *sheet) add(id schema.RuleID, family schema.Family, word string, weights []int, difference, tolerance decimal.Decimal, ops ...Operand) {
	verdict := schema.ExactVerdict
	switch {
	case difference.Abs().GreaterThan(tolerance):
		verdict = schema.Inconsistent
	case !difference.IsZero():
		verdict = schema.Rounding
	}
	s.Checks = append(s.Checks, schema.Check{Rule: id, Family: family, Verdict: verdict,
		Difference: decimal.NewNullDecimal(difference), Tolerance: decimal.NewNullDecimal(tolerance), Computed: decimal.NewNullDecimal(decimal.NewFromInt(3))})
	s.Relations = append(s.Relations, Relation{ops, weights, word})
}

func (s *sheet) value(i int) decimal.Decimal { return s.facts[i].Value }

func (s *sheet) slack(ids ...int) (sum decimal.Decimal) {
	for _, i := range ids {
		sum = sum.Add(s.Figures.Scale.Slack(&s.facts[i], false))
	}
	return sum
}

func (s *sheet) sum(total int, parts ...int) {
	difference, ops := s.value(total), []Operand{{total, "total"}}
	for _, p := range parts {
		difference, ops = difference.Sub(s.value(p)), append(ops, Operand{p, "part"})
	}
	s.add(schema.RuleListSum, schema.SumFamily, "", nil, difference, s.slack(append(parts, total)...), ops...)
}

func (s *sheet) same(a, b int) {
	ops := []Operand{{a, "member"}, {b, "deviating"}}
	if s.value(a).Equal(s.value(b)) {
		ops[1].Role = schema.MemberRole
	}
	s.add(schema.RuleDuplicate, schema.DuplicateFamily, "", nil, s.value(b).Sub(s.value(a)), s.slack(a), ops...)
}

// ratio records a percentage of two figures by their roles.
func (s *sheet) ratio(family schema.Family, a, b, p int, roleA, roleB schema.Role) {
	num, den := s.value(a), s.value(b)
	switch {
	case roleB == "current":
		den = den.Sub(num)
	case roleA == "current":
		num = num.Sub(den)
	}
	computed := num.Mul(hundred).DivRound(den, 6)
	s.add("", family, "", nil, s.value(p).Sub(computed), decimal.New(1, -2), Operand{a, roleA}, Operand{b, roleB}, Operand{p, "ratio"})
	s.Checks[len(s.Checks)-1].Computed = decimal.NewNullDecimal(computed)
}

// TestCauses names the slip in the first check of a sheet.
func TestCauses(t *testing.T) {
	rate := func(s *sheet) { s.ratio(schema.PctChangeFamily, 1, 0, 2, "numerator", "current") }
	share := func(s *sheet) { s.ratio(schema.ShareFamily, 1, 0, 2, "numerator", "denominator") }
	sum := func(parts ...int) func(*sheet) { return func(s *sheet) { s.sum(0, parts...) } }
	for _, tt := range []struct {
		name    string
		figures []figure
		check   func(*sheet)
		want    schema.Diagnosis
	}{
		{"two digits exchanged in an item", []figure{{"a", "731.46"}, {"b", "412.38"}, {"c", "391.08"}}, sum(1, 2), schema.DigitSwap},
		{"two digits exchanged in the total", []figure{{"a", "830.46"}, {"b", "412.38"}, {"c", "391.08"}}, sum(1, 2), schema.DigitSwap},
		{"a digit lost", []figure{{"a", "83.46"}, {"b", "412.38"}, {"c", "391.08"}}, sum(1, 2), schema.DigitLost},
		{"a digit too many", []figure{{"a", "8803.46"}, {"b", "412.38"}, {"c", "391.08"}}, sum(1, 2), schema.DigitLost},
		{"a digit lost behind the point", []figure{{"a", "846.58"}, {"b", "803.56"}, {"c", "43.2"}}, sum(1, 2), schema.DigitLost},
		{"a wrong first digit, which a part could have lost", []figure{{"a", "3803.46"}, {"b", "1412.38"}, {"c", "391.08"}}, sum(1, 2), schema.NoDiagnosis},
		{"亿元 for 万元", []figure{{"a", "803.46"}, {"b", "4123800"}, {"c", "391.08"}}, sum(1, 2), schema.UnitSlip},
		{"元 for 万元", []figure{{"a", "803.46"}, {"b", "0.041238"}, {"c", "391.08"}}, sum(1, 2), schema.UnitSlip},
		{"an item left out", []figure{{"a", "803.46"}, {"b", "412.38"}, {"c", "391.08"}, {"d", "55.13"}}, sum(1, 2, 3), schema.ItemMissing},
		{"an item copied", []figure{{"a", "803.46"}, {"b", "412.38"}, {"c", "412.38"}, {"d", "17.21"}}, sum(1, 2, 3), schema.NeighbourCopied},
		{"round figures are equal to many", []figure{{"a", "80"}, {"b", "20"}, {"c", "20"}, {"d", "17"}}, sum(1, 2, 3), schema.NoDiagnosis},
		{"a difference of nothing known", []figure{{"a", "803.46"}, {"b", "412.38"}, {"c", "333.10"}}, sum(1, 2), schema.NoDiagnosis},
		{"the other statement speaks for the total", []figure{{"a", "743.46"}, {"b", "412.38"}, {"c", "361.08"}, {"a", "773.46"}}, func(s *sheet) { s.sum(0, 1, 2); s.same(0, 3) }, schema.NoDiagnosis},
		{"a slip that was copied", []figure{{"a", "830.46"}, {"b", "412.38"}, {"c", "391.08"}, {"a", "830.46"}}, func(s *sheet) { s.sum(0, 1, 2); s.same(0, 3) }, schema.DigitSwap},
		{"last year's level", []figure{{"level", "482.02"}, {"change", "-37.31"}, {"pct", "-7.74"}}, rate, schema.StaleYear},
		{"last year's level, as stated", []figure{{"level", "482.02"}, {"change", "-37.31"}, {"pct", "-7.74"}, {"before", "482.02"}}, rate, schema.StaleYear},
		{"the direction turned", []figure{{"level", "444.71"}, {"change", "37.31"}, {"pct", "-7.74"}}, rate, schema.SignWord},
		{"a rate of the later year, whose level holds elsewhere", []figure{{"level", "444.71"}, {"change", "-37.31"}, {"pct", "-8.39"}, {"d", "401.37"}, {"e", "43.34"}},
			func(s *sheet) { rate(s); s.sum(0, 3, 4) }, schema.WrongBase},
		{"a rate not computed anew", []figure{{"level", "444.71"}, {"change", "-37.31"}, {"pct", "-9.25"}}, rate, schema.NoDiagnosis},
		{"a share of another whole", []figure{{"a", "803.46"}, {"b", "412.38"}, {"share", "39.52"}, {"c", "1043.57"}, {"d", "1043.57"}}, func(s *sheet) { share(s); s.sum(3, 4) }, schema.WrongBase},
		{"a rate copied from the next", []figure{{"a", "803.46"}, {"b", "412.38"}, {"share", "73.94"}, {"c", "500.00"}, {"d", "369.70"}, {"share", "73.94"}}, func(s *sheet) {
			share(s)
			s.ratio(schema.ShareFamily, 4, 3, 5, "numerator", "denominator")
			s.facts[5].Concept = "d"
		}, schema.NeighbourCopied},
		{"a rate that comes to the same as the next", []figure{{"a", "803.46"}, {"b", "412.38"}, {"share", "73.94"}, {"a", "803.46"}, {"b", "412.38"}, {"share", "73.94"}}, func(s *sheet) {
			share(s)
			s.ratio(schema.ShareFamily, 4, 3, 5, "numerator", "denominator")
			s.facts[5].Concept = "d"
		}, schema.NoDiagnosis},
		{"a completion", []figure{{"a", "803.46"}, {"b", "412.38"}, {"completion", "15.33"}}, func(s *sheet) { s.ratio(schema.CompletionFamily, 1, 0, 2, "numerator", "denominator") }, schema.DigitSwap},
		{"two levels", []figure{{"a", "444.71"}, {"before", "482.02"}, {"pct", "-7.47"}}, func(s *sheet) { s.ratio(schema.PctChangeFamily, 0, 1, 2, "current", "denominator") }, schema.DigitSwap},
		{"the words turned", []figure{{"level", "444.71"}, {"change", "37.31"}, {"before", "482.02"}}, func(s *sheet) {
			s.add(schema.RuleDifference, schema.DifferenceFamily, "", []int{1, -1}, s.value(1).Sub(s.value(0)).Add(s.value(2)), s.slack(0, 1, 2), Operand{0, "minuend"}, Operand{2, "subtrahend"}, Operand{1, "result"})
			s.add(schema.RuleDirection, schema.DirectionFamily, "", nil, decimal.NewFromInt(1), zero, Operand{0, "current"}, Operand{2, "prior"}, Operand{1, "change"})
		}, schema.SignWord},
		{"two statements", []figure{{"a", "412.38"}, {"a", "421.38"}}, func(s *sheet) { s.same(0, 1) }, schema.DigitSwap},
		{"a part above its whole", []figure{{"a", "4123.80"}, {"b", "803.46"}}, func(s *sheet) {
			s.add("", schema.PartWholeFamily, "", nil, s.value(0).Sub(s.value(1)), s.slack(0, 1), Operand{0, "part"}, Operand{1, "whole"})
		}, schema.NoDiagnosis},
		{"words alone", []figure{{"a", "0"}}, func(s *sheet) {
			s.add(schema.RuleResidue, schema.ComparisonFamily, "", nil, decimal.NewFromInt(1), zero, Operand{0, "count"})
		}, schema.NoDiagnosis},
		{"all holds", []figure{{"a", "803.46"}, {"b", "412.38"}, {"c", "391.08"}}, sum(1, 2), schema.NoDiagnosis},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := sheetOf(t, tt.figures...)
			tt.check(s)
			causes := causesOf(&s.Report)
			if got := causes[0]; got != tt.want {
				t.Errorf("%s %q, want %q", s.Checks[0].Verdict, got, tt.want)
			}
		})
	}
}

// TestTable: in a table a hand slips to the cell above or below, not to a class of
// the same row's.
func TestTable(t *testing.T) {
	for _, tt := range []struct {
		name string
		code string
		want schema.Diagnosis
	}{
		{"the row above", "20105", schema.NeighbourCopied},
		{"its only item", "2010301", schema.NoDiagnosis},
	} {
		s := sheetOf(t, figure{"a", "924.97"}, figure{"b", "412.38"}, figure{"c", "412.38"})
		for i := range s.facts {
			s.facts[i].SourceKind, s.facts[i].Source.Table, s.facts[i].Source.Row = schema.TableSource, 1, i
		}
		s.facts[1].Dimensions.FuncCode, s.facts[2].Dimensions.FuncCode = "20103", tt.code
		s.Figures = figures.New(s.facts, figures.Printed)
		s.sum(0, 1, 2)
		if got := causesOf(&s.Report)[0]; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestSlip tells a list that should add up from one that is only partial.
func TestSlip(t *testing.T) {
	for _, tt := range []struct {
		name    string
		figures []figure
		want    bool
	}{
		{"two digits exchanged", []figure{{"a", "830.46"}, {"b", "412.38"}, {"c", "391.08"}}, true},
		{"short by an item", []figure{{"a", "803.46"}, {"b", "412.38"}, {"c", "391.08"}, {"d", "55.13"}}, true},
		{"a partial list", []figure{{"a", "903.46"}, {"b", "412.38"}, {"c", "331.17"}}, false},
		{"a figure above its whole", []figure{{"a", "412.38"}, {"b", "4391.08"}, {"c", "0.00"}}, false},
	} {
		s := sheetOf(t, tt.figures...)
		r := Relation{Operands: []Operand{{0, "total"}}}
		difference := s.value(0)
		for i := range tt.figures[1:] {
			difference = difference.Sub(s.value(i + 1))
			r.Operands = append(r.Operands, Operand{i + 1, "part"})
		}
		if got := Slip(s.facts, &r, difference, decimal.NewFromInt(200)); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestSpanOf: a check holds exactly for the values of its spans.
func TestSpanOf(t *testing.T) {
	one := decimal.NewFromInt(1)
	wan := func(v string) decimal.Decimal { return decimal.RequireFromString(v).Shift(4) }
	for _, tt := range []struct {
		name      string
		figures   []figure
		check     func(*sheet)
		at        int
		in, above string // a value it holds for, and one it does not; "" for no span
	}{
		{"a total", []figure{{"a", "803.46"}, {"b", "412.38"}, {"c", "333.10"}}, func(s *sheet) { s.sum(0, 1, 2) }, 0, "745.48", "745.52"},
		{"an item", []figure{{"a", "803.46"}, {"b", "412.38"}, {"c", "333.10"}}, func(s *sheet) { s.sum(0, 1, 2) }, 1, "470.36", "470.40"},
		{"a weighted item", []figure{{"a", "10.00"}, {"b", "30.00"}, {"c", "25.00"}}, func(s *sheet) {
			s.add("", schema.SumFamily, "", []int{1, -1}, wan("5"), zero, Operand{0, "total"}, Operand{1, "part"}, Operand{2, "part"})
		}, 2, "20.00", "20.01"},
		{"a part", []figure{{"a", "9.00"}, {"b", "5.00"}}, func(s *sheet) {
			s.add("", schema.PartWholeFamily, "", nil, wan("4"), zero, Operand{0, "part"}, Operand{1, "whole"})
		}, 0, "5.00", "5.01"},
		{"a whole", []figure{{"a", "9.00"}, {"b", "5.00"}}, func(s *sheet) {
			s.add("", schema.PartWholeFamily, "", nil, wan("4"), zero, Operand{0, "part"}, Operand{1, "whole"})
		}, 1, "9.00", "8.99"},
		{"what grew", []figure{{"a", "9.00"}, {"b", "10.00"}, {"change", "1.00"}}, func(s *sheet) {
			s.add("", schema.DirectionFamily, "", nil, one, zero, Operand{0, "current"}, Operand{1, "prior"}, Operand{2, "change"})
		}, 0, "11.00", "10.00"},
		{"what it grew from", []figure{{"a", "9.00"}, {"b", "10.00"}, {"change", "1.00"}}, func(s *sheet) {
			s.add("", schema.DirectionFamily, "", nil, one, zero, Operand{0, "current"}, Operand{1, "prior"}, Operand{2, "change"})
		}, 1, "8.00", "9.00"},
		{"a change", []figure{{"a", "9.00"}, {"b", "10.00"}, {"change", "1.00"}}, func(s *sheet) {
			s.add("", schema.DirectionFamily, "", nil, one, zero, Operand{0, "current"}, Operand{1, "prior"}, Operand{2, "change"})
		}, 2, "-1.00", "1.00"},
		{"a change of the sign of its rate", []figure{{"change", "1.00"}, {"pct", "-3"}}, func(s *sheet) {
			s.add("", schema.DirectionFamily, "", nil, one, zero, Operand{0, "change"}, Operand{1, "ratio"})
		}, 0, "-1.00", "1.00"},
		{"level with", []figure{{"a", "9.00"}, {"b", "10.00"}}, func(s *sheet) {
			s.add("", schema.DirectionFamily, "", nil, one, zero, Operand{0, "current"}, Operand{1, "prior"})
		}, 0, "10.00", "10.01"},
		{"above a budget", []figure{{"a", "9.00"}, {"b", "10.00"}}, func(s *sheet) {
			s.add("", schema.ComparisonFamily, ">", nil, one, zero, Operand{0, "final"}, Operand{1, "budget"})
		}, 0, "10.01", "10.00"},
		{"below a budget", []figure{{"a", "11.00"}, {"b", "10.00"}}, func(s *sheet) {
			s.add("", schema.ComparisonFamily, "<", nil, one, zero, Operand{0, "final"}, Operand{1, "budget"})
		}, 1, "11.01", "11.00"},
		{"not above, which bounds nothing", []figure{{"a", "11.00"}, {"b", "10.00"}}, func(s *sheet) {
			s.add("", schema.ComparisonFamily, "<=", nil, one, zero, Operand{0, "final"}, Operand{1, "budget"})
		}, 1, "", ""},
		{"a third operand of a comparison", []figure{{"a", "11.00"}, {"b", "10.00"}, {"completion", "110"}}, func(s *sheet) {
			s.add("", schema.ComparisonFamily, "<", nil, one, zero, Operand{0, "final"}, Operand{1, "budget"}, Operand{2, "completion"})
		}, 2, "", ""},
		{"level with its budget", []figure{{"completion", "99"}}, func(s *sheet) {
			s.add("", schema.ComparisonFamily, "=", nil, one, zero, Operand{0, "completion"})
		}, 0, "0.01", "0.0101"},
		{"a count", []figure{{"a", "9"}, {"b", "1"}}, func(s *sheet) {
			s.add("", schema.CountFamily, "", nil, one, zero, Operand{0, "count"}, Operand{1, "listed"})
		}, 0, "0.0003", "0.0004"},
		{"what is listed", []figure{{"a", "9"}, {"b", "1"}}, func(s *sheet) {
			s.add("", schema.CountFamily, "", nil, one, zero, Operand{0, "count"}, Operand{1, "listed"})
		}, 1, "", ""},
		{"a statement of three that agree", []figure{{"a", "9.00"}, {"a", "9.00"}, {"a", "8.00"}}, func(s *sheet) {
			s.add(schema.RuleDuplicate, schema.DuplicateFamily, "", nil, one, zero, Operand{0, "member"}, Operand{1, "member"}, Operand{2, "deviating"})
		}, 0, "", ""},
		{"the one that deviates", []figure{{"a", "9.00"}, {"a", "9.00"}, {"a", "8.00"}}, func(s *sheet) {
			s.add(schema.RuleDuplicate, schema.DuplicateFamily, "", nil, one, zero, Operand{0, "member"}, Operand{1, "member"}, Operand{2, "deviating"})
		}, 2, "9.00", "9.01"},
		{"one that is printed finer", []figure{{"a", "9.0"}, {"a", "8.00"}}, func(s *sheet) { s.same(0, 1) }, 1, "9.04", "9.06"},
		{"a base", []figure{{"a", "100.00"}, {"b", "50.00"}, {"share", "40.00"}}, func(s *sheet) { s.ratio(schema.ShareFamily, 1, 0, 2, "numerator", "denominator") }, 1, "125.00", "126.00"},
		{"a part of a share", []figure{{"a", "100.00"}, {"b", "50.00"}, {"share", "40.00"}}, func(s *sheet) { s.ratio(schema.ShareFamily, 1, 0, 2, "numerator", "denominator") }, 0, "40.00", "41.00"},
		{"a level by its change and rate", []figure{{"level", "100.00"}, {"change", "10.00"}, {"pct", "25.00"}}, func(s *sheet) { s.ratio(schema.PctChangeFamily, 1, 0, 2, "numerator", "current") }, 1, "50.00", "51.00"},
		{"a change by its level and rate", []figure{{"level", "125.00"}, {"change", "10.00"}, {"pct", "25.00"}}, func(s *sheet) { s.ratio(schema.PctChangeFamily, 1, 0, 2, "numerator", "current") }, 0, "25.00", "26.00"},
		{"a level by its base and rate", []figure{{"level", "100.00"}, {"before", "80.00"}, {"pct", "5.00"}}, func(s *sheet) { s.ratio(schema.PctChangeFamily, 0, 1, 2, "current", "denominator") }, 0, "84.00", "85.00"},
		{"a base by its level and rate", []figure{{"level", "84.00"}, {"before", "90.00"}, {"pct", "5.00"}}, func(s *sheet) { s.ratio(schema.PctChangeFamily, 0, 1, 2, "current", "denominator") }, 1, "80.00", "81.00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := sheetOf(t, tt.figures...)
			tt.check(s)
			d := &search{figs: s.Figures, facts: s.facts, checks: s.Checks, relations: s.Relations}
			got, ok := d.spanOf(0, tt.at)
			if ok != (tt.in != "") {
				t.Fatalf("a span: %v", ok)
			}
			if ok && (!got.holds(wan(tt.in)) || got.holds(wan(tt.above))) {
				t.Errorf("%v: %s is within %v, %s is within %v", got, tt.in, got.holds(wan(tt.in)), tt.above, got.holds(wan(tt.above)))
			}
		})
	}
}

func causesOf(r *Report) map[int]schema.Diagnosis {
	causes, _ := Causes(r)
	return causes
}
