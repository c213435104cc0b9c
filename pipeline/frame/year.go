package frame

import (
	"cmp"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

var (
	yearInTitle = regexp.MustCompile(`(20\d\d)年`)
	hanYear     = regexp.MustCompile(`(二[〇○零Ｏ○0][〇○零Ｏ○0一二三四五六七八九]{2}年)`)
	yearInText  = regexp.MustCompile(`(20\d\d)\s*年(度)?\s*(部门|单位)?(收入|本年|总收入|收、支|决算|预算|一般公共|财政拨款|“?三公)`)
)

// yearOf settles the fiscal year: from the title, else the year most section
// sentences open with. A budget execution report names two years; the first is
// the year executed, the last the year budgeted.
func yearOf(title string, lines []string, kind schema.ReportKind) int {
	best := 0
	for _, m := range yearInTitle.FindAllStringSubmatch(title, -1) {
		best = max(best, nlp.Digits(m[1]))
	}
	for _, m := range hanYear.FindAllString(title, -1) {
		best = max(best, hanToYear(m))
	}
	if best > 0 && brokenOff.MatchString(title) {
		return best + 1
	}
	if best > 0 {
		return best
	}
	if all := yearsIn(title); len(all) > 0 && kind != schema.WorkReport {
		return nlp.Digits(title[all[len(all)-1]:][:4])
	}
	if kind == schema.WorkReport {
		if year := yearOfMeeting(lines); year > 0 {
			return year
		}
	}
	return cmp.Or(mostNamed(yearInText, lines), mostNamed(yearInTitle, lines), mostNamed(hanYear, lines))
}

// meeting is the line under a title that says where and when a report was made:
// ——2026年1月27日在某省第十四届人民代表大会第四次会议上.
var meeting = regexp.MustCompile(`(20\d\d)年(\d{1,2})月\d{1,2}日，?在.{0,40}(?:代表大会|会议)`)

const (
	meetingLines = 24 // lines of a site and of a title before the one of the meeting
	nextYearSoon = 11 // from this month on, a meeting speaks of the work of the next year
)

// yearOfMeeting is the year whose work a report lays before the congress of its first
// lines, 0 without one. A congress in its last weeks is held early.
func yearOfMeeting(lines []string) int {
	for _, s := range lines[:min(len(lines), meetingLines)] {
		m := meeting.FindStringSubmatch(fullWidthDigits(nlp.Squeeze(s)))
		if m == nil {
			continue
		}
		if nlp.Digits(m[2]) >= nextYearSoon {
			return nlp.Digits(m[1]) + 1
		}
		return nlp.Digits(m[1])
	}
	return 0
}

// toldIn is the year before the budgeted or planned one that the title of a budget or a
// plan names too: 2025年预算执行情况和2026年预算草案. It is 0 where the title names no such
// year.
func toldIn(title string, kind schema.ReportKind, year int) int {
	tells := kind == schema.BudgetReport || ofPlan(title) || kind == schema.WorkReport && words.LooksBack.Labels().Say(title) // 2018年工作总结和2019年工作计划
	for _, m := range yearInTitle.FindAllStringSubmatch(title, -1) {
		if told := nlp.Digits(m[1]); tells && told == year-1 {
			return told
		}
	}
	return 0
}

// brokenOff is a title that ends before the year to come: 关于某市2025年国民经济和社会发展计划执行情况与.
var brokenOff = regexp.MustCompile(`^[^年]*20\d\d年[^年]*(?:执行情况[和与及暨]|预算执行|预算执行情?)$`)

// ofPlan reports the title of a report on the plan for the economy and society.
func ofPlan(title string) bool { return words.PlanReport.Labels().Say(title) }

// mostNamed is the year that most matches name, the later of two, and 0 without
// any. A year that others are held against (比2020年, 与2020年相比) does not count.
func mostNamed(year *regexp.Regexp, lines []string) (best int) {
	counts := map[int]int{}
	for _, s := range lines {
		for _, m := range year.FindAllStringSubmatchIndex(s, -1) {
			if !Comparing(s[:m[2]]) && !cameFrom(s[:m[2]], s[m[3]:]) {
				counts[yearNumber(s[m[2]:m[3]])]++
			}
		}
	}
	for y, k := range counts {
		if k > counts[best] || k == counts[best] && y > best {
			best = y
		}
	}
	return best
}

// cameFrom reports a year of what something was before, which others are held against: 由2000年的45%提高到65%, 是2000年的2.4倍.
func cameFrom(before, after string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(words.From+words.Copulas, r) && strings.HasPrefix(strings.TrimPrefix(after, words.YearMark), words.Of)
}

// yearNumber reads a year in digits or in Han numerals.
func yearNumber(s string) int {
	if nlp.IsDigit(s[0]) {
		return nlp.Digits(s)
	}
	return hanToYear(s)
}

// yearsIn returns where the years in a title begin. A longer number and a number
// after 第 (第2010团) belong to a name.
func yearsIn(title string) (at []int) {
	for i := 0; i+4 <= len(title); i++ {
		if title[i] != '2' || title[i+1] != '0' || !nlp.IsDigit(title[i+2]) || !nlp.IsDigit(title[i+3]) {
			continue
		}
		inside := i > 0 && nlp.IsDigit(title[i-1]) || i+4 < len(title) && nlp.IsDigit(title[i+4])
		if !inside && !strings.HasSuffix(title[:i], words.Ordinal) {
			at = append(at, i)
		}
	}
	return at
}

// hanToYear reads 二〇二一年.
func hanToYear(s string) int {
	y := 0
	for _, r := range s {
		if string(r) == words.YearMark {
			break
		}
		d := strings.IndexRune("〇一二三四五六七八九", r) / len("〇")
		y = y*10 + max(d, 0)
	}
	return y
}

// periodOf is the period of figures that name none: the months a title names
// (2018年1-8月…分析), else its year. A monthly report on the execution of a budget
// tells what has been reached since January.
func periodOf(title string, year int) schema.Period {
	if year == 0 {
		return schema.Period{}
	}
	for _, m := range nlp.Scan(title, nlp.ScanOptions{Year: year}) {
		if m.Kind != nlp.Date || m.Date.FromMonth == 0 || m.Date.FromDay != 0 {
			continue // a day is when something was said
		}
		if p := SpanPeriod(&m, year); p.Known() && p.End.Year() == year {
			if words.SinceJanuary.Labels().Say(title) {
				p.Start = schema.DateOf(year, 1, 1)
			}
			return p
		}
	}
	return schema.YearPeriod(year)
}

// periodOpening is the period that the first date of a text names which says the year, of a text whose title says none:
// 2024年上半年，全市农林牧渔业增加值…. It is the year where that date names no months, or a day.
func periodOpening(lines []string, title string, year int) schema.Period {
	for _, line := range lines[:min(len(lines), openingLines)] {
		if line == title {
			continue
		}
		for _, m := range nlp.Scan(line, nlp.ScanOptions{}) {
			if m.Kind != nlp.Date || m.Date.FromYear != year {
				continue
			}
			if p := SpanPeriod(&m, year); p.Known() && m.Date.FromMonth > 0 && m.Date.FromDay == 0 {
				return p
			}
			return schema.YearPeriod(year)
		}
	}
	return schema.YearPeriod(year)
}

// openingLines is how many lines a text begins with in which it says of what time it tells.
const openingLines = 8

// SpanPeriod turns a date mention into a period, unknown for a year before 1900
// or after 2200 and for years counted from one that is not written (近三年); a bare
// month takes year.
func SpanPeriod(m *nlp.Mention, year int) schema.Period {
	s := m.Span()
	if s.Relative != "" {
		return schema.Period{}
	}
	from, to := cmp.Or(s.FromYear, year), s.ToYear
	to = cmp.Or(to, from)
	if from < 1900 || from > 2200 || to < 1900 || to > 2200 {
		return schema.Period{}
	}
	start := schema.DateOf(from, 1, 1)
	if s.FromMonth > 0 {
		start = schema.DateOf(from, time.Month(s.FromMonth), max(s.FromDay, 1))
	}
	toMonth, toDay := s.ToMonth, s.ToDay
	if toMonth == 0 && s.ToYear == 0 {
		toMonth, toDay = s.FromMonth, s.FromDay
	}
	var end schema.Date
	switch {
	case toMonth == 0:
		end = schema.DateOf(to, 12, 31)
	case toDay == 0:
		end = schema.DateOf(to, time.Month(toMonth)+1, 0)
	default:
		end = schema.DateOf(to, time.Month(toMonth), toDay)
	}
	if end < start {
		return schema.Period{}
	}
	return schema.Period{Start: start, End: end}
}

// Comparing reports a text that a year follows which figures are held against.
func Comparing(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(words.Than+words.Beside+words.With, r)
}
