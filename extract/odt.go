package extract

import "gongkai/extract/internal/ooxml"

// readODF maps an OpenDocument text to blocks, and a spreadsheet as any workbook;
// other OpenDocument files are refused by name of what they are.
func readODF(in *input, pkg *ooxml.Package) (*Document, error) {
	w, book, err := ooxml.ReadODF(pkg)
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
