package schema

import (
	"slices"
	"strings"
)

// belowMarks are the marks of the levels below those of a code of so many digits.
var belowMarks = map[int][]string{3: {"（款）", "(款)", "（项）", "(项)"}, 5: {"（项）", "(项)"}}

// NamesBelow reports a name of an item below the class of a code, one that the
// classification does not have: 行政事业单位养老支出（款）退休人员活动费（项） has no code
// but that of its 款, and is no other item of it.
func NamesBelow(name, code string) bool {
	return slices.ContainsFunc(belowMarks[len(code)], func(m string) bool { return strings.Contains(name, m) })
}
