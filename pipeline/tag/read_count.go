package tag

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// readCount settles counts and measures by what their clause says.
func (n *prose) readCount(i int, m *nlp.Mention, f *schema.Fact, phrase string) {
	if !n.countsNew(i, m) && !n.improves(i, m) && (n.d.clause.predicate.role == clause.ChangeWord || n.d.clause.predicate.role == clause.RateWord && (n.d.sentence.compared.Base != (schema.Base{}) || n.d.at(&n.p).PhraseSinceVerb(m.Start) == "")) {
		n.d.change(f, schema.Delta)
	}
	if n.d.section.ofWork() {
		f.Rule = "work_count"
		return
	}
	left, right := n.d.at(&n.p).Around(i, func(x *clause.Lexeme) bool { return n.out.ThresholdAt(n.d.paragraph.loc, n.p.Mentions, x) })
	if n.d.planned(&n.p, n.ctx, i) {
		f.Rule = "planned_count" // 安排购置车辆1辆: a plan, not a stock
		if k := clause.VehicleKind(f.Label); k != f.Label || words.VehicleEnd.Labels().Say(f.Label) {
			f.Dimensions.VehicleKind = k
		}
		return
	}
	if phrase == "" && n.countsSubject(m, f) {
		if f.Concept == schema.PerformanceProjectsByGrade {
			f.Dimensions.Grade = gradeOf(left, right)
		}
		return
	}
	if f.Form == schema.Level && len(n.d.topic.lists) > 0 && n.d.member(n.ctx, f, phrase) {
		return
	}
	if c, ok := n.d.kindOfVehicle(m, phrase, f); ok {
		f.Concept = c
		return
	}
	if c := n.countingOf(m, left, right); c != nil {
		f.Concept, f.Rule, n.d.number.wording = schema.ConceptID(c.Concept), "count", c
		if f.Concept == schema.PerformanceProjectsByGrade {
			f.Dimensions.Grade = gradeOf(left, right)
		}
		return
	}
	if c, grade := n.nextGrade(m.Unit, left); c != nil {
		f.Concept, f.Rule, f.Dimensions.Grade, n.d.number.wording = schema.PerformanceProjectsByGrade, "count", grade, c
		return
	}
	if kind := n.retiredBehind(m, f); kind != "" {
		f.Concept, f.Dimensions.StaffKind, f.Label, f.Rule = schema.StaffByKind, kind, kind, "member"
		return
	}
	f.Rule = "plain_count"
	if member := clause.CountedBehind(n.verbBefore(m), f.Label, f.Unit); member != "" && f.Form == schema.Level && strings.HasPrefix(n.p.Text[m.End:], f.Label) {
		f.Concept, f.Dimensions.Indicator, f.Rule = schema.EconomyActual, member, countedBehind
		return
	}
	if member := n.allOfNew(m, f); member != "" {
		f.Concept, f.Dimensions.Indicator, f.Label, f.Rule = schema.EconomyActual, member, member, "all_of_new"
		return
	}
	if phrase != "" {
		n.d.topic.speak(clause.Subject{Label: phrase, Start: m.Start, End: m.Start}) // 在建工程1项12277.73万元
	}
}

// retiredBehind is the kind of those who are retired where they are told right behind those who serve:
// 实有在职人员150人，离休1人，退休40人. It is empty for others.
func (n *prose) retiredBehind(m *nlp.Mention, f *schema.Fact) string {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || n.out.Ends[k] <= n.d.sentence.start || f.Form != schema.Level || m.Kind != nlp.Count {
		return ""
	}
	switch n.out.Facts[k].Concept {
	case schema.StaffTotal, schema.StaffByKind, schema.StaffQuota:
	default:
		return ""
	}
	noun := clause.TrimFunction(nlp.Squeeze(n.p.Text[min(n.d.clause.start, m.Start):m.Start]))
	if nlp.HanCount(noun) > longestKind || !words.Retired.Labels().Say(noun) {
		return ""
	}
	return noun
}

// longestKind is how many characters a kind of those who are retired has at most: 离退休人员.
const longestKind = 5

