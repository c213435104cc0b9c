package frame

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/nlp/trie"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Heading is what the last heading that names a year or a phase says of the
// paragraphs under it: 一、2025年预算执行情况 in a report on the budget of 2026.
// The zero value leaves both to the document.
type Heading struct {
	Period  schema.Period  // unknown where it is the document's
	Measure schema.Measure // "" where the heading names no phase
	// Plan is the span of the five-year plan that the heading names beside a year, 一、2025年和“十四五”时期工作回顾.
	Plan schema.Period
}

// headingYear is a year that a heading opens with, after a slogan or the level or
// place it speaks of: 收支平衡，2025年财政运行稳中向好.
var headingYear = regexp.MustCompile(`^(?:[\p{Han}、]{2,12}，)?(关于|全[省市州县区]|[省市州县区]本?级|我[省市州县区]|[\p{Han}]{2,4}[省市州县区]|和|及)*(20\d\d)年`)

// yearsNamed counts the years of a title, of which a half is none, 2020年上半年, nor are so many
// years together, 2021年工作总结及过去五年工作回顾.
func yearsNamed(title string) int {
	return strings.Count(title, words.YearMark) - strings.Count(title, words.HalfYear.Word()) - len(yearsTogether.FindAllString(title, -1))
}

// yearsTogether is a number of years and none of them.
var yearsTogether = regexp.MustCompile(`(?:^|[^〇零一二三四五六七八九十])[二两三五十]年`)

// monthAlone is a line of a month and nothing else.
var monthAlone = regexp.MustCompile(`^[（(]?20\d\d年\d{1,2}月[）)]?$`)

// nextYearNamed is a heading of a report on the work of a year with the number of the year after in place of the word for
// it: 明年工作思路.
func (f *Frame) nextYearNamed(title string) string {
	rest, next := words.NextYear.Labels().Cut(title, strings.CutPrefix)
	if !next || f.Kind != schema.WorkReport || f.Year == 0 {
		return title
	}
	return strconv.Itoa(f.ThisYear()+1) + words.YearMark + rest
}

// Under returns what holds under a heading with this title, given what held
// before. A date with its day (2025年4月2日) or a month alone (2026年5月) says when the
// report was made, and a sentence says what it says: none heads the figures below.
func (f *Frame) Under(h Heading, title string) Heading {
	title = f.nextYearNamed(fullWidthDigits(nlp.Squeeze(title)))
	dated := strings.Contains(title, words.YearMark)
	if words.HeadingPredicate.Labels().Say(title) || dated && monthAlone.MatchString(title) {
		return h
	}
	var m []string
	if dated {
		m = headingYear.FindStringSubmatch(title)
	}
	switch plan := fiveYears(title); {
	case dated && f.aims(title):
		return Heading{Measure: schema.Target}
	case !dated && f.LooksAhead() && words.HeadingTime.Labels().Say(title, "aims"):
		return Heading{Period: h.Period, Measure: schema.Target, Plan: h.Plan} // 主要预期目标
	case m != nil && yearsNamed(title) == 1 && !strings.Contains(title, words.DayMark):
		under := Heading{Measure: f.headingPhase(title, nlp.Digits(m[2])), Plan: plan}
		if p := periodOf(title, nlp.Digits(m[2])); p != f.Period {
			under.Period = p
		}
		if !plan.Known() && f.Kind == schema.WorkReport && termInside.MatchString(title) {
			under.Plan = f.termBehind() // 2021年工作总结及过去五年工作回顾
		}
		return under
	case f.Kind == schema.WorkReport && f.Year > 0 && !plan.Known() && termHeads.MatchString(title) && words.HeadingTime.Labels().Say(title, "behind"):
		return Heading{Period: f.lastYears(yearsCounted(termHeads.FindStringSubmatch(title))), Measure: schema.Executed} // 一、过去五年工作回顾
	case f.LooksAhead() && m == nil && !plan.Known() && termAhead.MatchString(title):
		return Heading{Period: schema.Period{Start: schema.DateOf(f.YearAhead(), 1, 1), End: schema.DateOf(f.YearAhead()+4, 12, 31)}, Measure: schema.Target} // 二、今后五年的目标任务
	case !f.Territorial:
	case plan.Known() && plan.Start.Year() <= f.Year && f.Told > 0 && strings.Contains(title, strconv.Itoa(f.Told)+words.YearMark):
		return Heading{Period: schema.YearPeriod(f.Told), Measure: schema.Executed, Plan: plan} // “十四五”及2025年财政工作
	case plan.Known() && plan.Start.Year() == f.Year && strings.Contains(title, strconv.Itoa(f.Year)+words.YearMark):
		return Heading{} // “十五五”时期目标任务和2026年工作安排: most is of the year
	case plan.Known() && plan.Start.Year() == f.Year:
		return Heading{Period: plan}
	case plan.Known() && plan.Start.Year() < f.Year:
		return Heading{Period: plan, Measure: schema.Executed}
	case words.HeadingPhase.Labels().Say(title):
		year := f.Year
		if f.Kind == schema.FinalAccounts && h.Period.Known() {
			year = h.Period.End.Year() // 二、2024年上半年预算执行情况, and below it 一般公共预算执行情况
		}
		h.Measure = f.headingPhase(title, year)
		h.Period = f.yearOfPhase(h)
	}
	return h
}

