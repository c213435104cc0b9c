package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCmd struct {
	Shell string `arg:"" help:"${enum}." enum:"bash,zsh,fish,powershell"`
}

// Run implements the command. The scripts are made from the command line's own
// model, so that they never lag behind it; names that an option or operand takes
// (the tag ids says which) are asked of the program when they are completed.
func (c *completionCmd) Run(s *streams, k *kong.Kong) error {
	commands := commandsOf(k.Model.Node, "")
	var b strings.Builder
	switch c.Shell {
	case "bash":
		writeBash(&b, commands)
	case "zsh":
		writeZsh(&b, commands)
	case "powershell":
		writePowerShell(&b, commands)
	default:
		writeFish(&b, commands)
	}
	_, err := io.WriteString(s.out, b.String())
	return err
}

// command is a command that can be given, with the words that name it.
type command struct {
	path, help string
	node       *kong.Node
}

// commandsOf lists the commands below a node, those first that lead to others.
func commandsOf(top *kong.Node, prefix string) (all []command) {
	for _, n := range top.Children {
		if n.Hidden {
			continue
		}
		path, self := prefix+n.Name, n
		if d := n.DefaultCmd; d != nil { // what is meant without the next word
			self = d
		}
		if n.DefaultCmd != nil || len(n.Children) == 0 {
			all = append(all, command{path, n.Help, self})
		}
		all = append(all, slices.DeleteFunc(commandsOf(n, path+" "), func(c command) bool { return c.node == n.DefaultCmd })...)
	}
	return all
}

// flagNames are those of a command.
func (c *command) flagNames() (names []string) {
	for _, f := range c.node.Flags {
		names = append(names, "--"+f.Name)
	}
	return names
}

// nextWords are the words that may follow the first of the commands, by these.
func nextWords(commands []command) (firsts []string, next map[string][]string) {
	next = make(map[string][]string)
	for _, c := range commands {
		first, second, more := strings.Cut(c.path, " ")
		if !slices.Contains(firsts, first) {
			firsts = append(firsts, first)
		}
		if more {
			next[first] = append(next[first], second)
		}
	}
	return firsts, next
}

// values are what a flag or operand may be set to, as far as that is a list.
func values(v *kong.Value) (all []string) {
	if v.Enum == "" {
		return nil
	}
	for _, v := range v.EnumSlice() {
		if v != "" {
			all = append(all, v)
		}
	}
	return all
}

// askFor is the command of a shell that prints the names a value may have, "" when
// the program knows none.
func askFor(v *kong.Value) string {
	if kind := v.Tag.Get("ids"); kind != "" {
		return "gongkai explain --ids " + kind + " 2>/dev/null"
	}
	return ""
}

// flagHelp is a flag's help with what it may be set to.
func flagHelp(f *kong.Flag) string { return strings.ReplaceAll(f.Help, "${enum}", f.Enum) }

// bashWords is a line of bash that completes from words or a command's output.
func bashWords(v *kong.Value) string {
	if all := values(v); all != nil {
		return fmt.Sprintf("COMPREPLY=($(compgen -W %q -- \"$cur\"))", strings.Join(all, " "))
	}
	if ask := askFor(v); ask != "" {
		return fmt.Sprintf(`COMPREPLY=($(compgen -W "$(%s)" -- "$cur"))`, ask)
	}
	return ""
}

func writeBash(b *strings.Builder, commands []command) {
	firsts, next := nextWords(commands)
	b.WriteString("# gongkai completion for bash: source <(gongkai completion bash)\n_gongkai() {\n")
	b.WriteString("  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]} words=\n")
	fmt.Fprintf(b, "  if [ \"$COMP_CWORD\" -eq 1 ]; then COMPREPLY=($(compgen -W %q -- \"$cur\")); return; fi\n", strings.Join(firsts, " "))
	b.WriteString("  case \"$verb ${COMP_WORDS[2]}\" in\n")
	for _, first := range firsts {
		for _, second := range next[first] {
			fmt.Fprintf(b, "    %q) [ \"$COMP_CWORD\" -gt 2 ] && verb=%q ;;\n", first+" "+second, first+" "+second)
		}
	}
	b.WriteString("  esac\n  case \"$verb:$prev\" in\n")
	for _, c := range commands {
		for _, f := range c.node.Flags {
			if words := bashWords(f.Value); words != "" {
				fmt.Fprintf(b, "    %q) %s; return ;;\n", c.path+":--"+f.Name, words)
			}
		}
	}
	b.WriteString("  esac\n  case $verb in\n")
	for _, c := range commands {
		fmt.Fprintf(b, "    %q) words=%q ;;\n", c.path, strings.Join(c.flagNames(), " "))
	}
	b.WriteString("  esac\n  case $cur in\n    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")); return ;;\n  esac\n  case $verb in\n")
	for _, c := range commands {
		if words := bashOperand(&c, next); words != "" {
			fmt.Fprintf(b, "    %q) %s; return ;;\n", c.path, words)
		}
	}
	b.WriteString("  esac\n  COMPREPLY=($(compgen -f -- \"$cur\"))\n}\ncomplete -o filenames -F _gongkai gongkai\n")
}

