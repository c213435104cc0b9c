package table

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/section"
	"gongkai/schema"
	"gongkai/schema/words"
)

// How long the title of a flattened table and a line with its unit are at most.
const (
	flatTitle = 40
	flatUnit  = 16
)

// ReadLine reads a line as a row of a flattened table. It reports false when the
// line is prose.
func (r *Reader) ReadLine(i int, text string, ms []nlp.Mention) bool {
	if r.flat.section == "" && !words.TableWord.Labels().Say(text) {
		return false // as nearly every line
	}
	v := nlp.ViewOf(text)
	squeezed := v.Line()
	title, unit := splitUnit(squeezed)
	if len([]rune(title)) <= flatTitle && !strings.ContainsAny(title, "，。") {
		if id, ok := section.Table(title); ok {
			r.flat = flatTable{section: id, stacked: r.stacked(i + 1), unit: unit, code: r.flat.code}
			return false
		}
	}
	if r.flat.section == "" {
		return false
	}
	if bare := figures(ms); len(bare) == 1 && ms[bare[0]].Start == 0 && partNumber.MatchString(squeezed) {
		ms[bare[0]].Kind = nlp.Ordinal // 3.16 2024年某省国有资本经营预算支出决算, a title that goes on in the next line
		return true
	}
	if unit := moneyIn(squeezed); unit != "" && len([]rune(squeezed)) < flatUnit {
		r.flat.unit = unit
		return false
	}
	bare := figures(ms)
	if nlp.HasStop(text) || labelled(squeezed, words.RowName, "note") || r.Doc.Blocks[i].Kind == extract.Heading && len(bare) == 0 {
		if !isTableRow(squeezed) {
			r.flat = flatTable{code: r.flat.code}
		}
		return false
	}
	switch {
	case len(bare) == 0 || r.flat.unit == "":
		r.flat.name += squeezed
		return false
	case r.flat.stacked:
		for _, k := range bare {
			r.Out.Issue(extract.Loc{Block: i, Cell: -1}, ms[k].Start, ms[k].End, schema.IssueTableShape, "the row and column of this figure are lost: the table was saved with a line for each cell")
		}
	default:
		r.flatRow(i, text, ms, bare)
	}
	return true
}

// splitUnit splits the money unit from the end of a table's title: 收入支出决算表
// 单位：万元.
func splitUnit(s string) (title, unit string) {
	if !strings.HasSuffix(s, schema.UnitYuan) && !strings.HasSuffix(s, "）") && !strings.HasSuffix(s, ")") {
		return s, ""
	}
	m := moneyUnit().FindStringIndex(s)
	if m == nil || m[1] != len(s) {
		return s, ""
	}
	return s[:m[0]], moneyIn(s)
}

// flatHeads are the headings of a table of two columns, which stand before its
// first row when the whole table was left on one line.
var flatHeads = compiled(`^{flat_head name}{flat_head figures}`)

// How far a table saved with a line for each cell is looked into, and how many
// figures must stand directly below another there. A table with a line for
// each row has its figures beside one another.
const (
	stackedReach = 120
	stackedPairs = 4
)

// stacked reports whether the table whose lines begin at block i was saved
// with a line for each cell, as LibreOffice writes text: empty and merged cells
// are lost and numbers of rows stand where amounts might.
func (r *Reader) stacked(i int) bool {
	pairs, above := 0, false
	for j := i; j < min(i+stackedReach, len(r.Doc.Blocks)); j++ {
		text := r.Doc.Blocks[j].Text.S
		if r.Doc.Blocks[j].Table != nil || nlp.HasStop(text) {
			break
		}
		bare := strings.Trim(text, "0123456789,.-| ") == "" && strings.ContainsAny(text, "0123456789") // a converter may leave the line between cells
		if bare && above {
			pairs++
		}
		above = bare
	}
	return pairs >= stackedPairs
}

// isTableRow reports a line numbered like the rows of the general table
// (十九、住房保障支出), which a reader may take for a heading.
func isTableRow(s string) bool {
	return nlp.HanCount(s) <= longestRow && labelled(s, words.RowName, "tail") && !labelled(s, words.RowName, "prose")
}

// longestRow is how many Han characters such a line has at most.
const longestRow = 20

// figures returns the indexes of the bare numbers of a line.
func figures(ms []nlp.Mention) (bare []int) {
	for k := range ms {
		if ms[k].Kind == nlp.Number {
			bare = append(bare, k)
		}
	}
	return bare
}

// flatRun is a row of a flattened table, or the part of one between two names.
type flatRun struct {
	row     *axis
	figures []int // indexes of the mentions
}

