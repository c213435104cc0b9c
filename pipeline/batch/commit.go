package batch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

// ErrBusy means that another process is writing the dataset, or has committed
// first.
var ErrBusy = errors.New("another run is writing this dataset")

// A partition of a snapshot to come has a marker, written when its parts are
// whole; it says what the manifest is to say of them.
func markerName(id string, p *partition) string {
	return path.Join(".tmp", id+".done", tempName(p)+".json")
}

func (d dataset) mark(ctx context.Context, id string, p *partition) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	if d.dir != "" {
		if err := syncDir(d.path(d.staging(id), p.Dir)); err != nil {
			return err
		}
	}
	return store.PutBytes(ctx, d.store, markerName(id, p), seal(data))
}

// unmark has the partitions of a snapshot made again.
func (d dataset) unmark(ctx context.Context, id string) error {
	return d.removeIf(ctx, path.Join(".tmp", id+".done")+"/", func(string) bool { return true })
}

// reduced reports whether a partition is there, and completes it from its marker.
func (d dataset) reduced(ctx context.Context, id string, p *partition) bool {
	data, err := store.ReadAll(ctx, d.store, markerName(id, p), 1<<30)
	var made partition
	data, whole := unseal(data)
	if err != nil || !whole || json.Unmarshal(data, &made) != nil || made.Digest != p.Digest || d.holds(ctx, d.staging(id), &made) != nil {
		return false
	}
	p.Rows, p.Parts = made.Rows, made.Parts
	return true
}

// snapshotID names a snapshot by the input of its parts.
func snapshotID(parts []*partition) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintln(h, p.name(), p.Digest)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// dataset is an output: a folder, or a prefix of object storage.
type dataset struct {
	dir   string // the folder, "" on object storage
	store store.Store
}

// Folder returns the folder of a dataset named by its path or by a file://
// address. A dataset in object storage has none, which is an error.
func Folder(out string) (string, error) {
	if store.IsRemote(out) {
		return "", fmt.Errorf("%s: copy the dataset to a folder first", out)
	}
	return store.Local(out)
}

func openDataset(out string) (dataset, error) {
	out, err := store.Local(out)
	if err != nil {
		return dataset{}, err
	}
	s, err := store.Open(out)
	if err != nil || store.IsRemote(out) {
		return dataset{store: s}, err
	}
	return dataset{out, s}, nil
}

// path is a place in the folder.
func (d dataset) path(elem ...string) string {
	return filepath.Join(append([]string{d.dir}, elem...)...)
}

