package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// A number has a meaning only if the reader understood its whole clause. This
// file says which words of a clause were not understood: those that are in no
// lexeme, no empty word and no name of a body or place.

// unread returns the words of the clause before the number at lexeme i that
// nothing accounts for, in order. A closed bracket is a remark of its own.
func (n *narrator) unread(i int, c schema.ConceptID) []string {
	var out []string
	depth, from, to := 0, n.clause, n.p.Lexemes[i].Start
	if end := clause.FrameEnd(n.p.Text[from:to]); end > 0 {
		from += end
	}
	for k := range n.p.Lexemes[:i] {
		x := &n.p.Lexemes[k]
		if x.Start < from || n.p.IsPlain(x) {
			continue
		}
		if depth == 0 {
			if out = n.unreadIn(from, x.Start, out); n.dangles(x, c) {
				out = append(out, nlp.Squeeze(n.p.Text[x.Start:x.End]))
			}
		}
		switch {
		case x.Kind == clause.Mark && x.Mark == '(':
			depth++
		case x.Kind == clause.Mark && x.Mark == ')':
			depth = max(0, depth-1)
		}
		from = x.End
	}
	if depth > 0 {
		return out
	}
	return n.unreadIn(from, to, out)
}

// dangles reports a word that names something and stands right before the subject
// that gave the number its concept, without being part of it: the phrase as a whole is the name of a third thing.
func (n *narrator) dangles(x *clause.Lexeme, c schema.ConceptID) bool {
	if !n.named || len(n.subjects) == 0 || x.Kind != clause.Word || x.Entry.Role != clause.ConceptWord {
		return false
	}
	if clause.IsBody(nlp.Squeeze(n.p.Text[min(n.clause, x.End):x.End])) {
		return false // 柳溪区法院培训费支出
	}
	s := &n.subjects[len(n.subjects)-1]
	return s.Concept == c && x.Start < s.Start && strings.Trim(n.p.Text[min(x.End, s.Start):s.Start], " ") == "" && !n.isSubject(x.Start)
}

// isSubject reports a byte inside one of the subjects in force.
func (n *narrator) isSubject(at int) bool {
	return slices.ContainsFunc(n.subjects, func(s clause.Subject) bool { return s.Start <= at && at < s.End })
}

