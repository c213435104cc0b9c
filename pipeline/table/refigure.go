package table

import "gongkai/nlp"

// refigure reads again the cells that are figures only because those around them
// in their column are: (12) is −12 there, and 13000000000 an amount. Elsewhere
// they may be the number of an item and a telephone.
func (g *grid) refigure() {
	for c := range g.t.Cols {
		figures, words := 0, 0
		var unsure []int
		for r := g.header; r < g.t.Rows; r++ {
			k := g.at[r][c]
			switch {
			case k < 0 || g.t.Cells[k].Row != r || g.text(r, c) == "":
			case g.figure[k]:
				figures++
			case len(g.asFigure(k)) > 0:
				unsure = append(unsure, k)
			default:
				words++
			}
		}
		if figures <= words {
			continue
		}
		for _, k := range unsure {
			g.ms[k], g.figure[k] = g.asFigure(k), true
		}
	}
}

// asFigure reads a cell as one of a column of figures; nil when it is none even
// there.
func (g *grid) asFigure(k int) []nlp.Mention {
	s := g.t.Cells[k].Text.S
	if ms := nlp.Scan(s, nlp.ScanOptions{Cell: true, Figure: true}); isFigure(s, ms) {
		return ms
	}
	return nil
}
