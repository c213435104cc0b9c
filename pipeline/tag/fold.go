package tag

import (
	"cmp"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// paragraph tags the numbers of one paragraph.
func (n *prose) paragraph(loc extract.Loc, text string, ms []nlp.Mention) {
	n.p, n.d.section.carried = n.g.lex.Read(text, ms, n.ctx, n.d.section.carried, n.p.Lexemes[:0])
	n.d.enterParagraph(loc, len(n.out.Facts), cmp.Or(n.d.section.asOf, n.ctx.Heading.Period))
	n.insuredLead(text)
	n.takeUpBefore()
	for i := 0; i < len(n.p.Lexemes) && !n.out.GivenUp(); {
		i = n.step(i)
	}
	n.announce()
	n.leadsFrom()
	if len(n.out.Facts) > n.d.paragraph.first {
		n.collectedForAll()
		n.figures().plusTotals()
		n.figures().minusTotals()
		n.figures().balances()
		n.figures().leftOfTotals()
		n.figures().evens()
		n.figures().adjusts()
	}
	n.endParagraph()
}

// takeUpBefore lets a paragraph that opens without a name of its own go on with what the one before has told: its last
// figure where its parts follow, 第三产业增加值增长5%。⏎其中，批发和零售业增长10.8%, the one thing it has told, 会议费年初预算5万元。⏎
// 支出决算4万元, and in the accounts of a government its budget, 政府性基金支出9亿元。⏎其中本级支出3亿元.
func (n *prose) takeUpBefore() {
	s, alone := n.d.section.before, n.d.section.alone
	if fund := schema.FundNamed(s.Concept); n.ctx.Frame.Territorial && (clause.Specific(fund) || fund == schema.SocialInsurance) && n.opensWithSide() {
		n.d.topic.ofFund(fund, s.Dims.Indicator)
	}
	switch {
	case s.Known() && n.d.section.list == nil && n.p.OpensWithParts():
		n.d.topic.speak(s)
		n.d.topic.lists = []list{{whole: s, fact: -1}}
	case alone.Known() && (len(n.d.topic.subjects) == 0 || wholeSide(n.d.topic.subjects[0].Concept)) && n.opensWithPredicate():
		n.d.topic.speak(alone)
	}
}

// opensWithSide reports a paragraph whose first noun is a side of the accounts and no more: 本级支出3亿元.
func (n *prose) opensWithSide() bool {
	for i := range n.p.Lexemes {
		x := &n.p.Lexemes[i]
		if x.Kind == clause.Number {
			return false
		}
		if x.Kind != clause.Word || x.Entry.Role == clause.PartWord || x.Entry.Role == clause.YearWord {
			continue
		}
		switch x.Entry.Role {
		case clause.HeadWord, clause.QualifierWord:
			return n.p.OpensWithParts() || strings.TrimSpace(clause.TrimFunction(clause.WithoutScope(n.p.Text[:x.Start]))) == ""
		case clause.ConceptWord:
			return x.Entry.Concept == schema.ExpenditureYear || x.Entry.Concept == schema.RevenueYear
		}
		return false
	}
	return false
}

// opensWithPredicate reports a paragraph that opens with what is said of something, and does not name it: 支出决算为5万元.
func (n *prose) opensWithPredicate() bool {
	if len(n.p.Lexemes) == 0 || n.p.Lexemes[0].Kind != clause.Word || strings.TrimSpace(n.p.Text[:n.p.Lexemes[0].Start]) != "" {
		return false
	}
	switch n.p.Lexemes[0].Entry.Role {
	case clause.PhaseWord, clause.CompletionWord, clause.CompareWord, clause.PairWord, clause.ChangeWord:
		return true
	}
	return false
}

// announce takes the fund of a line that opens the items below it, 财政拨款支出主要内容如下：, or of what it tells
// before that: 一般公共预算支出1611.9亿元，下降3.5%。主要科目情况如下：.
func (n *prose) announce() {
	if !n.announces() {
		return
	}
	for k := len(n.out.Facts) - 1; k >= n.d.paragraph.first; k-- {
		if f := &n.out.Facts[k]; f.Kind == schema.Amount && f.Form == schema.Level && clause.Specific(f.Dimensions.FundSource) {
			n.d.section.fund = f.Dimensions.FundSource
			return
		}
	}
	for i := range n.p.Lexemes {
		if x := &n.p.Lexemes[i]; x.Kind == clause.Word && (x.Entry.Role == clause.FundWord || x.Entry.Role == clause.ConceptWord) {
			if sub, _ := n.d.nounPhrase(&n.p, n.ctx, i); sub.Known() {
				n.d.section.fund = sub.Dims.FundSource
			}
			return
		}
	}
}

// announces reports a paragraph that ends with the words for what follows below it: 主要科目情况如下：.
func (n *prose) announces() bool {
	return words.Announcing.Labels().Say(strings.TrimRight(nlp.Squeeze(n.p.Text), "：:。"))
}

// leadsFrom takes the day of a line without figures that opens the lines below it, for which it holds:
// 截至2018年12月统计，部门基本情况如下：.
func (n *prose) leadsFrom() {
	if len(n.out.Facts) > n.d.paragraph.first || !n.announces() {
		return
	}
	if day := n.d.sentence.period; n.d.sentence.dated == schema.FromSentence && day.IsInstant() {
		n.d.section.asOf = day
	}
}

// step reads the lexeme at i and returns the next to read.
func (n *prose) step(i int) int {
	x := &n.p.Lexemes[i]
	switch x.Kind {
	case clause.Number:
		return n.figure(i)
	case clause.Date:
		if x.Start < n.d.clause.framed {
			return i + 1 // 按2019年平均汇率计算
		}
		return n.d.date(&n.p, n.ctx, i)
	case clause.Mark:
		if !n.p.Joins(i) {
			n.punctuate(x)
		}
	case clause.Word:
		if x.Start < n.d.clause.framed {
			return i + 1 // 扣除留抵退税因素后增长6.1%: what is left out is not what grows
		}
		return n.word(i)
	case clause.Classed:
		switch noise := n.p.Mentions[x.Mention].Kind == nlp.Noise; {
		case noise && x.Start == n.d.clause.segment && strings.HasPrefix(n.p.Text[x.End:], "、"):
			n.d.clause.segment, n.d.clause.start, n.d.item = x.End, x.End, itemState{} // …严控支出，三、公务接待费…: the next item
		case !noise && x.Start == n.d.clause.segment && !n.p.IsPlain(x):
			n.d.clause.segment, n.d.clause.start = x.End, x.End
		}
	}
	return i + 1
}

// figure reads the number at i and, where its own name stands behind it and the word for is, the name before it:
// 其中6万元为政府性基金收入，…. It returns what to read next.
func (n *prose) figure(i int) int {
	k := n.nameBehind(i)
	if k < 0 {
		n.number(i)
		return i + 1
	}
	start := n.p.Lexemes[i].Start
	n.d.clause.segment = n.p.Lexemes[k].Start
	next := n.noun(k, n.p.Lexemes[k].Entry)
	n.d.clause.segment = start // 其余20万元为其他收入: what stands before is no name
	for s := range n.d.topic.subjects {
		n.d.topic.subjects[s].Start, n.d.topic.subjects[s].End = start, start
	}
	n.number(i)
	return next
}

// word reads a lexicon word.
func (n *prose) word(i int) int {
	e := n.p.Lexemes[i].Entry
	switch e.Role {
	case clause.ConceptWord, clause.FundWord, clause.HeadWord, clause.TotalWord, clause.QualifierWord:
		return n.noun(i, e)
	case clause.PhaseWord:
		n.turnsSide(&n.p.Lexemes[i])
		n.phaseAfter(i)
	case clause.ShareWord:
		n.d.clause.predicate.role, n.d.clause.predicate.sign, n.d.topic.turn = n.p.ShareOrCompletion(i), e.Sign, 0
	case clause.CompletionWord, clause.ChangeWord, clause.RateWord:
		if n.d.changes(&n.p, i) {
			if e.Role == clause.ChangeWord {
				n.d.goesOnChanging(&n.p, n.ctx)
			}
			n.d.clause.predicate.contradicted, _ = n.p.Contradicts(i)
			n.d.clause.predicate.role, n.d.clause.predicate.sign, n.d.topic.turn = e.Role, e.Sign, 0
			if e.Role == clause.CompletionWord && e.Measure != "" {
				n.d.clause.predicate.budget = e.Measure // 为预算31220万元的101.7%
			}
		}
	case clause.StructureWord:
		n.d.structure(&n.p.Lexemes[i])
	case clause.ReachWord:
		n.comesTo(i)
	case clause.SpanWord:
		n.d.spanOfYears(&n.p, n.ctx, &n.p.Lexemes[i])
	case clause.MonthWord:
		if past := n.d.calendar(n.ctx).Past(e); past.Known() {
			n.d.sentence.turnTo(past)
		}
	case clause.YearWord:
		return n.d.relativeYear(&n.p, n.ctx, i)
	case clause.PairWord:
		n.d.resumes(&n.p, i)
		n.ofWholeAgain(i)
		return n.d.comparison(&n.p, n.ctx, i)
	case clause.CompareWord, clause.FlatWord:
		n.d.resumes(&n.p, i)
		if e.Role == clause.CompareWord && n.d.differs(&n.p, n.ctx, i) {
			break
		}
		n.statement(i)
	case clause.PartWord:
		n.d.part()
		n.d.goesOn(&n.p, n.p.Lexemes[i].Start)
		if !n.dividedAgain(n.p.Lexemes[i].Start) {
			n.openList(n.p.Lexemes[i].Start)
		}
		n.d.item.purpose = !n.p.NumberAhead(i)
	case clause.EachWord:
		n.d.clause.each = true
	case clause.GrantWord:
		n.grants(i)
	case clause.NoWord:
		return n.none(i)
	case clause.LimitWord:
		n.d.clause.limit = !n.ctx.Frame.Territorial || !words.DebtLimitNoun.Labels().Say(n.p.Lexemes[i].Entry.Surface) // 预留限额2亿元 is one of debt
	case clause.ReasonWord:
		n.d.beginReason(n.p.Lexemes[i].Start)
	}
	return i + 1
}

// comesTo takes the verb at lexeme i that says what a figure came to: 收入由9亿元调整为8亿元.
func (n *prose) comesTo(i int) {
	if n.structureAgain() || n.closesRatio(i) {
		return
	}
	n.d.clause.predicate.role = clause.NoRole
	if n.d.adjusts(&n.p, i); i > 0 && n.adjustsBudget(i) {
		if from, _ := n.p.ChangesFrom(i - 1); from {
			n.d.sentence.measure, n.d.sentence.untaken = schema.BudgetAdjusted, true
		}
	}
}

// grants takes the verb at lexeme i that says who gave money, which is budgeted when the year
// begins: 年初批复.
func (n *prose) grants(i int) {
	n.d.clause.granted = true
	if words.YearBegins.Labels().Say(n.d.at(&n.p).SinceSegment(n.p.Lexemes[i].Start)) && n.d.sentence.measure == "" {
		n.d.sentence.measure = schema.BudgetInitial
	}
}

// noun reads the noun phrase that begins with the word at i and returns what is behind it.
func (n *prose) noun(i int, e *clause.Entry) int {
	for k := i + 1; e.Role == clause.QualifierWord && k < len(n.p.Lexemes) && n.p.Lexemes[k].Kind == clause.Word && n.p.Lexemes[k].Start == n.p.Lexemes[k-1].End; k++ {
		e = n.p.Lexemes[k].Entry // 全年失业保险基金收入
	}
	if f := cmp.Or(e.Fund, schema.FundNamed(e.Concept)); clause.Specific(f) || f == schema.SocialInsurance {
		n.d.topic.ofFund(f, e.Member)
	}
	s, j := n.d.nounPhrase(&n.p, n.ctx, i)
	if n.forPurpose(n.p.Lexemes[i].Start, max(j, i+1)) {
		return max(j, i+1)
	}
	if n.isAllOf(i, max(j, i+1)) {
		return max(j, i+1) // 本年收入500万元，均为财政拨款收入，比上年减少20万元
	}
	if s.Bare && n.d.endsName(&n.p, s.Start) {
		return max(j, i+1) // 机关运行经费用支出
	}
	if s.Bare && len(n.d.topic.subjects) > 0 && words.SameItem.Labels().Say(strings.TrimSpace(n.d.at(&n.p).SinceSegment(s.Start))) {
		return max(j, i+1) // 公务车购置费18万元。费用支出较年初预算数减少2万元
	}
	from := n.d.clause.segment
	if n.d.clause.named && len(n.d.topic.subjects) > 0 {
		from = max(from, n.d.topic.subjects[len(n.d.topic.subjects)-1].End) // 车辆通行附加费收入预算
	}
	if kinds := n.kindsBefore(&s); kinds != "" {
		s = clause.Subject{Label: kinds + s.Label, Start: s.Start, End: s.End, Outside: true} // 八项支出合计
	}
	budget, told := n.ofOwnBudget(&s, j)
	if told {
		n.completes(budget)
		n.d.clause.segment = n.p.Lexemes[max(j, i+1)-1].End
		return max(j, i+1)
	}
	lacks := s.Bare && !n.p.Heads(j) || clause.Dependent(&s) && n.d.at(&n.p).Substance(from, s.Start) != ""
	switch {
	case (s.Known() || s.Outside) && !lacks:
		n.d.name(&n.p, n.ctx, s)
	case s.Known():
		n.d.clause.refused = s.Label
	}
	if budget != "" {
		n.completes(budget)
	}
	return max(j, i+1)
}

// isAllOf reports a noun phrase of the lexemes from i to j, and a clause that only says that all of the figure before it
// is what the phrase names. What follows is of that figure.
func (n *prose) isAllOf(i, j int) bool {
	last := n.d.topic.last
	return last >= n.d.paragraph.first && n.out.Ends[last] > n.d.sentence.start &&
		words.AllIs.Labels().Is(strings.TrimSpace(n.p.Text[n.d.clause.start:n.p.Lexemes[i].Start])) && n.p.ClauseEnds(j)
}

// completes makes the ratio of the clause the completion of a budget.
func (n *prose) completes(budget schema.Measure) {
	n.d.clause.predicate.role, n.d.clause.predicate.budget, n.d.topic.turn = clause.CompletionWord, budget, 0
}

// ofOwnBudget takes a side of the accounts up to lexeme j for the name of the budget that a ratio is said to be of, 完成年度支出
// 预算的95%, and the ratio for the completion of what was told before it, or of that side where nothing was. What 占
// measures is told of a whole side: 教育支出占支出预算的20% is a share. It returns the phase of that budget, "" for any other
// name, and whether what it is the budget of was told before.
func (n *prose) ofOwnBudget(s *clause.Subject, j int) (budget schema.Measure, told bool) {
	k := j // the phase behind the name, or at the end of it
	if !budgetAt(&n.p, j) {
		k = j - 1
	}
	if !budgetAt(&n.p, k) || !n.p.RatioOf(k) || !(s.Bare || wholeSide(s.Concept)) {
		return "", false
	}
	pr, said := &n.d.clause.predicate, strings.TrimSpace(n.p.Text[n.d.clause.start:s.Start])
	if pr.role != clause.CompletionWord && pr.role != clause.ShareWord && !words.BeforeSum.Labels().Say(said, "verb") {
		return "", false
	}
	of := n.d.topic.last
	told = of >= n.d.paragraph.first && n.out.Ends[of] > n.d.sentence.start && len(n.d.topic.subjects) > 0
	if pr.role == clause.ShareWord && !(told && wholeSide(n.out.Facts[of].Concept)) {
		return "", false
	}
	named := said + n.p.Text[s.Start:n.p.Lexemes[k].End]
	for _, side := range []string{words.RevenueWord.Word(), words.ExpenditureWord.Word()} {
		named = strings.ReplaceAll(named, side, "") // 年初支出预算 is an 年初预算
	}
	return cmp.Or(schema.PhaseNamed(named), schema.Budget), told
}

// budgetAt reports a word for a budget at lexeme i, or a name that ends with it: 支出预算.
func budgetAt(p *clause.Paragraph, i int) bool {
	if i < 0 || i >= len(p.Lexemes) || p.Lexemes[i].Kind != clause.Word {
		return false
	}
	e := p.Lexemes[i].Entry
	return e.Role == clause.PhaseWord && e.Measure.IsPlanned() || strings.HasSuffix(e.Surface, words.BudgetWord.Word())
}

// wholeSide reports a side of the accounts as a whole, of one budget or of all.
func wholeSide(c schema.ConceptID) bool {
	switch c {
	case schema.RevenueYear, schema.RevenueTotal, schema.ExpenditureYear, schema.ExpenditureTotal, schema.EconomyActual:
		return true
	}
	return schema.FundNamed(c) != ""
}

// kindsBefore is the number of kinds, 八项, that the whole of a side of the accounts in a report on a
// territory is of. It is empty where none stands right before the name.
func (n *prose) kindsBefore(s *clause.Subject) string {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || !n.ctx.Frame.Territorial || n.out.Ends[k] != s.Start || !s.Bare && s.Concept != schema.ExpenditureYear && s.Concept != schema.ExpenditureGeneralPublicBudget {
		return ""
	}
	if f := &n.out.Facts[k]; f.Kind == schema.Count && words.ClassOfWhole.Labels().Say(f.Unit) {
		return f.Raw
	}
	return ""
}

// turnsSide takes a phase that is called after what is spent for the name of that side, where its sentence spoke last
// of the whole that came in: 一般公共预算收入决算5亿元，支出决算6亿元.
func (n *prose) turnsSide(x *clause.Lexeme) {
	opens := clause.TrimFunction(n.p.Text[min(n.d.sentence.start, x.Start):x.Start]) == "" // 收入决算数5万元。支出决算数6万元
	if !x.Entry.OfSpending() || n.d.clause.named || len(n.d.topic.subjects) != 1 || len(n.d.topic.lists) > 0 && !opens {
		return
	}
	s := n.d.topic.subjects[0]
	if s.Start < n.d.sentence.start && !opens || !wholeSide(s.Concept) || !ofRevenue(s.Concept) {
		return
	}
	s.Concept, s.Label, s.Start, s.End = clause.OtherSide(s.Concept), n.p.Text[x.Start:x.End], x.Start, x.End
	n.d.topic.speak(s)
	n.d.clause.named, n.d.topic.turn = true, 0
}

// phaseAfter reads the phase at i. Behind a figure of the item it is that of the next, and the next item begins
// with the one before again: 接待费支出2万元，年初预算3万元；车辆运行费支出5万元.
func (n *prose) phaseAfter(i int) {
	x := &n.p.Lexemes[i]
	if n.forPurpose(x.Start, i+1) {
		return
	}
	before := n.d.sentence.measure
	n.d.phaseWord(&n.p, i)
	if m := x.Entry.Measure; m.IsBudget() && m != schema.Budget && words.HoldsBelow.Labels().Say(strings.TrimRight(n.p.Text[x.Start:x.End], "）) ")) {
		n.budget = m
	}
	k := n.d.topic.last
	if aim := n.d.sentence.measure == schema.Target && before == "" && n.ctx.Frame.Kind == schema.Performance; aim && !n.d.item.phased && i+1 < len(n.p.Lexemes) && n.p.Lexemes[i+1].Kind == clause.Number {
		n.d.item.phased = true // 接种率目标≥95%；处置率100%: the aim is of its item
	}
	if n.d.item.phased || n.d.sentence.measure == before || k < 0 || n.out.Ends[k] <= n.d.sentence.start {
		return
	}
	if !strings.ContainsAny(n.p.Text[n.out.Ends[k]:x.Start], "；;") {
		n.d.item.measure, n.d.item.phased = before, true
	}
}

// forPurpose reports words at a byte, up to lexeme next, that say what the figure right before them is for and
// close its clause: 30万元用于工程预算编制；.
func (n *prose) forPurpose(at, next int) bool {
	k := len(n.out.Facts) - 1
	return k >= n.d.paragraph.first && n.out.Ends[k] == n.d.clause.start && next > 0 && words.UsedFor.Labels().Say(n.p.Text[n.d.clause.start:at]) && n.p.ClauseEnds(next)
}

// phaseWord reads the phase at i: what a completion is measured against, or the phase
// of the figures that follow.
func (d *discourse) phaseWord(p *clause.Paragraph, i int) {
	phase := p.Lexemes[i].Entry.Measure
	switch {
	case phase == schema.Actual && p.OfBudget(i):
		d.clause.predicate.role, d.topic.turn = clause.CompletionWord, 0 // 实际完成年初预算的127.91%
	case d.clause.predicate.role != clause.ShareWord && phase.IsPlanned() && p.RatioOf(i):
		d.clause.predicate.role, d.clause.predicate.budget, d.topic.turn = clause.CompletionWord, phase, 0 // 为调整预算（以下简称“预算”）的98.6%
	case d.clause.predicate.role == clause.CompletionWord:
		d.clause.predicate.budget = phase
	case d.clause.predicate.role == clause.ShareWord && phase.IsBudget() && p.RatioOf(i):
		// 占…变动预算的93.1%: what it is a share of, and no phase of the figures around
	case phase == schema.Budget && d.sentence.untaken && d.sentence.measure.IsBudget():
		// 调整预算后项目预算9万元: the phase that was named before says which budget
	default:
		d.sentence.measure, d.sentence.untaken = phase, true
		d.projectPhaseSubject(p, phase, &p.Lexemes[i])
	}
}

// punctuate ends what a mark ends.
func (n *prose) punctuate(x *clause.Lexeme) {
	switch x.Mark {
	case '|':
		return
	case '(':
		n.d.openBracket(x.End)
		n.pastLeftOut(x.End)
		if n.opensKinds(x) {
			n.openList(x.End)
		}
		n.contains(x)
		return
	case ')':
		n.shut(x)
		return
	}
	if x.Mark == ':' {
		n.colon(x)
	} else {
		n.leavePurpose()
	}
	if x.Mark == ',' {
		n.leadsProject(x)
		n.partsWithin(x)
	}
	if x.Mark == ',' && n.figures().defines(n.d.topic.last, n.d.sentence.start, x.End) {
		n.d.item.purpose = true
	}
	n.divide(x)
	n.d.beginClause(x.End)
	if x.Mark == ':' && n.opensKinds(x) {
		n.openList(x.End)
	}
	n.contains(x)
	n.pastLeftOut(x.End)
	if n.d.sentence.untaken && x.Mark != ':' {
		n.d.sentence.measure, n.d.sentence.untaken = "", false
	}
	switch x.Mark {
	case ';':
		n.d.sentence.unit = ""
		n.d.endItem()
		if n.ofPlace() {
			n.d.sentence.measure = "" // 财政支出年初预算9万元，调整预算8万元；农业增加值增长4.5%
		}
		for len(n.d.topic.lists) > 1 || n.opensNothing() {
			n.closeList()
		}
	case '.', '\n':
		n.endSentence(x.End)
	}
}

// leavePurpose goes back to the money of a sentence behind a clause that only says what it is for:
// 新增债券5亿元，用于教育支出。其中市本级3亿元 is of the bonds.
func (n *prose) leavePurpose() {
	k, last := len(n.d.topic.subjects)-1, len(n.out.Facts)-1
	if !n.d.clause.named || k < 0 || last < n.d.paragraph.first || n.out.Ends[last] <= n.d.sentence.start || n.out.Ends[last] > n.d.clause.start {
		return
	}
	f, s := &n.out.Facts[last], &n.d.topic.subjects[k]
	if s.Start < n.d.clause.start || f.Kind != schema.Amount || !words.UsedFor.Labels().Say(n.p.Text[n.d.clause.start:s.Start]) {
		return
	}
	n.d.topic.speak(clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label, Outside: f.Concept == "", Start: n.out.Ends[last], End: n.out.Ends[last]})
}

