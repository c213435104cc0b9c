package review

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/pipeline/sink"
)

// The file that a report was read from is served beside it, as long as it still is
// where it was and has the same bytes: a path of the dataset, which may be somebody
// else's, opens no other file, for the name of a document is the hash of its bytes.
// Files within archives are not served.

// Figure is a figure to frame on the picture of a page: Text as it stands there,
// Around the words around it, which tell it from the same text elsewhere.
type Figure struct{ Text, Around string }

// Drawer draws a page of a PDF, the first is 1, and finds figures on it. The error
// is fs.ErrNotExist where the file has no such page.
type Drawer func(ctx context.Context, file []byte, page int, figures []Figure) (picture image.Image, frames []image.Rectangle, err error)

// DrawPages has the server show pages of PDFs as pictures.
func (s *Server) DrawPages(draw Drawer) { s.draw = draw }

// pictureTime is how long drawing a page may take.
const pictureTime = 20 * time.Second

// originalOf reads the file of a document, from the first of its paths that has it.
func (st *state) originalOf(id string) (path string, data []byte, err error) {
	want, ok := digest(id)
	if !ok {
		return "", nil, fs.ErrNotExist
	}
	rows, err := sink.RowsOf[sink.DocumentRow](st.snap, "documents", sink.Equal{Column: "document_id", Value: id})
	if err != nil {
		return "", nil, err
	}
	for _, row := range rows {
		if remote(row.Path) {
			continue
		}
		data, failed := readRegular(row.Path, dropLimit)
		if failed == nil && sha256.Sum256(data) == want {
			return row.Path, data, nil
		}
	}
	return "", nil, fs.ErrNotExist
}

// remote reports whether opening a path may speak to another machine, as a share of
// Windows does.
func remote(path string) bool {
	return strings.HasPrefix(path, `\\`) || strings.HasPrefix(path, "//") || strings.Contains(path, "://")
}

// readRegular reads a file that is one, and no larger than a limit.
func readRegular(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > limit {
		return nil, fs.ErrInvalid
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit))
}

