package extract

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode"
)

// corpus returns the directory of real files, or skips the test.
func msCorpus(t testing.TB) string {
	t.Helper()
	dir := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no ../shared/corpus beside the repository")
	}
	return dir
}

// msRead reads a file with default limits.
func msRead(t testing.TB, path string) (*Document, error) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return Read(context.Background(), data, DefaultLimits())
}

// docText joins the texts of a document.
func docText(d *Document) string {
	var b strings.Builder
	for _, t := range d.Texts() {
		b.WriteString(t.S)
		b.WriteByte('\n')
	}
	return b.String()
}

var numberPattern = regexp.MustCompile(`\d[\d,]*(?:\.\d+)?`)

// numbers returns the sorted numbers of a text.
func numbers(s string) []string {
	out := numberPattern.FindAllString(s, -1)
	sort.Strings(out)
	return out
}

// textRecall is the share of the characters of want, white space aside, that got
// has in the same order (longest common subsequence by greedy resynchronising
// is not exact, so characters are counted as a multiset).
func textRecall(want, got string) float64 {
	count := map[rune]int{}
	for _, r := range got {
		count[r]++
	}
	total, found := 0, 0
	for _, r := range want {
		if unicode.IsSpace(r) || r == '\ufeff' {
			continue
		}
		total++
		if count[r] > 0 {
			count[r]--
			found++
		}
	}
	return float64(found) / float64(max(total, 1))
}

// TestDocAgainstLibreOffice compares the real .doc and .wps files with the
// text LibreOffice exports of them.
func TestDocAgainstLibreOffice(t *testing.T) {
	dir := filepath.Join(msCorpus(t), "real")
	refs, _ := filepath.Glob(filepath.Join(dir, "reference_text", "*.lo.txt"))
	n := 0
	for _, ref := range refs {
		name := strings.TrimSuffix(filepath.Base(ref), ".lo.txt")
		if ext := filepath.Ext(name); ext != ".doc" && ext != ".wps" {
			continue
		}
		n++
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile(ref)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := msRead(t, filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			got := docText(doc)
			if r := textRecall(string(want), got); r < 0.995 {
				t.Errorf("character textRecall %.4f, want 0.995", r)
			}
			if a, b := fmt.Sprint(numbers(string(want))), fmt.Sprint(numbers(got)); a != b {
				t.Errorf("numbers differ:\nwant %s\ngot  %s", a, b)
			}
		})
	}
	if n == 0 {
		t.Error("no reference text found")
	}
}

// TestDumpForEyes prints documents when GONGKAI_DUMP names a glob.
func TestDumpForEyes(t *testing.T) {
	files, _ := filepath.Glob(os.Getenv("GONGKAI_DUMP"))
	for _, f := range files {
		start := time.Now()
		doc, err := msRead(t, f)
		fmt.Println("=====", f, time.Since(start).Round(time.Millisecond), err)
		if err == nil {
			dumpDocument(doc)
		}
		var r *Refusal
		if err != nil && !errors.As(err, &r) {
			t.Error(err)
		}
	}
}

func dumpDocument(d *Document) {
	fmt.Println(d.Format, d.Meta, d.Warnings)
	for i, b := range d.Blocks {
		fmt.Printf("%d %s L%d %.300q\n", i, b.Kind, b.Level, b.Text.S)
		if b.Table != nil {
			fmt.Printf("   %dx%d header %d\n", b.Table.Rows, b.Table.Cols, b.Table.Header)
			for _, c := range b.Table.Cells {
				fmt.Printf("   (%d,%d) %dx%d %v %.80q\n", c.Row, c.Col, c.RowSpan, c.ColSpan, c.Hidden, c.Text.S)
			}
		}
	}
}