// bashOperand completes the operand of a command that is no file.
func bashOperand(c *command, next map[string][]string) string {
	if second := next[c.path]; second != nil {
		return fmt.Sprintf("COMPREPLY=($(compgen -f -W %q -- \"$cur\"))", strings.Join(second, " "))
	}
	if len(c.node.Positional) > 0 {
		return bashWords(c.node.Positional[0])
	}
	return ""
}

// quoted is a text between single quotes, as zsh and sh read it.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// zshAction completes a value: one of words, of a command's output, or a file.
func zshAction(v *kong.Value) string {
	if all := values(v); all != nil {
		return "(" + strings.Join(all, " ") + ")"
	}
	if ask := askFor(v); ask != "" {
		return "{compadd -- $(" + ask + ")}"
	}
	return "_files"
}

func writeZsh(b *strings.Builder, commands []command) {
	firsts, next := nextWords(commands)
	b.WriteString("#compdef gongkai\n# gongkai completion for zsh: gongkai completion zsh > ~/.zfunc/_gongkai\n_gongkai() {\n  local verb=$words[2]\n  local -a verbs\n  verbs=(\n")
	for _, first := range firsts {
		fmt.Fprintf(b, "    %s\n", quoted(first+":"+helpOf(commands, first)))
	}
	b.WriteString("  )\n  if (( CURRENT == 2 )); then _describe command verbs; return; fi\n  case \"$words[2] $words[3]\" in\n")
	for _, first := range firsts {
		for _, second := range next[first] {
			fmt.Fprintf(b, "    %s) (( CURRENT > 3 )) && verb=%s ;;\n", quoted(first+" "+second), quoted(first+" "+second))
		}
	}
	b.WriteString("  esac\n  case $verb in\n")
	escape := strings.NewReplacer("[", `\[`, "]", `\]`, ":", `\:`)
	for _, c := range commands {
		fmt.Fprintf(b, "    %s) _arguments", quoted(c.path))
		for _, f := range c.node.Flags {
			spec := "--" + f.Name + "[" + escape.Replace(flagHelp(f)) + "]"
			if !f.IsBool() {
				spec += ":" + f.Name + ":" + zshAction(f.Value)
			}
			b.WriteString(" " + quoted(spec))
		}
		fmt.Fprintf(b, " %s ;;\n", quoted("*:operand:"+zshOperand(&c, next)))
	}
	for _, first := range firsts {
		if second := next[first]; second != nil && helpOf(commands, first) == "" {
			fmt.Fprintf(b, "    %s) compadd -- %s ;;\n", first, strings.Join(second, " "))
		}
	}
	b.WriteString("  esac\n}\ncompdef _gongkai gongkai\n")
}

func zshOperand(c *command, next map[string][]string) string {
	if second := next[c.path]; second != nil {
		return "{compadd -- " + strings.Join(second, " ") + "; _files}"
	}
	if len(c.node.Positional) > 0 {
		return zshAction(c.node.Positional[0])
	}
	return "_files"
}

// helpOf is the help of the command of this name, "" when it needs a second word.
func helpOf(commands []command, path string) string {
	for _, c := range commands {
		if c.path == path {
			return c.help
		}
	}
	return ""
}

