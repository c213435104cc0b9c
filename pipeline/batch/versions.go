package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/pipeline/delta"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

// History: each snapshot that becomes current is a version, numbered from 0.
//
//	OUT/versions/N.json                what version N holds, made only where there is none
//	OUT/delta/TABLE/                   parts named by content, of all versions that are kept
//	OUT/delta/TABLE/_delta_log/N.json  version N of the table, in the Delta format
//
// One number means one version of all tables together. The parts are hard links
// to those of the snapshots, so what has not changed is there once. A version is told
// after current has been swapped to it, first by its own file, then by the logs: who is
// killed in between leaves nothing that was not current, and the next commit tells
// the rest before it does anything else.
const (
	versionsDir = "versions/"
	deltaDir    = "delta/"
)

// Version is one state of a dataset.
type Version struct {
	Number   int64            `json:"version"`
	Snapshot string           `json:"snapshot"`
	At       time.Time        `json:"at"` // when it became current
	Schema   string           `json:"schema_version"`
	Tool     string           `json:"tool_version"`
	Rows     map[string]int64 `json:"rows"` // by table; of documents one for each input file
	Parts    []VersionPart    `json:"parts"`
	SHA256   string           `json:"sha256,omitempty"` // of this with none
}

// VersionPart is a file of a version.
type VersionPart struct {
	Table string    `json:"table"`
	Dir   string    `json:"dir"` // of its partition, below a snapshot
	Year  int32     `json:"year"`
	File  sink.Part `json:"file"`
}

// path is where the part lies below its table.
func (p *VersionPart) path() string {
	name := strings.TrimSuffix(p.File.Name, ".parquet") + "-" + p.File.SHA256[:min(16, len(p.File.SHA256))] + ".parquet"
	return path.Join(strings.TrimPrefix(strings.TrimPrefix(p.Dir, p.Table), "/"), name)
}

// place is where it lies in the dataset.
func (p *VersionPart) place() string { return path.Join(deltaDir, p.Table, p.path()) }

func versionName(n int64) string { return fmt.Sprintf("%s%020d.json", versionsDir, n) }

// versionOf describes a snapshot; false for one of a tool that kept no rows of parts.
func versionOf(m *manifest) (v *Version, ok bool) {
	v = &Version{Snapshot: path.Base(m.dir), Schema: m.SchemaVersion, Tool: m.ToolVersion, Rows: make(map[string]int64)}
	for _, p := range m.Partitions {
		left := p.Rows
		for _, part := range p.Parts {
			if left -= part.Rows; part.Rows > 0 { // an empty one is for who only reads files
				v.Parts = append(v.Parts, VersionPart{p.Table, p.Dir, yearIn(p.Dir), part})
			}
		}
		if left != 0 {
			return nil, false
		}
		v.Rows[p.Table] += p.Rows
	}
	return v, true
}

// yearIn is the year that a partition's folder names, 0 where it names none.
func yearIn(dir string) int32 {
	_, year, _ := strings.Cut(path.Base(dir), "year=")
	n, _ := strconv.ParseInt(year, 10, 32)
	return int32(n)
}

// same reports whether two versions hold the same.
func (v *Version) same(other *Version) bool {
	return v.Schema == other.Schema && slices.Equal(v.Parts, other.Parts)
}

// versions lists the numbers of the versions that are kept, in order.
func (d dataset) versions(ctx context.Context) (all []int64, err error) {
	for info, err := range d.store.List(ctx, versionsDir) {
		if err != nil {
			return nil, err
		}
		n, err := strconv.ParseInt(strings.TrimSuffix(path.Base(info.Name), ".json"), 10, 64)
		if err == nil && info.Name == versionName(n) {
			all = append(all, n)
		}
	}
	slices.Sort(all)
	return all, nil
}

func (d dataset) readVersion(ctx context.Context, n int64) (*Version, error) {
	data, err := store.ReadAll(ctx, d.store, versionName(n), math.MaxInt64)
	if err != nil {
		return nil, err
	}
	v := new(Version)
	if err := json.Unmarshal(data, v); err != nil || v.Number != n || !v.asWritten(data) {
		return nil, fmt.Errorf("%s: %w: to begin the history anew remove %s and %s", versionName(n), errDamaged, versionsDir, deltaDir)
	}
	return v, nil
}

