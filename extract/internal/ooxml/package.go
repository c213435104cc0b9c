package ooxml

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"path"
	"strings"
)

// maxEntries is far above any document (one of 900 pages with 2000 pictures
// has 2100) and keeps a directory of empty entries from filling memory.
const maxEntries = 100_000

// maxRatio is the most deflate can expand (RFC 1951: 258 bytes from two bits).
const maxRatio = 1032

// Package is an opened zip container.
type Package struct {
	Repaired bool // the directory was broken; entries were found by their own headers
	entries  map[string]entry
	limits   Limits
	inflater io.ReadCloser
}

// entry is one stored file.
type entry struct {
	name      string
	method    uint16
	encrypted bool
	data      []byte // as stored
	size      int64  // unpacked, as declared
	crc       uint32
}

// Open reads the directory of a zip file.
func Open(data []byte, lim Limits) (*Package, error) {
	if bytes.Count(data, []byte("PK\x01\x02")) > maxEntries {
		return nil, errorf(TooMany, "more than %d entries in the zip", maxEntries)
	}
	p := &Package{entries: map[string]entry{}, limits: lim}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return p, p.recover(data, err)
	}
	for _, f := range r.File {
		e := entry{
			name: f.Name, method: f.Method, encrypted: f.Flags&1 != 0,
			size: int64(f.UncompressedSize64), crc: f.CRC32,
		}
		off, err := f.DataOffset()
		if end := off + int64(f.CompressedSize64); err == nil && end >= off && end <= int64(len(data)) {
			e.data = data[off:end]
		}
		p.add(e)
	}
	return p, nil
}

// add files an entry; names are compared without case (ECMA-376 part 2, 6.2.2).
func (p *Package) add(e entry) {
	key := partKey(e.name)
	if _, dup := p.entries[key]; !dup {
		p.entries[key] = e
	}
}

