package table

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// A heading that is broken over the lines above a table, 决算数为调整预算数的%, may be lost
// to its column, which then reads as one of amounts. Its figures still tell what they are:
// each is the percentage that the figures of two other columns of its row make.

// Of such a column: in how many rows its figures must be the percentage, and in how many
// of ten.
const (
	ratedRows    = 4
	ratedOfTen   = 9
	ratedColumns = 12 // of figures; a wider table lists places
)

// rateColumns makes the figures of columns percentages that are those of two others.
// facts are those of one table.
func rateColumns(facts []schema.Fact) {
	columns, rows := make(map[int][]*schema.Fact), make(map[[2]int]*schema.Fact)
	var order []int
	for k := range facts {
		f := &facts[k]
		if f.Kind != schema.Amount || f.Form != schema.Level || f.SourceKind != schema.TableSource {
			continue
		}
		at := [2]int{f.Source.Row, f.Source.Col}
		if rows[at] != nil {
			return // cells of more than one figure
		}
		if columns[f.Source.Col] == nil {
			order = append(order, f.Source.Col)
		}
		rows[at], columns[f.Source.Col] = f, append(columns[f.Source.Col], f)
	}
	if len(order) < 3 || len(order) > ratedColumns {
		return
	}
	found := false
	for _, c := range order {
		if a, b, ok := ratedBy(c, order, columns, rows); ok {
			for _, f := range columns[c] {
				asRate(f, schema.Completion)
			}
			found = found || decimals(columns[a])+decimals(columns[b]) == 0
		}
	}
	for _, c := range order { // what was done last year is in no column: 决算数为上年决算数的%
		if column := columns[c]; found && column[0].Kind == schema.Amount && 2*decimals(column) > len(column) {
			for _, f := range column {
				asRate(f, schema.UnknownForm)
			}
		}
	}
}

// ratedBy are the columns that a column is the percentages of.
func ratedBy(c int, order []int, columns map[int][]*schema.Fact, rows map[[2]int]*schema.Fact) (a, b int, ok bool) {
	if 2*decimals(columns[c]) <= len(columns[c]) {
		return 0, 0, false
	}
	for _, a := range order {
		for _, b := range order {
			if a != b && a != c && b != c && rated(columns[c], rows, a, b) {
				return a, b, true
			}
		}
	}
	return 0, 0, false
}

// decimals is how many figures of a column are printed with decimals, as rates are.
func decimals(column []*schema.Fact) (n int) {
	for _, f := range column {
		if printedDecimals(f) > 0 {
			n++
		}
	}
	return n
}

// rated reports a column whose figures are what those of column b are of those of column a.
func rated(column []*schema.Fact, rows map[[2]int]*schema.Fact, a, b int) bool {
	tried, held := 0, 0
	for _, f := range column {
		of, part := rows[[2]int{f.Source.Row, a}], rows[[2]int{f.Source.Row, b}]
		if of == nil || part == nil || of.Value.IsZero() || f.Value.IsZero() && part.Value.IsZero() || part.Value.Equal(of.Value) {
			continue // nothing of all, and 100% of equals, are no evidence
		}
		tried++
		rate := part.Value.Shift(2).DivRound(of.Value, int32(printedDecimals(f))+2)
		if rate.Sub(printed(f)).Abs().LessThanOrEqual(decimal.New(6, -int32(printedDecimals(f))-1)) {
			held++
		} else if (tried-held)*10 > len(column)*(10-ratedOfTen) {
			return false // whatever the other rows hold: most pairs of columns end here
		}
	}
	return held >= ratedRows && held*10 >= tried*ratedOfTen
}

// asRate makes an amount the percentage it was printed as.
func asRate(f *schema.Fact, form schema.Form) {
	f.Value, f.Decimals = printed(f), printedDecimals(f)
	f.Kind, f.Unit, f.Form, f.Rule = schema.Ratio, "%", form, "rate_column"
	f.Concept, f.Dimensions, f.Base = "", schema.Dimensions{EntityScope: f.Dimensions.EntityScope, Subordinate: f.Dimensions.Subordinate}, schema.Base{}
}

// printedDecimals is how many digits stand behind the point of a figure.
func printedDecimals(f *schema.Fact) int {
	_, behind, _ := strings.Cut(f.Raw, ".")
	return len(behind)
}

// printed is the number of a cell as it is printed, without the unit of the table.
func printed(f *schema.Fact) decimal.Decimal {
	return f.Value.Shift(int32(f.Decimals - printedDecimals(f)))
}
