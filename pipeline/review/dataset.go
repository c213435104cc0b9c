package review

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"gongkai/pipeline/batch"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

// ReviewName is the file beside the dataset that decisions are saved to.
const ReviewName = "review.tsv"

// dataset is the folder of a dataset as it is at the moment: the committed
// snapshot, and the decisions beside it.
type dataset struct {
	dir string // the parent of current

	mu     sync.Mutex
	state  *state
	review *batch.Review
	made   decisions // of review, for the pages
	stamp  stamp     // of the file they were read from
}

// state is one snapshot, open.
type state struct {
	target string // what current pointed to
	snap   *sink.Snapshot
	index  *index
	texts  *searched
}

// decisions are what reviewers decided, by document and target, in its order.
type decisions map[string][]batch.Decision

// of returns the decision that holds about a check of a rule, or with
// batch.FactTarget for the rule about a fact; the zero Decision when there is none.
func (made decisions) of(document, rule, id string) batch.Decision {
	d, _ := batch.Holding(made.history(document, rule, id))
	return d
}

// history returns all that was decided about it.
func (made decisions) history(document, rule, id string) []batch.Decision {
	d := batch.Decision{Rule: rule, ID: id}
	return made[document+d.Target()]
}

// stamp tells one state of a file from another; the zero stamp is of no file.
type stamp struct {
	size int64
	time time.Time
}

// unread is the stamp of no state of a file.
var unread = stamp{size: -1}

// openDataset opens the committed snapshot and the decisions.
func openDataset(dir string) (*dataset, error) {
	d := &dataset{dir: dir, stamp: unread}
	if err := d.reload(); err != nil {
		return nil, err
	}
	_, err := d.current()
	return d, err
}

// current opens the committed snapshot, again when a run has swapped it. An
// open snapshot whose pages are still being made is closed when they are done:
// files that nothing refers to are closed by the runtime.
func (d *dataset) current() (*state, error) {
	target, err := batch.Current(d.dir)
	if err != nil {
		return nil, fmt.Errorf("%s holds no dataset: %w", d.dir, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.state != nil && d.state.target == target {
		return d.state, nil
	}
	snap, err := sink.OpenSnapshot(target)
	if err != nil {
		return nil, err
	}
	x, err := newIndex(snap)
	if err != nil {
		return nil, errors.Join(err, snap.Close())
	}
	if d.state != nil {
		d.state.texts.retire()
	}
	d.state = &state{target, snap, x, new(searched)}
	if x.facts() >= leastSearched {
		go d.state.prepare()
	}
	return d.state, nil
}

// prepare makes the indexes of the texts.
func (st *state) prepare() {
	if err := st.texts.make(st.snap); err != nil {
		slog.Warn("some searches read whole tables", "error", err)
	}
}

// close gives up what was made for the pages.
func (d *dataset) close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.state == nil {
		return nil
	}
	return d.state.texts.end()
}

// decisions returns what was decided. The file is read again when another hand
// has changed it.
func (d *dataset) decisions() decisions {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.reload(); err != nil {
		slog.Error("decisions", "error", err) // the last that could be read are shown
	}
	return d.made
}

// reload reads the decisions if their file is not as it was; d.mu is held.
func (d *dataset) reload() error {
	path := filepath.Join(d.dir, ReviewName)
	info, err := os.Stat(path)
	var now stamp
	if err == nil {
		now = stamp{info.Size(), info.ModTime()}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if now == d.stamp {
		return nil
	}
	r, err := batch.OpenReview(path)
	if err != nil {
		return err
	}
	made := make(decisions)
	for _, all := range r.Histories() {
		made[all[0].Document+all[0].Target()] = all
	}
	d.review, d.made, d.stamp = r, made, now
	return nil
}

// errFile is what a reader is told when the file of decisions fails: its path
// stays in the log.
var errFile = errors.New("the file of decisions cannot be read or written")

// save adds a decision to the file, for a reviewer who has seen so many about
// the same. The error is errFile, or says what is wrong with the decision.
func (d *dataset) save(decision batch.Decision, seen int) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.reload(); err != nil {
		slog.Error("decide", "error", err)
		return errFile
	}
	err := d.review.Add(decision, seen)
	d.stamp = unread
	var path *fs.PathError
	if errors.As(err, &path) || errors.Is(err, store.ErrLocked) {
		slog.Error("decide", "error", err)
		return errFile
	}
	return err
}
