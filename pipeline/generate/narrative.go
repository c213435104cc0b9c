package generate

import (
	"fmt"
	"strings"

	"gongkai/schema"
)

// narrative writes 决算情况说明 in the national order.
func (b *builder) narrative() {
	b.section = "final.total"
	b.head(2, "收入支出决算总体情况说明")
	b.totalStatement(false)
	if b.style.totals != numbered {
		b.section = "final.revenue"
		b.head(2, "收入决算情况说明")
		b.revenueStatement(fmt.Sprintf("%d年度", b.year))
		b.section = "final.expenditure"
		b.head(2, "支出决算情况说明")
		b.expenditureStatement(fmt.Sprintf("%d年度", b.year))
	}
	b.section = "final.fiscal"
	b.head(2, "财政拨款收入支出决算总体情况说明")
	b.totalStatement(true)
	b.generalBudget()
	b.basicStatement()
	b.threePublicStatement()
	b.section = "final.government_fund"
	b.head(2, "政府性基金预算财政拨款收入支出决算情况说明")
	b.fundStatement(fund, "政府性基金预算", "government_fund")
	b.section = "final.state_capital"
	b.head(2, "国有资本经营预算财政拨款支出决算情况说明")
	b.fundStatement(soe, "国有资本经营预算", "state_capital")
	b.otherMatters()
}

// prior is the words that name last year as the base of a change.
func (b *builder) prior() string {
	p := pick(b.s, b.style.priors)
	if strings.Contains(p, "%") {
		return fmt.Sprintf(p, b.year-1)
	}
	return p
}

// against names the base and the subject of a change in the order that reads
// well: 与2019年度相比，支出… but 支出较上年….
func (b *builder) against(subject string) string {
	p := b.prior()
	if strings.HasSuffix(p, "，") {
		return p + subject
	}
	return subject + p
}

// sides makes the slots of 收入总计 and 支出总计, of all funds or the fiscal ones.
func (b *builder) sides(fiscal bool) (in, out *Slot, now, before Amount) {
	now, before = b.total(), b.priorTotal()
	f := schema.AllFunds
	if fiscal {
		now, before, f = b.fiscalTotal(), b.priorFiscalTotal(), schema.FiscalFunds
	}
	in = b.money("revenue.total", now, withFund(f))
	out = b.money("expenditure.total", now, withFund(f))
	b.relate("收入总计=支出总计", schema.SumFamily, in, out)
	return in, out, now, before
}

func (b *builder) totalStatement(fiscal bool) {
	what := ""
	if fiscal {
		what = "财政拨款"
	}
	in, out, now, before := b.sides(fiscal)
	year := fmt.Sprintf("%d年度", b.year)
	because := b.because(now, before)
	switch b.style.totals {
	case oneTotal:
		in.Alt = []schema.ConceptID{"expenditure.total"}
		b.p(b.entity.short(), year, what, "收入支出总计", in, "。", b.against(what+"收入支出总计"), b.moved(in, now, before), "。主要原因：", because, "。")
	case bothEqual:
		in.Alt = []schema.ConceptID{"expenditure.total"}
		b.p(year, what, "收、支总计均为", in, "。", b.against(what+"收、支总计各"), b.moved(in, now, before), "，主要原因是", because, "。")
	case pairsByEach:
		b.pairedTotals(year+what, in, out, now, before, because)
	case twoSubjects:
		b.twoSubjectTotals(year, what, in, out, now, before, because)
	case numbered:
		b.numberedTotals(fiscal, year, what, in, out, now, before)
	case bySource:
		b.totalsBySource(fiscal, year, what, in, out)
	}
}

// pairedTotals distributes pairs over 收 and 支: 各是A、B，各增加C、D，各增长P、Q.
func (b *builder) pairedTotals(subject string, in, out *Slot, now, before Amount, because string) {
	in.tail = ""
	in.print(strings.TrimSuffix(in.Raw, "万元"))
	first := []any{subject, "收、支总计各是", in, "、", out, "。", b.prior(), "收、支总计各"}
	if now == before {
		b.p(first, "持平。")
		return
	}
	gain := []any{"增加", "增长"}
	if now < before {
		gain = []any{"减少", "下降"}
	}
	change := func(level *Slot) (*Slot, *Slot) {
		d := b.money(level.Concept, now-before, withFund(level.FundSource))
		d.Form, d.Base = schema.Delta, schema.Base{Period: b.lastYear()}
		p := b.percent(level, schema.PctChange, percentOf(now-before, before), d.Base)
		b.relate("增减率", schema.PctChangeFamily, p, level, d)
		return d, p
	}
	d1, p1 := change(in)
	d2, p2 := change(out)
	d1.tail = ""
	d1.print(strings.TrimSuffix(d1.Raw, "万元"))
	b.p(first, gain[0], d1, "、", d2, "，各", gain[1], p1, "、", p2, "，主要原因是", because, "。")
}

