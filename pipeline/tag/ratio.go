package tag

import (
	"cmp"
	"regexp"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// readRatio settles percentages: share, completion, change, or a plain rate.
func (n *narrator) readRatio(i int, m *nlp.Mention, f *schema.Fact, phrase string) {
	s, ok := n.subjectFor(i)
	if n.form != clause.NoRole {
		phrase = n.phraseBeforePredicate()
	}
	known := phrase == "" && ok
	switch n.form {
	case clause.ShareWord:
		f.Form = schema.Share
		if known {
			n.assign(f, s, "share")
			n.setShareBase(f)
		}
	case clause.CompletionWord:
		f.Form = schema.Completion
		n.completion(f, s, known)
	case clause.ChangeWord, clause.RateWord:
		n.change(f, schema.PctChange)
		if known {
			n.assign(f, s, "pct_change")
		}
	default:
		f.Form = schema.Share
		if n.named {
			n.assign(f, s, "ratio")
		}
		if !strings.Contains(phrase, "率") && n.named {
			n.setShareBase(f)
		}
		if strings.Contains(phrase, "率") || strings.Contains(phrase, "度") {
			f.Form = schema.Level
		}
	}
	if f.Rule == "" {
		f.Rule = "unknown_subject"
	}
	f.Measure = n.measureOf(f)
}

// completion sets what was executed and against which budget.
func (n *narrator) completion(f *schema.Fact, s clause.Subject, known bool) {
	if !known && n.last >= 0 {
		if c := n.out.Facts[n.last].Concept; c == schema.EconomyTarget {
			s, known = clause.Subject{Concept: c, Dims: n.out.Facts[n.last].Dimensions, Label: n.out.Facts[n.last].Label}, true
		}
	}
	if !known {
		return
	}
	n.assign(f, s, "completion")
	f.Base.Concept, f.Base.Measure = f.Concept, n.against
	if f.Base.Measure == "" {
		f.Base.Measure = schema.Budget
	}
	switch f.Concept {
	case schema.PerformanceProjectBudget, schema.PerformanceProjectSpent:
		f.Concept, f.Base.Concept = schema.PerformanceProjectSpent, schema.PerformanceProjectBudget
		if n.against == "" || n.against == schema.Budget {
			f.Base.Measure = n.projectBudgetMeasure()
		}
	case schema.EconomyTarget, schema.EconomyActual:
		f.Concept, f.Base.Concept, f.Base.Measure = schema.EconomyActual, schema.EconomyTarget, schema.Target
	}
}

// projectBudgetMeasure is the phase of the project budget just stated.
func (n *narrator) projectBudgetMeasure() schema.Measure {
	for k := len(n.out.Facts) - 1; k >= 0 && k >= len(n.out.Facts)-4; k-- {
		if f := &n.out.Facts[k]; f.Concept == schema.PerformanceProjectBudget && f.Form == schema.Level {
			return f.Measure
		}
	}
	return schema.Budget
}

// setShareBase names the whole of a share: the noun after 占, the total of the
// list the figure stands in, or what the section is about.
func (n *narrator) setShareBase(f *schema.Fact) {
	switch {
	case n.shareOf.Known():
		f.Base.Concept = n.shareOf.Concept
	case len(n.lists) > 0 && n.lists[len(n.lists)-1].whole.Known():
		f.Base.Concept = n.lists[len(n.lists)-1].whole.Concept
	default:
		f.Base.Concept = clause.ParentOf(f.Concept, n.section)
	}
	if f.Base.Concept == f.Concept && f.Dimensions.FuncCode == "" {
		f.Base.Concept = clause.ParentOf(f.Concept, n.section)
	}
}

// readScore settles 分.
func (n *narrator) readScore(f *schema.Fact) {
	f.Form = schema.ScoreForm
	clause := n.p.Text[n.sentence:]
	if n.named && n.subjects[len(n.subjects)-1].Concept == schema.PerformanceScore || n.inPerformance() ||
		strings.Contains(clause, "评价") || strings.Contains(clause, "自评") || strings.Contains(clause, "绩效") {
		f.Concept, f.Rule = schema.PerformanceScore, "score"
		f.Dimensions.Project = cmp.Or(n.topic.Dims.Project, n.projectOnLine())
		return
	}
	f.Rule = "unknown_subject"
}

// projectOnLine is the project that the line of a score names by its label:
// 项目名称：初中公用经费　主管部门：….
func (n *narrator) projectOnLine() string {
	m := labelledProject.FindStringSubmatch(n.p.Text[:n.current])
	if m == nil {
		return ""
	}
	return clause.ProjectName(m[1])
}

var labelledProject = regexp.MustCompile(`项目名称[：:]\s*([^\s\x{3000}，,；;。]{2,60})`)
