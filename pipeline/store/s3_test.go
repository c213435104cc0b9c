//go:build s3

package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gongkai/pipeline/internal/s3server"
)

func TestS3(t *testing.T) {
	s3server.Start(t, "bucket")
	s, err := Open("s3://bucket/some/prefix")
	if err != nil {
		t.Fatal(err)
	}
	conform(t, s)
	race(t, s)
}

// TestS3SwapsOnce has many replace an object from what all of them saw.
func TestS3SwapsOnce(t *testing.T) {
	s3server.Start(t, "bucket")
	s, err := Open("s3://bucket/some/prefix")
	if err != nil {
		t.Fatal(err)
	}
	for round := range 5 {
		name := fmt.Sprint("swapped/", round)
		if err := PutBytes(t.Context(), s, name, []byte("first")); err != nil {
			t.Fatal(err)
		}
		seen, err := s.Stat(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		var won atomic.Int64
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() {
				err := s.Swap(t.Context(), name, seen.Stamp, func(w io.Writer) error { _, err := fmt.Fprint(w, i); return err })
				if err == nil {
					won.Add(1)
				} else if !errors.Is(err, ErrChanged) {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if won.Load() != 1 {
			t.Errorf("%d of 8 swapped one object", won.Load())
		}
	}
}

// TestS3WithoutTemp writes objects where there is no folder for temporary files,
// as in an image of the program alone.
func TestS3WithoutTemp(t *testing.T) {
	s3server.Start(t, "bucket")
	adopted := filepath.Join(t.TempDir(), "part")
	if err := os.WriteFile(adopted, []byte("part"), 0o666); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", "/dev/null/none")
	s, err := Open("s3://bucket/some/prefix")
	if err != nil {
		t.Fatal(err)
	}
	text := func(w io.Writer) error { _, err := io.WriteString(w, "mine"); return err }
	if err := cmpOr(s.Put(t.Context(), "put", text), s.Create(t.Context(), "created", text), s.Swap(t.Context(), "swapped", "", text),
		s.Adopt(t.Context(), adopted, "adopted")); err != nil {
		t.Error(err)
	}
}

// TestS3MissingBucket: a bucket that is not there is no missing file.
func TestS3MissingBucket(t *testing.T) {
	s3server.Start(t, "bucket")
	s, err := Open("s3://nowhere/some/prefix")
	if err != nil {
		t.Fatal(err)
	}
	text := func(w io.Writer) error { _, err := io.WriteString(w, "mine"); return err }
	_, stat := s.Stat(t.Context(), "a")
	_, read := ReadRange(t.Context(), s, "a", 0, 1)
	var list error
	for _, list = range s.List(t.Context(), "") {
	}
	for name, err := range map[string]error{"stat": stat, "read": read, "list": list, "put": s.Put(t.Context(), "a", text),
		"create": s.Create(t.Context(), "a", text), "swap": s.Swap(t.Context(), "a", "", text)} {
		if !errors.Is(err, ErrNoBucket) || errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "nowhere") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s, err = Open("s3://bucket/some/prefix"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Stat(t.Context(), "a"); !errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrNoBucket) {
		t.Errorf("a missing object of a bucket: %v", err)
	}
}

// TestS3Unavailable tells a server that is not there, or busy, from a refusal.
func TestS3Unavailable(t *testing.T) {
	status := http.StatusServiceUnavailable
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) }))
	for name, value := range map[string]string{"AWS_ENDPOINT_URL": server.URL, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"} {
		t.Setenv(name, value)
	}
	s, err := Open("s3://bucket/some/prefix")
	if err != nil {
		t.Fatal(err)
	}
	try := func() error {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, err := s.Stat(ctx, "a")
		return err
	}
	if status = http.StatusForbidden; errors.Is(try(), ErrUnavailable) {
		t.Error("a refusal counts as unavailable")
	}
	if status = http.StatusServiceUnavailable; !errors.Is(try(), ErrUnavailable) {
		t.Errorf("503: %v", try())
	}
	server.Close()
	if err := try(); !errors.Is(err, ErrUnavailable) {
		t.Errorf("nobody there: %v", err)
	}
}

// TestGoogle speaks to a server of the test as to Google's.
func TestGoogle(t *testing.T) {
	s3server.Start(t, "bucket")
	s, err := Open("gs://bucket/some/prefix")
	if err != nil {
		t.Fatal(err)
	}
	conform(t, s)
}

// TestConditionRefused has a server that does not implement conditions.
func TestConditionRefused(t *testing.T) {
	s3server.Start(t, "bucket")
	server, err := url.Parse(os.Getenv("AWS_ENDPOINT_URL"))
	if err != nil {
		t.Fatal(err)
	}
	behind, refused := httputil.NewSingleHostReverseProxy(server), 0
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") != "" || r.Header.Get("If-Match") != "" {
			refused++
			w.WriteHeader(http.StatusNotImplemented)
			return
		}
		behind.ServeHTTP(w, r)
	}))
	defer front.Close()
	t.Setenv("AWS_ENDPOINT_URL", front.URL)
	s, err := Open("s3://bucket/some/prefix")
	if err != nil {
		t.Fatal(err)
	}
	conform(t, s)
	text := func(w io.Writer) error { _, err := io.WriteString(w, "mine"); return err }
	if err := s.Create(t.Context(), "new", text); err != nil {
		t.Error(err)
	}
	if err := s.Create(t.Context(), "new", text); !errors.Is(err, fs.ErrExist) {
		t.Errorf("created twice: %v", err)
	}
	if refused == 0 {
		t.Error("no condition was sent")
	}
}
