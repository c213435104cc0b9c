package clause

import (
	"slices"
	"strings"
	"sync"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Clause is a clause of a paragraph up to a number: where it stands and what is
// spoken of in it.
type Clause struct {
	P         *Paragraph
	Start     int // byte where it begins: after the last number or clause mark
	Segment   int // byte after what was last read in it: Start, or the end of a date or a comparison
	Sentence  int // byte where its sentence begins
	Number    int // byte where the number being read begins
	Compared  Comparison
	Predicate Role // what it says of its subject: NoRole, ShareWord, CompletionWord, ChangeWord, RateWord
	Subjects  []Subject
	Turn      int  // how many numbers the listed subjects have taken
	Named     bool // a subject was named in it
	economy   bool // the number was read as an indicator of the economy
	revenue   bool // the number was read as what comes in
	Counted   bool // words of a way to count were found for its number
}

// subjectEnd is the byte after the subject that the clause has named, else that
// after what was last read.
func (c Clause) subjectEnd() int {
	if k := len(c.Subjects); c.Named && k > 0 {
		return max(c.Segment, c.Subjects[k-1].End)
	}
	return c.Segment
}

// inTurn is the subject of the next number: the listed ones in turn, the last one
// again after all of them. It is nil where there is none.
func (c Clause) inTurn() *Subject {
	if k := len(c.Subjects); k > 0 {
		return &c.Subjects[min(c.Turn, k-1)]
	}
	return nil
}

// SinceSegment returns the text from the beginning of the segment to a byte.
func (c Clause) SinceSegment(to int) string { return c.P.Text[near(c.P.Text, c.Segment, to):to] }

// SinceSentence returns the text from the beginning of the sentence to a byte.
func (c Clause) SinceSentence(to int) string { return c.P.Text[near(c.P.Text, c.Sentence, to):to] }

// Opens reports a place with nothing but numbering before it in its paragraph.
func (c Clause) Opens(at int) bool {
	return c.Sentence == 0 && at <= mostSentence && nlp.HanCount(c.P.View.Plain(min(at, c.P.View.Start), at)) == 0
}

// AsOf reports 截至 or 截止 right before a date.
func (c Clause) AsOf(at int) bool {
	return words.AsOf.Labels().Say(strings.TrimRight(c.SinceSegment(at), " "))
}

// CompletionAhead reports that a completion follows the number being read,
// before the next amount and the end of the sentence. 完成643.1亿元 is none.
func (c Clause) CompletionAhead() bool {
	completed, changed := false, false
	first := c.P.LexemeAt(c.Number + 1)
	for i := first; i < min(len(c.P.Lexemes), first+Reach); i++ {
		x := &c.P.Lexemes[i]
		switch {
		case x.Kind == Word && (x.Entry.Role == ChangeWord || x.Entry.Role == RateWord):
			changed = true
		case x.Kind == Number && changed:
			changed = false // 同比增收2亿元，为预算的52%: the change between them is of the same figure
		case x.Kind == Word && (x.Entry.Role == CompletionWord || x.Entry.Role == PhaseWord && c.P.RatioOf(i) && !c.ofOther(i)):
			completed = true
		case x.Kind == Number && c.P.Mentions[x.Mention].Kind == nlp.Ratio && completed:
			return true
		case x.Kind == Number && c.P.Mentions[x.Mention].Kind == nlp.Amount, x.Kind == Mark && (x.Mark == '.' || x.Mark == ';'):
			return false
		}
	}
	return false
}

// ofOther reports the budget of something else that a share is of: 项目支出145万元，占总支出预算的29%.
func (c Clause) ofOther(i int) bool {
	k := len(c.Subjects) - 1
	if i < 2 || k < 0 {
		return false
	}
	whole, share := &c.P.Lexemes[i-1], &c.P.Lexemes[i-2]
	return share.Kind == Word && share.Entry.Role == ShareWord && whole.Kind == Word && whole.Entry.Role == ConceptWord && whole.Entry.Concept != "" && whole.Entry.Concept != c.Subjects[k].Concept
}

// Around returns the words about a count: from the number or clause mark
// before it, or a limit, and to the one after it. White space is dropped.
func (c Clause) Around(i int, limit func(x *Lexeme) bool) (left, right string) {
	m := &c.P.Mentions[c.P.Lexemes[i].Mention]
	from := c.Segment
	for k := i - 1; k >= 0 && !(c.P.Lexemes[k].Kind == Mark && c.P.Lexemes[k].Mark != '(' && c.P.Lexemes[k].Mark != ')'); k-- {
		if limit(&c.P.Lexemes[k]) {
			from = c.P.Mentions[c.P.Lexemes[k].Mention].Start // 单价50万元以上设备0台: the limit belongs to the clause
			break
		}
	}
	to := len(c.P.Text)
	for j := i + 1; j < len(c.P.Lexemes); j++ {
		x := &c.P.Lexemes[j]
		if x.Kind == Number || x.PartsClauses() {
			to = x.Start
			break
		}
	}
	left, right = c.P.Text[from:m.Start], c.P.Text[m.End:to]
	if IsTally(strings.Trim(left, " 、")) {
		if left = c.SinceItem(m.Start); IsTally(strings.Trim(left, " 、；;")) { // 团组0个、累计0人次
			left = c.SinceSentence(m.Start) // 团组0个；累计0人次
		}
	}
	return nlp.Squeeze(left), m.Unit + nlp.Squeeze(right)
}

// SinceItem is the text before a byte back to the semicolon or the sentence's
// beginning before it, whichever is nearer.
func (c Clause) SinceItem(at int) string {
	s := c.SinceSentence(at)
	return s[max(0, strings.LastIndexAny(s, "；;")):]
}

// IsTally reports words before a count that do not say what is counted.
func IsTally(s string) bool {
	return s == "" || slices.ContainsFunc(words.Load().Tallies, func(t words.Tally) bool {
		return s == t.Text || t.Within && strings.Contains(s, t.Text)
	})
}

// StatesBase reports the figure a comparison names before the change: 较2022年
// 预算1.50万元增长75%, 与2022年1.50万元相比增长75%, 较“十三五”时期（299亿元）增加113亿元, 比2022年的1.50万元，
// 增长75%. It stands right after the words of the comparison, perhaps in brackets.
func (c Clause) StatesBase(i int, f *schema.Fact) bool {
	x := &c.P.Lexemes[i]
	if f.Form != schema.Level && f.Form != schema.Share || c.Compared.Base == (schema.Base{}) || c.Compared.End <= c.Sentence || c.Compared.End > x.Start || i+1 >= len(c.P.Lexemes) {
		return false
	}
	between, bracket := strings.CutSuffix(withoutSpan().Replace(c.P.Between(c.Compared.End, x.Start)), "（")
	if nlp.HanCount(TrimFunction(between)) > 0 && !c.namesBase(x.Start) {
		return false
	}
	next := &c.P.Lexemes[i+1]
	if bracket {
		if next.Mark != ')' || i+2 >= len(c.P.Lexemes) {
			return false
		}
		x, next = next, &c.P.Lexemes[i+2]
	}
	if next.Kind == Mark && next.Mark == ',' && !bracket {
		return !strings.ContainsAny(between, "，,") && c.P.changes(i+2) // 比2023年的406万元，增加22万元
	}
	if next.Kind != Word {
		return false
	}
	between = c.P.Text[x.End:next.Start]
	return (next.Entry.Role == ChangeWord || next.Entry.Role == RateWord) && nlp.HanCount(between) <= 1 ||
		next.Entry.Role == PairEndWord && strings.TrimSpace(between) == ""
}

// changes reports a verb of change at lexeme i that its number follows at once.
func (p *Paragraph) changes(i int) bool {
	if i+1 >= len(p.Lexemes) || p.Lexemes[i+1].Kind != Number {
		return false
	}
	verb := &p.Lexemes[i]
	return verb.Kind == Word && (verb.Entry.Role == ChangeWord || verb.Entry.Role == RateWord)
}

// namesBase reports that all that stands between a comparison and the figure at a byte is the
// subject, said again: 比上年专项收入9万元减少2万元.
func (c Clause) namesBase(at int) bool {
	if !c.Named || len(c.Subjects) != 1 || c.Subjects[0].Start < c.Compared.End {
		return false
	}
	s := &c.Subjects[0]
	return TrimFunction(c.P.Between(c.Compared.End, s.Start)) == "" && TrimFunction(c.P.Between(min(s.End, at), at)) == ""
}

// withoutSpan drops the nouns for a span of years, and makes brackets alike.
var withoutSpan = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{"(", "（"}
	for _, w := range words.SpanNoun.Labels() {
		pairs = append(pairs, w.Text, "")
	}
	return strings.NewReplacer(pairs...)
})

