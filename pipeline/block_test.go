package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/extract"
)

// TestBlockTokens: the tokens of a block are its text cut up, but for white
// space, and they are words more often than single characters.
func TestBlockTokens(t *testing.T) {
	tagger := tagger()
	files, err := filepath.Glob("../samples/*年度*")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		r := Process(context.Background(), tagger, Source{Data: data}, Options{Limits: extract.DefaultLimits(), Blocks: true})
		tokens, runes := 0, 0
		for i := range r.Blocks {
			b := &r.Blocks[i]
			text := strings.Join(strings.Fields(b.Text), "")
			if got := strings.Join(b.Tokens, ""); got != text {
				t.Fatalf("%s, block %d:\n got %s\nwant %s", path, i, got, text)
			}
			tokens += len(b.Tokens)
			runes += len([]rune(text))
		}
		if tokens == 0 || float64(runes)/float64(tokens) < 1.8 {
			t.Errorf("%s: %d tokens for %d characters", path, tokens, runes)
		}
	}
}
