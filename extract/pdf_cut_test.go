package extract

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestPDFCut reads what is left of files whose end is missing.
func TestPDFCut(t *testing.T) {
	var pages []string
	for i := range 4 {
		pages = append(pages, pdfText(90, 700, 16, fmt.Sprintf("%s%d", pdfSample, i)))
	}
	good := pdfFile{pages: pages}.bytes()
	upTo := func(mark string, data []byte) []byte { return slices.Clip(data[:bytes.Index(data, []byte(mark))]) }
	late := bytes.Replace(good, []byte("/Catalog"), []byte("/Nothing"), 1) // its root would come last
	packed := upTo("startxref", packedPDF(pages))
	for _, c := range []struct {
		name string
		data []byte
		want string // the digits at the ends of the lines
	}{
		{"only the end marker", upTo("startxref", good), "0123"},
		{"the index", upTo("xref", good), "0123"},
		{"a page", upTo("106 0 obj", good), "012"},
		{"half of the text of a page", upTo("00660067", append(upTo("107 0 obj", good), "107 0 obj\n<</Length 90>>\nstream\nBT /F 16 Tf (00660067"...)), "012"},
		{"half a page", good[:bytes.Index(good, []byte("105 0 obj"))+60], "01"},
		{"the root", upTo("xref", late), "0123"},
		{"the root and a page", upTo("106 0 obj", late), "012"},
		{"the root of packed pages", packed, "0123"},
		{"an update", append(bytes.Clone(good), "100 0 obj\n<</Type/Page/Par"...), "0123"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Read(t.Context(), c.data, DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, b := range d.Blocks {
				got.WriteString(strings.ReplaceAll(b.Text.S, pdfSample, ""))
			}
			if got.String() != c.want || len(d.Warnings) != 1 || !strings.Contains(d.Warnings[0].Detail, "end of the file is missing") {
				t.Errorf("%s, %v; want %s", got.String(), d.Warnings, c.want)
			}
		})
	}
}

// packedPDF is a file whose pages are packed in a stream of objects.
func packedPDF(pages []string) []byte {
	var b, index, objects bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	add := func(n int, body string) {
		fmt.Fprintf(&index, "%d %d ", n, objects.Len())
		objects.WriteString(body + " ")
	}
	add(3, pdfFont)
	for i, p := range pages {
		add(100+2*i, fmt.Sprintf("<</Type/Page/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>", 101+2*i))
		fmt.Fprintf(&b, "%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", 101+2*i, len(p), p)
	}
	b.Write(packedObjects(index.String(), objects.String(), 1+len(pages)))
	b.WriteString("startxref\n0\n%%EOF\n")
	return b.Bytes()
}

// packedObjects is a stream of objects, as object 9.
func packedObjects(index, objects string, count int) []byte {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	_, _ = w.Write([]byte(index + objects))
	_ = w.Close()
	return fmt.Appendf(nil, "9 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n", count, len(index), z.Len(), z.Bytes())
}

// TestPDFCutEverywhere cuts a file at every byte: always a document or a refusal,
// and never half a figure.
func TestPDFCutEverywhere(t *testing.T) {
	const text = "支出合计123456.78"
	whole := pdfFile{pages: []string{pdfText(90, 700, 16, text)}}.bytes()
	for at := len("%PDF-1.5\n"); at < len(whole); at += 7 {
		d, err := Read(t.Context(), whole[:at], DefaultLimits())
		var r *Refusal
		switch {
		case err != nil && !errors.As(err, &r):
			t.Fatalf("cut at %d: %v", at, err)
		case err == nil && d.Blocks[0].Text.S != text:
			t.Fatalf("cut at %d: %q", at, d.Blocks[0].Text.S)
		}
	}
}

// TestPDFCutLimits refuses what unpacks to more than a file may.
func TestPDFCutLimits(t *testing.T) {
	lim := DefaultLimits()
	lim.Expanded = 1 << 20
	data := append([]byte("%PDF-1.5\n"), packedObjects("100 0 ", "<</Type/Page>>"+strings.Repeat(" ", 1<<22), 1)...)
	_, err := Read(t.Context(), data, lim)
	var r *Refusal
	if !errors.As(err, &r) || r.Reason != TooLarge {
		t.Errorf("%v, want too large", err)
	}
}

// TestPDFCutTime: what looks like many objects, or like one that is many, ends when the
// time for the file is over.
func TestPDFCutTime(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	index := strings.Repeat("7 0 7 900000 ", 1000)
	for _, data := range []string{
		strings.Repeat("1 0 obj ", 1<<17),
		string(packedObjects(index, strings.Repeat("/BaseFont ", 1<<17), 2000)),
	} {
		in := &input{ctx: ctx, data: []byte(data), limits: DefaultLimits()}
		var r *Refusal
		if err := eachPDFObject(in, func(pdfObject) error { return nil }); !errors.As(err, &r) || r.Reason != TimedOut {
			t.Errorf("%v, want a timeout", err)
		}
	}
	if many := []byte(strings.Repeat("obj ", 1<<20)); len(pdfWhole(many)) != len(many) {
		t.Error("an object was found where there is none")
	}
}

// FuzzPDFCut finds pages in bytes of any kind.
func FuzzPDFCut(f *testing.F) {
	good := pdfFile{pages: []string{"BT ET", "BT ET"}}.bytes()
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add(packedPDF([]string{"BT ET"}))
	f.Add(packedObjects("100 0 100 0 7 9999 ", "<</Type/Page>>", 3))
	f.Add([]byte("1 0 obj obj obj 99999999 99999 obj endobj 1 0 obj"))
	f.Add([]byte("9 0 obj<</Type/ObjStm/N 99999999/First 99999999/FlateDecode>>stream\nx"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if whole := pdfWhole(data); len(whole) > len(data) || !bytes.HasPrefix(data, whole) {
			t.Errorf("%d of %d bytes", len(whole), len(data))
		}
		in := &input{ctx: t.Context(), data: data, limits: DefaultLimits()}
		joined, err := pdfRejoined(in)
		if err == nil && joined != nil && !bytes.HasPrefix(joined, data) {
			t.Error("the file was changed")
		}
	})
}
