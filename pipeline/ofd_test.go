package pipeline_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/pipeline"
)

// TestOneReportInManyFormats holds that a report states the same facts and checks
// as docx, PDF and OFD.
func TestOneReportInManyFormats(t *testing.T) {
	want := ""
	for _, name := range []string{"report.docx", "report.pdf", "ofdrw.ofd", "easyofd.ofd"} {
		r, err := pipeline.ReadFile(context.Background(), filepath.Join("..", "extract", "testdata", "ofd", name), pipeline.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got strings.Builder
		for _, f := range r.Facts {
			fmt.Fprintln(&got, f.Concept, f.Value, f.Unit, f.Measure, f.Form, f.Period)
		}
		for _, c := range r.Checks {
			fmt.Fprintln(&got, c.Rule, c.Verdict)
		}
		if want == "" {
			want = got.String()
		}
		if got.String() != want || len(r.Facts) < 12 {
			t.Errorf("%s: %s\nwant %s", name, got.String(), want)
		}
	}
}
