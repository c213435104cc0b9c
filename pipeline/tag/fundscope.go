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
func (d *discourse) opensScope(p *clause.Paragraph, s *clause.Subject) {
	if s.Concept != schema.BalanceOpening && s.Concept != schema.BalanceClosing || clause.DefaultOf(d.section.id).Fund != schema.AllFunds {
		return
	}
	if f := s.Dims.FundSource; f != schema.AllFunds && f != "" && strings.TrimSpace(d.at(p).SinceSegment(s.Start)) == "" {
		d.sentence.fund = f
	}
}

// inScope gives a figure that names no fund that of its sentence.
func (d *discourse) inScope(f *schema.Fact) {
	switch f.Concept {
	case schema.RevenueYear, schema.ExpenditureYear, schema.BalanceOpening, schema.BalanceClosing:
		if d.sentence.fund != "" && f.Dimensions.FundSource == schema.AllFunds {
			f.Dimensions.FundSource = d.sentence.fund
		}
	}
}
