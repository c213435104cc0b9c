//go:build !s3

package store

import (
	"errors"
	"testing"
)

func TestNotBuilt(t *testing.T) {
	if _, err := Open("s3://bucket/prefix"); !errors.Is(err, ErrNotBuilt) {
		t.Errorf("%v", err)
	}
}
