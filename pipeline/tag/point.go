package tag

import (
	"gongkai/schema"
)

// point is the day a word names.
func (n *narrator) point(e *entry) schema.Period {
	year := n.thisYear() + e.year
	if e.first {
		return schema.Instant(schema.DateOf(year, 1, 1))
	}
	return schema.Instant(schema.DateOf(year, 12, 31))
}
