package sink

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestPackedText: a text is read as it was written, whether it is packed or not.
func TestPackedText(t *testing.T) {
	for _, s := range []string{"", "a", "收入", "deadbee", "deadbeef", "0123456789abcdef", "0123456789ABCDEF", "0123456789abcdeg",
		strings.Repeat("0f", 32), strings.Repeat("0f", 33), strings.Repeat("x", 200)} {
		b := appendText(nil, s)
		d := cellDecoder{b: b}
		if got := string(d.text()); got != s || d.failed || len(d.b) > 0 {
			t.Errorf("%q is read as %q", s, got)
		}
		if packs(s) && len(b) != 1+len(s)/2 {
			t.Errorf("%q takes %d bytes", s, len(b))
		}
		for cut := range b {
			if d := (cellDecoder{b: b[:cut]}); len(d.text()) > longestPacked || !d.failed {
				t.Errorf("%q cut after %d of %d bytes is read", s, cut, len(b))
			}
		}
	}
}

// TestIDsAreSmall: an id that tells a document and a place in it, beside ids of the same
// document as rows of one office are, takes a quarter of its length on disk.
func TestIDsAreSmall(t *testing.T) {
	const n, most = 20_000, 7
	random := rand.New(rand.NewPCG(1, 2))
	rows := iter.Seq2[*FactRow, error](func(yield func(*FactRow, error) bool) {
		var document string
		for i := range n {
			if i%500 == 0 {
				document = fmt.Sprintf("%016x", random.Uint64())
			}
			if !yield(&FactRow{FactID: fmt.Sprintf("%s-l%ds%d", document, random.IntN(300), random.IntN(100))}, nil) {
				return
			}
		}
	})
	parts, _, err := WriteParts(t.TempDir(), "test", rows)
	if err != nil {
		t.Fatal(err)
	}
	if each := float64(parts[0].Bytes) / n; each > most {
		t.Errorf("%.1f bytes a row of nothing but an id", each)
	}
}
