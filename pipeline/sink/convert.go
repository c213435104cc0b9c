package sink

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// Rows are the rows of one report.
type Rows struct {
	Document DocumentRow
	Facts    []FactRow
	Checks   []CheckRow
	Issues   []IssueRow
	Blocks   []BlockRow
	Mentions []MentionRow
}

// Fiscal years outside these bounds are misreadings or far targets; such rows
// go to the partition of unknown years, which bounds the number of partitions.
// The first year is that of the first state budget of the People's Republic.
const firstYear, lastYear = 1949, 2100

// FromReport makes the rows of a report that Admit has seen, as a dataset has them: there are no
// mentions, and no operand repeats what its fact says. See Quote.
func FromReport(r *schema.Report, toolVersion string) Rows {
	return Take(*r, toolVersion)
}

// Take is FromReport for whoever needs the report no more, and keeps it nowhere: a part of it is let go when
// its rows are made, for a long report and all of its rows are too much to have at once.
func Take(r schema.Report, toolVersion string) Rows {
	rows := Rows{Document: documentRow(&r.Document, toolVersion)}
	rows.Checks = slices.Grow(rows.Checks, len(r.Checks))
	for i := range r.Checks {
		rows.Checks = append(rows.Checks, checkRow(&r.Checks[i], r.Document.FiscalYear))
	}
	r.Checks = nil // before the facts, which it names
	issue := new(IssueRow)
	rows.Issues = slices.Grow(rows.Issues, len(r.Issues))
	for i := range r.Issues {
		rows.Issues = append(rows.Issues, issueRow(r.Document.ID, &r.Issues[i], issue))
		issue = &rows.Issues[i]
	}
	r.Issues = nil
	all := schema.AllDimensions()
	fact := new(FactRow)
	rows.Facts = slices.Grow(rows.Facts, len(r.Facts))
	for i := range r.Facts {
		f := &r.Facts[i]
		if v, ok := Scaled(f.Value); ok { // else Admit has made an issue of it
			rows.Facts = append(rows.Facts, factRow(f, v, r.Document.FiscalYear, fact))
			before := fact
			fact = &rows.Facts[len(rows.Facts)-1]
			store(all, &fact.Dimensions, &f.Dimensions, &before.Dimensions)
		}
	}
	r.Facts = nil
	for i := range r.Blocks {
		rows.Blocks = append(rows.Blocks, blockRow(r.Document.ID, &r.Blocks[i]))
	}
	r.Blocks = nil
	return rows
}

// Quote adds to the rows of a report its mentions, and to operands what their facts say.
func (rows *Rows) Quote(r *schema.Report) {
	for i := range r.Mentions {
		rows.Mentions = append(rows.Mentions, mentionRow(r.Document.ID, &r.Mentions[i]))
	}
	for i := range r.Checks {
		for k := range r.Checks[i].Operands {
			o := &r.Checks[i].Operands[k]
			rows.Checks[i].Operands[k].Quoted = &Quoted{Value: rounded(decimal.NewNullDecimal(o.Fact.Value)), Raw: o.Fact.Raw, Locator: locator(o.Fact.Source, new(Locator))}
		}
	}
}

// Scaled returns d in units of 0.0001. It reports false when d has more than
// four decimals or 10^14 or more: such a value is never rounded nor wrapped.
func Scaled(d decimal.Decimal) (int64, bool) {
	if d.IsZero() {
		return 0, true
	}
	digits, exponent := d.NumDigits(), int(d.Exponent())
	if exponent < -64 || digits+exponent > 14 {
		return 0, false
	}
	if exponent >= -4 { // nearly every figure; at most 18 digits, and no big numbers are made
		return d.CoefficientInt64() * powersOfTen[exponent+4], true
	}
	s := d.Shift(4)
	if !s.IsInteger() {
		return 0, false
	}
	return s.IntPart(), true
}

// powersOfTen are those that an int64 holds.
var powersOfTen = func() (p [19]int64) {
	p[0] = 1
	for i := range p[1:] {
		p[i+1] = 10 * p[i]
	}
	return p
}()

