package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"gongkai/pipeline/reconcile"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// placeOf is what the files of one filing share: their archive, else their folder.
func placeOf(path string) string {
	if k := strings.LastIndex(path, "!"); k >= 0 {
		return path[:k]
	}
	return filepath.Dir(path)
}

// filed are the places and the catalogue's names of a document's filings.
func (l *linker) filed(hash string) (places, named []string) {
	for _, path := range l.reducer.plan.Paths[hash] {
		if name := l.reducer.catalogue[path].Filing; name != "" {
			named = append(named, name)
			continue
		}
		places = append(places, placeOf(path))
	}
	return places, named
}

// filings are the other documents of each document's filing, by document_id.
type filings map[string][]filing

// joined groups the documents that are one filing, see the package's comment.
func (l *linker) joined() filings {
	with := make(filings)
	all := l.sorted()
	for len(all) > 0 {
		n := 1
		for n < len(all) && sameReport(all[0], all[n]) {
			n++
		}
		for i, f := range all[:n] {
			for j, g := range all[:n] {
				if i != j && (f.scope == g.scope || f.scope == "" || g.scope == "") && l.together(f.hash, g.hash) {
					with[f.hash] = append(with[f.hash], g)
				}
			}
		}
		all = all[n:]
	}
	return with
}

// parts reports whether documents of one body, year and kind are the files of
// one filing and no versions of each other: the text is in one of them, or the
// tables are.
func (with filings) parts(all []filing) bool {
	text, tables := 0, 0
	for _, f := range all {
		if len(with[f.hash]) < len(all)-1 {
			return false
		}
		if f.text {
			text++
		}
		if f.tables {
			tables++
		}
	}
	return text == 1 && tables > 0 || tables == 1 && text > 0
}

func sameReport(a, b filing) bool {
	return a.entity == b.entity && a.year == b.year && a.kind == b.kind
}

// together reports whether two documents share a filing of the catalogue or a
// place.
func (l *linker) together(a, b string) bool {
	shares := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
	}
	placesA, namedA := l.filed(a)
	placesB, namedB := l.filed(b)
	return shares(placesA, placesB) || shares(namedA, namedB)
}

// withinFilings checks, for the years that have filings of several files, the
// text of one file against the tables of another.
func (l *linker) withinFilings(ctx context.Context, with filings, segments []segment, workers int) (found []*unitIndex, err error) {
	years := make(map[int32][]string) // what the results of a year depend on beside the facts
	for _, hash := range slices.Sorted(maps.Keys(with)) {
		year := int32(l.filings[hash].year)
		for _, other := range with[hash] {
			years[year] = append(years[year], hash+" with "+other.hash)
		}
	}
	order := slices.Sorted(maps.Keys(years))
	found = make([]*unitIndex, len(order))
	g, running := errgroup.WithContext(ctx)
	g.SetLimit(workers)
	for i, year := range order {
		g.Go(func() (err error) {
			facts := filter(segments, func(s *segment) bool { return s.Table == "facts" && s.Year == year })
			found[i], _, err = l.unit(running, fmt.Sprint("filing ", year), slices.Concat(hashes(facts), years[year]), func(w *acrossWriter) error {
				return l.textAgainstTables(w, with, l.merged(running, facts))
			})
			return err
		})
	}
	return found, g.Wait()
}

// textAgainstTables compares figures of the text of a document, which has none in
// its own tables, with those that say the same in the tables of its filing.
// facts are those of one year, sorted by what they say.
func (l *linker) textAgainstTables(w *acrossWriter, with filings, facts iter.Seq2[sink.FactRow, error]) error {
	filed := func(f *sink.FactRow) bool { return with[f.DocumentID] != nil && stated(f) }
	err := eachQuantity(facts, filed, func(group []sink.FactRow) { l.compareFiled(w, with, group) })
	return cmp.Or(err, w.err)
}

// stated reports a figure that stands for the whole body and says exactly what
// it is: a level of the accounts that no reason, threshold or gloss of another gave.
func stated(f *sink.FactRow) bool {
	rule := ""
	if f.Rule != nil {
		rule = *f.Rule
	}
	return f.Concept != nil && f.PeriodEnd != nil && f.Subordinate == nil && f.ValueForm == string(schema.Level) &&
		f.Approx == string(schema.Exact) && f.Kind == string(schema.Amount) &&
		!strings.HasPrefix(rule, "gloss") && rule != "reason" && rule != "function_partial"
}

// compareFiled writes a check for each document whose text states what the
// tables of its filing state. group is one quantity, sorted by document.
func (l *linker) compareFiled(w *acrossWriter, with filings, group []sink.FactRow) {
	of := func(kind schema.SourceKind, in func(document string) bool) []sink.FactRow {
		return filter(group, func(f *sink.FactRow) bool { return f.SourceKind == string(kind) && in(f.DocumentID) })
	}
	for i := range group {
		doc := group[i].DocumentID
		if i > 0 && group[i-1].DocumentID == doc {
			continue
		}
		mine := func(d string) bool { return d == doc }
		theirs := func(d string) bool { return slices.ContainsFunc(with[doc], func(f filing) bool { return f.hash == d }) }
		text, tables := of(schema.Narrative, mine), of(schema.TableSource, theirs)
		if len(text) == 0 || len(tables) == 0 || len(of(schema.TableSource, mine)) > 0 {
			continue
		}
		said, printed := sink.Precisest(text), sink.Precisest(tables)
		differs := func(from *sink.FactRow, rows []sink.FactRow) bool {
			return slices.ContainsFunc(rows, func(f sink.FactRow) bool { return !sink.Agree(from, &f) })
		}
		w.check(reconcile.Filed(l.filings[doc].year, figureOf(said), figureOf(printed), differs(said, text) || differs(printed, tables)))
	}
}
