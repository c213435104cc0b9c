package reconcile

import (
	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// running are the sums of the beginnings of a list, so that any stretch of it is
// added up in one step: a list is tried from every member to every other.
type running struct {
	judge arithmetic
	upTo  []added // of the members before each place
}

// added is a sum with the widths of its intervals.
type added struct{ value, round, literal decimal.Decimal }

func (t added) plus(u added) added {
	return added{t.value.Add(u.value), t.round.Add(u.round), t.literal.Add(u.literal)}
}

func (t added) minus(u added) added {
	return added{t.value.Sub(u.value), t.round.Sub(u.round), t.literal.Sub(u.literal)}
}

func (e *evaluator) running(parts []int) running {
	r := running{e.judge, make([]added, 1, len(parts)+1)}
	for i, k := range parts {
		r.upTo = append(r.upTo, r.upTo[i].plus(e.judge.single(&e.facts[k])))
	}
	return r
}

func (a arithmetic) single(f *schema.Fact) added {
	return added{f.Value, a.scale.Slack(f, false), a.scale.Slack(f, true)}
}

// sum is that of the members from one place to another.
func (r running) sum(from, to int) added { return r.upTo[to].minus(r.upTo[from]) }

// verdict is what linear says of a sum.
func (r running) verdict(reported *schema.Fact, sum added) schema.Verdict {
	all := r.judge.single(reported)
	return judge(all.value.Sub(sum.value).Abs(), all.round.Add(sum.round), all.literal.Add(sum.literal))
}
