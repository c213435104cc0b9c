package schema

import "time"

// Date is a civil date, counted in days since 1970-01-01.
type Date int32

// DateOf returns the date of a year, month and day.
func DateOf(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Time returns midnight UTC of the date.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Year returns the calendar year, which in China is the fiscal year
// (《预算法》第十八条: 预算年度自公历一月一日起，至十二月三十一日止).
func (d Date) Year() int { return d.Time().Year() }

// String returns the date as YYYY-MM-DD.
func (d Date) String() string {
	year, month, day := d.Time().Date()
	if year < 1000 || year > 9999 {
		return d.Time().Format(time.DateOnly)
	}
	text := [10]byte{4: '-', 7: '-'}
	for _, part := range [...]struct{ value, from, to int }{{year, 0, 4}, {int(month), 5, 7}, {day, 8, 10}} {
		for i, rest := part.to-1, part.value; i >= part.from; i, rest = i-1, rest/10 {
			text[i] = byte('0' + rest%10)
		}
	}
	return string(text[:])
}

// Period is a duration, or an instant when Start equals End. The zero Period
// means that none is known.
type Period struct{ Start, End Date }

// YearPeriod returns 1 January to 31 December of a year.
func YearPeriod(year int) Period {
	return Period{DateOf(year, time.January, 1), DateOf(year, time.December, 31)}
}

// Instant returns the period of one day.
func Instant(d Date) Period { return Period{d, d} }

// Known reports whether the period is set.
func (p Period) Known() bool { return p != Period{} }

// IsInstant reports whether the period is a single day.
func (p Period) IsInstant() bool { return p.Known() && p.Start == p.End }
