package tag

import (
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// countings lists the counted concepts.
func countings() []counting { return countsBy(false) }

// amountings lists the amounts these reports name by a clause rather than a
// noun phrase: 涉及…资金, 预留给…企业.
func amountings() []counting { return countsBy(true) }

// counting is a row of the table of counts: one way these reports count something.
type counting words.Count

// countsBy returns the rows of the table of counts whose unit is money, or the
// others.
func countsBy(money bool) (out []counting) {
	t := words.Load()
	for i := range t.Counts {
		if c := &t.Counts[i]; c.Money() == money {
			out = append(out, counting(*c))
		}
	}
	return out
}

// foreignGuests mark receptions that the figures on 国内公务接待 leave out.
var foreignGuests = []string{"外宾", "外事", "国（境）外", "国(境)外"}

// worded reads an amount by the words of its clause.
func (n *narrator) worded(i int, m *nlp.Mention) schema.ConceptID {
	clause := nlp.Squeeze(n.sinceSegment(m.Start))
	for k := range n.amountings {
		if c := &n.amountings[k]; c.matches(m.Unit, clause, string(n.section)) {
			n.wording = c
			return schema.ConceptID(c.Concept)
		}
	}
	return ""
}

// readCount settles counts and measures by what their clause says.
func (n *narrator) readCount(i int, m *nlp.Mention, f *schema.Fact) {
	if n.form == clause.ChangeWord || n.form == clause.RateWord && (n.base != (schema.Base{}) || n.phraseSinceVerb(m.Start) == "") {
		n.change(f, schema.Delta)
	}
	if n.inWork() {
		f.Rule = "work_count"
		return
	}
	left, right := n.clauseAround(i)
	phrase := n.phraseBefore(m.Start)
	if n.planned(i) {
		f.Rule = "planned_count" // 安排购置车辆1辆: a plan, not a stock
		return
	}
	if k := len(n.subjects) - 1; (n.named || f.Form == schema.Delta && k >= 0 && clause.IsEconomy(n.subjects[k].Concept)) && phrase == "" && n.subjects[k].Takes(f.Kind, f.Unit) && n.subjects[k].Known() && !n.countsOther(m) && (m.Kind == nlp.Count || clause.IsEconomy(n.subjects[k].Concept)) {
		if n.assign(f, n.subjects[k], "subject"); f.Concept == schema.PerformanceProjectsByGrade {
			f.Dimensions.Grade = gradeIn(left)
		}
		return
	}
	if f.Form == schema.Level && len(n.lists) > 0 && n.member(f, phrase) {
		return
	}
	if c, ok := n.kindOfVehicle(m, phrase, f); ok {
		f.Concept = c
		return
	}
	noun := m.Unit + nlp.FirstRunes(strings.TrimPrefix(right, m.Unit), 12)
	raw := nlp.Squeeze(n.p.Text[m.Start:m.End])
	near := nlp.LastRunes(left, 8) + raw + nlp.FirstRunes(strings.TrimPrefix(right, m.Unit), 6)
	for _, window := range [2]string{noun, left + raw + right} {
		for k := range n.countings {
			c := &n.countings[k]
			concept := schema.ConceptID(c.Concept)
			if !containsAll(near, c.Near) || !c.matches(m.Unit, window, string(n.section)) || n.receivesForeigners(&clause.Subject{Concept: concept, Start: m.Start}) {
				continue
			}
			f.Concept, f.Rule, n.wording = concept, "count", c
			if concept == schema.PerformanceProjectsByGrade {
				f.Dimensions.Grade = gradeIn(left)
			}
			return
		}
	}
	f.Rule = "plain_count"
	if phrase != "" {
		n.subjects = []clause.Subject{{Label: phrase, Start: m.Start, End: m.Start}} // 在建工程1项12277.73万元
	}
}

// countsOther reports a noun after the words that name the subject that is not what
// the subject's concept counts: 编制绩效目标的部门7个 are no projects, but its ways to count
// ask for 项目 near the number.
func (n *narrator) countsOther(m *nlp.Mention) bool {
	s := &n.subjects[len(n.subjects)-1]
	between := nlp.Squeeze(n.p.Text[min(s.End, m.Start):m.Start])
	if clause.TrimFunction(between) == "" && !clause.IsBody(s.Label+between) {
		return false
	}
	return slices.ContainsFunc(n.countings, func(c counting) bool {
		return c.Concept == string(s.Concept) && len(c.Near) > 0 && !containsAll(between, c.Near)
	})
}

// planned reports vehicles and equipment a budget plans to buy.
func (n *narrator) planned(i int) bool {
	if n.ctx.Frame.Kind != schema.BudgetReport {
		return false
	}
	s := n.sinceSentence(n.p.Lexemes[i].Start)
	return slices.ContainsFunc(words.Load().Plans, func(w words.Word) bool { return strings.Contains(s, w.Text) })
}

// matches reports a number of a unit whose clause says what the row asks for.
func (c *counting) matches(unit, clause, section string) bool {
	return strings.HasPrefix(section, c.Section) && slices.Contains(c.Units, unit) &&
		containsAll(clause, c.All) && !nlp.ContainsAny(clause, c.None) && (len(c.Any) == 0 || nlp.ContainsAny(clause, c.Any))
}

// containsAll reports whether a text holds every one of the words.
func containsAll(s string, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(s, w) })
}

