package batch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"

	"gongkai/extract"
	"gongkai/pipeline/store"
)

// remotes are the buckets that inputs are in; each is opened once.
type remotes struct {
	mu      sync.Mutex
	buckets map[string]store.Store
}

func newRemotes() *remotes { return &remotes{buckets: make(map[string]store.Store)} }

// open returns the bucket of an address and the name in it.
func (r *remotes) open(address string) (bucket store.Store, name string, err error) {
	root, name := store.SplitBucket(address)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.buckets[root] == nil {
		if r.buckets[root], err = store.Open(root); err != nil {
			return nil, "", err
		}
	}
	return r.buckets[root], name, nil
}

// content gives the bytes of an object of a size that a listing told, so that it is
// asked for once. One that has become longer since is cut, and told by its hash.
func (r *remotes) content(address string, size int64) content {
	return func(ctx context.Context, limit int64) (io.ReadCloser, error) {
		bucket, name, err := r.open(address)
		if err != nil {
			return nil, err
		}
		data, err := []byte(nil), error(nil)
		if size <= limit {
			data, err = store.ReadRange(ctx, bucket, name, 0, size)
		} else {
			return nil, &extract.Refusal{Reason: extract.TooLarge, Detail: fmt.Sprintf("more than %d bytes", limit)}
		}
		return io.NopCloser(bytes.NewReader(data)), err
	}
}

// remote adds an object, or all below a prefix, as far as a folder's files
// would be. Archives there are refused: to list one it has to be at hand.
func (l *lister) remote(root string) error {
	bucket, prefix, err := l.remotes.open(root)
	if err != nil {
		return fmt.Errorf("%s: %w", root, err)
	}
	root, prefix = strings.TrimSuffix(root, "/")+"/", strings.TrimSuffix(prefix, "/")
	if prefix != "" {
		if info, err := bucket.Stat(l.ctx, prefix); err == nil {
			l.object(strings.TrimSuffix(root, "/"), info)
			return nil
		}
		prefix += "/"
	}
	n := 0
	for info, err := range bucket.List(l.ctx, prefix) {
		if err != nil {
			return fmt.Errorf("%s: %w", root, err)
		}
		n++
		at := root + strings.TrimPrefix(info.Name, prefix)
		if !passedOver(strings.TrimPrefix(info.Name, prefix)) && (l.skip == "" || !strings.HasPrefix(at, strings.TrimSuffix(l.skip, "/")+"/")) {
			l.object(at, info)
		}
	}
	if n == 0 {
		return fmt.Errorf("%s: no such object or prefix", root)
	}
	return nil
}

func (l *lister) object(at string, info store.Info) {
	// the stamp has the form of a file's, with a time long past: an ETag
	// needs no time to settle
	in := Input{Path: at, Size: info.Size, Stamp: fmt.Sprintf("0-%d-0-%s", info.Size, info.Stamp), read: l.remotes.content(at, info.Size)}
	if isArchive(at) {
		in.Err = &extract.Refusal{Reason: extract.Unsupported, Detail: "an archive in object storage: copy it to a folder, or unpack it"}
	}
	l.inputs = append(l.inputs, in)
}
