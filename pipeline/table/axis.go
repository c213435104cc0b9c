package table

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/frame"
	"gongkai/schema"
	"gongkai/schema/words"
)

// axis is what the heading of a row or column says about the figures along it.
type axis struct {
	concept schema.ConceptID
	dims    schema.Dimensions
	measure schema.Measure
	total   bool
	form    schema.Form // "" for a level
	sign    int
	shift   int // years from the document's
	year    int // explicit year
	months  months
	first   bool // 预算数 beside 调整预算数
	related bool
	done    bool         // what was done: levels, or where the cells are ratios completions
	against against      // of a related heading
	unit    string       // money as written, or %
	counted *nlp.Mention // one of the unit that figures are counted in: 1万人
	piece   *nlp.Mention // of a row, the unit of its column of quantities
	bare    string       // why figures without a stated unit are no money: index, rank, multiple
	label   string
	unread  string // words nothing accounts for
	group   bool   // the sum of some rows nothing names
	region  bool   // it stands in a column headed 地区, or right of one
	kind    debtKind
	// nameless is a column without a heading beside others without one.
	nameless  bool
	levels    string       // the heading of the levels that those of the column are changes of
	aspect    partOf       // of the members of the economy, that the rows above tell
	insured   insuredAbove // in a table of the social insurance funds
	ranked    string       // the word that a level of government was named with: 本级, 级
	grand     bool         // the grand total: 总计
	whole     string       // of a column of a part, the name of the column of the whole whose unit it has
	ofYear    bool         // the appropriation of the year, without what is left of others
	ofShifted bool         // its months are of the year that other words of it name: 1-8月 over 上年同期
	remark    string       // of a column, what is in its figures or is not
	own       bool         // money that is no appropriation, of several revenues: 单位资金
	// government is a row among the economic classes of governments.
	government bool
}

// against is what the figures of a heading are held against.
type against struct {
	concept schema.ConceptID
	measure schema.Measure
	year    int // explicit year
	shift   int // years from that of the figures
}

// opaque reports a heading that names something the lexicon does not know.
func (a *axis) opaque() bool { return a.unread != "" }

// unnamed takes back what the known words of a heading would name if the words
// beside them did not make another name of them. A fund stays: it colours
// whatever is named.
func (a *axis) unnamed() {
	a.concept, a.total = "", false
	a.dims = schema.Dimensions{FundSource: a.dims.FundSource, EntityScope: a.dims.EntityScope, Subordinate: a.dims.Subordinate}
}

// headings reads the headings of one table.
type headings struct {
	lex     *clause.Lexicon
	ctx     *clause.Context
	section schema.SectionID
	classes bool         // names are read as functional classes
	economy bool         // the table is of the economy, in a bulletin
	insured bool         // the table is of the social insurance funds
	title   insuredAbove // of which its title names one, or one side
	debts   bool         // the table is of a government's debt
	// territorial says that headings may name levels of government; whole is the place that
	// all rows of a table of places are of, as its first row and the one below it show.
	territorial bool
	whole       string
	transfers   bool // the table is of transfers, whose classes it may name without 支出
	projects    bool // its rows are projects, or what is bought
	ofProjects  bool // they are projects
	procurement bool // what is bought
}

// column reads the heading of a column: a relation or a plain noun phrase.
func (h *headings) column(s string) axis {
	if plain := indexBase().ReplaceAllString(s, ""); plain != s {
		a := h.column(plain)
		a.label = s
		return a // 指数（以上年为100） is of this year
	}
	if plain := withoutAsides(s); plain != s {
		a := h.column(plain)
		a.label = s
		return a
	}
	r, ok := relationIn(s)
	if !ok {
		return h.plainColumn(s)
	}
	noun, shift := lastYear(r.base)
	first := secondBase().FindStringSubmatchIndex(r.left)
	if first != nil && (r.base == "" || strings.HasPrefix(r.base, r.left[first[2]:first[3]])) {
		first = nil
	}
	if first != nil {
		r.left = r.left[:first[0]]
	}
	a, base := h.axis(r.left), h.axis(noun)
	a.label, a.form, a.sign, a.related = s, r.form, r.sign, true
	a.against = against{base.concept, base.measure, base.year, cmp.Or(shift, base.shift)}
	if r.adjusts {
		a.measure, a.against = schema.BudgetAdjusted, against{measure: schema.BudgetInitial}
	}
	if a.form == schema.Completion && a.measure.IsBudget() {
		a.measure = "" // 预算执行率 is of what was done
	}
	if first != nil {
		a.unread, a.against = s, against{} // two headings ran into one: which base is this column's?
	}
	if r.form != schema.Delta {
		a.unit = "%"
	} else if a.unit == "" {
		a.unit = moneyIn(s)
	}
	return a
}

