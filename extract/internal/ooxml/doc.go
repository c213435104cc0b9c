// Package ooxml reads Office Open XML packages (ECMA-376, transitional and
// Strict): the zip container, the parts' XML, WordprocessingML documents with
// their styles, numbering, notes and charts, and SpreadsheetML workbooks.
//
// It is faithful to the format and knows nothing of extract.Document; the
// caller maps what it returns. All input is hostile: what reading may cost is
// bounded by Limits, a document type declaration is refused (no entity is ever
// expanded), and nothing outside the package is opened.
//
// XML is scanned in place by Scanner instead of encoding/xml, which is five to
// ten times slower and allocates for every token. The scanner is bound to the
// namespaces that matter here: it names every element by a canonical prefix
// ("w:p"), whatever prefix the file chose, so that one switch reads all
// producers' files.
package ooxml
