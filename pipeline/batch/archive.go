package batch

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

// Archives of reports (.zip, .tar, .tar.gz, .tgz) are read in place: an entry
// is an input like a file, under the path archive!entry. They are known by
// name, for a docx is a zip too. An archive in an archive is refused.

// What one archive may hold.
const (
	archiveEntries  = 200_000
	archiveExpanded = 16 << 30
)

// archiveMark stands between the path of an archive and that of an entry.
const archiveMark = "!"

// isArchive reports whether a name is that of an archive.
func isArchive(name string) bool {
	name = strings.ToLower(name)
	for _, ext := range []string{".zip", ".tar", ".tar.gz", ".tgz"} {
		if strings.HasSuffix(name, ext) {
			return true
		}
	}
	return false
}

// content gives the bytes of an input. limit bounds what is unpacked.
type content func(limit int64) ([]byte, error)

// entry is a file in an archive.
type entry struct {
	name string
	size int64
	err  error
	read content
}

// entries lists an archive. Entries of one name are all there: a tar that was
// added to holds every version of a file.
func entries(name string) ([]entry, error) {
	list := tarEntries
	if strings.HasSuffix(strings.ToLower(name), ".zip") {
		list = zipEntries
	}
	all, err := list(name)
	distinct(all, func(e *entry) *string { return &e.name })
	return all, err
}

func zipEntries(name string) ([]entry, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(reopened(name), info.Size())
	if err != nil {
		return nil, badArchive(err)
	}
	if len(z.File) > archiveEntries {
		return nil, tooMany()
	}
	var all []entry
	for _, f := range z.File {
		e := entry{name: f.Name, size: int64(min(f.UncompressedSize64, 1<<62)), read: zipContent(name, f)}
		if f.NonUTF8 || !utf8.ValidString(e.name) {
			e.name = gbk(e.name)
		}
		if f.FileInfo().IsDir() || passedOver(e.name) {
			continue
		}
		if e.err = nested(e.name); f.Flags&1 != 0 {
			e.err = &extract.Refusal{Reason: extract.Encrypted, Detail: "the entry of the archive is encrypted"}
		}
		all = append(all, e)
	}
	return all, nil
}

// reopened is a file that is open only while it is read: a run may have
// thousands of archives.
type reopened string

func (name reopened) ReadAt(p []byte, off int64) (int, error) {
	f, err := os.Open(string(name))
	if err != nil {
		return 0, err
	}
	defer f.Close()
	return f.ReadAt(p, off)
}

func zipContent(name string, f *zip.File) content {
	return func(limit int64) ([]byte, error) {
		start, err := f.DataOffset()
		if err != nil {
			return nil, badArchive(err)
		}
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		var r io.Reader = io.NewSectionReader(file, start, int64(min(f.CompressedSize64, 1<<62)))
		switch f.Method {
		case zip.Store:
		case zip.Deflate:
			r = flate.NewReader(r)
		default:
			return nil, &extract.Refusal{Reason: extract.Unsupported, Detail: fmt.Sprintf("compression method %d of the archive", f.Method)}
		}
		data, err := readLimited(r, limit)
		if err == nil && crc32.ChecksumIEEE(data) != f.CRC32 {
			return nil, badArchive(zip.ErrChecksum)
		}
		return data, err
	}
}

// tarEntries lists a tar; a compressed one is unpacked to a temporary file,
// which nobody else sees and which goes with the process.
func tarEntries(name string) ([]entry, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	at := io.ReaderAt(reopened(name))
	if !strings.HasSuffix(strings.ToLower(name), ".tar") {
		packed := f
		defer packed.Close()
		if f, err = unpacked(packed); err != nil {
			return nil, err
		}
		at = f // stays open
	} else {
		defer f.Close()
	}
	var all []entry
	for r := tar.NewReader(f); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, badArchive(err)
		}
		if len(all) == archiveEntries {
			return all, tooMany()
		}
		start, err := f.Seek(0, io.SeekCurrent)
		if err != nil {
			return all, err
		}
		e := entry{name: h.Name, size: h.Size, read: sectionContent(at, start, h.Size)}
		if !utf8.ValidString(e.name) {
			e.name = gbk(e.name)
		}
		if h.Typeflag == tar.TypeReg && !passedOver(e.name) {
			e.err = nested(e.name)
			all = append(all, e)
		}
	}
}

func unpacked(packed io.Reader) (*os.File, error) {
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
		var n int64
		if n, err = io.Copy(f, io.LimitReader(z, archiveExpanded+1)); n > archiveExpanded {
			err = &extract.Refusal{Reason: extract.TooLarge, Detail: fmt.Sprintf("the archive unpacks to more than %d bytes", int64(archiveExpanded))}
		} else if err != nil {
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

func sectionContent(at io.ReaderAt, start, size int64) content {
	return func(limit int64) ([]byte, error) {
		data, err := readLimited(io.NewSectionReader(at, start, size), limit)
		if err == nil && int64(len(data)) < size {
			err = badArchive(io.ErrUnexpectedEOF)
		}
		return data, err
	}
}

// readLimited reads all of r, and refuses more than limit bytes.
func readLimited(r io.Reader, limit int64) ([]byte, error) {
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(r, limit+1))
	switch {
	case n > limit:
		return nil, &extract.Refusal{Reason: extract.TooLarge, Detail: fmt.Sprintf("unpacks to more than %d bytes", limit)}
	case err != nil:
		return nil, badArchive(err)
	}
	return b.Bytes(), nil
}

func badArchive(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return err
	}
	return &extract.Refusal{Reason: extract.Corrupt, Detail: "archive: " + err.Error()}
}

func tooMany() error {
	return &extract.Refusal{Reason: extract.TooLarge, Detail: fmt.Sprintf("the archive has more than %d entries", archiveEntries)}
}

// nested refuses what would have to be unpacked in turn.
func nested(name string) error {
	lower := strings.ToLower(name)
	for _, ext := range []string{".rar", ".7z"} {
		if strings.HasSuffix(lower, ext) {
			return errNested
		}
	}
	if isArchive(name) {
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
