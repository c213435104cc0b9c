package nlp

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp/outline"
)

// View is a text with what is no part of its words: what a converter left of Word's
// fields, and the list number that the text opens with. Both are found once, when the
// View is made; a text with neither, as most are, costs one look at its bytes.
type View struct {
	Text    string // as written; all bytes are of it
	Start   int    // where its words begin, after residue and numbering
	residue []stretch
	level   int // of its list number + 1, 0 before Level was asked
}

// stretch is a part of a text, half-open.
type stretch struct{ from, to int }

// ViewOf finds the residue and the numbering of a text.
func ViewOf(text string) View {
	v := View{Text: text, residue: residueIn(text)}
	for {
		start := v.ResidueEnd(v.Start)
		start += outline.Skip(text[start:])
		if start == v.Start {
			return v
		}
		v.Start = start
	}
}

// ResidueEnd is the byte after the residue that begins at byte i, i where none does.
func (v *View) ResidueEnd(i int) int {
	for _, r := range v.residue {
		if r.from == i {
			return r.to
		}
	}
	return i
}

// Plain is the text from one byte to another without residue and outer white space.
func (v *View) Plain(from, to int) string {
	s := v.Text[from:to]
	if len(v.residue) > 0 {
		var kept strings.Builder
		for _, r := range v.residue {
			if from < r.to && r.from < to {
				kept.WriteString(v.Text[from:max(from, r.from)])
				from = min(to, r.to)
			}
		}
		kept.WriteString(v.Text[from:to])
		s = kept.String()
	}
	if strings.IndexByte(s, "\u00a0"[0]) >= 0 { // as few texts have
		s = strings.ReplaceAll(s, "\u00a0", " ")
	}
	return strings.TrimSpace(s)
}

// HasField reports what a converter left of a page reference or a link: the text is a
// line of a table of contents.
func (v *View) HasField() bool {
	return slices.ContainsFunc(v.residue, func(r stretch) bool { return !strings.HasPrefix(v.Text[r.from:], openBookmark) })
}

// All is the whole text as [View.Plain] gives it.
func (v *View) All() string { return v.Plain(0, len(v.Text)) }

// Line is the text without residue as [Squeeze] gives it: lines that differ only in
// layout are equal.
func (v *View) Line() string { return Squeeze(v.All()) }

// Title is the text without residue and numbering.
func (v *View) Title() string { return v.Plain(v.Start, len(v.Text)) }

// Number is the list number that the text opens with, without the marks around it.
func (v *View) Number() string { return outline.Bare(v.Plain(0, v.Start)) }

// Level is the level of the list number that the text opens with as [outline.Mark]
// tells it, 0 for none.
func (v *View) Level() int {
	if v.level == 0 {
		level, _ := outline.Mark(Squeeze(v.Plain(0, charStart(v.Text, min(len(v.Text), v.Start+headBytes)))))
		v.level = level + 1
	}
	return v.level - 1
}

// headBytes is more than a list number has behind the place where it was found to end,
// and what a reader of it looks at.
const headBytes = 64

// charStart is where the character begins that byte i of a text is in.
func charStart(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

// Unnumbered drops list and heading numbers of any style from a name: 一、 （二） 3. ④
// 第五部分.
func Unnumbered(s string) string { return strings.TrimSpace(s[outline.Skip(s):]) }

// fields is what converters leave of Word's fields but for bookmarks: page references
// and links of a table of contents.
var fields = regexp.MustCompile(`PAGEREF\s+\S+(\s+\\?h)?(\s+\d+)?|TOC \\o[^\n]*|HYPERLINK\s+\\l\s+\S+`)

// headingMarks is the length of the marks of a heading in Markdown that a text opens with: ## .
func headingMarks(s string) int {
	const deepest = 6
	rest := strings.TrimLeft(s, "#")
	if k := len(s) - len(rest); k == 0 || k > deepest || !strings.HasPrefix(rest, " ") {
		return 0
	}
	return len(s) - len(strings.TrimLeft(rest, " "))
}

// residueIn finds the residue in a text, in order.
func residueIn(s string) (out []stretch) {
	if k := headingMarks(s); k > 0 {
		out = append(out, stretch{0, k})
	}
	if !slices.ContainsFunc(residueHeads, func(b byte) bool { return strings.IndexByte(s, b) >= 0 }) {
		return out
	}
	for i := 0; ; {
		k := strings.Index(s[i:], openBookmark)
		if k < 0 {
			break
		}
		i += k
		end := bookmarkEnd(s, i)
		if end == i {
			i += len(openBookmark)
			continue
		}
		out = append(out, stretch{i, end})
		i = end
	}
	if !strings.Contains(s, "PAGEREF") && !strings.Contains(s, `TOC \o`) && !strings.Contains(s, "HYPERLINK") {
		return out
	}
	for _, at := range fields.FindAllStringIndex(s, -1) {
		out = slices.DeleteFunc(out, func(r stretch) bool { return at[0] <= r.from && r.to <= at[1] })
		out = append(out, stretch{at[0], at[1]})
	}
	slices.SortFunc(out, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	for k := 1; k < len(out); k++ {
		out[k-1].to = min(out[k-1].to, out[k].from) // a field may begin inside the bookmark before it
	}
	return out
}

// residueHeads are the first letters of residue: most texts have none of them.
var residueHeads = []byte{'[', 'P', 'T', 'H'}

// A bookmark is left as [bookmark: ID]. It is at most maxBookmark bytes long; Word
// allows a name of 40 runes.
const (
	openBookmark = "[bookmark:"
	maxBookmark  = 200
)

// bookmarkEnd is the byte after the bookmark that begins at byte i, i where none does.
func bookmarkEnd(s string, i int) int {
	if !strings.HasPrefix(s[i:], openBookmark) {
		return i
	}
	if k := strings.IndexByte(s[i:min(len(s), i+maxBookmark)], ']'); k >= 0 {
		return i + k + 1
	}
	return i
}
