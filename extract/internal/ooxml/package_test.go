package ooxml

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"
	"testing"
)

// TestPackage finds parts whatever the case and the slashes of their names, and the
// main part by the relationship, not by its name.
func TestPackage(t *testing.T) {
	p := opened(t, plenty(), "_rels/.rels", relations("officeDocument", "none.xml", "officeDocument", "/Dir/../Doc/Main.xml"), `doc\main.XML`, "<a/>", "DOC/MAIN.xml", "<b/>")
	if main, err := p.Main(); err != nil || main != "Doc/Main.xml" || !p.Has(main) || p.Has("other") {
		t.Errorf("%q %v", main, err)
	}
	if data, err := p.Part("doc/main.xml"); err != nil || string(data) != "<a/>" {
		t.Errorf("%q %v", data, err)
	}
	if data, err := p.Part("other"); data != nil || err != nil {
		t.Errorf("a part that is not there: %q %v", data, err)
	}
	for want, parts := range map[string][]string{"xl/workbook.xml": {"xl/workbook.xml", "x"}, "": {"a", "b"}} {
		if main, err := opened(t, plenty(), parts...).Main(); err != nil || main != want {
			t.Errorf("without relations: %q %v", main, err)
		}
	}
	if _, err := opened(t, plenty(), "_rels/.rels", "<a").Main(); kindOf(err) != int(Corrupt) {
		t.Errorf("damaged relations: %v", err)
	}
}

// TestDamagedPackage changes what the directory says of a packed entry, or its bytes.
func TestDamagedPackage(t *testing.T) {
	const name = "a.xml"
	whole := zipped(t, name, strings.Repeat("<a/>", 100))
	directory := bytes.Index(whole, []byte("PK\x01\x02"))
	changed := func(at int, to ...byte) []byte {
		b := bytes.Clone(whole)
		copy(b[at:], to)
		return b
	}
	const flags, method, crc, packed, size = 8, 10, 16, 20, 24 // in a line of the directory
	for what, c := range map[string]struct {
		data []byte
		kind Kind
	}{
		"encrypted":          {changed(directory+flags, 1), Encrypted},
		"another method":     {changed(directory+method, 99), Unsupported},
		"another checksum":   {changed(directory+crc, 1, 2, 3), Corrupt},
		"a bomb":             {changed(directory+size, 0, 0, 0, 0x7f), Corrupt},
		"longer than it is":  {changed(directory+size, 0, 2), Corrupt},
		"shorter than it is": {changed(directory+size, 9, 0), Corrupt},
		"stored, too short":  {changed(directory+method, 0), Corrupt},
		"beyond the end":     {changed(directory+packed, 0, 0, 0, 1), Corrupt},
		"damaged bytes":      {changed(30+len(name), 0xff, 0xff), Corrupt},
	} {
		p, err := Open(c.data, plenty())
		if err == nil {
			_, err = p.Part(name)
		}
		if kindOf(err) != int(c.kind) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := Open(whole[:directory], plenty()); kindOf(err) != int(Truncated) {
		t.Errorf("without a directory: %v", err)
	}
	if _, err := Open(bytes.Repeat([]byte("PK\x01\x02"), maxEntries+1), plenty()); kindOf(err) != int(TooMany) {
		t.Errorf("too many entries: %v", err)
	}
	if _, err := Open([]byte("no zip PK\x05\x06"), plenty()); kindOf(err) != int(Corrupt) {
		t.Errorf("no zip: %v", err)
	}
	p, err := Open(whole, within(1, 10))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Part(name); !errors.Is(err, errLimit) {
		t.Errorf("more than the limit: %v", err)
	}
}

// TestRecoveredPackage finds the entries of a package whose directory is broken by their
// own headers; those whose size stands behind them are left out.
func TestRecoveredPackage(t *testing.T) {
	local := func(name, data string, flags uint16) (b []byte) {
		b = append(b, "PK\x03\x04\x14\x00"...)
		b = binary.LittleEndian.AppendUint16(b, flags)
		b = append(b, make([]byte, 6)...)
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(data)))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
		b = binary.LittleEndian.AppendUint16(b, uint16(len(name)))
		b = append(b, 0, 0)
		return append(append(b, name...), data...)
	}
	broken := append(local("a", "甲", 0), local("b", "乙", 8)...)
	broken = append(append(broken, local("c", "丙", 1)...), "PK\x05\x06PK\x03\x04"...)
	p, err := Open(broken, plenty())
	if err != nil || !p.Repaired || p.Has("b") {
		t.Fatal(p, err)
	}
	if data, err := p.Part("a"); err != nil || string(data) != "甲" {
		t.Errorf("%q %v", data, err)
	}
	if _, err := p.Part("c"); kindOf(err) != int(Encrypted) {
		t.Errorf("%v", err)
	}
}
