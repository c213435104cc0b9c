package biff8

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"
)

// le writes numbers of two bytes, then the rest.
func le(numbers []int, rest ...byte) []byte {
	var b []byte
	for _, n := range numbers {
		b = binary.LittleEndian.AppendUint16(b, uint16(n))
	}
	return append(b, rest...)
}

// double writes a number of eight bytes.
func double(v float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)) }

// shown lists the cells of a sheet: row,col=text, with an h where nothing is shown.
func shown(s Sheet) string {
	var cells []string
	for _, c := range s.Cells {
		mark := map[bool]string{true: "h"}[c.Hidden]
		cells = append(cells, string(rune('0'+c.Row))+","+string(rune('0'+c.Col))+mark+"="+c.Text)
	}
	return strings.Join(cells, " ")
}

// TestCells gives every record of a cell, whole and cut short: one that ends before
// its value gives no cell, and never the value of another.
func TestCells(t *testing.T) {
	formula := func(result ...byte) []byte { return append(le([]int{0, 0, 0}), result...) }
	for name, c := range map[string]struct {
		records [][]byte
		want    string
	}{
		"number":                {[][]byte{rec(recNumber, append(le([]int{1, 2, 0}), double(12.5)...)...)}, "1,2=12.5"},
		"number cut":            {[][]byte{rec(recNumber, le([]int{1, 2})...)}, ""},
		"number without digits": {[][]byte{rec(recNumber, le([]int{1, 2, 0, 9, 9})...)}, "1,2=0"},
		"several numbers":       {[][]byte{rec(recMulRk, le([]int{3, 1, 0, 6, 0, 0, 10, 0, 2})...)}, "3,1=1 3,2=2"},
		"beyond the columns":    {[][]byte{rec(recRK, le([]int{0, 999, 0, 6, 0})...), rec(recLabel, le([]int{0, 999, 0, 1}, 0, 'a')...)}, ""},
		"text":                  {[][]byte{rec(recLabel, le([]int{0, 1, 0, 2}, 1, 0x36, 0x65, 0x55, 0x5f)...)}, "0,1=收录"},
		"text cut":              {[][]byte{rec(recLabel, le([]int{0, 1, 0, 9}, 0, 'a', 'b')...), rec(recLabel, 0, 0)}, "0,1=ab"},
		"true and errors": {[][]byte{rec(recBoolErr, le([]int{0, 0, 0}, 1, 0)...), rec(recBoolErr, le([]int{0, 1, 0}, 0, 0)...), rec(recBoolErr, le([]int{0, 2, 0}, 0x24, 1)...),
			rec(recBoolErr, le([]int{0, 3, 0})...)}, "0,0=TRUE 0,1=FALSE 0,2=#NUM!"},
		"formula of a number":   {[][]byte{rec(recFormula, formula(double(-0.25)...)...)}, "0,0=-0.25"},
		"formula of a truth":    {[][]byte{rec(recFormula, formula(1, 0, 1, 0, 0, 0, 0xff, 0xff)...)}, "0,0=TRUE"},
		"formula of an error":   {[][]byte{rec(recFormula, formula(2, 0, 7, 0, 0, 0, 0xff, 0xff)...)}, "0,0=#DIV/0!"},
		"formula of nothing":    {[][]byte{rec(recFormula, formula(3, 0, 0, 0, 0, 0, 0xff, 0xff)...)}, ""},
		"formula cut":           {[][]byte{rec(recFormula, formula(1)...)}, ""},
		"text behind an array":  {[][]byte{rec(recFormula, formula(0, 0, 0, 0, 0, 0, 0xff, 0xff)...), rec(recArray, 0), rec(recString, le([]int{2}, 0, 'o', 'k')...)}, "0,0=ok"},
		"text that is not read": {[][]byte{rec(recFormula, formula(0, 0, 0, 0, 0, 0, 0xff, 0xff)...), rec(recRow, 0)}, ""},
		"no more text":          {[][]byte{rec(recFormula, formula(0, 0, 0, 0, 0, 0, 0xff, 0xff)...)}, ""},
		"no such shared string": {[][]byte{rec(recLabelSST, le([]int{0, 0, 0, 9, 0})...), rec(recLabelSST, 0, 0)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w, err := Parse(t.Context(), book8(c.records...), 100)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(w.Sheets[0]); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestRowsAndColumns: what is hidden, and what is merged; a range of one cell or
// upside down merges nothing.
func TestRowsAndColumns(t *testing.T) {
	hidden := append(make([]byte, 12), 0x20, 0)
	hidden[0] = 4
	w, err := Parse(t.Context(), book8(
		rec(recRow, hidden...), rec(recRow, 9, 0),
		rec(recColInfo, le([]int{2, 3, 0, 0, 1})...), rec(recColInfo, le([]int{5, 5, 0, 0, 0})...),
		rec(recMergedCells, le([]int{4, 0, 1, 0, 2, 3, 3, 1, 1, 5, 4, 0, 0, 6, 7, 0, 0})...)), 100)
	if err != nil {
		t.Fatal(err)
	}
	s := w.Sheets[0]
	if len(s.HiddenRows) != 1 || !s.HiddenRows[4] || s.HiddenCols[1] || !s.HiddenCols[2] || !s.HiddenCols[3] || s.HiddenCols[4] || s.HiddenCols[5] {
		t.Errorf("hidden rows %v, columns %v", s.HiddenRows, s.HiddenCols[:6])
	}
	if want := []Range{{Row1: 0, Row2: 1, Col1: 0, Col2: 2}, {Row1: 6, Row2: 7, Col1: 0, Col2: 0}}; len(s.Merges) != 2 || s.Merges[0] != want[0] || s.Merges[1] != want[1] {
		t.Errorf("merged %v", s.Merges)
	}
}

// book8With is book8 with records before the list of sheets.
func book8With(globals []byte, records ...[]byte) []byte {
	b := book8(records...)
	bof := len(rec(recBOF, make([]byte, 16)...))
	out := append(append(append([]byte(nil), b[:bof]...), globals...), b[bof:]...)
	bound := bof + len(globals) + len(rec(recBoundSheet, make([]byte, 9)...)) + 4 // the second sheet's place
	at := binary.LittleEndian.Uint32(out[bound:])
	binary.LittleEndian.PutUint32(out[bound:], at+uint32(len(globals)))
	return out
}

// TestSharedStrings reads strings with runs and phonetic text, over the border of
// two records; a table that ends early gives what there is, with a warning.
func TestSharedStrings(t *testing.T) {
	cells := func(n int) (records [][]byte) {
		for i := range n {
			records = append(records, rec(recLabelSST, le([]int{0, i, 0, i, 0})...))
		}
		return records
	}
	count := func(n int) []byte { return le([]int{n, 0, n, 0}) }
	for name, c := range map[string]struct {
		globals       []byte
		want, warning string
	}{
		"rich and phonetic":  {rec(recSST, append(count(2), append(le([]int{1}, 8|4, 1, 0, 2, 0, 0, 0, 'a', 9, 9, 9, 9, 7, 7), le([]int{1}, 0, 'b')...)...)...), "0,0=a 0,1=b", ""},
		"head over a border": {append(rec(recSST, append(count(2), append(le([]int{1}, 0, 'a'), 1)...)...), rec(recContinue, 0, 0, 'b')...), "0,0=a 0,1=b", ""},
		"cut in a string":    {rec(recSST, append(count(2), append(le([]int{1}, 0, 'a'), le([]int{5}, 0, 'b', 'c')...)...)...), "0,0=a 0,1=bc", "the shared strings end early"},
		"cut between two":    {rec(recSST, append(count(3), le([]int{1}, 0, 'a')...)...), "0,0=a", "the shared strings end early"},
		"no count":           {rec(recSST, 1), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			w, err := Parse(t.Context(), book8With(c.globals, cells(3)...), 100)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(w.Sheets[0]); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			var warnings []string
			for _, w := range w.Warnings {
				if !strings.HasPrefix(w, "sheet C") {
					warnings = append(warnings, w)
				}
			}
			if got := strings.Join(warnings, "|"); got != c.warning {
				t.Errorf("warnings %q, want %q", got, c.warning)
			}
		})
	}
}

// TestFormats shows one number in the formats of XFs: a format of the file's own,
// those that need no definition, one that shows nothing, one that is not there.
func TestFormats(t *testing.T) {
	var globals []byte
	globals = append(globals, rec(recDate1904, 0, 0)...)
	globals = append(globals, rec(recFormat, le([]int{164, 4}, 0, '0', '.', '0', '0')...)...)
	globals = append(globals, rec(recFormat, le([]int{165, 3}, 0, ';', ';', ';')...)...)
	globals = append(globals, rec(recFormat, 1)...)
	for _, format := range []int{164, 165, 1, 2, 9, 10, 14, 16, 17, 21, 22, 27, 28, 30, 31, 49} {
		globals = append(globals, rec(recXF, le([]int{0, format})...)...)
	}
	want := []string{"44237.25", "44237.25", "44237.25", "44237.25", "4423725%", "4423725.00%", "2021-02-10", "02-10", "2021-02",
		"06:00:00", "2021-02-10 06:00", "2021年2月", "2月10日", "2-10-21", "2021年2月10日", "44237.25", "44237.25"}
	var records [][]byte
	for xf := range want {
		records = append(records, rec(recNumber, append(le([]int{0, xf, xf}), double(44237.25)...)...))
	}
	w, err := Parse(t.Context(), book8With(globals, records...), 100)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range w.Sheets[0].Cells {
		if c.Text != want[i] || c.Hidden != (i == 1) {
			t.Errorf("XF %d: %q, hidden %v; want %q", i, c.Text, c.Hidden, want[i])
		}
	}
}

// TestDateCodes: fields, literals and what is left out of a date's code.
func TestDateCodes(t *testing.T) {
	for _, c := range []struct {
		code, want string
		epoch1904  bool
	}{
		{"yy-m-d", "21-2-10", false}, {"ddd", "Wed", false}, {"h:m:s", "18:5:9", false}, {"mm:ss", "05:09", false},
		{`yyyy\年m"月`, "2021年2", false}, {"[$-804]h AM/PM", "18", false}, {"_-yyyy*-;@", "2021", false}, {"yyyy [x", "2021", false},
		{"yyyy\\", "2021", false}, {"Add", "A10", false}, {"yyyy-mm-dd", "2025-02-11", true},
	} {
		const at = 44237 + (18*3600+5*60+9)/86400.0
		if got := parseFormat(c.code).show(at, c.epoch1904); got != c.want {
			t.Errorf("%s: %q, want %q", c.code, got, c.want)
		}
	}
}

func TestErrorText(t *testing.T) {
	for v, want := range map[byte]string{0: "#NULL!", 7: "#DIV/0!", 0x0f: "#VALUE!", 0x17: "#REF!", 0x1d: "#NAME?", 0x24: "#NUM!", 0x2a: "#N/A"} {
		if got := ErrorText(v); got != want {
			t.Errorf("%#x: %s, want %s", v, got, want)
		}
	}
}

// TestCodePages: the strings of Excel 5 are in the code page the file names, in GBK
// where it names none that is known.
func TestCodePages(t *testing.T) {
	for page, want := range map[int]string{1252: "Ä", 1250: "Ä", 1251: "Д", 950: "", 936: "", 9999: ""} {
		w, err := Parse(t.Context(), book(rec(recCodePage, byte(page), byte(page>>8)), rec(recLabel, le([]int{0, 0, 0, 1}, 0xc4)...)), 10)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSuffix(strings.TrimPrefix(shown(w.Sheets[0]), "0,0="), "\uFFFD"); got != want {
			t.Errorf("%d: %q, want %q", page, got, want)
		}
	}
	w, err := Parse(t.Context(), book(append(rec(recFormat, 164, 0, 3, '0', '.', '0'), rec(recXF, 0, 0, 164, 0)...), rec(recRK, le([]int{0, 0, 0, 6, 0})...)), 10)
	if err != nil || shown(w.Sheets[0]) != "0,0=1.0" {
		t.Errorf("a format of Excel 5: %v %v", w, err)
	}
}

// TestBrokenBooks: a book without an end gives its sheets, sheets that share their
// bytes are not read for ever, and what lies outside of the stream is refused.
func TestBrokenBooks(t *testing.T) {
	whole := book8(rec(recLabel, le([]int{0, 0, 0, 1}, 0, 'a')...))
	for n := range whole {
		w, err := Parse(t.Context(), whole[:n], 10)
		if (w == nil) == (err == nil) || err != nil && !errors.Is(err, ErrCorrupt) && !errors.Is(err, ErrOld) {
			t.Fatalf("the first %d bytes: %v, %v", n, w, err)
		}
	}
	const sheets = 9
	bof := func(kind int) []byte { return rec(recBOF, le([]int{0x0600, kind, 0, 0, 0, 0, 0, 0})...) }
	bound := func(at int) []byte { return rec(recBoundSheet, le([]int{at, 0}, 0, 0, 1, 0, 'S')...) }
	shared := bof(5)
	at := len(shared) + sheets*len(bound(0)) + len(rec(recEOF))
	for range sheets {
		shared = append(shared, bound(at)...)
	}
	shared = append(append(append(shared, rec(recEOF)...), bof(0x10)...), rec(recRow, make([]byte, 999)...)...)
	w, err := Parse(t.Context(), shared, 10)
	if err != nil || len(w.Sheets) == sheets || !strings.Contains(strings.Join(w.Warnings, "|"), "sheets overlap") {
		t.Errorf("sheets that share their bytes: %+v, %v", w, err)
	}
}