// allOfNew is the member that a number is how many there are of in all, where the figure before it in
// its sentence is how many have been added: 新增高新技术企业12家，总数达85家. It is empty for none.
func (n *prose) allOfNew(m *nlp.Mention, f *schema.Fact) string {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || n.out.Ends[k] <= n.d.sentence.start || f.Form != schema.Level || n.out.Facts[k].Unit != f.Unit {
		return ""
	}
	said := strings.TrimLeft(n.p.Text[n.d.clause.start:m.Start], listMarks)
	if rest, whole := words.BareSum.Labels().Cut(said, strings.CutPrefix, "whole"); !whole || !clause.EmptyWords().Covers(nlp.Squeeze(rest)) {
		return ""
	}
	for _, w := range words.NewOnes.Labels() {
		if noun, added := strings.CutPrefix(n.out.Facts[k].Label, w.Text); added {
			return clause.CountedAs(noun, f.Unit)
		}
	}
	return ""
}

// countsSubject takes the subject of a clause that names it for what the number counts, or the
// indicator spoken of for what has been added to it.
func (n *prose) countsSubject(m *nlp.Mention, f *schema.Fact) bool {
	k := len(n.d.topic.subjects) - 1
	if n.d.clause.each {
		k = min(k, n.d.topic.turn) // 粮食、油料产量分别为111万吨、12万吨
	}
	if k < 0 {
		return false
	}
	s := &n.d.topic.subjects[k]
	economy := clause.IsEconomy(s.Concept)
	if !n.d.clause.named && !(f.Form == schema.Delta && economy) || m.Kind != nlp.Count && !economy || !s.Takes(f.Kind, f.Unit) || !s.Known() || n.countsOther(m) {
		return false
	}
	n.d.assign(f, *s, "subject")
	return true
}

// verbBefore is what stands before a number, of the first of a list for the others: 获135枚金牌、52枚银牌.
func (n *prose) verbBefore(m *nlp.Mention) string {
	start := m.Start
	for k := len(n.out.Facts) - 1; k >= n.d.paragraph.first && n.out.Facts[k].Rule == countedBehind && n.p.Text[n.out.Ends[k]:start] == n.out.Facts[k].Label+"、"; k-- {
		start = n.out.Ends[k] - len(n.out.Facts[k].Raw)
	}
	before := nlp.Squeeze(n.p.Text[n.d.sentence.start:start])
	if k := strings.LastIndexAny(before, "，；"); k >= 0 {
		_, size := utf8.DecodeRuneInString(before[k:])
		before = before[k+size:]
	}
	return before
}

// countedBehind is the rule of a count whose noun stands behind it: 改造23个老旧小区.
const countedBehind = "counted_behind"

// countingOf is the row of the table of counts for a number with what stands left and
// right of it, nil for none: for the noun that it counts, else for its clause.
func (n *prose) countingOf(m *nlp.Mention, left, right string) *counting {
	rows := n.g.countsIn[m.Unit]
	if len(rows) == 0 {
		return nil
	}
	if n.ofGuestsBefore(m) {
		left = nlp.Squeeze(n.d.at(&n.p).SinceItem(m.Start))
	}
	noun := m.Unit + nlp.FirstRunes(strings.TrimPrefix(right, m.Unit), 12)
	left, right = withoutParts(left, false), withoutParts(right, true)
	for _, home := range words.DomesticGuests.Labels() {
		if k := strings.LastIndex(left, home.Text); k > 0 && words.ForeignGuests.Labels().Say(left[:k]) {
			left = left[k:] // 外事接待费0元，国内公务接待12批次，86人次
		}
	}
	raw := nlp.Squeeze(n.p.Text[m.Start:m.End])
	near := nlp.LastRunes(left, 8) + raw + nlp.FirstRunes(strings.TrimPrefix(right, m.Unit), 12)
	for _, window := range [2]string{noun, left + raw + right} {
		for _, c := range rows {
			if containsAll(near, c.Near) && !nlp.ContainsAny(left+right, c.None) && c.matches(window, string(n.d.section.id)) && !n.d.receivesForeigners(&n.p, &clause.Subject{Concept: schema.ConceptID(c.Concept), Start: m.Start}) {
				return c
			}
		}
	}
	return nil
}

// ofGuestsBefore reports a number of guests right behind what they cost, whose verb is a word of the name of
// the cost: 公务接待费0.8万元，接待9批次.
func (n *prose) ofGuestsBefore(m *nlp.Mention) bool {
	last := len(n.out.Facts) - 1
	if last < n.d.paragraph.first || n.out.Ends[last] <= n.d.sentence.start || n.out.Facts[last].Concept != schema.ThreePublicReception {
		return false
	}
	const verb, longest = 2, 5 // characters: 接待, 用于接待
	said := strings.TrimLeft(nlp.Squeeze(n.p.Text[n.out.Ends[last]:m.Start]), "，,")
	return nlp.HanCount(said) >= verb && nlp.HanCount(said) <= longest && strings.Contains(n.out.Facts[last].Label, nlp.LastRunes(said, verb))
}

