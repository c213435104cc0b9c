package nlp

import "strings"

// dateInt reads an integer in Arabic digits or Han numerals at i: at most four
// digits, or a Han numeral below 100.
func dateInt(s string, i int) (v, digits, end int, ok bool) {
	r, _ := at(s, i)
	if isDigit(r) {
		for {
			r, w := at(s, i)
			if !isDigit(r) {
				return v, digits, i, digits <= 4
			}
			if digits < 5 {
				v = v*10 + int(r-'0')
			}
			digits++
			i += w
		}
	}
	return hanInt(s, i)
}

// hanInt reads a Han numeral below 100, or up to four positional digits.
func hanInt(s string, i int) (v, digits, end int, ok bool) {
	tens, ones, ten := 0, 0, false
	for {
		r, w := at(s, i)
		d := hanDigit(r)
		switch {
		case d >= 0 && digits < 4:
			if ten && (ones != 0 || d == 0) {
				return 0, 0, i, false
			}
			ones, v = d, v*10+d
		case r == '十' && !ten && digits <= 1 && (digits == 0 || ones > 0):
			tens, ones, ten = max(v, 1), 0, true
		case d >= 0 || r == '十':
			return 0, 0, i, false
		default:
			if ten {
				v = tens*10 + ones
			}
			return v, digits, i, digits > 0
		}
		digits++
		i += w
	}
}

// isYear reports a plausible calendar year.
func isYear(v, digits int) bool { return digits == 4 && 1900 <= v && v <= 2099 }

// year reads YYYY年 at i.
func year(s string, i int) (y, end int, ok bool) {
	v, n, p, ok := dateInt(s, i)
	if !ok || !isYear(v, n) {
		return 0, 0, false
	}
	p = gap(s, p)
	if r, w := at(s, p); r == '年' {
		return v, p + w, true
	}
	return 0, 0, false
}

// numbered reads an integer in [1,max] followed by one of the marks.
func numbered(s string, i, max int, marks string) (v, end int, ok bool) {
	v, n, p, ok := dateInt(s, i)
	if !ok || n > 2 && max < 100 && v > max || v < 1 || v > max {
		return 0, 0, false
	}
	p = gap(s, p)
	if r, w := at(s, p); r != 0 && strings.ContainsRune(marks, r) {
		return v, p + w, true
	}
	return 0, 0, false
}

// period is a date being read.
type period struct {
	span Span
	end  int
}

// readDate reads the date or period at i: with a year, or month, quarter or
// half-year alone.
func readDate(s string, i int) (period, bool) {
	if !mayBeDate(s, i) {
		return period{}, false
	}
	if p, ok := numericDate(s, i); ok {
		if q := dash(s, p.end); q > p.end { // 2025.1.1-2025.12.31
			if to, ok := numericDate(s, q); ok {
				return period{join(p.span, to.span), to.end}, true
			}
		}
		return p, true
	}
	if p, ok := yearRange(s, i); ok {
		return p, true
	}
	if y, end, ok := year(s, i); ok {
		return afterYear(s, y, end), true
	}
	return withinYear(s, i)
}

// mayBeDate is the cheap test before the grammar: what follows the integer at
// i is a mark of the calendar or joins two dates.
func mayBeDate(s string, i int) bool {
	_, _, e, ok := dateInt(s, i)
	if !ok {
		return false
	}
	r, _ := at(s, gap(s, e))
	switch r {
	case '年', '月', '季', '/', '.', '至', '到':
		return true
	}
	return isDash(r)
}

// numericDate reads 2024-03-15, 2024/3/15 and 2024.3.15.
func numericDate(s string, i int) (period, bool) {
	y, n, p, ok := dateInt(s, i)
	if !ok || !isYear(y, n) {
		return period{}, false
	}
	sep, w := at(s, p)
	if sep != '-' && sep != '/' && sep != '.' {
		return period{}, false
	}
	m, mn, p2, ok := dateInt(s, p+w)
	if !ok || mn > 2 || m < 1 || m > 12 {
		return period{}, false
	}
	if r, w2 := at(s, p2); r == sep {
		if d, dn, p3, ok := dateInt(s, p2+w2); ok && dn <= 2 && 1 <= d && d <= 31 && !numberGoesOn(s, p3, sep) {
			return period{day(y, m, d), p3}, true
		}
		return period{}, false
	}
	if sep == '-' && mn == 2 && !numberGoesOn(s, p2, sep) && nextRune(s, gap(s, p2)) != '年' && nextRune(s, gap(s, p2)) != '月' {
		return period{month(y, m), p2}, true
	}
	return period{}, false
}

