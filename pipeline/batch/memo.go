package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"

	"gongkai/pipeline/store"
)

// A run over input that has not changed since the last one ends after its plan:
// what the last run said is kept beside the units, under a name made of all
// that went in, and holds as long as its snapshot is the current one and whole.

const memoName = ".cache/memo.json"

// memo is what a run leaves for the next.
type memo struct {
	Input   string            `json:"input"` // see inputID
	Summary Summary           `json:"summary"`
	Stamps  map[string]string `json:"stamps"` // of the parts when they were known to be whole
}

// inputID names all that decides what a run makes: the plan, by its units and
// the paths of their contents, the tool and its options, by the key, and what
// reduce adds.
func (c *Config) inputID(plan *Plan, key string) string {
	h := sha256.New()
	fmt.Fprintln(h, key, c.Isolate.mark(), plan.Buckets)
	fmt.Fprintf(h, "%q\n", c.Waivers)
	for _, path := range slices.Sorted(maps.Keys(c.Catalogue)) {
		fmt.Fprintf(h, "%q %+v\n", path, c.Catalogue[path])
	}
	for _, u := range plan.Units {
		fmt.Fprintln(h, u.ID)
		for _, f := range u.Files {
			for _, path := range plan.Paths[f.Hash] {
				h.Write(append([]byte(path), 0))
			}
			h.Write([]byte{'\n'})
		}
	}
	for _, in := range plan.Failed {
		fmt.Fprintf(h, "%q %d %v\n", in.Path, in.Size, in.Err)
	}
	for _, in := range plan.Kept {
		fmt.Fprintf(h, "kept %q %v\n", in.Path, in.kept)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// recall returns the summary of the last run when this one would do the same,
// else nil.
func (d dataset) recall(ctx context.Context, input string) *Summary {
	data, err := store.ReadAll(ctx, d.store, memoName, 1<<30)
	if err != nil {
		return nil
	}
	var m memo
	data, whole := unseal(data)
	if !whole || json.Unmarshal(data, &m) != nil || m.Input != input || m.Summary.Snapshot != d.current(ctx) || !d.untouched(ctx, &m) {
		return nil
	}
	s := &m.Summary
	s.Unchanged, s.Reused, s.Processed, s.Slowest = true, s.Reused+s.Processed, 0, nil
	return s
}

// remember keeps a summary for the next run, unless a result of this one may
// go differently next time.
func (d dataset) remember(ctx context.Context, input string, s *Summary) error {
	if s.transient {
		return nil
	}
	m := &memo{input, *s, nil}
	current, err := d.readManifest(ctx, s.Snapshot)
	if err != nil {
		return err
	}
	if m.Stamps, err = d.stamps(ctx, current); err != nil {
		return err
	}
	return d.writeMemo(ctx, m)
}

func (d dataset) writeMemo(ctx context.Context, m *memo) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return store.PutBytes(ctx, d.store, memoName, seal(data))
}

// stamps tells the parts of a snapshot by what the storage says without reading
// them.
func (d dataset) stamps(ctx context.Context, m *manifest) (map[string]string, error) {
	all := make(map[string]string)
	for _, p := range m.Partitions {
		for _, part := range p.Parts {
			name := path.Join(m.dir, p.Dir, part.Name)
			info, err := d.store.Stat(ctx, name)
			if err != nil {
				return nil, err
			}
			all[name] = stampOf(info)
		}
	}
	return all, nil
}

func stampOf(info store.Info) string { return fmt.Sprint(info.Size, " ", info.Stamp) }

// remembered are the stamps that the last run left.
func (d dataset) remembered(ctx context.Context) map[string]string {
	data, err := store.ReadAll(ctx, d.store, memoName, 1<<30)
	if err != nil {
		return nil
	}
	var m memo
	if data, whole := unseal(data); !whole || json.Unmarshal(data, &m) != nil {
		return nil
	}
	return m.Stamps
}

// untouched reports whether the parts of a remembered run are as they were:
// nobody has written to them since, as far as the storage tells, or they were
// written to (copied, linked elsewhere) and have their hashes all the same.
func (d dataset) untouched(ctx context.Context, m *memo) bool {
	current, err := d.readManifest(ctx, m.Summary.Snapshot)
	if err != nil {
		return false
	}
	now, err := d.stamps(ctx, current)
	if err != nil || maps.Equal(now, m.Stamps) {
		return err == nil
	}
	if d.whole(ctx, current) != nil {
		return false
	}
	m.Stamps = now
	_ = d.writeMemo(ctx, m) // or the next run hashes them again
	return true
}
