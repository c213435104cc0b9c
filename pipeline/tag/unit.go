package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// ofUnit gives a figure of a department's accounts to the unit of it that the sentence names before
// the noun: 市人民医院支出预算300万元 is a part of the department's. What the sentence says behind it
// is of that unit too, up to the next that it names.
func (n *prose) ofUnit(m *nlp.Mention, f *schema.Fact) {
	if n.ctx.Frame.Territorial || n.ctx.Frame.Entity == "" || n.ctx.Frame.EntityLevel == schema.Government {
		return
	}
	if n.d.clause.named {
		if unit, told := n.unitBefore(m); told {
			n.d.sentence.unit = unit
		}
	}
	if n.bodyListed(m, f) {
		return
	}
	if f.Concept != "" && n.partOfOwn(m, f) {
		f.Dimensions.EntityScope = schema.Self
		return
	}
	if n.d.sentence.unit == "" || f.Concept == "" || f.Dimensions.Subordinate != "" || clause.IsEconomy(f.Concept) {
		return
	}
	f.Dimensions.EntityScope, f.Dimensions.Subordinate = schema.Subordinate, n.d.sentence.unit
}

// partOfOwn reports the part that the department itself has of what it and its units have: 支出预算
// 520万元，其中局机关支出预算120万元.
func (n *prose) partOfOwn(m *nlp.Mention, f *schema.Fact) bool {
	l := n.d.topic.innermost()
	if l == nil || l.whole.Concept != f.Concept || f.Form != schema.Level || !n.d.clause.named || len(n.d.topic.subjects) == 0 {
		return false
	}
	s := &n.d.topic.subjects[len(n.d.topic.subjects)-1]
	return s.Start >= n.d.clause.start && s.End <= m.Start && words.UnitName.Labels().Say(strings.TrimRight(n.p.Text[n.d.clause.start:s.Start], " "), "own")
}

// bodyListed gives a figure of a list the body or the place that is all its clause names, which has that much of the whole:
// 预算收入520万元，其中：局本级400万元，市水文站120万元; 救助资金90万元，其中：望舒县50万元.
func (n *prose) bodyListed(m *nlp.Mention, f *schema.Fact) bool {
	l := n.d.topic.innermost()
	if l == nil || l.whole.Concept != f.Concept || f.Form != schema.Level || n.d.clause.named || f.Dimensions.Subordinate != "" {
		return false
	}
	switch name := clause.TrimFunction(strings.TrimPrefix(n.ownWords(n.p.LexemeAt(m.Start)), words.OfThem)); {
	case f.Concept == "" && f.Label != l.whole.Label:
		return false
	case clause.IsPlace(name):
		f.Dimensions.EntityScope, f.Dimensions.Subordinate = schema.Subordinate, name
	case words.UnitName.Labels().Say(n.ownWords(n.p.LexemeAt(m.Start)), "own"):
		f.Dimensions.EntityScope = schema.Self
	case clause.IsBody(name) && !isShortFor(name, n.ctx.Frame.Entity):
		f.Dimensions.EntityScope, f.Dimensions.Subordinate = schema.Subordinate, name
	default:
		return false
	}
	return true
}

// unitBefore is the unit whose name all that stands between the last mark or figure and the subject of
// a number is, but for its time. It is told and empty where that is the body that reports.
func (n *prose) unitBefore(m *nlp.Mention) (unit string, told bool) {
	at := m.Start
	for k := range n.d.topic.subjects {
		if s := &n.d.topic.subjects[k]; s.Start >= n.d.clause.start {
			at = min(at, s.Start)
		}
	}
	from := max(n.d.clause.start, n.d.sentence.start)
	for k := n.p.LexemeAt(from); k < len(n.p.Lexemes) && n.p.Lexemes[k].Start < at; k++ {
		switch x := &n.p.Lexemes[k]; {
		case x.Kind == clause.Date:
			at = x.Start
		case x.Kind == clause.Mark || x.Kind == clause.Word && x.Entry.Role == clause.PartWord:
			from = x.End
		case x.Kind == clause.Word && x.Entry.Role == clause.GrantWord:
			return "", false
		}
	}
	if from >= at {
		return "", false
	}
	name := clause.TrimFunction(nlp.Squeeze(n.p.Text[from:at]))
	if !clause.IsBody(name) || words.NoBody.Labels().Say(name, "sentence") {
		return "", false
	}
	if isShortFor(name, n.ctx.Frame.Entity) || isShortFor(n.ctx.Frame.Entity, name) || strings.Contains(n.ctx.Frame.Title, name) {
		return "", true
	}
	placed := nlp.FirstRunes(name, 2) == nlp.FirstRunes(n.ctx.Frame.Entity, 2) || schema.DivisionEnd(name) > 0 || words.UnitName.Labels().Say(name, "opening")
	if !placed || nlp.HanCount(name) < shortestUnit || !words.UnitName.Labels().Say(name, "ending") {
		return "", false
	}
	return name, true
}

// shortestUnit is how many characters the name of a unit has at least: 市血站.
const shortestUnit = 3

// isShortFor reports a name whose characters another has all in that order: 市卫健局 for
// 云岭市卫生健康局.
func isShortFor(short, long string) bool {
	rest := long
	for _, r := range short {
		k := strings.IndexRune(rest, r)
		if k < 0 {
			return false
		}
		rest = rest[k+len(string(r)):]
	}
	return true
}

// actualOfPosts reads the staff told behind the posts of one kind and of another as those of the kinds:
// 行政编制26名，实有人数24人；事业编制3名，实有人数2人.
func (n *prose) actualOfPosts(k int) {
	first := max(n.d.paragraph.first, 0)
	if k-3 < first || !n.behindPosts(k) || !n.behindPosts(k-2) || n.out.Ends[k-3] <= n.d.sentence.start {
		return
	}
	for _, i := range []int{k, k - 2} {
		f, posts := &n.out.Facts[i], &n.out.Facts[i-1]
		kind, _ := words.Posts.Labels().Cut(posts.Dimensions.StaffKind, strings.CutSuffix)
		f.Concept, f.Dimensions.StaffKind = schema.StaffByKind, kind+f.Label
	}
}

// behindPosts reports a figure of staff right behind the posts of a kind.
func (n *prose) behindPosts(k int) bool {
	f, posts := &n.out.Facts[k], &n.out.Facts[k-1]
	return (f.Concept == schema.StaffTotal || f.Concept == schema.StaffByKind && !words.Posts.Labels().Say(f.Dimensions.StaffKind)) &&
		posts.Concept == schema.StaffByKind && words.Posts.Labels().Say(posts.Dimensions.StaffKind)
}
