package pipeline

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// The files in testdata/parity are two reports saved by LibreOffice 7.4 in
// every format an office might publish them in, compressed:
// wanfeng is samples/归墟市拾光区晚枫街道办事处2023年度部门决算.docx, and small is
// a made-up report with automatic numbering, merged cells, a footnote and a
// text box (small.docx is the original).

// tagger is built once: it loads the dictionary.
var tagger = sync.OnceValue(tag.New)

// saved returns one report in one format.
func saved(t *testing.T, name string) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "parity", name+".gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// archived wraps a page as a browser's "save as single file" does.
func archived(page []byte) []byte {
	var b bytes.Buffer
	b.WriteString("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; type=\"text/html\"; boundary=\"----part\"\r\n\r\n" +
		"------part\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n" +
		"Content-Location: http://example.gov.cn/report.html\r\n\r\n")
	code := base64.StdEncoding.EncodeToString(page)
	for line := range slices.Chunk([]byte(code), 76) {
		b.Write(line)
		b.WriteString("\r\n")
	}
	b.WriteString("------part--\r\n")
	return b.Bytes()
}

// processed reads a file and insists that it was read.
func processed(t *testing.T, path string, data []byte) *schema.Report {
	t.Helper()
	r := Process(context.Background(), tagger(), Source{Path: path, Data: data}, Options{Limits: extract.DefaultLimits()})
	if r.Document.Status == schema.Refused {
		t.Fatalf("%s refused: %s %s", path, r.Document.Reason, r.Document.Detail)
	}
	return r
}

// bag counts what something says.
type bag map[string]int

// factBag counts a report's facts by their meaning, whatever their place.
func factBag(r *schema.Report) bag {
	b := bag{}
	for i := range r.Facts {
		f := &r.Facts[i]
		b[fmt.Sprintf("%s|%s|%s|%v|%+v|%s|%s|%s", f.Concept, f.Form, f.Measure, f.Period, f.Dimensions, f.Value, f.Unit, f.Approx)]++
	}
	return b
}

// checkBag counts a report's checks by rule, verdict and the values they compare.
func checkBag(r *schema.Report) bag {
	b := bag{}
	for i := range r.Checks {
		c := &r.Checks[i]
		var values []string
		for _, o := range c.Operands {
			values = append(values, o.Role+"="+o.Value.String())
		}
		slices.Sort(values)
		b[fmt.Sprintf("%s|%s|%s", c.Rule, c.Verdict, strings.Join(values, " "))]++
	}
	return b
}

// difference lists what one bag has more often than the other.
func difference(want, got bag) (lines []string) {
	for k, n := range want {
		if got[k] < n {
			lines = append(lines, fmt.Sprintf("missing %d× %s", n-got[k], k))
		}
	}
	for k, n := range got {
		if want[k] < n {
			lines = append(lines, fmt.Sprintf("extra   %d× %s", n-want[k], k))
		}
	}
	slices.Sort(lines)
	return lines
}

func TestSameReportInEveryFormat(t *testing.T) {
	for _, report := range []string{"wanfeng"} {
		original := processed(t, report+".docx", saved(t, report+".docx"))
		facts, checks := factBag(original), checkBag(original)
		t.Logf("%s: %d facts, %d checks", report, len(original.Facts), len(original.Checks))
		files := map[string][]byte{"mhtml": archived(saved(t, report+".html"))}
		for _, ext := range []string{"doc", "odt", "rtf", "html", "xhtml", "txt"} {
			files[ext] = saved(t, report+"."+ext)
		}
		for ext, data := range files {
			t.Run(report+"/"+ext, func(t *testing.T) {
				got := processed(t, report+"."+ext, data)
				df, dc := difference(facts, factBag(got)), difference(checks, checkBag(got))
				t.Logf("%d facts, %d checks; %d and %d lines of difference", len(got.Facts), len(got.Checks), len(df), len(dc))
				for _, line := range df {
					t.Error("fact ", line)
				}
				for _, line := range dc {
					t.Error("check ", line)
				}
			})
		}
	}
}