// Unscaled is the decimal of a stored value.
func Unscaled(v int64) decimal.Decimal { return decimal.New(v, -4) }

// rounded scales a number a check computed. Quotients have no last digit, so
// these columns, unlike facts, are rounded to four places; what does not fit
// even then is null.
func rounded(d decimal.NullDecimal) *int64 {
	if !d.Valid || d.Decimal.NumDigits()+int(d.Decimal.Exponent()) > 15 {
		return nil
	}
	if d.Decimal.Exponent() < -4 {
		d.Decimal = d.Decimal.Round(4)
	}
	v, ok := Scaled(d.Decimal)
	if !ok {
		return nil
	}
	return &v
}

func documentRow(d *schema.Document, toolVersion string) DocumentRow {
	n := func(v schema.Verdict) int32 { return int32(d.CheckCounts[v]) }
	row := DocumentRow{
		DocumentID: d.ID, Path: d.Path, Format: opt(d.Format), Bytes: d.Bytes,
		Status: string(d.Status), Reason: opt(d.Reason), Advice: opt(d.Advice), Detail: opt(d.Detail),
		Title: opt(d.Title), Entity: opt(d.Entity), EntityLevel: opt(d.EntityLevel),
		Province: opt(d.Province), City: opt(d.City), District: opt(d.District), DivisionCode: opt(d.DivisionCode),
		ReportKind: opt(d.ReportKind), FiscalYear: optInt(d.FiscalYear), EntityScope: opt(d.EntityScope),
		Blocks: int32(d.Blocks), Tables: int32(d.Tables), Charts: int32(d.Charts),
		Mentions: int32(d.MentionCount), Facts: int32(d.FactCount), FactsWithConcept: int32(d.WithConcept),
		Issues: int32(d.IssueCount), ChecksExact: n(schema.ExactVerdict), ChecksRounding: n(schema.Rounding),
		ChecksTruncation: n(schema.Truncation), ChecksLiteral: n(schema.Literal),
		ChecksInconsistent: n(schema.Inconsistent), ChecksIncomplete: n(schema.Incomplete),
		ChecksAmbiguous: n(schema.Ambiguous), ChecksNotApplicable: n(schema.NotApplicable), ChecksWaived: n(schema.Waived),
		ChecksDisclosure: n(schema.DisclosureFault),
		Obligations:      int32(d.Obligations), ObligationsEvaluated: int32(d.Evaluated),
		WordsInNumberClauses: int32(d.Words), WordsRead: int32(d.WordsRead), ToolVersion: toolVersion,
	}
	_, row.Published = dates(d.Published, nil, nil)
	for _, c := range d.CheckCounts {
		row.Checks += int32(c)
	}
	return row
}

// factRow is the row of a fact behind another: what both have is kept once, which is most.
func factRow(f *schema.Fact, value int64, documentYear int, before *FactRow) FactRow {
	row := FactRow{
		FactID: f.ID, DocumentID: f.Document, Entity: again(f.Entity, before.Entity), Concept: again(f.Concept, before.Concept), Label: f.Label,
		Kind: string(f.Kind), Value: value, Unit: f.Unit, Approx: string(cmp.Or(f.Approx, schema.Exact)),
		Decimals: int32(f.Decimals), ValueForm: string(f.Form), Measure: again(f.Measure, before.Measure),
		MeasureSource: again(f.MeasureSource, before.MeasureSource), PeriodSource: again(f.PeriodSource, before.PeriodSource),
		Base: base(&f.Base, &before.Base), Section: again(f.Section, before.Section), SourceKind: f.SourceKind.Published(f.Scanned), Context: f.Context,
		Rule: again(f.Rule, before.Rule), Raw: f.Raw, Locator: locator(f.Source, &before.Locator),
	}
	if f.Scanned {
		confidence := int32(f.Confidence)
		row.Confidence = &confidence
	}
	row.PeriodStart, row.PeriodEnd = dates(f.Period, before.PeriodStart, before.PeriodEnd)
	year := documentYear
	if f.Period.Known() {
		year = f.Period.End.Year()
	}
	row.FiscalYear = partition(year)
	return row
}

