package batch

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"math"
	"path"
	"slices"
	"sort"
	"strings"
	"time"

	"gongkai/pipeline"
	"gongkai/pipeline/delta"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

// The history says everything twice: a version lists its parts, and the Delta logs add up
// to the same. So of the two, one that is damaged is made from the other. A part that only
// versions before the current one have cannot be made again: the versions that hold it are
// forgotten, so that nobody takes it for what it was.

// history is what versions and logs say.
type history struct {
	job  *job
	last int64
	kept map[int64]*Version
	logs map[string][]logged // by table, up to the last version
}

// logged is a version of a table's log, nil where it cannot be read.
type logged struct {
	data   []byte
	commit *delta.Commit
}

// mendHistory makes damaged versions and logs again.
func (j *job) mendHistory(ctx context.Context) error {
	h := &history{job: j, kept: make(map[int64]*Version)}
	numbers, err := j.data.versions(ctx)
	if err != nil || len(numbers) == 0 {
		return err
	}
	if err := h.read(ctx, numbers[len(numbers)-1]); err != nil {
		return err
	}
	for _, n := range numbers {
		if err := h.version(ctx, n); err != nil {
			return err
		}
	}
	for _, t := range sink.Tables() {
		if err := h.mendLog(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// read reads the logs up to a version.
func (h *history) read(ctx context.Context, last int64) error {
	h.last, h.logs = last, make(map[string][]logged)
	for _, t := range sink.Tables() {
		for n := range last + 1 {
			data, err := store.ReadAll(ctx, h.job.data.store, path.Join(deltaDir, t.Name, delta.LogName(n)), math.MaxInt64)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			one := logged{data: data}
			if c, _, err := delta.Read(t, data); err == nil && len(data) > 0 {
				one.commit = c
			}
			h.logs[t.Name] = append(h.logs[t.Name], one)
		}
	}
	return nil
}

// version takes a version in; one that is damaged is made from the logs, or forgotten.
func (h *history) version(ctx context.Context, n int64) error {
	v, err := h.job.data.readVersion(ctx, n)
	if err == nil || !errors.Is(err, errDamaged) {
		h.kept[n] = v
		return err
	}
	v = h.fromLogs(ctx, n)
	if v == nil {
		h.job.Log.Warn("damaged, forgotten", "file", versionName(n), "error", err)
		return h.drop(ctx, n)
	}
	h.job.mends(versionName(n), err)
	data, err := v.encode()
	if err != nil {
		return err
	}
	h.kept[n] = v
	return store.PutBytes(ctx, h.job.data.store, versionName(n), data)
}

// drop forgets a version of which nothing is known; the last is told again, logs and all.
func (h *history) drop(ctx context.Context, n int64) error {
	d := h.job.data
	if n == h.last {
		for _, t := range sink.Tables() {
			if err := d.store.Remove(ctx, path.Join(deltaDir, t.Name, delta.LogName(n))); err != nil {
				return err
			}
			h.logs[t.Name] = h.logs[t.Name][:n]
		}
		h.last--
	}
	// what is not known of a version that is gone has its parts swept by what others hold
	if err := store.PutBytes(ctx, d.store, versionName(n)+goneSuffix, nil); err != nil {
		return err
	}
	return d.store.Remove(ctx, versionName(n))
}

// fromLogs is a version as the logs have it, nil where they do not add up or a part is gone.
func (h *history) fromLogs(ctx context.Context, n int64) *Version {
	v := &Version{Number: n, At: h.time(n), Schema: sink.SchemaVersion, Tool: strings.TrimPrefix(h.tool(n), "gongkai "), Rows: make(map[string]int64)}
	for _, t := range sink.Tables() {
		now := tableNow{files: make(map[string]delta.File)}
		for _, one := range h.logs[t.Name][:n+1] {
			if one.commit == nil || now.follow(t, one.data) != nil {
				return nil
			}
		}
		if !now.known {
			return nil // of another schema
		}
		for _, f := range now.files {
			p, err := h.job.data.partOf(ctx, t.Name, f)
			if err != nil {
				return nil
			}
			v.Rows[t.Name] += f.Rows
			v.Parts = append(v.Parts, p)
		}
		if _, ok := v.Rows[t.Name]; !ok && t.Name != "blocks" {
			v.Rows[t.Name] = 0
		}
	}
	sort.Slice(v.Parts, func(i, j int) bool {
		a, b := &v.Parts[i], &v.Parts[j]
		return cmp.Or(cmp.Compare(a.Dir, b.Dir), cmp.Compare(a.File.Name, b.File.Name)) < 0
	})
	if m, err := h.job.data.readManifest(ctx, h.job.data.current(ctx)); err == nil {
		if told, ok := versionOf(m); ok && told.same(v) {
			v.Snapshot, v.Rows = told.Snapshot, told.Rows
		}
	}
	return v
}

// partOf is a file of a log as versions tell it. Its name has the beginning of its hash.
func (d dataset) partOf(ctx context.Context, table string, f delta.File) (VersionPart, error) {
	dir, name := path.Split(f.Path)
	stem, begins, _ := cutLast(strings.TrimSuffix(name, ".parquet"), "-")
	p := VersionPart{Table: table, Dir: path.Join(table, dir), Year: f.Year, File: sink.Part{Name: stem + ".parquet", Bytes: f.Bytes, Rows: f.Rows}}
	var err error
	if p.File.SHA256, err = d.hashOf(ctx, path.Join(deltaDir, table, f.Path), 0, f.Bytes); err == nil && !strings.HasPrefix(p.File.SHA256, begins) {
		err = errDamaged
	}
	return p, err
}

func cutLast(s, sep string) (before, after string, found bool) {
	if at := strings.LastIndex(s, sep); at >= 0 {
		return s[:at], s[at+len(sep):], true
	}
	return s, "", false
}

// time is when a version was, as most of those who tell it say.
func (h *history) time(n int64) time.Time {
	if v := h.kept[n]; v != nil {
		return v.At
	}
	said, most := make(map[int64]int), int64(0)
	for _, logs := range h.logs {
		if c := logs[n].commit; c != nil {
			said[c.Time.UnixMilli()]++
		}
	}
	for _, at := range slices.Sorted(maps.Keys(said)) {
		if said[at] > said[most] {
			most = at
		}
	}
	return time.UnixMilli(most).UTC()
}

// tool is what wrote a version.
func (h *history) tool(n int64) string {
	for _, t := range sink.Tables() {
		if c := h.logs[t.Name][n].commit; c != nil {
			return c.Tool
		}
	}
	return ""
}

// mendLog makes the damaged versions of a table's log again.
func (h *history) mendLog(ctx context.Context, t sink.Table) error {
	now := tableNow{files: make(map[string]delta.File)}
	for n, one := range h.logs[t.Name] {
		n := int64(n)
		if n == h.last && len(one.data) == 0 {
			return nil // whoever told it was killed, and the next commit tells the rest
		}
		before := tableNow{maps.Clone(now.files), now.at, now.known}
		err := now.follow(t, one.data)
		if len(one.data) == 0 || err == nil && !now.at.Equal(h.time(n)) {
			err = errDamaged
		}
		if v := h.kept[n]; err == nil && v != nil {
			err = v.agrees(t, h.kept[n-1], one.data, &now)
		}
		if err == nil {
			continue
		}
		name := path.Join(deltaDir, t.Name, delta.LogName(n))
		h.job.mends(name, err)
		data, err := h.logAgain(t, n, &before)
		if err == nil {
			now = before
			err = now.follow(t, data)
		}
		if err == nil {
			err = store.PutBytes(ctx, h.job.data.store, name, data)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// logAgain is the log of a version that comes after a state of the table.
func (h *history) logAgain(t sink.Table, n int64, before *tableNow) ([]byte, error) {
	v, was := h.kept[n], h.kept[n-1]
	if v != nil && (n == 0 || was != nil) {
		return v.commit(t, was)
	}
	known := n
	for ; h.kept[known] == nil; known++ {
		if known > h.last {
			return nil, errDamaged
		}
	}
	v = h.kept[known]
	after := h.filesAfter(t, n, known)
	c := delta.Commit{Table: t, Time: h.time(n), Tool: h.tool(n), Columns: n == 0 || !before.known && v.Schema == sink.SchemaVersion}
	if n == known {
		c.Tool = "gongkai " + v.Tool
	}
	for _, p := range slices.Sorted(maps.Keys(after)) {
		if before.files[p] != after[p] {
			c.Added = append(c.Added, after[p])
		}
	}
	for _, p := range slices.Sorted(maps.Keys(before.files)) {
		if _, ok := after[p]; !ok {
			c.Removed = append(c.Removed, before.files[p])
		}
	}
	return c.Encode()
}

// filesAfter are the files of a table after version n: those of a later one that is kept,
// without what the logs between have added and with what they have taken away.
func (h *history) filesAfter(t sink.Table, n, known int64) map[string]delta.File {
	files := make(map[string]delta.File)
	for _, f := range h.kept[known].files(t.Name) {
		files[f.Path] = f
	}
	for k := known; k > n; k-- {
		c := h.logs[t.Name][k].commit
		if c == nil {
			continue // it is made again after this one
		}
		for _, f := range c.Added {
			delete(files, f.Path)
		}
		for _, f := range c.Removed {
			files[f.Path] = f
		}
	}
	return files
}

// mendParts looks at the parts of all versions that are suspect. One that the current
// snapshot has too is taken from there; of the others the versions are forgotten.
func (j *job) mendParts(ctx context.Context, suspect func(name string) bool) error {
	numbers, err := j.data.versions(ctx)
	if err != nil {
		return err
	}
	var gone []*Version
	used, looked := make(map[string]bool), make(map[string]error)
	for i, n := range numbers {
		v, err := j.data.readVersion(ctx, n)
		if err != nil {
			return err
		}
		lost := j.lostPart(ctx, v, suspect, looked)
		if err := ctx.Err(); err != nil {
			return err
		}
		if lost != nil && i < len(numbers)-1 {
			j.Log.Warn("damaged, its version forgotten", "version", n, "error", lost)
			gone = append(gone, v)
			continue
		}
		for k := range v.Parts {
			used[v.Parts[k].place()] = true
		}
	}
	if len(gone) == 0 {
		return nil
	}
	return j.data.removeVersions(ctx, gone, used)
}

// lostPart is what is wrong with the first part of a version that is not whole.
func (j *job) lostPart(ctx context.Context, v *Version, suspect func(string) bool, looked map[string]error) error {
	for k := range v.Parts {
		p := &v.Parts[k]
		name := p.place()
		if !suspect(name) {
			continue
		}
		err, seen := looked[name]
		if !seen {
			err = j.data.holdsPart(ctx, name, p.File)
			looked[name] = err
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// encode makes the file of a version, with its hash as the last field.
func (v *Version) encode() ([]byte, error) {
	sealed := *v
	sealed.SHA256 = ""
	data, err := json.Marshal(&sealed)
	if err != nil {
		return nil, err
	}
	sealed.SHA256 = pipeline.Hash(data)
	data, err = json.Marshal(&sealed)
	return append(data, '\n'), err
}

// asWritten reports whether the bytes of a version that was read are those that encode makes.
// One of a tool that knew no hashes of versions has none.
func (v *Version) asWritten(data []byte) bool {
	want, err := v.encode()
	if v.SHA256 == "" {
		if v.Schema != sink.SchemaVersion || v.Tool != pipeline.Version {
			return true
		}
		want, err = json.Marshal(v)
		want = append(want, '\n')
	}
	return err == nil && bytes.Equal(want, data)
}
