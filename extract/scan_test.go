package extract

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"slices"
	"strings"
	"testing"
)

// reader is a recogniser that has one answer for every page and counts what it is asked.
type reader struct {
	words []Word
	err   error
	pages []Picture
}

func (r *reader) recognise(_ context.Context, p Picture) ([]Word, error) {
	r.pages = append(r.pages, p)
	return r.words, r.err
}

// blank is a picture of a page of A4 at scanDPI with a table of two columns and two rows.
func blank() *image.Gray {
	m := image.NewGray(image.Rect(0, 0, 1240, 1754))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	for _, y := range []int{300, 350, 400} {
		draw.Draw(m, image.Rect(200, y, 1000, y+2), image.Black, image.Point{}, draw.Src)
	}
	for _, x := range []int{200, 600, 998} {
		draw.Draw(m, image.Rect(x, 300, x+2, 402), image.Black, image.Point{}, draw.Src)
	}
	return m
}

// scanWords are what an engine says of it: a sentence, and the cells of the table.
func scanWords() []Word {
	return []Word{
		{"2023年收入1,234.56万元。", [4]float64{200, 200, 500, 226}, 0.98},
		{"项目", [4]float64{220, 312, 270, 338}, 0.99},
		{"金额", [4]float64{620, 312, 670, 338}, 0.99},
		{"收入", [4]float64{220, 362, 270, 388}, 0.99},
		{"1,", [4]float64{620, 362, 640, 388}, 0.99},
		{"234.56", [4]float64{641, 362, 700, 388}, 0.61},
	}
}

func pngOf(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestScan reads a picture: its lines make a table of the words, and figures know how
// sure the engine was of them.
func TestScan(t *testing.T) {
	r := &reader{words: scanWords()}
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, blank(), nil); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{pngOf(t, blank()), jpg.Bytes()} {
		d, err := ReadScans(t.Context(), data, DefaultLimits(), r.recognise)
		if err != nil {
			t.Fatal(err)
		}
		if d.Format != "picture" || len(d.Blocks) != 2 || d.Blocks[0].Text.S != "2023年收入1,234.56万元。" || d.Blocks[1].Table == nil {
			t.Fatalf("%s: %+v", d.Format, d.Blocks)
		}
		var cells []string
		for _, c := range d.Blocks[1].Table.Cells {
			cells = append(cells, c.Text.S)
		}
		if want := []string{"项目", "金额", "收入", "1,234.56"}; !slices.Equal(cells, want) {
			t.Errorf("cells %q, want %q", cells, want)
		}
	}
}

func TestConfidence(t *testing.T) {
	d := &Document{scans: map[int]*scanned{2: newScanned(append(scanWords(), Word{"5", [4]float64{620, 412, 630, 438}, 0.7}))}}
	for _, tt := range []struct {
		page    int
		raw     string
		percent int
		scan    bool
	}{
		{1, "2023", 0, false},
		{2, "2023", 98, true},
		{2, "1,234.56", 61, true}, // of two that are alike the worse, and of two words
		{2, "1, 234.56", 61, true},
		{2, "5", 70, true}, // no part of 234.56
		{2, "999", 0, true},
		{2, "", 0, true},
	} {
		if percent, scan := d.Confidence(tt.page, tt.raw); percent != tt.percent || scan != tt.scan {
			t.Errorf("%q on page %d: %d, %v", tt.raw, tt.page, percent, scan)
		}
	}
}

// TestPDFScans reads the pages of a file that are pictures, and those only.
func TestPDFScans(t *testing.T) {
	data := pdfFile{pages: []string{pdfText(90, 700, 16, pdfSample), pdfImage}}.bytes()
	r := &reader{words: scanWords()[:1]}
	d, err := ReadScans(t.Context(), data, DefaultLimits(), r.recognise)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Blocks) != 2 || d.Blocks[0].Text.S != pdfSample || d.Blocks[1].Text.S != scanWords()[0].Text || d.Blocks[1].Page != 2 || len(d.Warnings) != 0 {
		t.Errorf("%+v, %v", d.Blocks, d.Warnings)
	}
	if len(r.pages) != 1 || r.pages[0].Page != 2 || r.pages[0].DPI != scanDPI {
		t.Errorf("asked for %d pages", len(r.pages))
	}
	if _, scan := d.Confidence(1, "1"); scan {
		t.Error("the first page has text")
	}
}

