package extract

import (
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestPDFManyPages reads a report of 900 pages, the longest seen.
func TestPDFManyPages(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 900 pages")
	}
	const pages = 900
	var f pdfFile
	for i := range pages {
		page := pdfText(90, 780, 12, fmt.Sprintf("第%d项支出用于社会保障和就业。", i+1))
		for _, y := range []float64{700, 670, 640} {
			page += pdfLine(100, y, 420, y)
		}
		for _, x := range []float64{100, 300, 420} {
			page += pdfLine(x, 640, x, 700)
		}
		f.pages = append(f.pages, page+pdfText(110, 680, 10, "项目")+pdfText(310, 680, 10, "预算数")+pdfText(110, 650, 10, "办公费")+pdfText(310, 650, 10, fmt.Sprint(10000+i)))
	}
	d, err := Read(t.Context(), f.bytes(), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for loc, text := range d.Texts() {
		var n int
		if _, err := fmt.Sscanf(text.S, "1%04d", &n); err == nil && loc.Cell >= 0 && len(text.S) == 5 {
			if p, _ := d.Locate(loc, 0, 5); p.Page != n+1 {
				t.Fatalf("%s of page %d is said to be on page %d", text.S, n+1, p.Page)
			}
			seen++
		}
	}
	if seen != pages {
		t.Errorf("%d of %d figures", seen, pages)
	}
}

// TestPDFHandles: what the engine's driver holds of the pages read does not grow with them,
// and no page is lost or read twice by that.
func TestPDFHandles(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 315,000 objects")
	}
	const pages, objects = 9, 35_000
	var f pdfFile
	for i := range pages {
		f.pages = append(f.pages, pdfText(90, 700, 16, fmt.Sprintf("第%d项支出用于社会保障和就业。", i+1))+strings.Repeat("9 9 50 50 re f\n", objects))
	}
	in := &input{ctx: t.Context(), data: f.bytes(), limits: Limits{}.OrDefault()}
	engine, err := startPDFEngine()
	if err != nil {
		t.Fatal(err)
	}
	var r pdfReading
	if err := r.readAll(engine, in); err != nil {
		t.Fatal(err)
	}
	if r.held > pdfHandles {
		t.Errorf("%d handles are held at the end", r.held)
	}
	for i, p := range r.pages {
		if p.Number != i+1 || len(p.Glyphs) == 0 || len(r.pages) != pages {
			t.Errorf("page %d of %d stands at %d with %d characters", p.Number, len(r.pages), i+1, len(p.Glyphs))
		}
	}
}

// TestPDFClips: what a page's characters are clipped by is bounded in sum.
func TestPDFClips(t *testing.T) {
	var page strings.Builder
	for k := range 64 {
		fmt.Fprintf(&page, "%d 400 m ", 1000+k)
		for i := range 60 {
			y, x := math.Sincos(float64(i) / 10)
			fmt.Fprintf(&page, "%.1f %.1f l ", 300+x*float64(700+k), 400+y*float64(700+k))
		}
		page.WriteString("h W n ")
	}
	page.WriteString(pdfText(-90, 500, 16, pdfSample))
	for i := range 400 {
		page.WriteString(pdfText(float64(50+i%5*60), float64(20+i/5*10), 4, pdfSample))
	}
	_, err := Read(t.Context(), pdfFile{pages: []string{page.String()}}.bytes(), Limits{})
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Reason != TooLarge || !strings.Contains(refusal.Detail, "clips") {
		t.Errorf("%v", err)
	}
}

// TestPDFKeep: an instance of the engine that grew is not kept for the next file; one
// that did not is.
func TestPDFKeep(t *testing.T) {
	engine, err := startPDFEngine()
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		content string
		kept    bool
	}{
		"a page":                        {"", true},
		"graphics states in each other": {strings.Repeat("q 1 0 0 1 0 0 cm ", 300_000), false},
	} {
		file := pdfFile{pages: []string{pdfText(90, 700, 16, pdfSample) + tt.content}}.bytes()
		grown, killed := engine.memory.large.Load(), engine.memory.freed.Load()
		if _, err := Read(t.Context(), file, Limits{}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if kept := engine.memory.freed.Load() == killed; kept != tt.kept || kept != (engine.memory.large.Load() == grown) {
			t.Errorf("%s: kept %v, want %v", name, kept, tt.kept)
		}
	}
}

// TestPDFNestedTables draws ten tables, each in a cell of the one around it, and
// loses no text of any.
func TestPDFNestedTables(t *testing.T) {
	const deep = 10
	var page strings.Builder
	for i := range deep {
		in := float64(22 * i)
		x0, y0, x1, y1 := 40+in, 100+in, 560-in, 780-in
		for _, y := range []float64{y0, y1 - 20, y1} {
			page.WriteString(pdfLine(x0, y, x1, y))
		}
		for _, x := range []float64{x0, x1} {
			page.WriteString(pdfLine(x, y0, x, y1))
		}
		page.WriteString(pdfText(x0+4, y1-15, 8, fmt.Sprintf("第%d层支出%d", i+1, 7000+i)))
	}
	d, err := Read(t.Context(), pdfFile{pages: []string{page.String()}}.bytes(), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, text := range d.Texts() {
		all += text.S + "\n"
	}
	for i := range deep {
		if n := strings.Count(all, fmt.Sprint(7000+i)); n != 1 {
			t.Errorf("the figure of level %d stands %d times in\n%s", i+1, n, all)
		}
	}
}

// TestPDFEngineOnDemand reads files of other formats in a process of its own: the
// engine is neither compiled nor loaded, which would leave its cache behind.
func TestPDFEngineOnDemand(t *testing.T) {
	const variable = "GONGKAI_TEST_READ"
	if path := os.Getenv(variable); path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Read(t.Context(), data, DefaultLimits()); err != nil {
			t.Fatal(err)
		}
		return
	}
	read := func(path string) (cached bool) {
		cache := t.TempDir()
		cmd := exec.Command(os.Args[0], "-test.run=^TestPDFEngineOnDemand$")
		cmd.Env = append(os.Environ(), variable+"="+path, "XDG_CACHE_HOME="+cache, "HOME="+cache)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", path, err, out)
		}
		found, _ := filepath.Glob(filepath.Join(cache, "*"))
		return len(found) > 0
	}
	for _, path := range []string{"testdata/doc/report.doc", "testdata/rtf/report.rtf", "testdata/xls/sheet.xls"} {
		if read(path) {
			t.Errorf("%s started the PDF engine", path)
		}
	}
	t.Run("a PDF leaves the trace looked for", func(t *testing.T) {
		slow(t, "compiles the engine")
		pdf := filepath.Join(t.TempDir(), "a.pdf")
		if err := os.WriteFile(pdf, pdfFile{pages: []string{pdfText(90, 700, 16, pdfSample)}}.bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if !read(pdf) {
			t.Error("a PDF left no trace of the engine: the test sees nothing")
		}
	})
}
