package review

import (
	"bytes"
	"context"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/batch"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/tag"
)

// browser starts a headless Chromium and collects what it complains about.
func browser(t *testing.T) (ctx context.Context, complaints *[]string) {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium is installed: apt-get install chromium")
	}
	if testing.Short() {
		t.Skip("a browser is not short")
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.Headless, chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.WindowSize(1440, 1000),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("lang", "zh-CN"))
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	complaints = new([]string)
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			*complaints = append(*complaints, e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError {
				*complaints = append(*complaints, e.Entry.Text+" "+e.Entry.URL)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return ctx, complaints
}

// listen serves a dataset on a port of this machine.
func listen(t *testing.T, s *Server) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.hosts = Hosts(l.Addr(), "")
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return "http://" + l.Addr().String()
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// loaded waits until the page has run its scripts, before which it hears no key.
func loaded() chromedp.Action[chromedp.Void] {
	return chromedp.Poll[chromedp.Void](`document.readyState === "complete"`, chromedp.WithPollingTimeout(time.Minute))
}

// js evaluates an expression in the page.
func js[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// eventually asks until it holds, for a minute: the page scrolls smoothly, and
// the machine may be busy.
func eventually(holds func() bool) bool {
	for range 600 {
		if holds() {
			return true
		}
		time.Sleep(100 * time.Millisecond)
	}
	return false
}

const (
	highlighted = `[...document.querySelectorAll(".f.op")].map(e => e.textContent).join(" ")`
	firstInView = `(() => { const r = document.querySelector(".f.op").getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()`
)

// TestBrowser goes through a review: open, filter, jump between the checks that
// do not hold, see their operands, decide, and find the decision again.
func TestBrowser(t *testing.T) {
	ctx, complaints := browser(t)
	s := testServer(t, true)
	base := listen(t, s)

	do(t, ctx, chromedp.Navigate(base+"/documents?lang=zh"), chromedp.WaitVisible(chromedp.CSS(`#q`)),
		chromedp.SendKeys(chromedp.CSS(`#q`), "柳溪"), chromedp.Submit(chromedp.CSS(`#q`)))
	rows := `document.querySelectorAll(".list.documents tbody tr").length`
	if !eventually(func() bool { return js[int](t, ctx, rows) == 1 }) { // until then it is the page before
		t.Fatalf("the filter leaves %d documents", js[int](t, ctx, rows))
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(`.list.documents th a`)), chromedp.WaitVisible(chromedp.CSS(`.report`)), loaded())

	// n jumps to the first check that does not hold, and again to the next.
	do(t, ctx, chromedp.KeyEvent("n"))
	first := js[string](t, ctx, `location.hash`)
	if !strings.HasPrefix(first, "#check-") {
		t.Fatalf("n led to %q", first)
	}
	if got := js[string](t, ctx, highlighted); got != "6个" {
		t.Errorf("operands of the first check: %q", got)
	}
	do(t, ctx, chromedp.KeyEvent("n"))
	second := js[string](t, ctx, `location.hash`)
	if got := js[string](t, ctx, highlighted); got != "208.79万元 15.32%" && got != "2396.56万元 208.79万元 15.32%" {
		t.Errorf("operands of the second check: %q", got)
	}
	if !eventually(func() bool { return js[bool](t, ctx, firstInView) }) {
		t.Error("the first operand is not in view")
	}
	do(t, ctx, chromedp.KeyEvent("p"))
	if back := js[string](t, ctx, `location.hash`); back != first || second == first {
		t.Errorf("n and p: %s %s %s", first, second, back)
	}

	// A number tells its fact and its checks; its address opens it again.
	// A click goes to a place, and the page may still be scrolling there.
	if !eventually(func() bool {
		do(t, ctx, chromedp.Click(chromedp.CSS(`.f.op`)))
		return js[bool](t, ctx, `Boolean(document.querySelector("#chosen")?.getClientRects().length)`)
	}) {
		t.Fatal("a click on a number shows no fact")
	}
	if text := js[string](t, ctx, `document.querySelector("#chosen").innerText`); !strings.Contains(text, "概念") || !strings.Contains(text, "列名 4 个") {
		t.Errorf("the fact says %q", text)
	}
	fact := js[string](t, ctx, `location.href`)
	do(t, ctx, chromedp.Navigate(base+"/"), chromedp.Navigate(fact), chromedp.WaitVisible(chromedp.CSS(`#chosen`)))
	if text := js[string](t, ctx, `document.querySelector("#chosen h2").innerText`); !strings.Contains(text, "6个") {
		t.Errorf("%s opens %q", fact, text)
	}

	// A decision about the check is saved, and shown when the page is read again.
	card := `.card.v-inconsistent`
	do(t, ctx, chromedp.Click(chromedp.CSS(card+" summary")), chromedp.WaitVisible(chromedp.CSS(card+" textarea")), chromedp.SendKeys(chromedp.CSS(card+" textarea"), "列名不全，已核实"),
		chromedp.Click(chromedp.CSS(card+` button[value="accept"]`)), chromedp.WaitVisible(chromedp.CSS(card+" .decided.d-accept")))
	saved, err := os.ReadFile(filepath.Join(s.dir, ReviewName))
	if err != nil || !strings.Contains(string(saved), "text.count#"+strings.TrimPrefix(first, "#check-")+"\t列名不全，已核实") {
		t.Fatalf("saved: %s %v", saved, err)
	}
	do(t, ctx, chromedp.Reload(), chromedp.WaitVisible(chromedp.CSS(card+" textarea")))
	if note := js[string](t, ctx, `document.querySelector("`+card+` textarea").value`); note != "列名不全，已核实" {
		t.Errorf("read again: %q", note)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent("?"), chromedp.WaitVisible(chromedp.CSS(`#help[open]`)))

	// Who cannot have single keys switches them off, also for the next page.
	do(t, ctx, chromedp.Click(chromedp.CSS(`#keys`)), chromedp.Click(chromedp.CSS(`#help form button`)), chromedp.Reload(), chromedp.WaitReady(chromedp.CSS(`.report`)))
	still := js[string](t, ctx, `location.hash`)
	do(t, ctx, chromedp.KeyEvent("n"), chromedp.KeyEvent("n"))
	if now := js[string](t, ctx, `location.hash`); now != still {
		t.Errorf("the key led from %q to %q when switched off", still, now)
	}
	if len(*complaints) > 0 {
		t.Errorf("the browser complains: %q", *complaints)
	}
}

// unhidden is whether the first operand is in view and under none of the bars.
const unhidden = `(() => { const r = document.querySelector(".f.op")?.getBoundingClientRect(); return Boolean(r) && r.top >= document.querySelector(".naming").getBoundingClientRect().bottom && r.bottom <= innerHeight })()`

// TestBrowserDeepLink opens the address of the last check of a report: its
// operands are marked and in view, and so are the names of report and office,
// wherever the page is scrolled to.
func TestBrowserDeepLink(t *testing.T) {
	ctx, complaints := browser(t)
	s := testServer(t, true)
	page := listen(t, s) + documentURL(s.find(t, "柳溪"))
	do(t, ctx, chromedp.Navigate(page), chromedp.WaitReady(chromedp.CSS(`.report`)))
	ids := js[[]string](t, ctx, `[...document.querySelectorAll(".card[data-check]")].map(e => e.dataset.check)`)
	if len(ids) < 3 {
		t.Fatalf("%d checks", len(ids))
	}
	for _, id := range []string{ids[0], ids[len(ids)-1]} {
		do(t, ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(page+"#check-"+id), chromedp.WaitReady(chromedp.CSS(`.f.op`)))
		if !eventually(func() bool { return js[bool](t, ctx, unhidden) }) {
			t.Errorf("%s: the first operand is not in view", id)
		}
		time.Sleep(500 * time.Millisecond) // the browser goes to the place of an address late
		if !js[bool](t, ctx, unhidden) {
			t.Errorf("%s: the first operand did not stay in view", id)
		}
		if on := js[string](t, ctx, `document.querySelector(".card.on").dataset.check`); on != id {
			t.Errorf("%s shows the check %s", id, on)
		}
	}
	for _, to := range []string{"0", "document.body.scrollHeight / 2", "document.body.scrollHeight"} {
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`window.scrollTo({ top: `+to+`, behavior: "instant" })`))
		names := js[string](t, ctx, `[...document.querySelectorAll(".naming h1, .naming a")].filter(e => { const r = e.getBoundingClientRect(); return document.elementFromPoint(r.left + 5, r.top + 5) === e }).map(e => e.textContent).join("|")`)
		if title, office, _ := strings.Cut(names, "|"); !strings.Contains(title, "2021年度部门决算") || !strings.Contains(office, "柳溪街道办事处") {
			t.Errorf("scrolled to %s the names in view are %q", to, names)
		}
	}
	if len(*complaints) > 0 {
		t.Errorf("the browser complains: %q", *complaints)
	}
}

