package clause

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// OpensPredicate reports the lexeme at k when it begins what is said of a noun:
// 占, 完成, 增长, 比上年.
func (p *Paragraph) OpensPredicate(k int) bool {
	x := &p.Lexemes[k]
	if x.Kind != Word {
		return false
	}
	switch x.Entry.Role {
	case ShareWord, CompletionWord, ChangeWord, RateWord, ReachWord, YearWord:
		return true
	case PairWord:
		if k+1 == len(p.Lexemes) || p.Lexemes[k+1].Start != x.End {
			return false
		}
		next := &p.Lexemes[k+1]
		return next.Kind == Date || next.Kind == Word && (next.Entry.Role == YearWord || next.Entry.Role == MonthWord || next.Entry.Role == PhaseWord || next.Entry.Role == PointWord || next.Entry.Role == SpanWord)
	}
	return false
}

// Relates reports the forms that say something of a quantity beside it.
func Relates(k nlp.Kind, f Role) bool {
	return k == nlp.Ratio && f != NoRole || f == ChangeWord || f == RateWord
}

// PrintsClass reports a heading that prints a class with its level mark.
func (p *Paragraph) PrintsClass() bool {
	return slices.ContainsFunc(p.Lexemes, func(x Lexeme) bool { return x.Kind == Word && x.Entry.Code != "" })
}

// Briefly reports a verb of one character, which is one only in a comparison or
// after the name of what changed.
func (p *Paragraph) Briefly(i int) bool {
	e := p.Lexemes[i].Entry
	return e.Role == RateWord && len(e.Surface) == hanBytes
}

// IsPlain reports a lexeme that is only words: a numeral inside a word, or a
// fixed phrase that is kept from being read as what it contains.
func (p *Paragraph) IsPlain(x *Lexeme) bool {
	switch x.Kind {
	case Classed:
		return p.Mentions[x.Mention].Kind == nlp.Noise || ordinalInName(p.Text, x)
	case Word:
		return x.Entry.Role == SkipWord
	}
	return false
}

// ordinalInName reports 第一 in 第一产业: an ordinal that a word follows at once.
func ordinalInName(text string, x *Lexeme) bool {
	return strings.HasPrefix(text[x.Start:], words.Ordinal) && x.End < len(text) && nlp.HanCount(nlp.FirstRunes(text[x.End:], 1)) == 1
}

// Unnamed drops from unread the words of the name that a production read as one:
// a member of a list, a project, a kind of vehicles, what is counted by name
// (“甲项目”“乙项目”等2个项目).
func (p *Paragraph) Unnamed(unread []string, m *nlp.Mention, f *schema.Fact) []string {
	names := ""
	switch f.Rule {
	case "member", "project", "vehicle_kind":
		names = f.Label + " " + f.Dimensions.Project
	case "count":
		unread = slices.DeleteFunc(unread, func(w string) bool { return w == words.AndSoOn }) // 甲、乙等2个
		names = strings.Join(p.QuotedBefore(m.Start), " ")
	}
	if names = fold(names); names == "" {
		return unread
	}
	return slices.DeleteFunc(unread, func(w string) bool { return strings.Contains(names, w) })
}

// IsNoise reports a numeral that is part of a word: 红十字会, 一般转移支付.
func (p *Paragraph) IsNoise(x *Lexeme) bool {
	return x.Kind == Classed && x.Mention < len(p.Mentions) && p.Mentions[x.Mention].Kind == nlp.Noise
}

// EndsName reports a lexeme that no name goes across, read backwards.
func (p *Paragraph) EndsName(x *Lexeme) bool {
	switch x.Kind {
	case Number, Date:
		return true
	case Mark:
		return x.PartsClauses()
	case Word:
		return x.Entry.Role == PartWord || x.Entry.Role == PairEndWord || x.Entry.Role == YearWord || x.Entry.Role == ChangeWord || x.Entry.Role == RateWord
	}
	return false
}

