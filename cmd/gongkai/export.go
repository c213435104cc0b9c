package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

type exportCmd struct {
	Wide   bool   `help:"One row per document with its headline figures." required:""`
	Format string `help:"How: ${enum}." enum:"csv,xlsx,parquet" default:"csv"`
	Out    string `help:"Folder of the dataset." default:"out"`
	File   string `help:"Where to write; - for standard output." default:"-"`
}

// Run implements the command.
func (c *exportCmd) Run(s *streams) error {
	out, err := pipeline.Folder(c.Out)
	if err != nil {
		return err
	}
	current, err := filepath.EvalSymlinks(filepath.Join(out, "current")) // one snapshot, whatever is committed meanwhile
	if err != nil {
		return fmt.Errorf("%s holds no dataset: %w", c.Out, err)
	}
	rows, err := sink.Wide(current)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return sink.WriteCSV(w, rows) }
	switch c.Format {
	case "xlsx":
		write = func(w io.Writer) error { return sink.WriteXLSX(w, "panel", rows) }
	case "parquet":
		write = func(w io.Writer) error { return sink.WriteWide(w, pipeline.Version, rows) }
	}
	if c.File == "-" {
		return write(s.out)
	}
	return writeNew(c.File, write)
}

// writeNew writes a file that appears when it is whole.
func writeNew(path string, write func(io.Writer) error) error {
	f, err := store.CreateTemp(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone by then if all went well
	w := bufio.NewWriter(f)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	return err
}