// open makes the folders, takes the lock and clears what a killed process that
// held it left unfinished. Units are written without the lock, perhaps at this
// moment, and the young are left to the next commit, which voids them; a review is
// saved without it too, hence young files stay. On object storage there is neither
// folder nor lock.
func (d dataset) open() (unlock func() error, err error) {
	if d.dir == "" {
		return func() error { return nil }, nil
	}
	if err := d.ownCurrent(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(d.path(unitsDir), 0o777); err != nil {
		return nil, err
	}
	if unlock, err = lock(d.path(".lock")); err != nil {
		return nil, err
	}
	err = errors.Join(os.MkdirAll(d.path(".tmp"), 0o777), os.MkdirAll(d.path("snapshots"), 0o777),
		removeMatching(d.path(plansDir, store.TempPrefix+"*")), removeMatching(d.path(".cache", store.TempPrefix+"*")),
		removeMatching(d.path(store.TempPrefix+"current")), removeAged(d.path(store.TempPrefix+"*")),
		removeAged(d.path(unitsDir, store.TempPrefix+"*")))
	if err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}

// ownCurrent refuses a dataset whose current is anything but our link: a copy that
// followed links has made it a folder, or somebody keeps files there.
func (d dataset) ownCurrent() error {
	if d.dir == "" {
		return nil
	}
	if _, err := os.Lstat(d.path("current")); err == nil && currentName(d.dir) == "" {
		return fmt.Errorf("%s is a real file or folder, and not the symbolic link that a run makes: move it away, or name another output", d.path("current"))
	}
	return nil
}

// savedWithin is how long a file under way stays untouched at most.
const savedWithin = time.Hour

// removeAged is removeMatching for what has not been touched for long.
func removeAged(pattern string) error {
	found, err := filepath.Glob(pattern)
	for _, path := range found {
		if info, e := os.Lstat(path); e == nil && time.Since(info.ModTime()) > savedWithin {
			err = errors.Join(err, os.Remove(path))
		}
	}
	return err
}

func removeMatching(pattern string) error {
	found, err := filepath.Glob(pattern)
	for _, path := range found {
		err = errors.Join(err, removeTree(path))
	}
	return err
}

// scratch is a local folder for files under way.
func (d dataset) scratch() (dir string, remove func(), err error) {
	if d.dir == "" {
		if dir, err = store.TempDir(); err == nil {
			dir, err = os.MkdirTemp(dir, "gongkai-*")
		}
	} else if err = os.MkdirAll(d.path(".tmp"), 0o777); err == nil {
		dir, err = os.MkdirTemp(d.path(".tmp"), "scratch-*")
	}
	return dir, func() { removeTree(dir) }, err
}

// staging is where a snapshot is put together. Object storage cannot rename,
// so there it is the snapshot's own place, which nobody looks into before
// current names it.
func (d dataset) staging(id string) string {
	if d.dir == "" {
		return path.Join("snapshots", id)
	}
	return path.Join(".tmp", id)
}

// base is the snapshot that a new one takes the place of.
type base struct {
	name  string // "" when there is none
	stamp string // of the object current, on object storage
}

// base reads the current snapshot. Its stamp is read first: if another run
// commits in between, the stamp is the old one, and no swap succeeds with it.
func (d dataset) base(ctx context.Context) (base, error) {
	if d.dir != "" {
		return base{name: d.current(ctx)}, nil
	}
	info, err := d.store.Stat(ctx, "current")
	if errors.Is(err, fs.ErrNotExist) {
		return base{}, nil
	}
	if err != nil {
		return base{}, err
	}
	name, err := store.ReadAll(ctx, d.store, "current", 1<<10)
	return base{strings.TrimSpace(string(name)), info.Stamp}, err
}

// nameOver names a snapshot with the given input that takes the place of was.
// On object storage it is put together under its name, without a lock: there
// two runs share a name only if they start from the same snapshot, and then
// one of them commits.
func (d dataset) nameOver(was, input string) string {
	if d.dir != "" || was == "" {
		return input
	}
	sum := sha256.Sum256([]byte(was + "\n" + input))
	return hex.EncodeToString(sum[:8])
}

// current returns the name of the committed snapshot, "" when there is none.
func (d dataset) current(ctx context.Context) string {
	if d.dir == "" {
		data, err := store.ReadAll(ctx, d.store, "current", 1<<10)
		if err != nil {
			return ""
		}
		return strings.TrimSpace(string(data))
	}
	return currentName(d.dir)
}

// commit makes the staged snapshot the current one and returns its name. Until
// the swap nobody sees anything of it, and after it nothing of it is missing.
func (d dataset) commit(ctx context.Context, id string, was base, toolVersion string, parts []*partition) (string, error) {
	m := manifest{SchemaVersion: sink.SchemaVersion, ToolVersion: toolVersion, Partitions: parts}
	data, err := m.encode()
	if err != nil {
		return "", err
	}
	if err := d.createManifest(ctx, path.Join(d.staging(id), manifestName), data); err != nil {
		return "", err
	}
	if d.dir == "" {
		return id, d.point(ctx, was, id)
	}
	return d.swap(id)
}

// point has current name a snapshot, if it still names the one before.
func (d dataset) point(ctx context.Context, was base, id string) error {
	err := d.store.Swap(ctx, "current", was.stamp, func(w io.Writer) error {
		_, err := io.WriteString(w, id+"\n")
		return err
	})
	if errors.Is(err, store.ErrChanged) && d.current(ctx) == id {
		err = nil // changed by this request: the client sent it again when no answer came
	}
	if errors.Is(err, store.ErrChanged) {
		return fmt.Errorf("%w: it committed first, and this snapshot is dropped", ErrBusy)
	}
	if err != nil {
		return err
	}
	// storage without conditions may have swapped too late, when the snapshot was swept
	if _, err := d.store.Stat(ctx, path.Join("snapshots", id, manifestName)); err != nil {
		return fmt.Errorf("%w: it removed this snapshot: %w", ErrBusy, err)
	}
	return nil
}

// createManifest makes the manifest once: who finds another than its own there
// is not the only one who commits.
func (d dataset) createManifest(ctx context.Context, name string, data []byte) error {
	err := d.store.Create(ctx, name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	there, err := store.ReadAll(ctx, d.store, name, math.MaxInt64)
	if err == nil && !bytes.Equal(there, data) {
		err = fmt.Errorf("%s: %w", name, ErrBusy)
	}
	return err
}

// swap moves the staged folder among the snapshots and current to it.
func (d dataset) swap(id string) (string, error) {
	built := d.path(d.staging(id))
	if err := syncTree(built); err != nil {
		return "", err
	}
	n := 1
	for exists(d.path("snapshots", numbered(id, n))) {
		n++
	}
	name := numbered(id, n)
	if err := os.Rename(built, d.path("snapshots", name)); err != nil {
		return "", err
	}
	if err := syncDir(d.path("snapshots")); err != nil {
		return "", err
	}
	if err := d.pointTo(name); err != nil {
		return "", err
	}
	return name, syncDir(d.dir)
}

// unmove takes back a snapshot that a commit had moved among the others when it was
// killed, before current named it: its partitions are marked, and not where they were
// put together.
func (d dataset) unmove(ctx context.Context, id string) error {
	if d.dir == "" || exists(d.path(d.staging(id))) || !exists(d.path(d.staging(id)+".done")) {
		return nil
	}
	last := ""
	for n := 1; exists(d.path("snapshots", numbered(id, n))); n++ {
		last = numbered(id, n)
	}
	if last == "" || last == d.current(ctx) {
		return nil
	}
	return os.Rename(d.path("snapshots", last), d.path(d.staging(id)))
}

// numbered is the name of the nth snapshot of one input: a full run makes the same again.
func numbered(id string, n int) string {
	if n == 1 {
		return id
	}
	return fmt.Sprintf("%s-%d", id, n)
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

// disposable is what may be swept: on object storage, where runs do not keep
// off one another, the objects seen before a commit; nil is all.
type disposable map[string]bool

// look lists what a commit may sweep, before it swaps current. Whatever another
// run has put there by then starts from the snapshot before, or from an older
// one, so that run cannot commit any more once this one has. What comes later
// may start from the new snapshot, and is not on the list.
func (d dataset) look(ctx context.Context) (disposable, error) {
	if d.dir != "" {
		return nil, nil
	}
	seen := make(disposable)
	for _, below := range []string{unitsDir, plansDir, "snapshots/", ".tmp/"} {
		for info, err := range d.store.List(ctx, below) {
			if err != nil {
				return nil, err
			}
			seen[info.Name] = true
		}
	}
	return seen, nil
}

// sweep removes snapshots but the named ones, unit files not in use, plans,
// what was staged and, in a folder, what killed processes left unfinished; of
// all these only what is disposable.
func (d dataset) sweep(ctx context.Context, seen disposable, files []string, plan *Plan, keep ...string) error {
	wanted := make(map[string]bool)
	for _, name := range files {
		wanted[name] = true
	}
	for _, u := range plan.Units {
		wanted[unitName(u.ID)] = true
	}
	may := func(name string) bool { return seen == nil || seen[name] }
	unused := func(name string) bool { return may(name) && !wanted[name] }
	old := func(name string) bool {
		snapshot, _, _ := strings.Cut(strings.TrimPrefix(name, "snapshots/"), "/")
		return may(name) && !slices.Contains(keep, snapshot)
	}
	err := errors.Join(d.removeIf(ctx, unitsDir, unused), d.removeIf(ctx, "snapshots/", old), d.removeIf(ctx, plansDir, may))
	if d.dir == "" {
		return errors.Join(err, d.removeIf(ctx, ".tmp/", may))
	}
	return errors.Join(err, d.clear(), d.clearUnits())
}

// clearUnits removes the unfinished units in a folder. Whoever still writes one
// works for a plan that is void.
func (d dataset) clearUnits() error {
	return removeMatching(d.path(unitsDir, store.TempPrefix+"*"))
}

// clear removes what was staged in a folder, whose lock is held. On object
// storage it may be another run's, and is left to the next commit.
func (d dataset) clear() error {
	if d.dir == "" {
		return nil
	}
	return removeTree(d.path(".tmp"))
}

// removeIf removes the files below a place for which unwanted holds, and the
// folders that are then empty.
func (d dataset) removeIf(ctx context.Context, below string, unwanted func(name string) bool) (failed error) {
	for info, err := range d.store.List(ctx, below) {
		if err != nil {
			return errors.Join(failed, err)
		}
		if unwanted(info.Name) {
			failed = errors.Join(failed, d.store.Remove(ctx, info.Name))
		}
	}
	if d.dir != "" {
		failed = errors.Join(failed, removeEmpty(d.path(below)))
	}
	return failed
}

// removeEmpty removes the empty folders below dir.
func removeEmpty(dir string) error {
	var dirs []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() && path != dir {
			dirs = append(dirs, path)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, path := range slices.Backward(dirs) { // the inner ones first
		if entries, e := os.ReadDir(path); e == nil && len(entries) == 0 {
			err = errors.Join(err, os.Remove(path))
		}
	}
	return err
}
