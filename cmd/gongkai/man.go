package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"gongkai/pipeline"
)

type manCmd struct{}

// Run implements the command. The page is made from the command line's own
// model, so that it never lags behind it: gongkai man | man -l -
func (manCmd) Run(s *streams, k *kong.Kong) error {
	var b strings.Builder
	writeMan(&b, k.Model.Node)
	_, err := io.WriteString(s.out, b.String())
	return err
}

// exit is an exit status and what it means.
type exit struct {
	status int
	means  string
}

// exits are all of them, as the manual and the README tell them.
func exits() []exit {
	return []exit{
		{exitOK, "It ran."},
		{exitFailed, "It could not."},
		{exitUsage, "Wrong usage."},
		{exitStrict, "With run --strict: a file was refused, or a check is inconsistent."},
		{exitKept, "The dataset is written, but inputs could not be read now and stand as an earlier run read them."},
		{exitDamaged, "verify found damage."},
		{exitAgain, "It could not now: the same command may succeed later."},
		{exitInterrupted, "It was interrupted; 143 when it was asked to end."},
	}
}

// roff escapes what a line of running text may not hold.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}

// writeMan writes a page of the man macros. Words in bold are typed as they are,
// those in italics stand for others.
func writeMan(b *strings.Builder, top *kong.Node) {
	fmt.Fprintf(b, ".TH GONGKAI 1 \"\" \"gongkai %s\" \"User Commands\"\n", roff(pipeline.Version))
	b.WriteString(".SH NAME\ngongkai \\- turn Chinese government disclosure files into typed, reconciled Parquet\n.SH SYNOPSIS\n")
	commands := commandsOf(top, "")
	for i, c := range commands {
		if i > 0 {
			b.WriteString(".br\n")
		}
		fmt.Fprintf(b, ".B gongkai %s\n%s\n", roff(c.path), operandsOf(c.node))
	}
	b.WriteString(".SH DESCRIPTION\nResults go to standard output, everything else to standard error.\n.SH COMMANDS\n")
	for _, c := range commands {
		fmt.Fprintf(b, ".SS gongkai %s\n%s\n", roff(c.path), roff(c.help))
		for _, p := range c.node.Positional {
			fmt.Fprintf(b, ".TP\n.I %s\n%s\n", roff(strings.ToUpper(p.Name)), roff(strings.ReplaceAll(p.Help, "${enum}", p.Enum)))
		}
		for _, f := range c.node.Flags {
			writeManFlag(b, f)
		}
	}
	b.WriteString(".SH EXIT STATUS\n")
	for _, e := range exits() {
		fmt.Fprintf(b, ".TP\n.B %d\n%s\n", e.status, roff(e.means))
	}
	b.WriteString(".SH ENVIRONMENT\n.TP\n.B XDG_CACHE_HOME\nWhere the compiled PDF engine is kept between runs.\n")
	b.WriteString(".TP\n.B GOMEMLIMIT\nHow much memory the program tries to stay below.\n")
	b.WriteString(".TP\n.B NO_COLOR\nNo colours, whatever the terminal.\n")
}

// operandsOf are the operands of a command as its synopsis shows them.
func operandsOf(n *kong.Node) string {
	parts := []string{`[\fIoptions\fR]`}
	for _, p := range n.Positional {
		name := `\fI` + roff(strings.ToUpper(p.Name)) + `\fR`
		if p.IsCumulative() {
			name += "..."
		}
		if !p.Required {
			name = "[" + name + "]"
		}
		parts = append(parts, name)
	}
	return strings.Join(parts, " ")
}

func writeManFlag(b *strings.Builder, f *kong.Flag) {
	fmt.Fprintf(b, ".TP\n.B %s", roff("--"+f.Name))
	if !f.IsBool() {
		fmt.Fprintf(b, ` \fI%s\fR`, roff(strings.Trim(f.FormatPlaceHolder(), `"`)))
	}
	fmt.Fprintf(b, "\n%s\n", roff(flagHelp(f)))
}
