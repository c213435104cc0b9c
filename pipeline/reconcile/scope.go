package reconcile

import (
	"slices"
	"strings"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// What two figures are of must be known and the same before a difference
// between them is an error. Every check passes settle, so no rule has to ask.

// settle leaves open a check that fails on figures whose scopes are not known
// to be the same, or that holds in another reading of its sentence, and says so.
func (e *evaluator) settle(o *outcome, formula string, ops []operand) string {
	if o.verdict != schema.Inconsistent {
		return formula
	}
	if e.withinBound(o, ops) {
		o.verdict = schema.Literal
		formula, _, _ = strings.Cut(formula, sayGap)
		return formula
	}
	if missing := e.unsettled(ops); missing != "" && (missing == sayLetters || missing == sayLineOrder || missing == sayShown || !o.oneScope && !e.oneScopeByDigit(o, ops)) {
		o.verdict = schema.Ambiguous
		return formula + "；" + missing + sayUnknown
	}
	if reading := e.secondReading(o, ops); reading != "" {
		o.verdict = schema.Ambiguous
		return formula + sayAlso + reading
	}
	return formula
}

// withinBound reports a figure that the text states as a bound, and that what is computed
// keeps: 占一般公共预算支出的比重保持在80%以上, where it is 86.4%.
func (e *evaluator) withinBound(o *outcome, ops []operand) bool {
	for _, x := range ops {
		f := &e.facts[x.fact]
		if f.Approx == schema.Exact || !f.Value.Equal(o.reported) || f.Value.Sign()*o.computed.Sign() < 0 {
			continue
		}
		switch size := o.computed.Abs().Cmp(f.Value.Abs()); f.Approx {
		case schema.AtLeast, schema.MoreThan:
			return size >= 0
		case schema.AtMost, schema.LessThan:
			return size <= 0
		}
	}
	return false
}

// unsettled is the dimension in which the operands of a check are not known to
// be alike, "" where all are.
func (e *evaluator) unsettled(ops []operand) string {
	for _, o := range ops {
		if e.facts[o.fact].Said.Damaged {
			return sayLetters // letters the file's fonts do not name
		}
		if e.facts[o.fact].Said.Disordered {
			return sayLineOrder
		}
		if e.facts[o.fact].Said.Hidden {
			return sayShown // the working sheets of earlier years stay in a workbook
		}
	}
	if len(ops) < 2 {
		return ""
	}
	for _, o := range ops {
		switch f := &e.facts[o.fact]; {
		case e.ofYears(f):
			return sayPeriod
		case marked(f):
			return sayBasis
		case o.role != schema.MemberRole && o.role != schema.DeviatingRole && e.toldOfSeveral(f, &e.facts[ops[len(ops)-1].fact]):
			return sayName
		}
	}
	first := &e.facts[ops[0].fact]
	for _, o := range ops[1:] {
		if missing := e.apart(first, &e.facts[o.fact]); missing != "" {
			return missing
		}
		if !together(first, &e.facts[o.fact]) && (e.behindMonths(ops[0].fact) || e.behindMonths(o.fact)) {
			return sayPeriod
		}
	}
	return ""
}

// apart is the first dimension in which two figures are not known to be alike.
// Those told together, in one sentence or one table, are of one scope unless
// they say otherwise. A report that speaks of several places names most things
// many times over: there nothing is taken for granted.
func (e *evaluator) apart(a, b *schema.Fact) string {
	switch {
	case a.Kind == schema.Amount && b.Kind == schema.Amount && !sameLength(a, b):
		return sayPeriod
	case a.Said.Remark != b.Said.Remark:
		return sayBasis
	case a.Said.OtherBase != b.Said.OtherBase && !(a.Form == schema.Level && b.Form == schema.Level && figures.Near(a, b)):
		return sayBasis // 收入62亿元，同口径增长4.2%: of the change, and not of the levels of the paragraph
	case together(a, b) || e.oneBody && besides(a, b):
		return ""
	case !b.Period.Known() || !a.Period.Known():
		return sayPeriod
	case otherLevel(a, b):
		return sayPlace
	case untitled(a) || untitled(b):
		return sayTableScope
	case a.Said.CutOff || b.Said.CutOff:
		return sayName
	case unphased(a) && unphased(b):
		return sayPhase
	case !e.several:
		return ""
	case !placed(a) || placeOf(a) != placeOf(b):
		return sayPlace
	case a.Source.Table >= 0 || b.Source.Table >= 0:
		return sayTableScope
	case !named(a) || !named(b) || a.Concept == b.Concept && a.Said.Name != b.Said.Name && !shareOf(a, b):
		return sayName
	case a.Dimensions.FundSource == schema.AllFunds || b.Dimensions.FundSource == schema.AllFunds:
		return sayFund
	}
	return ""
}

// shareOf reports the share of a figure told in its paragraph, which need not repeat its name:
// 税收收入完成611.4亿元，税收占比85.5%.
func shareOf(a, b *schema.Fact) bool {
	return figures.Near(a, b) && (a.Form == schema.Share) != (b.Form == schema.Share)
}

// behindMonths reports a flow whose sentence names no time of its own, in a paragraph that has told last of a part of a year:
// 8月，发行新增债券57亿元。发行再融资债券41亿元. It may be of that part.
func (e *evaluator) behindMonths(i int) bool {
	f := &e.facts[i]
	if f.Source.Table >= 0 || !wholeYear(f) {
		return false
	}
	for k := i - 1; k >= 0 && figures.Near(f, &e.facts[k]); k-- {
		if g := &e.facts[k]; g.PeriodSource == schema.FromSentence && g.Period != f.Period && g.Period.Start < g.Period.End && !figures.SameSentence(f, g) {
			return !wholeYear(g) && g.Period.End.Year() == f.Period.End.Year()
		}
	}
	return false
}

// wholeYear reports a figure of a year.
func wholeYear(f *schema.Fact) bool {
	return f.Period.Known() && f.Period == schema.YearPeriod(f.Period.End.Year())
}

// otherLevel reports figures of a government's own accounts under two words for them: 市级
// is 市本级 in one report, and takes in the zones in another, where 市直 does not.
func otherLevel(a, b *schema.Fact) bool {
	return a.Said.Level != "" && b.Said.Level != "" && a.Said.Level != b.Said.Level
}

// marked reports a rate of a table with the mark of a note, *8.2%: the note says that it is measured otherwise than
// the figures beside it.
func marked(f *schema.Fact) bool {
	return f.Kind == schema.Ratio && f.Said.Noted
}

// toldOfSeveral reports a level of statistics that the report states in several passages with
// several values, for a change told elsewhere: 保费收入 of one insurance fund after another.
func (e *evaluator) toldOfSeveral(f, change *schema.Fact) bool {
	if f.Form != schema.Level || !ofStatistics(f) || figures.Near(f, change) {
		return false
	}
	return slices.ContainsFunc(e.figs.Alike(f), func(k int) bool {
		g := &e.facts[k]
		return g.Form == schema.Level && g.Measure == f.Measure && !figures.Near(f, g) && !g.Value.Equal(f.Value)
	})
}

// place is the part of a territory that a figure is of.
type place struct {
	scope  schema.EntityScope
	member string
}

func placeOf(f *schema.Fact) place {
	return place{f.Dimensions.EntityScope, f.Dimensions.Subordinate}
}

func placed(f *schema.Fact) bool { return placeOf(f) != place{} }

// besides reports two figures of one paragraph that are of one place as far as it says: an office and
// those who judge its projects speak of one.
func besides(a, b *schema.Fact) bool {
	return a.Source.Table < 0 && b.Source.Table < 0 && figures.Near(a, b) && (placeOf(a) == placeOf(b) || !placed(a) || !placed(b))
}

// together reports two figures of one sentence or one table.
func together(a, b *schema.Fact) bool {
	if a.Source.Table >= 0 || b.Source.Table >= 0 {
		return a.Source.Table == b.Source.Table
	}
	return figures.SameSentence(a, b)
}

// untitled reports a figure of a table whose title the templates do not have: what
// part of the accounts it lists is not known.
func untitled(f *schema.Fact) bool {
	if f.Source.Table < 0 || f.SourceKind == schema.ChartSource {
		return false
	}
	switch f.Section {
	case "", schema.SectionTableExtra, schema.SectionBudgetTableExtra, schema.SectionOverview:
		return true // the overview of a report has no table of the accounts: those of a rating are of one city after another
	}
	return false
}

// unphased reports a figure of the accounts that no phase is known of.
func unphased(f *schema.Fact) bool {
	return f.Measure == "" && f.Form == schema.Level && flow(f.Concept) != 0
}

// named reports a figure whose own clause or row says what it is, as against one
// that goes on from the sentence before.
func named(f *schema.Fact) bool {
	if f.Said.OwnSubject {
		return !f.Said.Generic
	}
	return f.Form != schema.Level
}

// sameLength reports periods of which neither is a part of a year where the
// other is a whole one. What stands at one date has no length.
func sameLength(a, b *schema.Fact) bool {
	if a.Measure.IsBudget() != b.Measure.IsBudget() && a.Period.End.Year() == b.Period.End.Year() {
		return true // a budget is of the year, whatever month what was done is told for
	}
	days := func(f *schema.Fact) int { return int(f.Period.End - f.Period.Start) }
	if !a.Period.Known() || !b.Period.Known() || days(a) == 0 || days(b) == 0 {
		return true
	}
	const leap = 3 // of months and years
	return max(days(a)-days(b), days(b)-days(a)) <= leap
}

// ofYears reports a figure of several years that its sentence tells with others: where it
// names their first and their last and then a figure for each, 2018—2020年收入分别为
// 3亿元、4亿元和5亿元, which year's it is is not read.
func (e *evaluator) ofYears(f *schema.Fact) bool {
	const year = 366
	if f.Form != schema.Level || f.Kind != schema.Amount || !f.Period.Known() || int(f.Period.End-f.Period.Start) <= year {
		return false
	}
	return slices.ContainsFunc(e.figs.Alike(f), func(k int) bool {
		g := &e.facts[k]
		return g.Form == schema.Level && g.Period == f.Period && !g.Value.Equal(f.Value) && figures.SameSentence(f, g)
	})
}

// severalPlaces reports a report that names the places of its figures, or some of
// them: those that have none then are of any.
func severalPlaces(r *schema.Report) bool {
	return slices.ContainsFunc(r.Facts, func(f schema.Fact) bool {
		scope := f.Dimensions.EntityScope
		return scope == schema.Summary || scope == schema.Self || r.Territorial && scope != ""
	})
}
