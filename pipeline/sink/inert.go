package sink

import "strings"

// opens are the characters at the beginning of a cell by which a spreadsheet
// takes a text for a formula, or cuts the cell in two. Chinese input methods
// write some of them full width, which some spreadsheets take alike.
const opens = "=+-@\t\r\n＝＋－＠"

// Inert returns a text that no spreadsheet takes for a formula: one that begins
// as a formula does is led by an apostrophe. So is one that begins so behind
// apostrophes, or nobody could tell whose they are.
func Inert(s string) string {
	if actsUp(s) {
		return "'" + s
	}
	return s
}

// actsUp reports whether a text, apostrophes aside, begins as a formula does.
func actsUp(s string) bool {
	s = strings.TrimLeft(s, "'")
	return s != "" && strings.ContainsRune(opens, []rune(s[:min(len(s), 4)])[0])
}
