//go:build s3

package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync/atomic"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// objects is the store below a prefix of a bucket.
type objects struct {
	client *minio.Core
	bucket string
	prefix string // "" or ends with /

	conditional bool        // knows If-None-Match and If-Match in a PUT, as far as we know
	bucketSeen  atomic.Bool // the bucket is known to be there
}

// openBucket opens s3://bucket/prefix or gs://bucket/prefix. As the AWS tools
// do, it takes the endpoint from AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, the
// region from AWS_REGION, and credentials from the environment, the credentials
// file or the machine. gs:// is the same but for the endpoint: Google's
// storage takes such requests, signed with the HMAC key of a service account
// (https://cloud.google.com/storage/docs/interoperability).
func openBucket(path string) (Store, error) {
	u, err := url.Parse(path)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("%s: want s3://bucket/prefix or gs://bucket/prefix", path)
	}
	google := u.Scheme == "gs"
	home := "https://s3.amazonaws.com"
	if google {
		home = "https://storage.googleapis.com"
	}
	endpoint := cmp.Or(os.Getenv("AWS_ENDPOINT_URL_S3"), os.Getenv("AWS_ENDPOINT_URL"), home)
	at, err := url.Parse(endpoint)
	if err != nil || at.Host == "" {
		return nil, fmt.Errorf("AWS_ENDPOINT_URL: %q is no address", endpoint)
	}
	client, err := minio.NewCore(at.Host, &minio.Options{Secure: at.Scheme != "http", Region: os.Getenv("AWS_REGION"),
		Creds: credentials.NewChainCredentials([]credentials.Provider{&credentials.EnvAWS{}, &credentials.FileAWSCredentials{},
			&credentials.IAM{Client: http.DefaultClient}})})
	if err != nil {
		return nil, err
	}
	prefix := strings.Trim(u.Path, "/")
	if prefix != "" {
		prefix += "/"
	}
	return &objects{client: client, bucket: u.Host, prefix: prefix, conditional: !google}, nil
}

