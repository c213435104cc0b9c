//go:build unix

package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"gongkai/extract"
	"gongkai/pipeline/generate"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// mostMemory is what a process may take that reads one file at a time.
const mostMemory = 512 << 20

// TestHostileRun has the program read files made to be expensive or to end it beside
// reports: each is one row with a reason or its facts, the reports say what they say
// alone, and the process does not take more memory than one file may.
// GONGKAI_HOSTILE says how many, one of each kind if it does not.
func TestHostileRun(t *testing.T) {
	if os.Getenv("GONGKAI_SLOW") == "" {
		t.Skip("GONGKAI_SLOW=1 runs over files made to be expensive")
	}
	n := len(hostileKinds())
	if s := os.Getenv("GONGKAI_HOSTILE"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	program := linkedProgram(t)
	in, sound := t.TempDir(), t.TempDir()
	const neighbours = 20
	for i := range neighbours {
		styles := generate.Styles()
		_, data, _ := generate.New(uint64(i+1), styles[i%len(styles)]).Render(generate.Text)
		if err := os.WriteFile(filepath.Join(sound, fmt.Sprintf("sound%02d.txt", i)), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	random, kinds := rand.New(rand.NewPCG(17, 4)), hostileKinds()
	names := map[string]bool{"growing.txt": true}
	for i := range n {
		kind := kinds[i%len(kinds)]
		name := fmt.Sprintf("%03d %s", i, kind.name)
		names[name] = true
		if err := kind.make(random, i/len(kinds), filepath.Join(in, name)); err != nil {
			t.Fatal(name, err)
		}
	}
	stop := grow(t, filepath.Join(in, "growing.txt"))
	alone := hostileRows(t, program, sound)
	together := hostileRows(t, program, in, sound)
	stop()
	reasons := make(map[string]int)
	for path, d := range together {
		base := filepath.Base(path)
		if want, ok := alone[path]; ok && (want.Facts != d.Facts || want.Status != d.Status) {
			t.Errorf("%s: %d facts beside hostile files, %d alone", base, d.Facts, want.Facts)
		}
		if d.Status == string(schema.Refused) && *d.Reason == string(extract.Crashed) {
			t.Errorf("%s: %s", base, *d.Detail)
		}
		reason := ""
		if d.Reason != nil {
			reason = *d.Reason
		} else if d.Status == string(schema.Refused) {
			t.Errorf("%s is refused without a reason", base)
		}
		reasons[d.Status+" "+reason]++
		for name := range names {
			if strings.Contains(path, name) {
				delete(names, name)
			}
		}
	}
	for name := range names {
		t.Errorf("%s has no row", name)
	}
	if len(alone) != neighbours {
		t.Errorf("%d rows of %d reports", len(alone), neighbours)
	}
	t.Log(n, "hostile files:", reasons)
}

// hostileRows runs the program over folders and returns the rows by path; no path
// has two.
func hostileRows(t *testing.T, program string, folders ...string) map[string]sink.DocumentRow {
	t.Helper()
	out := t.TempDir()
	cmd := exec.Command(program, append([]string{"run", "--isolate=off", "--workers", "1", "--out", out}, folders...)...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	watched := watchMemory(cmd.Process.Pid)
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	peak := watched()
	if peak > mostMemory {
		t.Errorf("the process took %d MB at most", peak>>20)
	}
	t.Logf("%d MB, %v of processor time", peak>>20, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	rows := make(map[string]sink.DocumentRow)
	parts, _ := filepath.Glob(filepath.Join(out, "current", "documents", "*.parquet"))
	for _, part := range parts {
		documents, err := parquet.ReadFile[sink.DocumentRow](part)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range documents {
			if _, twice := rows[d.Path]; twice {
				t.Errorf("%s has two rows", d.Path)
			}
			rows[d.Path] = d
		}
	}
	return rows
}

// grow has a file that grows as long as it is read.
func grow(t *testing.T, path string) (stop func()) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	ended, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		defer f.Close()
		for line := 0; ; line++ {
			select {
			case <-ended:
				return
			case <-time.After(time.Millisecond):
				_, _ = fmt.Fprintf(f, "收入总计%d.71万元。\n", line)
			}
		}
	}()
	return func() { close(ended); <-done }
}

// hostileKind is a way to be expensive; size is drawn anew for each of its files.
type hostileKind struct {
	name string // with the ending that the file has
	make func(random *rand.Rand, round int, path string) error
}

// text has a kind made by a function of how large it is.
func (k hostileKind) text(make func(n int) []byte, most int) hostileKind {
	k.make = func(random *rand.Rand, round int, path string) error {
		n := most
		if round > 0 {
			n = most/2 + random.IntN(most/2)
		}
		return os.WriteFile(path, append(make(n), byte('0'+round%10)), 0o666)
	}
	return k
}

func hostileKinds() []hostileKind {
	kinds := []hostileKind{
		{name: "fifo", make: func(_ *rand.Rand, _ int, path string) error { return syscall.Mkfifo(path, 0o600) }},
		{name: "sparse.txt", make: func(random *rand.Rand, _ int, path string) error {
			if err := os.WriteFile(path, nil, 0o666); err != nil {
				return err
			}
			return os.Truncate(path, 1<<30+random.Int64N(1<<40))
		}},
		{name: "loop", make: func(_ *rand.Rand, _ int, path string) error { return os.Symlink(path, path) }},
	}
	for _, k := range []struct {
		name string
		most int
		make func(n int) []byte
	}{
		{"brackets.txt", 20 << 20, func(n int) []byte { return bytes.Repeat([]byte("（"), n/3) }},
		{"one line.txt", 10 << 20, func(n int) []byte { return bytes.Repeat([]byte("1"), n) }},
		{"figures in a sentence.txt", 20_000, func(n int) []byte { return bytes.Repeat([]byte("收入总计444.71万元，"), n) }},
		{"cells.csv", 3_000_000, func(n int) []byte { return bytes.Repeat([]byte("1.5,2.5,3.5,4.5\n"), n/4) }},
		{"quote.csv", 10 << 20, func(n int) []byte {
			return append([]byte("项目,金额\n\""), bytes.Repeat([]byte("收入,1\n"), n/9)...)
		}},
		{"tables.html", 60_000, func(n int) []byte {
			return append([]byte("<html><meta charset=utf-8>"), bytes.Repeat([]byte("<table><tr><td>收入<td>1.5</table>"), n)...)
		}},
		{"deep.html", 200_000, func(n int) []byte { return append([]byte("<html>"), bytes.Repeat([]byte("<div>"), n)...) }},
		{"spans.html", 2000, func(n int) []byte {
			return append([]byte("<html><table>"), bytes.Repeat([]byte("<tr><td colspan=100000 rowspan=100000>1<td>2"), n)...)
		}},
		{"deep.rtf", 1_000_000, func(n int) []byte { return append([]byte(`{\rtf1 `), bytes.Repeat([]byte("{"), n)...) }},
		{"binary.rtf", 1000, func(n int) []byte { return append([]byte(`{\rtf1 `), bytes.Repeat([]byte(`\bin2000000000 x`), n)...) }},
		{"cells.rtf", 300_000, func(n int) []byte {
			return append([]byte(`{\rtf1 `), bytes.Repeat([]byte(`\trowd\cellx1\cellx2\intbl 1\cell 2\cell\row `), n)...)
		}},
		{"spaces.docx", 600 << 20, func(n int) []byte { return docx(wordBody(int64(n), "")) }},
		{"cells.docx", 700_000, func(n int) []byte {
			return docx(wordBody(0, "<w:tbl>"+strings.Repeat("<w:tr><w:tc><w:p><w:r><w:t>1.5</w:t></w:r></w:p></w:tc></w:tr>", n)+"</w:tbl>"))
		}},
		{"deep.docx", 100_000, func(n int) []byte {
			return docx(wordBody(0, strings.Repeat("<w:tbl><w:tr><w:tc>", n)))
		}},
		{"shared.xlsx", 100_000, sharedText},
		{"far cell.xlsx", 1000, farCells},
		{"loop.doc", 1 << 20, chains},
		{"deep.pdf", 1_000_000, func(n int) []byte { return pdf("[" + strings.Repeat("[", n)) }},
		{"pages.pdf", 200_000, func(n int) []byte {
			return pdf("<</Type/Pages/Count 9999999/Kids[" + strings.Repeat("2 0 R ", n) + "]>>")
		}},
		{"flood.pdf", 300 << 20, floodedPDF},
		{"flood.txt.gz", 700 << 20, func(n int) []byte { return zipped(int64(n)) }},
		{"claims.tar", 1 << 40, claims},
		{"flood.tar.gz", 700 << 20, floodedTar},
		{"nested.zip", 60, archives},
	} {
		kinds = append(kinds, hostileKind{name: k.name}.text(k.make, k.most))
	}
	return append(kinds, hostileKind{name: "broken", make: func(random *rand.Rand, round int, path string) error {
		seeds, _ := filepath.Glob("../../extract/testdata/*/*.*")
		seed := seeds[random.IntN(len(seeds))]
		data, err := os.ReadFile(seed)
		if err != nil {
			return err
		}
		return os.WriteFile(path, append(generate.Mutant(random, data), fmt.Sprint(round)...), 0o666)
	}})
}

// spaces are n bytes of white space.
func spaces(n int64) io.Reader { return io.LimitReader(blank{}, n) }

type blank struct{}

func (blank) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func wordBody(blanks int64, inside string) io.Reader {
	return io.MultiReader(strings.NewReader(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`),
		spaces(blanks), strings.NewReader(inside), strings.NewReader(`</w:body></w:document>`))
}

// docx packs the text of a document.
func docx(body io.Reader) []byte {
	return packed(map[string]io.Reader{
		"[Content_Types].xml": strings.NewReader(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`),
		"_rels/.rels":         strings.NewReader(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`),
		"word/document.xml":   body,
	})
}

func packed(parts map[string]io.Reader) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, part := range parts {
		if f, err := w.Create(name); err == nil {
			_, _ = io.Copy(f, part)
		}
	}
	_ = w.Close()
	return b.Bytes()
}

// workbook packs a sheet and the texts its cells share.
func workbook(sheet, shared string) []byte {
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const office = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	return packed(map[string]io.Reader{
		"[Content_Types].xml":        strings.NewReader(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`),
		"_rels/.rels":                strings.NewReader(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
		"xl/workbook.xml":            strings.NewReader(`<workbook ` + ns + ` xmlns:r="` + office + `"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`),
		"xl/_rels/workbook.xml.rels": strings.NewReader(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="` + office + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`),
		"xl/worksheets/sheet1.xml":   strings.NewReader(`<worksheet ` + ns + `><sheetData>` + sheet + `</sheetData></worksheet>`),
		"xl/sharedStrings.xml":       strings.NewReader(`<sst ` + ns + `><si><t>` + shared + `</t></si></sst>`),
	})
}

// sharedText is one long text that stands in every cell.
func sharedText(n int) []byte {
	var rows strings.Builder
	for i := range n {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>`, i+1, i+1)
	}
	return workbook(rows.String(), strings.Repeat("收入总计444.71万元。", n/10))
}

// farCells are cells at the far corner of a sheet, and beyond.
func farCells(n int) []byte {
	return workbook(strings.Repeat(`<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="ZZZZ99999999"><v>2</v></c></row>`, n), "")
}

// chains is a compound file whose chains of sectors all lead to themselves.
func chains(n int) []byte {
	data := make([]byte, n&^511+1024)
	copy(data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, v := range map[int]uint16{24: 0x3e, 26: 3, 28: 0xfffe, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(data[at:], v)
	}
	for at, v := range map[int]uint32{44: 0x7fffffff, 48: 1, 56: 4096, 60: 1, 64: 0x7fffffff, 68: 1, 72: 0x7fffffff} {
		binary.LittleEndian.PutUint32(data[at:], v)
	}
	for at := 76; at+4 <= len(data); at += 4 {
		binary.LittleEndian.PutUint32(data[at:], 1)
	}
	return data
}

// pdf is a file whose second object, which the first refers to, is as given.
func pdf(object string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n")
	at := b.Len()
	fmt.Fprintf(&b, "2 0 obj %s endobj\n", object)
	from := b.Len()
	fmt.Fprintf(&b, "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n%010d 00000 n \ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF\n", at, from)
	return b.Bytes()
}

// floodedPDF has a page whose content unpacks to n bytes.
func floodedPDF(n int) []byte {
	var content bytes.Buffer
	w, _ := gzip.NewWriterLevel(&content, gzip.BestCompression)
	_, _ = io.Copy(w, spaces(int64(n)))
	_ = w.Close()
	flate := content.Bytes()[10:] // without the header of gzip; the checksum at the end is never reached
	return pdf(fmt.Sprintf("<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n4 0 obj<</Filter/FlateDecode/Length %d>>stream\n\x78\x9c%s\nendstream", len(flate)+2, flate))
}

// zipped is n bytes in gzip.
func zipped(n int64) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = io.Copy(w, spaces(n))
	_ = w.Close()
	return b.Bytes()
}

// claims is an archive whose file says that it is larger than it is.
func claims(n int) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	_ = w.WriteHeader(&tar.Header{Name: "a.txt", Mode: 0o666, Size: int64(n)})
	_, _ = io.WriteString(w, "收入总计444.71万元。")
	return b.Bytes()
}

// floodedTar is an archive in gzip with a file of n bytes.
func floodedTar(n int) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	_ = w.WriteHeader(&tar.Header{Name: "a.txt", Mode: 0o666, Size: int64(n)})
	_, _ = io.Copy(w, spaces(int64(n)))
	_ = w.Close()
	_ = z.Close()
	return b.Bytes()
}

// archives is an archive in an archive, n times.
func archives(n int) []byte {
	data := []byte("收入总计444.71万元。")
	for i := range n {
		name := "a.zip"
		if i == 0 {
			name = "a.txt"
		}
		data = packed(map[string]io.Reader{name: bytes.NewReader(data)})
	}
	return data
}
