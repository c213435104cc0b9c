package reconcile

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// changes evaluates every change a report states: amount, rate and direction
// against the two periods, or the two phases, it speaks of.
func (e *evaluator) changes() {
	for i := range e.facts {
		f := &e.facts[i]
		switch f.Form {
		case schema.Delta:
			e.delta(i, f)
			e.changeOfParts(i, f)
		case schema.PctChange:
			if f.Rule != "annual_average" { // 年均增长2.7%: no change from one end to the other
				e.pctChange(i, f)
			}
		}
	}
}

// delta checks current − prior = change and the direction word.
func (e *evaluator) delta(i int, f *schema.Fact) {
	if f.Concept == "" || !e.hasBase(f) {
		return
	}
	cur, prior := e.current(i, f), e.prior(f)
	if cur == prior {
		prior = -1 // 比2026年预算增加 in the budget of 2026: the base is misnamed
	}
	if cur < 0 || prior < 0 {
		ops := []operand{{i, "change"}}
		if cur >= 0 {
			ops = append(ops, operand{cur, "current"})
		}
		if e.pctBeside(i) < 0 {
			e.add(schema.RuleDifference, outcome{verdict: schema.Incomplete}, e.name(f)+" 增减 "+e.figure(f)+"：文中无两期数", ops...)
		}
		return
	}
	c, p := &e.facts[cur], &e.facts[prior]
	o := e.scale.linear(f, []*schema.Fact{c, p}, []int{1, -1})
	e.add(schema.RuleDifference, o, e.name(f)+": "+e.figure(c)+" − "+e.figure(p)+" = "+e.print(f, o.computed)+"；报告 "+e.figure(f)+e.gap(f, o),
		operand{cur, "minuend"}, operand{prior, "subtrahend"}, operand{i, "result"})
	dir := outcome{verdict: schema.ExactVerdict, reported: f.Value, computed: c.Value.Sub(p.Value)}
	if dir.reported.Sign() != dir.computed.Sign() && o.verdict == schema.Inconsistent { // 21 − 21 printed as -0.02 is rounding
		dir.verdict = schema.Inconsistent
		dir.difference = dir.reported.Sub(dir.computed)
	}
	e.add(schema.RuleDirection, dir, e.name(f)+": “"+directionWord(f)+"”与 "+e.figure(c)+" − "+e.figure(p)+" 的符号",
		operand{cur, "current"}, operand{prior, "prior"}, operand{i, "change"})
}

// partsOf names the quantities that make up a whole, for the changes of which it is
// usual to say how they make up its own.
var partsOf = map[schema.ConceptID][]schema.ConceptID{
	schema.ThreePublicTotal: {schema.ThreePublicAbroad, schema.ThreePublicVehicle, schema.ThreePublicReception},
	schema.ExpenditureYear:  {schema.ExpenditureBasic, schema.ExpenditureProject},
	schema.ExpenditureBasic: {schema.ExpenditurePersonnel, schema.ExpenditurePublicUse},
}

// changeOfParts checks a change against those of its parts told right after it in
// the same passage and on the same base: 减少2.4万元，其中：A减少3万元，B增加0.6万元.
func (e *evaluator) changeOfParts(i int, f *schema.Fact) {
	var parts []int
	for k := i + 1; k < len(e.facts) && near(f, &e.facts[k]); k++ {
		g := &e.facts[k]
		if g.Form == schema.PctChange {
			continue
		}
		if g.Form != schema.Delta || g.Base != f.Base || !slices.Contains(partsOf[f.Concept], g.Concept) {
			break
		}
		parts = append(parts, k)
	}
	if len(parts) > 1 {
		e.addSum(schema.RuleListSum, i, parts)
	}
}

func directionWord(f *schema.Fact) string {
	if f.Value.IsNegative() {
		return "减少"
	}
	return "增加"
}

// hasBase reports whether a change names what it is measured against.
func (e *evaluator) hasBase(f *schema.Fact) bool {
	return f.Base.Period.Known() || f.Base.Measure != ""
}

