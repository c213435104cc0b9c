// Package extract reads disclosure files: bytes become a Document of blocks.
//
// A Document is faithful to its file and knows nothing of accounting. It is a
// flat list of blocks in reading order; a block is a paragraph, a heading, a
// note, a table or a chart. Every piece of text has a Loc, and every byte of
// every text can be traced to the place in the file a person would look at
// (Document.Locate). A chart is kept as the table of its cached series, so
// everything downstream reads tables and charts alike. A nested table is a
// block of its own after the table that holds it.
//
// Invariants (each is a property test):
//   - Read returns a Document or a *Refusal, never both, never a panic.
//   - Document.Text(loc).S[start:end] is the text that Locate(loc, start, end) points to.
//   - Cells of a table do not overlap, and each merged cell is listed once.
//   - Reading costs memory and time bounded by Limits, whatever the file says.
//
// What a file is follows from its content, never from its name: a .doc may be
// RTF, HTML or a docx. A file that is recognised but not read, a scan, an
// archive, a document behind a password, is refused with a Reason and with
// Advice a person can follow. Nothing is fetched and no program is started.
//
// A format has two layers. The packages below internal read its bytes as its
// specification says (ooxml, word97, biff8; layout finds lines, columns and
// tables on a page); the files of this package map what they return to blocks.
//
// To add a format: write its reader in a file of its own and add one line to
// the formats table in format.go.
package extract
