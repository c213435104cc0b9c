package batch

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

func gbkName(t testing.TB, s string) string {
	t.Helper()
	encoded, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

type packedFile struct{ name, content string }

func zipBytes(t testing.TB, files ...packedFile) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, f := range files {
		method := []uint16{zip.Deflate, zip.Store}[i%2]
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: method, NonUTF8: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarBytes(t testing.TB, files ...packedFile) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		if err := w.WriteHeader(&tar.Header{Name: f.name, Mode: 0o666, Size: int64(len(f.content)), Typeflag: tar.TypeReg, Format: tar.FormatGNU}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipBytes(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestEmptyArchives holds that an archive without files has its row too.
func TestEmptyArchives(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(in, "none.zip"), string(zipBytes(t)))
	write(t, filepath.Join(in, "none.tar"), string(tarBytes(t)))
	write(t, filepath.Join(in, "b.txt"), office(1))
	mustRun(t, config(in, out))
	var got []string
	for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		row := strings.TrimPrefix(d.Path, in+"/") + " " + d.Status
		if d.Reason != nil {
			row += " " + *d.Reason
		}
		got = append(got, row)
	}
	slices.Sort(got)
	if d := cmp.Diff([]string{"b.txt read", "none.tar refused empty", "none.zip refused empty"}, got); d != "" {
		t.Error(d)
	}
}

func TestArchives(t *testing.T) {
	files := []packedFile{{gbkName(t, "部门/甲街道.txt"), office(1)}, {"b.txt", office(2)}, {".hidden", office(3)},
		{"__MACOSX/b.txt", office(4)}, {"inner.zip", "PK"}, {"../../up.txt", office(5)}}
	packed := tarBytes(t, files...)
	for name, data := range map[string][]byte{"in.zip": zipBytes(t, files...), "in.tar": packed, "in.tar.gz": gzipBytes(t, packed), "in.TGZ": gzipBytes(t, packed)} {
		t.Run(name, func(t *testing.T) {
			in, out := t.TempDir(), t.TempDir()
			write(t, filepath.Join(in, name), string(data))
			write(t, filepath.Join(in, "same.txt"), office(2))
			s := mustRun(t, config(in, out))
			var got []string
			for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
				got = append(got, strings.TrimPrefix(d.Path, in+"/")+" "+d.Status)
			}
			want := []string{name + "!inner.zip refused", name + "!../../up.txt read", name + "!b.txt read", name + "!部门/甲街道.txt read", "same.txt read"}
			slices.Sort(got)
			slices.Sort(want)
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
			if s.Facts != 30 || len(s.Refusals) != 1 || s.Refusals[0].Reason != string(extract.Corrupt) {
				t.Errorf("%+v", s)
			}
			if s := mustRun(t, config(in, out)); !s.Unchanged || s.Reused != 3 {
				t.Errorf("again: %+v", s)
			}
		})
	}
}

func TestBadArchives(t *testing.T) {
	good := zipBytes(t, packedFile{"a.txt", office(1)}, packedFile{"b.txt", office(2)})
	wrong := bytes.Replace(good, []byte(office(2)), []byte(strings.Repeat("x", len(office(2)))), 1)
	packed := tarBytes(t, packedFile{"a.txt", office(1)}, packedFile{"b.txt", strings.Repeat(office(2), 50)})
	for _, tt := range []struct {
		name   string
		data   []byte
		reason extract.Reason
		read   int
	}{
		{"cut.zip", good[:len(good)/2], extract.Corrupt, 0},
		{"crc.zip", wrong, extract.Corrupt, 1},
		{"none.zip", nil, extract.Corrupt, 0},
		{"cut.tar", packed[:4096], extract.Corrupt, 1},
		{"cut.tgz", gzipBytes(t, packed)[:100], extract.Corrupt, 0},
		{"large.zip", zipBytes(t, packedFile{"a.txt", office(1)}, packedFile{"bomb.txt", strings.Repeat("0", 20000)}), extract.TooLarge, 1},
		{"large.tar", tarBytes(t, packedFile{"a.txt", office(1)}, packedFile{"bomb.txt", strings.Repeat("0", 20000)}), extract.TooLarge, 1},
	} {
		in, out := t.TempDir(), t.TempDir()
		write(t, filepath.Join(in, tt.name), string(tt.data))
		c := config(in, out)
		c.Options.Limits.Bytes = 15000
		s := mustRun(t, c)
		if s.Statuses[schema.Read] != tt.read || s.Statuses[schema.Refused] == 0 || s.Refusals[0].Reason != string(tt.reason) {
			t.Errorf("%s: %v %+v", tt.name, s.Statuses, s.Refusals)
		}
	}
}

func FuzzArchive(f *testing.F) {
	one := packedFile{"a.txt", "x"}
	f.Add(zipBytes(f, one), ".zip")
	f.Add(tarBytes(f, one), ".tar")
	f.Add(gzipBytes(f, tarBytes(f, one)), ".tgz")
	f.Add(rarFiles(one), ".rar")
	f.Add(zipBytes(f, packedFile{"i.zip", string(zipBytes(f, one))}), ".zip")
	f.Fuzz(func(t *testing.T, data []byte, ext string) {
		if !isArchive(ext) || strings.ContainsAny(ext, "/\x00") || len(ext) > 8 {
			return
		}
		path := filepath.Join(t.TempDir(), "a"+ext)
		if err := os.WriteFile(path, data, 0o666); err != nil {
			return
		}
		all, _ := entries(t.Context(), path)
		for _, e := range all[:min(len(all), 16)] {
			in := Input{read: e.read, Size: e.size}
			if e.err != nil {
				continue
			}
			if b, err := in.data(t.Context(), 1<<16); err == nil && len(b) > 1<<16 {
				t.Errorf("%d bytes", len(b))
			}
		}
	})
}

func TestCatalogue(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeFilings(t, in)
	write(t, filepath.Join(in, "bare.txt"), "?\n2020 revenue.total 1")
	write(t, filepath.Join(in, ".list.csv"), "\ufefftitle,path,url,entity,fiscal_year\n,bare.txt,https://example.org/1,丁,2021\n,a2020.txt,https://example.org/2,别名,1999\n")
	c := filingConfig(in, out)
	var err error
	if c.Catalogue, err = LoadCatalogue(filepath.Join(in, ".list.csv")); err != nil {
		t.Fatal(err)
	}
	s := mustRun(t, c)
	for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		switch filepath.Base(d.Path) {
		case "bare.txt":
			if *d.Entity != "丁" || *d.FiscalYear != 2021 || *d.URL != "https://example.org/1" {
				t.Errorf("%+v", d)
			}
		case "a2020.txt":
			if *d.Entity != "甲" || *d.FiscalYear != 2020 || *d.URL != "https://example.org/2" {
				t.Errorf("%+v", d)
			}
		default:
			if d.URL != nil {
				t.Errorf("%+v", d)
			}
		}
	}
	c.Catalogue = nil
	if again := mustRun(t, c); again.Snapshot == s.Snapshot {
		t.Errorf("%+v", again)
	}
	for _, bad := range []string{"", "a,b\n", "path,fiscal_year\nx,two\n", "path\n\"x\n"} {
		if c, err := readCatalogue(strings.NewReader(bad), "."); err == nil {
			t.Errorf("%q: %v", bad, c)
		}
	}
}

