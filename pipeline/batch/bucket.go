package batch

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"gongkai/pipeline/sink"
)

// Buckets: the rows of a large dataset lie in parts by year and by a hash of the
// entity, so that a changed report has few of them written again, and many processes
// can work at once. A fact lies by its own entity; a check, an issue and a block by that of
// their document; without one by the document. The table documents is one part, for it
// is small and every path is in it.
//
// How many buckets there are follows from the number of contents, in steps of two, so
// that a dataset made at once and one that has grown have the same; a step of the
// number has all parts written again. A unit has its rows apart by the finest buckets, so
// that whatever number there will be takes its own rows and no others; only one that was made
// when there was one bucket is read whole for each.
const (
	slotBits   = 12
	slots      = 1 << slotBits // the finest buckets, and the most
	bucketSize = 32            // contents of a bucket, at most, but where there are slots of them: a change has as many written again
	unparted   = 1024          // contents up to which there is one bucket
)

// bucketsFor is the number of buckets of so many contents.
func bucketsFor(contents int) int {
	if contents <= unparted {
		return 1
	}
	n := unparted / bucketSize
	for n < slots && n*bucketSize < contents {
		n *= 2
	}
	return n
}

// apart is by how many buckets a unit has its rows apart in a dataset of so many. Most
// of its files are of offices of their own, so the finest cost it few segments more than some.
func apart(buckets int) int {
	if buckets <= 1 {
		return 1
	}
	return slots
}

// validBuckets reports whether a number of buckets that was asked for is one.
func validBuckets(n int) bool { return n > 0 && n <= slots && n&(n-1) == 0 }

// bucketOf is the bucket of a slot.
func bucketOf(slot int32, buckets int) int32 { return slot * int32(buckets) / slots }

// slotter finds the slots of rows. Neighbours mostly are of one entity.
type slotter struct {
	name string
	slot int32
}

// of is the slot of an entity, or of a document that names none.
func (s *slotter) of(entity, document string) int32 {
	if name := cmp.Or(entity, document); name != s.name {
		sum := sha256.Sum256([]byte(name))
		s.name, s.slot = name, int32(binary.BigEndian.Uint16(sum[:])>>(16-slotBits))
	}
	return s.slot
}

// ofFact is the slot of a fact.
func (s *slotter) ofFact(f *sink.FactRow) int32 {
	if f.Entity == nil {
		return s.of("", f.DocumentID)
	}
	return s.of(*f.Entity, f.DocumentID)
}

// slot is that of a document.
func (f *fileResult) slot() int32 { return new(slotter).of(f.Entity, f.Hash) }

// bucketName names a bucket in the names of parts, "" where there is but one.
func bucketName(bucket int32, buckets int) string {
	if buckets == 1 {
		return ""
	}
	digits := len(fmt.Sprintf("%x", buckets-1))
	return fmt.Sprintf("%0*x", digits, bucket)
}

// yearSlot is a year and a slot in one number, as the index of a unit has them.
func yearSlot(year, slot int32) int32 { return year<<slotBits | slot }

func (u *unitRows) cell(table string, year, slot int32) cell {
	return cell{table, year, bucketOf(slot, u.buckets)}
}

// rowFilter passes the rows of one bucket of a segment that holds several.
type rowFilter struct {
	bucket  int32
	buckets int
	slots   map[string]int32 // of documents
}

// passes reports whether a row is of the bucket.
func passes[R any](f *rowFilter, s *slotter, row *R) bool {
	slot := int32(0)
	if fact, ok := any(row).(*sink.FactRow); ok {
		slot = s.ofFact(fact)
	} else {
		slot = f.slots[documentOf(row)]
	}
	return bucketOf(slot, f.buckets) == f.bucket
}

// spread puts segments to the cells that they have rows of. there are the cells that
// some document has rows in.
func spread(segments []segment, buckets int, there func(cell) bool) map[cell][]segment {
	cells := make(map[cell][]segment)
	for _, s := range segments {
		c := s.cell()
		if s.buckets >= buckets || s.Table == "documents" {
			if s.Table != "documents" {
				c.bucket = c.bucket * int32(buckets) / int32(s.buckets)
			}
			cells[c] = append(cells[c], s)
			continue
		}
		wide := int32(buckets / s.buckets)
		for b := c.bucket * wide; b < (c.bucket+1)*wide; b++ {
			if part := (cell{c.table, c.year, b}); there(part) {
				s.filter = &rowFilter{b, buckets, s.slots}
				cells[part] = append(cells[part], s)
			}
		}
	}
	return cells
}

// compareCells orders cells by what they are of.
func compareCells(a, b cell) int {
	return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.year, b.year), cmp.Compare(a.bucket, b.bucket))
}

// sortedCells lists the cells of a map in order.
func sortedCells[V any](m map[cell]V) []cell {
	cells := make([]cell, 0, len(m))
	for c := range m {
		cells = append(cells, c)
	}
	slices.SortFunc(cells, compareCells)
	return cells
}

// apart has the segments of a unit that has fewer buckets than the plan tell in which a
// document's rows belong.
func (x *unitIndex) apart() {
	of := make(map[string]int32, len(x.Files))
	for i := range x.Files {
		of[x.Files[i].Hash] = x.Files[i].slot()
	}
	for i := range x.Segments {
		x.Segments[i].slots = of
	}
}
