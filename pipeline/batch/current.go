package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gongkai/pipeline/store"
)

// What current is depends on what the file system has. A symbolic link is best:
// it is swapped in one step. Windows wants a right for those, but none for a
// junction, whose target is set in one step too. Where there is neither (exFAT,
// some shares), current is a folder of the snapshot's files, linked or copied, with
// the snapshot's name in a file that readers of Parquet pass over; while it is
// swapped, there is none for a moment.

// currentMark is the file that names the snapshot in a current that is a folder.
const currentMark = ".snapshot"

// Current returns the folder of the committed snapshot of the dataset in a folder:
// what its current names. Of a dataset that was copied following links it is
// current itself.
func Current(dir string) (string, error) {
	if name := currentName(dir); name != "" {
		// by its name: a junction tells the whole path, which is another after a move
		snapshot := filepath.Join(dir, "snapshots", name)
		if info, err := os.Stat(snapshot); err == nil && info.IsDir() {
			return snapshot, nil
		}
	}
	return filepath.EvalSymlinks(filepath.Join(dir, "current"))
}

// currentName is the name of the snapshot that current names, "" when it names none.
func currentName(dir string) string {
	current := filepath.Join(dir, "current")
	if target, err := os.Readlink(current); err == nil {
		return filepath.Base(target)
	}
	name, err := os.ReadFile(filepath.Join(current, currentMark))
	if err != nil {
		return ""
	}
	return filepath.Base(strings.TrimSpace(string(name)))
}

// pointTo has current name a snapshot, by the best there is.
func (d dataset) pointTo(name string) error {
	if info, err := os.Lstat(d.path("current")); err == nil && info.IsDir() && info.Mode()&(fs.ModeSymlink|fs.ModeIrregular) == 0 {
		return d.fillCurrent(name) // as the runs before had to
	}
	failed := link(d.dir, name)
	if failed == nil {
		return nil
	}
	if err := d.fillCurrent(name); err != nil {
		return fmt.Errorf("no link (%w), and no folder in its place: %w", failed, err)
	}
	return nil
}

// fillCurrent makes current a folder of the snapshot's files.
func (d dataset) fillCurrent(name string) error {
	made, was, current := d.path(".tmp", "current"), d.path(".tmp", "was"), d.path("current")
	if err := errors.Join(removeTree(made), removeTree(was)); err != nil {
		return err
	}
	snapshot := d.path("snapshots", name)
	err := filepath.WalkDir(snapshot, func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, err := filepath.Rel(snapshot, file)
		if err != nil {
			return err
		}
		to := filepath.Join(made, below)
		if e.IsDir() {
			return os.MkdirAll(to, 0o777)
		}
		if os.Link(file, to) == nil {
			return nil
		}
		return copyFile(file, to)
	})
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(made, currentMark), []byte(name+"\n"), 0o666); err != nil {
		return err
	}
	if err := os.Rename(current, was); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: close the programs that have files of it open", err)
	}
	if err := os.Rename(made, current); err != nil {
		return err
	}
	_ = removeTree(was) // what a program still has open goes with the next run
	return nil
}

func copyFile(from, to string) error {
	return store.WriteFile(to, func(w io.Writer) error {
		f, err := os.Open(from)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(w, f)
		return err
	})
}