// original serves the file of a document. What a browser would run is shown in a
// sandbox without scripts, or kept as a download.
func (s *Server) original(w http.ResponseWriter, r *http.Request) {
	if !s.enter(r) {
		return
	}
	defer s.leave()
	st, err := s.current()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	path, data, err := st.originalOf(r.PathValue("id"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	kind, inline := shownAs(path, data)
	disposition := "attachment"
	if inline {
		disposition = "inline"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": filepath.Base(path)}))
	h.Set("Content-Security-Policy", originalPolicy)
	if kind == "application/pdf" { // the viewer of a browser does not open in a sandbox, and runs no script of ours
		h.Set("Content-Security-Policy", "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	}
	_, _ = w.Write(data) // the reader may be gone
}

// originalPolicy lets a page that strangers made show its own pictures and styles.
const originalPolicy = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'"

// shownAs is how a file is served, and whether in the browser. A file is what its
// bytes say; all that is not sure to be harmless is a download.
func shownAs(path string, data []byte) (kind string, inline bool) {
	switch kind = http.DetectContentType(data[:min(len(data), 512)]); {
	case kind == "application/pdf", kind == "image/png", kind == "image/jpeg":
		return kind, true
	case strings.HasPrefix(kind, "text/html"):
		return "text/html", true // in the encoding it names itself
	case strings.HasPrefix(kind, "text/plain") && slices.Contains([]string{".txt", ".csv"}, strings.ToLower(filepath.Ext(path))):
		return cmp.Or(plainKind(data), kind), true
	}
	return "application/octet-stream", false
}

// plainKind names the encoding of a text, "" where it is not known.
func plainKind(data []byte) string {
	if strings.ToValidUTF8(string(data), "") == string(data) {
		return "text/plain; charset=utf-8"
	}
	return "text/plain; charset=gb18030"
}

// pagePicture serves a page of a PDF as a picture with figures framed: those of the
// facts that the address names. With near it is what surrounds the first of them.
func (s *Server) pagePicture(w http.ResponseWriter, r *http.Request) {
	if !s.enter(r) {
		return
	}
	defer s.leave()
	data, err := s.drawPage(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(data) // the reader may be gone
}

func (s *Server) drawPage(r *http.Request) ([]byte, error) {
	st, err := s.current()
	if err != nil {
		return nil, err
	}
	number, err := strconv.Atoi(r.PathValue("page"))
	if err != nil || s.draw == nil {
		return nil, fs.ErrNotExist
	}
	id := r.PathValue("id")
	_, file, err := st.originalOf(id)
	if err != nil {
		return nil, err
	}
	framed, err := st.framed(id, r.URL.Query()["fact"], int32(number))
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(r.Context(), pictureTime)
	defer cancel()
	page, frames, err := s.draw(ctx, file, number, framed)
	if err != nil {
		return nil, err
	}
	picture := frameFigures(page, frames)
	if r.URL.Query().Get("near") != "" && len(frames) > 0 {
		picture = picture.SubImage(around(frames, picture.Bounds())).(*image.RGBA)
	}
	var b bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, picture)
	return b.Bytes(), err
}

// mostFramed is how many figures are framed on a page.
const mostFramed = 50

// framed are the figures of facts on a page.
func (st *state) framed(id string, facts []string, page int32) (all []Figure, err error) {
	if len(facts) == 0 {
		return nil, nil
	}
	rows, err := sink.RowsOf[sink.FactRow](st.snap, "facts", sink.Equal{Column: "document_id", Value: id})
	for i := range rows {
		if f := &rows[i]; num(f.Page) == page && slices.Contains(facts, f.FactID) && len(all) < mostFramed {
			all = append(all, Figure{Text: f.Raw, Around: f.Context})
		}
	}
	return all, err
}

// frameFigures draws the frames, two points wide.
func frameFigures(page image.Image, frames []image.Rectangle) *image.RGBA {
	out := image.NewRGBA(page.Bounds())
	draw.Draw(out, out.Bounds(), page, page.Bounds().Min, draw.Src)
	const width = 3
	ink := image.NewUniform(color.RGBA{0xb4, 0x23, 0x18, 0xff})
	for _, f := range frames {
		for _, side := range []image.Rectangle{
			image.Rect(f.Min.X-width, f.Min.Y-width, f.Max.X+width, f.Min.Y), image.Rect(f.Min.X-width, f.Max.Y, f.Max.X+width, f.Max.Y+width),
			image.Rect(f.Min.X-width, f.Min.Y, f.Min.X, f.Max.Y), image.Rect(f.Max.X, f.Min.Y, f.Max.X+width, f.Max.Y),
		} {
			draw.Draw(out, side, ink, image.Point{}, draw.Src)
		}
	}
	return out
}

// around is a window of a page about figures, of at least the size that is read well
// in the panel beside a report.
func around(figures []image.Rectangle, page image.Rectangle) image.Rectangle {
	const width, height, margin = 640, 220, 40
	var all image.Rectangle
	for _, f := range figures {
		all = all.Union(f)
	}
	middle := all.Min.Add(all.Max).Div(2)
	size := image.Pt(min(max(width, all.Dx()+2*margin), page.Dx()), min(max(height, all.Dy()+2*margin), page.Dy()))
	corner := image.Pt(min(max(middle.X-size.X/2, page.Min.X), page.Max.X-size.X), min(max(middle.Y-size.Y/2, page.Min.Y), page.Max.Y-size.Y))
	return image.Rectangle{Min: corner, Max: corner.Add(size)}
}

// originalURL is where the file of a document is served.
func originalURL(id string) string { return "/original/" + id }

// hasOriginal reports whether a file is still where it was, without reading it.
func hasOriginal(d *sink.DocumentRow) bool {
	if _, err := hex.DecodeString(d.DocumentID); err != nil || remote(d.Path) {
		return false
	}
	info, err := os.Stat(d.Path)
	return err == nil && info.Mode().IsRegular() && info.Size() == d.Bytes
}
