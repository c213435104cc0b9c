package review

import (
	"cmp"
	"regexp"
	"slices"

	"gongkai/pipeline/sink"
)

// piece is a run of text, or a number of it with the facts it states.
type piece struct {
	Text  string
	Facts []*factView // none for plain text
	Faint bool        // left by a converter, not said by the report
}

// Mark is the fact a number is shown as: the first, others are told beside it.
func (p *piece) Mark() *factView { return p.Facts[0] }

// cell is a cell of a table as it is shown.
type cell struct {
	Pieces           []piece
	RowSpan, ColSpan int
	Numeric          bool // it begins with a number
}

// quote is where a fact stands in a block's text, in code points.
type quote struct {
	start, end int
	fact       *factView
}

// locate finds a stored place in the text of its block: by the lines and cells
// the block lists, and in a block without them (a dataset of an earlier
// version) where the text reads raw. It reports false when the text nowhere does.
func locate(b *sink.BlockRow, text []rune, at *sink.Locator, raw string) (start, end int, ok bool) {
	want := []rune(raw)
	from, to := 0, len(text)
	start = int(at.Start)
	switch {
	case at.Line != nil:
		for _, l := range b.Lines {
			if l.Line == *at.Line && l.Column <= at.Start {
				start = int(l.Start + at.Start - l.Column)
			}
		}
	case at.Row != nil && at.Col != nil:
		for _, c := range b.Cells {
			if c.Row == *at.Row && c.Col == *at.Col {
				from, to = int(c.Start), min(int(c.End), len(text))
				start = from + int(at.Start)
			}
		}
	}
	if reads(text, start, want) {
		return start, start + len(want), true
	}
	for i := max(from, 0); i+len(want) <= to; i++ {
		if reads(text, i, want) && !inNumber(text, i, i+len(want)) {
			return i, i + len(want), true
		}
	}
	return 0, 0, false
}

func reads(text []rune, start int, want []rune) bool {
	return len(want) > 0 && start >= 0 && start+len(want) <= len(text) && slices.Equal(text[start:start+len(want)], want)
}

// inNumber reports whether text[start:end] is cut out of a longer number.
func inNumber(text []rune, start, end int) bool {
	digit := func(i int) bool {
		return i >= 0 && i < len(text) && (text[i] >= '0' && text[i] <= '9' || text[i] == '.')
	}
	return digit(start) && digit(start-1) || digit(end-1) && digit(end)
}

// cut parts text[from:to) at the quotes in it, which are sorted; one that
// overlaps the one before joins it.
func cut(text []rune, from, to int, quotes []quote) (pieces []piece) {
	at := from
	for i := 0; i < len(quotes); {
		q := quotes[i]
		facts := []*factView{q.fact}
		end := q.end
		for i++; i < len(quotes) && quotes[i].start < end; i++ {
			facts = append(facts, quotes[i].fact)
			end = max(end, quotes[i].end)
		}
		if q.start > at {
			pieces = append(pieces, piece{Text: string(text[at:q.start])})
		}
		pieces = append(pieces, piece{Text: string(text[q.start:end]), Facts: facts})
		at = end
	}
	if at < to {
		pieces = append(pieces, piece{Text: string(text[at:to])})
	}
	return pieces
}

// within returns the quotes in [from,to) of a sorted list.
func within(quotes []quote, from, to int) []quote {
	i := slices.IndexFunc(quotes, func(q quote) bool { return q.start >= from })
	if i < 0 {
		return nil
	}
	j := i
	for j < len(quotes) && quotes[j].start < to && quotes[j].end <= to {
		j++
	}
	return quotes[i:j]
}

// maxGrid bounds the rows and columns a table may claim.
const maxGrid = 20_000

// grid lays the cells of a block out in rows; title is the text before them.
func grid(b *sink.BlockRow, text []rune, quotes []quote) (title []piece, rows [][]cell) {
	titleEnd := len(text)
	if len(b.Cells) > 0 {
		titleEnd = min(max(int(b.Cells[0].Start)-1, 0), len(text))
	}
	title = cut(text, 0, titleEnd, within(quotes, 0, titleEnd))
	for _, c := range b.Cells {
		from, to := min(max(int(c.Start), 0), len(text)), min(int(c.End), len(text))
		if c.Row < 0 || c.Row > maxGrid || from > to {
			continue
		}
		for len(rows) <= int(c.Row) {
			rows = append(rows, nil)
		}
		pieces := cut(text, from, to, within(quotes, from, to))
		rows[c.Row] = append(rows[c.Row], cell{Pieces: pieces, RowSpan: span(c.RowSpan), ColSpan: span(c.ColSpan),
			Numeric: len(pieces) > 0 && len(pieces[0].Facts) > 0})
	}
	return title, rows
}

// span is a span as HTML allows it.
func span(n int32) int { return int(min(max(n, 1), 1000)) }

func sortQuotes(quotes []quote) {
	slices.SortStableFunc(quotes, func(a, b quote) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
}

// residue is what converters leave of bookmarks in a text, and leader what
// leads to the page number of a table of contents.
var (
	residue = regexp.MustCompile(`\[bookmark: [^\]]*\]`)
	leader  = regexp.MustCompile(`[.…·]{4,}\s*\d{1,3}\s*$`)
)

// faint parts the residue of bookmarks from the text.
func faint(pieces []piece) (out []piece) {
	for _, p := range pieces {
		at := 0
		if p.Facts == nil {
			for _, m := range residue.FindAllStringIndex(p.Text, -1) {
				if m[0] > at {
					out = append(out, piece{Text: p.Text[at:m[0]]})
				}
				out = append(out, piece{Text: p.Text[m[0]:m[1]], Faint: true})
				at = m[1]
			}
		}
		if at < len(p.Text) {
			out = append(out, piece{Text: p.Text[at:], Facts: p.Facts})
		}
	}
	return out
}
