package extract

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"
)

// BenchmarkReadPDF reads the PDFs of the corpus, one after the other, and
// reports pages per second and how many times longer it takes than a process of
// pdftotext -layout per file.
func BenchmarkReadPDF(b *testing.B) {
	paths := pdfCorpus(b)
	var files [][]byte
	var size int64
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		files = append(files, data)
		size += int64(len(data))
	}
	if _, err := startPDFEngine(); err != nil {
		b.Fatal(err)
	}
	pages := 0
	b.SetBytes(size)
	b.ReportAllocs()
	start := time.Now()
	for b.Loop() {
		pages = 0
		for _, data := range files {
			d, err := Read(context.Background(), data, DefaultLimits())
			if err != nil {
				b.Fatal(err)
			}
			pages += d.Blocks[len(d.Blocks)-1].Page
		}
	}
	each := time.Since(start) / time.Duration(b.N)
	b.ReportMetric(float64(pages)/each.Seconds(), "pages/s")
	if tool, err := exec.LookPath("pdftotext"); err == nil {
		start := time.Now()
		for _, path := range paths {
			if err := exec.Command(tool, "-layout", path, "-").Run(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(each.Seconds()/time.Since(start).Seconds(), "x-pdftotext")
	}
}

// BenchmarkStartPDFEngine starts the engine without a cache of compiled code
// and with one already filled.
func BenchmarkStartPDFEngine(b *testing.B) {
	start := func(b *testing.B, dir string) {
		e, err := newPDFEngine(dir)
		if err != nil {
			b.Fatal(err)
		}
		if err := e.pool.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			start(b, "")
		}
	})
	b.Run("cached", func(b *testing.B) {
		dir := b.TempDir()
		start(b, dir)
		b.ResetTimer()
		for b.Loop() {
			start(b, dir)
		}
	})
}
