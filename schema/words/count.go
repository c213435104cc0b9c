package words

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/schema/pattern"
)

// Count is one way these reports count something or name an amount by a clause
// rather than a noun: the unit, what the clause must say and must not say, and
// where.
type Count struct {
	Concept string   // an id of schema
	Units   []string // acceptable units; 元 alone makes it an amount
	All     []string // every one of these stands in the clause
	Any     []string // at least one of these does, when not empty; written as patterns
	None    []string // none of these does
	Near    []string // every one of these stands within a few characters of the number
	Also    []string // words that may stand beside them and say nothing more
	Section string   // prefix of the section's id, "" for any
	Row
}

// Money reports a wording of amounts.
func (c *Count) Money() bool { return slices.Contains(c.Units, "元") }

// Tally says of a count no more than that it is one: 共计. What is counted stands
// before it in the sentence. Within reports one that does so also among other
// words: 共涉及项目.
type Tally struct {
	Text   string
	Within bool
	Row
}

func (t *Tables) tally(r Row, cells []string) error {
	if cells[1] != "alone" && cells[1] != "within" {
		return fmt.Errorf("%s is neither alone nor within", cells[1])
	}
	t.Tallies = append(t.Tallies, Tally{cells[0], cells[1] == "within", r})
	return nil
}

func (t *Tables) count(r Row, cells []string) error {
	t.Counts = append(t.Counts, Count{
		Concept: cells[0], Units: list(cells[1]), All: list(cells[2]), Any: patterns(cells[3]), None: list(cells[4]),
		Near: list(cells[5]), Also: list(cells[6]), Section: orNone(cells[7]), Row: r,
	})
	return nil
}

// list reads a cell of words with spaces between them.
func list(cell string) []string { return strings.Fields(orNone(cell)) }

// patterns reads a cell of patterns of words with spaces between them.
func patterns(cell string) (out []string) {
	for _, p := range list(cell) {
		out = slices.AppendSeq(out, pattern.Expand(p))
	}
	return out
}

// orNone reads a cell that may say nothing.
func orNone(cell string) string {
	if cell == "-" {
		return ""
	}
	return cell
}
