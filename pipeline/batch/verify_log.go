package batch

import (
	"bytes"
	"errors"
	"io/fs"
	"math"
	"path"
	"slices"
	"time"

	"gongkai/pipeline/delta"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

// logs looks at the Delta logs: those of versions that are kept beside the version before are
// what they would be written as, and all of them together give the files of each version
// that is kept. Versions that cannot be read have been noted.
func (v *verifier) logs(numbers []int64) error {
	kept := make(map[int64]*Version)
	last := int64(-1)
	for _, n := range numbers {
		if version, err := v.data.readVersion(v.ctx, n); err == nil {
			kept[n], last = version, n
		}
	}
	at := make(map[int64]time.Time)
	for _, t := range sink.Tables() {
		if err := v.log(t, kept, last, at); err != nil {
			return err
		}
	}
	return nil
}

// log looks at the log of a table up to the last version; at is when the others say that
// versions were.
func (v *verifier) log(t sink.Table, kept map[int64]*Version, last int64, at map[int64]time.Time) error {
	now := tableNow{files: make(map[string]delta.File)}
	for n := range last + 1 {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		name := path.Join(deltaDir, t.Name, delta.LogName(n))
		data, err := store.ReadAll(v.ctx, v.data.store, name, math.MaxInt64)
		if n == last && errors.Is(err, fs.ErrNotExist) {
			return nil // whoever told the version was killed, and the next commit tells the rest
		}
		if err == nil {
			err = now.follow(t, data)
		}
		if was, ok := at[n]; err == nil && ok && !was.Equal(now.at) {
			err = errDamaged
		}
		at[n] = now.at
		if version := kept[n]; err == nil && version != nil {
			err = version.agrees(t, kept[n-1], data, &now)
		}
		if v.note(name, int64(len(data)), err); err != nil {
			return nil // what follows cannot be told from it
		}
	}
	return nil
}

// tableNow is a table after a version of its log.
type tableNow struct {
	files map[string]delta.File // by path
	at    time.Time             // of the version
	known bool                  // its columns are told as this tool tells them
}

// follow takes in the next version.
func (now *tableNow) follow(t sink.Table, data []byte) error {
	told, known, err := delta.Read(t, data)
	if err != nil {
		return err
	}
	for _, f := range told.Removed {
		if was, ok := now.files[f.Path]; !ok || was.Bytes != f.Bytes {
			return errors.New("takes away what is not there: " + f.Path)
		}
	}
	now.at = told.Time
	if told.Columns {
		now.known = known
	}
	for _, f := range told.Removed {
		delete(now.files, f.Path)
	}
	for _, f := range told.Added {
		now.files[f.Path] = f
	}
	return nil
}

// agrees holds the log of a version, and the table after it, against what the version says;
// before is the version before, nil where it is not kept.
func (v *Version) agrees(t sink.Table, before *Version, data []byte, now *tableNow) error {
	same := bytes.Equal
	if before == nil { // what has changed is not known
		before, same = v, func(want, data []byte) bool { return bytes.HasPrefix(data, want) }
	}
	want, err := v.commit(t, before)
	if err != nil {
		return err
	}
	all, rows := v.files(t.Name), int64(0)
	for _, f := range all {
		rows += f.Rows
	}
	wrong := slices.ContainsFunc(all, func(f delta.File) bool { return now.files[f.Path] != f })
	if !same(want, data) || wrong || len(all) != len(now.files) || rows != v.Rows[t.Name] || v.Schema == sink.SchemaVersion && !now.known {
		return errDamaged
	}
	return nil
}
