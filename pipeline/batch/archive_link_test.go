package batch

import (
	"archive/tar"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/sink"
)

// linkedTar is a tar of one file and other names of it.
func linkedTar(t *testing.T, content string, links ...tar.Header) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range append([]tar.Header{{Name: "部门/甲.txt", Typeflag: tar.TypeReg, Size: int64(len(content))}}, links...) {
		h.Mode = 0o666
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		if h.Typeflag == tar.TypeReg {
			if _, err := w.Write([]byte(content)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// linkedRar is a rar of one file and other names of it, as WinRAR stores files that are the same.
func linkedRar(content, name, to string, kinds ...int) []byte {
	vint := func(b []byte, n int) []byte { return binary.AppendUvarint(b, uint64(n)) }
	out := rarFiles(packedFile{"甲.txt", content})
	out = out[:len(out)-len(rarFiles())+len("Rar!\x1a\x07\x01\x00")+8] // without the end
	for _, kind := range kinds {
		target := append(vint(nil, len(to)), to...)
		record := append(vint(vint(vint(nil, 5), kind), 0), target...)
		extra := append(vint(nil, len(record)), record...)
		b := vint(vint(vint(nil, 2), 1), len(extra))
		b = vint(vint(vint(vint(vint(b, 0), 0), 0o100644), 0), 1)
		b = append(append(vint(b, len(name)), name...), extra...)
		sized := append(vint(nil, len(b)), b...)
		out = append(binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(sized)), sized...)
	}
	end := rarFiles()
	return append(out, end[len("Rar!\x1a\x07\x01\x00")+8:]...)
}

// TestArchiveLinks: entries that are other names of a file in their archive are inputs,
// as they are in a folder.
func TestArchiveLinks(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(in, "a.tar"), string(linkedTar(t, office(1),
		tar.Header{Name: "hard.txt", Typeflag: tar.TypeLink, Linkname: "部门/甲.txt"},
		tar.Header{Name: "harder.txt", Typeflag: tar.TypeLink, Linkname: "./hard.txt"},
		tar.Header{Name: "lost.txt", Typeflag: tar.TypeLink, Linkname: "nowhere"},
		tar.Header{Name: "sub/soft.txt", Typeflag: tar.TypeSymlink, Linkname: "../部门/甲.txt"},
		tar.Header{Name: "dangling.txt", Typeflag: tar.TypeSymlink, Linkname: "nowhere"},
		tar.Header{Name: "out.txt", Typeflag: tar.TypeSymlink, Linkname: "../../etc/passwd"},
		tar.Header{Name: "absolute.txt", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"},
		tar.Header{Name: "folder", Typeflag: tar.TypeSymlink, Linkname: "部门"},
		tar.Header{Name: ".hidden", Typeflag: tar.TypeLink, Linkname: "hard.txt"})))
	write(t, filepath.Join(in, "b.rar"), string(linkedRar(office(2), "again.txt", "甲.txt", 4)))
	write(t, filepath.Join(in, "c.rar"), string(linkedRar(office(2), "copy.txt", "甲.txt", 5)))
	mustRun(t, config(in, out))
	var got []string
	for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		got = append(got, strings.TrimPrefix(d.Path, in+"/")+" "+d.Status)
	}
	slices.Sort(got)
	want := []string{"a.tar!dangling.txt refused", "a.tar!hard.txt read", "a.tar!harder.txt read", "a.tar!lost.txt refused", "a.tar!sub/soft.txt read", "a.tar!部门/甲.txt read",
		"b.rar!again.txt read", "b.rar!甲.txt read", "c.rar!copy.txt read", "c.rar!甲.txt read"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestManyLinks: names of one large file are taken off the account like files.
func TestManyLinks(t *testing.T) {
	var links []tar.Header
	for range 300 {
		links = append(links, tar.Header{Name: "again.txt", Typeflag: tar.TypeLink, Linkname: "部门/甲.txt"},
			tar.Header{Name: "soft.txt", Typeflag: tar.TypeSymlink, Linkname: "部门/甲.txt"})
	}
	name := filepath.Join(t.TempDir(), "many.tar")
	write(t, name, string(linkedTar(t, strings.Repeat("1", 11<<20), links...)))
	all, err := entries(t.Context(), name)
	if err != nil || len(all) != 601 {
		t.Fatalf("%d entries, %v", len(all), err)
	}
	var read int64
	for _, e := range all {
		if e.err == nil {
			read += e.size
		}
	}
	if most := mayExpand(12 << 20); read > most {
		t.Errorf("%d bytes may be read of an archive that may unpack to %d", read, most)
	}
}
