package disclose

import (
	"regexp"
	"strings"

	"gongkai/schema"
)

var (
	// sectionHead is a numbered heading without a text of its own.
	sectionHead = patternOf("section_head")
	// filler is what is typed where a form must not be left empty.
	filler = regexp.MustCompile(`^[0-9A-Za-z]{1,2}$`)
)

// minFillers is how many sections in a row have the same filler: a single number
// under a heading may be that of a page.
const minFillers = 3

// fillers finds sections whose whole text is a filler.
func (s *search) fillers() {
	for i := 0; i+1 < len(s.texts); i++ {
		n := 0
		for s.filled(i+2*n) && strings.TrimSpace(s.texts[i+2*n+1].s) == strings.TrimSpace(s.texts[i+1].s) {
			n++
		}
		if n < minFillers {
			continue
		}
		for k := range n {
			t := &s.texts[i+2*k]
			s.add(schema.RuleEmptySection, strings.TrimSpace(s.texts[i+2*k+1].s), t.loc, 0, len(t.s))
		}
		i += 2*n - 1
	}
}

// filled reports whether text i is a heading and the next one a filler.
func (s *search) filled(i int) bool {
	return i+1 < len(s.texts) && sectionHead.MatchString(strings.TrimSpace(s.texts[i].s)) && filler.MatchString(strings.TrimSpace(s.texts[i+1].s))
}
