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
	switch {
	case n.d.section.ofWork() && n.staffBefore(m, f).text == "":
		f.Rule = "work_count"
	case n.d.planned(&n.p, n.ctx, i):
		f.Rule = "planned_count" // 安排购置车辆1辆: a plan, not a stock
		if k := clause.VehicleKind(f.Label); k != f.Label || words.VehicleEnd.Labels().Say(f.Label) {
			f.Dimensions.VehicleKind = k
		}
	case n.countsStaff(i, m, f), n.countsKnown(i, m, f, phrase):
	default:
		n.countsPlain(m, f, phrase)
	}
}

// countsStaff reads a count of a body's people.
func (n *prose) countsStaff(i int, m *nlp.Mention, f *schema.Fact) bool {
	staff := n.staffBefore(m, f)
	if staff.whose != "" {
		f.Dimensions.EntityScope, f.Dimensions.Subordinate = schema.Subordinate, staff.whose
	}
	if same := n.staffSubject(staff); same != nil {
		n.d.assign(f, *same, ofPeople)
		return true
	}
	if staff.text != "" && n.longerKind(staff) {
		f.Concept, f.Label, f.Rule = schema.StaffTotal, staff.text, ofPeople
		switch {
		case staff.kind || n.d.around() != nil:
			f.Concept, f.Dimensions.StaffKind = schema.StaffByKind, staff.text
		case words.Posts.Labels().Say(staff.text):
			f.Concept = schema.StaffQuota
		}
		return true
	}
	all := n.allStaff(m, f)
	if all != "" {
		f.Concept, f.Label, f.Rule = all, n.ownWords(i), ofPeople
	}
	return all != ""
}

// countsKnown reads a count of what the clause is about, of a member of its list, or of one of the ways to count things
// that the tables have.
func (n *prose) countsKnown(i int, m *nlp.Mention, f *schema.Fact, phrase string) bool {
	left, right := n.d.at(&n.p).Around(i, func(x *clause.Lexeme) bool { return n.out.ThresholdAt(n.d.paragraph.loc, n.p.Mentions, x) })
	if phrase == "" && n.countsSubject(i, m, f) {
		if f.Concept == schema.PerformanceProjectsByGrade {
			f.Dimensions.Grade = gradeOf(left, right)
		}
		return true
	}
	if f.Form == schema.Level && len(n.d.topic.lists) > 0 && n.d.member(n.ctx, f, phrase) {
		return true
	}
	if c, ok := n.d.kindOfVehicle(m, phrase, f); ok {
		f.Concept = c
		return true
	}
	if c := n.countingOf(m, left, right); c != nil {
		f.Concept, f.Rule, n.d.number.wording = schema.ConceptID(c.Concept), "count", c
		if f.Concept == schema.PerformanceProjectsByGrade {
			f.Dimensions.Grade = gradeOf(left, right)
		}
		return true
	}
	c, grade := n.nextGrade(m.Unit, left)
	if c != nil {
		f.Concept, f.Rule, f.Dimensions.Grade, n.d.number.wording = schema.PerformanceProjectsByGrade, "count", grade, c
	}
	return c != nil
}

// countsPlain reads a count that no table knows: an indicator that its verb and the noun behind it name, all of what was new
// before, or things of a name.
func (n *prose) countsPlain(m *nlp.Mention, f *schema.Fact, phrase string) {
	f.Rule = "plain_count"
	if member := clause.CountedBehind(n.verbBefore(m), f.Label, f.Unit); member != "" && f.Form == schema.Level && strings.HasPrefix(n.p.Text[m.End:], f.Label) {
		f.Concept, f.Dimensions.Indicator, f.Rule = schema.EconomyActual, member, countedBehind
		return
	}
	if noun := n.allOfNew(m, f); noun != "" {
		f.Label, f.Rule = noun, allOfNew
		if member := clause.CountedAs(noun, f.Unit); member != "" {
			f.Concept, f.Dimensions.Indicator, f.Label = schema.EconomyActual, member, member
		}
		return
	}
	if phrase == "" && f.Form == schema.Delta && n.newOnes(m) {
		phrase = f.Label // 主要是新增项目2个，金额60万元: of those
	}
	if phrase != "" {
		n.d.topic.speak(clause.Subject{Label: phrase, Start: m.Start, End: m.Start}) // 在建工程1项12277.73万元
	}
}

// newOnes reports a clause that says how many there are anew: 主要是新增项目2个.
func (n *prose) newOnes(m *nlp.Mention) bool {
	return words.NewOnes.Labels().Say(n.p.Text[min(n.d.clause.start, m.Start):m.Start])
}

