package table

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// isPerformance recognises a project's performance table (项目支出绩效目标（自评）表)
// by the labels every province prints in it.
func isPerformance(g *grid) bool {
	found := 0
	for k := range g.t.Cells {
		switch s := nlp.Squeeze(g.t.Cells[k].Text.S); {
		case strings.HasPrefix(s, "项目名称"), strings.Contains(s, "绩效指标"), strings.Contains(s, "三级指标"), strings.Contains(s, "绩效目标"),
			strings.Contains(s, "指标完成情况"), strings.Contains(s, "年度总体目标"), strings.Contains(s, "目标完成情况"), strings.HasPrefix(s, "预算执行情况"), strings.HasPrefix(s, "预决算执行情况"), s == "数量指标", s == "满意度指标", s == "成本指标":
			found++
		}
		if found >= 2 {
			return true
		}
	}
	return false
}

// perfHead is what a header cell of a performance table announces for the cells
// below it.
type perfHead struct {
	role    byte // 'n' name of the indicator, 't' target, 'a' actual, 's' score, 'w' weight, 'b' budget, 'x' executed, 'r' rate
	measure schema.Measure
}

// performance tags a performance table: the project's money above, its
// indicators below.
func (t *tabler) performance() {
	t.section = schema.SectionPerformanceTable
	project := t.valueAfter("项目名称")
	heads := make([]perfHead, t.g.t.Cols)
	for r := range t.g.at {
		if t.perfHeader(r, heads) {
			continue
		}
		t.perfRow(r, project, heads)
	}
}

// valueAfter returns the text right of the cell with a label.
func (t *tabler) valueAfter(label string) string {
	for r := range t.g.at {
		for c := 0; c+1 < t.g.t.Cols; c++ {
			if !strings.HasPrefix(t.g.text(r, c), label) {
				continue
			}
			for d := c + 1; d < t.g.t.Cols; d++ {
				if t.g.at[r][d] != t.g.at[r][c] && t.g.text(r, d) != "" {
					return clause.ProjectName(t.g.text(r, d))
				}
			}
		}
	}
	return ""
}

// perfHeader reads a header row of a performance table into heads.
func (t *tabler) perfHeader(r int, heads []perfHead) bool {
	row := make([]perfHead, len(heads))
	found := 0
	for c := range t.g.at[r] {
		k := t.g.at[r][c]
		if k >= 0 && t.g.figure[k] {
			return false
		}
		row[c] = perfHeadOf(t.g.text(r, c))
		if row[c].role != 0 && (c == 0 || t.g.at[r][c-1] != k) {
			found++
		}
	}
	if found < 2 || !t.distinctHeads(row) {
		return false
	}
	copy(heads, row)
	return true
}

// distinctHeads reports whether a row names at least two different columns;
// 预算数 and 执行数 before their values are a row of the body.
func (t *tabler) distinctHeads(row []perfHead) bool {
	seen := map[byte]bool{}
	for _, h := range row {
		if h.role != 0 {
			seen[h.role] = true
		}
	}
	return len(seen) >= 2
}

