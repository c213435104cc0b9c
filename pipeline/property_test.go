package pipeline

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract"
	"gongkai/pipeline/generate"
	"gongkai/pipeline/reconcile"
	"gongkai/schema"
)

// realFiles are the samples and, where it is present, the corpus beside the repository.
func realFiles(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "samples", "*部门决算.*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("samples: %v, %v", paths, err)
	}
	corpus := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(corpus); err != nil {
		t.Log("the corpus is absent: samples only")
		return paths
	}
	if !asked() {
		return paths
	}
	limit := 1 << 20
	if err := filepath.WalkDir(corpus, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".tsv") {
			return err
		}
		if info, err := d.Info(); err == nil && info.Size() <= int64(limit) {
			paths = append(paths, path)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return paths
}

// TestConservation: every numeric mention is a fact or an issue at its place,
// ids are unique, and everything quotes its source.
func TestConservation(t *testing.T) {
	t.Parallel()
	tagger := tagger()
	for _, path := range realFiles(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := extract.Read(context.Background(), data, extract.DefaultLimits())
			if err != nil {
				t.Skipf("refused: %v", err)
			}
			r := tagger.Tag(doc, schema.Document{ID: Hash(data), Format: doc.Format})
			conserved(t, r)
			quoted(t, doc, r)
			filledColumns(t, doc, r)
		})
	}
}

func conserved(t *testing.T, r *schema.Report) {
	t.Helper()
	at := map[schema.Provenance]bool{}
	ids := map[string]bool{}
	for i := range r.Facts {
		f := &r.Facts[i]
		at[f.Source] = true
		if ids[f.ID] {
			t.Errorf("fact id %s stands twice, at %+v %q", f.ID, f.Source, f.Raw)
		}
		ids[f.ID] = true
	}
	for _, c := range reconcile.Evaluate(r) {
		if ids[c.ID] {
			t.Errorf("check id %s stands twice: %s", c.ID, c.Formula)
		}
		ids[c.ID] = true
	}
	for _, i := range r.Issues {
		at[i.Source] = true
	}
	lost := 0
	for _, m := range r.Mentions {
		if m.Kind.IsFact() && !at[m.Source] {
			if lost++; lost <= 5 {
				t.Errorf("%s %q at %+v is neither fact nor issue", m.Kind, m.Raw, m.Source)
			}
		}
	}
	if lost > 5 {
		t.Errorf("%d mentions lost in all", lost)
	}
}

var (
	printedFigure = regexp.MustCompile(`^[-－−+]?[0-9]{1,3}(,?[0-9]{3})*(\.[0-9]+)?[%％]?$`)
	decimalFigure = regexp.MustCompile(`^[-－−+]?[0-9,]+\.[0-9]+[%％]?$`)
	blankFigure   = regexp.MustCompile(`^([-－—–―/*＊·.…×]+|无|空|不适用|N/A)$`)
	markOfClass   = regexp.MustCompile(`^(类|款|项|目)$`)
	yearAsCode    = regexp.MustCompile(`^[0-9]{3}(19|20)[0-9]{2}$`)
)

// filledColumns: where a column of a table has decimals above and below, every
// printed figure between them is a fact or an issue at its place; no fact is
// named by what stands for a missing figure, counted in the mark of a class or
// coded by the year that its name begins with.
func filledColumns(t *testing.T, doc *extract.Document, r *schema.Report) {
	t.Helper()
	at := map[place]bool{}
	for i := range r.Facts {
		f := &r.Facts[i]
		at[place{f.Source.Line, f.Source.Block, f.Source.Row, f.Source.Col}] = true
		if f.SourceKind != schema.TableSource {
			continue
		}
		if blankFigure.MatchString(f.Label) || markOfClass.MatchString(f.Unit) || yearAsCode.MatchString(f.Dimensions.FuncCode) && strings.HasPrefix(f.Label, f.Dimensions.FuncCode[3:]) {
			t.Errorf("a fact named %q, code %q, in %s at %+v", f.Label, f.Dimensions.FuncCode, f.Unit, f.Source)
		}
	}
	for _, is := range r.Issues {
		at[place{is.Source.Line, is.Source.Block, is.Source.Row, is.Source.Col}] = true
	}
	lost := 0
	for b := range doc.Blocks {
		if doc.Blocks[b].Kind != extract.TableBlock {
			continue
		}
		for _, column := range columnsOf(doc.Blocks[b].Table) {
			for _, c := range column {
				if p := (place{0, b, c.Row, c.Col}); !at[p] && len(c.Text.Lines) == 0 {
					if lost++; lost <= 5 {
						t.Errorf("%q in a column of figures at %+v is neither fact nor issue", c.Text.S, p)
					}
				}
			}
		}
	}
	if lost > 5 {
		t.Errorf("%d figures of tables lost in all", lost)
	}
}