// known turns the answers a caller acts on into the errors of fs.
func known(name string, err error) error {
	answer := minio.ToErrorResponse(err)
	switch answer.StatusCode {
	case http.StatusNotFound:
		if answer.Code == minio.NoSuchBucket {
			return fmt.Errorf("%s: %w", answer.BucketName, ErrNoBucket)
		}
		return fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	case http.StatusPreconditionFailed, http.StatusConflict:
		return fmt.Errorf("%s: %w", name, fs.ErrExist)
	case http.StatusNotImplemented:
		return fmt.Errorf("%s: %w", name, errors.ErrUnsupported)
	}
	if unavailable(err, answer.StatusCode) {
		return fmt.Errorf("%s: %w: %w", name, ErrUnavailable, err)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// unavailable reports whether a request failed for want of an answer (status is
// then 0), or by one that asks for patience.
func unavailable(err error, status int) bool {
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return false
	case status == 0:
		var answer *url.Error // as the HTTP client wraps what went wrong on the way
		return errors.As(err, &answer) || errors.Is(err, io.ErrUnexpectedEOF)
	}
	return status >= 500 || status == http.StatusTooManyRequests || status == http.StatusRequestTimeout
}

// Stat implements Store. The stamp is the ETag.
func (o *objects) Stat(ctx context.Context, name string) (Info, error) {
	info, err := o.client.StatObject(ctx, o.bucket, o.prefix+name, minio.StatObjectOptions{})
	if err = known(name, err); errors.Is(err, fs.ErrNotExist) {
		err = cmp.Or(o.lookForBucket(ctx), err)
	}
	return Info{name, info.Size, info.ETag}, err
}

// lookForBucket tells a missing bucket from a missing object: the answer to a
// HEAD has no text that would. It asks until it has seen the bucket once.
func (o *objects) lookForBucket(ctx context.Context) error {
	if o.bucketSeen.Load() {
		return nil
	}
	there, err := o.client.BucketExists(ctx, o.bucket)
	if err == nil && !there {
		return fmt.Errorf("%s: %w", o.bucket, ErrNoBucket)
	}
	o.bucketSeen.Store(err == nil) // who may not ask is told of missing objects
	return nil
}

// Range implements Store by one request with a Range header.
func (o *objects) Range(ctx context.Context, name string, off, n int64) (io.ReadCloser, error) {
	if n <= 0 {
		return io.NopCloser(bytes.NewReader(nil)), nil
	}
	var opts minio.GetObjectOptions
	if err := opts.SetRange(off, off+n-1); err != nil {
		return nil, err
	}
	r, _, _, err := o.client.GetObject(ctx, o.bucket, o.prefix+name, opts)
	return r, known(name, err)
}

// Put implements Store: an object is visible once its upload has ended.
func (o *objects) Put(ctx context.Context, name string, write func(io.Writer) error) error {
	return o.upload(ctx, name, write, minio.PutObjectOptions{DisableMultipart: true})
}

// Create implements Store by If-None-Match: *. A store that does not know the
// condition (Google's has one of its own) is asked first, which leaves a gap:
// it needs a single writer.
func (o *objects) Create(ctx context.Context, name string, write func(io.Writer) error) error {
	if _, err := o.Stat(ctx, name); err == nil {
		return fmt.Errorf("%s: %w", name, fs.ErrExist)
	}
	if !o.conditional {
		return o.Put(ctx, name, write)
	}
	opts := minio.PutObjectOptions{DisableMultipart: true}
	opts.SetMatchETagExcept("*")
	err := o.upload(ctx, name, write, opts)
	if errors.Is(err, errors.ErrUnsupported) {
		return o.Put(ctx, name, write)
	}
	return err
}

// Swap implements Store by If-Match: of a store that does not know the
// condition the same holds as for Create.
func (o *objects) Swap(ctx context.Context, name, stamp string, write func(io.Writer) error) error {
	if !o.conditional {
		return swapByStat(ctx, o, name, stamp, write)
	}
	opts := minio.PutObjectOptions{DisableMultipart: true}
	if stamp == "" {
		opts.SetMatchETagExcept("*")
	} else {
		opts.SetMatchETag(stamp)
	}
	err := o.upload(ctx, name, write, opts)
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		return swapByStat(ctx, o, name, stamp, write)
	case errors.Is(err, fs.ErrExist), errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w", name, ErrChanged)
	}
	return err
}

// upload gathers the object first, because a request states its length. What
// is written so, units, plans and manifests, is in memory anyway.
func (o *objects) upload(ctx context.Context, name string, write func(io.Writer) error, opts minio.PutObjectOptions) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	_, err := o.client.Client.PutObject(ctx, o.bucket, o.prefix+name, bytes.NewReader(b.Bytes()), int64(b.Len()), opts)
	return known(name, err)
}

// Adopt implements Store.
func (o *objects) Adopt(ctx context.Context, file, name string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	_, err = o.client.Client.PutObject(ctx, o.bucket, o.prefix+name, f, info.Size(), minio.PutObjectOptions{})
	return cmp.Or(known(name, err), os.Remove(file))
}

// Link implements Store by a copy on the server.
func (o *objects) Link(ctx context.Context, from, to string) error {
	_, err := o.client.Client.CopyObject(ctx, minio.CopyDestOptions{Bucket: o.bucket, Object: o.prefix + to},
		minio.CopySrcOptions{Bucket: o.bucket, Object: o.prefix + from})
	return known(to, err)
}

// List implements Store.
func (o *objects) List(ctx context.Context, prefix string) iter.Seq2[Info, error] {
	return func(yield func(Info, error) bool) {
		for info := range o.client.ListObjectsIter(ctx, o.bucket, minio.ListObjectsOptions{Prefix: o.prefix + prefix, Recursive: true}) {
			if info.Err != nil {
				yield(Info{}, known(prefix, info.Err))
				return
			}
			if strings.HasSuffix(info.Key, "/") { // what some tools put for a folder
				continue
			}
			if !yield(Info{strings.TrimPrefix(info.Key, o.prefix), info.Size, info.ETag}, nil) {
				return
			}
		}
	}
}

// Remove implements Store.
func (o *objects) Remove(ctx context.Context, name string) error {
	return known(name, o.client.RemoveObject(ctx, o.bucket, o.prefix+name, minio.RemoveObjectOptions{}))
}
