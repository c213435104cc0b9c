package word97

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/richardlehane/mscfb"
)

// FuzzParse mutates the streams themselves, which a compound file's chains of
// sectors otherwise hide from the fuzzer.
func FuzzParse(f *testing.F) {
	file, err := os.Open(filepath.Join("..", "..", "testdata", "doc", "report.doc"))
	if err != nil {
		f.Fatal(err)
	}
	defer file.Close()
	streams := readStreams(f, file)
	f.Add(streams["WordDocument"], streams["0Table"], streams["1Table"])
	f.Fuzz(func(t *testing.T, main, table0, table1 []byte) {
		if len(main)+len(table0)+len(table1) > 1<<16 {
			return
		}
		doc, err := Parse(t.Context(), &Streams{Main: main, Tables: [2][]byte{table0, table1}})
		switch {
		case (doc == nil) == (err == nil):
			t.Fatalf("document %v and error %v", doc, err)
		case err == nil:
			checkParagraphs(t, doc)
		case !errors.Is(err, ErrCorrupt) && !errors.Is(err, ErrOld) && !errors.Is(err, ErrEncrypted):
			t.Fatal(err)
		}
	})
}

// readStreams reads the streams of a compound file.
func readStreams(tb testing.TB, file io.ReaderAt) map[string][]byte {
	r, err := mscfb.New(file)
	if err != nil {
		tb.Fatal(err)
	}
	streams := map[string][]byte{}
	for _, f := range r.File {
		if streams[f.Name], err = io.ReadAll(f); err != nil {
			tb.Fatal(err)
		}
	}
	return streams
}

// checkParagraphs: text is UTF-8, levels and depths are sound, rows have an
// edge more than cells, and notes stand behind paragraphs or at the end.
func checkParagraphs(t *testing.T, doc *Document) {
	all := append([]Paragraph(nil), doc.Body...)
	for _, n := range doc.Notes {
		if n.After < -1 || n.After > len(doc.Body) {
			t.Errorf("a note after paragraph %d of %d", n.After, len(doc.Body))
		}
		all = append(all, n.Paras...)
	}
	for i, p := range append(all, doc.Headers...) {
		if !utf8.ValidString(p.Text) || p.Level < 0 || p.Level > 9 || p.Depth < 0 {
			t.Errorf("paragraph %d: %+v", i, p)
		}
		if p.Row != nil && len(p.Row.Cells) > 0 && len(p.Row.Edges) != len(p.Row.Cells)+1 {
			t.Errorf("paragraph %d: %d edges of %d cells", i, len(p.Row.Edges), len(p.Row.Cells))
		}
	}
}
