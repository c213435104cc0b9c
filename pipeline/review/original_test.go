package review

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/batch"
	"gongkai/pipeline/sink"
)

// originalServer serves a dataset of some files in a folder of the test's.
func originalServer(t *testing.T, files map[string]string) (s *Server, dir string) {
	t.Helper()
	dir = t.TempDir()
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	if err := os.Mkdir(in, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(in, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	_, err := batch.Run(t.Context(), batch.Config{Paths: []string{in}, Out: out, Options: pipeline.Options{Limits: extract.DefaultLimits(), Blocks: true}})
	if err != nil {
		t.Fatal(err)
	}
	s, err = NewServer(out, []string{"example.com"})
	if err != nil {
		t.Fatal(err)
	}
	return s, in
}

const plainReport = "云梦市青禾区柳溪街道办事处2021年度部门决算\n一、收入支出决算总体情况说明\n2021年度收入总计200.00万元。\n"

// TestOriginal: the file is served beside its text, what strangers wrote without
// scripts and what is no page as a download; a file with other bytes is not served.
func TestOriginal(t *testing.T) {
	page := "<html><body><script>alert(1)</script><p>" + strings.ReplaceAll(plainReport, "\n", "</p><p>") + "</p></body></html>"
	s, dir := originalServer(t, map[string]string{"a.txt": plainReport, "b.html": page, "c.rtf": `{\rtf1 2021 200}`})
	serve := func(word string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, originalURL(s.find(t, word)), nil))
		return w
	}
	for _, c := range []struct{ word, kind, disposition, body string }{
		{"a.txt", "text/plain; charset=utf-8", "inline", plainReport},
		{"b.html", "text/html", "inline", page},
		{"c.rtf", "application/octet-stream", "attachment", `{\rtf1 2021 200}`},
	} {
		w := serve(c.word)
		h := w.Header()
		if w.Code != http.StatusOK || h.Get("Content-Type") != c.kind || !strings.HasPrefix(h.Get("Content-Disposition"), c.disposition) || w.Body.String() != c.body {
			t.Errorf("%s: %d %v", c.word, w.Code, h)
		}
		if policy := h.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "sandbox; default-src 'none'") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: policy %s", c.word, policy)
		}
	}
	doc := documentURL(s.find(t, "a.txt"))
	if body := get(t, s, doc).Body.String(); !strings.Contains(body, originalURL(s.find(t, "a.txt"))) {
		t.Error("the report does not lead to its file")
	}
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte(strings.Replace(plainReport, "200", "300", 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	if w := serve("a.txt"); w.Code != http.StatusNotFound {
		t.Errorf("another file is served as the original: %d", w.Code)
	}
	if err := os.Remove(filepath.Join(dir, "b.html")); err != nil {
		t.Fatal(err)
	}
	if w := serve("b.html"); w.Code != http.StatusNotFound {
		t.Errorf("a file that is gone: %d", w.Code)
	}
	if err := os.Remove(filepath.Join(dir, "a.txt")); err != nil {
		t.Fatal(err)
	}
	if body := get(t, s, doc).Body.String(); strings.Contains(body, "/original/") {
		t.Error("the report leads to a file that is gone")
	}
	for _, path := range []string{`\\host\share\a`, "//host/a", "s3://bucket/a", "https://host/a"} {
		if !remote(path) {
			t.Errorf("%s is opened", path)
		}
	}
}

// TestPagePicture: a page of a PDF is a picture, with the figures of facts framed,
// and near them a part of it.
func TestPagePicture(t *testing.T) {
	data, err := os.ReadFile("../testdata/budget/budget.pdf")
	if err != nil {
		t.Fatal(err)
	}
	s, _ := originalServer(t, map[string]string{"budget.pdf": string(data)})
	s.DrawPages(func(ctx context.Context, file []byte, page int, figures []Figure) (image.Image, []image.Rectangle, error) {
		framed := make([]extract.Framed, len(figures))
		for i, f := range figures {
			framed[i] = extract.Framed(f)
		}
		p, err := extract.DrawPage(ctx, file, page, framed, extract.DefaultLimits())
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %w", fs.ErrNotExist, err)
		}
		return p.Image, p.Frames, nil
	})
	id := s.find(t, "budget.pdf")
	facts, err := sink.RowsOf[sink.FactRow](s.state.snap, "facts", sink.Equal{Column: "document_id", Value: id})
	if err != nil || len(facts) == 0 {
		t.Fatal(len(facts), err)
	}
	f := facts[len(facts)/2]
	draw := func(query string) image.Image {
		w := get(t, s, originalURL(id)+"/page/"+itoa(int64(num(f.Page)))+query)
		picture, err := png.Decode(bytes.NewReader(w.Body.Bytes()))
		if err != nil || w.Header().Get("Content-Type") != "image/png" {
			t.Fatal(err)
		}
		return picture
	}
	red := func(p image.Image) (n int) {
		b := p.Bounds()
		for y := b.Min.Y; y < b.Max.Y; y++ {
			for x := b.Min.X; x < b.Max.X; x++ {
				if r, g, b, _ := p.At(x, y).RGBA(); r>>8 == 0xb4 && g>>8 == 0x23 && b>>8 == 0x18 {
					n++
				}
			}
		}
		return n
	}
	whole, framed, near := draw(""), draw("?fact="+f.FactID), draw("?near=1&fact="+f.FactID)
	if red(whole) > 0 || red(framed) < 100 || red(near) < 100 || near.Bounds().Dx() >= whole.Bounds().Dx() || framed.Bounds() != whole.Bounds() {
		t.Errorf("whole %v %d, framed %d, near %v %d", whole.Bounds(), red(whole), red(framed), near.Bounds(), red(near))
	}
	if body := get(t, s, documentURL(id)).Body.String(); !strings.Contains(body, `"pages":"/original/`+id+`/page/"`) {
		t.Error("the report does not know that its pages can be drawn")
	}
	for _, target := range []string{"/page/9999", "/page/x", "/page/0"} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, originalURL(id)+target, nil))
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", target, w.Code)
		}
	}
}
