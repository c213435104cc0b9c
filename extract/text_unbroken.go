package extract

import (
	"strings"

	"gongkai/nlp/outline"
)

// A page saved as text may lose its line ends, and a report is then a single line.
// Where its headings begin can still be told: a number of theirs behind the end of a
// sentence. There the line is cut into texts of the same line number.

// unbrokenBytes is more than any paragraph has.
const unbrokenBytes = 12000

// sentenceEnds are the marks behind which a heading may begin.
const sentenceEnds = "。！？；："

// cutUnbroken cuts a row as long as several pages before the headings in it.
func cutUnbroken(r row) []row {
	starts := headingStarts(r.s)
	if len(starts) == 0 {
		return []row{r}
	}
	out := make([]row, 0, len(starts)+1)
	from, col := 0, r.col
	for _, at := range append(starts, len(r.s)) {
		out = append(out, row{r.s[from:at], r.num, col, r.page})
		col += runeCount(r.s[from:at])
		from = at
	}
	return out
}

// headingStarts is where headings begin inside a line as long as several pages, and
// nowhere in a shorter one.
func headingStarts(line string) (at []int) {
	if len(line) < unbrokenBytes {
		return nil
	}
	for i, c := range line {
		if !strings.ContainsRune(sentenceEnds, c) {
			continue
		}
		next := i + len("。")
		if level, n := outline.Mark(line[next:]); n > 0 && (level == outline.Chapter && strings.HasSuffix(line[:next+n], "、") || level == outline.Section) {
			at = append(at, next)
		}
	}
	return at
}

// unbrokenRows is how many rows more than lines cutUnbroken makes of a text.
func unbrokenRows(text string) (n int) {
	for len(text) >= unbrokenBytes {
		end := strings.IndexAny(text, "\n\r")
		if end < 0 {
			end = len(text)
		}
		n += len(headingStarts(text[:end]))
		text = text[min(end+1, len(text)):]
	}
	return n
}
