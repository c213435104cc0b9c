package schema

import "strings"

// SectionHeadings returns what titles must say to open a section, a line for
// each way: words a title must have are joined by " + ", alternatives by "/",
// and what it may not say follows " − ". Empty for an id no title opens.
func SectionHeadings(id SectionID) (ways []string) {
	for _, table := range [][]section{sections[:], tables[:]} {
		for _, s := range table {
			if s.final != id && s.budget != id {
				continue
			}
			way := strings.Join(s.all, " + ")
			if len(s.none) > 0 {
				way += " − " + strings.Join(s.none, " − ")
			}
			ways = append(ways, strings.ReplaceAll(way, "|", "/"))
		}
	}
	return ways
}

// SectionIDs returns the sections that titles open, each once, in the order of
// the tables of headings.
func SectionIDs() (ids []SectionID) {
	seen := map[SectionID]bool{"": true}
	for _, table := range [][]section{sections[:], tables[:]} {
		for _, s := range table {
			for _, id := range []SectionID{s.final, s.budget} {
				if !seen[id] {
					seen[id] = true
					ids = append(ids, id)
				}
			}
		}
	}
	return ids
}
