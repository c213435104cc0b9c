package words

import (
	"cmp"
	"fmt"
	"strings"
	"sync"
)

// Formula returns the text that the formulas of checks use for a meaning, "" for an
// unknown one. Formulas are what the program says itself; no report is read by these
// texts, so their table is read apart from the others.
func Formula(means string) string { return Formulas()[means] }

// Formulas returns all texts of formulas by what they mean.
var Formulas = sync.OnceValue(func() map[string]string {
	texts, _ := formulas() // TestFormulas reports what is wrong
	return texts
})

func formulas() (map[string]string, error) {
	text, err := files.ReadFile("formula.tsv")
	if err != nil {
		return nil, err
	}
	texts := make(map[string]string)
	errs := rows("formula.tsv", string(text), func(r Row, cells []string) error {
		if texts[cells[1]] != "" {
			return fmt.Errorf("%s is there already", cells[1])
		}
		texts[cells[1]] = spaced(cells[0])
		return nil
	})
	return texts, cmp.Or(errs...)
}

// spaced is a text of a formula, in whose cell spaces are written as _.
func spaced(cell string) string { return strings.ReplaceAll(cell, "_", " ") }

// verbs are what stands in a text of a formula for what is put in.
var verbs = strings.NewReplacer("%s", "\x00", "%d", "\x00")

// spells reports an example that holds a text of a formula, with whatever is put in.
func spells(example, cell string) bool {
	for piece := range strings.SplitSeq(verbs.Replace(spaced(cell)), "\x00") {
		_, rest, ok := strings.Cut(example, piece)
		if !ok {
			return false
		}
		example = rest
	}
	return true
}
