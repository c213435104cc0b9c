package review

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestHarmless(t *testing.T) {
	for name, want := range map[string]string{
		"决算.docx": "决算.docx", "a/b/决算.docx": "a/b/决算.docx", "../../etc/passwd": "etc/passwd", `..\..\x.txt`: "x.txt",
		"/abs/x": "abs/x", ".hidden": "hidden", "con:x?.txt": "con_x_.txt", "..": "", "": "", "a/./b": "a/b", "x. ": "x", "a\x00b": "a_b", "a\xffb": "a_b",
		strings.Repeat("d/", 20) + "x":    strings.Repeat("d/", dropDepth-1) + "x",
		strings.Repeat("长", 300) + ".pdf": strings.Repeat("长", dropName/2) + strings.Repeat("长", dropName/2-4) + ".pdf",
	} {
		if got := harmless(name); got != want || got != "" && !filepath.IsLocal(got) {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}

// intakeServer takes in files; a run of it makes the samples' dataset.
func intakeServer(t *testing.T, failing bool) (s *Server, files string) {
	t.Helper()
	from := testDataset(t, true)
	dir := t.TempDir()
	out, files := filepath.Join(dir, "out"), filepath.Join(dir, "files")
	s, err := NewIntake(out, []string{"example.com"}, Intake{Dir: files, Run: func(_ context.Context, tick func(int, int)) error {
		if tick(1, 2); failing {
			return errors.New("no room")
		}
		return os.Rename(from, out)
	}})
	if err != nil {
		t.Fatal(err)
	}
	return s, files
}

// TestIntake: what is dropped is kept and read, and then shown.
func TestIntake(t *testing.T) {
	s, files := intakeServer(t, false)
	do := func(method, target string, body io.Reader, ours bool) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, target, body)
		if ours {
			r.Header.Set("X-Token", s.token)
			r.Header.Set("Origin", "http://example.com")
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	if w := do("GET", "/", nil, false); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/add" {
		t.Errorf("without a dataset: %d %s", w.Code, w.Header().Get("Location"))
	}
	if w := do("GET", "/add", nil, false); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `id="drop"`) {
		t.Errorf("the page: %d", w.Code)
	}
	if w := do("POST", "/add/file?name=x.txt", strings.NewReader("x"), false); w.Code != http.StatusForbidden {
		t.Errorf("from elsewhere: %d", w.Code)
	}
	if w := do("POST", "/add/run", nil, false); w.Code != http.StatusForbidden {
		t.Errorf("a run from elsewhere: %d", w.Code)
	}
	if w := do("POST", "/add/file?name=..", strings.NewReader("x"), true); w.Code != http.StatusBadRequest {
		t.Errorf("no name: %d", w.Code)
	}
	if w := do("POST", "/add/file?name=../a/%E5%86%B3.txt", strings.NewReader("内容"), true); w.Code != http.StatusNoContent {
		t.Errorf("a file: %d %s", w.Code, w.Body)
	}
	if data, err := os.ReadFile(filepath.Join(files, "a", "决.txt")); err != nil || string(data) != "内容" {
		t.Errorf("kept as %q, %v", data, err)
	}
	if w := do("POST", "/add/run", nil, true); w.Code != http.StatusNoContent {
		t.Errorf("a run: %d", w.Code)
	}
	if state := ended(t, s); state.Runs != 1 || state.Files != 1 || state.Failed != "" || state.Total != 2 || state.Came.Files == 0 || state.Came.Findings == 0 {
		t.Errorf("%+v", state)
	}
	if w := do("GET", "/", nil, false); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `href="/add"`) {
		t.Errorf("with a dataset: %d", w.Code)
	}
}

func TestIntakeThatFails(t *testing.T) {
	s, files := intakeServer(t, true)
	s.intake.start()
	if state := ended(t, s); state.Failed != "no room" || state.Runs != 0 {
		t.Errorf("%+v", state)
	}
	broken := io.MultiReader(strings.NewReader("half"), broken{})
	if err := s.intake.keep("a.txt", broken); err == nil {
		t.Error("half a file is kept")
	}
	if left, _ := os.ReadDir(files); len(left) > 0 {
		t.Error("left behind:", left)
	}
}

// broken is a body whose sender is gone.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// ended waits for the end of a run, by what the page is told.
func ended(t *testing.T, s *Server) (state addState) {
	t.Helper()
	for range 2000 {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", "/add/state", nil))
		if err := json.Unmarshal(w.Body.Bytes(), &state); err != nil {
			t.Fatal(err, w.Body)
		}
		if !state.Running {
			return state
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("it does not end")
	return state
}

// TestLock: without the key nothing is answered, and with it once everything.
func TestLock(t *testing.T) {
	s, err := NewServer(testDataset(t, false), []string{"example.com"})
	if err != nil {
		t.Fatal(err)
	}
	s.Lock("right")
	ask := func(target string, cookies ...*http.Cookie) *http.Response {
		r := httptest.NewRequest("GET", target, nil)
		for _, c := range cookies {
			r.AddCookie(c)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Result()
	}
	for _, target := range []string{"/", "/?key=wrong", "/?key=", "/static/app.css", "/open.csv"} {
		if got := ask(target); got.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %s", target, got.Status)
		}
	}
	in := ask("/documents?year=2021&key=right")
	if in.StatusCode != http.StatusSeeOther || in.Header.Get("Location") != "/documents?year=2021" || len(in.Cookies()) != 1 || !in.Cookies()[0].HttpOnly {
		t.Fatalf("%s %v", in.Status, in.Header)
	}
	if got := ask("/documents?year=2021", in.Cookies()...); got.StatusCode != http.StatusOK {
		t.Errorf("with the cookie: %s", got.Status)
	}
}
