package main

import (
	"fmt"
	"io"

	"gongkai/pipeline/review"
	"gongkai/pipeline/store"
)

type reportCmd struct {
	Dataset string `arg:"" help:"Folder of the dataset."`
	Out     string `help:"Where to write the page; - for standard output." short:"o" default:"-" placeholder:"FILE"`
	Lang    string `help:"Language: ${enum}." enum:"zh,en" default:"zh"`
	Most    int    `help:"How many inconsistent checks to list, the gravest first." default:"1000"`
}

// Run implements the command.
func (c *reportCmd) Run(s *streams) error {
	if c.Most < 0 {
		return fmt.Errorf("--most %d: must not be negative", c.Most)
	}
	write := func(w io.Writer) error { return review.WriteReport(w, c.Dataset, c.Lang, c.Most) }
	if c.Out == "-" {
		return write(s.out)
	}
	if err := store.WriteFile(c.Out, write); err != nil {
		return openElsewhere(c.Out, err)
	}
	return nil
}
