package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// asHelp turns the word help, which other programs have as a command, into the
// option: gongkai help run is gongkai run --help.
func asHelp(args []string) []string {
	if len(args) == 0 || args[0] != "help" {
		return args
	}
	return append(slices.Clone(args[1:]), "--help")
}

// writeMistake says what is wrong with a command line, and what helps.
func writeMistake(w io.Writer, args []string, err error) {
	var wrong *kong.ParseError
	if len(args) == 0 || !errors.As(err, &wrong) {
		fmt.Fprintf(w, "gongkai: %v\nRun gongkai --help for usage. It begins with one of these:\n%s", err, begin)
		return
	}
	node, name := wrong.Context.Model.Node, "gongkai"
	if selected := wrong.Context.Selected(); selected != nil {
		node, name = selected, "gongkai "+strings.Fields(selected.Path())[0]
	}
	said := err.Error()
	if flag, ok := strings.CutPrefix(said, "unknown flag "); ok {
		flag, hint, _ := strings.Cut(flag, ", ")
		if hint == "" || !strings.HasPrefix(flag, "--") { // any letter is thought to be like any other
			said = "unknown flag " + flag + likeFlag(node, flag)
		}
	}
	if node == wrong.Context.Model.Node && strings.HasPrefix(said, "unexpected argument") && looksLikePath(args[0]) {
		said = args[0] + ": no such file or folder, and no command"
	}
	fmt.Fprintf(w, "gongkai: %s\nRun %s --help for usage.\n", said, name)
}

// begin is what a newcomer is told.
const begin = `  gongkai run --out out FOLDER   read the reports of a folder into a dataset
  gongkai serve out              look at it in the browser
  gongkai extract FILE           see what one report says
`

// likeFlag tells which of a command's options one that is not there is like: the
// same beginning, or the one within the other; all of them where none is.
func likeFlag(node *kong.Node, flag string) string {
	flag = strings.TrimLeft(flag, "-")
	var like, all []string
	for _, group := range node.AllFlags(true) {
		for _, f := range group {
			if f.Name == "help" || f.Name == "version" && flag != "v" {
				continue
			}
			all = append(all, "--"+f.Name)
			if strings.HasPrefix(f.Name, flag) || strings.HasPrefix(flag, f.Name) {
				like = append(like, "--"+f.Name)
			}
		}
	}
	switch {
	case len(like) > 0:
		return "; did you mean " + strings.Join(like, " or ") + "?"
	case len(all) == 0:
		return ""
	}
	return "; there are " + strings.Join(all, " ")
}

// looksLikePath reports whether a word is meant as a file.
func looksLikePath(word string) bool {
	return strings.ContainsAny(word, `./\`+string(os.PathSeparator))
}
