//go:build s3

package store

import (
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
}
