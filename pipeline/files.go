package pipeline

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
)

// tempPrefix starts the names of files that are not finished.
const tempPrefix = ".tmp-"

// writeAtomically makes path appear whole and on the disk, or not at all.
func writeAtomically(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), tempPrefix+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	buf := bufio.NewWriterSize(f, 1<<16)
	if err := write(buf); err != nil {
		return err
	}
	if err := buf.Flush(); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func writeFile(path string, data []byte) error {
	return writeAtomically(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// writeUnsynced writes a file that need not outlive the run.
func writeUnsynced(path string, write func(io.Writer) error) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	buf := bufio.NewWriterSize(f, 1<<16)
	if err := write(buf); err != nil {
		return err
	}
	return buf.Flush()
}
