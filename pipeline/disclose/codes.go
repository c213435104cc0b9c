package disclose

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"gongkai/extract"
	"gongkai/schema"
)

var (
	// codeColumn heads a column of the two digits of a 款 or 项.
	codeColumn = patternOf("code_column")
	twoDigits  = regexp.MustCompile(`^\d\d$`)
	oneDigit   = regexp.MustCompile(`^\d$`)
)

// codes finds codes of classes without their zero, 2 for 02, in a column whose other
// codes have both digits.
func (s *search) codes() {
	for b := range s.doc.Blocks {
		t := s.doc.Blocks[b].Table
		if t == nil || s.doc.Blocks[b].Kind != extract.TableBlock {
			continue
		}
		heads := make(map[int]int) // column to the row of its heading
		for i := range t.Cells {
			if c := &t.Cells[i]; codeColumn.MatchString(strings.TrimSpace(c.Text.S)) {
				heads[c.Col] = c.Row
			}
		}
		for _, col := range slices.Sorted(maps.Keys(heads)) {
			s.column(b, col, heads[col])
		}
	}
}

func (s *search) column(block, col, head int) {
	whole := 0
	var short []int
	cells := s.doc.Blocks[block].Table.Cells
	for i := range cells {
		if c := &cells[i]; c.Col == col && c.Row > head {
			switch code := strings.TrimSpace(c.Text.S); {
			case twoDigits.MatchString(code):
				whole++
			case oneDigit.MatchString(code):
				short = append(short, i)
			}
		}
	}
	if whole <= len(short) {
		return
	}
	for _, i := range short {
		s.add(schema.RuleCode, strings.TrimSpace(cells[i].Text.S), extract.Loc{Block: block, Cell: i}, 0, len(cells[i].Text.S))
	}
}
