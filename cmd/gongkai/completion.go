package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCmd struct {
	Shell string `arg:"" help:"${enum}." enum:"bash,zsh,fish"`
}

// Run implements the command. The scripts are made from the command line's own
// model, so that they never lag behind it.
func (c *completionCmd) Run(s *streams, k *kong.Kong) error {
	var verbs []verb
	for _, n := range k.Model.Children {
		if !n.Hidden {
			verbs = append(verbs, verb{n.Name, n.Help, n.Flags})
		}
	}
	var b strings.Builder
	switch c.Shell {
	case "bash":
		writeBash(&b, verbs)
	case "zsh":
		writeZsh(&b, verbs)
	default:
		writeFish(&b, verbs)
	}
	_, err := io.WriteString(s.out, b.String())
	return err
}

// verb is a command as a shell sees it.
type verb struct {
	name, help string
	flags      []*kong.Flag
}

func (v *verb) flagNames() (names []string) {
	for _, f := range v.flags {
		names = append(names, "--"+f.Name)
	}
	return names
}

func verbNames(verbs []verb) (names []string) {
	for _, v := range verbs {
		names = append(names, v.name)
	}
	return names
}

// values are what a flag may be set to, as far as that is a list.
func values(f *kong.Flag) (all []string) {
	if f.Enum == "" {
		return nil
	}
	for _, v := range f.EnumSlice() {
		if v != "" {
			all = append(all, v)
		}
	}
	return all
}

func writeBash(b *strings.Builder, verbs []verb) {
	b.WriteString("# gongkai completion for bash: source <(gongkai completion bash)\n_gongkai() {\n")
	b.WriteString("  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=\n")
	fmt.Fprintf(b, "  if [ \"$COMP_CWORD\" -eq 1 ]; then COMPREPLY=($(compgen -W %q -- \"$cur\")); return; fi\n", strings.Join(verbNames(verbs), " "))
	b.WriteString("  case ${COMP_WORDS[1]}:$prev in\n")
	for _, v := range verbs {
		for _, f := range v.flags {
			if all := values(f); all != nil {
				fmt.Fprintf(b, "    %s:--%s) COMPREPLY=($(compgen -W %q -- \"$cur\")); return ;;\n", v.name, f.Name, strings.Join(all, " "))
			}
		}
	}
	b.WriteString("  esac\n  case ${COMP_WORDS[1]} in\n")
	for _, v := range verbs {
		fmt.Fprintf(b, "    %s) words=%q ;;\n", v.name, strings.Join(v.flagNames(), " "))
	}
	b.WriteString("  esac\n  case $cur in\n    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n")
	b.WriteString("    *) COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n  esac\n}\ncomplete -o filenames -F _gongkai gongkai\n")
}

// quoted is a text between single quotes, as zsh and sh read it.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func writeZsh(b *strings.Builder, verbs []verb) {
	b.WriteString("#compdef gongkai\n# gongkai completion for zsh: gongkai completion zsh > ~/.zfunc/_gongkai\n_gongkai() {\n  local -a verbs\n  verbs=(\n")
	for _, v := range verbs {
		fmt.Fprintf(b, "    %s\n", quoted(v.name+":"+v.help))
	}
	b.WriteString("  )\n  if (( CURRENT == 2 )); then _describe command verbs; return; fi\n  case $words[2] in\n")
	escape := strings.NewReplacer("[", `\[`, "]", `\]`, ":", `\:`)
	for _, v := range verbs {
		fmt.Fprintf(b, "    %s) _arguments", v.name)
		for _, f := range v.flags {
			spec := "--" + f.Name + "[" + escape.Replace(help(f)) + "]"
			if all := values(f); all != nil {
				spec += ":" + f.Name + ":(" + strings.Join(all, " ") + ")"
			} else if !f.IsBool() {
				spec += ":" + f.Name + ":_files"
			}
			b.WriteString(" " + quoted(spec))
		}
		b.WriteString(" '*:file:_files' ;;\n")
	}
	b.WriteString("  esac\n}\ncompdef _gongkai gongkai\n")
}

// help is a flag's help with what it may be set to.
func help(f *kong.Flag) string { return strings.ReplaceAll(f.Help, "${enum}", f.Enum) }

func writeFish(b *strings.Builder, verbs []verb) {
	b.WriteString("# gongkai completion for fish: gongkai completion fish | source\n")
	fish := strings.NewReplacer(`\`, `\\`, "'", `\'`)
	for _, v := range verbs {
		fmt.Fprintf(b, "complete -c gongkai -n __fish_use_subcommand -a %s -d '%s'\n", v.name, fish.Replace(v.help))
		for _, f := range v.flags {
			fmt.Fprintf(b, "complete -c gongkai -n '__fish_seen_subcommand_from %s' -l %s -d '%s'", v.name, f.Name, fish.Replace(help(f)))
			if all := values(f); all != nil {
				fmt.Fprintf(b, " -x -a '%s'", strings.Join(all, " "))
			} else if !f.IsBool() {
				b.WriteString(" -r")
			}
			b.WriteString("\n")
		}
	}
}
