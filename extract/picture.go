package extract

import (
	"bytes"
	"encoding/binary"
	"image"
	_ "image/jpeg" // the formats of pages that are pictures
	_ "image/png"
	"iter"

	_ "golang.org/x/image/tiff"

	"gongkai/extract/internal/layout"
)

// matchPicture knows the pictures that pages are published as.
func matchPicture(data []byte) bool {
	for _, magic := range []string{"\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "II*\x00", "MM\x00*"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	return false
}

// readPicture reads a picture as the pages of a document, one but for TIFF.
func readPicture(in *input) (*Document, error) {
	if !in.scans.on() {
		return nil, refuse(Unsupported, "%s: --ocr reads it", describe(in.data))
	}
	var r pdfReading
	for i, data := range picturePages(in.data) {
		if err := in.check(); err != nil {
			return nil, err
		}
		page, read, err := readPicturePage(in, data, i+1)
		switch {
		case err != nil:
			return nil, err
		case !read:
			r.scans = append(r.scans, i+1)
		}
		r.pages = append(r.pages, page)
	}
	return r.document(in)
}

// readPicturePage reads one page. How wide it is nobody knows: it is taken for A4,
// on its side where it is wider than high.
func readPicturePage(in *input, data []byte, number int) (p layout.Page, read bool, err error) {
	const short, long = 595, 842 // points
	about, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return p, false, refuse(Corrupt, "page %d: %v", number, err)
	}
	if about.Width <= 0 || about.Height <= 0 || about.Width > scanPixels/about.Height {
		return p, false, refuse(TooLarge, "page %d has %d by %d pixels", number, about.Width, about.Height)
	}
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return p, false, refuse(Corrupt, "page %d: %v", number, err)
	}
	p.Number, p.Width = number, short
	if about.Width > about.Height {
		p.Width = long
	}
	p.Height = p.Width * float64(about.Height) / float64(about.Width)
	if !in.scans.on() {
		return p, false, nil
	}
	page, read, err := in.scans.page(in, m, number, p.Width)
	if !read {
		return p, false, err
	}
	return page, true, in.expand(int64(len(page.Glyphs))*pdfGlyphBytes + int64(len(page.Rules))*32)
}

// picturePages yields a picture for each page: of a TIFF, the file with its first
// directory exchanged for each of those it has (TIFF 6.0, section 2).
func picturePages(data []byte) iter.Seq2[int, []byte] {
	const most = 500
	return func(yield func(int, []byte) bool) {
		var order binary.ByteOrder = binary.LittleEndian
		switch {
		case bytes.HasPrefix(data, []byte("MM")):
			order = binary.BigEndian
		case !bytes.HasPrefix(data, []byte("II")):
			yield(0, data)
			return
		}
		page := bytes.Clone(data)
		for i, at := 0, int64(4); i < most && at+4 <= int64(len(data)); i++ {
			next := order.Uint32(data[at:])
			if next == 0 || int64(next)+2 > int64(len(data)) {
				return
			}
			order.PutUint32(page[4:], next)
			if !yield(i, page) {
				return
			}
			at = int64(next) + 2 + 12*int64(order.Uint16(data[next:]))
		}
	}
}
