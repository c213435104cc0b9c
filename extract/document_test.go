package extract

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// slow leaves out a test that costs the processor many seconds, unless the
// environment asks for it with GONGKAI_SLOW=1, as .ci/run does.
func slow(t *testing.T, why string) {
	t.Helper()
	if testing.Short() || os.Getenv("GONGKAI_SLOW") == "" {
		t.Skip(why + ": set GONGKAI_SLOW=1")
	}
}

// sharedFile returns the path of a file beside the repository and skips the
// test where it is absent.
func sharedFile(t testing.TB, elem ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{"..", "..", "shared"}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("shared corpus absent: %v", err)
	}
	return path
}

// sharedGlob returns the files beside the repository that match a pattern and
// skips the test where there are none.
func sharedGlob(t testing.TB, elem ...string) []string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(append([]string{"..", "..", "shared"}, elem...)...))
	if len(files) == 0 {
		t.Skip("shared corpus absent")
	}
	return files
}

// mustRead reads bytes that have to be readable and checks the invariants.
func mustRead(t testing.TB, data []byte) *Document {
	t.Helper()
	doc, err := Read(context.Background(), data, DefaultLimits())
	if err != nil {
		t.Fatalf("refused: %v", err)
	}
	checkDocument(t, doc)
	return doc
}

// mustReadFile reads a file.
func mustReadFile(t testing.TB, path string) (*Document, []byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return mustRead(t, data), data
}

// checkDocument checks the invariants stated in doc.go that need no file.
func checkDocument(t testing.TB, doc *Document) {
	t.Helper()
	for i, b := range doc.Blocks {
		if hasTable := b.Kind == TableBlock || b.Kind == ChartBlock; hasTable != (b.Table != nil) {
			t.Errorf("block %d: a %v with table %v", i, b.Kind, b.Table != nil)
		}
		if (b.Kind == Heading) != (b.Level > 0) || b.Level > 9 {
			t.Errorf("block %d: a %v of level %d", i, b.Kind, b.Level)
		}
		if b.Table != nil {
			checkTable(t, i, b.Table)
		}
	}
	for loc, text := range doc.Texts() {
		if !utf8.ValidString(text.S) {
			t.Errorf("%v: not UTF-8", loc)
		}
		for k, l := range text.Lines {
			switch {
			case k == 0 && l.Offset != 0,
				k > 0 && l.Offset <= text.Lines[k-1].Offset,
				l.Offset >= len(text.S), l.Number < 1, l.Column < 0, !utf8.RuneStart(text.S[l.Offset]):
				t.Errorf("%v: line %d of %d invalid: %+v in %d bytes", loc, k, len(text.Lines), l, len(text.S))
			}
		}
	}
}

// checkTable checks that cells lie inside their table, in order, and do not
// overlap.
func checkTable(t testing.TB, block int, table *Table) {
	t.Helper()
	taken := map[[2]int]bool{}
	last := [2]int{0, -1}
	for _, c := range table.Cells {
		if c.RowSpan < 1 || c.ColSpan < 1 || c.Row+c.RowSpan > table.Rows || c.Col+c.ColSpan > table.Cols {
			t.Errorf("block %d: cell %d,%d of %dx%d outside %dx%d", block, c.Row, c.Col, c.RowSpan, c.ColSpan, table.Rows, table.Cols)
		}
		if at := [2]int{c.Row, c.Col}; at[0] < last[0] || at[0] == last[0] && at[1] <= last[1] {
			t.Errorf("block %d: cell %v after %v", block, at, last)
		} else {
			last = at
		}
		for y := c.Row; y < c.Row+min(c.RowSpan, 50); y++ {
			for x := c.Col; x < c.Col+min(c.ColSpan, 50); x++ {
				if taken[[2]int{y, x}] {
					t.Errorf("block %d: slot %d,%d taken twice", block, y, x)
				}
				taken[[2]int{y, x}] = true
			}
		}
	}
}

