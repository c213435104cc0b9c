package batch

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract"
	"gongkai/pipeline/sink"
)

// reasonOf is the reason of an error, "" of none.
func reasonOf(t testing.TB, err error) extract.Reason {
	t.Helper()
	var refusal *extract.Refusal
	if err != nil && !errors.As(err, &refusal) {
		t.Fatalf("%v is no refusal", err)
	}
	if refusal == nil {
		return ""
	}
	return refusal.Reason
}

// declaring is a zip whose entries say they unpack to size bytes each.
func declaring(t testing.TB, n int, size uint32) []byte {
	t.Helper()
	var files []packedFile
	for i := range n {
		files = append(files, packedFile{fmt.Sprintf("%d.txt", i), "收入"})
	}
	data := zipBytes(t, files...)
	for at := 0; ; at++ {
		k := bytes.Index(data[at:], []byte("PK\x01\x02"))
		if k < 0 {
			return data
		}
		at += k
		binary.LittleEndian.PutUint32(data[at+24:], size)
	}
}

// holds is what an archive holds: the names, with the reason of those that are
// refused.
func holds(t *testing.T, name string, data []byte) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	write(t, path, string(data))
	all, err := entries(t.Context(), path)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var out []string
	for i := range all {
		e := &all[i]
		in := Input{read: e.read, Size: e.size, Err: e.err}
		if in.Err == nil {
			_, in.Err = in.data(t.Context(), 1<<30)
		}
		s := e.name
		var r *extract.Refusal
		if errors.As(in.Err, &r) {
			s += " " + string(r.Reason)
		} else if in.Err != nil {
			t.Errorf("%s: %v", s, in.Err)
		}
		out = append(out, s)
	}
	return out
}

