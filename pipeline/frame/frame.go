package frame

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Frame is what a document says of itself as a whole.
type Frame struct {
	Title       string
	Kind        schema.ReportKind
	Year        int    // fiscal year; of a report on one year's execution and the next year's budget the next; 0 when not stated
	Entity      string // the filing body; a report on a territory has the name of the place
	EntityLevel schema.EntityLevel
	EntityScope schema.EntityScope
	Division    schema.Division // zero when no place is known
	Published   schema.Period   // an instant, zero when not stated
	Measure     schema.Measure  // phase of figures that name none
	Period      schema.Period   // period of figures that name none
	// OwnYear is set for a work report that tells of the year of its title.
	OwnYear bool
	// Told is the year whose execution a report tells beside the budget of the next,
	// 0 for other reports.
	Told int
	// Territorial reports are those of a government on its whole territory (财政决算,
	// 预算执行和预算草案的报告), as against the accounts of one body.
	Territorial bool
}

// OfBudget reports a government's report on its budget, which tells what was executed
// of the one before too.
func (f *Frame) OfBudget() bool {
	return f.Territorial && f.Kind == schema.BudgetReport && f.Measure.IsBudget()
}

// YearAhead is the first year that the report cannot tell of yet: that of its title, and the one
// after where it looks back on that.
func (f *Frame) YearAhead() int {
	if f.OwnYear {
		return f.Year + 1
	}
	return f.Year
}

// ThisYear is the year that the report means by 今年: of a summary of the work of one year that goes on with the plan
// of the next, as of all others that of its title, but the first where it names both.
func (f *Frame) ThisYear() int {
	if f.Kind == schema.WorkReport && f.Told > 0 {
		return f.Told
	}
	return f.Year
}

// mostLines bounds the paragraphs that are looked at.
const mostLines = 4000

// Of settles the frame of a document from its text. Entity and FiscalYear of
// row hold where the text says nothing.
func Of(doc *extract.Document, row schema.Document) Frame {
	lines := opening(doc, mostLines)
	f := Frame{Title: titleOf(doc, lines)}
	f.Kind = kindOf(f.Title, lines)
	f.Year = cmp.Or(yearOf(f.Title, lines, f.Kind), row.FiscalYear)
	government := f.Kind == schema.Bulletin || words.WorkReportTitle.Labels().Say(f.Title) || speaksOfTerritory(f.Title) || (f.Title == "" || headed(f.Title, lines)) && ofTerritory(lines)
	f.Entity = cmp.Or(entityOf(f.Title, doc.Meta, lines, government), row.Entity)
	if zone := zoneOf(f.Title, f.Entity); zone != "" {
		f.Entity, government = zone, true
	}
	f.EntityLevel = levelOf(f.Entity)
	if f.Kind == schema.Bulletin {
		f.EntityLevel = schema.Government
	}
	f.Territorial = government || f.Kind == schema.WorkReport || f.EntityLevel == schema.Government
	f.EntityScope = scopeOf(f.Title)
	f.Division = divisionOf(f.Entity, f.Title)
	if f.Division == (schema.Division{}) && !f.Territorial {
		f.Division = divisionNamed(lines)
	}
	f.Published = publishedOf(doc)
	f.settle()
	f.settleByText(lines)
	if f.Kind == schema.Bulletin && len(yearsIn(f.Title)) == 0 && f.Period == schema.YearPeriod(f.Year) {
		f.Period = periodOpening(lines, f.Title, f.Year)
	}
	f.OwnYear = f.Kind == schema.WorkReport && f.Told == 0 && (tellsOwnYear(lines, f.Year) || yearOfMeeting(lines) == f.Year+1)
	return f
}

// tellsOwnYear reports a heading that looks back on the year of a report's title: 一、2024年工作回顾
// in a report of 2024. Of most the title has the year after.
func tellsOwnYear(lines []string, year int) bool {
	named := strconv.Itoa(year) + words.YearMark
	return slices.ContainsFunc(lines, func(line string) bool {
		return nlp.HanCount(line) <= longestHeading && strings.Contains(line, named) && words.LooksBack.Labels().Say(line)
	})
}

// longestHeading is how many Han characters a heading that names a year has at most.
const longestHeading = 16

