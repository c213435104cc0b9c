package disclose

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/schema"
)

var (
	// contentsHead begins the contents of a report.
	contentsHead = regexp.MustCompile(`^目\s*录$`)
	// tableEntry is a numbered line of the contents that names a table.
	tableEntry = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|\d+[.．、])\s*([^，。；]{2,40}表)[\s.…·]*\d*$`)
	// titleEdge is what may stand before the name of a table in its title.
	titleEdge = regexp.MustCompile(`(?:^|[）)、.．:：\s年度门位会局院厅])$`)
)

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
	for i := from; i < len(s.texts); i++ {
		if t := &s.texts[i]; utf8.RuneCountInString(t.s) <= maxTitle {
			markTitle(entries, strings.TrimSpace(t.s))
		}
	}
	var missing []entry
	for _, e := range entries {
		if !e.found {
			missing = append(missing, e)
		}
	}
	if len(missing)*4 > len(entries) {
		return
	}
	for _, e := range missing {
		s.add(schema.RuleMissingPart, e.name, e.loc, 0, len(s.doc.Text(e.loc).S))
	}
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
			entries, end = append(entries, entry{name: m[1], loc: t.loc}), i+1
		case in && utf8.RuneCountInString(line) > maxTitle:
			return entries, end
		}
	}
	return entries, end
}

// markTitle marks the table that a text is the title of: of those whose name it ends
// with the one with the longest name.
func markTitle(entries []entry, title string) {
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
}