// pctChange checks change/prior, with the prior figure as stated or as
// current − change.
func (e *evaluator) pctChange(i int, f *schema.Fact) {
	if !e.hasBase(f) {
		return
	}
	if f.Concept == "" {
		e.unnamedRate(i, f)
		return
	}
	delta, cur, prior := e.deltaBeside(i), e.current(i, f), e.prior(f)
	if cur == prior {
		prior = -1
	}
	if delta >= 0 {
		d := &e.facts[delta]
		if d.Value.Sign()*f.Value.Sign() != 0 && (prior < 0 || !e.facts[prior].Value.IsNegative()) {
			o := outcome{verdict: schema.ExactVerdict, reported: f.Value, computed: d.Value}
			if d.Value.Sign() != f.Value.Sign() {
				o.verdict = schema.Inconsistent
			}
			e.add(schema.RuleSameDirection, o, e.name(f)+": 增减额 "+e.figure(d)+" 与增减率 "+e.figure(f)+" 同向",
				operand{delta, "change"}, operand{i, "ratio"})
		}
	}
	switch {
	case delta >= 0 && prior >= 0:
		e.rate(i, f, delta, prior)
	case delta >= 0 && cur >= 0:
		e.rateFromCurrent(i, f, delta, cur)
	case cur >= 0 && prior >= 0:
		e.rateFromLevels(i, f, cur, prior)
	default:
		ops := []operand{{i, "ratio"}}
		if delta >= 0 {
			ops = append(ops, operand{delta, "change"})
		}
		e.add(schema.RulePctChange, outcome{verdict: schema.Incomplete}, e.name(f)+" 增减率 "+e.figure(f)+"：文中无基期数", ops...)
	}
}

// unnamedRate checks the rate of a quantity that no concept names, where the
// sentence itself gives the level and the change right before it:
// 革命老区转移支付预算数为21900万元，比上年增加3200万元，增长17.1%.
func (e *evaluator) unnamedRate(i int, f *schema.Fact) {
	if i < 2 {
		return
	}
	d, c := &e.facts[i-1], &e.facts[i-2]
	if d.Form != schema.Delta || c.Form != schema.Level || d.Concept != "" || c.Concept != "" || d.Kind != c.Kind || d.Unit != c.Unit || c.Kind == schema.Ratio {
		return
	}
	if d.Approx != schema.Exact || c.Approx != schema.Exact || f.Approx != schema.Exact || d.Base != f.Base || d.Dimensions != f.Dimensions || c.Dimensions != f.Dimensions ||
		c.Period != d.Period || c.Measure != d.Measure || !sameSentence(c, d) || !sameSentence(d, f) || !sameThing(c.Label, d.Label) || d.Label != f.Label || !goesOn(c, d) {
		return
	}
	e.rateFromCurrent(i, f, i-1, i-2)
}

func sameSentence(a, b *schema.Fact) bool { return near(a, b) && a.Context == b.Context }

// goesOn reports a change that follows its level without another noun between:
// 21900万元，比上年增加3200万元.
func goesOn(level, change *schema.Fact) bool {
	return hasAnyPrefix(wordsBetween(level, change), "比", "较", "与", "同比", "增", "减", "下降", "上升")
}

// wordsBetween is what a sentence says from one figure to the next, after the
// mark that parts them.
func wordsBetween(a, b *schema.Fact) string {
	_, after, _ := strings.Cut(a.Context, a.Raw)
	between, _, _ := strings.Cut(after, b.Raw)
	return strings.TrimLeft(between, "，,；;（( ")
}

func hasAnyPrefix(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}

