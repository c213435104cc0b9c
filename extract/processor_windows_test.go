package extract

import (
	"testing"
	"time"
)

// processorTime runs f; what it costs is not measured here.
func processorTime(_ testing.TB, f func()) time.Duration {
	f()
	return 0
}