// indexBase is the remark on the base of an index.
var indexBase = compiled(`[（(]?{index_base}[）)]?`)

// withoutAsides is a heading without its remarks in brackets, 比上年（同比）增长, and
// without the brackets around a part of its phase, （调整）预算数.
func withoutAsides(s string) string {
	if !strings.ContainsAny(s, "（(") || !labelled(s, words.HeadingAside) {
		return s // as most
	}
	return remarkAside().ReplaceAllString(phaseAside().ReplaceAllString(s, "$1"), "$1")
}

var (
	phaseAside  = compiled(`[（(]({heading_aside phase})[）)]`)
	remarkAside = compiled(`([^ ])[（(]{heading_aside remark}[）)]`) // （同比）+-% says nothing else
)

// axis reads a heading: the concept, phase, fund, year, form and unit it names.
func (h *headings) axis(s string) axis {
	if h.insured {
		return h.insuredAxis(s)
	}
	a := h.general(s)
	if h.economy && strings.HasPrefix(words.BalanceNoun.Word(), a.unread) {
		a.unread = "" // 年末余额 beside 各项存款余额
	}
	if !a.opaque() {
		return a // as most
	}
	if plain := withoutIncluded(s); plain != s {
		if b := h.general(plain); !b.opaque() {
			b.label = s
			return b
		}
	}
	return a
}

// plainColumn reads a heading that relates nothing: as it stands, or else without the words of it that say no more
// than what the table is about or than the heads below it.
func (h *headings) plainColumn(s string) axis {
	a, kind := h.kindBought(s)
	if kind {
		return a
	}
	if a = h.axis(s); !a.opaque() {
		return a // as most
	}
	if b, kind := h.kindOfStaff(s); kind {
		return b
	}
	for _, plain := range [...]string{h.withoutBuying(s), withoutGroup(s)} {
		if plain == "" || plain == s {
			continue
		}
		if b := h.axis(plain); !b.opaque() {
			b.label = s
			return b
		}
	}
	return a
}

// withoutGroup is a heading without a head that only says of which kind the columns below it are: 财政支出 over
// 一般公共预算支出 and 民生支出.
func withoutGroup(s string) string {
	first, below, found := strings.Cut(s, " ")
	if !found || !labelled(first, words.GroupHead) {
		return s
	}
	return strings.TrimSpace(below)
}

// withoutBuying is a heading of a table of procurement without the word for that: 采购计划金额, 采购预算合计.
func (h *headings) withoutBuying(s string) string {
	if !h.procurement || !words.Buying.Labels().Say(s) {
		return s
	}
	return buying().ReplaceAllString(s, "")
}

var buying = compiled(`{buying}`)

// kindBought is the axis of a column of a table of procurement whose last head is a kind of what is bought, 货物 below
// 采购计划金额, and false for another.
func (h *headings) kindBought(s string) (axis, bool) {
	last := lastHead(s)
	kind := schema.ConceptID(words.Procured.Labels().Meaning(plainName(last)))
	over := strings.TrimSpace(strings.TrimSuffix(s, last))
	if !h.procurement || kind == "" {
		return axis{}, false
	}
	a := h.plainColumn(over)
	if a.opaque() || a.concept != "" && a.concept != schema.ProcurementTotal {
		return axis{}, false
	}
	a.concept, a.label, a.total = kind, s, false
	return a, true
}

