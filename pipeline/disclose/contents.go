package disclose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/schema"
)

var (
	// contentsHead begins the contents of a report.
	contentsHead = patternOf("contents_head")
	// tableEntry is a numbered line of the contents that names a table.
	tableEntry = patternOf("table_entry")
	// underEntry is a line of the contents below a numbered one: that is a heading.
	underEntry = patternOf("under_entry")
	// titleEdge is what may stand before the name of a table in its title.
	titleEdge = patternOf("title_edge")
)

// tableEnd ends the title of a table.
var tableEnd = wordOf("table_end")

// maxTitle is how many characters the title of a table has at most.
const maxTitle = 60

// entry is a table that the contents name.
type entry struct {
	name  string
	loc   extract.Loc
	found bool
}

// contents finds tables that the contents name and the report does not have. Where
// most of them are elsewhere, in an annex that is a file of its own, none is missed.
func (s *search) contents() {
	entries, from := s.entries()
	if len(entries) == 0 {
		return
	}
	var others []string // titles of tables that the contents call otherwise, if they do
	for i := from; i < len(s.texts); i++ {
		title := strings.TrimSpace(s.texts[i].s)
		if !strings.HasSuffix(title, tableEnd) || utf8.RuneCountInString(title) > maxTitle || markTitle(entries, title) {
			continue
		}
		if over := s.overLines(i, from) + title; over == title || !markTitle(entries, over) {
			others = append(others, title)
		}
	}
	missing := slices.DeleteFunc(slices.Clone(entries), func(e entry) bool { return e.found })
	if len(missing)*4 > len(entries) {
		return
	}
	for _, e := range missing {
		if !slices.ContainsFunc(others, func(title string) bool { return calls(title, e.name) }) {
			s.add(schema.RuleMissingPart, e.name, e.loc, 0, len(s.doc.Text(e.loc).S))
		}
	}
}

// overLines is the first line of a title whose second is text i, "" where none is before it.
func (s *search) overLines(i, from int) string {
	if i == from || i == 0 || s.texts[i-1].loc.Cell >= 0 {
		return ""
	}
	before := strings.TrimSpace(s.texts[i-1].s)
	if utf8.RuneCountInString(before) > maxTitle || strings.ContainsAny(before, "。；：") {
		return ""
	}
	return before
}

// calls reports whether a title is the name of a table in other words: it has most
// of its characters in their order.
func calls(title, name string) bool {
	want, have := []rune(name), []rune(title)
	// longest[j] is the length of the longest common subsequence with the first j characters.
	longest := make([]int, len(have)+1)
	for _, r := range want {
		before := 0
		for j, h := range have {
			here := longest[j+1]
			if r == h {
				longest[j+1] = before + 1
			}
			longest[j+1] = max(longest[j+1], longest[j])
			before = here
		}
	}
	return longest[len(have)]*10 >= len(want)*7
}

// entries lists the tables that the contents name, and the text after the contents.
func (s *search) entries() (entries []entry, end int) {
	in := false
	for i := range s.texts {
		t := &s.texts[i]
		if t.loc.Cell >= 0 {
			if in {
				break
			}
			continue
		}
		line := strings.TrimSpace(t.s)
		switch m := tableEntry.FindStringSubmatch(line); {
		case contentsHead.MatchString(line):
			in = true
		case in && m != nil:
			if n := len(entries); n > 0 && underEntry.MatchString(line) && !underEntry.MatchString(s.doc.Text(entries[n-1].loc).S) {
				entries = entries[:n-1]
			}
			entries, end = append(entries, entry{name: m[1], loc: t.loc}), i+1
		case in && utf8.RuneCountInString(line) > maxTitle:
			return entries, end
		}
	}
	return entries, end
}

// markTitle marks the table that a text is the title of: of those whose name it ends
// with the one with the longest name. It reports whether there is one.
func markTitle(entries []entry, title string) bool {
	best := -1
	for i := range entries {
		if head, ok := strings.CutSuffix(title, entries[i].name); ok && titleEdge.MatchString(head) &&
			(best < 0 || len(entries[i].name) > len(entries[best].name)) {
			best = i
		}
	}
	if best >= 0 {
		entries[best].found = true
	}
	return best >= 0
}
