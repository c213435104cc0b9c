package batch

import (
	"os"
	"path/filepath"
)

// Current returns the folder of the committed snapshot of the dataset in a
// folder: what its current names, by a link or by what stands for one. Of a
// dataset that was copied following links it is current itself.
func Current(dir string) (string, error) {
	link := filepath.Join(dir, "current")
	if target, err := os.Readlink(link); err == nil {
		// by its name: a junction tells the whole path, which is another after a move
		snapshot := filepath.Join(dir, "snapshots", filepath.Base(target))
		if info, err := os.Stat(snapshot); err == nil && info.IsDir() {
			return snapshot, nil
		}
	}
	return filepath.EvalSymlinks(link)
}
