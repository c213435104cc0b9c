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

// namesakes are the lines on which the bonds between the documents of a year and
// of the next one depend, of names that have some in both.
func (c *Collection) namesakes(year int32) (lines []string) {
	for alike := range runs(c.sorted, func(a, b Document) bool { return a.Entity == b.Entity }) {
		of := func(y int32) []Document {
			return filter(alike, func(d *Document) bool { return int32(d.Year) == y })
		}
		if before, after := of(year), of(year+1); len(before) > 0 && len(after) > 0 {
			for _, d := range append(before, after...) {
				lines = append(lines, fmt.Sprintf("%s %q %d %s %q", d.ID, d.Entity, d.Year, d.Place, d.Shares))
			}
		}
	}
	return lines
}
