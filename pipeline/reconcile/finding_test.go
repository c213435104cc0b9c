package reconcile

import (
	"slices"
	"testing"

	"gongkai/schema"
)

// TestFindings holds that the checks one wrong figure breaks are one finding, that two
// wrong figures are two, and how grave each is.
func TestFindings(t *testing.T) {
	again := func(c schema.ConceptID, v string, o ...option) schema.Fact {
		return amount(c, v, append(o, section("other"), sentence(9, 9))...)
	}
	share := func(c schema.ConceptID, v string) schema.Fact { return percent(c, schema.Share, v, of(year)) }
	list := []schema.Claim{sumOf(0, 1, 2)}
	for _, tt := range []struct {
		name       string
		facts      []schema.Fact
		claims     []schema.Claim
		checks     int // that fail
		findings   int
		severities []schema.Severity // of what leads each, the gravest first
	}{
		{"one figure in two checks", []schema.Fact{amount(year, "37.19"), amount(basic, "17.19"), amount(works, "23.00"), again(works, "20.00")}, list, 2, 1, []schema.Severity{schema.Error}},
		{"two figures", []schema.Fact{amount(year, "37.19"), amount(basic, "17.19"), amount(works, "23.00"), again(basic, "19.17"), again(schema.ThreePublicTotal, "4.00"), amount(schema.ThreePublicTotal, "5.00")}, list, 3, 3,
			[]schema.Severity{schema.Error, schema.Error, schema.Error}},
		{"one kind of debt above its limit", []schema.Fact{amount(schema.DebtLimit, "9.50"), amount(schema.DebtBalance, "9.90"),
			amount(schema.DebtLimit, "4.50", fund(schema.GeneralPublicBudget)), amount(schema.DebtBalance, "4.90", fund(schema.GeneralPublicBudget))}, nil, 2, 1, []schema.Severity{schema.Warning}},
		{"nothing", []schema.Fact{amount(year, "37.19"), amount(basic, "17.19"), amount(works, "20.00")}, list, 0, 0, nil},
		{"a last digit", []schema.Fact{amount(year, "4371.92"), amount(basic, "2371.90"), amount(works, "2000.00")}, list, 1, 1, []schema.Severity{schema.Info}},
		{"little of an item", []schema.Fact{again(schema.ThreePublicVehicle, "371.90"), amount(schema.ThreePublicVehicle, "371.20")}, nil, 1, 1, []schema.Severity{schema.Warning}},
		{"little of a headline", []schema.Fact{again(year, "371.90"), amount(year, "371.20")}, nil, 1, 1, []schema.Severity{schema.Error}},
		{"the same two sides told twice", []schema.Fact{
			amount(year, "444.71"), amount(basic, "400.00"), share(basic, "80.63"), again(basic, "400.00"), share(basic, "80.63")},
			[]schema.Claim{claim(schema.ShareFamily, 2, beside{schema.PartRole: 1}), claim(schema.ShareFamily, 4, beside{schema.PartRole: 3})}, 2, 1, []schema.Severity{schema.Error}},
	} {
		r := &schema.Report{Facts: tt.facts, Claims: tt.claims, Document: schema.Document{ID: "d", FiscalYear: 2020}}
		for i := range r.Facts {
			r.Facts[i].ID = string(rune('a' + i))
		}
		failing, leads := 0, map[string]schema.Severity{}
		for _, c := range Evaluate(r) {
			if (c.Verdict == schema.Inconsistent) != (c.Finding != "") {
				t.Errorf("%s: %s has finding %q", tt.name, c.Verdict, c.Finding)
			}
			if c.Verdict == schema.Inconsistent {
				failing++
			}
			if c.Finding == c.ID {
				leads[c.Finding] = c.Severity
			}
		}
		var severities []schema.Severity
		for _, s := range leads {
			severities = append(severities, s)
		}
		slices.SortFunc(severities, func(a, b schema.Severity) int { return a.Rank() - b.Rank() })
		if failing != tt.checks || len(leads) != tt.findings || !slices.Equal(severities, tt.severities) {
			t.Errorf("%s: %d checks in %d findings, %v; want %d in %d, %v", tt.name, failing, len(leads), severities, tt.checks, tt.findings, tt.severities)
		}
	}
}

// TestWitnesses counts the checks that hold with either side.
func TestWitnesses(t *testing.T) {
	facts := []schema.Fact{amount(year, "37.19"), amount(basic, "17.19"), amount(works, "20.00"),
		amount(works, "23.00", section("other"), sentence(9, 9))}
	r := &schema.Report{Facts: facts, Claims: []schema.Claim{sumOf(0, 1, 2)}, Document: schema.Document{ID: "d", FiscalYear: 2020}}
	for i := range r.Facts {
		r.Facts[i].ID = string(rune('a' + i))
	}
	for _, c := range Evaluate(r) {
		if c.Verdict == schema.Inconsistent && (c.ForReported != 0 || c.ForComputed != 1) {
			t.Errorf("%s: %d checks for what is reported, %d for the other; the sum holds with the other", c.Formula, c.ForReported, c.ForComputed)
		}
	}
}
