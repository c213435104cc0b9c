package review

import (
	"cmp"
	"slices"

	"gongkai/pipeline/batch"
)

// decisionsPage is what reviewers have decided, the last first.
type decisionsPage struct {
	Rows      []*decisionRow
	Pager     pager
	Agreement string // share of what several have decided that they agree on, "" without any
	Several   int    // of the checks and facts that several have decided
	Only      bool   // those on which they disagree
}

// decisionRow is a decision; of several about the same all are shown.
type decisionRow struct {
	At, By, Action, Note string
	Holds                bool // the last about it, and not taken back
	Disagree             bool // reviewers do about the same
	About, Rule, URL     string
	Document             documentRow
}

// opinions are what each reviewer decided last of a check or fact: accepted or
// rejected. One who took it back, or only commented, has none.
func opinions(history []batch.Decision) map[string]batch.Action {
	all := make(map[string]batch.Action)
	for i := range history {
		switch d := &history[i]; d.Action {
		case batch.Accept, batch.Reject:
			all[d.By] = d.Action
		case batch.Withdraw:
			delete(all, d.By)
		}
	}
	return all
}

// disagree reports whether opinions differ.
func disagree(all map[string]batch.Action) bool {
	accepted, rejected := false, false
	for _, action := range all {
		accepted, rejected = accepted || action == batch.Accept, rejected || action == batch.Reject
	}
	return accepted && rejected
}

func (s *Server) decided(r *request) (view, error) {
	p := &decisionsPage{Only: r.URL.Query().Get("only") != ""}
	agreed := 0
	var rows []*decisionRow
	for _, history := range s.decisions() {
		d, ok := r.of(history[0].Document)
		if !ok { // of a file that is gone
			continue
		}
		held := opinions(history)
		apart := disagree(held)
		if len(held) > 1 {
			p.Several++
			if !apart {
				agreed++
			}
		}
		if !p.Only || apart {
			rows = append(rows, r.decisionRows(d, history, apart)...)
		}
	}
	if p.Several > 0 {
		p.Agreement = percent(int64(agreed), int64(p.Several))
	}
	slices.SortFunc(rows, func(a, b *decisionRow) int {
		return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(a.URL, b.URL), cmp.Compare(a.Action, b.Action))
	})
	p.Pager = newPager(r, len(rows))
	p.Rows = rows[max(p.Pager.First-1, 0):p.Pager.Last]
	title, err := r.words.T("decisions")
	return view{name: "decisions", title: title, body: p}, err
}

func (r *request) decisionRows(d documentRow, history []batch.Decision, apart bool) (rows []*decisionRow) {
	_, holds := batch.Holding(history)
	for i := range history {
		one := &history[i]
		row := &decisionRow{At: one.At, By: one.By, Action: string(one.Action), Note: one.Note, Holds: holds && i == len(history)-1, Disagree: apart, Document: d}
		if one.Rule == batch.FactTarget {
			row.About = r.words.Value("decided on", batch.FactTarget)
			row.URL = d.URL + "#fact-" + one.ID
		} else {
			row.Rule, row.About = one.Rule, r.words.Rule(one.Rule)
			row.URL = d.URL + "#check-" + one.ID
		}
		rows = append(rows, row)
	}
	return rows
}
