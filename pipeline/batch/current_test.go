package batch

import (
	"os"
	"path/filepath"
	"testing"
)

// TestCurrentOfFiles: where there are no links current is a folder of the files,
// which the next runs keep up, and every reader takes for the snapshot.
func TestCurrentOfFiles(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(in, "a.txt"), "某局2021年度部门决算\n2021年度收入总计200.00万元。\n")
	config := Config{Paths: []string{in}, Out: out, Workers: 1}
	first := mustRun(t, config)
	d := dataset{dir: out}
	if err := os.Remove(d.path("current")); err != nil {
		t.Fatal(err)
	}
	if err := d.fillCurrent(first.Snapshot); err != nil {
		t.Fatal(err)
	}
	if again := mustRun(t, config); again.Snapshot != first.Snapshot || again.Reused != 1 {
		t.Errorf("a run after it: %+v", again)
	}
	for i := range 3 {
		write(t, filepath.Join(in, string(rune('b'+i))+".txt"), "某局2022年度部门决算\n2022年度收入总计300.00万元。\n")
		s := mustRun(t, config)
		if current, err := Current(out); err != nil || filepath.Base(current) != s.Snapshot {
			t.Errorf("current is %s, %v; committed %s", current, err, s.Snapshot)
		}
		found, err := filepath.Glob(filepath.Join(out, "current", "documents", "*.parquet"))
		if info, stat := os.Lstat(d.path("current")); err != nil || len(found) != 1 || stat != nil || !info.IsDir() {
			t.Errorf("current holds %v, %v", found, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(out, ".tmp", "*")); len(left) > 0 {
		t.Error("left behind:", left)
	}
}
