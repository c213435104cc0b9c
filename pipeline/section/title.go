package section

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/nlp/trie"
	"gongkai/schema"
	"gongkai/schema/words"
)

// title is a heading folded for recognition.
type title struct {
	text  string // without ordinal, year, quotation marks, spaces, page number
	part  bool   // it bore 第N部分
	annex bool   // it bore 附件 or 附件N

	gapped   bool // wide gaps part its words, as in a row of a flattened table
	ordinal  bool // it bore an ordinal of any style
	told     bool // sentences behind it tell of what it names
	contents bool // it is a line of a table of contents: dot leaders
}

const (
	// maxTitle is the longest folded title, in runes, that is looked at: the longest
	// real ones name a body and three funds.
	maxTitle = 60
	// maxBytes bounds a line that is folded at all; dot leaders and spaces count.
	maxBytes = 480
	// maxOverview is the longest folded heading of the overview, in runes: beyond it
	// the words occur in sentences about a body's duties.
	maxOverview = 30
)

// fold removes what varies between headings that say the same: ordinals of every style,
// quotation marks, spaces, dot leaders with their page number, the year, and a final
// full stop or colon. A line longer than a heading can be is none, so the cost is
// bounded.
func fold(v *nlp.View) title {
	plain := v.All()
	if len(plain) > maxBytes {
		return title{}
	}
	t := title{part: v.Level() == 1, ordinal: v.Number() != "", gapped: hasGap(v.Title())}
	t.contents = v.HasField() || dotLeaders.Any(plain)
	s := v.Title()
	for {
		rest := strings.TrimLeft(nlp.Unnumbered(t.cutNumber(foldRunes(s))), afterNumber)
		if rest == s {
			break
		}
		s = rest
	}
	s = strings.TrimRight(s, "0123456789.…·-")
	s = strings.TrimRight(s, "。：；，、")
	t.text = strings.TrimPrefix(dropYear(s), words.YearTail)
	return t
}

// dotLeaders stand between an entry of a table of contents and its page.
var dotLeaders = trie.NewFinder([]string{"…………", "......", "······"})

// hasGap reports whether two or more spaces stand within the title, other than
// between single characters (目    录).
func hasGap(s string) bool {
	head, tail, ok := strings.Cut(strings.TrimSpace(s), "  ")
	return ok && utf8.RuneCountInString(head) > 1 && utf8.RuneCountInString(strings.TrimSpace(tail)) > 1
}

// foldRunes drops spaces and quotation marks and brings brackets to full
// width, digits and letters to half width.
func foldRunes(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x4e00 && r <= 0x9fff: // most are Han
			return r
		case unicode.IsSpace(r) || strings.ContainsRune("\"'“”‘’「」『』＂\ufeff\u200b", r):
			return -1
		case r == '(' || r == '〔' || r == '【':
			return '（'
		case r == ')' || r == '〕' || r == '】':
			return '）'
		case r == ':':
			return '：'
		case r == '．' || r == '﹒':
			return '.'
		case r == ',':
			return '，'
		case r >= '！' && r <= '～' && (unicode.IsDigit(r) || unicode.IsLetter(r)):
			return r - 0xfee0
		}
		return r
	}, s)
}

// numerals are the characters of the numbers of annexes and tables, and afterNumber the
// marks behind them.
const (
	numerals    = "0123456789" + words.Numerals + "百零〇壹贰叁肆伍陆柒捌玖拾ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
	afterNumber = "：、."
)

// cutNumber removes the number of an annex or a table from the front: 附件N, 公开NN表.
// It returns s unchanged when there is none.
func (t *title) cutNumber(s string) string {
	if rest, ok := strings.CutPrefix(s, words.AnnexWord.Word()); ok {
		t.annex, t.ordinal = true, true
		return strings.TrimLeft(behindNumber(rest), "-"+afterNumber)
	}
	for _, before := range words.NumberedWord.Labels() {
		rest, ok := strings.CutPrefix(s, before.Text)
		if !ok {
			continue
		}
		if tail := behindNumber(rest); tail != rest {
			t.ordinal = true
			return strings.TrimLeft(strings.TrimPrefix(tail, words.TableWord.Word()), afterNumber)
		}
	}
	return s
}

// behindNumber is what follows the number of a table that s begins with. A digit in words right behind another is the
// first letter of the name: 表五一般公共预算支出表.
func behindNumber(s string) string {
	digit := false
	for i, r := range s {
		switch again := digit && strings.ContainsRune(words.HanDigits, r); {
		case again, r != '-' && !strings.ContainsRune(numerals, r):
			return s[i:]
		}
		digit = strings.ContainsRune(words.HanDigits, r)
	}
	return ""
}

// dropYear removes years such as 2020年度, 2020年 and 二〇二〇年度.
func dropYear(s string) string {
	for i := strings.Index(s, words.YearMark); i > 0; i = strings.Index(s, words.YearMark) {
		head := strings.TrimRight(s[:i], yearDigits)
		if n := utf8.RuneCountInString(s[len(head):i]); n != 4 {
			return s
		}
		s = head + strings.TrimPrefix(s[i+len(words.YearMark):], words.YearTail)
	}
	return s
}

// yearDigits are what the digits of a year are written with.
const yearDigits = "0123456789" + words.HanDigits

// plausible reports whether the text can be a heading: short, one clause, no
// definition (机关运行经费：指…).
func (t *title) plausible() bool {
	return t.text != "" && !words.NoneLead.Labels().Say(t.text) && t.runes() <= maxTitle && !t.caption() &&
		!strings.ContainsAny(t.text, "。；，！？：|") && !words.HeadingSentence.Labels().Say(t.text)
}

func (t *title) runes() int { return utf8.RuneCountInString(t.text) }

// caption reports whether the line is the caption of a figure (图1：…).
func (t *title) caption() bool {
	rest, ok := strings.CutPrefix(t.text, words.FigureLead.Word())
	return ok && strings.TrimLeft(rest, numerals) != rest
}

// narrates reports whether the title says that it tells of a budget or of
// final accounts, beyond naming a fund.
func (t *title) narrates() bool {
	return words.HeadingStory.Labels().Say(t.text) || t.ordinal && strings.HasSuffix(t.text, words.BudgetWord.Word()) || t.saysBudget()
}

// budgetNames takes the names out of a title that have 预算 in them and occur in final
// accounts too.
var budgetNames = sync.OnceValue(func() *strings.Replacer {
	var names []string
	for _, l := range words.BudgetName.Labels() {
		names = append(names, l.Text)
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
	var pairs []string
	for _, n := range names {
		pairs = append(pairs, n, "")
	}
	return strings.NewReplacer(pairs...)
})

// saysBudget reports whether 预算 stands in the title other than in the name
// of a fund.
func (t *title) saysBudget() bool {
	return words.BudgetWord.Labels().Say(t.text) && words.BudgetWord.Labels().Say(budgetNames().Replace(t.text))
}

// ofBudget reports whether the title of a report of unknown kind is a budget's:
// it says 预算 and not 决算. 一般公共预算财政拨款支出情况说明, where only the fund
// has the word, is taken for one of final accounts.
func (t *title) ofBudget() bool {
	if words.FinalWord.Labels().Say(t.text) || !words.BudgetWord.Labels().Say(t.text) {
		return false
	}
	return t.saysBudget() || !words.Appropriation.Labels().Say(t.text)
}

// within reports a section inside a part.
func within(id, part schema.SectionID) bool { return strings.HasPrefix(string(id), string(part)) }
