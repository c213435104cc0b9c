package table

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/schema"
)

// A heading may hold its figures against others: 执行数为调整预算数% against the
// adjusted budget, 2025年快报数比2024年决算数增减额 against the final figure of
// the year before. What stands left of the relation says what the figures are
// of, and what stands inside it what they are held against.
type relation struct {
	form schema.Form
	left string // of what the figures are
	base string // against what they are held
	sign int
}

// Parts of the shapes of relations.
const (
	changeWord = `(增减变化|增减变动|增减|增长|增加|减少|下降|上升|降低|增幅|降幅|增速|变动|变化|±|[+＋]/?[,，、]?[-－—])(.*)$`
	ratioWord  = `(?:的)?(比例|比重|百分比|[（(]?[%％][）)]?)`
	yearWord   = `(?:上年|去年|[0-9]{4}年|[二○〇零一三四五六七八九]{4}年)`
)

// relations are the ways headings hold figures against others, the most
// specific first. Blanks between the cells of a heading are dropped before. The
// groups are what the figures are of, what they are held against, the word that
// relates them and what follows it.
var relations = []struct {
	shape *regexp.Regexp
	form  schema.Form // "" where the words say whether it is an amount or a rate
}{
	{regexp.MustCompile(`^(.*?)(同)比` + changeWord), ""},                                                                  // 同比增减%
	{regexp.MustCompile(`^(.*?)可?(?:比|较|与)([^比较与]*?)(?:相比)?` + changeWord), ""},                                          // 比上年决算数增减%, 与上年相比增减额
	{regexp.MustCompile(`^(.*?)()(增减变化|增减变动|增减|增幅|降幅|增速)(.*)$`), ""},                                                     // 增减额
	{regexp.MustCompile(`^(.*?)(?:完成|占|为|达到|达)([^完成占为达]+?)` + ratioWord + `(.*)$`), schema.Completion},                   // 占预算%, 执行数为年初预算的比例
	{regexp.MustCompile(`^(.*?)(?:完成|占|为|达到|达)([^完成占为达]+?)(进度|率|)()$`), schema.Completion},                               // 占调整预算
	{regexp.MustCompile(`^(.*?)(?:完成|占|为|相当于)(` + yearWord + `[^完成占为]*?)` + ratioWord + `(.*)$`), schema.Share},          // 为上年决算数的%
	{regexp.MustCompile(`^(.*?)所?占([^完成占为]*?)` + ratioWord + `(.*)$`), schema.Share},                                     // 占一般公共预算收入%
	{regexp.MustCompile(`^(.*?)()(?:完成率|执行率|完成比例|执行比例|完成进度|执行进度|支出进度|使用进度|完成[（(]?[%％][）)]?)()(.*)$`), schema.Completion}, // 预算执行率
}

var (
	// formula is how a heading ends that says how its column is reckoned: 6=5-1.
	formula = regexp.MustCompile(`([0-9A-Za-z]{1,2}[=＝][-+−－＋*×xX/÷()（）%0-9A-Za-z]+)$`)
	// upOrDown are the ways a heading parts the two halves of 增减: 增、减额, 增（+）减（-）%.
	upOrDown = regexp.MustCompile(`增[加长]?[（(+＋）)、，,/／\\或]+减少?(?:[（(][-－—–−][）)]|[-－—–−）)])?`)
	// budgetBase is a base that is a budget and names nothing else.
	budgetBase = regexp.MustCompile(`^(?:[0-9]{4}年|[二○〇零一三四五六七八九]{4}年|本年|当年|全年|年度|年)*(?:年初|初|调整后?的?|变动|最终|批复|人大批准)*(?:支出|收入)?(?:预算|计划|目标|任务|指标)(?:任务|目标|指标|安排)?[数额]?$`)
	// weight marks a column that says how much a ratio counts, and states none.
	weight = regexp.MustCompile(`权重|分值|得分`)
)

// relationIn reads the relation of a heading, and false where it has none.
func relationIn(heading string) (relation, bool) {
	s := formula.ReplaceAllString(nlp.Squeeze(heading), "")
	if weight.MatchString(s) {
		return relation{}, false
	}
	s = upOrDown.ReplaceAllString(s, "增减")
	for _, kind := range relations {
		m := kind.shape.FindStringSubmatch(s)
		if m == nil || kind.form == schema.Completion && m[2] != "" && !budgetBase.MatchString(m[2]) {
			continue
		}
		r := relation{form: kind.form, left: m[1], base: m[2]}
		if r.form == "" {
			r.form = changeForm(m[3], m[4])
			r.sign = changeSign[m[3]]
		}
		return r, true
	}
	return relation{}, false
}

// changeSign is the direction of the words that have one.
var changeSign = map[string]int{"减少": -1, "下降": -1, "降低": -1, "降幅": -1}

// rateWords say by themselves that a change is one in percent.
var rateWords = []string{"增长", "下降", "上升", "增幅", "降幅", "增速"}

// changeForm tells a change in percent from one in money by the words after it.
func changeForm(word, after string) schema.Form {
	switch {
	case strings.ContainsAny(after, "%％率幅"), word == "±", strings.ContainsAny(word, "+＋"):
		return schema.PctChange
	case nlp.ContainsAny(after, []string{"额", "数", "元", "量"}):
		return schema.Delta
	case slices.Contains(rateWords, word):
		return schema.PctChange
	}
	return schema.Delta
}

// against is what the figures of a heading are held against.
type against struct {
	concept schema.ConceptID
	measure schema.Measure
	year    int // explicit year
	shift   int // years from that of the figures
}

// column reads the heading of a column: a place, a relation or a plain noun phrase.
func (t *tabler) column(s string) axis {
	r, ok := relationIn(s)
	if !ok {
		return t.axis(s)
	}
	noun, shift := lastYear(r.base)
	a, base := t.axis(r.left), t.axis(noun)
	a.label, a.form, a.sign, a.related = s, r.form, r.sign, true
	a.against = against{base.concept, base.measure, base.year, cmp.Or(shift, base.shift)}
	if r.form != schema.Delta {
		a.unit = "%"
	} else if a.unit == "" {
		a.unit = moneyIn(s)
	}
	return a
}

// lastYear splits 上年 from what figures are held against; 同 is that of 同比.
func lastYear(s string) (rest string, shift int) {
	for _, w := range []string{"上年同期", "去年同期", "上年度", "上年", "去年", "同"} {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return rest, -1
		}
	}
	return s, 0
}

// settleColumns gives a column that does not say what its figures are of, such
// as 占预算% or one of several counties, the phase and year of the nearest
// column of levels left of it. A completion is of what was done, never of a
// budget, and nothing is held against itself.
func (t *tabler) settleColumns() {
	for c := range t.columns {
		a := &t.columns[c]
		if a.measure != "" || !a.related && a.dims.Subordinate == "" {
			continue
		}
		for d := c - 1; d >= 0; d-- {
			b := &t.columns[d]
			if a.form == schema.Completion && b.form == "" && b.measure == "" && b.unread == "" && b.label != "" && !b.related && b.dims.Subordinate == "" && b.concept == "" && d > 0 {
				break // 金额 占预算%: what was done is in a column that does not say of which phase it is
			}
			if b.form != "" || b.measure == "" || a.form == schema.Completion && b.measure.IsBudget() ||
				a.related && b.measure == a.against.measure && b.year == a.against.year && b.shift == a.against.shift {
				continue
			}
			a.measure = b.measure
			if a.year == 0 && a.shift == 0 {
				a.year, a.shift = b.year, b.shift
			}
			break
		}
	}
}
