package tag

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Lists that stand beyond the clause of their whole are claimed here: in the next paragraph, behind the name of
// the whole, 税收收入中：增值税4亿元，…, and one list inside an item of another. Which figure is the whole is
// read from where it stands, so such a claim fails only where one slip explains it.

// beyond claims the sums of lists whose whole stands elsewhere than right before them.
func (w *wordings) beyond() {
	for k := range w.out.Facts {
		f := &w.out.Facts[k]
		if f.SourceKind != schema.Narrative || f.Approx != schema.Exact || f.Form != schema.Level || f.Kind == schema.Ratio {
			continue
		}
		if k > 0 && w.out.At[k] != w.out.At[k-1] && w.out.At[k].Cell < 0 {
			w.overParagraphs(k)
		}
		if k > 0 {
			w.ofNamedWhole(k)
			w.budgetRaised(k)
		}
	}
	for i := range len(w.out.Claims) {
		w.withinItem(i)
		w.outsideBrackets(i)
		if c := &w.out.Claims[i]; c.Rule == schema.RuleListSum && len(c.Operands) > 2 {
			c.Together = w.oneStop(c.Result, c.Operands[len(c.Operands)-1])
		}
	}
}

// overParagraphs claims a list that opens its paragraph for the figure of the paragraph before: 收入预算50万元，
// 比上年增长2%。⏎其中：拨款收入48万元；上年结转2万元. 收入包括 and 支出包括 may follow one another.
func (w *wordings) overParagraphs(k int) {
	opener := words.PartsAhead.Labels().Of(w.openingOf(k))
	if opener == nil {
		return
	}
	top := k
	for before := top - 1; opener.Means == "side" && before > 0 && w.out.At[before].Block == w.out.At[top].Block-1 && words.PartsAhead.Labels().Say(w.openingOf(w.firstOf(before)), "side"); before = top - 1 {
		top = w.firstOf(before)
	}
	before := top - 1
	if before < 0 || w.out.At[before].Block != w.out.At[top].Block-1 || w.out.At[before].Cell >= 0 {
		return
	}
	if opener.Means == "plus" {
		w.addedOver(k, before)
	} else if parts := w.listFrom(k); len(parts) > 1 {
		w.claimOne(parts, w.wholesIn(before, parts[0], false))
	}
}

// openingOf are the words that a paragraph opens with up to a figure, without the number of its item.
func (w *wordings) openingOf(k int) string {
	return nlp.Unnumbered(strings.TrimSpace(w.before(k)))
}

// firstOf is the first figure of the paragraph of a figure.
func (w *wordings) firstOf(k int) int {
	for k > 0 && w.out.At[k-1] == w.out.At[k] {
		k--
	}
	return k
}

// listFrom are the figures of one kind of a sentence from one on; nil where the list leaves some out.
func (w *wordings) listFrom(k int) (parts []int) {
	f := &w.out.Facts[k]
	for j := k; j < len(w.out.Facts) && near(f, &w.out.Facts[j]) && (j == k || w.oneStop(k, j)); j++ {
		switch g := &w.out.Facts[j]; {
		case g.Kind == schema.Ratio || g.Form == schema.Delta || g.Said.InBrackets || g.Rule == baseStated:
		case !ofOneKind(f, g):
			return nil
		default:
			parts = append(parts, j)
		}
	}
	if len(parts) > 0 {
		last := parts[len(parts)-1]
		if strings.HasPrefix(w.doc.Text(w.out.At[last]).S[w.out.Ends[last]:], words.AndSoOn) {
			return nil
		}
	}
	return parts
}

// wholesIn are the figures that a list may be of in the paragraph that ends with one, the first of its last sentence
// before the others, or the first of all.
func (w *wordings) wholesIn(last, part int, first bool) (wholes []int) {
	lead := -1
	for j := last; j >= 0 && w.out.At[j] == w.out.At[last]; j-- {
		if g := &w.out.Facts[j]; g.Form == schema.Level && g.Kind == w.out.Facts[part].Kind && g.Unit == w.out.Facts[part].Unit && g.Approx == schema.Exact && !g.Said.InBrackets {
			if wholes = append(wholes, j); lead < 0 || first || w.oneStop(j, last) {
				lead = j
			}
		}
	}
	if lead < 0 {
		return nil
	}
	return append([]int{lead}, wholes...)
}

