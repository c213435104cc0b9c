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
	"slices"
	"strings"
)

// Expand yields every string a pattern stands for, each once.
func Expand(pattern string) iter.Seq[string] {
	return func(yield func(string) bool) {
		seen := make(map[string]bool)
		Parse(pattern).Each(func(wording []byte) bool {
			s := string(wording)
			if seen[s] || s == "" {
				return true
			}
			seen[s] = true
			return yield(s)
		})
	}
}

// Pattern is a pattern taken apart: the sequences that it is one of.
type Pattern struct{ options [][]piece }

// piece is a part of a sequence: a text, or what is in a bracket.
type piece struct {
	text    string
	bracket [][]piece // nil for a text
}

// Literal is the pattern of one string, whatever signs are in it.
func Literal(s string) Pattern { return Pattern{[][]piece{{{text: s}}}} }

// Parse takes a pattern apart.
func Parse(pattern string) Pattern {
	return Pattern{options(strings.ReplaceAll(pattern, " ", ""))}
}

// options are the alternatives of a pattern without spaces.
func options(pattern string) (out [][]piece) {
	for _, option := range Split(pattern) {
		out = append(out, sequence(option))
	}
	return out
}

// sequence takes a pattern without alternatives at its top level apart. What may be
// left out is one of two, the other of which is nothing.
func sequence(pattern string) (out []piece) {
	for {
		open := strings.IndexAny(pattern, "([")
		if open != 0 && pattern != "" {
			text := pattern
			if open > 0 {
				text = pattern[:open]
			}
			out = append(out, piece{text: text})
		}
		if open < 0 {
			return out
		}
		shut := closing(pattern, open)
		inside := options(pattern[open+1 : shut])
		if pattern[open] == '[' {
			inside = append(inside, nil)
		}
		out, pattern = append(out, piece{bracket: inside}), pattern[shut+1:]
	}
}

// Map is the pattern with its texts changed.
func (p Pattern) Map(change func(string) string) Pattern { return Pattern{mapped(p.options, change)} }

func mapped(all [][]piece, change func(string) string) [][]piece {
	out := make([][]piece, len(all))
	for i, seq := range all {
		out[i] = slices.Clone(seq)
		for k := range seq {
			if x := &out[i][k]; x.bracket != nil {
				x.bracket = mapped(x.bracket, change)
			} else {
				x.text = change(x.text)
			}
		}
	}
	return out
}

// Has reports a pattern with any of some characters in its texts.
func (p Pattern) Has(characters string) bool { return anyHas(p.options, characters) }

func anyHas(all [][]piece, characters string) bool {
	return slices.ContainsFunc(all, func(seq []piece) bool {
		return slices.ContainsFunc(seq, func(x piece) bool {
			return strings.ContainsAny(x.text, characters) || anyHas(x.bracket, characters)
		})
	})
}

// Each calls yield with every string that the pattern stands for, one that can be made in
// two ways twice, until it returns false. The bytes are good until it returns. Strings
// that begin alike follow one another.
func (p Pattern) Each(yield func(wording []byte) bool) {
	w := writer{yield: yield}
	w.any(p.options, nil)
}

// writer writes the strings of a pattern, one over the other.
type writer struct {
	wording []byte
	yield   func([]byte) bool
}

// rest is what follows the bracket being written, and what follows that.
type rest struct {
	seq  []piece
	next *rest
}

// any writes each of some sequences, with what follows.
func (w *writer) any(all [][]piece, next *rest) bool {
	for _, seq := range all {
		if !w.sequence(seq, next) {
			return false
		}
	}
	return true
}

// sequence writes a sequence with what follows, and reports whether to go on.
func (w *writer) sequence(seq []piece, next *rest) bool {
	from := len(w.wording)
	for len(seq) > 0 && seq[0].bracket == nil {
		w.wording, seq = append(w.wording, seq[0].text...), seq[1:]
	}
	on := true
	switch {
	case len(seq) > 0:
		on = w.any(seq[0].bracket, &rest{seq[1:], next})
	case next != nil:
		on = w.sequence(next.seq, next.next)
	default:
		on = w.yield(w.wording)
	}
	w.wording = w.wording[:from]
	return on
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
