package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/frame"
	"gongkai/schema"
)

// date lets a date set the period of what follows, or its base when it stands
// in a comparison (与2019年相比 sets the base, not the period).
func (n *narrator) date(i int) int {
	x := &n.p.Lexemes[i]
	d := &n.p.Mentions[x.Mention]
	if p := frame.SpanPeriod(d, n.ctx.Frame.Year); p.Known() {
		n.period = p
		if n.opens(x.Start) && p == schema.YearPeriod(p.Start.Year()) {
			n.lead = p // 2022年预算…。公务接待费比上年…: the year holds for the paragraph
		}
		if n.year == 0 {
			n.year = p.End.Year()
		}
		switch raw := n.p.Text[x.Start:x.End]; {
		case strings.HasSuffix(raw, "年初"):
			n.period = schema.YearPeriod(p.Start.Year())
			n.measureAtStart(i)
		case n.p.Mentions[x.Mention].Date.FromMonth > 0 && n.p.Mentions[x.Mention].Date.FromDay == 0 && n.p.UpTo(x.End):
			n.period = schema.Period{Start: schema.DateOf(p.Start.Year(), 1, 1), End: p.End}
		case strings.HasSuffix(raw, "年末") || strings.HasSuffix(raw, "年底"):
			n.period = schema.Instant(p.End)
		}
		if n.asOf(x.Start) && p != schema.Instant(p.End) {
			n.period = schema.Instant(p.End)
		}
	}
	if strings.TrimSpace(n.sinceSegment(x.Start)) == "" {
		n.segment = x.End
	}
	return i + 1
}

// opens reports a place with nothing but numbering before it in its paragraph.
func (n *narrator) opens(at int) bool {
	return n.sentence == 0 && nlp.HanCount(nlp.StripNumbering(n.p.Text[:at])) == 0
}

// measureAtStart takes 2020年初下达 for the budget of the year's beginning.
func (n *narrator) measureAtStart(i int) {
	if i+1 < len(n.p.Lexemes) && n.p.Lexemes[i+1].Kind == clause.Word && (n.p.Lexemes[i+1].Entry.Role == clause.GrantWord || n.p.Lexemes[i+1].Entry.Role == clause.PhaseWord) {
		n.measure = schema.BudgetInitial
	}
}

// asOf reports 截至 or 截止 right before a date.
func (n *narrator) asOf(at int) bool {
	before := strings.TrimRight(n.sinceSegment(at), " ")
	return strings.HasSuffix(before, "截至") || strings.HasSuffix(before, "截止") || strings.HasSuffix(before, "截止到") || strings.HasSuffix(before, "截至到")
}

// relativeYear handles 上年 and 同期 outside a comparison phrase.
func (n *narrator) relativeYear(i int) {
	e := n.p.Lexemes[i].Entry
	if n.reason || n.purpose {
		return
	}
	if clause.SamePeriod(e) {
		n.base.Period = n.samePeriodOf(e.Year)
		return
	}
	year := schema.YearPeriod(n.thisYear() + e.Year)
	if n.form == clause.ChangeWord && n.base.Period == year {
		return // 小于上年预算数40万元: what it differs from, and no period of its own
	}
	n.period = year
}

// samePeriodOf is the period in force, years later: the half year before in a
// report on half a year.
func (n *narrator) samePeriodOf(years int) schema.Period {
	p := n.period
	if !p.Known() {
		p = n.ctx.Frame.Period
	}
	year := n.thisYear()
	if p.Known() && p.End.Year() != year {
		return schema.YearPeriod(year + years)
	}
	return clause.InYear(p, year+years)
}

// thisYear is the year 上年 counts from: the one the sentence names first, that
// of its heading, or the document's.
func (n *narrator) thisYear() int {
	switch {
	case n.year > 0:
		return n.year
	case n.lead.Known():
		return n.lead.End.Year()
	}
	return n.ctx.Frame.Year
}

// comparison reads 与2019年度相比, 比上年决算数, 较年初预算: what the changes that
// follow are measured against. It returns the lexeme after the phrase, or the
// next one when the word opens no comparison.
func (n *narrator) comparison(i int) int {
	var base schema.Base
	end, found, closed := n.p.Lexemes[i].End, false, false
	j := i + 1
	for ; j < len(n.p.Lexemes) && !closed; j++ {
		x := &n.p.Lexemes[j]
		if between := clause.TrimFunction(n.p.Text[end:x.Start]); nlp.HanCount(between) > 6 {
			break
		}
		switch {
		case x.Kind == clause.Date:
			base.Period, found = frame.SpanPeriod(&n.p.Mentions[x.Mention], n.ctx.Frame.Year), true
		case x.Kind == clause.Word && x.Entry.Role == clause.YearWord:
			base.Period, found = schema.YearPeriod(n.thisYear()+x.Entry.Year), true
			if clause.SamePeriod(x.Entry) {
				base.Period = n.samePeriodOf(x.Entry.Year)
			}
		case x.Kind == clause.Word && x.Entry.Role == clause.PhaseWord:
			base.Measure, found = x.Entry.Measure, true
		case x.Kind == clause.Word && x.Entry.Role == clause.PointWord:
			base.Period, found = n.point(x.Entry), true
		case x.Kind == clause.Word && x.Entry.Role == clause.SpanWord:
			base.Period, found = x.Entry.Span, true
		case x.Kind == clause.Word && x.Entry.Role == clause.PairEndWord:
			closed = true
		case x.Kind == clause.Word && found && (x.Entry.Role == clause.QualifierWord || x.Entry.Role == clause.TotalWord):
		case x.Kind == clause.Word && x.Entry.Role == clause.ConceptWord && found && n.named:
		default:
			if !found {
				return i + 1
			}
			n.setBase(base, end)
			return j
		}
		end = x.End
	}
	if !found {
		return i + 1
	}
	n.setBase(base, end)
	return j
}

// setBase takes a comparison in force; the words of it are no part of a phrase.
func (n *narrator) setBase(b schema.Base, end int) {
	switch {
	case b.Measure == schema.Final:
		b.Measure = ""
	case b.Measure == schema.Budget && n.ctx.Frame.Kind == schema.BudgetReport:
		b.Measure = n.ctx.Frame.Measure
	}
	n.base, n.baseEnd = b, end
	if !n.named {
		n.segment = max(n.segment, min(end, len(n.p.Text)))
	}
}

// periodOf fits the period in force to a fact: instants for balances and
// stocks, durations for flows, none for standards.
func (n *narrator) periodOf(c schema.ConceptID, form schema.Form) schema.Period {
	if form == schema.Threshold {
		return schema.Period{}
	}
	p := n.period
	if !p.Known() {
		p = n.ctx.Frame.Period
	}
	if !p.Known() {
		return p
	}
	if c == schema.BalanceOpening && n.measure == schema.Used {
		return p
	}
	if y := p.End.Year(); p.Start.Year() == y && p.Start.Time().Month() == p.End.Time().Month() && p.Start != p.End && strings.Contains(n.p.Text[n.sentence:n.current], "累计") {
		p.Start = schema.DateOf(y, 1, 1) // 4月，收入累计完成246万元: since January
	}
	return clause.FitPeriod(c, p, n.ctx.Year())
}
