package sink

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"gongkai/schema"
)

// Dates outside these years are misreadings. They are the whole years of a
// 64-bit timestamp in nanoseconds, the narrowest type that readers of Parquet
// turn a date into.
const firstDated, lastDated = 1678, 2261

// Admit makes a report fit the tables, before its checks are made: what was
// dropped later would leave checks that name facts which are not there. A fact
// whose value does not fit DECIMAL(18,4) becomes an issue out_of_range and goes
// from the claims too; a fact or a report loses a date that no calendar of a
// reader has, and an issue says so.
func Admit(r *schema.Report) {
	if d := &r.Document; !dateable(d.Published) {
		r.Issues = append(r.Issues, outOfRange(schema.Provenance{Block: -1, Table: -1, Row: -1, Col: -1}, "", "the date of publication "+d.Published.Start.String()))
		d.Published = schema.Period{}
	}
	kept := make([]int, len(r.Facts)) // new index of each fact, -1 for none
	n := 0
	for i := range r.Facts {
		f := &r.Facts[i]
		name := cmp.Or(f.Label, string(f.Concept), "this number")
		if _, ok := Scaled(f.Value); !ok {
			kept[i] = -1
			r.Issues = append(r.Issues, outOfRange(f.Source, f.Raw, "the value of "+name+" does not fit DECIMAL(18,4)"))
			continue
		}
		for _, p := range []struct {
			what   string
			period *schema.Period
		}{{"period", &f.Period}, {"base period", &f.Base.Period}} {
			if !dateable(*p.period) {
				r.Issues = append(r.Issues, outOfRange(f.Source, f.Raw,
					fmt.Sprintf("the %s of %s, %v to %v, is not within the years %d to %d", p.what, name, p.period.Start, p.period.End, firstDated, lastDated)))
				*p.period = schema.Period{}
			}
		}
		if kept[i] = n; n < i { // they are large, and nearly always all stay
			r.Facts[n] = *f
		}
		n++
	}
	if n < len(r.Facts) {
		r.Claims = claimsOf(r.Claims, kept)
	}
	r.Facts = r.Facts[:n]
}

// dateable reports whether readers have the dates of a period, or it has none.
func dateable(p schema.Period) bool {
	return !p.Known() || p.Start >= schema.DateOf(firstDated, time.January, 1) && p.End <= schema.DateOf(lastDated, time.December, 31) && p.Start <= p.End
}

// claimsOf are the claims about the facts that are kept. One whose result or
// any operand is gone says nothing that could be computed.
func claimsOf(claims []schema.Claim, kept []int) (out []schema.Claim) {
	for _, c := range claims {
		if c.Result >= 0 {
			if c.Result = kept[c.Result]; c.Result < 0 {
				continue
			}
		}
		operands, whole := make([]int, 0, len(c.Operands)), true
		for _, k := range c.Operands {
			operands, whole = append(operands, kept[k]), whole && kept[k] >= 0
		}
		if whole {
			c.Operands, c.Whole = operands, slices.Clone(c.Whole)
			for i, k := range c.Whole {
				c.Whole[i] = kept[k] // they are among the operands
			}
			out = append(out, c)
		}
	}
	return out
}

func outOfRange(at schema.Provenance, raw, detail string) schema.Issue {
	return schema.Issue{Code: schema.IssueOutOfRange, Severity: schema.Error, Source: at, Raw: raw, Detail: detail}
}