// numberGoesOn reports that the digits before i are only part of a number or
// of a chain joined by sep.
func numberGoesOn(s string, i int, sep rune) bool {
	r, w := at(s, i)
	return isDigit(r) || (r == '.' || r == sep) && isDigit(nextRune(s, i+w))
}

// yearRange reads 2018—2020年, 2018年—2020年 and two bare years 2019-2020.
func yearRange(s string, i int) (period, bool) {
	y1, n, p, ok := dateInt(s, i)
	if !ok || !isYear(y1, n) {
		return period{}, false
	}
	p = gap(s, p)
	r, w := at(s, p)
	if r == '年' {
		p += w
	}
	q := dash(s, p)
	if r, w := at(s, p); r == '/' { // 2023/2024学年
		q = p + w
	}
	if q == p {
		return period{}, false
	}
	y2, n2, e, ok := dateInt(s, q)
	if !ok || !isYear(y2, n2) || y2 < y1 || y2 > y1+100 || numberGoesOn(s, e, '-') {
		return period{}, false
	}
	g := gap(s, e)
	if r, w := at(s, g); r == '年' {
		e = yearTail(s, g+w)
		if v, _, ok := numbered(s, gap(s, g+w), 12, "月"); ok && v > 0 {
			return period{}, false // 2018年至2020年8月 is read from its years
		}
	} else if end, ok := hasFolded(s, g, "学年"); ok {
		e = end
	} else if u, _ := unitAt(s, g); u != nil {
		return period{}, false
	}
	return period{Span{FromYear: y1, ToYear: y2}, e}, true
}

// yearTail skips 度 after 年.
func yearTail(s string, i int) int {
	if r, w := at(s, i); r == '度' && nextRune(s, i+w) != '假' {
		return i + w
	}
	return i
}

func day(y, m, d int) Span {
	return Span{FromYear: y, FromMonth: m, FromDay: d, ToYear: y, ToMonth: m, ToDay: d}
}
func month(y, m int) Span { return months(y, m, m) }
func months(y, a, b int) Span {
	return Span{FromYear: y, FromMonth: a, ToYear: y, ToMonth: b}
}

// afterYear reads what may follow YYYY年: 度, 末, 初, 全年, a part of the year,
// or a joint and another date.
func afterYear(s string, y, i int) period {
	i = yearTail(s, i)
	whole := period{Span{FromYear: y, ToYear: y}, i}
	p := gap(s, i)
	r, w := at(s, p)
	next := nextRune(s, p+w)
	switch {
	case r == '末' || r == '底':
		return period{day(y, 12, 31), p + w}
	case r == '初' && next != '步' && next != '级' && next != '期' && next != '中':
		return period{month(y, 1), p + w}
	case r == '全' && next == '年':
		return period{whole.span, p + w + len("年")}
	}
	if in, ok := withinYear(s, p); ok {
		in.span.FromYear, in.span.ToYear = y, max(y, in.span.ToYear)
		return in
	}
	if q := dash(s, i); q > i {
		if y2, e, ok := year(s, q); ok && y2 >= y {
			to := afterYear(s, y2, e)
			return period{join(whole.span, to.span), to.end}
		}
	}
	return whole
}

func join(a, b Span) Span {
	a.ToYear, a.ToMonth, a.ToDay = b.ToYear, b.ToMonth, b.ToDay
	return a
}

// withinYear reads a month, a range of months, a day, a quarter or a half-year.
// Years are left 0.
func withinYear(s string, i int) (period, bool) {
	if p, ok := quarter(s, i); ok {
		return p, true
	}
	if a, _, p, ok := dateInt(s, i); ok && 1 <= a && a <= 12 { // 1—8月
		if q := dash(s, p); q > p {
			if b, e, ok := numbered(s, q, 12, "月"); ok && b > a && nextRune(s, e) != '日' {
				return period{months(0, a, b), monthTail(s, e)}, true
			}
		}
	}
	m, e, ok := numbered(s, i, 12, "月")
	if !ok {
		return period{}, false
	}
	from := afterMonth(s, m, e)
	return rangeOfDays(s, from), true
}

