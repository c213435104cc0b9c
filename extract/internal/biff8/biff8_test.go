package biff8

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"
)

func TestShow(t *testing.T) {
	for _, c := range []struct {
		v          float64
		code, want string
	}{
		{0.1 + 0.2, "General", "0.3"},
		{1234.5678, "#,##0.00", "1234.5678"}, // digits are never lost
		{1234.5, "#,##0.00", "1234.50"},
		{7102842, `_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"??_ ;_ @_ `, "7102842"},
		{0, `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "0.00"},
		{-0.5, "0.00_ ", "-0.50"},
		{0.126, "0.0%", "12.6%"},
		{0.12345, "0.0%", "12.345%"},
		{1e20, "0", "100000000000000000000"},
		{1.5e-7, "General", "0.00000015"},
		{math.Copysign(0, -1), "0", "0"},
		{5, `0"万元"`, "5"},
		{44237, `yyyy"年"m"月"d"日"`, "2021年2月10日"},
		{44237.75, "yyyy-mm-dd hh:mm", "2021-02-10 18:00"},
		{44237, `[$-804]yyyy\-mm\-dd;@`, "2021-02-10"},
		{-1, "yyyy-mm-dd", "-1"},
		{1, "yyyy-mm-dd", "1900-01-01"},
		{math.NaN(), "0", "#NUM!"},
	} {
		if got := parseFormat(c.code).show(c.v, false); got != c.want {
			t.Errorf("%v as %s: %s, want %s", c.v, c.code, got, c.want)
		}
	}
	if !parseFormat(";;;").hidden {
		t.Error(";;; shows something")
	}
}

func TestRK(t *testing.T) {
	for v, want := range map[uint32]float64{0x3FF00000: 1, 0x004B5646: 1234321, 0x000001EF: 1.23, 0xFFFFFFFE: -1} {
		if got := RK(v); got != want {
			t.Errorf("%08x: %v, want %v", v, got, want)
		}
	}
}

// TestContinuedString cuts a shared string between two records, with other
// character widths on both sides ([MS-XLS] 2.5.293).
func TestContinuedString(t *testing.T) {
	c := &chunked{b: []byte{4, 0, 0, 'a', 'b'}, chunks: [][]byte{{1, 0x4f, 0x53, 0x3f, 0x65}}}
	if s, ok := c.text(2); !ok || s != "ab协政" {
		t.Errorf("%q %v", s, ok)
	}
}

// rec writes a record.
func rec(kind int, data ...byte) []byte {
	b := binary.LittleEndian.AppendUint16(nil, uint16(kind))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(data)))
	return append(b, data...)
}

// book writes an Excel 5 workbook of one sheet with the records given.
func book(globals []byte, records ...[]byte) []byte {
	head := rec(recBOF, 0, 5, 5, 0, 0, 0, 0, 0)
	head = append(head, globals...)
	at := len(head) + 4 + 7 + 2 + 4
	head = append(head, rec(recBoundSheet, byte(at), byte(at>>8), 0, 0, 0, 0, 2, 0xb1, 0xed)...)
	head = append(head, rec(recEOF)...)
	head = append(head, rec(recBOF, 0, 5, 0x10, 0, 0, 0, 0, 0)...)
	for _, r := range records {
		head = append(head, r...)
	}
	return append(head, rec(recEOF)...)
}

func TestExcel5(t *testing.T) {
	b := book(rec(recCodePage, 0xa8, 3),
		rec(recLabel, 0, 0, 1, 0, 0, 0, 4, 0, 0xb2, 0xc6, 0xd5, 0xfe),
		rec(recFormula, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0),
		rec(recString, 2, 0, 0xca, 0xd5))
	w, err := Parse(context.Background(), b, 100)
	if err != nil {
		t.Fatal(err)
	}
	s := w.Sheets[0]
	if s.Name != "表" || len(s.Cells) != 2 || s.Cells[0].Text != "财政" || s.Cells[1].Text != "收" {
		t.Errorf("%+v", s)
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"encrypted": {book(rec(recFilePass, 0, 0)), ErrEncrypted},
		"excel 4":   {rec(0x0409, 0, 0, 0x10, 0), ErrOld},
		"cut":       {rec(recBOF, 0, 6, 5, 0), ErrCorrupt},
		"too large": {book(nil, rec(recNumber, make([]byte, 14)...), rec(recNumber, make([]byte, 14)...)), ErrTooLarge},
	} {
		if _, err := Parse(context.Background(), c.data, 1); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// book8 writes an Excel 97 workbook: a chart sheet, then a sheet of the records.
func book8(records ...[]byte) []byte {
	bof := func(kind byte) []byte {
		return rec(recBOF, 0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	}
	bound := func(at int, kind, name byte) []byte {
		return rec(recBoundSheet, byte(at), byte(at>>8), 0, 0, 0, kind, 1, 0, name)
	}
	head := bof(5)
	at := len(head) + 2*len(bound(0, 0, 0)) + len(rec(recEOF))
	head = append(append(head, bound(at, boundChart, 'C')...), bound(at, 0, 'S')...)
	head = append(append(head, rec(recEOF)...), bof(0x10)...)
	for _, r := range records {
		head = append(head, r...)
	}
	return append(head, rec(recEOF)...)
}

func TestTextBoxes(t *testing.T) {
	object := func(kind byte) []byte {
		return rec(recObj, 0x15, 0, 0x12, 0, kind, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	}
	text := func(n byte) []byte {
		return rec(recTxO, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n, 0, 16, 0, 0, 0, 0, 0)
	}
	runs := rec(recContinue, 0, 0, 0, 0, 0, 0, 0, 0)
	b := book8(
		object(objectText), text(4), rec(recContinue, 1, 0xe8, 0x6c, 0x1a, 0xff), rec(recContinue, 0, '5', '.'), runs, // 注：5.
		object(objectComment), text(1), rec(recContinue, 0, 'x'), runs,
		object(objectText), text(0),
		object(2), text(9), rec(recContinue, 1, 0xe8), // cut short
	)
	w, err := Parse(t.Context(), b, 100)
	if err != nil || len(w.Sheets) != 1 {
		t.Fatal(w, err)
	}
	if got := strings.Join(w.Sheets[0].Notes, "|"); got != "注：5." {
		t.Errorf("%q", got)
	}
	if got := strings.Join(w.Warnings, "|"); got != "sheet C is not read: it holds a chart or macros|the comments of sheet S are not read" {
		t.Errorf("%q", got)
	}
	if w, err := Parse(t.Context(), book(nil, rec(recObj, 1, 0, 0, 0, objectText, 0)), 100); err != nil || len(w.Warnings) != 1 {
		t.Errorf("Excel 5: %+v, %v", w, err)
	}
}
