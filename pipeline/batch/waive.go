package batch

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"path"
	"slices"
	"strings"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// Waiver accepts a known difference: the inconsistent checks of one rule in
// the documents meant become waived, with the reason beside them.
type Waiver struct {
	Document string // a document_id, or a glob for the path; without / for the file's name
	Rule     schema.RuleID
	Check    string // a check_id; "" for all checks of the rule
	Reason   string
}

// LoadWaivers reads a file of lines document, rule, reason, separated by tabs;
// rule may be followed by # and a check_id, and then means that check alone.
// Empty lines and those that begin with # are passed over, but for the decisions
// of a review among them: the last about a check holds.
func LoadWaivers(name string) ([]Waiver, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	all, err := readWaivers(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return all, nil
}

func readWaivers(data []byte) (all []Waiver, err error) {
	lines, err := linesOf(data)
	if err != nil {
		return nil, err
	}
	var none Waiver
	last := make(map[string]int) // in all, of decisions
	for n, line := range lines {
		if line == "" {
			continue
		}
		d, decided, err := parseDecision(line)
		key := d.Document + d.Target()
		if i, ok := last[key]; ok && decided {
			all[i] = none
		}
		w := none
		if err == nil && !strings.HasPrefix(line, "#") {
			w, err = parseWaiver(line)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		if w != none {
			if all = append(all, w); decided {
				last[key] = len(all) - 1
			}
		}
	}
	return slices.DeleteFunc(all, func(w Waiver) bool { return w == none }), nil
}

func parseWaiver(line string) (Waiver, error) {
	columns := strings.SplitN(line, "\t", 3)
	if len(columns) < 3 || strings.TrimSpace(columns[2]) == "" {
		return Waiver{}, errors.New("want document, rule and reason between tabs")
	}
	rule, check, _ := strings.Cut(columns[1], "#")
	w := Waiver{columns[0], schema.RuleID(rule), check, strings.TrimSpace(columns[2])}
	if _, ok := schema.RuleByID(w.Rule); !ok {
		return Waiver{}, fmt.Errorf("no rule %s", w.Rule)
	}
	if _, err := path.Match(w.Document, ""); err != nil {
		return Waiver{}, fmt.Errorf("%s: %w", w.Document, err)
	}
	return w, nil
}

// waivers are the waivers of a run, with the paths they may name.
type waivers struct {
	all   []Waiver
	paths map[string][]string
}

// reason returns why a failing check of a document is accepted.
func (w *waivers) reason(document string, rule schema.RuleID, check string) (string, bool) {
	for _, one := range w.all {
		if one.Rule == rule && (one.Check == "" || one.Check == check) && w.means(one.Document, document) {
			return one.Reason, true
		}
	}
	return "", false
}

func (w *waivers) means(pattern, document string) bool {
	if pattern == document {
		return true
	}
	for _, p := range w.paths[document] {
		name := p
		if !strings.Contains(pattern, "/") {
			name = path.Base(p)
		}
		if ok, _ := path.Match(pattern, name); ok || pattern == p {
			return true
		}
	}
	return false
}

// apply yields the checks with those that are waived at the end, where their
// verdict sorts. rows is read twice.
func (w *waivers) apply(rows iter.Seq2[sink.CheckRow, error]) iter.Seq2[sink.CheckRow, error] {
	if len(w.all) == 0 {
		return rows
	}
	return func(yield func(sink.CheckRow, error) bool) {
		waived := false
		for pass := range 2 {
			for row, err := range rows {
				reason, ok := "", false
				if err == nil && row.Verdict == string(schema.Inconsistent) {
					reason, ok = w.reason(row.DocumentID, schema.RuleID(row.Rule), row.CheckID)
				}
				waived = waived || ok
				if ok {
					row.Verdict, row.WaiverReason = string(schema.Waived), &reason
				}
				if err == nil && ok != (pass == 1) {
					continue
				}
				if !yield(row, err) || err != nil {
					return
				}
			}
			if !waived {
				return
			}
		}
	}
}

// count moves what is waived among a file's verdicts.
func (w *waivers) count(f *fileResult) {
	for rule, checks := range f.Broken {
		r, _ := schema.RuleByID(rule)
		counted := (&schema.Check{Family: r.Family, Verdict: schema.Inconsistent}).Counted()
		for _, id := range checks {
			if _, ok := w.reason(f.Hash, rule, id); ok {
				f.Checks[counted]--
				f.Checks[schema.Waived]++
			}
		}
	}
}
