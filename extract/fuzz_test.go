package extract

import (
	"archive/zip"
	"errors"
	"strings"
	"testing"
)

// FuzzReadCSV reads what is taken for a table of separated values.
func FuzzReadCSV(f *testing.F) {
	for _, s := range []string{"项目,金额\n一、收入,\"1,234.50\"\n", "a;b\n\"x\n\"\"y\";2\n", "a\tb\n1\t2\n3\t4\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if matchCSV(data) {
			fuzzReader(t, data, readCSV)
		}
	})
}

// FuzzReadMHTML reads what is taken for a saved web page.
func FuzzReadMHTML(f *testing.F) {
	f.Add([]byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=gb2312\r\n" +
		"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=CA=D5=C8=EB 12.5<table><tr><td>a</table>\r\n--b--\r\n"))
	f.Add([]byte("MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+MTI8L3A+\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if matchMHTML(data) {
			fuzzReader(t, data, readMHTML)
		}
	})
}

// FuzzReadWordML reads XML of Word 2003 and flat packages.
func FuzzReadWordML(f *testing.F) {
	const root = `<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>`
	f.Add([]byte(root + `<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/></w:listPr></w:pPr><w:r><w:t>1</w:t></w:r></w:p></w:body></w:wordDocument>`))
	f.Add([]byte(root + `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vmerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:body></w:wordDocument>`))
	f.Add([]byte(`<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/_rels/.rels"><pkg:xmlData/></pkg:part></pkg:package>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if matchWordML(data) {
			fuzzReader(t, data, readWordML)
		}
	})
}

// FuzzReadODT mutates the content of an OpenDocument text, which the zip's
// checksum otherwise keeps the fuzzer from.
func FuzzReadODT(f *testing.F) {
	f.Add(`<text:list><text:list-item><text:p>a<text:s text:c="2"/><text:note><text:note-body><text:p>b</text:p></text:note-body></text:note></text:p></text:list-item></text:list>`)
	f.Add(`<table:table><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>1</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, body string) {
		fuzzOOXML(t, packBy(t, zip.Store, part{"content.xml", odtContent(body)}))
	})
}

// FuzzRead gives any bytes to whichever reader takes them.
func FuzzRead(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("<?xml version=\"1.0\"?><w:wordDocument><w:body><w:p><w:r><w:t>1</w:t></w:r></w:p></w:body></w:wordDocument>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(t.Context(), data, fuzzLimits())
		checkOutcome(t, doc, err)
	})
}

// fuzzLimits keep one input of a fuzzer short.
func fuzzLimits() Limits {
	return Limits{Bytes: 1 << 20, Expanded: 4 << 20, Cells: 20_000, Depth: 64}
}

func fuzzReader(t *testing.T, data []byte, read func(*input) (*Document, error)) {
	t.Helper()
	doc, err := read(&input{ctx: t.Context(), data: data, limits: fuzzLimits()})
	if err == nil {
		checkDocument(t, doc)
	}
}

// checkOutcome: a sound document or a refusal, never both, never a panic.
func checkOutcome(t *testing.T, doc *Document, err error) {
	t.Helper()
	var refusal *Refusal
	switch {
	case err == nil:
		checkDocument(t, doc)
	case doc != nil:
		t.Error("a document and an error")
	case !errors.As(err, &refusal):
		t.Errorf("error %v is no refusal", err)
	case refusal.Reason == "" || strings.Contains(refusal.Detail, "reader failed"):
		t.Errorf("%v", err)
	}
}