func perfHeadOf(s string) perfHead {
	switch {
	case strings.Contains(s, "三级指标") || s == "指标名称" || s == "绩效指标" || s == "指标内容":
		return perfHead{role: 'n'}
	case strings.HasSuffix(s, ":") || strings.HasSuffix(s, "："):
		return perfHead{}
	case strings.Contains(s, "实际完成") || strings.Contains(s, "完成指标值") || s == "完成值" || strings.Contains(s, "全年完成值"):
		return perfHead{role: 'a', measure: schema.Actual}
	case strings.Contains(s, "指标值") || strings.Contains(s, "目标值") || strings.Contains(s, "预期值"):
		return perfHead{role: 't', measure: schema.Target}
	case strings.HasPrefix(s, "得分"):
		return perfHead{role: 's'}
	case strings.HasPrefix(s, "分值") || strings.HasPrefix(s, "权重"):
		return perfHead{role: 'w'}
	case strings.HasPrefix(s, "年初预算"):
		return perfHead{role: 'b', measure: schema.BudgetInitial}
	case strings.HasPrefix(s, "全年预算") || strings.HasPrefix(s, "调整后预算"):
		return perfHead{role: 'b', measure: schema.BudgetAdjusted}
	case strings.HasPrefix(s, "预算数") || strings.HasPrefix(s, "预算金额"):
		return perfHead{role: 'b', measure: schema.Budget}
	case strings.Contains(s, "执行数") || strings.Contains(s, "执行金额"):
		return perfHead{role: 'x', measure: schema.Executed}
	case strings.HasPrefix(s, "执行率") || strings.HasPrefix(s, "预算执行率"):
		return perfHead{role: 'r'}
	}
	return perfHead{}
}

// perfRow tags one row: a label speaks for the figure after it.
func (t *tabler) perfRow(r int, project string, heads []perfHead) {
	name := t.indicatorName(r, heads)
	label := ""
	side := perfHead{}
	nth := map[string]int{}
	for c := 0; c < t.g.t.Cols; c++ {
		k := t.g.at[r][c]
		if k < 0 || t.g.t.Cells[k].Row != r || t.g.t.Cells[k].Col != c {
			continue
		}
		s := strings.TrimRight(t.g.text(r, c), ":：")
		if !t.g.figure[k] {
			if h := perfHeadOf(s); h.role == 'b' || h.role == 'x' || h.role == 't' || h.role == 'a' {
				side, label = h, s
			} else if s != "" {
				nth[s]++
				label = s
				side = laneSide(nth[s], side)
			}
			t.indicatorText(k, project, name, heads[c])
			continue
		}
		t.perfFigure(k, project, name, label, side, heads[c])
	}
}

// laneSide tells budget from execution where a row prints 财政拨款 twice: the
// first under the budget, the second under execution.
func laneSide(nth int, side perfHead) perfHead {
	if nth >= 2 {
		return perfHead{role: 'x', measure: schema.Executed}
	}
	if side.role == 0 {
		return perfHead{role: 'b', measure: schema.Budget}
	}
	return side
}

// indicatorName is the last word column before the values of an indicator row.
func (t *tabler) indicatorName(r int, heads []perfHead) string {
	for c, h := range heads {
		if h.role == 'n' {
			return t.g.text(r, c)
		}
	}
	return ""
}

