package batch_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"gongkai/pipeline/batch"
	"gongkai/schema"
)

// A folder of reports becomes a dataset.
func ExampleRun() {
	out, err := os.MkdirTemp("", "dataset")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(out)
	sum, err := batch.Run(context.Background(), batch.Config{Paths: []string{filepath.Join("..", "..", "samples", "*.txt")}, Out: out})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sum.Files, "files,", sum.Statuses[schema.Read], "read")
	// Output:
	// 2 files, 2 read
}