// store gives a row the dimensions of a fact.
func store(all []schema.Dimension, row *Dimensions, d *schema.Dimensions, before *Dimensions) {
	for i := range all {
		*all[i].Stored(row) = again(all[i].Of(d), *all[i].Stored(before))
	}
}

// known are the dimensions of a row as a fact has them.
func known(row *Dimensions) (d schema.Dimensions) {
	for _, x := range schema.AllDimensions() {
		if v := *x.Stored(row); v != nil {
			*x.In(&d) = *v
		}
	}
	return d
}

// Known are the dimensions of the fact.
func (f *FactRow) Known() schema.Dimensions { return known(&f.Dimensions) }

// Known are the dimensions of the quantity.
func (o *ObservationRow) Known() schema.Dimensions { return known(&o.Dimensions) }

func base(b *schema.Base, before *Base) Base {
	row := Base{BaseConcept: again(b.Concept, before.BaseConcept), BaseMeasure: again(b.Measure, before.BaseMeasure)}
	row.BasePeriodStart, row.BasePeriodEnd = dates(b.Period, before.BasePeriodStart, before.BasePeriodEnd)
	return row
}

func checkRow(c *schema.Check, documentYear int) CheckRow {
	row := CheckRow{
		CheckID: c.ID, DocumentID: c.Document, Rule: string(c.Rule), Family: string(c.Family), Formula: c.Formula,
		Verdict: string(c.Verdict), Reported: rounded(c.Reported), Computed: rounded(c.Computed),
		Difference: rounded(c.Difference), Tolerance: rounded(c.Tolerance), Diagnosis: opt(c.Diagnosis),
		Severity: string(c.Severity), FiscalYear: partition(cmp.Or(c.FiscalYear, documentYear)),
	}
	if c.Finding != "" {
		row.Finding = opt(c.Finding) // a place in the check would keep all checks of the report
		if c.Family != schema.DisclosureFamily {
			reported, computed := int32(c.ForReported), int32(c.ForComputed)
			row.ForReported, row.ForComputed = &reported, &computed
		}
	}
	row.Operands = slices.Grow(row.Operands, len(c.Operands))
	for i := range c.Operands {
		o := &c.Operands[i]
		row.Operands = append(row.Operands, OperandRow{
			FactID: o.Fact.ID, DocumentID: cmp.Or(o.Fact.Document, c.Document), Role: string(o.Role)})
	}
	return row
}

func issueRow(document string, i *schema.Issue, before *IssueRow) IssueRow {
	return IssueRow{DocumentID: document, Code: string(i.Code), Severity: string(i.Severity),
		Detail: i.Detail, Raw: i.Raw, Locator: locator(i.Source, &before.Locator)}
}

func blockRow(document string, b *schema.Block) BlockRow {
	row := BlockRow{DocumentID: document, Block: int32(b.Index), Kind: b.Kind, Section: opt(b.Section),
		Level: int32(b.Level), Line: optInt(b.Line), Page: optInt(b.Page), Text: b.Text, Tokens: b.Tokens}
	for _, l := range b.Lines {
		row.Lines = append(row.Lines, LineRow{int32(l.Number), int32(l.Column), int32(l.Start)})
	}
	for _, c := range b.Cells {
		row.Cells = append(row.Cells, CellRow{int32(c.Row), int32(c.Col), int32(c.RowSpan), int32(c.ColSpan), int32(c.Start), int32(c.End)})
	}
	return row
}

func mentionRow(document string, m *schema.Mention) MentionRow {
	return MentionRow{DocumentID: document, Raw: m.Raw, Kind: string(m.Kind), Value: opt(m.Value), Unit: m.Unit,
		Approx: string(cmp.Or(m.Approx, schema.Exact)), Decimals: int32(m.Decimals), Locator: locator(m.Source, new(Locator))}
}

