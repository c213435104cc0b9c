package across

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sort"

	"gongkai/pipeline/reconcile"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// mostAcross is how many facts of one quantity, or balances of one entity, are
// held at once.
const mostAcross = 16384

// Document is what the checks know of a document beside its facts.
type Document struct {
	ID     string // document_id
	Entity string
	Year   int // fiscal year
	Kind   schema.ReportKind
	Level  schema.EntityLevel
	Scope  schema.EntityScope
	Units  []string // that a department says it covers
	Text   bool     // has facts in its text
	Tables bool     // has facts in tables
	Place  string   // code of the division it lies in, "" where that is not known
	Shares []string // what the files of its filing share: the folder, the archive, a name; sorted, each once
}

// comparable reports whether a report's figures may be held against another's:
// a government's speaks of several levels at once.
func (d *Document) comparable() bool {
	return d.Entity != "" && d.Year != 0 && d.Level != schema.Government &&
		(d.Kind == schema.FinalAccounts || d.Kind == schema.BudgetReport)
}

// Output takes in what is found, one call at a time. Balance is given the
// balances that CarriedOver compares; all three must be set.
type Output struct {
	Check   func(schema.Check)
	Issue   func(document string, i schema.Issue)
	Balance func(sink.FactRow)
}

// Task is a part of the checks. What it finds depends on nothing but the facts
// it is given and Input, so a caller can keep the result under a name made of
// these and not run it again.
type Task struct {
	Name  string   // of the checks and their year; tasks of one name differ in Input
	Year  int32    // fiscal year of the facts it reads; 0 for none
	Part  string   // of them, those of one Part; "" for all
	Only  []string // of these documents alone, if any are named; others may be among them
	Input []string // what the result depends on beside those facts
	// Run reads the facts once, in the order of sink.CompareFacts. The error is theirs.
	Run func(facts iter.Seq2[*sink.FactRow, error], out Output) error
}

// Part is some of the facts of a year: all of some entities, whatever document they
// stand in. What documents say of one entity is in one part.
type Part struct {
	Year      int32
	Name      string   // "" for all of the year
	Documents []string // that have facts in it; not used where the name is ""
}

// Years are whole years as parts.
func Years(years ...int32) (parts []Part) {
	for _, year := range years {
		parts = append(parts, Part{Year: year})
	}
	return parts
}

// Collection is a set of documents that are held against one another.
type Collection struct {
	documents map[string]Document // by ID, without the crowds
	sorted    []Document          // those of one body, year and kind are neighbours
	crowds    [][]Document        // of bodies with too many documents, see takeCrowds
	crowded   map[bodyYear]bool
	with      filings
}

// New makes a collection of those documents that can be compared.
func New(documents []Document) *Collection {
	c := &Collection{documents: make(map[string]Document), crowded: make(map[bodyYear]bool)}
	for _, d := range documents {
		if d.comparable() {
			c.documents[d.ID] = d
		}
	}
	c.sort()
	c.takeCrowds()
	c.with = c.joined()
	return c
}

// Len is the number of documents that are compared.
func (c *Collection) Len() int { return len(c.documents) }

func (c *Collection) sort() {
	c.sorted = slices.Collect(maps.Values(c.documents))
	sort.Slice(c.sorted, func(i, j int) bool {
		a, b := c.sorted[i], c.sorted[j]
		return cmp.Or(compareDocuments(a, b), cmp.Compare(a.ID, b.ID)) < 0
	})
}

// Tasks lists all checks but those of balances, for facts of the given parts:
// the notes on documents, restated figures part by part, filings of several
// files, departments against their units.
func (c *Collection) Tasks(parts []Part) []Task {
	tasks := []Task{{Name: "filings", Input: c.lines(), Run: func(_ iter.Seq2[*sink.FactRow, error], out Output) error {
		c.noteCrowds(out)
		c.noteRepublished(out)
		return nil
	}}}
	parts = slices.Clone(parts)
	sort.Slice(parts, func(i, j int) bool {
		a, b := &parts[i], &parts[j]
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Name, b.Name)) < 0
	})
	var years []int32
	for _, p := range parts {
		years = append(years, p.Year)
	}
	consecutive := c.consecutive(years)
	alike := make(map[int32]bonds)
	for _, p := range parts {
		if !slices.Contains(consecutive, p.Year) {
			continue
		}
		if alike[p.Year].of == nil {
			alike[p.Year] = c.namesakes(p.Year)
		}
		tasks = append(tasks, Task{Name: fmt.Sprint("year ", p.Year), Year: p.Year, Part: p.Name, Input: alike[p.Year].lines(&p), Run: c.restated})
	}
	return slices.Concat(tasks, c.withinFilings(parts), c.withinDepartments(parts))
}

