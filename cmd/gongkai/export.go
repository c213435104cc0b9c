package main

import (
	"fmt"
	"io"
	"path/filepath"

	"gongkai/pipeline"
	"gongkai/pipeline/batch"
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
	out, err := batch.Folder(c.Out)
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
	return store.WriteFile(c.File, write)
}
