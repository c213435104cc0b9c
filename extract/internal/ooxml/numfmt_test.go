package ooxml

import "testing"

func TestFormatValue(t *testing.T) {
	for _, c := range []struct {
		value, code, want string
		hidden            bool
	}{
		{"52.300000000000004", "General", "52.3", false},
		{"0.52300000000000002", "0.0%", "52.3%", false},
		{"1234.5", "#,##0.00", "1,234.50", false},
		{"1234.567", "#,##0.00", "1,234.567", false}, // never fewer digits than the value has
		{"-1234.5", "#,##0.00_);(#,##0.00)", "-1,234.50", false},
		{"-7.25", `0.00_);[Red]\(0.00\)`, "-7.25", false},
		{"7.25", `0.00_);[Red]\(0.00\)`, "7.25", false},
		{"-7.25", `0.00;"△"0.00`, "-7.25", false},
		{"-7.25", `0.00;"（"0.00"）"`, "-7.25", false},
		{"-7.25", `0.00;[Red]"-"0.00"万元"`, "-7.25万元", false},
		{"-7.25", `¥#,##0.00;\(¥#,##0.00\)`, "-¥7.25", false},
		{"-7.25", `#,##0.00;负#,##0.00`, "-7.25", false},
		{"-7.25", `\-0.00`, "-7.25", false},
		{"0", `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "0.00", false},
		{"0", "0.00;-0.00;;@", "0.00", true},
		{"5", ";;;", "5", true},
		{"12345678", `0!.0,"万元"`, "1234.5678万元", false},
		{"1500", "0.0,", "1.5", false},
		{"3", `0.00"万元"`, "3.00万元", false},
		{"1E-7", "General", "0.0000001", false},
		{"1.5E+3", "0", "1500", false},
		{"9.999999999999999999", "General", "10", false},
		{"123456789012345678", "0", "123456789012346000", false},
		{"45261", "yyyy-mm-dd", "2023-12-01", false},
		{"45261.75", "yyyy/m/d h:mm", "2023/12/1 18:00", false},
		{"45261", `yyyy"年"m"月"d"日"`, "2023年12月1日", false},
		{"0.5", "h:mm:ss", "12:00:00", false},
		{"-1", "yyyy", "-1", false},
		{"1", `[$¥-804]#,##0.00`, "¥1.00", false},
		{"1", `[Red][>=1]0.0`, "1.0", false},
		{"0.25", "# ?/?", "0.25", false},
		{"1e99", "0", "0.1E100", false},
		{"文", "0.00", "文", false},
	} {
		got, hidden := FormatValue(c.value, c.code, false)
		if got != c.want || hidden != c.hidden {
			t.Errorf("FormatValue(%q, %q) = %q, %v; want %q, %v", c.value, c.code, got, hidden, c.want, c.hidden)
		}
	}
}

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		n            int
		format, want string
	}{
		{1, "chineseCounting", "一"}, {10, "chineseCounting", "十"}, {11, "chineseCounting", "十一"}, {20, "chineseCounting", "二十"},
		{99, "chineseCounting", "九十九"}, {105, "chineseCounting", "一○五"},
		{105, "chineseCountingThousand", "一百〇五"}, {1010, "japaneseCounting", "一千〇一十"}, {21, "japaneseCounting", "二十一"},
		{3, "ideographTraditional", "丙"}, {12, "decimalEnclosedCircleChinese", "⑫"}, {21, "decimalEnclosedCircleChinese", "21"},
		{12, "chineseLegalSimplified", "壹拾贰"}, {4, "lowerRoman", "iv"}, {28, "upperLetter", "BB"}, {7, "decimalZero", "07"},
		{15, "ideographDigital", "一五"}, {0, "chineseCounting", "0"},
	} {
		if got := formatNumber(c.n, c.format); got != c.want {
			t.Errorf("formatNumber(%d, %s) = %s, want %s", c.n, c.format, got, c.want)
		}
	}
}

func FuzzFormatValue(f *testing.F) {
	f.Add("45261.5", `yyyy"年"m"月"`)
	f.Add("-1e-9", `0!.0,"万元";[Red](0)`)
	f.Fuzz(func(t *testing.T, value, code string) {
		if len(code) > 1000 {
			return
		}
		if text, _ := FormatValue(value, code, false); value != "" && text == "" && !isDate(code) {
			t.Errorf("%q by %q is lost", value, code)
		}
	})
}
