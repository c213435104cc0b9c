package biff8

import (
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// chunked reads a record and the CONTINUE records behind it as one; a string
// cut between two of them says anew how its characters are stored.
type chunked struct {
	chunks [][]byte
	b      []byte // rest of the current chunk
}

// newChunked takes the continuations of a record off r.
func newChunked(first []byte, r *records) *chunked {
	c := &chunked{b: first}
	for r.peek() == recContinue {
		_, data, ok := r.next()
		c.chunks = append(c.chunks, data)
		if !ok {
			break
		}
	}
	return c
}

// advance goes to the next chunk.
func (c *chunked) advance() bool {
	if len(c.chunks) == 0 {
		return false
	}
	c.b, c.chunks = c.chunks[0], c.chunks[1:]
	return true
}

// take returns n bytes, over the borders of chunks; nil at the end.
func (c *chunked) take(n int) []byte {
	for len(c.b) == 0 && n > 0 {
		if !c.advance() {
			return nil
		}
	}
	if n <= len(c.b) {
		out := c.b[:n]
		c.b = c.b[n:]
		return out
	}
	var out []byte
	for len(out) < n {
		if len(c.b) == 0 && !c.advance() {
			return nil
		}
		k := min(n-len(out), len(c.b))
		out, c.b = append(out, c.b[:k]...), c.b[k:]
	}
	return out
}

// drop skips n bytes.
func (c *chunked) drop(n int) {
	for n > 0 {
		if len(c.b) == 0 && !c.advance() {
			return
		}
		k := min(n, len(c.b))
		c.b, n = c.b[k:], n-k
	}
}

// text reads an XLUnicodeRichExtendedString ([MS-XLS] 2.5.293); ok is false
// when the record ends first, with what there was.
func (c *chunked) text(lengthBytes int) (s string, ok bool) {
	head := c.take(lengthBytes + 1)
	if head == nil {
		return "", false
	}
	n := int(head[0])
	if lengthBytes == 2 {
		n = u16(head, 0)
	}
	flags := head[lengthBytes]
	runs, ext := 0, 0
	if flags&8 != 0 {
		runs = u16(c.take(2), 0)
	}
	if flags&4 != 0 {
		ext = int(u32(c.take(4), 0))
	}
	units, ok := c.units(n, flags&1 != 0)
	c.drop(4*runs + ext)
	return string(utf16.Decode(units)), ok
}

// units reads n characters; wide says whether they take two bytes each.
func (c *chunked) units(n int, wide bool) ([]uint16, bool) {
	units := make([]uint16, 0, min(n, 1<<12))
	for len(units) < n {
		if len(c.b) == 0 {
			if !c.advance() || len(c.b) == 0 {
				return units, false
			}
			wide = c.b[0]&1 != 0
			c.b = c.b[1:]
		}
		if !wide {
			k := min(n-len(units), len(c.b))
			for _, b := range c.b[:k] {
				units = append(units, uint16(b))
			}
			c.b = c.b[k:]
			continue
		}
		if len(c.b) == 1 {
			c.b = nil
			continue
		}
		k := min(n-len(units), len(c.b)/2)
		for i := range k {
			units = append(units, uint16(u16(c.b, 2*i)))
		}
		c.b = c.b[2*k:]
	}
	return units, true
}

// codePage returns the decoder of a CODEPAGE record; Chinese where it says
// nothing usable, for that is what disclosure files are.
func codePage(cp int) encoding.Encoding {
	switch cp {
	case 1252, 0x8001, 10000:
		return charmap.Windows1252
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 950:
		return traditionalchinese.Big5
	}
	return simplifiedchinese.GBK
}

// plain reads n characters without a head, as behind a TXO record: each chunk
// says how it stores them.
func (c *chunked) plain(n int) string {
	var units []uint16
	for n > len(units) && c.advance() && len(c.b) > 0 {
		wide, chars := c.b[0]&1 != 0, c.b[1:]
		for len(chars) > 0 && n > len(units) {
			if !wide {
				units, chars = append(units, uint16(chars[0])), chars[1:]
			} else if len(chars) < 2 {
				break
			} else {
				units, chars = append(units, uint16(u16(chars, 0))), chars[2:]
			}
		}
	}
	return string(utf16.Decode(units))
}
