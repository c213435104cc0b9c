package nlp

import (
	"fmt"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	for _, f := range []string{os.Getenv("DUMP")} {
		for i, s := range readLines(t, f) {
			for _, m := range Scan(s, ScanOptions{}) {
				if m.Kind == Noise && m.End-m.Start < 8 && !hasDigit(s[m.Start:m.End]) {
					continue
				}
				a := max(0, m.Start-30)
				b := min(len(s), m.End+24)
				fmt.Printf("%d|%s【%s】%s|%s %s %s %s %s %d\n", i+1, s[a:m.Start], s[m.Start:m.End], s[m.End:b], m.Kind, m.Value, m.Unit, m.Approx, m.Text, m.Decimals)
			}
		}
	}
}
