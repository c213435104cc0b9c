package extract

import "gongkai/extract/internal/ooxml"

// readODT refuses OpenDocument files by name of what they are.
func readODT(pkg *ooxml.Package) (*Document, error) {
	return nil, &Refusal{"odf", Unsupported, "an OpenDocument file"}
}
