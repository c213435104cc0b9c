package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gongkai": main, "fake-engine": fakeEngine, "fake-picture": fakePicture})
}

// sequential are scripts of many starts whose commands do one thing after the other: what is asked for wrongly, what a dataset
// is written out as. They are left out with -short, as the race detector runs, under which each start takes a second or two.
var sequential = []string{"cells.txtar", "export.txtar", "usage.txtar"}

func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(files) <= len(sequential) {
		t.Fatalf("%d scripts: %v", len(files), err)
	}
	if testing.Short() {
		files = slices.DeleteFunc(files, func(file string) bool { return slices.Contains(sequential, filepath.Base(file)) })
	}
	testscript.Run(t, testscript.Params{
		Files: files,
		Condition: func(cond string) (bool, error) {
			return cond == "root" && os.Geteuid() == 0, nil
		},
	})
}
