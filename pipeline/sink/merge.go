package sink

import (
	"container/heap"
	"iter"
)

// Merge yields the rows of sorted streams in order; of equal rows those of the
// earlier stream come first. A row is good as long as it is in its stream: until the
// next is asked for.
func Merge[R any](streams []iter.Seq2[*R, error], compare func(a, b *R) int) iter.Seq2[*R, error] {
	if len(streams) == 1 {
		return streams[0]
	}
	return func(yield func(*R, error) bool) {
		h := &mergeHeap[R]{compare: compare}
		for i, s := range streams {
			next, stop := iter.Pull2(s)
			defer stop()
			c := &cursor[R]{next: next, rank: i}
			if c.advance(); c.ok {
				h.cursors = append(h.cursors, c)
			}
		}
		heap.Init(h)
		for len(h.cursors) > 0 {
			c := h.cursors[0]
			if !yield(c.row, c.err) || c.err != nil {
				return
			}
			if c.advance(); c.ok {
				heap.Fix(h, 0)
			} else {
				heap.Pop(h)
			}
		}
	}
}

// cursor is a stream and its first row not yet taken.
type cursor[R any] struct {
	next func() (*R, error, bool)
	row  *R
	err  error
	ok   bool
	rank int
}

func (c *cursor[R]) advance() { c.row, c.err, c.ok = c.next() }

type mergeHeap[R any] struct {
	cursors []*cursor[R]
	compare func(a, b *R) int
}

func (h *mergeHeap[R]) Len() int { return len(h.cursors) }
func (h *mergeHeap[R]) Less(i, j int) bool {
	a, b := h.cursors[i], h.cursors[j]
	if a.err != nil || b.err != nil {
		return a.err != nil
	}
	if c := h.compare(a.row, b.row); c != 0 {
		return c < 0
	}
	return a.rank < b.rank
}
func (h *mergeHeap[R]) Swap(i, j int) { h.cursors[i], h.cursors[j] = h.cursors[j], h.cursors[i] }
func (h *mergeHeap[R]) Push(x any)    { h.cursors = append(h.cursors, x.(*cursor[R])) }
func (h *mergeHeap[R]) Pop() any {
	last := h.cursors[len(h.cursors)-1]
	h.cursors = h.cursors[:len(h.cursors)-1]
	return last
}
