package extract

import (
	"strings"
	"testing"
	"time"
)

// TestCostIsLinear reads 256 KiB of each line that once made, or might
// make, a recogniser start over at every row.
func TestCostIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for _, unit := range []string{
		"\ta\n", "\t\n", "a\tb\n", "a\t\n", "|a|b\n", "|a|\n", "+-+\n", "一、\n", "（一）", "甲  乙\n", "甲  1.5\n 丙  2.5  3\n", "a\n1%\n",
		"[bookmark:\n", "甲\n\n", "收入、支出，\n", "1\n", "\f1\n", "\t", " ", "　", "，", "a\t1\t2\t", "甲，", "\n", "1.5\n元", "\ta\nb\n", "<p>",
		"<table><tr><td>", "<div><a>x", "<tr><td colspan=1000 rowspan=65534>x", "<b>", "<td>", "<table>",
	} {
		for _, head := range []string{"", "<html><table>"} {
			in := []byte(head + strings.Repeat(unit, 1<<18/len(unit)))
			var doc *Document
			var err error
			if took := processorTime(t, func() { doc, err = Read(t.Context(), in, DefaultLimits()) }); took > 3*time.Second {
				t.Errorf("%q after %q: %v", unit, head, took)
			}
			if err == nil && doc == nil {
				t.Errorf("%q: neither read nor refused", unit)
			}
		}
	}
}