// TestBrowserKeys decides without a pointer: by single keys, and by a few tabs
// from where a key or the link at the top of the page leads.
func TestBrowserKeys(t *testing.T) {
	ctx, complaints := browser(t)
	s := testServer(t, true)
	do(t, ctx, chromedp.Navigate(listen(t, s)+documentURL(s.find(t, "柳溪"))), chromedp.WaitReady(chromedp.CSS(`.report`)), loaded(), chromedp.KeyEvent("n"))
	id := strings.TrimPrefix(js[string](t, ctx, `location.hash`), "#check-")
	card := `#card-` + id
	saved := func(want string) {
		t.Helper()
		var last string
		if !eventually(func() bool {
			data, _ := os.ReadFile(filepath.Join(s.dir, ReviewName))
			last = string(data)
			return strings.Contains(last, want)
		}) {
			t.Fatalf("saved %q, want %q", last, want)
		}
		do(t, ctx, chromedp.WaitReady(chromedp.CSS(card+".on"))) // read again, and still there
	}

	do(t, ctx, chromedp.KeyEvent("r"), chromedp.WaitReady(chromedp.CSS(card+" .decided.d-reject")))
	saved(id)
	inNote := `document.activeElement === document.querySelector("` + card + ` textarea")`
	do(t, ctx, chromedp.KeyEvent("a"))
	if !eventually(func() bool { return js[bool](t, ctx, inNote) }) {
		t.Fatal("accepting without a reason does not ask for one")
	}
	do(t, ctx, chromedp.KeyEvent("口径不同 narc"), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)), chromedp.WaitReady(chromedp.CSS(card+" .decided.d-accept")))
	saved("口径不同 narc") // letters of a note are no keys
	do(t, ctx, chromedp.KeyEvent("c"))
	if !eventually(func() bool { return js[bool](t, ctx, inNote) }) {
		t.Fatal("c does not lead to the note")
	}
	do(t, ctx, chromedp.KeyEvent("，待核"), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)), chromedp.WaitReady(chromedp.CSS(card+" .decided.d-comment")))
	saved("，待核")

	tabs := func(to string) (n int) {
		for n < 40 && !js[bool](t, ctx, `document.activeElement?.matches('`+to+`') ?? false`) {
			do(t, ctx, chromedp.KeyEvent(kb.Tab))
			n++
		}
		return n
	}
	do(t, ctx, chromedp.KeyEvent("n"))
	if n := tabs(`.card.on summary`); n > 8 {
		t.Errorf("%d tabs from a check to its decision", n)
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector(".report .f").focus()`), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(`#chosen`)))
	if n := tabs(`#chosen summary`); n > 8 {
		t.Errorf("%d tabs from a number to its decision", n)
	}
	do(t, ctx, chromedp.Reload(), chromedp.WaitReady(chromedp.CSS(`.report`)), chromedp.Evaluate[chromedp.Void](`document.querySelector(".skip[href='#panel']").focus()`), chromedp.KeyEvent(kb.Enter))
	if n := tabs(`.card summary, #chosen summary`); n > 20 {
		t.Errorf("%d tabs from the top of the page to a decision", n)
	}
	if len(*complaints) > 0 {
		t.Errorf("the browser complains: %q", *complaints)
	}
}