func writeFish(b *strings.Builder, commands []command) {
	b.WriteString("# gongkai completion for fish: gongkai completion fish | source\n")
	escape := strings.NewReplacer(`\`, `\\`, "'", `\'`)
	firsts, next := nextWords(commands)
	for _, first := range firsts {
		fmt.Fprintf(b, "complete -c gongkai -n __fish_use_subcommand -a %s -d '%s'\n", first, escape.Replace(helpOf(commands, first)))
		if second := next[first]; second != nil {
			fmt.Fprintf(b, "complete -c gongkai -n '__fish_seen_subcommand_from %s; and not __fish_seen_subcommand_from %s' -a '%[2]s'\n", first, strings.Join(second, " "))
		}
	}
	for _, c := range commands {
		when := "__fish_seen_subcommand_from " + strings.Join(strings.Fields(c.path), "; and __fish_seen_subcommand_from ")
		for _, f := range c.node.Flags {
			fmt.Fprintf(b, "complete -c gongkai -n '%s' -l %s -d '%s'", when, f.Name, escape.Replace(flagHelp(f)))
			switch all, ask := values(f.Value), askFor(f.Value); {
			case all != nil:
				fmt.Fprintf(b, " -x -a '%s'", strings.Join(all, " "))
			case ask != "":
				fmt.Fprintf(b, " -x -a '(%s)'", ask)
			case !f.IsBool():
				b.WriteString(" -r")
			}
			b.WriteString("\n")
		}
		if len(c.node.Positional) > 0 {
			if p := c.node.Positional[0]; values(p) != nil {
				fmt.Fprintf(b, "complete -c gongkai -n '%s' -f -a '%s'\n", when, strings.Join(values(p), " "))
			} else if ask := askFor(p); ask != "" {
				fmt.Fprintf(b, "complete -c gongkai -n '%s' -f -a '(%s)'\n", when, ask)
			}
		}
	}
}

// psWords is a list of PowerShell.
func psWords(words []string) string {
	var all []string
	for _, w := range words {
		all = append(all, "'"+strings.ReplaceAll(w, "'", "''")+"'")
	}
	return "@(" + strings.Join(all, ", ") + ")"
}

// psValue is what a value is completed from, "" for the files that PowerShell takes itself
// where a completer gives nothing.
func psValue(v *kong.Value) string {
	if all := values(v); all != nil {
		return psWords(all)
	}
	if kind := v.Tag.Get("ids"); kind != "" {
		return "(gongkai explain --ids " + kind + " 2>$null)"
	}
	return ""
}

// writePowerShell writes a completer for Windows PowerShell 5 and PowerShell 7. What follows
// the command is told by the words before the one that is completed.
func writePowerShell(b *strings.Builder, commands []command) {
	firsts, next := nextWords(commands)
	b.WriteString("# gongkai completion for PowerShell: gongkai completion powershell | Out-String | Invoke-Expression\n" +
		"Register-ArgumentCompleter -Native -CommandName gongkai, gongkai.exe -ScriptBlock {\n" +
		"  param($word, $line, $at)\n" +
		"  $before = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $at } | ForEach-Object { $_.ToString() })\n" +
		"  $verb = $before[1]; $prev = $before[-1]\n" +
		"  if ($before.Count -lt 2) { $found = " + psWords(firsts) + " }\n  else {\n" +
		"    switch (\"$verb $($before[2])\") {\n")
	for _, first := range firsts {
		for _, second := range next[first] {
			fmt.Fprintf(b, "      '%s %s' { $verb = $_ }\n", first, second)
		}
	}
	b.WriteString("    }\n    $flags = @(); $found = @()\n    switch ($verb) {\n")
	writePowerShellVerbs(b, commands)
	b.WriteString("    }\n    if ($word -like '-*') { $found = $flags }\n    switch (\"${verb}:$prev\") {\n")
	for _, c := range commands {
		for _, f := range c.node.Flags {
			if list := psValue(f.Value); list != "" {
				fmt.Fprintf(b, "      '%s:--%s' { $found = %s }\n", c.path, f.Name, list)
			}
		}
	}
	b.WriteString("    }\n  }\n" +
		"  $found | Where-Object { $_ -like \"$word*\" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }\n}\n")
}

// writePowerShellVerbs says what follows each command: its options, and words or ids.
func writePowerShellVerbs(b *strings.Builder, commands []command) {
	firsts, next := nextWords(commands)
	for _, c := range commands {
		fmt.Fprintf(b, "      '%s' { $flags = %s", c.path, psWords(c.flagNames()))
		if second := next[c.path]; second != nil {
			fmt.Fprintf(b, "; $found = %s", psWords(second))
		} else if len(c.node.Positional) > 0 {
			if list := psValue(c.node.Positional[0]); list != "" {
				fmt.Fprintf(b, "; $found = %s", list)
			}
		}
		b.WriteString(" }\n")
	}
	for _, first := range firsts {
		if helpOf(commands, first) == "" {
			fmt.Fprintf(b, "      '%s' { $found = %s }\n", first, psWords(next[first]))
		}
	}
}
