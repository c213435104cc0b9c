package clause

import (
	"strings"
	"time"

	"gongkai/nlp"
	"gongkai/pipeline/frame"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Comparison is what the changes of a sentence are measured against: 比上年决算数,
// 与2019年相比.
type Comparison struct {
	Base schema.Base
	End  int  // byte after its words, 0 for none
	Told Span // the assembly that its figures were told, whose name says nothing of them
}

// Calendar is what words for another year count from.
type Calendar struct {
	Document int           // the year of the report
	Year     int           // the one that is 本年
	Period   schema.Period // the one in force
}

// Relative is the year, or for 同期 the same part of the year, that a word names.
func (k Calendar) Relative(e *Entry) schema.Period {
	year := k.Year + e.Year
	if SamePeriod(e) && !(k.Period.Known() && k.Period.End.Year() != k.Year) {
		return InYear(k.Period, year)
	}
	return schema.YearPeriod(year)
}

// Before is the months that a word for those before names: of what is told since January, 1—5月, those up to
// the month it goes back to, else as many as are told. It is unknown where whole years are told.
func (k Calendar) Before(e *Entry) schema.Period {
	start, end := k.Period.Start.Time(), k.Period.End.Time()
	if !k.Period.Known() || start.Year() != end.Year() || k.Period == schema.YearPeriod(start.Year()) {
		return schema.Period{}
	}
	last := schema.DateOf(end.Year(), end.Month()+time.Month(e.Year)+1, 0)
	if start.Month() == end.Month() {
		return schema.Period{Start: schema.DateOf(end.Year(), end.Month()+time.Month(e.Year), 1), End: last}
	}
	if last < k.Period.Start {
		return schema.Period{}
	}
	return schema.Period{Start: k.Period.Start, End: last}
}

// Past is the months themselves that a word for those before names: 上月新开工项目5个. It is unknown where
// whole years are told.
func (k Calendar) Past(e *Entry) schema.Period {
	before := k.Before(e)
	if !before.Known() {
		return before
	}
	end := before.End.Time()
	return schema.Period{Start: schema.DateOf(end.Year(), end.Month()+time.Month(e.Year)+1, 1), End: before.End}
}

// Point is the day a word names: 年初, 上年末.
func (k Calendar) Point(e *Entry) schema.Period {
	if e.First {
		return schema.Instant(schema.DateOf(k.Year+e.Year, 1, 1))
	}
	return schema.Instant(schema.DateOf(k.Year+e.Year, 12, 31))
}

// Comparison reads what lexeme i compares with, 与2019年度相比, 比上年决算数,
// 较年初预算, and returns the lexeme after it, or no comparison and the next lexeme
// where the word opens none. named says that the clause has a subject, whose noun
// may be said again in it.
func (p *Paragraph) Comparison(i int, k Calendar, named bool) (Comparison, int) {
	c, next := p.comparedFrom(p.Lexemes[i].End, i+1, k, named)
	return c, max(next, i+1)
}

// ComparedBy reads the comparison that a word for a year at lexeme i begins behind 按 or 同比,
// where a verb of change ends it, 按上年决算数增长3%, and returns the lexeme after it. Elsewhere
// 按 says in what way.
func (p *Paragraph) ComparedBy(i int, k Calendar, named bool) (c Comparison, next int, compares bool) {
	start := p.Lexemes[i].Start
	if !words.ComparedBy.Labels().Say(strings.TrimRight(p.Text[:start], " ")) {
		return Comparison{}, i + 1, false
	}
	c, next = p.comparedFrom(start, i, k, named)
	if c.End == 0 || next >= len(p.Lexemes) || p.Lexemes[next].Kind != Word || p.Lexemes[next].Entry.Role != ChangeWord && p.Lexemes[next].Entry.Role != RateWord {
		return Comparison{}, i + 1, false
	}
	return c, next, true
}

// comparedFrom reads what is compared with from a byte and lexeme j on, and returns the
// lexeme after it.
func (p *Paragraph) comparedFrom(end, j int, k Calendar, named bool) (Comparison, int) {
	var base schema.Base
	found, closed := false, false
	told := Span{Start: end}
	end, j = p.pastSession(end, j)
	told.End = end
	for ; j < len(p.Lexemes) && !closed; j++ {
		x := &p.Lexemes[j]
		if nlp.HanCount(TrimFunction(p.Text[end:x.Start])) > longestFiller {
			break
		}
		switch compared := p.compared(x, k, &base); {
		case compared:
			found = true
		case x.Kind == Word && x.Entry.Role == PairEndWord:
			closed = true
		case x.Kind == Word && found && (x.Entry.Role == QualifierWord || x.Entry.Role == TotalWord || x.Entry.Role == ConceptWord && named):
		case x.Kind == Word && found && x.Entry.Role == HeadWord && strings.HasPrefix(p.Text[x.End:], words.FigureWord.Word()): // 较上年支出数
		case found && p.shortName(j) > 0:
			j = p.shortName(j)
			x = &p.Lexemes[j]
		case found:
			return Comparison{Base: base, End: p.pastSurvey(end), Told: told}, j
		default:
			return Comparison{}, 0
		}
		end = x.End
	}
	if !found {
		return Comparison{}, 0
	}
	return Comparison{Base: base, End: p.pastSurvey(end), Told: told}, j
}

// pastSurvey is the byte behind the name of the survey that found what a comparison is with, where it stands at a byte:
// 与2010年第六次全国人口普查相比. Without one it is where it was.
func (p *Paragraph) pastSurvey(end int) int {
	rest := p.Text[end:]
	if k := len(rest) - len(EmptyWords().trimLeft(rest)); nlp.HanCount(rest[:k]) > longestFiller {
		return end + k
	}
	return end
}

// longestFiller is how many characters stand at most between the words of a comparison that say nothing of it.
const longestFiller = 6

// shortName is the lexeme that shuts the bracket at lexeme i, where all that it says is what
// the words before it are called from here on, 报告数（以下简称“报告数”）, 0 elsewhere.
func (p *Paragraph) shortName(i int) int {
	shut := p.RemarkEnd(i)
	if shut > 0 && !words.ShortName.Labels().Say(p.Text[p.Lexemes[i].End:p.Lexemes[shut].Start]) {
		return 0
	}
	return shut
}

// Span is a stretch of text, in bytes.
type Span struct{ Start, End int }

// pastSession is the place behind the assembly that a comparison names before the figures it
// was told, and the lexeme there: 比县十八届人大五次会议报告数. Without one it is where it was.
func (p *Paragraph) pastSession(from, j int) (end, next int) {
	last := from
	for k := j; k < len(p.Lexemes) && !p.Lexemes[k].PartsClauses() && !(p.Lexemes[k].Kind == Number && p.Mentions[p.Lexemes[k].Mention].Kind != nlp.Count); k++ {
		last = p.Lexemes[k].Start
		if p.Lexemes[k].Kind == Word && p.Lexemes[k].Entry.Role == PhaseWord {
			break
		}
	}
	said := p.Text[from:max(from, last)]
	if nlp.HanCount(said) > longestSession {
		return from, j
	}
	at := -1
	for _, w := range words.SessionName.Labels() {
		if k := strings.LastIndex(said, w.Text); k >= 0 {
			at = max(at, k+len(w.Text))
		}
	}
	if at < 0 {
		return from, j
	}
	return from + at, p.LexemeAt(from + at)
}

// longestSession is how many characters the name of an assembly and its session has at most.
const longestSession = 36

// compared adds what a lexeme of a comparison says of its base and reports whether
// it says something.
func (p *Paragraph) compared(x *Lexeme, k Calendar, base *schema.Base) bool {
	if x.Kind == Date {
		base.Period = frame.SpanPeriod(&p.Mentions[x.Mention], k.Document)
		return true
	}
	if x.Kind != Word {
		return false
	}
	switch x.Entry.Role {
	case YearWord:
		base.Period = k.Relative(x.Entry)
	case MonthWord:
		base.Period = k.Before(x.Entry)
	case PhaseWord:
		if !(base.Measure.IsBudget() && x.Entry.Measure == schema.Budget) { // 会议批准的预算数: the first
			base.Measure = x.Entry.Measure
		}
	case PointWord:
		base.Period = k.Point(x.Entry)
	case SpanWord:
		base.Period = x.Entry.Span
	default:
		return false
	}
	return true
}

// Differs reports an amount right after the comparison word at lexeme i, by which
// things differ, 小于上年预算数40.05万元, where it begins, and the year and the phase between
// them. The place is 0 where none follows.
func (p *Paragraph) Differs(i int, k Calendar) (year schema.Period, phase schema.Measure, at int) {
	for j := i + 1; j < len(p.Lexemes); j++ {
		x := &p.Lexemes[j]
		switch {
		case x.Kind == Number && p.Mentions[x.Mention].Kind == nlp.Amount:
			return year, phase, x.Start
		case x.Kind == Word && x.Entry.Role == YearWord:
			year = schema.YearPeriod(k.Year + x.Entry.Year)
		case x.Kind == Word && x.Entry.Role == PhaseWord:
			phase = x.Entry.Measure
		case x.Kind == Date:
		default:
			return year, phase, 0
		}
	}
	return year, phase, 0
}

// BudgetFollows reports a word for granting or for a phase right after lexeme i:
// 2020年初下达.
func (p *Paragraph) BudgetFollows(i int) bool {
	return i+1 < len(p.Lexemes) && p.Lexemes[i+1].Kind == Word && (p.Lexemes[i+1].Entry.Role == GrantWord || p.Lexemes[i+1].Entry.Role == PhaseWord)
}

// ChangesFrom reports a number that something changed from, to one that follows, and
// whether the day of it is said: 从80户增加到810户, 由上年729万人增加到732万人, 由“十二五”末的
// 15.8亿立方米减少到14.2亿立方米.
func (p *Paragraph) ChangesFrom(i int) (from, dated bool) {
	start := p.Lexemes[i].Start
	if i > 0 {
		if phase := &p.Lexemes[i-1]; phase.Kind == Word && phase.Entry.Role == PhaseWord && ofOrNothing(p.Text[phase.End:start]) {
			start = phase.Start // 由年初预算的9亿元调整为8亿元
		}
		if day := &p.Lexemes[i-1]; day.Kind == Date || day.Kind == Word && (day.Entry.Role == YearWord || day.Entry.Role == SpanWord) {
			if ofOrNothing(p.Text[day.End:start]) {
				start, dated = day.Start, true
			}
		}
	}
	before := strings.TrimRight(p.Text[:start], " “")
	if opening, ok := words.YearBegins.Labels().Cut(strings.TrimSuffix(before, words.Of), strings.CutSuffix); ok {
		before = opening // 由年初的9亿元调整为8亿元
	}
	if !strings.ContainsAny(nlp.LastRunes(before, 1), words.From) || i+2 >= len(p.Lexemes) {
		return false, false
	}
	verb, next := &p.Lexemes[i+1], &p.Lexemes[i+2]
	if next.Kind == Date && i+3 < len(p.Lexemes) {
		next = &p.Lexemes[i+3] // 增长到2025年的4.9万亿元
	}
	from = verb.Kind == Word && verb.Entry.Role == ReachWord && next.Kind == Number && nlp.HanCount(p.Text[p.Lexemes[i].End:verb.Start]) <= 2
	return from, from && dated
}

// ToldOfYear reports a number that a clause of its own tells of another year and of nothing else: 投资366.9亿元，
// 上年为380.4亿元，下降3.5%.
func (p *Paragraph) ToldOfYear(i int) bool {
	if i+1 < len(p.Lexemes) && !p.Lexemes[i+1].PartsClauses() {
		return false
	}
	goesOn := i+1 == len(p.Lexemes) || p.Lexemes[i+1].ofMark(',')
	next, years := p.Lexemes[i].Start, 0
	for k := i - 1; k >= 0; k-- {
		x := &p.Lexemes[k]
		between := strings.TrimSpace(p.Text[x.End:next])
		if x.ofMark(',') {
			return goesOn && years > 0 && between == ""
		}
		dated := x.Kind == Date || x.Kind == Word && (x.Entry.Role == YearWord || x.Entry.Role == SpanWord)
		reached := x.Kind == Word && years == 0 && (x.Entry.Role == CompletionWord || x.Entry.Role == ReachWord)
		if x.Kind == Word && x.Entry.Role == PartWord {
			return years > 0 && between == "" // 五年完成投资201亿元，其中2015年完成59亿元
		}
		if !dated && !reached || between != "" && strings.Trim(between, words.Copulas) != "" {
			return false
		}
		next = x.Start
		if dated {
			years++
		}
	}
	return false
}

// ofMark reports a mark of punctuation.
func (x *Lexeme) ofMark(mark rune) bool { return x.Kind == Mark && rune(x.Mark) == mark }

// ofOrNothing reports no more than 的 between a word and the number that it speaks of.
func ofOrNothing(between string) bool {
	s := strings.TrimSpace(between)
	return s == "" || s == words.Of
}

// ChangesTo reports the number that something changed to, from the one before it:
// 从80户增加到810户.
func (p *Paragraph) ChangesTo(i int) bool {
	for k := i - 2; k >= max(0, i-3); k-- {
		if p.Lexemes[k].Kind == Number {
			from, _ := p.ChangesFrom(k)
			return from
		}
	}
	return false
}
