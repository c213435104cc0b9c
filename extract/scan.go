package extract

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/internal/layout"
	"gongkai/extract/internal/raster"
)

const (
	// scanDPI is how finely a page is drawn to be read: at 150 an engine reads type of
	// nine points, and takes half the time of 200.
	scanDPI = 150
	// scanFinest is how fine a picture may be, in dots to the inch: finer ones take longer
	// and are read no better.
	scanFinest = 200
	// scanPixels bounds the picture of one page: A2 at scanDPI has nine million.
	scanPixels = 40_000_000
	// scanFailures is after how many pages that an engine could not read the others of
	// the file are not tried.
	scanFailures = 3
)

// Picture is a page to recognise.
type Picture struct {
	Page  int // 1-based
	DPI   int
	Image *image.Gray
}

// Word is a piece of text in a picture, in pixels from the upper left corner: a line,
// a word or a character. Its characters are spread over its box.
type Word struct {
	Text       string     `json:"text"`
	Box        [4]float64 `json:"box"`        // x0, y0, x1, y1
	Confidence float64    `json:"confidence"` // 0 to 1
}

// Recogniser reads the words of a picture.
type Recogniser func(context.Context, Picture) ([]Word, error)

// ReadScans is Read with somebody who reads pages and files that are pictures. Without
// (nil) they are left out, or refused.
func ReadScans(ctx context.Context, data []byte, lim Limits, recognise Recogniser) (*Document, error) {
	return read(ctx, data, lim, recognise)
}

// scanning has the pictures of a file read and keeps what was said of them.
type scanning struct {
	recognise Recogniser
	failed    []Warning
	pages     map[int]*scanned
}

// on reports whether there is somebody to ask.
func (s *scanning) on() bool { return s.recognise != nil && len(s.failed) < scanFailures }

// page has a picture read that is so many points wide; ok is false when it could not be.
func (s *scanning) page(in *input, src image.Image, number int, width float64) (p layout.Page, ok bool, err error) {
	m := raster.Clean(raster.Fit(raster.Gray(src), int(width*scanFinest/72)))
	size := m.Rect.Size()
	scale := float64(size.X) / width // pixels to a point
	if err := in.check(); err != nil {
		return p, false, err
	}
	const straight = 0.04 // degrees: a pixel over the width of a page
	if skew := raster.Skew(m); math.Abs(skew) > straight {
		m = raster.Turn(m, skew)
	}
	p = layout.Page{Number: number, Width: width, Height: float64(size.Y) / scale}
	for _, r := range raster.Rules(m, scale) {
		p.Rules = append(p.Rules, scanBox(float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y), scale))
	}
	words, err := s.recognise(in.ctx, Picture{Page: number, DPI: int(scale*72 + 0.5), Image: m})
	if cut := in.check(); cut != nil {
		return p, false, cut
	}
	if err != nil {
		s.failed = append(s.failed, Warning{-1, fmt.Sprintf("page %d was not recognised: %v", number, err)})
		return p, false, nil
	}
	var chars int
	for _, w := range words {
		chars += utf8.RuneCountInString(w.Text)
	}
	if chars > pdfPageChars {
		return p, false, refuse(TooLarge, "page %d was read as %d characters", number, chars)
	}
	if s.pages == nil {
		s.pages = make(map[int]*scanned)
	}
	s.pages[number] = newScanned(words)
	p.Glyphs = scanGlyphs(words, scale)
	partAtRules(p.Glyphs, p.Rules)
	return p, true, nil
}

func scanBox(x0, y0, x1, y1, scale float64) layout.Box {
	return layout.Box{X0: x0 / scale, Y0: y0 / scale, X1: x1 / scale, Y1: y1 / scale}
}

// explain adds to the refusal of a scan why the engine did not read it.
func (s *scanning) explain(err error) error {
	var r *Refusal
	if len(s.failed) > 0 && errors.As(err, &r) && r.Reason == ImageOnly {
		r.Detail += "; " + s.failed[0].Detail
	}
	return err
}

// scanned is what an engine read of a page.
type scanned struct {
	text  string    // its words, those that touch in a line joined
	ends  []int     // of each word in text
	trust []float64 // how sure the engine is of each word
}

// newScanned joins words.
func newScanned(words []Word) *scanned {
	var text strings.Builder
	s := &scanned{}
	for i, w := range words {
		if i > 0 && !touches(words[i-1].Box, w.Box) {
			text.WriteByte('\n')
		}
		text.WriteString(w.Text)
		s.ends, s.trust = append(s.ends, text.Len()), append(s.trust, sane(w.Confidence))
	}
	s.text = text.String()
	return s
}

// sane is a confidence of 0 to 1, whatever the engine calls it.
func sane(confidence float64) float64 {
	if confidence >= 0 { // false for what is no number
		return min(confidence, 1)
	}
	return 0
}

// touches reports whether a box stands right behind another.
func touches(a, b [4]float64) bool {
	tall := max(a[3]-a[1], b[3]-b[1])
	return math.Abs(a[1]+a[3]-b[1]-b[3]) < tall && math.Abs(b[0]-a[2]) < tall/2
}

// of returns how sure the engine is of a figure: of the least certain of the words it
// stands in, and where it stands in several places, of the least certain of these.
func (s *scanned) of(raw string) (trust float64, found bool) {
	trust = 1
	for from := 0; ; {
		k := strings.Index(s.text[from:], raw)
		if k < 0 {
			return trust, found
		}
		start, end := from+k, from+k+len(raw)
		from = start + 1
		if start > 0 && isDigit(rune(s.text[start-1])) || end < len(s.text) && isDigit(rune(s.text[end])) {
			continue // a part of another figure
		}
		found = true
		for i, _ := slices.BinarySearch(s.ends, start+1); i < len(s.ends) && (i == 0 || s.ends[i-1] < end); i++ {
			trust = min(trust, s.trust[i])
		}
	}
}

// Confidence returns how sure the engine was of a figure, in percent, that stands on a
// page it read from a picture; scan is false for other pages. It is 0 where nobody
// can tell which words of the page the figure was read from.
func (d *Document) Confidence(page int, raw string) (percent int, scan bool) {
	s := d.scans[page]
	if s == nil {
		return 0, false
	}
	raw = strings.Join(strings.Fields(raw), "")
	if raw == "" {
		return 0, true
	}
	trust, found := s.of(raw)
	if !found {
		return 0, true
	}
	return int(trust * 100), true
}
