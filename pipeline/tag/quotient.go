package tag

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
	"gongkai/schema/words"
)

// quotients claims what the rates and shares of things that no concept names say, with the
// figures right before them in their sentence.
func (w *wordings) quotients() {
	for i := range w.out.Facts {
		f := &w.out.Facts[i]
		if f.Kind != schema.Ratio || f.Concept != "" || f.Approx != schema.Exact || f.SourceKind != schema.Narrative {
			continue
		}
		switch {
		case f.Form == schema.Share && f.Base.Concept != "":
			if part := w.namesake(i, f); part >= 0 {
				w.claim(schema.ShareFamily, schema.RuleShare, i, shareRoles, part, -1)
			}
		case w.doneOfPlan(i, f):
			w.claim(schema.CompletionFamily, schema.RuleCompletion, i, shareRoles, i-1, i-2)
		default:
			plan := w.doneOfFirst(i, f)
			if plan < 0 {
				plan = w.onlyPlan(i, f)
			}
			if plan >= 0 {
				w.claim(schema.CompletionFamily, schema.RuleCompletion, i, shareRoles, i-1, plan)
			}
		}
	}
}

// namesake is the figure of the name of a share, told before it in its sentence: 民生支出177亿
// 元，占一般公共预算支出的78%. It is -1 for none.
func (w *wordings) namesake(i int, f *schema.Fact) int {
	if part, inTurn := w.partInTurn(i); inTurn {
		return part
	}
	return w.beside(i, reachOfShare, func(g *schema.Fact) bool {
		return g.Form == schema.Level && g.Kind != schema.Ratio && g.Approx == schema.Exact && g.Concept == "" && g.Label == f.Label && g.Label != "" && sameSentence(f, g)
	})
}

// partInTurn is the amount that a share told in turn with others is of, by its place among as many amounts told in
// turn before them: A、B和C采购金额分别为6亿元、9亿元和3亿元，占采购规模的33%、50%和17%. It is -1 where there are not as
// many; inTurn is false for a share that stands by itself.
func (w *wordings) partInTurn(i int) (part int, inTurn bool) {
	first, last := w.turnsAround(i)
	if first == last {
		return -1, false
	}
	amount := first - 1
	if amount < 0 || w.out.Facts[amount].Form != schema.Level || w.out.Facts[amount].Kind == schema.Ratio || !sameSentence(&w.out.Facts[amount], &w.out.Facts[first]) {
		return -1, true
	}
	if begin, end := w.turnsAround(amount); end-begin == last-first {
		return begin + i - first, true
	}
	return -1, true
}

// turnsAround are the first and the last of the figures of one name told in turn, with nothing between them but the marks
// of a list, that fact i is one of.
func (w *wordings) turnsAround(i int) (first, last int) {
	first, last = i, i
	for first > 0 && w.nextInTurn(first-1) {
		first--
	}
	for last+1 < len(w.out.Facts) && w.nextInTurn(last) {
		last++
	}
	return first, last
}

// nextInTurn reports a figure right behind which one of its name stands in a list.
func (w *wordings) nextInTurn(k int) bool {
	f, g := &w.out.Facts[k], &w.out.Facts[k+1]
	return f.SourceKind == schema.Narrative && f.Label == g.Label && f.Form == g.Form && f.Kind == g.Kind && f.Unit == g.Unit && sameSentence(f, g) &&
		w.out.Ends[k] < w.start(k+1) && strings.Trim(w.between(k, k+1), "、，, "+words.Joiners) == ""
}

// doneOfPlan reports a rate that by its name is of what was done of a plan, right behind the two:
// 计划改造面积38600平方米，实际完成37428平方米，完成率96.96%.
func (w *wordings) doneOfPlan(i int, f *schema.Fact) bool {
	if i < 2 || f.Form == schema.PctChange || f.Form == schema.Delta {
		return false
	}
	plan, done := &w.out.Facts[i-2], &w.out.Facts[i-1]
	for _, g := range []*schema.Fact{plan, done} {
		if g.Form != schema.Level && g.Form != schema.ScoreForm || g.Approx != schema.Exact || g.Kind == schema.Ratio || g.Kind != done.Kind || g.Unit != done.Unit || !sameSentence(f, g) {
			return false
		}
	}
	if f.Value.Equal(all) && done.Value.GreaterThan(plan.Value) {
		return false // what was done beyond the plan is often printed as all of it
	}
	if otherItem(w.between(i-2, i-1)) {
		return false
	}
	names := words.Quotient.Labels()
	before := w.wordsBefore(i - 2)
	before = strings.TrimPrefix(before[max(0, strings.LastIndex(before, "：")):], "：")                    // 得分情况：决策指标满分15分
	begins := func(l words.Label) bool { return l.Means == "plan" && strings.HasPrefix(before, l.Text) } // 计划完成道路86公里
	planned := names.Say(before, "plan") && (!names.Say(before, "done") || slices.ContainsFunc(names, begins))
	return planned && names.Say(w.wordsBefore(i), "rate") && names.Say(w.wordsBefore(i-1), "done")
}

