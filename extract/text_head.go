package extract

import (
	"regexp"
	"strings"
)

// What saved pages and crawlers write above a text: a label and a value, alone on
// a line or several on one.
var (
	headDate  = regexp.MustCompile(`^[【\[(（]?(?:发布日期|发布时间|发文日期|成文日期|公开日期|生成日期)`)
	headLabel = regexp.MustCompile(`^[【\[(（]?(?:标题|题名|文章标题|发布日期|发布时间|发文日期|成文日期|公开日期|生成日期|日期|时间|信息来源|文章来源|来源|发布机构|发布单位|发文机关|作者|栏目|原文链接|链接|网址|(?i:url))\s*[:：]`)
)

// How far down such lines are looked for, and how long one is.
const (
	headLines  = 10
	headLength = 120 // characters
)

// readHead takes the date and the source of a text from the lines above it. They
// stay where they are: the title among them is found by who reads titles.
func readHead(rows []row, m *Meta) {
	left, labelled := headLines, 0
	for _, r := range rows {
		s := strings.TrimFunc(r.s, isSpace)
		if s == "" {
			continue
		}
		if left--; left < 0 || runeCount(s) > headLength || strings.ContainsAny(s, "，。") {
			return
		}
		if !headLabel.MatchString(s) {
			continue
		}
		labelled++
		certain := headDate.MatchString(s) || labelled > 1 // 日期: alone may be of anything
		if f := publishedLine.FindStringSubmatch(s); f != nil && m.Published == "" && certain {
			m.Published = f[1]
		}
		if f := issuerLine.FindStringSubmatch(s); f != nil && m.Issuer == "" {
			m.Issuer = strings.TrimRight(f[1], "】]")
		}
	}
}
