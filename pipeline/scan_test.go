package pipeline

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/extract"
	"gongkai/schema"
)

func TestOtherReadings(t *testing.T) {
	for _, tt := range []struct {
		raw  string
		want []string // some of them
		not  []string
	}{
		{"1,234.56", []string{"7,234.56", "1,284.56", "1,234.66", "1,234.556"}, []string{"1,234.56", "1,334.56"}},
		{"123,45", []string{"123.45"}, nil},
		{"1,234", []string{"1.234"}, []string{"11,2344"}},
		{"12345", []string{"123.45", "12.345"}, nil},
		{"112", []string{"12", "1112"}, nil},
		{"12.50万元", []string{"1250万元", "12.60万元"}, nil},
		{"十二", nil, nil},
		{"", nil, nil},
	} {
		got := otherReadings(tt.raw)
		for _, w := range tt.want {
			if !slices.Contains(got, w) {
				t.Errorf("%q may be %q, and is only %q", tt.raw, w, got)
			}
		}
		for _, n := range tt.not {
			if slices.Contains(got, n) {
				t.Errorf("%q is never %q", tt.raw, n)
			}
		}
		if tt.want == nil && len(got) > 0 {
			t.Errorf("%q: %q", tt.raw, got)
		}
	}
}

func TestReread(t *testing.T) {
	for _, tt := range []struct {
		was, value, is, want string
		decimals             int
	}{
		{"12.50万元", "125000", "12.60万元", "126000", -2},
		{"-3", "-3", "-8", "-8", 0},
		{"1250", "1250", "12.50", "12.5", 2},
		{"12,50", "1250", "12.50", "12.5", 2},
	} {
		old := schema.Fact{Raw: tt.was, Value: decimal.RequireFromString(tt.value)}
		if strings.HasSuffix(tt.was, "万元") {
			old.Decimals = -2
		}
		f, ok := reread(&old, tt.is)
		if !ok || !f.Value.Equal(decimal.RequireFromString(tt.want)) || f.Decimals != tt.decimals || f.Raw != tt.is {
			t.Errorf("%s as %s: %v, %+v", tt.was, tt.is, ok, f)
		}
	}
	if _, ok := reread(&schema.Fact{Raw: "0.00"}, "8.00"); ok {
		t.Error("nobody knows the unit of a zero")
	}
}

// scanned is the report of a text as if an engine had read it.
func scanned(t *testing.T, text string, confidence int) *schema.Report {
	t.Helper()
	r, err := Read(t.Context(), []byte(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.Facts {
		r.Facts[i].Scanned, r.Facts[i].Confidence = true, confidence
	}
	return r
}

const scanHead = "云梦市2023年财政预算执行情况的报告\n"

// TestOtherReading: the one reading that makes the sum hold is named, and nothing is
// changed; where two would, none is.
func TestOtherReading(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"one digit", scanHead + "全市政府债务余额112.40亿元，其中：一般债务43.10亿元，专项债务64.30亿元。\n", "were it 48.10亿元"},
		{"a point lost", scanHead + "全市政府债务余额112.40亿元，其中：一般债务48.10亿元，专项债务6430亿元。\n", "were it 64.30亿元"},
		{"two would", scanHead + "全市政府债务余额101.00亿元，其中：一般债务43.00亿元，专项债务53.00亿元。\n", ""},
		{"none would", scanHead + "全市政府债务余额109.00亿元，其中：一般债务43.00亿元，专项债务53.00亿元。\n", ""},
		{"all hold", scanHead + "全市政府债务余额101.00亿元，其中：一般债务48.00亿元，专项债务53.00亿元。\n", ""},
	} {
		r := scanned(t, tt.text, 99)
		before := slices.Clone(r.Facts)
		var details []string
		for _, i := range doubt(t.Context(), r) {
			if i.Code == schema.IssueMisread {
				details = append(details, i.Detail)
			}
		}
		if said := strings.Join(details, "; "); (said == "") != (tt.want == "") || !strings.Contains(said, tt.want) {
			t.Errorf("%s: %q, want %q; checks %+v", tt.name, said, tt.want, r.Checks)
		}
		for i := range before {
			if before[i].Raw != r.Facts[i].Raw || !before[i].Value.Equal(r.Facts[i].Value) {
				t.Errorf("%s: %s has become %s", tt.name, before[i].Raw, r.Facts[i].Raw)
			}
		}
	}
}

// TestLowConfidence: unsure and unguarded is an issue; either alone is none.
func TestLowConfidence(t *testing.T) {
	const text = scanHead + "全市政府债务余额101.00亿元，其中：一般债务48.00亿元，专项债务53.00亿元。\n全市国有资本经营预算收入8.88亿元。\n"
	for _, tt := range []struct {
		confidence int
		want       []string
	}{{60, []string{"8.88亿元"}}, {95, nil}} {
		var raws []string
		for _, i := range doubt(t.Context(), scanned(t, text, tt.confidence)) {
			if i.Code == schema.IssueConfidence {
				raws = append(raws, i.Raw)
			}
		}
		if !slices.Equal(raws, tt.want) {
			t.Errorf("at %d%%: %q, want %q", tt.confidence, raws, tt.want)
		}
	}
	if got := doubt(t.Context(), &schema.Report{Facts: []schema.Fact{{Raw: "1"}}}); got != nil {
		t.Errorf("of a file with text: %v", got)
	}
}

// TestTimeOfScans: pages are read on the engine's time, and may take all there is.
func TestTimeOfScans(t *testing.T) {
	o := Options{Limits: extract.DefaultLimits()}.OrDefault()
	if got := o.timeFor(1 << 20); got >= o.Timeout {
		t.Errorf("a file with text may take %v", got)
	}
	o.OCR = "rapidocr"
	if got := o.timeFor(1 << 20); got != o.Timeout {
		t.Errorf("a scan may take %v", got)
	}
}
