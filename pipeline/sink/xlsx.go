package sink

import (
	"errors"
	"io"
	"reflect"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// WriteXLSX writes rows as a workbook of one sheet, named, under a header that
// stays in view. Figures are numbers, of which a spreadsheet keeps 15 digits;
// dates are text, and texts are made inert. It is an error to have more rows than a sheet holds (1,048,575).
func WriteXLSX[R any](w io.Writer, sheet string, rows []R) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	if err := book.SetSheetName(book.GetSheetName(0), sheet); err != nil {
		return err
	}
	out, err := book.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	fields := fieldsOf(reflect.TypeFor[R]())
	record := make([]any, len(fields))
	for i, f := range fields {
		record[i] = f.name
	}
	if err := out.SetRow("A1", record); err != nil {
		return err
	}
	for i := range rows {
		v := reflect.ValueOf(&rows[i]).Elem()
		for j, f := range fields {
			record[j] = sheetCell(v.FieldByIndex(f.index), f)
		}
		if err := out.SetRow("A"+strconv.Itoa(i+2), record); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return book.Write(w)
}

// sheetCell is the value of a cell: a number, a text, or nil for none.
func sheetCell(x reflect.Value, f field) any {
	s := cell(x, f)
	if x.Kind() == reflect.Pointer {
		x = reflect.Indirect(x) // the zero Value where there is none
	}
	switch {
	case s == "":
		return nil
	case x.CanInt() && f.decimal:
		n, _ := Unscaled(x.Int()).Float64()
		return n
	case x.CanInt() && !f.date:
		return x.Int()
	}
	return Inert(s) // dates never begin so
}
