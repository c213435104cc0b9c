package extract

import (
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// What makes a text certainly a table of separated values: every record has
// the same number of fields, there are several of both, and fields are short.
const (
	csvRecords    = 3
	csvTitleLines = 6    // lines above the table, at most
	csvUnit       = "单位" // under a line that names the unit, a header and one row are a table
	csvPadded     = 3    // columns of a sheet whose empty cells are written, at least
	csvFieldRunes = 60   // on average; prose that happens to have one comma a line is longer
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

// isCSV reads text as records of equally many short fields, below its titles. A
// first field that is empty throughout is the indentation of a converter's dump.
// Paragraphs of a sheet, padded to its columns, may be long.
func isCSV(text string, comma rune, cut bool) bool {
	titles, text := csvTitles(text, comma)
	if comma == ',' && onlyGroups(text) {
		return false
	}
	united := slices.ContainsFunc(titles, func(s string) bool { return strings.Contains(s, csvUnit) })
	r := newCSV(text, comma)
	records, fields, runes, sentences, indented := 0, 0, 0, 0, true
	for {
		rec, err := r.Read()
		if err != nil {
			ended := err == io.EOF || cut && r.InputOffset() >= int64(len(text))
			several := records >= csvRecords && (fields >= 3*records || records >= 2*csvRecords) || united && records >= 2
			return ended && !indented && several && 2*sentences <= records && runes <= csvFieldRunes*fields
		}
		if len(rec) < 2 {
			return false
		}
		records, fields = records+1, fields+len(rec)
		indented = indented && strings.TrimSpace(rec[0]) == ""
		if lone(rec) {
			continue
		}
		for _, f := range rec {
			runes += utf8.RuneCountInString(f)
			if strings.ContainsAny(f, "。；") && utf8.RuneCountInString(f) > csvFieldRunes {
				return false
			}
		}
		if strings.HasSuffix(strings.TrimSpace(rec[len(rec)-1]), "。") {
			sentences++ // a comma in each of several short lines of prose
		}
	}
}

// lone reports a row of a sheet with a title or a paragraph in its first cell, or with none, written with the separators
// of all of its columns: prose does not end in several of them.
func lone(rec []string) bool {
	return len(rec) >= csvPadded && !slices.ContainsFunc(rec[1:], func(f string) bool { return strings.TrimSpace(f) != "" })
}

// onlyGroups reports a text whose lines have commas in most of them, and only those that part the
// thousands of numbers: 收入3,206.58万元。支出3,106.58万元。
func onlyGroups(text string) bool {
	lines, grouped := 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		if n := strings.Count(line, ","); n > 0 {
			lines++
			if strings.Count(strings.Join(thousands.FindAllString(line, -1), ""), ",") == n {
				grouped++
			}
		}
	}
	return 2*grouped > lines
}

// thousands is a number with commas.
var thousands = regexp.MustCompile(`[0-9]{1,3}(?:,[0-9]{3})+\b`)

// csvTitles parts the lines above a table that hold no separator, its titles and
// its unit, from the table. Tables of tabs have none: they stand in a text, which
// is read as one.
func csvTitles(text string, comma rune) (titles []string, table string) {
	table = text
	for comma == ',' && len(titles) < csvTitleLines {
		line, rest, more := strings.Cut(table, "\n")
		title := strings.TrimSpace(line)
		if !more || strings.ContainsAny(title, `,"。；`) || utf8.RuneCountInString(title) > csvFieldRunes {
			break
		}
		titles, table = append(titles, title), rest
	}
	return titles, table
}

// fieldBytes is the least memory that the text of a field takes.
const fieldBytes = 16

func newCSV(text string, comma rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.ReuseRecord = comma, true
	return r
}

// readCSV reads the file as one table below its titles. Where a later record breaks the rule by
// which it was recognised, it is read as text.
func readCSV(in *input) (*Document, error) {
	cs, bom := detectCharset(in.data)
	text, _, err := in.decode(in.data[bom:], cs)
	if err != nil {
		return nil, err
	}
	comma := csvDelimiter(text[:min(len(text), sniffBytes)], len(text) > sniffBytes)
	if comma == 0 {
		return readText(in)
	}
	doc := &Document{Format: "csv"}
	titles, records := csvTitles(text, comma)
	for _, s := range titles {
		if s != "" {
			doc.Blocks = append(doc.Blocks, Block{Kind: Paragraph, Text: Text{S: strings.Clone(s)}})
		}
	}
	// The list of cells is made once: one that grows is there twice at times.
	most := strings.Count(records, string(comma)) + strings.Count(records, "\n") + 1
	t := &Table{Cells: make([]Cell, 0, min(most, in.cellsLeft()))}
	for r := newCSV(records, comma); ; t.Rows++ {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return readText(in)
		}
		texts := fieldBytes * len(rec)
		for _, f := range rec {
			texts += len(f)
		}
		if err := cmp.Or(in.spend(int64(texts)), in.cell(len(rec))); err != nil {
			return nil, err
		}
		t.Cols = len(rec)
		for col, f := range rec {
			t.Cells = append(t.Cells, Cell{Row: t.Rows, Col: col, RowSpan: 1, ColSpan: 1, Text: Text{S: strings.Clone(f)}})
		}
	}
	doc.Blocks = append(doc.Blocks, sheetBlocks("", t)...)
	return doc, nil
}
