package extract

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
)

// format is one line of the formats table.
type format struct {
	name  string
	match func(data []byte) bool
	read  func(in *input) (*Document, error)
}

// formats is the table of formats, tried in order; content decides, never the
// file's name.
func formats() []format {
	return []format{
		{"ofd", matchOFD, readOFD},       // a zip too, so before ooxml
		{"ooxml", matchOOXML, readOOXML}, // docx, xlsx and their variants
		{"msdoc", matchOLE, readOLE},     // doc, wps, xls, et by their streams
		{"rtf", matchRTF, readRTF},
		{"wordml", matchWordML, readWordML},
		{"spreadsheetml", matchSpreadsheetML, readSpreadsheetML}, // xls that is XML
		{"odf", matchFlatODF, readFlatODF},                       // fodt, fods
		{"oldword", matchOldWord, readOldWord},
		{"xls", matchBIFF, readBIFF}, // without a container: too old
		{"pdf", matchPDF, readPDF},
		{"picture", matchPicture, readPicture}, // png, jpg, tiff
		{"mhtml", matchMHTML, readMHTML},
		{"html", matchHTML, readHTML},
		{"csv", matchCSV, readCSV},
		{"txt", matchText, readText}, // last: it takes whatever decodes
	}
}

// Limits bounds what reading one file may cost. What is zero is as in
// [DefaultLimits].
type Limits struct {
	Bytes    int64 // size of the file
	Expanded int64 // bytes unpacked from archives and streams
	Memory   int64 // bytes of memory, by what the parts of a file are known to take
	Cells    int   // cells and paragraphs in all
	Depth    int   // nesting of tables and elements
}

// DefaultLimits are generous for any report seen (the longest had 900 pages)
// and far below what hurts a small machine.
func DefaultLimits() Limits {
	return Limits{Bytes: 256 << 20, Expanded: 512 << 20, Memory: 512 << 20, Cells: 4_000_000, Depth: 64}
}

// OrDefault puts the defaults in the place of what is zero.
func (l Limits) OrDefault() Limits {
	d := DefaultLimits()
	return Limits{
		Bytes:    cmp.Or(l.Bytes, d.Bytes),
		Expanded: cmp.Or(l.Expanded, d.Expanded),
		Memory:   cmp.Or(l.Memory, d.Memory),
		Cells:    cmp.Or(l.Cells, d.Cells),
		Depth:    cmp.Or(l.Depth, d.Depth),
	}
}

// input is what a reader gets: the bytes and a running account against the limits.
type input struct {
	ctx      context.Context
	data     []byte
	limits   Limits
	expanded int64
	spent    int64 // memory
	cells    int
	crowded  bool // the rest of the program was asked for what it does not use
	chunks   int  // files this one is in the text of
	scans    scanning
}

// cellBytes is the memory of a cell or paragraph without its text, while it is
// built from what the file says and becomes a block.
const cellBytes = 256

// spend accounts for n bytes of memory, before they are had. What is given up
// on the way to the blocks is not given back: the collector may be late.
func (in *input) spend(n int64) error {
	if in.spent += n; in.spent > in.room() && in.limits.Memory > 0 {
		return refuse(TooLarge, "reading it takes more than %d bytes of memory", in.limits.Memory)
	}
	if in.spent > crowds && !in.crowded {
		in.crowded = true
		debug.FreeOSMemory()
	}
	return nil
}

// crowds is how much memory a file must be about to take before what the files before it
// left behind is given back to the system, which costs tens of milliseconds. The
// collector alone lets it lie beside what is new: of hundreds of hostile files in one
// process the greatest took 150 MB more than alone.
const crowds = 128 << 20

// room is what reading may take of the memory of a file. The rest is the program's:
// its dictionaries, the engine of PDFs, and what it has read before and not given
// back yet.
func (in *input) room() int64 { return in.limits.Memory / 8 * 5 }

// much is how much memory a file must have taken for it to be collected at once: the
// next file may take as much before the collector would come to it.
const much = 64 << 20

// giveBack collects what reading has left behind.
func (in *input) giveBack() {
	if in.spent > much {
		runtime.GC()
	}
}

// decode makes text of bytes and counts the characters that are none, see decode.
// What is not UTF-8 is made twice on the way.
func (in *input) decode(data []byte, cs charset) (text string, bad int, err error) {
	n := int64(len(data))
	if cs != utf8Text {
		err = in.spend(2 * n)
	}
	if err = cmp.Or(err, in.expand(n)); err != nil {
		return "", 0, err
	}
	text, bad = decode(data, cs)
	return text, bad, nil
}

// expand accounts for n unpacked bytes.
func (in *input) expand(n int64) error {
	if err := in.spend(n); err != nil {
		return err
	}
	if in.expanded += n; in.expanded > in.limits.Expanded {
		return refuse(TooLarge, "unpacks to more than %d bytes", in.limits.Expanded)
	}
	return in.check()
}

// cell accounts for n cells or paragraphs.
func (in *input) cell(n int) error {
	if in.cells += n; in.cells > in.limits.Cells {
		return refuse(TooLarge, "more than %d cells and paragraphs", in.limits.Cells)
	}
	if err := in.spend(int64(n) * cellBytes); err != nil {
		return err
	}
	if in.cells>>8 != (in.cells-n)>>8 {
		return in.check()
	}
	return nil
}

