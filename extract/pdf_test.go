package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// pdfFile writes small PDFs for the tests.
type pdfFile struct {
	pages   []string // content streams
	extra   string   // further entries of the resources
	objects []string // further objects, numbered from 10
	trailer string
	font    string // replaces the font dictionary
}

// pdfFont is a Chinese font that is not embedded: the predefined CMap says
// which characters are drawn.
const pdfFont = `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>>>]>>`

// bytes returns the file.
func (f pdfFile) bytes() []byte {
	var b bytes.Buffer
	offsets := map[int]int{}
	last := 0
	object := func(n int, body string) {
		offsets[n] = b.Len()
		last = max(last, n)
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, body)
	}
	b.WriteString("%PDF-1.5\n")
	object(1, "<</Type/Catalog/Pages 2 0 R>>")
	var kids strings.Builder
	for i := range f.pages {
		fmt.Fprintf(&kids, "%d 0 R ", 100+2*i)
	}
	object(2, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(f.pages), kids.String()))
	font := f.font
	if font == "" {
		font = pdfFont
	}
	object(3, font)
	object(4, "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\nx\nendstream")
	for i, o := range f.objects {
		object(10+i, o)
	}
	for i, p := range f.pages {
		object(100+2*i, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R %s>>>>/Contents %d 0 R>>", f.extra, 101+2*i))
		object(101+2*i, fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(p), p))
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 1\n0000000000 65535 f \n")
	for n := 1; n <= last; n++ {
		if o, ok := offsets[n]; ok {
			fmt.Fprintf(&b, "%d 1\n%010d 00000 n \n", n, o)
		}
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", last+1, f.trailer, at)
	return b.Bytes()
}

// pdfText draws a text at a place.
func pdfText(x, y, size float64, s string) string {
	var hex strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&hex, "%04X", u)
	}
	return fmt.Sprintf("BT /F %g Tf %g %g Td <%s> Tj ET\n", size, x, y, hex.String())
}

// pdfLine strokes a line.
func pdfLine(x0, y0, x1, y1 float64) string {
	return fmt.Sprintf("%g %g m %g %g l S\n", x0, y0, x1, y1)
}

const (
	pdfImage  = "q 500 0 0 700 50 50 cm /I Do Q\n"
	pdfSample = "本年收入合计支出决算表"
)

// TestPDFRefusals holds the reason each unreadable file is refused with.
func TestPDFRefusals(t *testing.T) {
	good := pdfFile{pages: []string{pdfText(90, 700, 16, pdfSample), pdfText(90, 700, 16, pdfSample)}}.bytes()
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	protect := "/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]" +
		"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + strings.Repeat("5a", 32) + ">/U<" + strings.Repeat("a5", 32) + ">>>"
	noCodes := `<</Type/Font/Subtype/Type0/BaseFont/Lost/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Lost/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/Lost/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>>>]>>`
	for _, c := range []struct {
		name string
		ctx  context.Context
		data []byte
		want Reason
	}{
		{"password", nil, pdfFile{pages: []string{pdfText(90, 700, 16, pdfSample)}, trailer: protect}.bytes(), Encrypted},
		{"scan", nil, pdfFile{pages: []string{pdfImage, pdfImage}}.bytes(), ImageOnly},
		{"no pages", nil, pdfFile{}.bytes(), Corrupt},
		{"blank pages", nil, pdfFile{pages: []string{""}}.bytes(), Empty},
		{"rubbish", nil, []byte("%PDF-1.7\nrubbish\n%%EOF\n"), Corrupt},
		{"cut in half", nil, good[:len(good)/2], Truncated},
		{"fonts without codes", nil, pdfFile{pages: []string{pdfText(90, 700, 16, strings.Repeat("\x01\x02\x03\x04", 30))}, font: noCodes}.bytes(), Unsupported},
		{"fonts with wrong codes", nil, pdfFile{pages: []string{pdfText(90, 700, 1, strings.Repeat("ABCDEFGH", 30))}, font: noCodes}.bytes(), Unsupported},
		{"time over", cancelled, good, TimedOut},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx := c.ctx
			if ctx == nil {
				ctx = t.Context()
			}
			d, err := Read(ctx, c.data, DefaultLimits())
			var r *Refusal
			if !errors.As(err, &r) || d != nil {
				t.Fatalf("read: %+v, %v; want a refusal", d, err)
			}
			if r.Reason != c.want || r.Format != "pdf" || r.Detail == "" {
				t.Errorf("%+v, want %s", r, c.want)
			}
		})
	}
}

