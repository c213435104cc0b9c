package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// The namespaces of the parts that the tests write.
const (
	wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"` +
		` xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"` +
		` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`
	sheetNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`
	relationURI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// errLimit is the error of a limit that a test sets.
var errLimit = errors.New("limit")

// within allows so many cells and bytes.
func within(cells, bytes int) Limits {
	return Limits{Depth: 16, Check: func() error { return nil },
		Cell: func(n int) error {
			if cells -= n; cells < 0 {
				return errLimit
			}
			return nil
		},
		Expand: func(n int64) error {
			if bytes -= int(n); bytes < 0 {
				return errLimit
			}
			return nil
		}}
}

func plenty() Limits { return within(1<<20, 1<<24) }

// zipped makes a package of parts, names and contents in turn.
func zipped(tb testing.TB, parts ...string) []byte {
	tb.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err == nil {
			_, err = f.Write([]byte(parts[i+1]))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

func opened(tb testing.TB, lim Limits, parts ...string) *Package {
	tb.Helper()
	p, err := Open(zipped(tb, parts...), lim)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// relations writes a relationships part: types and targets in turn, with the ids r1, r2, …
// A target that begins with ! is outside of the package.
func relations(pairs ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i < len(pairs); i += 2 {
		target, mode := pairs[i+1], ""
		if rest, ok := strings.CutPrefix(target, "!"); ok {
			target, mode = rest, ` TargetMode="External"`
		}
		fmt.Fprintf(&b, `<Relationship Id="r%d" Type="%s%s" Target="%s"%s/>`, i/2+1, relationURI, pairs[i], target, mode)
	}
	return b.String() + "</Relationships>"
}

// sketch writes blocks: kind, level, number and text, rows in brackets, cells by column.
func sketch(blocks []Block) string {
	var out []string
	for _, b := range blocks {
		s := map[BlockKind]string{NoteBlock: "~", ChartBlock: "chart ", ChunkBlock: "chunk " + b.Chunk}[b.Kind]
		if b.Level > 0 {
			s += strings.Repeat("#", b.Level)
		}
		if b.Contents {
			s += "…"
		}
		s += b.Number + b.Text
		if b.Table != nil {
			s += tableSketch(b.Table)
		}
		if b.Chart != nil {
			for _, series := range b.Chart.Series {
				s += fmt.Sprintf(" %s%q=%q", series.Name, series.Categories, series.Values)
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, " / ")
}

func tableSketch(t *Table) (s string) {
	for _, r := range t.Rows {
		s += "["
		if r.Header {
			s += "header "
		}
		if r.Hidden {
			s += "hidden "
		}
		var cells []string
		for _, c := range r.Cells {
			cell := fmt.Sprint(c.Col)
			if c.Span > 1 {
				cell += fmt.Sprint("+", c.Span-1)
			}
			if c.Continues {
				cell += "^"
			}
			cells = append(cells, cell+"="+sketch(c.Blocks))
		}
		s += strings.Join(cells, " ") + "]"
	}
	return s
}

// kindOf is the kind of an Error, -1 for another.
func kindOf(err error) int {
	var own *Error
	if errors.As(err, &own) {
		return int(own.Kind)
	}
	return -1
}
