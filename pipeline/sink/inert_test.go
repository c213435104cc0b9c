package sink

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// quoted is the text that Inert was given.
func quoted(s string) string {
	if rest, led := strings.CutPrefix(s, "'"); led && actsUp(rest) {
		return rest
	}
	return s
}

func TestInert(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "收入": "收入", "a=b": "a=b", "'": "'", "'引": "'引",
		"=1+1": "'=1+1", "+1": "'+1", "-5.2%": "'-5.2%", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\r=1", "\n=1": "'\n=1",
		"＝1": "'＝1", "－": "'－", "'=1": "''=1", "\xff=": "\xff=",
	} {
		if got := Inert(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("'=+-@\t\r\n＝＋－＠a收1"))).Draw(t, "s")
		made := Inert(s)
		if quoted(made) != s {
			t.Fatalf("%q becomes %q and that %q", s, made, quoted(made))
		}
		if made != "" && strings.ContainsRune(opens, []rune(made)[0]) {
			t.Fatalf("%q is %q", s, made)
		}
	})
}

// TestExportsAreInert has every text column of the tables hold a formula, and
// numbers below zero, which stay numbers.
func TestExportsAreInert(t *testing.T) {
	evil, year := "=cmd|'/c calc'!A1", int32(-7)
	rows := []FactRow{{FactID: "@x", Label: evil, Raw: "-5.2万元", Context: "\t=1", Value: -52_0000, Decimals: -2, FiscalYear: year}}
	rows[0].Entity, rows[0].Project = &evil, &evil
	var b bytes.Buffer
	if err := WriteCSV(&b, rows); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	plain := Records(rows)
	led := 0
	for j, cell := range records[1] {
		if quoted(cell) != plain[1][j] {
			t.Errorf("%s: %q is read back as %q", records[0][j], plain[1][j], quoted(cell))
		}
		if cell != plain[1][j] {
			led++
		}
		switch records[0][j] {
		case "value":
			if cell != "-52" {
				t.Errorf("value %q", cell)
			}
		case "decimals":
			if cell != "-2" {
				t.Errorf("decimals %q", cell)
			}
		default:
			if cell != "" && strings.ContainsAny(cell[:1], "=+@\t\r") {
				t.Errorf("%s: %q", records[0][j], cell)
			}
		}
	}
	if led != 6 {
		t.Errorf("%d cells are led by an apostrophe", led)
	}
}