// consecutive returns those of the years that have final accounts of their own
// and of the year before or after, in order: in others no figure is restated.
func (c *Collection) consecutive(years []int32) []int32 {
	final := make(map[int32]bool)
	for _, d := range c.documents {
		if d.Kind == schema.FinalAccounts {
			final[int32(d.Year)] = true
		}
	}
	years = slices.DeleteFunc(slices.Sorted(slices.Values(years)), func(y int32) bool { return !final[y] || !final[y-1] && !final[y+1] })
	return slices.Compact(years)
}

// lines are what the notes on documents depend on.
func (c *Collection) lines() (lines []string) {
	for _, d := range slices.Concat(c.crowds...) {
		lines = append(lines, fmt.Sprintf("%s %q %d %s of many", d.ID, d.Entity, d.Year, d.Kind))
	}
	for _, d := range c.sorted {
		line := fmt.Sprintf("%s %q %d %s %s", d.ID, d.Entity, d.Year, d.Kind, d.Scope)
		for _, other := range c.with[d.ID] {
			line += " with " + other.ID
		}
		lines = append(lines, line)
	}
	return lines
}

func compareDocuments(a, b Document) int {
	return cmp.Or(cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Scope, b.Scope), cmp.Compare(a.Place, b.Place))
}

// noteRepublished notes reports of one body, year and kind whose bytes differ, but
// for files that make up one filing.
func (c *Collection) noteRepublished(out Output) {
	for same := range runs(c.sorted, func(a, b Document) bool { return compareDocuments(a, b) == 0 }) {
		if len(same) < 2 || c.with.parts(same) {
			continue
		}
		for i, d := range same {
			out.Issue(d.ID, ofDocument(schema.IssueRepublished, schema.Info, fmt.Sprintf("%s %d: %d documents with different bytes, this one and %s",
				d.Entity, d.Year, len(same), same[(i+1)%len(same)].ID)))
		}
	}
}

// ofDocument is an issue of a document as a whole.
func ofDocument(code schema.IssueCode, severity schema.Severity, detail string) schema.Issue {
	return schema.Issue{Code: code, Severity: severity, Detail: detail, Source: schema.Provenance{Block: -1, Table: -1, Row: -1, Col: -1}}
}

// runs yields the runs of neighbours that are the same.
func runs[T any](all []T, same func(a, b T) bool) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for len(all) > 0 {
			n := 1
			for n < len(all) && same(all[0], all[n]) {
				n++
			}
			if !yield(all[:n]) {
				return
			}
			all = all[n:]
		}
	}
}

// level reports whether a fact is the level of a finished year.
func level(f *sink.FactRow) bool {
	return f.Entity != nil && f.Concept != nil && f.PeriodEnd != nil && f.ValueForm == string(schema.Level) &&
		f.Approx == string(schema.Exact) && f.Kind != string(schema.Score) &&
		(f.Measure == nil || *f.Measure == string(schema.Final))
}

// isFinal reports whether a fact stands in the final accounts of a year.
func (c *Collection) isFinal(f *sink.FactRow, year int32) bool {
	d, ok := c.documents[f.DocumentID]
	return ok && d.Kind == schema.FinalAccounts && int32(d.Year) == year
}

// restated finds last year's figures in each report and checks them against
// that year's own, and puts the balances aside. facts are those of one year,
// sorted by what they say.
func (c *Collection) restated(facts iter.Seq2[*sink.FactRow, error], out Output) error {
	levels := func(f *sink.FactRow) bool {
		if !level(f) {
			return false
		}
		f.FiscalYear = yearOf(f)
		if *f.Concept != string(schema.BalanceOpening) && *f.Concept != string(schema.BalanceClosing) {
			return true
		}
		if c.isFinal(f, f.FiscalYear) {
			out.Balance(*f)
		}
		return false
	}
	return eachQuantity(facts, levels, func(group []sink.FactRow) {
		year := group[0].FiscalYear
		c.compare(out, schema.RulePriorYear, year+1, filter(group, func(f *sink.FactRow) bool { return c.isFinal(f, year+1) }),
			filter(group, func(f *sink.FactRow) bool { return c.isFinal(f, year) }))
	})
}

// eachQuantity visits the facts that state one quantity, where those that keep
// takes are two or more. facts are sorted by what they say; of one quantity at
// most mostAcross are visited. keep may change a fact.
func eachQuantity(facts iter.Seq2[*sink.FactRow, error], keep func(*sink.FactRow) bool, visit func([]sink.FactRow)) error {
	same := sink.SameAspects()
	var group []sink.FactRow
	flush := func() {
		if len(group) > 1 {
			visit(group)
		}
		group = group[:0]
	}
	for f, err := range facts {
		if err != nil {
			return err
		}
		if !keep(f) {
			continue
		}
		if len(group) > 0 && !same(&group[0], f) {
			flush()
		}
		if len(group) < mostAcross {
			group = append(group, *f)
		}
	}
	flush()
	return nil
}