// unreadIn appends the unread words of a stretch of text between lexemes.
func (n *narrator) unreadIn(from, to int, out []string) []string {
	if from >= to {
		return out
	}
	for _, run := range strings.FieldsFunc(nlp.Squeeze(nlp.StripResidue(n.p.Text[from:to])), func(r rune) bool { return !clause.IsWordRune(r) }) {
		if w := n.unreadWord(run, from); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// unreadWord returns what of a run of text is unread: "" where it is nothing but
// empty words and names of bodies and places.
func (n *narrator) unreadWord(run string, at int) string {
	empty := clause.EmptyWords()
	if empty.Covers(run) || n.wording != nil && isTally(run) || n.mayNameBody(at) && (clause.IsBody(run) || clause.IsPlace(run) || empty.CoversWith(run, n.readable)) {
		return ""
	}
	if w := empty.Trim(run); w != "" {
		return w
	}
	return run
}

// readable reports a word of the wording that was found for the number, or a
// name.
func (n *narrator) readable(piece string) bool {
	return n.wording != nil && n.wording.says(piece) || n.ctx.IsBodyOrPlace(piece) || nlp.IsNumeral(piece)
}

// settle holds a reading against the words of its clause. Where some of them are
// unread, the number is a figure of what the text says and no more: no concept,
// and after a comparison no value form either, for the verb is not known.
func (n *narrator) settle(i int, m *nlp.Mention, f *schema.Fact) {
	unread := n.p.Unnamed(n.unread(i, f.Concept), m, f)
	unread = slices.DeleteFunc(unread, func(w string) bool { return strings.HasPrefix(n.contradicted, w) }) // 比上年减增加: left from a choice
	if f.Concept != "" && f.Rule == "inherited" && n.refused != "" {
		unread = append(unread, nlp.Squeeze(n.refused)) // a noun of its own: the clause speaks of something else
	}
	if f.Concept != "" && f.Rule == "inherited" && n.ofOthers(m.Start) {
		unread = append(unread, "其他")
	}
	if f.Form == schema.Level && n.boundsChange(m) {
		unread = append(unread, m.Modifier)
	}
	n.out.Words(n.wordsBefore(i), clause.WordsIn(unread))
	if len(unread) == 0 {
		return
	}
	n.out.Issue(n.loc, m.Start, m.End, schema.IssueUnreadWords, strings.Join(unread, "、"))
	if f.Concept != "" {
		f.Concept, f.Dimensions, f.Base, f.Rule = "", schema.Dimensions{}, schema.Base{}, "unread_words"
	}
	f.Label = n.unreadLabel(i, m, f)
	if !n.reason {
		n.subjects = []clause.Subject{{Label: f.Label, Start: m.Start, End: m.Start}} // nor do the clauses after it speak of what it is not
	}
	if f.Form == schema.Level && n.baseEnd > n.clause {
		f.Form = schema.UnknownForm
	}
}

// boundsChange reports a word that bounds the number where a comparison asks for a
// verb of change: 较上年超出1万元. Whether it bounds the change or is its verb is not said.
func (n *narrator) boundsChange(m *nlp.Mention) bool {
	if m.Modifier == "" || m.Approx == nlp.About || n.baseEnd <= n.clause || n.baseEnd > m.Start {
		return false
	}
	return clause.EmptyWords().Covers(nlp.Squeeze(n.p.Text[n.baseEnd:m.Start]))
}

// ofOthers reports an item that begins by speaking of others than the item before
// it, whose subject it therefore does not go on with: 预留项目金额10万元；在其他项目中，
// 由中小企业中标的，采购金额5万元.
func (n *narrator) ofOthers(at int) bool {
	from := 0
	if k := strings.LastIndexAny(n.p.Text[:at], "；;。"); k >= 0 {
		_, size := utf8.DecodeRuneInString(n.p.Text[k:])
		from = k + size
	}
	item := strings.TrimPrefix(strings.TrimLeft(n.p.Text[from:at], " "), "在")
	if !strings.HasPrefix(item, "其他") && !strings.HasPrefix(item, "其它") {
		return false
	}
	return !slices.ContainsFunc(n.subjects, func(s clause.Subject) bool { return s.End > from })
}

// unreadLabel is the name of a figure that no concept fits: the whole phrase
// before it, or what its counter is followed by (93栋楼房). A phrase that tells a
// deed is not the name; there the noun beside the number is.
func (n *narrator) unreadLabel(i int, m *nlp.Mention, f *schema.Fact) string {
	if clause.Relates(m.Kind, n.form) {
		return cmp.Or(n.relationLabel(i), f.Label)
	}
	counted := f.Kind == schema.Count || f.Kind == schema.MeasureKind
	if counted && (strings.HasPrefix(nlp.Squeeze(n.p.Text[m.End:]), f.Label) && f.Label != "" || nlp.HanCount(f.Label) > 2 && clause.Balanced(f.Label)) {
		return f.Label
	}
	name := n.wholeLabel(i, "")
	if name == "" || nlp.HanCount(f.Label) >= 2 && clause.Balanced(f.Label) && n.tellsDeed(name) {
		return f.Label
	}
	return name
}

// tellsDeed reports a phrase that begins with a verb: 送上酒精、口罩等防护物资.
func (n *narrator) tellsDeed(phrase string) bool {
	words := n.seg.Segment(phrase)
	return len(words) > 1 && words[0].POS == "v" || strings.Contains(phrase, "了")
}

// wordsBefore counts the words of the clause before the number at lexeme i that
// the lexicon knows.
func (n *narrator) wordsBefore(i int) int {
	count := 0
	for k := i - 1; k >= 0 && n.p.Lexemes[k].Start >= n.clause; k-- {
		if x := &n.p.Lexemes[k]; x.Kind == clause.Word && !n.p.IsPlain(x) {
			count++
		}
	}
	return count
}
