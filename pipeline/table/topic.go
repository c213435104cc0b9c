package table

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/frame"
	"gongkai/schema"
	"gongkai/schema/words"
)

// topic is what a table is about by its title and the lines above it.
type topic struct {
	section  schema.SectionID
	defaults clause.SectionDefault // what the section takes for granted
	only     schema.ConceptID      // the one concept a special table is about, "" for most
	insured  bool                  // of the social insurance funds, whose concepts are none of these
	unit     string                // money unit as written, "" when unknown
	unstated bool                  // the line of the unit is there and says none
	year     int                   // that the title names, 0 for none or several
	measure  schema.Measure        // that the title names, "" for none
}

// isStandard reports one of the tables of the templates, by its title.
func (t *topic) isStandard() bool {
	return strings.HasPrefix(string(t.section), "table.") || strings.HasPrefix(string(t.section), "budget.T")
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
func (r *Reader) topicOf(i int, g *grid, section schema.SectionID) topic {
	above := r.above(i)
	own := slices.Concat(g.topLines(), []string{nlp.Squeeze(r.Doc.Blocks[i].Text.S)})
	t := topic{section: section}
	title := ""
	for _, s := range slices.Concat(own, above) {
		if id, ok := schema.TableOf(nlp.StripNumbering(s)); ok {
			t.section, title = id, s
			break
		}
	}
	t.unit, t.unstated = unitAbove(slices.Concat(own, above))
	r.Ctx.TableUnit = cmp.Or(r.Ctx.TableUnit, t.unit)
	t.defaults = clause.TableDefaultOf(t.section)
	t.insured = slices.ContainsFunc(slices.Concat(own, above[:min(len(above), nearLines)]), ofInsurance().MatchString)
	t.special(title)
	named := cmp.Or(title, firstTitle(own))
	t.year, t.measure = yearIn(named), r.phaseOf(named)
	r.Out.Headed(title)
	return t
}

// phaseOf is the phase that the title of a table names, "" for none. Nothing is executed
// yet of the year that is being budgeted, whatever the title says.
func (r *Reader) phaseOf(title string) schema.Measure {
	f := &r.Ctx.Frame
	m := f.Under(frame.Heading{}, title).Measure
	if m == schema.Executed && f.Kind == schema.BudgetReport && yearIn(title) == f.Year {
		return ""
	}
	return m
}

// above returns the lines above a table, up to another table, the nearest first.
func (r *Reader) above(i int) (lines []string) {
	for j := i - 1; j >= 0 && j >= i-linesAbove; j-- {
		b := &r.Doc.Blocks[j]
		if b.Table != nil {
			break
		}
		if s := nlp.Squeeze(nlp.StripResidue(b.Text.S)); s != "" && len([]rune(s)) <= lineLength {
			lines = append(lines, s)
		}
	}
	return lines
}

// ofInsurance is the title of a table of the social insurance funds, which are no
// part of the accounts whose concepts these are: 其他收入 in it is another.
var ofInsurance = compiled(`{insurance fund}.{0,12}{insurance account}`)

// firstTitle is the first of a table's own lines that ends like a title.
func firstTitle(lines []string) string {
	for _, s := range lines {
		if labelled(s, words.TopLine, "title") {
			return s
		}
	}
	return ""
}

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

// special settles tables outside the templates: what alone they are about and which
// fund their title names.
func (t *topic) special(title string) {
	only := schema.ConceptID(labels(words.TitleConcept).Meaning(title))
	if only != schema.AgencyOperatingCost || !labelled(title, words.TitleMixed) {
		t.only = only
	}
	if t.section == schema.SectionTableExtra || t.section == schema.SectionBudgetTableExtra {
		t.defaults.Fund = cmp.Or(schema.FundSource(labels(words.TitleFund).Meaning(title)), t.defaults.Fund)
	}
}
