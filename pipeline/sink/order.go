package sink

import (
	"cmp"
	"slices"

	"gongkai/schema"
)

// order compares two rows by one column.
type order[R any] func(a, b *R) int

func by[R any, V cmp.Ordered](get func(*R) V) order[R] {
	return func(a, b *R) int { return cmp.Compare(get(a), get(b)) }
}

// byOpt puts missing values first.
func byOpt[R any, V cmp.Ordered](get func(*R) *V) order[R] {
	return func(a, b *R) int {
		x, y := get(a), get(b)
		switch {
		case x == y: // none, or kept once
			return 0
		case x == nil:
			return -1
		case y == nil:
			return 1
		}
		return cmp.Compare(*x, *y)
	}
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

// aspects orders facts by what they say; two facts are duplicates when they
// are equal in it. A fact without an entity is comparable only within its document.
func aspects() order[FactRow] {
	return chain(
		byOpt(func(r *FactRow) *string { return r.Entity }),
		by(func(r *FactRow) string {
			if r.Entity != nil {
				return ""
			}
			return r.DocumentID
		}),
		byOpt(func(r *FactRow) *string { return r.Concept }),
		by(func(r *FactRow) string { return r.ValueForm }),
		byOpt(func(r *FactRow) *string { return r.Measure }),
		by(func(r *FactRow) string { return r.Kind }),
		by(func(r *FactRow) string { return r.Unit }),
		byOpt(func(r *FactRow) *int32 { return r.PeriodEnd }),
		byOpt(func(r *FactRow) *int32 { return r.PeriodStart }),
		byDimensions(),
		byOpt(func(r *FactRow) *string { return r.BaseConcept }),
		byOpt(func(r *FactRow) *string { return r.BaseMeasure }),
		byOpt(func(r *FactRow) *int32 { return r.BasePeriodStart }),
		byOpt(func(r *FactRow) *int32 { return r.BasePeriodEnd }),
	)
}

// byDimensions orders by each dimension in the order of their list.
func byDimensions() order[FactRow] {
	var orders []order[FactRow]
	for _, d := range schema.AllDimensions() {
		orders = append(orders, byOpt(func(r *FactRow) *string { return *d.Stored(&r.Dimensions) }))
	}
	each := chain(orders...)
	return func(a, b *FactRow) int {
		if a.Dimensions == b.Dimensions {
			return 0 // kept once for rows that stood side by side, as most that get here
		}
		return each(a, b)
	}
}

// SameAspects tells whether two facts state the same quantity.
func SameAspects() func(a, b *FactRow) bool {
	same := aspects()
	return func(a, b *FactRow) bool { return same(a, b) == 0 }
}

func byPlace[R any](get func(*R) *Locator) order[R] {
	return chain(
		byOpt(func(r *R) *int32 { return get(r).Block }),
		byOpt(func(r *R) *int32 { return get(r).Line }),
		byOpt(func(r *R) *int32 { return get(r).Table }),
		byOpt(func(r *R) *int32 { return get(r).Row }),
		byOpt(func(r *R) *int32 { return get(r).Col }),
		by(func(r *R) int32 { return get(r).Start }),
		by(func(r *R) int32 { return get(r).End }),
	)
}

// CompareFacts is the order of facts: by what they say, then where.
func CompareFacts() func(a, b *FactRow) int {
	return chain(aspects(),
		by(func(r *FactRow) string { return r.DocumentID }),
		byPlace(func(r *FactRow) *Locator { return &r.Locator }),
		by(func(r *FactRow) string { return r.FactID }))
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
		byPlace(func(r *IssueRow) *Locator { return &r.Locator }),
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