// columnsOf lists, by column, the printed figures between two decimals.
func columnsOf(table *extract.Table) map[int][]*extract.Cell {
	first, last := map[int]int{}, map[int]int{}
	for i := range table.Cells {
		c := &table.Cells[i]
		if !c.Hidden && decimalFigure.MatchString(strings.TrimSpace(c.Text.S)) {
			if _, seen := first[c.Col]; !seen {
				first[c.Col] = c.Row
			}
			last[c.Col] = c.Row
		}
	}
	out := map[int][]*extract.Cell{}
	for i := range table.Cells {
		c := &table.Cells[i]
		if from, ok := first[c.Col]; ok && !c.Hidden && c.Row >= from && c.Row <= last[c.Col] && printedFigure.MatchString(strings.TrimSpace(c.Text.S)) {
			out[c.Col] = append(out[c.Col], c)
		}
	}
	return out
}

// place is where a text stands, without the span in it.
type place struct{ line, block, row, col int }

// quoted reads the document again and compares the text at each locator.
func quoted(t *testing.T, doc *extract.Document, r *schema.Report) {
	t.Helper()
	texts := map[place][]string{} // a line may hold several texts: cells of a flattened table
	starts := map[place][]int{}
	for loc, text := range doc.Texts() {
		row, col := -1, -1
		if loc.Cell >= 0 {
			c := &doc.Blocks[loc.Block].Table.Cells[loc.Cell]
			row, col = c.Row, c.Col
		}
		lines := text.Lines
		if len(lines) == 0 {
			lines = []extract.Line{{}}
		}
		for i, l := range lines {
			end := len(text.S)
			if i+1 < len(lines) {
				end = lines[i+1].Offset
			}
			p := place{l.Number, loc.Block, row, col}
			texts[p], starts[p] = append(texts[p], text.S[l.Offset:end]), append(starts[p], l.Column)
		}
	}
	wrong := 0
	check := func(what string, s schema.Provenance, raw string) {
		p := place{s.Line, s.Block, s.Row, s.Col}
		for i, text := range texts[p] {
			runes, from, to := []rune(text), s.Start-starts[p][i], s.End-starts[p][i]
			if from >= 0 && from <= to && to <= len(runes) && string(runes[from:to]) == raw {
				return
			}
		}
		if wrong++; wrong <= 5 {
			t.Errorf("%s %q is not what stands at %+v: %q", what, raw, s, texts[p])
		}
	}
	for i := range r.Mentions {
		check("mention", r.Mentions[i].Source, r.Mentions[i].Raw)
	}
	for i := range r.Facts {
		check("fact", r.Facts[i].Source, r.Facts[i].Raw)
	}
}

// TestTagIsDeterministic tags one report from several goroutines with one
// tagger; run it with -race.
func TestTagIsDeterministic(t *testing.T) {
	_, data, _ := generate.New(3, generate.Styles()[0]).Render(generate.Docx)
	tagger := tagger()
	reports := make([]*schema.Report, 4)
	var wg sync.WaitGroup
	for i := range reports {
		wg.Go(func() {
			reports[i] = Process(context.Background(), tagger, Source{Data: data}, Options{Limits: extract.DefaultLimits()})
		})
	}
	wg.Wait()
	if len(reports[0].Facts) == 0 {
		t.Fatal("no facts")
	}
	for _, r := range reports[1:] {
		if diff := cmp.Diff(reports[0], r); diff != "" {
			t.Fatalf("two runs differ:\n%s", diff)
		}
	}
}

// TestEvaluateIsDeterministic: no order of a map shows in the checks.
func TestEvaluateIsDeterministic(t *testing.T) {
	o := generate.New(5, generate.Styles()[2])
	if _, err := o.Plant(generate.DigitSwap); err != nil {
		t.Fatal(err)
	}
	r, _ := processGenerated(t, tagger(), o, generate.Text)
	want := slices.Clone(r.Checks)
	if len(want) == 0 {
		t.Fatal("no checks")
	}
	for range 5 {
		if diff := cmp.Diff(want, reconcile.Evaluate(r)); diff != "" {
			t.Fatalf("two evaluations differ:\n%s", diff)
		}
	}
}