// cellsLeft is how many cells may still follow.
func (in *input) cellsLeft() int {
	left := in.limits.Cells - in.cells
	if in.limits.Memory > 0 {
		left = min(left, int((in.room()-in.spent)/cellBytes))
	}
	return max(left, 0)
}

// check returns a refusal once the time for the file is over.
func (in *input) check() error {
	if in.ctx.Err() != nil {
		return refuse(TimedOut, "%v", context.Cause(in.ctx))
	}
	return nil
}

// tableBytes is what it takes to read what a table says, beside its cells.
const tableBytes = 1 << 10

// holds accounts for the tables and texts of a document. A text that a file has once
// may stand in many cells, and is read in each.
func (in *input) holds(doc *Document) error {
	if err := in.spend(int64(len(tablesOf(doc.Blocks))) * tableBytes); err != nil {
		return err
	}
	var all int64
	for _, t := range doc.Texts() {
		if all += int64(len(t.S)); all > in.limits.Expanded || in.limits.Memory > 0 && all > in.limits.Memory {
			return &Refusal{doc.Format, TooLarge, fmt.Sprintf("the texts of its cells have more than %d bytes", in.limits.Memory)}
		}
	}
	return in.check()
}

// Read reads a file's bytes. The error is a *Refusal; ctx bounds the time.
func Read(ctx context.Context, data []byte, lim Limits) (*Document, error) {
	return read(ctx, data, lim, nil)
}

func read(ctx context.Context, data []byte, lim Limits, recognise Recogniser) (doc *Document, err error) {
	lim = lim.OrDefault()
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, refuse(Corrupt, "reader failed: %v", r)
		}
	}()
	if len(data) == 0 {
		return nil, refuse(Empty, "the file has no bytes")
	}
	if int64(len(data)) > lim.Bytes {
		return nil, refuse(TooLarge, "%d bytes, the limit is %d", len(data), lim.Bytes)
	}
	in := &input{ctx: ctx, data: data, limits: lim, scans: scanning{recognise: recognise}}
	defer in.giveBack()
	if err := in.spend(int64(len(data))); err != nil {
		return nil, err
	}
	for _, f := range formats() {
		if !f.match(data) {
			continue
		}
		doc, err := f.read(in)
		if err != nil {
			var r *Refusal
			if !errors.As(err, &r) {
				r = refuse(Corrupt, "%v", err)
			}
			if r.Format == "" {
				r.Format = f.name
			}
			return nil, r
		}
		if doc.Format == "" {
			doc.Format = f.name
		}
		if err := in.holds(doc); err != nil {
			return nil, err
		}
		doc.Blocks = unwrap(doc.Blocks)
		doc.makeValid()
		doc.tables = tablesOf(doc.Blocks)
		doc.countLong()
		doc.scans = in.scans.pages
		return doc, nil
	}
	return nil, refuse(Unsupported, "%s", describe(data))
}

// signatures are the beginnings of content that is recognised but not read.
// The names follow the PRONOM registry and the formats' specifications.
var signatures = []struct{ magic, name string }{
	{"\xff\xd8\xff", "a JPEG image"},
	{"\x89PNG\r\n\x1a\n", "a PNG image"},
	{"GIF8", "a GIF image"},
	{"BM", "a BMP image"},
	{"II*\x00", "a TIFF image"},
	{"MM\x00*", "a TIFF image"},
	{"Rar!\x1a\x07", "a RAR archive"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive"},
	{"\x1f\x8b", "a gzip archive"},
	{"BZh", "a bzip2 archive"},
	{"\xfd7zXZ\x00", "an xz archive"},
	{"\x28\xb5\x2f\xfd", "a zstd archive"},
	{"MSCF", "a cabinet archive"},
	{"PK\x03\x04", "a zip archive that is no known document"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an OLE compound file that is no known document"},
	{"\xffWPC", "a WordPerfect document"},
	{"\xdb\xa5\x2d\x00", "a Word 2 document"},
	{"\x9b\xa5", "a Word 1 document"},
	{"\x31\xbe\x00\x00", "a Microsoft Write document"},
	{"\x32\xbe\x00\x00", "a Microsoft Write document"},
	{"\xfe\x37\x00", "a Word for DOS document"},
	{"\x09\x00\x04\x00", "an Excel 2 worksheet"},
	{"\x09\x02\x06\x00", "an Excel 3 worksheet"},
	{"\x09\x04\x06\x00", "an Excel 4 worksheet"},
	{"\x09\x08", "an Excel 5 worksheet outside a compound file"},
	{"MZ", "a Windows program"},
	{"\x7fELF", "a program"},
	{"\x00\x01\x00\x00\x00", "a font"},
	{"OTTO", "a font"},
	{"wOFF", "a font"},
	{"SQLite format 3\x00", "a SQLite database"},
	{"PAR1", "a Parquet file"},
	{"%!PS", "a PostScript file"},
	{"AT&TFORM", "a DjVu document"},
	{"OggS", "an audio or video file"},
	{"ID3", "an audio file"},
	{"\x1aE\xdf\xa3", "a video file"},
}

// describe names what unreadable bytes look like.
func describe(data []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.magic)) {
			return s.name
		}
	}
	if len(data) > 12 && (string(data[4:8]) == "ftyp" || string(data[:4]) == "RIFF") {
		return "an image, audio or video file"
	}
	return fmt.Sprintf("unknown content beginning % x", data[:min(len(data), 8)])
}
