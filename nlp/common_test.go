package nlp

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "make the list of common words anew")

// leastFrequency is that of the words taken from gse's dictionary.
const leastFrequency = 50

// TestCommonWords holds that the list is made of the dictionary of the gse in
// go.mod, so that a new version of it does not go unseen.
func TestCommonWords(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-ego/gse").Output()
	if err != nil {
		t.Skipf("gse's dictionary is not to be found: %v", err)
	}
	dictionary, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "data", "dict", "zh", "s_1.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(dictionary)) {
		fields := strings.Split(line, " ") // a word may hold no blank
		if len(fields) != 3 {
			continue
		}
		if n, err := strconv.ParseFloat(fields[1], 64); err == nil && n >= leastFrequency {
			lines = append(lines, fmt.Sprintf("%s %d %s\n", fields[0], int(commonness(fields[0], fields[1])), strings.TrimSpace(fields[2])))
		}
	}
	want := packLines(t, lines)
	if *update {
		if err := os.WriteFile("common.trie", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if commonFile != want || len(want) < 500_000 {
		t.Errorf("the list of %d bytes is not made of the dictionary, which gives %d; make it anew with -update", len(commonFile), len(want))
	}
	slices.Sort(lines)
	if got := commonLines(); got != strings.Join(lines, "") {
		t.Errorf("the list says other words than the dictionary: %d bytes of lines, want %d", len(got), len(strings.Join(lines, "")))
	}
}

// packLines packs lines of a word, how often it occurs and its part of speech.
func packLines(t *testing.T, lines []string) string {
	type node struct {
		r     rune
		edges []*node
		pos   string
		often int
	}
	root, total := new(node), 0
	var kinds []string
	for _, line := range lines {
		f := strings.Fields(line)
		at := root
		for _, r := range f[0] {
			k := slices.IndexFunc(at.edges, func(n *node) bool { return n.r == r })
			if k < 0 {
				k, at.edges = len(at.edges), append(at.edges, &node{r: r})
			}
			at = at.edges[k]
		}
		at.often, at.pos = int(commonness(f[0], f[1])), f[2]
		total += at.often
		if !slices.Contains(kinds, at.pos) {
			kinds = append(kinds, at.pos)
		}
	}
	slices.Sort(kinds)
	out := []byte(fmt.Sprintf("%d %s\n", total, strings.Join(kinds, " ")))
	put := func(n, bytes int) {
		for range bytes {
			out, n = append(out, byte(n)), n>>8
		}
		if n != 0 {
			t.Fatal("a number of the list has no room")
		}
	}
	first := 1
	for level := []*node{root}; len(level) > 0; level = level[1:] {
		n := level[0]
		slices.SortFunc(n.edges, func(a, b *node) int { return int(a.r - b.r) })
		put(int(n.r), runeBytes)
		put(first, firstBytes)
		put(1+slices.Index(kinds, n.pos), posBytes)
		put(n.often, oftenBytes)
		first += len(n.edges)
		level = append(level, n.edges...)
	}
	put(0, firstAt)
	put(first, firstBytes) // where the edges of the last end
	put(0, nodeBytes-posAt)
	return string(out)
}

// commonness is how often a word is taken to occur.
func commonness(word, often string) float64 {
	if isOne(word) {
		return ofOne
	}
	n, _ := strconv.ParseFloat(often, 64)
	return n
}

// commonLines are the common words, a line each as gse's dictionary has it, in order.
func commonLines() string {
	var lines []string
	list := commonList()
	var below func(node int32, word string)
	below = func(node int32, word string) {
		if pos, often := list.word(node); pos != "" {
			lines = append(lines, fmt.Sprintf("%s %g %s\n", word, often, pos))
		}
		for k, to := list.edges(node); k < to; k++ {
			below(k, word+string(list.number(k, runeAt, runeBytes)))
		}
	}
	below(0, "")
	slices.Sort(lines)
	return strings.Join(lines, "")
}