// withoutIncluded is a heading without the remark on what is within what it names, inside
// the name or behind a level of government: 政府债券（含再融资债券）发行额, 市级（含园区）. Behind
// anything else it may part two columns, 预算数（含转移支付） from 预算数（不含转移支付）.
func withoutIncluded(s string) string {
	if !words.Included.Labels().Say(s) {
		return s // as most
	}
	plain := includedAside().ReplaceAllString(s, "$1")
	if level := includedBehind().ReplaceAllString(plain, ""); isLevel().MatchString(lastHead(level)) {
		return level
	}
	return plain
}

var (
	includedAside  = compiled(`[（(]{included}[^（）()]*[）)](\p{Han})`)
	includedBehind = compiled(`[（(]{included}[^（）()]*[）)]$`)
)

// general reads a heading as those of the accounts.
func (h *headings) general(s string) axis {
	a := axis{label: s}
	if k := yearAhead(s); k > 0 {
		a.year = nlp.Digits(s[:k])
	}
	rest := a.monthly(a.paid(h.scoped(&a, s)))
	if clause.EndsInGeneralBudget(rest) {
		rest = takenFrom().ReplaceAllString(rest, "")
	}
	p, ms := h.lexed(withoutUnit(rest))
	if a.ranked != "" && p.UnreadHeading() != "" {
		if q, found := h.lexed(withoutUnit(s)); q.UnreadHeading() == "" {
			p, ms, a.ranked, a.dims.EntityScope = q, found, "", "" // 县级 is a part of the name
		}
	}
	if a.unread = p.UnreadHeading(); a.unread != "" {
		for _, other := range a.withoutFund(p.Text) {
			p, ms = h.lexed(other)
			if a.unread = p.UnreadHeading(); a.unread == "" {
				break
			}
		}
	}
	a.unread = cmp.Or(a.unread, p.ClassBeside())
	h.lexemes(&a, &p, ms)
	a.measure = cmp.Or(a.measure, schema.Measure(words.PhaseHead.Labels().Meaning(lastHead(s))))
	if a.own && strings.HasPrefix(string(a.concept), "revenue.") && !isYearTotal(a.concept) {
		a.dims.FundSource = "" // 单位资金 事业收入 names the revenue
	}
	if part := vehiclePart(a.concept, p.Text); part != a.concept {
		a.concept = part
		a.unread = strings.TrimSuffix(a.unread, clause.UnreadIn(lastHead(p.Text)))
	}
	if a.ofShifted && a.shift != 0 && a.year == h.ctx.Frame.Year {
		a.year += a.shift
	}
	said := a.concept
	if a.opaque() && !(a.dims.FuncCode != "" && p.PrintsClass() && nlp.HanCount(a.unread) == 1) {
		a.unnamed() // one letter after 一般公共服务（类） is a slip of the pen
		if a.form == schema.Delta || a.form == schema.PctChange {
			a.form, a.sign = "", 0 // 安全提升工程
		}
	}
	if a.opaque() && nlp.HanCount(a.ranked) == 1 {
		a.dims.EntityScope = "" // 县级基本财力保障机制奖补资金
	}
	a.setUnit(rest)
	if up := strings.TrimSuffix(s, lastHead(s)); a.concept == schema.AssetVehicles && up != "" && a.counted == nil && a.bare == "" && h.general(strings.TrimSpace(up)).concept == schema.AssetFixed {
		a.concept = schema.AssetFixedByKind // 固定资产 车辆: what they are worth
	}
	h.debt(&a, said)
	h.transfer(&a)
	return a
}

// paid reads the money that a heading begins with, 单位资金 over 小计 and 事业收入, and returns
// what else it says.
func (a *axis) paid(s string) string {
	if !labelled(s, words.MoneyHead) {
		return s // as most
	}
	m := moneyHead().FindStringSubmatchIndex(s)
	if m == nil {
		return s
	}
	a.dims.FundSource = schema.FundSource(words.MoneyHead.Labels().Meaning(s[m[2]:m[3]]))
	a.own, a.ofYear = a.dims.FundSource == schema.OtherFunds, a.dims.FundSource == schema.FiscalFunds
	return strings.TrimSpace(s[:m[2]] + s[m[3]:])
}

