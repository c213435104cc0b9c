package tag

import (
	"cmp"
	"strings"

	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// measureOf is the phase of a fact, named in the clause or the one its document
// and section imply, and which of them says so.
func (n *prose) measureOf(f *schema.Fact) (schema.Measure, schema.Origin) {
	if m, from, settled := n.measureOfConcept(f); settled {
		return m, from
	}
	if f.Form == schema.Completion || f.Form == schema.Share || f.Form == schema.PctChange {
		if n.d.sentence.measure.IsBudget() && n.ctx.Frame.Kind != schema.BudgetReport {
			return schema.Final, schema.FromDocument
		}
	}
	if f.Form == schema.Completion && n.d.sentence.measure == schema.Target && n.d.clause.predicate.budget.IsBudget() {
		return schema.Executed, schema.FromSentence // 高于年度目标5.6个百分点，完成年度预算的31.7%
	}
	switch {
	case f.Form == schema.Level && n.d.sentence.measure.IsBudget() && (n.ctx.Frame.Kind == schema.BudgetReport || n.ctx.Frame.Territorial) && n.completed(), // 预算数95亿元，其中：保工资支出完成62亿元
		n.d.sentence.measure == schema.Actual && n.ctx.Frame.Territorial: // 实际完成90万元: accounts have an execution, indicators an actual value
		return schema.Executed, schema.FromSentence
	case n.ctx.Frame.Kind == schema.BudgetReport && (n.d.sentence.measure == "" || n.d.sentence.measure == schema.Budget) && (f.Form == schema.Completion || n.d.at(&n.p).CompletionAhead()),
		n.ctx.Frame.Kind == schema.BudgetReport && n.d.sentence.measure == "" && f.Form == schema.Level && n.reached():
		return schema.Executed, schema.FromSentence // 预算收入630.5亿元，完成预算的100.1%: the report looks back
	case n.d.sentence.measure == schema.Budget && n.ctx.Frame.Kind == schema.BudgetReport:
		if m, from := n.d.phase(n.ctx); m != schema.Executed && m != schema.Final {
			return m, from // a budget's own figures are the year's initial budget
		}
		return schema.BudgetInitial, schema.FromSentence // 收入预算250亿元，实际完成…: what the execution is told of
	case n.spentOfBudget(f):
		n.d.sentence.measure = ""
		return n.d.phase(n.ctx)
	case n.d.sentence.measure != "":
		return n.d.sentence.measure, schema.FromSentence
	}
	if said := n.p.Text[n.d.clause.start:n.d.number.start]; f.Form == schema.Level && (n.ctx.Frame.OfBudget() && words.YearBegins.Labels().Say(said) ||
		n.d.clause.named && schema.FundNamed(f.Concept) != "" && strings.HasSuffix(strings.TrimSpace(said), words.YearBegins.Word())) {
		return schema.BudgetInitial, schema.FromSentence // 年初市级支出70.8亿元, 收入年初7亿元
	}
	if ((n.ctx.Frame.Kind == schema.WorkReport || n.ctx.Frame.LooksAhead()) && !n.d.isPast(n.ctx) || n.d.isAhead(n.ctx)) && n.aimed() {
		return schema.Target, schema.FromSentence // 主要预期目标是：…，一般公共预算收入增长2%
	}
	if f.Form == schema.Level && n.ctx.Frame.OfBudget() && n.d.withinYear() {
		return schema.Executed, schema.FromSentence
	}
	if m := cmp.Or(n.measureOfWhole(f), n.measureOfPart(f)); m != "" {
		return m, schema.FromSentence
	}
	return n.d.phase(n.ctx)
}

// measureOfPart is the phase of the amount that a share or a change without one is of, where that has it from its
// sentence: 决算9万元。其中公务接待费2万元，占22%, 累计完成2.4亿元，增长5%, whatever the report is of.
func (n *prose) measureOfPart(f *schema.Fact) schema.Measure {
	k := n.d.topic.last
	if f.Form == schema.Level || f.Form == schema.Completion || k < 0 || n.out.Ends[k] < n.d.sentence.start {
		return ""
	}
	if part := &n.out.Facts[k]; part.Form == schema.Level && part.Concept == f.Concept && part.MeasureSource == schema.FromSentence {
		return part.Measure
	}
	return ""
}

// spentOfBudget reports an amount that a clause of accounts names again right behind its budget and without a
// phase of its own, which is what became of it: 支出预算9万元，全年支出8万元.
func (n *prose) spentOfBudget(f *schema.Fact) bool {
	k := n.d.topic.last
	if n.ctx.Frame.Territorial || n.ctx.Frame.Kind != schema.FinalAccounts && n.ctx.Frame.Kind != schema.Performance ||
		f.Form != schema.Level || !n.d.clause.named || n.d.sentence.untaken || !n.d.sentence.measure.IsBudget() || k < 0 || n.out.Ends[k] <= n.d.sentence.start {
		return false
	}
	budget := &n.out.Facts[k]
	return budget.Form == schema.Level && budget.Measure.IsBudget() && budget.Concept == f.Concept && budget.Dimensions == f.Dimensions
}

// measureOfWhole is the phase that the words before the whole of a list say, for its members behind the
// sentence of the whole: 实际支出9万元，执行率96%。其中：基本支出5万元.
func (n *prose) measureOfWhole(f *schema.Fact) schema.Measure {
	l := n.d.topic.innermost()
	if l == nil || l.fact < 0 || f.Form != schema.Level {
		return ""
	}
	whole := &n.out.Facts[l.fact]
	if n.besideOther(l.fact) {
		return "" // 支出2万元，年初预算3万元。其中：接待费支出1万元: of what was told first
	}
	if whole.Kind != f.Kind || whole.Form != schema.Level || whole.MeasureSource != schema.FromSentence || whole.Rule == completionBase {
		return ""
	}
	if whole.Measure == schema.Actual && !clause.IsEconomy(f.Concept) {
		return schema.Executed // 财政总收入2亿元，其中：一般公共预算收入1亿元
	}
	return whole.Measure
}

// besideOther reports an amount of accounts told right behind what it became: the same, in another phase.
func (n *prose) besideOther(k int) bool {
	if n.ctx.Frame.Kind != schema.FinalAccounts && n.ctx.Frame.Kind != schema.Performance || !n.out.Facts[k].Measure.IsBudget() {
		return false
	}
	for k > n.d.paragraph.first && n.out.Facts[k].Concept == "" {
		k-- // 支出2万元，年初预算3万元，差值1万元
	}
	f := &n.out.Facts[k]
	if k == n.d.paragraph.first || !f.Measure.IsBudget() {
		return false
	}
	first := &n.out.Facts[k-1]
	return first.Form == schema.Level && !first.Measure.IsBudget() && first.Concept == f.Concept && first.Dimensions == f.Dimensions
}

// measureOfConcept is the phase that a fact has by its concept, where that settles it.
func (n *prose) measureOfConcept(f *schema.Fact) (m schema.Measure, from schema.Origin, settled bool) {
	switch f.Concept {
	case "", schema.BalanceClosing, schema.BalanceAllocation, schema.BalanceUseNonFiscal:
		m, from = n.measureOfOther(f)
		return m, from, true
	case schema.EconomyTarget:
		return schema.Target, schema.FromConcept, true
	case schema.EconomyActual:
		return schema.Actual, schema.FromConcept, true
	case schema.PerformanceProjectSpent:
		if n.d.sentence.measure == schema.Used {
			return schema.Used, schema.FromSentence, true
		}
		return schema.Executed, schema.FromConcept, true
	case schema.PerformanceProjectBudget:
		m, from = n.d.budgetPhase()
		return m, from, true
	case schema.BalanceOpening:
		if n.d.sentence.measure == schema.Used {
			return schema.Used, schema.FromSentence, true
		}
		m, from = n.d.phase(n.ctx)
		return m, from, true
	case schema.BudgetAddition, schema.BudgetReduction:
		if n.d.sentence.measure == schema.Used {
			return schema.Used, schema.FromSentence, true
		}
		return "", "", true
	case schema.DebtBalance:
		if m, _ := n.d.phase(n.ctx); n.d.sentence.measure == "" && m.IsBudget() && (n.d.isOwed(n.ctx) || words.UntilNow.Labels().Say(n.p.Text[n.d.sentence.start:n.d.number.start])) {
			return schema.Executed, schema.FromConcept, true // 截至2025年底债务余额, 目前债务余额: what is owed on a day, whatever is budgeted
		}
	case schema.AssetFixed, schema.AssetFixedByKind:
		if m, from := n.d.phase(n.ctx); !m.IsBudget() {
			return m, from, true
		}
		return "", "", true // what is held on a day, whatever year is budgeted
	case schema.PerformanceAmountCovered, schema.PerformanceIndicator, schema.PerformanceScore:
		return "", "", true
	case schema.ProcurementSMEReserved, schema.ProcurementSmallReserved:
		return schema.Budget, schema.FromConcept, true
	}
	return "", "", false
}

// measureOfOther is the phase of a figure without a concept, or of a balance, of which a
// budget tells when it looks back, and accounts as of what it was.
func (n *prose) measureOfOther(f *schema.Fact) (schema.Measure, schema.Origin) {
	switch {
	case n.d.section.ofAssets() && f.Concept == "" && !n.d.sentence.measure.IsBudget() && n.ctx.Frame.Measure.IsBudget():
		return "", "" // 流动资产448万元 is held on a day
	case n.ctx.Frame.Kind == schema.BudgetReport && (n.d.sentence.measure == "" || n.d.sentence.measure == schema.Budget):
		if f.Kind == schema.Amount && n.d.at(&n.p).CompletionAhead() || f.Form == schema.Completion {
			return schema.Executed, schema.FromSentence
		}
		if n.ctx.Heading.Measure == schema.Executed && !n.ofAccounts(f) {
			return "", "" // 争取专项债券12亿元: a deed, not a line of the accounts
		}
		return n.d.phase(n.ctx)
	case n.ctx.Frame.Kind == schema.BudgetReport || f.Concept == "":
		return n.d.sentence.measure, schema.FromSentence
	}
	return schema.Final, schema.FromDocument
}

// withinYear reports a day before the end of its year up to which something was spent:
// 截至2026年1月31日，一般公共预算支出5.8亿元 is done, whatever the year's budget is.
func (d *discourse) withinYear() bool {
	p := d.sentence.period
	return p.IsInstant() && p.End != schema.YearPeriod(p.End.Year()).End
}

// intended is the phase of a figure without a concept in a report on work that its
// sentence, or its heading, says is yet to be reached: 力争…达到80%, and what the year in
// hand is to bring. It is empty for others.
func (n *prose) intended() (schema.Measure, schema.Origin) {
	switch {
	case n.ctx.Frame.Kind != schema.WorkReport || n.d.isPast(n.ctx):
		return "", ""
	case n.aimed():
		return schema.Target, schema.FromSentence
	case n.d.isPlanned(n.ctx):
		return schema.Target, schema.FromHeading
	case n.d.isAhead(n.ctx):
		return schema.Target, n.d.sentence.dated
	}
	return "", ""
}

// intend gives a figure without a concept the phase that it is intended in: 年度计划投资150亿元 of what the year in hand is
// to bring is no budget of an office.
func (n *prose) intend(f *schema.Fact) {
	if f.Concept != "" || f.Measure != "" && !(f.Measure == schema.Budget && n.ofPlace()) {
		return
	}
	if m, from := n.intended(); m != "" || f.Measure == "" {
		f.Measure, f.MeasureSource = m, from
	}
}

// completed reports an amount behind the verb that says it was reached: 支出完成62亿元.
func (n *prose) completed() bool {
	i := n.p.LexemeAt(n.d.number.start) - 1
	if i < 0 {
		return false
	}
	x := &n.p.Lexemes[i]
	if x.Kind == clause.Word && x.Entry.Role == clause.CompletionWord && strings.TrimSpace(n.p.Text[x.End:n.d.number.start]) == "" {
		return true
	}
	k := len(n.d.topic.subjects) - 1
	return k >= 0 && n.d.clause.named && i > 0 && n.d.topic.subjects[k].Start > 0 && n.d.clause.start < n.d.topic.subjects[k].Start &&
		words.CompletedVerb.Labels().Say(n.p.Text[n.d.clause.start:n.d.topic.subjects[k].Start]) // 支出预算9亿元，完成支出8亿元
}

// reached reports an amount right behind that verb, of which nothing says that it is yet to be: 累计完成2.4亿元, and
// not 预期完成84亿元.
func (n *prose) reached() bool {
	if !n.completed() || n.d.isToCome(n.ctx) {
		return false
	}
	verb := &n.p.Lexemes[n.p.LexemeAt(n.d.number.start)-1]
	target, found := cueFor(n.p.WithoutNames(n.d.sentence.start, verb.Start))
	return !(found && target)
}

// isPast reports a period before the year of the document.
func (d *discourse) isPast(ctx *clause.Context) bool {
	return d.sentence.period.Known() && d.sentence.period.End.Year() < ctx.Frame.YearAhead()
}

// isOwed reports the debt of a day that has been: before the year of a budget, or in a
// notice of what is owed.
func (d *discourse) isOwed(ctx *clause.Context) bool {
	year := d.sentence.period.End.Year()
	return d.sentence.period.Known() && (year < ctx.Frame.Year || year == ctx.Frame.Year && schema.PhaseNamed(ctx.Frame.Title) == "")
}

// isAhead reports a period after the year of the document: 力争到2030年末收入突破55亿元.
func (d *discourse) isAhead(ctx *clause.Context) bool {
	span := d.sentence.period
	this := ctx.Frame.ThisYear()
	if !ctx.Frame.Territorial || !span.Known() || this == 0 || span.End.Year() <= this {
		return false
	}
	return span.Start.Year() > this || span.Start.Time().AddDate(1, 0, 0).Before(span.End.Time()) // 2021年7月至2022年6月 has begun
}

// isToCome reports a period after the year whose execution a report on a budget tells:
// nobody knows yet what will be reached in it.
func (d *discourse) isToCome(ctx *clause.Context) bool {
	return ctx.Frame.Told > 0 && d.sentence.period.Known() && d.sentence.period.End.Year() > ctx.Frame.Told
}

// isPlanned reports a figure under a heading over what the year in hand is to bring,
// unless the sentence tells of a year before.
func (d *discourse) isPlanned(ctx *clause.Context) bool {
	ahead := ctx.Heading.Measure == schema.Target
	if h := ctx.Heading.Period; ctx.Frame.Kind == schema.WorkReport && ctx.Frame.LooksAhead() && h.Known() {
		ahead = ahead || h.End.Year() >= ctx.Frame.YearAhead() // 2026年民生实事 in a report of that year
	}
	return ahead && !d.isPast(ctx)
}

// aimed reports a figure that the sentence says is an aim.
func (n *prose) aimed() bool {
	target, found := cueFor(n.p.WithoutNames(n.d.sentence.start, n.d.number.start))
	return found && target
}

// adjusts takes a budget that is said to have been changed, 支出预算调整为, for the
// adjusted one.
func (d *discourse) adjusts(p *clause.Paragraph, i int) {
	if d.sentence.measure.IsBudget() && words.AdjustedBy.Labels().Say(p.Lexemes[i].Entry.Surface) {
		d.sentence.measure, d.sentence.untaken = schema.BudgetAdjusted, true
	}
}

// adjustsBudget reports that verb at lexeme i in the report of a government.
func (n *prose) adjustsBudget(i int) bool {
	if !n.ctx.Frame.Territorial || i >= len(n.p.Lexemes) {
		return false
	}
	x := &n.p.Lexemes[i]
	return x.Kind == clause.Word && x.Entry.Role == clause.ReachWord && words.AdjustedBy.Labels().Say(x.Entry.Surface)
}

// phase is the phase of figures that name none: that of their heading, else
// that of the document. A year after the one whose execution is told is planned.
func (d *discourse) phase(ctx *clause.Context) (schema.Measure, schema.Origin) {
	if d.ofMonths(ctx) {
		return schema.Executed, schema.FromSentence
	}
	if ctx.Heading.Measure == schema.Target && d.isPast(ctx) {
		return schema.Executed, schema.FromSentence // 2025年收入115亿元 under the heading of what 2026 is to bring
	}
	past := ctx.Frame.OfBudget() && d.sentence.dated == schema.FromSentence && d.sentence.period.Known() && d.sentence.period.End.Year() < ctx.Frame.Year
	if past && ctx.Heading.Measure.IsBudget() {
		return schema.Executed, schema.FromSentence // 2025年偿还本金1亿元 under the title 2026年政府债务预算公开
	}
	if m := ctx.Heading.Measure; m != "" {
		if told := ctx.Year(); m == schema.Executed && ctx.Frame.Kind == schema.BudgetReport && told > 0 && d.sentence.period.Known() && d.sentence.period.Start.Year() > told {
			return schema.BudgetInitial, schema.FromSentence
		}
		return m, schema.FromHeading
	}
	if past {
		return schema.Executed, schema.FromSentence // 2025年收入115亿元 in news of the budget of 2026
	}
	if told := d.sentence.period; ctx.Frame.Kind == schema.BudgetReport && ctx.Frame.Measure == schema.Executed && told.Known() && told.Start.Year() > ctx.Frame.Year {
		return schema.BudgetInitial, schema.FromSentence // 2018年到期本息 in a notice of what is owed at the end of 2017
	}
	return ctx.Frame.Measure, schema.FromDocument
}

// ofMonths reports a figure of the first months of the year that a report budgets: what
// is spent before the budget is approved, 2026年1月全市支出15万元. A budget is of a year.
func (d *discourse) ofMonths(ctx *clause.Context) bool {
	span := d.sentence.period
	return ctx.Frame.Told > 0 && d.sentence.dated == schema.FromSentence && span.Known() && span.Start != span.End &&
		span.Start.Year() == span.End.Year() && span.End.Year() > ctx.Frame.Told && span != schema.YearPeriod(span.End.Year()) &&
		span.Start.Time().Month() == 1 && span.End.Time().Month() < 6
}

// ofAccounts reports a figure whose words are those of revenue, expenditure or
// a fund, or a change or share of such a figure.
func (n *prose) ofAccounts(f *schema.Fact) bool {
	if f.Form != schema.Level && n.d.topic.last >= 0 {
		return n.out.Facts[n.d.topic.last].Measure != ""
	}
	if k := len(n.d.topic.lists) - 1; k >= 0 && n.d.topic.lists[k].fact >= 0 && n.out.Facts[n.d.topic.lists[k].fact].Measure != "" {
		return true // a part of a line of the accounts
	}
	return f.Concept != "" || words.AccountNoun.Labels().Say(f.Label)
}

// budgetPhase is the phase of a project budget.
func (d *discourse) budgetPhase() (schema.Measure, schema.Origin) {
	if d.sentence.measure.IsBudget() {
		return d.sentence.measure, schema.FromSentence
	}
	return schema.Budget, schema.FromConcept
}
