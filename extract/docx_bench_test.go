package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"path/filepath"
	"strings"
	"testing"
)

// benchFile is a readable docx of the corpus and the parts reading it takes.
type benchFile struct {
	data  []byte
	parts []string
	bytes int64 // of these parts, unpacked
}

// benchFiles loads the sound docx files of the corpus.
func benchFiles(b *testing.B) []benchFile {
	paths, _ := filepath.Glob(filepath.Join(ooxmlCorpus(b), "*", "*.docx"))
	var files []benchFile
	for _, path := range paths {
		f := benchFile{data: readFile(b, path)}
		if !matchOOXML(f.data) {
			continue
		}
		if _, err := Read(context.Background(), f.data, DefaultLimits()); err != nil {
			continue
		}
		r, err := zip.NewReader(bytes.NewReader(f.data), int64(len(f.data)))
		if err != nil {
			continue
		}
		for _, e := range r.File {
			if isReadPart(e.Name) {
				f.parts = append(f.parts, e.Name)
				f.bytes += int64(e.UncompressedSize64)
			}
		}
		files = append(files, f)
	}
	return files
}

// isReadPart reports whether the reader opens a part.
func isReadPart(name string) bool {
	switch base := filepath.Base(name); {
	case name == "_rels/.rels", base == "document.xml.rels", name == "docProps/core.xml":
		return true
	case strings.HasPrefix(base, "chart") && strings.HasSuffix(base, ".xml") && strings.Contains(name, "/charts/"):
		return true
	case base == "document.xml", base == "styles.xml", base == "numbering.xml", base == "footnotes.xml", base == "endnotes.xml":
		return true
	}
	return false
}

// rawTokens unpacks the parts and tokenises them with encoding/xml.
func rawTokens(f benchFile) error {
	r, err := zip.NewReader(bytes.NewReader(f.data), int64(len(f.data)))
	if err != nil {
		return err
	}
	for _, name := range f.parts {
		part, err := r.Open(name)
		if err != nil {
			return err
		}
		for d := xml.NewDecoder(part); ; {
			if _, err := d.RawToken(); err == io.EOF {
				break
			} else if err != nil {
				return err
			}
		}
		if err := part.Close(); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkDOCXCorpus reads every sound docx of the corpus, and beside it does
// the same parts with unzip and encoding/xml RawToken. It reports the ratio,
// whose budget is 2.
func BenchmarkDOCXCorpus(b *testing.B) {
	files := benchFiles(b)
	var size int64
	for _, f := range files {
		size += f.bytes
	}
	perFile := map[string]float64{}
	measure := func(name string, work func(f benchFile) error) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				for _, f := range files {
					if err := work(f); err != nil {
						b.Fatal(err)
					}
				}
			}
			perFile[name] = float64(b.Elapsed()) / float64(b.N)
			if raw := perFile["rawtoken"]; name == "read" && raw > 0 {
				b.ReportMetric(perFile["read"]/raw, "×rawtoken")
			}
		})
	}
	measure("rawtoken", rawTokens)
	measure("read", func(f benchFile) error {
		_, err := Read(context.Background(), f.data, DefaultLimits())
		return err
	})
}

// BenchmarkXLSX reads a sheet of 20000 rows of ten numbers.
func BenchmarkXLSX(b *testing.B) {
	row := "<row>" + strings.Repeat(`<c s="1"><v>61725.5</v></c>`, 10) + "</row>"
	sheet := "<sheetData>" + strings.Repeat(row, 20_000) + "</sheetData>"
	data := xlsx(b, sheet)
	b.SetBytes(int64(len(sheet)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(context.Background(), data, DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}
