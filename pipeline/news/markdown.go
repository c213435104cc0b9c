package news

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// mostListed is how many lines a part has; the others are counted.
const mostListed = 100

// Empty reports whether there is nothing to tell.
func (n *News) Empty() bool {
	return len(n.New)+len(n.Gone)+len(n.Added)+len(n.Removed)+len(n.Refused)+len(n.Republished)+len(n.Changes) == 0
}

// WriteMarkdown writes the news under a title. Offices that have not published are
// told whether or not that is new.
func (n *News) WriteMarkdown(w io.Writer, title string) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s\n", escaped(title))
	if n.Empty() {
		fmt.Fprint(out, "\nNothing new.\n")
	}
	part(out, "New contradictions", n.New, finding)
	part(out, "Contradictions that are gone", n.Gone, finding)
	part(out, "Figures that a file published again states otherwise", n.Changes, func(c Change) string {
		return fmt.Sprintf("%s: %s was %s, is %s", escaped(c.Path), escaped(c.What), escaped(c.Was), escaped(c.Is))
	})
	part(out, "Published again", n.Republished, line)
	part(out, "New files", n.Added, line)
	part(out, "Refused", n.Refused, line)
	part(out, "Gone from the inputs", n.Removed, line)
	part(out, "Not yet published", n.Missing, func(m Missing) string {
		return fmt.Sprintf("%s: %s of %d, as it has of %d", escaped(m.Entity), escaped(m.Kind), m.Year, m.Year-1)
	})
	return out.Flush()
}

func part[T any](w io.Writer, name string, list []T, tell func(T) string) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(w, "\n## %s (%d)\n\n", name, len(list))
	for _, x := range list[:min(len(list), mostListed)] {
		fmt.Fprintf(w, "- %s\n", tell(x))
	}
	if more := len(list) - mostListed; more > 0 {
		fmt.Fprintf(w, "- … and %d more\n", more)
	}
}

func finding(f Finding) string {
	return fmt.Sprintf("**%s** %s `%s`: %s", f.Severity, escaped(f.Path), f.Rule, escaped(f.Formula))
}

func line(f File) string {
	if f.Why == "" {
		return escaped(f.Path)
	}
	return escaped(f.Path) + " (" + escaped(f.Why) + ")"
}

// escaped is a text of a report or the name of a file as Markdown shows it: it can
// be no link, no page's element and no line of its own.
func escaped(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "|", `\|`, "#", `\#`, "!", `\!`).Replace(s)
}
