package export

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"gongkai/pipeline/sink"
)

// Limits of a sheet.
const (
	mostRows = 1048576 // with the header
	mostText = 32767   // characters of a cell
)

// About is what a workbook says of itself.
type About struct{ Program, Snapshot, Filter string }

// WriteXLSX writes tables as a workbook: a sheet that explains, in Chinese, and one
// for each table, under a header of Chinese names that stays in view and filters.
// Rows that do not hold are red. The last column links to the review page, of the
// ids alone; all other cells are inert. Figures are numbers, of which a spreadsheet
// keeps 15 digits.
func WriteXLSX(w io.Writer, about About, tables []*Table) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	s, err := newStyles(book)
	if err != nil {
		return err
	}
	first := said("sheet")
	if err := book.SetSheetName(book.GetSheetName(0), first); err != nil {
		return err
	}
	counts := make([]int, len(tables))
	for i, t := range tables {
		if counts[i], err = writeSheet(book, s, t); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	if err := writeAbout(book, s, first, about, tables, counts); err != nil {
		return err
	}
	return book.Write(w)
}

// styles are those of the cells, by number.
type styles struct{ head, bad, link, wrapped, title int }

func newStyles(book *excelize.File) (s styles, err error) {
	add := func(style *excelize.Style) int {
		n, failed := book.NewStyle(style)
		err = cmp.Or(err, failed)
		return n
	}
	s.head = add(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	s.bad = add(&excelize.Style{Font: &excelize.Font{Color: "9C0006"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFC7CE"}}})
	s.link = add(&excelize.Style{Font: &excelize.Font{Color: "0563C1", Underline: "single"}})
	s.wrapped = add(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	s.title = add(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}})
	return s, err
}

// newStream begins a sheet. How many rows it will have is not known, and the one cell
// that it would say has programs that read a sheet as it comes stop there.
func newStream(book *excelize.File, sheet string) (*excelize.StreamWriter, error) {
	if err := book.SetSheetDimension(sheet, ""); err != nil {
		return nil, err
	}
	return book.NewStreamWriter(sheet)
}

// writeSheet writes a table as a sheet of its Chinese name and counts its rows.
func writeSheet(book *excelize.File, s styles, t *Table) (rows int, err error) {
	name := descriptions()["* "+t.Name].chinese
	if _, err := book.NewSheet(name); err != nil {
		return 0, err
	}
	out, err := newStream(book, name)
	if err != nil {
		return 0, err
	}
	if err := writeSheetHead(out, s, t); err != nil {
		return 0, err
	}
	for row, err := range t.Rows() {
		if err != nil {
			return 0, err
		}
		if rows++; rows >= mostRows {
			return 0, fmt.Errorf("more than the %d rows a sheet holds: ask for fewer with --year, --concept, --entity or --where", mostRows-1)
		}
		if err := out.SetRow(fmt.Sprint("A", rows+1), sheetCells(s, t, row)); err != nil {
			return 0, err
		}
	}
	// a table of the sheet brings the filters; it must have a row
	if rows == 0 {
		if err := out.SetRow("A2", []any{nil}); err != nil {
			return 0, err
		}
	}
	last, err := excelize.CoordinatesToCellName(t.width(), max(rows, 1)+1)
	if err != nil {
		return 0, err
	}
	return rows, cmp.Or(out.AddTable(&excelize.Table{Range: "A1:" + last, Name: t.Name, StyleName: "TableStyleLight1"}), out.Flush())
}

// width is how many columns a sheet has.
func (t *Table) width() int {
	if t.link != nil {
		return len(t.Columns) + 1
	}
	return len(t.Columns)
}

func writeSheetHead(out *excelize.StreamWriter, s styles, t *Table) error {
	var head []any
	for i, c := range t.Columns {
		head = append(head, excelize.Cell{StyleID: s.head, Value: c.Chinese})
		if err := out.SetColWidth(i+1, i+1, columnWidth(&c)); err != nil {
			return err
		}
	}
	if t.link != nil {
		head = append(head, excelize.Cell{StyleID: s.head, Value: said("link")})
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return out.SetRow("A1", head)
}

// columnWidth fits the name, and a little of what stands below.
func columnWidth(c *Column) float64 {
	least := 10.0
	switch c.Name {
	case "formula", "context", "path", "title":
		least = 48
	case "entity", "label", "concept", "rule":
		least = 24
	}
	if _, number := c.zero.(decimal.Decimal); number {
		least = 16
	}
	return max(least, min(30, 2*float64(len([]rune(c.Chinese)))+2))
}

func sheetCells(s styles, t *Table, row []any) []any {
	style := 0
	if t.fails != nil && t.fails(row) {
		style = s.bad
	}
	cells := make([]any, len(row), t.width())
	for i, v := range row {
		cells[i] = excelize.Cell{StyleID: style, Value: sheetValue(v)}
	}
	if t.link == nil {
		return cells
	}
	if address := t.link(row); address != "" {
		quote := strings.NewReplacer(`"`, `""`)
		formula := fmt.Sprintf(`HYPERLINK("%s","%s")`, quote.Replace(address), said("linked"))
		return append(cells, excelize.Cell{StyleID: s.link, Formula: formula, Value: said("linked")})
	}
	return append(cells, nil)
}

// sheetValue is a number, an inert text that fits a cell, or nil.
func sheetValue(v any) any {
	switch v := v.(type) {
	case nil, int64:
		return v
	case decimal.Decimal:
		f, _ := v.Float64()
		return f
	case json.RawMessage:
		return fitting(string(v))
	}
	return fitting(sink.Inert(text(v)))
}

// fitting cuts a text to what a cell holds.
func fitting(s string) string {
	if len(s) <= mostText { // in bytes, which are no fewer
		return s
	}
	r := []rune(s)
	return string(r[:min(len(r), mostText/2)]) // some are two units of UTF-16
}

func writeAbout(book *excelize.File, s styles, sheet string, about About, tables []*Table, counts []int) error {
	out, err := newStream(book, sheet)
	if err != nil {
		return err
	}
	if err := errors.Join(out.SetColWidth(1, 1, 26), out.SetColWidth(2, 2, 40), out.SetColWidth(3, 3, 14), out.SetColWidth(4, 4, 80)); err != nil {
		return err
	}
	n := 0
	line := func(style int, values ...string) {
		n++
		cells := make([]any, len(values))
		for i, v := range values {
			cells[i] = excelize.Cell{StyleID: style, Value: fitting(sink.Inert(v))}
		}
		err = cmp.Or(err, out.SetRow(fmt.Sprint("A", n), cells))
	}
	line(s.title, said("title"))
	line(0, said("program"), about.Program)
	line(0, said("snapshot"), filepath.Base(about.Snapshot))
	line(0, said("filter"), cmp.Or(about.Filter, said("none")))
	line(0, said("red"))
	line(0, said("apostrophe"))
	for i, t := range tables {
		n++ // an empty line between
		line(s.title, descriptions()["* "+t.Name].chinese, descriptions()["* "+t.Name].explain)
		line(0, said("rows"), fmt.Sprint(counts[i]))
		if t.link != nil {
			line(0, said("link"), said("pages"))
		}
		line(s.head, said("column"), said("name"), said("unit"), said("meaning"))
		for _, c := range t.Columns {
			line(s.wrapped, c.Chinese, c.Name, c.unit, c.Explain)
		}
	}
	return cmp.Or(err, out.Flush())
}
