//go:build !s3

package store

func openS3(string) (Store, error) { return nil, ErrNotBuilt }
