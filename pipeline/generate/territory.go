package generate

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Territory is the report of an invented city to its congress, as text: the accounts of
// several places in two years, in which every sum, rate, completion and balance holds.
// Like things of unlike places and years stand side by side in it, and much is told
// twice, as in the reports it is modelled on.
func Territory(seed uint64) string {
	s := newSource(seed, 5)
	city := &territory{s: s, year: 2018 + s.between(0, 6)}
	fmt.Fprintf(&city.text, "云梦市%d年财政预算执行情况和%d年财政预算草案的报告\n", city.year, city.year+1)
	places := []string{"全市", "市本级", "石桥区", "柳溪县"}
	fmt.Fprintf(&city.text, "一、%d年财政预算执行情况\n（一）一般公共预算\n", city.year)
	for _, p := range places {
		city.revenue(p)
	}
	for _, p := range places {
		city.spending(p)
	}
	city.text.WriteString("（二）社会保险基金预算\n")
	for _, p := range places[:2] {
		city.insurance(p)
	}
	city.text.WriteString("（三）地方政府债务情况\n")
	for _, p := range places[:2] {
		city.debt(p)
	}
	fmt.Fprintf(&city.text, "二、%d年财政预算草案\n（一）一般公共预算\n", city.year+1)
	for _, p := range places[:2] {
		city.draft(p)
	}
	return city.text.String()
}

// territory writes the accounts of the places of one city.
type territory struct {
	s    source
	year int
	text strings.Builder
	// revenueOf is what each place took in this year, in 亿元 to two places.
	revenueOf map[string]decimal.Decimal
}

// yi draws an amount in 亿元 with two decimals.
func (t *territory) yi(lo, hi int) decimal.Decimal {
	return decimal.New(int64(t.s.between(lo, hi)), -2)
}

// growth words the change from a base to a figure: 增长3.2%, 下降0.5%.
func growth(now, base decimal.Decimal) string {
	rate := now.Sub(base).Mul(decimal.NewFromInt(100)).DivRound(base, 1)
	if rate.IsNegative() {
		return "下降" + rate.Abs().StringFixed(1) + "%"
	}
	return "增长" + rate.StringFixed(1) + "%"
}

func shareOf(a, b decimal.Decimal) string {
	return a.Mul(decimal.NewFromInt(100)).DivRound(b, 1).StringFixed(1) + "%"
}

func inYi(d decimal.Decimal) string { return d.StringFixed(2) + "亿元" }

func (t *territory) revenue(place string) {
	taxes, others := t.yi(2000, 60000), t.yi(1000, 30000)
	all, budget := taxes.Add(others), t.yi(4000, 90000)
	before, taxesBefore := t.yi(4000, 90000), t.yi(2000, 60000)
	if t.revenueOf == nil {
		t.revenueOf = make(map[string]decimal.Decimal)
	}
	t.revenueOf[place] = all
	fmt.Fprintf(&t.text, "%d年%s一般公共预算收入%s，完成年初预算%s的%s，比上年%s%s。其中：税收收入%s，%s；非税收入%s，占一般公共预算收入的%s。\n",
		t.year, place, inYi(all), inYi(budget), shareOf(all, budget), inYi(before), growth(all, before), inYi(taxes), growth(taxes, taxesBefore), inYi(others), shareOf(others, all))
	if t.s.chance(40) {
		fmt.Fprintf(&t.text, "从收入看，%s一般公共预算收入%s，%s。\n", place, inYi(all), growth(all, before))
	}
}

func (t *territory) spending(place string) {
	spent, before := t.yi(9000, 99000), t.yi(9000, 99000)
	schools, health := t.yi(1000, 4000), t.yi(1000, 4000)
	given, left := t.yi(500, 4000), t.yi(100, 900)
	total := spent.Add(given).Add(left)
	fmt.Fprintf(&t.text, "%s一般公共预算支出%s，%s。其中：教育支出%s，卫生健康支出%s。", place, inYi(spent), growth(spent, before), inYi(schools), inYi(health))
	fmt.Fprintf(&t.text, "加上上解上级支出%s、结转下年支出%s，支出总计%s。\n", inYi(given), inYi(left), inYi(total))
}

func (t *territory) insurance(place string) {
	in, out, opening := t.yi(5000, 9000), t.yi(2000, 5000), t.yi(1000, 9000)
	fmt.Fprintf(&t.text, "%s社会保险基金收入%s，社会保险基金支出%s，本年收支结余%s，加上上年结余%s，年末滚存结余%s。\n",
		place, inYi(in), inYi(out), inYi(in.Sub(out)), inYi(opening), inYi(in.Sub(out).Add(opening)))
}

func (t *territory) debt(place string) {
	general, special, room := t.yi(1000, 9000), t.yi(1000, 9000), t.yi(1, 300)
	more := t.yi(1, 300)
	fmt.Fprintf(&t.text, "%d年末，%s政府债务限额%s，其中：一般债务限额%s，专项债务限额%s；政府债务余额%s，其中：一般债务余额%s，专项债务余额%s。\n",
		t.year, place, inYi(general.Add(special).Add(room).Add(more)), inYi(general.Add(room)), inYi(special.Add(more)), inYi(general.Add(special)), inYi(general), inYi(special))
}

func (t *territory) draft(place string) {
	next := t.yi(4000, 90000)
	fmt.Fprintf(&t.text, "%d年%s一般公共预算收入预期%s，比上年执行数%s%s。\n", t.year+1, place, inYi(next), inYi(t.revenueOf[place]), growth(next, t.revenueOf[place]))
}