var moneyHead = compiled(`(?:^|[ 　])({money_head})(?:$| )`)

// takenFrom is what the name of a transfer between budgets begins with: 从政府性基金预算调入一般公共预算.
var takenFrom = compiled(`^{row from}`)

// lexed reads the words and numbers of a heading.
func (h *headings) lexed(s string) (clause.Paragraph, []nlp.Mention) {
	p := clause.Paragraph{Text: s, View: nlp.ViewOf(s)}
	ms := nlp.Scan(s, nlp.ScanOptions{})
	p.Lexemes = h.lex.Lex(&p.View, ms, nil)
	return p, ms
}

// setUnit reads the unit that a heading states for its figures.
func (a *axis) setUnit(s string) {
	a.unit = moneyIn(s)
	if (strings.ContainsAny(s, "%％") || words.RateEnd.Labels().Say(s)) && percent().MatchString(s) {
		a.unit = "%"
		if a.against.shift != 0 && a.form == "" {
			a.form = schema.PctChange // 比上年±%
		}
	}
	if a.unit == "" {
		a.counted = unitInHeads(s)
	}
	if a.unit == "" && a.counted == nil {
		if l := words.BareHead.Labels().Of(lastHead(s)); l != nil {
			a.bare = l.Means
			if lastHead(s) == l.Text && !a.unitless() {
				a.unread = "" // 指数 alone, beside the names of what it is of
			}
		}
	}
}

// lexemes takes the words and numbers of a heading into its axis.
func (h *headings) lexemes(a *axis, p *clause.Paragraph, ms []nlp.Mention) {
	for i := 0; i < len(p.Lexemes); {
		x := &p.Lexemes[i]
		next := i + 1
		switch {
		case x.Kind == clause.Number:
			if y := nlp.Digits(p.Text[x.Start:x.End]); y > firstYear && y < lastOfYears {
				a.year = y
			}
		case x.Kind == clause.Date:
			if span := frame.SpanPeriod(&ms[x.Mention], h.ctx.Frame.Year); span.Known() {
				a.year, a.months = span.End.Year(), monthsOf(span, p.Text[x.Start:x.End], p.Text[x.End:])
				if a.months != (months{}) && !strings.Contains(p.Text[x.Start:x.End], words.YearMark) {
					a.ofShifted = true // 1-8月 over 上年同期
				}
			}
		case x.Kind == clause.Word:
			next = h.word(a, p, i)
		}
		i = max(next, i+1)
	}
}

// word takes one word or noun phrase of a heading into the axis and returns the
// index of the lexeme after it.
func (h *headings) word(a *axis, p *clause.Paragraph, i int) int {
	e := p.Lexemes[i].Entry
	switch e.Role {
	case clause.ConceptWord, clause.FundWord, clause.HeadWord, clause.TotalWord, clause.QualifierWord:
		return h.nounPhrase(a, p, i)
	case clause.PhaseWord:
		a.measure = e.Measure
	case clause.YearWord:
		if frame.Comparing(p.Text[:p.Lexemes[i].Start]) {
			a.related, a.against.shift = true, e.Year // 比上年增长
		} else {
			a.shift, a.measure = e.Year, cmp.Or(e.Measure, a.measure) // 上年决算数
		}
	case clause.ShareWord:
		a.form = schema.Share
	case clause.CompletionWord:
		if endsDone(p, i) && a.measure == "" {
			a.measure, a.done = schema.Executed, true // 全市收入完成
		} else {
			a.form = schema.Completion
		}
	case clause.ChangeWord:
		switch said := p.Text[p.Lexemes[i].Start:p.Lexemes[i].End]; {
		case words.SavedHead.Labels().Say(said):
			a.unread = said
		case !clause.IsAttribute(p.Text, p.Lexemes, i): // 新增一般债券
			a.form, a.sign = schema.Delta, e.Sign
		}
	case clause.RateWord:
		a.form, a.sign = schema.PctChange, e.Sign
	}
	return i + 1
}

// endsDone reports 完成 in a heading that speaks of no rate: 全市收入完成, 1-6月完成投资.
func endsDone(p *clause.Paragraph, i int) bool {
	return !percent().MatchString(p.Text) && !words.CompletionHead.Labels().Say(p.Text)
}

