package tag_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/schema"
	"gongkai/schema/words"
)

// claims says of the words of each role what a sentence with one of them says:
// the example of a row must say it and the counter-example must not.
var claims = map[words.Role]func(t *words.Term, r *schema.Report) bool{
	words.Fund: func(t *words.Term, r *schema.Report) bool {
		f := first(r)
		if t.Value == string(schema.OtherFunds) {
			return f.Concept == schema.RevenueOther // what is spent of other funds has no concept
		}
		return f.Dimensions.FundSource == schema.FundSource(t.Value)
	},
	words.Concept: func(t *words.Term, r *schema.Report) bool { return first(r).Concept == schema.ConceptID(t.Value) },
	words.Head: func(t *words.Term, r *schema.Report) bool {
		revenue, expenditure := ofSide(r, "revenue."), ofSide(r, "expenditure.")
		return map[string]bool{"revenue": revenue && !expenditure, "expenditure": expenditure && !revenue, "both": revenue && expenditure}[t.Value]
	},
	words.Total:     func(_ *words.Term, r *schema.Report) bool { return isWhole(first(r).Concept) },
	words.Qualifier: func(_ *words.Term, r *schema.Report) bool { return isWhole(first(r).Concept) },
	words.Phase:     func(t *words.Term, r *schema.Report) bool { return first(r).Measure == schema.Measure(t.Value) },
	words.Stage:     func(t *words.Term, r *schema.Report) bool { return first(r).Measure == schema.Measure(t.Value) },
	words.Proportion: func(_ *words.Term, r *schema.Report) bool {
		return last(r).Form == schema.Share
	},
	words.Completion: func(_ *words.Term, r *schema.Report) bool { return last(r).Form == schema.Completion },
	words.Reach: func(_ *words.Term, r *schema.Report) bool {
		return last(r).Form == schema.Level && last(r).Concept == schema.AgencyTraining
	},
	words.Same:       func(_ *words.Term, r *schema.Report) bool { return compares(r, "=") },
	words.Comparison: func(t *words.Term, r *schema.Report) bool { return compares(r, t.Value) },
	words.Pair:       func(_ *words.Term, r *schema.Report) bool { return last(r).Base.Period.Known() },
	words.PairEnd:    func(_ *words.Term, r *schema.Report) bool { return last(r).Base.Period.Known() },
	words.Year: func(t *words.Term, r *schema.Report) bool {
		years, _ := strconv.Atoi(strings.Fields(t.Value)[0])
		f := last(r)
		if years == 0 {
			return f.Period == schema.YearPeriod(2020)
		}
		return f.Base.Period.Known() && f.Base.Period.End.Year() == f.Period.End.Year()+years
	},
	words.Month: func(_ *words.Term, r *schema.Report) bool {
		return last(r).Form == schema.Delta && last(r).Concept == schema.AgencyTraining
	},
	words.Span: func(t *words.Term, r *schema.Report) bool {
		p := first(r).Period
		years := strconv.Itoa(p.End.Year() - p.Start.Year() + 1)
		return years == t.Value || p.Start.Year() >= 2020 && "-"+years == t.Value
	},
	words.Part: func(_ *words.Term, r *schema.Report) bool {
		return slices.ContainsFunc(r.Claims, func(c schema.Claim) bool {
			return c.Rule == schema.RuleListSum && c.Result == 0 && len(c.Operands) == 2
		})
	},
	words.Each: func(_ *words.Term, r *schema.Report) bool {
		return first(r).Concept == schema.RevenueYear
	},
	words.No: func(_ *words.Term, r *schema.Report) bool {
		return len(r.Facts) == 1 && first(r).Rule == "none_statement"
	},
	words.Grant: func(_ *words.Term, r *schema.Report) bool {
		return first(r).Concept == schema.PerformanceProjectBudget
	},
	words.Limit:  func(_ *words.Term, r *schema.Report) bool { return first(r).Form == schema.Threshold },
	words.Reason: func(_ *words.Term, r *schema.Report) bool { return len(r.Facts) == 2 && last(r).Concept == "" },
	words.Structure: func(t *words.Term, r *schema.Report) bool {
		return len(r.Facts) == 3 && !slices.ContainsFunc(r.Facts, func(f schema.Fact) bool {
			return f.Form != schema.Share || !slices.Contains(strings.Fields(t.Value), f.Dimensions.Indicator)
		})
	},
	words.Fixed: func(t *words.Term, r *schema.Report) bool {
		f := last(r)
		return f.Concept == "" && f.Form == schema.Level && f.Measure == "" && f.Base == (schema.Base{}) && strings.Contains(f.Label, t.Text)
	},
}

