package review

import (
	"bytes"
	"context"
	"encoding/hex"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// TestChartLibrary holds the embedded library to what its makers published: to
// renew it, take the hash of the new file from the registry's own archive.
func TestChartLibrary(t *testing.T) {
	const published = "87364cc2b2a76a6684929e7d6b80b18a897794db38400caff1fcf1791c6925d2" // chart.js 4.6.1, dist/chart.umd.min.js
	script, err := asset(chartLibrary)
	if err != nil {
		t.Fatal(err)
	}
	if got := hex.EncodeToString(sum256(script)); got != published {
		t.Errorf("%s has the hash %s", chartLibrary, got)
	}
	dir := filepath.Dir(chartLibrary)
	version := strings.TrimPrefix(dir, "chartjs-")
	if !bytes.Contains(script[:200], []byte("Chart.js v"+version+"\n")) {
		t.Errorf("%s is not version %s", chartLibrary, version)
	}
	for _, name := range []string{"LICENSE.md", "LICENSE-kurkle-color.md"} {
		if text, err := assets.ReadFile("assets/" + dir + "/" + name); err != nil || !bytes.Contains(text, []byte("Permission is hereby granted")) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestChartScripts asks which pages carry the library: those with a chart.
func TestChartScripts(t *testing.T) {
	s := testServer(t, true)
	for target, want := range map[string][]string{
		"/":          {chartLibrary, chartScript, listsScript},
		"/documents": {listsScript},
		"/checks":    {listsScript},
		"/office?entity=" + url.QueryEscape("云梦市青禾区柳溪街道办事处"): {chartLibrary, chartScript, listsScript},
		documentURL(s.find(t, "柳溪")):                         {documentScript},
	} {
		var got []string
		for _, m := range regexp.MustCompile(`<script src="/static/([^"]+)" defer>`).FindAllStringSubmatch(get(t, s, target).Body.String(), -1) {
			got = append(got, m[1])
			if kind := get(t, s, "/static/"+m[1]).Header().Get("Content-Type"); kind != "text/javascript; charset=utf-8" {
				t.Errorf("%s is %s", m[1], kind)
			}
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s runs %q, want %q", target, got, want)
		}
	}
}

// TestPanelChart lays amounts of two years out: the table in 万元 to the last
// digit, the axis in 亿元 from 1亿元 on, no bar where reports differ.
func TestPanelChart(t *testing.T) {
	row := func(concept schema.ConceptID, year int32, value *int64) sink.ObservationRow {
		start, end := int32(schema.DateOf(int(year), 1, 1)), int32(schema.DateOf(int(year), 12, 31))
		o := sink.ObservationRow{Concept: string(concept), Kind: "amount", ValueForm: "level", FiscalYear: year, PeriodStart: &start, PeriodEnd: &end, Value: value}
		if value == nil {
			o.ValueMin, o.ValueMax = 10000*10000, 20000*10000
		}
		return o
	}
	yuan := func(n int64) *int64 { return of(n * 10000) }
	rows := []sink.ObservationRow{
		row(schema.RevenueTotal, 2021, yuan(99_999_999)), row(schema.ExpenditureTotal, 2021, yuan(20_000)),
		row(schema.RevenueTotal, 2022, nil), row(schema.ExpenditureTotal, 2022, yuan(12_345_678)),
	}
	c := panelOf(rows, false).chart(words{chinese}, "chart revenue", []schema.ConceptID{schema.RevenueTotal, schema.ExpenditureTotal})
	if c.Axis != (chartAxis{"万元", 1}) || len(c.Columns) != 2 {
		t.Fatalf("%+v", c)
	}
	for i, want := range [][2]chartValue{{{"9999.9999", "9,999.9999"}, {"2", "2.00"}}, {{"", "1.00 至 2.00（各处不一）"}, {"1234.5678", "1,234.5678"}}} {
		if got := c.Columns[i].Values; got[0] != want[0] || got[1] != want[1] {
			t.Errorf("%s: %+v, want %+v", c.Columns[i].Name, got, want)
		}
	}
	rows = append(rows, row(schema.RevenueTotal, 2023, yuan(100_000_000)))
	c = panelOf(rows, false).chart(words{english}, "chart revenue", []schema.ConceptID{schema.RevenueTotal, schema.ExpenditureTotal})
	if c.Axis != (chartAxis{"100 million yuan", 10_000}) || c.Unit != "10,000 yuan" {
		t.Errorf("%+v %s", c.Axis, c.Unit)
	}
	if last := c.Columns[2].Values; last[0] != (chartValue{"10000", "10,000.00"}) || last[1] != (chartValue{}) {
		t.Errorf("2023: %+v", last)
	}
}

// TestRevenueIsComparable: the revenue of the year beside the total expenditure
// would compare what differs by the balances.
func TestRevenueIsComparable(t *testing.T) {
	years := func(n int) series {
		s := make(series)
		for y := range n {
			s[int32(2020+y)] = &figure{}
		}
		return s
	}
	for _, tt := range []struct{ revenueYear, expenditureYear, revenueTotal, expenditureTotal int }{{3, 1, 2, 3}, {3, 3, 3, 3}, {1, 2, 2, 2}, {0, 0, 1, 0}} {
		p := &panel{concepts: map[string]series{string(schema.RevenueYear): years(tt.revenueYear), string(schema.ExpenditureYear): years(tt.expenditureYear),
			string(schema.RevenueTotal): years(tt.revenueTotal), string(schema.ExpenditureTotal): years(tt.expenditureTotal)}}
		got := p.revenue()
		if total := tt.revenueTotal+tt.expenditureTotal > tt.revenueYear+tt.expenditureYear; total != (got[0] == schema.RevenueTotal) || total != (got[1] == schema.ExpenditureTotal) {
			t.Errorf("%+v: %v", tt, got)
		}
	}
}

// wrongBars looks at every chart of the page: each number of its table must
// have a bar that is painted in the colour of its series and as high as the
// number says, and nothing else a bar. It returns what is wrong, "" when the
// page has so many charts and they are right.
const wrongBars = `((wanted) => {
	const figures = [...document.querySelectorAll("figure.chart")];
	if (figures.length !== wanted) return figures.length + " charts";
	for (const figure of figures) {
		const canvas = figure.querySelector("canvas[role=img][aria-label]");
		const chart = canvas && Chart.getChart(canvas);
		if (!chart) return figure.id + " is not drawn";
		if (!chart.legend.legendItems.length || !chart.options.scales.y.title.text) return figure.id + " lacks a legend or a unit";
		const told = [...figure.querySelectorAll("tbody tr")].map((row) => [...row.cells].slice(1).map((c) => c.querySelector("data")));
		const most = Math.max(...told.flat().filter(Boolean).map((d) => Number(d.value)));
		const bars = told.map((_, k) => chart.getDatasetMeta(k).data);
		const highest = Math.max(...bars.flat().map((b) => b.height || 0));
		const scale = canvas.width / chart.width, ink = canvas.getContext("2d");
		for (const [k, row] of told.entries()) for (const [i, d] of row.entries()) {
			const bar = bars[k][i], name = figure.id + " " + k + "," + i;
			if (!d || Number(d.value) === 0) { if (bar.height > 0) return name + " has a bar"; continue; }
			if (Math.abs(bar.height / highest - Number(d.value) / most) > 0.01) return name + " is " + bar.height + " high";
			if (bar.height < 4) continue;
			const at = ink.getImageData(Math.round(bar.x * scale), Math.round((bar.y + bar.base) / 2 * scale), 1, 1).data;
			const colour = "#" + [...at].slice(0, 3).map((n) => n.toString(16).padStart(2, "0")).join("");
			const want = getComputedStyle(figure).getPropertyValue("--s" + k).trim();
			if (colour !== want || at[3] !== 255) return name + " is painted " + colour + ", not " + want;
		}
	}
	return "";
})`

// media shows the page on a screen or on paper, for a reader who prefers a scheme.
func media(t *testing.T, ctx context.Context, medium, scheme string) {
	t.Helper()
	do(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	}))
}

// hover rests the pointer on the last year of the first chart and returns what
// the chart says of it.
const hover = `(() => {
	const chart = Chart.getChart(document.querySelector("figure.chart canvas")), box = chart.canvas.getBoundingClientRect();
	const bar = chart.getDatasetMeta(0).data.at(-1);
	chart.canvas.dispatchEvent(new MouseEvent("mousemove", { clientX: box.x + bar.x, clientY: box.y + bar.y + 5, bubbles: true }));
	return chart.tooltip.opacity ? chart.tooltip.title + ": " + chart.tooltip.body.map((b) => b.lines).join("; ") : "";
})()`

// TestBrowserCharts looks at the bars of the overview, an office and the mailed
// page, in the light and, switched under way, in the dark and on paper, and at
// the tables that stand alone without the script.
func TestBrowserCharts(t *testing.T) {
	ctx, complaints := browser(t)
	s := testServer(t, false)
	base := listen(t, s)
	mailed := filepath.Join(t.TempDir(), "page.html")
	var page bytes.Buffer
	if err := WriteReport(&page, s.dir, "zh", 100); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(mailed, page.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	office := base + "/office?entity=" + url.QueryEscape("云梦市青禾区柳溪街道办事处")
	do(t, ctx, chromedp.EmulateViewport(390, 800))
	for _, tt := range []struct {
		address string
		charts  int
	}{{base + "/", 1}, {office, 4}, {"file://" + mailed, 1}} {
		expression := wrongBars + "(" + itoa(int64(tt.charts)) + ")"
		media(t, ctx, "screen", "light")
		do(t, ctx, chromedp.Navigate(tt.address), chromedp.WaitVisible(chromedp.CSS("figure.chart canvas")))
		first := func() string { return js[string](t, ctx, `getComputedStyle(document.body).getPropertyValue("--s0")`) }
		light := first()
		if wrong := js[string](t, ctx, expression); wrong != "" {
			t.Errorf("%s: %s", tt.address, wrong)
		}
		if wide := js[int](t, ctx, `document.documentElement.scrollWidth`); wide > 390 {
			t.Errorf("%s is %d px wide on a phone of 390", tt.address, wide)
		}
		media(t, ctx, "screen", "dark")
		if first() == light {
			t.Fatal("the dark scheme has the colours of the light one")
		}
		if !eventually(func() bool { return js[string](t, ctx, expression) == "" }) {
			t.Errorf("%s in the dark: %s", tt.address, js[string](t, ctx, expression))
		}
		media(t, ctx, "print", "dark") // paper is light
		if !eventually(func() bool { return first() == light && js[string](t, ctx, expression) == "" }) {
			t.Errorf("%s on paper: %s", tt.address, js[string](t, ctx, expression))
		}
	}
	media(t, ctx, "screen", "light")
	do(t, ctx, chromedp.Navigate(office+"&lang=zh"), chromedp.WaitVisible(chromedp.CSS("figure.chart canvas")))
	if want := "2021: 收入总计 2,605.35 万元; 支出总计 2,605.35 万元"; !eventually(func() bool { return js[string](t, ctx, hover) == want }) {
		t.Errorf("the chart says %q, want %q", js[string](t, ctx, hover), want)
	}
	do(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}), chromedp.Navigate(office), chromedp.WaitVisible(chromedp.CSS("figure.chart table.numbers")))
	if n := js[int](t, ctx, `document.querySelectorAll("figure.chart canvas").length`); n != 0 {
		t.Errorf("%d charts are drawn without a script", n)
	}
	if text := js[string](t, ctx, `document.querySelector("figure.chart table").innerText`); !strings.Contains(text, "2,605.35") {
		t.Errorf("the table says %q", text)
	}
	if len(*complaints) > 0 {
		t.Errorf("the browser complains: %q", *complaints)
	}
}
