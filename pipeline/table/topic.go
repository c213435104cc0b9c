package table

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/frame"
	"gongkai/pipeline/section"
	"gongkai/schema"
	"gongkai/schema/words"
)

// topic is what a table is about by its title and the lines above it.
type topic struct {
	section  schema.SectionID
	defaults schema.SectionDefault // what the section takes for granted
	only     schema.ConceptID      // the one concept a special table is about, "" for most
	aspects  []partOf              // of members of the economy, that the title names
	economy  bool                  // of a bulletin, with a title that speaks of no accounts
	insured  bool                  // of the social insurance funds, whose concepts are none of these
	titled   insuredAbove          // which of them and which side of their accounts the title names
	// territorial tables are of a government, whose levels and places they tell apart.
	territorial bool
	transfers   bool               // the table is of transfers
	handed      handed             // what its title says they are in all, in a table of transfers to places
	bothSides   bool               // its title says that it is of revenue and expenditure of a government
	debts       bool               // of a government's debt
	debt        schema.ConceptID   // what alone the title says of the debt, "" for none
	scope       schema.EntityScope // that the title of a table below another in its grid names, "" for none
	bonds       bool               // a list of the projects that bonds pay for
	debtFund    schema.FundSource  // whose debt alone the title speaks of
	unit        string             // money unit as written, "" when unknown
	unstated    bool               // the line of the unit is there and says none
	counted     *nlp.Mention       // one of the unit that the line of the unit states, where it is none of money: 单位：人、%
	index       bool               // the lines above it say of which base its figures are an index: 上年=100
	rates       bool               // the line of the unit states % alone
	changes     bool               // the title speaks of changes: 居民消费价格比上年涨跌幅度
	sided       schema.ConceptID   // the side of one budget that the title names, and nothing else
	told        string             // what its title tells of the bodies that its rows are, "" for several things
	noun        string             // what its title names, "" for nothing or several things
	year        int                // that the title names, 0 for none or several
	closes      bool               // its title says that its figures are of the end of the year: 截至2023年12月31日
	months      schema.Period      // of that year that the title names, unknown for all
	measure     schema.Measure     // that the title names, "" for none
	carried     bool               // 合计 holds what is left of the year before, or for the next
	halves      bool               // it has columns of both halves of the expenditure
	flows       bool               // what came in and what is left stand in its columns
	indicators  bool               // its title speaks of what was aimed at and reached
	planned     bool               // the figures are of a budget where the section is one of budgets
}

// isStandard reports one of the tables of the templates, by its title.
func (t *topic) isStandard() bool {
	return strings.HasPrefix(string(t.section), "table.") || strings.HasPrefix(string(t.section), "budget.T")
}

// isExtra reports a table with a title that is none of the nine of the templates.
func (t *topic) isExtra() bool {
	return t.section == schema.SectionTableExtra || t.section == schema.SectionBudgetTableExtra
}

// How many lines above a table may state its unit, how many its title, and how long
// they are at most.
const (
	linesAbove = 8
	nearLines  = 3
	lineLength = 80
)

// topicOf settles the title, section and unit of a table from its own first rows, its
// caption and the lines above it. A sheet's tab abridges the title inside.
func (r *Reader) topicOf(i int, g *grid, in schema.SectionID) topic {
	lines := linesAbove
	if g.header == 0 {
		lines = linesOfHead
	}
	above, own := []string(nil), joinedTitle(g.topLines())
	if g.first == 0 {
		above, own = r.above(i, lines), append(own, nlp.Squeeze(r.Doc.Blocks[i].Text.S))
	}
	t := topic{section: in}
	title, whole := "", titleAbove(above)
	for _, s := range slices.Concat(own, []string{whole}, above) {
		if id, ok := section.TableIn(s, r.Ctx.Frame.Kind); ok {
			t.section, title = id, s
			break
		}
	}
	t.unit, t.unstated = g.unit(own, above)
	if t.counted = countedIn(own, above); t.counted == nil {
		r.Ctx.TableUnit = cmp.Or(r.Ctx.TableUnit, t.unit)
	} else {
		t.unit = ""
	}
	t.rates = t.counted == nil && inRates(own, above)
	t.index = t.unit == "" && t.counted == nil && slices.ContainsFunc(slices.Concat(own, above[:min(len(above), nearLines)]), func(s string) bool { return indexBase().MatchString(s) })
	t.defaults = schema.TableDefaultOf(t.section)
	if line := insuranceTitle(own, above); line != "" {
		t.insured, t.titled = true, insuredTitle(line)
	}
	t.special(title)
	named := cmp.Or(title, firstTitle(own), whole)
	if !t.isStandard() && words.TitleWhole.Labels().Meaning(named) == string(schema.ExpenditureProject) {
		t.defaults.Concept = cmp.Or(t.defaults.Concept, schema.ExpenditureProject) // 项目支出绩效自评结果汇总表, among sentences
	}
	near := above[:min(len(above), 2)]
	r.titled(&t, named, r.Doc.Blocks[i].Text.S, near)
	if named == "" {
		line := g.loneLine(near)
		if !strings.ContainsAny(line, ")）") {
			t.noun = nounOf(line)
		}
		if t.dated(line); t.year == r.Ctx.Frame.Year && !t.months.Known() {
			t.year = 0 // the document says so
		}
	}
	if g.first > 0 && r.Ctx.Frame.Territorial {
		t.scope = scopeIn(named)
	}
	r.Out.Headed(title)
	return t
}

