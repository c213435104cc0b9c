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
	// adjusts is a change of the budget during its year.
	adjusts bool
}

// may reports a heading that may be of a shape: most are of none, which what a shape needs
// tells sooner than its expression, one of its marks, if it has any, and its word.
func may(r *words.Relation, s string) bool {
	return (len(r.Marks) == 0 || nlp.ContainsAny(s, r.Marks)) &&
		(r.Word == "" || strings.ContainsAny(s, r.Signs) || written(s, strings.Contains, r.Word))
}

// mayBeShare reports a name that may tell a share of something.
func mayBeShare(name string) bool {
	s := nlp.Squeeze(name)
	return slices.ContainsFunc(words.Load().Relations, func(r words.Relation) bool { return schema.Form(r.Form) == schema.Share && may(&r, s) })
}

// common is what the shapes have in common.
var common = strings.NewReplacer(
	"CHANGE", `{change}|±|[+＋]/?[,，、]?[-－—]`,
	"RATIO", `{ratio}|[（(]?[%％][）)]?`,
	"YEAR", `(?:[0-9]{4}|[○`+words.HanDigits+`]{4})`+words.YearMark,
)

var relations = sync.OnceValue(func() []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, r := range words.Load().Relations {
		out = append(out, regexp.MustCompile(words.Expand(common.Replace(r.Pattern))))
	}
	return out
})

var (
	// formula is how a heading ends that says how its column is reckoned: 6=5-1.
	formula = regexp.MustCompile(`([0-9A-Za-z]{1,2}[=＝][-+−－＋*×xX/÷()（）%0-9A-Za-z]+)$`)
	// upOrDown are the ways a heading parts the two halves of 增减: 增、减额, 增（+）减（-）%.
	upOrDown = compiled(`{up_or_down up}(?:[（(+＋）)、，,/／\\]|{up_or_down or})+{up_or_down down}(?:[（(][-－—–−][）)]|[-－—–−）)])?`)
	// secondBase is another base that a heading names before the one its figures are held
	// against: 2022年决算比2021年决算比2022年预算（增减额）.
	secondBase = compiled(common.Replace(`{base_part than}({base_part before}|YEAR)`))
	// budgetBase is a base that is a budget and names nothing else.
	budgetBase = compiled(common.Replace(`^(?:YEAR|{base_part year})*{base when}*{base_part side}?{base budget}{base_part aim}?{base_part figure}?$`))
)

// relationIn reads the relation of a heading, and false where it has none.
func relationIn(heading string) (relation, bool) {
	s := nlp.Squeeze(heading)
	if strings.ContainsAny(s, "=＝") {
		s = formula.ReplaceAllString(s, "")
	}
	if labelled(s, words.WeightHead) {
		return relation{}, false
	}
	if half := words.UpOrDown.Labels(); half.Say(s, "up") && half.Say(s, "down") {
		s = upOrDown().ReplaceAllString(s, words.UpAndDown.Word())
	}
	if strings.HasSuffix(s, words.Of) {
		s += "%" // 执行数为预算数的: the sign stands in the cells, or is lost
	}
	said, m := relationOf(s)
	if said == nil {
		return relation{}, false
	}
	r := relation{form: schema.Form(said.Form), left: m[1], base: m[2]}
	if r.form == "" {
		r.form = changeForm(m[3], m[4])
		if strings.HasPrefix(words.ChangeHead.Labels().Meaning(m[3]), "down") {
			r.sign = -1
		}
		if left := strings.TrimRight(r.left, "（("); labelled(left, words.AdjustedHead) {
			r.left, r.adjusts = "", true // 调整数（增+减-）
		}
		r.adjusts = r.adjusts || r.left == "" && labelled(m[3], words.AdjustedHead, "rate")
	}
	return r, true
}

// relationOf is the first of the rows that a heading is of, with the groups of its pattern.
func relationOf(s string) (*words.Relation, []string) {
	for i, pattern := range relations() {
		said := &words.Load().Relations[i]
		if !may(said, s) {
			continue
		}
		m := pattern.FindStringSubmatch(s)
		if m == nil || schema.Form(said.Form) == schema.Completion && m[2] != "" && !budgetBase().MatchString(m[2]) {
			continue
		}
		return said, m
	}
	return nil, nil
}

// changeForm tells a change in percent from one in money by the words after it.
func changeForm(word, after string) schema.Form {
	switch {
	case strings.ContainsAny(after, "%％") || labelled(after, words.ChangeUnit, "rate"):
		return schema.PctChange
	case labelled(after, words.ChangeUnit, "amount"):
		return schema.Delta
	case strings.ContainsAny(word, "±+＋"):
		return schema.PctChange
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
