package tag

import (
	"strings"

	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// A sentence on the balances of one fund names the fund once, in front:
// 公共预算财政拨款年初结转结余50万元，本年收入1200万元，本年支出1225万元，…. What follows
// in the sentence is of that fund.

// opensScope lets a balance that names its fund speak for the sentence.
func (n *narrator) opensScope(s *clause.Subject) {
	if s.Concept != schema.BalanceOpening && s.Concept != schema.BalanceClosing || clause.DefaultOf(n.section).Fund != schema.AllFunds {
		return
	}
	if f := s.Dims.FundSource; f != schema.AllFunds && f != "" && strings.TrimSpace(n.sinceSegment(s.Start)) == "" {
		n.scope = f
	}
}

// inScope gives a figure that names no fund that of its sentence.
func (n *narrator) inScope(f *schema.Fact) {
	switch f.Concept {
	case schema.RevenueYear, schema.ExpenditureYear, schema.BalanceOpening, schema.BalanceClosing:
		if n.scope != "" && f.Dimensions.FundSource == schema.AllFunds {
			f.Dimensions.FundSource = n.scope
		}
	}
}
