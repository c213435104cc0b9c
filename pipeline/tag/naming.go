package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/schema"
)

// What a word of the lexicon names depends on where it stands: these are the
// places where it names something else than its concept, or nothing.

// restatesClass reports a bare 支出合计 in the sentence of a functional class: it
// is the class's own total.
func (n *narrator) restatesClass(s *subject) bool {
	switch s.concept {
	case schema.ExpenditureYear, schema.ExpenditureTotal, schema.ExpenditureFiscal, schema.ExpenditureGeneralPublicBudget:
	default:
		return false
	}
	if len(n.subjects) != 1 || strings.HasPrefix(s.label, "本年") || strings.Contains(s.label, "财政") || strings.Contains(s.label, "公共") {
		return false
	}
	c := &n.subjects[0]
	if strings.Contains(n.sinceSentence(s.start), plus) {
		return false // 加上转移性支出5亿元，支出总计60亿元: the total of both
	}
	return c.dims.FuncCode != "" && c.end > n.sentence && c.end <= s.start
}

// receivesForeigners reports a reception that an item says is one of foreign
// guests: 国（境）外公务接待批次23个，接待人次142人 tells nothing of 国内公务接待.
func (n *narrator) receivesForeigners(s *subject) bool {
	switch s.concept {
	case schema.ThreePublicReception, schema.ThreePublicReceptionBatches, schema.ThreePublicReceptionVisitors:
	default:
		return false
	}
	item := n.sinceSentence(s.start)
	if k := strings.LastIndexAny(item, "；;（("); k >= 0 && !strings.HasSuffix(item[:k], "国") {
		item = item[k:]
	}
	return containsAny(item, foreignGuests)
}

// takenFrom reports what something else is taken from, and not spoken of: 从土地出让收入中
// 计提的教育资金.
func (n *narrator) takenFrom(s *subject) bool {
	return strings.HasSuffix(strings.TrimRight(n.text[:s.start], " "), "从") && strings.HasPrefix(strings.TrimLeft(n.text[s.end:], " "), "中")
}

// boughtElsewhere reports 工程支出 and its like where nothing speaks of
// procurement: 基建工程支出 is no 政府采购工程支出.
func (n *narrator) boughtElsewhere(s *subject) bool {
	switch s.concept {
	case schema.ProcurementGoods, schema.ProcurementWorks, schema.ProcurementServices:
	default:
		return false
	}
	if strings.Contains(string(n.section), "procurement") || strings.Contains(n.text, "采购") {
		return false
	}
	return len(n.lists) == 0 || !strings.HasPrefix(string(n.lists[len(n.lists)-1].whole.concept), "procurement.")
}

// arrivesForProject reports 到位资金 of a project under evaluation, which is no
// figure of the local economy.
func (n *narrator) arrivesForProject(s *subject) bool {
	return s.concept == schema.EconomyActual && strings.HasSuffix(s.label, "到位资金") && (n.inPerformance() || n.ctx.frame.Kind == schema.Performance)
}

// ofRevenue reports 税收收入 and its like in a government's accounts, where they
// are items of revenue and no indicators of the local economy.
func (n *narrator) ofRevenue(s *subject) bool {
	if s.concept != schema.EconomyActual && s.concept != schema.EconomyTarget || !n.ctx.frame.Territorial {
		return false
	}
	switch n.ctx.frame.Kind {
	case schema.BudgetReport, schema.FinalAccounts, schema.WorkReport:
		return containsAny(s.label, revenueItems)
	}
	return false
}

// revenueItems are words of items of revenue among the indicators of the economy.
var revenueItems = []string{"税", "财政收入"}

// nicknamed reports a bracket that names the three public expenses together
// after they were listed: 因公出国（境）费、公务接待费、公车运行费（“三公”经费）.
func (n *narrator) nicknamed(inside []subject, shut int) bool {
	if len(inside) != 1 || inside[0].concept != schema.ThreePublicTotal || len(n.subjects) == 0 ||
		!strings.HasPrefix(string(n.subjects[len(n.subjects)-1].concept), "three_public.") {
		return false
	}
	open := strings.LastIndexAny(n.text[:shut], "（(")
	_, size := decode(n.text[open:])
	name := strings.NewReplacer("以下", "", "简称", "", "统称", "", "即", "", "“", "", "”", "", "\"", "").Replace(nlp.Squeeze(n.text[open+size : shut]))
	return name == "三公经费"
}
