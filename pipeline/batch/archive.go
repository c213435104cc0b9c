package batch

import (
	"archive/tar"
	"archive/zip"
	"cmp"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract"
	"gongkai/pipeline/sink"
)

// Archives of reports (.zip, .tar, .tar.gz, .tgz, .rar, .7z) are read in place: an entry
// is an input like a file, under the path archive!entry. They are known by
// name, for a docx is a zip too. What is in an archive in an archive is an input
// as well, archive!inner!entry, to a depth of three. One account bounds what they
// hold and unpack to all together.

// What one archive may hold, and how much more it may unpack to than its own
// size: reports shrink to a tenth, a bomb to a thousandth. Up to expandsFreely
// the ratio is not looked at.
const (
	archiveEntries   = 200_000
	archiveDepth     = 3
	archiveExpanded  = 16 << 30
	archiveRatio     = 100
	expandsFreely    = 1 << 30
	archiveDirectory = 32 << 20 // bytes of a zip's list of entries
)

// mayExpand is how much an archive of a size may unpack to.
func mayExpand(size int64) int64 {
	return min(max(size, expandsFreely/archiveRatio)*archiveRatio, archiveExpanded)
}

// archiveMark stands between the path of an archive and that of an entry.
const archiveMark = "!"

// isArchive reports whether a name is that of an archive.
func isArchive(name string) bool {
	name = strings.ToLower(name)
	for _, ext := range []string{".zip", ".tar", ".tar.gz", ".tgz", ".rar", ".7z"} {
		if strings.HasSuffix(name, ext) {
			return true
		}
	}
	return false
}

// entry is a file in an archive.
type entry struct {
	name    string
	size    int64
	err     error
	archive string // its name, if that is one of an archive
	read    content
}

// container is an archive to be listed: a file, or what lies in the spool.
type container struct {
	name string // by which its kind is known
	file string // its path, "" for one in an archive
	size int64
	open opening
}

// opening opens bytes that can be read at any place.
type opening func() (io.ReaderAt, func() error, error)

// entries lists an archive and those in it. Entries of one name are all there: a
// tar that was added to holds every version of a file.
func entries(ctx context.Context, name string) ([]entry, error) {
	f, info, err := openRegular(name) // waits for no pipe
	if err != nil {
		return nil, err
	}
	f.Close()
	u := &unpacking{ctx: ctx, may: mayExpand(info.Size()), room: archiveEntries}
	u.left = u.may
	all, err := u.list(container{name: name, file: name, size: info.Size(), open: fileOpening(name)}, 1)
	if len(all) == 0 {
		u.drop()
	}
	return all, err
}

// fileOpening opens a file.
func fileOpening(name string) opening {
	return func() (io.ReaderAt, func() error, error) {
		f, _, err := openRegular(name)
		return f, f.Close, err
	}
}

// zipEntries lists a zip. What its entries say they unpack to is all they may
// unpack to, so the sum bounds the work; and no two may share bytes, for then a
// small file is unpacked as often as the list repeats it.
func (u *unpacking) zipEntries(p container) ([]entry, error) {
	f, shut, err := p.open()
	if err != nil {
		return nil, err
	}
	defer shut()
	list := &listing{f, archiveDirectory}
	z, err := zip.NewReader(list, p.size)
	if err != nil {
		return nil, badArchive(err)
	}
	list.left = math.MaxInt64 // what is read now is the header of each entry
	if err := u.takes(len(z.File)); err != nil {
		return nil, err
	}
	var all []entry
	var spans []span
	for _, h := range z.File {
		if u.ctx.Err() != nil {
			return nil, u.ctx.Err()
		}
		e := entry{name: h.Name, size: int64(min(h.UncompressedSize64, 1<<62))}
		if h.NonUTF8 || !utf8.ValidString(e.name) {
			e.name = gbk(e.name)
		}
		if h.FileInfo().IsDir() || passedOver(e.name) {
			continue
		}
		e.read, e.err = zipContent(p.open, h, &spans)
		if h.Flags&1 != 0 {
			e.err = errEncryptedEntry
		}
		all = append(all, e)
	}
	if err := cmp.Or(overlap(spans), u.expansion(all, p)); err != nil {
		return nil, err
	}
	return all, nil
}

// listing is a zip of which only a list of bounded length is read.
type listing struct {
	io.ReaderAt
	left int64
}

func (l *listing) ReadAt(p []byte, off int64) (int, error) {
	if l.left -= int64(len(p)); l.left < 0 {
		return 0, tooMany()
	}
	return l.ReaderAt.ReadAt(p, off)
}

// span is where the packed bytes of an entry are.
type span struct{ from, to int64 }

// overlap refuses a zip in which two entries have bytes in common.
func overlap(spans []span) error {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return badArchive(errors.New("entries share their bytes"))
		}
	}
	return nil
}

// expansion takes what the entries of an archive say they unpack to off the
// account, or refuses the archive.
func (u *unpacking) expansion(all []entry, p container) error {
	limit := u.limit(p)
	left := limit
	for i := range all {
		if left -= all[i].size; left < 0 {
			return expandsTooFar(limit)
		}
	}
	u.left -= limit - left
	return nil
}

func expandsTooFar(limit int64) error {
	return &extract.Refusal{Reason: extract.TooLarge, Detail: fmt.Sprintf("the archive unpacks to more than %d bytes", limit)}
}

