package table

import (
	"cmp"

	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// insuredCross settles a figure of a table of the social insurance funds, with the
// place it has: the row or the column names revenue, expenditure or a balance, and
// either may name the fund.
func insuredCross(row, col *axis, d schema.Dimensions) (schema.ConceptID, schema.Dimensions) {
	for _, a := range []*axis{row, col} {
		c := insuredAs(a.concept)
		if c == "" || row.opaque() || col.opaque() {
			continue
		}
		place := d
		d.FundSource, d.Indicator = schema.SocialInsurance, cmp.Or(row.dims.Indicator, col.dims.Indicator)
		if other := insuredAs(col.concept); a.label == row.label && other != "" && other != c {
			return "", place // 收入 in a row against 支出 in a column
		}
		return c, d
	}
	return "", d
}

// insuredAs is what the whole of a side, or a balance, is in a table of the funds.
func insuredAs(c schema.ConceptID) schema.ConceptID {
	switch {
	case clause.IsInsurance(c), clause.OfBalance(c):
		return c
	case c == schema.RevenueYear:
		return schema.RevenueSocialInsurance
	case c == schema.ExpenditureYear:
		return schema.ExpenditureSocialInsurance
	}
	return ""
}
