package extract

import (
	"archive/zip"
	"errors"
	"strings"
	"testing"
)

// FuzzReadDOCX mutates the container: its directory, its sizes and checksums,
// what is packed and what is not.
func FuzzReadDOCX(f *testing.F) {
	parts := []part{rels("_rels/.rels", "officeDocument", "d"), {"d", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` + p("1") + `</w:document>`}}
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		f.Add(packBy(f, method, parts...))
	}
	f.Add(pack(f, part{"word/document.xml", p("1")}))
	f.Fuzz(fuzzOOXML)
}

// FuzzDocumentXML mutates what the parts hold, which the zip's checksums
// otherwise keep the fuzzer from.
func FuzzDocumentXML(f *testing.F) {
	d := wordDefinitions()
	for _, c := range wordCases {
		f.Add(c.body, "", "", "", "")
	}
	f.Add(numbered("2", "0", "甲"), d[0].inner, d[1].inner, d[2].inner, "")
	f.Add(`<w:p>`+chartRun+`</w:p>`, "", "", "", d[4].inner)
	f.Fuzz(func(t *testing.T, body, styles, numbering, notes, chart string) {
		var parts []part
		for i, inner := range []string{styles, numbering, notes, "", chart} {
			if inner != "" {
				parts = append(parts, definition{d[i].name, d[i].root, inner}.part())
			}
		}
		fuzzOOXML(t, packBy(t, zip.Store, wordPackage(body, parts...)...))
	})
}

// fuzzOOXML: a sound document or a refusal, never a panic, in bounded time.
func fuzzOOXML(t *testing.T, data []byte) {
	if !matchOOXML(data) {
		return // another reader's
	}
	var doc *Document
	var err error
	if took := processorTime(t, func() { doc, err = Read(t.Context(), data, fuzzLimits()) }); took > maxTime {
		t.Errorf("took %v", took)
	}
	var refusal *Refusal
	switch {
	case err == nil:
		checkDocument(t, doc)
	case !errors.As(err, &refusal):
		t.Errorf("error %v is no refusal", err)
	case strings.Contains(refusal.Detail, "reader failed"):
		t.Errorf("a panic: %v", err)
	}
}
