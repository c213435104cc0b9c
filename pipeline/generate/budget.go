package generate

import (
	"cmp"
	"fmt"
	"strings"

	"gongkai/schema"
)

// classTotal is the spending of one 类 from the general public budget.
type classTotal struct {
	code, name    string
	final, budget Amount
}

func (b *builder) classes() []classTotal {
	var out []classTotal
	for _, it := range b.of(gpb) {
		if n := len(out); n == 0 || out[n-1].code != it.classCode() {
			out = append(out, classTotal{code: it.classCode(), name: it.class})
		}
		c := &out[len(out)-1]
		c.final += it.total()
		c.budget += it.budget
	}
	return out
}

// budgetMeasure is what the style's budget word means.
func (s Style) budgetMeasure() schema.Measure {
	switch s.budgetWord {
	case "年初预算":
		return schema.BudgetInitial
	case "全年预算":
		return schema.BudgetAdjusted
	}
	return schema.Budget
}

// generalBudget writes the three subsections on the general public budget.
func (b *builder) generalBudget() {
	b.section = "final.general_budget"
	b.head(2, "一般公共预算财政拨款支出决算情况说明")
	now, before := b.spent()[gpb], b.priorSpent()[gpb]
	b.head(3, "一般公共预算财政拨款支出决算总体情况")
	total := b.money("expenditure.general_public_budget", now)
	year := b.money("expenditure.year", b.spent().total(), withFund(schema.AllFunds))
	b.p(fmt.Sprintf("%d年度一般公共预算财政拨款支出", b.year), total, "，占本年支出合计的", b.share(total, year, now, b.spent().total()), "。",
		b.against("一般公共预算财政拨款支出"), b.moved(total, now, before), "。主要原因是", b.because(now, before), "。")
	b.structure(now)
	b.detail(now)
}

func (b *builder) structure(now Amount) {
	b.head(3, "一般公共预算财政拨款支出决算结构情况")
	total := b.money("expenditure.general_public_budget", now)
	var parts []*Slot
	var said [][]any
	for _, c := range b.classes() {
		s := b.money("expenditure.by_function", c.final, withFund(schema.GeneralPublicBudget), withFunc(c.code))
		parts = append(parts, s)
		said = append(said, []any{b.className(c.name), s, "，占", b.share(s, total, c.final, now)})
	}
	b.relate("一般公共预算支出=Σ类", schema.SumFamily, total, parts...)
	b.p(fmt.Sprintf("%d年度一般公共预算财政拨款支出", b.year), total, "，主要用于以下方面：", joined(said, "；", "。"))
}

func (b *builder) className(name string) string {
	if b.style.byClass {
		return strings.TrimSuffix(name, "支出") + "（类）支出"
	}
	return name + "（类）"
}

func (b *builder) detail(now Amount) {
	b.head(3, "一般公共预算财政拨款支出决算具体情况")
	total := b.money("expenditure.general_public_budget", now)
	if b.style.byClass {
		b.p(fmt.Sprintf("%d年度一般公共预算支出决算数为", b.year), total, b.unstatedCompletion(total, now, b.gpbBudget()), "。其中：")
		for i, c := range b.classes() {
			s := b.money("expenditure.by_function", c.final, withFund(schema.GeneralPublicBudget), withFunc(c.code))
			b.p(fmt.Sprintf("%d.", i+1), strings.TrimSuffix(c.name, "支出"), "：支出决算为", s, b.unstatedCompletion(s, c.final, c.budget), "。")
		}
		return
	}
	budget := b.money("expenditure.general_public_budget", b.gpbBudget(), withMeasure(b.style.budgetMeasure()))
	b.p("一般公共预算财政拨款支出", b.executed(total, budget, now, b.gpbBudget()), "其中：")
	var finals, budgets []*Slot
	for i, it := range b.of(gpb) {
		finals, budgets = b.item(i+1, it, finals, budgets)
	}
	b.relate("决算=Σ项", schema.SumFamily, total, finals...)
	b.relate("预算=Σ项", schema.SumFamily, budget, budgets...)
}

// unstatedCompletion is 完成预算P% where the budget itself is not printed.
func (b *builder) unstatedCompletion(s *Slot, final, budget Amount) []any {
	if budget == 0 {
		return nil
	}
	p := b.completion(s, nil, final, budget, schema.Budget)
	p.Base.Concept = s.Concept
	parts := []any{"，完成预算", p}
	if final == budget {
		return append(parts, "，决算数与预算数持平")
	}
	return append(parts, "，决算数", comparison(cmp.Compare(final, budget)), "预算数的主要原因是", b.because(final, budget))
}

// item writes one 项 with its budget, final figure and completion.
func (b *builder) item(n int, it spending, finals, budgets []*Slot) ([]*Slot, []*Slot) {
	dims := []mod{withFund(schema.GeneralPublicBudget), withFunc(it.code)}
	final := b.money("expenditure.by_function", it.total(), dims...)
	budget := b.money("expenditure.by_function", it.budget, append(dims, withMeasure(b.style.budgetMeasure()))...)
	name := itemName(it)
	if b.style.quoteItems {
		name = "“" + name + "”"
	}
	if b.style.amountFirst {
		again := b.money("expenditure.by_function", it.total(), dims...)
		b.p(fmt.Sprintf("%d.", n), name, again, "，主要用于：", it.use, "。", b.executed(final, budget, it.total(), it.budget))
		return append(finals, final), append(budgets, budget)
	}
	b.p(fmt.Sprintf("%d.", n), name, "。主要用于：", it.use, "。", b.executed(final, budget, it.total(), it.budget))
	return append(finals, final), append(budgets, budget)
}

// executed is 年初预算为A，支出决算为B，完成年初预算的P%。决算数小于…的主要原因：R。
func (b *builder) executed(final, budget *Slot, a, of Amount) []any {
	budgetWord := b.style.budgetWord
	out := []any{budgetWord + "为", budget, "，支出决算为", final}
	if of > 0 {
		out = append(out, "，完成"+budgetWord+"的", b.completion(final, budget, a, of, budget.Measure))
	}
	if a == of {
		return append(out, "。决算数与"+budgetWord+"数持平。")
	}
	w := &word{text: comparison(cmp.Compare(a, of)), opposite: comparison(-cmp.Compare(a, of))}
	w.rel = b.relate("比较词", schema.ComparisonFamily, final, budget)
	w.rel.Word = w.text
	return append(out, "。决算数", w, budgetWord+"数的主要原因：", b.because(a, of), "。")
}
