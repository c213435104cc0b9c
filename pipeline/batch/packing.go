package batch

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"gongkai/pipeline"
	"gongkai/pipeline/store"
)

// Units are appended: what is new or has changed makes units of its own, and
// those of files that stay are kept as they are. A document that is gone stays in
// its unit's file, and whoever reads that passes it over: a unit's line in the plan
// names the documents that count. The tables do not depend on which unit a document
// is in, so a dataset that has grown day by day is the same, byte for byte, as one
// made at once.
//
// A unit is packed anew when more than a fifth of it is dead, and so are the small
// ones when there are many of them. Nothing is read again for that: rows are copied
// from the old unit.

// packing is what the units of the last plan hold.
type packing []packedUnit

type packedUnit struct {
	ID    string
	Dead  int // documents in its file that are gone
	Files []inUnit
}

// inUnit is a document as a unit has it: what is known of it beforehand decides
// what its figures mean.
type inUnit struct {
	Hash  string
	Known pipeline.Known
}

func (in *Input) packed() inUnit { return inUnit{in.Hash, in.Known} }

// wasted reports whether a unit holds so much that is gone that it is packed anew.
func (u *packedUnit) wasted() bool { return 5*u.Dead > u.Dead+len(u.Files) }

// appendUnits keeps the units of a packing for those of files that are in them, and
// returns the files that are in none. there says which unit files there are: one
// that is not can be made only if nothing of it is gone.
func (p *Plan) appendUnits(was packing, files []Input, there func(name string) bool) (rest []Input) {
	left := make(map[inUnit]Input, len(files))
	for _, in := range files {
		left[in.packed()] = in
	}
	var kept packing
	for _, u := range was {
		live := packedUnit{ID: u.ID, Dead: u.Dead}
		for _, f := range u.Files {
			if _, ok := left[f]; ok {
				live.Files = append(live.Files, f)
			} else {
				live.Dead++
			}
		}
		if len(live.Files) > 0 && (live.Dead == 0 || there(unitName(u.ID))) {
			kept = append(kept, live)
		}
	}
	scattered := len(kept) > 2*(len(files)/cutEvery)+cutEvery
	for _, u := range kept {
		if u.wasted() || scattered && len(u.Files) < cutEvery/2 {
			renew(left, &u)
			continue
		}
		unit := Unit{ID: u.ID}
		for _, f := range u.Files {
			unit.Files = append(unit.Files, left[f])
			delete(left, f)
		}
		p.Units, p.packing = append(p.Units, unit), append(p.packing, u)
	}
	for _, in := range files {
		if in, ok := left[in.packed()]; ok {
			rest = append(rest, in)
		}
	}
	return rest
}

// renew has the files of a unit packed anew from what the unit has of them.
func renew(left map[inUnit]Input, u *packedUnit) {
	for _, f := range u.Files {
		if in := left[f]; in.from == "" {
			in.from = unitName(u.ID)
			left[f] = in
		}
	}
}

const packingName = ".cache/packing"

// packingHead begins a file of a packing, so that one of another form, or made by
// another tool, is not read.
func packingHead(key string) string { return "gongkai packing 1 " + key + "\n" }

// encode writes a line for each unit and one for each of its files.
func (p packing) encode(key string) []byte {
	b := []byte(packingHead(key))
	for _, u := range p {
		b = fmt.Appendf(b, "%s %d\n", u.ID, u.Dead)
		for _, f := range u.Files {
			b = append(append(b, '\t'), f.Hash...)
			if f.Known != (pipeline.Known{}) {
				b = strconv.AppendQuote(fmt.Appendf(b, " %d ", f.Known.Year), f.Known.Entity)
			}
			b = append(b, '\n')
		}
	}
	return seal(b)
}

// decodePacking reads what encode wrote. Of anything else nothing is believed, and
// all is packed anew.
func decodePacking(data []byte, key string) (p packing) {
	data, whole := unseal(data)
	data, ours := bytes.CutPrefix(data, []byte(packingHead(key)))
	if !whole || !ours {
		return nil
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		of, file := strings.CutPrefix(line, "\t")
		name, rest, _ := strings.Cut(of, " ")
		if !file {
			dead, _ := strconv.Atoi(rest)
			p = append(p, packedUnit{ID: name, Dead: dead})
			continue
		}
		f := inUnit{Hash: name}
		if year, quoted, ok := strings.Cut(rest, " "); ok {
			f.Known.Year, _ = strconv.Atoi(year)
			f.Known.Entity, _ = strconv.Unquote(quoted)
		}
		if len(p) == 0 {
			return nil
		}
		p[len(p)-1].Files = append(p[len(p)-1].Files, f)
	}
	return p
}

// pack makes the plan of the hashed inputs on top of what was packed before, and
// remembers it for the next.
func (j *job) pack(ctx context.Context) error {
	was, err := store.ReadAll(ctx, j.data.store, packingName, math.MaxInt64)
	if err != nil {
		was = nil // there is none, or it cannot be read: all is packed anew
	}
	var units packing
	if !j.Full {
		units = decodePacking(was, j.key)
	}
	there, failed := j.unitsThere(ctx)
	plan := pack(j.inputs, j.key, units, there)
	if err := failed(); err != nil {
		return err
	}
	plan.Buckets = cmp.Or(j.Buckets, plan.Buckets)
	j.plan = &plan
	if now := plan.packing.encode(j.key); !bytes.Equal(now, was) {
		return store.PutBytes(ctx, j.data.store, packingName, now)
	}
	return nil
}

// unitsThere tells which unit files there are. They are listed when it is first
// asked; failed says whether that went wrong.
func (j *job) unitsThere(ctx context.Context) (there func(name string) bool, failed func() error) {
	var listed map[string]int64
	var err error
	there = func(name string) bool {
		if listed == nil && err == nil {
			listed, err = j.listUnits(ctx)
		}
		_, ok := listed[name]
		return ok
	}
	return there, func() error { return err }
}

// keepOnly has the index say no more than what counts of its unit: the documents of
// the plan. It returns false where one of those is missing.
func (x *unitIndex) keepOnly(files []Input) bool {
	live := make(map[string]bool, len(files))
	for _, in := range files {
		live[in.Hash] = true
	}
	dead := make(map[string]bool)
	for i := range x.Files {
		if hash := x.Files[i].Hash; !live[hash] {
			dead[hash] = true
		}
	}
	if len(x.Files)-len(dead) != len(live) {
		return false
	}
	if len(dead) == 0 {
		return true
	}
	x.Files = slices.DeleteFunc(x.Files, func(f fileResult) bool { return dead[f.Hash] })
	x.Failures = slices.DeleteFunc(x.Failures, func(f failure) bool { return dead[f.Document] })
	cells := make(map[cell]bool)
	for i := range x.Files {
		maps.Copy(cells, x.Files[i].cells(max(x.Buckets, 1)))
	}
	x.Segments = slices.DeleteFunc(x.Segments, func(s segment) bool { return !cells[s.cell()] })
	for i := range x.Segments {
		x.Segments[i].dead = dead
	}
	return true
}