// NamesAfter reads the names after a count: a colon, 分别为 or 包括 opens them,
// the end of the sentence closes them.
func (p *Paragraph) NamesAfter(at int) []string {
	rest := p.Text[at:upTo(p.Text, at)]
	if k := strings.IndexAny(rest, "。；\n"); k >= 0 {
		rest = rest[:k]
	}
	for _, open := range words.OpensNames.Labels() {
		if k := strings.Index(rest, open.Text); k >= 0 && k <= 45 && !strings.ContainsAny(rest[:k], "，、") {
			return NameList(rest[k+len(open.Text):])
		}
	}
	return nil
}

// QuotedBefore reads names in quotation marks directly before a count.
func (p *Paragraph) QuotedBefore(at int) []string {
	s := strings.TrimRight(p.Text[near(p.Text, 0, at):at], " ")
	s, open := strings.CutSuffix(s, words.AndSoOn)
	var names []string
	for strings.HasSuffix(s, "”") {
		k := strings.LastIndex(s, "“")
		if k < 0 {
			break
		}
		names = append([]string{strings.Trim(s[k:], "“”")}, names...)
		s = strings.TrimRight(s[:k], "、 "+words.Joiners)
	}
	if open && len(names) > 0 {
		names[len(names)-1] += words.AndSoOn
	}
	return names
}

// NameList splits an enumeration of names at its outermost marks. A list with
// numbers, clauses or long stretches in it is none.
func NameList(s string) []string {
	var names []string
	depth, from := 0, 0
	cut := func(to int) {
		if name := strings.Trim(s[from:to], " “”\"。.（）　"); name != "" {
			names = append(names, name)
		}
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '（' || r == '(':
			depth++
		case r == '）' || r == ')':
			depth--
		case depth == 0 && r == '、':
			cut(i)
			from = i + size
		case depth == 0 && (r == '，' || r == ','):
			return nil
		case depth == 0 && r >= '0' && r <= '9':
			return nil
		}
		i += size
	}
	cut(len(s))
	if len(names) > 0 {
		if last := names[len(names)-1]; words.JoinsLast.Labels().Say(last) {
			names = append(names[:len(names)-1], splitLast(last)...)
		}
	}
	for _, name := range names {
		if n := nlp.HanCount(DropBrackets(name)); n < 2 || n > 20 || words.TellsRule.Labels().Say(name) {
			return nil
		}
	}
	if len(names) > 0 && numberedInSentence(names[0]) {
		return nil // 四个原则：一是甲、乙。二是丙: the others stand in sentences of their own
	}
	return names
}

// splitLast splits 乙社区和丙社区 when both halves end alike, so that a name
// with 和 inside stays whole.
func splitLast(s string) []string {
	for _, w := range words.ListJoiner.Labels() {
		k := strings.Index(s, w.Text)
		if k <= 0 {
			continue
		}
		a, b := s[:k], s[k+len(w.Text):]
		ra, rb := []rune(a), []rune(b)
		if len(ra) > 2 && len(rb) > 2 && ra[len(ra)-1] == rb[len(rb)-1] {
			return []string{a, b}
		}
	}
	return []string{s}
}

// Joins reports a comma between two numbers that share a unit: 各是4125.49,4143.91万元.
func (p *Paragraph) Joins(i int) bool {
	if p.proportion(i) {
		return true
	}
	return p.Lexemes[i].Mark == ',' && i > 0 && p.Lexemes[i-1].Kind == Number && p.Lexemes[i-1].End == p.Lexemes[i].Start && p.Mentions[p.Lexemes[i-1].Mention].Shared
}

// proportion reports a colon between two numbers of a proportion: 10.5:31.1:58.4.
func (p *Paragraph) proportion(i int) bool {
	if p.Lexemes[i].Mark != ':' || i == 0 || i+1 >= len(p.Lexemes) {
		return false
	}
	a, b := &p.Lexemes[i-1], &p.Lexemes[i+1]
	return a.Kind == Number && b.Kind == Number && p.ofProportion(a) && p.ofProportion(b) && strings.TrimSpace(p.Text[a.End:p.Lexemes[i].Start]+p.Text[p.Lexemes[i].End:b.Start]) == ""
}