// NamesBefore reads the names between a verb of having and a count.
func (c Clause) NamesBefore(at int) []string {
	s := c.SinceSegment(at)
	best := -1
	for _, verb := range words.Having.Labels() {
		if k := strings.LastIndex(s, verb.Text); k >= 0 {
			best = max(best, k+len(verb.Text))
		}
	}
	if best < 0 || strings.ContainsAny(nlp.LastRunes(strings.TrimRight(s, " "), 1), words.Joiners+"、") {
		return nil // 下设办公厅和4个委员会: the names are not those that are counted
	}
	return NameList(s[best:])
}

// Totals reports a figure that adds up the list it closes and is no member of it:
// 支持A340万元，支持B120万元，合计460万元.
func (c Clause) Totals(m *nlp.Mention) bool {
	return words.SumNoun.Labels().Say(trimRightWords(strings.Trim(c.SinceSegment(m.Start), " ")), "closing")
}

// trimRightWords drops the verb between 合计 and its figure.
func trimRightWords(s string) string {
	for _, w := range words.BeforeSum.Labels() {
		s = strings.TrimSuffix(s, w.Text)
	}
	return s
}

// BoundsChange reports a word that bounds the number where a comparison asks for a
// verb of change: 较上年超出1万元. Whether it bounds the change or is its verb is not said.
func (c Clause) BoundsChange(m *nlp.Mention) bool {
	if m.Modifier == "" || m.Approx == nlp.About || c.Compared.End <= c.Start || c.Compared.End > m.Start {
		return false
	}
	return EmptyWords().Covers(nlp.Squeeze(c.P.Between(c.Compared.End, m.Start)))
}
