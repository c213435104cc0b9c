package tag

import (
	"slices"

	"gongkai/schema"
	"gongkai/schema/words"
)

// reachOfLevels is how many numbers behind the figure of a territory those of its levels
// stand at most.
const reachOfLevels = 8

// byLevel claims that what a whole territory has is what its government itself and the places
// below it have: 全市支出428亿元，其中：市本级支出108亿元，县（市、区）支出320亿元.
func (w *wordings) byLevel() {
	for i := range w.out.Facts {
		f := &w.out.Facts[i]
		if f.Concept == "" || f.Dimensions.EntityScope != schema.Summary || f.SourceKind != schema.Narrative || !exactAmount(f) {
			continue
		}
		if both := w.levelsAfter(i, f); both != nil {
			w.out.Claims = append(w.out.Claims, schema.Claim{Family: schema.SumFamily, Result: i, Operands: both, Whole: both, Listed: -1, Rule: schema.RuleListSum})
		}
	}
}

// levelsAfter are the one figure of the government itself and the one of all places below it that
// follow fact i in its paragraph, nil where there are others or none.
func (w *wordings) levelsAfter(i int, f *schema.Fact) []int {
	own, below := -1, -1
	for k := i + 1; k < len(w.out.Facts) && k <= i+reachOfLevels && near(f, &w.out.Facts[k]); k++ {
		g := &w.out.Facts[k]
		if !exactAmount(g) || !alikeButPlace(f, g) {
			continue
		}
		switch scope := g.Dimensions.EntityScope; {
		case scope == schema.Self && own < 0:
			own = k
		case scope == schema.Subordinate && below < 0 && allBelow(g.Dimensions.Subordinate):
			below = k
		default:
			return nil
		}
	}
	if own < 0 || below < 0 {
		return nil
	}
	return []int{own, below}
}

// alikeButPlace reports two figures that are of one thing, each of its own place.
func alikeButPlace(a, b *schema.Fact) bool {
	x, y := a.Dimensions, b.Dimensions
	x.EntityScope, x.Subordinate, y.EntityScope, y.Subordinate = "", "", "", ""
	return a.Concept == b.Concept && x == y && a.Measure == b.Measure && a.Period == b.Period
}

// allBelow reports the name of all places of a level together: 县（市、区）.
func allBelow(name string) bool {
	return slices.ContainsFunc(words.Load().Levels, func(l words.Level) bool { return slices.Contains(l.Below, name) })
}

// trade claims that a surplus is what the exports are above the imports, and a deficit what they are
// below them: 出口62亿元；进口24亿元。顺差38亿元.
func (w *wordings) trade() {
	names := words.Trade.Labels()
	for i := range w.out.Facts {
		f := &w.out.Facts[i]
		surplus, deficit := names.Say(f.Label, "surplus"), names.Say(f.Label, "deficit")
		if surplus == deficit || !exactAmount(f) || f.SourceKind != schema.Narrative {
			continue
		}
		side := func(says, other string) int {
			return w.beside(i, reachOfLevels, func(g *schema.Fact) bool {
				return exactAmount(g) && names.Say(g.Label, says) && !names.Say(g.Label, other, "surplus", "deficit") && !words.TradeBoth.Labels().Say(g.Label)
			})
		}
		out, in := side("export", "import"), side("import", "export")
		if out < 0 || in < 0 {
			continue
		}
		if deficit {
			out, in = in, out
		}
		w.out.Claims = append(w.out.Claims, schema.Claim{Family: schema.SumFamily, Result: i, Operands: []int{out, in}, Weights: []int{1, -1}, Listed: -1, Rule: schema.RuleSubtotal})
	}
}
