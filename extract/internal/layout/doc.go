// Package layout turns the glyphs and drawn lines of pages into paragraphs and
// tables. It knows no PDF: everything it decides, it decides from where things
// stand, never from the order they were drawn in.
package layout