// twoSubjectTotals states both years in full and the change of each side.
func (b *builder) twoSubjectTotals(year, what string, in, out *Slot, now, before Amount, because string) {
	last := atPeriod(b.lastYear())
	in0 := b.money("revenue.total", before, withFund(in.FundSource), last)
	out0 := b.money("expenditure.total", before, withFund(in.FundSource), last)
	rise := b.moved(in, now, before)
	fall := b.moved(out, now, before)
	for i, change := range [][]any{rise, fall} {
		if d, ok := changeSlot(change); ok {
			b.relate("增减额=本年-上年", schema.DifferenceFamily, d, []*Slot{in, out}[i], []*Slot{in0, out0}[i])
		}
	}
	b.p(year, what, "收入总计", in, "、支出总计", out, fmt.Sprintf("。%d年度", b.year-1), what, "收入总计", in0, "，支出总计", out0, "。",
		b.prior(), "收入", rise, "，支出", fall, "。主要变动原因是", because, "。")
}

func changeSlot(parts []any) (*Slot, bool) {
	for _, p := range parts {
		if s, ok := p.(*Slot); ok {
			return s, true
		}
	}
	return nil, false
}

// numberedTotals is the form with 1.总体情况 to 4.结转结余情况.
func (b *builder) numberedTotals(fiscal bool, year, what string, in, out *Slot, now, before Amount) {
	if fiscal {
		b.p(year, what, "收入总计", in, "，支出总计", out, "。收支", b.prior(), b.moved(in, now, before), "，主要原因是", b.because(now, before), "。")
		return
	}
	b.p("1.总体情况。", b.entity.short(), year, "收入总计", in, "，支出总计", out, "。收支", b.prior(), b.moved(in, now, before), "，主要原因是", b.because(now, before), "。")
	b.revenueStatement("2.收入情况。" + year)
	b.expenditureStatement("3.支出情况。" + year)
	closing := b.money("balance.closing", b.closing.total(), withFund(schema.AllFunds), atPeriod(b.yearEnd()))
	b.p("4.结转结余情况。", year, "年末结转和结余", closing, "，", b.prior(), b.moved(closing, b.closing.total(), b.open.total()), "，主要原因是部分项目跨年实施。")
}

// totalsBySource gives 总收入 and, inside it, 本年收入 with its change.
func (b *builder) totalsBySource(fiscal bool, year, what string, in, out *Slot) {
	revenue, spent, lastRevenue, lastSpent := b.revenue(), b.spent(), b.priorRevenue, b.priorSpent()
	sideIn, sideOut := [2]Amount{revenue.total(), lastRevenue.total()}, [2]Amount{spent.total(), lastSpent.total()}
	inYear, outYear, open, closing := schema.ConceptID("revenue.year"), schema.ConceptID("expenditure.year"), b.open.total(), b.closing.total()
	if fiscal {
		sideIn, sideOut = [2]Amount{revenue.fiscal(), lastRevenue.fiscal()}, [2]Amount{spent.fiscal(), lastSpent.fiscal()}
		inYear, outYear, open, closing = "revenue.fiscal", "expenditure.fiscal", b.open.fiscal(), b.closing.fiscal()
	}
	f := withFund(in.FundSource)
	r, e := b.money(inYear, sideIn[0], f), b.money(outYear, sideOut[0], f)
	o, c := b.money("balance.opening", open, f, atPeriod(b.yearStart())), b.money("balance.closing", closing, f, atPeriod(b.yearEnd()))
	b.relate("总收入=本年收入+年初结转", schema.SumFamily, in, r, o)
	b.relate("总支出=本年支出+年末结转", schema.SumFamily, out, e, c)
	b.p("本单位", year, what, "总收入", in, "，其中本年收入", r, "，", b.prior(), b.moved(r, sideIn[0], sideIn[1]), "，主要原因是", b.because(sideIn[0], sideIn[1]), "；上年结转和结余", o, "。")
	b.p("本单位", year, what, "总支出", out, "，其中本年支出", e, "，", b.prior(), b.moved(e, sideOut[0], sideOut[1]), "，主要原因是", b.because(sideOut[0], sideOut[1]), "；年末结转和结余", c, "。")
}

type sourceLine struct {
	concept    schema.ConceptID
	name       string
	now, prior Amount
}

func (b *builder) sources() []sourceLine {
	now, last := b.revenue(), b.priorRevenue
	all := []sourceLine{
		{"revenue.general_public_budget", "一般公共预算财政拨款收入", now[gpb], last[gpb]},
		{"revenue.government_fund", "政府性基金预算财政拨款收入", now[fund], last[fund]},
		{"revenue.state_capital", "国有资本经营预算财政拨款收入", now[soe], last[soe]},
		{"revenue.other", "其他收入", now[other], last[other]},
	}
	var out []sourceLine
	for _, s := range all {
		if s.now > 0 || s.concept == "revenue.other" && b.style.totals == pairsByEach {
			out = append(out, s)
		}
	}
	return out
}

