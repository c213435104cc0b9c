package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/extract"
	"gongkai/pipeline/reconcile"
	"gongkai/schema"
)

// trust notes how sure the engine was of figures that were read from a picture.
func trust(r *schema.Report, doc *extract.Document) {
	for i := range r.Facts {
		f := &r.Facts[i]
		f.Confidence, f.Scanned = doc.Confidence(f.Source.Page, f.Raw)
	}
}

// surely is how sure, in percent, an engine must be of a figure that nothing guards.
const surely = 90

// doubt makes issues of the figures that were read from a picture and may be misread:
// what no check guards and the engine was not sure of, and what breaks checks that all
// hold with exactly one other reading of its digits. No figure is changed.
func doubt(ctx context.Context, r *schema.Report) (issues []schema.Issue) {
	if !slices.ContainsFunc(r.Facts, func(f schema.Fact) bool { return f.Scanned }) {
		return nil
	}
	judged := judgements(r.Checks)
	for i := range r.Facts {
		f := &r.Facts[i]
		if j := judged[f.ID]; f.Scanned && f.Confidence < surely && j.holds+j.fails == 0 {
			issues = append(issues, schema.Issue{Code: schema.IssueConfidence, Severity: schema.Warning,
				Detail: fmt.Sprintf("read from a picture with a confidence of %d%%, and no check guards it", f.Confidence), Source: f.Source, Raw: f.Raw})
		}
	}
	return append(issues, rereading(ctx, r, judged)...)
}

// judgement counts the checks of a figure that tell its digits.
type judgement struct{ holds, fails int }

// judgements counts the checks of every figure that has one.
func judgements(checks []schema.Check) map[string]judgement {
	out := make(map[string]judgement)
	for i := range checks {
		c := &checks[i]
		if !guards(c) {
			continue
		}
		for _, o := range c.Operands {
			j := out[o.Fact.ID]
			if c.Verdict == schema.Inconsistent {
				j.fails++
			} else {
				j.holds++
			}
			out[o.Fact.ID] = j
		}
	}
	return out
}

// guards reports whether a check says something about the digits of its figures: one
// that compares by words or sizes holds with most other digits too, and one that
// counts names fails for a mark between two of them that was not seen.
func guards(c *schema.Check) bool {
	switch c.Family {
	case schema.DirectionFamily, schema.ComparisonFamily, schema.PartWholeFamily, schema.CountFamily, schema.DisclosureFamily:
		return false
	}
	return c.Verdict.Evaluated()
}

// reading is another reading of a figure.
type reading struct {
	fact int // index
	raw  string
	held int // checks that hold with it
}

// rereading names for each check that does not hold the reading of one of its figures
// with which all checks of that figure hold, where there is exactly one.
func rereading(ctx context.Context, r *schema.Report, judged map[string]judgement) (issues []schema.Issue) {
	index := make(map[string]int, len(r.Facts))
	for i := range r.Facts {
		index[r.Facts[i].ID] = i
	}
	tried := make(map[int][]reading) // of a figure, those that make its checks hold
	named := make(map[int]bool)
	left := mostReadings
	for i := range r.Checks {
		c := &r.Checks[i]
		if c.Verdict != schema.Inconsistent || !guards(c) {
			continue
		}
		var good []reading
		for _, o := range c.Operands {
			k, known := index[o.Fact.ID]
			if !known || !r.Facts[k].Scanned {
				continue
			}
			if _, done := tried[k]; !done {
				tried[k] = tryReadings(ctx, r, k, judged[o.Fact.ID], &left)
			}
			good = append(good, tried[k]...)
		}
		if left < 0 || ctx.Err() != nil {
			return issues // who has not seen all readings cannot say that one is the only
		}
		if len(good) != 1 || named[good[0].fact] {
			continue
		}
		named[good[0].fact] = true
		issues = append(issues, good[0].issue(r))
	}
	return issues
}

func (g *reading) issue(r *schema.Report) schema.Issue {
	f := &r.Facts[g.fact]
	return schema.Issue{Code: schema.IssueMisread, Severity: schema.Warning, Source: f.Source, Raw: f.Raw,
		Detail: fmt.Sprintf("read from a picture; were it %s, its %d checks would hold", g.raw, g.held)}
}

// mostReadings bounds how often the checks of one report are made again.
const mostReadings = 300

