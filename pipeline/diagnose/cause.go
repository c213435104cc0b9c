package diagnose

import (
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// cause finds how a figure that meant a value in a span came to be printed as
// it is, and how likely so close a fit is by chance. A figure copied whole from
// elsewhere may have meant anything; of the others the meant value must follow
// from the printed one.
func (d *search) cause(k int, meant span) (schema.Diagnosis, float64) {
	f := &d.facts[k]
	if f.Value.IsZero() || meant.holds(f.Value) {
		return schema.NoDiagnosis, 1
	}
	best, least := schema.NoDiagnosis, 1.0
	for _, c := range []struct {
		name   schema.Diagnosis
		chance float64
	}{
		{schema.SignWord, d.reversed(k, meant)},
		{schema.UnitSlip, rescaledFit(f, roundedLess(f, meant))},
		{schema.DigitSwap, fit(f, meant, reswapped(f))},
		{schema.DigitLost, min(1, rare*min(fit(f, meant, completed(f, meant)), fit(finer(f), meant, decimalLost(f, meant))))},
		{schema.ItemMissing, d.short(k, meant)},
		{schema.StaleYear, d.stale(k, meant)},
		{schema.WrongBase, d.wrongBase(k, meant)},
	} {
		if c.chance < least {
			best, least = c.name, c.chance
		}
	}
	if least >= maxChance { // an item left out, or last year's figure, often stands beside
		if chance := d.copied(k); chance < least {
			best, least = schema.NeighbourCopied, chance
		}
	}
	return best, least
}

// roundedLess widens what a rate with its point moved may have meant to the digits that it has then:
// 9.426% for 94.26%.
func roundedLess(f *schema.Fact, meant span) span {
	if f.Kind != schema.Ratio || !meant.bounded() {
		return meant
	}
	half := figures.Half(f.Decimals - 1)
	return span{lo: meant.lo.Sub(half), hi: meant.hi.Add(half)}
}

// rare is how much less often a digit is lost than a point or a unit is wrong, of which each explains
// what the other does where figures are rounded.
const rare = 4

// fit is how likely some of the variants lie in a span by chance, 1 when none does.
func fit(f *schema.Fact, meant span, variants []decimal.Decimal) float64 {
	if !meant.bounded() {
		return 1
	}
	least := 1.0
	for _, v := range variants {
		if meant.holds(v) {
			least = min(least, float64(len(variants))*room(v, meant, f)/size(v, f.Value))
		}
	}
	return least
}

// room is how far a value could be from what was meant and fit no worse.
func room(v decimal.Decimal, meant span, f *schema.Fact) float64 {
	return v.Sub(meant.middle()).Abs().Mul(two).Add(figures.Unit(f.Decimals)).InexactFloat64()
}

// rescaledFit is how likely a figure lies in a span by chance once its unit or its point is moved: its
// accuracy moves with it, 40.46亿元 for 40.46万元 is exact to 0.01万元.
func rescaledFit(f *schema.Fact, meant span) float64 {
	if !meant.bounded() {
		return 1
	}
	variants := rescaled(f)
	for _, v := range variants {
		if !meant.holds(v) {
			continue
		}
		moved := figures.Unit(f.Decimals).InexactFloat64()
		if !f.Value.IsZero() {
			moved *= min(1, v.Div(f.Value).Abs().InexactFloat64())
		}
		off := v.Sub(meant.middle()).Abs().Mul(two).InexactFloat64()
		return min(1, float64(len(variants))*(off+moved)/size(v, f.Value))
	}
	return 1
}

// size is the magnitude a value is sought in: its own, or if it is zero that of
// the figure printed for it.
func size(v, printed decimal.Decimal) float64 {
	if v.IsZero() {
		v = printed
	}
	return v.Abs().InexactFloat64()
}

// likeness is how likely one of n figures equals another by chance: one in ten
// for each digit that is not a zero at the end. 20万元 is equal to many things.
func likeness(f *schema.Fact, n int) float64 {
	significant := len(strings.TrimRight(digits(f), "0"))
	return min(1, float64(n)*math.Pow10(-significant))
}

// rescaled gives a figure with its unit slipped: 元 for 万元 and the like.
func rescaled(f *schema.Fact) (out []decimal.Decimal) {
	if f.Kind == schema.Ratio && f.Unit == "%" {
		return []decimal.Decimal{f.Value.Shift(1), f.Value.Shift(-1), f.Value.Shift(2), f.Value.Shift(-2)} // the point moved, 0.94% for 94%
	}
	if f.Kind != schema.Amount {
		return nil
	}
	for _, shift := range []int32{4, -4, 1, -1, 2, -2, 3, -3, 8, -8} {
		out = append(out, f.Value.Shift(shift))
	}
	return out
}

// reversed recognises a change with its direction turned. Where the words
// themselves disagree, little is left to chance.
func (d *search) reversed(k int, meant span) float64 {
	f := &d.facts[k]
	if f.Form != schema.Delta && f.Form != schema.PctChange || !meant.holds(f.Value.Neg()) {
		return 1
	}
	for _, u := range d.uses[k] {
		if c := &d.checks[u.check]; c.Family == schema.DirectionFamily && c.Verdict == schema.Inconsistent {
			return maxChance / 4
		}
	}
	return fit(f, meant, []decimal.Decimal{f.Value.Neg()})
}

// reswapped gives a figure with each pair of neighbouring digits exchanged.
func reswapped(f *schema.Fact) (out []decimal.Decimal) {
	d := []byte(digits(f))
	for i := 0; i+1 < len(d); i++ {
		if d[i] != d[i+1] {
			d[i], d[i+1] = d[i+1], d[i]
			out = append(out, number(string(d), f))
			d[i], d[i+1] = d[i+1], d[i]
		}
	}
	return out
}

// completed gives a figure with one digit more at each place, or with one less,
// whichever the length of the meant value asks for.
func completed(f *schema.Fact, meant span) (out []decimal.Decimal) {
	d := digits(f)
	if len(d) < 2 || len(d) > 12 || !meant.bounded() {
		return nil
	}
	switch want := len(digitsOf(meant.middle(), f.Decimals)); {
	case want == len(d)+1:
		for i := 0; i <= len(d); i++ {
			for c := byte('0'); c <= '9'; c++ {
				out = append(out, number(d[:i]+string(c)+d[i:], f))
			}
		}
	case want < len(d):
		for i := range d {
			out = append(out, number(d[:i]+d[i+1:], f))
		}
	}
	return out
}

// finer is a figure as it is told with one decimal more.
func finer(f *schema.Fact) *schema.Fact {
	g := *f
	g.Decimals++
	return &g
}

// decimalLost gives a figure with one digit more behind its point, 43.02 for 43.2: it then has one decimal more.
func decimalLost(f *schema.Fact, meant span) (out []decimal.Decimal) {
	d := digits(f)
	pointed := f.Kind == schema.Amount || f.Kind == schema.Ratio
	if !pointed || len(d) < 2 || len(d) > 12 || !meant.bounded() || len(digitsOf(meant.middle(), f.Decimals+1)) != len(d)+1 {
		return nil
	}
	for i := len(d) - mostDecimals; i <= len(d); i++ {
		for c := byte('0'); c <= '9' && i > 0; c++ {
			out = append(out, number(d[:i]+string(c)+d[i:], finer(f)))
		}
	}
	return out
}

// mostDecimals is how many decimals a figure has that has lost one.
const mostDecimals = 1

// short recognises a total without one of its items. Items are what some check
// adds up to it, and what its own passage lists. Where one item alone would be
// the total, the total is not short by it.
func (d *search) short(k int, meant span) float64 {
	f := &d.facts[k]
	if f.Form != schema.Level || f.Kind != schema.Amount && f.Kind != schema.Count || !meant.bounded() {
		return 1
	}
	items, parts := d.items(k)
	for n, i := range items {
		tried := len(items)
		if n < parts {
			tried = parts
		}
		if g := &d.facts[i]; meant.holds(f.Value.Add(g.Value)) && !meant.holds(g.Value) {
			chance := float64(tried) * room(f.Value.Add(g.Value), meant, g) / g.Value.InexactFloat64()
			return min(1, max(chance, likeness(g, 1)))
		}
	}
	return 1
}

// items lists what a total may be short by; the first of them are parts of a
// checked sum.
func (d *search) items(k int) (out []int, parts int) {
	f, seen := &d.facts[k], map[int]bool{k: true}
	add := func(i int) {
		if g := &d.facts[i]; !seen[i] && g.Value.IsPositive() && g.Form == schema.Level && g.Kind == f.Kind && (f.Concept != g.Concept || f.Dimensions != g.Dimensions) {
			seen[i] = true
			out = append(out, i)
		}
	}
	for _, whole := range append([]int{k}, d.toldAgain(k)...) {
		for _, u := range d.uses[whole] {
			if r := &d.relations[u.check]; d.checks[u.check].Family == schema.SumFamily && u.at == 0 {
				for at := range r.Operands {
					if r.sign(at) < 0 {
						add(r.Operands[at].Fact)
					}
				}
			}
		}
	}
	parts = len(out)
	for _, i := range d.passage(k, 12) {
		add(i)
	}
	return out, parts
}

// toldAgain lists the other statements of a figure that a check which fails holds it against.
func (d *search) toldAgain(k int) (out []int) {
	for _, u := range d.uses[k] {
		if c := &d.checks[u.check]; c.Family != schema.DuplicateFamily || c.Verdict != schema.Inconsistent {
			continue
		}
		for _, o := range d.relations[u.check].Operands {
			if o.Fact != k {
				out = append(out, o.Fact)
			}
		}
	}
	return out
}

// passage lists the facts before and after one in its block, at most reach each way.
func (d *search) passage(k, reach int) (out []int) {
	if d.facts[k].SourceKind == schema.TableSource {
		return nil
	}
	for i := k - 1; i >= 0 && i >= k-reach && figures.Near(&d.facts[i], &d.facts[k]); i-- {
		out = append(out, i)
	}
	for i := k + 1; i < len(d.facts) && i <= k+reach && figures.Near(&d.facts[i], &d.facts[k]); i++ {
		out = append(out, i)
	}
	return out
}

// stale recognises last year's figure printed as this year's: it is the level of
// the year before as stated, or what was meant less the stated change.
func (d *search) stale(k int, meant span) float64 {
	f := &d.facts[k]
	if f.Concept == "" || f.Form != schema.Level || !f.Period.Known() {
		return 1
	}
	if p := d.figs.Level(f, schema.YearPeriod(f.Period.End.Year()-1), f.Measure); p >= 0 && d.facts[p].Value.Equal(f.Value) {
		return likeness(f, 1)
	}
	var before []decimal.Decimal
	for _, i := range d.changesOf(k) {
		before = append(before, f.Value.Add(d.facts[i].Value))
	}
	return fit(f, meant, before)
}

// changesOf lists the stated changes of a level against the year before.
func (d *search) changesOf(k int) (out []int) {
	f := &d.facts[k]
	for _, i := range d.passage(k, 6) {
		if g := &d.facts[i]; ofYearBefore(g) && g.Concept == f.Concept && g.Period == f.Period && len(out) < mostChanges {
			out = append(out, i)
		}
	}
	if n, ok := d.figs.Number(f.Concept, f.Dimensions); ok {
		all := d.changesLike(change{n, f.Period})
		out = append(out, all[:min(len(all), mostChanges-len(out))]...)
	}
	return out
}

// mostChanges is how many stated changes of one level are tried.
const mostChanges = 8

// change is what the changes of one quantity in one period share.
type change struct {
	quantity int
	period   schema.Period
}

// ofYearBefore reports a change against the year before.
func ofYearBefore(g *schema.Fact) bool { return g.Form == schema.Delta && g.Base.Measure == "" }

// changesLike lists the changes of a quantity in a period, in document order.
func (d *search) changesLike(c change) []int {
	if d.changes == nil {
		d.changes = make(map[change][]int)
		for n, facts := range d.figs.Quantities() {
			for _, i := range facts {
				if g := &d.facts[i]; ofYearBefore(g) {
					of := change{n, g.Period}
					d.changes[of] = append(d.changes[of], i)
				}
			}
		}
	}
	return d.changes[c]
}

// wrongBase recognises a percentage taken of another whole of the report, or a
// rate of change taken of the later year. By its sentence alone the latter is
// the same as a level left at the year before, and the less likely.
func (d *search) wrongBase(k int, meant span) float64 {
	f := &d.facts[k]
	for _, u := range d.uses[k] {
		c, r := &d.checks[u.check], &d.relations[u.check]
		if c.Verdict != schema.Inconsistent || u.at != 2 || len(r.Operands) != 3 {
			continue
		}
		part, bases := &d.facts[r.Operands[0].Fact], d.bases(c, r)
		tried := float64(len(bases))
		if c.Family == schema.PctChangeFamily {
			tried = 10
		}
		for _, b := range bases {
			if f.Value.Sub(percent(part.Value, b)).Abs().LessThanOrEqual(figures.Half(f.Decimals)) {
				return min(1, tried*figures.Unit(f.Decimals).InexactFloat64()/size(meant.middle(), f.Value))
			}
		}
	}
	return 1
}

// bases are the values a percentage may have been taken of by mistake.
func (d *search) bases(c *schema.Check, r *Relation) []decimal.Decimal {
	part, whole := &d.facts[r.Operands[0].Fact], &d.facts[r.Operands[1].Fact]
	switch {
	case c.Family == schema.PctChangeFamily && r.Operands[1].Role == schema.CurrentRole:
		return []decimal.Decimal{whole.Value}
	case c.Family != schema.ShareFamily:
		return nil
	}
	all := d.wholesLike(like{whole.Period, whole.Kind, whole.Measure})
	if len(all) > mostBases {
		return nil
	}
	var out []decimal.Decimal
	for _, v := range all {
		if v.GreaterThan(part.Value) && !v.Equal(whole.Value) {
			out = append(out, v)
		}
	}
	return out
}

// mostBases is of how many wholes a percentage may have been taken by mistake: of
// more than these, one fits by chance.
const mostBases = 256

// like is what the wholes of one percentage share.
type like struct {
	period  schema.Period
	kind    schema.Kind
	measure schema.Measure
}

// wholesLike lists the values of the facts that some check takes for a whole, each once.
func (d *search) wholesLike(l like) []decimal.Decimal {
	if d.wholes != nil {
		return d.wholes[l]
	}
	d.wholes = make(map[like][]decimal.Decimal)
	type value struct {
		like
		text string
	}
	seen, said := map[int]bool{}, map[value]bool{}
	for i := range d.relations {
		for _, o := range d.relations[i].Operands {
			if o.Role != schema.TotalRole && o.Role != schema.DenominatorRole && o.Role != schema.WholeRole || seen[o.Fact] || !figures.Plain(&d.facts[o.Fact]) {
				continue
			}
			seen[o.Fact] = true
			g := &d.facts[o.Fact]
			of := like{g.Period, g.Kind, g.Measure}
			if v := (value{of, schema.DecimalText(g.Value)}); !said[v] {
				said[v] = true
				d.wholes[of] = append(d.wholes[of], g.Value)
			}
		}
	}
	return d.wholes[l]
}

// copied recognises a figure equal to the one beside it about something else.
func (d *search) copied(k int) float64 {
	f, beside := &d.facts[k], append(d.beside(k), d.besideInSum(k)...)
	for _, i := range beside {
		if d.facts[i].Value.Equal(f.Value) && !d.alikeByRight(k, i) {
			return likeness(f, len(beside))
		}
	}
	return 1
}

// alikeByRight reports two figures that should be equal: some check says so and
// holds, or they are changes of quantities that are equal, or rates that come to the same.
func (d *search) alikeByRight(k, i int) bool {
	for _, u := range d.uses[k] {
		if r := &d.relations[u.check]; len(r.Operands) == 2 && r.Operands[1-u.at].Fact == i && d.checks[u.check].Verdict == schema.ExactVerdict {
			return true
		}
	}
	f := &d.facts[k]
	if f.Form == schema.Level {
		return false
	}
	if f.Kind == schema.Ratio && d.ratesAlike(k, i) {
		return true
	}
	a, b := d.current(k), d.current(i)
	return a >= 0 && b >= 0 && d.facts[a].Value.Equal(d.facts[b].Value)
}

// ratesAlike reports two rates that come to the same: 收入下降8.39%，支出下降8.39%, of which both sides are alike.
func (d *search) ratesAlike(k, i int) bool {
	for _, u := range d.uses[k] {
		for _, v := range d.uses[i] {
			a, b := &d.checks[u.check], &d.checks[v.check]
			if u.check != v.check && a.Family == b.Family && d.isRatio(u) && d.isRatio(v) && a.Computed.Valid && b.Computed.Valid && a.Computed.Decimal.Equal(b.Computed.Decimal) {
				return true
			}
		}
	}
	return false
}

// isRatio reports a figure that is the rate of a check.
func (d *search) isRatio(u use) bool {
	return d.relations[u.check].Operands[u.at].Role == schema.RatioRole
}

// beside lists the figures a hand or an eye may slip to: in prose those printed
// around one and its like in the items before and after, in a table the cells
// above and below. A cell beside it is often equal by right, and so are a class
// and its only item.
func (d *search) beside(k int) (out []int) {
	f := &d.facts[k]
	for _, step := range []int{-1, 1} {
		before, likes := 0, 0
		for i := k + step; i >= 0 && i < len(d.facts) && i >= k-64 && i <= k+64; i += step {
			g := &d.facts[i]
			if g.Kind != f.Kind || g.Form != f.Form || g.Value.IsZero() || sameQuantity(f, g) {
				continue
			}
			switch {
			case f.SourceKind == schema.TableSource || f.SourceKind == schema.PerformanceTable:
				if stacked(f, g) {
					out = append(out, i)
				}
			case figures.Near(f, g) && before < 3:
				before++
				out = append(out, i)
			case g.Concept == f.Concept && g.Measure == f.Measure && g.Period == f.Period && g.Section == f.Section && likes < 1:
				likes++
				out = append(out, i)
			}
		}
	}
	return out
}

// besideInSum lists the members before and after one in the sums it is part of: they are of one list, and each of
// something else, whatever names them.
func (d *search) besideInSum(k int) (out []int) {
	for _, u := range d.uses[k] {
		r := &d.relations[u.check]
		if d.checks[u.check].Family != schema.SumFamily || d.checks[u.check].Verdict != schema.Inconsistent || u.at == 0 {
			continue
		}
		for _, at := range [...]int{u.at - 1, u.at + 1} {
			if at <= 0 || at >= len(r.Operands) {
				continue
			}
			i, x := r.Operands[at].Fact, d.facts[k].Dimensions
			y := d.facts[i].Dimensions
			if i != k && !d.facts[i].Value.IsZero() && !within(x.FuncCode, y.FuncCode) && !within(x.EconCode, y.EconCode) {
				out = append(out, i)
			}
		}
	}
	return out
}

// stacked reports neighbouring cells of one column.
func stacked(f, g *schema.Fact) bool {
	a, b, x, y := f.Source, g.Source, f.Dimensions, g.Dimensions
	row := a.Row - b.Row
	return a.Table == b.Table && a.Col == b.Col && row*row == 1 && !within(x.FuncCode, y.FuncCode) && !within(x.EconCode, y.EconCode)
}

// within reports codes of which one is a class of the other.
func within(a, b string) bool {
	return a != b && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// sameQuantity reports two facts about one concept and member.
func sameQuantity(a, b *schema.Fact) bool {
	return a.Concept == b.Concept && a.Dimensions == b.Dimensions && a.Measure == b.Measure
}

// digits prints the significant digits of a fact as it was written.
func digits(f *schema.Fact) string { return digitsOf(f.Value, f.Decimals) }

func digitsOf(v decimal.Decimal, decimals int) string {
	return strings.TrimLeft(v.Abs().Shift(int32(decimals)).Round(0).String(), "0")
}

// number reads digits back at a fact's accuracy and sign.
func number(d string, like *schema.Fact) decimal.Decimal {
	n, err := strconv.ParseInt(d, 10, 64)
	if err != nil {
		return like.Value
	}
	if like.Value.IsNegative() {
		n = -n
	}
	return decimal.New(n, int32(-like.Decimals))
}

// percent is 100·a/b, or an impossible value when b is zero.
func percent(a, b decimal.Decimal) decimal.Decimal {
	if b.IsZero() {
		return decimal.New(-1, 99)
	}
	return a.Mul(hundred).DivRound(b, 6)
}
