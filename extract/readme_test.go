package extract

import (
	"os"
	"strings"
	"testing"
)

// TestReadmeNamesFormats holds that the README's table has every format and
// every reason of a refusal.
func TestReadmeNamesFormats(t *testing.T) {
	data, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, found := strings.Cut(string(data), "\n## What is read and what is refused\n")
	part, _, ended := strings.Cut(part, "\n## ")
	if !found || !ended {
		t.Fatal("README has no part on formats")
	}
	for _, f := range formats() {
		if !strings.Contains(part, "`"+f.name+"`") {
			t.Errorf("README does not name the format %s", f.name)
		}
	}
	for _, r := range []Reason{Encrypted, Corrupt, Truncated, Empty, ImageOnly, TooLarge, Unsupported, TimedOut, Unreadable, Crashed} {
		if !strings.Contains(part, "`"+string(r)+"`") {
			t.Errorf("README does not name the refusal %s", r)
		}
	}
}
