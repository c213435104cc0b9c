package extract

import (
	"context"
	"errors"
	"fmt"
)

// format is one line of the formats table.
type format struct {
	name  string
	match func(data []byte) bool
	read  func(in *input) (*Document, error)
}

// formats is the table of formats, tried in order; content decides, never the
// file's name.
func formats() []format {
	return []format{
		{"msdoc", matchOLE, readOLE}, // doc, wps, xls, et by their streams
		{"rtf", matchRTF, readRTF},
		{"wordml", matchWordML, readWordML},
		{"oldword", matchOldWord, readOldWord},
		{"xls", matchBIFF, readBIFF}, // without a container: too old
		{"txt", matchText, readText},
	}
}

// Limits bounds what reading one file may cost.
type Limits struct {
	Bytes    int64 // size of the file
	Expanded int64 // bytes unpacked from archives and streams
	Cells    int   // cells and paragraphs in all
	Depth    int   // nesting of tables and elements
}

// DefaultLimits are generous for any report seen (the longest had 900 pages)
// and far below what hurts a small machine.
func DefaultLimits() Limits {
	return Limits{Bytes: 256 << 20, Expanded: 512 << 20, Cells: 4_000_000, Depth: 64}
}

// input is what a reader gets: the bytes and a running account against the limits.
type input struct {
	ctx      context.Context
	data     []byte
	limits   Limits
	expanded int64
	cells    int
}

// expand accounts for n unpacked bytes.
func (in *input) expand(n int64) error {
	if in.expanded += n; in.expanded > in.limits.Expanded {
		return refuse(TooLarge, "unpacks to more than %d bytes", in.limits.Expanded)
	}
	return in.check()
}

// cell accounts for n cells or paragraphs.
func (in *input) cell(n int) error {
	if in.cells += n; in.cells > in.limits.Cells {
		return refuse(TooLarge, "more than %d cells and paragraphs", in.limits.Cells)
	}
	if in.cells&0xff == 0 {
		return in.check()
	}
	return nil
}

// check returns a refusal once the time for the file is over.
func (in *input) check() error {
	if in.ctx.Err() != nil {
		return refuse(TimedOut, "%v", in.ctx.Err())
	}
	return nil
}

// Read reads a file's bytes. The error is a *Refusal; ctx bounds the time.
func Read(ctx context.Context, data []byte, lim Limits) (doc *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, refuse(Corrupt, "reader failed: %v", r)
		}
	}()
	if len(data) == 0 {
		return nil, refuse(Empty, "the file has no bytes")
	}
	if int64(len(data)) > lim.Bytes {
		return nil, refuse(TooLarge, "%d bytes, the limit is %d", len(data), lim.Bytes)
	}
	in := &input{ctx: ctx, data: data, limits: lim}
	for _, f := range formats() {
		if !f.match(data) {
			continue
		}
		doc, err := f.read(in)
		if err != nil {
			var r *Refusal
			if !errors.As(err, &r) {
				r = refuse(Corrupt, "%v", err)
			}
			if r.Format == "" {
				r.Format = f.name
			}
			return nil, r
		}
		if doc.Format == "" {
			doc.Format = f.name
		}
		return doc, nil
	}
	return nil, refuse(Unsupported, "%s", describe(data))
}

// describe names what unreadable bytes look like.
func describe(data []byte) string {
	return fmt.Sprintf("unknown content beginning % x", data[:min(len(data), 8)])
}
