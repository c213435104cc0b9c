package extract

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"
)

// refused says which files of the corpus are refused, with which reason, and
// why that is right; every other file is read.
var refused = map[string]struct {
	reason Reason
	why    string
}{
	"format-corpus__NEWSSLID.DOC":              {Unsupported, "Word 2 for Windows (1991): no file of an office that publishes is so old"},
	"format-corpus__testWindowsWrite.wri":      {Unsupported, "Microsoft Write"},
	"format-corpus__testWordPerfect_50.doc":    {Unsupported, "WordPerfect 5.0 under the name .doc"},
	"format-corpus__testWordPerfect_51_52.doc": {Unsupported, "WordPerfect 5.1 under the name .doc"},
	"tika__testWordPerfect.wpd":                {Unsupported, "WordPerfect"},
	"poi__MSWriteOld.wri":                      {Unsupported, "Microsoft Write"},
	"poi__word2.doc":                           {Unsupported, "Word 2 for Windows"},
	"tika__testEXCEL_4.xls":                    {Unsupported, "Excel 4: sheets without a workbook"},
	"tika__testEXCEL_diagramData.xlsb":         {Empty, "a diagram and no cell"},

	"poi__bug53475-password-is-solrcell.docx": {Encrypted, "ECMA-376 encryption in a compound file"},
	"poi__password_password_cryptoapi.doc":    {Encrypted, "RC4 CryptoAPI, fEncrypted in the FIB"},
	"tika__protected_normal_case.docx":        {Encrypted, "ECMA-376 encryption"},
	"tika__testEXCEL_protected_passtika.xlsx": {Encrypted, "ECMA-376 encryption"},
	"tika__testODTEncrypted.odt":              {Encrypted, "the manifest names a key for content.xml"},
	"tika__testWORD_protected_drm.doc":        {Encrypted, "rights management: the text is in an encrypted stream"},
	"tika__testWORD_protected_passtika.docx":  {Encrypted, "ECMA-376 encryption"},
	"unstructured__password_protected.xlsx":   {Encrypted, "ECMA-376 encryption"},

	"poi__51921-Word-Crash067.doc":            {Empty, "one paragraph with nothing in it"},
	"poi__51921-Word-Crash067.docx":           {Empty, "the same saved as docx"},
	"poi__EmptyDocumentWithHeaderFooter.docx": {Empty, "only a header and a footer, which are no report"},
	"tika__testWORD_missing_ooxml_bean1.docx": {Empty, "all its text is deleted or moved away by tracked changes"},
	"tika__testLargeOLEDoc.doc":               {ImageOnly, "one embedded object shown as a picture, and no character"},

	"poi__truncated62886.docx": {Truncated, "no central directory: the copy stopped early"},
	"poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-6061520554164224.docx": {Truncated, "no central directory"},
	"poi__clusterfuzz-testcase-minimized-POIFuzzer-6709287337197568.docx":     {Corrupt, "a part does not match its CRC"},
	"poi__clusterfuzz-testcase-minimized-POIHWPFFuzzer-5418937293340672.doc":  {Corrupt, "the FIB names a table stream that is not there"},
	"poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-4791943399604224.docx": {Corrupt, "a part does not match its CRC"},
	"poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-5564805011079168.docx": {Corrupt, "the main part does not match its CRC"},
	"poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-6120975439364096.docx": {Corrupt, "the main part does not match its CRC"},
}

// readAs says in which format files are read whose name says something else.
var readAs = map[string]string{
	"tika__testWORDML_tableInsideParagraph.doc":                                        "wordml",
	"poi__cpansearch.perl.org_src_tobyink_acme-rundoc-0.001_word-lib_hello_world.docm": "doc",
	"tika__testGRAPHVIZdc.dot":                                                         "txt", // a graph in the dot language is plain text; what it means is not the reader's concern
}

// The cost of reading a corpus file. Memory is live heap, garbage collected at
// a quarter; PDF is apart, for its engine has a heap of its own.
const (
	maxTime      = 5 * time.Second * slower
	timePerByte  = 2 * time.Second >> 20 // of a PDF: hundreds of pages are read one by one
	memoryFactor = 24                    // times the size of the file
	memoryBase   = 16 << 20              // and whatever its size
)

// judged reports whether somebody looked at a file of the corpus and said what
// is to become of it; nobody did of those in wild.
func judged(path string) bool {
	return !strings.Contains(filepath.ToSlash(path), "/wild/")
}