// pastLeftOut begins the segment behind what the clause that begins at a byte says its figure leaves out:
// 剔除留抵退税因素后增长6%.
func (n *prose) pastLeftOut(at int) {
	if end := n.p.LeavesOut(n.p.LexemeAt(at)); end > 0 {
		n.d.clause.framed, n.d.clause.segment = end, end
	}
}

// contains opens the parts of a figure of a body's accounts behind a mark, where the first is a noun of them:
// 支出预算520万元（含人员支出450万元、公用支出70万元）.
func (n *prose) contains(x *clause.Lexeme) {
	rest, within := words.PartWithin.Labels().Cut(n.p.Text[x.End:], strings.CutPrefix, "holds")
	if !within || n.ctx.Frame.Territorial && x.Mark != '(' || n.d.topic.last < 0 {
		return
	}
	at := len(n.p.Text) - len(rest)
	i := n.p.LexemeAt(at)
	if i >= len(n.p.Lexemes) || n.p.Lexemes[i].Start != at || n.p.Lexemes[i].Kind != clause.Word {
		return
	}
	switch n.p.Lexemes[i].Entry.Role {
	case clause.ConceptWord, clause.FundWord:
		n.d.part()
		n.openList(x.End)
		n.d.clause.start, n.d.clause.segment = at, at
	}
}

