//go:build !s3

package store

import (
	"errors"
	"testing"
)

func TestNotBuilt(t *testing.T) {
	for _, path := range []string{"s3://bucket/prefix", "gs://bucket"} {
		if _, err := Open(path); !errors.Is(err, ErrNotBuilt) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
