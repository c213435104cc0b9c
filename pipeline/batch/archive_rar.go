package batch

import (
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
// together can only be unpacked from its beginning, so all is unpacked once, to
// the spool. The volumes of one that lies in an archive are not found.
func (u *unpacking) rarEntries(p container) ([]entry, error) {
	if isLaterVolume(p.name) {
		return nil, &extract.Refusal{Reason: extract.Unsupported, Detail: "a later volume of an archive: it is read with the first"}
	}
	size := rardecode.MaxDictionarySize(rarDictionary)
	if p.file == "" {
		at, shut, err := p.open()
		if err != nil {
			return nil, err
		}
		defer shut()
		r, err := rardecode.NewReader(io.NewSectionReader(at, 0, p.size), size)
		if err != nil {
			return nil, badRar(err)
		}
		least := u.left - u.limit(p)
		return u.unrar(r, func() int64 { return u.left - least })
	}
	r, err := rardecode.OpenReader(p.file, size)
	if err != nil {
		return nil, badRar(err)
	}
	defer r.Close()
	return u.unrar(&r.Reader, func() int64 {
		u.grow(mayExpand(p.size * int64(max(len(r.Volumes()), 1))))
		return u.left
	})
}

// unrar unpacks all there is. How much it may be is asked for each entry: a
// volume is opened when its turn comes.
func (u *unpacking) unrar(r *rardecode.Reader, may func() int64) ([]entry, error) {
	var all []entry
	links := newLinks(u)
	for {
		h, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return all, badRar(err)
		case u.ctx.Err() != nil:
			return nil, u.ctx.Err()
		}
		if err := u.takes(1); err != nil {
			return all, err
		}
		e := entry{name: h.Name, size: h.UnPackedSize}
		if !utf8.ValidString(e.name) {
			e.name = gbk(e.name)
		}
		other := h.LinkType == rardecode.LinkTypeHardLink || h.LinkType == rardecode.LinkTypeFileCopy
		switch {
		case h.IsDir || h.LinkType != 0 && !other || !h.Mode().IsRegular() || passedOver(e.name):
			continue
		case other:
			e = links.hard(h.Name, h.LinkTarget, e)
		case h.Encrypted:
			e.err = errEncryptedEntry
		default:
			if err := u.unpack(&e, r, may(), badRar); err != nil {
				return all, err
			}
		}
		links.file(h.Name, e)
		all = append(all, e)
	}
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
