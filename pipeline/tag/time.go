package tag

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/frame"
	"gongkai/schema"
	"gongkai/schema/words"
)

// bookOpen opens the title of a paper, which the year before it is of.
const bookOpen = "《"

// longestAsOf is how many bytes the words that lead to the day of a balance have at most: 截止到：.
const longestAsOf = 12

// date lets a date set the period of what follows, or its base when it stands
// in a comparison (与2019年相比 sets the base, not the period).
func (d *discourse) date(p *clause.Paragraph, ctx *clause.Context, i int) int {
	x := &p.Lexemes[i]
	if quotedName(p, x) {
		return i + 1
	}
	if tellsWhich(p, i) || levelOfYear(p, x) || strings.HasPrefix(p.Text[x.End:], bookOpen) {
		return i + 1 // 按照2017年《工作规范》
	}
	if multipleOf(p, i) || beginsRecord(p, x) {
		d.clause.segment = max(d.clause.segment, x.End)
		return i + 1
	}
	if span := frame.SpanPeriod(&p.Mentions[x.Mention], ctx.Frame.Year); span.Known() && ofMultiple(p, i+1) {
		d.sentence.turnTo(d.periodAt(p, i, span)) // 是2010年8亿元的2.1倍: of that figure alone
	} else if span.Known() {
		d.sentence.turnTo(d.periodAt(p, i, span))
		if span.Start.Year() < span.End.Year() {
			d.sentence.years, d.paragraph.years = span, span
		}
		if !d.item.reason && d.holdsOn(p, ctx, x, span) {
			d.paragraph.period, d.paragraph.dated = span, schema.FromSentence // 2022年预算…。公务接待费比上年…: the year holds for the paragraph
		}
		if d.at(p).AsOf(x.Start) && d.section.ofAssets() && x.Start-d.sentence.start <= longestAsOf {
			d.paragraph.period, d.paragraph.dated = schema.Instant(span.End), schema.FromSentence // 截止2022年12月31日，…。固定资产…: what is held on that day
		}
		another := d.sentence.year != 0 && d.sentence.year != span.End.Year()
		if d.sentence.year == 0 {
			d.sentence.year = span.End.Year()
		}
		d.sentence.inner, d.sentence.innerTold, d.sentence.aside = 0, false, false
		if !d.beginsClause(p, x.Start) && !d.datedBefore(p, i) && span == schema.YearPeriod(span.Start.Year()) && nlp.HanCount(nlp.FirstRunes(p.Text[x.End:], 2)) == 2 {
			d.sentence.inner, d.sentence.aside = x.End, another
		}
		if words.YearPoint.Labels().Say(p.Text[x.Start:x.End], "start") && p.BudgetFollows(i) {
			d.sentence.measure = schema.BudgetInitial // 2020年初下达
		}
	}
	if strings.TrimSpace(d.at(p).SinceSegment(x.Start)) == "" {
		d.clause.segment = x.End
	}
	return i + 1
}

// tellsWhich reports a date that tells which things are counted and not when: 2000年底前建成的小区186个.
func tellsWhich(p *clause.Paragraph, i int) bool {
	x := &p.Lexemes[i]
	for k := i + 1; k < len(p.Lexemes); k++ {
		switch y := &p.Lexemes[k]; {
		case y.Kind == clause.Number:
			between := p.Text[x.End:y.Start]
			return p.Mentions[y.Mention].Kind == nlp.Count && words.BeforeDate.Labels().Say(between) && strings.Contains(between, words.Of)
		case y.Kind == clause.Mark:
			return false
		}
	}
	return false
}

// levelOfYear reports a year whose level something keeps or comes back to: 财政收入保持上年水平，消费增长5% says nothing of
// what was in that year.
func levelOfYear(p *clause.Paragraph, x *clause.Lexeme) bool {
	return words.YearLevel.Labels().Of(p.Text[x.End:]) != nil
}

// beginsRecord reports the day since when nothing was better: 创2010年以来最好位次 is not when it is told of.
func beginsRecord(p *clause.Paragraph, x *clause.Lexeme) bool {
	rest := p.Text[x.Start:min(len(p.Text), x.End+longestRecord)]
	if k := strings.IndexAny(rest, clauseMarks); k >= 0 {
		rest = rest[:k]
	}
	_, behind, since := strings.Cut(rest, words.RecordSince.Word())
	return since && words.Record.Labels().Say(behind)
}

