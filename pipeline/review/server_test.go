package review

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/batch"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// hostile is a report whose every text tries to become markup.
const hostile = `某市某区某街道办事处2021年度部门决算<script>document.title="owned"</script>
一、收入支出决算总体情况说明
2021年度收入总计100.00万元，支出总计<img src=x onerror="document.title='owned'">200.00万元。
其中：一般公共预算财政拨款收入50.00万元，占60%；"><svg onload=alert(1)>其他收入50.00万元，占50%。
</script><script>document.title="owned"</script>{{.}}javascript:alert(1)三公经费支出3.00万元，其中公务接待费1.00万元，公务用车购置及运行维护费1.00万元。
`

const hostileName = `"><script>document.title='owned'</script>.txt`

// testDataset is a dataset of the samples and a hostile report, of the test alone.
func testDataset(t *testing.T, blocks bool) string {
	t.Helper()
	made := withoutBlocks
	if blocks {
		made = withBlocks
	}
	from, err := made()
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	if err := os.CopyFS(out, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return out
}

// The datasets that tests have copies of, for making one takes longer than most tests.
var (
	withBlocks    = sync.OnceValues(func() (string, error) { return makeDataset(true) })
	withoutBlocks = sync.OnceValues(func() (string, error) { return makeDataset(false) })
	scratch       string // of all tests
)

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "review")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	scratch = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// makeDataset runs the samples and a hostile report into a dataset.
func makeDataset(blocks bool) (string, error) {
	dir := filepath.Join(scratch, fmt.Sprint(blocks))
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	if err := os.CopyFS(in, os.DirFS("../../samples")); err != nil {
		return "", err
	}
	// A name with a slash cannot be a file's: the catalogue of a hostile archive could hold it.
	if err := os.WriteFile(filepath.Join(in, strings.ReplaceAll(hostileName, "/", "∕")), []byte(hostile), 0o666); err != nil {
		return "", err
	}
	_, err := batch.Run(context.Background(), batch.Config{Paths: []string{in}, Out: out, Options: pipeline.Options{Limits: extract.DefaultLimits(), Blocks: blocks}})
	return out, err
}

