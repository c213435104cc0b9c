package extract

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// hostile is a file made to do harm, and what must become of it.
type hostile struct {
	name   string
	data   func(t *testing.T) []byte
	reason Reason // "" when it is to be read
	more   uint64 // memory beyond the common allowance, for lines and cells
}

// repeated is a string that is written as often as told: n copies of a unit
// between a head and a foot.
type repeated struct {
	head, unit string
	n          int
	foot       string
}

// bomb makes a zip of parts of which the last is written compressed from what
// it repeats, so that the test itself stays small.
func bomb(t *testing.T, parts []part, name string, r repeated) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(p.data))
	}
	f, err := w.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte(r.head))
	chunk := []byte(strings.Repeat(r.unit, max(1, min(r.n, 1<<16/len(r.unit)))))
	for left := r.n * len(r.unit); left > 0; left -= len(chunk) {
		f.Write(chunk[:min(left, len(chunk))])
	}
	f.Write([]byte(r.foot))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// docxBomb is a Word file whose main part repeats.
func docxBomb(head, unit string, n int, foot string) func(*testing.T) []byte {
	return func(t *testing.T) []byte {
		return bomb(t, []part{rels("_rels/.rels", "officeDocument", "word/document.xml")}, "word/document.xml",
			repeated{"<w:document " + wordNS + "><w:body>" + head, unit, n, foot + "</w:body></w:document>"})
	}
}

// lying is a docx bomb whose directory says that the main part has a thousand bytes.
func lying(t *testing.T) []byte {
	data := docxBomb("", " ", 200<<20, "")(t)
	entry := bytes.LastIndex(data, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[entry+24:], 1000)
	return data
}

// xlsxBomb is a workbook whose only sheet repeats.
func xlsxBomb(head, unit string, n int, foot string) func(*testing.T) []byte {
	return func(t *testing.T) []byte {
		return bomb(t, []part{
			rels("_rels/.rels", "officeDocument", "xl/workbook.xml"),
			rels("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml"),
			{"xl/workbook.xml", `<workbook ` + sheetNS + `><sheets><sheet name="s" r:id="r1"/></sheets></workbook>`},
		}, "xl/worksheets/sheet1.xml", repeated{"<worksheet " + sheetNS + "><sheetData>" + head, unit, n, foot + "</sheetData></worksheet>"})
	}
}

func text(head, unit string, n int, foot string) func(*testing.T) []byte {
	return func(*testing.T) []byte { return []byte(head + strings.Repeat(unit, n) + foot) }
}

// laughs is the billion laughs: entities that double thirty times.
func laughs() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "哈"><!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:9/">`)
	for i := 1; i <= 30; i++ {
		fmt.Fprintf(&b, `<!ENTITY l%d "&l%d;&l%d;">`, i, i-1, i-1)
	}
	b.WriteString("]>")
	return b.String()
}

// tightLimits make the memory of a bomb comparable with what it may unpack to.
func tightLimits() Limits {
	return Limits{Bytes: 64 << 20, Expanded: 32 << 20, Cells: 1_200_000, Depth: 64}
}

// The memory a hostile file may take is that of any file, memoryBase and
// memoryFactor times its size, and what its lines and cells cost: there can be
// one for every byte or two, and Limits.Cells bounds them.
const (
	perLine = 96
	perCell = 400 // 340 of a web page, for what is built and what it is built from; 150 to 290 elsewhere
)

