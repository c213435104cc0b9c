package pipeline

import (
	"fmt"

	"gongkai/schema"
)

// mostAlike is how many documents of one body, year and kind are held against
// others. An office publishes a handful of files a year; where there are more, a
// name is shared by files it does not belong to, and comparing each with
// each would say nothing and take for ever.
const mostAlike = 64

// bodyYear is a body in a year, with a kind of report.
type bodyYear struct {
	entity string
	year   int
	kind   schema.ReportKind
}

func (f *filing) bodyYear() bodyYear { return bodyYear{f.entity, f.year, f.kind} }

func sameReport(a, b filing) bool { return a.bodyYear() == b.bodyYear() }

// takeCrowds takes out the documents of bodies that have more than mostAlike of
// them, and returns them by body.
func (l *linker) takeCrowds() (crowds [][]filing) {
	l.crowded = make(map[bodyYear]bool)
	for alike := range runs(l.sorted(), sameReport) {
		if len(alike) <= mostAlike {
			continue
		}
		crowds = append(crowds, alike)
		l.crowded[alike[0].bodyYear()] = true
		for _, f := range alike {
			delete(l.filings, f.hash)
		}
	}
	return crowds
}

// crowded notes at each document that it was not compared.
func crowded(w *acrossWriter, crowds [][]filing) {
	for _, alike := range crowds {
		for _, f := range alike {
			w.issue(f.hash, ofDocument(schema.IssueCrowded, schema.Warning,
				fmt.Sprintf("%s %d: %d documents name this body, year and kind, more than %d; none is compared with another", f.entity, f.year, len(alike), mostAlike)))
		}
	}
}