// partsWithin opens the parts of a class that a clause names without a figure, before a mark: 节能环保支出中，….
func (n *prose) partsWithin(x *clause.Lexeme) {
	k := len(n.d.topic.subjects) - 1
	if k < 0 || !n.d.clause.named {
		return
	}
	switch s := &n.d.topic.subjects[k]; s.Concept {
	case schema.ExpenditureByFunction, schema.ExpenditureByEconomic:
		if s.Start >= n.d.clause.start && s.End <= x.Start && strings.TrimSpace(n.p.Text[s.End:x.Start]) == words.Within {
			n.d.topic.lists = append(n.d.topic.lists, list{whole: *s, fact: -1})
		}
	}
}

// boughtAbove is the last figure of all that is bought that the paragraphs above tell in a part on
// procurement, -1 for none: 按资金来源分， in a paragraph of its own divides it.
func (n *prose) boughtAbove() int {
	for k := n.d.paragraph.first - 1; k >= 0 && n.out.Facts[k].Section == n.d.section.id; k-- {
		if f := &n.out.Facts[k]; f.Concept == schema.ProcurementTotal && f.Form == schema.Level && f.Dimensions.FundSource == "" {
			return k
		}
	}
	return -1
}

// opensKinds reports a mark right behind what was bought that a kind of it follows:
// 政府采购支出总额85万元（货物35万元、服务50万元）.
func (n *prose) opensKinds(x *clause.Lexeme) bool {
	last := n.d.topic.last
	if last < n.d.paragraph.first || n.out.Facts[last].Concept != schema.ProcurementTotal || n.out.Ends[last] != x.Start {
		return false
	}
	rest := n.p.Text[x.End:]
	at := strings.IndexFunc(rest, func(r rune) bool { return !clause.IsWordRune(r) || r >= '0' && r <= '9' })
	return at > 0 && words.ProcuredKind.Labels().Is(rest[:at])
}

