package clause

import (
	"regexp"
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
	for _, m := range headingRunIn().FindAllStringSubmatchIndex(text, -1) {
		heading, body := text[m[2]:m[3]], m[4]
		_, last := utf8.DecodeLastRuneInString(heading)
		put = append(put, Lexeme{Start: m[3] - last, End: body, Kind: Mark, Mark: '\n'})
	}
	return splice(lx, put...)
}

// headingRunIn is a heading with its number and the word that the text below begins with.
var headingRunIn = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^\p{Han}、，,])[一二三四五六七八九十]{1,3}、((?:\p{Han}|[、 ]){1,23}\p{Han}) ?(` + words.TextOpening.Labels().Pattern() + `)`)
})