// nounPhrase takes the noun phrase that begins at lexeme i.
func (h *headings) nounPhrase(a *axis, p *clause.Paragraph, i int) int {
	phrase := clause.Phrase{}
	j := i
	for ; j < len(p.Lexemes) && p.Lexemes[j].Kind == clause.Word && phrase.Takes(p.Lexemes[j].Entry); j++ {
		if j > i && !clause.Connective(p.Text[p.Lexemes[j-1].End:p.Lexemes[j].Start]) {
			break
		}
		phrase.Add(p.Lexemes[j].Entry)
	}
	h.named(a, &phrase)
	return j
}

// named merges a noun phrase: the most specific concept of a heading wins, a bare
// fund only colours it.
func (h *headings) named(a *axis, p *clause.Phrase) {
	switch {
	case p.Measure != "":
		a.measure = p.Measure
	case p.Named != nil && p.Named.Measure != "":
		a.measure = p.Named.Measure
	}
	if p.Named == nil && p.Side == schema.NoSide {
		if p.Fund != "" && a.dims.FundSource != schema.CarriedFunds {
			a.dims.FundSource, a.dims.Indicator = p.Fund, cmp.Or(p.Member, a.dims.Indicator)
		} else if p.Fund == "" {
			a.total, a.grand = a.total || p.Total, a.grand || p.Grand()
		}
		return
	}
	if h.insured && p.Named == nil && (p.Side == schema.RevenueSide || p.Side == schema.ExpenditureSide) {
		s := p.Insured(p.Side)
		a.concept, a.dims.Indicator = s.Concept, cmp.Or(s.Dims.Indicator, a.dims.Indicator)
		return
	}
	if bare := p.Named == nil && !p.Total && !p.Year && p.Fund == ""; bare && (a.concept != "" || h.section != schema.SectionChart) {
		return // 卫生健康:支出, and 支出 alone over rows says only which side they are
	}
	s := h.subject(p)
	if s.Concept == "" {
		return
	}
	a.concept = s.Concept
	fund := p.Fund
	if ofItsFund(s.Concept) {
		fund = s.Dims.FundSource
	}
	a.dims.FundSource = cmp.Or(fund, a.dims.FundSource)
	a.dims.FuncCode, a.dims.EconCode, a.dims.Indicator = s.Dims.FuncCode, s.Dims.EconCode, s.Dims.Indicator
	a.total = a.total || p.Total && p.Named == nil
}

// subject is what a noun phrase of a heading names.
func (h *headings) subject(p *clause.Phrase) clause.Subject {
	if h.classes && p.Named != nil && p.Named.Function {
		return p.ResolveAt(schema.SectionDefault{Fund: schema.GeneralPublicBudget, Function: true, Classes: true}, h.ctx)
	}
	return p.Resolve(h.section, h.ctx)
}

// ofItsFund reports the revenue and expenditure of one budget.
func ofItsFund(c schema.ConceptID) bool {
	for _, fund := range [...]schema.FundSource{schema.GeneralPublicBudget, schema.GovernmentFund, schema.StateCapital} {
		if strings.HasSuffix(string(c), "."+string(fund)) {
			return true
		}
	}
	return false
}

// vehiclePart narrows a column under 公务用车购置及运行费 to the part its last
// header cell names: 购置费 or 运行费.
func vehiclePart(c schema.ConceptID, heading string) schema.ConceptID {
	last := lastHead(heading)
	if c != schema.ThreePublicVehicle || last == heading {
		return c
	}
	purchase, operation := labelled(last, words.Vehicle, "purchase"), labelled(last, words.Vehicle, "operation")
	switch {
	case purchase && !operation:
		return schema.ThreePublicVehiclePurchase
	case operation && !purchase:
		return schema.ThreePublicVehicleOperation
	}
	return c
}

// lastHead is what the lowest header cell of a column says.
func lastHead(heading string) string { return heading[strings.LastIndexByte(heading, ' ')+1:] }

