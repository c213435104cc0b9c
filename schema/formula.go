package schema

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed formula.tsv
var formulaTable string

// Formula returns the text that the formulas of checks use for a meaning, "" for an
// unknown one.
func Formula(means string) string { return Formulas()[means] }

// Formulas returns all texts of formulas by what they mean, from formula.tsv, where a
// space is written as _. They are what the program says; no report is read by them.
var Formulas = sync.OnceValue(func() map[string]string {
	texts := make(map[string]string)
	_, rows, _ := strings.Cut(formulaTable, "\n")
	for row := range strings.Lines(rows) {
		if cells := strings.Split(strings.TrimSpace(row), "\t"); len(cells) == 3 {
			texts[cells[1]] = strings.ReplaceAll(cells[0], "_", " ")
		}
	}
	return texts
})