// opensNothing reports a list of a figure of this sentence that an item ends without a member:
// 教育支出98万元，占33%，主要用于学校运转；农林水支出50万元，占17%.
func (n *prose) opensNothing() bool {
	l := n.d.topic.innermost()
	return l != nil && len(l.members) == 0 && l.fact >= 0 && n.out.Ends[l.fact] > n.d.sentence.start
}

// saysDivision reports a clause that ends at x and says by what a whole is divided: 按期限分，.
// 从收入看， turns to another whole, which 从收入构成看， does not.
func (n *prose) saysDivision(x *clause.Lexeme) bool {
	said := strings.TrimSpace(n.p.Text[n.d.clause.start:x.Start])
	return words.DivisionEnd.Labels().Say(said, "makeup") || words.DivisionEnd.Labels().Say(said) && !words.SameSubject.Labels().Say(said)
}

// divide lets a clause that only says how the whole is divided anew, 按级次划分，, end the list of
// how it was divided before: what follows is of the whole.
func (n *prose) divide(x *clause.Lexeme) {
	l := n.d.topic.innermost()
	if (x.Mark == ':' || x.Mark == ',' && n.saysDivision(x)) && (l == nil || l.fact >= 0 && len(l.members) == 0) {
		n.divided(x)
		return
	}
	if l == nil || l.fact < 0 || len(l.members) == 0 || n.d.clause.named || x.Mark != ',' || !clause.DividesAnew(n.p.Text[n.d.clause.start:x.Start]) {
		return
	}
	whole := l.whole
	n.closeList()
	n.d.topic.speak(whole)
}

