package pipeline

import (
	"errors"
	"strings"
	"testing"
	"time"

	"gongkai/extract"
)

// TestAfford refuses what would take more memory than a file may, before it is
// tagged: brackets of megabytes, numbers without end.
func TestAfford(t *testing.T) {
	const limit = 16 << 20
	for name, tt := range map[string]struct {
		text string
		want extract.Reason
	}{
		"a report":         {strings.Repeat("收入总计444.71万元。\n", 100), ""},
		"brackets":         {strings.Repeat("（", 50_000), extract.TooLarge},
		"one sentence":     {"收入" + strings.Repeat("1万元、", 2000), extract.TooLarge},
		"numbers in lines": {strings.Repeat("1\n", 20_000), extract.TooLarge},
	} {
		doc := new(extract.Document)
		for line := range strings.Lines(tt.text) {
			doc.Blocks = append(doc.Blocks, extract.Block{Text: extract.Text{S: line}})
		}
		var refusal *extract.Refusal
		err := afford(doc, limit)
		if errors.As(err, &refusal); (err == nil) != (tt.want == "") || refusal != nil && refusal.Reason != tt.want {
			t.Errorf("%s: %v", name, err)
		}
		if err := afford(doc, -1); err != nil {
			t.Errorf("%s without a limit: %v", name, err)
		}
	}
}

// TestTimeFor: a small file has seconds, a large one all there are.
func TestTimeFor(t *testing.T) {
	for _, tt := range []struct {
		limit time.Duration
		size  int64
		want  time.Duration
	}{
		{2 * time.Minute, 0, timeAtFirst},
		{2 * time.Minute, 1 << 20, timeAtFirst + timePerMiB},
		{2 * time.Minute, 256 << 20, 2 * time.Minute},
		{time.Second, 0, time.Second},
		{-1, 1 << 20, -1},
	} {
		if got := timeFor(tt.limit, tt.size).Round(100 * time.Millisecond); got != tt.want.Round(100*time.Millisecond) {
			t.Errorf("%d bytes of %v: %v, want %v", tt.size, tt.limit, got, tt.want)
		}
	}
}