// staffNoun is words before a number of people that are nothing but words for staff.
type staffNoun struct {
	text  string
	whose string // the body before them, where it is not the one that reports
	serve bool   // one of them only staff has: 在职, 离休
	kind  bool   // one of them tells a kind: 事业, 退休
	all   bool   // one of them is all there are of a school or a court: 教职工
	had   bool   // a body has them: 大队拥有
}

// staffBefore is the noun before a number of a body's people that is put together of words for staff:
// 在职行政30人, 部分补助事业在职人数652人, or the one behind it in a bracket, 含3名聘用人员. Words that others have too,
// 管理人员5人, are of staff right behind a figure of it and where a body has them. Its text is empty for others.
func (n *prose) staffBefore(m *nlp.Mention, f *schema.Fact) staffNoun {
	if f.Form != schema.Level || m.Kind != nlp.Count || !words.StaffUnit.Labels().Is(f.Unit) || n.ctx.Frame.Territorial {
		return staffNoun{}
	}
	said := strings.Trim(clause.DropBrackets(nlp.Squeeze(n.p.Text[min(n.d.clause.start, m.Start):m.Start])), listMarks+"；。：:;（(") // 退职（役）人数
	noun := n.staffOf(said)
	if n.behindStaff() {
		if noun.text == "" && (said == "" || n.having(said) == "") {
			noun = staffIn(strings.TrimPrefix(n.p.Text[m.End:n.untilMark(m.End)], words.Of))
		}
		return noun
	}
	if !noun.serve && !(noun.had && noun.kind) {
		return staffNoun{}
	}
	return noun
}

// allStaff is the concept of the sum told behind the kinds of staff of a body, those that serve it or its posts: 民警42人、
// 辅警27人，共计69人. It is empty for other figures.
func (n *prose) allStaff(m *nlp.Mention, f *schema.Fact) schema.ConceptID {
	said := nlp.Squeeze(strings.Trim(n.p.Text[min(n.d.clause.start, m.Start):m.Start], listMarks))
	if f.Form != schema.Level || !words.StaffUnit.Labels().Is(f.Unit) || !n.behindStaff() || !clause.IsTally(said) {
		return ""
	}
	var posts, people int
	for k := len(n.out.Facts) - 1; k >= n.d.paragraph.first && n.out.Ends[k] > n.d.sentence.start && n.out.Facts[k].Concept == schema.StaffByKind; k-- {
		switch kind := n.out.Facts[k].Dimensions.StaffKind; {
		case words.Retired.Labels().Say(kind):
			return ""
		case words.Posts.Labels().Say(kind):
			posts++
		default:
			people++
		}
	}
	switch {
	case posts > 1 && people == 0:
		return schema.StaffQuota
	case people > 1 && posts == 0:
		return schema.StaffTotal
	}
	return ""
}

// behindStaff reports that the figure told last in the sentence is of staff, or that around the bracket.
func (n *prose) behindStaff() bool {
	k := len(n.out.Facts) - 1
	return k >= n.d.paragraph.first && n.out.Ends[k] > n.d.sentence.start && isStaff(n.out.Facts[k].Concept)
}

// staffOf is the longest noun of words for staff that a text ends with, where what stands before it only says whose
// they are, or that there are so many: 我队现有编制, 农业系统事业人员.
func (n *prose) staffOf(said string) staffNoun {
	for at := range said {
		noun := staffIn(said[at:])
		if noun.text == "" {
			continue
		}
		owner := n.having(said[:at])
		noun.had = owner != said[:at]
		owner = clause.TrimFunction(owner)
		switch {
		case owner == "" || isShortFor(owner, n.ctx.Frame.Entity) || words.OwnBody.Labels().Is(owner) || strings.HasSuffix(owner, words.SystemOf.Word()):
		case clause.IsBody(owner):
			noun.whose = owner
		default:
			return staffNoun{}
		}
		return noun
	}
	return staffNoun{}
}

// having is a text without the verb of having at its end: 大队拥有.
func (n *prose) having(said string) string {
	owner := said
	for _, verb := range words.HavingVerb.Labels() {
		if before, has := strings.CutSuffix(said, verb.Text); has && len(before) < len(owner) {
			owner = before
		}
	}
	return owner
}

// untilMark is where the words behind a byte of the text end.
func (n *prose) untilMark(from int) int {
	rest := n.p.Text[from:]
	return from + len(rest) - len(strings.TrimLeftFunc(rest, clause.IsWordRune))
}

// isStaff reports the concepts of the people of a body and its posts.
func isStaff(c schema.ConceptID) bool {
	return c == schema.StaffTotal || c == schema.StaffByKind || c == schema.StaffQuota
}

