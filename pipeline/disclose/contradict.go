package disclose

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// zeroBases finds rates of change and of completion that are printed although the
// base is zero, of which reconcile says that nothing is to hold. In tables, where the
// base is a matter of columns, they are left alone.
func (s *search) zeroBases() {
	for i := range s.report.Checks {
		c := &s.report.Checks[i]
		rule := schema.StatedBy(c.Rule).OfZero
		if rule == "" || c.Verdict != schema.NotApplicable {
			continue
		}
		printed := slices.ContainsFunc(c.Operands, func(o schema.Operand) bool { return o.Role == schema.RatioRole && o.Fact.Value.IsPositive() }) // what fell was not zero: that is of something else
		inTable := slices.ContainsFunc(c.Operands, func(o schema.Operand) bool { return o.Fact.Source.Row >= 0 })
		if printed && !inTable {
			s.found = append(s.found, finding{fault{rule, strings.TrimSuffix(c.Formula, schema.Formula("meaningless"))}, c.Operands})
		}
	}
}

// changesAboveLevels finds an amount that rose by more than it is: 0万元，比上年增加1421.25万元.
func (s *search) changesAboveLevels() {
	facts := s.report.Facts
	for i := 1; i < len(facts); i++ {
		level, change := &facts[i-1], &facts[i]
		if level.Form != schema.Level || change.Form != schema.Delta || level.Kind != schema.Amount || change.Kind != schema.Amount ||
			level.Concept == "" || level.Concept != change.Concept || level.Dimensions != change.Dimensions || level.Context != change.Context ||
			level.Source.Block != change.Source.Block || level.Period != change.Period || level.Value.IsNegative() || !isFlow(level.Concept) {
			continue
		}
		if i+1 < len(facts) && fromBelowZero(level, change, &facts[i+1]) {
			continue
		}
		if change.Approx == schema.Exact && level.Approx == schema.Exact && change.Value.GreaterThan(level.Value) {
			s.found = append(s.found, finding{fault{schema.RuleChangeAboveLevel, level.Raw + wordOf("rose_by") + change.Raw},
				[]schema.Operand{{Fact: level, Role: schema.CurrentRole}, {Fact: change, Role: schema.ChangeRole}}})
		}
	}
}

// fromBelowZero reports a change whose rate, told after it, is that from a base below zero:
// 28814万元，比上年增加41063万元，增长335.2%. Last year more was taken back than spent.
func fromBelowZero(level, change, rate *schema.Fact) bool {
	base := change.Value.Sub(level.Value)
	if rate.Form != schema.PctChange || rate.Context != change.Context || rate.Source.Block != change.Source.Block || !base.IsPositive() || rate.Unit != "%" {
		return false
	}
	printed := change.Value.Shift(2).DivRound(base, int32(max(rate.Decimals, 0))+1)
	return printed.Sub(rate.Value).Abs().LessThanOrEqual(decimal.New(1, -int32(rate.Decimals)))
}

// isFlow reports revenue and expenditure, which are not below zero.
func isFlow(c schema.ConceptID) bool {
	return strings.HasPrefix(string(c), "revenue.") || strings.HasPrefix(string(c), "expenditure.")
}

// simpleReason gives one direction, and nothing else, as the reason of a change:
// 主要原因是：公益性岗位补贴经费增加。
var simpleReason = patternOf("simple_reason")

// reasons finds an item whose reason is that it rose where it fell, and the other way
// round. The reason must name the item, for one of many parts may well have gone
// the other way.
func (s *search) reasons() {
	for i := range s.texts {
		t := &s.texts[i]
		if t.loc.Cell >= 0 || !strings.Contains(t.s, itemMark) {
			continue
		}
		h := itemName.FindStringSubmatchIndex(t.s)
		if h == nil {
			continue
		}
		said := t.s[h[1]:]
		if !strings.Contains(said, "。") && i+1 < len(s.texts) && s.texts[i+1].loc.Cell < 0 {
			said += s.texts[i+1].s // a line of a paragraph that the file breaks
		}
		m := simpleReason.FindStringSubmatch(said)
		if m == nil || !names(m[1]+wordOf("expenditure"), t.s[h[2]:h[3]]) {
			continue
		}
		sign, operands := s.direction(t)
		if sign != 0 && (sign > 0) != (m[2] == wordOf("rise")) {
			s.found = append(s.found, finding{fault{schema.RuleReasonAgainstFigures, t.s[h[2]:h[3]] + "：" + strings.TrimSuffix(m[0], "。")}, operands})
		}
	}
}

// verbReason gives the change of something that money is spent on, and nothing else, as the
// reason of a change: 主要原因是减少基层治理经费.
var verbReason = patternOf("verb_reason")

// oppositeReasons finds expenditure that rose because something was spent less on, and the other way
// round, where the sentence gives no other reason.
func (s *search) oppositeReasons() {
	last := ""
	for i := range s.report.Facts {
		f := &s.report.Facts[i]
		if f.Form != schema.Delta && f.Form != schema.PctChange || f.Context == last || s.report.Territorial || !spends(f.Concept) || f.Value.IsZero() {
			continue
		}
		last = f.Context
		m := verbReason.FindStringSubmatch(strings.TrimRight(f.Context, "。 "))
		if m != nil && f.Value.IsPositive() != (m[1] == wordOf("rise")) {
			s.found = append(s.found, finding{fault{schema.RuleReasonAgainstFigures, f.Label + "：" + m[0]}, []schema.Operand{{Fact: f, Role: schema.RatioRole}}})
		}
	}
}

// spends reports what is spent, and the totals of an office, which follow it.
func spends(c schema.ConceptID) bool {
	return strings.HasPrefix(string(c), "expenditure.") || strings.HasPrefix(string(c), "three_public.") || strings.HasPrefix(string(c), "agency.") || c == schema.RevenueYear || c == schema.RevenueTotal
}

// direction says which way the first item of a text went, by the change it states
// or by its levels of this year and the last, and by which figures.
func (s *search) direction(t *text) (sign int, operands []schema.Operand) {
	var levels []*schema.Fact
	for i := range s.report.Facts {
		f := &s.report.Facts[i]
		if f.Source.Block != t.loc.Block || f.Source.Row >= 0 {
			continue
		}
		switch f.Form {
		case schema.Delta, schema.PctChange:
			return f.Value.Sign(), []schema.Operand{{Fact: f, Role: schema.RatioRole}}
		case schema.Level:
			levels = append(levels, f)
		}
	}
	if len(levels) != 2 || levels[0].Unit != levels[1].Unit || levels[0].Concept != levels[1].Concept || levels[0].Period == levels[1].Period {
		return 0, nil
	}
	now, before := levels[0], levels[1]
	if now.Period.End < before.Period.End {
		now, before = before, now
	}
	return now.Value.Cmp(before.Value), []schema.Operand{{Fact: now, Role: schema.CurrentRole}, {Fact: before, Role: schema.BaseRole}}
}
