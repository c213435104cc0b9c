package extract

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// What makes a text certainly a table of separated values: every record has
// the same number of fields, there are several of both, and fields are short.
const (
	csvRecords    = 3
	csvFieldRunes = 60 // on average; prose that happens to have one comma a line is longer
)

// matchCSV reports whether the beginning of a file is certainly a table of
// values separated by commas, tabs or semicolons (RFC 4180). Prose and the
// dumps of converters, whose lines differ in fields, are left to the text reader.
func matchCSV(data []byte) bool {
	cs, bom := detectCharset(data)
	if cs == unknownText || cs == utf16LE && len(data) < bom+2 {
		return false
	}
	sample := data[bom:min(len(data), sniffBytes)]
	if cs == utf16LE || cs == utf16BE {
		sample = sample[:len(sample)&^1]
	}
	text, bad := decode(trimCutRune(sample), cs)
	if bad > 0 || strings.ContainsRune(text, 0) {
		return false
	}
	return csvDelimiter(text, len(data) > sniffBytes) != 0
}

// csvDelimiter returns the separator under which text is a table, or 0. The
// last record of a cut sample does not count.
func csvDelimiter(text string, cut bool) rune {
	for _, comma := range []rune{',', '\t', ';'} {
		if strings.ContainsRune(text, comma) && isCSV(text, comma, cut) {
			return comma
		}
	}
	return 0
}

// isCSV reads text as records of equally many short fields.
func isCSV(text string, comma rune, cut bool) bool {
	r := newCSV(text, comma)
	records, fields, runes := 0, 0, 0
	led := false // some record has a first field; without, tabs only indent
	for {
		rec, err := r.Read()
		if err != nil {
			ended := err == io.EOF || cut && r.InputOffset() >= int64(len(text))
			return ended && led && records >= csvRecords && (fields >= 3*records || records >= 2*csvRecords) && runes <= csvFieldRunes*fields
		}
		if len(rec) < 2 {
			return false
		}
		led = led || rec[0] != ""
		for _, f := range rec {
			runes += utf8.RuneCountInString(f)
			if strings.ContainsAny(f, "。；") && utf8.RuneCountInString(f) > csvFieldRunes {
				return false
			}
		}
		records, fields = records+1, fields+len(rec)
	}
}

func newCSV(text string, comma rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.ReuseRecord = comma, true
	return r
}

// readCSV reads the file as one table. Where a later record breaks the rule by
// which it was recognised, it is read as text.
func readCSV(in *input) (*Document, error) {
	cs, bom := detectCharset(in.data)
	text, _ := decode(in.data[bom:], cs)
	if err := in.expand(int64(len(text))); err != nil {
		return nil, err
	}
	comma := csvDelimiter(text[:min(len(text), sniffBytes)], len(text) > sniffBytes)
	if comma == 0 {
		return readText(in)
	}
	t := &Table{}
	for r := newCSV(text, comma); ; t.Rows++ {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return readText(in)
		}
		if err := in.cell(len(rec)); err != nil {
			return nil, err
		}
		t.Cols = len(rec)
		for col, f := range rec {
			t.Cells = append(t.Cells, Cell{Row: t.Rows, Col: col, RowSpan: 1, ColSpan: 1, Text: Text{S: strings.Clone(f)}})
		}
	}
	return &Document{Format: "csv", Blocks: []Block{{Kind: TableBlock, Table: t}}}, nil
}
