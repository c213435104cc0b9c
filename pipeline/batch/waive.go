package batch

import (
	"cmp"
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
// verdict sorts. A finding whose lead is waived is led by the plainest check that
// is left. rows is read several times.
func (w *waivers) apply(rows iter.Seq2[*sink.CheckRow, error]) iter.Seq2[*sink.CheckRow, error] {
	if len(w.all) == 0 {
		return rows
	}
	return func(yield func(*sink.CheckRow, error) bool) {
		leads, waived, err := w.leads(rows)
		if err != nil {
			yield(nil, err)
			return
		}
		for pass := range 2 {
			for row, err := range rows {
				if err != nil {
					yield(nil, err)
					return
				}
				row, ok := w.settle(row, leads)
				if ok == (pass == 1) && !yield(row, nil) {
					return
				}
			}
			if !waived {
				return
			}
		}
	}
}

// settle is the row as it is published, and whether it is waived. The row that is read
// stays what it is.
func (w *waivers) settle(row *sink.CheckRow, leads map[finding]*leader) (published *sink.CheckRow, waived bool) {
	changed := *row
	if reason, ok := w.waived(row); ok {
		changed.Verdict, changed.WaiverReason = string(schema.Waived), &reason
		return &changed, true
	}
	if lead := leads[found(row)]; lead != nil && row.Verdict == string(schema.Inconsistent) {
		changed.Finding = &lead.check
		return &changed, false
	}
	return row, false
}

// waived returns why a row is waived.
func (w *waivers) waived(row *sink.CheckRow) (string, bool) {
	if row.Verdict != string(schema.Inconsistent) {
		return "", false
	}
	return w.reason(row.DocumentID, schema.RuleID(row.Rule), row.CheckID)
}

// leader is a check as far as it is compared to lead a finding.
type leader struct {
	check    string
	severity schema.Severity
	figures  int
}

// plainer orders the checks of a finding by how plainly they show it.
func (a leader) plainer(b leader) int {
	return cmp.Or(cmp.Compare(a.severity.Rank(), b.severity.Rank()), cmp.Compare(a.figures, b.figures), cmp.Compare(a.check, b.check))
}

// finding names a finding of a document by the check that led it.
type finding struct{ document, lead string }

func found(row *sink.CheckRow) finding {
	if row.Finding == nil {
		return finding{row.DocumentID, row.CheckID}
	}
	return finding{row.DocumentID, *row.Finding}
}

// leads are the checks that lead the findings whose own lead is waived, nil where
// none is left. any says that some check is waived.
func (w *waivers) leads(rows iter.Seq2[*sink.CheckRow, error]) (leads map[finding]*leader, any bool, err error) {
	leads = make(map[finding]*leader)
	for row, err := range rows {
		if err != nil {
			return nil, false, err
		}
		if _, ok := w.waived(row); ok {
			any = true
			if f := found(row); f.lead == row.CheckID {
				leads[f] = nil
			}
		}
	}
	if len(leads) == 0 {
		return leads, any, nil
	}
	for row, err := range rows {
		if err != nil {
			return nil, false, err
		}
		lead, headless := leads[found(row)]
		if _, ok := w.waived(row); ok || !headless || row.Verdict != string(schema.Inconsistent) {
			continue
		}
		if next := (leader{row.CheckID, schema.Severity(row.Severity), len(row.Operands)}); lead == nil || next.plainer(*lead) < 0 {
			leads[found(row)] = &next
		}
	}
	return leads, any, nil
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
