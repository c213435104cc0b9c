package extract

import (
	"bytes"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

// oleSignature begins a compound file ([MS-CFB] 2.2).
const oleSignature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// maxStreams bounds the directory of a compound file.
const maxStreams = 1 << 16

// matchOLE recognises compound files: doc, wps, xls, et, encrypted OOXML.
func matchOLE(data []byte) bool { return bytes.HasPrefix(data, []byte(oleSignature)) }

// compound is a compound file opened.
type compound struct {
	in      *input
	streams map[string]*mscfb.File // of the root storage, by folded name
	deeper  map[string]bool        // folded names of streams in storages
}

// openCompound reads the directory.
func openCompound(in *input) (*compound, error) {
	r, err := mscfb.New(padded(in.data))
	if err != nil {
		if len(in.data) < 1536 { // header, one sector of FAT, one of directory
			return nil, refuse(Truncated, "a compound file of %d bytes", len(in.data))
		}
		return nil, refuse(Corrupt, "compound file: %v", err)
	}
	c := &compound{in: in, streams: map[string]*mscfb.File{}, deeper: map[string]bool{}}
	for i, f := range r.File {
		if i > maxStreams {
			return nil, refuse(TooLarge, "more than %d streams", maxStreams)
		}
		if name := foldName(f.Name); len(f.Path) > 0 {
			c.deeper[name] = true
		} else if c.streams[name] == nil {
			c.streams[name] = f
		}
	}
	return c, nil
}

// padded gives a file the rest of its last sector, which some writers save.
func padded(data []byte) *bytes.Reader {
	if rest := len(data) % 512; rest != 0 {
		data = append(data[:len(data):len(data)], make([]byte, 512-rest)...)
	}
	return bytes.NewReader(data)
}

// foldName gives names that differ in case one form: they are the same in a compound
// file ([MS-CFB] 2.6.4), and some writers save WORKBOOK.
func foldName(name string) string { return strings.ToUpper(name) }

// has tells whether the root storage has a stream or storage of that name.
func (c *compound) has(name string) bool { return c.streams[foldName(name)] != nil }

// hasDeeper tells whether a storage below the root has a stream of that name.
func (c *compound) hasDeeper(name string) bool { return c.deeper[foldName(name)] }

// read returns a stream's bytes, nil when there is none. A chain that ends
// early gives the bytes up to there and cut.
func (c *compound) read(name string) (data []byte, cut bool, err error) {
	f := c.streams[foldName(name)]
	if f == nil || f.Size == 0 {
		return nil, false, nil
	}
	size := min(f.Size, int64(len(c.in.data))) // no stream is larger than its file
	if err := c.in.expand(size); err != nil {
		return nil, false, err
	}
	data = make([]byte, size)
	const step = 1 << 16
	for at := 0; at < len(data); {
		n, err := f.Read(data[at:min(len(data), at+step)])
		at += n
		if err != nil && (err != io.EOF || at < len(data)) {
			return data[:at], true, nil
		}
		if n == 0 {
			return data[:at], true, nil
		}
	}
	return data, size < f.Size, nil
}

// readOLE reads a compound file by the streams it holds.
func readOLE(in *input) (*Document, error) {
	c, err := openCompound(in)
	if err != nil {
		return nil, err
	}
	switch {
	case c.has("EncryptedPackage") || c.has("EncryptionInfo"):
		return nil, refuse(Encrypted, "an Office file behind a password or rights management")
	case c.has("WordDocument"):
		return readWord97(c)
	case c.has("Workbook"), c.has("Book"):
		return readWorkbook(c)
	case c.has("Package"):
		return readPackageStream(c)
	}
	return nil, refuse(Unsupported, "%s", c.describe())
}

// describe names compound files that are no document of ours.
func (c *compound) describe() string {
	for _, known := range []struct{ stream, name string }{
		{"PowerPoint Document", "a PowerPoint presentation"},
		{"MatOST", "a Microsoft Works document"},
		{"MM", "a Microsoft Works document"},
		{"CONTENTS", "a Microsoft Works or Publisher document"},
		{"VisioDocument", "a Visio drawing"},
		{"__properties_version1.0", "an Outlook message"},
		{"HwpSummaryInformation", "a Hangul document"},
	} {
		if c.has(known.stream) {
			return known.name
		}
	}
	if c.hasDeeper("DataSpaceMap") {
		return "a file behind rights management"
	}
	return "a compound file without a document or workbook stream"
}

// readPackageStream reads an OOXML file kept as a stream.
func readPackageStream(c *compound) (*Document, error) {
	data, _, err := c.read("Package")
	if err != nil {
		return nil, err
	}
	if len(data) == 0 {
		return nil, refuse(Corrupt, "the package stream is empty")
	}
	return readInner(c.in, data)
}

// maxChunks bounds the nesting of files in the text of files.
const maxChunks = 4

// readChunk reads a file that stands in the text of another, of any format.
func readChunk(in *input, data []byte) (*Document, error) {
	if in.chunks >= maxChunks {
		return nil, refuse(Unsupported, "files nested more than %d deep", maxChunks)
	}
	inner := *in
	inner.data, inner.chunks = data, in.chunks+1
	for _, f := range formats() {
		if f.match(data) {
			doc, err := f.read(&inner)
			in.cells, in.expanded, in.spent = inner.cells, inner.expanded, inner.spent
			return doc, err
		}
	}
	return nil, refuse(Unsupported, "%s", describe(data))
}

// readInner reads a file found inside another by the formats table; the
// wrapping formats themselves are not entered again.
func readInner(in *input, data []byte) (*Document, error) {
	inner := *in
	inner.data = data
	for _, f := range formats() {
		if f.name == "msdoc" || f.name == "wordml" || f.name == "txt" || !f.match(data) {
			continue
		}
		doc, err := f.read(&inner)
		in.cells, in.expanded, in.spent = inner.cells, inner.expanded, inner.spent
		if doc != nil && doc.Format == "" {
			doc.Format = f.name
		}
		return doc, err
	}
	return nil, refuse(Unsupported, "holds %s", describe(data))
}
