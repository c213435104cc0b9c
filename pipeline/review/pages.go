package review

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"time"

	"gongkai/pipeline/batch"
	"gongkai/pipeline/sink"
)

// request is what a handler of a page is given.
type request struct {
	*http.Request
	state *state
	words words
}

// view is what it makes.
type view struct {
	name, title string
	body        any
	scripts     []string // files of assets
}

// enter waits until fewer than pagesAtOnce answers are being made, and reports
// false when the reader has gone meanwhile.
func (s *Server) enter(r *http.Request) bool {
	select {
	case s.slots <- struct{}{}:
		return true
	case <-r.Context().Done():
		return false
	}
}

func (s *Server) leave() { <-s.slots }

// page wraps a handler: it opens the snapshot, keeps the language and renders.
func (s *Server) page(handle func(*request) (view, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.enter(r) {
			return
		}
		defer s.leave()
		began := time.Now()
		if lang := r.URL.Query().Get("lang"); lang == "zh" || lang == "en" {
			http.SetCookie(w, &http.Cookie{Name: "lang", Value: lang, Path: "/", MaxAge: 365 * 86400, SameSite: http.SameSiteStrictMode, HttpOnly: true})
		}
		st, err := s.current()
		if s.intake != nil && errors.Is(err, fs.ErrNotExist) {
			http.Redirect(w, r, "/add", http.StatusSeeOther)
			return
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		v, err := handle(&request{r, st, languageOf(r)})
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if r.URL.Query().Get("format") == "json" {
			sendJSON(w, v.body)
			return
		}
		w.Header().Set("Server-Timing", "make;dur="+strconv.FormatInt(time.Since(began).Milliseconds(), 10))
		s.send(w, r, http.StatusOK, v)
	}
}

// sendJSON sends what a page is made of to a program.
func sendJSON(w http.ResponseWriter, body any) {
	data, err := json.Marshal(body)
	if err != nil {
		slog.Error("json", "error", err)
		http.Error(w, "this page could not be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(data) // the reader may be gone
}

func (s *Server) send(w http.ResponseWriter, r *http.Request, status int, v view) {
	var b bytes.Buffer
	if err := render(&b, &frame{W: languageOf(r), Name: v.name, Title: v.title, Here: switched(r.URL), Add: s.intake != nil, Body: v.body, Scripts: scriptsOf(v)}); err != nil {
		slog.Error("render", "path", r.URL.Path, "error", err)
		http.Error(w, "this page could not be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = b.WriteTo(w) // the reader may be gone
}

// scriptsOf are the scripts of a page: those of lists where it has none of its own keys.
func scriptsOf(v view) []string {
	if slices.Contains(v.scripts, documentScript) {
		return v.scripts
	}
	return append(slices.Clone(v.scripts), listsScript)
}

// listsScript has the keys of lists.
const listsScript = "lists.js"

// switched is the address without its language, ready for another.
func switched(u *url.URL) string {
	q := u.Query()
	q.Del("lang")
	if len(q) == 0 {
		return u.EscapedPath() + "?"
	}
	return u.EscapedPath() + "?" + q.Encode() + "&"
}

// fail tells what went wrong; paths of this machine stay in the log.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	status, key := http.StatusInternalServerError, "failed"
	if errors.Is(err, fs.ErrNotExist) {
		status, key = http.StatusNotFound, "not found"
	} else {
		slog.Error("page", "path", r.URL.Path, "error", err)
	}
	t, _ := languageOf(r).T(key)
	s.send(w, r, status, view{name: "error", title: t, body: t})
}

// perPage is how many rows of a list a page shows.
const perPage = 50

// pager leads through a long list.
type pager struct {
	Total, Page, Pages int
	First, Last        int // 1-based
	Prev, Next         string
}

func newPager(r *request, total int) pager {
	p := pager{Total: total, Pages: max(1, (total+perPage-1)/perPage)}
	n, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil {
		n = 1
	}
	p.Page = min(max(n, 1), p.Pages)
	p.First, p.Last = min(total, (p.Page-1)*perPage+1), min(total, p.Page*perPage)
	if p.Page > 1 {
		p.Prev = with(r.URL, "page", strconv.Itoa(p.Page-1))
	}
	if p.Page < p.Pages {
		p.Next = with(r.URL, "page", strconv.Itoa(p.Page+1))
	}
	return p
}

// with is the address with one parameter changed.
func with(u *url.URL, key, value string) string {
	q := u.Query()
	q.Del("lang")
	q.Set(key, value)
	return u.EscapedPath() + "?" + q.Encode()
}

// filterOf reads the parameters of a list.
func filterOf(r *http.Request) filter {
	q := r.URL.Query()
	year, _ := strconv.ParseInt(q.Get("year"), 10, 32) // 0 asks for any
	return filter{Query: shorten(q.Get("q"), 200), Year: int32(year), Kind: q.Get("kind"), Status: q.Get("status"),
		Province: q.Get("province"), City: q.Get("city"), District: q.Get("district"), Rule: q.Get("rule"), Severity: q.Get("severity"), Reason: q.Get("reason"), Bad: q.Get("bad") != ""}
}

// choice is an option of a filter.
type choice struct {
	Value, Label string
	Chosen       bool
}

// choices are the options of the filters, from what the dataset has.
type choices struct {
	Years, Kinds, Statuses, Reasons, Provinces, Cities, Districts, Rules, Severities []choice
}

func (r *request) choices(f filter) choices {
	x := r.state.index
	sets := make([]map[int32]bool, 6)
	for i := range sets {
		sets[i] = make(map[int32]bool)
	}
	province, city := x.names.number(f.Province), x.names.number(f.City)
	for i := range x.documents {
		d := &x.documents[i]
		sets[0][d.kind], sets[1][d.status], sets[2][d.province], sets[5][d.reason] = true, true, true, true
		if f.Province != "" && d.province == province {
			sets[3][d.city] = true
		}
		if f.City != "" && d.city == city {
			sets[4][d.district] = true
		}
	}
	rules, severities := x.facets(f)
	w := r.words
	plain := func(s string) string { return s }
	c := choices{Kinds: x.choices(sets[0], f.Kind, func(s string) string { return w.Value("kind", s) }),
		Statuses:  x.choices(sets[1], f.Status, func(s string) string { return w.Value("status", s) }),
		Reasons:   x.choices(sets[5], f.Reason, func(s string) string { return w.Value("reason", s) }),
		Provinces: x.choices(sets[2], f.Province, plain), Cities: x.choices(sets[3], f.City, plain), Districts: x.choices(sets[4], f.District, plain),
		Rules:      x.counted(rules, f.Rule, func(s string) string { return s + " " + w.Rule(s) }),
		Severities: x.counted(severities, f.Severity, func(s string) string { return w.Value("severity", s) })}
	for _, y := range slices.Backward(x.years) {
		c.Years = append(c.Years, choice{itoa(int64(y)), itoa(int64(y)), y == f.Year})
	}
	return c
}

// facets count the failing checks of the documents that a filter wants by rule and
// by severity, each whatever the filter says of itself.
func (x *index) facets(f filter) (rules, severities map[int32]int) {
	rules, severities = make(map[int32]int), make(map[int32]int)
	m := x.matcher(f)
	for i := range x.failing {
		l := &x.failing[i]
		if !m.document(&x.documents[l.document]) {
			continue
		}
		if m.severity == 0 || m.severity == l.severity {
			rules[l.rule]++
		}
		if m.rule == 0 || m.rule == l.rule {
			severities[l.severity]++
		}
	}
	return rules, severities
}

// counted are choices with how many each would leave.
func (x *index) counted(n map[int32]int, chosen string, label func(string) string) (all []choice) {
	set := make(map[int32]bool)
	for k := range n {
		set[k] = true
	}
	return x.choices(set, chosen, func(s string) string { return label(s) + " (" + itoa(int64(n[x.names.number(s)])) + ")" })
}

func (x *index) choices(set map[int32]bool, chosen string, label func(string) string) (all []choice) {
	for n := range set {
		if s := x.Name(n); s != "" {
			all = append(all, choice{s, label(s), s == chosen})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Value < all[j].Value })
	return all
}

// documentsPage lists input files.
type documentsPage struct {
	Filter  filter
	Choices choices
	Sort    string
	Export  exportLinks
	Rows    []documentRow
	Pager   pager
	Totals  totals
}

type documentRow struct {
	*documentLine
	Entity, Kind, Status, Reason, Place, URL, Office string
}

// Name is what a list calls the document: its title, who reports, or its file.
func (d *documentRow) Name() string { return cmp.Or(d.title, d.Entity, baseName(d.path)) }

// Path, Year and the counts are for templates.
func (d *documentRow) Path() string     { return d.path }
func (d *documentRow) Year() int32      { return d.year }
func (d *documentRow) Facts() int32     { return d.facts }
func (d *documentRow) Checks() int32    { return d.checks }
func (d *documentRow) Bad() int32       { return d.bad }
func (d *documentRow) Coverage() string { return percent(int64(d.evaluated), int64(d.obligations)) }

// MarshalJSON implements json.Marshaler: with what templates ask by a method.
func (d documentRow) MarshalJSON() ([]byte, error) {
	if d.documentLine == nil {
		return []byte("null"), nil
	}
	return json.Marshal(map[string]any{"document_id": d.ID(), "name": d.Name(), "path": d.path, "entity": d.Entity, "kind": d.Kind, "status": d.Status, "reason": d.Reason,
		"place": d.Place, "url": d.URL, "fiscal_year": d.year, "facts": d.facts, "checks": d.checks, "inconsistent": d.bad, "coverage": d.Coverage()})
}

func (x *index) row(w words, i int32) documentRow {
	d := &x.documents[i]
	r := documentRow{documentLine: d, Entity: x.Name(d.entity), Kind: w.Value("kind", x.Name(d.kind)), Status: x.Name(d.status), Reason: x.Name(d.reason),
		Place: joined(" ", x.Name(d.province), x.Name(d.city), x.Name(d.district))}
	if d.known {
		r.URL = documentURL(d.ID())
	}
	r.Office = officeURL(r.Entity)
	return r
}

func (s *Server) documents(r *request) (view, error) {
	x, f := r.state.index, filterOf(r.Request)
	p := &documentsPage{Filter: f, Choices: r.choices(f), Sort: r.URL.Query().Get("sort"), Export: linksTo("/documents", r.Request)}
	m := x.matcher(f)
	var found []int32
	for i := range x.documents {
		if d := &x.documents[i]; m.document(d) {
			found = append(found, int32(i))
			p.Totals.add(x, d)
		}
	}
	x.sort(found, p.Sort)
	p.Pager = newPager(r, len(found))
	for _, i := range found[max(p.Pager.First-1, 0):p.Pager.Last] {
		p.Rows = append(p.Rows, x.row(r.words, i))
	}
	title, err := r.words.T("documents")
	return view{name: "documents", title: title, body: p}, err
}

// sort orders lines of documents: by default those with the most checks that
// do not hold first.
func (x *index) sort(found []int32, by string) {
	line := func(i int32) *documentLine { return &x.documents[i] }
	compare := func(a, b int32) int { return cmp.Compare(line(b).bad, line(a).bad) }
	switch by {
	case "path":
		compare = func(a, b int32) int { return cmp.Compare(line(a).path, line(b).path) }
	case "year":
		compare = func(a, b int32) int { return cmp.Compare(line(b).year, line(a).year) }
	case "coverage":
		compare = func(a, b int32) int { return compareCoverage(line(a), line(b)) }
	}
	slices.SortFunc(found, func(a, b int32) int { return cmp.Or(compare(a, b), cmp.Compare(a, b)) })
}

// compareCoverage puts the lower share of obligations evaluated first, and
// documents without obligations last.
func compareCoverage(a, b *documentLine) int {
	if a.obligations == 0 || b.obligations == 0 {
		return cmp.Compare(b.obligations, a.obligations)
	}
	return cmp.Compare(int64(a.evaluated)*int64(b.obligations), int64(b.evaluated)*int64(a.obligations))
}

// document shows one report.
func (s *Server) document(r *request) (view, error) {
	documents, rows, err := r.state.snap.OfDocument(r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	p := documentOf(r.words, documents, &rows, s.decisions())
	if i := slices.IndexFunc(documents, func(d sink.DocumentRow) bool { return hasOriginal(&d) }); i >= 0 {
		p.Head.Original = originalURL(p.Head.ID)
		if s.draw != nil && str(documents[i].Format) == "pdf" {
			p.Data.Pages = p.Head.Original + "/page/"
		}
	}
	p.Decide, p.Token, p.Reviewer = true, s.token, reviewerOf(r.Request)
	return view{name: "document", title: p.Head.Title, body: p, scripts: []string{documentScript}}, nil
}

// checksPage lists checks that do not hold.
type checksPage struct {
	Filter   filter
	Choices  choices
	Decision string
	Sort     string
	Each     bool        // whether every check has a row, and not every finding
	Checks   int         // of the findings
	Export   exportLinks // of the open ones among them
	These    exportLinks // of them all
	Rows     []checkRow
	Pager    pager
}

type checkRow struct {
	Rule, Title, Severity, Formula, Diagnosis, URL string
	Waived                                         bool
	Verdict                                        string
	Action                                         string
	Witnesses                                      int // more checks of the finding in the list, those that are not shown
	Document                                       documentRow
}

// formulaColumns are what a list of checks reads of them.
type formulaColumns struct {
	CheckID    string  `parquet:"check_id"`
	Formula    string  `parquet:"formula"`
	Diagnosis  *string `parquet:"diagnosis"`
	Difference *int64  `parquet:"difference"`
}

func (s *Server) checks(r *request) (view, error) {
	x, f := r.state.index, filterOf(r.Request)
	p := &checksPage{Filter: f, Choices: r.choices(f), Decision: r.URL.Query().Get("decision"),
		Sort: r.URL.Query().Get("sort"), Export: linksTo("/open", r.Request), These: linksTo("/checks", r.Request)}
	made := s.decisions()
	found := x.matching(f, func(l *failingLine) bool { return matchesDecision(p.Decision, x.decided(made, l).Action, l) })
	if p.Sort == "size" {
		slices.SortStableFunc(found, func(a, b int32) int { return cmp.Compare(x.failing[b].size, x.failing[a].size) })
	}
	p.Checks, p.Each = len(found), r.URL.Query().Get("each") != ""
	witnesses := make(map[int32]int)
	if !p.Each {
		found, witnesses = x.findings(found)
	}
	p.Pager = newPager(r, len(found))
	found = found[max(p.Pager.First-1, 0):p.Pager.Last]
	at := make([]sink.Position, len(found))
	for i, k := range found {
		at[i] = x.failing[k].at
	}
	stored, err := sink.At[formulaColumns](r.state.snap, "checks", at)
	if err != nil {
		return view{}, err
	}
	for i, k := range found {
		l := &x.failing[k]
		rule := x.Name(l.rule)
		c := checkRow{Rule: rule, Title: r.words.Rule(rule), Severity: x.Name(l.severity), Formula: stored[i].Formula,
			Diagnosis: r.words.Value("diagnosis", str(stored[i].Diagnosis)), Waived: l.waived,
			Action: string(x.decided(made, l).Action), Witnesses: witnesses[l.finding], Document: x.row(r.words, l.document)}
		c.URL = c.Document.URL + "#check-" + stored[i].CheckID
		p.Rows = append(p.Rows, c)
	}
	title, err := r.words.T("inconsistent checks")
	return view{name: "checks", title: title, body: p}, err
}

// matching are the ordinals of the failing checks a filter wants.
func (x *index) matching(f filter, also func(*failingLine) bool) (found []int32) {
	m := x.matcher(f)
	wanted := make([]bool, len(x.documents))
	for i := range x.documents {
		wanted[i] = m.document(&x.documents[i])
	}
	for i := range x.failing {
		if l := &x.failing[i]; wanted[l.document] && m.failing(l) && also(l) {
			found = append(found, int32(i))
		}
	}
	return found
}

// findings leaves of the failing checks in a list one for each finding: that which
// leads it, or the first where that is not listed. It counts the others.
func (x *index) findings(all []int32) (found []int32, witnesses map[int32]int) {
	shown := make(map[int32]int32) // by finding
	for _, k := range all {
		l := &x.failing[k]
		if _, seen := shown[l.finding]; !seen || l.lead {
			shown[l.finding] = k
		}
	}
	witnesses = make(map[int32]int)
	for _, k := range all {
		if l := &x.failing[k]; shown[l.finding] == k {
			found = append(found, k)
		} else {
			witnesses[l.finding]++
		}
	}
	return found, witnesses
}

// decided is what was decided of a failing check.
func (x *index) decided(made decisions, l *failingLine) batch.Decision {
	if len(made) == 0 { // as it mostly is: spare the hex
		return batch.Decision{}
	}
	return made.of(x.documents[l.document].ID(), x.Name(l.rule), l.id)
}

// matchesDecision: a check is open until it is accepted, rejected or waived.
func matchesDecision(want string, have batch.Action, l *failingLine) bool {
	switch want {
	case "open":
		return !l.waived && have != batch.Accept && have != batch.Reject
	case "waived":
		return l.waived
	case "":
		return true
	}
	return string(have) == want
}
