package clause

import (
	"strconv"
	"strings"
	"sync"

	"gongkai/schema"
	"gongkai/schema/words"
)

// plan is a five-year plan and its years.
type plan struct {
	name     string
	from, to int
}

func (p *plan) years() schema.Period {
	return schema.Period{Start: schema.DateOf(p.from, 1, 1), End: schema.DateOf(p.to, 12, 31)}
}

// plans are the five-year plans, whose years texts name by the plan: “十四五”期间.
var plans = sync.OnceValue(func() (all []plan) {
	for _, l := range words.PlanName.Labels() {
		from, _ := strconv.Atoi(l.Means)
		all = append(all, plan{l.Text, from, from + 4})
	}
	return all
})

// spans enters the names of the years of plans.
func (l *Lexicon) spans() {
	for _, p := range plans() {
		years := p.years()
		for _, w := range words.PlanSpan.Labels() {
			span := years
			if w.Means == "end" {
				span = schema.Instant(years.End)
			}
			l.add(Entry{Role: SpanWord, Span: span}, p.name+w.Text)
		}
	}
}

// comparedPoints puts one word in place of a day, or of the name of a plan, that a
// comparison is made against.
func comparedPoints(text string, lx []Lexeme) []Lexeme {
	var put []Lexeme
	done := 0 // byte after the last of them
	for i := range lx {
		if lx[i].Kind != Word || lx[i].Entry.Role != PairWord || lx[i].Start < done {
			continue
		}
		start := lx[i].End
		end, e := pointAt(text[start:])
		if e == nil || i+1 < len(lx) && lx[i+1].Start < start+end && lx[i+1].End > start+end {
			continue // 较年初预算
		}
		done = start + end
		put = append(put, Lexeme{Start: start, End: done, Kind: Word, Entry: e})
	}
	return splice(lx, put...)
}

// pointAt is what a comparison that goes on with rest is made against, and the
// byte after it; nil where it is no day and no plan.
func pointAt(rest string) (end int, e *Entry) {
	for _, w := range words.ComparedPoint.Labels() {
		switch {
		case !w.In(rest):
		case w.Means == "start":
			return len(w.Text), &Entry{Role: PointWord, First: true}
		default:
			return len(w.Text), &Entry{Role: PointWord, Year: -1}
		}
	}
	name := strings.TrimLeft(rest, "“\"")
	for _, p := range plans() {
		if after, ok := strings.CutPrefix(name, p.name); ok {
			after = strings.TrimLeft(after, "”\"")
			return len(rest) - len(after), &Entry{Role: SpanWord, Span: p.years()}
		}
	}
	return 0, nil
}