// TestCorpus reads every file there is: in time, within memory, read as what
// it is or refused for the reason it should be.
func TestCorpus(t *testing.T) {
	slow(t, "reads the whole corpus")
	seen, formats := 0, map[string]int{}
	var worst struct {
		name   string
		factor float64
	}
	err := filepath.WalkDir(ooxmlCorpus(t), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) == ".tsv" { // a list of the files
			return err
		}
		seen++
		name, data := filepath.Base(path), readFile(t, path)
		var doc *Document
		var refusal error
		read := func() { doc, refusal = Read(t.Context(), data, DefaultLimits()) }
		most := memoryBase + memoryFactor*uint64(len(data))
		pdf, longest := strings.HasSuffix(name, ".pdf"), maxTime
		if pdf {
			most, longest = math.MaxUint64, maxTime+timePerByte*time.Duration(len(data))
		}
		peak := most
		if took := processorTime(t, func() { peak = leastPeak(most, read) }); took > longest {
			if took = processorTime(t, read); took > longest { // now without the collector at work all the time
				t.Errorf("%s: took %v", name, took)
			}
		}
		checkOutcome(t, doc, refusal)
		if !pdf {
			if peak > most {
				t.Errorf("%s: %d bytes of memory for %d bytes", name, peak, len(data))
			}
			if f := float64(peak) / float64(len(data)); len(data) > 1<<16 && f > worst.factor {
				worst.name, worst.factor = name, f
			}
		}
		if judged(path) {
			formats[outcome(t, name, doc, refusal)]++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < len(refused) {
		t.Fatalf("only %d files", seen)
	}
	keys := make([]string, 0, len(formats))
	for k := range formats {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		t.Logf("%-24s %d", k, formats[k])
	}
	t.Logf("%d files; most memory of those over 64 KiB: %s, %.1f times its size", seen, worst.name, worst.factor)
}

// outcome compares what happened to a file with what should and returns its
// line in the table of formats.
func outcome(t *testing.T, name string, doc *Document, err error) string {
	t.Helper()
	want := refused[name]
	var r *Refusal
	if errors.As(err, &r) {
		if r.Reason != want.reason || r.Reason.Advice() == "" {
			t.Errorf("%s: %v, want %q (%s)", name, err, want.reason, want.why)
		}
		return r.Format + " refused " + string(r.Reason)
	}
	if want.reason != "" {
		t.Errorf("%s: read, want %q: %s", name, want.reason, want.why)
	}
	format := readAs[name]
	if format == "" {
		format = byExtension(filepath.Ext(name))
	}
	if doc.Format != format {
		t.Errorf("%s: read as %s, want %s", name, doc.Format, format)
	}
	return doc.Format + " read"
}

// byExtension names the format of a file whose name tells the truth.
func byExtension(ext string) string {
	switch ext {
	case ".docm", ".dotx", ".dotm":
		return "docx"
	case ".wps":
		return "doc"
	case ".xlsm":
		return "xlsx"
	}
	return strings.TrimPrefix(ext, ".")
}

// leastPeak is peakMemory of f. A machine that does other work too collects
// garbage late, and gets three tries to stay within most.
func leastPeak(most uint64, f func()) uint64 {
	peak := peakMemory(f)
	for range 2 {
		if peak > most {
			peak = min(peak, peakMemory(f))
		}
	}
	return peak
}

// peakMemory returns by how many bytes the heap grew at most while f ran. Garbage is
// collected early meanwhile, so that it does not count for much.
func peakMemory(f func()) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(25))
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	read := func() uint64 {
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	base := read()
	stop, top := make(chan struct{}), make(chan uint64)
	go func() {
		most := base
		tick := time.NewTicker(200 * time.Microsecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				most = max(most, read())
			case <-stop:
				top <- max(most, read())
				return
			}
		}
	}()
	f()
	close(stop)
	return <-top - base
}

// TestAgainstReferenceText compares every file that has one with the text
// LibreOffice reads in it: nearly all characters, and the same numbers. That
// text leaves out footnotes but writes their numbers at the anchor, where they
// join the words (同口径1); automatic numbers of paragraphs are compared like
// any other.
func TestAgainstReferenceText(t *testing.T) {
	dir := filepath.Join(ooxmlCorpus(t), "real")
	references, _ := filepath.Glob(filepath.Join(dir, "reference_text", "*.lo.txt"))
	if len(references) == 0 {
		t.Fatal("no reference texts")
	}
	for _, path := range references {
		name := strings.TrimSuffix(filepath.Base(path), ".lo.txt")
		t.Run(name, func(t *testing.T) {
			reference := strings.TrimPrefix(string(readFile(t, path)), "\ufeff")
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Skip(err)
			}
			doc, err := Read(t.Context(), data, DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			text := allText(doc)
			share := recall(reference, text)
			if share < 0.995 {
				t.Errorf("recall %.4f", share)
			}
			want, got := numberBag(reference), numberBag(text)
			note := 0
			for _, b := range doc.Blocks {
				if b.Kind == Note {
					note++
					want[string(rune('0'+note))]--
				}
			}
			different := 0
			for n := range want {
				if want[n] != got[n] {
					different++
					t.Errorf("%q: %d in the reference, %d read", n, want[n], got[n])
				}
			}
			for n := range got {
				if _, ok := want[n]; !ok {
					different++
					t.Errorf("%q: read %d times, not in the reference", n, got[n])
				}
			}
			t.Logf("%s: recall %.4f, %d numbers, %d different", doc.Format, share, len(want), different)
		})
	}
}