// ofProportion reports a number of a proportion, which has no sign of its own.
func (p *Paragraph) ofProportion(x *Lexeme) bool {
	m := &p.Mentions[x.Mention]
	return m.Kind == nlp.Ratio && m.Unit == ""
}

// ShareOrCompletion reads 占年初预算的94.59%: a share of the figure's own budget
// is its completion.
func (p *Paragraph) ShareOrCompletion(i int) Role {
	if p.OfBudget(i) {
		return CompletionWord
	}
	return ShareWord
}

// OfBudget reports a word that a phase of the budget and a ratio follow, perhaps with its amount or a remark between.
func (p *Paragraph) OfBudget(i int) bool {
	if i+2 >= len(p.Lexemes) {
		return false
	}
	budget, ratio := &p.Lexemes[i+1], &p.Lexemes[i+2]
	if budget.Kind != Word || budget.Entry.Role != PhaseWord || !budget.Entry.Measure.IsPlanned() || budget.Start != p.Lexemes[i].End {
		return false
	}
	return ratio.Kind == Number && p.Mentions[ratio.Mention].Kind != nlp.Amount && nlp.HanCount(TrimFunction(p.Text[budget.End:ratio.Start])) == 0 || p.RatioOf(i+1)
}

// RatioOf reports the phase at lexeme i when a ratio is said to be of it: the
// budget, perhaps with its amount, a remark in brackets or a note's number, 的 and the
// ratio.
func (p *Paragraph) RatioOf(i int) bool {
	depth, from := 0, p.Lexemes[i].End
	for j := i + 1; j < min(len(p.Lexemes), i+Reach); j++ {
		x := &p.Lexemes[j]
		if depth == 0 && x.Kind == Number && p.Mentions[x.Mention].Kind == nlp.Amount && from == p.Lexemes[i].End && strings.TrimSpace(p.Text[from:x.Start]) == "" {
			from = x.End // 为年初预算1,067,400万元的101.2%
			continue
		}
		if depth == 0 && x.Kind == Number && j == i+1 && words.BeforeSum.Labels().Say(strings.TrimRight(p.Text[:p.Lexemes[i].Start], " ")) && strings.TrimSpace(p.Text[from:x.Start]) == "" {
			return p.Mentions[x.Mention].Kind == nlp.Ratio // 为年初预算61%
		}
		if depth == 0 && x.Kind == Number {
			return p.Mentions[x.Mention].Kind == nlp.Ratio && strings.HasSuffix(strings.TrimSpace(p.Text[from:x.Start]), words.Of) && nlp.HanCount(p.Text[from:x.Start]) == 1
		}
		switch {
		case x.Kind == Mark && x.Mark == '(':
			depth++
		case x.Kind == Mark && x.Mark == ')':
			depth--
		case depth == 0 && !p.IsPlain(x):
			return false
		}
		from = x.End
	}
	return false
}

// Heads reports whether the words after a bare 收入 or 支出 make it a subject:
// a figure, a change, a share or a phase, and nothing else in between.
func (p *Paragraph) Heads(j int) bool {
	from := p.Lexemes[j-1].End
	for ; j < len(p.Lexemes); j++ {
		x := &p.Lexemes[j]
		if strings.TrimSpace(TrimFunction(p.Text[from:x.Start])) != "" {
			return false
		}
		from = x.End
		switch x.Kind {
		case Number:
			return true
		case Mark:
			if x.Mark == ':' {
				continue // 1、收入：785万元
			}
			if end := p.RemarkEnd(j); end > 0 {
				j, from = end, p.Lexemes[end].End // 收入（不含结转）785万元
				continue
			}
			return x.Mark == '|' && j+1 < len(p.Lexemes) && p.Lexemes[j+1].Kind == Word && p.Lexemes[j+1].Entry.Role == HeadWord
		case Word:
			switch x.Entry.Role {
			case ChangeWord, RateWord, ShareWord, PhaseWord, CompletionWord, EachWord, FlatWord:
				return true
			case TotalWord, QualifierWord, PairWord, YearWord:
			default:
				return false
			}
		case Date:
		default:
			return false
		}
	}
	return false
}

