package words

import (
	"fmt"
	"strings"
)

// Heading is what a title must say to open a section or to name a table, with the ids
// of the sections in final accounts and in budgets, "" where it opens none.
type Heading struct {
	All   []string // every entry must occur; alternatives are written a|b
	None  []string // no entry may occur
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
	for _, words := range h.All {
		if !Contains(title, words) {
			return false
		}
	}
	for _, words := range h.None {
		if Contains(title, words) {
			return false
		}
	}
	return true
}

// Contains reports whether s contains one of the words written with "|" between them.
func Contains(s, words string) bool {
	for words != "" {
		var word string
		word, words, _ = strings.Cut(words, "|")
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// String is the row as a reader of the table would say it: words that a title must have
// are joined by " + ", alternatives by "/", and what it may not say follows " − ".
func (h *Heading) String() string {
	way := strings.Join(h.All, " + ")
	if len(h.None) > 0 {
		way += " − " + strings.Join(h.None, " − ")
	}
	return strings.ReplaceAll(way, "|", "/")
}

func (t *Tables) heading(r Row, cells []string) error {
	opens := HeadingKind(cells[2])
	if opens != OpensSection && opens != OpensTable && opens != OpensFund {
		return fmt.Errorf("%s is nothing a heading opens", opens)
	}
	h := Heading{All: list(cells[0]), None: list(cells[1]), Opens: opens, Final: orNone(cells[3]), Plan: orNone(cells[4]), Row: r}
	if h.Final == "" && h.Plan == "" {
		return fmt.Errorf("it opens nothing")
	}
	t.Headings = append(t.Headings, h)
	return nil
}
