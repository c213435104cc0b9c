package batch

import (
	"cmp"
	"slices"
	"sort"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/schema"
)

// Summary is what a run did; it is also OUT/run.json.
type Summary struct {
	Snapshot  string                 `json:"snapshot"`
	Unchanged bool                   `json:"unchanged"` // the dataset already was this snapshot
	Files     int                    `json:"files"`
	Processed int                    `json:"processed"` // contents processed by this run
	Reused    int                    `json:"reused"`    // contents known from earlier runs
	Bytes     int64                  `json:"bytes"`     // of all contents
	Statuses  map[schema.Status]int  `json:"statuses"`  // of files
	Mentions  int                    `json:"mentions"`
	Facts     int                    `json:"facts"`
	Concepts  int                    `json:"facts_with_concept"`
	Issues    int                    `json:"issues"`
	Checks    map[schema.Verdict]int `json:"checks"`
	Failures  []Failure              `json:"inconsistent"` // the findings to open first
	Refusals  []FileRefusal          `json:"refusals"`     // the first by path
	Stale     []FileRefusal          `json:"stale"`        // inputs that could not be read, of which an earlier run's figures are kept; the first by path
	Unread    []WordCount            `json:"unread_words"` // the most frequent words before numbers that are in no table
	Slowest   []FileTime             `json:"slowest"`      // of those processed
	Seconds   float64                `json:"seconds"`
	// Unconfined is what this system could not take from the processes that read
	// files, with --isolate.
	Unconfined []string `json:"unconfined,omitempty"`

	unread    map[string]int
	kept      map[string]error // by path
	transient bool             // a result may go differently next time
}

// Failure is a contradiction, told by the check that shows it best.
type Failure struct {
	Path      string           `json:"path"`
	Severity  schema.Severity  `json:"severity"`
	Size      float64          `json:"size"`   // of the difference, beside its figures
	Checks    int              `json:"checks"` // that it breaks
	Rule      schema.RuleID    `json:"rule"`
	Formula   string           `json:"formula"`
	Diagnosis schema.Diagnosis `json:"diagnosis,omitempty"`
}

// FileRefusal is a file that could not be read.
type FileRefusal struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
	Detail string `json:"detail"`
	Advice string `json:"advice"`
}

// FileTime is how long a file took.
type FileTime struct {
	Path    string  `json:"path"`
	Seconds float64 `json:"seconds"`
	Bytes   int64   `json:"bytes"`
}

// WordCount is how often a word was met and not read.
type WordCount struct {
	Word  string `json:"word"`
	Count int    `json:"count"`
}

// slowest is how many of the slowest files a summary shows.
const slowest = 5

// newSummary counts the inputs whose bytes could not be had.
func newSummary(plan *Plan) *Summary {
	s := &Summary{Statuses: make(map[schema.Status]int), Checks: make(map[schema.Verdict]int), unread: make(map[string]int), kept: make(map[string]error)}
	for _, in := range plan.Failed {
		d := pipeline.Refused(schema.Document{}, unreadable(in.Err)).Document
		s.file(&fileResult{Status: d.Status, Reason: d.Reason, Detail: d.Detail}, []string{in.Path})
	}
	for _, in := range plan.Kept {
		s.kept[in.Path] = unreadable(in.kept)
	}
	s.trim()
	return s
}

// unit counts a unit. The order of units makes no difference.
func (s *Summary) unit(plan *Plan, w *waivers, x *unitIndex, reused bool) {
	for i := range x.Files {
		f := &x.Files[i]
		w.count(f)
		s.file(f, plan.Paths[f.Hash])
		s.content(f, plan.Paths[f.Hash][0], reused)
	}
	s.fail(plan, w, x)
	s.transient = s.transient || x.transient()
}

// across counts what was found across documents.
func (s *Summary) across(plan *Plan, w *waivers, x *unitIndex) {
	for i := range x.Files {
		f := &x.Files[i]
		w.count(f)
		s.Issues += f.Issues
		for v, n := range f.Checks {
			s.Checks[v] += n
		}
	}
	s.fail(plan, w, x)
}

// fail lists the findings that are not waived, each under the first of its checks that
// is not.
func (s *Summary) fail(plan *Plan, w *waivers, x *unitIndex) {
	for i := range x.Failures {
		left := slices.DeleteFunc(append([]failure{x.Failures[i]}, x.Failures[i].Others...), func(f failure) bool {
			_, ok := w.reason(f.Document, f.Rule, f.Check)
			return ok
		})
		if len(left) > 0 {
			f := left[0]
			s.Failures = append(s.Failures, Failure{plan.Paths[f.Document][0], f.Severity, f.Size, len(left), f.Rule, f.Formula, f.Diagnosis})
		}
	}
	s.trim()
}

// file counts a content under each of its paths.
func (s *Summary) file(f *fileResult, paths []string) {
	s.Files += len(paths)
	for _, p := range paths {
		switch why := s.kept[p]; {
		case f.Status == schema.Refused:
			s.Statuses[schema.Refused]++
			s.Refusals = append(s.Refusals, FileRefusal{p, f.Reason, f.Detail, extract.Reason(f.Reason).Advice()})
		case why != nil:
			s.Statuses[schema.Stale]++
			d := pipeline.Refused(schema.Document{}, why).Document
			s.Stale = append(s.Stale, FileRefusal{p, d.Reason, d.Detail, d.Advice})
		default:
			s.Statuses[f.Status]++
		}
	}
}

// content counts what the tables have once for a content.
func (s *Summary) content(f *fileResult, path string, reused bool) {
	s.Bytes += f.Bytes
	s.Mentions += f.Mentions
	s.Facts += f.Facts
	s.Concepts += f.Concepts
	s.Issues += f.Issues
	for v, n := range f.Checks {
		s.Checks[v] += n
	}
	for word, n := range f.Unread {
		s.unread[word] += n
	}
	if reused {
		s.Reused++
		return
	}
	s.Processed++
	s.Slowest = append(s.Slowest, FileTime{path, f.Seconds, f.Bytes})
}

// trim keeps the lists short.
func (s *Summary) trim() {
	sort.Slice(s.Failures, func(i, j int) bool {
		a, b := &s.Failures[i], &s.Failures[j]
		return cmp.Or(cmp.Compare(a.Severity.Rank(), b.Severity.Rank()), cmp.Compare(addsUp(a.Rule), addsUp(b.Rule)), cmp.Compare(b.Size, a.Size),
			cmp.Compare(a.Path, b.Path), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Formula, b.Formula)) < 0
	})
	s.Failures = s.Failures[:min(len(s.Failures), listed)]
	sort.Slice(s.Refusals, func(i, j int) bool { return s.Refusals[i].Path < s.Refusals[j].Path })
	s.Refusals = s.Refusals[:min(len(s.Refusals), listed)]
	sort.Slice(s.Stale, func(i, j int) bool { return s.Stale[i].Path < s.Stale[j].Path })
	s.Stale = s.Stale[:min(len(s.Stale), listed)]
	sort.Slice(s.Slowest, func(i, j int) bool {
		a, b := &s.Slowest[i], &s.Slowest[j]
		return cmp.Or(cmp.Compare(b.Seconds, a.Seconds), cmp.Compare(a.Path, b.Path)) < 0
	})
	s.Slowest = s.Slowest[:min(len(s.Slowest), slowest)]
}
