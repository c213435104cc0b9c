package disclose

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"sync"
)

//go:embed patterns.tsv
var patternsTSV string

//go:embed vocabulary.tsv
var vocabularyTSV string

// patternRow is a row of patterns.tsv: what the searches of this package look for in texts.
type patternRow struct {
	pattern          *regexp.Regexp
	example, counter string
}

var patternTable = sync.OnceValues(func() (map[string]patternRow, error) {
	rows := make(map[string]patternRow)
	for n, line := range strings.Split(strings.TrimSpace(patternsTSV), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return rows, fmt.Errorf("patterns.tsv:%d: %d cells", n+2, len(f))
		}
		pattern, err := regexp.Compile(f[1])
		if err != nil {
			return rows, fmt.Errorf("patterns.tsv:%d: %w", n+2, err)
		}
		rows[f[0]] = patternRow{pattern, f[2], f[3]}
	}
	return rows, nil
})

// nowhere matches nothing.
var nowhere = regexp.MustCompile(`[^\s\S]`)

// patternOf is the pattern of a name, one that matches nothing for a name that the table lacks, which its
// test finds.
func patternOf(name string) *regexp.Regexp {
	rows, _ := patternTable()
	if row, ok := rows[name]; ok {
		return row.pattern
	}
	return nowhere
}

var vocabularyTable = sync.OnceValue(func() map[string][]string {
	rows := make(map[string][]string)
	_, table, _ := strings.Cut(vocabularyTSV, "\n")
	for line := range strings.Lines(table) {
		if f := strings.Split(line, "\t"); len(f) == 3 {
			rows[f[0]] = strings.Fields(f[1])
		}
	}
	return rows
})

// wordsOf are the words of a use in vocabulary.tsv.
func wordsOf(use string) []string { return vocabularyTable()[use] }

// wordOf is the word of a use that has one.
func wordOf(use string) string { return strings.Join(wordsOf(use), "") }
