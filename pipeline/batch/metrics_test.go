package batch

import (
	"strings"
	"testing"
	"time"

	"gongkai/schema"
)

func TestMetrics(t *testing.T) {
	var b strings.Builder
	s := &Summary{Facts: 123456789, Seconds: 1.5, Statuses: map[schema.Status]int{schema.Refused: 2, schema.Read: 3}}
	if err := writeMetrics(&b, s, time.UnixMilli(1700000000250)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"gongkai_last_success_timestamp_seconds 1700000000.25\n", "gongkai_run_duration_seconds 1.5\n",
		"# TYPE gongkai_facts gauge\ngongkai_facts 123456789\n", "gongkai_files{status=\"read\"} 3\ngongkai_files{status=\"refused\"} 2\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
	seen := make(map[string]bool)
	for line := range strings.Lines(b.String()) {
		name, _, _ := strings.Cut(strings.TrimPrefix(line, "# TYPE "), " ")
		if strings.HasPrefix(line, "# TYPE ") && seen[name] {
			t.Errorf("%s is described twice", name)
		}
		seen[name] = true
	}
}
