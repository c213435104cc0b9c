package main

import (
	"context"
	"fmt"

	"gongkai/pipeline/batch"
)

type verifyCmd struct {
	Dataset string `arg:"" help:"Folder of the dataset, s3://bucket/prefix or gs://bucket/prefix."`
}

// Run implements the command.
func (c *verifyCmd) Run(ctx context.Context, s *streams) error {
	found, err := batch.Verify(ctx, c.Dataset)
	if err != nil {
		return err
	}
	for _, d := range found.Damaged {
		fmt.Fprintf(s.out, "%s\t%s\n", d.File, d.What)
	}
	fmt.Fprintf(s.out, "%d files, %.1f MB: ", found.Files, float64(found.Bytes)/1e6)
	if len(found.Damaged) == 0 {
		fmt.Fprintf(s.out, "all as written (snapshot %s)\n", found.Snapshot)
		return nil
	}
	fmt.Fprintf(s.out, "%d damaged; the next run makes them again from the inputs, or forgets old versions that hold them\n", len(found.Damaged))
	return errDamaged
}
