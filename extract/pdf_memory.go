package extract

import (
	"runtime/debug"
	"sync/atomic"

	"github.com/tetratelabs/wazero/experimental"
)

// pdfMemory gives every instance of the engine its memory in one place: room for
// the most it may have is set aside, which costs nothing until it is in use, and
// growing never moves what is there. The runtime's own memory is copied to a
// larger place each time, and the old one lies about until it is collected: a
// page that grew to a gigabyte took three.
type pdfMemory struct {
	limit   atomic.Int64 // bytes an instance may have from now on
	refused atomic.Int64 // how often one asked for more
	large   atomic.Int64 // how often one grew beyond pdfKeep
	freed   atomic.Int64 // how many instances are gone
}

// Allocate implements experimental.MemoryAllocator.
func (m *pdfMemory) Allocate(_, most uint64) experimental.LinearMemory {
	return &pdfLinear{owner: m, room: newReserved(most)}
}

// pdfCrowds is how large an instance becomes before the collector, which knows nothing of
// its memory, is asked to give back what it has beside.
const pdfCrowds = 96 << 20

// pdfLinear is the memory of one instance.
type pdfLinear struct {
	owner   *pdfMemory
	room    *reserved
	started bool
	crowded bool // the rest of the program was asked for what it does not use
}

// Reallocate implements experimental.LinearMemory. What an instance starts with it
// gets whatever the limit.
func (l *pdfLinear) Reallocate(size uint64) []byte {
	if limit := l.owner.limit.Load(); l.started && limit > 0 && size > uint64(limit) {
		l.owner.refused.Add(1)
		return nil
	}
	if l.started && size > pdfKeep {
		l.owner.large.Add(1)
	}
	if size > pdfCrowds && !l.crowded {
		l.crowded = true
		debug.FreeOSMemory()
	}
	l.started = true
	return l.room.grow(size)
}

// Free implements experimental.LinearMemory.
func (l *pdfLinear) Free() {
	l.owner.freed.Add(1)
	l.room.free()
}
