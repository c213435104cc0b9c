package sink

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/schema"
)

// order compares two rows by one column.
type order[R any] func(a, b *R) int

func by[R any, V cmp.Ordered](get func(*R) V) order[R] {
	return func(a, b *R) int { return cmp.Compare(get(a), get(b)) }
}

// compareOpt puts missing values first.
func compareOpt[V cmp.Ordered](a, b *V) int {
	switch {
	case a == b: // none, or kept once
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Compare(*a, *b)
}

func chain[R any](orders ...order[R]) order[R] {
	return func(a, b *R) int {
		for _, o := range orders {
			if c := o(a, b); c != 0 {
				return c
			}
		}
		return 0
	}
}

// differ takes in how two rows compare by one more column, and reports whether they differ. Rows are
// compared so often that a function for each column would be half of the time of sorting them.
func differ(c *int, by int) bool {
	*c = by
	return by != 0
}

// aspects orders facts by what they say; two facts are duplicates when they
// are equal in it. A fact without an entity is comparable only within its document.
func aspects() order[FactRow] {
	all := schema.AllDimensions()
	return func(a, b *FactRow) int { return compareAspects(all, a, b) }
}

func compareAspects(all []schema.Dimension, a, b *FactRow) (c int) {
	switch {
	case differ(&c, compareOpt(a.Entity, b.Entity)),
		a.Entity == nil && differ(&c, strings.Compare(a.DocumentID, b.DocumentID)),
		differ(&c, compareOpt(a.Concept, b.Concept)),
		differ(&c, strings.Compare(a.ValueForm, b.ValueForm)),
		differ(&c, compareOpt(a.Measure, b.Measure)),
		differ(&c, strings.Compare(a.Kind, b.Kind)),
		differ(&c, strings.Compare(a.Unit, b.Unit)),
		differ(&c, compareOpt(a.PeriodEnd, b.PeriodEnd)),
		differ(&c, compareOpt(a.PeriodStart, b.PeriodStart)),
		a.Dimensions != b.Dimensions && differ(&c, compareDimensions(all, &a.Dimensions, &b.Dimensions)),
		differ(&c, compareOpt(a.BaseConcept, b.BaseConcept)),
		differ(&c, compareOpt(a.BaseMeasure, b.BaseMeasure)),
		differ(&c, compareOpt(a.BasePeriodStart, b.BasePeriodStart)),
		differ(&c, compareOpt(a.BasePeriodEnd, b.BasePeriodEnd)):
	}
	return c
}

// compareDimensions orders by each dimension in the order of their list.
func compareDimensions(all []schema.Dimension, a, b *Dimensions) (c int) {
	for i := range all {
		if differ(&c, compareOpt(*all[i].Stored(a), *all[i].Stored(b))) {
			break
		}
	}
	return c
}

// SameAspects tells whether two facts state the same quantity.
func SameAspects() func(a, b *FactRow) bool {
	compare := aspects()
	return func(a, b *FactRow) bool { return compare(a, b) == 0 }
}

func comparePlaces(a, b *Locator) (c int) {
	switch {
	case differ(&c, compareOpt(a.Block, b.Block)),
		differ(&c, compareOpt(a.Line, b.Line)),
		differ(&c, compareOpt(a.Table, b.Table)),
		differ(&c, compareOpt(a.Row, b.Row)),
		differ(&c, compareOpt(a.Col, b.Col)),
		differ(&c, cmp.Compare(a.Start, b.Start)),
		differ(&c, cmp.Compare(a.End, b.End)):
	}
	return c
}

// CompareFacts is the order of facts: by what they say, then where.
func CompareFacts() func(a, b *FactRow) int {
	said := aspects()
	return func(a, b *FactRow) (c int) {
		switch {
		case differ(&c, said(a, b)),
			differ(&c, strings.Compare(a.DocumentID, b.DocumentID)),
			differ(&c, comparePlaces(&a.Locator, &b.Locator)),
			differ(&c, strings.Compare(a.FactID, b.FactID)):
		}
		return c
	}
}

// CompareChecks is the order of checks: by verdict and rule, then document and the place
// of the figure that is judged, which check_id begins with.
func CompareChecks() func(a, b *CheckRow) int {
	return chain(
		by(func(r *CheckRow) string { return r.Verdict }),
		by(func(r *CheckRow) string { return r.Rule }),
		by(func(r *CheckRow) string { return r.DocumentID }),
		func(a, b *CheckRow) int { return compareIDs(a.CheckID, b.CheckID) })
}

// compareIDs compares two ids, of which digits that stand together are one number: of
// one document, figures are then in the order of its lines or cells.
func compareIDs(a, b string) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	from := i
	for from > 0 && isDigit(a[from-1]) {
		from--
	}
	m, n := digits(a[from:]), digits(b[from:])
	if m > 0 && n > 0 && m != n {
		return cmp.Compare(m, n)
	}
	return cmp.Compare(a[i:], b[i:])
}

// digits is how many digits s begins with.
func digits(s string) (n int) {
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// CompareIssues is the order of issues: by code, then document and place.
func CompareIssues() func(a, b *IssueRow) int {
	return chain(
		by(func(r *IssueRow) string { return r.Code }),
		by(func(r *IssueRow) string { return r.DocumentID }),
		func(a, b *IssueRow) int { return comparePlaces(&a.Locator, &b.Locator) },
		by(func(r *IssueRow) string { return r.Raw }),
		by(func(r *IssueRow) string { return r.Detail }))
}

// CompareBlocks is the order of blocks: by document, in reading order.
func CompareBlocks() func(a, b *BlockRow) int {
	return chain(
		by(func(r *BlockRow) string { return r.DocumentID }),
		by(func(r *BlockRow) int32 { return r.Block }))
}

// CompareDocuments is the order of documents: by identity, then path.
func CompareDocuments() func(a, b *DocumentRow) int {
	return chain(
		by(func(r *DocumentRow) string { return r.DocumentID }),
		by(func(r *DocumentRow) string { return r.Path }))
}

// Sort sorts rows in place; rows equal in the order keep their places. Rows are
// large, so their places are sorted and then each row moves once.
func Sort[R any](rows []R, compare func(a, b *R) int) {
	from := make([]int, len(rows))
	for i := range from {
		from[i] = i
	}
	slices.SortFunc(from, func(i, j int) int {
		if c := compare(&rows[i], &rows[j]); c != 0 {
			return c
		}
		return i - j
	})
	for start := range from { // along each cycle of places
		first := rows[start]
		at := start
		for from[at] != start {
			next := from[at]
			rows[at], from[at] = rows[next], at
			at = next
		}
		rows[at], from[at] = first, at
	}
}
