package schema

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// heading is a title folded for recognition.
type heading struct {
	text  string // without ordinal, year, quotes, spaces, page number
	part  bool   // it bore 第N部分
	annex bool   // it bore 附件 or 附件N

	gapped   bool // wide gaps part its words, as in a row of a flattened table
	ordinal  bool // it bore an ordinal of any style
	contents bool // it is a line of a table of contents: dot leaders or PAGEREF
}

// maxHeading is the longest folded title, in runes, that is looked at: the
// longest real ones name a body and three funds.
const maxHeading = 60

// maxTitle and maxMarkedTitle bound the bytes of a line that is folded at all,
// without and with bookmark residue; dot leaders and spaces count.
const (
	maxTitle       = 480
	maxMarkedTitle = 1024
)

// maxOverview is the longest folded heading of the overview, in runes: beyond
// it the words occur in sentences about a body's duties.
const maxOverview = 30

// foldTitle removes what varies between headings that say the same: bookmark
// residue, ordinals of every style, quotation marks, spaces, dot leaders with
// their page number, the year, and a final full stop or colon. Input longer
// than a heading can be is cut, so the cost is bounded.
func foldTitle(title string) heading {
	if len(title) > maxTitle && (len(title) > maxMarkedTitle || !strings.Contains(title, "[bookmark:")) {
		return heading{}
	}
	var h heading
	s := foldRunes(dropBookmarks(title))
	h.gapped = hasGap(title)
	h.contents = containsAny(s, "…………|......|······|PAGEREF")
	for {
		rest := h.cutOrdinal(s)
		if rest == s {
			break
		}
		h.ordinal = true
		s = rest
	}
	s = strings.TrimRight(s, "0123456789.…·-")
	s = strings.TrimRight(s, "。：；，、")
	h.text = strings.TrimPrefix(dropYear(s), "度")
	return h
}

// hasGap reports whether two or more spaces stand within the title, other than
// between single characters (目    录) or after an ordinal.
func hasGap(title string) bool {
	head, tail, ok := strings.Cut(strings.TrimSpace(dropBookmarks(title)), "  ")
	if !ok {
		return false
	}
	var h heading
	return utf8.RuneCountInString(head) > 1 && h.cutOrdinal(foldRunes(head)) != "" &&
		utf8.RuneCountInString(strings.TrimSpace(tail)) > 1
}

// dropBookmarks removes "[bookmark: …]" marks that some converters leave.
func dropBookmarks(s string) string {
	for {
		head, tail, ok := strings.Cut(s, "[bookmark:")
		if !ok {
			return s
		}
		_, tail, _ = strings.Cut(tail, "]")
		s = head + tail
	}
}

