package table

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// A table of statistics is of some months of a year, which its title or its columns name: 8月, 1-8月累计,
// and under a title that names one month 本月 and 累计.

// months is what a heading says of the months that its figures are of.
type months struct {
	span schema.Period // that it names
	said string        // of the months of the title: the last of them, or all up to it
}

// The meanings of the words for the months of a title.
const (
	thisMonth  = "current"
	toThisDate = "sum"
)

// monthsOf is a span of months, or the end of one, that a heading writes before the rest of it; a whole
// year, its beginning and any other day are none.
func monthsOf(span schema.Period, date, rest string) months {
	end := span.End.Time().AddDate(0, 0, 1).Day() == 1
	switch {
	case !end, !written(date, strings.Contains, words.MonthMark), !span.IsInstant() && span.Start.Time().Day() != 1:
		return months{}
	case written(strings.TrimSpace(rest), strings.HasPrefix, words.MonthHead, toThisDate):
		span.Start = schema.DateOf(span.End.Year(), 1, 1) // 8月累计
	}
	return months{span: span}
}

// monthly reads the cells of a heading that speak of the month of the title and returns the others.
func (a *axis) monthly(s string) string {
	if !labelled(s, words.MonthHead) {
		return s // as most
	}
	m := monthHead().FindStringSubmatchIndex(s)
	if m == nil {
		return s
	}
	a.months.said = words.MonthHead.Labels().Meaning(s[m[2]:m[3]])
	return strings.TrimSpace(s[:m[2]] + s[m[3]:])
}

// monthHead is a cell of a heading that speaks of the month of the title, with what was done in it or not: 累计,
// 累计完成.
var monthHead = compiled(`(?:^|[ 　])({month_head})(?:$| |{month_done})`)

// in is the months of a year that a heading is of in a table of others, of which it names some or speaks.
func (m *months) in(of schema.Period, year int) schema.Period {
	switch {
	case m.span.IsInstant():
		return schema.Instant(schema.DateOf(year, m.span.End.Time().Month()+1, 0))
	case m.span.Known():
		return clause.InYear(m.span, year)
	case m.said == "" || !of.Known() || of == schema.YearPeriod(of.End.Year()):
		return of
	}
	last := of.End.Time().Month()
	first := last
	if m.said == toThisDate {
		first = 1
	}
	return schema.Period{Start: schema.DateOf(year, first, 1), End: schema.DateOf(year, last+1, 0)}
}

// takesMonths gives a column that relates figures and names no months those of the levels left of it.
func (cols *columns) takesMonths(c int) {
	a := &cols.axes[c]
	if a.months != (months{}) || a.year != 0 || a.shift != 0 {
		return
	}
	for d := c - 1; d >= max(0, c-mostLeft) && cols.kinds[d] == valueColumn; d-- {
		if b := &cols.axes[d]; b.form == "" && !b.related && !(b.ofShifted && b.shift != 0) {
			if a.months = b.months; b.months != (months{}) {
				a.year = b.year
			}
			return
		}
	}
}

// takesUnit gives a column of a part of what stands left of it, #注册护士, 其中：女 or 男 below 按性别分, the unit
// that the heading of the whole states.
func (cols *columns) takesUnit(c int) {
	a := &cols.axes[c]
	if a.unit != "" || a.counted != nil || a.bare != "" || a.form != "" || !a.isPart() && !cols.goesOnPart(c) {
		return
	}
	for d := c - 1; d >= max(0, c-mostLeft) && cols.kinds[d] == valueColumn; d-- {
		b := &cols.axes[d]
		if b.isPart() || b.form != "" || b.related {
			continue
		}
		if a.unit, a.counted = b.unit, b.counted; a.unit != "" || a.counted != nil {
			a.whole = cmp.Or(b.whole, plainName(lastHead(b.label)))
		}
		return
	}
}

// goesOnPart reports a column of people behind that of another part of the same whole: 注册护士 behind 其中：执业医师.
func (cols *columns) goesOnPart(c int) bool {
	if c == 0 || cols.kinds[c-1] != valueColumn || !labelled(lastHead(cols.axes[c].label), words.PersonHead) {
		return false
	}
	b := &cols.axes[c-1]
	return b.whole != "" && b.counted != nil
}

// isPart reports the heading of a column of a part.
func (a *axis) isPart() bool {
	return slices.ContainsFunc(strings.Fields(a.label), func(s string) bool {
		return strings.ContainsRune("#＃", []rune(s)[0]) || strings.HasPrefix(s, words.OfThem) || splitHead().MatchString(s)
	})
}

// splitHead is the heading over the parts that something is told by: 按性别分.
var splitHead = compiled(`^{split_head by}\p{Han}{2,8}{split_head apart}$`)

// laterOf is the column of levels left of one where it is of the year after, which what relates the two is of:
// 2023年, 2022年, 增减%. Elsewhere it is that one.
func (cols *columns) laterOf(c int) *axis {
	b := &cols.axes[c]
	if c == 0 || cols.kinds[c-1] != valueColumn {
		return b
	}
	if before := &cols.axes[c-1]; before.form == "" && !before.related && before.measure == b.measure && b.year > 0 && before.year == b.year+1 {
		return before
	}
	return b
}

// doneBeside gives a column that names an item and no phase, 其中：税收收入 behind 累计完成 and 同比 of one budget, the phase and the
// months of what was done that stands left of it under the same head.
func (cols *columns) doneBeside(c int) {
	a := &cols.axes[c]
	over, _, found := strings.Cut(a.label, " ")
	if !found || a.concept == "" || a.opaque() || a.related || a.measure != "" || a.months != (months{}) || a.year != 0 || a.shift != 0 {
		return
	}
	for d := c - 1; d >= max(0, c-mostLeft) && cols.kinds[d] == valueColumn && strings.HasPrefix(cols.axes[d].label, over+" "); d-- {
		b := &cols.axes[d]
		if b.form == "" && !b.related && !b.measure.IsBudget() && b.shift == 0 && (b.measure != "" || b.months != (months{})) {
			a.measure, a.months, a.year = b.measure, b.months, b.year
			return
		}
	}
}

// asThen gives a column of the same time of the year before, 上年同期 beside 累计完成, the months and the phase
// of the column of what was done that stands left of it.
func (cols *columns) asThen(c int) {
	a := &cols.axes[c]
	if a.shift >= 0 || a.related || a.form != "" || a.measure != "" || a.months != (months{}) || !labelled(lastHead(a.label), words.SameTime) {
		return
	}
	for d := c - 1; d >= max(0, c-mostLeft) && cols.kinds[d] == valueColumn; d-- {
		b := &cols.axes[d]
		if b.form == "" && !b.related && b.measure != "" && !b.measure.IsBudget() {
			a.measure, a.months = b.measure, b.months
			return
		}
	}
}
