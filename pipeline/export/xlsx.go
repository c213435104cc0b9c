package export

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/shopspring/decimal"

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
func WriteXLSX(w io.Writer, about About, tables []*Table) error {
	book := newWorkbook(w)
	counts := make([]int, len(tables))
	for i, t := range tables {
		rows, err := writeSheet(book, t)
		if err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
		counts[i] = rows
	}
	writeAbout(book, about, tables, counts)
	return book.close()
}

// writeSheet writes a table as a sheet of its Chinese name and counts its rows.
func writeSheet(book *workbook, t *Table) (rows int, err error) {
	var widths []float64
	var head []styled
	var columns []string
	for i := range t.Columns {
		widths, columns = append(widths, columnWidth(&t.Columns[i])), append(columns, t.Columns[i].Chinese)
	}
	if t.link != nil {
		columns = append(columns, said("link"))
	}
	for _, c := range columns {
		head = append(head, styled{style: headStyle, value: c})
	}
	out := book.sheet(descriptions()["* "+t.Name].chinese, false, true, widths)
	if err := out.row(head...); err != nil {
		return 0, err
	}
	for row, err := range t.Rows() {
		if err != nil {
			return 0, err
		}
		if rows++; rows >= mostRows {
			return 0, fmt.Errorf("more than the %d rows a sheet holds: ask for fewer with --year, --concept, --entity or --where", mostRows-1)
		}
		if err := out.row(sheetCells(t, row)...); err != nil {
			return 0, err
		}
	}
	if rows == 0 {
		if err := out.row(); err != nil { // a table of a sheet has a row
			return 0, err
		}
	}
	out.end(t.Name, columns)
	return rows, nil
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

func sheetCells(t *Table, row []any) []styled {
	style := plainStyle
	if t.fails != nil && t.fails(row) {
		style = badStyle
	}
	cells := make([]styled, len(row), len(row)+1)
	for i, v := range row {
		cells[i] = styled{style: style, value: sheetValue(v)}
	}
	if t.link == nil {
		return cells
	}
	if address := t.link(row); address != "" {
		quote := strings.NewReplacer(`"`, `""`)
		formula := fmt.Sprintf(`HYPERLINK("%s","%s")`, quote.Replace(address), said("linked"))
		return append(cells, styled{linkStyle, said("linked"), formula})
	}
	return cells
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

func writeAbout(book *workbook, about About, tables []*Table, counts []int) {
	out := book.sheet(said("sheet"), true, false, []float64{26, 40, 14, 80})
	line := func(style int, values ...string) {
		cells := make([]styled, len(values))
		for i, v := range values {
			cells[i] = styled{style: style, value: fitting(sink.Inert(v))}
		}
		_ = out.row(cells...) // the book keeps the error
	}
	line(titleStyle, said("title"))
	line(plainStyle, said("program"), about.Program)
	line(plainStyle, said("snapshot"), filepath.Base(about.Snapshot))
	line(plainStyle, said("filter"), cmp.Or(about.Filter, said("none")))
	line(plainStyle, said("red"))
	line(plainStyle, said("apostrophe"))
	for i, t := range tables {
		line(plainStyle)
		line(titleStyle, descriptions()["* "+t.Name].chinese, descriptions()["* "+t.Name].explain)
		line(plainStyle, said("rows"), fmt.Sprint(counts[i]))
		if t.link != nil {
			line(plainStyle, said("link"), said("pages"))
		}
		line(headStyle, said("column"), said("name"), said("unit"), said("meaning"))
		for _, c := range t.Columns {
			line(wrappedStyle, c.Chinese, c.Name, c.unit, c.Explain)
		}
	}
	out.end("", nil)
}
