package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/schema"
)

// plus is the word that adds to what a sentence is about.
const plus = "加上"

// plusTotals claims the sums that reports of execution state by adding up:
// 收入完成147.1亿元。加上转移性收入49.2亿元，收入合计196.3亿元.
func (n *prose) plusTotals() {
	for at := 0; ; {
		k := strings.Index(n.p.Text[at:], plus)
		if k < 0 {
			return
		}
		at += k + len(plus)
		n.plusTotal(at-len(plus), at)
	}
}

// plusTotal claims one sum: what is added stands from byte from on, what it is
// added to before the word at byte to. A thing added without its amount makes
// it no claim.
func (n *prose) plusTotal(to, from int) {
	end := len(n.p.Text)
	if k := strings.IndexAny(n.p.Text[from:], "。；;"); k >= 0 {
		end = from + k
	}
	base := n.mainFigure(to)
	if base < 0 {
		return
	}
	operands, at := []int{base}, from
	for k := base + 1; k < len(n.out.Facts); k++ {
		f := &n.out.Facts[k]
		start := n.out.Ends[k] - len(f.Raw)
		if start < from {
			continue
		}
		if start >= end || f.Kind != schema.Amount || f.Form != schema.Level || f.Approx != schema.Exact {
			return
		}
		words := strings.Trim(n.p.Text[at:start], "，,、 \u3000和及")
		parts := strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune("，,、", r) })
		switch total := nlp.ContainsAny(words, []string{"合计", "总计", "总量", "总收入", "总支出", "收入总", "支出总"}); {
		case len(parts) > 1:
			return // a name without its amount
		case total && len(operands) > 1:
			operands[0] = n.addedTo(base, to, k)
			n.out.Claims = append(n.out.Claims, schema.Claim{Family: schema.SumFamily, Result: k, Operands: operands, Listed: -1, Rule: schema.RuleSubtotal})
			return
		case total:
			return
		}
		operands, at = append(operands, k), n.out.Ends[k]
	}
}

// addedTo is the figure of a fund's whole, before a byte, that a total of the same
// side adds to: the sentence between may tell its items.
func (n *prose) addedTo(base, to, total int) int {
	side, _, _ := strings.Cut(string(n.out.Facts[total].Concept), ".")
	if f := &n.out.Facts[base]; f.Dimensions.FuncCode == "" {
		return base
	}
	for k := base; k >= n.d.paragraph.first; k-- {
		f := &n.out.Facts[k]
		if of, _, _ := strings.Cut(string(f.Concept), "."); of == side && f.Form == schema.Level && f.Approx == schema.Exact && f.Dimensions.FuncCode == "" && schema.FundNamed(f.Concept) != "" {
			return k
		}
	}
	return base
}

// balances claims what sentences state to be left: 可用财力1140万元，财政支出1134万元，
// 收支相抵结余6万元.
func (n *prose) balances() {
	for k := n.d.paragraph.first + 2; k < len(n.out.Facts); k++ {
		left, out, in := &n.out.Facts[k], &n.out.Facts[k-1], &n.out.Facts[k-2]
		if !nlp.ContainsAny(n.textBeforeLexeme(k), []string{"相抵", "收支结余", "当年结余", "本年结余"}) || !strings.Contains(n.textBeforeLexeme(k-1), "支出") || !nlp.ContainsAny(n.textBeforeLexeme(k-2), []string{"收入", "财力"}) {
			continue
		}
		exact := true
		for _, f := range []*schema.Fact{left, out, in} {
			exact = exact && f.Kind == schema.Amount && f.Form == schema.Level && f.Approx == schema.Exact && f.Context == left.Context
		}
		if exact {
			n.out.Claims = append(n.out.Claims, schema.Claim{Family: schema.SumFamily, Result: k, Operands: []int{k - 2, k - 1}, Weights: []int{1, -1}, Listed: -1, Rule: schema.RuleSubtotal})
		}
	}
}

// textBeforeLexeme are the words between a figure and the one before it.
func (n *prose) textBeforeLexeme(k int) string {
	from := 0
	if k > n.d.paragraph.first {
		from = n.out.Ends[k-1]
	}
	to := n.out.Ends[k] - len(n.out.Facts[k].Raw)
	if from > to || to > len(n.p.Text) {
		return ""
	}
	return n.p.Text[from:to]
}

// mainFigure is the first level of the last sentence before a byte that has one
// and tells no parts, in this paragraph; -1 where there is none.
func (n *prose) mainFigure(to int) int {
	best := -1
	for k := n.d.paragraph.first; k < len(n.out.Facts) && n.out.Ends[k] <= to; k++ {
		f := &n.out.Facts[k]
		if f.Kind == schema.Amount && f.Form == schema.Level && f.Approx == schema.Exact && !strings.HasPrefix(f.Context, "其中") &&
			(best < 0 || f.Context != n.out.Facts[best].Context) {
			best = k
		}
	}
	return best
}