// TestNestedArchives: what is in an archive in an archive is an input, whatever
// kind they are, to a depth of three; what cannot be listed is refused alone.
func TestNestedArchives(t *testing.T) {
	a, b := packedFile{"a.txt", office(1)}, packedFile{"b.txt", office(2)}
	inner := map[string][]byte{"i.zip": zipBytes(t, a), "i.tar": tarBytes(t, a), "i.tgz": gzipBytes(t, tarBytes(t, a)), "i.rar": rarFiles(a)}
	for kind, data := range inner {
		file := packedFile{kind, string(data)}
		for outer, data := range map[string][]byte{"o.zip": zipBytes(t, file, b), "o.tar": tarBytes(t, file, b), "o.tar.gz": gzipBytes(t, tarBytes(t, file, b)), "o.rar": rarFiles(file, b)} {
			if d := cmp.Diff([]string{kind + "!a.txt", "b.txt"}, holds(t, outer, data)); d != "" {
				t.Errorf("%s in %s: %s", kind, outer, d)
			}
		}
	}
	nest := func(levels int) []byte {
		data := zipBytes(t, a)
		for range levels - 1 {
			data = zipBytes(t, packedFile{"i.zip", string(data)}, b)
		}
		return data
	}
	two := string(zipBytes(t, a))
	half := string(zipBytes(t, a, b)[:200])
	for _, tt := range []struct {
		name string
		data []byte
		want []string
	}{
		{"three", nest(3), []string{"i.zip!i.zip!a.txt", "i.zip!b.txt", "b.txt"}},
		{"four", nest(4), []string{"i.zip!i.zip!i.zip unsupported", "i.zip!i.zip!b.txt", "i.zip!b.txt", "b.txt"}},
		{"of one name", zipBytes(t, packedFile{"i.zip", two}, packedFile{"i.zip", two}, packedFile{"i.zip!a.txt", office(3)}), []string{"i.zip!a.txt", "i.zip#2!a.txt", "i.zip!a.txt#2"}},
		{"broken", zipBytes(t, packedFile{"i.zip", half}, b), []string{"i.zip corrupt", "b.txt"}},
		{"cut", zipBytes(t, packedFile{"i.tar", string(tarBytes(t, a, packedFile{"c.txt", strings.Repeat("0", 9000)})[:4096])}, b), []string{"i.tar!a.txt", "i.tar!c.txt corrupt", "i.tar corrupt", "b.txt"}},
		{"later volume", zipBytes(t, packedFile{"v.part2.rar", "Rar!"}, b), []string{"v.part2.rar unsupported", "b.txt"}},
		{"first volume", zipBytes(t, packedFile{"v.part1.rar", string(rarVolume(0, true, rarPart{"b.txt", b.content[:9], b.content, false, true}))}, a), nil},
		{"hidden", zipBytes(t, packedFile{".i.zip", two}, b), []string{"b.txt"}},
		{"nothing in it", zipBytes(t, packedFile{"i.zip", string(zipBytes(t))}, b), []string{"b.txt"}},
	} {
		got := holds(t, "o.zip", tt.data)
		if d := cmp.Diff(tt.want, got); d != "" && tt.want != nil {
			t.Errorf("%s: %s", tt.name, d)
		}
		if tt.want == nil && (len(got) < 2 || got[len(got)-1] != "a.txt" || !strings.HasSuffix(got[len(got)-2], " corrupt")) {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
}

// TestNestedRun reads reports below archives in a run, and again without reading
// them anew.
func TestNestedRun(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	inner := zipBytes(t, packedFile{"a.txt", office(1)}, packedFile{"none.zip", "PK"})
	write(t, filepath.Join(in, "o.tgz"), string(gzipBytes(t, tarBytes(t, packedFile{"i.zip", string(inner)}, packedFile{"b.txt", office(2)}))))
	mustRun(t, config(in, out))
	var got []string
	for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		got = append(got, strings.TrimPrefix(d.Path, in+"/")+" "+d.Status)
	}
	slices.Sort(got)
	if d := cmp.Diff([]string{"o.tgz!b.txt read", "o.tgz!i.zip!a.txt read", "o.tgz!i.zip!none.zip refused"}, got); d != "" {
		t.Error(d)
	}
	if s := mustRun(t, config(in, out)); !s.Unchanged {
		t.Errorf("again: %+v", s)
	}
}

// TestSeven reads 7z archives that Python's py7zr wrote, alone and in a zip: what
// is in them, or why not.
func TestSeven(t *testing.T) {
	for name, want := range map[string]string{
		"lzma2.7z": "", "lzma.7z": "", "copy.7z": "", "deflate.7z": "", "bzip2.7z": "",
		"aes.7z": " encrypted", "ppmd.7z": " unsupported", "aesh.7z": "whole",
	} {
		data, err := os.ReadFile(filepath.Join("internal", "sevenzip", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		inner := []string{"i.7z!a.txt" + want, "i.7z!部门/b.txt" + want, "i.7z!empty.txt"}
		if want == "whole" {
			inner = []string{"i.7z encrypted"}
		} else if got := holds(t, name, data); got[0] != "a.txt"+want || len(got) != 3 {
			t.Errorf("%s: %q", name, got)
		}
		if d := cmp.Diff(append(inner, "c.txt"), holds(t, "o.zip", zipBytes(t, packedFile{"i.7z", string(data)}, packedFile{"c.txt", office(1)}))); d != "" {
			t.Errorf("%s in a zip: %s", name, d)
		}
	}
}

// TestNestedBombs: archives that would unpack to more than they may are refused
// as too large, wherever they lie, and those beside them are read. What they hold
// and unpack to counts together.
func TestNestedBombs(t *testing.T) {
	good := packedFile{"i.tgz", string(gzipBytes(t, tarBytes(t, packedFile{"a.txt", office(1)})))}
	declares := packedFile{"bomb.zip", string(declaring(t, 20, 100<<20))}
	if d := cmp.Diff([]string{"bomb.zip too_large", "i.tgz!a.txt"}, holds(t, "o.zip", zipBytes(t, declares, good))); d != "" {
		t.Error(d)
	}
	deep := packedFile{"d.zip", string(zipBytes(t, declares, good))}
	if d := cmp.Diff([]string{"d.zip!bomb.zip too_large", "d.zip!i.tgz!a.txt", "i.tgz!a.txt"}, holds(t, "o.zip", zipBytes(t, deep, good))); d != "" {
		t.Error(d)
	}
	size := int64(len(tarBytes(t, packedFile{"a.txt", office(1)})))
	many := packedFile{"m.zip", string(zipBytes(t, slices.Repeat([]packedFile{{"a.txt", "x"}}, 40)...))}
	for _, tt := range []struct {
		name string
		u    unpacking
		data []byte
		want []string
	}{
		{"bytes", unpacking{left: 40 << 10, room: 100}, tarBytes(t, packedFile{"bomb.tgz", string(gzipBytes(t, make([]byte, 1<<20)))}, good), []string{"bomb.tgz too_large", "i.tgz!a.txt"}},
		{"bytes of many", unpacking{left: size * 7 / 2, room: 100}, tarBytes(t, good, good, good, good), []string{"i.tgz!a.txt", "i.tgz#2!a.txt", "i.tgz#3 too_large", "i.tgz#4 too_large"}},
		{"entries", unpacking{left: 1 << 20, room: 70}, tarBytes(t, packedFile{"l.zip", many.content}, many, good), nil},
	} {
		path := filepath.Join(t.TempDir(), "o.tar")
		write(t, path, string(tt.data))
		tt.u.ctx = t.Context()
		all, err := tt.u.list(container{name: path, file: path, size: int64(len(tt.data)), open: fileOpening(path)}, 1)
		var got []string
		for _, e := range all {
			s := e.name
			if e.err != nil {
				s += " " + string(reasonOf(t, e.err))
			}
			got = append(got, s)
		}
		if tt.want == nil {
			for i := range 40 {
				tt.want = append(tt.want, fmt.Sprintf("l.zip!a.txt#%d", i+1))
			}
			tt.want[0] = "l.zip!a.txt"
			tt.want = append(tt.want, "m.zip too_large", "i.tgz too_large")
		}
		if d := cmp.Diff(tt.want, got); d != "" || err != nil {
			t.Errorf("%s: %v %s", tt.name, err, d)
		}
		tt.u.drop()
	}
}
