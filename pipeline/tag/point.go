package tag

import (
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// point is the day a word names.
func (n *narrator) point(e *clause.Entry) schema.Period {
	year := n.thisYear() + e.Year
	if e.First {
		return schema.Instant(schema.DateOf(year, 1, 1))
	}
	return schema.Instant(schema.DateOf(year, 12, 31))
}