// staffIn reads a noun as one of words for staff.
func staffIn(noun string) staffNoun {
	out := staffNoun{text: noun}
	for rest := noun; rest != ""; {
		var best words.Label
		for _, w := range words.StaffWord.Labels() {
			if strings.HasPrefix(rest, w.Text) && len(w.Text) > len(best.Text) {
				best = w
			}
		}
		if best.Text == "" {
			return staffNoun{}
		}
		if rest = rest[len(best.Text):]; best.Means == "sum" && !out.serve && !out.kind {
			out.text = rest // 现有, 单位管理的
		}
		out.serve = out.serve || best.Means == "kind_of_staff" || best.Means == "staff"
		out.all = out.all || best.Means == "people"
		out.kind = out.kind || best.Means == "kind_of_staff" || best.Means == "kind"
	}
	return out
}

// ofPeople is the rule of people and posts that are told by the words of their kind.
const ofPeople = "kind_of_staff"

// longerKind reports a kind of staff that says more than the subject of the clause, which ends it: 部分补助事业在职人数.
func (n *prose) longerKind(kind staffNoun) bool {
	k := len(n.d.topic.subjects) - 1
	if k < 0 || !n.d.clause.named || !isStaff(n.d.topic.subjects[k].Concept) {
		return !n.d.clause.named && (kind.kind || kind.serve || kind.all)
	}
	before, behind, found := strings.Cut(kind.text, nlp.Squeeze(n.d.topic.subjects[k].Label))
	return found && (behind != "" || staffIn(before).kind)
}

// staffSubject is the subject of the clause where it is the whole noun of a number of staff, whosever they are: 农业系统
// 人员编制. It is nil for others.
func (n *prose) staffSubject(staff staffNoun) *clause.Subject {
	k := len(n.d.topic.subjects) - 1
	if k < 0 || !n.d.clause.named || !isStaff(n.d.topic.subjects[k].Concept) || staff.text == "" || !strings.HasSuffix(nlp.Squeeze(n.d.topic.subjects[k].Label), staff.text) {
		return nil
	}
	return &n.d.topic.subjects[k]
}

// allOfNew is the rule of how many there are of a thing in all behind those that have been added.
const allOfNew = "all_of_new"

// allOfNew is the noun that a number is how many there are of in all, where the figure before it in
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
			return noun
		}
	}
	return ""
}

// countsSubject takes the subject of a clause that names it for what the number counts, or the
// indicator spoken of for what has been added to it.
func (n *prose) countsSubject(i int, m *nlp.Mention, f *schema.Fact) bool {
	k := len(n.d.topic.subjects) - 1
	if n.d.clause.each || n.d.topic.turn+n.p.Run(i) == k+1 {
		k = min(k, n.d.topic.turn) // 粮食、油料产量分别为111万吨、12万吨
	}
	if k < 0 {
		return false
	}
	s, rule := n.d.topic.subjects[k], "subject"
	if dealt, ok := n.subjectFor(i); ok && n.d.clause.each && !n.d.clause.named && f.Form == schema.Delta {
		s, rule = dealt, "in_turn" // 参保职工9万人，参保居民8万人，分别增加0.2万人和0.1万人
	}
	economy := clause.IsEconomy(s.Concept)
	told := f.Form == schema.Delta || n.d.at(&n.p).StatesBase(i, f)
	if !n.d.clause.named && !(told && economy) || m.Kind != nlp.Count && !economy || !s.Takes(f.Kind, f.Unit) || !s.Known() || n.countsOther(m) || n.countsIndicators(&s, m) {
		return false
	}
	n.d.assign(f, s, rule)
	return true
}

// countsIndicators reports a class of indicators right before a number, 数量指标3个: so many
// indicators there are, and none of them has that value.
func (n *prose) countsIndicators(s *clause.Subject, m *nlp.Mention) bool {
	return s.Concept == schema.PerformanceIndicator && s.Dims.Indicator == "" && s.End <= m.Start && clause.TrimFunction(nlp.Squeeze(n.p.Between(s.End, m.Start))) == ""
}

// verbBefore is what stands before a number, of the first of a list for the others: 获135枚金牌、52枚银牌.
func (n *prose) verbBefore(m *nlp.Mention) string {
	start := m.Start
	for k := len(n.out.Facts) - 1; k >= n.d.paragraph.first && n.out.Facts[k].Rule == countedBehind && n.p.Text[n.out.Ends[k]:start] == n.out.Facts[k].Label+"、"; k-- {
		start = n.out.Ends[k] - len(n.out.Facts[k].Raw)
	}
	before := nlp.Squeeze(n.p.Between(n.d.sentence.start, start))
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
