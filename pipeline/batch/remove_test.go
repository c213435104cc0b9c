package batch

import (
	"os"
	"path/filepath"
	"testing"
)

// TestRemoveByName: a tree goes, what a link in it leads to stays.
func TestRemoveByName(t *testing.T) {
	dir := t.TempDir()
	tree, kept := filepath.Join(dir, "tree"), filepath.Join(dir, "kept")
	for _, name := range []string{filepath.Join(tree, "a", "b"), kept} {
		if err := os.MkdirAll(name, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(name, "file"), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(kept, filepath.Join(tree, "a", "link")); err != nil {
		t.Skip(err)
	}
	if err := removeByName(tree); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(tree); err == nil {
		t.Error("the tree is there")
	}
	if _, err := os.Stat(filepath.Join(kept, "file")); err != nil {
		t.Error("what a link led to is gone:", err)
	}
	for _, again := range []func(string) error{removeTree, removeByName} {
		if err := again(tree); err != nil {
			t.Error("a tree that is gone:", err)
		}
	}
}
