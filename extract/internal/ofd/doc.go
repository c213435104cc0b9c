// Package ofd reads OFD packages, the fixed-layout format of GB/T 33190: which
// characters stand where on a page, and which lines are drawn. It knows nothing
// of paragraphs and tables; package layout finds those.
//
// Annotations, seals and signatures are no text of a document and are left out.
// Composite objects, which draw a unit from the resources, are counted and not
// read.
package ofd
