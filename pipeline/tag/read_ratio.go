package tag

import (
	"cmp"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// readRatio settles percentages: share, completion, change, or a plain rate.
func (n *prose) readRatio(i int, m *nlp.Mention, f *schema.Fact, phrase string) {
	s, ok := n.subjectFor(i)
	if n.d.clause.predicate.role != clause.NoRole {
		phrase = n.d.at(&n.p).PhraseBeforePredicate()
	}
	known := phrase == "" && ok
	switch n.d.clause.predicate.role {
	case clause.ShareWord:
		f.Form = schema.Share
		switch {
		case known && n.sharesTogether(i):
			f.Rule = "sums_up"
		case known:
			n.d.assign(f, s, "share")
			if !n.ofAllAlike(f) {
				n.d.setShareBase(f)
			}
		case phrase == "" && n.d.clause.predicate.whole.Known():
			n.d.setShareBase(f) // 会议费、培训费支出占支出的5%
		}
	case clause.CompletionWord:
		f.Form = schema.Completion
		if f.Unit == schema.UnitPercentPoint {
			f.Form = schema.Delta // 支出进度比上年同期快2.1个百分点
			break
		}
		n.completion(f, s, known)
	case clause.ChangeWord, clause.RateWord:
		if saved := n.savingRate(i); saved != "" {
			f.Form, f.Label, f.Rule = schema.Share, saved, ofSaving
			break
		}
		rule := "pct_change"
		n.d.change(f, schema.PctChange)
		if of := n.changeBefore(); of != nil && n.d.clause.predicate.sign == 0 {
			turnLike(f, of)
		}
		if f.Unit == schema.UnitPercentPoint {
			f.Form, rule = schema.Delta, "points" // 占比提高0.5个百分点: what a rate changed by
		}
		if !n.insuredItem(i, f) && known {
			n.d.assign(f, s, rule)
		}
	default:
		if !n.growsBehind(f, s, ok, m) && !n.rateOfChange(f, s, known, m) && !n.signed(f, s, known, m) && !n.shareAgain(i, f, s, known) {
			n.plainRatio(f, s, ok, phrase)
		}
	}
	if f.Rule == "" {
		f.Rule = "unknown_subject"
	}
	f.Measure, f.MeasureSource = n.measureOf(f)
}

// shareAgain reads the share of another time of what the share before it in the sentence is of: what it came to, 占比重由36%
// 提高到40%, or what it is held against, 占支出的18%，比上年的17%提高1个百分点.
func (n *prose) shareAgain(i int, f *schema.Fact, s clause.Subject, known bool) bool {
	k := len(n.out.Facts) - 1
	if !known || k < n.d.paragraph.first || n.out.Ends[k] <= n.d.sentence.start || n.out.Facts[k].Form != schema.Share || n.d.clause.named {
		return false
	}
	again := *f
	again.Form = schema.Share
	if !n.reachedFrom(i) && !n.d.at(&n.p).StatesBase(i, &again) {
		return false
	}
	f.Form = schema.Share
	n.d.assign(f, s, "share")
	f.Base.Concept = n.out.Facts[k].Base.Concept
	return true
}

// plainRatio reads a ratio that no verb leads to: a rate, or a share of what its section is about.
func (n *prose) plainRatio(f *schema.Fact, s clause.Subject, ok bool, phrase string) {
	f.Form = schema.Share
	if n.d.clause.named {
		n.d.assign(f, s, "ratio")
	}
	if !strings.Contains(phrase, words.RateEnd.Word()) && n.d.clause.named {
		n.d.setShareBase(f)
	}
	name := phrase
	if name == "" && ok && s.Concept == "" && !words.ShareRate.Labels().Say(s.Label) {
		name = s.Label // 林木覆盖率、湿地保护率分别达24.1%和50.2%
	}
	if words.LevelNoun.Labels().Say(name) {
		f.Form = schema.Level
	}
	if f.Unit == schema.UnitPercentPoint {
		f.Form = schema.Delta // 高于全国0.3个百分点: between two rates
	}
}

// sharesTogether reports a ratio that several figures before it have together: 经营收入1万元、其他收入
// 2万元，两项合计占7.1%. It is the share of none of them.
func (n *prose) sharesTogether(i int) bool {
	if n.d.clause.named {
		return false
	}
	for k := n.p.LexemeAt(n.d.clause.start); k < i; k++ {
		if x := &n.p.Lexemes[k]; x.Kind == clause.Word && x.Entry.Role == clause.ShareWord {
			return words.ClosingTotal.Labels().Meaning(strings.TrimSpace(n.p.Text[n.d.clause.start:x.Start])) == "sum" // not 占支出合计比重
		}
	}
	return false
}

// ofSaving is the rule of a rate by which less was paid.
const ofSaving = "saving_rate"

// savingRate is the name of the rate by which less was paid than was budgeted, where the sentence compares
// with nothing else: 政府采购预算120万元，实际采购110万元，节支率8.33%. Elsewhere it is empty.
func (n *prose) savingRate(i int) string {
	if i == 0 || n.d.sentence.compared.Base != (schema.Base{}) && !n.paidLess() {
		return ""
	}
	x := &n.p.Lexemes[i-1]
	if x.Kind != clause.Word || !words.SavingRate.Labels().Is(x.Entry.Surface) {
		return ""
	}
	return x.Entry.Surface
}

// paidLess reports a sentence that tells of one thing what was budgeted and what was paid, behind one
// another, so that what was saved is the difference of these, whatever else the sentence compares with.
func (n *prose) paidLess() bool {
	k := n.d.topic.last
	if k-1 < n.d.paragraph.first || n.out.Ends[k-1] <= n.d.sentence.start {
		return false
	}
	paid, budgeted := &n.out.Facts[k], &n.out.Facts[k-1]
	return paid.Concept != "" && paid.Concept == budgeted.Concept && budgeted.Form == schema.Level && budgeted.Measure.IsBudget() && !paid.Measure.IsBudget()
}

// growsBehind takes a rate for one of growth where the words behind it say so: 税收实现3.02%正增长.
func (n *prose) growsBehind(f *schema.Fact, s clause.Subject, known bool, m *nlp.Mention) bool {
	grows := words.GrowthBehind.Labels().First(strings.TrimLeft(n.p.Text[m.End:], " "))
	if grows == nil || f.Unit == schema.UnitPercentPoint {
		return false
	}
	if f.Form = schema.PctChange; grows.Means == "down" && f.Value.IsPositive() {
		f.Value = f.Value.Neg()
	}
	if known {
		n.d.assign(f, s, "pct_change")
	}
	return true
}

// rateOfChange takes a rate with nothing but a mark between it and the change of an amount for that of the same
// change: 增加1.14万元、114%.
func (n *prose) rateOfChange(f *schema.Fact, s clause.Subject, known bool, m *nlp.Mention) bool {
	of := n.changeBefore()
	if of == nil || f.Unit == schema.UnitPercentPoint || strings.Trim(n.p.Text[n.out.Ends[len(n.out.Ends)-1]:m.Start], listMarks+"（(") != "" {
		return false
	}
	f.Form, f.Base = schema.PctChange, of.Base
	turnLike(f, of)
	if known {
		n.d.assign(f, s, "pct_change")
	}
	return true
}

// signed takes a rate printed with its sign, of something that is no rate itself, for how much that changed: 一般公共预算
// 收入9亿元（+4.8%）.
func (n *prose) signed(f *schema.Fact, s clause.Subject, known bool, m *nlp.Mention) bool {
	if !known || !strings.ContainsAny(n.p.Text[m.Start:m.End], "+-−－＋") || f.Unit != "%" || !s.Takes(schema.Amount, schema.UnitYuan) {
		return false
	}
	f.Form, f.Base = schema.PctChange, n.d.sentence.compared.Base
	n.d.assign(f, s, "pct_change")
	return true
}

// changeBefore is the change of an amount that the sentence has told last, nil where it told something else.
func (n *prose) changeBefore() *schema.Fact {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || n.out.Ends[k] <= n.d.sentence.start || n.out.Facts[k].Form != schema.Delta || n.out.Facts[k].Kind == schema.Ratio {
		return nil
	}
	return &n.out.Facts[k]
}

// turnLike gives a change whose words say no direction that of another: 减少3万元，增减率5%.
func turnLike(f, of *schema.Fact) {
	if of.Value.IsNegative() && f.Value.IsPositive() {
		f.Value = f.Value.Neg()
	}
}

// completion sets what was executed and against which budget.
func (n *prose) completion(f *schema.Fact, s clause.Subject, known bool) {
	if !known && n.d.topic.last >= 0 {
		if c := n.out.Facts[n.d.topic.last].Concept; c == schema.EconomyTarget {
			s, known = clause.Subject{Concept: c, Dims: n.out.Facts[n.d.topic.last].Dimensions, Label: n.out.Facts[n.d.topic.last].Label}, true
		}
	}
	if name := n.ofCounted(); name != "" {
		f.Label, f.Rule = name, ofMany
		return
	}
	if !known || n.d.phaseOfProjects(&s) {
		return
	}
	if n.ofManyProjects(&s) {
		f.Label, f.Rule = s.Label, ofMany
		if i := n.p.LexemeAt(s.End); i < len(n.p.Lexemes) && n.p.Lexemes[i].Kind == clause.Word && n.p.Lexemes[i].Entry.Role == clause.CompletionWord && s.Start < s.End {
			f.Label = n.p.Text[s.Start:n.p.Lexemes[i].End] // 项目预算执行率
		}
		return
	}
	n.d.assign(f, s, "completion")
	f.Base.Concept, f.Base.Measure = f.Concept, n.d.clause.predicate.budget
	if f.Base.Measure == "" || f.Base.Measure == schema.Budget {
		f.Base.Measure = cmp.Or(n.budget, schema.Budget)
	}
	switch f.Concept {
	case schema.PerformanceProjectBudget, schema.PerformanceProjectSpent:
		f.Concept, f.Base.Concept = schema.PerformanceProjectSpent, schema.PerformanceProjectBudget
		if n.d.clause.predicate.budget == "" || n.d.clause.predicate.budget == schema.Budget {
			f.Base.Measure = n.projectBudgetMeasure()
		}
	case schema.EconomyTarget, schema.EconomyActual:
		f.Concept, f.Base.Concept, f.Base.Measure = schema.EconomyActual, schema.EconomyTarget, schema.Target
	}
}

// ofMany is the rule of what is said of several projects, which no concept is for.
const ofMany = "of_many"

// ofCounted is the name of the completion that is told of things right behind their count, 2个项目执行率低于
// 80%: it is theirs and not of what the text speaks of. It is empty for others.
func (n *prose) ofCounted() string {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || n.out.Facts[k].Kind != schema.Count || n.out.Ends[k] != n.d.clause.start {
		return ""
	}
	for i := n.p.LexemeAt(n.d.clause.start); i < len(n.p.Lexemes) && n.p.Lexemes[i].Kind != clause.Number; i++ {
		if x := &n.p.Lexemes[i]; x.Kind == clause.Word && x.Entry.Role == clause.CompletionWord && x.Start > n.d.clause.start {
			return n.p.Text[n.d.clause.start:x.End]
		}
	}
	return ""
}

// ofManyProjects reports the budget of projects that the report of a government finds wanting, 24个
// 项目预算执行率低于80%: it is that of no project.
func (n *prose) ofManyProjects(s *clause.Subject) bool {
	return n.ctx.Frame.Territorial && schema.AccountOf(s.Concept) == schema.PerformanceAccount && !n.d.section.ofPerformance()
}

// projectBudgetMeasure is the phase of the project budget just stated.
func (n *prose) projectBudgetMeasure() schema.Measure {
	for k := len(n.out.Facts) - 1; k >= 0 && k >= len(n.out.Facts)-4; k-- {
		if f := &n.out.Facts[k]; f.Concept == schema.PerformanceProjectBudget && f.Form == schema.Level {
			return f.Measure
		}
	}
	return schema.Budget
}

// ofAllAlike reports a share of all that is called as the part is, which is no whole of the accounts:
// 有绩效目标的项目支出145万元，占全部项目支出的100%.
func (n *prose) ofAllAlike(f *schema.Fact) bool {
	whole := &n.d.clause.predicate.whole
	return whole.Known() && whole.Concept == f.Concept && whole.Start > n.d.clause.start && words.AllOf.Labels().Say(n.p.Text[n.d.clause.start:whole.Start])
}

// setShareBase names the whole of a share: the noun after 占, the total of the
// list the figure stands in, or what the section is about.
func (d *discourse) setShareBase(f *schema.Fact) {
	switch {
	case d.clause.predicate.whole.Known():
		f.Base.Concept = d.clause.predicate.whole.Concept
		f.Said.WholeFund = schema.FundSource(words.FundIn.Labels().Meaning(d.clause.predicate.whole.Label))
	case len(d.topic.lists) > 0 && d.topic.lists[len(d.topic.lists)-1].whole.Known():
		f.Base.Concept = d.topic.lists[len(d.topic.lists)-1].whole.Concept
	default:
		f.Base.Concept = clause.ParentOf(f.Concept, d.section.id)
	}
	if f.Base.Concept == f.Concept && f.Dimensions.FuncCode == "" {
		f.Base.Concept = clause.ParentOf(f.Concept, d.section.id)
	}
}

// partOfScore reports points behind 其中 that a score of the sentence is made of: 自评得分96.5分，其中投入10分.
func (n *prose) partOfScore() bool {
	if !n.d.item.parted {
		return false
	}
	for k := len(n.out.Facts) - 1; k >= n.d.paragraph.first && n.out.Ends[k] > n.d.sentence.start; k-- {
		if f := &n.out.Facts[k]; f.Form == schema.ScoreForm && f.Concept != "" {
			return true
		}
	}
	return false
}

// boundsScores reports points that things counted behind them have at least or at most, which nobody
// has got: 自评得分90分以上的9个，80-90分的2个.
func (n *prose) boundsScores(i int) bool {
	if next := i + 1; next < len(n.p.Lexemes) && n.p.Lexemes[next].Kind == clause.Number && clause.IsRangeMark(n.p.Text[n.p.Lexemes[i].End:n.p.Lexemes[next].Start]) {
		i = next
	}
	if i+1 >= len(n.p.Lexemes) || n.p.Lexemes[i+1].Kind != clause.Number || n.p.Mentions[n.p.Lexemes[i+1].Mention].Kind != nlp.Count {
		return false
	}
	between := nlp.Squeeze(n.p.Text[n.p.Lexemes[i].End:n.p.Lexemes[i+1].Start])
	return strings.HasPrefix(between, words.Of) && nlp.HanCount(between) <= shortestWhole
}

// fullMarks is the rule of the points that there are of an item.
const fullMarks = "full_marks"

// fullMarks reports the points that there are of an item, in a bracket of their own before those it got:
// 产出指标（50分）得49分, or called so: 产出指标满分50分，得49分.
func (n *prose) fullMarks(m *nlp.Mention) bool {
	rest, closed := strings.CutPrefix(n.p.Text[m.End:], "）")
	if !closed {
		rest, closed = strings.CutPrefix(n.p.Text[m.End:], ")")
	}
	if !closed && words.FullMarks.Labels().Say(n.p.Text[min(n.d.clause.start, m.Start):m.Start]) {
		return words.PointsGot.Labels().Say(strings.TrimLeft(rest, "，,：: "))
	}
	rest = strings.TrimLeft(rest, "，,：: ")
	if !closed {
		return gotPoints(rest) // 满意度指标10分，得9分
	}
	return words.PointsGot.Labels().Say(rest) || rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// gotPoints reports a text that begins with how many points were got: 得9分, 自评得分为9分.
func gotPoints(s string) bool {
	got := words.PointsGot.Labels().Of(s)
	if got == nil {
		return false
	}
	s = strings.TrimLeft(strings.TrimPrefix(s[len(got.Text):], schema.UnitPoint), words.Copulas)
	return s != "" && s[0] >= '0' && s[0] <= '9'
}

// allPoints are what a whole evaluation has, and an item of it has fewer.
const allPoints = 100

// pointsOfItem reports the points that an item got, behind those that there are of it.
func (n *prose) pointsOfItem() bool {
	k := len(n.out.Facts) - 1
	return k >= n.d.paragraph.first && n.out.Ends[k] > n.d.sentence.start && n.out.Facts[k].Rule == fullMarks && n.out.Facts[k].Value.IntPart() < allPoints
}

// readScore settles 分.
func (d *discourse) readScore(p *clause.Paragraph, f *schema.Fact) {
	f.Form = schema.ScoreForm
	clause := p.Text[d.sentence.start:]
	if d.clause.named && d.topic.subjects[len(d.topic.subjects)-1].Concept == schema.PerformanceScore || d.section.ofPerformance() ||
		words.ScoreWord.Labels().Say(clause) {
		f.Concept, f.Rule = schema.PerformanceScore, "score"
		if !words.WholeBody.Labels().Say(p.Text[d.clause.start:d.number.start]) {
			f.Dimensions.Project = cmp.Or(d.section.subject.Dims.Project, d.projectOnLine(p)) // 部门整体支出自评得分 is of none
		}
		return
	}
	f.Rule = "unknown_subject"
}
