package review

import (
	"cmp"
	"errors"
	"slices"
	"sort"
	"strings"
	"time"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// What is searched is read from Parquet as it is asked for, so that a search ends
// with so many finds or after so long, and says which.
const (
	mostFound  = 200
	searchTime = 2 * time.Second
)

// searchPage lists facts, texts or checks that a question finds.
type searchPage struct {
	Query, In, Verdict, Rule string
	Ins, Verdicts            []choice
	Facts                    []foundFact
	Texts                    []foundText
	Checks                   []checkRow
	Asked, Stopped           bool // whether anything was asked for, and whether there may be more
}

type foundFact struct {
	Label, Concept, Value, Raw, Context, Measure, URL string
	Year                                              int32
	Document                                          documentRow
}

type foundText struct {
	Before, Match, After, URL string
	Document                  documentRow
}

// search is a search under way.
type search struct {
	words []string
	until time.Time
	n     int
	page  *searchPage
}

// matches reports whether all words stand in one of the texts.
func (q *search) matches(texts ...string) bool {
	for _, word := range q.words {
		if !slices.ContainsFunc(texts, func(s string) bool { return contains(s, word) }) {
			return false
		}
	}
	return true
}

// more reports whether the search goes on, and notes when it does not.
func (q *search) more() bool {
	if q.n++; q.n&1023 == 0 && q.late() || len(q.page.Facts)+len(q.page.Texts)+len(q.page.Checks) >= mostFound {
		q.page.Stopped = true
	}
	return !q.page.Stopped
}

// late reports whether the time of the search is over, and notes it.
func (q *search) late() bool {
	q.page.Stopped = q.page.Stopped || time.Now().After(q.until)
	return q.page.Stopped
}

func (s *Server) search(r *request) (view, error) {
	v := r.URL.Query()
	p := &searchPage{Query: shorten(v.Get("q"), 200), In: v.Get("in"), Verdict: v.Get("verdict"), Rule: v.Get("rule")}
	q := &search{words: strings.Fields(strings.ToLower(p.Query)), until: time.Now().Add(searchTime), page: p}
	p.Asked = len(q.words) > 0 || p.In == "checks" && (p.Verdict != "" || p.Rule != "")
	var err error
	if p.Asked {
		switch p.In {
		case "texts":
			err = r.findTexts(q)
		case "checks":
			err = r.findChecks(q)
		default:
			err = r.findFacts(q)
		}
	}
	ins, failed := r.words.options("search in", p.In, "", "texts", "checks")
	p.Ins = ins
	p.Verdicts = append(p.Verdicts, choice{})
	for _, verdict := range []schema.Verdict{schema.Inconsistent, schema.Ambiguous, schema.Incomplete, schema.Waived, schema.ExactVerdict, schema.Rounding, schema.Truncation, schema.Literal, schema.NotApplicable} {
		p.Verdicts = append(p.Verdicts, choice{string(verdict), r.words.Value("verdict", string(verdict)), string(verdict) == p.Verdict})
	}
	title, err2 := r.words.T("search")
	return view{name: "search", title: title, body: p}, errors.Join(err, failed, err2)
}

// of is the line of a document by its id.
func (r *request) of(id string) (documentRow, bool) {
	key, _ := digest(id)
	i, ok := r.state.index.byID[key]
	if !ok {
		return documentRow{}, false
	}
	return r.state.index.row(r.words, i), true
}

// searchedFact, searchedBlock and searchedCheck are what a search reads.
type searchedFact struct {
	FactID     string  `parquet:"fact_id"`
	DocumentID string  `parquet:"document_id"`
	Concept    *string `parquet:"concept"`
	Label      string  `parquet:"label"`
	Value      int64   `parquet:"value"`
	Unit       string  `parquet:"unit"`
	Measure    *string `parquet:"measure"`
	Context    string  `parquet:"context"`
	Raw        string  `parquet:"raw"`
	Entity     *string `parquet:"entity"`
	Indicator  *string `parquet:"indicator"`
	FiscalYear int32   `parquet:"fiscal_year"`
}

// texts are those that are searched.
func (f *searchedFact) texts() []string {
	return []string{f.Label, str(f.Concept), f.Raw, f.Context, str(f.Entity), str(f.Indicator), itoa(int64(f.FiscalYear))}
}

type searchedBlock struct {
	DocumentID string `parquet:"document_id"`
	Text       string `parquet:"text"`
}

type searchedCheck struct {
	CheckID    string  `parquet:"check_id"`
	DocumentID string  `parquet:"document_id"`
	Rule       string  `parquet:"rule"`
	Severity   string  `parquet:"severity"`
	Formula    string  `parquet:"formula"`
	Verdict    string  `parquet:"verdict"`
	Diagnosis  *string `parquet:"diagnosis"`
}

func (r *request) findFacts(q *search) error {
	return findRows(r, q, "facts", nil, func(f *searchedFact) bool {
		if q.matches(f.texts()...) {
			if d, ok := r.of(f.DocumentID); ok {
				q.page.Facts = append(q.page.Facts, foundFact{Label: cmp.Or(str(f.Indicator), f.Label), Concept: str(f.Concept), Value: grouped(sink.Unscaled(f.Value).String()) + " " + f.Unit,
					Raw: f.Raw, Context: f.Context, Measure: r.words.Value("measure", str(f.Measure)), URL: d.URL + "#fact-" + f.FactID, Year: f.FiscalYear, Document: d})
			}
		}
		return q.more()
	})
}

func (r *request) findTexts(q *search) error {
	return findRows(r, q, "blocks", nil, func(b *searchedBlock) bool {
		if q.matches(b.Text) {
			if d, ok := r.of(b.DocumentID); ok {
				t := passage(b.Text, q.words[0])
				t.Document, t.URL = d, d.URL
				q.page.Texts = append(q.page.Texts, t)
			}
		}
		return q.more()
	})
}

// passage is the first place of a word, with what stands around it.
func passage(text, word string) foundText {
	const around = 60 // code points
	lower := strings.ToLower(text)
	at := strings.Index(lower, word)
	if at < 0 || len(lower) != len(text) { // a letter whose small form is of another length
		return foundText{Before: shorten(text, 2*around)}
	}
	before, after := []rune(text[:at]), []rune(text[at+len(word):])
	return foundText{Before: string(before[max(0, len(before)-around):]), Match: text[at : at+len(word)], After: string(after[:min(len(after), around)])}
}

func (r *request) findChecks(q *search) error {
	var where *sink.Equal
	if q.page.Verdict != "" {
		where = &sink.Equal{Column: "verdict", Value: q.page.Verdict}
	}
	return findRows(r, q, "checks", where, func(c *searchedCheck) bool {
		title := r.words.Rule(c.Rule)
		if (q.page.Rule == "" || q.page.Rule == c.Rule) && (where == nil || c.Verdict == where.Value) && q.matches(c.Formula, c.Rule, title) {
			if d, ok := r.of(c.DocumentID); ok {
				q.page.Checks = append(q.page.Checks, checkRow{Rule: c.Rule, Title: title, Severity: c.Severity, Formula: c.Formula, Verdict: c.Verdict,
					Diagnosis: r.words.Value("diagnosis", str(c.Diagnosis)), URL: d.URL + "#check-" + c.CheckID, Document: d})
			}
		}
		return q.more()
	})
}

// unreadPage lists the words before numbers that no table has, for those who add
// to the tables.
type unreadPage struct {
	Words   []unreadWord
	Places  int // where any stands
	Stopped bool
}

// unreadWord is such a word, with a place where it stands.
type unreadWord struct {
	Word, Example string
	N             int
	Document      documentRow

	id string
}

// mostUnread is how many words the page lists.
const mostUnread = 300

func (s *Server) unread(r *request) (view, error) {
	type row struct {
		DocumentID string `parquet:"document_id"`
		Detail     string `parquet:"detail"`
		Raw        string `parquet:"raw"`
	}
	p, until, seen := &unreadPage{}, time.Now().Add(searchTime), make(map[string]*unreadWord)
	err := sink.Select(r.state.snap, "issues", &sink.Equal{Column: "code", Value: string(schema.IssueUnreadWords)}, func(_ sink.Position, i *row) bool {
		p.Places++
		for word := range strings.SplitSeq(i.Detail, unreadSeparator) {
			if seen[word] == nil {
				seen[word] = &unreadWord{Word: word, Example: i.Raw, id: i.DocumentID}
			}
			seen[word].N++
		}
		p.Stopped = p.Places&1023 == 0 && time.Now().After(until)
		return !p.Stopped
	})
	for _, u := range seen {
		p.Words = append(p.Words, *u)
	}
	sort.Slice(p.Words, func(i, j int) bool {
		a, b := &p.Words[i], &p.Words[j]
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Word, b.Word)) < 0
	})
	p.Words = p.Words[:min(len(p.Words), mostUnread)]
	for i := range p.Words {
		p.Words[i].Document, _ = r.of(p.Words[i].id)
	}
	title, failed := r.words.T("unread")
	return view{name: "unread", title: title, body: p}, errors.Join(err, failed)
}
