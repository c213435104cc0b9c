package pipeline

import (
	"bufio"
	"context"
	"io"
	"os"
	"path/filepath"

	"gongkai/pipeline/store"
)

// tempPrefix starts the names of files that are not finished.
const tempPrefix = store.TempPrefix

// WriteFile makes path appear whole and on the disk, or not at all. The umask
// says who may read it.
func WriteFile(path string, write func(io.Writer) error) error {
	return store.Dir(filepath.Dir(path)).Put(context.Background(), filepath.Base(path), write)
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
