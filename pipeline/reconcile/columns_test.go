package reconcile

import (
	"testing"

	"gongkai/schema"
)

// tableOf lays amounts out by row and column, in 万元; a cell that ends in % is a ratio of a form.
func tableOf(form schema.Form, rows ...[]string) (facts []schema.Fact) {
	for r, row := range rows {
		for c, v := range row {
			if v == "" {
				continue
			}
			if n := len(v) - 1; v[n] == '%' {
				facts = append(facts, percent("", form, v[:n], cell(1, r, c)))
			} else {
				facts = append(facts, amount("", v, cell(1, r, c)))
			}
		}
	}
	return facts
}

// TestColumnLaws holds a row of a table to what its other rows show of the columns, whatever their heads say.
func TestColumnLaws(t *testing.T) {
	left := func(last ...string) [][]string {
		return [][]string{{"320.15", "318.64", "1.51"}, {"86.52", "80.11", "6.41"}, {"1260.33", "1182.47", "77.86"}, last}
	}
	rates := func(last ...string) [][]string {
		return [][]string{{"186.42", "171.26", "8.85%"}, {"112.68", "106.42", "5.88%"}, {"42.36", "38.64", "9.63%"}, last}
	}
	run(t, []evaluation{
		{"what was left", schema.RuleColumns, tableOf(schema.Level, left("205.57", "190.34", "15.73")...), nil, "inconsistent"},
		{"holds in all", schema.RuleColumns, tableOf(schema.Level, left("205.57", "190.34", "15.23")...), nil, ""},
		{"no slip", schema.RuleColumns, tableOf(schema.Level, left("205.57", "190.34", "99.87")...), nil, ""},
		{"a blank", schema.RuleColumns, tableOf(schema.Level, left("205.57", "190.34", "")...), nil, ""},
		{"too few rows", schema.RuleColumns, tableOf(schema.Level, left("205.57", "190.34", "15.73")[1:]...), nil, ""},
		{"a rate", schema.RuleColumns, tableOf(schema.PctChange, rates("73.74", "64.84", "17.73%")...), nil, "inconsistent"},
		{"its sign", schema.RuleColumns, tableOf(schema.PctChange, rates("64.84", "73.74", "12.07%")...), nil, "inconsistent"},
		{"holds", schema.RuleColumns, tableOf(schema.PctChange, rates("73.74", "64.84", "13.73%")...), nil, ""},
	})
}

// TestColumnLawWithOneMore holds no row to a law that one more of its columns makes hold.
func TestColumnLawWithOneMore(t *testing.T) {
	rows := [][]string{{"320.15", "318.64", "1.51", ""}, {"86.52", "80.11", "6.41", ""}, {"1260.33", "1182.47", "77.86", ""}, {"205.57", "190.34", "15.13", "0.10"}}
	run(t, []evaluation{{"one more", schema.RuleColumns, tableOf(schema.Level, rows...), nil, ""}})
}

// TestRowOfTotal holds the last row of a table to the sum of those above it where it is that in the other columns.
func TestRowOfTotal(t *testing.T) {
	rows := [][]string{{"48.62", "12.31", "3.44", "62.41"}, {"12.46", "11.92", "0.58", "3.86"}, {"3.28", "1.86", "1.47", "9.64"}, {"64.36", "26.09", "5.49", "85.91"}}
	run(t, []evaluation{{"one column", schema.RuleColumns, tableOf(schema.Level, rows...), nil, "inconsistent"}})
}