// settle takes from the title, the genre and the year what holds for figures that say nothing.
func (f *Frame) settle() {
	switch f.Kind {
	case schema.FinalAccounts, schema.Performance:
		f.Measure = schema.Final
	case schema.BudgetReport:
		f.Measure = schema.BudgetInitial
		if done := phaseOfTitle(f.Title); done == schema.Executed && (words.TitleGenre.Labels().First(f.Title) == nil || owes(f.Title)) {
			f.Measure = done // 清溪县2024年1—5月财政收支运行情况, which speaks of the budget in its text alone
		}
		if words.BudgetChanged.Labels().Say(f.Title) {
			f.Measure = schema.BudgetAdjusted // 清溪县2022年预算调整方案
		}
		if p := periodOf(f.Title, f.Year); p.Known() && p != schema.YearPeriod(f.Year) && words.CarriedOut.Labels().Say(f.Title) {
			f.Measure = schema.Executed // 清溪镇2024年上半年预算执行情况: a budget is of a year
		}
	case schema.WorkReport, schema.Bulletin:
		f.Measure = schema.Executed // they tell what was reached; targets say so
	case schema.OtherReport:
		if ofPlan(f.Title) || f.Audits() {
			f.Measure = schema.Executed // as those
		}
	}
	f.Period = periodOf(f.Title, f.Year)
	if f.Told = toldIn(f.Title, f.Kind, f.Year); f.Told > 0 && f.Kind == schema.WorkReport {
		f.Period = schema.YearPeriod(f.Told) // its first part has no heading that says so
	}
	if f.Measure == "" {
		f.Measure = phaseOfTitle(f.Title)
	}
}

// settleByText takes the phase from what the text says beside its figures, where no title says it: a page without one, and
// a notice on the transfers or the debt of a year, which may be over or ahead.
func (f *Frame) settleByText(lines []string) {
	untitled := f.Title == "" && f.Territorial
	if other := f.Kind == schema.OtherReport; !(other && (untitled || speaksOfTerritory(f.Title)) || untitled && f.Kind == schema.BudgetReport) {
		return
	}
	switch m := phaseOfText(lines, untitled); m {
	case schema.Executed:
		f.Measure = m
	case schema.BudgetInitial:
		f.Measure, f.Kind = m, schema.BudgetReport
	}
}

// phaseOfText is the phase that most words beside the figures of a text speak of, "" where they do not say. What a text
// that may be a budget says was arranged is ahead.
func phaseOfText(lines []string, budget bool) schema.Measure {
	reached, ahead := 0, 0
	for _, s := range lines {
		reached += len(toldReached().FindAllStringIndex(s, -1))
		ahead += len(toldAhead().FindAllStringIndex(s, -1))
		if budget {
			ahead += len(toldPlanned().FindAllStringIndex(s, -1))
		}
	}
	switch {
	case reached > ahead:
		return schema.Executed
	case ahead > reached:
		return schema.BudgetInitial
	}
	return ""
}

// ofTerritory reports a text on the accounts of a government, by its own words: what only those have, beside all of a
// territory (全县税收收入) or behind the name of one (望舒县政府债务余额), or several of such items.
func ofTerritory(lines []string) bool {
	items := map[string]bool{}
	for _, s := range lines {
		all := words.GovernmentItem.Labels()
		if !all.Say(s) || !tellsMoney.MatchString(s) {
			continue
		}
		if ofAll.MatchString(s) || namesOwner(s) {
			return true
		}
		for _, name := range all.Texts("item") { // and not 财政支出, which offices write of too
			if strings.Contains(s, name) {
				items[name] = true
			}
		}
	}
	return len(items) >= fewItems
}

// headed reports a title that is no more than the numbered heading of a first part, 一、2022年预算执行情况, in a text that does
// not say that it is of an office.
func headed(title string, lines []string) bool {
	numbered := func(s string) bool { s = nlp.Squeeze(s); return nlp.Unnumbered(s) != s && proper(plain(s)) == title }
	return slices.ContainsFunc(lines[:min(len(lines), titleLines)], numbered) &&
		!slices.ContainsFunc(lines, func(s string) bool { return thisOffice().MatchString(s) })
}

// fewItems is how many items of a government's accounts a text has at least that no other body writes.
const fewItems = 2

// namesOwner reports the name of a place right before such an item.
func namesOwner(s string) bool {
	for {
		_, _, end, ok := schema.FirstDivision(s)
		if !ok {
			return false
		}
		if s = s[end:]; words.GovernmentItem.Labels().Say(nlp.FirstRunes(s, ownerWithin)) {
			return true
		}
	}
}

// ownerWithin is how far behind its owner the name of an item ends at most: 新增地方政府债务.
const ownerWithin = 8