// withoutParts is a text without the brackets that tell a part of the figure before them, and
// if it ends inside one perhaps without that: 15批次（其中外事接待2批次），105人次.
func withoutParts(s string, unended bool) string {
	for _, open := range [...]string{"（", "("} {
		for from := 0; ; {
			k := strings.Index(s[from:], open)
			if k < 0 {
				break
			}
			k += from
			if from = k + len(open); k == 0 || !words.PartWithin.Labels().Say(s[from:]) {
				continue
			}
			shut := strings.IndexAny(s[from:], "）)")
			if shut < 0 {
				if unended {
					s = s[:k]
				}
				break
			}
			_, size := utf8.DecodeRuneInString(s[from+shut:])
			s, from = s[:k]+s[from+shut+size:], k
		}
	}
	return s
}

// countsNew reports a count of what is new and named behind it: 新增2所本科高校 are as many,
// as 新增本科高校2所 are, while 医院新增2所 is a change.
func (n *prose) countsNew(i int, m *nlp.Mention) bool {
	before, found := words.NewlyAdded.Labels().Cut(strings.TrimRight(n.p.Text[min(n.d.clause.start, m.Start):m.Start], " "), strings.CutSuffix)
	return found && m.Kind == nlp.Count && !words.DurationUnit.Labels().Is(m.Unit) && (clause.TrimFunction(before) == "" || words.LabelLead.Labels().Is(clause.TrimFunction(before))) && n.namedBehind(i) != ""
}

// improves reports a count of what is made better, 改造提升25个养老机构, 巩固提升80万亩基地: the
// verb right before the number changes what stands behind it, and not its number.
func (n *prose) improves(i int, m *nlp.Mention) bool {
	if i == 0 || words.DurationUnit.Labels().Is(m.Unit) {
		return false
	}
	verb := &n.p.Lexemes[i-1]
	return verb.Kind == clause.Word && verb.Entry.Role == clause.RateWord && strings.TrimSpace(n.p.Text[verb.End:m.Start]) == "" &&
		!n.d.clause.named && n.noNoun(n.p.Text[min(n.d.clause.start, verb.Start):verb.Start]) && n.namedBehind(i) != ""
}

// noNoun reports words none of which is a noun: 改造, 巩固、.
func (n *prose) noNoun(said string) bool {
	return !slices.ContainsFunc(n.g.seg.Segment(clause.TrimFunction(said)), func(t nlp.Token) bool {
		return !strings.ContainsAny(t.POS[:min(1, len(t.POS))], "vadwx")
	})
}

// countsOther reports a noun after the words that name the subject that is not what
// the subject's concept counts: 编制绩效目标的部门7个 are no projects, but its ways to count
// ask for 项目 near the number.
func (n *prose) countsOther(m *nlp.Mention) bool {
	s := &n.d.topic.subjects[len(n.d.topic.subjects)-1]
	between := nlp.Squeeze(n.p.Between(s.End, m.Start))
	if clause.TrimFunction(between) == "" && !clause.IsBody(s.Label+between) {
		return false
	}
	return slices.ContainsFunc(n.g.countings, func(c counting) bool {
		return c.Concept == string(s.Concept) && len(c.Near) > 0 && !containsAll(between, c.Near)
	})
}

// planned reports vehicles and equipment a budget plans to buy.
func (d *discourse) planned(p *clause.Paragraph, ctx *clause.Context, i int) bool {
	if ctx.Frame.Kind != schema.BudgetReport {
		return false
	}
	s := d.at(p).SinceSentence(p.Lexemes[i].Start)
	return slices.ContainsFunc(words.Load().Plans, func(w words.Word) bool { return strings.Contains(s, w.Text) })
}

// kindOfVehicle reads 一般公务用车1辆 outside a list.
func (d *discourse) kindOfVehicle(m *nlp.Mention, phrase string, f *schema.Fact) (schema.ConceptID, bool) {
	if !words.VehicleUnit.Labels().Is(m.Unit) || !strings.HasPrefix(string(d.section.id), "other.assets") && d.section.id != schema.SectionBudgetAssets {
		return "", false
	}
	if k := clause.VehicleKind(f.Label); k != f.Label || words.VehicleEnd.Labels().Say(f.Label) {
		f.Dimensions.VehicleKind, f.Rule = k, "vehicle_kind"
		return schema.AssetVehiclesByKind, true
	}
	return "", false
}