// titled takes what the title of a table says it is of; own is what stands in its block, and
// near the lines above it.
func (r *Reader) titled(t *topic, named, own string, near []string) {
	t.side(named)
	t.indicators = r.Ctx.Frame.Kind == schema.Performance || labelled(named, words.PerformanceMark)
	t.changes = slices.ContainsFunc(append([]string{named}, near...), func(s string) bool {
		return labelled(s, words.ChangeNoun) || labelled(s, words.ChangeHead)
	})
	t.planned = r.Ctx.Frame.Kind == schema.BudgetReport || t.isStandard() && !t.isExtra() || section.SaysBudget(named) && !r.carriedOut(named)
	t.noun, t.told, t.measure = nounOf(named), toldIn(named), r.phaseOf(named)
	t.dated(named)
	t.ofEconomy(r.Ctx.Frame.Kind, named, append([]string{named, own}, near...))
	t.transfers, t.handed = labelled(named, words.TitleTransfers), handedIn(named)
	t.bothSides = labelled(named, words.InsuredSide, "both") && r.Ctx.Frame.Territorial
	t.territorial = r.Ctx.Frame.Territorial || ofGovernmentDebt().MatchString(named)
	t.debts = ofDebt().MatchString(named) && t.territorial
	if t.debts {
		t.debt, t.debtFund = cmp.Or(debtIn(named), bondsOf(named)), fundOfDebt(named)
		if t.isExtra() && t.debtFund != "" && t.defaults.Fund == schema.AllFunds {
			t.defaults.Fund = t.debtFund
		}
	}
}

// ofEconomy reads the lines above a table for what they say of members of the economy. A table is of the economy
// in a bulletin, by its title, and where such a line stands above it in a document of no other kind.
func (t *topic) ofEconomy(kind schema.ReportKind, title string, lines []string) {
	if labelled(title, words.TitleAccounts) {
		return
	}
	t.economy = kind == schema.Bulletin || slices.ContainsFunc(lines, func(s string) bool {
		genre := words.TitleGenre.Labels().First(s)
		return genre != nil && genre.Means == string(schema.Bulletin) && !nlp.HasStop(s)
	})
	if !t.economy && kind != schema.OtherReport {
		return
	}
	for _, s := range lines {
		if t.aspects = aspectsIn(s); t.aspects != nil {
			t.economy = true
			return
		}
	}
}

// dated takes the year and the months that a title names.
func (t *topic) dated(title string) {
	t.closes = closesYear(title)
	if t.year = yearIn(title); t.year > 0 {
		t.months = monthsIn(title)
	}
}

// loneLine is a line alone above the header of a table, or near above it, that names a year and does
// not end as titles do: 2024年1-9月各县主要经济指标.
func (g *grid) loneLine(near []string) string {
	for r := range min(g.header, linesInside) {
		filled, line := 0, ""
		for c := range g.at[r] {
			if s := g.text(r, c); s != "" && g.begins(r, c) {
				filled, line = filled+1, s
			}
		}
		if filled == 1 {
			near = append(near[:len(near):len(near)], line)
		}
	}
	for _, s := range near {
		if yearIn(s) > 0 && nlp.HanCount(s) > shortestTitle && !nlp.HasStop(s) {
			return s
		}
	}
	return ""
}

