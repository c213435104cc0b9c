package tag

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// What a word of the lexicon names depends on where it stands: these are the
// places where it names something else than its concept, or nothing.

// boughtElsewhere reports 工程支出 and its like where nothing speaks of
// procurement: 基建工程支出 is no 政府采购工程支出.
func (d *discourse) boughtElsewhere(p *clause.Paragraph, s *clause.Subject) bool {
	switch s.Concept {
	case schema.ProcurementGoods, schema.ProcurementWorks, schema.ProcurementServices:
	default:
		return false
	}
	if strings.Contains(string(d.section.id), "procurement") || words.Procurement.Labels().Say(p.Text) {
		return false
	}
	return len(d.topic.lists) == 0 || !strings.HasPrefix(string(d.topic.lists[len(d.topic.lists)-1].whole.Concept), "procurement.")
}

// toBeBought reports fixed assets that the clause says are to be bought, which nobody holds yet:
// 本年度拟购置固定资产总额为12万元.
func (d *discourse) toBeBought(p *clause.Paragraph, s *clause.Subject) bool {
	if s.Concept != schema.AssetFixed && s.Concept != schema.AssetFixedByKind {
		return false
	}
	said := d.at(p).SinceSegment(s.Start)
	return slices.ContainsFunc(words.Load().Plans, func(w words.Word) bool { return strings.Contains(said, w.Text) })
}

// arrivesForProject reports 到位资金 of a project under evaluation, which is no
// figure of the local economy.
func (d *discourse) arrivesForProject(ctx *clause.Context, s *clause.Subject) bool {
	return s.Concept == schema.EconomyActual && words.Arrived.Labels().Say(s.Label, "money") && (d.section.ofPerformance() || ctx.Frame.Kind == schema.Performance)
}

// ofRevenue reports 税收收入 and its like in a government's accounts, where they
// are items of revenue and no indicators of the local economy.
func (d *discourse) ofRevenue(ctx *clause.Context, s *clause.Subject) bool {
	if s.Concept != schema.EconomyActual && s.Concept != schema.EconomyTarget || !ctx.Frame.Territorial {
		return false
	}
	if m, _ := schema.MemberByName(s.Concept, s.Dims.Indicator); m.Counted {
		return false // 减税降费, the whole noun of its clause
	}
	switch ctx.Frame.Kind {
	case schema.BudgetReport, schema.FinalAccounts, schema.WorkReport:
		return s.Dims.Indicator != words.AllRevenue.Word() && words.RevenueNoun.Labels().Say(s.Label)
	}
	return false
}

// nicknamed reports a bracket that names the three public expenses together
// after they were listed: 因公出国（境）费、公务接待费、公车运行费（“三公”经费）.
func (d *discourse) nicknamed(p *clause.Paragraph, inside []clause.Subject, shut int) bool {
	if len(inside) != 1 || inside[0].Concept != schema.ThreePublicTotal || len(d.topic.subjects) == 0 ||
		!strings.HasPrefix(string(d.topic.subjects[len(d.topic.subjects)-1].Concept), "three_public.") {
		return false
	}
	open := strings.LastIndexAny(p.Text[:shut], "（([【")
	if open < 0 {
		return false // it opened in an earlier paragraph, or in another sign
	}
	_, size := utf8.DecodeRuneInString(p.Text[open:])
	return forShort().Replace(nlp.Squeeze(p.Text[open+size:shut])) == words.ThreePublic.Word()
}

// forShort drops the words that introduce a short name, and threePublic is one.
var forShort = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{"“", "", "”", "", "\"", ""}
	for _, w := range words.Nickname.Labels() {
		pairs = append(pairs, w.Text, "")
	}
	return strings.NewReplacer(pairs...)
})

// restatesClass reports a bare 支出合计 in the sentence of a functional class or of
// “三保”: it is the class's own total. Transfers and the service of debts stand in balances,
// beside what makes the total up with them.
func (d *discourse) restatesClass(p *clause.Paragraph, s *clause.Subject) bool {
	switch s.Concept {
	case schema.ExpenditureYear, schema.ExpenditureTotal, schema.ExpenditureFiscal, schema.ExpenditureGeneralPublicBudget:
	default:
		return false
	}
	if len(d.topic.subjects) != 1 || words.OwnWhole.Labels().Say(s.Label) {
		return false
	}
	c := &d.topic.subjects[0]
	if words.Plus.Labels().Say(d.at(p).SinceSentence(s.Start)) {
		return false // 加上转移性支出5亿元，支出总计60亿元: the total of both
	}
	if strings.ContainsAny(p.Text[min(c.End, s.Start):s.Start], "；;") {
		return false // 援助其他地区支出2亿元；支出合计80亿元: an item of its own
	}
	class := c.Dims.FuncCode != "" && c.Dims.FuncCode < transferClass || c.Concept == schema.ExpenditureGuaranteed || c.Concept == schema.ExpenditureLivelihood
	return class && c.End > d.sentence.start && c.End <= s.Start
}

