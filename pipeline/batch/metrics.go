package batch

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"gongkai/pipeline/store"
)

// WriteMetrics replaces path by the figures of a run in the Prometheus text
// format, for the text-file collector of a node exporter: the file is whole at
// every moment. finished is when the run ended; failed runs write no file, so
// that an alert on the age of the last success works.
func WriteMetrics(path string, s *Summary, finished time.Time) error {
	return store.WriteFile(path, func(w io.Writer) error { return writeMetrics(w, s, finished) })
}

func writeMetrics(w io.Writer, s *Summary, finished time.Time) error {
	m := metrics{}
	m.one("gongkai_last_success_timestamp_seconds", "When the last successful run ended, Unix time.", float64(finished.UnixMilli())/1000)
	m.one("gongkai_run_duration_seconds", "How long that run took.", s.Seconds)
	m.one("gongkai_run_processed", "Contents processed by that run.", float64(s.Processed))
	m.one("gongkai_run_reused", "Contents known from earlier runs.", float64(s.Reused))
	m.one("gongkai_input_bytes", "Bytes of all contents.", float64(s.Bytes))
	m.one("gongkai_mentions", "Numbers as written.", float64(s.Mentions))
	m.one("gongkai_facts", "Rows of facts.", float64(s.Facts))
	m.one("gongkai_facts_with_concept", "Rows of facts that have a concept.", float64(s.Concepts))
	m.one("gongkai_issues", "Rows of issues.", float64(s.Issues))
	family(&m, "gongkai_files", "Files by outcome.", "status", s.Statuses)
	family(&m, "gongkai_checks", "Checks by verdict.", "verdict", s.Checks)
	_, err := io.WriteString(w, m.String())
	return err
}

type metrics struct{ strings.Builder }

func (m *metrics) head(name, help string) {
	fmt.Fprintf(m, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name)
}

func (m *metrics) one(name, help string, value float64) {
	m.head(name, help)
	fmt.Fprintf(m, "%s %.15g\n", name, value)
}

func family[K ~string](m *metrics, name, help, label string, counts map[K]int) {
	m.head(name, help)
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(m, "%s{%s=%q} %d\n", name, label, string(k), counts[k])
	}
}