func locator(p schema.Provenance, before *Locator) Locator {
	return Locator{Line: againInt(p.Line, 1, before.Line), Block: againInt(p.Block, 0, before.Block), Table: againInt(p.Table, 0, before.Table),
		Row: againInt(p.Row, 0, before.Row), Col: againInt(p.Col, 0, before.Col), Page: againInt(p.Page, 1, before.Page), Start: int32(p.Start), End: int32(p.End)}
}

// dates returns the first and last day of a period, nil when none is known.
func dates(p schema.Period, startBefore, endBefore *int32) (start, end *int32) {
	if !p.Known() {
		return nil, nil
	}
	return againInt(int(p.Start), math.MinInt32, startBefore), againInt(int(p.End), math.MinInt32, endBefore)
}

// partition returns the fiscal year a row is stored under, 0 for the unknown.
func partition(year int) int32 {
	if year < firstYear || year > lastYear {
		return 0
	}
	return int32(year)
}

// opt returns nil for the empty string.
func opt[S ~string](s S) *string {
	if s == "" {
		return nil
	}
	v := string(s)
	return &v
}

// optInt returns nil for zero.
func optInt(n int) *int32 {
	if n == 0 {
		return nil
	}
	v := int32(n)
	return &v
}

// again is opt of what a row before may have.
func again[S ~string](s S, before *string) *string {
	if before != nil && *before == string(s) {
		return before
	}
	return opt(s)
}

// againInt returns nil below the least number, and that of the row before where it is the same.
func againInt(n, least int, before *int32) *int32 {
	switch {
	case n < least:
		return nil
	case before != nil && int(*before) == n:
		return before
	}
	v := int32(n)
	return &v
}

// Provenance is the place of a stored row.
func (l *Locator) Provenance() schema.Provenance {
	return schema.Provenance{Line: deref(l.Line, 0), Block: deref(l.Block, -1), Table: deref(l.Table, -1),
		Row: deref(l.Row, -1), Col: deref(l.Col, -1), Page: deref(l.Page, 0), Start: int(l.Start), End: int(l.End)}
}

func deref(n *int32, missing int) int {
	if n == nil {
		return missing
	}
	return int(*n)
}

// Breakdown is a text that two facts share when they have the same breakdown.
func (f *FactRow) Breakdown() string {
	var b strings.Builder
	known := f.Known()
	for i, d := range schema.AllDimensions() {
		if v := d.Of(&known); v != "" {
			fmt.Fprintf(&b, "%d %q ", i, v)
		}
	}
	return b.String()
}

// Keep marks the row of a file that could not be read now, and why, as that
// of an earlier run.
func (d *DocumentRow) Keep(reason, advice, detail string) {
	d.Status, d.Reason, d.Advice, d.Detail = string(schema.Stale), &reason, &advice, &detail
}

// Recount adds to the verdicts of a document, and to its issues, what was
// found after its row was made.
func (d *DocumentRow) Recount(verdicts map[schema.Verdict]int, issues int) {
	for _, c := range []struct {
		verdict schema.Verdict
		count   *int32
	}{
		{schema.ExactVerdict, &d.ChecksExact}, {schema.Rounding, &d.ChecksRounding}, {schema.Truncation, &d.ChecksTruncation},
		{schema.Literal, &d.ChecksLiteral}, {schema.Inconsistent, &d.ChecksInconsistent}, {schema.Incomplete, &d.ChecksIncomplete},
		{schema.Ambiguous, &d.ChecksAmbiguous}, {schema.NotApplicable, &d.ChecksNotApplicable}, {schema.Waived, &d.ChecksWaived},
		{schema.DisclosureFault, &d.ChecksDisclosure},
	} {
		*c.count += int32(verdicts[c.verdict])
		d.Checks += int32(verdicts[c.verdict])
	}
	d.Issues += int32(issues)
}
