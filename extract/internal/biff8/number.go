package biff8

import (
	"math"
	"strconv"
	"strings"
)

// plain writes v as a decimal without exponent: 15 significant digits, padded
// to decimals behind the point.
func plain(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "#NUM!"
	}
	s := strconv.FormatFloat(v, 'e', 14, 64)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	mantissa, exponent, _ := strings.Cut(s, "e")
	exp, _ := strconv.Atoi(exponent)
	digits := strings.TrimRight(strings.Replace(mantissa, ".", "", 1), "0")
	whole, frac := "0", ""
	switch point := exp + 1; {
	case digits == "":
		sign = ""
	case point <= 0:
		frac = strings.Repeat("0", -point) + digits
	case point >= len(digits):
		whole = digits + strings.Repeat("0", point-len(digits))
	default:
		whole, frac = digits[:point], digits[point:]
	}
	if len(frac) < decimals {
		frac += strings.Repeat("0", decimals-len(frac))
	}
	if frac != "" {
		frac = "." + frac
	}
	return sign + whole + frac
}

// numFormat is a number format, as far as it changes what a number's text is.
type numFormat struct {
	decimals int
	percent  bool
	hidden   bool   // all sections empty: ";;;"
	date     string // the first section, when it shows dates or times
}

const maxDecimals = 30

// parseFormat reads a format code ([ECMA-376] 18.8.31).
func parseFormat(code string) numFormat {
	if code != "" && strings.Trim(code, "; ") == "" {
		return numFormat{hidden: true}
	}
	section := firstSection(code)
	f := numFormat{}
	bare := bareCode(section)
	if !strings.ContainsAny(bare, "0#?") && strings.ContainsAny(strings.ToLower(bare), "ymdhs") && !strings.EqualFold(bare, "General") {
		f.date = section
		return f
	}
	f.percent = strings.Contains(bare, "%")
	if _, frac, ok := strings.Cut(bare, "."); ok {
		for _, c := range frac {
			if c != '0' && c != '#' && c != '?' {
				break
			}
			if c == '0' && f.decimals < maxDecimals {
				f.decimals++
			}
		}
	}
	return f
}

// firstSection is the part of a code up to the first semicolon outside quotes.
func firstSection(code string) string {
	quoted := false
	for i := 0; i < len(code); i++ {
		switch {
		case code[i] == '"':
			quoted = !quoted
		case code[i] == '\\' && !quoted:
			i++
		case code[i] == ';' && !quoted:
			return code[:i]
		}
	}
	return code
}

// bareCode drops literals, paddings and conditions from a section.
func bareCode(section string) string {
	var b strings.Builder
	for i := 0; i < len(section); i++ {
		switch c := section[i]; c {
		case '"':
			end := strings.IndexByte(section[i+1:], '"')
			if end < 0 {
				return b.String()
			}
			i += end + 1
		case '\\', '_', '*', '!':
			i++
		case '[':
			end := strings.IndexByte(section[i:], ']')
			if end < 0 {
				return b.String()
			}
			if elapsed := strings.ToLower(section[i+1 : i+end]); strings.Trim(elapsed, "hms") == "" {
				b.WriteString(elapsed)
			}
			i += end
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// builtinFormat is the code of a number format the file need not define
// ([ECMA-376] 18.8.30, with the Chinese dates 27-36 and 50-58).
func builtinFormat(id int) string {
	switch {
	case id == 1 || id == 3 || id == 37 || id == 38 || id == 41 || id == 42 || id == 5 || id == 6:
		return "0"
	case id == 2 || id == 4 || id == 39 || id == 40 || id == 43 || id == 44 || id == 7 || id == 8:
		return "0.00"
	case id == 9:
		return "0%"
	case id == 10:
		return "0.00%"
	case id == 14 || id == 15:
		return "yyyy-mm-dd"
	case id == 16:
		return "mm-dd"
	case id == 17:
		return "yyyy-mm"
	case id >= 18 && id <= 21 || id == 45 || id == 46 || id == 47:
		return "hh:mm:ss"
	case id == 22:
		return "yyyy-mm-dd hh:mm"
	case id == 27 || id == 36 || id == 50 || id == 52 || id == 57:
		return `yyyy"年"m"月"`
	case id == 28 || id == 29 || id == 51 || id == 53 || id == 54 || id == 58:
		return `m"月"d"日"`
	case id == 30:
		return "m-d-yy"
	case id == 31:
		return `yyyy"年"m"月"d"日"`
	case id >= 32 && id <= 35 || id == 55 || id == 56:
		return "hh:mm:ss"
	}
	return "General"
}

// show writes a number in a format.
func (f numFormat) show(v float64, epoch1904 bool) string {
	if f.date != "" {
		if s, ok := showDate(v, f.date, epoch1904); ok {
			return s
		}
	}
	if f.percent {
		return plain(v*100, f.decimals) + "%"
	}
	return plain(v, f.decimals)
}
