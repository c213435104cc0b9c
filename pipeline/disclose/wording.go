package disclose

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gongkai/nlp/trie"
	"gongkai/schema"
)

//go:embed wordings.tsv
var wordingsTSV string

// wording is a row of wordings.tsv: words that are a fault where they stand, or
// whose year or level of government must be the report's.
type wording struct {
	rule             schema.RuleID
	reports          []string // the kinds of reports it is looked for in, nil for any
	cell             bool     // looked for in the cells of tables, otherwise in prose
	holds            string   // a key of holding
	needs            []string // one of these stands in every text that matches
	pattern          *regexp.Regexp
	example, counter string
}

// holding says what must hold of the group of a pattern, a year or a level.
var holding = map[string]func(group string, of subject) bool{
	"never":        func(string, subject) bool { return false },
	"same_year":    func(g string, of subject) bool { return of.year == 0 || yearOf(g) == of.year },
	"year_before":  func(g string, of subject) bool { return of.year == 0 || yearOf(g) == of.year-1 },
	"another_year": func(g string, of subject) bool { return of.year == 0 || yearOf(g) != of.year },
	"not_ended":    func(g string, of subject) bool { return of.year == 0 || yearOf(g) >= of.year },
	"own_level":    func(g string, of subject) bool { return of.level == "" || g == of.level },
	"no_unit":      func(_ string, of subject) bool { return of.scope != schema.Unit },
}

// subject is what a report says it is of.
type subject struct {
	year  int    // 0 when unknown
	level string // 省, 市, 区 or 县; "" when the title does not say
	scope schema.EntityScope
}

func yearOf(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// ownLevel is how a title says whose budget or final accounts it is of.
var ownLevel = patternOf("own_level")

// titles is how many texts at the beginning of a report may be its title.
const titles = 3

func (s *search) subject() subject {
	of := subject{year: s.report.Document.FiscalYear, scope: s.report.Document.EntityScope}
	for i := range s.texts[:min(titles, len(s.texts))] {
		if m := ownLevel.FindStringSubmatch(s.texts[i].s); m != nil {
			of.level = m[1]
		}
	}
	return of
}

var wordingTable = sync.OnceValues(func() (rows []wording, err error) {
	for n, line := range strings.Split(strings.TrimSpace(wordingsTSV), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 8 {
			return nil, fmt.Errorf("wordings.tsv:%d: %d cells", n+1, len(f))
		}
		if n == 0 {
			continue
		}
		pattern, err := regexp.Compile(f[5])
		if err != nil || holding[f[3]] == nil {
			return nil, fmt.Errorf("wordings.tsv:%d: %s: %v", n+1, f[3], err)
		}
		w := wording{rule: schema.RuleID("disclosure." + f[0]), cell: f[2] == "cell", holds: f[3], needs: strings.Fields(f[4]), pattern: pattern, example: f[6], counter: f[7]}
		if f[1] != "any" {
			w.reports = strings.Fields(f[1])
		}
		rows = append(rows, w)
	}
	return rows, nil
})

// wordings finds the faults that words alone tell.
func (s *search) wordings() {
	table, _ := wordingTable() // its test finds what is wrong with it
	of := s.subject()
	may := needed().texts(s.texts)
	for i := range table {
		w := &table[i]
		if w.reports != nil && !slices.Contains(w.reports, string(s.report.Document.ReportKind)) {
			continue
		}
		for _, j := range may[i] {
			t := &s.texts[j]
			if w.cell != (t.loc.Cell >= 0) {
				continue
			}
			for _, m := range w.faults(t.s, of) {
				s.add(w.rule, strings.TrimSpace(t.s[m[0]:m[1]]), t.loc, m[0], m[1])
			}
		}
	}
}

// needs finds the rows that may say something of a text, in one look along it.
type needs struct {
	rows int
	find *trie.Finder // of the words that rows need
	of   [][]int      // the rows that need each
}

var needed = sync.OnceValue(func() *needs {
	table, _ := wordingTable()
	var words []string
	number := make(map[string]int)
	n := &needs{rows: len(table)}
	for i := range table {
		for _, w := range table[i].needs {
			k, known := number[w]
			if !known {
				k, number[w] = len(words), len(words)
				words, n.of = append(words, w), append(n.of, nil)
			}
			n.of[k] = append(n.of[k], i)
		}
	}
	n.find = trie.NewFinder(words)
	return n
})

// texts are for each row the texts that have a word which it needs, in order.
func (n *needs) texts(texts []text) [][]int {
	may := make([][]int, n.rows)
	for j := range texts {
		n.find.Each(texts[j].s, func(word int) bool {
			for _, i := range n.of[word] {
				if k := len(may[i]); k == 0 || may[i][k-1] != j {
					may[i] = append(may[i], j)
				}
			}
			return true
		})
	}
	return may
}

// faults are the spans of a text that are faults.
func (w *wording) faults(s string, of subject) (spans [][2]int) {
	for _, m := range w.pattern.FindAllStringSubmatchIndex(s, -1) {
		group := ""
		if len(m) > 2 && m[2] >= 0 {
			group = s[m[2]:m[3]]
		}
		if !holding[w.holds](group, of) {
			spans = append(spans, [2]int{m[0], m[1]})
		}
	}
	return spans
}

// containsAny spares most texts a regular expression.
func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// placeholder is where a form wants something written.
var placeholder = regexp.MustCompile(`[XＸ×]{2,}`)

// blank reports a form that nobody filled in: more placeholders than figures.
func (s *search) blank() bool {
	n := 0
	for i := range s.texts {
		if strings.ContainsAny(s.texts[i].s, "XＸ×") {
			n += len(placeholder.FindAllStringIndex(s.texts[i].s, -1))
		}
	}
	return n > len(s.report.Facts)
}
