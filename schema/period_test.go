package schema

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A date is printed as the library prints it, whatever its year.
func TestDateString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.Int32Range(-1_000_000, 4_000_000).Draw(t, "days"))
		if got, want := d.String(), d.Time().Format(time.DateOnly); got != want {
			t.Errorf("%d is %s, want %s", d, got, want)
		}
	})
}
