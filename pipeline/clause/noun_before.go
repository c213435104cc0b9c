package clause

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/nlp/trie"
	"gongkai/schema"
	"gongkai/schema/words"
)

// collects reports a subject that is a revenue by name, which comes in: 土地增值税入库. 收入入库 is of
// whatever was sold.
func (c Clause) collects() bool {
	k := len(c.Subjects)
	return k > 0 && ofRevenue(c.Subjects[k-1].Concept) && c.Subjects[k-1].Label != words.RevenueWord.Word()
}

// PhraseBefore returns the words between the last thing understood in the
// segment and a number, without the verbs and particles that only connect
// them. It is empty when nothing of substance stands there, so the number
// inherits its subject; otherwise it names something the tables do not know.
func (c Clause) PhraseBefore(at int) string {
	s := c.Substance(c.subjectEnd(), at)
	if k := len(c.Subjects); c.Named && k > 0 && c.collects() && words.Collected.Labels().Is(s) {
		return "" // 土地增值税入库2亿元
	}
	return s
}

// ofRevenue reports a concept of what comes in.
func ofRevenue(c schema.ConceptID) bool { return strings.HasPrefix(string(c), "revenue.") }

// mostSubstance is how many bytes before a place are looked at for a name: more
// than any clause has, for every word of one asks.
const mostSubstance = 1024

// Substance returns the last stretch of text in [from,at) that no grammar word
// accounts for and that can name something.
func (c Clause) Substance(from, at int) string {
	best, start := "", min(from, at)
	first := c.P.LexemeAt(max(start, at-mostSubstance))
	if start < at-mostSubstance && first < len(c.P.Lexemes) {
		start = min(c.P.Lexemes[first].Start, at)
	}
	for i := first; i < len(c.P.Lexemes); i++ {
		x := &c.P.Lexemes[i]
		if x.Start >= at {
			break
		}
		if shut := c.remark(i, from, at); shut > i {
			start, i = c.P.Lexemes[shut].End, shut
			continue
		}
		if c.P.IsNoise(x) || x.Start < start || x.Kind == Mark && x.Mark != ':' || x.Kind == Word && x.Entry.Role == ConceptWord && !c.Named {
			continue
		}
		if x.Kind == Word && (x.Entry.Role == ConceptWord || x.Entry.Role == SkipWord || x.Entry.Role == QualifierWord || x.Entry.Role == PairWord) {
			continue
		}
		if s := c.phraseIn(start, x.Start); IsPhrase(s) {
			best = s
		}
		start = max(start, min(x.End, at))
	}
	if s := c.phraseIn(start, at); IsPhrase(s) {
		best = s
	}
	return best
}

// remark is the lexeme that shuts the bracket which opens at lexeme i, right
// behind a subject that ends at from, where it is shut before to and has no
// figure: 收入（预计完成数，下同）. It is 0 where there is none.
func (c Clause) remark(i, from, to int) int {
	if x := &c.P.Lexemes[i]; !c.Named || x.Start < from || strings.TrimSpace(c.P.Text[from:x.Start]) != "" {
		return 0
	}
	if k := c.P.RemarkEnd(i); k > 0 && c.P.Lexemes[k].End <= to {
		return k
	}
	return 0
}

// RemarkEnd is the lexeme that shuts the bracket which opens at lexeme i, 0 where none
// does or the bracket has a figure that is no mere share of a tax.
func (p *Paragraph) RemarkEnd(i int) int {
	if i >= len(p.Lexemes) || p.Lexemes[i].Kind != Mark || p.Lexemes[i].Mark != '(' {
		return 0
	}
	depth := 0
	for k := i; k < len(p.Lexemes); k++ {
		switch x := &p.Lexemes[k]; {
		case x.Kind == Number && !p.ownPart(x):
			return 0
		case x.Kind == Mark && x.Mark == '(':
			depth++
		case x.Kind == Mark && x.Mark == ')':
			if depth--; depth == 0 {
				return k
			}
		}
	}
	return 0
}

// ownPart reports a ratio in a bracket that says how much of a tax a place keeps: 国内增值税（50%部分）3亿元.
func (p *Paragraph) ownPart(x *Lexeme) bool {
	return p.Mentions[x.Mention].Kind == nlp.Ratio && words.OwnPart.Labels().Say(p.Text[x.End:])
}