// checkLocate checks that Locate points at the text it quotes, for spans drawn
// at random, in a plain-text file.
func checkLocate(t testing.TB, doc *Document, data []byte, rng *rand.Rand) {
	t.Helper()
	cs, bom := detectCharset(data)
	content, _ := decode(data[bom:], cs)
	content = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(content)
	var lines [][]rune
	for _, l := range strings.Split(content, "\n") {
		lines = append(lines, []rune(l))
	}
	for loc, text := range doc.Texts() {
		for range 4 {
			start := runeAt(text.S, rng.IntN(len(text.S)))
			end := start + runeAt(text.S[start:], 1+rng.IntN(len(text.S)-start))
			if end == start {
				_, n := utf8.DecodeRuneInString(text.S[start:])
				end = start + n
			}
			at, quote := doc.Locate(loc, start, end)
			if !strings.HasPrefix(text.S[start:end], quote) || quote == "" {
				t.Fatalf("%v[%d:%d]: quote %q is not its beginning", loc, start, end, quote)
			}
			trimmed := strings.TrimSuffix(quote, "\n") // a line end between paragraphs of a cell
			if at.Line < 1 || at.Line > len(lines) || at.Start+utf8.RuneCountInString(trimmed) > len(lines[at.Line-1]) {
				t.Fatalf("%v[%d:%d]: %+v lies outside the file", loc, start, end, at)
			}
			if got := string(lines[at.Line-1][at.Start : at.Start+utf8.RuneCountInString(trimmed)]); got != trimmed {
				t.Fatalf("%v[%d:%d]: line %d has %q, quoted %q", loc, start, end, at.Line, got, quote)
			}
		}
	}
}

// runeAt moves an offset back to the beginning of a rune.
func runeAt(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

// summary renders a document in few words, for comparing: a line a block, the
// cells of tables in brackets.
func summary(doc *Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		b.WriteString(block.Kind.String())
		if block.Level > 0 {
			b.WriteByte(byte('0' + block.Level))
		}
		if block.Text.S != "" {
			b.WriteString(" " + strings.ReplaceAll(block.Text.S, "\n", "⏎"))
		}
		b.WriteByte('\n')
		if block.Table == nil {
			continue
		}
		row := -1
		for _, c := range block.Table.Cells {
			if c.Row != row {
				if row >= 0 {
					b.WriteByte('\n')
				}
				row = c.Row
				b.WriteString(" ")
			}
			b.WriteString(" [" + strings.ReplaceAll(c.Text.S, "\n", "⏎"))
			if c.RowSpan > 1 || c.ColSpan > 1 {
				b.WriteString("|" + string(rune('0'+c.RowSpan)) + "x" + string(rune('0'+c.ColSpan)))
			}
			b.WriteString("]")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestLocateClipsToTheFirstLine(t *testing.T) {
	doc := &Document{Blocks: []Block{{Text: Text{S: "基本支出14,206万元，占比", Lines: []Line{{0, 3, 2}, {21, 4, 0}}}}}}
	at, quote := doc.Locate(Loc{0, -1}, 12, 24)
	if quote != "14,206万" || at.Line != 3 || at.Start != 6 || at.End != 13 {
		t.Errorf("%q at %+v", quote, at)
	}
	at, quote = doc.Locate(Loc{0, -1}, 21, 24)
	if quote != "元" || at.Line != 4 || at.Start != 0 || at.End != 1 {
		t.Errorf("%q at %+v", quote, at)
	}
}

// TestZeroLimits: limits nobody set are the defaults, one by one.
func TestZeroLimits(t *testing.T) {
	if got := (Limits{}).OrDefault(); got != DefaultLimits() {
		t.Errorf("%+v", got)
	}
	if got := (Limits{Bytes: 5}).OrDefault(); got.Bytes != 5 || got.Cells != DefaultLimits().Cells {
		t.Errorf("%+v", got)
	}
	if _, err := Read(t.Context(), []byte("收入总计444.71万元。\n"), Limits{}); err != nil {
		t.Error(err)
	}
	if _, err := Read(t.Context(), []byte("收入总计444.71万元。\n"), Limits{Bytes: 5}); err == nil {
		t.Error("a limit that is set does not hold")
	}
}
