package batch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// Difference is what one version of a dataset says and another does not.
type Difference struct {
	Facts, Checks []Differing
}

// Differing is a fact or a check that came (Was is empty), went (Is is empty) or changed.
type Differing struct {
	Path string `json:"path"` // of its document
	What string `json:"what"` // the quantity, or the rule
	Was  string `json:"was,omitempty"`
	Is   string `json:"is,omitempty"`
}

// Diff tells the facts and checks in which two versions of the dataset in a folder
// differ, ordered by path. Only parts that one of them has and the other has not are
// read. A report that was published again with other bytes is compared by what
// it says: of two figures of one quantity and file, the second is what the first has
// become.
func Diff(ctx context.Context, out string, a, b int64) (*Difference, error) {
	folder, err := Folder(out)
	if err != nil {
		return nil, err
	}
	d, err := openDataset(folder)
	if err != nil {
		return nil, err
	}
	was, err := d.readVersion(ctx, a)
	if err != nil {
		return nil, fmt.Errorf("version %d: %w", a, err)
	}
	is, err := d.readVersion(ctx, b)
	if err != nil {
		return nil, fmt.Errorf("version %d: %w", b, err)
	}
	before, err := d.says(ctx, was, is)
	if err != nil {
		return nil, err
	}
	after, err := d.says(ctx, is, was)
	if err != nil {
		return nil, err
	}
	return &Difference{differing(before.facts, after.facts), differing(before.checks, after.checks)}, nil
}

// statement is a fact or check as far as it is compared.
type statement struct {
	id    string // of the document and its own
	about string // what it speaks of, whatever it says
	Differing
}

// saying is what the parts of a version say that another has not.
type saying struct{ facts, checks []statement }

// says reads the parts of v that other has not.
func (d dataset) says(ctx context.Context, v, other *Version) (s saying, err error) {
	theirs := make(map[string]bool)
	for i := range other.Parts {
		theirs[other.Parts[i].place()] = true
	}
	files := make(map[string][]string)
	for i := range v.Parts {
		p := &v.Parts[i]
		if p.Table == "documents" || !theirs[p.place()] && (p.Table == "facts" || p.Table == "checks") {
			files[p.Table] = append(files[p.Table], d.path(p.place()))
		}
	}
	parts, err := sink.OpenFiles(files)
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, parts.Close()) }()
	paths := make(map[string]string)
	type document struct {
		ID   string `parquet:"document_id"`
		Path string `parquet:"path"`
	}
	err = sink.Select(parts, "documents", nil, func(_ sink.Position, r *document) bool {
		if paths[r.ID] == "" {
			paths[r.ID] = r.Path
		}
		return ctx.Err() == nil
	})
	if err = cmp.Or(err, ctx.Err()); err != nil {
		return s, err
	}
	if s.facts, err = factsSaid(ctx, parts, paths); err != nil {
		return s, err
	}
	s.checks, err = checksSaid(ctx, parts, paths)
	return s, err
}

func factsSaid(ctx context.Context, parts *sink.Snapshot, paths map[string]string) (all []statement, err error) {
	err = sink.Select(parts, "facts", nil, func(_ sink.Position, f *sink.FactRow) bool {
		var words []string
		for _, w := range []*string{f.Entity, f.Concept} {
			if w != nil {
				words = append(words, *w)
			}
		}
		if f.Concept == nil {
			words = append(words, f.Label)
		}
		if f.PeriodEnd != nil {
			words = append(words, schema.Date(*f.PeriodEnd).String())
		}
		for _, w := range []*string{&f.ValueForm, f.Measure} {
			if w != nil {
				words = append(words, *w)
			}
		}
		known := f.Known()
		for _, d := range schema.AllDimensions() {
			if by := d.Of(&known); by != "" {
				words = append(words, by)
			}
		}
		path, what := paths[f.DocumentID], strings.Join(words, " ")
		all = append(all, statement{f.DocumentID + f.FactID, path + "\n" + what + "\n" + f.Unit + f.SourceKind,
			Differing{Path: path, What: what, Is: strings.TrimSpace(sink.Unscaled(f.Value).String() + " " + f.Unit)}})
		return ctx.Err() == nil
	})
	return all, cmp.Or(err, ctx.Err())
}

func checksSaid(ctx context.Context, parts *sink.Snapshot, paths map[string]string) (all []statement, err error) {
	type row struct {
		CheckID    string `parquet:"check_id"`
		DocumentID string `parquet:"document_id"`
		Rule       string `parquet:"rule"`
		Formula    string `parquet:"formula"`
		Verdict    string `parquet:"verdict"`
		FiscalYear int32  `parquet:"fiscal_year"`
	}
	err = sink.Select(parts, "checks", nil, func(_ sink.Position, c *row) bool {
		path, what := paths[c.DocumentID], fmt.Sprint(c.Rule, " ", c.FiscalYear)
		shape := strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) || strings.ContainsRune("+-−.,=≠≈", r) {
				return -1
			}
			return r
		}, c.Formula)
		all = append(all, statement{c.DocumentID + c.CheckID, path + "\n" + what + "\n" + shape,
			Differing{Path: path, What: what, Is: c.Verdict + ": " + c.Formula}})
		return ctx.Err() == nil
	})
	return all, cmp.Or(err, ctx.Err())
}

// differing compares statements by their ids, and what is left by what they are about.
func differing(before, after []statement) (all []Differing) {
	byID := make(map[string]*statement, len(before))
	for i := range before {
		byID[before[i].id] = &before[i]
	}
	came := make(map[string][]*statement)
	for i := range after {
		now := &after[i]
		was, there := byID[now.id]
		if !there {
			came[now.about] = append(came[now.about], now)
			continue
		}
		delete(byID, now.id)
		if was.What != now.What || was.Is != now.Is {
			all = append(all, Differing{now.Path, now.What, was.Is, now.Is})
		}
	}
	went := make(map[string][]*statement)
	for i := range before {
		if was := &before[i]; byID[was.id] == was {
			went[was.about] = append(went[was.about], was)
		}
	}
	for about, now := range came {
		all = append(all, became(went[about], now)...)
		delete(went, about)
	}
	for _, was := range went {
		all = append(all, became(was, nil)...)
	}
	sort.Slice(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.What, b.What), cmp.Compare(a.Was, b.Was), cmp.Compare(a.Is, b.Is)) < 0
	})
	return all
}

// became pairs statements about one thing: those that say the same are no difference,
// and where one is left on each side it has changed.
func became(was, now []*statement) (all []Differing) {
	said := make(map[string]int)
	for _, w := range was {
		said[w.Is]++
	}
	now = slices.DeleteFunc(now, func(n *statement) bool {
		same := said[n.Is] > 0
		if same {
			said[n.Is]--
		}
		return same
	})
	var gone []*statement
	for _, w := range was {
		if said[w.Is] > 0 {
			said[w.Is]--
			gone = append(gone, w)
		}
	}
	if len(gone) == 1 && len(now) == 1 {
		return []Differing{{now[0].Path, now[0].What, gone[0].Is, now[0].Is}}
	}
	for _, w := range gone {
		all = append(all, Differing{w.Path, w.What, w.Is, ""})
	}
	for _, n := range now {
		all = append(all, Differing{n.Path, n.What, "", n.Is})
	}
	return all
}
