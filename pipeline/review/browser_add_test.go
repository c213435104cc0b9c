package review

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserAdd drops a file on the page and is led to what was read; then goes
// through the lists by keys, on a phone.
func TestBrowserAdd(t *testing.T) {
	ctx, complaints := browser(t)
	s, files := intakeServer(t, false)
	base := listen(t, s)
	do(t, ctx, chromedp.EmulateViewport(390, 800), chromedp.Navigate(base+"/?lang=zh"), chromedp.WaitVisible(chromedp.CSS(`#drop`)))
	js[int](t, ctx, `(() => { const input = document.querySelector("input[type=file]"), files = new DataTransfer();
		files.items.add(new File(["内容"], "决算.txt")); input.files = files.files; input.dispatchEvent(new Event("change")); return 1 })()`)
	if !eventually(func() bool { return !js[bool](t, ctx, `document.getElementById("done").hidden`) }) {
		t.Fatal("the page says ", js[string](t, ctx, `document.getElementById("said").textContent`))
	}
	if data, err := os.ReadFile(filepath.Join(files, "决算.txt")); err != nil || string(data) != "内容" {
		t.Errorf("kept %q, %v", data, err)
	}
	for _, path := range []string{"/add", "/search?q=三公", "/search?q=柳溪&in=texts", "/search?in=checks&verdict=exact", "/unread", "/checks?sort=size"} {
		do(t, ctx, chromedp.Navigate(base+path), chromedp.WaitVisible(chromedp.CSS(`h1`)))
		if wide := js[int](t, ctx, `document.documentElement.scrollWidth`); wide > 390 {
			t.Errorf("%s is %d px wide on a phone of 390", path, wide)
		}
	}
	do(t, ctx, chromedp.Navigate(base+"/search?q=三公"), chromedp.WaitVisible(chromedp.CSS(`#q`)), loaded(), chromedp.KeyEvent("j"))
	if !js[bool](t, ctx, `document.activeElement.matches("th a")`) {
		t.Error("j goes to no row")
	}
	do(t, ctx, chromedp.KeyEvent("/"))
	if !js[bool](t, ctx, `document.activeElement.id === "q"`) {
		t.Error("/ does not go to the search")
	}
	if len(*complaints) > 0 {
		t.Errorf("the browser complains: %q", *complaints)
	}
}
