package clause

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/schema/words"
)

// Where a page is read line by line, a heading may run into the text below it: 六、财政金融
// 全年一般公共预算收入794.2亿元. It is no part of the first sentence.

// runInHeadings puts the end of a sentence behind each heading inside a text.
func runInHeadings(text string, lx []Lexeme) []Lexeme {
	if !words.TextOpening.Labels().Say(text) {
		return lx
	}
	var put []Lexeme
	if end := leadHeading(text, lx); end > 0 {
		_, last := utf8.DecodeLastRuneInString(text[:end])
		put = append(put, Lexeme{Start: end - last, End: end, Kind: Mark, Mark: '\n'})
	}
	for _, m := range headingRunIn().FindAllStringSubmatchIndex(text, -1) {
		heading, body := text[m[2]:m[3]], m[4]
		_, last := utf8.DecodeLastRuneInString(heading)
		put = append(put, Lexeme{Start: m[3] - last, End: body, Kind: Mark, Mark: '\n'})
	}
	return splice(lx, put...)
}

// leadHeading is where a heading without a number ends that runs into the text it opens,
// 人口 年末常住人口94.9万人, 0 where there is none. What follows has to name a quantity of its
// own before its first figure: 粮食全年产量 is of grain.
func leadHeading(text string, lx []Lexeme) int {
	end := 0
	for _, l := range words.LeadHeading.Labels() {
		if l.In(text) && len(l.Text) > end && opensAt(text[len(l.Text):]) {
			end = len(l.Text)
		}
	}
	for i := range lx {
		if x := &lx[i]; end > 0 && x.Start >= end {
			switch x.Kind {
			case Number:
				return 0
			case Word:
				if x.Entry.Role == ConceptWord {
					return end
				}
			}
		}
	}
	return 0
}

// opensAt reports a text that begins with a word that opens the text below a heading.
func opensAt(text string) bool {
	for _, l := range words.TextOpening.Labels() {
		if strings.HasPrefix(strings.TrimLeft(text, " "), l.Text) {
			return true
		}
	}
	return false
}

// headingRunIn is a heading with its number and the word that the text below begins with.
var headingRunIn = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^\p{Han}、，,])[` + words.Numerals + `]{1,3}、((?:\p{Han}|[、 ]){1,23}\p{Han}) ?(` + words.TextOpening.Labels().Pattern() + `)`)
})
