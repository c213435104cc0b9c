package batch

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/store"
)

// A plan file has what other processes need of a plan, so that one unit can be
// read alone, of whatever size the plan is:
//
//	a line for each unit, as JSON
//	a line with the header, which every process needs
//	a line with the appendix, which the reduction needs
//	for each line eight bytes, where it begins, and its SHA-256
//	eight bytes: the number of units
//	planMagic
//
// It is named by the hash of all after the lines, which is the plan's id: so
// who reads one line can tell whether it is as it was written.
const planMagic = "gkplan04"

// planEntry is the length of what the table has of a line.
const planEntry = 8 + sha256.Size

// plansDir is where plan files are kept in a dataset.
const plansDir = ".plans/"

// planHeader says how a plan's files are processed.
type planHeader struct {
	Key      string // of tool and options; see Config.key
	Dir      string // that relative paths start from
	Options  pipeline.Options
	Isolated bool
	Memory   int64 // bytes of a child, with Isolated
	Buckets  int
	Draft    string `json:",omitempty"` // of a reduce plan: the snapshot that is made
	Base     string `json:",omitempty"` // and the one it takes the place of
}

// planAppendix is what the units do not depend on.
type planAppendix struct {
	Waivers   []Waiver
	Catalogue Catalogue
	Failed    []plannedFailure
	Kept      []plannedFailure
}

type plannedFailure struct {
	Path   string
	Size   int64
	Format string
	Reason extract.Reason
	Detail string
}

func (p *plannedFailure) refusal() error {
	return &extract.Refusal{Format: p.Format, Reason: p.Reason, Detail: p.Detail}
}

// plannedUnit is a unit's line.
type plannedUnit struct {
	ID    string
	Files []plannedFile
}

// plannedFile is a content and where it is found.
type plannedFile struct {
	Hash  string
	Size  int64
	Paths []string       // it is read from the first
	Known pipeline.Known `json:",omitzero"`
	Entry int            `json:",omitempty"` // n for the n-th entry of an archive, from 1
	From  string         `json:",omitempty"` // the unit file that has what was read of it
	Kept  bool           `json:",omitempty"` // it cannot be read now
	File  []byte         `json:",omitempty"` // where it is, when that is not the first of Paths: the archive of an entry
}

// encode makes the plan file of a job, and its id.
func (j *job) encode() (data []byte, id string, err error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, "", err
	}
	var b bytes.Buffer
	var tail []byte
	lines := json.NewEncoder(&b)
	lines.SetEscapeHTML(false)
	line := func(v any) {
		at := b.Len()
		err = cmp.Or(err, lines.Encode(v))
		sum := sha256.Sum256(b.Bytes()[at:])
		tail = append(binary.LittleEndian.AppendUint64(tail, uint64(at)), sum[:]...)
	}
	for _, u := range j.plan.Units {
		planned := plannedUnit{ID: u.ID}
		for _, in := range u.Files {
			planned.Files = append(planned.Files, plannedFile{in.Hash, in.Size, j.plan.Paths[in.Hash], in.Known, in.entry, in.from, in.kept != nil, []byte(in.file)})
		}
		line(planned)
	}
	h := planHeader{Key: j.key, Dir: dir, Options: j.Options, Buckets: j.plan.Buckets}
	if j.Isolate != nil {
		h.Isolated, h.Memory = true, j.Isolate.Memory
	}
	line(h)
	line(planAppendix{j.Waivers, j.Catalogue, failuresOf(j.plan.Failed), failuresOf(j.plan.Kept)})
	tail = binary.LittleEndian.AppendUint64(tail, uint64(len(j.plan.Units)))
	tail = append(tail, planMagic...)
	b.Write(tail)
	return b.Bytes(), planID(tail), err
}

func planID(tail []byte) string {
	sum := sha256.Sum256(tail)
	return hex.EncodeToString(sum[:16])
}

func failuresOf(inputs []Input) (all []plannedFailure) {
	for _, in := range inputs {
		why := cmp.Or(in.Err, in.kept)
		f := plannedFailure{Path: in.Path, Size: in.Size, Reason: extract.Unreadable, Detail: why.Error()}
		var r *extract.Refusal
		if errors.As(unreadable(why), &r) {
			f.Format, f.Reason, f.Detail = r.Format, r.Reason, r.Detail
		}
		all = append(all, f)
	}
	return all
}

// planFile is an open plan file.
type planFile struct {
	in     store.Store
	name   string
	id     string
	at     []int64  // where lines begin, and where the last ends
	sums   [][]byte // of the lines
	header planHeader
}

// errNotReadThen stands for why an input could not be read, which its unit need not know.
var errNotReadThen = errors.New("it could not be read when the plan was made")

var errBadPlan = errors.New("not a plan file")

// openPlan reads all of a plan file but its units.
func openPlan(ctx context.Context, in store.Store, name string) (*planFile, error) {
	info, err := in.Stat(ctx, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such plan: it has been committed, or a later one has", name)
	}
	if err != nil {
		return nil, err
	}
	end := info.Size - int64(8+len(planMagic))
	if end < 0 {
		return nil, errBadPlan
	}
	tail, err := store.ReadRange(ctx, in, name, end, info.Size-end)
	if err != nil {
		return nil, err
	}
	n := int64(binary.LittleEndian.Uint64(tail))
	if string(tail[8:]) != planMagic || n < 0 || n > end/planEntry-2 {
		return nil, errBadPlan
	}
	table := end - planEntry*(n+2)
	offsets, err := store.ReadRange(ctx, in, name, table, end-table)
	if err != nil {
		return nil, err
	}
	f := &planFile{in: in, name: name, id: strings.TrimSuffix(path.Base(name), ".plan"), at: make([]int64, 0, n+3)}
	made := planID(append(offsets, tail...))
	if _, err := hex.DecodeString(f.id); err == nil && len(f.id) == len(made) && f.id != made { // a copy may have any other name
		return nil, fmt.Errorf("%w: %w: remove it, and plan again", errBadPlan, errDamaged)
	}
	for i := range n + 2 {
		entry := offsets[planEntry*i:][:planEntry]
		f.at, f.sums = append(f.at, int64(binary.LittleEndian.Uint64(entry))), append(f.sums, entry[8:])
	}
	f.at = append(f.at, table)
	if f.at[0] < 0 || !slices.IsSorted(f.at) { // a line lies within the file, and so is no longer than it
		return nil, errBadPlan
	}
	return f, f.line(ctx, int(n), &f.header)
}

