package ocr

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/extract"
)

// TestMain has this program be the engine that tests ask, when it is told to.
func TestMain(m *testing.M) {
	if how := os.Getenv("GONGKAI_FAKE_ENGINE"); how != "" {
		fake(how)
		return
	}
	os.Exit(m.Run())
}

// fake answers pages in one way or another. With a file named after the way it does so
// for the first page only.
func fake(how string) {
	how, once, _ := strings.Cut(how, "@")
	for in := bufio.NewReaderSize(os.Stdin, 1<<20); ; {
		var q request
		line, err := in.ReadBytes('\n')
		if err != nil || json.Unmarshal(line, &q) != nil {
			return
		}
		if once != "" {
			if _, err := os.Stat(once); err == nil {
				how = "right"
			}
			_ = os.WriteFile(once, nil, 0o600)
		}
		switch how {
		case "right":
			fmt.Printf(`{"words": [{"text": "%d:%d×%d@%d", "box": [1, 2, 3.5, 4], "confidence": 0.75}]}`+"\n", q.Page, q.Width, q.Height, q.DPI)
		case "none":
			fmt.Println(`{"words": []}`)
		case "error":
			fmt.Println(`{"error": "no model"}`)
		case "garbage":
			fmt.Println("loading model …")
		case "other":
			fmt.Println(`{"pages": 1}`)
		case "huge":
			for range 1 << 20 {
				fmt.Print(strings.Repeat("x", 100))
			}
		case "many":
			fmt.Println(`{"words": [` + strings.Repeat(`{"text":"1"},`, pageWords) + `{"text":"1"}]}`)
		case "die":
			os.Exit(3)
		case "hang":
			time.Sleep(time.Hour)
		}
	}
}

// fakeEngine is an engine that behaves in a way.
func fakeEngine(t *testing.T, how string) *Engine {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GONGKAI_FAKE_ENGINE", how)
	e := newEngine("fake", []string{exe})
	t.Cleanup(e.Close)
	return e
}

func picture(page int) extract.Picture {
	return extract.Picture{Page: page, DPI: 150, Image: image.NewGray(image.Rect(0, 0, 30, 40))}
}

// TestEngines asks engines that behave in every way, twice.
func TestEngines(t *testing.T) {
	once := func(how string) string { return how + "@" + filepath.Join(t.TempDir(), "began") }
	for _, tt := range []struct{ how, text, err string }{
		{"right", "7:30×40@150", ""},
		{"none", "", ""},
		{"error", "", "fake: no model"},
		{"garbage", "", "fake: the engine's answer is not of the protocol"},
		{"other", "", "fake: the engine's answer is not of the protocol"},
		{"huge", "", "fake: the engine's answer has more than"},
		{"many", "", "fake: more than 50000 words on a page"},
		{"die", "", "fake: the engine died"},
		{once("die"), "7:30×40@150", ""},
		{once("garbage"), "7:30×40@150", ""},
	} {
		e := fakeEngine(t, tt.how)
		for range 2 {
			words, err := e.Recogniser()(t.Context(), picture(7))
			var text string
			for _, w := range words {
				text += w.Text
			}
			if text != tt.text || (err == nil) != (tt.err == "") || err != nil && !strings.HasPrefix(err.Error(), tt.err) {
				t.Errorf("%s: %q, %v", tt.how, text, err)
			}
		}
	}
}

// TestHang: an engine that never answers is ended, at the end of the page's time and
// when nobody waits any more.
func TestHang(t *testing.T) {
	e := fakeEngine(t, "hang")
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := e.Recogniser()(ctx, picture(1)); err == nil {
		t.Error("an answer of an engine that hangs")
	}
	p := &pool{command: []string{os.Args[0]}, patient: 50 * time.Millisecond}
	if _, err := p.read(t.Context(), &request{}); err == nil || !strings.Contains(err.Error(), "no answer after") {
		t.Errorf("%v", err)
	}
}

// TestKept: one process answers page after page, and goes with the engine.
func TestKept(t *testing.T) {
	t.Setenv("GONGKAI_FAKE_ENGINE", "right")
	p := &pool{command: []string{os.Args[0]}, patient: time.Minute}
	for range 3 {
		if _, err := p.read(t.Context(), &request{}); err != nil {
			t.Fatal(err)
		}
	}
	if len(p.idle) != 1 {
		t.Fatalf("%d processes for one page at a time", len(p.idle))
	}
	kept := p.idle[0].cmd
	p.close()
	if kept.ProcessState == nil {
		t.Error("the process goes on")
	}
}

// TestRelay: pages go through two pipes to an engine elsewhere, with their errors.
func TestRelay(t *testing.T) {
	for _, tt := range []struct{ how, want string }{{"right", "3:30×40@150"}, {"die", "fake: the engine died"}} {
		e := fakeEngine(t, tt.how)
		pages, send := io.Pipe()
		words, answers := io.Pipe()
		done := make(chan error, 1)
		go func() { done <- Relay(t.Context(), e, pages, answers) }()
		got, err := Remote(send, words).Recogniser()(t.Context(), picture(3))
		said := fmt.Sprint(err)
		if len(got) == 1 {
			said = got[0].Text
		}
		if said != tt.want {
			t.Errorf("%s: %s", tt.how, said)
		}
		send.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestResolve(t *testing.T) {
	for _, tt := range []struct{ name, want, err string }{
		{"", "", ""},
		{Off, "", ""},
		{"go run x", "go run x", ""},
		{"  ", "", "blank"},
		{"no-such-program-anywhere --flag", "", "not found"},
	} {
		got, err := Resolve(t.Context(), tt.name)
		if got != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%q: %q, %v", tt.name, got, err)
		}
	}
	t.Setenv("PATH", t.TempDir())
	for _, name := range []string{Auto, RapidOCR, Tesseract} {
		if got, err := Resolve(t.Context(), name); err == nil {
			t.Errorf("%s where nothing is installed: %q", name, got)
		}
	}
}

func TestTSV(t *testing.T) {
	const head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
	a, err := parseTSV(strings.NewReader(head + "1\t1\t0\t0\t0\t0\t0\t0\t100\t90\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t96.5\t1,234.56\n"))
	if err != nil || len(a.Words) != 1 || a.Words[0] != (extract.Word{Text: "1,234.56", Box: [4]float64{10, 20, 40, 28}, Confidence: 0.965}) {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := parseTSV(strings.NewReader("5\t1\t1\t1\t1\t1\tx\t20\t30\t8\t96.5\t1\n")); err == nil {
		t.Error("a table of words that is none")
	}
	if a, err := parseTSV(strings.NewReader("")); err != nil || a.Words == nil {
		t.Errorf("an empty page: %v, %v", a, err)
	}
}

func TestCapped(t *testing.T) {
	c := capped{room: 4}
	for _, s := range []string{"ab", "cde"} {
		_, _ = c.Write([]byte(s))
	}
	if !c.over || c.String() != "ab" {
		t.Errorf("%q, over %v", c.String(), c.over)
	}
}

// TestAnswerPieces: a long answer comes in pieces larger than the buffer.
func TestAnswerPieces(t *testing.T) {
	long := `{"words": [{"text": "` + strings.Repeat("决", 100_000) + `"}]}` + "\n"
	a, err := readAnswer(bufio.NewReader(bytes.NewBufferString(long)))
	if err != nil || len(a.Words[0].Text) != 300_000 {
		t.Error(err)
	}
}
