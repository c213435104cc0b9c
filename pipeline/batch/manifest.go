package batch

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"slices"

	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

// manifest lists the parts of a snapshot, with their hashes and its own.
type manifest struct {
	SchemaVersion string       `json:"schema_version"`
	ToolVersion   string       `json:"tool_version"`
	Partitions    []*partition `json:"partitions"`
	SHA256        string       `json:"sha256"` // of the manifest with "" here

	dir string // of the snapshot
}

const manifestName = "manifest.json"

// errDamaged means that bytes are not those that were written.
var errDamaged = errors.New("not as it was written")

// The seal of a manifest is its last field, so that it stays JSON that anyone can
// read: the hash is that of the same bytes with "" in its place.
const (
	sealOpens  = "\t\"sha256\": \""
	sealCloses = "\"\n}\n"
)

func (m *manifest) encode() ([]byte, error) {
	m.SHA256 = ""
	data, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return nil, err
	}
	data = append(data, '\n')
	sum := sha256.Sum256(data)
	return slices.Concat(bytes.TrimSuffix(data, []byte(sealCloses)), hex.AppendEncode(nil, sum[:]), []byte(sealCloses)), nil
}

// sealedManifest reports whether the bytes of a manifest are as encode made them.
func sealedManifest(data []byte) bool {
	at := len(data) - len(sealCloses) - 2*sha256.Size
	if at < 0 || !bytes.HasSuffix(data, []byte(sealCloses)) || !bytes.HasSuffix(data[:at], []byte(sealOpens)) {
		return false
	}
	h := sha256.New()
	h.Write(data[:at])
	h.Write([]byte(sealCloses))
	return hex.EncodeToString(h.Sum(nil)) == string(data[at:at+2*sha256.Size])
}

// readManifest reads the manifest of a snapshot. One that differs in a byte from
// what was written, or is of a version without hashes, is an error.
func (d dataset) readManifest(ctx context.Context, name string) (*manifest, error) {
	if name == "" {
		return nil, fs.ErrNotExist
	}
	m := &manifest{dir: path.Join("snapshots", name)}
	file := path.Join(m.dir, manifestName)
	data, err := store.ReadAll(ctx, d.store, file, math.MaxInt64)
	if err != nil {
		return nil, err
	}
	if !sealedManifest(data) {
		return nil, fmt.Errorf("%s: %w", file, errDamaged)
	}
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", file, errDamaged, err)
	}
	return m, nil
}

// whole reads all parts of a snapshot and returns what is wrong with them.
func (d dataset) whole(ctx context.Context, m *manifest) (err error) {
	for _, p := range m.Partitions {
		err = cmp.Or(err, d.holds(ctx, m.dir, p), ctx.Err())
	}
	return err
}

// holds reads the parts of p in a folder of the dataset and returns what is
// wrong with the first that is not as it was written.
func (d dataset) holds(ctx context.Context, dir string, p *partition) error {
	for _, part := range p.Parts {
		if err := d.holdsPart(ctx, path.Join(dir, p.Dir, part.Name), part); err != nil {
			return err
		}
	}
	if len(p.Parts) == 0 {
		return fmt.Errorf("%s: no parts", p.Dir)
	}
	return nil
}

// stamped reports whether the parts of p have the stamps that are remembered.
func (d dataset) stamped(ctx context.Context, dir string, p *partition, stamps map[string]string) bool {
	for _, part := range p.Parts {
		name := path.Join(dir, p.Dir, part.Name)
		info, err := d.store.Stat(ctx, name)
		if err != nil || stamps[name] == "" || stamps[name] != stampOf(info) {
			return false
		}
	}
	return len(p.Parts) > 0
}

func (d dataset) holdsPart(ctx context.Context, name string, part sink.Part) error {
	info, err := d.store.Stat(ctx, name)
	if err != nil {
		return err
	}
	if info.Size != part.Bytes {
		return fmt.Errorf("%s: %w: %d bytes, not %d", name, errDamaged, info.Size, part.Bytes)
	}
	return d.holdsRange(ctx, name, 0, part.Bytes, part.SHA256)
}

// holdsRange compares n bytes of an object with their hash.
func (d dataset) holdsRange(ctx context.Context, name string, off, n int64, want string) error {
	is, err := d.hashOf(ctx, name, off, n)
	if err == nil && is != want {
		err = fmt.Errorf("%s: %w", name, errDamaged)
	}
	return err
}

// hashOf reads n bytes of an object.
func (d dataset) hashOf(ctx context.Context, name string, off, n int64) (string, error) {
	r, err := d.store.Range(ctx, name, off, n)
	if err != nil {
		return "", err
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, interruptibleReader{ctx, r}); err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// interruptibleReader ends with the context's error once it is cancelled.
type interruptibleReader struct {
	ctx context.Context
	r   io.Reader
}

func (r interruptibleReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// byDigest finds partitions by what they are made from, which their names are part of.
func (m *manifest) byDigest() map[string]*partition {
	if m == nil {
		return nil
	}
	all := make(map[string]*partition, len(m.Partitions))
	for _, p := range m.Partitions {
		all[p.Digest] = p
	}
	return all
}

// link makes p in snapshot id from the same partition of the snapshot in a folder, if
// its parts are as they were written and the store can. Parts that nobody has written to since
// the last run knew them whole are not read again. The error is why parts that are meant to be
// there were not taken.
func (d dataset) link(ctx context.Context, dir string, old *partition, id string, p *partition, stamps map[string]string) (bool, error) {
	if !d.stamped(ctx, dir, old, stamps) {
		if err := d.holds(ctx, dir, old); err != nil {
			return false, err
		}
	}
	for _, file := range old.Parts {
		name := path.Join(p.Dir, file.Name)
		if d.store.Link(ctx, path.Join(dir, name), path.Join(d.staging(id), name)) != nil {
			return false, nil
		}
	}
	p.Rows, p.Parts = old.Rows, old.Parts
	return true, nil
}
