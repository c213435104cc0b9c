package schema

import "strings"

// notPhases are terms that contain 预算 and name a fund or a kind of body, no phase.
var notPhases = strings.NewReplacer("一般公共预算", "", "公共财政预算", "", "政府性基金预算", "", "国有资本经营预算", "", "公共预算", "", "社会保险基金预算", "", "社保基金预算", "", "预算稳定调节", "", "预算单位", "", "预算绩效", "")

// PhaseNamed reads the phase that a wording or heading names, "" when it names
// none: 部门预算资金支出合计 is BudgetInitial, 收入决算 Final.
func PhaseNamed(w string) Measure {
	w = notPhases.Replace(w)
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
