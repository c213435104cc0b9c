package words

import "strings"

// Relation is a way in which a heading holds its figures against others: 执行数为调整预算数%.
type Relation struct {
	// Pattern is a regular expression with labels in it ([Expand]) and with CHANGE, RATIO and
	// YEAR for the words and signs of a change, of a ratio, and for a year. Its groups are what
	// the figures are of, what they are held against, the word that relates them and what
	// follows it.
	Pattern string
	Form    string   // of the figures; "" where the words say whether they are amounts or rates
	Marks   []string // one of these is in the heading; nil where none need be
	Word    Use      // so is a label of this use, or one of Signs; "" where none need be
	Signs   string
	Row
}

// relation adds a row of relation.tsv.
func (t *Tables) relation(r Row, cells []string) error {
	said := func(i int) string { return strings.TrimPrefix(cells[i], "-") }
	rel := Relation{Pattern: cells[0], Form: said(1), Marks: strings.Fields(said(2)), Row: r}
	use, signs, _ := strings.Cut(said(3), " ")
	rel.Word, rel.Signs = Use(use), signs
	t.Relations = append(t.Relations, rel)
	return nil
}