// TestPDFWrongFonts has a PDF without a word of Chinese read as it looks: its fonts call
// their characters by the names of others.
func TestPDFWrongFonts(t *testing.T) {
	foreign := pdfFile{pages: []string{pdfText(90, 700, 1, strings.Repeat("wrong ", 50)), pdfText(90, 700, 10, "too")}}.bytes()
	r := &reader{words: scanWords()}
	d, err := ReadScans(t.Context(), foreign, DefaultLimits(), r.recognise)
	if err != nil || len(r.pages) != 2 || !strings.HasPrefix(d.Blocks[0].Text.S, "2023年收入") || len(d.Warnings) > 0 {
		t.Errorf("%+v, %v after %d pages", d, err, len(r.pages))
	}
	broken := &reader{err: errors.New("no")}
	var refusal *Refusal
	if _, err := ReadScans(t.Context(), foreign, DefaultLimits(), broken.recognise); !errors.As(err, &refusal) {
		t.Errorf("%v, want a refusal", err)
	}
}

// TestScanFailures: an engine that fails leaves pages as they are without one, and is
// not asked for ever.
func TestScanFailures(t *testing.T) {
	r := &reader{err: errors.New("it died")}
	data := pdfFile{pages: append(slices.Repeat([]string{pdfImage}, 5), pdfText(90, 700, 16, pdfSample))}.bytes()
	d, err := ReadScans(t.Context(), data, DefaultLimits(), r.recognise)
	if err != nil {
		t.Fatal(err)
	}
	if said := fmt.Sprint(d.Warnings); len(r.pages) != scanFailures || len(d.Warnings) != 5+scanFailures || !strings.Contains(said, "page 1 was not recognised: it died") {
		t.Errorf("asked for %d pages: %s", len(r.pages), said)
	}
	var refusal *Refusal
	_, err = ReadScans(t.Context(), pdfFile{pages: []string{pdfImage}}.bytes(), DefaultLimits(), (&reader{err: r.err}).recognise)
	if !errors.As(err, &refusal) || refusal.Reason != ImageOnly || !strings.Contains(refusal.Detail, "it died") {
		t.Errorf("%v", err)
	}
}

