package review

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/pipeline/batch"

	"gongkai/pipeline/sink"
)

// ask has a server of a test dataset answer.
func ask(t *testing.T, s *Server, target string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", target, nil)
	s.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", target, w.Code, w.Body)
	}
	return w
}

// TestSearch: facts, texts and checks of any verdict are found by words, and a page
// says the same as JSON.
func TestSearch(t *testing.T) {
	s, err := NewServer(testDataset(t, true), []string{"example.com"})
	if err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]string{
		"/search":                         `id="q"`,
		"/search?q=three_public.total":    "#fact-",
		"/search?q=公务接待+2021":             "#fact-",
		"/search?q=柳溪&in=texts":           "<mark>柳溪</mark>",
		"/search?in=checks&verdict=exact": "v-exact",
		"/search?in=checks&q=三公":          "#check-",
		"/search?q=qqqqqq&lang=en":        "Nothing matches",
		"/search?q=%3Cscript%3E":          "&lt;script&gt;",
		"/unread":                         `href="/search?in=texts&amp;q=`,
		"/unread?lang=en":                 "Unread words",
		"/checks?sort=size":               `value="size" selected`,
	} {
		if body := ask(t, s, target).Body.String(); !strings.Contains(body, want) || !strings.Contains(body, "/static/lists.js") {
			t.Errorf("%s lacks %s", target, want)
		}
	}
	for _, target := range []string{"/?", "/documents?", "/checks?", "/search?q=三公&", "/search?in=checks&verdict=exact&", "/unread?"} {
		w := ask(t, s, target+"format=json")
		var body map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil || len(body) == 0 {
			t.Errorf("%s: %v, %.60s", target, err, w.Body)
		}
		if strings.Contains(w.Body.String(), s.token) {
			t.Errorf("%s tells the token", target)
		}
	}
}

// TestChecksBySize: the largest difference comes first, and the export of a list
// has its checks.
func TestChecksBySize(t *testing.T) {
	s, err := NewServer(testDataset(t, false), []string{"example.com"})
	if err != nil {
		t.Fatal(err)
	}
	st, err := s.current()
	if err != nil {
		t.Fatal(err)
	}
	largest := int64(0)
	for _, l := range st.index.failing {
		largest = max(largest, l.size)
	}
	var page struct {
		Rows   []struct{ Formula, URL string }
		Checks int
	}
	if err := json.Unmarshal(ask(t, s, "/checks?each=1&sort=size&format=json").Body.Bytes(), &page); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(ask(t, s, "/checks.csv").Body).ReadAll()
	if err != nil || len(rows) != page.Checks+1 || len(rows) < 3 {
		t.Fatalf("%d rows of csv, %d checks: %v", len(rows), page.Checks, err)
	}
	want := sink.Unscaled(largest).String()
	for _, row := range rows[1:] {
		if strings.HasSuffix(page.Rows[0].URL, "#check-"+row[4]) && strings.TrimPrefix(row[8], "-") != want {
			t.Errorf("first is a difference of %s, the largest is %s", row[8], want)
		}
	}
	if filtered, _ := csv.NewReader(ask(t, s, "/checks.csv?severity=nothing").Body).ReadAll(); len(filtered) != 1 {
		t.Errorf("%d rows of no severity", len(filtered))
	}
}

// TestPassage: what stands around a word is cut by characters, whatever its case.
func TestPassage(t *testing.T) {
	for _, c := range []struct{ text, word, before, match string }{
		{strings.Repeat("前", 100) + "GDP增长", "gdp", strings.Repeat("前", 60), "GDP"},
		{"没有", "x", "没有", ""}, {"İx", "x", "İx", ""},
	} {
		if got := passage(c.text, c.word); got.Before != c.before || got.Match != c.match {
			t.Errorf("%q: %+v", c.text, got)
		}
	}
}

// TestFindings: the list has the findings that the run told, in its order, with how
// many checks each breaks; every check has a row where that is asked for.
func TestFindings(t *testing.T) {
	dir := testDataset(t, false)
	data, err := os.ReadFile(filepath.Join(dir, "run.json"))
	if err != nil {
		t.Fatal(err)
	}
	var told struct {
		Failures []batch.Failure `json:"inconsistent"`
	}
	if err := json.Unmarshal(data, &told); err != nil || len(told.Failures) < 13 {
		t.Fatalf("%d failures: %v", len(told.Failures), err)
	}
	s, err := NewServer(dir, []string{"example.com"})
	if err != nil {
		t.Fatal(err)
	}
	var page struct {
		Rows []struct {
			Formula   string
			Witnesses int
		}
		Checks int
	}
	if err := json.Unmarshal(ask(t, s, "/checks?format=json").Body.Bytes(), &page); err != nil {
		t.Fatal(err)
	}
	if len(page.Rows) != len(told.Failures) {
		t.Fatalf("%d findings, the run told %d", len(page.Rows), len(told.Failures))
	}
	checks := 0
	for i, f := range told.Failures {
		if row := page.Rows[i]; row.Formula != f.Formula || row.Witnesses != f.Checks-1 {
			t.Errorf("finding %d is %s with %d more, the run told %s with %d", i, row.Formula, row.Witnesses, f.Formula, f.Checks-1)
		}
		checks += f.Checks
	}
	if checks != page.Checks {
		t.Errorf("the findings break %d checks, the list has %d", checks, page.Checks)
	}
	if err := json.Unmarshal(ask(t, s, "/checks?each=1&format=json").Body.Bytes(), &page); err != nil || len(page.Rows) != checks {
		t.Errorf("%d checks, one by one %d: %v", checks, len(page.Rows), err)
	}
}