// behindLevel reports a clause behind the last figure, in its sentence: 支出50万元，按功能分类，.
func (n *prose) behindLevel() bool {
	return n.d.topic.last >= n.d.paragraph.first && n.out.Ends[n.d.topic.last] > n.d.sentence.start
}

// divided opens the parts of the last figure of the paragraph at 按功能分类：, or of the one that such a clause
// divided before.
func (n *prose) divided(x *clause.Lexeme) {
	if n.d.clause.start != n.d.sentence.start && !n.behindLevel() || !clause.DividesAnew(strings.TrimPrefix(strings.TrimPrefix(n.p.Text[n.d.clause.start:x.Start], words.ExpenditureWord.Word()), words.RevenueWord.Word())) || n.d.section.list != nil {
		return
	}
	whole := n.d.paragraph.dividedBy - 1
	if whole < 0 {
		whole = n.d.topic.last
	}
	if whole < n.d.paragraph.first {
		if whole = n.boughtAbove(); whole < 0 {
			return
		}
	}
	n.d.paragraph.dividedBy = whole + 1
	f := &n.out.Facts[whole]
	w := clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}
	n.d.topic.lists = append(n.d.topic.lists, list{whole: w, fact: whole, divided: true})
	n.d.topic.speak(w)
}

// closesRatio reports 达到 right behind the word that a ratio is told with: 占支出的比重达到76.3%, 下降率达到7.7%.
func (n *prose) closesRatio(i int) bool {
	if i == 0 || n.d.clause.predicate.role == clause.NoRole {
		return false
	}
	x := &n.p.Lexemes[i-1]
	return x.Kind == clause.Word && (x.Entry.Role == clause.ShareWord || x.Entry.Rate) && strings.TrimSpace(n.p.Text[x.End:n.p.Lexemes[i].Start]) == ""
}

