package batch

import (
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// rarPart is a piece of a stored file in a volume.
type rarPart struct {
	name          string
	data          string
	whole         string // the file it is a piece of
	before, after bool   // the file goes on in the volume before or after
}

// rarVolume writes one volume of RAR 5, its files stored.
func rarVolume(number int, more bool, parts ...rarPart) []byte {
	vint := func(b []byte, n int) []byte { return binary.AppendUvarint(b, uint64(n)) }
	out := []byte("Rar!\x1a\x07\x01\x00")
	header := func(body []byte) {
		sized := append(vint(nil, len(body)), body...)
		out = append(binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(sized)), sized...)
	}
	flag := func(on bool, bit int) int {
		if on {
			return bit
		}
		return 0
	}
	volume := more || number > 0
	main := vint(vint(vint(nil, 1), 0), flag(volume, 1)|flag(number > 0, 2))
	if number > 0 {
		main = vint(main, number)
	}
	header(main)
	for _, p := range parts {
		b := vint(vint(vint(nil, 2), 2|flag(p.before, 8)|flag(p.after, 16)), len(p.data))
		b = vint(vint(vint(b, 4), len(p.whole)), 0o100644)
		sum := p.whole
		if p.after {
			sum = p.data
		}
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(sum)))
		b = append(vint(vint(vint(b, 0), 1), len(p.name)), p.name...)
		header(b)
		out = append(out, p.data...)
	}
	header(vint(vint(vint(nil, 5), 0), flag(more, 1)))
	return out
}

// rarFiles are files each whole in one volume.
func rarFiles(files ...packedFile) []byte {
	var parts []rarPart
	for _, f := range files {
		parts = append(parts, rarPart{name: f.name, data: f.content, whole: f.content})
	}
	return rarVolume(0, false, parts...)
}

func TestRar(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	one, two := office(1), office(2)
	write(t, filepath.Join(in, "one.rar"), string(rarFiles(packedFile{"部门/甲.txt", one}, packedFile{".hidden", two}, packedFile{"in.zip", "PK"})))
	half := len(two) / 2
	write(t, filepath.Join(in, "v.part1.rar"), string(rarVolume(0, true, rarPart{"b.txt", two[:half], two, false, true})))
	write(t, filepath.Join(in, "v.part2.rar"), string(rarVolume(1, false, rarPart{"b.txt", two[half:], two, true, false})))
	for _, name := range []string{"rar3-solid.rar", "rar5-psw.rar", "rar5-hpsw.rar"} {
		data, err := os.ReadFile(filepath.Join("testdata", "rar", name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(in, name), string(data))
	}
	mustRun(t, config(in, out))
	var got []string
	for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		reason := ""
		if d.Reason != nil {
			reason = *d.Reason
		}
		got = append(got, strings.TrimPrefix(d.Path, in+"/")+" "+d.Status+" "+reason)
	}
	slices.Sort(got)
	want := []string{"one.rar!in.zip refused corrupt", "one.rar!部门/甲.txt read ", "rar5-hpsw.rar refused encrypted",
		"rar5-psw.rar!stest1.txt refused encrypted", "rar5-psw.rar!stest2.txt refused encrypted",
		"v.part1.rar!b.txt read ", "v.part2.rar refused unsupported"}
	got = slices.DeleteFunc(got, func(s string) bool { return strings.HasPrefix(s, "rar3-solid") })
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestSolidRar unpacks archives whose entries are packed as one, in any order. They
// are of the tests of Python's rarfile (ISC licence).
func TestSolidRar(t *testing.T) {
	for _, name := range []string{"rar3-solid.rar", "rar5-solid.rar"} {
		all, err := entries(t.Context(), filepath.Join("testdata", "rar", name))
		if err != nil || len(all) != 2 {
			t.Fatalf("%s: %d entries, %v", name, len(all), err)
		}
		slices.Reverse(all)
		for _, e := range all {
			in := Input{read: e.read, Size: e.size}
			b, err := in.data(t.Context(), 1<<20)
			if err != nil || int64(len(b)) != e.size || len(b) == 0 {
				t.Errorf("%s %s: %d bytes, %v", name, e.name, len(b), err)
			}
		}
	}
}

func TestBadRar(t *testing.T) {
	good := rarFiles(packedFile{"a.txt", office(1)}, packedFile{"b.txt", office(2)})
	wrong := slices.Clone(good)
	wrong[len(wrong)-20] ^= 1 // in the last file
	first := rarVolume(0, true, rarPart{"b.txt", office(2)[:40], office(2), false, true})
	for _, tt := range []struct {
		name   string
		data   []byte
		reason extract.Reason
		read   int
	}{
		{"cut.rar", good[:len(good)-40], extract.Corrupt, 1},
		{"crc.rar", wrong, extract.Corrupt, 1},
		{"none.rar", nil, extract.Corrupt, 0},
		{"noise.rar", []byte(strings.Repeat("Rar!\x1a\x07\x01\x00", 99)), extract.Corrupt, 0},
		{"alone.part1.rar", first, extract.Corrupt, 0},
	} {
		in, out := t.TempDir(), t.TempDir()
		write(t, filepath.Join(in, tt.name), string(tt.data))
		s := mustRun(t, config(in, out))
		if s.Statuses[schema.Read] != tt.read || s.Statuses[schema.Refused] == 0 || s.Refusals[0].Reason != string(tt.reason) {
			t.Errorf("%s: %v %+v", tt.name, s.Statuses, s.Refusals)
		}
	}
}