// longestRecord is how many bytes behind a day what it begins is looked for, and clauseMarks
// are what ends it.
const (
	longestRecord = 60
	clauseMarks   = "，。；、（"
)

// datedBefore reports another date in the clause before the one at lexeme i.
func (d *discourse) datedBefore(p *clause.Paragraph, i int) bool {
	return slices.ContainsFunc(p.Lexemes[:i], func(x clause.Lexeme) bool { return x.Kind == clause.Date && x.Start >= d.clause.start })
}

// multipleOf reports a time that a figure is a multiple of, 是2000年的2.4倍, 比“九五”期间高8个
// 百分点: it is not when the figure is of.
func multipleOf(p *clause.Paragraph, i int) bool {
	x := &p.Lexemes[i]
	if i+1 >= len(p.Lexemes) || !strings.HasPrefix(p.Text[x.End:], words.Of) {
		return false
	}
	next := &p.Lexemes[i+1]
	return next.Kind == clause.Number && p.Mentions[next.Mention].Unit == schema.UnitTimes && strings.TrimSpace(p.Text[x.End:next.Start]) == words.Of
}

// ofMultiple reports a figure at lexeme i that the next is a multiple of, right behind the time it is of: 是“十二五”时期
// 8亿元的1.87倍.
func ofMultiple(p *clause.Paragraph, i int) bool {
	if i < 1 || i+1 >= len(p.Lexemes) || p.Lexemes[i].Kind != clause.Number || p.Lexemes[i+1].Kind != clause.Number {
		return false
	}
	before, x, next := &p.Lexemes[i-1], &p.Lexemes[i], &p.Lexemes[i+1]
	timed := before.Kind == clause.Date || before.Kind == clause.Word && (before.Entry.Role == clause.SpanWord || before.Entry.Role == clause.YearWord)
	return timed && p.Mentions[next.Mention].Unit == schema.UnitTimes && strings.TrimSpace(p.Text[x.End:next.Start]) == words.Of &&
		nlp.HanCount(clause.TrimFunction(p.Text[before.End:x.Start])) == 0
}

// quotedName reports a date that begins a name in quotation marks, “2030启航计划”启动, or a
// year without 年 inside a name.
func quotedName(p *clause.Paragraph, x *clause.Lexeme) bool {
	const open, shut = "“", "”"
	if _, err := strconv.Atoi(p.Text[x.Start:x.End]); err == nil && x.Start > 0 && p.Text[x.End:] != "" {
		after, _ := utf8.DecodeRuneInString(p.Text[x.End:])
		before, _ := utf8.DecodeLastRuneInString(p.Text[:x.Start])
		if clause.IsWordRune(after) && clause.IsWordRune(before) {
			return true // 煤炭2030国家科技重大专项
		}
	}
	return strings.HasSuffix(p.Text[:x.Start], open) && !strings.HasPrefix(p.Text[x.End:], shut)
}

// holdsOn reports a year that holds for the sentences after its own too: one that opens
// the paragraph, and in the report of a government's budget one of the two years it
// tells of that begins a clause.
func (d *discourse) holdsOn(p *clause.Paragraph, ctx *clause.Context, x *clause.Lexeme, span schema.Period) bool {
	year := span.Start.Year()
	switch {
	case ctx.Frame.Territorial && d.sinceJanuary(p, x, span) && year == ctx.Frame.Year:
		return true // 1—5月，…完成9亿元。其中…
	case span != schema.YearPeriod(year):
		return false
	case d.at(p).Opens(x.Start):
		return true
	}
	if held := d.paragraph.period; d.paragraph.dated == schema.FromHeading && held.Known() && held.Start.Year() != held.End.Year() {
		return false // under a heading of the years of a plan one of them is told and no more
	}
	return ctx.Frame.OfBudget() && (year == ctx.Frame.Year || year == ctx.Frame.Year-1) && d.beginsClause(p, x.Start)
}

// sinceJanuary reports months since January that open the paragraph.
func (d *discourse) sinceJanuary(p *clause.Paragraph, x *clause.Lexeme, span schema.Period) bool {
	year, last := span.Start.Year(), span.End.Time().Month()
	return span.Start == schema.DateOf(year, 1, 1) && span.End.Year() == year && last > 1 && last < 12 && d.at(p).Opens(x.Start)
}