// Listed reports whether only a list mark stands between two subjects.
func (p *Paragraph) Listed(from, to int) bool {
	if from > to {
		return false
	}
	between := strings.Trim(p.Text[from:to], " \t\u3000“”\"")
	return between == "、" || words.ListJoiner.Labels().Is(between)
}

// Continues reports text that goes on with a name: some characters of words, and
// no mark or connective between.
func (p *Paragraph) Continues(from, to int) bool {
	between := strings.TrimSpace(p.Text[from:max(from, to)])
	return between != "" && !p.Listed(from, to) && !Connective(between) && strings.IndexFunc(between, func(r rune) bool { return !IsWordRune(r) }) < 0
}

// NumberAhead reports a number before the end of the clause list that begins at
// lexeme i. What a completion or comparison says is no part of the list.
func (p *Paragraph) NumberAhead(i int) bool {
	for ; i < len(p.Lexemes); i++ {
		switch x := &p.Lexemes[i]; {
		case x.Kind == Number:
			return true
		case x.Kind == Word && x.Entry.Role == CompletionWord && p.Lexemes[i-1].Kind == Mark && p.Lexemes[i-1].Mark == ',':
			return false // …发生的人员经费，完成年初预算100%
		case x.Kind == Mark && (x.Mark == '.' || x.Mark == ';'):
			return false
		}
	}
	return strings.HasSuffix(strings.TrimSpace(p.Text), "：") || strings.HasSuffix(strings.TrimSpace(p.Text), ":")
}

// OpensWithParts reports a paragraph that goes on with the parts of what the one before has told.
func (p *Paragraph) OpensWithParts() bool {
	return strings.HasPrefix(nlp.Unnumbered(strings.TrimSpace(p.Text)), words.OfThem)
}

// AnnouncesParts reports a paragraph that ends in 其中： or another opener of
// parts; 具体情况如下： announces no parts.
func (p *Paragraph) AnnouncesParts() bool {
	k := len(p.Lexemes) - 1
	if k < 1 || p.Lexemes[k].Kind != Mark || p.Lexemes[k].Mark != ':' || strings.TrimSpace(p.Text[p.Lexemes[k].End:]) != "" {
		return false
	}
	w := &p.Lexemes[k-1]
	return w.Kind == Word && w.Entry.Role == PartWord && nlp.HanCount(p.Text[w.End:p.Lexemes[k].Start]) <= 8
}

// IsPhase reports a word of the paragraph that only says of which phase a figure
// is: 预算, also in 为预算的102%.
func (p *Paragraph) IsPhase(word string) bool {
	if p.phases == nil {
		p.phases = make(map[string]bool)
		for i := range p.Lexemes {
			if x := &p.Lexemes[i]; x.Kind == Word && (x.Entry.Role == PhaseWord || x.Entry.Role == CompletionWord) {
				p.phases[p.Text[x.Start:x.End]] = true
			}
		}
	}
	for phase := range p.phases {
		if strings.HasSuffix(phase, word) {
			return true
		}
	}
	return false
}

// BoundsClass reports an amount that bounds a class of which the next figure tells how many
// there are: 60—70万元的7个.
func (p *Paragraph) BoundsClass(i int) bool {
	for k := i; k+1 < len(p.Lexemes) && k <= i+1 && p.Lexemes[k].Kind == Number; k++ {
		switch between := strings.TrimSpace(p.Text[p.Lexemes[k].End:p.Lexemes[k+1].Start]); {
		case between == words.Of:
			return k > i || i > 0 && p.Lexemes[i-1].Kind == Number && IsRangeMark(p.Text[p.Lexemes[i-1].End:p.Lexemes[i].Start])
		case !IsRangeMark(between):
			return false
		}
	}
	return false
}

