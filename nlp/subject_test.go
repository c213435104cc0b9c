package nlp

import "testing"

// charF1 compares two labels as bags of characters.
func charF1(a, b string) float64 {
	bag := map[rune]int{}
	na, nb, both := 0, 0, 0
	for _, r := range a {
		bag[r]++
		na++
	}
	for _, r := range b {
		if bag[r] > 0 {
			bag[r]--
			both++
		}
		nb++
	}
	if both == 0 {
		return 0
	}
	return 2 * float64(both) / float64(na+nb)
}

// TestReferenceSubjects compares subjects with the labels of hand-made truth,
// on the facts no concept is known for.
func TestReferenceSubjects(t *testing.T) {
	gold := readGold(t, "facts.jsonl")
	lines := readLines(t, shared(t, "corpus", reference))
	seg := NewSegmenter(NounsOf())
	var sum float64
	n := 0
	for i, line := range lines {
		from := 0
		for _, m := range Scan(line, ScanOptions{}) {
			start := len([]rune(line[:m.Start]))
			for _, g := range gold {
				if g.Line != i+1 || g.Start != start || g.Concept != "" {
					continue
				}
				a, b := seg.Subject(line, m, from)
				f := charF1(g.Label, line[a:b])
				sum += f
				n++
				if f < 0.8 {
					t.Logf("%.2f %d %s want %q got %q", f, g.Line, g.Raw, g.Label, line[a:b])
				}
			}
			from = m.End
		}
	}
	if n == 0 {
		t.Fatal("no fact compared")
	}
	mean := sum / float64(n)
	t.Logf("subjects %d mean character F1 %.3f", n, mean)
	if mean < 0.85 {
		t.Errorf("mean character F1 %.3f; want 0.85", mean)
	}
}
