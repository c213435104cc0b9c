package batch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// An input that an earlier run read and this one cannot read (a share that does
// not answer, rights taken away, a file that is being replaced) keeps what was
// read of it: its rows are taken from the unit of that run, and its row in
// documents is of the status stale, with the reason. A file that was read and
// is refused for what it holds now is refused; so is one that was read by
// another build or with other options, for its rows would not be this run's.

// cannotBeRead reports an input whose bytes could not be had, for a reason that
// is not their own.
func (in *Input) cannotBeRead() bool {
	var refusal *extract.Refusal
	return in.Err != nil && !errors.As(in.Err, &refusal)
}

// keep has the inputs that cannot be read take the place of what known says was
// read of them, and adds those below folders and archives that cannot be read.
// It returns how many.
func (j *job) keep(ctx context.Context, known hashCache) (int, error) {
	if !slices.ContainsFunc(j.inputs, func(in Input) bool { return in.cannotBeRead() }) || len(known) == 0 {
		return 0, nil
	}
	j.inputs = append(j.inputs, j.hiddenBy(known)...)
	j.Catalogue.describe(j.inputs)
	units, err := j.unitsOf(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	j.inputs = slices.DeleteFunc(j.inputs, func(in Input) bool { // what a folder hides and no run has read is told by the folder
		return in.hidden && units[known[in.Path].Hash].name == ""
	})
	for i := range j.inputs {
		in := &j.inputs[i]
		if was, ok := units[known[in.Path].Hash]; ok && in.cannotBeRead() {
			in.Hash, in.Size, in.kept, in.from, in.Err = known[in.Path].Hash, was.bytes, in.Err, was.name, nil
			n++
		}
	}
	return n, nil
}

// hiddenBy are the known inputs below folders and in archives that cannot be read.
func (j *job) hiddenBy(known hashCache) (all []Input) {
	listed, broken := make(map[string]bool), make(map[string]error)
	for i := range j.inputs {
		in := &j.inputs[i]
		if listed[in.Path] = true; in.cannotBeRead() {
			broken[in.Path] = in.Err
		}
	}
	for path := range known {
		for i, c := range path {
			if c != '/' && c != '\\' && !strings.HasPrefix(path[i:], archiveMark) {
				continue
			}
			if err := broken[path[:i]]; err != nil && !listed[path] {
				listed[path] = true
				all = append(all, Input{Path: path, Err: err, hidden: true})
			}
		}
	}
	sort.Slice(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		return strings.Compare(a.Path, b.Path) < 0
	})
	return all
}

// keptUnit is where a content was read.
type keptUnit struct {
	name  string
	bytes int64
}

// unitsOf finds the units that hold what was read, by the hashes of contents.
func (j *job) unitsOf(ctx context.Context) (map[string]keptUnit, error) {
	there, err := j.listUnits(ctx)
	if err != nil {
		return nil, err
	}
	found := make(map[string]keptUnit)
	for name, size := range there {
		x, err := readIndexOf(ctx, j.data.store, name, size)
		if err != nil || x.Key != j.key {
			continue // damaged, of another build, or found across documents
		}
		for i := range x.Files {
			f := &x.Files[i]
			good := f.Status == schema.Read || f.Status == schema.Partial
			if was, ok := found[f.Hash]; good && (!ok || name < was.name) {
				found[f.Hash] = keptUnit{name, f.Bytes}
			}
		}
	}
	return found, ctx.Err()
}

// replan makes the plan again when files could not be read after they had been
// hashed, if what was read of them before can be kept.
func (j *job) replan(ctx context.Context, unread map[string]error) (again bool, err error) {
	if len(unread) == 0 {
		return false, nil
	}
	for i := range j.inputs {
		if in := &j.inputs[i]; in.Err == nil && in.kept == nil && unread[in.Hash] != nil {
			in.Hash, in.Err = "", unread[in.Hash]
		}
	}
	n, err := j.keep(ctx, j.known)
	if err != nil || n == 0 {
		return false, err
	}
	if err := j.pack(ctx); err != nil {
		return false, err
	}
	hashes := loadHashes(ctx, j.data.store)
	if hashes == nil {
		hashes = make(hashCache)
	}
	hashes.keep(j.inputs)
	return true, saveHashes(ctx, j.data.store, hashes)
}

// keep remembers what was read of inputs that cannot be read now.
func (c hashCache) keep(inputs []Input) {
	for i := range inputs {
		if in := &inputs[i]; in.kept != nil {
			c[in.Path] = hashed{"", in.Hash}
		}
	}
}

// keeps reports whether what a unit holds is taken from its own file.
func (u *Unit) keeps() bool {
	return slices.ContainsFunc(u.Files, func(in Input) bool { return in.from == unitName(u.ID) })
}

// errNotKept means that what was read of a file is not there any more.
var errNotKept = errors.New("what an earlier run read of it is lost")

// kept gives the rows of a content as the unit has them that it was read in.
func (w *worker) kept(ctx context.Context, in Input) (f fileResult, rows *sink.Rows, failed []failure, err error) {
	if in.from == "" {
		return f, nil, nil, errNotKept
	}
	x, err := readIndex(ctx, w.store, in.from)
	if err != nil {
		return f, nil, nil, err
	}
	i := slices.IndexFunc(x.Files, func(f fileResult) bool { return f.Hash == in.Hash })
	if i < 0 {
		return f, nil, nil, errNotKept
	}
	rows = new(sink.Rows)
	for _, s := range x.Segments {
		switch s.Table {
		case "documents":
			err = forEach(readSegment[sink.DocumentRow](ctx, s), func(r *sink.DocumentRow) {
				if r.DocumentID == in.Hash {
					rows.Document = *r
				}
			})
		case "facts":
			rows.Facts, err = ofDocument(ctx, s, rows.Facts, func(r *sink.FactRow) bool { return r.DocumentID == in.Hash })
		case "checks":
			rows.Checks, err = ofDocument(ctx, s, rows.Checks, func(r *sink.CheckRow) bool { return r.DocumentID == in.Hash })
		case "issues":
			rows.Issues, err = ofDocument(ctx, s, rows.Issues, func(r *sink.IssueRow) bool { return r.DocumentID == in.Hash })
		case "blocks":
			rows.Blocks, err = ofDocument(ctx, s, rows.Blocks, func(r *sink.BlockRow) bool { return r.DocumentID == in.Hash })
		}
		if err != nil {
			return f, nil, nil, err
		}
	}
	for _, one := range x.Failures {
		if one.Document == in.Hash {
			failed = append(failed, one)
		}
	}
	return x.Files[i], rows, failed, nil
}

// lost is the report of a content whose rows could not be kept.
func (w *worker) lost(in Input, err error) *schema.Report {
	return pipeline.Refused(schema.Document{ID: in.Hash, Bytes: in.Size}, unreadable(fmt.Errorf("%w; %w: %w", in.kept, errNotKept, err)))
}

func forEach[R any](rows iter.Seq2[*R, error], do func(*R)) error {
	for row, err := range rows {
		if err != nil {
			return err
		}
		do(row)
	}
	return nil
}

// ofDocument appends the rows of a segment that are of one document.
func ofDocument[R any](ctx context.Context, s segment, rows []R, is func(*R) bool) ([]R, error) {
	err := forEach(readSegment[R](ctx, s), func(r *R) {
		if is(r) {
			rows = append(rows, *r)
		}
	})
	return rows, err
}
