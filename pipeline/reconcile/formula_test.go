package reconcile

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"testing"

	"gongkai/schema"
)

// TestFormulaWords holds the texts that formulas are made of against their table: each
// that is asked for is there, and each that is there is asked for.
func TestFormulaWords(t *testing.T) {
	source, err := os.ReadFile("formula.go")
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	for _, m := range regexp.MustCompile(`schema\.Formula\("([a-z_]+)"\)`).FindAllStringSubmatch(string(source), -1) {
		asked = append(asked, m[1])
	}
	slices.Sort(asked)
	if known := slices.Sorted(maps.Keys(schema.Formulas())); !slices.Equal(asked, known) {
		t.Errorf("asked for %q\nthe table has %q", asked, known)
	}
}