// scoped reads the level of government that a heading begins with, before or after its
// year, and returns what else it says. Only a report on a territory has such levels.
func (h *headings) scoped(a *axis, s string) string {
	if !h.territorial {
		if all := territory().FindString(s); h.economy && nlp.HanCount(s[len(all):]) > 1 {
			return s[len(all):] // 全县常住人口
		}
		return s
	}
	s = placeLead().ReplaceAllString(s, "")
	switch levelOf(s) {
	case "whole":
		a.dims.EntityScope = schema.Summary
		return ""
	case "below":
		a.dims.EntityScope = schema.Subordinate
		return ""
	}
	year := yearBefore.FindString(s)
	rest := s[len(year):]
	if m := territory().FindString(rest); m != "" {
		a.dims.EntityScope = schema.Summary
		return year + rest[len(m):]
	}
	if m := government().FindStringSubmatch(rest); m != nil {
		if a.dims.EntityScope = h.ofLevel(m[1]); a.dims.EntityScope != "" {
			a.ranked = m[2]
			return year + rest[len(m[0]):]
		}
	}
	if last := lastHead(s); last != s {
		m := isLevel().FindStringSubmatch(last)
		switch {
		case territory().FindString(last) == last:
			a.dims.EntityScope = schema.Summary
		case m != nil:
			a.dims.EntityScope = h.ofLevel(m[1])
		case levelOf(last) == "below":
			a.dims.EntityScope = schema.Subordinate
		}
		if a.dims.EntityScope != "" {
			return strings.TrimSpace(strings.TrimSuffix(s, last))
		}
	}
	return s
}

// levelOf is what a heading that is the word for a level of government means: 区县, 各区县,
// 所属区县合计. It is "whole", "below", another meaning or "".
func levelOf(s string) string {
	if m := words.LevelHead.Labels().Meaning(s); m == "whole" || m == "below" {
		return m
	}
	return words.LevelHead.Labels().Meaning(allOfThem().ReplaceAllString(s, ""))
}

// allOfThem is what stands around the word for the governments below where all of them are meant.
var allOfThem = compiled(`^{level each}+|{level sum}$`)

// ofLevel is whose the figures of a level of government are in a report: 市 in the report
// of a city its own, 县 those of its counties, and 省 of nobody in it, for 省级补助 is from
// the province.
func (h *headings) ofLevel(level string) schema.EntityScope {
	levels := words.Load().Levels
	reports := ownLevel().FindString(h.ctx.Frame.Entity)
	index := func(name string) int {
		return slices.IndexFunc(levels, func(l words.Level) bool { return l.Own == name })
	}
	own, at := max(index(reports), 0), index(level) // a region is of the highest
	switch {
	case reports == "" || at < 0 || strings.HasSuffix(reports, level):
		return schema.Self
	case at < own:
		return "" // 省级, though 省直管县 are below a city
	case slices.ContainsFunc(levels[own].Below, func(below string) bool { return strings.HasPrefix(below, level) }):
		return schema.Subordinate
	}
	return schema.Self
}

// ownLevel is what the name of a government ends in.
var ownLevel = compiled(`{level government}$`)

// yearBefore is the year that a heading begins with, 2026年末全市地方政府债务余额.
var yearBefore = regexp.MustCompile(`^20[0-9]{2}年(?:年?[末初底]|度)?`)

// withoutFund reads whose debt a heading speaks of: general debt is paid from the
// general public budget, special debt from the government funds. It returns the
// heading without these words, 债务余额 for 一般债务余额, and without the debt too, which
// another of its cells may name, 政府债务限额 for 政府债务限额 专项债务; none where it
// speaks of neither or of both.
func (a *axis) withoutFund(s string) []string {
	if !written(s, strings.Contains, words.DebtHead, "general_public_budget", "government_fund") {
		return nil // as most
	}
	found := debtOfFund().FindAllStringSubmatchIndex(s, 2)
	if len(found) != 1 {
		return nil
	}
	m := found[0]
	a.dims.FundSource = schema.FundSource(words.DebtHead.Labels().Meaning(s[m[2]:m[3]]))
	return []string{s[:m[0]] + s[m[3]:], s[:m[0]] + s[m[1]:]}
}
