//go:build s3

package store

import (
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"testing"

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
		if r.Header.Get("If-None-Match") != "" {
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