// sameThing reports labels of which one may be the other cut short.
func sameThing(a, b string) bool {
	return a != "" && b != "" && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

func (e *evaluator) rate(i int, f *schema.Fact, delta, prior int) {
	d, p := &e.facts[delta], &e.facts[prior]
	if p.Value.IsZero() {
		e.zeroBase(i, f, operand{delta, "numerator"}, operand{prior, "denominator"}, operand{i, "ratio"})
		return
	}
	o, ok := e.scale.growth(f, d.Value, e.scale.slack(d, false), e.scale.slack(d, true), p.Value, e.scale.slack(p, false), e.scale.slack(p, true))
	if !ok {
		return
	}
	o, why := likeForLike(f, o)
	e.add(schema.RulePctChange, o, e.ratioFormula(e.name(f)+"增减率", e.figure(d), sized(e.figure(p), p.Value), f, o)+why,
		operand{delta, "numerator"}, operand{prior, "denominator"}, operand{i, "ratio"})
}

func (e *evaluator) rateFromCurrent(i int, f *schema.Fact, delta, cur int) {
	d, c := &e.facts[delta], &e.facts[cur]
	base := c.Value.Sub(d.Value)
	if base.IsZero() {
		e.zeroBase(i, f, operand{delta, "numerator"}, operand{cur, "current"}, operand{i, "ratio"})
		return
	}
	o, ok := e.scale.growth(f, d.Value, e.scale.slack(d, false), e.scale.slack(d, true),
		base, e.scale.slack(c, false).Add(e.scale.slack(d, false)), e.scale.slack(c, true).Add(e.scale.slack(d, true)))
	if !ok {
		return
	}
	o, why := likeForLike(f, o)
	e.add(schema.RulePctChange, o, e.ratioFormula(e.name(f)+"增减率", e.figure(d), sized("（"+e.figure(c)+" − "+e.figure(d)+"）", base), f, o)+why,
		operand{delta, "numerator"}, operand{cur, "current"}, operand{i, "ratio"})
}

func (e *evaluator) rateFromLevels(i int, f *schema.Fact, cur, prior int) {
	c, p := &e.facts[cur], &e.facts[prior]
	if p.Value.IsZero() {
		e.zeroBase(i, f, operand{cur, "current"}, operand{prior, "denominator"}, operand{i, "ratio"})
		return
	}
	o, ok := e.fromLevels(f, c, p)
	if !ok {
		return
	}
	o, why := likeForLike(f, o)
	e.add(schema.RulePctChange, o, e.ratioFormula(e.name(f)+"增减率", "（"+e.figure(c)+" − "+e.figure(p)+"）", sized(e.figure(p), p.Value), f, o)+why,
		operand{cur, "current"}, operand{prior, "denominator"}, operand{i, "ratio"})
}

// fromLevels judges a rate of change between two levels.
func (e *evaluator) fromLevels(rate, c, p *schema.Fact) (outcome, bool) {
	return e.scale.growth(rate, c.Value.Sub(p.Value), e.scale.slack(c, false).Add(e.scale.slack(p, false)), e.scale.slack(c, true).Add(e.scale.slack(p, true)),
		p.Value, e.scale.slack(p, false), e.scale.slack(p, true))
}

// sized writes a base that a rate is measured on the size of.
func sized(figure string, base decimal.Decimal) string {
	if base.IsNegative() {
		return "|" + figure + "|"
	}
	return figure
}

// likeForLike leaves open a rate that is measured on a base other than the printed
// one, 下降12.9%（与2020年完成数同口径相比）, or in other prices, and says why.
func likeForLike(f *schema.Fact, o outcome) (outcome, string) {
	if o.verdict != schema.Inconsistent {
		return o, ""
	}
	switch {
	case otherBasis(f):
		o.verdict = schema.Ambiguous
		return o, "；统计口径不明，不作判断"
	case realGrowth(f):
		o.verdict = schema.Ambiguous
		return o, "；增速按可比价格计算，不作判断"
	}
	return o, ""
}

// realGrowth reports a rate in prices of another year: that of a quantity whose
// growth is always told so, or one that its sentence says is.
func realGrowth(f *schema.Fact) bool {
	says := func(s string, words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
	}
	if says(f.Label, volumes) || says(f.Context, constantPrices) {
		return true
	}
	before, _, _ := strings.Cut(f.Context, f.Raw)
	return strings.HasSuffix(before, "实际增长") || strings.HasSuffix(before, "实际下降")
}

var (
	// volumes are the quantities of the national accounts: their levels are in
	// current prices and their growth in constant ones.
	volumes = []string{"生产总值", "增加值", "总产值", "GDP"}
	// constantPrices are the words of a sentence for growth in such prices.
	constantPrices = []string{"可比价", "不变价", "扣除价格"}
)

// zeroBase: a change from nothing has no rate; stating one (增长100%) is common
// and not arithmetic, so it is not applicable rather than wrong.
func (e *evaluator) zeroBase(i int, f *schema.Fact, ops ...operand) {
	e.add(schema.RulePctChange, outcome{verdict: schema.NotApplicable}, e.name(f)+" 基期为0，增减率 "+e.figure(f)+" 无意义", ops...)
}

// deltaBeside finds the change in amount stated with a rate: the nearest before
// it about the same thing.
func (e *evaluator) deltaBeside(i int) int {
	f := &e.facts[i]
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		g := &e.facts[k]
		if g.Form == schema.Delta && g.Concept == f.Concept && g.Dimensions == f.Dimensions && g.Base.Period == f.Base.Period && g.Base.Measure == f.Base.Measure && near(f, g) && !otherRow(f, g) {
			return k
		}
	}
	return -1
}

