package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/disclose"
	"gongkai/pipeline/generate"
	"gongkai/pipeline/reconcile"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// sample is a real file and what the stages before the one measured make of it.
type sample struct {
	data   []byte
	doc    *extract.Document
	report *schema.Report
	text   int64 // bytes of its text
}

// corpusFiles returns the files of the corpus whose path matches one of the patterns.
func corpusFiles(b *testing.B, patterns ...string) []string {
	b.Helper()
	var paths []string
	for _, pattern := range patterns {
		found, _ := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", pattern))
		paths = append(paths, found...)
	}
	if len(paths) == 0 {
		b.Skip("needs ../shared/corpus")
	}
	slices.Sort(paths)
	return paths
}

// samples reads the text files measured: the reference document and the .txt
// reports of the corpus.
func samples(b *testing.B) []sample {
	b.Helper()
	return load(b, corpusFiles(b, "000_87676b5426a20651.txt", "real/*.txt")...)
}

func load(b *testing.B, paths ...string) []sample {
	b.Helper()
	t := tag.New()
	out := make([]sample, len(paths))
	for i, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		out[i] = prepare(b, t, data)
	}
	return out
}

func prepare(b *testing.B, t *tag.Tagger, data []byte) sample {
	b.Helper()
	doc, err := extract.Read(b.Context(), data, extract.DefaultLimits())
	if err != nil {
		b.Fatal(err)
	}
	s := sample{data: data, doc: doc, report: t.Tag(doc, schema.Document{ID: Hash(data)})}
	for _, text := range doc.Texts() {
		s.text += int64(len(text.S))
	}
	return s
}

// size sums the bytes of files.
func size(samples []sample) (n int64) {
	for i := range samples {
		n += int64(len(samples[i].data))
	}
	return n
}

// textSize sums the bytes of text in files.
func textSize(samples []sample) (n int64) {
	for i := range samples {
		n += samples[i].text
	}
	return n
}

// lexicon gives a segmenter the names of the concepts, as the tagger does.
func lexicon() *nlp.Segmenter {
	var words []string
	for _, c := range schema.Concepts() {
		for w := range c.Wordings() {
			words = append(words, w)
		}
	}
	return nlp.NewSegmenter(nlp.NounsOf(words...))
}

// segmentAll is segmentation alone: every line of every file, nothing else.
func segmentAll(s *nlp.Segmenter, samples []sample) {
	for i := range samples {
		for line := range strings.SplitSeq(string(samples[i].data), "\n") {
			s.Segment(line)
		}
	}
}

// stopwatch keeps the time of each turn.
type stopwatch struct{ turns []time.Duration }

// next begins a turn.
func (w *stopwatch) next() { w.turns = append(w.turns, 0) }

// run adds the time of work to the turn.
func (w *stopwatch) run(work func()) {
	start := time.Now()
	work()
	w.turns[len(w.turns)-1] += time.Since(start)
}

// over is how many times longer a turn of w takes than one of o: the median of
// each, so that a turn in which the machine did something else does not count.
func (w *stopwatch) over(o *stopwatch) float64 { return w.median() / o.median() }

func (w *stopwatch) median() float64 {
	slices.Sort(w.turns)
	return float64(w.turns[len(w.turns)/2])
}

