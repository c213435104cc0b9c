package tag

import (
	"strings"

	"gongkai/schema"
)

// classPath reads a functional class printed with its level marks from byte at:
// 社会保障和就业支出（类）行政事业单位养老支出（款）职业年金缴费（项）. It
// returns the code of the deepest level it can resolve and the byte after the
// path, with the 支出 that may close it. Names are resolved inside their parent,
// for many 项 share one name.
func (n *narrator) classPath(at int) (code string, end int) {
	rest := n.text[at:]
	consumed, printed := 0, ""
	for _, level := range [3]string{"类", "款", "项"} {
		k, size, digits := levelMark(rest[consumed:], level)
		if k < 0 {
			continue
		}
		name := trimClassName(rest[consumed : consumed+k])
		if hanCount(name) > 30 || strings.ContainsAny(name, "，。；") {
			break
		}
		if printed += digits; digits != "" && isFunctionCode(printed) {
			code = printed
		} else if c := n.childCode(name, code, level); c != "" {
			code = c
		}
		consumed += k + size
	}
	if consumed == 0 || code == "" {
		return "", at
	}
	tail := rest[consumed:]
	for _, w := range []string{"支出", "：支出", ":支出", "务：", "务:", "务"} {
		if strings.HasPrefix(strings.TrimLeft(tail, " ”\""), w) && !strings.HasPrefix(tail, "支出决算") {
			consumed += len(tail) - len(strings.TrimLeft(tail, " ”\"")) + len(strings.TrimSuffix(strings.TrimSuffix(w, "："), ":"))
			break
		}
	}
	return code, at + consumed
}

// levelMark finds （类）, or （204类） with its code, in the next words, with
// either width of bracket.
func levelMark(s, level string) (at, size int, digits string) {
	for from := 0; from < min(len(s), 150); {
		k := strings.IndexAny(s[from:min(len(s), 150)], "（(")
		if k < 0 || strings.ContainsAny(s[from:from+k], "。，；") {
			return -1, 0, ""
		}
		open := from + k
		_, width := decode(s[open:])
		i := open + width
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		digits = s[open+width : i]
		if rest, ok := strings.CutPrefix(s[i:], level); ok {
			for _, shut := range [2]string{"）", ")"} {
				if strings.HasPrefix(rest, shut) {
					return open, i + len(level) + len(shut) - open, digits
				}
			}
		}
		from = open + width
	}
	return -1, 0, ""
}

func trimClassName(s string) string { return strings.Trim(squeeze(s), "“”\"‘’、.：: ") }

// childCode resolves a name below a parent code. An unknown 款 or 项 keeps the
// parent; an unknown 类 gives nothing.
func (n *narrator) childCode(name, parent, level string) string {
	want := map[string]int{"类": 3, "款": 5, "项": 7}[level]
	best := ""
	for _, c := range schema.FunctionCodes(name, n.ctx.year) {
		if strings.HasPrefix(c, parent) && len(c) == want && (best == "" || c < best) {
			best = c
		}
	}
	return best
}

// memberNamed sets the member a concept's own wording names: 其他用车 is the
// class of vehicles called so.
func memberNamed(s *subject, surface string) {
	switch s.concept {
	case schema.AssetVehiclesByKind:
		s.dims.VehicleKind = vehicleKind(surface)
	case schema.AssetFixedByKind:
		s.dims.AssetKind = assetKind(surface)
	case schema.StaffByKind:
		s.dims.StaffKind = surface
	case schema.EconomyTarget, schema.EconomyActual:
		s.dims.Indicator = surface
	}
}

// projectSubject settles subjects in the parts about projects: a bare 支出 is
// what was spent on the project in hand, and a budget's phase stands in its name.
func (n *narrator) projectSubject(s *subject, p *phrase) {
	if p.named != nil && strings.HasPrefix(string(s.concept), "performance.project_") {
		switch {
		case strings.Contains(p.named.surface, "年初预算"):
			s.measure = schema.BudgetInitial
		case strings.Contains(p.named.surface, "全年预算"), strings.Contains(p.named.surface, "调整预算"):
			s.measure = schema.BudgetAdjusted
		}
		s.dims.Project = n.topic.dims.Project
		return
	}
	if !n.projectContext() || !(s.bare && p.side == expenditureSide) {
		return
	}
	previous := len(n.subjects) > 0 && strings.HasPrefix(string(n.subjects[len(n.subjects)-1].concept), "performance.project_")
	if n.topic.dims.Project != "" || previous || n.section == schema.SectionProjectEvaluation {
		*s = subject{concept: schema.PerformanceProjectSpent, measure: schema.Executed, bare: true}
		s.dims.Project = n.topic.dims.Project
	}
}

// projectPhaseSubject lets 预算数 and 执行数 speak for the project in hand.
func (n *narrator) projectPhaseSubject(m schema.Measure, x *lexeme) {
	if !n.projectContext() || n.named || n.form == rCompletion {
		return
	}
	about := len(n.subjects) == 0 || strings.HasPrefix(string(n.subjects[len(n.subjects)-1].concept), "performance.project")
	if n.topic.dims.Project == "" && !about {
		return
	}
	c := schema.PerformanceProjectBudget
	if m == schema.Executed || m == schema.Used {
		c = schema.PerformanceProjectSpent
	} else if !m.IsBudget() {
		return
	}
	s := subject{concept: c, label: n.text[x.start:x.end], start: x.start, end: x.end}
	s.dims.Project = n.topic.dims.Project
	n.subjects, n.named, n.turn = []subject{s}, true, 0
}