// perfFigure tags a bare figure of a performance table.
func (t *tabler) perfFigure(k int, project, name, label string, side, head perfHead) {
	m := &t.g.ms[k][0]
	loc := extract.Loc{Block: t.block, Cell: k}
	if t.r.Out.Glued(loc, m) {
		return
	}
	f := schema.Fact{Form: schema.Level, Section: t.section, SourceKind: schema.PerformanceTable, Rule: "performance_table"}
	f.Dimensions.Project = project
	f.Label, f.Context = cmp.Or(label, name), strings.TrimSpace(label+" "+name)
	f.Period = t.r.Ctx.Frame.Period
	h := head
	if h.role == 0 && (side.role == 't' || side.role == 'a') {
		h = side
	}
	if h.role != 'b' && h.role != 'x' && (side.role == 'b' || side.role == 'x') && isMoneyLabel(label) {
		h = side
	}
	switch h.role {
	case 'b', 'x':
		f.Concept, f.Measure = schema.PerformanceProjectBudget, h.measure
		if h.role == 'x' {
			f.Concept = schema.PerformanceProjectSpent
		}
		f.Dimensions.FundSource = fundInLabel(label)
		switch {
		case strings.Contains(label, "结转"):
			f.Concept = schema.BalanceOpening
			f.Period = clause.FitPeriod(f.Concept, f.Period, t.r.Ctx.Frame.Year)
		case strings.Contains(label, "当年财政拨款"):
			f.Dimensions.FundSource = schema.GeneralPublicBudget
		}
		if m.Kind == nlp.Number {
			unit := cmp.Or(t.unit, t.r.Ctx.TableUnit)
			if unit == "" {
				t.r.Out.Issue(loc, m.Start, m.End, schema.IssueUnit, "the performance table states no unit")
				return
			}
			scaleMoney(m, unitScale(unit))
		}
	case 'r':
		f.Concept, f.Form, f.Measure = schema.PerformanceProjectSpent, schema.Completion, schema.Executed
		f.Base = schema.Base{Concept: schema.PerformanceProjectBudget, Measure: schema.BudgetAdjusted}
		if m.Kind == nlp.Number {
			m.Kind, m.Unit = nlp.Ratio, "%"
		}
	case 's', 'w':
		f.Form, f.Concept = schema.ScoreForm, schema.PerformanceScore
		if h.role == 'w' {
			f.Form, f.Concept = schema.Threshold, ""
		}
		f.Dimensions.Indicator = name
		m.Kind, m.Unit = nlp.Score, "分"
	default:
		f.Concept, f.Measure = schema.PerformanceIndicator, h.measure
		f.Dimensions.Indicator = cmp.Or(name, label)
		f.Label = f.Dimensions.Indicator
		if m.Kind == nlp.Number {
			t.r.Out.Issue(loc, m.Start, m.End, schema.IssueUnit, "an indicator value without unit")
			return
		}
	}
	f.Kind, f.Value, f.Unit = schema.Kind(m.Kind), m.Value, m.Unit
	t.r.Out.Fact(loc, m, f)
}

// isMoneyLabel reports labels of the funding block of a performance table.
func isMoneyLabel(s string) bool {
	for _, w := range []string{"预算", "执行", "拨款", "资金", "金额", "经费", "结转"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func fundInLabel(s string) schema.FundSource {
	switch {
	case strings.Contains(s, "财政拨款") || strings.Contains(s, "财政资金"):
		return schema.FiscalFunds
	case strings.Contains(s, "其他资金") || strings.Contains(s, "其它资金") || strings.Contains(s, "其他") && strings.Contains(s, "资金"):
		return schema.OtherFunds
	}
	return ""
}

// indicatorText tags the numbers inside the words of an indicator cell: 全年安全
// 排查80次 is an indicator named by the words before the number.
func (t *tabler) indicatorText(k int, project, name string, head perfHead) {
	ms := t.g.ms[k]
	text := t.g.t.Cells[k].Text.S
	from := 0
	for i := range ms {
		m := &ms[i]
		if !schema.Kind(m.Kind).IsFact() {
			if m.Kind == nlp.Number {
				m.Kind = nlp.Noise
			}
			continue
		}
		label := clause.TrimFunction(lastClause(text[from:m.Start]))
		from = m.End
		f := schema.Fact{Concept: schema.PerformanceIndicator, Form: schema.Level, Measure: head.measure, Section: t.section,
			SourceKind: schema.PerformanceTable, Rule: "indicator", Period: t.r.Ctx.Frame.Period, Context: nlp.Squeeze(text)}
		f.Dimensions.Project = project
		f.Dimensions.Indicator = cmp.Or(label, name)
		f.Label = f.Dimensions.Indicator
		f.Kind, f.Value, f.Unit = schema.Kind(m.Kind), m.Value, m.Unit
		t.r.Out.Fact(extract.Loc{Block: t.block, Cell: k}, m, f)
	}
}

// lastClause returns what follows the last clause mark.
func lastClause(s string) string {
	if k := strings.LastIndexAny(strings.TrimRight(s, "，；。：、,;: "), "，；。："); k >= 0 {
		_, size := utf8.DecodeRuneInString(s[k:])
		if rest := s[k+size:]; clause.IsPhrase(rest) {
			return rest
		}
	}
	return s
}
