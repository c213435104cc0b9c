package batch

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"gongkai/pipeline/store"
	"gongkai/schema"
)

// Action is what a reviewer decided.
type Action string

// The actions. Accepting a check waives its difference in the next run;
// rejecting it says that the difference stands. A fact is accepted as read
// rightly, or rejected as read wrongly. A comment decides nothing.
const (
	Accept  Action = "accept"
	Reject  Action = "reject"
	Comment Action = "comment"
)

// FactTarget takes the place of the rule in a decision about a fact.
const FactTarget = "fact"

// Decision is what a reviewer wrote of one check or fact.
type Decision struct {
	Document string // document_id
	Rule     string // of the check, or FactTarget
	ID       string // check_id or fact_id
	Action   Action
	Note     string // one line; an accepted check must have one
}

// Target names what a decision is about, as in its second column.
func (d *Decision) Target() string { return d.Rule + "#" + d.ID }

// Waives reports whether a run that is given the decision waives a check.
func (d *Decision) Waives() bool { return d.Action == Accept && d.Rule != FactTarget }

// maxNote bounds a note, in bytes.
const maxNote = 4000

// check tells what is wrong with a decision.
func (d *Decision) check() error {
	if len(d.Document) != 64 || strings.Trim(d.Document, "0123456789abcdef") != "" {
		return errors.New("no document_id")
	}
	if len(d.ID) != 16 || strings.Trim(d.ID, "0123456789abcdef") != "" {
		return errors.New("no check_id or fact_id")
	}
	if _, ok := schema.RuleByID(schema.RuleID(d.Rule)); !ok && d.Rule != FactTarget {
		return errors.New("no such rule")
	}
	if len(d.Note) > maxNote {
		return fmt.Errorf("the note has more than %d bytes", maxNote)
	}
	switch {
	case d.Action != Accept && d.Action != Reject && d.Action != Comment:
		return errors.New("accept, reject or comment")
	case d.Note == "" && d.Waives():
		return errors.New("to accept a difference needs a reason")
	case d.Note == "" && d.Action == Comment:
		return errors.New("an empty comment")
	}
	return nil
}

// line is the decision in the file of waivers: an accepted check is a waiver of
// that check alone, anything else a line that waives nothing.
func (d *Decision) line() string {
	s := d.Document + "\t" + d.Target() + "\t" + d.Note
	if d.Waives() {
		return s
	}
	return "#" + string(d.Action) + "\t" + s
}

// parseDecision reads such a line; false for one that is none.
func parseDecision(line string) (Decision, bool) {
	action := Accept
	rest, special := strings.CutPrefix(line, "#")
	if special {
		name, after, ok := strings.Cut(rest, "\t")
		if !ok {
			return Decision{}, false
		}
		action, rest = Action(name), after
	}
	columns := strings.SplitN(rest, "\t", 3)
	if len(columns) < 3 {
		return Decision{}, false
	}
	rule, id, _ := strings.Cut(columns[1], "#")
	d := Decision{columns[0], rule, id, action, columns[2]}
	return d, d.check() == nil && special != d.Waives()
}

// Review is a file of waivers with the decisions of reviewers among them.
// Lines that are no decision stay as they are.
type Review struct {
	path  string
	lines []string
	at    map[string]int // line of a decision by document and target
}

// reviewHead begins a new file.
const reviewHead = "# Decisions of a review. gongkai run --waivers with this file waives the accepted checks."

// OpenReview reads the file at path; none is an empty review.
func OpenReview(path string) (*Review, error) {
	r := &Review{path: path, at: make(map[string]int)}
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		r.lines = []string{reviewHead}
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	for in.Scan() {
		r.lines = append(r.lines, strings.TrimRight(in.Text(), "\r"))
		if d, ok := parseDecision(r.lines[len(r.lines)-1]); ok {
			r.at[d.Document+d.Target()] = len(r.lines) - 1
		}
	}
	return r, in.Err()
}

// Of returns the decision about a check or fact, if there is one; rule is
// FactTarget for a fact.
func (r *Review) Of(document, rule, id string) (Decision, bool) {
	i, ok := r.at[document+rule+"#"+id]
	if !ok {
		return Decision{}, false
	}
	return parseDecision(r.lines[i])
}

// All returns the decisions in the order of the file.
func (r *Review) All() (all []Decision) {
	for i, line := range r.lines {
		if d, ok := parseDecision(line); ok && r.at[d.Document+d.Target()] == i {
			all = append(all, d)
		}
	}
	return all
}

// Set puts a decision in the place of an earlier one about the same, and the
// file in the place of the old one.
func (r *Review) Set(d Decision) error {
	d.Note = strings.Join(strings.Fields(d.Note), " ")
	if err := d.check(); err != nil {
		return err
	}
	next := slices.Clone(r.lines)
	i, ok := r.at[d.Document+d.Target()]
	if ok {
		next[i] = d.line()
	} else {
		i = len(next)
		next = append(next, d.line())
	}
	if err := r.write(next); err != nil {
		return err
	}
	r.lines, r.at[d.Document+d.Target()] = next, i
	return nil
}

// Withdraw takes a decision out of the file.
func (r *Review) Withdraw(document, rule, id string) error {
	key := document + rule + "#" + id
	i, ok := r.at[key]
	if !ok {
		return nil
	}
	next := slices.Delete(slices.Clone(r.lines), i, i+1)
	if err := r.write(next); err != nil {
		return err
	}
	r.lines = next
	delete(r.at, key)
	for k, n := range r.at {
		if n > i {
			r.at[k] = n - 1
		}
	}
	return nil
}

func (r *Review) write(lines []string) error {
	return store.WriteFile(r.path, func(w io.Writer) error {
		_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
		return err
	})
}
