// Package sfnt reads from a TrueType or OpenType font which characters its glyphs are.
package sfnt

import (
	"encoding/binary"
	"unicode"
)

// Chars returns the character of each glyph, 0 where the font names several: from the
// subtables for Unicode of its table of characters, formats 4 and 12 (ISO/IEC 14496-22,
// 5.2.1). account is told of the memory it takes, and ends it with an error.
func Chars(data []byte, account func(int64) error) map[int]rune {
	table := tableOf(data, "cmap")
	if len(table) < 4 {
		return nil
	}
	const most = 16 // subtables; fonts have up to ten
	out := map[int]rune{}
	for i := range min(int(binary.BigEndian.Uint16(table[2:])), most) {
		at := 4 + 8*i
		if at+8 > len(table) {
			break
		}
		platform, encoding := binary.BigEndian.Uint16(table[at:]), binary.BigEndian.Uint16(table[at+2:])
		offset := int(binary.BigEndian.Uint32(table[at+4:]))
		if offset >= len(table) || !(platform == 0 || platform == 3 && (encoding == 1 || encoding == 10)) {
			continue
		}
		put := func(r rune, glyph int) bool {
			if unicode.IsSpace(r) {
				r = ' '
			}
			if glyph == 0 || !unicode.IsPrint(r) {
				return true
			}
			if had, ok := out[glyph]; ok && had != r {
				r = 0
			} else if !ok && account(32) != nil {
				return false
			}
			out[glyph] = r
			return true
		}
		segments4(table[offset:], put)
		groups12(table[offset:], put)
	}
	return out
}

// tableOf finds a table of a font by its tag.
func tableOf(data []byte, tag string) []byte {
	if len(data) < 12 {
		return nil
	}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil
		}
		if string(data[at:at+4]) != tag {
			continue
		}
		from, size := int(binary.BigEndian.Uint32(data[at+8:])), int(binary.BigEndian.Uint32(data[at+12:]))
		if from > len(data) || size > len(data)-from {
			return nil
		}
		return data[from : from+size]
	}
	return nil
}

// segments4 reads a subtable of format 4.
func segments4(t []byte, put func(rune, int) bool) {
	u16 := func(at int) int {
		if at < 0 || at+2 > len(t) {
			return 0
		}
		return int(binary.BigEndian.Uint16(t[at:]))
	}
	if u16(0) != 4 {
		return
	}
	n := u16(6) / 2
	for i, budget := 0, 1<<16; i < n; i++ {
		end, start := u16(14+2*i), u16(16+2*n+2*i)
		delta, rangeAt := u16(16+4*n+2*i), 16+6*n+2*i
		for c := start; c <= end && c < 0xffff; c++ {
			if budget--; budget < 0 {
				return
			}
			glyph := (c + delta) & 0xffff
			if offset := u16(rangeAt); offset != 0 {
				if glyph = u16(rangeAt + offset + 2*(c-start)); glyph != 0 {
					glyph = (glyph + delta) & 0xffff
				}
			}
			if !put(rune(c), glyph) {
				return
			}
		}
	}
}

// groups12 reads a subtable of format 12.
func groups12(t []byte, put func(rune, int) bool) {
	if len(t) < 16 || binary.BigEndian.Uint16(t) != 12 {
		return
	}
	n := int(binary.BigEndian.Uint32(t[12:]))
	for i, budget := 0, 1<<18; i < n && 16+12*i+12 <= len(t); i++ {
		g := t[16+12*i:]
		start, end := binary.BigEndian.Uint32(g), binary.BigEndian.Uint32(g[4:])
		glyph := binary.BigEndian.Uint32(g[8:])
		for c := start; c <= end && c <= unicode.MaxRune; c++ {
			if budget--; budget < 0 || !put(rune(c), int(glyph+c-start)) {
				return
			}
		}
	}
}
