package tag

import (
	"strings"
	"unicode/utf8"

	"gongkai/schema"
	"gongkai/schema/words"
)

// rateOnItsBase is the level that a change and the rate right after it lead to where neither
// says what it is measured on, -1 where there is none: 完成9亿元，减少2.3亿元，下降20.2%. Whatever
// their base is, it is one, and the level less the change.
func (w *wordings) rateOnItsBase(i int, f *schema.Fact) int {
	if f.Form != schema.PctChange || f.Said.YearlyAverage || f.Concept == "" || f.Approx != schema.Exact || f.SourceKind != schema.Narrative || i < 2 {
		return -1
	}
	if a := schema.AccountOf(f.Concept); a != schema.RevenueAccount && a != schema.ExpenditureAccount {
		return -1 // 申报24.5亿元，核减11.2亿元，核减率45.7%: of what was there before
	}
	d := &w.out.Facts[i-1]
	if d.Form != schema.Delta || d.Approx != schema.Exact || d.Base != f.Base || !alike(f, d) || !sameSentence(f, d) || d.Period != f.Period || d.Measure != f.Measure || d.Value.Sign() != f.Value.Sign() {
		return -1
	}
	cur := w.current(i, f)
	if cur < 0 || !sameSentence(f, &w.out.Facts[cur]) {
		return -1
	}
	return cur
}

// longestVerb is how many letters stand at most between a change and its rate: 降幅为.
const longestVerb = 4

// rateFollows reports a rate with no more than a verb between it and the change before it:
// 增加34个，完成投资比上年增长16.6% is the rate of another thing.
func (w *wordings) rateFollows(change, rate int) bool {
	from, to := w.out.Ends[change], w.start(rate)
	if w.out.At[change] != w.out.At[rate] || from > to {
		return false
	}
	between := strings.Trim(w.doc.Text(w.out.At[change]).S[from:to], "，,；;（(、 ")
	return utf8.RuneCountInString(between) <= longestVerb || w.follows(change, rate, words.ChangeFollows)
}