// phraseIn trims a stretch of text; a remark in brackets after a known subject
// (以合同签订为准) says nothing new.
func (c Clause) phraseIn(from, to int) string {
	s := c.P.Text[from:max(from, to)]
	if c.Named {
		s = DropBrackets(s)
	}
	if said := nlp.Squeeze(s); EmptyWords().Covers(strings.TrimRight(said, words.Openers)) {
		if isNoun(said) {
			return said // 单位资金: each of the words alone says nothing
		}
		return ""
	}
	if s = TrimFunction(s); c.mayNameBody(from) && (IsBody(s) || schema.IsDivision(s) || IsPlacesBelow(s)) || EmptyWords().Covers(nlp.Squeeze(s)) {
		return ""
	}
	return s
}

// isNoun reports a row of the table of nouns.
func isNoun(s string) bool {
	return slices.ContainsFunc(words.Load().Nouns, func(noun words.Word) bool { return noun.Text == s })
}

// PhraseSinceVerb returns the words between the last verb of change and a number.
func (c Clause) PhraseSinceVerb(at int) string {
	for i := c.P.LexemeAt(at) - 1; i >= 0 && c.P.Lexemes[i].Start >= c.Start; i-- {
		if x := &c.P.Lexemes[i]; x.Kind == Word && x.Entry.Role == c.Predicate && x.End <= at {
			return c.Substance(x.End, at)
		}
	}
	return ""
}

// mayNameBody reports a place where the name of a body can stand: not behind a
// comparison, where a word that ends like one is a verb nobody knows.
func (c Clause) mayNameBody(at int) bool {
	return c.Compared.End <= c.Start || at < c.Compared.End
}

// PhraseBeforePredicate is phraseBefore for a number ruled by 占, 完成 or a
// change word: what stands before that word. 占 and the 比重 that closes it are one
// predicate: 教育支出占支出的比重为18%.
func (c Clause) PhraseBeforePredicate() string {
	last := len(c.P.Lexemes)
	if c.Number > 0 {
		last = c.P.LexemeAt(c.Number)
	}
	at := -1
	for i := last - 1; i >= 0 && c.P.Lexemes[i].Start >= max(c.Segment, c.subjectEnd()) && (at < 0 || c.Predicate == ShareWord); i-- {
		x := &c.P.Lexemes[i]
		if x.Kind == Word && x.Entry.Role == c.Predicate && (c.Number <= 0 || x.End <= c.Number) {
			at = x.Start
		}
	}
	if at < 0 {
		return ""
	}
	from := c.subjectEnd()
	if told := c.Compared.Told.Start; told >= from && c.Compared.End <= at && c.Substance(from, told) == "" {
		from = c.Compared.End // 培训费决算数比上年培训费决算数减少: what it is compared with is called as it is
	}
	return c.Substance(from, at)
}

// Label is the subject as written: the noun phrase the segmenter finds beside
// the number, else the phrase before it.
func (c Clause) Label(i int, phrase string, seg *nlp.Segmenter) string {
	m := &c.P.Mentions[c.P.Lexemes[i].Mention]
	if s := c.inTurn(); c.Named && s != nil && (m.Kind != nlp.Count || IsEconomy(s.Concept) || len(c.Subjects) > 1) {
		return s.Label
	}
	if s, e := seg.Subject(c.P.Text, *m, c.Segment); e > s {
		s, e = wholeNoun(c.P.Text, s, e, m.Start)
		return withoutScope(c.P.Text[s:e], m.Kind == nlp.Count)
	}
	if phrase == "" && len(c.Subjects) > 0 {
		return c.Subjects[len(c.Subjects)-1].Label
	}
	return withoutScope(phrase, m.Kind == nlp.Count)
}

// wholeNoun mends the ends of a noun that words were cut from: 本部门 before it is who reports,
// and a bracket that opens in it is shut in it, 因公出国（境）.
func wholeNoun(text string, start, end, before int) (int, int) {
	for _, own := range words.ReportingBody.Labels() {
		if own.In(text[start:end]) && len(own.Text) < end-start && words.OfThisBody.Labels().Say(strings.TrimRight(text[:start], " ")) {
			start += len(own.Text)
		}
	}
	if shut := strings.IndexAny(text[end:max(end, before)], "）)"); shut >= 0 && !Balanced(text[start:end]) {
		_, size := utf8.DecodeRuneInString(text[end+shut:])
		end += shut + size
	}
	return start, end
}

