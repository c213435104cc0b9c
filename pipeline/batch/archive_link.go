package batch

import (
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"gongkai/extract"
)

// links are the entries of an archive that are other names of its files. Programs that
// pack a folder store a file of two names once, so what is only a name is as much an input as
// the file, and taken off the account like one. Names are those of the archive, not those
// that are published.
type links struct {
	u        *unpacking
	files    map[string]entry
	symbolic []symbolic
}

// symbolic is an entry that names another by its path.
type symbolic struct{ from, to, name string }

func newLinks(u *unpacking) *links { return &links{u: u, files: make(map[string]entry)} }

// file notes a file; of several of one name the last is what later links mean.
func (l *links) file(name string, e entry) { l.files[path.Clean(name)] = e }

// hard is a second name of a file before it. One that names no file is an entry that
// cannot be read.
func (l *links) hard(from, to string, e entry) entry {
	target, ok := l.files[path.Clean(to)]
	if !ok {
		target.err = badArchive(errors.New("a link to no file of the archive"))
	}
	target = l.again(target, e.name)
	l.file(from, target)
	return target
}

// again is a file under another name.
func (l *links) again(e entry, name string) entry {
	if e.name = name; e.err == nil {
		if l.u.left -= e.size; l.u.left < 0 {
			e.err = expandsTooFar(l.u.may)
		}
	}
	return e
}

// note keeps a symbolic link until all files are known.
func (l *links) note(from, to, name string) {
	l.symbolic = append(l.symbolic, symbolic{from, to, name})
}

// follow adds what symbolic links lead to, as in folders: those that lead out of the
// archive or to a folder are passed over, one that leads nowhere cannot be read.
func (l *links) follow(all []entry) []entry {
	if len(l.symbolic) == 0 {
		return all
	}
	names := slices.Sorted(maps.Keys(l.files))
	for _, s := range l.symbolic {
		to := path.Join(path.Dir(s.from), s.to)
		if path.IsAbs(s.to) || to == ".." || strings.HasPrefix(to, "../") || isFolder(names, to) {
			continue
		}
		target, ok := l.files[to]
		if !ok {
			target = entry{err: &extract.Refusal{Reason: extract.Unreadable, Detail: "a symbolic link that leads nowhere"}}
		}
		all = append(all, l.again(target, s.name))
	}
	return all
}

// isFolder reports whether some of sorted names lie below one.
func isFolder(sorted []string, name string) bool {
	i, _ := slices.BinarySearch(sorted, name+"/")
	return name == "." || i < len(sorted) && strings.HasPrefix(sorted[i], name+"/")
}
