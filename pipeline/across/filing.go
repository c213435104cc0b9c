package across

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"gongkai/pipeline/reconcile"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// filings are the other documents of each document's filing, by document_id.
type filings map[string][]Document

// joined groups the documents that are one filing, see the package's comment:
// those of one body, year and kind that share something.
func (c *Collection) joined() filings {
	with := make(filings)
	for alike := range runs(c.sorted, sameReport) {
		if len(alike) < 2 {
			continue
		}
		sharing := make(map[string][]int) // by place or name
		for i := range alike {
			for _, k := range alike[i].Shares {
				sharing[k] = append(sharing[k], i)
			}
		}
		for i, f := range alike {
			for _, j := range sharers(i, f.Shares, sharing) {
				if g := alike[j]; !apart(f.Place, g.Place) && (f.Scope == g.Scope || f.Scope == "" || g.Scope == "") {
					with[f.ID] = append(with[f.ID], g)
				}
			}
		}
		for _, f := range alike {
			if versions(append(with[f.ID], f)) {
				delete(with, f.ID)
			}
		}
	}
	return with
}

// sharers lists whatever else shares one of the keys of i, in order.
func sharers(i int, keys []string, sharing map[string][]int) (all []int) {
	for _, k := range keys {
		all = append(all, sharing[k]...)
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(j int) bool { return j == i })
}

// versions reports whether documents of one body, year and kind that lie together
// are no parts of a filing: there is no text or no table among them, or several
// have both.
func versions(all []Document) bool {
	text, tables := 0, 0
	for _, f := range all {
		if f.Text {
			text++
		}
		if f.Tables {
			tables++
		}
	}
	return text == 0 || tables == 0 || text > 1 && tables > 1
}

// parts reports whether documents of one body, year and kind are the files of
// one filing.
func (with filings) parts(all []Document) bool {
	return !slices.ContainsFunc(all, func(f Document) bool { return len(with[f.ID]) < len(all)-1 })
}

// withinFilings checks, for the parts that have filings of several files, the
// text of one file against the tables of another.
func (c *Collection) withinFilings(parts []Part) (tasks []Task) {
	all := slices.Sorted(maps.Keys(c.with))
	for _, p := range parts {
		documents := all
		if p.Name != "" {
			documents = slices.Sorted(slices.Values(p.Documents))
		}
		var pairs []string // what the results depend on beside the facts
		for _, id := range documents {
			if int32(c.documents[id].Year) != p.Year {
				continue
			}
			for _, other := range c.with[id] {
				pairs = append(pairs, id+" with "+other.ID)
			}
		}
		if len(pairs) > 0 {
			tasks = append(tasks, Task{Name: fmt.Sprint("filing ", p.Year), Year: p.Year, Part: p.Name, Input: pairs, Run: c.textAgainstTables})
		}
	}
	return tasks
}

// textAgainstTables compares figures of the text of a document, which has none in
// its own tables, with those that say the same in the tables of its filing.
// facts are those of one year, sorted by what they say.
func (c *Collection) textAgainstTables(facts iter.Seq2[*sink.FactRow, error], out Output) error {
	filed := func(f *sink.FactRow) bool { return c.with[f.DocumentID] != nil && stated(f) }
	return eachQuantity(facts, filed, func(group []sink.FactRow) { c.compareFiled(group, out) })
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
func (c *Collection) compareFiled(group []sink.FactRow, out Output) {
	byDocument := make(map[string]said)
	for rows := range runs(group, func(a, b sink.FactRow) bool { return a.DocumentID == b.DocumentID }) {
		byDocument[rows[0].DocumentID] = said{
			text:   filter(rows, func(f *sink.FactRow) bool { return schema.PublishedKind(f.SourceKind) == schema.Narrative }),
			tables: filter(rows, func(f *sink.FactRow) bool { return schema.PublishedKind(f.SourceKind) == schema.TableSource }),
		}
	}
	for _, doc := range slices.Sorted(maps.Keys(byDocument)) {
		mine := byDocument[doc]
		if len(mine.text) == 0 || len(mine.tables) > 0 {
			continue
		}
		var tables []sink.FactRow
		for _, other := range c.with[doc] {
			tables = append(tables, byDocument[other.ID].tables...)
		}
		if len(tables) == 0 {
			continue
		}
		slices.SortStableFunc(tables, func(a, b sink.FactRow) int { return cmp.Compare(a.DocumentID, b.DocumentID) })
		text, printed := sink.Precisest(mine.text), sink.Precisest(tables)
		doubt := reconcile.NoDoubt
		if differs(text, mine.text) || differs(printed, tables) {
			doubt = reconcile.TwoFigures
		}
		out.Check(reconcile.Filed(c.documents[doc].Year, figureOf(text), figureOf(printed), doubt))
	}
}

// said is what a document states of one quantity.
type said struct{ text, tables []sink.FactRow }

// differs reports whether some of the rows do not say the same as one.
func differs(one *sink.FactRow, rows []sink.FactRow) bool {
	return slices.ContainsFunc(rows, func(f sink.FactRow) bool { return !sink.Agree(one, &f) })
}
