package table

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
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

// relationShapes are the ways headings hold figures against others, the most
// specific first. Blanks between the cells of a heading are dropped before. The
// groups are what the figures are of, what they are held against, the word that
// relates them and what follows it. The form is "" where the words say whether it
// is an amount or a rate.
var relationShapes = []relationShape{
	{`^(.*?)(同)比(CHANGE)(.*)$`, "", []string{"同比"}, changeWord},                                                      // 同比增减%
	{`^(.*?)[可对]?(?:比|较|与)([^比较与]*?)(?:相比)?(CHANGE)(.*)$`, "", []string{"比", "较", "与"}, changeWord},                  // 比上年决算数增减%, 与上年相比增减额
	{`^(.*?)按((?:上年|去年|YEAR)[^比较与按]*?)(CHANGE)(.*)$`, "", []string{"按"}, changeWord},                                 // 按上年决算数增长%
	{`^(.*?)()({change_noun})(.*)$`, "", nil, needed{words.ChangeNoun, ""}},                                          // 增减额
	{`^(.*?)(?:完成|占|为|达到|达)([^完成占为达]+?)的?(RATIO)(.*)$`, schema.Completion, done, ratioWord},                          // 占预算%, 执行数为年初预算的比例
	{`^(.*?)(?:完成|占|为|达到|达)([^完成占为达]+?)(进度|率|)()$`, schema.Completion, done, needed{}},                               // 占调整预算
	{`^(.*?)(?:完成|占|为|相当于)((?:上年|去年|YEAR)[^完成占为]*?)的?(RATIO)(.*)$`, schema.Share, shared, ratioWord},                 // 为上年决算数的%
	{`^(.*?预算[^完成占为]*)(?:占|为|相当于)([^占为]*?(?:执行|完成|快报|决算)数)的?(RATIO)(.*)$`, schema.Share, shared, ratioWord},          // 预算数为执行数的%
	{`^(.*?)所?占([^完成占为]*?)的?(RATIO)(.*)$`, schema.Share, shared, ratioWord},                                          // 占一般公共预算收入%
	{`^(.*?)()(?:{completion}|完成[（(]?[%％][）)]?)()(.*)$`, schema.Completion, nil, needed{words.CompletionHead, "%％"}}, // 预算执行率
}

// relationShape is one way. Most headings are of none, which what a shape needs tells
// sooner than its expression: one of its marks, if it has any, and its word.
type relationShape struct {
	expr  string
	form  schema.Form
	marks []string
	word  needed
}

// needed is the word of a relation: a label of a use or one of some signs. The zero value
// is none.
type needed struct {
	use   words.Use
	signs string
}

var (
	changeWord = needed{words.ChangeHead, "±+＋"}
	ratioWord  = needed{words.RatioHead, "%％"}

	done   = []string{"完成", "占", "为", "达"}
	shared = []string{"完成", "占", "为", "相当于"}
)

// may reports a heading that may be of the shape.
func (r *relationShape) may(s string) bool {
	return (r.marks == nil || nlp.ContainsAny(s, r.marks)) &&
		(r.word == needed{} || strings.ContainsAny(s, r.word.signs) || written(s, strings.Contains, r.word.use))
}

// mayBeShare reports a name that may tell a share of something.
func mayBeShare(name string) bool {
	s := nlp.Squeeze(name)
	return slices.ContainsFunc(relationShapes, func(r relationShape) bool { return r.form == schema.Share && r.may(s) })
}

// common is what the shapes have in common.
var common = strings.NewReplacer(
	"CHANGE", `{change}|±|[+＋]/?[,，、]?[-－—]`,
	"RATIO", `{ratio}|[（(]?[%％][）)]?`,
	"YEAR", `[0-9]{4}年|[二○〇零一三四五六七八九]{4}年`,
)

var relations = sync.OnceValue(func() []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, kind := range relationShapes {
		out = append(out, regexp.MustCompile(words.Expand(common.Replace(kind.expr))))
	}
	return out
})

var (
	// formula is how a heading ends that says how its column is reckoned: 6=5-1.
	formula = regexp.MustCompile(`([0-9A-Za-z]{1,2}[=＝][-+−－＋*×xX/÷()（）%0-9A-Za-z]+)$`)
	// upOrDown are the ways a heading parts the two halves of 增减: 增、减额, 增（+）减（-）%.
	upOrDown = regexp.MustCompile(`增[加长]?[（(+＋）)、，,/／\\或]+减少?(?:[（(][-－—–−][）)]|[-－—–−）)])?`)
	// secondBase is another base that a heading names before the one its figures are held
	// against: 2022年决算比2021年决算比2022年预算（增减额）.
	secondBase = compiled(common.Replace(`[比较](上年|去年|YEAR)`))
	// budgetBase is a base that is a budget and names nothing else.
	budgetBase = compiled(common.Replace(`^(?:YEAR|本年|当年|全年|年度|年)*{base when}*(?:支出|收入)?{base budget}(?:任务|目标|指标|安排)?[数额]?$`))
)

// joined is what upOrDown stands for, up and down the two halves.
const up, down, joined = "增", "减", "增减"

// ofWhich ends a heading that leaves out what of something its figures are.
const ofWhich = "的"

// relationIn reads the relation of a heading, and false where it has none.
func relationIn(heading string) (relation, bool) {
	s := nlp.Squeeze(heading)
	if strings.ContainsAny(s, "=＝") {
		s = formula.ReplaceAllString(s, "")
	}
	if labelled(s, words.WeightHead) {
		return relation{}, false
	}
	if strings.Contains(s, up) && strings.Contains(s, down) {
		s = upOrDown.ReplaceAllString(s, joined)
	}
	if strings.HasSuffix(s, ofWhich) {
		s += "%" // 执行数为预算数的: the sign stands in the cells, or is lost
	}
	for i, shape := range relations() {
		form := relationShapes[i].form
		if !relationShapes[i].may(s) {
			continue
		}
		m := shape.FindStringSubmatch(s)
		if m == nil || form == schema.Completion && m[2] != "" && !budgetBase().MatchString(m[2]) {
			continue
		}
		r := relation{form: form, left: m[1], base: m[2]}
		if r.form == "" {
			r.form = changeForm(m[3], m[4])
			if strings.HasPrefix(words.ChangeHead.Labels().Meaning(m[3]), "down") {
				r.sign = -1
			}
		}
		return r, true
	}
	return relation{}, false
}

// changeForm tells a change in percent from one in money by the words after it.
func changeForm(word, after string) schema.Form {
	switch {
	case strings.ContainsAny(after, "%％") || labelled(after, words.ChangeUnit, "rate"), strings.ContainsAny(word, "±+＋"):
		return schema.PctChange
	case labelled(after, words.ChangeUnit, "amount"):
		return schema.Delta
	case strings.HasSuffix(words.ChangeHead.Labels().Meaning(word), "rate"):
		return schema.PctChange
	}
	return schema.Delta
}

// lastYear splits 上年 from what figures are held against; 同 is that of 同比.
func lastYear(s string) (rest string, shift int) {
	if l := words.YearHead.Labels().Of(s); l != nil {
		return s[len(l.Text):], -1
	}
	return s, 0
}
