// Package pattern writes many wordings as one, the way licences are compared:
// alternatives stand in round brackets with "|" between them, what may be left out
// in square ones, and spaces part the pieces:
//
//	(公务用车|公车) 购置 (费|经费) [支出]
//
// A pattern may hold others. The brackets of wordings themselves are full-width,
// 因公出国（境）费. The tables of schema and of schema/words are written in patterns
// and read as the strings these stand for.
package pattern

import (
	"iter"
	"strings"
)

// Expand yields every string a pattern stands for, each once.
func Expand(pattern string) iter.Seq[string] {
	return func(yield func(string) bool) {
		seen := make(map[string]bool)
		for _, s := range alternatives(strings.ReplaceAll(pattern, " ", "")) {
			if !seen[s] && s != "" && !yield(s) {
				return
			}
			seen[s] = true
		}
	}
}

// alternatives lists the strings of a pattern without spaces.
func alternatives(pattern string) (out []string) {
	for _, option := range Split(pattern) {
		out = append(out, sequence(option)...)
	}
	return out
}

// sequence lists the strings of a pattern without alternatives at its top level:
// the text before its first bracket, what stands in the bracket, and the rest.
func sequence(pattern string) (out []string) {
	open := strings.IndexAny(pattern, "([")
	if open < 0 {
		return []string{pattern}
	}
	shut := closing(pattern, open)
	middle := alternatives(pattern[open+1 : shut])
	if pattern[open] == '[' {
		middle = append(middle, "")
	}
	rest := sequence(pattern[shut+1:])
	for _, m := range middle {
		for _, r := range rest {
			out = append(out, pattern[:open]+m+r)
		}
	}
	return out
}

// closing is the byte of the bracket that shuts the one at open, or the end of a
// pattern that lacks it.
func closing(pattern string, open int) int {
	depth := 0
	for i := open; i < len(pattern); i++ {
		switch pattern[i] {
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(pattern) - 1
}

// Split divides a pattern at the "|" outside its brackets.
func Split(pattern string) (out []string) {
	depth, from := 0, 0
	for i := range len(pattern) {
		switch pattern[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '|':
			if depth == 0 {
				out, from = append(out, pattern[from:i]), i+1
			}
		}
	}
	return append(out, pattern[from:])
}
