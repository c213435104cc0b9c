package extract

import "gongkai/extract/internal/ooxml"

// readODT maps an OpenDocument text to blocks; other OpenDocument files are
// refused by name of what they are.
func readODT(in *input, pkg *ooxml.Package) (*Document, error) {
	w, err := ooxml.ReadODF(pkg)
	if err != nil {
		return nil, ooxmlRefusal("odf", err)
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
