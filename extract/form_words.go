package extract

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
)

// formTable holds what is printed on the forms that text_form.go knows: a word, what it
// means, an example and a counter-example a row, which are tests.
//
//go:embed form.tsv
var formTable string

// formKind is what a printed head of a form announces.
type formKind string

const (
	formClass  formKind = "class"  // a class of indicators
	formName   formKind = "name"   // the indicator
	formValue  formKind = "value"  // what was aimed at or reached, the unit
	formPoints formKind = "points" // points given
	formMoney  formKind = "money"  // an amount
	formRate   formKind = "rate"   // how much of it was spent
	formRemark formKind = "remark" // words, which may be left out
)

// formWords is the table, read.
type formWords struct {
	heads   map[string]formKind // without what stands in brackets behind them
	labels  map[string]bool     // before which a line is cut
	project string              // the label before the name of the project
	opening []string            // all are in a line with the whole of a form

	className, moneyName, blankName, amount, bracket *regexp.Regexp
}

// wordsOfForms reads the table when the first form is met.
var wordsOfForms = sync.OnceValue(func() *formWords {
	w := &formWords{heads: map[string]formKind{}, labels: map[string]bool{}}
	for _, row := range formRows() {
		w.add(row[0], row[1])
	}
	return w
})

// formRows are the rows of the table, four cells each.
func formRows() (rows [][]string) {
	for line := range strings.Lines(formTable[strings.IndexByte(formTable, '\n')+1:]) {
		if line = strings.TrimSuffix(line, "\n"); !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}

// add takes a row.
func (w *formWords) add(word, means string) {
	means, of, _ := strings.Cut(means, " ")
	switch means {
	case "head":
		w.heads[word] = formKind(of)
	case "label":
		w.labels[word] = true
	case "project":
		w.project = word
	case "opening":
		w.opening = append(w.opening, word)
	case "pattern":
		*w.pattern(of) = regexp.MustCompile(word)
	}
}

// pattern is where the pattern of a name is kept.
func (w *formWords) pattern(name string) **regexp.Regexp {
	return map[string]**regexp.Regexp{
		"class_name": &w.className, "money_name": &w.moneyName, "blank_name": &w.blankName, "amount": &w.amount, "bracket": &w.bracket,
	}[name]
}

// head is what a cell announces, "" for nothing.
func (w *formWords) head(cell string) formKind { return w.heads[w.bracket.ReplaceAllString(cell, "")] }

// isProject reports the label before the name of the project.
func (w *formWords) isProject(cell string) bool { return strings.TrimRight(cell, ":：") == w.project }

// opens reports a line with the whole of a form.
func (w *formWords) opens(line string) bool {
	for _, word := range w.opening {
		if !strings.Contains(line, word) {
			return false
		}
	}
	return true
}

// isMoney reports a name of money, in a cell that is no sentence.
func (w *formWords) isMoney(cell string) bool {
	return len(cell) <= maxFormRune && w.moneyName.MatchString(cell)
}
