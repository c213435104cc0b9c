package words

import (
	"fmt"
	"slices"
	"strings"
)

// Heading is what a title must say to open a section or to name a table, with the ids
// of the sections in final accounts and in budgets, "" where it opens none.
type Heading struct {
	All   [][]string // one of each must occur
	None  [][]string // none of any may occur
	Opens HeadingKind
	Final string
	Plan  string
	Row
}

// HeadingKind says what a heading opens.
type HeadingKind string

// The kinds of headings.
const (
	OpensSection HeadingKind = "section" // a part of the narrative
	OpensTable   HeadingKind = "table"   // a table, whose title ends in 表
	OpensFund    HeadingKind = "fund"    // the accounts of one budget: the title is one of All and no more
)

// Matches reports whether a title says what the row asks for.
func (h *Heading) Matches(title string) bool {
	in := func(word string) bool { return strings.Contains(title, word) }
	for _, alternatives := range h.All {
		if !slices.ContainsFunc(alternatives, in) {
			return false
		}
	}
	for _, alternatives := range h.None {
		if slices.ContainsFunc(alternatives, in) {
			return false
		}
	}
	return true
}

// String is the row as a reader of the table would say it: words that a title must have
// are joined by " + ", alternatives by "/", and what it may not say follows " − ".
func (h *Heading) String() string {
	way := ""
	for i, alternatives := range h.All {
		if i > 0 {
			way += " + "
		}
		way += strings.Join(alternatives, "/")
	}
	for _, alternatives := range h.None {
		way += " − " + strings.Join(alternatives, "/")
	}
	return way
}

// alternatives reads a cell of words, with alternatives written a|b.
func alternatives(cell string) (all [][]string) {
	for _, word := range list(cell) {
		all = append(all, strings.Split(word, "|"))
	}
	return all
}

func (t *Tables) heading(r Row, cells []string) error {
	opens := HeadingKind(cells[2])
	if opens != OpensSection && opens != OpensTable && opens != OpensFund {
		return fmt.Errorf("%s is nothing a heading opens", opens)
	}
	h := Heading{All: alternatives(cells[0]), None: alternatives(cells[1]), Opens: opens, Final: orNone(cells[3]), Plan: orNone(cells[4]), Row: r}
	if h.Final == "" && h.Plan == "" {
		return fmt.Errorf("it opens nothing")
	}
	t.Headings = append(t.Headings, h)
	return nil
}
