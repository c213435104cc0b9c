package clause

import (
	"gongkai/nlp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// headingFillers are the words that headings of rows and columns are built with and
// that name nothing by themselves.
const headingFillers = `科目名称 科目编码 功能分类 经济分类 预算科目 政府收支 收支科目 项目名称 项目 科目 名称 金额 单位 万元 亿元 千元 元 栏次 其中 小计
	情况 明细 资金来源 资金性质 资金 绝对数 绝对额 绝对量 总量 总额 数额 数量 建议数 建议 草案 比较 比重 比例 占比 年末 年初 期末 期初 当年 全年 年度 实际 预计
	累计 本月 本期 本季 本季度 当月 当期 每月 部分 安排 的 等 数 额 及 和 与 年 度 按 类 款 项 总`

// emptyInHeadings are the empty words by their first character, longest first.
var emptyInHeadings = sync.OnceValue(func() map[rune][]string {
	of := map[rune][]string{}
	for _, w := range strings.Fields(headingFillers) {
		r, _ := utf8.DecodeRuneInString(w)
		of[r] = append(of[r], w)
	}
	for _, words := range of {
		slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
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

// UnreadIn drops the empty words, marks and digits of a text.
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
		if nlp.HanCount(s[:size]) > 0 {
			rest.WriteString(s[:size])
		}
		s = s[size:]
	}
	return rest.String()
}
