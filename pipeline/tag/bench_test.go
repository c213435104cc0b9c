package tag

import "testing"

// BenchmarkTagger builds what tagging needs before the first number is read: the
// lexicon and the tables, and the dictionary that divides text into words.
func BenchmarkTagger(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		build().grammar.seg.Segment("收入")
	}
}
