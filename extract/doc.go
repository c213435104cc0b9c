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
// To add a format: write its reader in a file of its own and add one line to
// the formats table in format.go.
package extract