// tell makes the snapshot that is current a version, if it is none yet, and
// completes the logs of the last.
func (d dataset) tell(ctx context.Context, snapshot string, now time.Time) error {
	m, err := d.readManifest(ctx, snapshot)
	if err != nil {
		return err
	}
	told, ok := versionOf(m)
	if !ok {
		return nil
	}
	told.At = now.UTC().Truncate(time.Millisecond)
	numbers, err := d.versions(ctx)
	if err != nil {
		return err
	}
	var last, before *Version
	if len(numbers) == 0 {
		err = d.removeIf(ctx, deltaDir, func(string) bool { return true }) // of a history that was removed
	} else {
		last, err = d.readVersion(ctx, numbers[len(numbers)-1])
	}
	if err == nil && len(numbers) > 1 && last.same(told) {
		before, err = d.readVersion(ctx, numbers[len(numbers)-2])
	}
	for err == nil && (last == nil || !last.same(told)) {
		if before, told.Number = last, 0; last != nil {
			told.Number = last.Number + 1
		}
		last, err = d.createVersion(ctx, told)
	}
	if err != nil {
		return err
	}
	return d.log(ctx, snapshot, before, last)
}

// createVersion makes a version's file, and returns the one that is there: another
// process may have told the same, or a later one.
func (d dataset) createVersion(ctx context.Context, v *Version) (*Version, error) {
	data, err := v.encode()
	if err != nil {
		return nil, err
	}
	err = d.store.Create(ctx, versionName(v.Number), func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if errors.Is(err, fs.ErrExist) {
		return d.readVersion(ctx, v.Number)
	}
	made := *v
	return &made, err
}

// log gives the parts of a version their places, from a snapshot that has them, then
// writes the logs that are not there. before is the version before, nil for the first.
func (d dataset) log(ctx context.Context, snapshot string, before, v *Version) error {
	for i := range v.Parts {
		if err := d.keepPart(ctx, snapshot, &v.Parts[i]); err != nil {
			return err
		}
	}
	for _, t := range sink.Tables() {
		name := path.Join(deltaDir, t.Name, delta.LogName(v.Number))
		if _, err := d.store.Stat(ctx, name); !errors.Is(err, fs.ErrNotExist) {
			if err != nil {
				return err
			}
			continue
		}
		data, err := v.commit(t, before)
		if err != nil {
			return err
		}
		err = d.store.Create(ctx, name, func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		})
		if err != nil && !errors.Is(err, fs.ErrExist) { // another told the same
			return err
		}
	}
	return nil
}

// keepPart gives a part of a snapshot its place in the history, unless it is there.
func (d dataset) keepPart(ctx context.Context, snapshot string, p *VersionPart) error {
	from := path.Join("snapshots", snapshot, p.Dir, p.File.Name)
	there, err := d.store.Stat(ctx, p.place())
	if d.dir == "" {
		if err == nil && there.Size == p.File.Bytes {
			return nil
		}
		return d.store.Link(ctx, from, p.place())
	}
	if d.linked(from, p.place()) || err == nil && d.holdsPart(ctx, p.place(), p.File) == nil {
		return nil
	}
	if d.store.Link(ctx, from, p.place()) == nil {
		return nil
	}
	return copyFile(d.path(from), d.path(p.place())) // no links here
}

// linked reports whether two names in a folder are of one file.
func (d dataset) linked(one, other string) bool {
	if d.dir == "" {
		return false
	}
	a, err := os.Stat(d.path(one))
	b, err2 := os.Stat(d.path(other))
	return err == nil && err2 == nil && os.SameFile(a, b)
}

// commit is the version of one table.
func (v *Version) commit(t sink.Table, before *Version) ([]byte, error) {
	c := delta.Commit{Table: t, Time: v.At, Tool: "gongkai " + v.Tool, Columns: before == nil || before.Schema != v.Schema}
	now, was := v.files(t.Name), before.files(t.Name)
	c.Added, c.Removed = without(now, was), without(was, now)
	return c.Encode()
}

// without lists the files that are not among others.
func without(files, others []delta.File) (left []delta.File) {
	among := make(map[delta.File]bool, len(others))
	for _, f := range others {
		among[f] = true
	}
	for _, f := range files {
		if !among[f] {
			left = append(left, f)
		}
	}
	return left
}

