package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract"
	"gongkai/schema"
)

// TestReadDoors reads one text through the three doors.
func TestReadDoors(t *testing.T) {
	text := "某街道2023年度部门决算\n2023年度收入总计444.71万元，其中：财政拨款收入438.61万元；其他收入6.1万元。\n"
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	direct, err := Read(t.Context(), []byte(text), Options{})
	if err != nil || len(direct.Facts) == 0 || len(direct.Checks) == 0 {
		t.Fatalf("%+v, %v", direct.Document, err)
	}
	streamed, err := ReadFrom(t.Context(), iotest.OneByteReader(strings.NewReader(text)), Options{})
	if err != nil || cmp.Diff(direct, streamed) != "" {
		t.Errorf("from a reader: %v\n%s", err, cmp.Diff(direct, streamed))
	}
	file, err := ReadFile(t.Context(), path, Options{})
	if err != nil || file.Document.Path != path {
		t.Errorf("from a file: %q, %v", file.Document.Path, err)
	}
	file.Document.Path = ""
	if d := cmp.Diff(direct, file); d != "" {
		t.Errorf("from a file:\n%s", d)
	}
}

// TestReadErrors: a file that cannot be read is a refusal with its reason and a
// document row, and what is wrong with the storage or the caller is that error.
func TestReadErrors(t *testing.T) {
	for name, c := range map[string]struct {
		data   string
		limits extract.Limits
		reason extract.Reason
	}{
		"too large": {"正文正文", extract.Limits{Bytes: 3}, extract.TooLarge},
		"cut short": {"PK\x03\x04 and no more", extract.Limits{}, extract.Truncated},
	} {
		for door, read := range map[string]func() (*schema.Report, error){
			"bytes": func() (*schema.Report, error) { return Read(t.Context(), []byte(c.data), Options{Limits: c.limits}) },
			"reader": func() (*schema.Report, error) {
				return ReadFrom(t.Context(), strings.NewReader(c.data), Options{Limits: c.limits})
			},
		} {
			r, err := read()
			var refusal *extract.Refusal
			if !errors.As(err, &refusal) || refusal.Reason != c.reason || r == nil || r.Document.Status != schema.Refused || r.Document.Reason != string(c.reason) {
				t.Errorf("%s, %s: %v", name, door, err)
			}
		}
	}
	if r, err := ReadFile(t.Context(), filepath.Join(t.TempDir(), "none"), Options{}); !errors.Is(err, fs.ErrNotExist) || r != nil {
		t.Errorf("no file: %v", err)
	}
	broken := errors.New("the line is cut")
	if r, err := ReadFrom(t.Context(), iotest.ErrReader(broken), Options{}); !errors.Is(err, broken) || r != nil {
		t.Errorf("a reader that fails: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := Read(ended, []byte("正文"), Options{}); !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("cancelled: %v", err)
	}
}
