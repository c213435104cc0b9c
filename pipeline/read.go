package pipeline

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"sync"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// tagger is built for the first file read, which takes part of a second, and
// serves all others; it does not change and may be used at once.
var tagger = sync.OnceValue(tag.New)

// Read reads one report from its bytes into facts and checks. The zero Options
// are the limits of gongkai run without flags.
//
// The error is an *[extract.Refusal], whose Reason says why the file could not be
// read and whose Advice what to do about it, or the context's. With a refusal
// the report is there all the same, with its document row and no facts.
func Read(ctx context.Context, data []byte, opt Options) (*schema.Report, error) {
	return readSource(ctx, Source{Data: data}, opt)
}

// ReadFrom is Read of all that is left in a reader, as far as opt.Limits lets it
// be. An error of the reader comes back as it is, without a report.
func ReadFrom(ctx context.Context, r io.Reader, opt Options) (*schema.Report, error) {
	return readStream(ctx, "", r, opt)
}

// ReadFile is Read of a file. A file that cannot be opened is an error of package
// os, without a report.
func ReadFile(ctx context.Context, path string, opt Options) (*schema.Report, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readStream(ctx, path, f, opt)
}

// readStream keeps no more than one byte above the limit: a larger file is
// refused by its size.
func readStream(ctx context.Context, path string, r io.Reader, opt Options) (*schema.Report, error) {
	var data bytes.Buffer
	limit := opt.OrDefault().Limits.Bytes
	if _, err := io.Copy(&data, io.LimitReader(r, limit+1)); err != nil {
		return nil, err
	}
	if int64(data.Len()) <= limit {
		return readSource(ctx, Source{Path: path, Data: data.Bytes()}, opt)
	}
	refusal := &extract.Refusal{Reason: extract.TooLarge, Detail: fmt.Sprintf("more than %d bytes", limit)}
	return Refused(schema.Document{Path: path, Bytes: limit + 1}, refusal), refusal
}

// readSource is Process with the outcome as an error.
func readSource(ctx context.Context, src Source, opt Options) (*schema.Report, error) {
	r := Process(ctx, tagger(), src, opt)
	if err := ctx.Err(); err != nil {
		return nil, err // the report may be cut short
	}
	if d := &r.Document; d.Status == schema.Refused {
		return r, &extract.Refusal{Format: d.Format, Reason: extract.Reason(d.Reason), Detail: d.Detail}
	}
	return r, nil
}