// pctBeside finds the rate stated with a change in amount.
func (e *evaluator) pctBeside(i int) int {
	for k := i + 1; k < len(e.facts) && k <= i+3; k++ {
		if e.facts[k].Form == schema.PctChange && e.deltaBeside(k) == i {
			return k
		}
	}
	return -1
}

// near reports two facts of one paragraph.
func near(a, b *schema.Fact) bool { return a.Source.Block == b.Source.Block }

// current finds the level a change leads to: the one just stated, else as level does.
func (e *evaluator) current(i int, f *schema.Fact) int {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		g := &e.facts[k]
		if g.Form == schema.Level && g.Concept == f.Concept && g.Dimensions == f.Dimensions && g.Measure == f.Measure && g.Period == f.Period &&
			g.Kind != schema.Ratio && g.Approx == schema.Exact && near(f, g) && !otherRow(f, g) && !isGloss(g) {
			return k
		}
	}
	return e.level(f, f.Period, f.Measure)
}

// prior finds the level a change starts from: another period, or another phase.
func (e *evaluator) prior(f *schema.Fact) int {
	period, measure := f.Period, f.Measure
	if f.Base.Period.Known() {
		period = f.Base.Period
	} else if f.Form == schema.Level {
		period = e.yearBefore(f)
	}
	if f.Base.Measure != "" {
		measure = f.Base.Measure
		if !f.Base.Period.Known() {
			period = f.Period
		}
	}
	return e.level(f, period, measure)
}

func (e *evaluator) yearBefore(f *schema.Fact) schema.Period {
	if !f.Period.Known() {
		return schema.Period{}
	}
	return schema.YearPeriod(f.Period.End.Year() - 1)
}

// level finds the stated level of a fact's quantity in a period and phase: in
// the same section if it is there, else the most precise.
func (e *evaluator) level(f *schema.Fact, period schema.Period, measure schema.Measure) int {
	best := -1
	for _, k := range e.sameAs(f) {
		g := &e.facts[k]
		if g.Form != schema.Level || g.Measure != measure || g.Approx != schema.Exact || g.Kind == schema.Ratio {
			continue
		}
		if g.Period.End.Year() != period.End.Year() || !g.Period.Known() || isGloss(g) || otherRow(f, g) {
			continue
		}
		if best < 0 || e.closer(f, g, &e.facts[best]) {
			best = k
		}
	}
	return best
}

// otherRow reports two rows of one table, which are two things by whatever name.
func otherRow(f, g *schema.Fact) bool {
	return f.SourceKind == schema.TableSource && g.SourceKind == schema.TableSource && f.Source.Table == g.Source.Table && f.Source.Row != g.Source.Row
}

// closer prefers a printed figure, then one of the same section, then the more
// precise.
func (e *evaluator) closer(f, g, than *schema.Fact) bool {
	if a, b := g.Rule == "none_statement", than.Rule == "none_statement"; a != b {
		return b // a printed figure before one stated in words
	}
	a, b := g.Section == f.Section, than.Section == f.Section
	if a != b {
		return a
	}
	return e.scale.quantum(g) > e.scale.quantum(than)
}

// isGloss reports figures inside brackets that break down the one before them.
func isGloss(f *schema.Fact) bool { return strings.HasPrefix(f.Rule, "gloss") }