// CarriedOver checks opening balances against the closing ones of the year
// before, entity by entity: closing are the closing balances that the task of a
// year gave, opening the opening ones of the year after, both in the order of
// sink.CompareFacts. The error is theirs.
func (c *Collection) CarriedOver(closing, opening iter.Seq2[*sink.FactRow, error], out Output) error {
	byEntity := func(a, b *sink.FactRow) int { return cmp.Compare(*a.Entity, *b.Entity) }
	var closed, opened []sink.FactRow
	flush := func() {
		c.matchBalances(out, opened, closed)
		opened, closed = opened[:0], closed[:0]
	}
	entity := ""
	for f, err := range sink.Merge([]iter.Seq2[*sink.FactRow, error]{closing, opening}, byEntity) {
		if err != nil {
			return err
		}
		if *f.Entity != entity {
			flush()
			entity = *f.Entity
		}
		switch {
		case len(opened)+len(closed) >= mostAcross:
		case *f.Concept == string(schema.BalanceOpening):
			opened = append(opened, *f)
		default:
			closed = append(closed, *f)
		}
	}
	flush()
	return nil
}

// matchBalances compares the balances of one entity that have the same dimensions.
func (c *Collection) matchBalances(out Output, opening, closing []sink.FactRow) {
	key := func(f *sink.FactRow) string { return f.Unit + " " + f.Breakdown() }
	closed := make(map[string][]sink.FactRow)
	for i := range closing {
		k := key(&closing[i])
		closed[k] = append(closed[k], closing[i])
	}
	opened := make(map[string][]sink.FactRow)
	var order []string
	for i := range opening {
		k := key(&opening[i])
		if opened[k] == nil {
			order = append(order, k)
		}
		opened[k] = append(opened[k], opening[i])
	}
	for _, k := range order {
		c.compare(out, schema.RuleCarryOver, opened[k][0].FiscalYear, opened[k], closed[k])
	}
}

// compare writes a check for each document that restates: its most precise
// figure against the most precise original of the same body.
func (c *Collection) compare(out Output, rule schema.RuleID, year int32, restated, original []sink.FactRow) {
	slices.SortStableFunc(restated, func(a, b sink.FactRow) int { return cmp.Compare(a.DocumentID, b.DocumentID) })
	for own := range runs(restated, func(a, b sink.FactRow) bool { return a.DocumentID == b.DocumentID }) {
		theirs, doubt := c.sameBody(own[0].DocumentID, original)
		if len(theirs) == 0 {
			continue
		}
		mine, first := sink.Precisest(own), sink.Precisest(theirs)
		if differs(mine, own) || differs(first, theirs) {
			doubt = reconcile.TwoFigures
		}
		out.Check(reconcile.Across(rule, int(year), figureOf(mine), figureOf(first), doubt))
	}
}

// sameBody keeps the facts of the body of a document.
func (c *Collection) sameBody(document string, facts []sink.FactRow) (same []sink.FactRow, doubt reconcile.Doubt) {
	mine := c.documents[document]
	same = filter(facts, func(f *sink.FactRow) bool {
		theirs := c.documents[f.DocumentID]
		one, unsure := bond(&mine, &theirs)
		if one {
			doubt = max(doubt, unsure)
		}
		return one
	})
	return same, doubt
}

func filter[R any](rows []R, keep func(*R) bool) (kept []R) {
	for i := range rows {
		if keep(&rows[i]) {
			kept = append(kept, rows[i])
		}
	}
	return kept
}

func yearOf(f *sink.FactRow) int32 { return int32(schema.Date(*f.PeriodEnd).Year()) }

// figureOf is as much of a fact as a check across documents needs.
func figureOf(f *sink.FactRow) *schema.Fact {
	period := schema.Period{End: schema.Date(*f.PeriodEnd)}
	if f.PeriodStart != nil {
		period.Start = schema.Date(*f.PeriodStart)
	}
	var section schema.SectionID
	if f.Section != nil {
		section = schema.SectionID(*f.Section)
	}
	return &schema.Fact{ID: f.FactID, Document: f.DocumentID, Concept: schema.ConceptID(*f.Concept), Label: f.Label, Section: section,
		Kind: schema.Kind(f.Kind), Form: schema.Level, Value: sink.Unscaled(f.Value), Unit: f.Unit, Decimals: int(f.Decimals),
		Period: period, Raw: f.Raw, Source: f.Provenance(), Said: tag.Labelled(f.Label)}
}