// flatRow reads one flattened row: in parts where words and figures alternate,
// else by the code or name that leads it.
func (r *Reader) flatRow(i int, text string, ms []nlp.Mention, bare []int) {
	about := topic{section: r.flat.section, defaults: schema.TableDefaultOf(r.flat.section), unit: r.flat.unit}
	h := r.headings(about.section, about.defaults.Function)
	names := rowNames{h: &h, code: r.flat.code, classes: make(map[int]string), named: make(map[int]schema.ConceptID), funds: make(map[int]schema.FundSource)}
	cross := crossing{about: &about, ctx: r.Ctx}
	for _, run := range flatRuns(text, ms, bare, r.flat.name, &names) {
		r.flatFigures(i, ms, run, &cross)
	}
	r.flat.code, r.flat.name = names.code, ""
}

// flatRuns cuts a flattened row at its names. What stood on the lines before is the
// name of figures without one.
func flatRuns(text string, ms []nlp.Mention, bare []int, before string, names *rowNames) (runs []flatRun) {
	digits, from := "", 0
	for _, k := range bare {
		m := &ms[k]
		name := flatHeads().ReplaceAllString(nlp.Squeeze(text[from:m.Start]), "")
		from = m.End
		if nlp.HanCount(name) > 0 {
			runs = append(runs, flatRun{row: names.read(name, digits, 0)})
			digits = ""
		}
		if raw := text[m.Start:m.End]; len(runs) == 0 && (clause.IsFunctionCode(raw) || clause.IsEconomicCode(raw)) {
			digits, m.Kind = raw, nlp.Code
			continue
		}
		if len(runs) == 0 {
			runs = append(runs, flatRun{row: names.read(before, digits, 0)})
			digits = ""
		}
		last := &runs[len(runs)-1]
		last.figures = append(last.figures, k)
	}
	return runs
}

// flatFigures reads the figures of one run. The first is the row's total; the others
// are certain only where their order leaves no choice.
func (r *Reader) flatFigures(i int, ms []nlp.Mention, run flatRun, cross *crossing) {
	values := make([]decimal.Decimal, len(run.figures))
	for n, k := range run.figures {
		values[n] = ms[k].Value
	}
	columns := flatColumns(cross.about.section, values, run.row.dims.FuncCode != "")
	row := *run.row
	row.form, row.related = "", false // a verb of change is part of the name: 新增债券
	for n, k := range run.figures {
		m, loc := &ms[k], extract.Loc{Block: i, Cell: -1}
		if r.Out.Glued(loc, m) {
			continue
		}
		if n >= len(columns) {
			r.Out.Issue(loc, m.Start, m.End, schema.IssueTableShape, "the column of this figure is lost in the flattened row")
			continue
		}
		f, ok := cross.fact(m, &row, &columns[n])
		if !ok {
			r.Out.Issue(loc, m.Start, m.End, schema.IssueUnit, "the flattened table states no unit")
			continue
		}
		f.Rule, f.Label, f.Context = "flat_row", row.label, row.label
		r.Out.Fact(loc, m, f)
	}
}

// flatSlack is the rounding a row sum may show relative to its total.
var flatSlack = decimal.New(2, -4)

// flatColumns are the columns of the first figures of a row, as far as they are
// certain: of the 三公 table all, and of tables of expenditure basic and project where
// there are three figures of a class or where these add up to the first.
func flatColumns(s schema.SectionID, values []decimal.Decimal, class bool) []axis {
	switch {
	case s == schema.SectionTable7:
		return threePublicColumns(values)
	case (s == schema.SectionTable3 || s == schema.SectionTable5) && len(values) == 3 &&
		(class || values[0].Sub(values[1]).Sub(values[2]).Abs().LessThanOrEqual(values[0].Mul(flatSlack))):
		return []axis{{}, {concept: schema.ExpenditureBasic}, {concept: schema.ExpenditureProject}}
	}
	return []axis{{}}
}

// threePublicItems are the six columns of the 三公 table, each a pair of budget and
// final.
var threePublicItems = []schema.ConceptID{schema.ThreePublicTotal, schema.ThreePublicAbroad, schema.ThreePublicVehicle, schema.ThreePublicVehiclePurchase,
	schema.ThreePublicVehicleOperation, schema.ThreePublicReception}

// threePublicColumns reads the twelve columns of the 三公 table, also when blank cells
// leave a row of ten: no 出国.
func threePublicColumns(values []decimal.Decimal) (columns []axis) {
	items := threePublicItems
	switch len(values) {
	case 2 * len(threePublicItems):
	case 2 * (len(threePublicItems) - 1):
		if !values[2].Equal(values[4].Add(values[6])) {
			return nil
		}
		items = slices.Delete(slices.Clone(items), 1, 2)
	default:
		return nil
	}
	for _, item := range items {
		columns = append(columns, axis{concept: item, measure: schema.Budget}, axis{concept: item, measure: schema.Final})
	}
	return columns
}
