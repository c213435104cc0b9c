package store_test

import (
	"context"
	"fmt"
	"os"

	"gongkai/pipeline/store"
)

// A folder and a bucket are written and read in the same way.
func ExampleOpen() {
	dir, err := os.MkdirTemp("", "store")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	s, err := store.Open(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	if err := store.PutBytes(ctx, s, "units/0", []byte("done")); err != nil {
		fmt.Println(err)
		return
	}
	b, err := store.ReadAll(ctx, s, "units/0", 1<<10)
	fmt.Println(string(b), err)
	// Output:
	// done <nil>
}
