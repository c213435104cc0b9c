package across

import (
	"fmt"
	"slices"

	"gongkai/pipeline/reconcile"
	"gongkai/schema"
)

// bond says whether two documents of one name are of one body: hundreds of towns
// are called 城关镇, and a county's 财政局 often leaves its county out. Places
// that are known decide; where they are not, documents that lie together are.
func bond(a, b *Document) (one bool, doubt reconcile.Doubt) {
	switch {
	case apart(a.Place, b.Place):
		return false, reconcile.NoDoubt
	case a.Place != "" && a.Place == b.Place:
		return true, reconcile.NoDoubt
	case slices.ContainsFunc(a.Shares, func(s string) bool { return slices.Contains(b.Shares, s) }):
		return true, reconcile.NoDoubt
	}
	return true, reconcile.BodyUnknown
}

// apart reports whether two places are known and neither lies in the other.
func apart(a, b string) bool {
	return a != "" && b != "" && !schema.DivisionWithin(a, b) && !schema.DivisionWithin(b, a)
}

// bonds are the lines on which the bonds between documents depend, those of one name
// together.
type bonds struct {
	named [][]string
	of    map[string]int // which of them a document is in
}

// lines are those that the documents of a part depend on.
func (b bonds) lines(p *Part) (lines []string) {
	if p.Name == "" {
		return slices.Concat(b.named...)
	}
	var names []int
	for _, id := range p.Documents {
		if i, ok := b.of[id]; ok {
			names = append(names, i)
		}
	}
	slices.Sort(names)
	for _, i := range slices.Compact(names) {
		lines = append(lines, b.named[i]...)
	}
	return lines
}

// namesakes are the bonds between the documents of a year and of the next one, of
// names that have some in both.
func (c *Collection) namesakes(year int32) bonds {
	found := bonds{of: make(map[string]int)}
	for alike := range runs(c.sorted, func(a, b Document) bool { return a.Entity == b.Entity }) {
		of := func(y int32) []Document {
			return filter(alike, func(d *Document) bool { return int32(d.Year) == y })
		}
		if before, after := of(year), of(year+1); len(before) > 0 && len(after) > 0 {
			var lines []string
			for _, d := range append(before, after...) {
				lines = append(lines, fmt.Sprintf("%s %q %d %s %q", d.ID, d.Entity, d.Year, d.Place, d.Shares))
				found.of[d.ID] = len(found.named)
			}
			found.named = append(found.named, lines)
		}
	}
	return found
}
