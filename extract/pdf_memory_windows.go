package extract

// reserved is memory whose address never changes: the collector gives pages
// that nothing was written to no room.
type reserved struct{ all []byte }

func newReserved(most uint64) *reserved { return &reserved{make([]byte, most)} }

// grow makes size bytes usable; nil when there is no such memory.
func (r *reserved) grow(size uint64) []byte {
	if size > uint64(len(r.all)) {
		return nil
	}
	return r.all[:size:size]
}

// free gives all of it back.
func (r *reserved) free() { r.all = nil }