// shut ends a bracket, with the lists that it opened.
func (n *prose) shut(x *clause.Lexeme) {
	around := n.d.around()
	if n.d.deeper > 0 {
		n.d.deeper--
		return
	}
	if around == nil {
		return
	}
	for len(n.d.topic.lists) > len(around.topic.lists) {
		n.closeList() // a list of its own: 300万元（包括A 180万元、B 120万元）
	}
	inside := n.d.topic.subjects
	n.d.shutBracket()
	if since := strings.TrimLeft(n.p.Between(n.d.clause.start, x.End), " "); strings.HasPrefix(since, "（") || strings.HasPrefix(since, "(") {
		n.d.clause.start, n.d.clause.segment = x.End, max(n.d.clause.segment, x.End) // 露营地35个（大的4个）、步道48条: no words of what follows
	}
	if k := len(n.out.Facts) - 1; k >= n.d.paragraph.first && n.out.Ends[k] > n.d.clause.start {
		n.d.clause.segment = max(n.d.clause.segment, x.End) // 教育支出（5亿元）、卫生健康支出（3亿元）: each in its own bracket
	}
	if n.d.nicknamed(&n.p, inside, x.Start) {
		n.d.topic.subjects, n.d.topic.turn, n.d.clause.named = inside, 0, true
	}
}