func first(r *schema.Report) *schema.Fact {
	if len(r.Facts) == 0 {
		return &schema.Fact{}
	}
	return &r.Facts[0]
}

func last(r *schema.Report) *schema.Fact {
	if len(r.Facts) == 0 {
		return &schema.Fact{}
	}
	return &r.Facts[len(r.Facts)-1]
}

// ofSide reports a figure of revenue or of expenditure.
func ofSide(r *schema.Report, side string) bool {
	return slices.ContainsFunc(r.Facts, func(f schema.Fact) bool { return strings.HasPrefix(string(f.Concept), side) })
}

// isWhole reports the whole of a side of the accounts, of no one fund.
func isWhole(c schema.ConceptID) bool {
	return slices.Contains([]schema.ConceptID{schema.RevenueTotal, schema.RevenueYear, schema.ExpenditureTotal, schema.ExpenditureYear}, c)
}

// compares reports that the text asserts how a figure compares with another.
func compares(r *schema.Report, word string) bool {
	return slices.ContainsFunc(r.Claims, func(c schema.Claim) bool { return strings.TrimRight(c.Word, "=") == word || c.Word == word })
}

// headOf is the beginning of the report in which the sentences of a term are read:
// one that takes for granted something else than the term says.
func headOf(t *words.Term) string {
	switch {
	case t.Role == words.Total || t.Role == words.Qualifier:
		return "青禾街道办事处2020年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n"
	case t.Role == words.Year && t.Value == "0":
		return "青禾县2020年政府工作报告\n一、2019年工作回顾\n"
	case t.Role == words.Grant:
		return "青禾街道办事处2020年度部门决算\n第五部分 附件\n项目支出绩效自评报告\n"
	case t.Value == string(schema.Final):
		return "青禾街道办事处2020年度部门预算\n"
	}
	return "青禾街道办事处2020年度部门决算\n"
}

// TestTermRows reads the example and the counter-example of every word of the
// grammar.
func TestTermRows(t *testing.T) {
	tables := words.Load()
	for i := range tables.Terms {
		w := &tables.Terms[i]
		says := claims[w.Role]
		if r := reportOn(t, headOf(w), w.Example); !says(w, r) {
			t.Errorf("%s:%d: the example is no %s %s: %s\n%s", w.File, w.Line, w.Role, w.Value, w.Example, told(r))
		}
		if r := reportOn(t, headOf(w), w.Counter); says(w, r) {
			t.Errorf("%s:%d: the counter-example is %s %s: %s\n%s", w.File, w.Line, w.Role, w.Value, w.Counter, told(r))
		}
	}
}

// told prints what was read.
func told(r *schema.Report) string {
	var b strings.Builder
	for _, f := range r.Facts {
		b.WriteString(strings.Join([]string{"\t", f.Raw, string(f.Concept), string(f.Form), string(f.Measure), string(f.Dimensions.FundSource),
			f.Dimensions.Grade, string(f.Section), f.Rule, f.Label, "\n"}, " "))
	}
	for _, c := range r.Claims {
		b.WriteString(strings.Join([]string{"\t claims", string(c.Rule), c.Word, "\n"}, " "))
	}
	for _, c := range r.Issues {
		b.WriteString(strings.Join([]string{"\t issue", string(c.Code), c.Detail, "\n"}, " "))
	}
	return b.String()
}
