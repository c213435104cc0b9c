package review

import (
	"cmp"
	"encoding/hex"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// index is what is kept in memory of a snapshot: a line for each input file
// and a few numbers for each check that does not hold. All else is read from
// Parquet when a page asks for it.
type index struct {
	names     names
	documents []documentLine
	failing   []failingLine
	byID      map[[32]byte]int32 // the first line of a content
	years     []int32            // that documents have, ascending
}

// documentLine is what the lists show of an input file. Names are numbers in
// index.names, 0 for none.
type documentLine struct {
	id                            [32]byte
	known                         bool // whether the file could be read, and so has an id
	path, title                   string
	entity, kind, status          int32
	province, city, district      int32
	reason                        int32
	year                          int32
	facts, checks, bad, waived    int32
	obligations, evaluated, issue int32
}

// failingLine is a check with the verdict inconsistent or waived.
type failingLine struct {
	at             sink.Position
	document       int32 // in index.documents
	rule, severity int32
	id             string // check_id
	waived         bool
	lead           bool    // of its finding
	finding        int32   // the same for the checks of one finding
	size           int64   // of the difference, without its sign
	off            float32 // the difference as a share of the figure, -1 without one
}

// names gives numbers to strings that repeat.
type names struct {
	list []string
	at   map[string]int32
}

func (n *names) add(s string) int32 {
	if n.at == nil {
		n.at, n.list = map[string]int32{"": 0}, []string{""}
	}
	k, ok := n.at[s]
	if !ok {
		s = strings.Clone(s)
		k = int32(len(n.list))
		n.at[s], n.list = k, append(n.list, s)
	}
	return k
}

// number returns the number of a name, -1 for one that nothing has.
func (n *names) number(s string) int32 {
	if k, ok := n.at[s]; ok {
		return k
	}
	return -1
}

// documentColumns are the columns the index reads of documents.
type documentColumns struct {
	DocumentID           string  `parquet:"document_id"`
	Path                 string  `parquet:"path"`
	Title                *string `parquet:"title"`
	Status               string  `parquet:"status"`
	Reason               *string `parquet:"reason"`
	Entity               *string `parquet:"entity"`
	Province             *string `parquet:"province"`
	City                 *string `parquet:"city"`
	District             *string `parquet:"district"`
	ReportKind           *string `parquet:"report_kind"`
	FiscalYear           *int32  `parquet:"fiscal_year"`
	Facts                int32   `parquet:"facts"`
	Issues               int32   `parquet:"issues"`
	Checks               int32   `parquet:"checks"`
	ChecksInconsistent   int32   `parquet:"checks_inconsistent"`
	ChecksWaived         int32   `parquet:"checks_waived"`
	Obligations          int32   `parquet:"obligations"`
	ObligationsEvaluated int32   `parquet:"obligations_evaluated"`
}

// failingColumns are the columns the index reads of checks.
type failingColumns struct {
	CheckID    string  `parquet:"check_id"`
	DocumentID string  `parquet:"document_id"`
	Rule       string  `parquet:"rule"`
	Severity   string  `parquet:"severity"`
	Finding    *string `parquet:"finding"`
	Difference *int64  `parquet:"difference"`
	Reported   *int64  `parquet:"reported"`
	Computed   *int64  `parquet:"computed"`
}

// off is by how much of the figure a check does not hold, of percentages by points,
// as the view findings has it; -1 where it has no difference.
func (c *failingColumns) off() float32 {
	if c.Difference == nil {
		return -1
	}
	whole := float32(max(absolute(c.Reported), absolute(c.Computed)))
	if r, ok := schema.RuleByID(schema.RuleID(c.Rule)); ok && unitOf(string(r.Family), "") == "%" {
		whole = 100 * decimals
	}
	if whole == 0 {
		return -1
	}
	return float32(absolute(c.Difference)) / whole
}

// decimals is what a stored number is multiplied by.
const decimals = 10_000

// absolute is a stored number without its sign, 0 where there is none.
func absolute(n *int64) int64 {
	if n == nil {
		return 0
	}
	return max(*n, -*n)
}

func newIndex(s *sink.Snapshot) (*index, error) {
	x := &index{byID: make(map[[32]byte]int32)}
	x.names.add("")
	var found []failingStored
	var tables errgroup.Group
	tables.Go(func() error {
		return sink.Select(s, "documents", nil, func(_ sink.Position, d *documentColumns) bool {
			x.addDocument(d)
			return true
		})
	})
	tables.Go(func() (err error) {
		found, err = failingOf(s)
		return err
	})
	if err := tables.Wait(); err != nil {
		return nil, err
	}
	findings := make(map[findingKey]int32)
	for i := range found {
		x.addFailing(&found[i], findings)
	}
	x.sortFailing()
	return x, nil
}

// failingStored is a failing check as it was found.
type failingStored struct {
	failingColumns
	at     sink.Position
	waived bool
}

func failingOf(s *sink.Snapshot) (found []failingStored, err error) {
	for _, verdict := range []schema.Verdict{schema.Inconsistent, schema.Waived} {
		where := &sink.Equal{Column: "verdict", Value: string(verdict)}
		err := sink.Select(s, "checks", where, func(at sink.Position, c *failingColumns) bool {
			found = append(found, failingStored{*c, at, verdict == schema.Waived})
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (x *index) addDocument(d *documentColumns) {
	n := &x.names
	line := documentLine{path: d.Path, title: str(d.Title), entity: n.add(str(d.Entity)), kind: n.add(str(d.ReportKind)),
		status: n.add(d.Status), reason: n.add(str(d.Reason)), province: n.add(str(d.Province)), city: n.add(str(d.City)), district: n.add(str(d.District)),
		year: num(d.FiscalYear), facts: d.Facts, issue: d.Issues, checks: d.Checks, bad: d.ChecksInconsistent, waived: d.ChecksWaived,
		obligations: d.Obligations, evaluated: d.ObligationsEvaluated}
	line.id, line.known = digest(d.DocumentID)
	k := int32(len(x.documents))
	x.documents = append(x.documents, line)
	if _, seen := x.byID[line.id]; line.known && !seen {
		x.byID[line.id] = k
	}
	if i, found := slices.BinarySearch(x.years, line.year); !found && line.year != 0 {
		x.years = slices.Insert(x.years, i, line.year)
	}
}

// findingKey names a finding by the check that leads it.
type findingKey struct {
	document int32
	lead     string
}

func (x *index) addFailing(c *failingStored, findings map[findingKey]int32) {
	id, ok := digest(c.DocumentID)
	k, known := x.byID[id]
	if !ok || !known {
		return
	}
	line := failingLine{id: c.CheckID, at: c.at, document: k, rule: x.names.add(c.Rule), severity: x.names.add(c.Severity), waived: c.waived, off: c.off(), size: absolute(c.Difference)}
	key := findingKey{k, cmp.Or(str(c.Finding), c.CheckID)}
	n, seen := findings[key]
	if !seen {
		n = int32(len(findings))
		findings[key] = n
	}
	line.finding, line.lead = n, key.lead == c.CheckID
	x.failing = append(x.failing, line)
}

// sortFailing puts first what to open first, as the view findings does: by severity,
// what does not add up before other faults, then by how much of the figure is off;
// what leads its finding stands before its witnesses.
func (x *index) sortFailing() {
	ranks := make([]int, len(x.names.list)) // of the rules and severities there are
	for k, name := range x.names.list {
		if r, ok := schema.RuleByID(schema.RuleID(name)); ok && r.Family == schema.DisclosureFamily {
			ranks[k] = 1
		} else if !ok {
			ranks[k] = schema.Severity(name).Rank()
		}
	}
	after := func(l *failingLine) int {
		if l.lead {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(x.failing, func(a, b failingLine) int {
		return cmp.Or(cmp.Compare(ranks[a.severity], ranks[b.severity]), cmp.Compare(after(&a), after(&b)), cmp.Compare(ranks[a.rule], ranks[b.rule]),
			cmp.Compare(b.off, a.off), cmp.Compare(a.document, b.document), cmp.Compare(a.at.Row, b.at.Row))
	})
}

func digest(id string) (d [32]byte, ok bool) {
	if len(id) != 2*len(d) {
		return d, false
	}
	_, err := hex.Decode(d[:], []byte(id))
	return d, err == nil
}

// ID is the document_id of a line, "" where the file could not be read.
func (d *documentLine) ID() string {
	if !d.known {
		return ""
	}
	return hex.EncodeToString(d.id[:])
}

// Name is the string of a number.
func (x *index) Name(n int32) string { return x.names.list[n] }

// facts is how many facts there are.
func (x *index) facts() (n int64) {
	for i := range x.documents {
		n += int64(x.documents[i].facts)
	}
	return n
}

// filter says which documents or checks are wanted; the zero value wants all.
type filter struct {
	Query                    string
	Year                     int32
	Kind, Status             string
	Province, City, District string
	Rule, Severity           string
	Reason                   string // of refusal
	Bad                      bool   // only documents with a check that does not hold
}

// matcher is a filter with its names as numbers.
type matcher struct {
	query                    []string // words that all must occur, in lower case
	year                     int32
	kind, status             int32
	province, city, district int32
	rule, severity           int32
	reason                   int32
	bad                      bool
	names                    []string
}

func (x *index) matcher(f filter) matcher {
	number := func(s string) int32 {
		if s == "" {
			return 0
		}
		return x.names.number(s)
	}
	return matcher{query: strings.Fields(strings.ToLower(f.Query)), year: f.Year, kind: number(f.Kind), status: number(f.Status),
		province: number(f.Province), city: number(f.City), district: number(f.District), rule: number(f.Rule), severity: number(f.Severity), reason: number(f.Reason),
		bad: f.Bad, names: x.names.list}
}

func (m *matcher) document(d *documentLine) bool {
	is := func(want, have int32) bool { return want == 0 || want == have }
	if !is(m.year, d.year) || !is(m.reason, d.reason) || !is(m.kind, d.kind) || !is(m.status, d.status) ||
		!is(m.province, d.province) || !is(m.city, d.city) || !is(m.district, d.district) || m.bad && d.bad == 0 {
		return false
	}
	for _, word := range m.query {
		if !contains(d.path, word) && !contains(d.title, word) && !contains(m.names[d.entity], word) {
			return false
		}
	}
	return true
}

func (m *matcher) failing(f *failingLine) bool {
	return (m.rule == 0 || m.rule == f.rule) && (m.severity == 0 || m.severity == f.severity)
}

// contains reports whether s has a lower-case word, whatever the case in s.
func contains(s, word string) bool {
	if strings.Contains(s, word) {
		return true
	}
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			return strings.Contains(strings.ToLower(s), word)
		}
	}
	return false
}

// totals are sums over documents.
type totals struct {
	Documents, Read, Partial, Stale, Refused int
	Facts, Checks, Bad, Waived, Issues       int64
	Obligations, Evaluated                   int64
}

func (t *totals) add(x *index, d *documentLine) {
	t.Documents++
	switch schema.Status(x.Name(d.status)) {
	case schema.Read:
		t.Read++
	case schema.Partial:
		t.Partial++
	case schema.Stale:
		t.Stale++
	default:
		t.Refused++
	}
	t.Facts += int64(d.facts)
	t.Checks += int64(d.checks)
	t.Bad += int64(d.bad)
	t.Waived += int64(d.waived)
	t.Issues += int64(d.issue)
	t.Obligations += int64(d.obligations)
	t.Evaluated += int64(d.evaluated)
}

// Coverage is the share of obligations that were evaluated, in percent with
// one decimal, "–" when there were none.
func (t *totals) Coverage() string { return percent(t.Evaluated, t.Obligations) }

func percent(part, whole int64) string {
	if whole == 0 {
		return "–"
	}
	tenths := (part*2000 + whole) / (2 * whole)
	return itoa(tenths/10) + "." + itoa(tenths%10) + "%"
}
