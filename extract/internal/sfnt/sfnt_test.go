package sfnt

import (
	"encoding/binary"
	"errors"
	"testing"
)

// words writes numbers of two bytes.
func words(ns ...int) (out []byte) {
	for _, n := range ns {
		out = binary.BigEndian.AppendUint16(out, uint16(n))
	}
	return out
}

// font is a font whose table of characters is one subtable for Unicode.
func font(sub []byte) []byte {
	cmap := append(words(0, 1, 3, 1, 0, 12), sub...)
	head := append(words(1, 0, 1, 0, 0, 0), "cmap\x00\x00\x00\x00"...)
	head = append(binary.BigEndian.AppendUint32(head, 28), binary.BigEndian.AppendUint32(nil, uint32(len(cmap)))...)
	return append(head, cmap...)
}

func TestChars(t *testing.T) {
	segments := font(words(4, 32, 0, 4, 0, 0, 0, '支', 0xffff, 0, '支', 0xffff, 5+0x10000-'支', 1, 0, 0))
	groups := font(words(12, 0, 0, 40, 0, 0, 0, 2, 0, '支', 0, '支'+1, 0, 5, 0, '收', 0, '收', 0, 5))
	free := func(int64) error { return nil }
	if got := Chars(segments, free); len(got) != 1 || got[5] != '支' {
		t.Errorf("segments: %v", got)
	}
	if got := Chars(groups, free); got[5] != 0 || got[6] != '支'+1 {
		t.Errorf("a glyph of two characters: %v", got)
	}
	if got := Chars(groups, func(int64) error { return errors.New("full") }); len(got) != 0 {
		t.Errorf("without memory: %v", got)
	}
	for _, bad := range [][]byte{nil, segments[:20], segments[:30], groups[:50], []byte("\x00\x01\x00\x00\xff\xff")} {
		Chars(bad, free)
	}
}

// FuzzChars opens fonts of any bytes; what it takes is told before it is taken.
func FuzzChars(f *testing.F) {
	f.Add(font(words(4, 32, 0, 4, 0, 0, 0, '支', 0xffff, 0, '支', 0xffff, 5+0x10000-'支', 1, 0, 0)))
	f.Add(font(words(12, 0, 0, 28, 0, 0, 0, 1, 0, ' ', 0xffff, 0xffff, 0, 5)))
	f.Add([]byte("\x00\x01\x00\x00\x00\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		const most = 1 << 16
		room := int64(most)
		got := Chars(data, func(n int64) error {
			if room -= n; room < 0 {
				return errors.New("full")
			}
			return nil
		})
		if len(got) > most/32 {
			t.Errorf("%d glyphs", len(got))
		}
	})
}
