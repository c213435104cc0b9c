package batch

import (
	"context"
	"errors"
	"io"
	"os"
	"path"
	"strings"

	"gongkai/extract"
	"gongkai/pipeline/store"
)

// unpacking lists an archive and those in it, in one account. What has to be
// unpacked to be listed lies in one temporary file, which nobody else sees and
// which goes with the process: however many archives there are, they cost one
// open file.
type unpacking struct {
	ctx   context.Context
	may   int64 // bytes it all may unpack to
	left  int64 // that are left of them
	room  int   // entries there may still be
	spool *os.File
	end   int64 // of the spool
}

// list lists an archive that lies in others, one less than depth.
func (u *unpacking) list(p container, depth int) ([]entry, error) {
	kind := u.tarEntries
	switch strings.ToLower(path.Ext(p.name)) {
	case ".zip":
		kind = u.zipEntries
	case ".rar":
		kind = u.rarEntries
	case ".7z":
		kind = u.sevenEntries
	}
	all, err := kind(p)
	for i := range all {
		if isArchive(all[i].name) {
			all[i].archive = all[i].name
		}
	}
	distinct(all, func(e *entry) *string { return &e.name })
	all, inner := u.within(all, depth)
	distinct(all, func(e *entry) *string { return &e.name })
	if inner != nil {
		return nil, inner
	}
	return all, err
}

// within puts what is in the archives among some entries in their place. One that
// cannot be listed to its end stays, behind what was found in it: its neighbours
// are sound. Only an end of the run is an error.
func (u *unpacking) within(all []entry, depth int) ([]entry, error) {
	out := make([]entry, 0, len(all))
	for _, e := range all {
		if e.archive != "" && e.err == nil {
			var inner []entry
			inner, e.err = u.inner(&e, depth)
			for _, found := range inner {
				found.name = e.name + archiveMark + found.name
				out = append(out, found)
			}
			if u.ctx.Err() != nil {
				return nil, u.ctx.Err()
			}
			if e.err == nil {
				continue
			}
		}
		out = append(out, e)
	}
	return out, nil
}

// inner lists an archive that is an entry of one at a depth.
func (u *unpacking) inner(e *entry, depth int) ([]entry, error) {
	if depth == archiveDepth {
		return nil, errNested
	}
	r, err := e.read(u.ctx, e.size)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	start, n, err := u.keep(r, e.size)
	if err != nil {
		return nil, err
	}
	return u.list(container{name: e.archive, size: n, open: u.section(start, n)}, depth+1)
}

// limit is how much an archive may unpack to: what is usual for its size, and of
// what is left to all no more than half, if it lies in another, so that a bomb
// does not take everything from those beside it.
func (u *unpacking) limit(p container) int64 {
	if p.file == "" {
		return min(mayExpand(p.size), u.left/2)
	}
	return u.left
}

// grow raises what all may unpack to.
func (u *unpacking) grow(may int64) {
	if may > u.may {
		u.left += may - u.may
		u.may = may
	}
}

// takes accounts for entries that are listed.
func (u *unpacking) takes(n int) error {
	if u.room -= n; u.room < 0 {
		return tooMany()
	}
	return nil
}

// unpack unpacks an entry to the spool and takes it off the account. An error
// that bad gives its reason is that of the entry; others are of the archive.
func (u *unpacking) unpack(e *entry, r io.Reader, most int64, bad func(error) error) error {
	start, n, err := u.keep(r, most)
	u.left -= n
	var refusal *extract.Refusal
	switch {
	case u.ctx.Err() != nil:
		return u.ctx.Err()
	case errors.As(err, &refusal):
		return expandsTooFar(most)
	case err != nil:
		e.err = bad(err)
		return nil
	}
	e.size = n
	e.read = sectionContent(u.section(start, n), 0, n)
	return nil
}

// keep writes up to limit bytes to the spool, and says where they begin and how
// many they are.
func (u *unpacking) keep(r io.Reader, limit int64) (start, n int64, err error) {
	if u.spool == nil {
		if u.spool, err = spool(); err != nil {
			return 0, 0, err
		}
	}
	start = u.end
	n, err = io.Copy(u.spool, &bounded{ctx: u.ctx, r: r, limit: max(limit, 0), most: limit})
	u.end += n
	return start, n, err
}

// section opens a part of the spool, which stays open.
func (u *unpacking) section(start, n int64) opening {
	return func() (io.ReaderAt, func() error, error) {
		return io.NewSectionReader(u.spool, start, n), func() error { return nil }, nil
	}
}

// drop closes a spool that nothing is read from.
func (u *unpacking) drop() {
	if u.spool != nil {
		u.spool.Close()
	}
}

// spool makes a temporary file that has no name any more.
func spool() (*os.File, error) {
	dir, err := store.TempDir()
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(dir, store.TempPrefix+"gongkai-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