// TestBrowserHostile opens every page that shows a hostile report.
func TestBrowserHostile(t *testing.T) {
	ctx, complaints := browser(t)
	s := testServer(t, true)
	base, id := listen(t, s), s.find(t, "script")
	for _, page := range []string{documentURL(id), "/documents?sort=path", "/checks", "/", "/documents?q=" + url.QueryEscape(`"><script>document.title='owned'</script>`)} {
		do(t, ctx, chromedp.Navigate(base+page), chromedp.WaitReady(chromedp.CSS(`main`)))
		if title := js[string](t, ctx, `document.title`); title == "owned" || !strings.HasSuffix(title, "gongkai") {
			t.Errorf("%s has the title %q", page, title)
		}
		if n := js[int](t, ctx, `document.querySelectorAll("img, [onerror], [onload], [style]:not(figure.chart canvas), script:not([src]):not([type='application/json'])").length`); n != 0 {
			t.Errorf("%s has %d elements of the report's making", page, n)
		}
	}
	do(t, ctx, chromedp.Navigate(base+documentURL(id)), chromedp.WaitReady(chromedp.CSS(`.report`)), loaded(), chromedp.KeyEvent("n"))
	facts := js[int](t, ctx, `document.querySelectorAll(".f").length`)
	for i := range min(facts, 8) {
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelectorAll(".f")[`+itoa(int64(i))+`].click()`), chromedp.WaitVisible(chromedp.CSS(`#chosen`)))
	}
	if title := js[string](t, ctx, `document.title`); title == "owned" || facts == 0 {
		t.Errorf("title %q, %d facts", title, facts)
	}
	if len(*complaints) > 0 {
		t.Errorf("the browser complains: %q", *complaints)
	}
}

