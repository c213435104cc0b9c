// Package news tells what a run has brought: the contradictions that are new or
// gone, the files that came, went or were published again with other figures, and
// the offices that have published last year's report and not yet this year's.
//
//	Take(snapshot before), Take(snapshot after) ──Compare──▶ News ──WriteMarkdown──▶ text
//
// A state holds a line for each input file and each contradiction, so that taking
// two costs a few hundred bytes for each.
package news

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// State is what is remembered of a snapshot. The zero State is of no dataset.
type State struct {
	files    map[string]file // by path
	findings map[string]Finding
}

type file struct {
	id, entity, kind, status, reason string
	year                             int32
}

// Finding is a contradiction: the check that leads it.
type Finding struct {
	Path, Rule, Severity, Formula string

	check, document string
}

// File is an input file with why it is told of.
type File struct {
	Path, Why string
}

// Change is a figure that another version of a file states otherwise.
type Change struct {
	Path, What, Was, Is string
}

// Missing is an office without a report of a year.
type Missing struct {
	Entity, Kind string
	Year         int32
}

// News are the differences of two states.
type News struct {
	New, Gone                            []Finding
	Added, Removed, Refused, Republished []File
	Changes                              []Change
	Missing                              []Missing
}

// Take remembers a snapshot.
func Take(s *sink.Snapshot) (*State, error) {
	st := &State{files: make(map[string]file), findings: make(map[string]Finding)}
	paths := make(map[string]string)
	for d, err := range sink.RowsWhere[sink.DocumentRow](s, "documents", nil) {
		if err != nil {
			return nil, err
		}
		f := file{id: d.DocumentID, entity: str(d.Entity), kind: str(d.ReportKind), status: d.Status, reason: str(d.Reason)}
		if d.FiscalYear != nil {
			f.year = *d.FiscalYear
		}
		st.files[d.Path] = f
		if _, there := paths[d.DocumentID]; !there {
			paths[d.DocumentID] = d.Path
		}
	}
	type row struct {
		CheckID    string  `parquet:"check_id"`
		DocumentID string  `parquet:"document_id"`
		Rule       string  `parquet:"rule"`
		Severity   string  `parquet:"severity"`
		Formula    string  `parquet:"formula"`
		Verdict    string  `parquet:"verdict"`
		Finding    *string `parquet:"finding"`
	}
	for c, err := range sink.RowsWhere[row](s, "checks", &sink.Equal{Column: "verdict", Value: string(schema.Inconsistent)}) {
		if err != nil {
			return nil, err
		}
		if c.Finding == nil || *c.Finding == c.CheckID {
			st.findings[c.DocumentID+c.CheckID] = Finding{Path: paths[c.DocumentID], Rule: c.Rule, Severity: c.Severity, Formula: c.Formula, check: c.CheckID, document: c.DocumentID}
		}
	}
	return st, nil
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// Compare tells what is in one state and not in another; before may be nil, of a
// first run.
func Compare(before, after *State) *News {
	if before == nil {
		before = &State{}
	}
	n := &News{}
	for _, path := range slices.Sorted(maps.Keys(after.files)) {
		now, was := after.files[path], before.files[path]
		_, there := before.files[path]
		switch {
		case now.status == string(schema.Refused) && (!there || was.status != now.status):
			n.Refused = append(n.Refused, File{path, now.reason})
		case !there:
			n.Added = append(n.Added, File{path, strings.TrimSpace(now.entity + " " + yearOf(now.year))})
		case now.id != was.id:
			n.Republished = append(n.Republished, File{path, now.entity})
		}
	}
	for _, path := range slices.Sorted(maps.Keys(before.files)) {
		if _, there := after.files[path]; !there {
			n.Removed = append(n.Removed, File{path, before.files[path].entity})
		}
	}
	n.New, n.Gone = beyond(after.findings, before.findings), beyond(before.findings, after.findings)
	n.Missing = missing(after)
	return n
}

func yearOf(y int32) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(int(y))
}

// beyond are the findings of one that the other has not, in the file that they
// stand in, told in the same words: a file published again has other ids.
func beyond(these, those map[string]Finding) (all []Finding) {
	told := make(map[Finding]bool)
	key := func(f Finding) Finding { return Finding{Path: f.Path, Rule: f.Rule, Formula: f.Formula} }
	for _, f := range those {
		told[key(f)] = true
	}
	for _, f := range these {
		if !told[key(f)] {
			all = append(all, f)
		}
	}
	order := []string{string(schema.Error), string(schema.Warning), string(schema.Info)}
	sort.Slice(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		return cmp.Or(cmp.Compare(slices.Index(order, a.Severity), slices.Index(order, b.Severity)), cmp.Compare(a.Path, b.Path), cmp.Compare(a.check, b.check)) < 0
	})
	return all
}

// missing are the offices that have a report of the year before the newest of its
// kind, and none of that.
func missing(st *State) (all []Missing) {
	type key struct{ entity, kind string }
	years, newest := make(map[key]map[int32]bool), make(map[string]int32)
	for _, f := range st.files {
		if f.entity == "" || f.kind == "" || f.year == 0 || f.status == string(schema.Refused) {
			continue
		}
		k := key{f.entity, f.kind}
		if years[k] == nil {
			years[k] = make(map[int32]bool)
		}
		years[k][f.year] = true
		newest[f.kind] = max(newest[f.kind], f.year)
	}
	for k, have := range years {
		if y := newest[k.kind]; !have[y] && have[y-1] {
			all = append(all, Missing{k.entity, k.kind, y})
		}
	}
	sort.Slice(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Entity, b.Entity)) < 0
	})
	return all
}

// quantity tells figures of two versions of a file that are of the same thing.
type quantity struct {
	concept, label, form, measure, unit string
	end                                 int32
	dimensions                          string
}

// Changed adds the figures that files published again state otherwise. A quantity
// that a version states twice in different ways is left to its checks.
func (n *News) Changed(before, after *State, old, now *sink.Snapshot) error {
	for _, f := range n.Republished {
		was, err := figuresOf(old, before.files[f.Path].id)
		if err != nil {
			return err
		}
		is, err := figuresOf(now, after.files[f.Path].id)
		if err != nil {
			return err
		}
		var changes []Change
		for q, value := range is {
			if first, both := was[q]; both && first != value && first != "" && value != "" {
				what := fmt.Sprintf("%s %s %s %s %s", q.concept, q.label, q.form, q.measure, schema.Date(q.end))
				changes = append(changes, Change{f.Path, strings.Join(strings.Fields(what), " "), first + q.unit, value + q.unit})
			}
		}
		sort.Slice(changes, func(i, j int) bool { return changes[i].What < changes[j].What })
		n.Changes = append(n.Changes, changes...)
	}
	return nil
}

// figuresOf are the values of a document's quantities, "" for one that it states in
// different ways.
func figuresOf(s *sink.Snapshot, document string) (map[quantity]string, error) {
	all := make(map[quantity]string)
	for f, err := range sink.RowsWhere[sink.FactRow](s, "facts", &sink.Equal{Column: "document_id", Value: document}) {
		if err != nil {
			return nil, err
		}
		if f.Concept == nil || f.PeriodEnd == nil {
			continue
		}
		q := quantity{*f.Concept, f.Label, f.ValueForm, str(f.Measure), f.Unit, *f.PeriodEnd, fmt.Sprint(f.Known())}
		value := sink.Unscaled(f.Value).String()
		if first, twice := all[q]; twice && first != value {
			value = ""
		}
		all[q] = value
	}
	return all, nil
}