// beginsClause reports a word at a byte with nothing of substance before it in its clause.
func (d *discourse) beginsClause(p *clause.Paragraph, at int) bool {
	return clause.TrimFunction(p.Text[min(d.clause.start, at):at]) == ""
}

// spanOfYears takes the years of a plan, “十四五”期间, or the last ones, 五年来, which
// where they begin a clause are those of the sentences after it too.
func (d *discourse) spanOfYears(p *clause.Paragraph, ctx *clause.Context, x *clause.Lexeme) {
	span := x.Entry.Span
	if multipleOf(p, p.LexemeAt(x.Start)) {
		d.clause.segment = max(d.clause.segment, x.End)
		return
	}
	if !span.Known() {
		if span = ctx.LastYears(x.Entry.Year); !span.Known() {
			return
		}
	}
	if told := ctx.LastYears(1); told.Known() && words.PlanSpan.Labels().Say(x.Entry.Surface, "since") && span.Start.Year() < told.End.Year() && told.End.Year() < span.End.Year() {
		span.End = told.End // “十四五”以来 in a report on its third year
	}
	d.sentence.turnTo(span)
	if ofMultiple(p, p.LexemeAt(x.Start)+1) {
		return
	}
	compared := strings.HasPrefix(p.Text[x.End:], words.Of)
	if !compared && span.Start.Year() < span.End.Year() {
		d.sentence.years, d.paragraph.years = span, span
	}
	if !compared && span.Start != span.End && x.Entry.Year >= 0 && ctx.Frame.Kind != schema.Bulletin && d.beginsClause(p, x.Start) { // a bulletin is of its year
		d.paragraph.period, d.paragraph.dated = span, schema.FromSentence
	}
}

// periodAt is the period that the date at lexeme i sets, of the span it names.
func (d *discourse) periodAt(p *clause.Paragraph, i int, span schema.Period) schema.Period {
	x := &p.Lexemes[i]
	date := p.Mentions[x.Mention].Span()
	switch raw := p.Text[x.Start:x.End]; {
	case d.at(p).AsOf(x.Start):
		return schema.Instant(span.End)
	case words.YearPoint.Labels().Say(raw, "start"):
		return schema.YearPeriod(span.Start.Year())
	case date.FromMonth > 0 && date.FromDay == 0 && p.UpTo(x.End):
		return schema.Period{Start: schema.DateOf(span.Start.Year(), 1, 1), End: span.End}
	case words.YearPoint.Labels().Say(raw, "end"):
		return schema.Instant(span.End)
	}
	return span
}

// relativeYear handles 上年 and 同期 outside a comparison phrase and returns the lexeme
// after it, or after the comparison it begins behind 按.
func (d *discourse) relativeYear(p *clause.Paragraph, ctx *clause.Context, i int) int {
	if p.Lexemes[i].Entry.Year == 0 {
		d.thisYear(ctx)
		return i + 1
	}
	if c, next, compares := p.ComparedBy(i, d.calendar(ctx), d.clause.named); compares {
		d.setBase(p, ctx, c.Base, c.End)
		return next
	}
	d.otherYear(p, ctx, i)
	return i + 1
}

// thisYear turns to the year that a report means by 今年, where what it has told is of a year before: 2020年是…。…今年预期增长8%.
func (d *discourse) thisYear(ctx *clause.Context) {
	if this, told := ctx.Frame.ThisYear(), d.sentence.period; told.Known() && told.End.Year() < this && d.sentence.dated != schema.FromSentence {
		d.sentence.turnTo(schema.YearPeriod(this))
	}
}

// otherYear takes the year that a word names for that of what follows, or of its base.
func (d *discourse) otherYear(p *clause.Paragraph, ctx *clause.Context, i int) {
	e := p.Lexemes[i].Entry
	if d.item.reason || d.item.purpose || levelOfYear(p, &p.Lexemes[i]) {
		return
	}
	year := d.calendar(ctx).Relative(e)
	if clause.SamePeriod(e) {
		d.sentence.compared.Base.Period = year
		return
	}
	if d.clause.predicate.role == clause.ChangeWord && d.sentence.compared.Base.Period == year {
		return // 小于上年预算数40万元: what it differs from, and no period of its own
	}
	d.sentence.turnTo(year)
}