// claimOne claims that parts make up the first of the figures that they may be of, or the one that they do make up.
func (w *wordings) claimOne(parts, wholes []int) {
	if len(wholes) == 0 {
		return
	}
	whole, sum := wholes[0], w.total(parts)
	for _, j := range wholes {
		if w.out.Facts[j].Value.Equal(sum) {
			whole = j
			break
		}
	}
	told := func(i int) bool {
		c := &w.out.Claims[i]
		return slices.Contains(c.Operands, parts[0]) && w.total(c.Operands).Equal(w.out.Facts[whole].Value)
	}
	if slices.Contains(parts, whole) || slices.ContainsFunc(w.sumsOf(whole), told) {
		return
	}
	w.sumUp(whole, parts, nil)
	w.out.Claims[len(w.out.Claims)-1].Rule = schema.RuleListSum
}

func (w *wordings) total(parts []int) decimal.Decimal {
	sum := decimal.Zero
	for _, p := range parts {
		sum = sum.Add(w.out.Facts[p].Value)
	}
	return sum
}

// addsUp reports a figure that a list which is claimed already makes up.
func (w *wordings) addsUp(whole int) bool {
	return slices.ContainsFunc(w.sumsOf(whole), func(i int) bool {
		c := &w.out.Claims[i]
		return c.Weights == nil && w.total(c.Operands).Equal(w.out.Facts[whole].Value)
	})
}

// addedOver claims what a paragraph adds to the first figure of the one before: 收入完成9亿元，…。⏎加上转移性收入4亿元，
// 收入总计13亿元.
func (w *wordings) addedOver(k, before int) {
	parts := w.listFrom(k)
	last := len(parts) - 1
	if last < 1 || !words.SumNoun.Labels().Say(lastClause(w.wordsBefore(parts[last])), "sum") {
		return
	}
	wholes := w.wholesIn(before, k, true)
	if len(wholes) == 0 {
		return
	}
	total, base := parts[last], wholes[0]
	left := w.out.Facts[total].Value.Sub(w.total(parts[:last]))
	for _, j := range wholes {
		if w.out.Facts[j].Value.Equal(left) {
			base = j
			break
		}
	}
	if !w.addsUp(total) {
		w.sumUp(total, append([]int{base}, parts[:last]...), nil)
	}
}

// ofNamedWhole claims a list behind the name of what it is of, which its paragraph has told: 第二产业中，工业增加值17亿元；
// 建筑业增加值4亿元.
func (w *wordings) ofNamedWhole(k int) {
	said := w.wordsBefore(k)
	opener := words.PartsOfNamed.Labels().Of(said)
	if opener == nil {
		return
	}
	name, own, _ := strings.Cut(said, opener.Text)
	name = strings.TrimPrefix(lastClause(name), words.At)
	const least = 2 * oneHan
	if len(name) < least || strings.ContainsAny(own, "，；：") {
		return
	}
	var wholes []int
	for j := k - 1; j >= 0 && j >= k-2*reachOfTold && near(&w.out.Facts[k], &w.out.Facts[j]); j-- {
		g := &w.out.Facts[j]
		if g.Kind == w.out.Facts[k].Kind && g.Unit == w.out.Facts[k].Unit && g.Form == schema.Level && g.Approx == schema.Exact && (strings.HasPrefix(g.Label, name) || strings.HasSuffix(g.Label, name)) {
			wholes = append(wholes, j)
		}
	}
	parts := w.listFrom(k)
	if item := w.untilMark(parts); len(item) > 1 && len(wholes) > 0 && !w.total(parts).Equal(w.out.Facts[wholes[0]].Value) {
		parts = item
	}
	if len(parts) > 1 {
		w.claimOne(parts, wholes)
	}
}

