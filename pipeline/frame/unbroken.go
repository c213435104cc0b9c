package frame

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema/words"
)

// A text that has lost its line ends runs its title into what a site puts around it, and
// its headings into the sentences below them. Both are found by how they are written.

// runInTitle is the title of a report that stands in a line with other things.
var runInTitle = regexp.MustCompile(`(?:20\d\d年[\p{Han}]{0,24}?|[\p{Han}]{2,10}[省市区县州盟旗]20\d\d年[\p{Han}]{0,20}?)(?:政府工作报告|统计公报)|政府工作报告|[\p{Han}]{0,12}绩效自评表[（(]20\d\d年度?[)）]`)

// titleWithin is how much of a line that goes on with the text may end its title, in characters.
const titleWithin = 120

// unbrokenTitle is the title in a first line that goes on with the text, "" without one.
func unbrokenTitle(lines []string) string {
	if len(lines) == 0 || len(lines[0]) < titleWithin*utf8.UTFMax/2 {
		return ""
	}
	return runInTitle.FindString(nlp.FirstRunes(fullWidthDigits(nlp.Squeeze(lines[0])), titleWithin))
}

// longestRunIn bounds the heading that runs into a text, in characters.
const longestRunIn = 44

// RunIn parts a numbered heading of a work report from the text that it runs into:
// 一、2025年工作回顾 and 刚刚过去的一年，…. The heading is empty where nothing tells its end.
func RunIn(text string) (heading, body string) {
	plain := nlp.Unnumbered(text)
	if len(plain) == len(text) {
		return "", text
	}
	n := 0
	for i, c := range plain {
		if n++; n > longestRunIn || strings.ContainsRune("。；！", c) {
			break
		}
		if i > 0 && opensText(plain[i:]) && !strings.ContainsAny(nlp.LastRunes(plain[:i], 1), words.Joiners+"、") {
			return plain[:i], plain[i:]
		}
	}
	return "", text
}

// opensText reports what the text below a heading begins with.
func opensText(s string) bool {
	s = nlp.FirstRunes(s, longestRunIn)
	return words.SpeechOpening.Labels().Say(s) || yearBehind.MatchString(s) || yearInHand.MatchString(s) || yearsBehind.MatchString(s)
}