// phaseOf is the phase that the title of a table names, "" for none. Nothing is executed
// yet of the year that is being budgeted, whatever the title says, but where that of the document says so too.
func (r *Reader) phaseOf(title string) schema.Measure {
	f := &r.Ctx.Frame
	m := f.Under(frame.Heading{}, title).Measure
	looksBack := f.Told == 0 && f.Under(frame.Heading{}, f.Title).Measure == schema.Executed // 清溪县2024年预算执行情况表
	if m == schema.Executed && f.Kind == schema.BudgetReport && yearIn(title) == f.Year && !looksBack || m.IsBudget() && r.carriedOut(title) {
		return ""
	}
	return m
}

// carriedOut reports the title of a table of final accounts on how a budget was carried out: 项目支出预算执行情况表.
func (r *Reader) carriedOut(title string) bool {
	return r.Ctx.Frame.Kind == schema.FinalAccounts && labelled(title, words.CarriedOut)
}

// above returns the lines above a table, up to another table, the nearest first.
func (r *Reader) above(i, most int) (lines []string) {
	for j := i - 1; j >= 0 && j >= i-most; j-- {
		b := &r.Doc.Blocks[j]
		if b.Table != nil {
			break
		}
		v := nlp.ViewOf(b.Text.S)
		if s := v.Line(); s != "" && len([]rune(s)) <= lineLength {
			lines = append(lines, s)
		}
	}
	return lines
}

// ofInsurance is the title of a table of the social insurance funds, which are no
// part of the accounts whose concepts these are: 其他收入 in it is another.
var ofInsurance = compiled(`{insurance fund}.{0,12}{insurance account}`)

// titlesInsurance reports a title of them above a table; a note below the table before
// may speak of them too.
func titlesInsurance(line string) bool { return isTitle(line) && ofInsurance().MatchString(line) }

// firstTitle is the first of a table's own lines that ends like a title.
func firstTitle(lines []string) string {
	for _, s := range lines {
		if labelled(s, words.TopLine, "title") {
			return s
		}
	}
	return ""
}

// titleAbove is the title right above a table, whole: 2025年某市地方政府债券分配情况表,
// with the line that it goes on from where it is broken in two. The lines of its number,
// its unit and its filing body stand between. "" where the nearest other line is no title.
func titleAbove(lines []string) string {
	for i, line := range lines {
		s := unnumbered(line)
		switch {
		case s == "" || moneyIn(s) != "" || besideTitle().MatchString(s):
			continue
		case !isTitle(s):
			return ""
		case yearIn(s) == 0 && i+1 < len(lines):
			if first := unnumbered(lines[i+1]); yearIn(first) > 0 && !isTitle(first) && !nlp.HasStop(first) {
				return first + s
			}
		}
		return s
	}
	return ""
}

// halfTitle is how many Han characters the first half of a title has at least.
const halfTitle = 8

// joinedTitle puts a title that stands in two of a table's own lines before them: a cell
// with the year and no end of a title, and one with the end below it.
func joinedTitle(own []string) []string {
	for i := 1; i < min(len(own), nearLines); i++ {
		first := unnumbered(own[i-1])
		if nlp.HanCount(first) >= halfTitle && isTitle(own[i]) && yearIn(own[i]) == 0 && yearIn(first) > 0 && !isTitle(first) && moneyIn(first) == "" && !nlp.HasStop(first) {
			return append([]string{first + own[i]}, own...)
		}
	}
	return own
}

// isTitle reports a line that ends as titles of tables do.
func isTitle(s string) bool { return endsTitle().MatchString(s) && !nlp.HasStop(s) }

// unnumbered drops the number of a table before its title: 表6, 附表二, 3.5 before a year.
func unnumbered(s string) string {
	return partNumber.ReplaceAllString(tableNumber().ReplaceAllString(s, "$1"), "$1")
}

// partNumber is the number of a table within its part, right before the year of its title.
var partNumber = regexp.MustCompile(`^[0-9]{1,2}(?:[.．][0-9]{1,2}){1,2}\s*(20[0-9]{2}年)`)

