package sink

import (
	"encoding/hex"
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

// TestIDsAreSmall: an id of sixteen digits takes about the eight bytes that it tells.
func TestIDsAreSmall(t *testing.T) {
	const n, most = 20_000, 10
	random := rand.New(rand.NewPCG(1, 2))
	rows := iter.Seq2[*FactRow, error](func(yield func(*FactRow, error) bool) {
		for range n {
			var id [8]byte
			for i := range id {
				id[i] = byte(random.Uint32())
			}
			if !yield(&FactRow{FactID: hex.EncodeToString(id[:])}, nil) {
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
