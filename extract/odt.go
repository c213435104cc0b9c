package extract

import (
	"bytes"

	"gongkai/extract/internal/ooxml"
)

// readODF maps an OpenDocument text to blocks, and a spreadsheet as any workbook;
// other OpenDocument files are refused by name of what they are.
func readODF(in *input, pkg *ooxml.Package) (*Document, error) {
	w, book, err := ooxml.ReadODF(pkg)
	return odfDocument(in, w, book, err)
}

// matchFlatODF recognises OpenDocument that is one XML file (fodt, fods).
func matchFlatODF(data []byte) bool {
	head := xmlHead(data)
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte(":document ")) &&
		bytes.Contains(head, []byte("urn:oasis:names:tc:opendocument:xmlns:office:1.0"))
}

// readFlatODF reads such a file.
func readFlatODF(in *input) (*Document, error) {
	if err := in.expand(int64(len(in.data))); err != nil { // as UTF-8
		return nil, err
	}
	w, book, err := ooxml.ReadFlatODF(in.data, ooxmlLimits(in))
	return odfDocument(in, w, book, err)
}

// odfDocument maps a text or a workbook, whichever there is.
func odfDocument(in *input, w *ooxml.Word, book *ooxml.Workbook, err error) (*Document, error) {
	if err != nil {
		return nil, ooxmlRefusal("odf", err)
	}
	if book != nil {
		return bookDocument(in, book, "ods")
	}
	m := &docxMapper{in: in, doc: &Document{Format: "odt"}}
	if err := m.blocks(w.Blocks); err != nil {
		return nil, err
	}
	if len(m.doc.Blocks) == 0 {
		return nil, &Refusal{"odt", Empty, "no text and no table"}
	}
	return m.doc, nil
}