// TestBadPictures: what is no picture is refused, and without an engine each is.
func TestBadPictures(t *testing.T) {
	good := pngOf(t, blank())
	huge := bytes.Clone(good)
	binary.BigEndian.PutUint32(huge[16:], 1<<30) // its width
	for _, tt := range []struct {
		name   string
		data   []byte
		off    bool
		reason Reason
	}{
		{"without an engine", good, true, Unsupported},
		{"cut", good[:len(good)/2], false, Corrupt},
		{"huge", huge, false, Corrupt}, // the checksum is of another width
		{"no directory", []byte("II*\x00\x00\x00\x00\x00"), false, Corrupt},
		{"directory outside", []byte("MM\x00*\x7f\xff\xff\xff"), false, Corrupt},
		{"directory in a circle", []byte("II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00"), false, Corrupt},
	} {
		r := &reader{words: scanWords()}
		recognise := r.recognise
		if tt.off {
			recognise = nil
		}
		d, err := ReadScans(t.Context(), tt.data, DefaultLimits(), recognise)
		var refusal *Refusal
		if d != nil || !errors.As(err, &refusal) || refusal.Reason != tt.reason {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// TestTwoCellsOneWord: two numbers that an engine read as one are parted at the rule
// between them, where the first is complete.
func TestTwoCellsOneWord(t *testing.T) {
	for _, tt := range []struct {
		text string
		at   float64 // of its left edge
		want []string
	}{
		{"8,400.001,508,400.00", 504, []string{"8,400.00", "1,508,400.00"}},
		{"8,400.0001,508,400.00", 492, nil},
	} {
		var word []Word
		x := tt.at
		for _, r := range tt.text {
			w := 26 * scanWidth(r)
			word = append(word, Word{string(r), [4]float64{x, 362, x + w, 388}, 0.9})
			x += w
		}
		d, err := ReadScans(t.Context(), pngOf(t, blank()), DefaultLimits(), (&reader{words: append(scanWords()[:3:3], word...)}).recognise)
		if err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, b := range d.Blocks {
			if b.Table != nil {
				for _, c := range b.Table.Cells[2:] {
					cells = append(cells, c.Text.S)
				}
			}
		}
		if !slices.Equal(cells, tt.want) {
			t.Errorf("%s: %q, want %q", tt.text, cells, tt.want)
		}
	}
}

// TestFinePictures: a picture of more pixels than help is made smaller, and one of more
// characters than a page can have is refused.
func TestFinePictures(t *testing.T) {
	r := &reader{words: scanWords()[:1]}
	if _, err := ReadScans(t.Context(), pngOf(t, image.NewGray(image.Rect(0, 0, 3300, 4600))), DefaultLimits(), r.recognise); err != nil {
		t.Fatal(err)
	}
	if p := r.pages[0]; p.DPI != scanFinest || p.Image.Rect.Dx() != 595*scanFinest/72 {
		t.Errorf("%d dpi, %v", p.DPI, p.Image.Rect)
	}
	r.words = []Word{{Text: strings.Repeat("1", pdfPageChars+1), Box: [4]float64{0, 0, 9, 9}}}
	var refusal *Refusal
	if _, err := ReadScans(t.Context(), pngOf(t, blank()), DefaultLimits(), r.recognise); !errors.As(err, &refusal) || refusal.Reason != TooLarge {
		t.Errorf("%v", err)
	}
}

// TestWords: whatever boxes and texts an engine gives, nothing fails.
func TestWords(t *testing.T) {
	nan := math.NaN()
	for _, w := range []Word{
		{}, {Text: "12"}, {Text: "12", Box: [4]float64{9, 9, 1, 1}}, {Text: "1", Box: [4]float64{nan, nan, nan, nan}},
		{Text: "1", Box: [4]float64{-1e300, -1e300, 1e300, 1e300}, Confidence: nan}, {Text: "\x00\xff\n", Box: [4]float64{1, 1, 2, 2}},
	} {
		_, err := ReadScans(t.Context(), pngOf(t, blank()), DefaultLimits(), (&reader{words: []Word{w, w, w}}).recognise)
		var refusal *Refusal
		if err != nil && (!errors.As(err, &refusal) || refusal.Reason == Crashed || strings.Contains(refusal.Detail, "reader failed")) {
			t.Errorf("%+v: %v", w, err)
		}
	}
}

// tiff writes a file of grey pages of eight bits without compression.
func tiff(pages ...*image.Gray) []byte {
	le := binary.LittleEndian
	out := []byte("II*\x00\x00\x00\x00\x00")
	at := 4 // of the offset of the next directory
	for _, m := range pages {
		strip := len(out)
		out = append(out, m.Pix...)
		le.PutUint32(out[at:], uint32(len(out)))
		tags := [][3]uint32{{256, 4, uint32(m.Rect.Dx())}, {257, 4, uint32(m.Rect.Dy())}, {258, 3, 8}, {259, 3, 1}, {262, 3, 1},
			{273, 4, uint32(strip)}, {277, 3, 1}, {278, 4, uint32(m.Rect.Dy())}, {279, 4, uint32(len(m.Pix))}}
		out = le.AppendUint16(out, uint16(len(tags)))
		for _, f := range tags {
			out = le.AppendUint16(le.AppendUint16(out, uint16(f[0])), uint16(f[1]))
			out = le.AppendUint32(le.AppendUint32(out, 1), f[2])
		}
		at = len(out)
		out = append(out, 0, 0, 0, 0)
	}
	return out
}

// TestTIFF reads every page of a file of several.
func TestTIFF(t *testing.T) {
	dark := image.NewGray(image.Rect(0, 0, 200, 300))
	light := image.NewGray(image.Rect(0, 0, 300, 200))
	draw.Draw(light, light.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	r := &reader{words: scanWords()[:1]}
	d, err := ReadScans(t.Context(), tiff(dark, light), DefaultLimits(), r.recognise)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.pages) != 2 || r.pages[0].Image.Rect.Dx() != 200 || r.pages[1].Image.Rect.Dx() != 300 || d.Blocks[len(d.Blocks)-1].Page != 2 {
		t.Errorf("%d pages, blocks %+v", len(r.pages), d.Blocks)
	}
}
