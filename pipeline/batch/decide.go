package batch

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
	"unicode/utf8"

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
	// Withdraw takes what was decided before back.
	Withdraw Action = "withdraw"
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
	At       string // when, as RFC 3339; "" for one written by hand or before times were kept
	By       string // who, in their own words; "" for one who gave no name
}

// Target names what a decision is about, as in its second column.
func (d *Decision) Target() string { return d.Rule + "#" + d.ID }

// Waives reports whether a run that is given the decision waives a check.
func (d *Decision) Waives() bool { return d.Action == Accept && d.Rule != FactTarget }

// maxNote and maxName bound a note and a name, in bytes.
const (
	maxNote = 4000
	maxName = 120
)

// check tells what is wrong with a decision to be made.
func (d *Decision) check() error {
	if err := d.checkTarget(); err != nil {
		return err
	}
	if _, ok := schema.RuleByID(schema.RuleID(d.Rule)); !ok && d.Rule != FactTarget {
		return errors.New("no such rule")
	}
	if len(d.Note) > maxNote {
		return fmt.Errorf("the note has more than %d bytes", maxNote)
	}
	if len(d.By) > maxName {
		return fmt.Errorf("the name has more than %d bytes", maxName)
	}
	switch {
	case !d.Action.known():
		return errors.New("accept, reject, comment or withdraw")
	case d.Note == "" && d.Waives():
		return errors.New("to accept a difference needs a reason")
	case d.Note == "" && d.Action == Comment:
		return errors.New("an empty comment")
	}
	return nil
}

func (a Action) known() bool { return a == Accept || a == Reject || a == Comment || a == Withdraw }

// longestID is more than a check_id has: digits of its document, five numbers and a rule.
const longestID = 160

