package clause

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema/words"
)

// emptyInHeadings are the words that headings are built with and that name nothing, by their first character, longest first.
var emptyInHeadings = sync.OnceValue(func() map[rune][]string {
	of := map[rune][]string{}
	for _, l := range words.HeadingEmpty.Labels() {
		r, _ := utf8.DecodeRuneInString(l.Text)
		of[r] = append(of[r], l.Text)
	}
	for _, texts := range of {
		slices.SortFunc(texts, func(a, b string) int { return len(b) - len(a) })
	}
	return of
})

// UnreadHeading returns the words of a heading that neither the lexicon nor the empty
// words account for. A heading with unread words names something else than the
// words in it that are known: 机关事业单位基本养老保险基金 is no 事业单位.
func (p *Paragraph) UnreadHeading() string {
	var rest strings.Builder
	from := 0
	for i := range p.Lexemes {
		x := &p.Lexemes[i]
		rest.WriteString(UnreadIn(p.Text[from:x.Start]))
		from = x.End
	}
	rest.WriteString(UnreadIn(p.Text[from:]))
	return rest.String()
}

// UnreadIn drops the empty words, marks and digits of a text, and letters that are no
// part of a name: those of 4G移动电话 are, those of A=B+C are not.
func UnreadIn(s string) string {
	var rest strings.Builder
next:
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		for _, w := range emptyInHeadings()[r] {
			if strings.HasPrefix(s, w) {
				s = s[len(w):]
				continue next
			}
		}
		if k := lettersOfName(s); k > 0 {
			rest.WriteString(s[:k])
			s = s[k:]
			continue
		}
		if nlp.HanCount(s[:size]) > 0 {
			rest.WriteString(s[:size])
		}
		s = s[size:]
	}
	return rest.String()
}

// lettersOfName is the length of the Latin letters that a text begins with right before a
// Han character, 0 where there are none.
func lettersOfName(s string) int {
	k := 0
	for k < len(s) && (s[k]|0x20 >= 'a' && s[k]|0x20 <= 'z') {
		k++
	}
	if r, _ := utf8.DecodeRuneInString(s[k:]); k == 0 || !nlp.IsHan(r) {
		return 0
	}
	return k
}
