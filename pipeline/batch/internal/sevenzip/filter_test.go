package sevenzip

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

// TestFilters unpacks what Python's py7zr filtered, bytes full of what looks like calls:
// every file has a checksum.
func TestFilters(t *testing.T) {
	names, err := filepath.Glob("testdata/filters/*.7z")
	if err != nil || len(names) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got := told(data)
		if strings.Contains(got, "corrupt") || strings.Contains(got, "unsupported") || strings.Count(got, "=") != 2 {
			t.Errorf("%s: %.80q", name, got)
		}
	}
}

// TestDeltaProperties refuses a distance that is none.
func TestDeltaProperties(t *testing.T) {
	for _, props := range [][]byte{nil, {1, 2}} {
		if _, err := newDelta(props, strings.NewReader("")); err == nil {
			t.Errorf("% x was taken", props)
		}
	}
}

// FuzzFilters: filters give as many bytes as they take, whatever comes at a time, and
// pass errors on.
func FuzzFilters(f *testing.F) {
	f.Add([]byte(""), byte(0))
	f.Add([]byte("\xe8\x00\x00\x00\x00"), byte(3))
	f.Add([]byte("\xe8\xe9\xe8\xff\xe8\x00\xe9\xff\x00\x00\xe8\x01\x02\x03\x00abc"), byte(255))
	f.Add(bytes.Repeat([]byte("\xe8\x01\x00"), 90), byte(1))
	f.Fuzz(func(t *testing.T, data []byte, distance byte) {
		makers := []func(io.Reader) io.Reader{newBranches, func(in io.Reader) io.Reader {
			d, err := newDelta([]byte{distance}, in)
			if err != nil {
				t.Fatal(err)
			}
			return d
		}}
		for i, filter := range makers {
			whole, err := io.ReadAll(filter(bytes.NewReader(data)))
			if err != nil || len(whole) != len(data) {
				t.Fatalf("filter %d: %d of %d bytes, %v", i, len(whole), len(data), err)
			}
			single, err := io.ReadAll(iotest.OneByteReader(filter(iotest.OneByteReader(bytes.NewReader(data)))))
			if err != nil || !bytes.Equal(single, whole) {
				t.Errorf("filter %d: a byte at a time gives another result, %v", i, err)
			}
			broken := io.MultiReader(bytes.NewReader(data), iotest.ErrReader(io.ErrUnexpectedEOF))
			if _, err := io.ReadAll(filter(broken)); err != io.ErrUnexpectedEOF {
				t.Errorf("filter %d: %v", i, err)
			}
		}
	})
}
