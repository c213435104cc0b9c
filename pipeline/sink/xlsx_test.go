package sink

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestWriteXLSX: a workbook says what the CSV file of the same rows says, and
// its figures are numbers.
func TestWriteXLSX(t *testing.T) {
	year, amount, name := int32(2020), int64(44471234567), `=HYPERLINK("x")`
	rows := []WideRow{
		{DocumentID: "007", Path: "<&>.txt", Entity: &name, FiscalYear: &year, Facts: 3, RevenueTotal: &amount},
		{DocumentID: "d2", Path: "空.txt"},
	}
	var sheet, text bytes.Buffer
	if err := WriteXLSX(&sheet, "panel", rows); err != nil {
		t.Fatal(err)
	}
	if err := WriteCSV(&text, rows); err != nil {
		t.Fatal(err)
	}
	want, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&sheet)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for i, record := range want {
		for j, value := range record {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			got, err := book.GetCellValue("panel", at, excelize.Options{RawCellValue: true})
			if err != nil || got != value {
				t.Errorf("%s (%s): %q, want %q (%v)", at, want[0][j], got, value, err)
			}
			if formula, _ := book.GetCellFormula("panel", at); formula != "" {
				t.Errorf("%s is a formula: %s", at, formula)
			}
			_, err = strconv.ParseFloat(value, 64)
			kind, _ := book.GetCellType("panel", at)
			number := err == nil && i > 0 && !strings.HasSuffix(want[0][j], "_id")
			if isNumber := kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset; value != "" && isNumber != number {
				t.Errorf("%s (%s): %q is of type %d", at, want[0][j], value, kind)
			}
		}
	}
}
