package tag

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/frame"
	"gongkai/schema"
	"gongkai/schema/words"
)

// A number has a meaning only if the reader understood its whole clause. This
// file says which words of a clause were not understood: those that are in no
// lexeme, no empty word and no name of a body or place.

// emptyWords are the words that say nothing of what a number counts, with the
// adverbs that may stand before a verb of change.
var emptyWords = sync.OnceValue(func() *wordSet {
	s := newWordSet()
	t := words.Load()
	for i := range t.Empty {
		s.add(t.Empty[i].Text)
	}
	for i := range t.Adverbs {
		s.add(t.Adverbs[i].Text)
	}
	return s
})

// wordSet is a set of words that a text may be made of.
type wordSet struct {
	words   map[string]bool
	longest int // in bytes
}

func newWordSet() *wordSet { return &wordSet{words: make(map[string]bool)} }

func (s *wordSet) add(w string) {
	s.words[w] = true
	s.longest = max(s.longest, len(w))
}

// covers reports whether text is nothing but words of the set, one after
// another, however they divide.
func (s *wordSet) covers(text string) bool { return s.coversWith(text, nil) }

// coversWith is covers with one more way to read a piece of the text.
func (s *wordSet) coversWith(text string, also func(piece string) bool) bool {
	reached := make([]bool, len(text)+1)
	reached[0] = true
	for i := range text {
		if !reached[i] {
			continue
		}
		for j := i + 1; j <= len(text); j++ {
			if reached[j] || j < len(text) && !utf8.RuneStart(text[j]) {
				continue
			}
			reached[j] = s.words[text[i:j]] || also != nil && also(text[i:j])
		}
	}
	return reached[len(text)]
}

// trim drops words of the set from both ends of text, the longest first.
func (s *wordSet) trim(text string) string {
	for {
		t := s.trimLeft(s.trimRight(text))
		if t == text {
			return t
		}
		text = t
	}
}

func (s *wordSet) trimLeft(text string) string {
	for k := min(len(text), s.longest); k >= hanBytes; k-- {
		if k == hanBytes && !strings.Contains(particles, text[:k]) {
			continue // one character may begin a word: 在校生
		}
		if s.words[text[:k]] {
			return text[k:]
		}
	}
	return text
}

// particles are the empty words of one character that begin no other word.
const particles = "和与及的了为是共其"

func (s *wordSet) trimRight(text string) string {
	for k := min(len(text), s.longest); k > 0; k-- {
		if s.words[text[len(text)-k:]] {
			return text[:len(text)-k]
		}
	}
	return text
}

