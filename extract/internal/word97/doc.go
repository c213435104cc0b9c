// Package word97 parses the binary Word 97-2003 format ([MS-DOC]) from its
// streams to paragraphs with their properties. It knows nothing of blocks; the
// caller nests the paragraphs of a table by their Depth.
//
// Chain: FIB -> piece table (Clx) -> characters -> character and paragraph
// properties (CHPX and PAPX pages, styles, piece modifiers) -> paragraphs.
// Every offset in the streams is untrusted: a part that lies outside its
// stream reads as absent, and the number of characters is bounded by the size
// of the WordDocument stream.
package word97