func (f *planFile) units() int { return len(f.at) - 3 }

// line reads the i-th line.
func (f *planFile) line(ctx context.Context, i int, v any) error {
	data, err := store.ReadRange(ctx, f.in, f.name, f.at[i], f.at[i+1]-f.at[i])
	if err != nil {
		return err
	}
	return f.parse(i, data, v)
}

// parse reads the i-th line from its bytes.
func (f *planFile) parse(i int, data []byte, v any) error {
	if sum := sha256.Sum256(data); !bytes.Equal(sum[:], f.sums[i]) {
		return fmt.Errorf("%w: %w: remove it, and plan again", errBadPlan, errDamaged)
	}
	return parsePlan(data, v)
}

func parsePlan(data []byte, v any) error {
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%w: %w", errBadPlan, err)
	}
	return nil
}

// unit reads one unit.
func (f *planFile) unit(ctx context.Context, i int) (plannedUnit, error) {
	var u plannedUnit
	return u, f.line(ctx, i, &u)
}

// unit makes a planned unit one that can be run.
func (u plannedUnit) unit(a *opener) (Unit, error) {
	made := Unit{ID: u.ID}
	for _, file := range u.Files {
		if len(file.Paths) == 0 {
			return made, errBadPlan
		}
		in := Input{Path: file.Paths[0], Size: file.Size, Hash: file.Hash, Known: file.Known, entry: file.Entry, from: file.From, read: a.content(file)}
		if file.Kept {
			in.kept = errNotReadThen
		}
		made.Files = append(made.Files, in)
	}
	return made, nil
}

// each reads all units one after the other, in one request.
func (f *planFile) each(ctx context.Context, do func(i int, u *plannedUnit)) error {
	r, err := f.in.Range(ctx, f.name, 0, f.at[f.units()])
	if err != nil {
		return err
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, 1<<20)
	for i := range f.units() {
		line, u := make([]byte, f.at[i+1]-f.at[i]), plannedUnit{}
		if _, err := io.ReadFull(in, line); err != nil {
			return fmt.Errorf("%w: %w", errBadPlan, err)
		}
		if err := f.parse(i, line, &u); err != nil {
			return err
		}
		do(i, &u)
	}
	return ctx.Err()
}

// load reads all of the plan, and the appendix into the job.
func (f *planFile) load(ctx context.Context, j *job) error {
	j.plan = &Plan{Paths: make(map[string][]string), Buckets: f.header.Buckets}
	err := f.each(ctx, func(_ int, u *plannedUnit) {
		unit := Unit{ID: u.ID}
		for _, file := range u.Files {
			unit.Files = append(unit.Files, Input{Hash: file.Hash, Size: file.Size, Known: file.Known})
			j.plan.Paths[file.Hash] = file.Paths
		}
		j.plan.Units = append(j.plan.Units, unit)
	})
	if err != nil {
		return err
	}
	var x planAppendix
	if err := f.line(ctx, f.units()+1, &x); err != nil {
		return err
	}
	j.Waivers, j.Catalogue = x.Waivers, x.Catalogue
	for _, p := range x.Failed {
		j.plan.Failed = append(j.plan.Failed, Input{Path: p.Path, Size: p.Size, Err: p.refusal()})
	}
	for _, p := range x.Kept {
		j.plan.Kept = append(j.plan.Kept, Input{Path: p.Path, Size: p.Size, kept: p.refusal()})
	}
	return nil
}

// opener finds the bytes of planned inputs. An archive is listed once.
type opener struct {
	dir      string // that relative paths start from
	remotes  *remotes
	mu       sync.Mutex
	archives map[string]archiveList
}

// archiveList is what an archive has, and why it may have more.
type archiveList struct {
	all []entry
	err error
}

// content gives the bytes of a planned input. That they are those planned is
// seen by their hash.
func (o *opener) content(f plannedFile) content {
	place := cmp.Or(string(f.File), f.Paths[0])
	switch {
	case store.IsRemote(place):
		return o.remotes.content(place, f.Size)
	case f.Entry == 0:
		return fileContent(o.absolute(place))
	}
	return func(ctx context.Context, limit int64) (io.ReadCloser, error) {
		all, err := o.entries(ctx, o.absolute(place))
		if f.Entry <= len(all) {
			return all[f.Entry-1].read(ctx, limit)
		}
		return nil, cmp.Or(err, errors.New("the archive changed since the plan"))
	}
}

// entries lists an archive once, also one of which only a part can be listed.
func (o *opener) entries(ctx context.Context, archive string) ([]entry, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if known, ok := o.archives[archive]; ok {
		return known.all, known.err
	}
	all, err := entries(ctx, archive)
	if ctx.Err() == nil {
		o.archives[archive] = archiveList{all, err}
	}
	return all, err
}

func (o *opener) absolute(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(o.dir, name)
}
