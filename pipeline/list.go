package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/extract"
)

// Input is a file found, or a place that could not be looked into.
type Input struct {
	Path  string
	Size  int64
	Stamp string // changes when the file does, as far as the file system tells
	Hash  string // document_id, once the bytes have been read
	Err   error  // why it cannot be read
	Known Known  // what a catalogue says of it

	read content // of an entry of an archive, nil for a file
}

// data reads the bytes of an input.
func (in *Input) data(limit int64) ([]byte, error) {
	if in.read != nil {
		return in.read(limit)
	}
	return os.ReadFile(in.Path)
}

// List finds the files of paths, sorted and each once. A path is a file, a
// folder to be searched, a glob, or an archive of files. Within folders hidden
// files and folders are passed over, and so are a README.md, which describes
// the folder, the locks of office programs, the folder skip, and
// symbolic links that lead out of the folder or to folders. Only a path that a
// person named and that is not there is an error.
func List(paths []string, skip string) ([]Input, error) {
	l := lister{skip: absolute(skip)}
	var missing []error
	for _, p := range paths {
		roots, err := expand(p)
		if err != nil {
			missing = append(missing, err)
		}
		for _, root := range roots {
			l.add(root)
		}
	}
	if len(missing) > 0 {
		return nil, errors.Join(missing...)
	}
	slices.SortFunc(l.inputs, func(a, b Input) int { return strings.Compare(a.Path, b.Path) })
	return slices.CompactFunc(l.inputs, func(a, b Input) bool { return a.Path == b.Path }), nil
}

// expand resolves a glob; a name that exists is never taken for one.
func expand(path string) ([]string, error) {
	_, err := os.Lstat(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return []string{path}, nil
	}
	if !strings.ContainsAny(path, "*?[") {
		return nil, fmt.Errorf("%s: no such file or folder", path)
	}
	found, err := filepath.Glob(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s: matches no file", path)
	}
	return found, nil
}

type lister struct {
	skip   string
	inputs []Input
}

func (l *lister) add(root string) {
	info, err := os.Stat(root)
	if err != nil {
		l.fail(root, err)
		return
	}
	if !info.IsDir() {
		l.file(root, info)
		return
	}
	if resolved, err := filepath.EvalSymlinks(root); err == nil && resolved != filepath.Clean(root) {
		l.walk(resolved, func(p string) string { return filepath.Join(root, strings.TrimPrefix(p, resolved)) })
		return
	}
	l.walk(root, func(p string) string { return p })
}

// walk searches a folder; name gives the path a found one is published under.
func (l *lister) walk(root string, name func(string) string) {
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			l.fail(name(path), err)
			return nil
		case path != root && hidden(d.Name()), d.IsDir() && l.skip != "" && absolute(path) == l.skip:
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case d.Type()&fs.ModeSymlink != 0 && !within(root, path):
			return nil
		}
		info, err := os.Stat(path)
		if err != nil {
			l.fail(name(path), err)
		} else if !info.IsDir() {
			l.file(name(path), info)
		}
		return nil
	})
}

// hidden reports names that are never reports: dotfiles, the owner files of
// office programs and the description of a folder.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.EqualFold(name, "README.md")
}

// within reports whether a symbolic link stays below root.
func within(root, path string) bool {
	root, err := filepath.EvalSymlinks(root)
	if err != nil {
		return false
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(root, target)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func (l *lister) file(path string, info fs.FileInfo) {
	in := Input{Path: filepath.Clean(path), Size: info.Size(), Stamp: stamp(info)}
	if !info.Mode().IsRegular() {
		in.Err = errors.New("not a regular file")
	}
	if in.Err == nil && isArchive(path) {
		l.archive(in)
		return
	}
	l.inputs = append(l.inputs, in)
}

// archive adds what is in an archive; one that cannot be listed to its end is
// itself an input that cannot be read.
func (l *lister) archive(in Input) {
	all, err := entries(in.Path)
	if err != nil {
		in.Err = err
		l.inputs = append(l.inputs, in)
	}
	for i, e := range all {
		l.inputs = append(l.inputs, Input{Path: in.Path + archiveMark + e.name, Size: e.size,
			Stamp: fmt.Sprintf("%s-%d", in.Stamp, i), Err: e.err, read: e.read})
	}
}

func (l *lister) fail(path string, err error) {
	l.inputs = append(l.inputs, Input{Path: filepath.Clean(path), Err: cause(err)})
}

// cause strips the path that an error of os repeats.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func unreadable(err error) error {
	var refusal *extract.Refusal
	if errors.As(err, &refusal) {
		return refusal
	}
	return &extract.Refusal{Reason: extract.Unreadable, Detail: cause(err).Error()}
}

// absolute is "" when there is nothing to resolve.
func absolute(path string) string {
	if path == "" {
		return ""
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	return abs
}