// TestBrowserAlone opens a page that carries its style and script in itself.
func TestBrowserAlone(t *testing.T) {
	ctx, complaints := browser(t)
	data, err := os.ReadFile("../../samples/云梦市青禾区柳溪街道办事处2021年度部门决算.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := pipeline.Process(t.Context(), tag.New(), pipeline.Source{Path: "柳溪.txt", Data: data}, pipeline.Options{Limits: extract.DefaultLimits(), Blocks: true})
	rows := sink.FromReport(r, pipeline.Version)
	rows.Quote(r)
	var page bytes.Buffer
	if err := WriteDocument(&page, &rows, "zh"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, page.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.EmulateViewport(390, 800), chromedp.Navigate("file://"+path), chromedp.WaitVisible(chromedp.CSS(`.report`)), loaded(), chromedp.KeyEvent("n"))
	if got := js[string](t, ctx, highlighted); got != "6个" {
		t.Errorf("the script of the page does not run: %q", got)
	}
	if font := js[string](t, ctx, `getComputedStyle(document.querySelector(".panel")).position`); font != "fixed" {
		t.Errorf("the style of the page is not applied: %q", font)
	}
	if wide := js[int](t, ctx, `document.documentElement.scrollWidth`); wide > 390 {
		t.Errorf("the page is %d px wide on a phone of 390", wide)
	}
	if len(*complaints) > 0 {
		t.Errorf("the browser complains: %q", *complaints)
	}
}

// TestKeysToTheWorst: from the first page, the worst contradiction of the dataset is
// found, seen with its operands and accepted with a reason, by keys alone and with
// fewer than ten of them.
func TestKeysToTheWorst(t *testing.T) {
	ctx, complaints := browser(t)
	s := testServer(t, true)
	base := listen(t, s)
	x := s.state.index
	worst := x.failing[0]
	do(t, ctx, chromedp.Navigate(base+"/?lang=zh"), chromedp.WaitVisible(chromedp.CSS(`#showkeys`)), loaded(), chromedp.KeyEvent("3"))
	row := chromedp.WaitVisible(chromedp.CSS(`.page-checks .checklist`))
	do(t, ctx, row, loaded(), chromedp.KeyEvent("j"), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(`.card.on`)), loaded())
	if hash := js[string](t, ctx, `location.hash`); hash != "#check-"+worst.id {
		t.Fatalf("the first of the list is %s, the worst %s", hash, worst.id)
	}
	if !eventually(func() bool { return js[bool](t, ctx, firstInView) }) {
		t.Error("its operand is not in view")
	}
	// The tool sends the letter of a key after it all the same, which a keyboard does not when the page has taken it.
	press := func(key string) {
		js[bool](t, ctx, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "`+key+`", bubbles: true, cancelable: true}))`)
	}
	press("a")
	press("1")
	do(t, ctx, chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)),
		chromedp.WaitVisible(chromedp.CSS(`.card .decided.d-accept`)))
	d := s.decisions().of(x.documents[worst.document].ID(), x.Name(worst.rule), worst.id)
	if d.Action != batch.Accept || d.Note != (words{chinese}).Value("because", "as printed") {
		t.Errorf("decided: %+v", d)
	}
	// l goes back to the list, u takes back, and a number typed into a note is a number.
	do(t, ctx, chromedp.KeyEvent("u"))
	if !eventually(func() bool {
		_, held := batch.Holding(s.decisions().history(x.documents[worst.document].ID(), x.Name(worst.rule), worst.id))
		return !held
	}) {
		t.Error("u takes nothing back")
	}
	do(t, ctx, chromedp.WaitNotPresent(chromedp.CSS(`.card .decided.d-accept`)), loaded(), chromedp.KeyEvent("l"), row, loaded(), chromedp.KeyEvent("?"), chromedp.WaitVisible(chromedp.CSS(`#help[open]`)))
	if len(*complaints) > 0 {
		t.Errorf("the browser complains: %v", *complaints)
	}
}
