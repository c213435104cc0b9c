package table

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/facts"
	"gongkai/schema"
)

// Reader reads the tables of one document.
type Reader struct {
	Lex *clause.Lexicon
	Ctx *clause.Context
	Out *facts.Builder
	Doc *extract.Document
	// prose reads a cell of sentences, which is no matter of tables.
	Prose    func(extract.Loc, string, []nlp.Mention)
	flatly   flatTable   // the flattened table the lines being read belong to
	flatCode string      // of its last row
	amounts  amountIndex // of the facts, for charts
}

// flatTable remembers the table whose rows a converter left as lines of text:
// "2080505 545.85 504.39 41.46", "本年收入合计 19,044.27 本年支出合计 19,044.27".
// Columns are lost, so only what the order of a row makes certain is tagged.
type flatTable struct {
	section schema.SectionID
	unit    string
	name    string // a row label that stands on the lines before its figures
	stacked bool   // every cell is a line of its own
}

// ReadLine tags a line as a row of a flattened table. It reports false when the
// line is prose.
func (r *Reader) ReadLine(i int, text string, ms []nlp.Mention) bool {
	squeezed := nlp.Squeeze(nlp.StripResidue(text))
	title, unit := splitUnit(squeezed)
	if id, ok := schema.TableOf(nlp.StripNumbering(title)); ok && len([]rune(title)) <= 40 && !strings.ContainsAny(title, "，。") {
		r.flatly = flatTable{section: id, stacked: r.stacked(i + 1), unit: unit}
		return false
	}
	if r.flatly.section == "" {
		return false
	}
	if m := moneyUnit.FindStringSubmatch(squeezed); m != nil && len([]rune(squeezed)) < 16 {
		r.flatly.unit = cmp.Or(m[3], m[4])
		return false
	}
	if strings.ContainsAny(text, "。；") || strings.HasPrefix(squeezed, "注") || r.Doc.Blocks[i].Kind == extract.Heading && len(figures(ms)) == 0 {
		if !isTableRow(squeezed) {
			r.flatly = flatTable{}
		}
		return false
	}
	if len(figures(ms)) == 0 || r.flatly.unit == "" {
		r.flatly.name += squeezed
		return false
	}
	if r.flatly.stacked {
		for _, k := range figures(ms) {
			r.Out.Issue(extract.Loc{Block: i, Cell: -1}, ms[k].Start, ms[k].End, schema.IssueTableShape, "the row and column of this figure are lost: the table was saved with a line for each cell")
		}
		return true
	}
	r.flatRow(i, text, ms)
	return true
}

// splitUnit splits the money unit from the end of a table's title: 收入支出决算表
// 单位：万元.
func splitUnit(s string) (title, unit string) {
	if !strings.HasSuffix(s, "元") && !strings.HasSuffix(s, "）") && !strings.HasSuffix(s, ")") {
		return s, ""
	}
	m := moneyUnit.FindStringSubmatchIndex(s)
	if m == nil || m[1] != len(s) {
		return s, ""
	}
	return s[:m[0]], moneyIn(s)
}

// flatHeads are the headings of a table of two columns, which stand before its
// first row when the whole table was left on one line.
var flatHeads = regexp.MustCompile(`^(项目|预算科目|科目名称|科目)(金额|决算数|预算数|执行数|支出数|收入数)`)

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
		if r.Doc.Blocks[j].Table != nil || strings.ContainsAny(text, "。；") {
			break
		}
		bare := strings.Trim(text, "0123456789,.-") == ""
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
	return nlp.HanCount(s) <= 20 && (strings.HasSuffix(s, "支出") || strings.HasSuffix(s, "收入")) && !strings.Contains(s, "说明")
}

// flatSlack is the rounding a row sum may show relative to its total.
var flatSlack = decimal.New(2, -4)

// figures returns the indexes of the bare numbers of a line.
func figures(ms []nlp.Mention) []int {
	var out []int
	for k := range ms {
		if ms[k].Kind == nlp.Number {
			out = append(out, k)
		}
	}
	return out
}