// IsRangeMark reports what stands between the two ends of a range.
func IsRangeMark(s string) bool {
	return words.RangeMark.Labels().Is(strings.Trim(s, " "))
}

// RunBefore counts the numbers of the kind of that at lexeme i that stand before it with
// nothing but list marks between.
func (p *Paragraph) RunBefore(i int) (count int) {
	for k := i - 1; k >= max(0, i-Reach); k-- {
		x, end := &p.Lexemes[k], p.Lexemes[k+1].Start
		if strings.Trim(p.Text[x.End:end], " \u3000"+words.Joiners) != "" {
			break
		}
		if x.Kind == Number && p.Mentions[x.Mention].Kind == p.Mentions[p.Lexemes[i].Mention].Kind {
			count++
		} else if x.Kind != Mark || x.Mark != '|' {
			break
		}
	}
	return count
}

// Run counts the numbers from lexeme i on that only list marks separate, some
// hundred of them at most.
func (p *Paragraph) Run(i int) int {
	count := 1
	end := p.Lexemes[i].End
	for j := i + 1; j < min(len(p.Lexemes), i+Reach); j++ {
		x := &p.Lexemes[j]
		switch between := strings.Trim(p.Text[end:x.Start], " \u3000"); {
		case len(between) <= hanBytes && strings.Contains(words.Joiners, between):
		case between == "∶":
			if !p.ofProportion(&p.Lexemes[i]) {
				return count
			}
		default:
			return count
		}
		end = x.End
		switch {
		case x.Kind == Number && p.Mentions[x.Mention].Kind == p.Mentions[p.Lexemes[i].Mention].Kind:
			count++
		case x.Kind == Mark && (x.Mark == '|' || x.Mark == ','), x.Kind == Mark && p.proportion(j):
		default:
			return count
		}
	}
	return count
}

// SentenceAt returns the sentence around a byte, for the context column; of one
// longer than mostSentence the part around the byte.
func (p *Paragraph) SentenceAt(at int) string {
	if from, to := p.sentence[0], p.sentence[1]; at < from || at >= to || to-from >= mostSentence {
		p.sentence = [2]int{p.sentenceFrom(at), p.sentenceTo(at)}
	}
	return strings.TrimSpace(p.Text[p.sentence[0]:p.sentence[1]])
}

// sentenceFrom is where the sentence around a byte begins.
func (p *Paragraph) sentenceFrom(at int) int {
	from := near(p.Text, 0, at)
	for k := at; k > from; k-- {
		if endsSentence(p.Text[from:k]) {
			return k
		}
	}
	return from
}

// sentenceTo is where it ends.
func (p *Paragraph) sentenceTo(at int) int {
	to := upTo(p.Text, at)
	for k := at; k < to; k++ {
		if beginsStop(p.Text[k:to]) {
			return k
		}
	}
	return to
}

// fullStop, semicolon and newline are the marks that a sentence ends with, its parts too.
const fullStop, semicolon, newline = "。", "；", '\n'

// endsSentence reports a text that ends with such a mark, told by its last byte first.
func endsSentence(s string) bool {
	switch s[len(s)-1] {
	case newline:
		return true
	case fullStop[len(fullStop)-1]:
		return strings.HasSuffix(s, fullStop)
	case semicolon[len(semicolon)-1]:
		return strings.HasSuffix(s, semicolon)
	}
	return false
}

// beginsStop reports a text that begins with such a mark.
func beginsStop(s string) bool {
	switch s[0] {
	case newline:
		return true
	case fullStop[0], semicolon[0]:
		return strings.HasPrefix(s, fullStop) || strings.HasPrefix(s, semicolon)
	}
	return false
}

