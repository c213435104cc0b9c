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
	Stamps  map[string]string `json:"stamps"` // of the files when they were known to be whole
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
func (j *job) recall(ctx context.Context, there *state, input string) *Summary {
	m := there.memo
	if m.Input != input || there.damaged > 0 || m.Summary.Snapshot != j.data.current(ctx) || !j.data.untouched(ctx, there) {
		return nil
	}
	s := &m.Summary
	s.Unchanged, s.Reused, s.Processed, s.Slowest = true, s.Reused+s.Processed, 0, nil
	return s
}

// remember keeps a summary for the next run, which may say the same unless a result of
// this one may go differently then, and how the files are now.
func (d dataset) remember(ctx context.Context, input string, s *Summary) error {
	m := &memo{Input: input, Summary: *s}
	if s.transient {
		m.Input = ""
	}
	var err error
	if m.Stamps, err = d.stamps(ctx, s.Snapshot); err != nil {
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

// untouched reports whether the parts of a remembered run are as they were:
// nobody has written to them since, as far as the storage tells, or they were
// written to (copied, linked elsewhere) and have their hashes all the same.
func (d dataset) untouched(ctx context.Context, there *state) bool {
	current, err := d.readManifest(ctx, there.memo.Summary.Snapshot)
	if err != nil {
		return false
	}
	for _, p := range current.Partitions {
		for _, part := range p.Parts {
			name := path.Join(current.dir, p.Dir, part.Name)
			if (there.now[name] == "" || there.suspect(name)) && d.holdsPart(ctx, name, part) != nil {
				return false
			}
		}
	}
	return true
}
