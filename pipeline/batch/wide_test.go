package batch

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/generate"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// TestWideAgainstLedger holds the wide table of consistent reports of every
// style against the ledgers they were written from: a column is filled where
// the report prints its figure, and with that figure.
func TestWideAgainstLedger(t *testing.T) {
	whole := []schema.FundSource{"", schema.AllFunds}
	fiscal := append(whole, schema.FiscalFunds, schema.GeneralPublicBudget)
	columns := map[string]struct {
		concept schema.ConceptID
		measure schema.Measure
		funds   []schema.FundSource
	}{
		"revenue_total":                     {schema.RevenueTotal, schema.Final, whole},
		"expenditure_total":                 {schema.ExpenditureTotal, schema.Final, whole},
		"revenue_year":                      {schema.RevenueYear, schema.Final, whole},
		"expenditure_year":                  {schema.ExpenditureYear, schema.Final, whole},
		"expenditure_basic":                 {schema.ExpenditureBasic, schema.Final, whole},
		"expenditure_project":               {schema.ExpenditureProject, schema.Final, whole},
		"revenue_general_public_budget":     {schema.RevenueGeneralPublicBudget, schema.Final, fiscal},
		"expenditure_general_public_budget": {schema.ExpenditureGeneralPublicBudget, schema.Final, fiscal},
		"three_public_total":                {schema.ThreePublicTotal, schema.Final, fiscal},
		"three_public_abroad":               {schema.ThreePublicAbroad, schema.Final, fiscal},
		"three_public_vehicle":              {schema.ThreePublicVehicle, schema.Final, fiscal},
		"three_public_vehicle_purchase":     {schema.ThreePublicVehiclePurchase, schema.Final, fiscal},
		"three_public_vehicle_operation":    {schema.ThreePublicVehicleOperation, schema.Final, fiscal},
		"three_public_reception":            {schema.ThreePublicReception, schema.Final, fiscal},
		"agency_operating_cost":             {schema.AgencyOperatingCost, schema.Final, fiscal},
		"procurement_total":                 {schema.ProcurementTotal, schema.Final, whole},
	}
	in, out := t.TempDir(), t.TempDir()
	offices := make(map[string]*generate.Office)
	for i, style := range generate.Styles() {
		o := generate.New(uint64(i+1), style)
		_, data, _ := o.Render(generate.Text)
		path := filepath.Join(in, fmt.Sprintf("%d.txt", i))
		write(t, path, string(data))
		offices[filepath.Base(path)] = o
	}
	mustRun(t, Config{Paths: []string{in}, Out: out, Workers: 2, Options: pipeline.Options{Limits: extract.DefaultLimits()}})
	rows, err := sink.Wide(filepath.Join(out, "current"))
	if err != nil || len(rows) != len(offices) {
		t.Fatalf("%d rows for %d reports: %v", len(rows), len(offices), err)
	}
	for i := range rows {
		o := offices[filepath.Base(rows[i].Path)]
		for name, c := range columns {
			got := wideColumn(t, &rows[i], name)
			for _, s := range o.Slots() {
				if s.Concept == c.concept && s.Measure == c.measure && s.Form == schema.Level && s.Period.End.Year() == o.Year &&
					slices.Contains(c.funds, s.FundSource) && s.FuncCode == "" && s.EconCode == "" && s.Project == "" && (got == nil || !got.Equal(s.Value)) {
					t.Errorf("%s, seed %d: %s is %v, printed as %s (%s)", o.Style, o.Seed, name, got, s.Raw, s.Where)
				}
			}
		}
	}
}

// wideColumn is a figure of the wide table by the name of its column, nil when missing.
func wideColumn(t *testing.T, row *sink.WideRow, name string) *decimal.Decimal {
	t.Helper()
	v := reflect.ValueOf(row).Elem()
	for _, f := range reflect.VisibleFields(v.Type()) {
		tag := f.Tag.Get("parquet")
		if n, isDecimal := v.FieldByIndex(f.Index).Interface().(*int64); isDecimal && tag == name+",decimal(4:18)" {
			if n == nil {
				return nil
			}
			value := sink.Unscaled(*n)
			return &value
		}
	}
	t.Fatal("no column", name)
	return nil
}