func hostiles() []hostile {
	laugh := laughs()
	return []hostile{
		{"docx of spaces", docxBomb("", " ", 200<<20, ""), TooLarge, 0},
		{"docx that lies about its size", lying, Corrupt, 0},
		{"docx of one text", docxBomb("<w:p><w:r><w:t>", "收入 1.00 ", 100<<20/14, "</w:t></w:r></w:p>"), TooLarge, 0},
		{"docx of paragraphs", docxBomb("", "<w:p><w:r><w:t>1</w:t></w:r></w:p>", 2_000_000, ""), TooLarge, 0},
		{"docx of tables in tables", docxBomb("", "<w:tbl><w:tr><w:tc>", 10_000, ""), TooLarge, 0},
		{"docx of controls in controls", docxBomb("", "<w:sdt><w:sdtContent>", 10_000, ""), TooLarge, 0},
		{"docx with a cell over all columns", docxBomb(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, " ", 1, ""), "", 0},
		{"docx of entities", func(t *testing.T) []byte {
			return pack(t, rels("_rels/.rels", "officeDocument", "word/document.xml"),
				part{"word/document.xml", laugh + "<w:document " + wordNS + "><w:body>" + p("&l30;&f;&h;") + "</w:body></w:document>"})
		}, Corrupt, 0},
		{"docx of numbers before paragraphs", func(t *testing.T) []byte {
			levels := `<w:lvl w:ilvl="0"><w:start w:val="2000000000"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="` + strings.Repeat("%1", 1000) + `"/></w:lvl>`
			return bomb(t, []part{rels("_rels/.rels", "officeDocument", "word/document.xml"), rels("word/_rels/document.xml.rels", "numbering", "numbering.xml"),
				{"word/numbering.xml", "<w:numbering " + wordNS + `><w:abstractNum w:abstractNumId="1">` + levels + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`}},
				"word/document.xml", repeated{"<w:document " + wordNS + "><w:body>",
					`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>1</w:t></w:r></w:p>`, 100_000, "</w:body></w:document>"})
		}, TooLarge, 32 << 20}, // what it may unpack to
		{"odt of entities", func(t *testing.T) []byte {
			return pack(t, part{"mimetype", "application/vnd.oasis.opendocument.text"},
				part{"content.xml", laugh + `<office:document-content ` + odfNS + `><office:body><office:text><text:p>&l30;&f;</text:p></office:text></office:body></office:document-content>`})
		}, Corrupt, 0},
		{"odt of repeated cells", func(t *testing.T) []byte {
			return odt(t, `<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000"><text:p>1</text:p></table:table-cell></table:table-row></table:table>`)
		}, "any", 0},
		{"xlsx of spaces", xlsxBomb("", " ", 200<<20, ""), TooLarge, 0},
		{"xlsx of cells", xlsxBomb("<row>", "<c><v>1</v></c>", 3_000_000, "</row>"), TooLarge, 0},
		{"xlsx of elements in elements", xlsxBomb("", "<row><c>", 10_000, ""), TooLarge, 0},
		{"xlsx with a cell far away", xlsxBomb(`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, " ", 1, ""), "", 0},
		{"html of elements in elements", text("<body>", "<div>", 10_000, "收入1元"), "any", 0},
		{"html of tables in tables", text("<body>", "<table><tr><td>", 10_000, "收入1元"), "any", 0},
		{"html with spans", text("<table>", "<tr><td rowspan=65534 colspan=1000>1", 500, "</table>"), "any", 0},
		{"html of fonts never closed", func(*testing.T) []byte {
			var b strings.Builder
			b.WriteString("<body><p>")
			for i := range 400 {
				fmt.Fprintf(&b, "<font a=%d>", i)
			}
			return []byte(b.String() + "</p>" + strings.Repeat("<p>1", 50_000))
		}, "", perCell * 50_000},
		{"html of attributes said again", func(*testing.T) []byte {
			var b strings.Builder
			b.WriteString("<p>1<a")
			for i := range 10_000 {
				fmt.Fprintf(&b, " a%d", i)
			}
			return []byte(b.String() + ">" + strings.Repeat("<p>1", 50_000))
		}, "", perCell * 50_000},
		{"html of entities", text(laugh+"<html><body><p>收入&l30;&f;</p>", "<p>1元</p>", 3, ""), "", 0},
		{"html on one line", text("<html><body><p>", "全年收入1.23亿元，", 200_000, "</p></body></html>"), "", 0},
		{"WordprocessingML of entities", text(laugh+`<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>`, "&l30;", 1, "</w:t></w:r></w:p></w:body></w:wordDocument>"), "any", 0},
		{"WordprocessingML of tables in tables", text(`<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>`, "<w:tbl><w:tr><w:tc>", 10_000, ""), "any", 0},
		{"rtf of groups in groups", text(`{\rtf1 `, "{", 10_000, "1"), "any", 0},
		{"rtf of tables in tables", text(`{\rtf1 `, `\trowd\cellx9\itap9999\intbl a\nestcell\nestrow `, 10_000, "}"), "any", 0},
		{"mhtml of parts in parts", text("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n", "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", 10_000, ""), "any", 0},
		{"text on one line", text("", "收入1.23万元，", 500_000, ""), "", 0},
		{"text of bars", text("", "|", 2_000_000, "\n"), "any", 0},
		{"text of tabs", text("", "1\t", 1_000_000, "\n"), "any", 0},
		{"text of blank lines", text("1", "\n", 1_000_000, "2"), "", perLine * 1_000_000},
		{"text of too many lines that end with CR", text("1", "\r", 4_000_000, "2"), TooLarge, 0},
		{"text of too many lines", text("1", "\n", 4_000_000, "2"), TooLarge, 0},
		{"csv of quotes", text("a,b\n", "\"\"", 1_000_000, ",1\n"), "any", 0},
		{"csv of cells", text("", strings.Repeat("1,", 999)+"1\n", 1000, ""), "", perCell * 1_000_000},
	}
}

// TestHostileFiles reads files that try to cost more than they weigh.
func TestHostileFiles(t *testing.T) {
	lim := tightLimits()
	for _, h := range hostiles() {
		t.Run(h.name, func(t *testing.T) {
			data := h.data(t)
			ctx := t.Context()
			var doc *Document
			var err error
			most := memoryBase + memoryFactor*uint64(len(data)) + h.more
			var peak uint64
			took := processorTime(t, func() { peak = leastPeak(most, func() { doc, err = Read(ctx, data, lim) }) })
			if slower == 1 { // by itself, without the collector in a hurry
				took = processorTime(t, func() { Read(ctx, data, lim) })
			}
			t.Logf("%d bytes: %v, %d MiB (%.1f× the file), %v", len(data), took.Round(time.Millisecond), peak>>20, float64(peak)/float64(len(data)), err)
			if took > maxTime {
				t.Errorf("took %v", took)
			}
			if peak > most {
				t.Errorf("%d MiB of memory for %d bytes", peak>>20, len(data))
			}
			var r *Refusal
			switch errors.As(err, &r); {
			case err != nil && (r == nil || strings.Contains(r.Detail, "reader failed") || r.Reason == TimedOut):
				t.Error(err)
			case h.reason == "any":
			case h.reason == "" && err != nil:
				t.Errorf("%v, want it read", err)
			case h.reason != "" && (r == nil || r.Reason != h.reason):
				t.Errorf("%v, want %s", err, h.reason)
			}
			if doc != nil && strings.Contains(allText(doc), "root:") {
				t.Error("an external entity was read")
			}
		})
	}
}

// TestMillionCells reads a table of a thousand by a thousand cells in every
// format that has tables: whole, or refused as too large, in time.
func TestMillionCells(t *testing.T) {
	slow(t, "takes most of a gigabyte")
	const n = 1000
	row := func(open, cell, shut string) string { return open + strings.Repeat(cell, n) + shut }
	for name, data := range map[string]func(*testing.T) []byte{
		"docx": docxBomb("<w:tbl>", row("<w:tr>", "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>", "</w:tr>"), n, "</w:tbl>"),
		"xlsx": xlsxBomb("", row("<row>", "<c><v>1</v></c>", "</row>"), n, ""),
		"html": text("<table>", row("<tr>", "<td>1", ""), n, "</table>"),
		"txt":  text("", row("", "1\t", "x\n"), n, ""),
	} {
		t.Run(name, func(t *testing.T) {
			in := data(t)
			var doc *Document
			var err error
			peak := leastPeak(perCell*n*n, func() { doc, err = Read(t.Context(), in, DefaultLimits()) })
			took := processorTime(t, func() { Read(t.Context(), in, DefaultLimits()) })
			t.Logf("%d bytes: %v, %d MiB, %d bytes a cell", len(in), took.Round(time.Millisecond), peak>>20, peak/(n*n))
			if r := (*Refusal)(nil); errors.As(err, &r) && r.Reason == TooLarge && took <= maxTime && peak <= perCell*n*n {
				return // what reads a table charges for the facts to come as well
			}
			if err != nil || took > maxTime || peak > perCell*n*n {
				t.Fatalf("%v after %v and %d MiB", err, took, peak>>20)
			}
			ones := 0
			for _, text := range doc.Texts() {
				ones += strings.Count(text.S, "1")
			}
			if ones != n*n {
				t.Errorf("%d cells", ones)
			}
		})
	}
}

// TestCutFiles cuts a file of each format at every sixteenth.
func TestCutFiles(t *testing.T) {
	page := "<html><body><h1>决算</h1>" + strings.Repeat("<p>收入1.00万元</p><table><tr><td>甲<td>2</table>", 20) + "</body></html>"
	files := map[string][]byte{
		"doc":   readFile(t, "testdata/doc/report.doc"),
		"rtf":   readFile(t, "testdata/rtf/report.rtf"),
		"xls":   readFile(t, "testdata/xls/sheet.xls"),
		"docx":  docx(t, strings.Repeat(p("收入1.00万元"), 200), definitions()...),
		"xlsx":  xlsx(t, "<sheetData><row><c><v>1</v></c></row></sheetData>"),
		"odt":   odt(t, strings.Repeat("<text:p>收入1.00万元</text:p>", 200)),
		"pdf":   pdfFile{pages: []string{pdfText(90, 700, 16, pdfSample)}}.bytes(),
		"html":  []byte(page),
		"mhtml": []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page + "\r\n--b--\r\n"),
	}
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			whole, err := Read(t.Context(), data, DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			for k := 1; k < 16; k++ {
				doc, err := Read(t.Context(), data[:len(data)*k/16], DefaultLimits())
				checkOutcome(t, doc, err)
				if doc != nil && len(doc.Warnings) == 0 && zipped(name) {
					t.Errorf("read whole though cut at %d/16", k)
				}
				if doc != nil && len(allText(doc)) > len(allText(whole))*11/10+100 {
					t.Errorf("cut at %d/16: more text than in the whole", k)
				}
			}
		})
	}
}

// zipped reports a format whose directory is at its end: cut, it is never whole.
func zipped(name string) bool { return name == "docx" || name == "xlsx" || name == "odt" }

// TestNoise reads bytes that are no file.
func TestNoise(t *testing.T) {
	for b := range 256 {
		doc, err := Read(t.Context(), []byte{byte(b)}, DefaultLimits())
		checkOutcome(t, doc, err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	heads := []string{"", "PK\x03\x04", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "%PDF-1.7\n", "{\\rtf1 ", "<html>", "MIME-Version: 1.0\r\n\r\n", "\xff\xfe", "<?xml version=\"1.0\"?>"}
	for _, head := range heads {
		for _, size := range []int{2, 100, 511, 512, 513, 4096, 1 << 16} {
			data := []byte(head)
			for range size {
				data = append(data, byte(rng.Uint32()))
			}
			doc, err := Read(t.Context(), data, DefaultLimits())
			checkOutcome(t, doc, err)
			if head == "" && size >= 100 {
				var r *Refusal
				if !errors.As(err, &r) || r.Reason != Unsupported {
					t.Errorf("%d random bytes: %v", size, err)
				}
			}
		}
	}
}

// TestUnlabelledEncodings reads a report whose encoding nothing states.
func TestUnlabelledEncodings(t *testing.T) {
	report := strings.Repeat("2023年度一般公共预算财政拨款收入1,234.56万元，比上年增长5.6%。\n", 5)
	page := "<html><body><p>" + strings.ReplaceAll(report, "\n", "</p>\n<p>") + "</p></body></html>"
	utf16 := func(e unicode.Endianness) func(string) string {
		return func(s string) string { return must(unicode.UTF16(e, unicode.IgnoreBOM).NewEncoder().String(s)) }
	}
	for name, encode := range map[string]func(string) string{
		"UTF-16LE": utf16(unicode.LittleEndian),
		"UTF-16BE": utf16(unicode.BigEndian),
		"GB18030":  func(s string) string { return must(simplifiedchinese.GB18030.NewEncoder().String(s)) },
		"UTF-8":    func(s string) string { return s },
	} {
		for kind, s := range map[string]string{"txt": report, "html": page} {
			doc, err := Read(t.Context(), []byte(encode(s)), DefaultLimits())
			if err != nil {
				t.Errorf("%s %s: %v", name, kind, err)
				continue
			}
			if doc.Format != kind || strings.Count(allText(doc), "一般公共预算财政拨款收入1,234.56万元") != 5 {
				t.Errorf("%s %s: read as %s: %.80q", name, kind, doc.Format, allText(doc))
			}
		}
	}
}

func must(s string, err error) string {
	if err != nil {
		panic(err)
	}
	return s
}

// TestErrorPages reads what a server sent instead of the file.
func TestErrorPages(t *testing.T) {
	for _, page := range []string{
		"<html>\r\n<head><title>404 Not Found</title></head>\r\n<body bgcolor=\"white\">\r\n<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx/1.14.0</center>\r\n</body>\r\n</html>",
		"<!DOCTYPE html><html><head><meta charset=utf-8><title>页面不存在</title></head><body><p>抱歉，您访问的页面不存在或已被删除！</p><a href=/>返回首页</a></body></html>",
		"<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1><p>You don't have permission to access /a.doc on this server.</p></body></html>",
		"<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>",
	} {
		_, err := Read(t.Context(), []byte(page), DefaultLimits())
		var r *Refusal
		if !errors.As(err, &r) || r.Reason != Unsupported || !strings.Contains(r.Detail, "error page") {
			t.Errorf("%.60q: %v", page, err)
		}
	}
}

// TestEncryptedDoc sets the flag that Word sets in the header of a document
// with a password (MS-DOC 2.5.1, fEncrypted).
func TestEncryptedDoc(t *testing.T) {
	data := bytes.Clone(readFile(t, "testdata/doc/report.doc"))
	for at := 512; at < len(data); at += 512 {
		if data[at] == 0xec && data[at+1] == 0xa5 {
			data[at+11] |= 1
			_, err := Read(t.Context(), data, DefaultLimits())
			var r *Refusal
			if !errors.As(err, &r) || r.Reason != Encrypted {
				t.Errorf("%v, want encrypted", err)
			}
			return
		}
	}
	t.Fatal("no header in the fixture")
}

// TestNothingOutside holds that reading opens no connection and writes no
// file: the packages import nothing that could, but for the cache of compiled
// code that the PDF engine keeps.
func TestNothingOutside(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			switch name, _ := strconv.Unquote(spec.Path.Value); {
			case name == "os" && path == "pdf_engine.go": // the user's cache folder
			case name == "os", name == "os/exec", name == "net", strings.HasPrefix(name, "net/"), name == "syscall", name == "plugin":
				if name != "net/mail" && name != "net/textproto" && name != "net/url" {
					t.Errorf("%s imports %s", path, name)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	data := [][]byte{readFile(t, "testdata/doc/report.doc"), readFile(t, "testdata/rtf/report.rtf"), readFile(t, "testdata/xls/sheet.xls"),
		pack(t, rels("_rels/.rels", "officeDocument", "word/document.xml"), part{"../../evil.txt", "x"}, part{"/evil", "x"},
			part{"word/document.xml", "<w:document " + wordNS + "><w:body>" + p("1") + "</w:body></w:document>"})}
	t.Setenv("TMPDIR", dir)
	t.Chdir(dir)
	for _, d := range data {
		if _, err := Read(t.Context(), d, DefaultLimits()); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
