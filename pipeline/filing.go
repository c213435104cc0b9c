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

// joined groups the documents that are one filing, see the package's comment:
// those of one body, year and kind that share a place or a name in the catalogue.
func (l *linker) joined() filings {
	with := make(filings)
	for alike := range runs(l.sorted(), sameReport) {
		if len(alike) < 2 {
			continue
		}
		sharing := make(map[string][]int) // by place or name
		keys := make([][]string, len(alike))
		for i, f := range alike {
			keys[i] = l.filingKeys(f.hash)
			for _, k := range keys[i] {
				sharing[k] = append(sharing[k], i)
			}
		}
		for i, f := range alike {
			for _, j := range sharers(i, keys[i], sharing) {
				if g := alike[j]; f.scope == g.scope || f.scope == "" || g.scope == "" {
					with[f.hash] = append(with[f.hash], g)
				}
			}
		}
	}
	return with
}

// filingKeys are what a document shares with the others of its filing.
func (l *linker) filingKeys(hash string) (keys []string) {
	places, named := l.filed(hash)
	for _, p := range places {
		keys = append(keys, "place "+p)
	}
	for _, n := range named {
		keys = append(keys, "name "+n)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// sharers lists whatever else shares one of the keys of i, in order.
func sharers(i int, keys []string, sharing map[string][]int) (all []int) {
	for _, k := range keys {
		all = append(all, sharing[k]...)
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(j int) bool { return j == i })
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
	byDocument := make(map[string]said)
	for rows := range runs(group, func(a, b sink.FactRow) bool { return a.DocumentID == b.DocumentID }) {
		byDocument[rows[0].DocumentID] = said{
			text:   filter(rows, func(f *sink.FactRow) bool { return f.SourceKind == string(schema.Narrative) }),
			tables: filter(rows, func(f *sink.FactRow) bool { return f.SourceKind == string(schema.TableSource) }),
		}
	}
	for _, doc := range slices.Sorted(maps.Keys(byDocument)) {
		mine := byDocument[doc]
		if len(mine.text) == 0 || len(mine.tables) > 0 {
			continue
		}
		var tables []sink.FactRow
		for _, other := range with[doc] {
			tables = append(tables, byDocument[other.hash].tables...)
		}
		if len(tables) == 0 {
			continue
		}
		slices.SortStableFunc(tables, func(a, b sink.FactRow) int { return cmp.Compare(a.DocumentID, b.DocumentID) })
		text, printed := sink.Precisest(mine.text), sink.Precisest(tables)
		w.check(reconcile.Filed(l.filings[doc].year, figureOf(text), figureOf(printed), differs(text, mine.text) || differs(printed, tables)))
	}
}

// said is what a document states of one quantity.
type said struct{ text, tables []sink.FactRow }

// differs reports whether some of the rows do not say the same as one.
func differs(one *sink.FactRow, rows []sink.FactRow) bool {
	return slices.ContainsFunc(rows, func(f sink.FactRow) bool { return !sink.Agree(one, &f) })
}