func testServer(t *testing.T, blocks bool) *Server {
	t.Helper()
	s, err := NewServer(testDataset(t, blocks), []string{"example.com"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// find returns the document whose path contains a word.
func (s *Server) find(t *testing.T, word string) string {
	t.Helper()
	for i := range s.state.index.documents {
		if d := &s.state.index.documents[i]; strings.Contains(d.path, word) {
			return d.ID()
		}
	}
	t.Fatalf("no document %s", word)
	return ""
}

func TestPages(t *testing.T) {
	s := testServer(t, true)
	doc := documentURL(s.find(t, "柳溪"))
	for _, tt := range []struct {
		target string
		want   []string
	}{
		{"/", []string{"总览", "text.list_sum", "text.duplicate", "2021"}},
		{"/?lang=en", []string{"Overview", "Inconsistent, by rule", `lang="en"`, "The items listed add up to the total stated"}},
		{doc + "?lang=en", []string{"The items listed add up to the total stated", "digit swap"}},
		{"/documents", []string{"柳溪街道办事处", "鹤汀街道办事处", "晚枫街道办事处"}},
		{"/documents?q=" + url.QueryEscape("柳溪 2021"), []string{"<p class=\"count\" aria-live=\"polite\">1 "}},
		{"/documents?year=2023&bad=1", []string{"问渠"}},
		{"/documents?q=nothing", []string{"没有符合条件的结果"}},
		{"/checks?decision=open&rule=text.list_sum", []string{"政府采购支出总额 318.98万元", "#check-"}},
		{"/office?entity=" + url.QueryEscape("云梦市青禾区柳溪街道办事处"), []string{`<data value="2605.35">2,605.35</data>`, "<table class=\"numbers\">", "“三公”经费", "构成"}},
		{doc, []string{`id="fact-`, `id="card-`, "柳溪街道办事处内设机构 6个，列名 4 个", "<table class=\"grid\">", "2156.92万元", "v-inconsistent"}},
	} {
		body := get(t, s, tt.target).Body.String()
		for _, want := range tt.want {
			if !strings.Contains(body, want) {
				t.Errorf("%s lacks %q", tt.target, want)
			}
		}
		if m := regexp.MustCompile(`(?i)<[a-z][^>]*\s(style|on[a-z]+)=`).FindString(body); m != "" {
			t.Errorf("%s has %q, which its policy forbids", tt.target, m)
		}
	}
}

// TestEveryFactIsPlaced holds the marks to the text: each fact of the samples
// stands where it says, and reads as it says.
func TestEveryFactIsPlaced(t *testing.T) {
	s := testServer(t, true)
	for i := range s.state.index.documents {
		documents, rows, err := s.state.snap.OfDocument(s.state.index.documents[i].ID())
		if err != nil {
			t.Fatal(err)
		}
		exact := 0
		for k := range rows.Facts {
			f := &rows.Facts[k]
			b := rows.Blocks[*f.Block]
			at := f.Locator
			text := []rune(b.Text)
			if start, end, ok := locate(&b, text, &at, f.Raw); !ok || string(text[start:end]) != f.Raw {
				t.Errorf("%s: %q is not in block %d", documents[0].Path, f.Raw, *f.Block)
			} else if located(&b, &at) == start {
				exact++
			}
		}
		if exact != len(rows.Facts) {
			t.Errorf("%s: %d of %d facts are where their locator says", documents[0].Path, exact, len(rows.Facts))
		}
		p := documentOf(words{chinese}, documents, &rows, nil)
		if len(p.Loose) > 0 || len(rows.Facts) == 0 {
			t.Errorf("%s: %d of %d facts have no place", documents[0].Path, len(p.Loose), len(rows.Facts))
		}
	}
}

// located is where a locator points to, by the lines and cells of its block.
func located(b *sink.BlockRow, at *sink.Locator) int {
	switch {
	case at.Line != nil:
		for i := len(b.Lines) - 1; i >= 0; i-- {
			if l := b.Lines[i]; l.Line == *at.Line && l.Column <= at.Start {
				return int(l.Start + at.Start - l.Column)
			}
		}
	case at.Row != nil:
		for _, c := range b.Cells {
			if c.Row == *at.Row && c.Col == *at.Col {
				return int(c.Start + at.Start)
			}
		}
	}
	return int(at.Start)
}

func TestWithoutBlocks(t *testing.T) {
	s := testServer(t, false)
	body := get(t, s, documentURL(s.find(t, "柳溪"))).Body.String()
	for _, want := range []string{"没有正文", `id="fact-`, "318.98", `id="card-`} {
		if !strings.Contains(body, want) {
			t.Errorf("lacks %q", want)
		}
	}
}

// TestHostileReport asks every page for the texts of a report that is markup.
func TestHostileReport(t *testing.T) {
	s := testServer(t, true)
	id := s.find(t, "script")
	targets := []string{"/", "/documents?sort=path", "/checks", documentURL(id), "/documents?q=" + url.QueryEscape(`"><script>document.title='owned'</script>`)}
	for _, target := range targets {
		body := get(t, s, target).Body.String()
		for _, bad := range []string{"<script>document", "<img", "<svg onload", "</script><script>", "onerror=\""} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %q", target, bad)
			}
		}
	}
	if body := get(t, s, documentURL(id)).Body.String(); !strings.Contains(body, "&lt;img src=x") || !strings.Contains(body, `id="fact-`) {
		t.Error("the text of the hostile report is not shown")
	}
	var page strings.Builder
	if err := WriteReport(&page, s.dir, "zh", 100); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.String(), "<script>document") || !strings.Contains(page.String(), "柳溪") {
		t.Error("the mailed page")
	}
}

