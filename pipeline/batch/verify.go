package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

// Verified is what a look at a whole dataset found.
type Verified struct {
	Snapshot string
	Files    int   // looked at
	Bytes    int64 // of them
	Damaged  []Damage
}

// Damage is a file that is not as it was written.
type Damage struct {
	File string // in the dataset
	What string
}

// Verify reads every byte of a dataset that a run or a reader may use, and
// compares it with its hash, or with what it would be written as: the manifest of the current
// snapshot, its parts, what else lies among them, versions with their parts and Delta logs, and
// what is kept for the next run. It changes nothing,
// but that a run after damage was found believes no file for its times. The error is about the storage, or there is no dataset.
func Verify(ctx context.Context, out string) (*Verified, error) {
	d, err := openDataset(out)
	if err != nil {
		return nil, err
	}
	if err := d.ownCurrent(); err != nil {
		return nil, err
	}
	was, err := d.base(ctx)
	if err == nil && was.name == "" {
		err = errors.New("no dataset is there")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", out, err)
	}
	v := &verifier{ctx, d, &Verified{Snapshot: was.name}, make(map[string]sink.Part)}
	err = errors.Join(v.snapshot(was.name), v.versions(), v.kept())
	if len(v.found.Damaged) > 0 {
		_ = d.store.Remove(ctx, memoName) // the next run looks at all, whatever the storage says of its files
	}
	return v.found, errors.Join(err, ctx.Err())
}

type verifier struct {
	ctx   context.Context
	data  dataset
	found *Verified
	parts map[string]sink.Part // of the current snapshot, by where they are
}

// note counts a file, and remembers what is wrong with it.
func (v *verifier) note(name string, bytes int64, err error) {
	v.found.Files++
	v.found.Bytes += bytes
	if err != nil {
		v.found.Damaged = append(v.found.Damaged, Damage{name, strings.TrimPrefix(err.Error(), name+": ")})
	}
}

func (v *verifier) snapshot(name string) error {
	dir := path.Join("snapshots", name)
	m, err := v.data.readManifest(v.ctx, name)
	v.note(path.Join(dir, manifestName), 0, err)
	if err != nil {
		return nil // without it nothing is known of the parts
	}
	listed := map[string]bool{path.Join(dir, manifestName): true}
	for _, p := range m.Partitions {
		for _, part := range p.Parts {
			name := path.Join(dir, p.Dir, part.Name)
			listed[name], v.parts[name] = true, part
			v.note(name, part.Bytes, v.data.holdsPart(v.ctx, name, part))
		}
	}
	for info, err := range v.data.store.List(v.ctx, dir+"/") {
		if err != nil {
			return err
		}
		if !listed[info.Name] {
			v.note(info.Name, 0, errors.New("not of this snapshot, and read by who reads all files"))
		}
	}
	return nil
}

// versions looks at the parts of all versions that are kept, each once.
func (v *verifier) versions() error {
	numbers, err := v.data.versions(v.ctx)
	if err != nil {
		return err
	}
	seen := make(map[string]bool) // what is another name of a file of the current snapshot has been looked at
	for _, n := range numbers {
		version, err := v.data.readVersion(v.ctx, n)
		if v.note(versionName(n), 0, err); err != nil {
			continue
		}
		for i := range version.Parts {
			p := &version.Parts[i]
			if name := p.place(); !seen[name] {
				seen[name] = true
				if of := path.Join("snapshots", v.found.Snapshot, p.Dir, p.File.Name); v.parts[of] == p.File && v.data.linked(of, name) {
					continue
				}
				v.note(name, p.File.Bytes, v.data.holdsPart(v.ctx, name, p.File))
			}
		}
	}
	return v.logs(numbers)
}

// kept looks at what runs keep for the next.
func (v *verifier) kept() error {
	for _, name := range []string{hashesName, packingName, memoName} {
		data, err := store.ReadAll(v.ctx, v.data.store, name, 1<<40)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if _, whole := unseal(data); err == nil && !whole {
			err = errDamaged
		}
		v.note(name, int64(len(data)), err)
	}
	for info, err := range v.data.store.List(v.ctx, plansDir) {
		if err != nil {
			return err
		}
		v.note(info.Name, info.Size, v.plan(info.Name))
	}
	for info, err := range v.data.store.List(v.ctx, unitsDir) {
		if err != nil {
			return err
		}
		if err := v.data.holdsUnit(v.ctx, info.Name); !errors.Is(err, fs.ErrNotExist) { // a run may be sweeping
			v.note(info.Name, info.Size, err)
		}
	}
	return nil
}

func (v *verifier) plan(name string) error {
	if path.Ext(name) == ".reduce" {
		return verifyReducePlan(v.ctx, v.data, name)
	}
	f, err := openPlan(v.ctx, v.data.store, name)
	if err != nil {
		return err
	}
	return f.load(v.ctx, new(job))
}