// turnTo takes a period that the sentence names.
func (s *sentenceState) turnTo(period schema.Period) {
	s.before, s.datedBefore = s.period, s.dated
	s.period, s.dated = period, schema.FromSentence
}

// comeBack leaves the period named last for the one that was in force before: what
// something was in it has been told, 由上年729万人增加到732万人.
func (s *sentenceState) comeBack() {
	if s.year == s.period.End.Year() {
		s.year = 0
	}
	s.period, s.dated = s.before, s.datedBefore
}

// calendar is what relative years count from: 上年 from the year the sentence names
// first, that of its heading, or the document's.
func (d *discourse) calendar(ctx *clause.Context) clause.Calendar {
	k := clause.Calendar{Document: ctx.Frame.ThisYear(), Year: ctx.Frame.ThisYear(), Period: d.sentence.period}
	switch {
	case d.sentence.year > 0:
		k.Year = d.sentence.year
	case d.paragraph.period.Known():
		k.Year = d.paragraph.period.End.Year()
	}
	if !k.Period.Known() {
		k.Period = ctx.Frame.Period
	}
	return k
}

// comparison takes the comparison that lexeme i may open and returns the lexeme
// after it.
func (d *discourse) comparison(p *clause.Paragraph, ctx *clause.Context, i int) int {
	c, next := p.Comparison(i, d.calendar(ctx), d.clause.named)
	if c.End > 0 {
		d.setBase(p, ctx, c.Base, c.End)
		d.sentence.compared.Told = c.Told
	}
	return next
}

// setBase takes a comparison in force; the words of it are no part of a phrase.
func (d *discourse) setBase(p *clause.Paragraph, ctx *clause.Context, b schema.Base, end int) {
	switch {
	case b.Measure == schema.Final:
		b.Measure = ""
	case b.Measure == schema.Budget && ctx.Frame.Kind == schema.BudgetReport:
		b.Measure = ctx.Frame.Measure
	}
	d.sentence.compared = clause.Comparison{Base: b, End: end}
	if !d.clause.named {
		d.clause.segment = max(d.clause.segment, min(end, len(p.Text)))
	}
}

// years is the span of several years that the sentence names, else the one that its
// paragraph or heading does; unknown for none.
func (d *discourse) years() schema.Period {
	for _, span := range []schema.Period{d.sentence.years, d.paragraph.period} {
		if span.Known() && span.Start.Year() < span.End.Year() {
			return span
		}
	}
	return schema.Period{}
}

// reachedAtLast reports words before a figure, or that it begins with, by which it is the
// level that several years ended with, and no sum over them.
func reachedAtLast(before, figure string) bool {
	before = strings.TrimRight(before, " ")
	return !words.AddedUp.Labels().Say(before) && slices.ContainsFunc(words.ReachedBy.Labels(), func(verb words.Label) bool {
		return verb.In(before) || strings.HasPrefix(figure, verb.Text)
	})
}

// endsSpan reports a figure of an indicator, or without a concept, that several years ended
// with. Of a deed, 惠及超50万户 may be what has been done in all.
func endsSpan(c schema.ConceptID, before, figure string) bool {
	switch {
	case words.YearlyRate.Labels().Say(before):
		return false
	case clause.IsEconomy(c):
		return reachedAtLast(before, figure)
	}
	return c == "" && reachedAtLast(before, "")
}

// runEndsSpan is endsSpan for the later numbers of a run: 分别达到3.6万元、1.8万元.
func (d *discourse) runEndsSpan(p *clause.Paragraph, c schema.ConceptID) bool {
	i := p.LexemeAt(d.number.start)
	turn := p.RunBefore(i)
	if turn == 0 {
		return false
	}
	for ; turn > 0 && i > 0; i-- {
		if p.Lexemes[i-1].Kind == clause.Number {
			turn--
		}
	}
	from := i
	for from > 0 && !p.Lexemes[from-1].PartsClauses() && p.Lexemes[from-1].Kind != clause.Number && p.Lexemes[from-1].Start >= d.sentence.start {
		from--
	}
	return endsSpan(c, p.Text[p.Lexemes[from].Start:p.Lexemes[i].Start], p.Text[p.Lexemes[i].Start:])
}

