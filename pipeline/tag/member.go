package tag

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// member reads an unknown phrase inside a list as a member of the whole:
// 共有车辆10辆，其中：特种专业技术用车2辆.
func (n *narrator) member(f *schema.Fact, phrase string) bool {
	if len(n.lists) == 0 {
		return false
	}
	w := n.lists[len(n.lists)-1].whole
	if len(n.saved) > 0 && len(n.lists) == len(n.saved[len(n.saved)-1].lists) {
		return false // a remark in brackets belongs to no list outside
	}
	if code := n.ctx.FunctionCode(phrase, w.Dims.FuncCode); w.Dims.FuncCode != "" && len(code) > len(w.Dims.FuncCode) {
		f.Concept, f.Dimensions, f.Rule, f.Label = schema.ExpenditureByFunction, w.Dims, "member", phrase
		f.Dimensions.FuncCode = code
		return true
	}
	c, d, ok := memberOf(w, phrase)
	if !ok {
		return false
	}
	f.Concept, f.Dimensions, f.Rule, f.Label = c, d, "member", phrase
	return true
}

// memberOfProject reads a name that no amount can be of as one of those a
// project's money was shared out among: 社区办公费：沿江社区10万元.
func (n *narrator) memberOfProject(f *schema.Fact, phrase string) bool {
	k := len(n.lists) - 1
	return k >= 0 && n.lists[k].whole.Dims.Project != "" && f.Form == schema.Level && clause.IsPhrase(phrase) && n.member(f, phrase)
}

// memberOf returns the concept and dimensions of a named part of a whole.
func memberOf(w clause.Subject, phrase string) (schema.ConceptID, schema.Dimensions, bool) {
	d := w.Dims
	switch w.Concept {
	case schema.AssetVehicles, schema.AssetVehiclesByKind:
		d.VehicleKind = clause.VehicleKind(phrase)
		return schema.AssetVehiclesByKind, d, strings.HasSuffix(phrase, "车") || strings.Contains(phrase, "车辆")
	case schema.AssetFixed, schema.AssetFixedByKind:
		d.AssetKind = clause.AssetKind(phrase)
		return schema.AssetFixedByKind, d, true
	case schema.StaffTotal, schema.StaffByKind:
		d.StaffKind = phrase
		return schema.StaffByKind, d, true
	case schema.PerformanceProjectBudget, schema.PerformanceProjectSpent:
		if d.Project != "" {
			d.Subordinate, d.EntityScope = phrase, schema.Subordinate
		} else {
			d.Project = clause.ProjectName(phrase)
		}
		return w.Concept, d, true
	case schema.BalanceOpening, schema.BalanceClosing, schema.BudgetAddition, schema.BudgetReduction:
		d.Project = clause.ProjectName(phrase)
		return w.Concept, d, true
	}
	return "", d, false
}

// remember keeps what later clauses refer back to.
func (n *narrator) remember(k int, m *nlp.Mention) {
	f := &n.out.Facts[k]
	if n.gloss(k, f) {
		return
	}
	if f.Form != schema.Level || f.Kind == schema.Ratio {
		return
	}
	if j := len(n.lists) - 1; j >= 0 && n.lists[j].fact != k {
		if w := n.lists[j].whole; len(n.lists[j].members) > 1 && n.totals(m) {
			f.Concept, f.Dimensions, f.Label, f.Rule = w.Concept, w.Dims, w.Label, "list_total"
			n.out.Sum(k, n.lists[j].members)
			return
		}
		if w := n.lists[j].whole; !retiredBeside(w, f.Label) && !n.included(m.Start) {
			n.lists[j].members = append(n.lists[j].members, k)
		}
	}
	n.last = k
	if f.Concept != "" && f.Rule != "inherited" && len(n.subjects) < 2 {
		n.subjects = []clause.Subject{{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label, Start: m.Start, End: m.End}}
	}
}

// included reports a figure of a bracket that says the figure before it has it
// within: 参保职工78.64万人（含参保退休人员29.31万人）. It is no member of the list outside.
func (n *narrator) included(at int) bool {
	if len(n.saved) == 0 || len(n.lists) > len(n.saved[len(n.saved)-1].lists) {
		return false
	}
	open := strings.LastIndexAny(n.p.Text[:at], "（(")
	if open < 0 {
		return false
	}
	_, size := utf8.DecodeRuneInString(n.p.Text[open:])
	inside := strings.TrimLeft(n.p.Text[open+size:at], " ")
	return slices.ContainsFunc(partWithin, func(w string) bool { return strings.HasPrefix(inside, w) })
}

// partWithin are the words a bracket begins with that names a part of the figure
// before it.
var partWithin = []string{"含", "包含", "包括", "其中", "不含", "不包括"}

// retiredBeside reports those who are retired named after those in service: 在职
// 人员62人，其中…，退休28人.
func retiredBeside(whole clause.Subject, member string) bool {
	retired := func(s string) bool { return strings.Contains(s, "退休") || strings.Contains(s, "离休") }
	return whole.Concept == schema.StaffTotal && retired(member) && !retired(whole.Label)
}

// totals reports a figure that adds up the list it closes and is no member of it:
// 支持A340万元，支持B120万元，合计460万元.
func (n *narrator) totals(m *nlp.Mention) bool {
	switch trimRightWords(strings.Trim(n.sinceSegment(m.Start), " ")) {
	case "合计", "共计", "总计", "总共", "一共":
		return true
	}
	return false
}

// trimRightWords drops the verb between 合计 and its figure.
func trimRightWords(s string) string {
	for _, w := range []string{"金额", "为", "达"} {
		s = strings.TrimSuffix(s, w)
	}
	return s
}

// gloss marks figures in brackets that break down the figure before the bracket:
// 1.03万元（年初结转5.4万元，指标追减-4.4万元）. They take its dimensions, and
// two or more of them are claimed to make it up.
func (n *narrator) gloss(k int, f *schema.Fact) bool {
	if len(n.saved) == 0 || f.Kind != schema.Amount {
		return false
	}
	outer := &n.saved[len(n.saved)-1]
	if len(n.lists) > len(outer.lists) {
		return false // the bracket opens a list of its own
	}
	if outer.last < 0 || outer.segment != n.out.Ends[outer.last] {
		return false // the bracket does not follow a figure directly
	}
	whole := &n.out.Facts[outer.last]
	if f.Dimensions.Project == "" {
		f.Dimensions.Project = whole.Dimensions.Project
	}
	if f.Concept != whole.Concept && f.Concept != schema.BudgetReduction && f.Concept != schema.BudgetAddition {
		return false
	}
	f.Rule = "gloss_" + f.Rule
	n.out.Glossed(outer.last, k)
	return true
}

// residue claims that a class counted as none is not spoken of as in use:
// 其他用车0辆，其他用车主要是用于一般公务 is a sentence left from a template.
func (n *narrator) residue(k int, m *nlp.Mention) {
	f := &n.out.Facts[k]
	if f.Kind != schema.Count || !m.Value.IsZero() || !clause.IsPhrase(f.Label) {
		return
	}
	rest := strings.TrimLeft(n.p.Text[m.End:], "，、； ")
	if strings.HasPrefix(rest, f.Label+"主要") {
		n.out.Claims = append(n.out.Claims, schema.Claim{Family: schema.ComparisonFamily, Result: k, Operands: []int{k}, Word: f.Label + "主要…", Listed: -1, Rule: schema.RuleResidue})
	}
}