// The five years that a government is in office: termInside a heading, and behind or ahead where
// a heading opens with them.
var (
	termInside = regexp.MustCompile(`五年`)
	termHeads  = regexp.MustCompile(`^(?:本届政府|过去的?|这|上届政府)*([三四五])年(?:来|间)?(?:的|政府)*(?:主要)?工作`)
	termAhead  = regexp.MustCompile(`^(?:关于)?(?:今后|未来)五年`)
)

// termBehind is the five years before the one in hand.
func (f *Frame) termBehind() schema.Period { return f.lastYears(termYears) }

// termYears is how long a government is in office.
const termYears = 5

// yearsCounted is the number of years that a pattern found, that of a term where it found none.
func yearsCounted(found []string) int {
	for _, digit := range found[min(1, len(found)):] {
		if before, _, ok := strings.Cut(words.Numerals, digit); ok && digit != "" {
			return utf8.RuneCountInString(before) + 1
		}
	}
	return termYears
}

// lastYears are so many years before the one in hand.
func (f *Frame) lastYears(n int) schema.Period {
	last := f.YearAhead() - 1
	return schema.Period{Start: schema.DateOf(last-n+1, 1, 1), End: schema.DateOf(last, 12, 31)}
}

// LooksAhead reports a government's report on its work or its plan, which says first what
// was reached and then what the year in hand is to bring: nobody knows that yet.
func (f *Frame) LooksAhead() bool {
	return f.Territorial && f.Year > 0 && (ofPlan(f.Title) || f.Kind == schema.WorkReport && words.WorkReportTitle.Labels().Say(f.Title))
}

// Audits reports what an audit found of the accounts of a government and of those it pays.
func (f *Frame) Audits() bool { return f.Territorial && words.AuditReport.Labels().Say(f.Title) }

// thisYear begins a heading over what the year in hand is to bring.
var thisYear = regexp.MustCompile(`^(?:关于|扎实|全力|认真)*(?:做好|抓好)?(?:今年|新的一年)`)

// aims reports a heading over what the year in hand is to bring.
func (f *Frame) aims(title string) bool {
	if !f.LooksAhead() || words.HeadingTime.Labels().Say(title, "behind") || !words.HeadingTime.Labels().Say(title, "ahead") {
		return false
	}
	inHand := strconv.Itoa(f.Year) + words.YearMark
	return thisYear.MatchString(title) || yearsNamed(title) == 1 && strings.Contains(title, inHand) && !fiveYears(title).Known() ||
		fiveYears(title).Known() && fiveYears(title).Start.Year() == f.Year && strings.Contains(title, inHand)
}

// The words that open the part of a work report on the year just past, on the five years
// behind it and on the year in hand. Reports of a year that ends a plan tell of both.
var (
	yearBehind  = regexp.MustCompile(`^(?:刚刚|即将)?过去的?(?:一年|这一年|(20\d\d)年)|^(?:一年来|这一年|回顾一年)|^(20\d\d)年(?:，|是|以来)`)
	yearInHand  = regexp.MustCompile(`^今年(?:，|是|的)|^做好今年`)
	yearsBehind = regexp.MustCompile(`^(?:这|回首|回顾|回望|刚刚过去的?|过去的?)(?:这|过去的?)?([三四五])年|^([三四五])年来|^“十[一二三四五六七八九]五”(?:时期|期间|以来|，)`)
)

// UnderOpening returns what holds for the paragraphs from one on that opens with a text,
// given what held before: 刚刚过去的2025年，是“十四五”收官之年 opens what is told of one year
// under a heading of five.
func (f *Frame) UnderOpening(h Heading, text string) Heading {
	if f.Kind != schema.WorkReport || f.Year == 0 {
		return h
	}
	if first, _ := utf8.DecodeRuneInString(text); nlp.IsHan(first) && !openingHeads().Has(first) {
		return h // as most
	}
	text = afterAddress(fullWidthDigits(nlp.Squeeze(beginning(text))))
	if !words.Opening.Labels().Say(text, "time") {
		return h
	}
	opens := nlp.FirstRunes(text, openingWords)
	switch m := yearBehind.FindStringSubmatch(opens); {
	case m != nil:
		year := f.YearAhead() - 1
		if told := m[1] + m[2]; told != "" {
			year = nlp.Digits(told)
		}
		if year > f.Year {
			return h
		}
		return Heading{Period: schema.YearPeriod(year), Measure: h.Measure, Plan: h.Plan}
	case yearInHand.MatchString(opens) && f.LooksAhead():
		return Heading{Measure: schema.Target}
	case yearInHand.MatchString(opens):
		return Heading{}
	case !yearsBehind.MatchString(opens):
		return h
	}
	quoted := strings.HasPrefix(text, words.PlanQuote.Word("opens"))
	n := yearsCounted(yearsBehind.FindStringSubmatch(opens))
	if told := h.Period; !quoted && told.Known() && told.Start.Year()+n-1 == told.End.Year() && told.End.Year() < f.YearAhead() {
		return h // 这五年，… under the heading of a plan
	}
	span := fiveYears(text)
	if !quoted {
		span = f.lastYears(n)
	}
	return Heading{Period: span, Measure: h.Measure, Plan: h.Plan}
}