// endSentence closes the lists and returns to the subject of the whole.
func (n *prose) endSentence(end int) {
	n.d.endReason()
	keep := 0
	if n.d.section.list != nil {
		keep = 1 // a list announced by the paragraph before goes on
	}
	if len(n.d.topic.lists) > keep {
		outer := n.d.topic.lists[keep]
		for len(n.d.topic.lists) > keep {
			n.closeList()
		}
		if outer.whole.Known() {
			n.d.topic.speak(outer.whole)
		}
	}
	n.leadTopic(end)
	n.reopen(end)
	n.d.beginSentence(end)
}

// reopen lets a sentence of a work report that has lost its line ends open a part of it,
// as its paragraphs do in others: 一年来，….
func (n *prose) reopen(end int) {
	if !n.runsOn {
		return
	}
	if h := n.ctx.Frame.UnderOpening(n.ctx.Heading, n.p.Text[min(end, len(n.p.Text)):]); h != n.ctx.Heading {
		n.ctx.Heading = h
		n.d.paragraph.period, n.d.paragraph.dated = h.Period, schema.FromHeading
	}
}

// leadTopic lets the first sentence of an item that only names something set
// the subject of the rest: ②基层政权专项经费。项目全年预算数4万元….
func (n *prose) leadTopic(end int) {
	if n.d.sentence.start != 0 || len(n.out.Facts) > n.d.paragraph.first || len(n.p.Lexemes) == 0 || n.p.Lexemes[0].Kind != clause.Classed || end >= len(n.p.Text) {
		return
	}
	title := strings.TrimRight(n.p.View.Plain(min(n.p.View.Start, end), end), "。 ")
	if t := n.topicOf(title); nlp.HanCount(title) <= 40 && (t.Known() || t.Dims.Project != "") {
		n.d.section.subject = t
		n.d.topic.speak(t)
	}
}

// topicOf reads a heading as a subject: a known noun phrase, or in the parts
// about projects the project's name.
func (n *prose) topicOf(title string) clause.Subject {
	if name := evaluatedProject(title); n.d.section.ofProjects() && name != "" {
		return ofProject(name)
	}
	probe := prose{g: n.g, ctx: n.ctx, out: n.out, p: clause.Paragraph{Text: title, View: nlp.ViewOf(title)}}
	probe.d.section.id = n.d.section.id
	probe.p.Lexemes, _ = probe.p.ClassPaths(n.g.lex.Lex(&probe.p.View, nil, nil), n.ctx, n.d.section.carried.Class)
	for i := range probe.p.Lexemes {
		if probe.p.Lexemes[i].Kind != clause.Word || n.d.section.ofProjects() && probe.p.Lexemes[i].Start > 0 {
			continue
		}
		if s, _ := probe.d.nounPhrase(&probe.p, probe.ctx, i); s.Known() && !s.Bare && !s.Both {
			s.Start, s.End = 0, 0
			return s
		}
	}
	if n.d.section.ofProjects() && isProjectName(title) {
		s := clause.Subject{Label: title}
		s.Dims.Project = clause.ProjectName(title)
		return s
	}
	return clause.Subject{}
}
