package tag

import "gongkai/nlp"

// bracketed reads (12) as −12 where the cells around it in its column are figures.
// Elsewhere it may be the number of an item or of a column.
func (g *grid) bracketed() {
	for c := range g.t.Cols {
		figures, words, open := 0, 0, []int(nil)
		for r := g.header; r < g.t.Rows; r++ {
			k := g.at[r][c]
			switch {
			case k < 0 || g.t.Cells[k].Row != r || g.text(r, c) == "":
			case g.figure[k]:
				figures++
			case len(g.inBrackets(k)) > 0:
				open = append(open, k)
			default:
				words++
			}
		}
		if figures <= words {
			continue
		}
		for _, k := range open {
			g.ms[k], g.figure[k] = g.inBrackets(k), true
		}
	}
}

// inBrackets reads a cell as a figure of its column, when that makes it one.
func (g *grid) inBrackets(k int) []nlp.Mention {
	s := g.t.Cells[k].Text.S
	if ms := nlp.Scan(s, nlp.ScanOptions{Cell: true, Figure: true}); isFigure(s, ms) && ms[0].Value.IsNegative() {
		return ms
	}
	return nil
}