// Part is the frame of a report that a heading of a document begins, which has others before
// it: the gazette of a government, the papers of one meeting. It is false for another heading.
func (f *Frame) Part(title string) (Frame, bool) {
	title = nlp.Squeeze(title)
	genre := words.TitleGenre.Labels().First(title)
	if !f.Territorial || !words.ReportEnding.Labels().Say(title) || genre == nil && !ofPlan(title) || title == f.Title {
		return *f, title == f.Title
	}
	year := yearOf(title, nil, kindOf(title, nil))
	if year == 0 && !strings.HasSuffix(title, words.WorkReportTitle.Word()) {
		return *f, false
	}
	p := *f
	p.Title, p.Kind, p.Measure = title, kindOf(title, nil), ""
	p.Year = cmp.Or(year, f.Year)
	p.settle()
	return p, true
}

// owes reports the title of a notice of what is owed, which is neither a budget nor accounts: 清溪县2023年政府债务情况.
func owes(title string) bool {
	l := words.TitleGenre.Labels().First(title)
	return l != nil && words.NoticePhase.Labels().Is(l.Text) && schema.PhaseNamed(title) == ""
}

// phaseOfTitle is the phase of the figures of a notice that is neither a budget nor
// accounts: what a title says was spent or received is past.
func phaseOfTitle(title string) schema.Measure {
	if l := words.NoticePhase.Labels().First(title); l != nil {
		return schema.Measure(l.Means)
	}
	return ""
}

// opening returns the document's paragraphs, each stripped of converter
// residue, up to a number of them. The tab of a sheet and its hidden cells name
// neither body nor report.
func opening(doc *extract.Document, most int) []string {
	var out []string
	sheets := doc.Format == "xlsx" || doc.Format == "xls"
	for loc, t := range doc.Texts() {
		table := doc.Blocks[loc.Block].Table
		if sheets && table != nil && (loc.Cell < 0 || table.Cells[loc.Cell].Hidden) {
			continue
		}
		if t.S == "" {
			continue
		}
		if v := nlp.ViewOf(t.S); v.All() != "" {
			out = append(out, v.All())
		}
		if len(out) == most {
			break
		}
	}
	return out
}

// ratingWords is how often a text speaks of ratings at least that is the report of an
// agency on a government or its bonds.
const ratingWords = 3

// rated reports the report of a rating agency. It tells of budgets and accounts without
// being one, and its tables and sources have titles like theirs.
func rated(lines []string) bool {
	n := 0
	for _, s := range lines {
		if !ratingMarks().Any(s) {
			continue
		}
		if n += len(ratings().FindAllStringIndex(s, -1)); n >= ratingWords {
			return true
		}
	}
	return false
}

// fewEconomy is how often a text at most speaks of the economy that is no bulletin: the
// title of a page of one may be a picture, or on another page.
const fewEconomy = 9

// A text is short news of the economy where it speaks of that a few times, and so once in a sentence or two.
const (
	leastEconomy  = 3
	hanPerEconomy = 60
)

// kindOf recognises the genre from the title, else from what the text speaks of most.
func kindOf(title string, lines []string) schema.ReportKind {
	if rated(lines) || words.AuditReport.Labels().Say(title) {
		return schema.OtherReport
	}
	if genre := words.TitleGenre.Labels().First(title); genre != nil {
		return schema.ReportKind(genre.Means)
	}
	if title == "" && tellsOfSpending(firstLine(lines)) {
		return schema.FinalAccounts
	}
	accounts, budgets, marks, economy, long := 0, 0, 0, 0, 0
	for _, s := range lines {
		long += nlp.HanCount(s)
		accounts += strings.Count(s, words.FinalWord.Word())
		budgets += strings.Count(s, words.BudgetWord.Word())
		marks += strings.Count(s, words.SelfReview.Word())
		economy += len(economyWords().FindAllStringIndex(s, -1))
	}
	// Final accounts speak of the budget in most sentences, budgets seldom of accounts.
	switch {
	case economy > accounts+budgets && (economy > fewEconomy || economy >= leastEconomy && economy*hanPerEconomy >= long):
		return schema.Bulletin
	case accounts > 2 && accounts*4 > budgets:
		return schema.FinalAccounts
	case phaseOfTitle(title) == schema.Final && (accounts > 0 || budgets == 0):
		return schema.FinalAccounts // 清溪镇2015年三公经费支出说明
	case accounts > 0 && accounts >= budgets && speaksOfTerritory(title):
		return schema.FinalAccounts // 清溪县2015年对下转移支付情况: 决算数为9亿元
	case marks > 2 && marks*4 > budgets:
		return schema.Performance
	case budgets > 2 && (phaseOfTitle(title) != schema.Executed || ofPlan(title)): // 2024年1—9月财政收支情况 holds each figure against the budget, and is none
		return schema.BudgetReport
	}
	return schema.OtherReport
}