// WholeName is the noun phrase before the number at lexeme i, whole: from the
// last word that ends a phrase to the words that only connect it with the number.
// It is empty where what stands there is too long to be a name.
func (c Clause) WholeName(i int) string {
	end, k := c.P.Lexemes[i].Start, i-1
	for ; k >= 0 && c.P.Lexemes[k].Start >= c.Start; k-- {
		x := &c.P.Lexemes[k]
		if x.Kind != Word || !Predicates(x.Entry.Role) || TrimFunction(c.P.Text[x.End:end]) != "" {
			break
		}
		end = x.Start
	}
	start, depth := c.Start, 0
	for ; k >= 0 && c.P.Lexemes[k].Start >= c.Start; k-- {
		x := &c.P.Lexemes[k]
		switch {
		case x.Kind == Mark && x.Mark == ')':
			depth++
		case x.Kind == Mark && x.Mark == '(':
			depth--
		case depth == 0 && c.P.EndsName(x):
			start = x.End
		}
		if start == x.End {
			break
		}
	}
	name := TrimName(WithoutScope(strings.Trim(TrimName(c.P.Text[start:end]), "“”"))) // 年末全市共有旅行社
	if nlp.HanCount(name) > LongestName || !Balanced(name) {
		return ""
	}
	return name
}

// WholeLabel is the whole name before a number, without the verb of an office that
// leads it, 争取上级补助资金; label where there is none.
func (c Clause) WholeLabel(i int, label string) string {
	name := c.WholeName(i)
	if rest, led := cutLead(name); led && nlp.HanCount(rest) >= 2 {
		name = rest
	}
	return cmp.Or(name, label)
}

// RelationLabel is the name of what the share, completion or change at lexeme i is
// of: the noun before the first predicate of its clause, else what the text
// speaks of. 民生支出415亿元，占支出的比重为80.3%: 民生支出.
func (c Clause) RelationLabel(i int) string {
	if s := c.inTurn(); s != nil && c.Named && len(c.Subjects) > 1 {
		return s.Label // one of a list
	}
	for k := c.P.LexemeAt(c.Start); k < i; k++ {
		if !c.P.OpensPredicate(k) {
			continue
		}
		if c.Predicate == ChangeWord {
			if name := TrimName(c.PhraseSinceVerb(c.P.Lexemes[i].Start)); IsPhrase(name) {
				return name // 新增露营示范区3个
			}
		}
		if name := c.changeOfEach(k); name != "" {
			return name
		}
		if name := c.WholeLabel(k, ""); IsPhrase(name) {
			return name
		}
		break
	}
	if s := c.inTurn(); s != nil {
		return s.Label
	}
	return ""
}

// changeOfEach is the name of what each of many got more or less of, with the verb at lexeme k that
// says so: 农民人均增收. It is empty for another verb.
func (c Clause) changeOfEach(k int) string {
	verb := &c.P.Lexemes[k]
	before := strings.TrimRight(c.SinceSegment(verb.Start), " ")
	for _, each := range words.EachOne.Labels() {
		if who, ok := strings.CutSuffix(before, each.Text); ok {
			return TrimName(who) + each.Text + c.P.Text[verb.Start:verb.End]
		}
	}
	return ""
}

// ListName is the list before the number at lexeme i that ends in 等, whole: 加A、B和C等5亿元
// is a figure of all of them. It is empty where there is none.
func (c Clause) ListName(i int) string {
	list, open := strings.CutSuffix(strings.TrimRight(c.P.Between(c.listStart(i), c.P.Lexemes[i].Start), " "), words.AndSoOn)
	if !open || c.Segment < c.Start {
		return ""
	}
	for _, w := range words.AddedList.Labels() {
		rest, ok := strings.CutPrefix(list, w.Text)
		if ok && !(w.Means == "with_above" && words.FromAbove.Labels().Say(rest)) {
			list = rest // 加上级补助收入等: from above
			break
		}
	}
	list = strings.Trim(TrimName(list), "“”")
	if !strings.Contains(list, "、") || strings.ContainsAny(list, "，；。：") || nlp.HanCount(list) > longestPurpose || !Balanced(list) {
		return ""
	}
	return list
}

// listStart is where the list in the segment before the number at lexeme i may begin, behind a reason and a
// verb of change: 主要原因是基本支出增加人员工资、住房公积金等5万元.
func (c Clause) listStart(i int) int {
	from := near(c.P.Text, c.Segment, c.P.Lexemes[i].Start)
	for k := c.P.LexemeAt(from); k < i; k++ {
		switch x := &c.P.Lexemes[k]; {
		case x.Kind == Mark && x.Mark == '|':
			return from
		case x.Kind == Word && (x.Entry.Role == ReasonWord || x.Entry.Role == ChangeWord):
			from = x.End
		}
	}
	return from
}