func (d *Decision) checkTarget() error {
	if len(d.Document) != 64 || strings.Trim(d.Document, "0123456789abcdef") != "" {
		return errors.New("no document_id")
	}
	if d.ID == "" || len(d.ID) > longestID || strings.Trim(d.ID, "0123456789abcdefghijklmnopqrstuvwxyz_-") != "" {
		return errors.New("no check_id or fact_id")
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

// timeMark begins the line before a decision that says when it was made and, after a
// tab, by whom if that is known.
const timeMark = "#at\t"

// parseDecision reads a line; false for one that is no decision, which may be
// an error all the same.
func parseDecision(line string) (d Decision, ok bool, err error) {
	d.Action = Accept
	rest, special := strings.CutPrefix(line, "#")
	if special {
		name, after, _ := strings.Cut(rest, "\t")
		if d.Action, rest = Action(name), after; !d.Action.known() {
			return Decision{}, false, nil // a comment
		}
	}
	columns := strings.SplitN(rest, "\t", 3)
	if len(columns) < 3 {
		return Decision{}, false, errors.New("want document, rule and reason between tabs")
	}
	d.Document, d.Note = columns[0], columns[2]
	d.Rule, d.ID, _ = strings.Cut(columns[1], "#")
	if err := d.checkTarget(); err != nil {
		if special {
			return Decision{}, false, err
		}
		return Decision{}, false, nil // a waiver of more than one check
	}
	return d, special != d.Waives(), nil
}

// linesOf are the lines of a file of waivers, however long.
func linesOf(data []byte) (lines []string, err error) {
	for line := range strings.Lines(string(data)) {
		line = strings.TrimPrefix(strings.TrimRight(line, "\r\n"), "\ufeff")
		if !utf8.ValidString(line) {
			return nil, fmt.Errorf("line %d: not UTF-8: save the file as UTF-8", len(lines)+1)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// Review is a file of waivers that is also the log of the decisions of
// reviewers: each is added at its end, and the last about a check or fact holds.
// Nothing is ever taken out of it. Lines that are no decision stay as they are.
type Review struct {
	path    string
	targets []string              // in the order of their first decisions
	made    map[string][]Decision // by document and target, in the order of the file
}

// reviewHead begins a new file.
const reviewHead = "# Decisions of a review, each added at the end; the last about a check or fact holds.\n" +
	"# gongkai run --waivers with this file waives the accepted checks.\n"

// OpenReview reads the file at path; none is an empty review. A line that cannot
// be read is an error that names it.
func OpenReview(path string) (*Review, error) {
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return parseReview(path, data)
}

func parseReview(path string, data []byte) (*Review, error) {
	r := &Review{path: path, made: make(map[string][]Decision)}
	lines, err := linesOf(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	at, by := "", ""
	for n, line := range lines {
		if when, ok := strings.CutPrefix(line, timeMark); ok {
			at, by, _ = strings.Cut(when, "\t")
			continue
		}
		d, ok, err := Decision{}, false, error(nil)
		if line != "" {
			d, ok, err = parseDecision(line)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, n+1, err)
		}
		if ok {
			d.At, d.By = at, by
			r.add(d)
		}
		at, by = "", ""
	}
	return r, nil
}

func (r *Review) add(d Decision) {
	key := d.Document + d.Target()
	if r.made[key] == nil {
		r.targets = append(r.targets, key)
	}
	r.made[key] = append(r.made[key], d)
}

// History returns all decisions about a check or fact in their order, those that
// were withdrawn and the withdrawals too; rule is FactTarget for a fact.
func (r *Review) History(document, rule, id string) []Decision {
	d := Decision{Rule: rule, ID: id}
	return r.made[document+d.Target()]
}

// Of returns the decision that holds about a check or fact, if there is one.
func (r *Review) Of(document, rule, id string) (Decision, bool) {
	return Holding(r.History(document, rule, id))
}

// Holding is the decision of a history that holds, if there is one.
func Holding(history []Decision) (Decision, bool) {
	if len(history) == 0 || history[len(history)-1].Action == Withdraw {
		return Decision{}, false
	}
	return history[len(history)-1], true
}

// Histories yields the decisions about each check and fact.
func (r *Review) Histories() (all [][]Decision) {
	for _, key := range r.targets {
		all = append(all, r.made[key])
	}
	return all
}

// Whatever has Add not look at what was decided before.
const Whatever = -1

// MeanwhileError means that somebody has decided since the page was made.
type MeanwhileError struct{ Last Decision }

func (e *MeanwhileError) Error() string {
	return fmt.Sprintf("%s has decided meanwhile (%s %s %s)", cmp.Or(e.Last.By, "somebody"), e.Last.At, e.Last.Action, e.Last.Note)
}

// Add adds a decision to the file, if there are as many about the same as the
// reviewer has seen (or seen is Whatever), else it is a *MeanwhileError. Others
// may add to the file at the same time, in other processes too.
func (r *Review) Add(d Decision, seen int) error {
	d.Note, d.By = strings.Join(strings.Fields(d.Note), " "), strings.Join(strings.Fields(d.By), " ")
	if err := d.check(); err != nil {
		return err
	}
	d.At = time.Now().UTC().Format(time.RFC3339)
	return store.Append(r.path, func(now []byte) ([]byte, error) {
		there, err := parseReview(r.path, now)
		if err != nil {
			return nil, err
		}
		*r = *there
		before := r.History(d.Document, d.Rule, d.ID)
		if seen != Whatever && seen != len(before) {
			e := &MeanwhileError{}
			if len(before) > 0 {
				e.Last = before[len(before)-1]
			}
			return nil, e
		}
		if _, held := Holding(before); d.Action == Withdraw && !held {
			return nil, nil // there is nothing to take back
		}
		r.add(d)
		mark := timeMark + d.At
		if d.By != "" {
			mark += "\t" + d.By
		}
		line := mark + "\n" + d.line() + "\n"
		if len(now) == 0 {
			line = reviewHead + line
		}
		return []byte(line), nil
	})
}
