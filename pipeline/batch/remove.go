package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// removeTree removes a folder with all that is in it, by names where the system does
// not do it by open folders: Wine and some network shares of Windows do not. That it
// is not there is no error.
func removeTree(path string) error {
	err := os.RemoveAll(path)
	if err == nil || removeByName(path) != nil {
		return err
	}
	return nil
}

// removeByName removes one name after the other, what is in a folder before it. It
// follows no link.
func removeByName(path string) error {
	var names []string
	err := filepath.WalkDir(path, func(name string, _ fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	for _, name := range slices.Backward(names) {
		if failed := os.Remove(name); !errors.Is(failed, fs.ErrNotExist) {
			err = errors.Join(err, failed)
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