// otherItem reports a figure in a bracket that ends with its item, before the figure of the next:
// 过程指标得分17分（满分20分），产出指标得分28分，得分率93.33%.
func otherItem(between string) bool {
	k := strings.IndexAny(between, "）)")
	return k >= 0 && strings.ContainsAny(between[k:], "，；;、")
}

// doneOfFirst is the figure that opens a sentence and that a later rate of it is named after the
// doing of, -1 for none: 安排项目42个，已开工38个，开工率90%；已完工15个，完工率36%.
func (w *wordings) doneOfFirst(i int, f *schema.Fact) int {
	if i < 2 || f.Form == schema.PctChange || f.Form == schema.Delta {
		return -1
	}
	done := &w.out.Facts[i-1]
	deed := ""
	for _, l := range words.Quotient.Labels() {
		if l.Means == "deed" && strings.HasSuffix(w.wordsBefore(i), l.Text+words.RateEnd.Word()) && strings.Contains(w.wordsBefore(i-1), l.Text) {
			deed = l.Text
		}
	}
	if deed == "" || done.Form != schema.Level || done.Approx != schema.Exact || done.Kind == schema.Ratio || !near(f, done) {
		return -1
	}
	for k := i - 2; k >= 0 && k >= i-reachOfBudget && near(f, &w.out.Facts[k]) && w.oneStop(k, i); k-- {
		g := &w.out.Facts[k]
		if g.Form == schema.Level && g.Approx == schema.Exact && g.Kind == done.Kind && g.Unit == done.Unit && words.Quotient.Labels().Say(w.wordsBefore(k), "plan") && !words.Quotient.Labels().Say(w.wordsBefore(k), "done", "deed") {
			return k
		}
	}
	return -1
}

// onlyPlan is the plan that a rate of what came of it is of, told in the sentences before it in its
// paragraph, -1 where there is none or more than one figure that may be it: 预算安排资金3860万元，其中：
// 中央资金1240万元。实际到位资金3700万元，资金到位率95.85%.
func (w *wordings) onlyPlan(i int, f *schema.Fact) int {
	names := words.Quotient.Labels()
	if i < 2 || f.Form == schema.PctChange || f.Form == schema.Delta || !names.Say(w.wordsBefore(i), "received") || !names.Say(w.wordsBefore(i-1), "done") {
		return -1
	}
	done := &w.out.Facts[i-1]
	if !exactAmount(done) || !sameSentence(f, done) || sameSentence(done, &w.out.Facts[i-2]) {
		return -1
	}
	plan := -1
	for k := i - 2; k >= 0 && near(f, &w.out.Facts[k]); k-- {
		switch g := &w.out.Facts[k]; {
		case g.Kind != schema.Amount || !names.Say(w.wordsBefore(k), "plan"):
		case plan >= 0 || !exactAmount(g) || names.Say(w.wordsBefore(k), "done"):
			return -1
		default:
			plan = k
		}
	}
	return plan
}

// oneStop reports two numbers of one sentence, whatever items it has.
func (w *wordings) oneStop(a, b int) bool {
	return w.out.At[a] == w.out.At[b] && w.out.Ends[a] <= w.start(b) && !strings.Contains(w.doc.Text(w.out.At[a]).S[w.out.Ends[a]:w.start(b)], "。")
}

// all is a plan fulfilled, in percent.
var all = decimal.NewFromInt(100)

// wordsBefore are the words between a number and the one before it in its sentence.
func (w *wordings) wordsBefore(k int) string {
	before := w.before(k)
	if k > 0 && w.out.At[k] == w.out.At[k-1] && w.out.Ends[k-1] <= len(before) {
		before = before[w.out.Ends[k-1]:]
	}
	return strings.Trim(sinceStop(before), "，,、；;：: ")
}