// says reports a word that the wording has.
func (c *counting) says(word string) bool {
	return slices.Contains(c.All, word) || slices.Contains(c.Any, word) || slices.Contains(c.Also, word)
}

// hasWord reports whether a space separated list has a word.
func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}

// clauseAround returns the words about a count: from the number or clause mark
// before it, and to the one after it. White space is dropped.
func (n *narrator) clauseAround(i int) (left, right string) {
	m := &n.p.Mentions[n.p.Lexemes[i].Mention]
	from := n.segment
	for k := i - 1; k >= 0 && !(n.p.Lexemes[k].Kind == clause.Mark && n.p.Lexemes[k].Mark != '(' && n.p.Lexemes[k].Mark != ')'); k-- {
		if n.out.ThresholdAt(n.loc, n.p.Mentions, &n.p.Lexemes[k]) {
			from = n.p.Mentions[n.p.Lexemes[k].Mention].Start // 单价50万元以上设备0台: the limit belongs to the clause
			break
		}
	}
	to := len(n.p.Text)
	for j := i + 1; j < len(n.p.Lexemes); j++ {
		x := &n.p.Lexemes[j]
		if x.Kind == clause.Number || x.Kind == clause.Mark && x.Mark != '|' && x.Mark != '(' && x.Mark != ')' {
			to = x.Start
			break
		}
	}
	left, right = n.p.Text[from:m.Start], n.p.Text[m.End:to]
	if isTally(strings.Trim(left, " 、")) {
		left = n.sinceItem(m.Start) // 团组0个、累计0人次
	}
	return nlp.Squeeze(left), m.Unit + nlp.Squeeze(right)
}

// sinceItem is the text before a byte back to the semicolon or the sentence's
// beginning before it, whichever is nearer.
func (n *narrator) sinceItem(at int) string {
	s := n.sinceSentence(at)
	return s[max(0, strings.LastIndexAny(s, "；;")):]
}

// isTally reports words before a count that do not say what is counted.
func isTally(s string) bool {
	return s == "" || slices.ContainsFunc(words.Load().Tallies, func(t words.Tally) bool {
		return s == t.Text || t.Within && strings.Contains(s, t.Text)
	})
}

// kindOfVehicle reads 一般公务用车1辆 outside a list.
func (n *narrator) kindOfVehicle(m *nlp.Mention, phrase string, f *schema.Fact) (schema.ConceptID, bool) {
	if m.Unit != "辆" && m.Unit != "台" || !strings.HasPrefix(string(n.section), "other.assets") {
		return "", false
	}
	if k := clause.VehicleKind(phrase); k != phrase || strings.HasSuffix(phrase, "用车") {
		f.Dimensions.VehicleKind, f.Rule = k, "vehicle_kind"
		return schema.AssetVehiclesByKind, true
	}
	return "", false
}

// gradeIn returns the last grade named in a clause.
func gradeIn(clause string) string {
	best, at := "", -1
	for _, g := range words.Load().Grades {
		end := strings.LastIndex(clause, g.Text) + len(g.Text)
		if end >= len(g.Text) && (end > at || end == at && len(g.Text) > len(best)) {
			best, at = g.Text, end // of two that end alike the longer: 不合格, not 合格
		}
	}
	return best
}