// unread returns the words of the clause before the number at lexeme i that
// nothing accounts for, in order. A closed bracket is a remark of its own.
func (n *narrator) unread(i int, c schema.ConceptID) []string {
	var out []string
	depth, from, to := 0, n.clause, n.lx[i].start
	if end := frameEnd(n.text[from:to]); end > 0 {
		from += end
	}
	for k := range n.lx[:i] {
		x := &n.lx[k]
		if x.start < from || n.isPlain(x) {
			continue
		}
		if depth == 0 {
			if out = n.unreadIn(from, x.start, out); n.dangles(x, c) {
				out = append(out, nlp.Squeeze(n.text[x.start:x.end]))
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

// frameEnd is the byte after the last frame of a clause, 按常住人口计算, and after
// what stands before it; 0 where there is none. A frame begins the clause or
// follows empty words and words that are read on their own.
func frameEnd(clause string) int {
	end := 0
	for _, f := range words.Load().Frames {
		a := strings.Index(clause, f.Opens)
		if a < 0 || !emptyWords().covers(nlp.Squeeze(clause[:a])) {
			continue
		}
		if b := strings.Index(clause[a+len(f.Opens):], f.Closes); b >= 0 {
			end = max(end, a+len(f.Opens)+b+len(f.Closes))
		}
	}
	return end
}

// ownName puts one word in place of the name of the body that reports, wherever
// it stands: a name may contain words that mean something elsewhere, 检察 or 教育.
func (n *narrator) ownName(lx []lexeme) []lexeme {
	if nlp.HanCount(n.ctx.frame.Entity) < 4 {
		return lx
	}
	for from := 0; ; {
		k := strings.Index(n.text[from:], n.ctx.frame.Entity)
		if k < 0 {
			return lx
		}
		start := from + k
		from = start + len(n.ctx.frame.Entity)
		lx = splice(lx, lexeme{start: start, end: from, kind: lexWord, entry: &ownName})
	}
}

// ownName is the entry of the reporting body's name, which means nothing more.
var ownName = entry{role: rBody}

// dangles reports a word that names something and stands right before the subject
// that gave the number its concept, without being part of it: the phrase as a whole is the name of a third thing.
func (n *narrator) dangles(x *lexeme, c schema.ConceptID) bool {
	if !n.named || len(n.subjects) == 0 || x.kind != lexWord || x.entry.role != rConcept {
		return false
	}
	if isBody(nlp.Squeeze(n.text[min(n.clause, x.end):x.end])) {
		return false // 柳溪区法院培训费支出
	}
	s := &n.subjects[len(n.subjects)-1]
	return s.concept == c && x.start < s.start && strings.Trim(n.text[min(x.end, s.start):s.start], " ") == "" && !n.isSubject(x.start)
}

// isSubject reports a byte inside one of the subjects in force.
func (n *narrator) isSubject(at int) bool {
	return slices.ContainsFunc(n.subjects, func(s subject) bool { return s.start <= at && at < s.end })
}

// isPlain reports a lexeme that is only words: a numeral inside a word, or a
// fixed phrase that is kept from being read as what it contains.
func (n *narrator) isPlain(x *lexeme) bool {
	switch x.kind {
	case lexClassed:
		return n.ms[x.mention].Kind == nlp.Noise || ordinalInName(n.text, x)
	case lexWord:
		return x.entry.role == rSkip
	}
	return false
}

// ordinalInName reports 第一 in 第一产业: an ordinal that a word follows at once.
func ordinalInName(text string, x *lexeme) bool {
	return strings.HasPrefix(text[x.start:], "第") && x.end < len(text) && nlp.HanCount(firstRunes(text[x.end:], 1)) == 1
}

// unreadIn appends the unread words of a stretch of text between lexemes.
func (n *narrator) unreadIn(from, to int, out []string) []string {
	if from >= to {
		return out
	}
	for _, run := range strings.FieldsFunc(nlp.Squeeze(nlp.StripResidue(n.text[from:to])), func(r rune) bool { return !isWordRune(r) }) {
		if w := n.unreadWord(run, from); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// isWordRune reports runes that words are made of.
func isWordRune(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
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

// isBodyOrPlace reports the name of a body, the one that reports or another, or
// a part of the name of the territory that reports.
func (c *context) isBodyOrPlace(s string) bool {
	k := utf8.RuneCountInString(s)
	return k >= 2 && strings.Contains(c.frame.Entity, s) && (isPlace(s) || strings.HasSuffix(c.frame.Entity, s)) || k >= 3 && k <= 25 && isBody(s)
}

// isPlace reports the name of a territory and nothing else: 某省某市.
func isPlace(s string) bool { return nlp.HanCount(s) <= 12 && frame.IsPlace(s) }

// settle holds a reading against the words of its clause. Where some of them are
// unread, the number is a figure of what the text says and no more: no concept,
// and after a comparison no value form either, for the verb is not known.
func (n *narrator) settle(i int, m *nlp.Mention, f *schema.Fact) {
	unread := n.unnamed(n.unread(i, f.Concept), m, f)
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
	if k := strings.LastIndexAny(n.text[:at], "；;。"); k >= 0 {
		_, size := decode(n.text[k:])
		from = k + size
	}
	item := strings.TrimPrefix(strings.TrimLeft(n.text[from:at], " "), "在")
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
	if counted && (strings.HasPrefix(nlp.Squeeze(n.text[m.End:]), f.Label) && f.Label != "" || nlp.HanCount(f.Label) > 2 && balanced(f.Label)) {
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

// balanced reports a text whose brackets are all there.
func balanced(s string) bool {
	return strings.Count(s, "（")+strings.Count(s, "(") == strings.Count(s, "）")+strings.Count(s, ")")
}

// wordsIn estimates how many words unread runs of text have: a word has about
// two characters.
func wordsIn(runs []string) int {
	count := 0
	for _, run := range runs {
		count += (utf8.RuneCountInString(run) + 1) / 2
	}
	return count
}

// unnamed drops from unread the words of the name that a production read as one:
// a member of a list, a project, a kind of vehicles, what is counted by name
// (“甲项目”“乙项目”等2个项目).
func (n *narrator) unnamed(unread []string, m *nlp.Mention, f *schema.Fact) []string {
	names := ""
	switch f.Rule {
	case "member", "project", "vehicle_kind":
		names = f.Label + " " + f.Dimensions.Project
	case "count":
		unread = slices.DeleteFunc(unread, func(w string) bool { return w == "等" }) // 甲、乙等2个
		names = strings.Join(n.quotedBefore(m.Start), " ")
	}
	if names = fold(names); names == "" {
		return unread
	}
	return slices.DeleteFunc(unread, func(w string) bool { return strings.Contains(names, w) })
}

// wordsBefore counts the words of the clause before the number at lexeme i that
// the lexicon knows.
func (n *narrator) wordsBefore(i int) int {
	count := 0
	for k := i - 1; k >= 0 && n.lx[k].start >= n.clause; k-- {
		if x := &n.lx[k]; x.kind == lexWord && !n.isPlain(x) {
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
