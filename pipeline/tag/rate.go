package tag

import (
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// rateOnItsBase is a change and the level that it and the rate beside it lead to where neither
// says what it is measured on, -1 where there is none: 完成9亿元，减少2.3亿元，下降20.2%. Whatever
// their base is, it is one, and the level less the change.
func (w *wordings) rateOnItsBase(i int, f *schema.Fact) (change, current int) {
	if f.Form != schema.PctChange || f.Said.YearlyAverage || f.Concept == "" || f.Approx != schema.Exact || f.SourceKind != schema.Narrative || i < 1 {
		return -1, -1
	}
	if a := schema.AccountOf(f.Concept); a != schema.RevenueAccount && a != schema.ExpenditureAccount {
		return -1, -1 // 申报24.5亿元，核减11.2亿元，核减率45.7%: of what was there before
	}
	change = i - 1
	if !w.changeOf(change, i, f) {
		change = w.changeAfter(i, f)
	}
	if change >= 0 {
		if said := w.doc.Text(w.out.At[change]).S[:w.start(change)]; words.AdjustingVerb.Labels().Say(nlp.LastRunes(said, longestVerb)) {
			return -1, -1 // 税收收入8.5亿元，调减1.6亿元，下降9.7%: the one on the budget before, the other on the year before
		}
	}
	current = w.current(i, f)
	if change < 0 || current < 0 || !sameSentence(f, &w.out.Facts[current]) {
		return -1, -1
	}
	return change, current
}

// changeOf reports the change in amount that a rate beside it is of.
func (w *wordings) changeOf(k, rate int, f *schema.Fact) bool {
	d := &w.out.Facts[k]
	return d.Form == schema.Delta && !w.besideCompletion(k) && d.Kind != schema.Ratio && d.Approx == schema.Exact && d.Base == f.Base && alike(f, d) && sameSentence(f, d) && d.Period == f.Period && d.Measure == f.Measure && d.Value.Sign() == f.Value.Sign()
}

// changeAfter is the change that is told right after its rate, 下降18.6%，减收14.7亿元, -1 for none:
// one before another rate is of that.
func (w *wordings) changeAfter(i int, f *schema.Fact) int {
	k := i + 1
	if k >= len(w.out.Facts) || f.SourceKind != schema.Narrative || !w.changeOf(k, i, f) || !w.rateFollows(i, k) {
		return -1
	}
	if k+1 < len(w.out.Facts) && w.out.Facts[k+1].Form == schema.PctChange && alike(f, &w.out.Facts[k+1]) {
		return -1
	}
	return k
}

// longestVerb is how many letters stand at most between a change and its rate: 降幅为.
const longestVerb = 4

// rateFollows reports a rate with no more than a verb between it and the change beside it:
// 增加34个，完成投资比上年增长16.6% is the rate of another thing.
func (w *wordings) rateFollows(change, rate int) bool {
	from, to := w.out.Ends[change], w.start(rate)
	if w.out.At[change] != w.out.At[rate] || from > to {
		return false
	}
	between := strings.Trim(w.doc.Text(w.out.At[change]).S[from:to], "，,；;（(、 ")
	return utf8.RuneCountInString(between) <= longestVerb || w.follows(change, rate, words.ChangeFollows)
}
