package generate

import (
	"fmt"

	"gongkai/schema"
)

// expense is one of the three public expenses in its three readings.
type expense struct {
	concept              schema.ConceptID
	name                 string
	final, budget, prior Amount
}

func (b *builder) expenses() []expense {
	f, g, p := b.final3, b.budget3, b.prior3
	return []expense{
		{"three_public.abroad", "因公出国（境）费", f.abroad, g.abroad, p.abroad},
		{"three_public.vehicle", "公务用车购置及运行维护费", f.vehicle(), g.vehicle(), p.vehicle()},
		{"three_public.reception", "公务接待费", f.reception, g.reception, p.reception},
	}
}

func (b *builder) threePublicStatement() {
	b.section = "final.three_public"
	b.head(2, "“三公”经费财政拨款支出决算情况说明")
	b.head(3, "“三公”经费财政拨款支出决算总体情况说明")
	b.threePublicOverall()
	b.head(3, "“三公”经费财政拨款支出决算具体情况说明")
	b.threePublicShares()
	b.abroad()
	b.cars()
	b.reception()
}

func (b *builder) threePublicOverall() {
	now, of, last := b.final3.total(), b.budget3.total(), b.prior3.total()
	total := b.money("three_public.total", now)
	year := fmt.Sprintf("%d年度", b.year)
	if b.style.byClass {
		b.p(year, "“三公”经费财政拨款支出决算为", total, b.unstatedCompletion(total, now, of), "。")
		return
	}
	measure := withMeasure(b.style.budgetMeasure())
	budget := b.money("three_public.total", of, measure)
	var finals, budgets []*Slot
	var said [][]any
	for _, e := range b.expenses() {
		final, plan := b.money(e.concept, e.final), b.money(e.concept, e.budget, measure, orMeasure(schema.Budget))
		finals, budgets = append(finals, final), append(budgets, plan)
		clause := []any{e.name, "预算为", plan, "，支出决算为", final}
		if e.budget > 0 {
			clause = append(clause, "，完成预算的", b.completion(final, plan, e.final, e.budget, plan.Measure))
		}
		said = append(said, clause)
	}
	b.relate("三公=Σ三项", schema.SumFamily, total, finals...)
	b.relate("三公预算=Σ三项", schema.SumFamily, budget, budgets...)
	b.p("“三公”经费财政拨款支出", b.style.budgetWord, "为", budget, "，支出决算为", total, "，完成预算的",
		b.completion(total, budget, now, of, budget.Measure), "，其中：", joined(said, "；", "。"))
	b.p(year, "“三公”经费财政拨款支出决算数", fmt.Sprintf("比%d年度", b.year-1), b.moved(total, now, last), "，主要原因是", b.because(now, last), "。其中：", b.expenseChanges())
}

func (b *builder) expenseChanges() []any {
	var said [][]any
	for _, e := range b.expenses() {
		level := b.money(e.concept, e.final)
		clause := []any{e.name, "支出决算为", level}
		if e.final == e.prior {
			clause = append(clause, "，与上年持平")
		} else {
			clause = append(clause, "，比上年", b.moved(level, e.final, e.prior))
		}
		said = append(said, clause)
	}
	return joined(said, "；", "。")
}

func (b *builder) threePublicShares() {
	total := b.money("three_public.total", b.final3.total())
	var parts []*Slot
	var said [][]any
	for _, e := range b.expenses() {
		s := b.money(e.concept, e.final)
		parts = append(parts, s)
		said = append(said, []any{e.name, "支出决算", s, "，占", b.share(s, total, e.final, b.final3.total())})
	}
	b.relate("三公=Σ三项", schema.SumFamily, total, parts...)
	b.p("“三公”经费财政拨款支出决算", total, "中，", joined(said, "；", "。具体情况如下："))
}

func (b *builder) abroad() {
	s := b.money("three_public.abroad", b.final3.abroad)
	fiscal := withFund(schema.FiscalFunds)
	if b.groups == 0 && b.s.chance(40) {
		b.p("1.因公出国（境）费支出", s, "。", pick(b.s, []string{"全年未发生因公出国（境）支出。", "本年度未安排因公出国（境）团组。"}))
		return
	}
	b.p("1.因公出国（境）费支出", s, "。全年安排因公出国（境）团组", b.count("three_public.abroad_groups", b.groups, "个", fiscal),
		"、累计", b.count("three_public.abroad_trips", b.trips, "人次", fiscal), "。")
}

func (b *builder) cars() {
	fiscal := withFund(schema.FiscalFunds)
	all := b.money("three_public.vehicle", b.final3.vehicle())
	buy, operate := b.money("three_public.vehicle_purchase", b.final3.purchase), b.money("three_public.vehicle_operation", b.final3.operation)
	b.relate("公车=购置+运行", schema.SumFamily, all, buy, operate)
	b.p("2.公务用车购置及运行维护费支出", all, "。其中：公务用车购置支出", buy, "，购置公务用车", b.count("three_public.vehicles_purchased", b.bought, "辆", fiscal),
		"；公务用车运行维护费支出", operate, "，主要用于燃料费、维修费、过路过桥费、保险费等。",
		fmt.Sprintf("截至%d年12月31日，开支财政拨款的公务用车保有量为", b.year), b.count("three_public.vehicles_held", b.held, "辆", fiscal, atPeriod(b.yearEnd())), "。")
}

func (b *builder) reception() {
	fiscal := withFund(schema.FiscalFunds)
	s := b.money("three_public.reception", b.final3.reception)
	b.p("3.公务接待费支出", s, "。国内公务接待", b.count("three_public.reception_batches", b.batches, "批次", fiscal),
		"，", b.count("three_public.reception_visitors", b.visitors, "人次", fiscal), "。")
}