// receivesForeigners reports a reception that an item says is one of foreign
// guests: 国（境）外公务接待批次23个，接待人次142人 tells nothing of 国内公务接待.
func (d *discourse) receivesForeigners(p *clause.Paragraph, s *clause.Subject) bool {
	switch s.Concept {
	case schema.ThreePublicReception, schema.ThreePublicReceptionBatches, schema.ThreePublicReceptionVisitors:
	default:
		return false
	}
	item := d.at(p).SinceSentence(s.Start)
	for _, w := range words.ForeignGuests.Labels() {
		item = strings.ReplaceAll(item, w.Text, clause.DropBrackets(w.Text))
	}
	item = clause.DropBrackets(item)
	if k := strings.LastIndexAny(item, "；;（("); k >= 0 {
		item = item[k:]
	}
	for _, home := range words.DomesticGuests.Labels() {
		if k := strings.LastIndex(item, home.Text); k >= 0 {
			item = item[k:] // 外事接待费支出0万元，国内公务接待221批次
		}
	}
	return words.ForeignGuests.Labels().Say(item)
}

// name makes s the subject. A subject after 占 is the whole of a share; one
// listed after another by 、 or 和 joins it.
func (d *discourse) name(p *clause.Paragraph, ctx *clause.Context, s clause.Subject) {
	if d.item.purpose {
		return
	}
	d.opensScope(p, &s)
	if d.clause.predicate.role == clause.ShareWord && !strings.ContainsAny(d.at(p).SinceSegment(s.Start), "，；。") {
		d.clause.predicate.whole = s
		return
	}
	if d.clause.predicate.role == clause.CompletionWord && d.clause.named {
		return // 完成一般公共预算…: the executed quantity stays the subject
	}
	if d.restatesClass(p, &s) {
		d.clause.named = true
		return
	}
	if words.OthersBefore.Labels().Say(strings.TrimRight(d.at(p).SinceSegment(s.Start), " ")) {
		return // 其他固定资产 is not 固定资产
	}
	if d.receivesForeigners(p, &s) || p.TakenFrom(&s) {
		return
	}
	if d.boughtElsewhere(p, &s) || d.toBeBought(p, &s) || d.arrivesForProject(ctx, &s) || d.ofRevenue(ctx, &s) {
		s = clause.Subject{Label: s.Label, Start: s.Start, End: s.End}
		d.sentence.measure = ""
	}
	if s.Both {
		d.topic.subjects = clause.BothSubjects(s)
	} else if d.clause.named && len(d.topic.subjects) > 0 && (s.Next || p.Listed(d.topic.subjects[len(d.topic.subjects)-1].End, s.Start)) {
		d.topic.subjects = append(d.topic.subjects, s)
	} else {
		d.topic.speak(s)
	}
	if told := d.sentence.untaken && d.sentence.measure.IsBudget(); s.Measure != "" && !(told && s.Measure == schema.Budget) {
		d.sentence.measure = s.Measure // but 调整后收入预算 is the adjusted one
	}
	d.clause.named, d.topic.turn = true, 0
	if d.clause.predicate.role != clause.ChangeWord {
		d.clause.predicate.role, d.clause.predicate.sign = clause.NoRole, 0 // 减少公用经费10万元 keeps its verb
	}
}

// opensScope lets a balance that names its fund speak for the sentence.
func (d *discourse) opensScope(p *clause.Paragraph, s *clause.Subject) {
	if s.Concept != schema.BalanceOpening && s.Concept != schema.BalanceClosing {
		return
	}
	if f := s.Dims.FundSource; f != schema.AllFunds && f != "" && (d.sentence.fund == "" || f != schema.DefaultOf(d.section.id).Fund) && clause.EmptyWords().Covers(nlp.Squeeze(d.at(p).SinceSegment(s.Start))) {
		d.sentence.fund = f
	}
}

// endsName reports a bare 支出 at a byte that goes on with the name of an expense
// before it, over some characters that are no word of their own, or with its phase, after
// the budget of the expense in the same sentence: “三公”经费预算9万元，决算支出8万元.
func (d *discourse) endsName(p *clause.Paragraph, at int) bool {
	if len(d.topic.subjects) == 0 {
		return false
	}
	s := &d.topic.subjects[len(d.topic.subjects)-1]
	if !clause.IsExpense(s.Concept) {
		return false
	}
	if d.clause.named {
		return p.Continues(s.End, at)
	}
	return s.Start >= d.sentence.start && schema.PhaseNamed(d.at(p).SinceSegment(at)) == schema.Final
}
