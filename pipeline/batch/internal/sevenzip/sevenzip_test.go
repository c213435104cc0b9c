package sevenzip

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

func limits() Limits { return Limits{Header: 1 << 20, Dictionary: 1 << 20, Files: 100} }

// told reads an archive and says in short what is in it.
func told(data []byte) string {
	a, err := Open(bytes.NewReader(data), int64(len(data)), limits())
	if err != nil {
		return kind(err)
	}
	var out []string
	err = a.Each(func(f *File, r io.Reader, err error) error {
		s := f.Name
		if !f.Regular {
			s += "/"
		}
		if err == nil {
			var b []byte
			b, err = io.ReadAll(io.LimitReader(r, 1<<20))
			s += fmt.Sprintf("=%.8s", b)
		}
		if err != nil {
			s += " " + kind(err)
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		out = append(out, kind(err))
	}
	return strings.Join(out, "|")
}

// kind names an error.
func kind(err error) string {
	for name, known := range map[string]error{"corrupt": ErrCorrupt, "encrypted": ErrEncrypted, "unsupported": ErrUnsupported, "too large": ErrTooLarge, "too many": ErrTooMany} {
		if errors.Is(err, known) {
			return name
		}
	}
	return err.Error()
}

// files are archives that Python's py7zr wrote.
func files(tb testing.TB) map[string][]byte {
	tb.Helper()
	names, err := filepath.Glob("testdata/*.7z")
	if err != nil || len(names) == 0 {
		tb.Fatal("no archives", err)
	}
	out := map[string][]byte{}
	for _, name := range names {
		if out[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			tb.Fatal(err)
		}
	}
	return out
}

func TestArchivesOfAnother(t *testing.T) {
	const read = "a.txt=某镇2023年度|部门/b.txt=某镇2023年度|empty.txt=|部门/="
	refused := func(why string) string {
		return fmt.Sprintf("a.txt %s|部门/b.txt %s|empty.txt=|部门/=", why, why)
	}
	want := map[string]string{"aes.7z": refused("encrypted"), "aesh.7z": "encrypted", "ppmd.7z": refused("unsupported")}
	for name, data := range files(t) {
		w, ok := want[name]
		if !ok {
			w = read
		}
		if got := told(data); got != w {
			t.Errorf("%s: %q, want %q", name, got, w)
		}
	}
}

// archive puts packed bytes and a header together.
func archive(header, packed []byte) []byte {
	le := binary.LittleEndian
	next := le.AppendUint64(nil, uint64(len(packed)))
	next = le.AppendUint64(next, uint64(len(header)))
	next = le.AppendUint32(next, crc32.ChecksumIEEE(header))
	out := le.AppendUint32([]byte(signature+"\x00\x04"), crc32.ChecksumIEEE(next))
	return append(append(append(out, next...), packed...), header...)
}

// number writes a number in nine bytes, which every number may be.
func number(n uint64) string {
	return "\xff" + string(binary.LittleEndian.AppendUint64(nil, n))
}

// streams describes one packed stream of a length, a coder and what it unpacks to.
func streams(packed int, method, props string, size uint64) string {
	coder := string(rune(len(method)|0x20)) + method + string(rune(len(props))) + props
	if props == "" {
		coder = string(rune(len(method))) + method
	}
	return "\x06\x00\x01\x09" + string(rune(packed)) + "\x00" + "\x07\x0b\x01\x00\x01" + coder + "\x0c" + number(size) + "\x00\x00"
}

// oneFile is a header of one file.
func oneFile(name, streams string) string {
	units := "\x00"
	for _, u := range utf16.Encode([]rune(name + "\x00")) {
		units += string([]byte{byte(u), byte(u >> 8)})
	}
	return "\x01\x04" + streams + "\x05\x01\x11" + string(rune(len(units))) + units + "\x00\x00"
}

func TestHostile(t *testing.T) {
	const lzma2, lzma = "\x21", "\x03\x01\x01"
	huge := uint64(1) << 40
	many := "\x01\x04\x06\x00" + number(huge) + "\x09"
	for _, tt := range []struct{ name, header, packed, want string }{
		{"copied", oneFile("a", streams(3, "\x00", "", 3)), "abc", "a=abc"},
		{"cut", oneFile("a", streams(3, "\x00", "", 9)), "abc", "a=abc corrupt"},
		{"nothing in it", "\x01\x00", "", ""},
		{"a dictionary of 4 GiB", oneFile("a", streams(3, lzma2, "\x28", huge)), "abc", "a too large"},
		{"one of LZMA", oneFile("a", streams(3, lzma, "\x5d\xff\xff\xff\xff", huge)), "abc", "a too large"},
		{"a dictionary larger than the file", oneFile("a", streams(3, lzma2, "\x28", 3)), "\x01\x00\x00", "a= corrupt"},
		{"properties of nothing", oneFile("a", streams(3, lzma2, "\x29", 3)), "abc", "a corrupt"},
		{"properties of LZMA", oneFile("a", streams(3, lzma, "\xff\x00\x00\x00\x00", 3)), "abc", "a corrupt"},
		{"noise", oneFile("a", streams(3, lzma2, "\x10", 3)), "abc", "a= corrupt"},
		{"a packed header with a huge dictionary", "\x17" + streams(3, lzma2, "\x28", 1<<19) + "\x00", "abc", "corrupt"},
		{"a packed header that is huge", "\x17" + streams(3, lzma2, "\x28", huge), "abc", "too large"},
		{"a header packed in itself", "\x17" + streams(3, "\x00", "", 3), "abc", "corrupt"},
		{"more than there is room for", many, "", "corrupt"},
		{"many files", "\x01\x05" + number(101) + strings.Repeat("\x00", 101), "", "too many"},
		{"many streams", "\x01\x04\x06\x00" + number(401) + "\x09" + strings.Repeat("\x00", 401), "", "too many"},
		{"bytes outside the file", oneFile("a", streams(9, "\x00", "", 9)), "", "a=\x01\x04\x06\x00\x01\x09\x09\x00"},
		{"a file without a stream", "\x01\x05\x01\x11\x05\x00a\x00\x00\x00\x00\x00", "", "corrupt"},
		{"streams without files", "\x01\x04" + streams(3, "\x00", "", 3) + "\x00", "abc", "corrupt"},
		{"no coder", "\x01\x04\x06\x00\x01\x09\x03\x00\x07\x0b\x01\x00\x00", "abc", "corrupt"},
		{"an unknown part", "\x01\x77", "", "corrupt"},
		{"an unknown header", "\x02", "", "corrupt"},
	} {
		if got := told(archive([]byte(tt.header), []byte(tt.packed))); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	for _, data := range []string{"", "7z", signature, signature + strings.Repeat("\x00", 99)} {
		if got := told([]byte(data)); got != "corrupt" {
			t.Errorf("%q: %q", data, got)
		}
	}
}

// TestDamaged: an archive that is cut, or of which a bit is wrong, is never read
// as something else: a file is what it was, or there is an error.
func TestDamaged(t *testing.T) {
	for name, data := range files(t) {
		want := told(data)
		for n := range len(data) {
			if got := told(data[:n]); !strings.Contains(got, "corrupt") {
				t.Errorf("%s, cut at %d: %q", name, n, got)
			}
			bad := bytes.Clone(data)
			bad[n] ^= 1 << (n % 8)
			if got := told(bad); got != want && !strings.ContainsAny(got, " ") && !strings.Contains(got, "corrupt") {
				t.Errorf("%s, wrong at %d: %q", name, n, got)
			}
		}
	}
}

// FuzzOpen mutates the header and what is packed, which the checksums of an
// archive otherwise keep the fuzzer from.
func FuzzOpen(f *testing.F) {
	f.Add([]byte(oneFile("a", streams(3, "\x00", "", 3))), []byte("abc"))
	f.Add([]byte(oneFile("a", streams(8, "\x21", "\x10", 3))), []byte("\x01\x00\x02abc\x00"))
	f.Add([]byte("\x17"+streams(3, "\x00", "", 2)+"\x00"), []byte("\x01\x00"))
	for _, data := range files(f) {
		at := 32 + binary.LittleEndian.Uint64(data[12:])
		f.Add(data[at:], data[32:at])
	}
	f.Fuzz(func(t *testing.T, header, packed []byte) {
		data := archive(header, packed)
		a, err := Open(bytes.NewReader(data), int64(len(data)), limits())
		if err != nil {
			if kind(err) == err.Error() {
				t.Fatal(err)
			}
			return
		}
		if len(a.Files) > limits().Files {
			t.Fatalf("%d files", len(a.Files))
		}
		left := int64(1 << 20)
		_ = a.Each(func(f *File, r io.Reader, err error) error {
			if err == nil {
				n, _ := io.Copy(io.Discard, io.LimitReader(r, left))
				if n > f.Size {
					t.Fatalf("%d bytes of %d", n, f.Size)
				}
				left -= f.Size
			}
			if left <= 0 {
				return io.EOF
			}
			return nil
		})
	})
}