// foldRunes drops spaces and quotation marks and brings brackets to full
// width, digits and letters to half width.
func foldRunes(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || strings.ContainsRune("\"'“”‘’「」『』＂\ufeff\u200b", r):
		case r == '(' || r == '〔' || r == '【':
			b.WriteRune('（')
		case r == ')' || r == '〕' || r == '】':
			b.WriteRune('）')
		case r == ':':
			b.WriteRune('：')
		case r == '．' || r == '﹒':
			b.WriteByte('.')
		case r == ',':
			b.WriteRune('，')
		case r >= '！' && r <= '～' && (unicode.IsDigit(r) || unicode.IsLetter(r)):
			b.WriteRune(r - 0xfee0)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// numerals are the characters of ordinals.
const numerals = "0123456789一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖拾ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"

// cutOrdinal removes one ordinal from the front: 第N部分, 附件N, 公开NN表,
// N、 N. （N） and circled digits. It returns s unchanged when there is none.
func (h *heading) cutOrdinal(s string) string {
	if rest, ok := strings.CutPrefix(s, "第"); ok {
		if tail, ok := strings.CutPrefix(strings.TrimLeft(rest, numerals), "部分"); ok && tail != rest {
			h.part = true
			return strings.TrimLeft(tail, "：、.")
		}
	}
	if rest, ok := strings.CutPrefix(s, "附件"); ok {
		h.annex = true
		return strings.TrimLeft(rest, numerals+"-：、.")
	}
	for _, prefix := range [...]string{"公开表", "公开", "附表", "表"} {
		if rest, ok := cutTableNumber(s, prefix); ok {
			return rest
		}
	}
	return cutItemNumber(s)
}

// cutTableNumber removes "公开01表：" or "表1-2".
func cutTableNumber(s, prefix string) (string, bool) {
	rest, ok := strings.CutPrefix(s, prefix)
	if !ok {
		return s, false
	}
	tail := strings.TrimLeft(rest, numerals+"-")
	if tail == rest {
		return s, false
	}
	tail = strings.TrimPrefix(tail, "表")
	return strings.TrimLeft(tail, "：、."), true
}

func cutItemNumber(s string) string {
	if r, size := utf8.DecodeRuneInString(s); r >= '①' && r <= '⒛' {
		return s[size:]
	}
	if rest, ok := strings.CutPrefix(s, "（"); ok {
		if tail, ok := strings.CutPrefix(strings.TrimLeft(rest, numerals), "）"); ok && !strings.HasPrefix(rest, "）") {
			return strings.TrimLeft(tail, "、.")
		}
	}
	tail := strings.TrimLeft(s, numerals)
	if tail != s && strings.HasPrefix(tail, "、") || tail != s && strings.HasPrefix(tail, ".") {
		return strings.TrimLeft(tail, "、.")
	}
	return s
}

// dropYear removes years such as 2020年度, 2020年 and 二〇二〇年度.
func dropYear(s string) string {
	for i := strings.Index(s, "年"); i > 0; i = strings.Index(s, "年") {
		head := strings.TrimRight(s[:i], "0123456789〇零一二三四五六七八九")
		if n := utf8.RuneCountInString(s[len(head):i]); n != 4 {
			return s
		}
		s = head + strings.TrimPrefix(s[i+len("年"):], "度")
	}
	return s
}

// plausible reports whether the text can be a heading: short, one clause, no
// definition (机关运行经费：指…).
func (t heading) plausible() bool {
	return t.text != "" && !strings.HasPrefix(t.text, "无") && t.runes() <= maxHeading && !t.caption() &&
		!strings.ContainsAny(t.text, "。；，！？：|") && !containsAny(t.text, sentenceWords)
}

// sentenceWords occur in sentences, or in pieces of them that soft line breaks
// leave behind, and not in headings.
const sentenceWords = "万元|亿元|是指|包括|用于|数比|数为|相比|完成预算|根据|按照|详见|……"

func (t heading) runes() int { return utf8.RuneCountInString(t.text) }

// caption reports whether the line is the caption of a figure (图1：…).
func (t heading) caption() bool {
	rest, ok := strings.CutPrefix(t.text, "图")
	return ok && strings.TrimLeft(rest, numerals) != rest
}

// narrates reports whether the title says that it tells of a budget or of
// final accounts, beyond naming a fund.
func (t heading) narrates() bool {
	return containsAny(t.text, "情况|说明|决算|总体|结构|执行|安排|草案|分析") ||
		t.ordinal && strings.HasSuffix(t.text, "预算") || t.saysBudget()
}

// budgetNames are names with 预算 in them that occur in final accounts too.
var budgetNames = strings.NewReplacer(
	"一般公共预算", "", "公共财政预算", "", "公共预算", "", "一般预算", "", "政府性基金预算", "", "基金预算", "",
	"国有资本经营预算", "", "社会保险基金预算", "", "预算绩效", "", "预算单位", "")

// saysBudget reports whether 预算 stands in the title other than in the name
// of a fund.
func (t heading) saysBudget() bool { return strings.Contains(budgetNames.Replace(t.text), "预算") }

// budget reports whether the title of a report of unknown kind is a budget's:
// it says 预算 and not 决算. 一般公共预算财政拨款支出情况说明, where only the fund
// has the word, is taken for one of final accounts.
func (t heading) budget() bool {
	if strings.Contains(t.text, "决算") || !strings.Contains(t.text, "预算") {
		return false
	}
	return t.saysBudget() || !strings.Contains(t.text, "财政拨款")
}