// periodOf fits the period in force to a fact: instants for balances and
// stocks, durations for flows, none for standards. It says who names that period.
func (d *discourse) periodOf(p *clause.Paragraph, ctx *clause.Context, c schema.ConceptID, form schema.Form) (schema.Period, schema.Origin) {
	if form == schema.Threshold {
		return schema.Period{}, ""
	}
	if c == "" && d.sentence.innerTold && (d.clause.named || d.at(p).PhraseBefore(d.number.start) != "") {
		d.sentence.comeBack() // 兑付2024年贴息资金9万元，争取上级补助8万元
		d.sentence.inner, d.sentence.innerTold = 0, false
	}
	span, from := d.sentence.period, d.sentence.dated
	if !span.Known() {
		span, from = ctx.Frame.Period, schema.FromDocument
	}
	if !span.Known() {
		return span, ""
	}
	clauseSoFar := p.Text[min(d.clause.start, d.number.start):d.number.start]
	if from == schema.FromHeading && span.Start.Year() < span.End.Year() && words.WholeYear.Labels().Say(clauseSoFar) {
		if told := cmp.Or(ctx.Frame.Told, ctx.Frame.Year); span.Start.Year() <= told && told <= span.End.Year() {
			span = schema.YearPeriod(told) // 全年交易额 under the heading of five years and the one that is told
		}
	}
	if years := d.years(); years.Known() && words.AddedUp.Labels().Say(clauseSoFar, "total") && !strings.Contains(clauseSoFar, words.YearMark) {
		span = years // 过去五年，…累计完成672亿元，2025年155亿元；支出累计完成1155亿元
	}
	if (form == schema.Level || form == schema.Share) && span.Start.Year() < span.End.Year() && (endsSpan(c, clauseSoFar, p.Text[d.number.start:]) || d.runEndsSpan(p, c) || p.ChangesTo(p.LexemeAt(d.number.start))) {
		span = schema.YearPeriod(span.End.Year()) // 五年来，地区生产总值突破3万亿元、达3.6万亿元: in the last of them
	}
	if c == schema.BalanceOpening && d.sentence.measure == schema.Used {
		return span, from
	}
	if y := span.End.Year(); span.Start.Year() == y && span.Start.Time().Month() == span.End.Time().Month() && span.Start != span.End && words.AddedUp.Labels().Say(p.Text[d.sentence.start:d.number.start], "total") {
		span.Start = schema.DateOf(y, 1, 1) // 4月，收入累计完成246万元: since January
	}
	year := ctx.Year()
	if c == schema.BalanceOpening && from != schema.FromDocument && d.leftBefore(p) {
		year = span.End.Year() // 2022年，上年结转5亿元 in the report of 2023: it opens the year that is told
	}
	return clause.FitPeriod(c, span, year), from
}

// leaveAside goes back to the year that the sentence has told behind a clause with another one inside of what
// it says, which has no figure: 2025年，落实2030年前碳达峰要求，安排节能环保支出9亿元. What a figure was told of holds on.
func (d *discourse) leaveAside() {
	s := &d.sentence
	if !s.aside || s.innerTold || d.clause.start < s.inner || !d.clause.named {
		return
	}
	s.comeBack()
	s.inner, s.aside = 0, false
}

// leftBefore reports an opening balance that says of itself that it stands before the year
// spoken of, 上年结转, 年初结余. One that is named by a year, 2021年结转资金, opens the next, and so does
// what is told of it.
func (d *discourse) leftBefore(p *clause.Paragraph) bool {
	k := len(d.topic.subjects) - 1
	if k < 0 || d.topic.subjects[k].Start < d.sentence.start || d.topic.subjects[k].End > len(p.Text) {
		return false
	}
	for i := p.LexemeAt(d.number.start); i >= 0 && p.Lexemes[i].Start >= d.sentence.start; i-- {
		if x := &p.Lexemes[i]; x.Kind == clause.Date && words.CarriedOver.Labels().Of(p.Text[x.End:]) != nil {
			return false
		}
	}
	noun := p.Text[d.topic.subjects[k].Start:d.topic.subjects[k].End]
	return slices.ContainsFunc(words.BalanceWhen.Labels(), func(when words.Label) bool {
		return when.Means == "opening" && strings.HasPrefix(noun, when.Text)
	})
}
