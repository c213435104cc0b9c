package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/alecthomas/kong"
)

// openCmd is what a double click on the program does, and dropping files or a
// folder on it: it reads what was dropped into a dataset beside it, and opens the
// pages in the browser.
type openCmd struct {
	Paths []string `arg:"" name:"path" optional:"" help:"What was dropped."`
}

// datasetBeside is the folder that is made beside what was dropped.
const datasetBeside = "gongkai-out"

// Run implements the command.
func (c *openCmd) Run(ctx context.Context, s *streams) error {
	fmt.Fprintln(s.err, said("welcome"))
	show := &serveCmd{Listen: "127.0.0.1:0", Browse: true}
	if len(c.Paths) > 0 {
		show.Dataset = filepath.Join(filepath.Dir(filepath.Clean(c.Paths[0])), datasetBeside)
		inputs, err := usualInputs(show.Dataset, c.Paths)
		if err != nil {
			return err
		}
		if err := (&runCmd{inputFlags: inputs, LogFormat: "text"}).Run(ctx, s); err != nil && !errors.Is(err, errKept) {
			return err
		}
	}
	fmt.Fprintln(s.err, said("leave open"))
	return show.Run(ctx, s)
}

// usualInputs are the options of a run that nobody gave any.
func usualInputs(out string, paths []string) (inputFlags, error) {
	var f struct {
		inputFlags `embed:""`
	}
	parser, err := kong.New(&f)
	if err != nil {
		return f.inputFlags, err
	}
	_, err = parser.Parse(append([]string{"--blocks", "--out", out, "--"}, paths...))
	return f.inputFlags, err
}

// opened puts the verb before what was dropped on the program: arguments that are
// all files and folders that are there, the first of which is no command. alone is
// whether the program was started without a shell, as by a double click.
func opened(args []string, commands []*kong.Node, alone bool) []string {
	named := func(name string) bool {
		return slices.ContainsFunc(commands, func(n *kong.Node) bool { return n.Name == name })
	}
	there := func(path string) bool {
		_, err := os.Stat(path)
		return err == nil
	}
	dropped := len(args) > 0 && !named(args[0])
	for _, a := range args {
		dropped = dropped && there(a)
	}
	if dropped || len(args) == 0 && alone {
		return append([]string{"open"}, args...)
	}
	return args
}

// browse opens an address in the browser.
func browse(address string) error {
	switch runtime.GOOS {
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", address).Start()
	case "darwin":
		return exec.Command("open", address).Start()
	}
	return exec.Command("xdg-open", address).Start()
}
