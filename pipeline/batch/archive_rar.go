package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nwaples/rardecode/v2"

	"gongkai/extract"
	"gongkai/pipeline/store"
)

// rarDictionary is the largest dictionary that is made room for; WinRAR takes
// 32 MiB unless told otherwise. (What the PPM models of RAR 3 take is bounded by
// their format: 256 MiB.)
const rarDictionary = 64 << 20

// laterVolume tells a volume of an archive that is not its first.
var laterVolume = regexp.MustCompile(`(?i)\.part0*([0-9]+)\.rar$`)

// isLaterVolume reports whether a name is that of a volume after the first.
func isLaterVolume(name string) bool {
	m := laterVolume.FindStringSubmatch(name)
	if m == nil {
		return false
	}
	n, err := strconv.Atoi(m[1])
	return err != nil || n > 1
}

// rarEntries lists a rar of one volume or more. What a solid archive packs
// together can only be unpacked from its beginning, so all is unpacked once, to a
// temporary file, which nobody else sees and which goes with the process.
func rarEntries(ctx context.Context, name string) ([]entry, error) {
	if isLaterVolume(name) {
		return nil, &extract.Refusal{Reason: extract.Unsupported, Detail: "a later volume of an archive: it is read with the first"}
	}
	f, info, err := openRegular(name) // waits for no pipe
	if err != nil {
		return nil, err
	}
	f.Close()
	r, err := rardecode.OpenReader(name, rardecode.MaxDictionarySize(rarDictionary))
	if err != nil {
		return nil, badRar(err)
	}
	defer r.Close()
	to, err := spool()
	if err != nil {
		return nil, err
	}
	u := &rarUnpacking{ctx: ctx, r: r, to: to}
	all, err := u.entries(func() int64 { return mayExpand(info.Size() * int64(max(len(r.Volumes()), 1))) })
	if len(all) == 0 {
		to.Close()
	}
	return all, err
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

// rarUnpacking is a rar that is being unpacked.
type rarUnpacking struct {
	ctx  context.Context
	r    *rardecode.ReadCloser
	to   *os.File
	size int64 // unpacked so far
}

// entries unpacks all there is. What the volumes found so far may unpack to is
// asked for each entry: a volume is opened when its turn comes.
func (u *rarUnpacking) entries(may func() int64) ([]entry, error) {
	var all []entry
	for {
		h, err := u.r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return all, badRar(err)
		case u.ctx.Err() != nil:
			return nil, u.ctx.Err()
		case len(all) == archiveEntries:
			return all, tooMany()
		}
		e := entry{name: h.Name, size: h.UnPackedSize}
		if !utf8.ValidString(e.name) {
			e.name = gbk(e.name)
		}
		if h.IsDir || h.LinkType != 0 || !h.Mode().IsRegular() || passedOver(e.name) {
			continue
		}
		if err := u.unpack(&e, h, may()); err != nil {
			return all, err
		}
		all = append(all, e)
	}
}

// unpack unpacks one entry; its error is that of the whole archive.
func (u *rarUnpacking) unpack(e *entry, h *rardecode.FileHeader, most int64) error {
	if e.err = nested(e.name); h.Encrypted {
		e.err = errEncryptedEntry
	}
	if e.err != nil {
		return nil
	}
	in := &bounded{ctx: u.ctx, r: u.r, limit: most - u.size, most: most}
	start := u.size
	n, err := io.Copy(u.to, in)
	u.size += n
	var refusal *extract.Refusal
	switch {
	case u.ctx.Err() != nil:
		return u.ctx.Err()
	case errors.As(err, &refusal):
		return expandsTooFar(most)
	case err != nil:
		e.err = badRar(err)
		return nil
	}
	e.size = n
	again := func() (io.ReaderAt, func() error, error) { return u.to, func() error { return nil }, nil } // stays open
	e.read = sectionContent(again, start, n)
	return nil
}

var errEncryptedEntry = &extract.Refusal{Reason: extract.Encrypted, Detail: "the entry of the archive is encrypted"}

// badRar says why a rar cannot be read.
func badRar(err error) error {
	switch {
	case errors.Is(err, rardecode.ErrArchiveEncrypted), errors.Is(err, rardecode.ErrArchivedFileEncrypted), errors.Is(err, rardecode.ErrBadPassword):
		return &extract.Refusal{Reason: extract.Encrypted, Detail: "the archive is encrypted"}
	case errors.Is(err, rardecode.ErrDictionaryTooLarge):
		return &extract.Refusal{Reason: extract.TooLarge, Detail: fmt.Sprintf("the archive's dictionary has more than %d bytes", rarDictionary)}
	case errors.Is(err, os.ErrNotExist):
		return badArchive(errors.New("a volume is missing"))
	}
	return badArchive(errors.New(strings.TrimPrefix(err.Error(), "rardecode: ")))
}
