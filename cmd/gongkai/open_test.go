package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/alecthomas/kong"
)

// TestOpened: what is dropped on the program is opened, and a command stays what it is.
func TestOpened(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "决算 2021.docx")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	parser, err := kong.New(&cli{}, kong.Vars{"version": ""})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args  []string
		alone bool
		open  bool
	}{
		{nil, false, false}, {nil, true, true}, {[]string{dir}, false, true}, {[]string{dir, file}, true, true},
		{[]string{"run", dir}, true, false}, {[]string{dir, "--out"}, true, false}, {[]string{"version"}, true, false}, {[]string{"--help"}, false, false},
	} {
		want := c.args
		if c.open {
			want = append([]string{"open"}, c.args...)
		}
		if got := opened(c.args, parser.Model.Children, c.alone); !slices.Equal(got, want) {
			t.Errorf("%v, alone %v: %v", c.args, c.alone, got)
		}
	}
	inputs, err := usualInputs("out", []string{"-odd", file})
	if err != nil || inputs.FileMemory == 0 || inputs.FileTimeout == 0 || !inputs.Blocks || !slices.Equal(inputs.Paths, []string{"-odd", file}) {
		t.Errorf("%+v, %v", inputs, err)
	}
	for _, key := range []string{"welcome", "leave open", "press"} {
		if said(key) == "" {
			t.Error("nothing is said of", key)
		}
	}
}
