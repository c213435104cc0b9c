package batch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

// Input is a file found, or a place that could not be looked into.
type Input struct {
	Path  string // as published
	Size  int64
	Stamp string         // changes when the file does, as far as the file system tells
	Hash  string         // document_id, once the bytes have been read
	Err   error          // why it cannot be read
	Known pipeline.Known // what a catalogue says of it

	kept   error  // why it cannot be read, when what was read of it before is kept
	from   string // the unit file that has that
	hidden bool   // it is below what cannot be listed

	file  string  // where that is, when Path does not say: the archive of an entry, a name that is no UTF-8
	read  content // of an entry of an archive, nil for a file
	entry int     // n for the n-th entry of an archive, from 1
}

// place is the path by which the system knows the file.
func (in *Input) place() string { return cmp.Or(in.file, in.Path) }

// List finds the files of paths, sorted and each once. A path is a file, a
// folder to be searched, a glob, or an archive of files. Within folders hidden
// files and folders are passed over, and so are a README.md, which describes
// the folder, the locks of office programs, the folder skip, and
// symbolic links that lead out of the folder, to folders or to the dataset. One
// that leads nowhere is an input that cannot be read. Only a path that a person
// named and that is not there is an error.
func List(ctx context.Context, paths []string, skip string) ([]Input, error) {
	l := lister{ctx: ctx, skip: absolute(skip), remotes: newRemotes()}
	var missing []error
	for _, p := range paths {
		if store.IsRemote(p) {
			missing = append(missing, l.remote(p))
			continue
		}
		roots, err := expand(p)
		if err != nil {
			missing = append(missing, err)
		}
		for _, root := range roots {
			l.add(root)
		}
	}
	if err := cmp.Or(ctx.Err(), errors.Join(missing...)); err != nil {
		return nil, err
	}
	return eachOnce(l.inputs), nil
}

// eachOnce sorts inputs by path and drops those that were found twice. Where
// two of one path are not the same (a file may be called like an entry of the
// archive beside it), both stay, under different names.
func eachOnce(inputs []Input) []Input {
	sort.Slice(inputs, func(i, j int) bool {
		a, b := &inputs[i], &inputs[j]
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.file, b.file), cmp.Compare(a.entry, b.entry)) < 0
	})
	inputs = slices.CompactFunc(inputs, func(a, b Input) bool { return a.Path == b.Path && a.file == b.file && a.entry == b.entry })
	for i := range inputs {
		if in := &inputs[i]; i > 0 && in.Path == inputs[i-1].Path {
			in.file = in.place()
		}
	}
	distinct(inputs, func(in *Input) *string { return &in.Path })
	sort.Slice(inputs, func(i, j int) bool { return inputs[i].Path < inputs[j].Path })
	return inputs
}

// named is an input of a path, published as printable text.
func named(path string) Input {
	path = filepath.Clean(path)
	in := Input{Path: sink.Printable(path)}
	if in.Path != path {
		in.file = path
	}
	return in
}

// expand resolves a glob; a name that exists is never taken for one.
func expand(path string) ([]string, error) {
	path, err := store.Local(path)
	if err != nil {
		return nil, err
	}
	_, err = os.Lstat(path)
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
	ctx     context.Context
	skip    string
	inputs  []Input
	remotes *remotes
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
		case l.ctx.Err() != nil:
			return l.ctx.Err()
		case err != nil:
			l.fail(name(path), err)
			return nil
		case path != root && hidden(d.Name()), d.IsDir() && l.isOut(d):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case d.Type()&fs.ModeSymlink != 0:
			inside, err := within(root, path)
			if err != nil {
				l.fail(name(path), fmt.Errorf("a symbolic link that leads nowhere: %s", cause(err)))
				return nil
			}
			if ours, _ := within(l.skip, path); !inside || ours && l.skip != "" {
				return nil
			}
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

// isOut reports whether a folder is that of the dataset, by whatever name or
// link either was reached.
func (l *lister) isOut(d fs.DirEntry) bool {
	out, err := os.Stat(l.skip)
	if l.skip == "" || err != nil {
		return false
	}
	info, err := d.Info()
	return err == nil && os.SameFile(out, info)
}

// within reports whether a symbolic link stays below root; one that leads
// nowhere is an error.
func within(root, path string) (bool, error) {
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return false, err
	}
	if root, err = filepath.EvalSymlinks(root); err != nil {
		return false, nil
	}
	rel, err := filepath.Rel(root, absoluteAs(root, target))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)), nil
}

// absoluteAs makes a path absolute where another is.
func absoluteAs(other, path string) string {
	if filepath.IsAbs(other) {
		return absolute(path)
	}
	return path
}

func (l *lister) file(path string, info fs.FileInfo) {
	in := named(path)
	in.Size, in.Stamp = info.Size(), stamp(info)
	if !info.Mode().IsRegular() {
		in.Err = notRegular(info.Mode())
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
	all, err := entries(l.ctx, in.place())
	if err == nil && len(all) == 0 {
		err = &extract.Refusal{Reason: extract.Empty, Detail: "an archive without files"}
	}
	if err != nil {
		in.Err = err
		l.inputs = append(l.inputs, in)
	}
	for i, e := range all {
		l.inputs = append(l.inputs, Input{Path: in.Path + archiveMark + e.name, file: in.place(), Size: e.size,
			Stamp: fmt.Sprintf("%s-%d", in.Stamp, i), Err: e.err, read: e.read, entry: i + 1})
	}
}

func (l *lister) fail(path string, err error) {
	in := named(path)
	in.Err = cause(err)
	l.inputs = append(l.inputs, in)
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
	return &extract.Refusal{Reason: extract.Unreadable, Detail: sink.Printable(cause(err).Error())}
}

// absolute is "" when there is nothing to resolve.
func absolute(path string) string {
	if path == "" || store.IsRemote(path) {
		return path
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	return abs
}
