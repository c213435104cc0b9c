package review

import (
	"errors"
	"os"
	"path/filepath"
	"sync"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// searched are the indexes of the texts of a snapshot, by table. They are made
// while pages are already shown; until one is there its table is read through.
type searched struct {
	mu     sync.Mutex
	tables map[string]*grams
	ended  bool // nothing is added any more
}

// leastSearched is how many facts a dataset has for which indexes are made: fewer
// are read through as fast.
const leastSearched = 50_000

// of is the index of a table, nil when there is none (yet).
func (s *searched) of(table string) *grams {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tables[table]
}

// add keeps an index, and reports whether the next is wanted.
func (s *searched) add(table string, g *grams) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return false
	}
	if s.tables == nil {
		s.tables = make(map[string]*grams)
	}
	s.tables[table] = g
	return true
}

// retire has no more indexes made. Those that are there stay for the pages that
// are still being made; the runtime closes their files after that.
func (s *searched) retire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
}

// end gives the files of the indexes back.
func (s *searched) end() (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, g := range s.tables {
		err = errors.Join(err, g.close())
	}
	s.tables, s.ended = nil, true
	return err
}

// make makes the indexes one after the other, that first which is asked first. A
// table whose index fails is read through.
func (s *searched) make(snap *sink.Snapshot) (err error) {
	for _, table := range []struct {
		name string
		make func(*sink.Snapshot, *gramMaker) error
	}{{"facts", gramsOfFacts}, {"blocks", gramsOfBlocks}, {"checks", gramsOfChecks}} {
		g, failed := makeGrams(snap, s.over, table.make)
		if errors.Is(failed, errGramsUnwanted) {
			return err
		}
		if failed == nil && !s.add(table.name, g) {
			return errors.Join(err, g.close())
		}
		err = errors.Join(err, failed)
	}
	return err
}

// over reports whether no more indexes are wanted.
func (s *searched) over() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ended
}

func makeGrams(snap *sink.Snapshot, stopped func() bool, make func(*sink.Snapshot, *gramMaker) error) (*grams, error) {
	m, err := newGramMaker(gramFolder(), stopped)
	if err != nil {
		return nil, err
	}
	if err := make(snap, m); err != nil {
		return nil, errors.Join(err, m.made.close())
	}
	g, err := m.end()
	if err != nil {
		return nil, errors.Join(err, g.close())
	}
	return g, nil
}

// gramFolder is where indexes lie: not where the system keeps its small temporary
// files, which may be in memory, unless there is no other.
func gramFolder() string {
	base, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir := filepath.Join(base, "gongkai")
	if os.MkdirAll(dir, 0o777) != nil {
		return ""
	}
	return dir
}

// How many rows a chunk has. Of blocks few, for they are long.
const (
	chunkOfRows   = 1024
	chunkOfBlocks = 128
)

func gramsOfFacts(snap *sink.Snapshot, m *gramMaker) (err error) {
	failed := sink.Select(snap, "facts", nil, func(at sink.Position, f *searchedFact) bool {
		if err = m.row(at.Part, at.Row, chunkOfRows); err == nil {
			for _, text := range f.texts() {
				m.text(text)
			}
		}
		return err == nil
	})
	return errors.Join(err, failed)
}

func gramsOfBlocks(snap *sink.Snapshot, m *gramMaker) (err error) {
	failed := sink.Select(snap, "blocks", nil, func(at sink.Position, b *searchedBlock) bool {
		if err = m.row(at.Part, at.Row, chunkOfBlocks); err == nil {
			m.text(b.Text)
		}
		return err == nil
	})
	return errors.Join(err, failed)
}

// gramsOfChecks has the titles of rules in both languages.
func gramsOfChecks(snap *sink.Snapshot, m *gramMaker) (err error) {
	failed := sink.Select(snap, "checks", nil, func(at sink.Position, c *searchedCheck) bool {
		if err = m.row(at.Part, at.Row, chunkOfRows); err == nil {
			m.text(c.Formula)
			m.text(c.Rule)
			if r, ok := schema.RuleByID(schema.RuleID(c.Rule)); ok {
				m.text(r.Title)
				m.text(r.English)
			}
		}
		return err == nil
	})
	return errors.Join(err, failed)
}

// findRows hands on the rows of a table that may have the words of a search: all
// of them, or those that where holds for, where there is no index.
func findRows[R any](r *request, q *search, table string, where *sink.Equal, do func(*R) bool) error {
	g := r.state.texts.of(table)
	if g == nil || len(q.words) == 0 {
		return sink.Select(r.state.snap, table, where, func(_ sink.Position, row *R) bool { return do(row) })
	}
	chunks, err := g.candidates(q.words)
	if err != nil {
		return err
	}
	for n := 1; len(chunks) > 0; n = min(2*n, mostChunksAtOnce) {
		n = min(n, len(chunks))
		var at []sink.Position
		for _, c := range chunks[:n] {
			for row := c.first; row < c.first+c.n; row++ {
				at = append(at, sink.Position{Part: c.part, Row: row})
			}
		}
		rows, err := sink.At[R](r.state.snap, table, at)
		if err != nil {
			return err
		}
		for i := range rows {
			if !do(&rows[i]) {
				return nil
			}
		}
		if chunks = chunks[n:]; len(chunks) > 0 && q.late() {
			return nil
		}
	}
	return nil
}

// mostChunksAtOnce bounds what is read before the time is looked at again.
const mostChunksAtOnce = 16