// Contradicts reports a word that another of the opposite sense runs into, left
// from a choice of the template: 决算数大小于预算数, 比上年减增加20万元.
func (p *Paragraph) Contradicts(i int) (string, bool) {
	word := p.Lexemes[i].Entry.Surface
	for _, both := range words.Contradiction.Labels() {
		if other := strings.TrimSuffix(both.Text, both.Means); strings.HasPrefix(word, both.Means) && strings.HasSuffix(p.Text[:p.Lexemes[i].Start], other) {
			return other + word, true
		}
	}
	return "", false
}

// Alternative reports a template's choice left standing: 小于预算数（或与预算数持平）
// asserts neither.
func (p *Paragraph) Alternative(at int) bool {
	rest := p.Text[at:min(len(p.Text), at+30)]
	return words.OrElse.Labels().Say(rest)
}

// ComparisonSign gives the sign a comparison word asserts.
func ComparisonSign(e *Entry) string {
	switch {
	case e.Role == FlatWord || e.Sign == 0:
		return "="
	case e.Sign > 0:
		return ">"
	}
	return "<"
}

// MeasureNear reports a budget phase right after a comparison word.
func (p *Paragraph) MeasureNear(i int) bool {
	if i+1 >= len(p.Lexemes) {
		return false
	}
	x := &p.Lexemes[i+1]
	return x.Kind == Word && x.Entry.Role == PhaseWord && x.Entry.Measure.IsBudget() && nlp.HanCount(p.Text[p.Lexemes[i].End:x.Start]) <= 2
}

// ClauseEnds reports that nothing of substance follows lexeme j in its clause.
func (p *Paragraph) ClauseEnds(j int) bool {
	from := p.Lexemes[j-1].End
	to := len(p.Text)
	for ; j < len(p.Lexemes); j++ {
		if x := &p.Lexemes[j]; x.Kind == Mark && x.Mark != '(' && x.Mark != ')' {
			to = x.Start
			break
		} else if x.Kind == Number {
			return false
		}
	}
	return nlp.HanCount(TrimFunction(p.Text[from:to])) <= 4
}

// Classify turns fact kinds into a class that is none.
func Classify(ms []nlp.Mention, as nlp.Kind) {
	for i := range ms {
		if schema.Kind(ms[i].Kind).IsFact() || ms[i].Kind == nlp.Number {
			ms[i].Kind = as
		}
	}
}

// StatesFact reports whether a text has a figure: then it is no heading, however
// short ("2022年度收入总计950.00万元。").
func StatesFact(ms []nlp.Mention) bool {
	return slices.ContainsFunc(ms, func(m nlp.Mention) bool { return schema.Kind(m.Kind).IsFact() })
}

// UpTo reports 止 after a month: 12月止 means from January to December.
func (p *Paragraph) UpTo(at int) bool {
	return words.Until.Labels().Say(words.MonthTail.Labels().CutAll(nlp.Squeeze(nlp.FirstRunes(p.Text[at:], 6)), strings.CutPrefix))
}

// TakenFrom reports what something else is taken from, and not spoken of: 从土地出让收入中
// 计提的教育资金.
func (p *Paragraph) TakenFrom(s *Subject) bool {
	return words.TakenOut.Labels().Say(strings.TrimRight(p.Text[:s.Start], " ")) && strings.HasPrefix(strings.TrimLeft(p.Text[s.End:], " "), words.Within)
}

// WithoutNames is the text from one byte to another with a blank for each name: 预期
// in 人均预期寿命 is no cue.
func (p *Paragraph) WithoutNames(from, to int) string {
	var b strings.Builder
	from = near(p.Text, from, to)
	for i := p.LexemeAt(from); i < len(p.Lexemes) && p.Lexemes[i].Start < to; i++ {
		if x := &p.Lexemes[i]; x.Kind == Word && x.Entry.Role == ConceptWord && x.Start >= from && x.End <= to {
			b.WriteString(p.Text[from:x.Start] + " ")
			from = x.End
		}
	}
	b.WriteString(p.Text[from:to])
	return b.String()
}
