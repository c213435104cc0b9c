package table

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema/words"
)

// isFigure reports a cell that is one number, with or without a unit.
func isFigure(s string, ms []nlp.Mention) bool {
	if len(ms) != 1 {
		return false
	}
	switch ms[0].Kind {
	case nlp.Number, nlp.Amount, nlp.Ratio, nlp.Count:
	default:
		return false
	}
	return nlp.HanCount(s[:ms[0].Start]+s[ms[0].End:]) == 0 && len(strings.TrimSpace(s[:ms[0].Start]+s[ms[0].End:])) <= 1
}

// isBroken reports a cell of digits and marks without words: a figure as
// printed, readable or not.
func isBroken(s string) bool { return figureMarks.MatchString(s) }

var figureMarks = regexp.MustCompile(`^[^\p{L}\d]*\d[^\p{L}]*([eE][^\p{L}]*)?$`)

// looksCoded reports digits that may be a class without a header that says so:
// 类 and 款 of the functional and both economic classifications, and a 项, the
// last of seven digits, which amounts in 元 have too.
func looksCoded(s string) bool {
	return (len(s) == 3 || len(s) == 5) && s[0] >= '2' && s[0] <= '5' || clause.IsFunctionCode(s)
}

// yearAhead is the length of the year that a heading begins with, 0 for none.
func yearAhead(s string) int {
	if len(s) < 4 || !isYear(s[:4]) || len(s) > 4 && nlp.IsDigit(s[4]) {
		return 0
	}
	return 4
}

// firstYear and lastOfYears bound the years of our time.
const (
	firstYear   = 1990
	lastOfYears = 2100
)

// isYear reports four digits that are a year of our time.
func isYear(s string) bool {
	return len(s) == 4 && clause.IsCode(s) && nlp.Digits(s) > firstYear && nlp.Digits(s) < lastOfYears
}

// fillerMarks are marks in a cell of a column of figures where there is none.
const fillerMarks, fillerCross = `-‐‑‒–—―－─━~～_＿/／\|*＊·.．…✕〇`, "×"

// pointerMarks are an error of the sheet or a mark left from a template: a figure is
// missing which belongs there.
var pointerMarks = regexp.MustCompile(`^[（(]?.{0,6}[Xx×*＊]{2,}.{0,4}[）)]?$|^#+$|^#[A-Z/0]+[!?？！]?$`)

// longestPointer is how many characters 详见附件 and the like have at most.
const longestPointer = 22

// isBlank reports a cell that says that there is no figure.
func isBlank(s string) bool {
	return s == fillerCross || s != "" && strings.Trim(s, fillerMarks) == "" || labelled(unbracketed(s), words.CellFiller, "blank")
}

// isPointer reports a cell that says that a figure which belongs there stands
// elsewhere or is missing.
func isPointer(s string) bool {
	bare := unbracketed(s)
	return strings.ContainsAny(s, "Xx×*＊#") && pointerMarks.MatchString(s) || utf8.RuneCountInString(bare) <= longestPointer && labelled(bare, words.CellFiller, "pointer")
}

// unbracketed drops one bracket from each end.
func unbracketed(s string) string {
	for _, open := range [...]string{"（", "("} {
		s = strings.TrimPrefix(s, open)
	}
	for _, end := range [...]string{"）", ")"} {
		s = strings.TrimSuffix(s, end)
	}
	return s
}

// isFiller reports a text that says that a cell has no figure.
func isFiller(s string) bool { return !plainFigure(s) && (isBlank(s) || isPointer(s)) }

// plainFigure reports digits with points and commas at most, as most cells have, which
// spares them all the words that a cell without a figure may have.
func plainFigure(s string) bool {
	return s != "" && nlp.IsDigit(s[0]) && strings.Trim(s, "0123456789.,") == ""
}
