package layout

import (
	"regexp"
	"strconv"
	"strings"
)

// band is the share of a page's height, at top and bottom, where furniture stands.
const band = 0.12

// pageNumber matches a line that is a page number and nothing else.
var pageNumber = regexp.MustCompile(`^[-—–－\s·第]*([0-9]{1,4})[-—–－\s·页]*([/／共]?\s*共?\s*[0-9]{0,4}\s*页?)$`)

// dropFurniture removes page numbers, and headers and footers that run over
// the pages. The title that a table repeats on each of its pages looks like one: above a
// table the first of them stays.
func dropFurniture(sheets []*sheet) {
	numbers := map[int]int{} // value minus page -> pages
	running := map[string]int{}
	for _, s := range sheets {
		seen := map[string]bool{}
		for _, it := range s.edges() {
			if n, ok := numberOf(it.line); ok {
				numbers[n-s.page.Number]++
			} else if k := s.runningKey(it.line); !seen[k] {
				seen[k] = true
				running[k]++
			}
		}
	}
	said := map[string]bool{}
	for _, s := range sheets {
		drop := map[*line]bool{}
		for _, it := range s.edges() {
			if n, ok := numberOf(it.line); ok {
				offset := n - s.page.Number
				drop[it.line] = numbers[offset] >= 2 || offset == 0
			} else if running[s.runningKey(it.line)] >= max(3, len(sheets)*2/5) {
				text := it.line.text()
				drop[it.line] = said[text] || !s.headsTable(it.line)
				said[text] = true
			}
		}
		kept := s.items[:0]
		for _, it := range s.items {
			if it.line == nil || !drop[it.line] {
				kept = append(kept, it)
			}
		}
		s.items = kept
	}
}

// maxHeading bounds the lines that stand between the edge of a page and its first table.
const maxHeading = 5

// headsTable reports a line that stands with a few others alone above the first ruled table
// of its page.
func (s *sheet) headsTable(l *line) bool {
	top := s.page.Height
	for _, it := range s.items {
		if it.table != nil {
			top = min(top, it.top)
		}
	}
	above := 0
	for _, it := range s.items {
		if it.line != nil && it.line.midY() < top {
			above++
		}
	}
	return top < s.page.Height && l.midY() < top && above <= maxHeading
}

// edges returns the lines that may be furniture: the two outermost lines of
// the page at the top and at the bottom, where they stand in the band.
func (s *sheet) edges() []item {
	var top, bottom []item
	for _, it := range s.items {
		if it.line == nil {
			continue
		}
		switch y := it.line.midY() / max(s.page.Height, 1); {
		case y < band:
			top = append(top, it)
		case y > 1-band:
			bottom = append(bottom, it)
		}
	}
	if len(top) > 2 {
		top = top[:2]
	}
	if len(bottom) > 2 {
		bottom = bottom[len(bottom)-2:]
	}
	return append(top, bottom...)
}

// numberOf reads a page number.
func numberOf(l *line) (int, bool) {
	m := pageNumber.FindStringSubmatch(l.text())
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil
}

// runningKey is equal for the same header or footer on different pages.
func (s *sheet) runningKey(l *line) string {
	text := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '#'
		}
		return r
	}, l.text())
	return text + "@" + strconv.Itoa(int(l.midY()/4+0.5))
}