func partKey(name string) string {
	return strings.ToLower(strings.TrimLeft(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// Has reports whether the package has a part.
func (p *Package) Has(name string) bool {
	_, ok := p.entries[partKey(name)]
	return ok
}

// Part unpacks a part; nil without an error when there is none.
func (p *Package) Part(name string) ([]byte, error) {
	e, ok := p.entries[partKey(name)]
	if !ok {
		return nil, nil
	}
	if e.encrypted {
		return nil, errorf(Encrypted, "%s is encrypted", name)
	}
	if e.data == nil && e.size > 0 {
		return nil, errorf(Corrupt, "%s lies outside the zip", name)
	}
	if e.size < 0 || e.size > int64(len(e.data)+1)*maxRatio {
		return nil, errorf(Corrupt, "%s claims to unpack to %d bytes", name, e.size)
	}
	if err := p.limits.Expand(e.size); err != nil {
		return nil, err
	}
	out, err := p.unpack(e)
	if err != nil {
		return nil, err
	}
	if crc32.ChecksumIEEE(out) != e.crc {
		return nil, errorf(Corrupt, "%s does not match its checksum", name)
	}
	return out, nil
}

// unpack inflates an entry to exactly its declared size.
func (p *Package) unpack(e entry) ([]byte, error) {
	switch e.method {
	case zip.Store:
		if int64(len(e.data)) != e.size {
			return nil, errorf(Corrupt, "%s is %d bytes, not %d", e.name, len(e.data), e.size)
		}
		return e.data, nil
	case zip.Deflate:
	default:
		return nil, errorf(Unsupported, "%s is packed by method %d", e.name, e.method)
	}
	if p.inflater == nil {
		p.inflater = flate.NewReader(nil)
	}
	if err := p.inflater.(flate.Resetter).Reset(bytes.NewReader(e.data), nil); err != nil {
		return nil, err
	}
	out := make([]byte, e.size)
	if _, err := io.ReadFull(p.inflater, out); err != nil {
		return nil, errorf(Corrupt, "%s: %v", e.name, err)
	}
	if n, err := p.inflater.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		return nil, errorf(Corrupt, "%s does not end at its declared size", e.name)
	}
	return out, nil
}

// recover finds the entries of a zip whose directory is broken by their local
// headers (APPNOTE 4.3.7). A zip without any end record stopped early, and what
// is missing cannot be known: that is an error.
func (p *Package) recover(data []byte, cause error) error {
	if !bytes.Contains(data, []byte("PK\x05\x06")) {
		return errorf(Truncated, "the zip has no directory: the file stops early")
	}
	p.Repaired = true
	for pos := 0; ; {
		i := bytes.Index(data[pos:], []byte("PK\x03\x04"))
		if i < 0 || len(p.entries) > maxEntries {
			break
		}
		pos += i
		e, next, ok := p.localEntry(data, pos)
		if !ok {
			pos += 4
			continue
		}
		p.add(e)
		pos = next
	}
	if len(p.entries) == 0 {
		return errorf(Corrupt, "%v", cause)
	}
	return nil
}

// localEntry reads the entry whose local header is at pos. Sizes that stand
// behind the data (flag bit 3) are not followed: such an entry is left out.
func (p *Package) localEntry(data []byte, pos int) (entry, int, bool) {
	const header = 30
	if pos+header > len(data) {
		return entry{}, 0, false
	}
	h := data[pos : pos+header]
	u16 := func(i int) int { return int(binary.LittleEndian.Uint16(h[i:])) }
	flags, stored := u16(6), int64(binary.LittleEndian.Uint32(h[18:]))
	from := pos + header + u16(26) + u16(28)
	if flags&8 != 0 || int64(from)+stored > int64(len(data)) {
		return entry{}, 0, false
	}
	end := from + int(stored)
	return entry{
		name: string(data[pos+header : pos+header+u16(26)]), method: uint16(u16(8)), encrypted: flags&1 != 0,
		data: data[from:end], size: int64(binary.LittleEndian.Uint32(h[22:])), crc: binary.LittleEndian.Uint32(h[14:]),
	}, end, true
}

// Relation is one relationship of a part.
type Relation struct {
	ID, Type string // Type is the last element of the type's URI
	Target   string // name of the part; a URI when External
	External bool
}

// Relations reads the relationships of a part; those of the package itself
// when part is "".
func (p *Package) Relations(part string) ([]Relation, error) {
	dir, file := path.Split(part)
	xml, err := p.Part(dir + "_rels/" + file + ".rels")
	if xml == nil || err != nil {
		return nil, err
	}
	var rels []Relation
	s := NewScanner(xml, p.limits)
	s.Root()
	for range s.Children() {
		if string(s.Name()) != "rel:Relationship" {
			continue
		}
		var r Relation
		r.ID, _ = s.Attr("Id")
		r.Type, _ = s.Attr("Type")
		r.Type = r.Type[strings.LastIndexByte(r.Type, '/')+1:]
		target, _ := s.Attr("Target")
		mode, _ := s.Attr("TargetMode")
		r.External = mode == "External"
		r.Target = resolveTarget(dir, target, r.External)
		rels = append(rels, r)
	}
	return rels, s.Err()
}

// resolveTarget makes a target a part name.
func resolveTarget(dir, target string, external bool) string {
	switch {
	case external:
		return target
	case strings.HasPrefix(target, "/"):
		return path.Clean(target)[1:]
	}
	return strings.TrimLeft(path.Join(dir, target), "/.")
}

// Main returns the name of the main document part: the target of the
// package's officeDocument relationship, never a fixed name. Packages without
// relationships are read by the usual names.
func (p *Package) Main() (string, error) {
	rels, err := p.Relations("")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if r.Type == "officeDocument" && p.Has(r.Target) {
			return r.Target, nil
		}
	}
	for _, name := range []string{"word/document.xml", "xl/workbook.xml"} {
		if p.Has(name) {
			return name, nil
		}
	}
	return "", nil
}

// Root is the name of the root element of a part, "" where it has none.
func (p *Package) Root(name string) (string, error) {
	part, err := p.Part(name)
	if err != nil {
		return "", err
	}
	return NewScanner(part, p.limits).Root(), nil
}
