package export

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// columns.tsv names the columns in Chinese, with unit, whether they are coded,
// and an explanation. Lines whose name begins with a sign are no columns: "* " is
// a table, ": " the name of a column by its suffix, "@ " a place, "= " a text of
// the explaining sheet.
//
//go:embed columns.tsv
var columnsTSV string

// described is a line of columns.tsv.
type described struct {
	chinese, unit, explain string
	coded                  bool
}

var descriptions = sync.OnceValue(func() map[string]described {
	all := make(map[string]described)
	for line := range strings.Lines(columnsTSV) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) == 5 {
			all[f[0]] = described{chinese: f[1], unit: f[2], coded: f[3] == "1", explain: f[4]}
		}
	}
	return all
})

// said is a text of the explaining sheet.
func said(key string) string { return descriptions()["= "+key].chinese }

// placeWords are the formats of places.
var placeWords = sync.OnceValue(func() map[string]string {
	words := make(map[string]string)
	for _, k := range []string{"page", "line", "cell", "block"} {
		words[k] = descriptions()["@ "+k].chinese
	}
	return words
})

// budgetSuffix ends the name of a column of what was planned.
const budgetSuffix = "_budget"

// describe describes the columns of a table.
func describe(table string, names []string, zeros []any) (columns []Column, err error) {
	for i, name := range names {
		d, ok := descriptions()[name]
		if base, planned := strings.CutSuffix(name, budgetSuffix); !ok && planned {
			d, ok = descriptions()[base]
			d.chinese = fmt.Sprintf(descriptions()[": budget"].chinese, d.chinese)
		}
		if !ok {
			return nil, fmt.Errorf("columns.tsv has no line for %s of %s", name, table)
		}
		c := Column{Name: name, Chinese: d.chinese, Explain: d.explain, Coded: d.coded, unit: d.unit, zero: zeros[i]}
		if d.unit != "" {
			c.Chinese += "（" + d.unit + "）"
		}
		columns = append(columns, c)
	}
	return columns, nil
}
