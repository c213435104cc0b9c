package nlp

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// TestCell holds the notations of accounts in table cells.
func TestCell(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"(88.80)", "(88.80) number -88.8"}, {"（88.80）", "（88.80） number -88.8"}, {"-(88.80)", "-(88.80) number -88.8"}, {"( 88.80 )", "( 88.80 ) number -88.8"},
		{"-(1234.50)", "-(1234.50) number -1234.5"}, {"(1,234)", "(1,234) number -1234"}, {"(12345)", "(12345) number -12345"}, {"（5.2%）", "（5.2%） ratio -5.2 %"}, {"(5.2)%", "(5.2)% ratio -5.2 %"},
		{"(88.80)万元", "(88.80)万元 amount -888000 元"}, {"（3.5万元）", "（3.5万元） amount -35000 元"},
		{"△88.80", "△88.80 number -88.8"}, {"▲ 88.80", "▲ 88.80 number -88.8"}, {"∆5%", "∆5% ratio -5 %"}, {"△1,234", "△1,234 number -1234"},
		{"—88.80", "—88.80 number -88.8"}, {"−88.80", "−88.80 number -88.8"}, {"－88.80", "－88.80 number -88.8"}, {"- 88.80", "- 88.80 number -88.8"},
		{"负88.80", "负88.80 number -88.8"}, {"负5.2%", "负5.2% ratio -5.2 %"},
		{"-¥88.80", "-¥88.80 amount -88.8 元"}, {"￥-88.80", "￥-88.80 amount -88.8 元"}, {"-￥1,234.50", "-￥1,234.50 amount -1234.5 元"}, {"¥(88.80)", "¥(88.80) amount -88.8 元"}, {"(¥88.80)", "(¥88.80) amount -88.8 元"}, {"-$88.80", "-$88.80 amount -88.8 美元"}, {"¥88.80", "¥88.80 amount 88.8 元"},
		{".77", ".77 number 0.77"}, {"-.77", "-.77 number -0.77"}, {".5%", ".5% ratio 0.5 %"}, {"(.77)", "(.77) number -0.77"}, {".5亿元", ".5亿元 amount 50000000 元"},
		{"1.2E+06", "1.2E+06 number 1200000"}, {"1.2e-3", "1.2e-3 number 0.0012"}, {"-1.25E+04", "-1.25E+04 number -12500"}, {"12E06", "12E06 noise"},
		{"1 234.50", "1 234.50 number 1234.5"}, {"1 234 567.89", "1 234 567.89 number 1234567.89"}, {"1'234.50", "1'234.50 number 1234.5"}, {"'88.80", "88.80 number 88.8"},
		{"1，234.50", "1，234.50 number 1234.5"}, {"８８．８０", "８８．８０ number 88.8"}, {"+88.80", "+88.80 number 88.8"}, {"88.80元", "88.80元 amount 88.8 元"},
		{"12,34.50", "12,34.50 glued"}, {"1.234.567", "1.234.567 glued"}, {"1,2345.00", "1,2345.00 glued"}, {"88·80", "88·80 glued"}, {"88。80", "88。80 glued"}, {"-12,34.50", "-12,34.50 glued"}, {"(12,34.50)", "(12,34.50) glued"},
		{"¥ 88.80", "¥ 88.80 amount 88.8 元"}, {"+¥88.80", "+¥88.80 amount 88.8 元"}, {"(-88.80)", "(-88.80) number -88.8"}, {"(+88.80)", "(+88.80) number 88.8"}, {"↓5.2%", "↓5.2% ratio -5.2 %"}, {"↑5.2%", "↑5.2% ratio 5.2 %"}, {"88.80-", "88.80- glued"}, {"88.80①", "88.80① number 88.8"}, {"1,234.50[2]", "1,234.50[2] number 1234.5"}, {"1.234,56", "1.234,56 glued"}, {".77万元", ".77万元 amount 7700 元"},
		// What only looks like one of them.
		{"(1)", "(1) ordinal"}, {"（12）", "（12） ordinal"}, {"（2019）", "2019 date 2019"}, {"2024.3.15", "2024.3.15 date 2024-03-15"}, {"1.2.3", "1.2.3 ordinal"}, {"-", ""}, {"—", ""}, {"△", ""}, {"()", ""}, {" ", ""}, {"'", ""}, {"", ""},
		{"3-5", "3 number 3|5 number 5"}, {"1:3", "1 ratio 1|3 ratio 3"}, {"2010301", "2010301 number 2010301"}, {"2.1本方案", "2.1 ordinal"}, {"2.5人", "2.5人 count 2.5 人"},
		{"公开01表", "01 code"}, {"1、2、3", "1 number 1|2 number 2|3 number 3"}, {"100 200", "100 number 100|200 number 200"},
		{"(052)3974051", "052 code|3974051 number 3974051"}, {"注(88.80)", "88.80 number 88.8"}, {"1,234.50", "1,234.50 number 1234.5"}, {"-5", "-5 number -5"},
	} {
		if got := strings.Join(spell(c.text, ScanOptions{Cell: true}), "|"); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestFigureCell holds that a column of figures has no list numbers.
func TestFigureCell(t *testing.T) {
	for text, want := range map[string]string{"(1)": "(1) number -1", "（12）": "（12） number -12", "(2019)": "(2019) number -2019", "13000000000": "13000000000 number 13000000000", "01": "01 code", "12": "12 number 12"} {
		if got := strings.Join(spell(text, ScanOptions{Cell: true, Figure: true}), "|"); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestCellDecimals(t *testing.T) {
	for text, want := range map[string]int{"(88.80)": 2, "1.2E+06": -5, ".77": 2, "(1.50)万元": -2, "1 234.5": 1} {
		if got := Scan(text, ScanOptions{Cell: true})[0].Decimals; got != want {
			t.Errorf("%s: decimals %d; want %d", text, got, want)
		}
	}
}

// cellPieces are what random cells are made of.
var cellPieces = []string{"1", "20", "2020", "88.80", ",234", ".77", "０", "．", "，", "(", ")", "（", "）", "-", "—", "△", "▲", "负", "+", "¥", "￥", "$", " ", "%", "E", "E+06",
	"万", "元", "万元", "'", "·", "。", "①", "[1]", "一", "人", "\xff", "\t", "年", "第", "约", "↓"}

// TestCellProperties: every digit of a cell lies in one mention whatever its
// column, spans are sound, and a figure in parentheses is the negative of the
// same without.
func TestCellProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(cellPieces), 0, 8).Draw(t, "cell"), "")
		opt := ScanOptions{Cell: true, Figure: rapid.Bool().Draw(t, "figure")}
		ms := Scan(text, opt)
		checkSpans(t, text, ms)
		checkDigits(t, text, ms)
	})
	rapid.Check(t, func(t *rapid.T) {
		v := decimal.New(rapid.Int64Range(1, 1e12).Draw(t, "v"), int32(-rapid.IntRange(0, 4).Draw(t, "decimals")))
		for _, form := range []string{"(%s)", "（%s）", "-%s", "△%s", "—%s", "-(%s)", "负%s"} {
			text := fmt.Sprintf(form, v)
			if ms := Scan(text, ScanOptions{Cell: true, Figure: true}); len(ms) != 1 || !ms[0].Value.Equal(v.Neg()) || ms[0].End-ms[0].Start != len(text) {
				t.Fatalf("%q is %+v", text, ms)
			}
		}
	})
}
