// Package gongkai knows what the program is made of, as far as that decides
// what it says of a file.
//
// Results are kept between runs under the name of the program that made them.
// That name, [Identity], is a hash of the sources of the packages that read,
// tag, check and write, embedded in the program, and of the versions of the
// modules it is linked with. So a changed line of the tagger redoes everything, and
// a changed style sheet of the review pages nothing.
//
// Other ways were weighed. The hash of the executable changes with every style
// sheet, build flag and compiler, and reading it took longer than reading a small
// collection. A version or a generated digest goes stale in silence when
// somebody runs the program without the step that renews it. The revision in
// the build information is not there with go run or outside a checkout, and does
// not say what an uncommitted change touched. Sources cost two megabytes in the
// program and some milliseconds at the start, need no tool but Go, and cannot be
// other than those compiled. A module that go.mod or go.work replaces by a folder
// is known by the folder's name only; after a change in there, use --full.
package gongkai

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"runtime/debug"
	"strings"
	"sync"
)

// sources are the packages that decide what a file's rows are, with the tables
// they embed. The PDF engine is left out for its size: the source beside it holds
// its checksum and refuses any other.
//
//go:embed extract/*.go extract/internal/*/*.go nlp/*.go nlp/*.gz schema/*.go schema/*.tsv schema/*.tsv.gz
//go:embed pipeline/*.go pipeline/tag/*.go pipeline/reconcile/*.go pipeline/sink/*.go
var sources embed.FS

// Identity names the program: two programs of one identity make the same rows
// of the same file.
var Identity = sync.OnceValue(func() string {
	info, _ := debug.ReadBuildInfo()
	id, err := identity(sources, info)
	if err != nil {
		// Embedded files are in memory and have no way to fail.
		return "unknown"
	}
	return id
})

// identity hashes all files but tests, and the modules of a build.
func identity(files fs.FS, info *debug.BuildInfo) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		fmt.Fprintln(h, path, len(data))
		h.Write(data)
		return nil
	})
	if info != nil {
		fmt.Fprintln(h, info.GoVersion)
		for _, m := range info.Deps {
			for ; m != nil; m = m.Replace {
				fmt.Fprintln(h, m.Path, m.Version, m.Sum)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)), err
}