// TestPDFSomeScans reads the text of a file of which one page is an image.
func TestPDFSomeScans(t *testing.T) {
	d, err := Read(t.Context(), pdfFile{pages: []string{pdfText(90, 700, 16, pdfSample), pdfImage}}.bytes(), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Blocks) != 1 || d.Blocks[0].Text.S != pdfSample || d.Blocks[0].Page != 1 {
		t.Errorf("blocks: %+v", d.Blocks)
	}
	if len(d.Warnings) != 1 || !strings.Contains(d.Warnings[0].Detail, "page 2") {
		t.Errorf("warnings: %+v", d.Warnings)
	}
}

// TestPDFPlacement reads one table drawn plainly, inside a form with a matrix
// of its own, and on a page turned by a quarter. (Figures only: PDFium drops
// turned text in a Chinese font that is not embedded, having no outlines to
// measure.)
func TestPDFPlacement(t *testing.T) {
	var table strings.Builder
	for _, y := range []float64{700, 660, 620} {
		table.WriteString(pdfLine(100, y, 420, y))
	}
	for _, x := range []float64{100, 300, 420} {
		table.WriteString(pdfLine(x, 620, x, 700))
	}
	table.WriteString(pdfText(110, 672, 16, "30101") + pdfText(310, 672, 16, "302") + pdfText(110, 632, 16, "95.36") + pdfText(310, 632, 16, "105.58"))
	scaled := table.String()
	form := fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 900 900]/Matrix[0.5 0 0 0.5 20 30]/Resources<</Font<</F 3 0 R>>>>/Length %d>>\nstream\n%s\nendstream", len(scaled), scaled)
	turned := "q 0 1 -1 0 595 0 cm 1 0 0 1 0 -300 cm\n" + table.String() + "Q\n"
	turnedFile := bytes.Replace(pdfFile{pages: []string{turned}}.bytes(), []byte("/MediaBox[0 0 595 842]"), []byte("/Rotate 90 /MediaBox[0 0 595 842]"), 1)
	for name, data := range map[string][]byte{
		"plain":  pdfFile{pages: []string{table.String()}}.bytes(),
		"form":   pdfFile{pages: []string{"q 1.2 0 0 1.2 0 0 cm /X Do Q"}, extra: "/X 10 0 R", objects: []string{form}}.bytes(),
		"turned": turnedFile,
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Read(t.Context(), data, DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Blocks) != 1 || d.Blocks[0].Table == nil {
				t.Fatalf("blocks: %+v", d.Blocks)
			}
			got := fmt.Sprint(pdfSpread(d.Blocks[0].Table))
			if want := "[[30101 302] [95.36 105.58]]"; got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}

