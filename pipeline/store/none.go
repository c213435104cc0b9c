//go:build !s3

package store

func openBucket(string) (Store, error) { return nil, ErrNotBuilt }
