package pipeline

import (
	"context"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/reconcile"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// digitsFloor is how many of a hundred changed digits some check must notice, somewhat
// under what was measured.
const digitsFloor = 77

// TestDigits changes one of the two leading digits of a figure in the prose of a real
// document, one figure at a time, drawn from those of which a check holds, and asks whether
// another check of arithmetic fails then. What is not noticed is listed with the checks of
// the figure. GONGKAI_DIGITS is the number that are drawn, GONGKAI_SEED the seed.
func TestDigits(t *testing.T) {
	t.Parallel()
	slow(t, "reads the corpus again and again")
	root := filepath.Join("..", "..", "shared", "corpus")
	files := proseFiles(root)
	if len(files) == 0 {
		t.Skip("no shared corpus beside the repository")
	}
	rng, draw := rand.New(rand.NewPCG(uint64(setting("GONGKAI_SEED", 17)), 11)), setting("GONGKAI_DIGITS", 300)
	read, made, caught := make(map[string]*changeable), 0, 0
	for tries := 0; made < draw && tries < draw*200; tries++ {
		file := files[rng.IntN(len(files))]
		d, known := read[file]
		if !known {
			d = newChangeable(file)
			read[file] = d
		}
		if d == nil || len(d.held) == 0 {
			continue
		}
		f := d.held[rng.IntN(len(d.held))]
		text, ok := withOtherDigit(d.doc.Blocks[f.Source.Block].Text.S, f, rng)
		if !ok {
			continue
		}
		if made++; d.noticed(f, text) {
			caught++
		} else {
			t.Logf("%s\t%s %s\t%s\t%.120s", filepath.Base(file), f.Raw, f.Concept, d.rules[f.ID], f.Context)
		}
	}
	t.Logf("%d of %d changed digits are noticed", caught, made)
	if caught*100 < made*digitsFloor {
		t.Errorf("%d of %d changed digits are noticed, floor %d in 100", caught, made, digitsFloor)
	}
}

func setting(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// proseFiles are the files of a corpus that are read in no time.
func proseFiles(root string) (files []string) {
	const most = 3 << 20
	_ = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if info, err := e.Info(); err == nil && info.Size() <= most {
			files = append(files, path)
		}
		return nil
	})
	slices.Sort(files)
	return files
}

// changeable is a document of whose prose one figure can be changed.
type changeable struct {
	doc   *extract.Document
	fails map[string]bool
	held  []*schema.Fact    // in prose, each of a check that holds
	rules map[string]string // of the checks that hold, by fact
}

func newChangeable(path string) *changeable {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	doc, err := extract.ReadScans(context.Background(), data, extract.DefaultLimits(), nil)
	if err != nil {
		return nil
	}
	r := evaluated(doc)
	d := &changeable{doc: doc, fails: failing(r), rules: make(map[string]string)}
	for i := range r.Checks {
		if c := &r.Checks[i]; c.Verdict.Evaluated() && c.Verdict != schema.Inconsistent {
			for _, o := range c.Operands {
				d.rules[o.Fact.ID] += string(c.Rule) + " "
			}
		}
	}
	for i := range r.Facts {
		if f := &r.Facts[i]; f.SourceKind == schema.Narrative && f.Form != schema.Threshold && !f.Value.IsZero() && d.rules[f.ID] != "" && doc.Blocks[f.Source.Block].Table == nil {
			d.held = append(d.held, f)
		}
	}
	return d
}

// evaluated is the report of a document as far as its arithmetic goes.
func evaluated(doc *extract.Document) *schema.Report {
	r := tagger().TagUntil(context.Background(), doc, schema.Document{ID: "d"}, true)
	complete(r, doc)
	trust(r, doc)
	r.Blocks = nil
	sink.Admit(r)
	r.Checks = reconcile.Evaluate(r)
	return r
}

// failing are the checks that fail, by their rule and where their operands stand.
func failing(r *schema.Report) map[string]bool {
	out := make(map[string]bool)
	for i := range r.Checks {
		if c := &r.Checks[i]; c.Verdict == schema.Inconsistent {
			key := string(c.Rule)
			for _, o := range c.Operands {
				key += " " + strconv.Itoa(o.Fact.Source.Block) + ":" + strconv.Itoa(o.Fact.Source.Line) + ":" + strconv.Itoa(o.Fact.Source.Start)
			}
			out[key] = true
		}
	}
	return out
}

// noticed reports whether a check fails that did not, once the passage of a figure reads
// otherwise.
func (d *changeable) noticed(f *schema.Fact, text string) bool {
	doc := *d.doc
	doc.Blocks = slices.Clone(d.doc.Blocks)
	doc.Blocks[f.Source.Block].Text.S = text
	for key := range failing(evaluated(&doc)) {
		if !d.fails[key] {
			return true
		}
	}
	return false
}

// withOtherDigit is a text with one of the two leading digits of a figure changed, where the
// text has it once.
func withOtherDigit(text string, f *schema.Fact, rng *rand.Rand) (string, bool) {
	start := strings.Index(text, f.Raw)
	if start < 0 || strings.LastIndex(text, f.Raw) != start {
		return "", false
	}
	var at []int
	for i := start; i < start+len(f.Raw) && len(at) < 2; i++ {
		if c := text[i]; c >= '1' && c <= '9' || c == '0' && len(at) > 0 {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return "", false
	}
	out := []byte(text)
	i := at[rng.IntN(len(at))]
	out[i] = '1' + (text[i]-'0'+byte(rng.IntN(8)))%9
	return string(out), out[i] != text[i]
}
