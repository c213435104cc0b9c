package extract

import (
	"cmp"
	"math"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/extract/internal/layout"
)

// pdfClips tells what part of the page a character may show in. Some producers
// draw a text that runs over two pages whole on both and let the clip hide
// what belongs to the other. Looking up a clip costs ten times the character,
// so only pages that draw past their edge, and those beside them, are read so.
type pdfClips struct {
	*pdfPage
	text references.FPDF_TEXTPAGE
}

// shows reports whether the middle of character i lies inside its clip. The error is that
// the page has too many.
func (c pdfClips) shows(i int, b layout.Box) (bool, error) {
	if err := cmp.Or(c.hold(2), c.inTime(i)); err != nil { // its object, and the clip of that
		return false, err
	}
	o, err := c.pdf.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: c.text, Index: i})
	if err != nil {
		return true, nil // a character the engine made up; nothing clips it
	}
	clip, ok, err := c.box(o.TextObject)
	x, y := (b.X0+b.X1)/2, (b.Y0+b.Y1)/2
	return !ok || x >= clip.X0 && x <= clip.X1 && y >= clip.Y0 && y <= clip.Y1, err
}

// inTime looks at the time every so many characters.
func (c pdfClips) inTime(i int) error {
	if i&0xf != 0 {
		return nil
	}
	return c.in.check()
}

// box returns the bounds of an object's clip: what all its paths leave.
func (c pdfClips) box(o references.FPDF_PAGEOBJECT) (out layout.Box, ok bool, failed error) {
	p, err := c.pdf.FPDFPageObj_GetClipPath(&requests.FPDFPageObj_GetClipPath{PageObject: o})
	if err != nil {
		return out, false, nil
	}
	n, err := c.pdf.FPDFClipPath_CountPaths(&requests.FPDFClipPath_CountPaths{ClipPath: p.ClipPath})
	if err != nil {
		return out, false, nil
	}
	out = layout.Box{X0: math.Inf(-1), Y0: math.Inf(-1), X1: math.Inf(1), Y1: math.Inf(1)}
	for i := range min(n.Count, 64) {
		b, has, err := c.path(p.ClipPath, i)
		if err != nil {
			return out, false, err
		}
		if has {
			out = layout.Box{X0: max(out.X0, b.X0), Y0: max(out.Y0, b.Y0), X1: min(out.X1, b.X1), Y1: min(out.Y1, b.Y1)}
			ok = true
		}
	}
	return out, ok, nil
}

// path returns the bounds of one path of a clip.
func (c pdfClips) path(clip references.FPDF_CLIPPATH, i int) (out layout.Box, ok bool, failed error) {
	n, err := c.pdf.FPDFClipPath_CountPathSegments(&requests.FPDFClipPath_CountPathSegments{ClipPath: clip, PathIndex: i})
	if err != nil || n.Count > 64 {
		return out, false, nil // not a box
	}
	if err := c.hold(n.Count); err != nil {
		return out, false, err
	}
	for k := range n.Count {
		s, err := c.pdf.FPDFClipPath_GetPathSegment(&requests.FPDFClipPath_GetPathSegment{ClipPath: clip, PathIndex: i, SegmentIndex: k})
		if err != nil {
			return out, false, nil
		}
		at, err := c.pdf.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: s.PathSegment})
		if err != nil {
			return out, false, nil
		}
		x, y := c.place.point(float64(at.X), float64(at.Y))
		b := layout.Box{X0: x, Y0: y, X1: x, Y1: y}
		if !ok {
			out, ok = b, true
		}
		out = out.Union(b)
	}
	return out, ok, nil
}
