package review

import (
	"cmp"
	"net/url"
	"sort"

	"gongkai/schema"
)

// overviewPage is a dataset at a glance.
type overviewPage struct {
	Totals     totals
	Snapshot   string
	Severities []tally
	Rules      []tally
	Years      []groupLine
	Places     []groupLine
	PlaceKind  string // province, city or district
	Reasons    []tally
	Worst      []documentRow
	ByYear     *chart
	Open       int
	Failing    int64 // checks that do not hold, those that are no arithmetic among them
	Disclosure int64 // of these
}

// tally is a line of a list with a bar.
type tally struct {
	Name, Label, URL string
	N                int64
	Share            int64 // of the longest, in per cent
}

// groupLine sums up the documents of a year or a place.
type groupLine struct {
	totals
	Name, URL string
}

func (s *Server) overview(r *request) (view, error) {
	p := r.state.overview(r.words, s.decisions())
	title, err := r.words.T("overview")
	return view{"overview", title, p, scriptsFor(p.ByYear)}, err
}

// open counts the failing checks that nobody has settled.
func (x *index) open(made decisions) (n int) {
	for i := range x.failing {
		if l := &x.failing[i]; matchesDecision("open", x.decided(made, l).Action, l) {
			n++
		}
	}
	return n
}

func (st *state) overview(w words, made decisions) *overviewPage {
	x := st.index
	p := &overviewPage{Snapshot: baseName(st.target), Open: x.open(made)}
	years, places := make(map[int32]*totals), make(map[int32]*totals)
	place := x.placeOf(p)
	reasons := make(map[int32]int64)
	for i := range x.documents {
		d := &x.documents[i]
		p.Totals.add(x, d)
		sum(years, d.year).add(x, d)
		sum(places, place(d)).add(x, d)
		if d.reason != 0 {
			reasons[d.reason]++
		}
	}
	for i := range x.failing {
		if !x.failing[i].waived {
			p.Failing++
		}
	}
	p.Disclosure = p.Failing - p.Totals.Bad
	for y, t := range years {
		if y != 0 {
			p.Years = append(p.Years, groupLine{*t, itoa(int64(y)), "/documents?year=" + itoa(int64(y))})
		}
	}
	sort.Slice(p.Years, func(i, j int) bool { return p.Years[j].Name < p.Years[i].Name })
	for n, t := range places {
		if name := x.Name(n); name != "" {
			p.Places = append(p.Places, groupLine{*t, name, "/documents?" + url.Values{p.PlaceKind: {name}}.Encode()})
		}
	}
	sort.Slice(p.Places, func(i, j int) bool {
		a, b := &p.Places[i], &p.Places[j]
		return cmp.Or(cmp.Compare(b.Bad, a.Bad), cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Name, b.Name)) < 0
	})
	p.Places = p.Places[:min(len(p.Places), 40)]
	p.Reasons = x.tallies(reasons, func(s string) (string, string) {
		return w.Value("reason", s), "/documents?" + url.Values{"status": {string(schema.Refused)}, "reason": {s}}.Encode()
	})
	x.failures(w, p)
	x.worst(w, p)
	p.ByYear = yearChart(w, p.Years)
	return p
}

// placeOf chooses the level of place that parts the dataset.
func (x *index) placeOf(p *overviewPage) func(*documentLine) int32 {
	levels := []struct {
		kind string
		get  func(*documentLine) int32
	}{{"province", func(d *documentLine) int32 { return d.province }}, {"city", func(d *documentLine) int32 { return d.city }},
		{"district", func(d *documentLine) int32 { return d.district }}}
	for _, l := range levels {
		seen := int32(0)
		for i := range x.documents {
			n := l.get(&x.documents[i])
			if seen != 0 && n != 0 && n != seen {
				p.PlaceKind = l.kind
				return l.get
			}
			if n != 0 {
				seen = n
			}
		}
	}
	p.PlaceKind = "province"
	return levels[0].get
}

func (x *index) failures(w words, p *overviewPage) {
	rules, severities := make(map[int32]int64), make(map[int32]int64)
	for i := range x.failing {
		if l := &x.failing[i]; !l.waived {
			rules[l.rule]++
			severities[l.severity]++
		}
	}
	p.Rules = x.tallies(rules, func(s string) (string, string) { return w.Rule(s), "/checks?" + url.Values{"rule": {s}}.Encode() })
	p.Severities = x.tallies(severities, func(s string) (string, string) {
		return w.Value("severity", s), "/checks?" + url.Values{"severity": {s}}.Encode()
	})
}

func (x *index) worst(w words, p *overviewPage) {
	var found []int32
	for i := range x.documents {
		if x.documents[i].bad > 0 {
			found = append(found, int32(i))
		}
	}
	x.sort(found, "")
	for _, i := range found[:min(len(found), 10)] {
		p.Worst = append(p.Worst, x.row(w, i))
	}
}

// tallies sorts counts, the largest first.
func (x *index) tallies(n map[int32]int64, describe func(string) (label, url string)) (all []tally) {
	most := int64(1)
	for k, c := range n {
		label, u := describe(x.Name(k))
		all = append(all, tally{Name: x.Name(k), Label: label, URL: u, N: c})
		most = max(most, c)
	}
	for i := range all {
		all[i].Share = max(1, 100*all[i].N/most)
	}
	sort.Slice(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name)) < 0
	})
	return all
}

func sum(m map[int32]*totals, k int32) *totals {
	t := m[k]
	if t == nil {
		t = new(totals)
		m[k] = t
	}
	return t
}
