package reconcile

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// The words of formulas. They are all that this package says in Chinese.
const (
	sayReportOf        = "%d年报告"
	sayText            = "正文"
	sayTable           = "表"
	sayDepartment      = "%s%d年部门报告 %s %s = %s = %s"
	sayUnlisted        = "；未列："
	sayTransfers       = "，各单位之间往来 "
	sayEliminated      = "，可能已抵销"
	sayUnitsMissing    = "%s%d年部门报告列出%d个单位，缺少其中%d个的报告：%s"
	sayChange          = " 增减 "
	sayNoLevels        = "：文中无两期数"
	sayReported        = "；报告 "
	sayDecrease        = "减少"
	sayIncrease        = "增加"
	saySignOf          = " 的符号"
	sayAgainst         = "”与 "
	sayRate            = " 增减率 "
	sayNoBase          = "：文中无基期数"
	sayAmountOf        = ": 增减额 "
	sayAndRate         = " 与增减率 "
	saySameWay         = " 同向"
	sayRateOf          = "增减率"
	sayOtherBase       = "；统计口径不明，不作判断"
	sayRealTerms       = "；增速按可比价格计算，不作判断"
	sayZeroBase        = " 基期为0，增减率 "
	sayMeaningless     = " 无意义"
	sayBudget          = "，预算 "
	sayCompletes       = " 完成预算 "
	sayFinal           = "“决算数"
	sayNoBudget        = "预算数”：没有可比的预算数"
	sayBudgetAs        = "预算数”："
	sayYetWritten      = "，却写“"
	sayFlatNoBase      = " 与基期持平：文中无基期数"
	sayAnd             = " 与 "
	sayFlat            = " 持平"
	sayListed          = "，列名 "
	sayItems           = " 个（"
	sayOnlyName        = "；仅名称相同，是否一事不明，不作判断"
	sayTerritory       = "辖区"
	sayWan             = "万元"
	sayGap             = "；相差 "
	sayPercentReported = "%；报告 "
	sayPoints          = "个百分点"
	sayPartsMissing    = "，缺少其余各项"
	sayTwice           = "；同一科目有两行"
	sayUnreadRows      = "；有未识别科目的行"
	sayNextRow         = "；可含下一行 "
	sayPartial         = "；所列仅为其中部分"
	sayRemainderOnly   = "；仅列其他"
	sayUnknown         = "不明，不作判断"
	sayAlso            = "；也可读作 "
	sayPeriod          = "期间"
	sayBasis           = "统计口径"
	sayTableScope      = "表的口径"
	sayName            = "名称"
	sayPhase           = "阶段"
	sayPlace           = "范围"
	sayFund            = "资金"
	sayLetters         = "文字"
	sayWith            = " 含 "
	sayShare           = " 占比 "
	sayNoAmounts       = "：文中无部分或整体的数额"
	sayShareOf         = "占比"
	sayShouldBe        = "%；应为 100%"
	sayDone            = " 完成 "
	sayNoPlan          = "：文中无预算（目标）数或完成数"
	sayZeroBudget      = " 预算为0，完成率 "
	sayCompletionOf    = "完成率"
)

// figure prints a fact's value as a reader of the report knows it: money in
// 万元 where the document writes 万元, with its sign.
func (e *evaluator) figure(f *schema.Fact) string { return e.print(f, f.Value) }

// print prints a value in the unit and style of a fact.
func (e *evaluator) print(like *schema.Fact, v decimal.Decimal) string {
	if like.Kind == schema.Amount && e.figs.Scale.Money < 0 {
		return v.Shift(-4).String() + sayWan
	}
	return v.String() + like.Unit
}

// name is how a formula calls a fact: its label, with the year when it is not
// the document's.
func (e *evaluator) name(f *schema.Fact) string {
	label := f.Label
	if c, ok := schema.ConceptByID(f.Concept); ok && f.Said.Generic {
		label = c.Label
	} else if label == "" {
		label = string(f.Concept)
	}
	if y := f.Period.End.Year(); f.Period.Known() && y != e.report.Document.FiscalYear {
		return label + "(" + f.Period.End.String()[:4] + ")"
	}
	return label
}

// sumFormula spells a sum out: 合计 16万元 = A 4万元 + B 12万元 = 16万元.
func (e *evaluator) sumFormula(total int, parts []int, weights []int, o outcome) string {
	var b strings.Builder
	t := &e.facts[total]
	b.WriteString(e.name(t) + " " + e.figure(t) + " = ")
	for i, p := range parts {
		f := &e.facts[p]
		switch {
		case weightOf(weights, i) < 0:
			b.WriteString(" − ")
		case i > 0:
			b.WriteString(" + ")
		}
		b.WriteString(e.name(f) + " " + e.figure(f))
	}
	if len(parts) > 1 {
		b.WriteString(" = " + e.print(t, o.computed))
	}
	return b.String() + e.gap(t, o)
}

// gap says by how much a check fails.
func (e *evaluator) gap(like *schema.Fact, o outcome) string {
	if o.verdict != schema.Inconsistent {
		return ""
	}
	return sayGap + e.print(like, o.difference)
}

// ratioFormula spells a percentage out.
func (e *evaluator) ratioFormula(what string, num, den string, reported *schema.Fact, o outcome) string {
	s := what + ": " + num + " / " + den + " = " + o.computed.Round(4).String() + sayPercentReported + e.figure(reported)
	if o.verdict == schema.Inconsistent {
		s += sayGap + o.difference.Round(4).String() + sayPoints
	}
	return s
}