// monthTail skips 份 after 月.
func monthTail(s string, i int) int {
	if r, w := at(s, i); r == '份' {
		return i + w
	}
	return i
}

// afterMonth reads a day or 底, 末 after N月.
func afterMonth(s string, m, i int) period {
	p := gap(s, i)
	if d, e, ok := numbered(s, p, 31, "日号"); ok {
		return period{day(0, m, d), e}
	}
	r, w := at(s, p)
	if r == '底' || r == '末' {
		return period{day(0, m, monthEnd), p + w}
	}
	return period{month(0, m), monthTail(s, i)}
}

// monthEnd stands for the last day of a month until the year is known.
const monthEnd = 99

// lastDay returns the last day of a month; February of an unknown year has 28.
func lastDay(y, m int) int {
	switch m {
	case 2:
		if y > 0 && y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// rangeOfDays reads the second end of 1月1日至[2021年]12月31日, 6月15日—30日, 1月至8月.
func rangeOfDays(s string, from period) period {
	q := dash(s, from.end)
	if q == from.end {
		return from
	}
	if y, e, ok := year(s, q); ok {
		to := afterYear(s, y, e)
		return period{join(from.span, to.span), to.end}
	}
	if m, e, ok := numbered(s, q, 12, "月"); ok {
		to := afterMonth(s, m, e)
		return period{join(from.span, to.span), to.end}
	}
	if from.span.FromDay > 0 {
		if d, e, ok := numbered(s, q, 31, "日"); ok {
			to := from.span
			to.ToDay = d
			return period{to, e}
		}
	}
	return from
}

// quarter reads [第]N季度, 前N季度, 前N个月, 上半年, 下半年, 全年 aside.
func quarter(s string, i int) (period, bool) {
	first, w := at(s, i)
	p := i
	switch {
	case first == '第' || first == '前':
		p += w
	case first == '上' || first == '下':
		e, ok := hasFolded(s, i+w, "半年")
		if !ok {
			return period{}, false
		}
		if first == '上' {
			return period{months(0, 1, 6), e}, true
		}
		return period{months(0, 7, 12), e}, true
	}
	v, n, e, ok := dateInt(s, gap(s, p))
	if !ok || n > 2 {
		return period{}, false
	}
	e = gap(s, e)
	if first == '前' {
		if end, ok := hasFolded(s, e, "个月"); ok && 1 <= v && v <= 12 {
			return period{months(0, 1, v), end}, true
		}
	}
	end, ok := hasFolded(s, e, "季度")
	if !ok || v < 1 || v > 4 {
		return period{}, false
	}
	if first == '前' {
		return period{months(0, 1, 3*v), end}, true
	}
	return period{months(0, 3*v-2, 3*v), end}, true
}

// complete gives a span without a year the year y.
func (s Span) complete(y int) Span {
	if s.FromYear != 0 || y == 0 {
		return s
	}
	s.Assumed = true
	s.FromYear = y
	if s.ToYear == 0 {
		s.ToYear = y
	}
	return s
}

// resolve replaces monthEnd by the day it stands for.
func (s Span) resolve() Span {
	if s.FromDay == monthEnd {
		s.FromDay = lastDay(s.FromYear, s.FromMonth)
	}
	if s.ToDay == monthEnd {
		s.ToDay = lastDay(s.ToYear, s.ToMonth)
	}
	return s
}

// String returns the normal form: "2020", "2020-08", "2020-01/2020-08",
// "2020-12-31"; an unknown year is written "-" ("--08"), as in XML Schema.
func (s Span) String() string {
	if s.Relative != "" {
		return s.Relative
	}
	from := datePart(s.FromYear, s.FromMonth, s.FromDay)
	to := datePart(s.ToYear, s.ToMonth, s.ToDay)
	if from == to {
		return from
	}
	return from + "/" + to
}

func datePart(y, m, d int) string {
	head := "-"
	if y > 0 {
		head = two(y/100) + two(y%100)
	}
	switch {
	case m == 0 && d == 0:
		return head
	case m == 0:
		return "---" + two(d)
	case d == 0:
		return head + "-" + two(m)
	}
	return head + "-" + two(m) + "-" + two(d)
}

func two(v int) string { return string([]byte{byte('0' + v/10%10), byte('0' + v%10)}) }
