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
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

// Archives of reports (.zip, .tar, .tar.gz, .tgz, .rar) are read in place: an entry
// is an input like a file, under the path archive!entry. They are known by
// name, for a docx is a zip too. An archive in an archive is refused.

// What one archive may hold, and how much more it may unpack to than its own
// size: reports shrink to a tenth, a bomb to a thousandth. Up to expandsFreely
// the ratio is not looked at.
const (
	archiveEntries   = 200_000
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
	for _, ext := range []string{".zip", ".tar", ".tar.gz", ".tgz", ".rar"} {
		if strings.HasSuffix(name, ext) {
			return true
		}
	}
	return false
}

// entry is a file in an archive.
type entry struct {
	name string
	size int64
	err  error
	read content
}

// entries lists an archive. Entries of one name are all there: a tar that was
// added to holds every version of a file.
func entries(ctx context.Context, name string) ([]entry, error) {
	list := tarEntries
	switch strings.ToLower(path.Ext(name)) {
	case ".zip":
		list = zipEntries
	case ".rar":
		list = rarEntries
	}
	all, err := list(ctx, name)
	distinct(all, func(e *entry) *string { return &e.name })
	return all, err
}

// zipEntries lists a zip. What its entries say they unpack to is all they may
// unpack to, so the sum bounds the work; and no two may share bytes, for then a
// small file is unpacked as often as the list repeats it.
func zipEntries(ctx context.Context, name string) ([]entry, error) {
	f, info, err := openRegular(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list := &listing{f, archiveDirectory}
	z, err := zip.NewReader(list, info.Size())
	if err != nil {
		return nil, badArchive(err)
	}
	list.left = math.MaxInt64 // what is read now is the header of each entry
	if len(z.File) > archiveEntries {
		return nil, tooMany()
	}
	var all []entry
	var spans []span
	for _, packed := range z.File {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		e := entry{name: packed.Name, size: int64(min(packed.UncompressedSize64, 1<<62))}
		if packed.NonUTF8 || !utf8.ValidString(e.name) {
			e.name = gbk(e.name)
		}
		if packed.FileInfo().IsDir() || passedOver(e.name) {
			continue
		}
		e.read, e.err = zipContent(name, packed, &spans)
		if e.err == nil {
			e.err = nested(e.name)
		}
		if packed.Flags&1 != 0 {
			e.err = errEncryptedEntry
		}
		all = append(all, e)
	}
	if err := cmp.Or(overlap(spans), expansion(all, info.Size())); err != nil {
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

// expansion refuses an archive that says it unpacks to more than it may.
func expansion(all []entry, size int64) error {
	left := mayExpand(size)
	for i := range all {
		if left -= all[i].size; left < 0 {
			return expandsTooFar(mayExpand(size))
		}
	}
	return nil
}

func expandsTooFar(limit int64) error {
	return &extract.Refusal{Reason: extract.TooLarge, Detail: fmt.Sprintf("the archive unpacks to more than %d bytes", limit)}
}

// zipContent finds where an entry is packed, and notes it. The file is open only
// while an entry is read: a run may have thousands of archives.
func zipContent(name string, f *zip.File, spans *[]span) (content, error) {
	start, err := f.DataOffset()
	size := int64(min(f.UncompressedSize64, 1<<62))
	packed := int64(min(f.CompressedSize64, 1<<62))
	if err != nil {
		return nil, badArchive(err)
	}
	*spans = append(*spans, span{start, start + packed})
	return func(ctx context.Context, limit int64) (io.ReadCloser, error) {
		file, _, err := openRegular(name)
		if err != nil {
			return nil, err
		}
		var r io.Reader = io.NewSectionReader(file, start, packed)
		switch f.Method {
		case zip.Store:
		case zip.Deflate:
			r = flate.NewReader(r)
		default:
			file.Close()
			return nil, &extract.Refusal{Reason: extract.Unsupported, Detail: fmt.Sprintf("compression method %d of the archive", f.Method)}
		}
		limit = min(limit, size)
		return &bounded{ctx: ctx, r: r, limit: limit, most: limit, close: file.Close,
			entry: &promised{sum: crc32.NewIEEE(), want: f.CRC32}}, nil
	}, nil
}

// tarEntries lists a tar; a compressed one is unpacked to a temporary file,
// which nobody else sees and which goes with the process.
func tarEntries(ctx context.Context, name string) ([]entry, error) {
	f, info, err := openRegular(name)
	if err != nil {
		return nil, err
	}
	again := func() (io.ReaderAt, func() error, error) {
		f, _, err := openRegular(name)
		return f, f.Close, err
	}
	if !strings.HasSuffix(strings.ToLower(name), ".tar") {
		packed := f
		defer packed.Close()
		if f, err = unpacked(ctx, packed, mayExpand(info.Size())); err != nil {
			return nil, err
		}
		again = func() (io.ReaderAt, func() error, error) { return f, func() error { return nil }, nil } // stays open
	} else {
		defer f.Close()
	}
	var all []entry
	for r := tar.NewReader(f); ; {
		h, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return all, badArchive(err)
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case len(all) == archiveEntries:
			return all, tooMany()
		}
		start, err := f.Seek(0, io.SeekCurrent)
		if err != nil {
			return all, err
		}
		e := entry{name: h.Name, size: h.Size, read: sectionContent(again, start, h.Size)}
		if !utf8.ValidString(e.name) {
			e.name = gbk(e.name)
		}
		if (h.Typeflag == tar.TypeReg || isSparse(h)) && !passedOver(e.name) {
			if e.err = nested(e.name); isSparse(h) {
				e.err = &extract.Refusal{Reason: extract.Unsupported, Detail: "a sparse entry of the archive: unpack it"}
			}
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

func unpacked(ctx context.Context, packed io.Reader, limit int64) (*os.File, error) {
	z, err := gzip.NewReader(packed)
	if err != nil {
		return nil, badArchive(err)
	}
	dir, err := store.TempDir()
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(dir, store.TempPrefix+"gongkai-*")
	if err != nil {
		return nil, err
	}
	err = os.Remove(f.Name())
	if err == nil {
		var refusal *extract.Refusal
		in := &bounded{ctx: ctx, r: z, limit: limit, most: limit}
		if _, err = io.Copy(f, in); errors.As(err, &refusal) {
			err = expandsTooFar(limit)
		} else if err != nil && ctx.Err() == nil {
			err = badArchive(err)
		}
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// sectionContent is an entry that lies unpacked in a file opened by again.
func sectionContent(again func() (io.ReaderAt, func() error, error), start, size int64) content {
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

// nested refuses what would have to be unpacked in turn.
func nested(name string) error {
	if isArchive(name) || strings.HasSuffix(strings.ToLower(name), ".7z") {
		return errNested
	}
	return nil
}

var errNested = &extract.Refusal{Reason: extract.Unsupported, Detail: "an archive within an archive: unpack it"}

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
