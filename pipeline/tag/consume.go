package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema"
)

// A number has a meaning only if the reader understood its whole clause. This
// file says which words of a clause were not understood: those that are in no
// lexeme, no empty word and no name of a body or place.

// unread returns the words of the clause before the number at lexeme i that
// nothing accounts for, in order. A closed bracket is a remark of its own.
func (n *narrator) unread(i int, c schema.ConceptID) []string {
	var out []string
	depth, from, to := 0, n.clause, n.p.lx[i].start
	if end := frameEnd(n.p.text[from:to]); end > 0 {
		from += end
	}
	for k := range n.p.lx[:i] {
		x := &n.p.lx[k]
		if x.start < from || n.p.isPlain(x) {
			continue
		}
		if depth == 0 {
			if out = n.unreadIn(from, x.start, out); n.dangles(x, c) {
				out = append(out, nlp.Squeeze(n.p.text[x.start:x.end]))
			}
		}
		switch {
		case x.kind == lexMark && x.mark == '(':
			depth++
		case x.kind == lexMark && x.mark == ')':
			depth = max(0, depth-1)
		}
		from = x.end
	}
	if depth > 0 {
		return out
	}
	return n.unreadIn(from, to, out)
}

// dangles reports a word that names something and stands right before the subject
// that gave the number its concept, without being part of it: the phrase as a whole is the name of a third thing.
func (n *narrator) dangles(x *lexeme, c schema.ConceptID) bool {
	if !n.named || len(n.subjects) == 0 || x.kind != lexWord || x.entry.role != rConcept {
		return false
	}
	if isBody(nlp.Squeeze(n.p.text[min(n.clause, x.end):x.end])) {
		return false // 柳溪区法院培训费支出
	}
	s := &n.subjects[len(n.subjects)-1]
	return s.concept == c && x.start < s.start && strings.Trim(n.p.text[min(x.end, s.start):s.start], " ") == "" && !n.isSubject(x.start)
}

// isSubject reports a byte inside one of the subjects in force.
func (n *narrator) isSubject(at int) bool {
	return slices.ContainsFunc(n.subjects, func(s subject) bool { return s.start <= at && at < s.end })
}

// unreadIn appends the unread words of a stretch of text between lexemes.
func (n *narrator) unreadIn(from, to int, out []string) []string {
	if from >= to {
		return out
	}
	for _, run := range strings.FieldsFunc(nlp.Squeeze(nlp.StripResidue(n.p.text[from:to])), func(r rune) bool { return !isWordRune(r) }) {
		if w := n.unreadWord(run, from); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// unreadWord returns what of a run of text is unread: "" where it is nothing but
// empty words and names of bodies and places.
func (n *narrator) unreadWord(run string, at int) string {
	empty := emptyWords()
	if empty.covers(run) || n.mayNameBody(at) && (isBody(run) || isPlace(run) || empty.coversWith(run, n.readable)) {
		return ""
	}
	if w := empty.trim(run); w != "" {
		return w
	}
	return run
}

// readable reports a word of the wording that was found for the number, or a
// name.
func (n *narrator) readable(piece string) bool {
	return n.wording != nil && n.wording.says(piece) || n.ctx.isBodyOrPlace(piece) || nlp.IsNumeral(piece)
}

// settle holds a reading against the words of its clause. Where some of them are
// unread, the number is a figure of what the text says and no more: no concept,
// and after a comparison no value form either, for the verb is not known.
func (n *narrator) settle(i int, m *nlp.Mention, f *schema.Fact) {
	unread := n.p.unnamed(n.unread(i, f.Concept), m, f)
	unread = slices.DeleteFunc(unread, func(w string) bool { return strings.HasPrefix(n.contradicted, w) }) // 比上年减增加: left from a choice
	if f.Concept != "" && f.Rule == "inherited" && n.refused != "" {
		unread = append(unread, nlp.Squeeze(n.refused)) // a noun of its own: the clause speaks of something else
	}
	if f.Concept != "" && f.Rule == "inherited" && n.ofOthers(m.Start) {
		unread = append(unread, "其他")
	}
	n.out.words(n.wordsBefore(i), wordsIn(unread))
	if len(unread) == 0 {
		return
	}
	n.out.issue(n.loc, m.Start, m.End, schema.IssueUnreadWords, strings.Join(unread, "、"))
	if f.Concept != "" {
		f.Concept, f.Dimensions, f.Base, f.Rule = "", schema.Dimensions{}, schema.Base{}, "unread_words"
	}
	f.Label = n.unreadLabel(i, m, f)
	if !n.reason {
		n.subjects = []subject{{label: f.Label, start: m.Start, end: m.Start}} // nor do the clauses after it speak of what it is not
	}
	if f.Form == schema.Level && n.baseEnd > n.clause {
		f.Form = schema.UnknownForm
	}
}

// ofOthers reports an item that begins by speaking of others than the item before
// it, whose subject it therefore does not go on with: 预留项目金额10万元；在其他项目中，
// 由中小企业中标的，采购金额5万元.
func (n *narrator) ofOthers(at int) bool {
	from := 0
	if k := strings.LastIndexAny(n.p.text[:at], "；;。"); k >= 0 {
		_, size := utf8.DecodeRuneInString(n.p.text[k:])
		from = k + size
	}
	item := strings.TrimPrefix(strings.TrimLeft(n.p.text[from:at], " "), "在")
	if !strings.HasPrefix(item, "其他") && !strings.HasPrefix(item, "其它") {
		return false
	}
	return !slices.ContainsFunc(n.subjects, func(s subject) bool { return s.end > from })
}

// unreadLabel is the name of a figure that no concept fits: the whole phrase
// before it, or what its counter is followed by (93栋楼房). A phrase that tells a
// deed is not the name; there the noun beside the number is.
func (n *narrator) unreadLabel(i int, m *nlp.Mention, f *schema.Fact) string {
	if relates(m.Kind, n.form) {
		return cmp.Or(n.relationLabel(i), f.Label)
	}
	counted := f.Kind == schema.Count || f.Kind == schema.MeasureKind
	if counted && (strings.HasPrefix(nlp.Squeeze(n.p.text[m.End:]), f.Label) && f.Label != "" || nlp.HanCount(f.Label) > 2 && balanced(f.Label)) {
		return f.Label
	}
	name := n.wholeLabel(i, "")
	if name == "" || nlp.HanCount(f.Label) >= 2 && balanced(f.Label) && n.tellsDeed(name) {
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
	for k := i - 1; k >= 0 && n.p.lx[k].start >= n.clause; k-- {
		if x := &n.p.lx[k]; x.kind == lexWord && !n.p.isPlain(x) {
			count++
		}
	}
	return count
}

// words adds to the coverage of the document.
func (b *builder) words(read, unread int) {
	b.wordsRead += read
	b.wordsSeen += read + unread
}
