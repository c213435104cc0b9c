package review

import (
	"flag"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime"
	"testing"
	"time"
)

// The size of the dataset of the benchmarks, and a folder to keep it in:
//
//	go test ./pipeline/review -run '^$' -bench . -documents 100000 -dataset DIR
var (
	benchDocuments = flag.Int("documents", 2000, "documents of the benchmarks' dataset")
	benchDir       = flag.String("dataset", "", "folder of the benchmarks' dataset, written if it is not there")
)

func benchServer(b *testing.B) (*Server, []string) {
	b.Helper()
	dir := *benchDir
	if dir == "" {
		dir = b.TempDir()
	}
	var ids []string
	if _, err := os.Stat(dir + "/current"); err != nil {
		ids = benchDataset(b, dir, *benchDocuments)
	} else {
		for i := range *benchDocuments {
			ids = append(ids, benchID(i))
		}
	}
	s, err := NewServer(dir, []string{"example.com"})
	if err != nil {
		b.Fatal(err)
	}
	return s, ids
}

func get(tb testing.TB, s *Server, target string) *httptest.ResponseRecorder {
	tb.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
	if w.Code != http.StatusOK {
		tb.Fatalf("%s: %d\n%s", target, w.Code, w.Body)
	}
	return w
}

// BenchmarkStart opens the dataset and makes its first page.
func BenchmarkStart(b *testing.B) {
	s, _ := benchServer(b)
	b.ReportAllocs()
	for b.Loop() {
		fresh, err := NewServer(s.dir, s.hosts)
		if err != nil {
			b.Fatal(err)
		}
		get(b, fresh, "/")
		if err := fresh.close(); err != nil { // it makes no indexes behind the next
			b.Fatal(err)
		}
	}
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "heap-MiB")
	runtime.KeepAlive(s)
}

// BenchmarkPages makes pages as a reader finds them who has the server running for a
// while: with the indexes of texts.
func BenchmarkPages(b *testing.B) {
	s, ids := benchServer(b)
	for s.state.index.facts() >= leastSearched && s.state.texts.of("checks") == nil { // the last to be made
		time.Sleep(100 * time.Millisecond)
	}
	k := 0
	found := func(in, q string) func() string {
		return func() string { return "/search?" + url.Values{"in": {in}, "q": {q}}.Encode() }
	}
	for _, page := range []struct {
		name string
		path func() string
	}{
		{"overview", func() string { return "/" }},
		{"documents", func() string { return "/documents" }},
		{"search", func() string { return "/documents?" + url.Values{"q": {"第000123街道 2019"}}.Encode() }},
		{"facts", found("", "第009999街道")},
		{"facts and a number", found("", "第009999街道 129.29")},
		{"no facts", found("", "无此词")},
		{"texts", found("texts", "139.39")},
		{"no texts", found("texts", "无此词")},
		{"found checks", found("checks", "99.0001")},
		{"no checks", found("checks", "无此词")},
		{"checks", func() string { return "/checks?decision=open&page=3" }},
		{"document", func() string { k++; return documentURL(ids[k*7919%len(ids)]) }},
		{"office", func() string { k++; return officeURL(*benchDocument(k * 7919 % len(ids)).Entity) }},
	} {
		b.Run(page.name, func(b *testing.B) {
			b.ReportAllocs()
			var bytes int
			for b.Loop() {
				bytes = get(b, s, page.path()).Body.Len()
			}
			b.SetBytes(int64(bytes))
		})
	}
}
