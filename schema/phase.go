package schema

import "strings"

// notPhases are terms that contain 预算 and name a fund or a kind of body, no phase:
// what stands before it in them, the longest first, and what stands after it.
var notPhases = struct{ before, after []string }{
	before: []string{"国有资本经营", "社会保险基金", "政府性基金", "一般公共", "公共财政", "社保基金", "公共", "一般", "基金"},
	after:  []string{"稳定调节", "单位", "绩效"},
}

// withoutNotPhases drops those terms from a wording.
func withoutNotPhases(w string) string {
	const budget = "预算"
	kept, from, at := "", 0, 0 // w[from:at] stays too, as it seems
	for {
		k := strings.Index(w[at:], budget)
		if k < 0 {
			return kept + w[from:]
		}
		stem := at + k
		at = stem + len(budget)
		if word := affix(notPhases.before, w[from:stem], strings.HasSuffix); word != "" {
			kept, from = kept+w[from:stem-len(word)], at
		} else if word := affix(notPhases.after, w[at:], strings.HasPrefix); word != "" {
			at += len(word)
			kept, from = kept+w[from:stem], at
		}
	}
}

// affix is the first of some words that a text has, "" where it has none.
func affix(words []string, text string, has func(text, word string) bool) string {
	for _, w := range words {
		if has(text, w) {
			return w
		}
	}
	return ""
}

// PhaseNamed reads the phase that a wording or heading names, "" when it names
// none: 部门预算资金支出合计 is BudgetInitial, 收入决算 Final.
func PhaseNamed(w string) Measure {
	w = withoutNotPhases(w)
	switch {
	case strings.Contains(w, "年初预算") || strings.Contains(w, "部门预算"):
		return BudgetInitial
	case strings.Contains(w, "全年预算") || strings.Contains(w, "调整预算"):
		return BudgetAdjusted
	case strings.Contains(w, "决算"):
		return Final
	case strings.Contains(w, "预算"):
		return Budget
	}
	return ""
}
