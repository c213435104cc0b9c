package clause

import (
	"slices"
	"unicode/utf8"
)

// A line without marks may be a megabyte long and have a hundred thousand
// numbers, and each asks what stands around it. So nothing is looked for farther
// away than any sentence is long, and the lexeme at a byte is found by halving.

// mostSentence is how many bytes of a sentence are taken on either side of a
// place in it. A longer one is no sentence but a table or a line without marks.
const mostSentence = 4096

// Reach is how many lexemes are looked through for what a clause says.
const Reach = 256

// near is the first byte from which on a text is looked at from a place in it.
func near(text string, from, at int) int {
	if from >= at-mostSentence {
		return min(from, at)
	}
	from = at - mostSentence
	for from < at && !utf8.RuneStart(text[from]) {
		from++
	}
	return from
}

// upTo is the byte after the last that is looked at.
func upTo(text string, at int) int {
	to := min(at+mostSentence, len(text))
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return to
}

// After is the text behind a byte, as far as it is looked at.
func (p *Paragraph) After(at int) string { return p.Text[at:upTo(p.Text, at)] }

// Between is the text from one byte to another, as far as it is looked at from
// the other.
func (p *Paragraph) Between(from, to int) string { return p.Text[near(p.Text, from, to):to] }

// LexemeAt is the first lexeme that begins at a byte or behind it.
func (p *Paragraph) LexemeAt(at int) int {
	from, to := 0, len(p.Lexemes)
	for from < to {
		if middle := int(uint(from+to) >> 1); p.Lexemes[middle].Start < at {
			from = middle + 1
		} else {
			to = middle
		}
	}
	return from
}

// splice puts lexemes, in the order of the text, in place of those they cover. Of
// two that overlap the later one stays.
func splice(lx []Lexeme, put ...Lexeme) []Lexeme {
	if len(put) == 0 {
		return lx
	}
	out := make([]Lexeme, 0, len(lx)+len(put))
	k := 0
	for _, x := range put {
		for k < len(lx) && lx[k].End <= x.Start {
			out = append(out, lx[k])
			k++
		}
		for k < len(lx) && lx[k].Start < x.End {
			k++
		}
		for len(out) > 0 && out[len(out)-1].End > x.Start {
			out = out[:len(out)-1]
		}
		out = append(out, x)
	}
	return append(out, lx[k:]...)
}

// spliceHere puts one lexeme in place of those it covers, in the slice itself.
func (p *Paragraph) spliceHere(x Lexeme) {
	i := p.LexemeAt(x.Start)
	for i > 0 && p.Lexemes[i-1].End > x.Start {
		i--
	}
	j := i
	for j < len(p.Lexemes) && p.Lexemes[j].Start < x.End {
		j++
	}
	p.Lexemes = slices.Replace(p.Lexemes, i, j, x)
}