// Attributed reports an attribute in the clause of the number being read, so that
// the noun it names is another than the one without: 新增建设用地.
func (c Clause) Attributed(i int) bool {
	for k := i - 1; k >= 0 && c.P.Lexemes[k].Start >= c.Start; k-- {
		if c.P.Lexemes[k].Kind == Word && c.P.Lexemes[k].Entry.Role == AttributeWord {
			return true
		}
	}
	return false
}

// WholePhrase returns the noun phrase a number belongs to when known words are
// only its beginning: 社会养老服务体系建设市级补助资金.
func (c Clause) WholePhrase(at int, tail string) string {
	s := &c.Subjects[len(c.Subjects)-1]
	if k := strings.LastIndex(c.P.Text[:at], tail); k >= s.End && nlp.HanCount(c.P.Text[s.End:k]) == 0 {
		return TrimFunction(c.P.Text[max(c.Segment, s.Start) : k+len(tail)])
	}
	return tail
}

// PurposeAfter is the name of what the money at lexeme i is given for, where that
// follows at once or after a comma and a verb: 统筹84亿元，支持重点项目建设.
func (c Clause) PurposeAfter(i int) string {
	x := &c.P.Lexemes[i]
	from, to := x.End, len(c.P.Text)
	rest := strings.TrimLeft(c.P.Text[from:], " ")
	after := strings.TrimLeft(rest, "，、 ")
	comma := len(after) < len(rest)
	name, led := cutLead(after)
	if comma && !led || strings.HasPrefix(rest, "（") || strings.HasPrefix(rest, "(") {
		return ""
	}
	from = len(c.P.Text) - len(name)
	ofNext := false // the name is that of the next amount
	for k := i + 1; k < len(c.P.Lexemes); k++ {
		if x := &c.P.Lexemes[k]; x.Start >= from && (x.Kind == Number && !c.countsOn(x) || x.Kind == Date || x.PartsClauses()) {
			to, ofNext = x.Start, comma && x.Kind == Number && c.P.Mentions[x.Mention].Kind == nlp.Amount
			break
		}
	}
	said := c.P.Text[from:max(from, to)]
	if name = strings.Trim(TrimName(said), "“”"); ofNext && strings.HasSuffix(strings.TrimRight(said, " "), name) {
		return "" // 争取上级资金56亿元，争取专项债券12亿元
	}
	if SaysUndone(name) || nlp.HanCount(name) < 2 || nlp.HanCount(name) > longestPurpose || !Balanced(name) {
		return ""
	}
	return name
}

// SaysUndone reports words that say what was not done with the money before them, and not what it is for:
// 9万元至年底仍未分配.
func SaysUndone(said string) bool {
	return slices.ContainsFunc(words.LeftUndone.Labels().Texts("not"), func(w string) bool { return strings.Contains(said, w) })
}

// countsOn reports a count inside a name: 办好十件民生实事.
func (c Clause) countsOn(x *Lexeme) bool {
	return c.P.Mentions[x.Mention].Kind == nlp.Count && nlp.HanCount(nlp.FirstRunes(c.P.Text[x.End:], 2)) == 2
}

// longestPurpose bounds the name of what money is given for, in Han characters.
const longestPurpose = 40

// cutLead drops the verb of an office that leads a phrase, the longest there is.
func cutLead(s string) (rest string, led bool) {
	longest := leads().Prefix(s)
	return s[len(longest):], longest != ""
}

// leads are the verbs of an office, the longest first.
var leads = sync.OnceValue(func() *trie.Edges {
	var texts []string
	for i := range words.Load().Leads {
		texts = append(texts, words.Load().Leads[i].Text)
	}
	slices.SortStableFunc(texts, func(a, b string) int { return len(b) - len(a) })
	by := new(trie.Edges)
	for _, w := range texts {
		by.Begin(w)
	}
	return by
})

// OnlyLeads reports a phrase that is nothing but a verb of an office and empty words:
// 统筹, 累计筹措.
func OnlyLeads(phrase string) bool {
	phrase = nlp.Squeeze(phrase)
	return EmptyWords().CoversWith(phrase, func(piece string) bool {
		rest, led := cutLead(piece)
		return led && rest == ""
	})
}
