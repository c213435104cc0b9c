package extract

import (
	"errors"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestMemoryLimit reads each format with a memory that it outgrows: the reason
// says so.
func TestMemoryLimit(t *testing.T) {
	for name, data := range map[string]func(*testing.T) []byte{
		"csv":  text("", strings.Repeat("1,", 9)+"1\n", 2000, ""),
		"html": text("<table>", "<tr><td>1<td>2", 10_000, "</table>"),
		"txt":  text("", "收入1元\n", 50_000, ""),
		"rtf":  text(`{\rtf1 `, `\trowd\cellx9\intbl 1\cell\row `, 20_000, "}"),
		"docx": docxBomb("", "<w:p><w:r><w:t>1</w:t></w:r></w:p>", 20_000, ""),
	} {
		in := data(t)
		var refusal *Refusal
		if _, err := Read(t.Context(), in, Limits{Memory: 2 << 20}); !errors.As(err, &refusal) || refusal.Reason != TooLarge {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := Read(t.Context(), in, Limits{}); err != nil {
			t.Errorf("%s with the usual limits: %v", name, err)
		}
	}
}

// TestPDFMemory: the engine gets no more memory than the limit leaves it.
func TestPDFMemory(t *testing.T) {
	file := pdfFile{pages: []string{pdfText(90, 700, 16, pdfSample)}}.bytes()
	var refusal *Refusal
	if _, err := Read(t.Context(), file, Limits{Memory: 8 << 20}); err != nil && (!errors.As(err, &refusal) || refusal.Reason != TooLarge) {
		t.Errorf("%v", err)
	}
	if _, err := Read(t.Context(), file, Limits{}); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestMergedRows: the texts of a cell that is merged over rows are joined once, not
// with each row.
func TestMergedRows(t *testing.T) {
	allocated := func(rows int) float64 {
		data := []byte(`{\rtf1 \trowd\clvmgf\cellx1\cellx2\intbl 1\cell 2\cell\row ` +
			strings.Repeat(`\trowd\clvmrg\cellx1\cellx2\intbl 1\cell 2\cell\row `, rows) + "}")
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		doc, err := Read(t.Context(), data, Limits{})
		runtime.ReadMemStats(&after)
		if err != nil || len(doc.Blocks) != 1 || doc.Blocks[0].Table.Cells[0].RowSpan != rows+1 || len(doc.Blocks[0].Table.Cells[0].Text.S) != 2*rows+1 {
			t.Fatalf("%d rows: %v", rows, err)
		}
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	if small, large := allocated(2000), allocated(8000); large > 6*small {
		t.Errorf("%.0f bytes for 8000 rows, %.0f for 2000", large, small)
	}
}

// TestCountsOfLongTexts: where a character stands in a long line is looked up,
// not counted from its beginning; both say the same.
func TestCountsOfLongTexts(t *testing.T) {
	d := &Document{Blocks: []Block{{Text: Text{S: strings.Repeat("收入1,234元；a", 3000)}}}}
	s := d.Blocks[0].Text.S
	d.countLong()
	if len(d.counts) != 1 || len(d.counts[Loc{0, -1}]) < len(s)/countEvery {
		t.Fatalf("%d texts counted", len(d.counts))
	}
	for at := range s {
		if at%97 != 0 && at%countEvery > 8 {
			continue
		}
		if got, want := d.runesBefore(Loc{0, -1}, &d.Blocks[0].Text, at), utf8.RuneCountInString(s[:at]); got != want {
			t.Fatalf("%d characters before byte %d, want %d", got, at, want)
		}
	}
}