// TestCatalogueReachesFacts reads two reports that name neither body nor year:
// their facts, observations and the check between them are the catalogue's.
func TestCatalogueReachesFacts(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(in, "a.txt"), "部门决算公开\n一、收入支出决算总体情况说明\n收入总计482.02万元，支出总计482.02万元，其中：基本支出82.02万元。\n")
	write(t, filepath.Join(in, "b.txt"), "部门决算公开\n一、收入支出决算总体情况说明\n收入总计444.71万元，上年收入总计428.02万元。\n")
	c := Config{Paths: []string{in}, Out: out, Workers: 2, Options: pipeline.Options{Limits: extract.DefaultLimits()}}
	c.Catalogue = Catalogue{
		filepath.Join(in, "a.txt"): {Entity: "某市柳溪街道办事处", FiscalYear: 2019},
		filepath.Join(in, "b.txt"): {Entity: "某市柳溪街道办事处", FiscalYear: 2020},
	}
	mustRun(t, c)
	years := make(map[int]int)
	for _, f := range table[sink.FactRow](t, out, "facts/*/*.parquet") {
		if f.Entity == nil || *f.Entity != "某市柳溪街道办事处" || f.PeriodEnd == nil {
			t.Errorf("%+v", f)
			continue
		}
		years[schema.Date(*f.PeriodEnd).Year()]++
	}
	if years[2019] < 3 || years[2020] < 1 {
		t.Errorf("facts by year: %v", years)
	}
	for _, o := range table[sink.ObservationRow](t, out, "observations/*/*.parquet") {
		if o.Entity == nil || *o.Entity != "某市柳溪街道办事处" {
			t.Errorf("%+v", o)
		}
	}
	found := false
	for _, k := range table[sink.CheckRow](t, out, "checks/*/*.parquet") {
		found = found || k.Rule == string(schema.RulePriorYear) && k.Verdict == string(schema.Inconsistent)
	}
	if !found {
		t.Error("428.02 is not held against 482.02")
	}
	c.Catalogue = nil
	if s := mustRun(t, c); s.Processed != 2 {
		t.Errorf("without a catalogue: %d processed", s.Processed)
	}
	for _, f := range table[sink.FactRow](t, out, "facts/*/*.parquet") {
		if f.Entity != nil {
			t.Errorf("%+v", f)
		}
	}
}
