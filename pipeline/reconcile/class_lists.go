package reconcile

import (
	"slices"
	"strings"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// A report of an office tells its expenditure item by item, each in a paragraph of its own: 财政拨款支出主要内容
// 如下：1.“卫生健康支出（类）…”3669.73万元。2.…. No word says that the items are all there are.

// itemList is what the items of one list share.
type itemList struct {
	section schema.SectionID
	measure schema.Measure
	period  schema.Period
	fund    schema.FundSource
}

// fewestItems is how many items a list has at least, and farItem how many paragraphs on the next of them opens.
const (
	fewestItems = 3
	farItem     = 2
)

// classLists checks the lists of functional classes of an office's report against the total that is told before them.
// They fail only where one slip explains it: a text may leave items out.
func (e *evaluator) classLists() {
	if !e.oneBody {
		return
	}
	for _, list := range groupBy(e.facts, func(i int, f *schema.Fact) (itemList, bool) {
		first := f.Concept == schema.ExpenditureByFunction && f.SourceKind == schema.Narrative && f.Source.Table < 0 && figures.ExactLevel(f) && f.Dimensions.FuncCode != "" && f.Period.Known()
		return itemList{f.Section, f.Measure, f.Period, f.Dimensions.FundSource}, first
	}) {
		var run []int
		for _, k := range list {
			block := e.facts[k].Source.Block
			switch last := len(run) - 1; {
			case last >= 0 && e.facts[run[last]].Source.Block == block && e.facts[run[last]].Dimensions.FuncCode == e.facts[k].Dimensions.FuncCode:
				continue
			case last >= 0 && block-e.facts[run[last]].Source.Block > farItem:
				e.classList(run)
				run = nil
			}
			run = append(run, k)
		}
		e.classList(run)
	}
}

// classList checks one list.
func (e *evaluator) classList(parts []int) {
	if len(parts) < fewestItems || e.nestedOrTwice(parts) {
		return
	}
	totals := e.totalsOfItems(parts)
	for _, total := range totals {
		if o := e.judge.linear(&e.facts[total], e.pick(parts), nil); o.verdict == schema.ExactVerdict {
			e.recordSum(schema.RuleListSum, o, total, parts)
			return
		}
	}
	if len(totals) == 0 {
		return
	}
	total := totals[0]
	f := &e.facts[total]
	o := e.judge.linear(f, e.pick(parts), nil)
	if o.verdict == schema.Inconsistent {
		if o.oneScope = true; e.oneTooMany(parts, o.difference) || !e.oneDigitByNoChance(f, parts, nil, o) && !e.slip(total, parts, nil, o) {
			return
		}
	}
	e.recordSum(schema.RuleListSum, o, total, parts)
}

// nestedOrTwice reports items of which one is within another or is told twice, or two of one paragraph.
func (e *evaluator) nestedOrTwice(parts []int) bool {
	codes := make([]string, len(parts))
	for i, k := range parts {
		if i > 0 && e.facts[k].Source.Block == e.facts[parts[i-1]].Source.Block {
			return true
		}
		codes[i] = e.facts[k].Dimensions.FuncCode
	}
	slices.Sort(codes)
	for i := 1; i < len(codes); i++ {
		if strings.HasPrefix(codes[i], codes[i-1]) {
			return true
		}
	}
	return false
}

// totalsOfItems are the totals that the section of a list tells before it, the nearest first.
func (e *evaluator) totalsOfItems(parts []int) (totals []int) {
	first := &e.facts[parts[0]]
	for k := parts[0] - 1; k >= 0 && e.facts[k].Section == first.Section; k-- {
		f := &e.facts[k]
		of := f.Concept == schema.ExpenditureGeneralPublicBudget || f.Concept == schema.ExpenditureFiscal
		if of && f.Source.Table < 0 && figures.ExactLevel(f) && f.Measure == first.Measure && f.Period == first.Period && !slices.ContainsFunc(totals, func(t int) bool { return e.facts[t].Value.Equal(f.Value) }) {
			totals = append(totals, k)
		}
	}
	return totals
}
