package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/ocr"
	"gongkai/pipeline/review"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

type extractCmd struct {
	File    string        `arg:"" help:"A file, or - for standard input."`
	Table   string        `help:"What to show: ${enum}." enum:",document,blocks,mentions,facts,checks,issues" default:""`
	Format  string        `help:"How: ${enum}." enum:"table,jsonl,csv,html" default:"table"`
	Lang    string        `help:"Language of html: ${enum}." enum:"zh,en" default:"zh"`
	Timeout time.Duration `help:"Processor time the file may take; 0 for no limit." default:"0"`
	OCR     string        `name:"ocr" help:"Engine that reads pages that are pictures, as for run." default:"off"`
}

// Run implements the command.
func (c *extractCmd) Run(ctx context.Context, s *streams) error {
	engine, err := ocr.Resolve(ctx, c.OCR)
	if err != nil {
		return fmt.Errorf("--ocr: %w", err)
	}
	r, err := process(ctx, c.File, s.in, pipeline.Options{Timeout: timeLimit(c.Timeout), OCR: engine, Mentions: c.Table == "mentions", Blocks: c.Table == "blocks" || c.Format == "html"})
	if err != nil {
		return err
	}
	if r.Document.Status == schema.Refused && c.Table != "document" {
		return refusalError(r)
	}
	rows := sink.FromReport(r, pipeline.Version)
	rows.Quote(r)
	if c.Format == "html" {
		return review.WriteDocument(s.out, &rows, c.Lang)
	}
	if c.Table == "" && c.Format == "table" {
		return writeView(s.out, r, paletteFor(s.out))
	}
	switch c.Table {
	case "document":
		return writeRows(s.out, c.Format, []sink.DocumentRow{rows.Document})
	case "blocks":
		return writeRows(s.out, c.Format, rows.Blocks)
	case "mentions":
		return writeRows(s.out, c.Format, rows.Mentions)
	case "checks":
		return writeRows(s.out, c.Format, rows.Checks)
	case "issues":
		return writeRows(s.out, c.Format, rows.Issues)
	}
	return writeRows(s.out, c.Format, rows.Facts)
}

func refusalError(r *schema.Report) error {
	d := &r.Document
	return fmt.Errorf("%s: refused (%s): %s\n  %s", d.Path, d.Reason, d.Detail, d.Advice)
}

// process reads one file, "-" being standard input.
func process(ctx context.Context, path string, stdin io.Reader, opt pipeline.Options) (*schema.Report, error) {
	opt.Limits = extract.DefaultLimits()
	in := stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return nil, fmt.Errorf("%s is a folder: gongkai run --out out %[1]s reads all of it", path)
		}
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, opt.Limits.Bytes+1))
	if err != nil {
		return nil, err
	}
	r := pipeline.Process(ctx, tag.New(), pipeline.Source{Path: path, Data: data}, opt)
	return r, ctx.Err() // what is left of a file when the user has had enough is no report
}

func writeRows[R any](w io.Writer, format string, rows []R) error {
	switch format {
	case "jsonl":
		out := sink.NewJSONWriter[R](w)
		for i := range rows {
			if err := out.Write(&rows[i]); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		return sink.WriteCSV(w, rows)
	}
	writeColumns(w, dropEmpty(sink.Records(rows)))
	return nil
}

// dropEmpty leaves out the columns that are empty in every row.
func dropEmpty(records [][]string) [][]string {
	used := make([]bool, len(records[0]))
	for i, r := range records {
		for j, s := range r {
			used[j] = used[j] || i > 0 && s != ""
		}
	}
	out := make([][]string, len(records))
	for i, r := range records {
		for j, s := range r {
			if used[j] {
				out[i] = append(out[i], s)
			}
		}
	}
	return out
}
