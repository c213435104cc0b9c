package across

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"gongkai/pipeline/reconcile"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// A department's report is held against those of the units it lists where all
// of them are there. Departments are taken in runs, each with one pass over the
// facts of its year, so that the headline figures held are bounded.

// mostConsolidated is how many documents a run of departments may have.
const mostConsolidated = 4096

// headlines are the quantities compared, and what units pass on to each other
// that the total of a consolidation leaves out.
func headlines() []quantity {
	return []quantity{
		{schema.RevenueTotal, true, []schema.ConceptID{schema.RevenueSuperiorSubsidy, schema.RevenueSubordinate}},
		{schema.ExpenditureTotal, true, []schema.ConceptID{schema.ExpenditureRemitUp, schema.ExpenditureSubordinateSubsidy}},
		{schema.RevenueYear, false, []schema.ConceptID{schema.RevenueSuperiorSubsidy, schema.RevenueSubordinate}},
		{schema.ExpenditureYear, false, []schema.ConceptID{schema.ExpenditureRemitUp, schema.ExpenditureSubordinateSubsidy}},
		{schema.RevenueGeneralPublicBudget, false, nil},
		{schema.RevenueGovernmentFund, false, nil},
		{schema.RevenueStateCapital, false, nil},
		{schema.ExpenditureGeneralPublicBudget, false, nil},
		{schema.ExpenditureGovernmentFund, false, nil},
		{schema.ExpenditureStateCapital, false, nil},
	}
}

type quantity struct {
	concept   schema.ConceptID
	required  bool // an obligation even where a unit does not state it
	transfers []schema.ConceptID
}

// consolidation is a department's report and those of its units, in the order listed.
type consolidation struct {
	department Document
	units      [][]Document // several where a unit's report is published twice
	missing    []string
}

func (f *consolidation) documents() (n int) {
	for _, u := range f.units {
		n += len(u)
	}
	return n + 1
}

// line is what the results of a consolidation depend on beside the facts.
func (f *consolidation) line() string {
	s := fmt.Sprintf("%s %q %q", f.department.ID, f.department.Units, f.missing)
	for _, u := range f.units {
		s += " ="
		for _, x := range u {
			s += " " + x.ID
		}
	}
	return s
}

// consolidations finds the departments of which a unit other than the department's
// own office is there, in order, but for those with a unit of too many documents.
func (c *Collection) consolidations() (all []consolidation) {
	named := make(map[bodyYear][]Document)
	for _, f := range c.sorted {
		named[f.bodyYear()] = append(named[f.bodyYear()], f)
	}
	for _, d := range c.sorted {
		if d.Scope != schema.Summary || len(d.Units) < 2 {
			continue
		}
		f, others, crowded := consolidation{department: d}, 0, false
		for _, name := range d.Units {
			body, own := ownOffice(d.Entity, name)
			var found []Document
			for _, full := range fullNames(d.Entity, body) {
				b := bodyYear{full, d.Year, d.Kind}
				crowded = crowded || c.crowded[b]
				found = append(found, filter(named[b], func(x *Document) bool {
					return x.ID != d.ID && !apart(x.Place, d.Place) && (!own || x.Scope == schema.Self || x.Scope == schema.Unit)
				})...)
			}
			if f.units = append(f.units, found); len(found) == 0 {
				f.missing = append(f.missing, name)
			} else if !own {
				others++
			}
		}
		if others > 0 && !crowded {
			all = append(all, f)
		}
	}
	return all
}

// ownOffice reports whether a listed name is the department's own office (某局本级,
// 某局机关, 某局), and returns the body it names.
func ownOffice(department, name string) (body string, own bool) {
	body = strings.TrimSuffix(strings.TrimSuffix(name, "本级"), "机关")
	if body == "" {
		return department, true
	}
	if strings.HasSuffix(department, body) {
		return department, true
	}
	return name, false
}

// fullNames are the names a body listed by a department may have in its own
// report: as listed, or after the place that begins the department's: 某市博物馆.
func fullNames(department, name string) []string {
	names := []string{name}
	for i, r := range department {
		if strings.ContainsRune("省市州盟县区旗", r) && !strings.HasPrefix(name, department[:i+len("省")]) {
			names = append(names, department[:i+len("省")]+name)
		}
	}
	return names
}

// withinDepartments checks departments against their units, year by year, those of
// one part together.
func (c *Collection) withinDepartments(parts []Part) (tasks []Task) {
	in := make(map[int32]map[string]string) // the part of a department, by year
	for _, p := range parts {
		if in[p.Year] == nil {
			in[p.Year] = make(map[string]string)
		}
		for _, id := range p.Documents {
			in[p.Year][id] = max(in[p.Year][id], p.Name)
		}
	}
	part := func(f *consolidation) string { return in[int32(f.department.Year)][f.department.ID] }
	for _, run := range consolidationRuns(c.consolidations(), part) {
		year := int32(run[0].department.Year)
		t := Task{Name: fmt.Sprint("units ", year), Year: year}
		for k := range run {
			t.Input = append(t.Input, run[k].line())
			t.Only = append(t.Only, run[k].wanted()...)
		}
		t.Run = func(facts iter.Seq2[*sink.FactRow, error], out Output) error { return departments(run, facts, out) }
		tasks = append(tasks, t)
	}
	return tasks
}