// BenchmarkRead reads the files of the corpus, by format; bytes are the file's.
func BenchmarkRead(b *testing.B) {
	for _, ext := range []string{"txt", "html", "docx", "doc", "xls", "xlsx", "pdf"} {
		b.Run(ext, func(b *testing.B) {
			patterns := []string{"real/*." + ext}
			if ext == "txt" {
				patterns = append(patterns, "000_87676b5426a20651.txt")
			}
			files := load(b, corpusFiles(b, patterns...)...)
			b.SetBytes(size(files))
			b.ReportAllocs()
			for b.Loop() {
				for i := range files {
					if _, err := extract.Read(b.Context(), files[i].data, extract.DefaultLimits()); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// BenchmarkScan finds the numbers of the text files, paragraph by paragraph.
func BenchmarkScan(b *testing.B) {
	files := samples(b)
	b.SetBytes(textSize(files))
	b.ReportAllocs()
	for b.Loop() {
		for i := range files {
			for _, text := range files[i].doc.Texts() {
				nlp.Scan(text.S, nlp.ScanOptions{Year: 2020})
			}
		}
	}
}

// BenchmarkSegment is the yardstick of the others: segmentation alone.
func BenchmarkSegment(b *testing.B) {
	files, s := samples(b), lexicon()
	segmentAll(s, files)
	b.SetBytes(size(files))
	b.ReportAllocs()
	for b.Loop() {
		segmentAll(s, files)
	}
}

// BenchmarkTag turns the documents of the text files into facts.
func BenchmarkTag(b *testing.B) {
	files, t := samples(b), tag.New()
	b.SetBytes(textSize(files))
	b.ReportAllocs()
	for b.Loop() {
		for i := range files {
			t.Tag(files[i].doc, schema.Document{})
		}
	}
}

// BenchmarkTagTables turns documents of tables into facts: drawn reports of ten offices
// in one file, and the sheets, pages and Word files of the corpus.
func BenchmarkTagTables(b *testing.B) {
	t := tag.New()
	files := append(load(b, corpusFiles(b, "real/*.xls", "real/*.xlsx", "real/*.html", "real/*.docx")...), prepare(b, t, manyOffices(10)))
	b.SetBytes(textSize(files))
	b.ReportAllocs()
	for b.Loop() {
		for i := range files {
			t.Tag(files[i].doc, schema.Document{})
		}
	}
}

// BenchmarkEvaluate checks the facts of the text files, of the corpus' largest
// workbook, and of one workbook's facts many times over, where the time per
// fact must stay what it was.
func BenchmarkEvaluate(b *testing.B) {
	evaluate := func(name string, files []sample) {
		b.Run(name, func(b *testing.B) {
			facts := 0
			for i := range files {
				facts += len(files[i].report.Facts)
			}
			b.SetBytes(size(files))
			b.ReportAllocs()
			for b.Loop() {
				for i := range files {
					reconcile.Evaluate(files[i].report)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*max(facts, 1)), "ns/fact")
		})
	}
	evaluate("txt", samples(b))
	evaluate("xls", load(b, corpusFiles(b, "real/*政府预算表.xls")...))
	for _, offices := range []int{1, 10, 40} {
		evaluate(fmt.Sprintf("offices=%d", offices), []sample{prepare(b, tag.New(), manyOffices(offices))})
	}
}

// BenchmarkDisclose looks for faults that are no arithmetic in the text files.
func BenchmarkDisclose(b *testing.B) {
	files := samples(b)
	b.SetBytes(textSize(files))
	b.ReportAllocs()
	for b.Loop() {
		for i := range files {
			disclose.Checks(files[i].doc, files[i].report)
		}
	}
}

// manyOffices is one document that holds the reports of n offices.
func manyOffices(n int) []byte {
	var all []byte
	styles := generate.Styles()
	for i := range n {
		office := generate.New(uint64(i+1), styles[i%len(styles)])
		_, data, _ := office.Render(generate.Text)
		all = append(append(all, data...), '\n')
	}
	return all
}

// BenchmarkProcess takes the text files through the whole pipeline and reports
// how many times longer that takes than segmentation alone (the budget is 2),
// measured in turns so that both meet the same machine, and the shares of
// reading, tagging and reconciling.
func BenchmarkProcess(b *testing.B) {
	files, t, s := samples(b), tag.New(), lexicon()
	opt := Options{Limits: extract.DefaultLimits()}
	segmentAll(s, files)
	var whole, alone, reading, tagging, checking stopwatch
	b.SetBytes(size(files))
	b.ReportAllocs()
	for b.Loop() {
		for _, w := range []*stopwatch{&whole, &alone, &reading, &tagging, &checking} {
			w.next()
		}
		whole.run(func() {
			for i := range files {
				Process(context.Background(), t, Source{Data: files[i].data}, opt)
			}
		})
		b.StopTimer()
		alone.run(func() { segmentAll(s, files) })
		for i := range files {
			var doc *extract.Document
			var r *schema.Report
			reading.run(func() { doc, _ = extract.Read(b.Context(), files[i].data, opt.Limits) })
			tagging.run(func() { r = t.Tag(doc, schema.Document{}) })
			checking.run(func() { reconcile.Evaluate(r) })
		}
		b.StartTimer()
	}
	b.ReportMetric(whole.over(&alone), "×segment")
	b.ReportMetric(100*reading.over(&whole), "%read")
	b.ReportMetric(100*tagging.over(&whole), "%tag")
	b.ReportMetric(100*checking.over(&whole), "%check")
}

// BenchmarkRows makes published rows of a workbook's facts.
func BenchmarkRows(b *testing.B) {
	files := load(b, corpusFiles(b, "real/*政府预算表.xls")...)
	r := files[0].report
	b.SetBytes(size(files))
	b.ReportAllocs()
	for b.Loop() {
		sink.FromReport(r, Version)
	}
	b.ReportMetric(float64(b.N*len(r.Facts))/b.Elapsed().Seconds(), "rows/s")
}
