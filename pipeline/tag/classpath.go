package tag

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
)

// classPaths replaces the words of functional classes printed with their level
// marks by one word each: 社会保障和就业支出（类）行政事业单位养老支出（款）职业年金
// 缴费（项）, or 行政运行（项）alone below a heading that named its 款. A name may
// contain any words, known or not, so the marks are found first and the name
// read back to where it can begin.
func (n *narrator) classPaths(lx []lexeme) []lexeme {
	if !containsAny(n.text, []string{"类）", "款）", "项）", "类)", "款)", "项)"}) {
		return lx
	}
	for from := 0; from < len(n.text); {
		at, size, _ := n.anyLevelMark(from)
		if at < 0 {
			break
		}
		start := n.pathStart(from, at)
		code, end, partial := n.classPath(start)
		if code == "" {
			from = at + size
			continue
		}
		lx = splice(lx, lexeme{start: start, end: end, kind: lexWord, entry: &entry{role: rConcept, function: true, code: code, partial: partial, surface: nlp.Squeeze(n.text[start:end])}})
		from = end
	}
	return lx
}

// anyLevelMark finds the next mark of any level.
func (n *narrator) anyLevelMark(from int) (at, size int, level string) {
	at = -1
	for _, l := range [3]string{"类", "款", "项"} {
		for _, open := range [2]string{"（", "("} {
			for k := from; k < len(n.text); {
				j := strings.Index(n.text[k:], open)
				if j < 0 || at >= 0 && k+j >= at {
					break
				}
				if a, w, _ := levelMark(n.text[k+j:], l); a == 0 {
					at, size, level = k+j, w, l
					break
				}
				k += j + len(open)
			}
		}
	}
	return at, size, level
}

// pathStart goes back from a mark to where its name begins: after a mark that
// ends a clause or opens a quotation, a list number, or a digit.
func (n *narrator) pathStart(from, at int) int {
	start := from
	if k := strings.LastIndexAny(n.text[from:at], "。，；：:,“\"‘.．\n"); k >= 0 {
		_, size := decode(n.text[from+k:])
		start = from + k + size
	}
	for i := range n.ms {
		if m := &n.ms[i]; m.Kind != nlp.Noise && m.End <= at && m.End > start {
			start = m.End
		}
	}
	s := n.text[start:at]
	for _, w := range []string{"其中", "用于", "、"} {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(s, " "), w); ok {
			start = at - len(rest)
			s = rest
		}
	}
	return start + len(s) - len(strings.TrimLeft(s, " 　”"))
}

// splice puts a lexeme in place of those it covers.
func splice(lx []lexeme, x lexeme) []lexeme {
	i := 0
	for i < len(lx) && lx[i].end <= x.start {
		i++
	}
	j := i
	for j < len(lx) && lx[j].start < x.end {
		j++
	}
	return append(append(append([]lexeme{}, lx[:i]...), x), lx[j:]...)
}

// classPath resolves the path that begins at byte at and returns its code and
// the byte after it, with the 支出 that may close it. partial reports that its
// deepest name is not in the classification. Names are resolved inside
// their parent, for many 项 share one name; an unknown 款 or 项 keeps what is
// known above it.
func (n *narrator) classPath(at int) (code string, end int, partial bool) {
	rest := n.text[at:]
	consumed, printed := 0, ""
	for i, level := range [3]string{"类", "款", "项"} {
		k, size, digits := levelMark(rest[consumed:], level)
		if k < 0 {
			continue
		}
		name := trimClassName(rest[consumed : consumed+k])
		if nlp.HanCount(name) > 30 || strings.ContainsAny(name, "，。；") {
			break
		}
		if consumed == 0 && i > 0 {
			code = n.parentClass(2*i + 1)
		}
		if printed += digits; digits != "" && isFunctionCode(printed) {
			code = printed
		} else if c := n.childCode(name, code, level); c != "" {
			code = c
		}
		partial = len(code) != 2*i+3
		consumed += k + size
	}
	if consumed == 0 || code == "" {
		return "", at, false
	}
	if len(code) >= 5 || code != n.lastClass[:min(3, len(n.lastClass))] {
		n.lastClass = code
	}
	tail := rest[consumed:]
	if strings.HasPrefix(strings.TrimLeft(tail, " ”\"：:"), "支出决算") {
		return code, at + consumed, partial // the phase of what follows, no part of the name
	}
	for _, w := range []string{"支出", "：支出", ":支出", "务：", "务:", "务"} {
		if strings.HasPrefix(strings.TrimLeft(tail, " ”\""), w) {
			consumed += len(tail) - len(strings.TrimLeft(tail, " ”\"")) + len(strings.TrimSuffix(strings.TrimSuffix(w, "："), ":"))
			break
		}
	}
	return code, at + consumed, partial
}

// parentClass is the class of so many digits last named in this section.
func (n *narrator) parentClass(digits int) string {
	if len(n.lastClass) < digits {
		return ""
	}
	return n.lastClass[:digits]
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

func trimClassName(s string) string {
	return strings.Trim(nlp.Squeeze(s), "“”\"‘’、.：:"+codeNames)
}

// childCode resolves a name below a parent code. An unknown 款 or 项 keeps the
// parent; an unknown 类 gives nothing.
func (n *narrator) childCode(name, parent, level string) string {
	want := map[string]int{"类": 3, "款": 5, "项": 7}[level]
	best := ""
	for _, c := range schema.FunctionCodes(name, n.ctx.frame.Year) {
		if !strings.HasPrefix(c, parent) || len(c) != want {
			continue
		}
		// 其他… closes a list of siblings, so the highest code is meant.
		if best == "" || strings.HasPrefix(name, "其他") == (c > best) {
			best = c
		}
	}
	if own := n.ctx.classes[schema.NormalizeClassName(name)]; best == "" && len(own) == want && strings.HasPrefix(own, parent) {
		return own
	}
	return best
}

// classesIn collects the functional classes the tables of a document print with
// their codes: the names of a province or an earlier year that the published
// classification does not have.
func classesIn(doc *extract.Document) map[string]string {
	classes := make(map[string]string)
	for i := range doc.Blocks {
		t := doc.Blocks[i].Table
		if t == nil {
			continue
		}
		for k := 0; k+1 < len(t.Cells); k++ {
			code, name := nlp.Squeeze(t.Cells[k].Text.S), &t.Cells[k+1]
			if name.Row != t.Cells[k].Row || !isCode(code) || !isFunctionCode(code) || len(name.Text.S) > 40*utf8.UTFMax || nlp.HanCount(name.Text.S) < 2 {
				continue
			}
			classes[schema.NormalizeClassName(nlp.Squeeze(name.Text.S))] = code
		}
	}
	return classes
}

// memberNamed sets the member a concept's own wording names: 其他用车 is the
// class of vehicles called so.
func memberNamed(s *subject, e *entry) {
	surface := e.surface
	switch s.concept {
	case schema.AssetVehiclesByKind:
		s.dims.VehicleKind = vehicleKind(surface)
	case schema.AssetFixedByKind:
		s.dims.AssetKind = assetKind(surface)
	case schema.StaffByKind:
		s.dims.StaffKind = surface
	case schema.EconomyTarget, schema.EconomyActual:
		s.dims.Indicator = cmp.Or(e.member, indicatorNamed(surface))
	case schema.RevenueByClass:
		s.dims.Indicator = e.member
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
