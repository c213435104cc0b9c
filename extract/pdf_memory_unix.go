//go:build unix

package extract

import (
	"golang.org/x/sys/unix"
)

// reserved is memory whose address never changes. What is not in use yet may not
// be touched, and does not count as the process's.
type reserved struct {
	all  []byte
	used uint64
}

func newReserved(most uint64) *reserved {
	all, err := unix.Mmap(-1, 0, int(most), unix.PROT_NONE, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil {
		return &reserved{} // gives nothing: the instance does not start
	}
	return &reserved{all: all}
}

// grow makes size bytes usable; nil when there is no such memory.
func (r *reserved) grow(size uint64) []byte {
	if size > uint64(len(r.all)) {
		return nil
	}
	if size > r.used {
		if err := unix.Mprotect(r.all[:size], unix.PROT_READ|unix.PROT_WRITE); err != nil {
			return nil
		}
		r.used = size
	}
	return r.all[:size:size]
}

// free gives all of it back.
func (r *reserved) free() {
	if r.all != nil {
		_ = unix.Munmap(r.all)
		r.all, r.used = nil, 0
	}
}
