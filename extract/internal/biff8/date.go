package biff8

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// maxSerial is 31 December 9999, the last date Excel knows.
const maxSerial = 2958465

// serialTime turns a serial number into a time. Excel's calendar has a 29
// February 1900, so the days before it count from one day later.
func serialTime(v float64, epoch1904 bool) time.Time {
	seconds := math.Round(v * 86400)
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case epoch1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case v < 60:
		epoch = epoch.AddDate(0, 0, 1)
	}
	days := math.Floor(seconds / 86400)
	return epoch.AddDate(0, 0, int(days)).Add(time.Duration(seconds-days*86400) * time.Second)
}

// showDate writes a serial number as a date format says; ok is false when the
// number is no date.
func showDate(v float64, code string, epoch1904 bool) (string, bool) {
	if v < 0 || v > maxSerial || math.IsNaN(v) {
		return "", false
	}
	t := serialTime(v, epoch1904)
	var b strings.Builder
	afterHour := false
	for i := 0; i < len(code); {
		c := code[i] | 0x20
		n := 1
		for i+n < len(code) && code[i+n]|0x20 == c {
			n++
		}
		switch c {
		case 'y', 'm', 'd', 'h', 's':
			minutes := c == 'm' && (afterHour || nextField(code[i+n:]) == 's')
			b.WriteString(dateField(t, c, n, minutes))
			if c != 'm' {
				afterHour = c == 'h'
			} else {
				afterHour = false
			}
			i += n
		default:
			i += literal(code[i:], &b)
		}
	}
	return strings.TrimSpace(b.String()), true
}

// nextField is the next field letter of a code, 0 when there is none.
func nextField(code string) byte {
	for i := 0; i < len(code); i++ {
		if c := code[i] | 0x20; strings.IndexByte("ymdhs", c) >= 0 {
			return c
		}
	}
	return 0
}

// dateField writes one field.
func dateField(t time.Time, c byte, n int, minutes bool) string {
	switch {
	case c == 'y' && n <= 2:
		return fmt.Sprintf("%02d", t.Year()%100)
	case c == 'y':
		return fmt.Sprintf("%04d", t.Year())
	case minutes:
		return padded(t.Minute(), n)
	case c == 'm':
		return padded(int(t.Month()), n)
	case c == 'd' && n > 2:
		return t.Weekday().String()[:3]
	case c == 'd':
		return padded(t.Day(), n)
	case c == 'h':
		return padded(t.Hour(), n)
	}
	return padded(t.Second(), n)
}

// padded writes v with two digits when the field has two letters or more.
func padded(v, n int) string {
	if n >= 2 {
		return fmt.Sprintf("%02d", v)
	}
	return fmt.Sprint(v)
}

// literal copies what is no field and returns how many bytes of code it took.
func literal(code string, b *strings.Builder) int {
	switch code[0] {
	case '"':
		end := strings.IndexByte(code[1:], '"')
		if end < 0 {
			return len(code)
		}
		b.WriteString(code[1 : end+1])
		return end + 2
	case '[':
		if end := strings.IndexByte(code, ']'); end > 0 {
			return end + 1
		}
		return len(code)
	case '\\', '!':
		if len(code) > 1 {
			r := []rune(code[1:min(len(code), 5)])[0]
			b.WriteRune(r)
			return 1 + len(string(r))
		}
		return 1
	case '_', '*':
		return min(2, len(code))
	case '@', ';':
		return 1
	case 'A', 'a':
		if strings.HasPrefix(strings.ToUpper(code), "AM/PM") {
			return 5
		}
	}
	b.WriteByte(code[0])
	return 1
}
