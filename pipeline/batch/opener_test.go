package batch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOpenerListsOnce: an archive of which only a part can be listed is not read again
// for each of its entries.
func TestOpenerListsOnce(t *testing.T) {
	data := tarBytes(t, packedFile{"a.txt", "某镇2023年度部门决算"}, packedFile{"b.txt", strings.Repeat("0", 4096)})
	path := filepath.Join(t.TempDir(), "half.tar")
	if err := os.WriteFile(path, data[:len(data)-3000], 0o600); err != nil {
		t.Fatal(err)
	}
	o := &opener{archives: make(map[string]archiveList)}
	first, err := o.entries(t.Context(), path)
	if len(first) == 0 || err == nil {
		t.Fatalf("%d entries, %v; want a part", len(first), err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	again, other := o.entries(t.Context(), path)
	if len(again) != len(first) || other != err {
		t.Errorf("%d entries, %v; want %d, %v", len(again), other, len(first), err)
	}
}
