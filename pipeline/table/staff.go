package table

import (
	"strings"

	"gongkai/schema"
	"gongkai/schema/words"
)

// A table of the staff has kinds of people in its rows, and 编制数 and 实有人数 in its columns.

// kindOfStaff is the axis of a column of a kind of posts or people below a head that says which of the two, 行政 below 编制人数
// and 离休 below 年末实有人数, and false for another.
func (h *headings) kindOfStaff(s string) (axis, bool) {
	last := lastHead(s)
	over := strings.TrimSpace(strings.TrimSuffix(s, last))
	if over == "" || !labelled(plainName(last), words.StaffKindHead) {
		return axis{}, false
	}
	a := h.axis(over)
	switch a.concept {
	case schema.StaffQuota:
		a.dims.StaffKind = plainName(last)
	case schema.StaffTotal:
		a.concept = schema.StaffByKind
	default:
		return axis{}, false
	}
	a.label = s
	return a, true
}

// posts reads a column of a kind of posts, 行政编制 beside 编制数, as so many of those.
func (cols *columns) posts() {
	if !cols.have(schema.StaffQuota) {
		return
	}
	for c := range cols.axes {
		if a := &cols.axes[c]; a.concept == schema.StaffByKind && labelled(lastHead(a.label), words.PostKind) {
			a.concept, a.dims.StaffKind = schema.StaffQuota, plainName(lastHead(a.label))
		}
	}
}

// staff is what a figure is of that its row and column say is c, of the staff: the posts or the people of the
// kind that the row names, or of all of them, and nothing in a row of anything else.
func staff(c schema.ConceptID, row, col *axis, d *schema.Dimensions) schema.ConceptID {
	known := row.concept == schema.StaffByKind
	switch {
	case col.concept != schema.StaffTotal && col.concept != schema.StaffQuota:
		switch {
		case known && c == row.concept:
			d.StaffKind = plainName(row.label)
		case c == schema.StaffByKind && d.StaffKind == "":
			d.StaffKind = plainName(lastHead(col.label))
		}
		return c
	case row.total, row.concept == schema.StaffTotal, d.Subordinate != "", d.EntityScope != "", !known && !row.opaque():
		d.StaffKind = col.dims.StaffKind
		return col.concept
	case !known && !labelled(plainName(row.label), words.StaffRow):
		return ""
	}
	if d.StaffKind = plainName(row.label); col.concept == schema.StaffQuota {
		return col.concept
	}
	return schema.StaffByKind
}
