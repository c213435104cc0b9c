package review

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestPublished: a year without a report is missing where one was there before, and
// not before the first; refused files are listed by their reason.
func TestPublished(t *testing.T) {
	report := func(year string) string { return strings.ReplaceAll(plainReport, "2021", year) }
	other := func(year string) string { return strings.ReplaceAll(report(year), "柳溪", "白鹭") }
	s, _ := originalServer(t, map[string]string{"a.txt": report("2020"), "b.txt": report("2022"), "c.txt": other("2021"), "d.txt": other("2022"), "empty.txt": ""})
	var page struct {
		Rows []struct {
			Entity string
			Cells  []publishedCell
		}
		Years   []int32
		Missing int
	}
	if err := json.Unmarshal(get(t, s, "/published?format=json").Body.Bytes(), &page); err != nil {
		t.Fatal(err)
	}
	if len(page.Rows) != 2 || len(page.Years) != 3 || page.Missing != 1 {
		t.Fatalf("%+v", page)
	}
	first, second := page.Rows[0], page.Rows[1]
	if !strings.Contains(first.Entity, "柳溪") || first.Cells[0].URL == "" || !first.Cells[1].Missing || first.Cells[2].Missing {
		t.Errorf("%+v", first)
	}
	if second.Cells[0] != (publishedCell{}) || second.Cells[1].URL == "" {
		t.Errorf("before its first report nothing is missing: %+v", second)
	}
	if body := get(t, s, "/published?only=1&lang=en").Body.String(); strings.Contains(body, "白鹭") || !strings.Contains(body, "missing") {
		t.Error("offices without gaps are shown")
	}
	if body := get(t, s, "/documents?reason=empty").Body.String(); !strings.Contains(body, "empty.txt") || strings.Contains(body, "a.txt") {
		t.Error("refused files are not listed by their reason")
	}
	if body := get(t, s, "/").Body.String(); !strings.Contains(body, "reason=empty") {
		t.Error("the first page does not lead to them")
	}
}
