package export

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"

	"gongkai/pipeline/sink"
)

// byteOrderMark makes a spreadsheet take a csv for UTF-8.
const byteOrderMark = "\ufeff"

// WriteCSV writes a table as csv with the names of its columns. Texts are made
// inert. For a spreadsheet it begins with a byte order mark, has the Chinese names
// and ends its lines as Windows does.
func WriteCSV(w io.Writer, t *Table, spreadsheet bool) error {
	out := csv.NewWriter(w)
	head := t.names()
	if spreadsheet {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return err
		}
		out.UseCRLF = true
		for i, c := range t.Columns {
			head[i] = c.Chinese
		}
	}
	if err := out.Write(head); err != nil {
		return err
	}
	record := make([]string, len(t.Columns))
	for row, err := range t.Rows() {
		if err != nil {
			return err
		}
		for i, v := range row {
			if record[i] = text(v); isText(v) {
				record[i] = sink.Inert(record[i])
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func isText(v any) bool {
	_, ok := v.(string)
	return ok
}

// WriteJSON writes a table as JSON lines: decimals as strings, which keep their
// digits, dates as YYYY-MM-DD, and null where there is no value.
func WriteJSON(w io.Writer, t *Table) error {
	var line []byte
	for row, err := range t.Rows() {
		if err != nil {
			return err
		}
		line = append(line[:0], '{')
		for i, v := range row {
			if i > 0 {
				line = append(line, ',')
			}
			line = append(strconv.AppendQuote(line, t.Columns[i].Name), ':')
			if line, err = appendJSON(line, v); err != nil {
				return err
			}
		}
		if _, err := w.Write(append(line, "}\n"...)); err != nil {
			return err
		}
	}
	return nil
}

func appendJSON(b []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...), nil
	case int64:
		return strconv.AppendInt(b, v, 10), nil
	case json.RawMessage:
		return append(b, v...), nil
	}
	encoded, err := json.Marshal(text(v))
	return append(b, encoded...), err
}