func TestRefusedRequests(t *testing.T) {
	s := testServer(t, false)
	for _, tt := range []struct {
		method, target, host string
		want                 int
	}{
		{"GET", "/", "evil.example", http.StatusMisdirectedRequest},
		{"GET", "/", "example.com.evil.example", http.StatusMisdirectedRequest},
		{"GET", "/static/../../go.mod", "", http.StatusTemporaryRedirect},
		{"GET", "/static/..%2f..%2fgo.mod", "", http.StatusNotFound},
		{"GET", "/static/%2e%2e%2fdoc.go", "", http.StatusNotFound},
		{"GET", "/current/manifest.json", "", http.StatusNotFound},
		{"GET", "/doc/..%2f..%2frun.json", "", http.StatusNotFound},
		{"GET", "/doc/" + strings.Repeat("0", 64), "", http.StatusNotFound},
		{"GET", "/doc/%00", "", http.StatusNotFound},
		{"GET", "/office?entity=" + url.QueryEscape("../"), "", http.StatusNotFound},
		{"GET", "/office?entity=", "", http.StatusNotFound},
		{"GET", "/documents?page=-9&year=x&sort=y", "", http.StatusOK},
		{"GET", "/documents?page=99999999999999999999", "", http.StatusOK},
		{"PUT", "/decide", "", http.StatusNotFound},
		{"GET", "/decide", "", http.StatusNotFound},
	} {
		r := httptest.NewRequest(tt.method, "http://example.com/", nil)
		r.URL, _ = url.Parse(tt.target)
		if tt.host != "" {
			r.Host = tt.host
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != tt.want {
			t.Errorf("%s %s (%s): %d, want %d", tt.method, tt.target, r.Host, w.Code, tt.want)
		}
		if strings.Contains(w.Body.String(), s.dir) || w.Header().Get("Content-Security-Policy") == "" {
			t.Errorf("%s: %s", tt.target, w.Body)
		}
	}
}

func post(s *Server, form url.Values, header map[string]string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/decide", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for k, v := range header {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestDecide(t *testing.T) {
	s := testServer(t, true)
	var line *failingLine
	for i := range s.state.index.failing {
		line = &s.state.index.failing[i]
	}
	x := s.state.index
	document, rule, id := x.documents[line.document].ID(), x.Name(line.rule), line.id
	good := map[string]string{"Origin": "http://example.com", "Sec-Fetch-Site": "same-origin"}
	form := func(action, note string) url.Values {
		return url.Values{"token": {s.token}, "document": {document}, "rule": {rule}, "id": {id}, "action": {action}, "note": {note}}
	}
	stranger := form("accept", "x")
	stranger.Set("token", "guess")
	for _, tt := range []struct {
		name   string
		form   url.Values
		header map[string]string
		want   int
	}{
		{"no origin", form("accept", "x"), nil, http.StatusForbidden},
		{"another site", form("accept", "x"), map[string]string{"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}, http.StatusForbidden},
		{"another port", form("accept", "x"), map[string]string{"Origin": "http://example.com:99", "Sec-Fetch-Site": "same-site"}, http.StatusForbidden},
		{"no page's token", stranger, good, http.StatusForbidden},
		{"no reason", form("accept", ""), good, http.StatusBadRequest},
		{"no action", form("drop", "x"), good, http.StatusBadRequest},
		{"a huge note", form("comment", strings.Repeat("x", 40<<10)), good, http.StatusBadRequest},
	} {
		if w := post(s, tt.form, tt.header); w.Code != tt.want {
			t.Errorf("%s: %d %s", tt.name, w.Code, w.Body)
		}
	}
	if _, err := os.Stat(filepath.Join(s.dir, ReviewName)); err == nil {
		t.Fatal("a refused decision was saved")
	}
	open := strings.Count(get(t, s, "/open.csv").Body.String(), "\n")
	if w := post(s, form("accept", "口径\n调整"), good); w.Code != http.StatusSeeOther || !strings.HasSuffix(w.Header().Get("Location"), "#check-"+id) {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	got, err := os.ReadFile(filepath.Join(s.dir, ReviewName))
	if err != nil || !strings.Contains(string(got), document+"\t"+rule+"#"+id+"\t口径 调整\n") {
		t.Fatalf("%s %v", got, err)
	}
	if body := get(t, s, "/checks?decision=accept").Body.String(); !strings.Contains(body, id) {
		t.Error("the accepted check is not listed")
	}
	if after := strings.Count(get(t, s, "/open.csv").Body.String(), "\n"); after != open-1 {
		t.Errorf("%d open, then %d", open, after)
	}
	if body := get(t, s, documentURL(document)).Body.String(); !strings.Contains(body, "口径 调整") {
		t.Error("the note is not shown")
	}
	if w := post(s, form("withdraw", ""), good); w.Code != http.StatusSeeOther || strings.Count(get(t, s, "/open.csv").Body.String(), "\n") != open {
		t.Error("not withdrawn")
	}
}

// TestTwoServers has two servers of one dataset take 200 decisions at once, most
// of them about the same checks: all are kept, in the order of the log.
func TestTwoServers(t *testing.T) {
	one := testServer(t, false)
	two, err := NewServer(one.dir, []string{"example.com"})
	if err != nil {
		t.Fatal(err)
	}
	x := one.state.index
	good := map[string]string{"Origin": "http://example.com", "Accept": "application/json"}
	form := func(s *Server, n int, seen string) url.Values {
		line := &x.failing[n%min(5, len(x.failing))]
		return url.Values{"token": {s.token}, "document": {x.documents[line.document].ID()}, "rule": {x.Name(line.rule)}, "id": {line.id},
			"action": {"comment"}, "note": {fmt.Sprintf("note %d.", n)}, "seen": {seen}}
	}
	var all sync.WaitGroup
	for n := range 200 {
		s := []*Server{one, two}[n%2]
		all.Go(func() {
			if w := post(s, form(s, n, ""), good); w.Code != http.StatusNoContent {
				t.Errorf("%d: %d %s", n, w.Code, w.Body)
			}
		})
	}
	all.Wait()
	data, err := os.ReadFile(filepath.Join(one.dir, ReviewName))
	if err != nil {
		t.Fatal(err)
	}
	for n := range 200 {
		if strings.Count(string(data), fmt.Sprintf("note %d.\n", n)) != 1 {
			t.Errorf("decision %d is not there once", n)
		}
	}
	kept := 0
	for _, history := range two.decisions() {
		kept += len(history)
	}
	if kept != 200 {
		t.Errorf("%d decisions are read back", kept)
	}
	// two reviewers have seen the same, and the second is told of the first
	if w := post(one, form(one, 0, "40"), good); w.Code != http.StatusNoContent {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := post(two, form(two, 0, "40"), good); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "note 0.") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	document := form(one, 0, "").Get("document")
	body := get(t, two, documentURL(document)).Body.String()
	if !strings.Contains(body, `name="seen" value="41"`) || strings.Count(body, "<li>20") < 41 {
		t.Error("the page does not tell the history")
	}
}

// TestDecisionsCannotBeWritten: what fails on our side is told as such, without
// the path, and what was decided before is still shown.
func TestDecisionsCannotBeWritten(t *testing.T) {
	s := testServer(t, false)
	x := s.state.index
	line := &x.failing[0]
	form := url.Values{"token": {s.token}, "document": {x.documents[line.document].ID()}, "rule": {x.Name(line.rule)}, "id": {line.id}, "action": {"accept"}, "note": {"known"}}
	good := map[string]string{"Origin": "http://example.com"}
	if w := post(s, form, good); w.Code != http.StatusSeeOther || len(s.decisions()) != 1 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	file := filepath.Join(s.dir, ReviewName)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(file, "sub"), 0o777); err != nil {
		t.Fatal(err)
	}
	if w := post(s, form, good); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), s.dir) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if len(s.decisions()) != 1 {
		t.Error("the decision read before is gone")
	}
}

func TestCompareCoverage(t *testing.T) {
	line := func(evaluated, obligations int32) *documentLine {
		return &documentLine{evaluated: evaluated, obligations: obligations}
	}
	sorted := []*documentLine{line(0, 4), line(1, 3), line(2, 6), line(5, 6), line(3, 3), line(0, 0)}
	for i, a := range sorted {
		for k, b := range sorted {
			want := cmp.Compare(i, k)
			if i+k == 3 && i != 0 && k != 0 {
				want = 0 // a third is a third
			}
			if got := compareCoverage(a, b); got != want {
				t.Errorf("%d/%d to %d/%d: %d", a.evaluated, a.obligations, b.evaluated, b.obligations, got)
			}
		}
	}
}

// TestAcceptedCheckIsWaived gives the file of a review to the next run.
func TestAcceptedCheckIsWaived(t *testing.T) {
	s := testServer(t, false)
	x := s.state.index
	line := &x.failing[0]
	d := batch.Decision{Document: x.documents[line.document].ID(), Rule: x.Name(line.rule), ID: line.id, Action: batch.Accept, Note: "known"}
	if err := s.save(d, batch.Whatever); err != nil {
		t.Fatal(err)
	}
	waivers, err := batch.LoadWaivers(filepath.Join(s.dir, ReviewName))
	if err != nil {
		t.Fatal(err)
	}
	before := len(x.failing)
	in := filepath.Dir(x.documents[0].path)
	sum, err := batch.Run(t.Context(), batch.Config{Paths: []string{in}, Out: s.dir, Waivers: waivers, Options: pipeline.Options{Limits: extract.DefaultLimits()}})
	if err != nil || sum.Checks["waived"] != 1 || sum.Checks["inconsistent"] != before-1 {
		t.Fatalf("%+v %v", sum, err)
	}
	if body := get(t, s, "/checks?decision=waived").Body.String(); !strings.Contains(body, line.id) { // and the server sees the new snapshot
		t.Error("the waived check is not shown")
	}
}

func TestHosts(t *testing.T) {
	at := func(s string) net.Addr {
		a, err := net.ResolveTCPAddr("tcp", s)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	has := func(all []string, want string) bool {
		for _, h := range all {
			if h == want {
				return true
			}
		}
		return false
	}
	loop := Hosts(at("127.0.0.1:8420"), "127.0.0.1:8420")
	if !has(loop, "localhost:8420") || !has(loop, "[::1]:8420") || has(loop, "localhost") {
		t.Error(loop)
	}
	if named := Hosts(at("192.0.2.1:80"), "Office.example:80"); !has(named, "office.example") || has(named, "localhost:80") {
		t.Error(named)
	}
}

// TestServeEnds stops a server that a client still holds open.
func TestServeEnds(t *testing.T) {
	s := testServer(t, false)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.hosts = Hosts(l.Addr(), "")
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	answer, err := http.Get("http://" + l.Addr().String() + "/")
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(answer, err)
	}
	answer.Body.Close()
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestTexts asks for every text in both languages, and for every value that
// the dataset may hold.
func TestTexts(t *testing.T) {
	for key, text := range textTable {
		if key != "approx.exact" && (text[0] == "" || text[1] == "") {
			t.Errorf("%s has no text", key)
		}
	}
	for _, v := range []string{"exact", "rounding", "truncation", "literal", "inconsistent", "incomplete", "ambiguous", "not_applicable", "waived"} {
		if (words{english}).Value("verdict", v) == v && strings.Contains(v, "_") {
			t.Errorf("verdict %s has no text", v)
		}
	}
	for _, o := range []schema.Origin{schema.FromSentence, schema.FromColumn, schema.FromRow, schema.FromTableTitle, schema.FromHeading, schema.FromConcept, schema.FromDocument} {
		if (words{english}).Value("origin", string(o)) == string(o) {
			t.Errorf("origin %s has no text", o)
		}
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:add\(|T\(|chart\(w, )"([a-z ]+)"`).FindAllStringSubmatch(string(source), -1) {
			if _, ok := textTable[m[1]]; !ok {
				t.Errorf("%s: no text %q", file, m[1])
			}
			asked++
		}
	}
	if asked < 30 {
		t.Errorf("only %d texts are asked for: are they spelled otherwise?", asked)
	}
}
