package pipeline

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// TestErrors holds what gongkai finds against what a person found, who read the
// documents of testdata/errors.tsv before looking at any output. An error is found
// where a check fails on the figures of its row in the passage it quotes. The column
// found says which are: they stay found, and one that is found later is marked.
func TestErrors(t *testing.T) {
	t.Parallel()
	slow(t, "reads two dozen documents")
	root := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skip("no shared corpus beside the repository")
	}
	all, hit := map[string]int{}, map[string]int{}
	tagger := tagger()
	known := readErrors(t)
	for _, file := range slices.Sorted(maps.Keys(known)) {
		r := readWhole(t, tagger, filepath.Join(root, filepath.FromSlash(file)))
		for _, e := range known[file] {
			all[e.family]++
			blocks := e.blocks(r)
			if len(blocks) == 0 {
				t.Errorf("%s: no passage says %s", file, e.where)
			}
			switch found := slices.ContainsFunc(r.Checks, func(c schema.Check) bool { return e.foundBy(&c, blocks) }) ||
				slices.ContainsFunc(r.Issues, func(s schema.Issue) bool { return e.disclosed(&s, blocks) }); {
			case found && !e.found:
				t.Errorf("found now, mark it\t%s\t%s\t%s", file, e.kind, e.where)
				fallthrough
			case found:
				hit[e.family]++
			case e.found:
				t.Errorf("no longer found\t%s\t%s\t%s", file, e.kind, e.where)
			default:
				t.Logf("missed\t%s\t%s\t%s\t%s", e.family, e.kind, file, e.where)
			}
		}
	}
	for _, family := range slices.Sorted(maps.Keys(all)) {
		t.Logf("%s: %d of %d found", family, hit[family], all[family])
	}
}

// knownError is a row of testdata/errors.tsv.
type knownError struct {
	family, kind string
	where        string   // words of the passage
	figures      []string // as printed, those that contradict each other
	found        bool
}

// blocks lists the passages that hold the words of an error.
func (e *knownError) blocks(r *schema.Report) (blocks []int) {
	for i := range r.Blocks {
		if strings.Contains(squeeze(r.Blocks[i].Text), squeeze(e.where)) {
			blocks = append(blocks, r.Blocks[i].Index)
		}
	}
	return blocks
}

// disclosed reports whether an issue of disclosure is that of an error.
func (e *knownError) disclosed(s *schema.Issue, blocks []int) bool {
	rule, _, _ := strings.Cut(s.Detail, ":")
	return e.family == "disclosure" && s.Code == schema.IssueDisclosure && slices.Contains(blocks, s.Source.Block) &&
		strings.HasSuffix(rule, "."+strings.ReplaceAll(e.kind, " ", "_"))
}

// foundBy reports whether a check fails on an error: on two of its figures, or the
// only one, at least one of which is in its passage.
func (e *knownError) foundBy(c *schema.Check, blocks []int) bool {
	if c.Verdict != schema.Inconsistent || e.family == "disclosure" {
		return false
	}
	inPlace := slices.ContainsFunc(c.Operands, func(o schema.Operand) bool { return slices.Contains(blocks, o.Fact.Source.Block) })
	if !inPlace {
		return false
	}
	matched := 0
	for _, figure := range e.figures {
		if slices.ContainsFunc(c.Operands, func(o schema.Operand) bool { return squeeze(o.Fact.Raw) == squeeze(figure) }) {
			matched++
		}
	}
	return matched >= min(2, len(e.figures))
}

// squeeze takes out spaces and the commas of thousands.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == ',' {
			return -1
		}
		return r
	}, s)
}

func readWhole(t *testing.T, tagger *tag.Tagger, path string) *schema.Report {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return Process(context.Background(), tagger, Source{Data: data}, Options{Limits: extract.DefaultLimits(), Blocks: true})
}

// readErrors maps files to the errors found in them by hand.
func readErrors(t *testing.T) map[string][]knownError {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "errors.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	errors := make(map[string][]knownError)
	for n, line := range slices.Collect(strings.Lines(string(data))) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 7 {
			t.Fatalf("errors.tsv:%d has %d columns", n+1, len(f))
		}
		if n > 0 {
			errors[f[0]] = append(errors[f[0]], knownError{f[1], f[2], f[3], strings.Fields(f[4]), f[6] == "yes"})
		}
	}
	return errors
}