// files are the parts of a table.
func (v *Version) files(table string) (all []delta.File) {
	if v == nil {
		return nil
	}
	for i := range v.Parts {
		if p := &v.Parts[i]; p.Table == table {
			all = append(all, delta.File{Path: p.path(), Bytes: p.File.Bytes, Rows: p.File.Rows, Year: p.Year})
		}
	}
	return all
}

// Keep says which versions stay: the last so many, and those younger than an age.
// The zero Keep is DefaultVersions.
type Keep struct {
	Versions int
	Age      time.Duration
}

// DefaultVersions is how many versions are kept when nobody says.
const DefaultVersions = 10

// forgetVersions removes the versions that are not to be kept, and the parts that no other
// has. The current one always stays.
func (d dataset) forgetVersions(ctx context.Context, keep Keep, now time.Time) error {
	numbers, err := d.versions(ctx)
	if err != nil {
		return err
	}
	if keep == (Keep{}) {
		keep.Versions = DefaultVersions
	}
	older := numbers[:max(len(numbers)-max(keep.Versions, 1), 0)]
	var gone []*Version
	for _, n := range older {
		v, err := d.readVersion(ctx, n)
		if err != nil {
			return err
		}
		if now.Sub(v.At) < keep.Age {
			break
		}
		gone = append(gone, v)
	}
	if len(gone) == 0 {
		return nil
	}
	used := make(map[string]bool)
	for _, n := range numbers[len(gone):] {
		v, err := d.readVersion(ctx, n)
		if err != nil {
			return err
		}
		for i := range v.Parts {
			used[v.Parts[i].place()] = true
		}
	}
	return d.removeVersions(ctx, gone, used)
}

// goneSuffix names the file of a version that is being removed: it is none any more, and
// its parts may be there in part.
const goneSuffix = ".gone"

// removeVersions removes versions, and the parts of them that are not used, also of
// those that an earlier commit was killed over.
func (d dataset) removeVersions(ctx context.Context, gone []*Version, used map[string]bool) error {
	for _, v := range gone {
		data, err := v.encode()
		if err != nil {
			return err
		}
		name := versionName(v.Number)
		if err := store.PutBytes(ctx, d.store, name+goneSuffix, data); err != nil {
			return err
		}
		if err := d.store.Remove(ctx, name); err != nil {
			return err
		}
	}
	for info, err := range d.store.List(ctx, versionsDir) {
		if err != nil {
			return err
		}
		if !strings.HasSuffix(info.Name, goneSuffix) {
			continue
		}
		if err := d.removeParts(ctx, info.Name, used); err != nil {
			return err
		}
	}
	return nil
}

// removeParts removes the parts of a version that is gone, then what is left of it.
func (d dataset) removeParts(ctx context.Context, name string, used map[string]bool) error {
	data, err := store.ReadAll(ctx, d.store, name, math.MaxInt64)
	if err != nil {
		return err
	}
	var v Version
	if json.Unmarshal(data, &v) != nil || !v.asWritten(data) {
		if d.dir != "" { // elsewhere another commit may be adding parts
			err = d.removeIf(ctx, deltaDir, func(part string) bool { return path.Ext(part) == ".parquet" && !used[part] })
		}
		return errors.Join(err, d.store.Remove(ctx, name))
	}
	for i := range v.Parts {
		if part := v.Parts[i].place(); !used[part] {
			if err := d.store.Remove(ctx, part); err != nil {
				return err
			}
		}
	}
	return d.store.Remove(ctx, name)
}

// Log lists the versions of the dataset at a path that are kept, the oldest first.
func Log(ctx context.Context, out string) (all []*Version, err error) {
	d, err := openDataset(out)
	if err != nil {
		return nil, err
	}
	numbers, err := d.versions(ctx)
	if err == nil && len(numbers) == 0 {
		err = errors.New("no version is there")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", out, err)
	}
	for _, n := range numbers {
		v, err := d.readVersion(ctx, n)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", out, err)
		}
		all = append(all, v)
	}
	return all, nil
}

// Changed tells what a version has that the one before has not, and the other way
// round: parts, and their bytes.
func (v *Version) Changed(before *Version) (added, removed int, written int64) {
	was := make(map[string]bool)
	if before != nil {
		for i := range before.Parts {
			was[before.Parts[i].place()] = true
		}
	}
	stays := 0
	for i := range v.Parts {
		if was[v.Parts[i].place()] {
			stays++
			continue
		}
		added, written = added+1, written+v.Parts[i].File.Bytes
	}
	return added, len(was) - stays, written
}