// TestPDFHang gives up in time on a page that would be drawn for years: forms
// that draw forms, ten times each, thirty deep. Read returns after the engine's
// last call has, so nothing is left running; and while it runs, the collector
// gets its turn, which needs every goroutine to stand still.
func TestPDFHang(t *testing.T) {
	var forms []string
	const deep = 30
	for i := range deep {
		body := strings.Repeat("/X Do ", 10)
		if i == deep-1 {
			body = pdfText(10, 10, 5, pdfSample)
		}
		forms = append(forms, fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 900 900]/Resources<</Font<</F 3 0 R>>/XObject<</X %d 0 R>>>>/Length %d>>\nstream\n%s\nendstream", 11+i, len(body), body))
	}
	data := pdfFile{pages: []string{"/X Do"}, extra: "/X 10 0 R", objects: forms}.bytes()
	if _, err := startPDFEngine(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	collected := make(chan struct{})
	time.AfterFunc(time.Second, func() {
		defer close(collected)
		runtime.GC() // a loop that the collector waits for would end here
	})
	_, err := Read(ctx, data, DefaultLimits()) // that it comes back is what is tested
	<-collected
	var r *Refusal
	if !errors.As(err, &r) {
		t.Errorf("error %v, want a refusal", err)
	}
	t.Log(err)
	// The engine lives on.
	if _, err := Read(t.Context(), pdfFile{pages: []string{pdfText(90, 700, 16, pdfSample)}}.bytes(), DefaultLimits()); err != nil {
		t.Errorf("after a hang: %v", err)
	}
}

// TestUnified maps every radical to a Han character that is none.
func TestUnified(t *testing.T) {
	for r := rune(0x2f00); r <= 0x2fd5; r++ {
		if c := pdfUnified(r); c < 0x3400 || !isHanGlyph(c) {
			t.Errorf("%c becomes %U", r, c)
		}
	}
	if pdfUnified('一') != '一' || pdfUnified('a') != 'a' || pdfUnified('⼈') != '人' {
		t.Error("changed a character that is no radical, or to the wrong one")
	}
}

// FuzzReadPDF reads broken files: it must return a document or a refusal, in
// time, and leave the engine able to read the next.
func FuzzReadPDF(f *testing.F) {
	if testing.Short() {
		f.Skip("starts the PDF engine")
	}
	text := pdfText(90, 700, 16, pdfSample) + pdfLine(90, 690, 300, 690)
	f.Add(pdfFile{pages: []string{text, pdfImage}}.bytes())
	f.Add(pdfFile{pages: []string{"q 1.2 0 0 1.2 0 0 cm /X Do Q"}, extra: "/X 10 0 R", objects: []string{"<</Type/XObject/Subtype/Form/BBox[0 0 900 900]/Length 0>>\nstream\n\nendstream"}}.bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if !matchPDF(data) || len(data) > 1<<16 {
			return
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		d, err := Read(ctx, data, DefaultLimits()) // that it comes back is part of what is tested
		var r *Refusal
		if (d == nil) == (err == nil) || err != nil && !errors.As(err, &r) {
			t.Fatalf("document %v, error %v", d, err)
		}
	})
}

// TestPDFMutations reads files with bytes changed or lost: a document or a
// refusal, soon, every time.
func TestPDFMutations(t *testing.T) {
	seed := pdfFile{pages: []string{pdfText(90, 700, 16, pdfSample) + pdfLine(90, 690, 300, 690), pdfImage}}.bytes()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 150 {
		data := bytes.Clone(seed)
		for range 1 + rng.IntN(8) {
			i := rng.IntN(len(data))
			if rng.IntN(3) == 0 {
				data = append(data[:i], data[min(len(data), i+rng.IntN(20)):]...)
			} else {
				data[i] = byte(rng.IntN(256))
			}
		}
		if !matchPDF(data) {
			continue
		}
		d, err := Read(t.Context(), data, DefaultLimits())
		var r *Refusal
		if (d == nil) == (err == nil) || err != nil && (!errors.As(err, &r) || r.Reason == TimedOut) {
			t.Fatalf("document %v, error %v of\n%q", d, err, data)
		}
	}
}

// TestPDFEngineWithoutCache starts the engine where its cache is damaged.
func TestPDFEngineWithoutCache(t *testing.T) {
	slow(t, "compiles the engine twice")
	dir := t.TempDir()
	e, err := newPDFEngine(dir)
	if err != nil {
		t.Fatal(err)
	}
	e.pool.Close()
	damaged := 0
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			damaged++
			return os.WriteFile(path, []byte("damaged"), 0o600)
		}
		return err
	})
	if err != nil || damaged == 0 {
		t.Fatalf("%d files damaged, %v", damaged, err)
	}
	if e, err = newPDFEngine(dir); err != nil {
		t.Fatal(err)
	}
	e.pool.Close()
}
