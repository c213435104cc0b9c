package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// contradiction is one row of samples/.expected.tsv.
type contradiction struct {
	id       string
	raw      string
	families []schema.Family
	operands []string
}

func readContradictions(t *testing.T) map[string][]contradiction {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "samples", ".expected.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]contradiction{}
	lines := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	for _, line := range lines[1:] {
		f := strings.Split(line, "\t")
		if len(f) < 10 {
			t.Fatalf("expected 10 columns: %q", line)
		}
		c := contradiction{id: f[1], raw: f[3], families: []schema.Family{schema.Family(f[5])}}
		for also := range strings.SplitSeq(f[9], "|") {
			c.families = append(c.families, schema.Family(also))
		}
		c.operands = append(strings.Split(f[7], "|"), f[6], f[3])
		out[f[0]] = append(out[f[0]], c)
	}
	return out
}

// explains reports whether an inconsistent check is about the contradiction: of
// one of its families, with the planted figure among the operands.
func (c contradiction) explains(k *schema.Check) bool {
	if !slices.Contains(c.families, k.Family) {
		return false
	}
	return slices.ContainsFunc(k.Operands, func(o schema.Operand) bool { return sameFigure(o.Fact.Raw, c.raw) })
}

// sameFigure compares figures as printed; a cell prints no unit.
func sameFigure(a, b string) bool {
	bare := func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), ",", "") }
	a, b = bare(a), bare(b)
	return a == b || strings.TrimRight(a, "万元") == strings.TrimRight(b, "万元")
}

// TestSamples finds the planted contradictions of samples/ and no others.
func TestSamples(t *testing.T) {
	expected, tagger := readContradictions(t), tagger()
	paths, err := filepath.Glob(filepath.Join("..", "samples", "*部门决算.*"))
	if err != nil || len(paths) < 4 {
		t.Fatalf("samples: %v, %v", paths, err)
	}
	for _, path := range paths {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			r := Process(context.Background(), tagger, Source{Path: name, Data: data}, Options{Limits: extract.DefaultLimits()})
			found := map[string]bool{}
			for i := range r.Checks {
				k := &r.Checks[i]
				if k.Verdict != schema.Inconsistent {
					continue
				}
				at := slices.IndexFunc(expected[name], func(c contradiction) bool { return c.explains(k) })
				if at < 0 {
					t.Errorf("unexpected: %s %s %s", k.Rule, k.Family, k.Formula)
					continue
				}
				for _, c := range expected[name] {
					found[c.id] = found[c.id] || c.explains(k) && k.Family == c.families[0]
				}
			}
			for _, c := range expected[name] {
				if !found[c.id] {
					t.Errorf("planted contradiction %s (%s, %s) is not found", c.id, c.families[0], c.raw)
				}
			}
		})
	}
}