// untilMark are the first of some figures, up to the mark that ends the item of their sentence.
func (w *wordings) untilMark(parts []int) []int {
	for i := 1; i < len(parts); i++ {
		if strings.ContainsAny(w.between(parts[i-1], parts[i]), "；;") {
			return parts[:i]
		}
	}
	return parts
}

// withinItem claims the members of a list up to the mark that ends the item of its whole, where the list as it was read goes on
// behind it and does not add up: 社会事业5亿元，包括卫生2亿元、学校3亿元；市政4亿元.
func (w *wordings) withinItem(i int) {
	c := &w.out.Claims[i]
	if c.Rule != schema.RuleListSum || c.Weights != nil || c.Slip || c.Word != "" || c.Twins != nil || len(c.Whole) > 0 || len(c.Operands) < 2 {
		return
	}
	item := w.untilMark(c.Operands)
	if len(item) < 2 || len(item) == len(c.Operands) || w.total(c.Operands).Equal(w.out.Facts[c.Result].Value) ||
		strings.ContainsAny(w.between(c.Result, item[0]), "。；;：:") || w.out.At[c.Result] != w.out.At[item[0]] {
		return
	}
	if !w.addsUp(c.Result) {
		w.sumUp(c.Result, item, nil)
		w.out.Claims[len(w.out.Claims)-1].Rule = schema.RuleListSum
	}
}

// outsideBrackets claims the members of a list that stand in no bracket behind another one, where the list as it was read does not
// add up: 财力16亿元，包括：收入3亿元，补助收入13亿元（返还性收入4亿元、转移支付收入9亿元）.
func (w *wordings) outsideBrackets(i int) {
	c := &w.out.Claims[i]
	if c.Rule != schema.RuleListSum || c.Weights != nil || c.Slip || c.Word != "" || c.Twins != nil || len(c.Operands) < 3 || w.out.At[c.Result] != w.out.At[c.Operands[0]] {
		return
	}
	var outside []int
	for _, k := range c.Operands {
		if between := w.between(c.Result, k); strings.Count(between, "（")+strings.Count(between, "(") <= strings.Count(between, "）")+strings.Count(between, ")") {
			outside = append(outside, k)
		}
	}
	if len(outside) > 1 && len(outside) < len(c.Operands) && !w.addsUp(c.Result) {
		w.sumUp(c.Result, outside, nil)
		w.out.Claims[len(w.out.Claims)-1].Rule = schema.RuleListSum
	}
}

// budgetRaised claims a budget after its change where the budget before stands in a sentence before, which may tell its
// parts: 年初预算68万元，其中：…。年中追加3万元，调整后预算71万元.
func (w *wordings) budgetRaised(k int) {
	means := words.Adjusting.Labels()
	name := func(j int) string { return lastClause(w.wordsBefore(j)) }
	if w.out.Facts[k].Kind != schema.Amount || !means.Say(name(k), "total") {
		return
	}
	var parts, weights []int
	j := k - 1
	for ; j >= 0 && j >= k-reachOfChange && near(&w.out.Facts[k], &w.out.Facts[j]) && w.oneStop(j, k); j-- {
		up, down := means.Say(name(j), "up"), means.Say(name(j), "down")
		if up == down || !ofOneKind(&w.out.Facts[k], &w.out.Facts[j]) {
			return
		}
		weight := 1
		if down {
			weight = -1
		}
		parts, weights = append(parts, j), append(weights, weight)
	}
	if len(parts) == 0 {
		return
	}
	for ; j >= 0 && j >= k-reachOfTold && near(&w.out.Facts[k], &w.out.Facts[j]); j-- {
		if g := &w.out.Facts[j]; ofOneKind(&w.out.Facts[k], g) && means.Say(name(j), "first") && !means.Say(name(j), "up", "down", "total") {
			w.sumUp(k, append([]int{j}, parts...), append([]int{1}, weights...))
			return
		}
	}
}