// tellsOfSpending reports a first heading in the place of a title that says what was spent, where it has the
// word for a budget in the names of funds alone: 一、“三公”经费财政拨款支出总体情况说明.
func tellsOfSpending(heading string) bool {
	if phaseOfTitle(heading) != schema.Final {
		return false
	}
	for _, l := range words.BudgetName.Labels() {
		heading = strings.ReplaceAll(heading, l.Text, "")
	}
	return !strings.Contains(heading, words.BudgetWord.Word())
}

// speaksOfTerritory reports titles of the accounts of a government itself.
func speaksOfTerritory(title string) bool {
	return !words.AccountsOf.Labels().Say(title, "body") && words.AccountsOf.Labels().Say(title, "territory")
}

// zoneOf is the zone whose accounts its committee reports to a congress as a government does, 望舒新区管委会关于2021年决算的报告,
// "" for any other body and for the accounts of the committee as an office.
func zoneOf(title, entity string) string {
	zone, governed := words.Committee.Labels().Cut(entity, strings.CutSuffix)
	if !governed || !words.ReportEnding.Labels().Say(title) || words.AccountsOf.Labels().Say(title, "body") || place.FindString(zone) != zone {
		return ""
	}
	if genre := words.TitleGenre.Labels().First(title); genre == nil || schema.ReportKind(genre.Means) != schema.FinalAccounts && schema.ReportKind(genre.Means) != schema.BudgetReport {
		return ""
	}
	return zone
}

// levelOf tells the kind of body from its name.
func levelOf(entity string) schema.EntityLevel {
	if entity == "" {
		return ""
	}
	level := schema.Department
	if l := words.BodyLevel.Labels().First(entity); l != nil {
		level = schema.EntityLevel(l.Means)
	}
	switch {
	case level == schema.StreetOffice || level == schema.Township:
		return level
	case schema.IsDivision(entity) || place.FindString(entity) == entity: // 景德镇市 and 新乡市 too
		return schema.Government
	}
	return level
}

// scopeOf reads the scope a title states: （汇总）, 本级, 单位决算.
func scopeOf(title string) schema.EntityScope {
	if l := words.ScopeOfTitle.Labels().First(title); l != nil {
		return schema.EntityScope(l.Means)
	}
	return ""
}

// divisionOf is the place a body lies in, by its own name or else by the title.
func divisionOf(entity, title string) schema.Division {
	if d, ok := schema.ResolveDivision(entity); ok {
		return d
	}
	d, _ := schema.ResolveDivision(title)
	return d
}

// divisionNamed is the place that the opening of a text names more than once, where all the places it
// names lie one within the other: the office of a town says in which county it is. Else it is zero.
func divisionNamed(lines []string) (deepest schema.Division) {
	named := 0
	for _, s := range lines[:min(len(lines), opensWithin)] {
		for {
			d, _, end, ok := schema.FirstDivision(s)
			if !ok {
				break
			}
			s = s[end:]
			switch {
			case d == deepest:
				named++
			case named == 0 || within(d, deepest):
				deepest, named = d, 1
			case !within(deepest, d):
				return schema.Division{}
			}
		}
	}
	if named < 2 {
		return schema.Division{}
	}
	return deepest
}

// opensWithin is how many paragraphs of a text are looked at for where its author is.
const opensWithin = 40

// within reports a place that another has in it.
func within(inner, outer schema.Division) bool {
	return outer.District == "" && inner.Province == outer.Province && (outer.City == "" || inner.City == outer.City)
}

// publishedOf reads the publication date the page states.
func publishedOf(doc *extract.Document) schema.Period {
	if doc.Meta.Published == "" {
		return schema.Period{}
	}
	for _, m := range nlp.Scan(doc.Meta.Published, nlp.ScanOptions{}) {
		if m.Kind == nlp.Date && m.Date.FromDay > 0 {
			if p := SpanPeriod(&m, 0); p.Known() {
				return schema.Instant(p.Start)
			}
		}
	}
	return schema.Period{}
}