func (b *builder) revenueStatement(lead string) {
	total := b.revenue().total()
	year := b.money("revenue.year", total, withFund(schema.AllFunds))
	var parts []*Slot
	var said [][]any
	for i, src := range b.sources() {
		s := b.money(src.concept, src.now)
		parts = append(parts, s)
		clause := []any{src.name, s, "，占", b.share(s, year, src.now, total)}
		if b.style.perSource {
			clause = []any{fmt.Sprintf("%d.%s", i+1, src.name), s, "，", b.prior(), b.moved(s, src.now, src.prior), "。"}
		}
		said = append(said, clause)
	}
	b.relate("revenue.year = Σ sources", schema.SumFamily, year, parts...)
	b.p(lead, "本年收入合计", year, "，其中：", b.listUnlessItemized(said))
	b.itemize(said)
}

// listUnlessItemized closes the sentence with the clauses, or leaves them to itemize.
func (b *builder) listUnlessItemized(said [][]any) []any {
	if b.style.perSource {
		return nil
	}
	return joined(said, "；", "。")
}

func (b *builder) itemize(said [][]any) {
	if !b.style.perSource {
		return
	}
	for _, clause := range said {
		b.p(clause...)
	}
}

func (b *builder) expenditureStatement(lead string) {
	total, all := b.spent().total(), withFund(schema.AllFunds)
	year := b.money("expenditure.year", total, all)
	basic, proj := b.money("expenditure.basic", b.basic(), all), b.money("expenditure.project", b.project(), all)
	b.relate("expenditure.year = basic + project", schema.SumFamily, year, basic, proj)
	tail := []any{"。"}
	if b.style.totals == pairsByEach {
		for _, none := range []sourceLine{{"expenditure.remit_up", "上缴上级支出", 0, 0}, {"expenditure.operating", "经营支出", 0, 0}} {
			s := b.money(none.concept, 0, all)
			tail = append([]any{"；", none.name, s, "，占", b.share(s, year, 0, total)}, tail...)
		}
	}
	b.p(lead, "本年支出合计", year, "，其中：基本支出", basic, "，占", b.share(basic, year, b.basic(), total),
		"；项目支出", proj, "，占", b.share(proj, year, b.project(), total), tail)
}

func (b *builder) basicStatement() {
	b.section = "final.basic"
	b.head(2, "一般公共预算财政拨款基本支出决算情况说明")
	f := withFund(schema.GeneralPublicBudget)
	total, _ := b.where(func(it spending) bool { return it.fund == gpb })
	basic := b.money("expenditure.basic", total, f)
	people, public := b.money("expenditure.personnel", b.personnel(), f), b.money("expenditure.public_use", b.publicUse(), f)
	b.relate("基本支出=人员经费+公用经费", schema.SumFamily, basic, people, public)
	word := pick(b.s, []string{"公用经费", "日常公用经费"})
	b.p(fmt.Sprintf("%d年度一般公共预算财政拨款基本支出", b.year), basic, "，其中：人员经费", people, "，主要包括：", b.econNames("301", "303"),
		"；", word, public, "，主要包括：", b.econNames("302", "310"), "。")
}

func (b *builder) econNames(classes ...string) string {
	var list []string
	for _, e := range b.econ {
		if c := e.code[:3]; c == classes[0] || c == classes[1] {
			list = append(list, e.name)
		}
	}
	return strings.Join(list, "、")
}

// fundStatement describes spending from one of the two special budgets, or
// states that there was none.
func (b *builder) fundStatement(f int, name, id string) {
	spent, year := b.spent()[f], fmt.Sprintf("%d年度", b.year)
	if spent == 0 {
		b.p(pick(b.s, []string{
			b.entity.short() + year + "无" + name + "财政拨款收入和支出。",
			year + "没有使用" + name + "财政拨款安排的支出。",
			year + "无" + name + "财政拨款支出。",
		}))
		return
	}
	total := b.money(schema.ConceptID("expenditure."+id), spent)
	var parts []*Slot
	var said [][]any
	for _, it := range b.of(f) {
		s := b.money("expenditure.by_function", it.total(), withFund(total.FundSource), withFunc(it.code))
		parts = append(parts, s)
		said = append(said, []any{itemName(it), s, "，主要用于", it.use})
	}
	b.relate("支出=Σ项", schema.SumFamily, total, parts...)
	b.p(year, name, "财政拨款支出", total, "，其中：", joined(said, "；", "。"))
}

// itemName writes 类（类）款（款）项（项）.
func itemName(it spending) string {
	return strings.TrimSuffix(it.class, "支出") + "（类）" + it.section + "（款）" + it.item + "（项）"
}