// openingHeads are the characters that the words of openings begin with.
var openingHeads = sync.OnceValue(func() *trie.Characters {
	set := new(trie.Characters)
	for _, l := range words.Opening.Labels() {
		first, _ := utf8.DecodeRuneInString(l.Text)
		set.Add(first)
	}
	return set
})

// afterAddress drops the form of address that a paragraph of a speech may open with.
func afterAddress(text string) string {
	for {
		rest := strings.TrimLeft(text, "—！!，,：:")
		if l := words.Opening.Labels().First(rest); l != nil && l.Means == "address" {
			rest = rest[len(l.Text):]
		}
		if len(rest) == len(text) {
			return text
		}
		text = rest
	}
}

// beginning is the first openingRunes characters of a text.
func beginning(text string) string {
	n := 0
	for i := range text {
		if n == openingRunes {
			return text[:i]
		}
		n++
	}
	return text
}

// openingRunes is more than the longest form of address and the words of a year behind
// it have, blanks between letters included.
const openingRunes = 80

// openingWords is more than yearBehind, yearInHand and yearsBehind match, in characters.
const openingWords = 16

// yearOfPhase is the period under a heading that names a phase and no year. What was
// executed is not of the year whose budget the report drafts.
func (f *Frame) yearOfPhase(h Heading) schema.Period {
	switch budgeted := !h.Period.Known() || h.Period.End.Year() == f.Year; {
	case f.Told == 0:
		return h.Period
	case h.Measure == schema.Executed && budgeted:
		return schema.YearPeriod(f.Told)
	case h.Measure == schema.Executed || h.Measure == schema.Final:
		return h.Period
	}
	return schema.Period{} // a draft is of the year that is budgeted
}

// headingPhase is the phase a heading names: 预算执行情况 tells what was executed,
// and so does a heading of a year before the one that is budgeted, whose accounts
// are not made yet: 2025年预算收支情况 in a report on the budget of 2026.
func (f *Frame) headingPhase(title string, year int) schema.Measure {
	past := f.Kind == schema.BudgetReport && year < f.Year && !words.FinalWord.Labels().Say(title)
	switch carriedOut := words.CarriedOut.Labels().Say(title); {
	case !f.Territorial || !past && !carriedOut:
	case f.Kind == schema.FinalAccounts && year == f.Year && f.Period == schema.YearPeriod(year) && periodOf(title, year) == f.Period:
		return schema.Final // 2023年收入完成情况 in the accounts of that year
	default:
		return schema.Executed
	}
	switch m := schema.PhaseNamed(title); {
	case m != schema.Budget:
		return m
	case words.BudgetChanged.Labels().Say(title):
		return schema.BudgetAdjusted // 2022年预算调整方案
	}
	return schema.BudgetInitial
}

// fiveYears is the span of the five-year plan a title names: “十四五” is 2021 to 2025.
func fiveYears(title string) schema.Period {
	_, rest, ok := strings.Cut(title, words.PlanQuote.Word("opens"))
	if !ok {
		return schema.Period{}
	}
	digit, size := utf8.DecodeRuneInString(rest)
	k := strings.IndexRune(words.Numerals, digit)
	if k < 0 || !strings.HasPrefix(rest[size:], words.PlanQuote.Word("closes")) {
		return schema.Period{}
	}
	first := 2006 + 5*(k/utf8.RuneLen(digit))
	return schema.Period{Start: schema.DateOf(first, 1, 1), End: schema.DateOf(first+4, 12, 31)}
}

// HeadingText returns a text as a heading would read, without
// numbering and converter residue, and whether it may be one: short, and
// not a sentence.
func HeadingText(v *nlp.View) (string, bool) {
	s := v.All()
	if s == "" || len(s) > 60*utf8.UTFMax || utf8.RuneCountInString(s) > 60 {
		return s, false
	}
	t := strings.TrimRight(s, " 。：:.　")
	if nlp.HasStop(t) {
		return s, false
	}
	return nlp.Unnumbered(t), true
}