// zipContent finds where an entry is packed, and notes it. The file is open only
// while an entry is read: a run may have thousands of archives.
func zipContent(open opening, f *zip.File, spans *[]span) (content, error) {
	start, err := f.DataOffset()
	size := int64(min(f.UncompressedSize64, 1<<62))
	packed := int64(min(f.CompressedSize64, 1<<62))
	if err != nil {
		return nil, badArchive(err)
	}
	*spans = append(*spans, span{start, start + packed})
	return func(ctx context.Context, limit int64) (io.ReadCloser, error) {
		at, shut, err := open()
		if err != nil {
			return nil, err
		}
		var r io.Reader = io.NewSectionReader(at, start, packed)
		switch f.Method {
		case zip.Store:
		case zip.Deflate:
			r = flate.NewReader(r)
		default:
			shut()
			return nil, &extract.Refusal{Reason: extract.Unsupported, Detail: fmt.Sprintf("compression method %d of the archive", f.Method)}
		}
		limit = min(limit, size)
		return &bounded{ctx: ctx, r: r, limit: limit, most: limit, close: shut,
			entry: &promised{sum: crc32.NewIEEE(), want: f.CRC32}}, nil
	}, nil
}

// tarEntries lists a tar; a compressed one is unpacked first.
func (u *unpacking) tarEntries(p container) ([]entry, error) {
	if !strings.HasSuffix(strings.ToLower(p.name), ".tar") {
		var err error
		if p, err = u.gunzip(p); err != nil {
			return nil, err
		}
	}
	at, shut, err := p.open()
	if err != nil {
		return nil, err
	}
	defer shut()
	var all []entry
	links := newLinks(u)
	f := io.NewSectionReader(at, 0, p.size)
	for r := tar.NewReader(f); ; {
		h, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return links.follow(all), nil
		case err != nil:
			return links.follow(all), badArchive(err)
		case u.ctx.Err() != nil:
			return nil, u.ctx.Err()
		}
		if err := u.takes(1); err != nil {
			return links.follow(all), err
		}
		start, err := f.Seek(0, io.SeekCurrent)
		if err != nil {
			return all, err
		}
		e := entry{name: h.Name, size: h.Size, read: sectionContent(p.open, start, h.Size)}
		if !utf8.ValidString(e.name) {
			e.name = gbk(e.name)
		}
		if isSparse(h) {
			e.err = &extract.Refusal{Reason: extract.Unsupported, Detail: "a sparse entry of the archive: unpack it"}
		}
		switch {
		case h.Typeflag == tar.TypeReg || isSparse(h):
			links.file(h.Name, e)
		case h.Typeflag == tar.TypeLink:
			e = links.hard(h.Name, h.Linkname, e)
		case h.Typeflag == tar.TypeSymlink && !passedOver(e.name):
			links.note(h.Name, h.Linkname, e.name)
			continue
		default:
			continue
		}
		if !passedOver(e.name) {
			all = append(all, e)
		}
	}
}

// isSparse reports an entry whose bytes are not all in the archive: its size is
// what it unpacks to, and what stands there belongs to the entries behind it.
func isSparse(h *tar.Header) bool {
	for key := range h.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return true
		}
	}
	return h.Typeflag == tar.TypeGNUSparse
}

// gunzip unpacks what an archive is to the spool.
func (u *unpacking) gunzip(p container) (container, error) {
	at, shut, err := p.open()
	if err != nil {
		return p, err
	}
	defer shut()
	z, err := gzip.NewReader(io.NewSectionReader(at, 0, p.size))
	if err != nil {
		return p, badArchive(err)
	}
	limit := u.limit(p)
	start, n, err := u.keep(z, limit)
	u.left -= n
	var refusal *extract.Refusal
	switch {
	case err == nil:
		p.open, p.size = u.section(start, n), n
	case errors.As(err, &refusal):
		err = expandsTooFar(limit)
	case u.ctx.Err() == nil:
		err = badArchive(err)
	}
	return p, err
}

// sectionContent is an entry that lies unpacked in a file opened by again.
func sectionContent(again opening, start, size int64) content {
	return func(ctx context.Context, limit int64) (io.ReadCloser, error) {
		at, shut, err := again()
		if err != nil {
			return nil, err
		}
		return &bounded{ctx: ctx, r: io.NewSectionReader(at, start, size), limit: limit, most: limit, close: shut,
			entry: &promised{due: size}}, nil
	}
}

func badArchive(err error) error {
	var p *fs.PathError
	var known *extract.Refusal
	if errors.As(err, &p) || errors.As(err, &known) {
		return err
	}
	return &extract.Refusal{Reason: extract.Corrupt, Detail: "archive: " + err.Error()}
}

func tooMany() error {
	return &extract.Refusal{Reason: extract.TooLarge, Detail: fmt.Sprintf("the archive has more than %d entries", archiveEntries)}
}

var errNested = &extract.Refusal{Reason: extract.Unsupported, Detail: fmt.Sprintf("an archive below %d others: unpack it", archiveDepth)}

// passedOver reports entries that a folder's files would be passed over for.
func passedOver(name string) bool {
	for part := range strings.SplitSeq(path.Clean(strings.ReplaceAll(name, "\\", "/")), "/") {
		if part != ".." && part != "." && hidden(part) || part == "__MACOSX" {
			return true
		}
	}
	return false
}

// gbk decodes a name as Windows in China writes it; of one that is not the
// bytes are kept escaped.
func gbk(name string) string {
	decoded, err := simplifiedchinese.GB18030.NewDecoder().String(name)
	if err != nil || strings.ContainsRune(decoded, utf8.RuneError) {
		return sink.Printable(name)
	}
	return decoded
}
