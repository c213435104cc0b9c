package pipeline

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
)

// Version is the version of gongkai, published with every document.
const Version = "0.1.0"

// sources are those of this package and of the folders below it that decide what
// a file's rows are. The patterns take all but tests, which were 1.3
// megabytes of the program: *[^t].go what does not end as _test.go does, *[^s]t.go
// what ends so for one letter only, and so on. A folder has those that match there;
// TestIdentityIsWhole tells when one is missing.
//
//go:embed *[^t].go
//go:embed internal/meter/*[^t].go
//go:embed frame/*[^t].go
//go:embed clause/*[^t].go clause/*[^s]t.go
//go:embed facts/*[^t].go
//go:embed table/*[^t].go table/*[^s]t.go
//go:embed place/*[^t].go
//go:embed section/*[^t].go
//go:embed tag/*[^t].go tag/*[^s]t.go tag/*[^e]st.go
//go:embed figures/*[^t].go
//go:embed reconcile/*[^t].go
//go:embed diagnose/*[^t].go
//go:embed disclose/*[^t].go disclose/*[^s]t.go disclose/*.tsv
//go:embed sink/*[^t].go sink/*[^s]t.go
//go:embed delta/*[^t].go
//go:embed across/*[^t].go
//go:embed batch/*[^t].go batch/*[^s]t.go batch/*[^e]st.go batch/*[^t]est.go
//go:embed batch/internal/sevenzip/*[^t].go
//go:embed ocr/*[^t].go ocr/*[^s]t.go ocr/*.py
var sources embed.FS

// Identity names the program, as far as it decides what is said of a file: two
// programs of one identity make the same rows of the same file. It is a hash of
// the sources of the packages that read, tag, check and write, embedded in the
// program with their tables, and of the versions of the modules it is linked
// with. So a changed line of the tagger redoes everything, and a changed style
// sheet of the review pages nothing.
//
// Other ways were weighed. The hash of the executable changes with every style
// sheet, build flag and compiler, and reading it took longer than reading a small
// collection. A version or a generated digest goes stale in silence when
// somebody runs the program without the step that renews it. The revision in
// the build information is not there with go run or outside a checkout, and does
// not say what an uncommitted change touched. Sources cost two megabytes in the
// program and some milliseconds at the start, need no tool but Go, and cannot be
// other than those compiled. A module that go.mod or go.work replaces by a folder
// is known by the folder's name only; after a change in there, use --full. The PDF
// engine is left out for its size: the source beside it holds its checksum and
// refuses any other.
var Identity = sync.OnceValue(func() string {
	info, _ := debug.ReadBuildInfo()
	files, err := decidingFiles()
	if err != nil {
		// Embedded files are in memory and have no way to fail.
		return "unknown"
	}
	return identity(files, info)
})

// decidingFiles are the embedded sources and tables by their path in the
// repository, without tests. They are read where they are: copying them took as
// long as hashing them.
func decidingFiles() (map[string]*io.SectionReader, error) {
	files := make(map[string]*io.SectionReader)
	for folder, part := range map[string]fs.FS{"extract": extract.Sources, "nlp": nlp.Sources, "schema": schema.Sources, "pipeline": sources} {
		err := fs.WalkDir(part, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
				return err
			}
			f, err := part.Open(name)
			if err != nil {
				return err
			}
			info, err := f.Stat()
			if err != nil {
				return err
			}
			at, ok := f.(io.ReaderAt)
			if !ok {
				return fmt.Errorf("%s: not embedded", name)
			}
			files[path.Join(folder, name)] = io.NewSectionReader(at, 0, info.Size())
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// identity hashes files and the modules of a build.
func identity(files map[string]*io.SectionReader, info *debug.BuildInfo) string {
	h, buffer := sha256.New(), make([]byte, 32<<10)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintln(h, name, files[name].Size())
		_, _ = io.CopyBuffer(h, struct{ io.Reader }{files[name]}, buffer) // neither fails
	}
	if info != nil {
		fmt.Fprintln(h, info.GoVersion)
		for _, m := range info.Deps {
			for ; m != nil; m = m.Replace {
				fmt.Fprintln(h, m.Path, m.Version, m.Sum)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
