package ooxml

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// maxSerial is 9999-12-31, the last date of a spreadsheet.
const maxSerial = 2958465

// isDate reports whether a section shows a date or time.
func isDate(section string) bool {
	for _, t := range tokens(section) {
		if t.literal || t.text == "General" {
			continue
		}
		switch t.text {
		case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S", "e":
			return true
		case "0", "#", "?":
			return false
		}
	}
	return false
}

// formatDate writes a serial number by a date section.
func formatDate(n number, section string, date1904 bool) (string, bool) {
	at, ok := serialTime(n, date1904)
	if !ok {
		return "", false
	}
	var b strings.Builder
	list := tokens(separators(section))
	clock := false // the last field was hours, so m means minutes
	for i := 0; i < len(list); {
		run := i + 1
		for run < len(list) && !list[i].literal && !list[run].literal && strings.EqualFold(list[run].text, list[i].text) {
			run++
		}
		if list[i].literal {
			b.WriteString(list[i].text)
			i++
			continue
		}
		field := strings.ToLower(list[i].text)
		minutes := clock || nextField(list[run:]) == "s"
		b.WriteString(dateField(at, field, run-i, minutes))
		if strings.Contains("ymdhs", field) {
			clock = field == "h"
		}
		i = run
	}
	return b.String(), true
}

// separators keeps '-' and ' ', which mean nothing in number formats, and drops
// the hour's half.
func separators(section string) string {
	section = strings.NewReplacer("AM/PM", "", "A/P", "", "上午/下午", "").Replace(section)
	return strings.NewReplacer(`\-`, `\-`, `"-"`, `"-"`, "-", `\-`, `\ `, `\ `, " ", `\ `).Replace(bracketless(section))
}

// bracketless drops what stands in brackets except elapsed hours.
func bracketless(section string) string {
	for {
		from := strings.IndexByte(section, '[')
		end := strings.IndexByte(section[max(from, 0):], ']')
		if from < 0 || end < 0 {
			return section
		}
		inner := strings.ToLower(section[from+1 : from+end])
		if strings.Trim(inner, "hms") != "" {
			inner = ""
		}
		section = section[:from] + inner + section[from+end+1:]
	}
}

// nextField returns the next date field.
func nextField(list []token) string {
	for _, t := range list {
		if !t.literal && strings.Contains("ymdhs", strings.ToLower(t.text)) {
			return strings.ToLower(t.text)
		}
	}
	return ""
}

// dateField writes one field of a date.
func dateField(at time.Time, field string, width int, minutes bool) string {
	padded := func(v int) string {
		if width >= 2 {
			return fmt.Sprintf("%02d", v)
		}
		return strconv.Itoa(v)
	}
	switch {
	case field == "y" && width <= 2:
		return at.Format("06")
	case field == "y", field == "e":
		return at.Format("2006")
	case field == "m" && minutes:
		return padded(at.Minute())
	case field == "m" && width >= 4:
		return at.Format("January")
	case field == "m" && width == 3:
		return at.Format("Jan")
	case field == "m":
		return padded(int(at.Month()))
	case field == "d" && width >= 3:
		return at.Format("Mon")
	case field == "d":
		return padded(at.Day())
	case field == "h":
		return padded(at.Hour())
	case field == "s":
		return padded(at.Second())
	case field == "a":
		return "星期" + string([]rune("日一二三四五六")[at.Weekday()])
	case strings.Contains("/:.,", field):
		return field
	}
	return ""
}

// serialTime converts a serial number: days since 1899-12-30 (since 1904-01-01
// in workbooks that say so) and the fraction of a day, to the second.
func serialTime(n number, date1904 bool) (time.Time, bool) {
	if n.negative || n.point > 7 {
		return time.Time{}, false
	}
	whole, fraction, _ := strings.Cut(n.plain(0, false), ".")
	days, err := strconv.Atoi(whole)
	if err != nil || days > maxSerial {
		return time.Time{}, false
	}
	if date1904 {
		days += 1462
	}
	const places = 12
	fraction = (fraction + strings.Repeat("0", places))[:places]
	part, err := strconv.ParseInt(fraction, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	seconds := (part*86400 + 500_000_000_000) / 1_000_000_000_000
	return time.Date(1899, 12, 30, 0, 0, int(seconds), 0, time.UTC).AddDate(0, 0, days), true
}
