package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gongkai/pipeline/sink"
)

// ErrBusy means that another process is writing the dataset.
var ErrBusy = errors.New("another run is writing this dataset")

// manifest lists the parts of a snapshot.
type manifest struct {
	SchemaVersion string       `json:"schema_version"`
	ToolVersion   string       `json:"tool_version"`
	Partitions    []*partition `json:"partitions"`

	dir string // of the snapshot
}

const manifestName = "manifest.json"

// loadManifest reads the manifest of a snapshot; nil when there is none or
// when a part of it is not as it was written.
func loadManifest(dir string) *manifest {
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return nil
	}
	m := &manifest{dir: dir}
	if json.Unmarshal(data, m) != nil {
		return nil
	}
	for _, p := range m.Partitions {
		for _, file := range p.Parts {
			info, err := os.Stat(filepath.Join(dir, p.Dir, file.Name))
			if err != nil || info.Size() != file.Bytes {
				return nil
			}
		}
	}
	return m
}

// link makes p in dir from the same partition of the old snapshot, if its
// input was the same and the file system can.
func (m *manifest) link(p *partition, dir string) bool {
	if m == nil {
		return false
	}
	for _, old := range m.Partitions {
		if old.Dir != p.Dir || old.Digest != p.Digest {
			continue
		}
		if os.MkdirAll(filepath.Join(dir, p.Dir), 0o777) != nil {
			return false
		}
		for _, file := range old.Parts {
			name := filepath.Join(p.Dir, file.Name)
			if os.Link(filepath.Join(m.dir, name), filepath.Join(dir, name)) != nil {
				os.RemoveAll(filepath.Join(dir, p.Dir))
				return false
			}
		}
		p.Rows, p.Parts = old.Rows, old.Parts
		return true
	}
	return false
}

// snapshotID names a snapshot by the input of its parts.
func snapshotID(parts []*partition) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintln(h, p.Dir, p.Digest)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// dataset is an output folder.
type dataset struct{ dir string }

func (d dataset) path(elem ...string) string {
	return filepath.Join(append([]string{d.dir}, elem...)...)
}

// open makes the folders, takes the lock and clears what a killed run left.
func (d dataset) open() (unlock func() error, err error) {
	if err := os.MkdirAll(d.path(".cache", "units"), 0o777); err != nil {
		return nil, err
	}
	if unlock, err = lock(d.path(".lock")); err != nil {
		return nil, err
	}
	err = errors.Join(os.RemoveAll(d.path(".tmp")), os.MkdirAll(d.path(".tmp"), 0o777),
		os.MkdirAll(d.path("snapshots"), 0o777), removeMatching(d.path(".cache", "units", tempPrefix+"*")),
		removeMatching(d.path(".cache", tempPrefix+"*")), removeMatching(d.path(tempPrefix+"*")))
	if err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}

func removeMatching(pattern string) error {
	found, err := filepath.Glob(pattern)
	for _, path := range found {
		err = errors.Join(err, os.RemoveAll(path))
	}
	return err
}

// current returns the name of the committed snapshot, "" when there is none.
func (d dataset) current() string {
	target, err := os.Readlink(d.path("current"))
	if err != nil {
		return ""
	}
	return filepath.Base(target)
}

// commit moves the finished folder built among the snapshots and swaps current
// to it; it returns the snapshot's name. Until the swap nobody sees anything
// of it, and after it nothing of it is missing.
func (d dataset) commit(built, id, toolVersion string, parts []*partition) (string, error) {
	m := manifest{SchemaVersion: sink.SchemaVersion, ToolVersion: toolVersion, Partitions: parts}
	data, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return "", err
	}
	if err := writeFile(filepath.Join(built, manifestName), append(data, '\n')); err != nil {
		return "", err
	}
	if err := syncTree(built); err != nil {
		return "", err
	}
	name := id
	for n := 2; exists(d.path("snapshots", name)); n++ { // a full run makes the same snapshot again
		name = fmt.Sprintf("%s-%d", id, n)
	}
	if err := os.Rename(built, d.path("snapshots", name)); err != nil {
		return "", err
	}
	if err := syncDir(d.path("snapshots")); err != nil {
		return "", err
	}
	link := d.path(tempPrefix + "current")
	if err := os.Symlink(filepath.Join("snapshots", name), link); err != nil {
		return "", err
	}
	if err := os.Rename(link, d.path("current")); err != nil {
		return "", err
	}
	return name, syncDir(d.dir)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// syncTree makes the folders below dir last; the files in them already do.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		return syncDir(path)
	})
}

// sweep removes snapshots but the named ones, and unit files not in use.
func (d dataset) sweep(files []string, plan *Plan, keep ...string) error {
	wanted := make(map[string]bool)
	for _, name := range keep {
		wanted[d.path("snapshots", name)] = true
	}
	for _, path := range files {
		wanted[path] = true
	}
	for _, u := range plan.Units {
		wanted[d.path(".cache", "units", u.ID+".unit")] = true
	}
	var failed error
	for _, dir := range []string{d.path("snapshots"), d.path(".cache", "units")} {
		entries, err := os.ReadDir(dir)
		failed = errors.Join(failed, err)
		for _, e := range entries {
			if path := filepath.Join(dir, e.Name()); !wanted[path] {
				failed = errors.Join(failed, os.RemoveAll(path))
			}
		}
	}
	return errors.Join(failed, os.RemoveAll(d.path(".tmp")))
}