// tryReadings returns the readings of a figure with which all its checks hold.
func tryReadings(ctx context.Context, r *schema.Report, k int, before judgement, left *int) (good []reading) {
	old := &r.Facts[k]
	for _, raw := range otherReadings(old.Raw) {
		f, ok := reread(old, raw)
		if !ok || !explains(r.Checks, old, f.Value.Sub(old.Value)) {
			continue
		}
		if *left--; *left < 0 {
			return nil
		}
		again := *r
		again.Facts = slices.Clone(r.Facts)
		again.Facts[k] = f
		checks := reconcile.EvaluateUntil(func() bool { return ctx.Err() != nil }, &again)
		if after := judgements(checks)[f.ID]; after.fails == 0 && after.holds >= before.holds+before.fails {
			good = append(good, reading{k, raw, after.holds})
		}
	}
	return good
}

// explains reports whether a figure that is off by so much accounts for the difference
// of one of its checks that do not hold. Of ratios nobody can say without making
// them again.
func explains(checks []schema.Check, f *schema.Fact, off decimal.Decimal) bool {
	for i := range checks {
		c := &checks[i]
		if c.Verdict != schema.Inconsistent || !guards(c) || !slices.ContainsFunc(c.Operands, func(o schema.Operand) bool { return o.Fact.ID == f.ID }) {
			continue
		}
		switch c.Family {
		case schema.SumFamily, schema.DifferenceFamily, schema.DuplicateFamily, schema.ShareSumFamily:
			if rest := off.Abs().Sub(c.Difference.Decimal.Abs()).Abs(); rest.Cmp(c.Tolerance.Decimal) <= 0 {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// reread returns a figure as it would be with other digits: so many times as large as
// the digits are, and as exact as they are.
func reread(f *schema.Fact, raw string) (schema.Fact, bool) {
	was, a := digitsOf(f.Raw)
	is, b := digitsOf(raw)
	if !a || !b || was.IsZero() {
		return schema.Fact{}, false
	}
	out := *f
	out.Raw, out.Value = raw, f.Value.Mul(is).DivRound(was, 8)
	out.Decimals += int(was.Exponent() - is.Exponent())
	return out, !out.Value.Equal(f.Value)
}

// digitsOf reads the one number that a text has.
func digitsOf(raw string) (decimal.Decimal, bool) {
	from := strings.IndexAny(raw, "0123456789")
	to := strings.LastIndexAny(raw, "0123456789") + 1
	if from < 0 {
		return decimal.Zero, false
	}
	d, err := decimal.NewFromString(strings.ReplaceAll(raw[from:to], ",", ""))
	return d, err == nil
}

// alike are the digits that engines take for one another.
var alike = map[byte]string{'0': "86", '1': "7", '3': "8", '5': "6", '6': "058", '7': "1", '8': "036"}

// otherReadings are the texts a figure may have had that was read as raw: with one
// digit that looks alike, one of two like digits lost or one doubled, a point for a
// comma, or a point lost or gained.
func otherReadings(raw string) (out []string) {
	digit := func(i int) bool { return i >= 0 && i < len(raw) && raw[i] >= '0' && raw[i] <= '9' }
	add := func(s string) {
		if s != raw && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	pointed := strings.Contains(raw, ".")
	last := strings.LastIndexAny(raw, "0123456789")
	for i := range len(raw) {
		switch {
		case digit(i):
			for _, c := range []byte(alike[raw[i]]) {
				add(raw[:i] + string(c) + raw[i+1:])
			}
			add(raw[:i] + raw[i:i+1] + raw[i:])
			if digit(i-1) && raw[i] == raw[i-1] {
				add(raw[:i] + raw[i+1:])
			}
			if !pointed && digit(i-1) && i > last-4 {
				add(raw[:i] + "." + raw[i:])
			}
		case raw[i] == '.':
			add(raw[:i] + raw[i+1:])
		case raw[i] == ',' && !pointed && digit(i-1) && digit(i+1):
			add(raw[:i] + "." + raw[i+1:])
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return !sound(s) })
}

// sound reports whether the commas of a number part thousands.
func sound(raw string) bool {
	from, to := strings.IndexAny(raw, "0123456789"), strings.LastIndexAny(raw, "0123456789")+1
	whole, _, _ := strings.Cut(raw[from:to], ".")
	groups := strings.Split(whole, ",")
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return len(groups) == 1 || len(groups[0]) <= 3
}