// wanted are the documents whose figures are compared.
func (f *consolidation) wanted() []string {
	ids := []string{f.department.ID}
	for _, u := range f.units {
		for _, x := range u {
			ids = append(ids, x.ID)
		}
	}
	return ids
}

// consolidationRuns groups consolidations of one year and part, each run of a bounded number of documents.
func consolidationRuns(all []consolidation, part func(*consolidation) string) (runs [][]consolidation) {
	slices.SortStableFunc(all, func(a, b consolidation) int {
		return cmp.Or(cmp.Compare(a.department.Year, b.department.Year), cmp.Compare(part(&a), part(&b)))
	})
	held := 0
	for _, f := range all {
		n := f.documents()
		if k := len(runs) - 1; k < 0 || runs[k][0].department.Year != f.department.Year || part(&runs[k][0]) != part(&f) || held+n > mostConsolidated {
			runs, held = append(runs, nil), 0
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], f)
		held += n
	}
	return runs
}

// headline is the figure of a document for a quantity.
type headline struct {
	row       sink.FactRow
	ambiguous bool // the document has another figure too
}

type headlineKey struct {
	document string
	concept  schema.ConceptID
}

// departments checks a run of consolidations against the facts of their year.
func departments(run []consolidation, facts iter.Seq2[*sink.FactRow, error], out Output) error {
	wanted := make(map[string]int) // fiscal year of the documents
	for i := range run {
		f := &run[i]
		if len(f.missing) > 0 {
			continue
		}
		wanted[f.department.ID] = f.department.Year
		for _, u := range f.units {
			for _, x := range u {
				wanted[x.ID] = x.Year
			}
		}
	}
	held, err := headlinesOf(wanted, facts)
	if err != nil {
		return err
	}
	for i := range run {
		f := &run[i]
		if d := &f.department; len(f.missing) > 0 {
			out.Check(reconcile.UnitsMissing(d.ID, d.Entity, d.Year, d.Units, f.missing))
			continue
		}
		for _, h := range headlines() {
			f.compare(out, held, h)
		}
	}
	return nil
}

// headlinesOf keeps the headline figures of the wanted documents.
func headlinesOf(wanted map[string]int, facts iter.Seq2[*sink.FactRow, error]) (map[headlineKey]*headline, error) {
	concepts := make(map[schema.ConceptID]bool)
	for _, h := range headlines() {
		concepts[h.concept] = true
		for _, c := range h.transfers {
			concepts[c] = true
		}
	}
	held := make(map[headlineKey]*headline)
	for f, err := range facts {
		if err != nil {
			return nil, err
		}
		year, ok := wanted[f.DocumentID]
		if !ok || !isHeadline(f) || !concepts[schema.ConceptID(*f.Concept)] || yearOf(f) != int32(year) {
			continue
		}
		k := headlineKey{f.DocumentID, schema.ConceptID(*f.Concept)}
		h := held[k]
		if h == nil {
			held[k] = &headline{row: *f}
			continue
		}
		best := *sink.Precisest([]sink.FactRow{h.row, *f})
		h.ambiguous = h.ambiguous || !sink.Agree(&best, &h.row) || !sink.Agree(&best, f)
		h.row = best
	}
	return held, nil
}

// isHeadline reports a figure of all of a body's money of that concept, without
// a breakdown, in the phase of its report.
func isHeadline(f *sink.FactRow) bool {
	if !stated(f) || f.Measure != nil && *f.Measure != string(schema.Final) && *f.Measure != string(schema.BudgetInitial) {
		return false
	}
	d := f.Known()
	all := d.FundSource == "" || d.FundSource == schema.AllFunds || d.FundSource == schema.FundNamed(schema.ConceptID(*f.Concept))
	d.FundSource, d.EntityScope = "", ""
	return all && d == schema.Dimensions{}
}

// compare checks one quantity of a consolidation. One that is not required is checked
// where all reports state it.
func (f *consolidation) compare(out Output, held map[headlineKey]*headline, q quantity) {
	d := held[headlineKey{f.department.ID, q.concept}]
	if d == nil {
		return
	}
	u := reconcile.Units{Entity: f.department.Entity, Year: f.department.Year, Department: figureOf(&d.row), Names: f.department.Units, Ambiguous: d.ambiguous}
	for _, docs := range f.units {
		h := figureIn(held, docs, q.concept)
		if h == nil {
			if !q.required {
				return
			}
			u.Units = append(u.Units, nil)
			continue
		}
		u.Units = append(u.Units, figureOf(&h.row))
		u.Ambiguous = u.Ambiguous || h.ambiguous
		for _, c := range q.transfers {
			if t := figureIn(held, docs, c); t != nil {
				u.Transfers = append(u.Transfers, figureOf(&t.row))
			}
		}
	}
	out.Check(reconcile.Department(&u))
}

// figureIn is the figure of a unit, whose reports are several when published
// twice: ambiguous unless they agree.
func figureIn(held map[headlineKey]*headline, docs []Document, concept schema.ConceptID) *headline {
	var best *headline
	for _, x := range docs {
		h := held[headlineKey{x.ID, concept}]
		switch {
		case h == nil:
		case best == nil:
			first := *h
			best = &first
		default:
			best.ambiguous = best.ambiguous || h.ambiguous || !sink.Agree(&best.row, &h.row)
		}
	}
	return best
}