var (
	tableNumber = compiled(`^{table_number}(?:[0-9]{1,3}?(?:[-－—][0-9]{1,2}?)?(20[0-9]{2}年|\p{Han}|$)|(?:[0-9]{1,3}(?:[-－—][0-9]{1,2})?|[` + words.Numerals + `]+)(?:[:：.、]|$))`)
	besideTitle = compiled(`^{top_line subject}?{top_line body}{top_line name}?[:：]|^{unit_word unit}[:：]|^{top_line number}[0-9]*{top_line title}[` + words.Numerals + `]*$`)
	endsTitle   = compiled(`{title end}(?:[（(][^（）()]*[）)]?)?$`)
)

// yearIn is the year that a title names, 0 where it names none or several.
func yearIn(title string) (year int) {
	ms := nlp.Scan(title, nlp.ScanOptions{})
	for k := range ms {
		if ms[k].Kind != nlp.Date {
			continue
		}
		p := frame.SpanPeriod(&ms[k], 0)
		if !p.Known() || p.Start.Year() != p.End.Year() || year > 0 && p.End.Year() != year {
			return 0
		}
		year = p.End.Year()
	}
	return year
}

// closesYear reports a title that names the last day of a year, and no other date.
func closesYear(title string) bool {
	ms, found := nlp.Scan(title, nlp.ScanOptions{}), 0
	for k := range ms {
		if ms[k].Kind != nlp.Date {
			continue
		}
		found++
		if p := frame.SpanPeriod(&ms[k], 0); !p.Known() || !p.IsInstant() || p.End != schema.DateOf(p.End.Year(), 12, 31) {
			return false
		}
	}
	return found == 1
}

// monthsIn is the months of a year that a title names, unknown where it names none.
func monthsIn(title string) schema.Period {
	ms := nlp.Scan(title, nlp.ScanOptions{})
	for k := range ms {
		if ms[k].Kind != nlp.Date {
			continue
		}
		if m := monthsOf(frame.SpanPeriod(&ms[k], 0), title[ms[k].Start:ms[k].End], title[ms[k].End:]); m.span.Known() && !m.span.IsInstant() {
			return m.span
		}
	}
	return schema.Period{}
}

// sideTitled is the revenue or expenditure of one budget that a title says its table is of,
// so that 合计 in it is the whole of that: 2025年市本级一般公共预算收入执行情况表. "" for a
// title that says more, 一般公共预算支出经济分类表, or less.
func sideTitled(title string) schema.ConceptID {
	m := ofSide().FindStringSubmatch(title)
	if m == nil {
		return ""
	}
	side := schema.RevenueSide
	if words.InsuredSide.Labels().Meaning(m[2]) == "expenditure" {
		side = schema.ExpenditureSide
	}
	return sideOf(side, schema.FundSource(words.TitleFund.Labels().Meaning(m[1])))
}

// side lets the title say of which side 合计 is: in a table outside the templates, and in
// that of the revenue of one budget, 政府性基金收入决算表, which shares a section with that
// of its expenditure.
func (t *topic) side(title string) {
	c := sideTitled(title)
	t.sided = c
	if t.isStandard() && strings.HasPrefix(string(c), "revenue.") || !t.isStandard() && t.defaults.Concept == "" {
		t.defaults.Concept = cmp.Or(c, t.defaults.Concept)
	}
}

var ofSide = compiled(`({title_fund general_public_budget government_fund state_capital fiscal}){title_status}*({insured_side revenue expenditure}){title_status}*{title end}?(?:[（(][^（）()]*[）)])?$`)

// special settles tables outside the templates: what alone they are about and which
// fund their title names.
func (t *topic) special(title string) {
	only := schema.ConceptID(words.TitleConcept.Labels().Meaning(title))
	if only != schema.AgencyOperatingCost || !labelled(title, words.TitleMixed) {
		t.only = only
	}
	if t.isExtra() {
		t.defaults.Fund = cmp.Or(schema.FundSource(words.TitleFund.Labels().Meaning(title)), t.defaults.Fund)
		if whole := schema.ConceptID(words.TitleWhole.Labels().Meaning(title)); whole != schema.ThreePublicTotal || !labelled(title, words.TitleAlso) {
			t.defaults.Concept = cmp.Or(t.defaults.Concept, whole)
		}
	}
}
