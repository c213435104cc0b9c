package clause

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema"
)

// Some offices print the levels of a class with a stroke between them:
// “住房保障支出-住房改革支出-购房补贴”科目, 一般公共服务支出/财政事务/行政运行.

// levelStroke reports a mark that parts the levels of a class.
func levelStroke(r rune) bool {
	switch r {
	case '-', '—', '–', '－', '―', '‐', '‑', '−', '/', '／', '\\', '＼', '>', '→':
		return true
	}
	return false
}

// joinedPaths replaces by one word each path of two levels at least whose names stand
// between strokes. Each name must be a class below the one before it, so that a range, a
// date or two words with a stroke are none.
func (p *Paragraph) joinedPaths(lx []Lexeme, ctx *Context) []Lexeme {
	if !mayJoinLevels(p.Text) {
		return lx
	}
	var put []Lexeme
	for from := 0; ; {
		at := strings.IndexFunc(p.Text[from:], levelStroke)
		if at < 0 {
			break
		}
		at += from
		start := p.pathStart(from, at)
		code, end := ctx.joinedPath(p.Text[start:])
		if end += start; code == "" || end <= at || overlapsWord(put, start, end) {
			_, size := utf8.DecodeRuneInString(p.Text[at:])
			from = at + size
			continue
		}
		put = append(put, Lexeme{Start: start, End: end, Kind: Word,
			Entry: &Entry{Role: ConceptWord, Function: true, Code: code, Surface: nlp.Squeeze(p.Text[start:end])}})
		from = end
	}
	return splice(lx, put...)
}

// joinedPath resolves the names that a text begins with, level by level, and returns the code
// of the last that is known and where it ends, "" when not even two are.
func (c *Context) joinedPath(text string) (code string, end int) {
	levels, size := 0, 0
	for _, level := range schema.ClassLevels() {
		name := nameAhead(text[size:])
		child := c.ChildCode(name, code, level)
		if name == "" || child == "" {
			break
		}
		code, levels = child, levels+1
		size += len(name)
		end = size
		stroke := strings.TrimLeftFunc(text[size:], levelStroke)
		if len(stroke) == len(text[size:]) {
			break
		}
		size = len(text) - len(stroke)
	}
	if levels < 2 {
		return "", 0
	}
	return code, end
}

// mayJoinLevels reports a stroke between two Han characters, which most texts lack.
func mayJoinLevels(text string) bool {
	for from := 0; ; {
		k := strings.IndexFunc(text[from:], levelStroke)
		if k < 0 {
			return false
		}
		k += from
		_, size := utf8.DecodeRuneInString(text[k:])
		before, _ := utf8.DecodeLastRuneInString(text[:k])
		after, _ := utf8.DecodeRuneInString(text[k+size:])
		if unicode.Is(unicode.Han, before) && unicode.Is(unicode.Han, after) {
			return true
		}
		from = k + size
	}
}