// flatRow tags one flattened row: in lanes where words and figures alternate,
// else by the code or name that leads it.
func (r *Reader) flatRow(i int, text string, ms []nlp.Mention) {
	t := &tabler{r: r, block: i, section: r.flatly.section, home: tableHome(r.flatly.section), unit: r.flatly.unit, scale: unitScale(r.flatly.unit)}
	t.code = r.flatCode
	digits, from := "", 0
	var run []int
	var row axis
	have := false
	flush := func() {
		t.flatFigures(i, ms, run, row)
		run = run[:0]
	}
	for _, k := range figures(ms) {
		m := &ms[k]
		words := flatHeads.ReplaceAllString(nlp.Squeeze(text[from:m.Start]), "")
		if nlp.HanCount(words) > 0 {
			flush()
			row, have, digits = t.rowAxis(words, digits), true, ""
		}
		if raw := text[m.Start:m.End]; !have && len(run) == 0 && clause.IsCode(raw) && (clause.IsFunctionCode(raw) || clause.IsEconomicCode(raw)) {
			digits, m.Kind = raw, nlp.Code
			from = m.End
			continue
		}
		if !have {
			row, have = t.rowAxis(r.flatly.name, digits), true
			digits = ""
		}
		run = append(run, k)
		from = m.End
	}
	flush()
	r.flatCode, r.flatly.name = t.code, ""
}

// flatFigures tags the figures of one row or lane. The first is the row's
// total; basic and project follow only where they add up to it.
func (t *tabler) flatFigures(i int, ms []nlp.Mention, run []int, row axis) {
	if len(run) == 0 {
		return
	}
	columns := make([]axis, len(run))
	certain := 1
	switch {
	case t.section == schema.SectionTable7:
		certain = t.threePublicColumns(ms, run, columns)
	case (t.section == schema.SectionTable3 || t.section == schema.SectionTable5) && len(run) == 3 &&
		ms[run[0]].Value.Sub(ms[run[1]].Value).Sub(ms[run[2]].Value).Abs().LessThanOrEqual(ms[run[0]].Value.Mul(flatSlack)):
		columns[1].concept, columns[2].concept = schema.ExpenditureBasic, schema.ExpenditureProject
		certain = 3
	case (t.section == schema.SectionTable3 || t.section == schema.SectionTable5) && len(run) == 3 && row.dims.FuncCode != "":
		columns[1].concept, columns[2].concept = schema.ExpenditureBasic, schema.ExpenditureProject
		certain = 3
	}
	for n, k := range run {
		loc := extract.Loc{Block: i, Cell: -1}
		if t.r.Out.Glued(loc, &ms[k]) {
			continue
		}
		if n >= certain {
			t.r.Out.Issue(loc, ms[k].Start, ms[k].End, schema.IssueTableShape, "the column of this figure is lost in the flattened row")
			continue
		}
		t.flatFigure(loc, &ms[k], row, columns[n])
	}
}

// threePublicColumns reads the twelve columns of the 三公 table, six items in
// pairs of budget and final, when blank cells leave a row of ten: no 出国.
func (t *tabler) threePublicColumns(ms []nlp.Mention, run []int, columns []axis) int {
	items := []schema.ConceptID{schema.ThreePublicTotal, schema.ThreePublicAbroad, schema.ThreePublicVehicle, schema.ThreePublicVehiclePurchase,
		schema.ThreePublicVehicleOperation, schema.ThreePublicReception}
	switch len(run) {
	case 12:
	case 10:
		items = append(items[:1:1], items[2:]...)
		if !ms[run[2]].Value.Equal(ms[run[4]].Value.Add(ms[run[6]].Value)) {
			return 0
		}
	default:
		return 0
	}
	for n := range run {
		columns[n].concept = items[n/2]
		columns[n].measure = schema.Budget
		if n%2 == 1 {
			columns[n].measure = schema.Final
		}
	}
	return len(run)
}

// flatFigure tags one figure of a flattened row.
func (t *tabler) flatFigure(loc extract.Loc, m *nlp.Mention, row, col axis) {
	f := schema.Fact{Form: schema.Level, Section: t.section, SourceKind: schema.TableSource, Rule: "flat_row"}
	f.Concept, f.Dimensions = t.cross(row, col)
	f.Label, f.Context = row.label, row.label
	f.Measure = t.tableMeasure(row, col)
	if !t.resolveUnit(m, row, col, &f) {
		t.r.Out.Issue(loc, m.Start, m.End, schema.IssueUnit, "the flattened table states no unit")
		return
	}
	f.Kind, f.Value, f.Unit = schema.Kind(m.Kind), m.Value, m.Unit
	f.Period = t.tablePeriod(f.Concept, row, col)
	t.r.Out.Fact(loc, m, f)
}
