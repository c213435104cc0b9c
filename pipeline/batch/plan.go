package batch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"gongkai/pipeline"
	"gongkai/pipeline/store"
)

// What a unit holds at most, and how often a file ends one: every sixteenth
// on average. A file larger than the limit is a unit of its own.
const (
	unitBytes = 16 << 20
	unitFiles = 48
	cutEvery  = 16
)

// Plan is what a run is to do.
type Plan struct {
	Units   []Unit
	Buckets int                 // see bucket.go
	Paths   map[string][]string // document_id to the paths of its bytes, sorted
	Failed  []Input             // inputs whose bytes could not be had
	Kept    []Input             // those of which an earlier run's reading is kept; they are in Units and Paths too

	packing packing // what the units hold, for the next plan
}

// Unit is a set of files to be processed together, each content once.
type Unit struct {
	ID    string
	Files []Input // sorted by Hash
}

// Pack makes the plan of hashed inputs, as if there had been none before. key stands
// for the tool and its options; it is part of every unit's name.
func Pack(inputs []Input, key string) Plan {
	return pack(inputs, key, nil, func(string) bool { return false })
}

// pack is Pack on top of the units of the plan before.
func pack(inputs []Input, key string, was packing, there func(name string) bool) Plan {
	p := Plan{Paths: make(map[string][]string)}
	var unique []Input
	known := make(map[string]pipeline.Known)
	at := make(map[string]int) // in unique
	for _, in := range inputs {
		if in.Err != nil {
			in.Err = unreadable(in.Err)
			p.Failed = append(p.Failed, in)
			continue
		}
		if in.kept != nil {
			in.kept = unreadable(in.kept)
			p.Kept = append(p.Kept, in)
		}
		if i, ok := at[in.Hash]; !ok {
			at[in.Hash], unique = len(unique), append(unique, in)
		} else if unique[i].kept != nil {
			unique[i] = in // the bytes can be had elsewhere
		}
		p.Paths[in.Hash] = append(p.Paths[in.Hash], in.Path)
		if known[in.Hash] == (pipeline.Known{}) {
			known[in.Hash] = in.Known // of several paths the first of which something is known
		}
	}
	for i := range unique {
		unique[i].Known = known[unique[i].Hash]
	}
	sort.Slice(unique, func(i, j int) bool { return unique[i].Hash < unique[j].Hash })
	p.cut(p.appendUnits(was, unique, there), key)
	p.Buckets = bucketsFor(len(unique))
	return p
}

// cut makes units of files that are in none.
func (p *Plan) cut(rest []Input, key string) {
	var files []Input
	var bytes int64
	for i, in := range rest {
		files, bytes = append(files, in), bytes+in.Size
		last := i == len(rest)-1
		if last || endsUnit(in.Hash) || len(files) == unitFiles || bytes+rest[i+1].Size > unitBytes {
			u, packed := Unit{ID: unitID(files, key), Files: files}, packedUnit{}
			for i := range files {
				packed.Files = append(packed.Files, files[i].packed())
			}
			packed.ID = u.ID
			p.Units, p.packing = append(p.Units, u), append(p.packing, packed)
			files, bytes = nil, 0
		}
	}
}

// known is what was known beforehand of the contents.
func (p *Plan) known() map[string]pipeline.Known {
	all := make(map[string]pipeline.Known)
	for _, u := range p.Units {
		for _, f := range u.Files {
			if f.Known != (pipeline.Known{}) {
				all[f.Hash] = f.Known
			}
		}
	}
	return all
}

// endsUnit lets the content decide where units are cut, by the low bits of
// the hash (the high ones give the order).
func endsUnit(hash string) bool {
	b, err := hex.DecodeString(hash[len(hash)-2:])
	return err == nil && b[0]%cutEvery == 0
}

func unitID(files []Input, key string) string {
	h := sha256.New()
	fmt.Fprintln(h, key)
	for _, f := range files {
		fmt.Fprintln(h, f.Hash)
		if f.Known != (pipeline.Known{}) {
			fmt.Fprintf(h, "%q %d\n", f.Known.Entity, f.Known.Year)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

const hashesName = ".cache/hashes.json"

// hashCache remembers the hashes of files by path and stamp.
type hashCache map[string]hashed

type hashed struct {
	Stamp, Hash string
}

// settled is how old a change must be for a stamp to be trusted: file systems
// keep times by the second or two, and a second change within that leaves no mark.
const settled = 2 * time.Second

// ticked is the same for times of change, which no program sets and systems
// keep by the tick of their clock.
const ticked = 20 * time.Millisecond

// hashInputs fills in the hashes and returns the cache for the next run.
func hashInputs(ctx context.Context, inputs []Input, known hashCache, workers int, limit int64) (hashCache, error) {
	now := time.Now().UnixNano()
	g, running := errgroup.WithContext(ctx)
	g.SetLimit(workers)
	for i := range inputs {
		in := &inputs[i]
		if running.Err() != nil {
			break
		}
		if in.Err != nil {
			continue
		}
		if k, ok := known[in.Path]; ok && k.Stamp == in.Stamp {
			in.Hash = k.Hash
			continue
		}
		g.Go(func() error {
			in.Hash, in.Err = in.hash(running, limit)
			return running.Err()
		})
	}
	if err := cmp.Or(g.Wait(), ctx.Err()); err != nil {
		return nil, err
	}
	cache := make(hashCache, len(inputs))
	for _, in := range inputs {
		switch written, changed := times(in.Stamp); {
		case in.Err != nil:
		case written < now-int64(settled) && changed < now-int64(ticked):
			cache[in.Path] = hashed{in.Stamp, in.Hash}
		default:
			cache[in.Path] = hashed{"", in.Hash} // hashed again next time
		}
	}
	return cache, nil
}

// times are the times of modification and of change in a stamp; the second is 0
// where there is none.
func times(stamp string) (written, changed int64) {
	fields := strings.Split(stamp, "-")
	if len(fields) < 3 {
		return math.MaxInt64, 0
	}
	written, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil {
		return math.MaxInt64, 0
	}
	if len(fields) > 3 {
		if changed, err = strconv.ParseInt(fields[3], 10, 64); err != nil {
			changed = 0 // the ETag of an object
		}
	}
	return written, changed
}

// loadHashes reads the cache; without a readable one everything is hashed anew.
func loadHashes(ctx context.Context, s store.Store) hashCache {
	data, err := store.ReadAll(ctx, s, hashesName, math.MaxInt64)
	if err != nil {
		return nil
	}
	return decodeHashes(data)
}

func saveHashes(ctx context.Context, s store.Store, c hashCache) error {
	return store.PutBytes(ctx, s, hashesName, c.encode())
}
