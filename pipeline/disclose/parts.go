package disclose

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"gongkai/extract"
	"gongkai/schema"
)

//go:embed parts.tsv
var partsTSV string

// part is something that the form of a department's budget or final accounts has
// every office state, if only that it has none.
type part struct {
	reports schema.ReportKind
	since   int      // the fiscal year from which on it is asked for
	words   []string // one of these is in whatever is said of it
	name    string
	where   schema.ConceptID // it is asked only where an amount of this is stated, "" for everywhere
}

var partTable = sync.OnceValues(func() (rows []part, err error) {
	for n, line := range strings.Split(strings.TrimSpace(partsTSV), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 5 || n > 0 && yearOf(f[1]) == 0 {
			return nil, fmt.Errorf("parts.tsv:%d: %q", n+1, line)
		}
		if n > 0 {
			rows = append(rows, part{schema.ReportKind(f[0]), yearOf(f[1]), strings.Fields(f[2]), f[3], schema.ConceptID(strings.Trim(f[4], "-"))})
		}
	}
	return rows, nil
})

// parts finds what an office must state and nowhere does, and what it must state of something that it
// spends money on. Only a report with
// contents is known to be all of one, and only that of an office: a government's
// accounts have another form, and so has a report that lacks most of the parts.
func (s *search) parts() {
	d := &s.report.Document
	at, ok := s.contentsPage()
	if !ok || s.report.Territorial || d.EntityLevel == schema.Government {
		return
	}
	asked, missing := 0, []string(nil)
	table, _ := partTable() // its test finds what is wrong with it
	for _, p := range table {
		if p.reports != d.ReportKind || d.FiscalYear < p.since || p.where != "" && !s.spends(p.where) {
			continue
		}
		if asked++; !s.says(p.words) {
			missing = append(missing, p.name)
		}
	}
	if len(missing)*2 >= asked {
		return
	}
	for _, name := range missing {
		s.add(schema.RuleMissingPart, name, at, 0, len(s.doc.Text(at).S))
	}
}

// spends reports an amount above zero that the report tells in its text as spent on something.
func (s *search) spends(c schema.ConceptID) bool {
	for i := range s.report.Facts {
		if f := &s.report.Facts[i]; f.Concept == c && f.Measure == schema.Final && f.Form == schema.Level && f.SourceKind == schema.Narrative && f.Value.IsPositive() {
			return true
		}
	}
	return false
}

// contentsPage finds where the contents begin.
func (s *search) contentsPage() (extract.Loc, bool) {
	for i := range s.texts {
		if t := &s.texts[i]; t.loc.Cell < 0 && contentsHead.MatchString(strings.TrimSpace(t.s)) {
			return t.loc, true
		}
	}
	return extract.Loc{}, false
}

// says reports a text of the report that has one of several words, or all of those that a + joins.
func (s *search) says(words []string) bool {
	for i := range s.texts {
		text := s.texts[i].s
		lacks := func(w string) bool { return !strings.Contains(text, w) }
		if slices.ContainsFunc(words, func(w string) bool { return !slices.ContainsFunc(strings.Split(w, "+"), lacks) }) {
			return true
		}
	}
	return false
}
