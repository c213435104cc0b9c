package batch

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/generate"
)

// The number of drawn reports of BenchmarkRun:
//
//	go test ./pipeline/batch -run '^$' -bench Run -reports 10000 -timeout 1h
var benchReports = flag.Int("reports", 120, "reports of the benchmark of whole runs")

// drawReports writes n reports of every style and format below dir, a hundred
// to a folder, and returns their bytes.
func drawReports(b *testing.B, dir string, n int) (total int64) {
	b.Helper()
	styles, formats := generate.Styles(), generate.Formats()
	for i := range n {
		office := generate.New(uint64(i+1), styles[i%len(styles)])
		name, data, _ := office.Render(formats[i%len(formats)])
		path := filepath.Join(dir, fmt.Sprintf("%03d", i/100), fmt.Sprintf("%02d %s", i%100, name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			b.Fatal(err)
		}
		write(b, path, string(data))
		total += int64(len(data))
	}
	return total
}

// BenchmarkRun makes a dataset of drawn reports with one worker and with two,
// and again when nothing has changed.
func BenchmarkRun(b *testing.B) {
	in, out := b.TempDir(), filepath.Join(b.TempDir(), "out")
	total := drawReports(b, in, *benchReports)
	run := func(b *testing.B, c Config, processed int) {
		c.Paths, c.Out, c.Options = []string{in}, out, pipeline.Options{Limits: extract.DefaultLimits()}
		if s := mustRun(b, c); s.Processed != processed {
			b.Fatalf("%+v", s)
		}
	}
	alone := 0.0
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			b.SetBytes(total)
			b.ReportAllocs()
			for b.Loop() {
				run(b, Config{Workers: workers, Full: true}, *benchReports)
			}
			rate := float64(*benchReports*b.N) / b.Elapsed().Seconds()
			b.ReportMetric(rate, "files/s")
			if workers == 1 {
				alone = rate
			}
			b.ReportMetric(rate/alone, "×1worker")
		})
	}
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			run(b, Config{}, 0)
		}
		b.ReportMetric(100*b.Elapsed().Seconds()/float64(b.N)*alone/float64(*benchReports), "%ofrun")
	})
}
