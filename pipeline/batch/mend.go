package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"gongkai/pipeline/store"
)

// What is damaged in a dataset on disk is made again by the next run. A run compares what
// the storage says of every file, without reading them, with what it said when the last
// run ended. Files that differ are read, and what is not as it was written is taken away,
// so that the steps that follow make it: units from their files, parts from their units.
// The history is mended by mend_history.go.

// state is how the files of a dataset are, against how the last run left them.
type state struct {
	memo    *memo             // what the last run left; empty when nothing is known of it
	now     map[string]string // stamps by name
	damaged int               // units that were taken away
	history bool              // something of it is suspect
}

// suspect reports whether a file may be other than the last run left it.
func (s *state) suspect(name string) bool {
	return s.memo.Stamps == nil || s.now[name] != s.memo.Stamps[name]
}

// changed reports whether some file below a place is suspect, or gone.
func (s *state) changed(below string) bool {
	for _, names := range []map[string]string{s.now, s.memo.Stamps} {
		for name := range names {
			if strings.HasPrefix(name, below) && s.suspect(name) {
				return true
			}
		}
	}
	return false
}

// look compares a dataset with what the last run left, and takes damaged units away.
func (j *job) look(ctx context.Context) (*state, error) {
	s := &state{memo: j.data.memory(ctx)}
	var err error
	if s.now, err = j.data.stamps(ctx, j.data.current(ctx)); err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(s.now)) {
		if !strings.HasPrefix(name, unitsDir) || !s.suspect(name) {
			continue
		}
		err := j.data.holdsUnit(ctx, name)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			continue
		}
		s.damaged++
		j.mends(name, err)
		if err := j.data.store.Remove(ctx, name); err != nil {
			return nil, err
		}
	}
	// elsewhere each log is a request, and what is damaged is seen when a commit reads it
	if s.history = j.data.dir != "" && (s.changed(versionsDir) || s.changed(deltaDir)); s.history {
		err = j.mendHistory(ctx)
	}
	return s, err
}

// endHistory mends parts of earlier versions, once the current snapshot is whole.
func (j *job) endHistory(ctx context.Context, there *state, s *Summary) error {
	if !there.history || !j.tell(ctx, s.Snapshot) {
		return nil
	}
	return j.mendParts(ctx, there.suspect)
}

func (j *job) mends(name string, err error) {
	j.Log.Warn("damaged, made again", "file", name, "error", err)
}

// holdsUnit reads a unit and returns what is wrong with it.
func (d dataset) holdsUnit(ctx context.Context, name string) error {
	x, err := readIndex(ctx, d.store, name)
	if err != nil {
		return err
	}
	for _, s := range x.Segments {
		if err := d.holdsRange(ctx, name, s.Offset, s.Length, s.Hash); err != nil {
			return err
		}
	}
	return nil
}

// stamps tells the files of a dataset that a run may read again, by what the storage
// says without reading them.
func (d dataset) stamps(ctx context.Context, snapshot string) (map[string]string, error) {
	all := make(map[string]string)
	below := []string{unitsDir, versionsDir, deltaDir}
	if snapshot != "" {
		below = append(below, "snapshots/"+snapshot+"/")
	}
	for _, place := range below {
		for info, err := range d.store.List(ctx, place) {
			if err != nil {
				return nil, err
			}
			all[info.Name] = stampOf(info)
		}
	}
	return all, ctx.Err()
}

func stampOf(info store.Info) string { return fmt.Sprint(info.Size, " ", info.Stamp) }

// memory is what the last run left, an empty memo when nothing is known.
func (d dataset) memory(ctx context.Context) *memo {
	data, err := store.ReadAll(ctx, d.store, memoName, 1<<30)
	m := new(memo)
	if data, whole := unseal(data); err != nil || !whole || json.Unmarshal(data, m) != nil {
		return new(memo)
	}
	return m
}
