package figures

import "gongkai/schema"

// Level finds the stated level of a fact's quantity in a period and phase, the one
// Closer prefers; in the table of the fact only its row.
//
// Of a quantity stated a thousand times each statement asks for the others. So
// the best answers to whoever asks are kept: the best, the best after that one,
// for whoever is it, and the best outside of its table. Only the figures of one
// row are looked through.
func (s *Set) Level(f *schema.Fact, period schema.Period, measure schema.Measure) int {
	if !period.Known() {
		return -1
	}
	n, ok := s.Number(f.Concept, f.Dimensions)
	if !ok {
		return -1
	}
	l := s.levelsOf(levelKey{n, period.End.Year(), measure, f.Section})
	table := tableOf(f)
	best := l.best
	switch {
	case best >= 0 && table < 0 && &s.Facts[best] == f:
		best = l.next
	case best >= 0 && table >= 0 && tableOf(&s.Facts[best]) == table:
		best = l.elsewhere
	}
	if table < 0 {
		return best
	}
	prefer := s.Closer(f.Section)
	for _, k := range l.rows[row{table, f.Source.Row}] {
		g := &s.Facts[k]
		if g != f && (best < 0 || prefer(g, &s.Facts[best]) || k < best && !prefer(&s.Facts[best], g)) {
			best = k
		}
	}
	return best
}

// levelKey is what a level is asked for by.
type levelKey struct {
	quantity, year int
	measure        schema.Measure
	section        schema.SectionID // of who asks
}

// levels are the answers to a key, -1 for none.
type levels struct {
	best, next, elsewhere int
	rows                  map[row][]int // of tables
}

type row struct{ table, row int }

// levelsOf finds the answers once.
func (s *Set) levelsOf(key levelKey) *levels {
	if l, ok := s.levels[key]; ok {
		return l
	}
	l := &levels{best: -1, next: -1, elsewhere: -1, rows: make(map[row][]int)}
	q := Query{Measures: []schema.Measure{key.measure}, Year: key.year}
	prefer := s.Closer(key.section)
	better := func(k, than int) bool { return than < 0 || prefer(&s.Facts[k], &s.Facts[than]) }
	var all []int
	for _, k := range s.alike[key.quantity] {
		g := &s.Facts[k]
		if !q.admits(g) {
			continue
		}
		all = append(all, k)
		if t := tableOf(g); t >= 0 {
			l.rows[row{t, g.Source.Row}] = append(l.rows[row{t, g.Source.Row}], k)
		}
		if better(k, l.best) {
			l.best = k
		}
	}
	for _, k := range all {
		if k != l.best && better(k, l.next) {
			l.next = k
		}
		if tableOf(&s.Facts[k]) != tableOf(&s.Facts[l.best]) && better(k, l.elsewhere) {
			l.elsewhere = k
		}
	}
	if s.levels == nil {
		s.levels = make(map[levelKey]*levels)
	}
	s.levels[key] = l
	return l
}

// tableOf is the table that a fact stands in a row of, -1 for none.
func tableOf(f *schema.Fact) int {
	if f.SourceKind == schema.TableSource {
		return f.Source.Table
	}
	return -1
}
