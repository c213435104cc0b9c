package biff8

import (
	"context"
	"errors"
	"testing"
)

// FuzzParse mutates the stream itself, whose sectors the compound file around
// it would otherwise scatter.
func FuzzParse(f *testing.F) {
	f.Add(book(nil, rec(recLabel, 0, 0, 0, 0, 0, 0, 2, 0, 0xca, 0xd5)))
	f.Add(book(rec(recFormat, 164, 0, 4, '0', '.', '0', '0'), rec(recRK, 1, 0, 1, 0, 0, 0, 0xef, 1, 0, 0),
		rec(recMulRk, 2, 0, 0, 0, 0, 0, 0xef, 1, 0, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 1, 0)))
	f.Add(book(nil, rec(recMergedCells, 2, 0, 0, 0, 3, 0, 0, 0, 2, 0, 1, 0, 9, 0, 1, 0, 3, 0),
		rec(recFormula, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff), rec(recString, 1, 0, 'a')))
	const most = 5000
	f.Fuzz(func(t *testing.T, stream []byte) {
		b, err := Parse(context.Background(), stream, most)
		if (b == nil) == (err == nil) {
			t.Fatalf("workbook %v and error %v", b, err)
		}
		if err != nil {
			if !errors.Is(err, ErrEncrypted) && !errors.Is(err, ErrOld) && !errors.Is(err, ErrCorrupt) && !errors.Is(err, ErrTooLarge) {
				t.Fatal(err)
			}
			return
		}
		for _, s := range b.Sheets {
			for _, c := range s.Cells {
				if c.Row < 0 || c.Row > maxRow || c.Col < 0 || c.Col > maxCol {
					t.Fatalf("cell at %d,%d", c.Row, c.Col)
				}
			}
		}
	})
}
