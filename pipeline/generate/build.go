package generate

import (
	"fmt"
	"strings"

	"gongkai/schema"

	"github.com/shopspring/decimal"
)

// run is a stretch of text, a printed number, or a word a relation hangs on.
type run struct {
	text string
	slot *Slot
	word *word
}

// String is the run as it is written.
func (r run) String() string {
	switch {
	case r.slot != nil:
		return r.slot.Raw
	case r.word != nil:
		return r.word.text
	}
	return r.text
}

// word is a direction or comparison word that a planted error may turn round.
type word struct {
	text, opposite string
	change         *Slot // direction words: the number it signs
	rel            *relation
}

// relation is a Relation under construction, by slot instead of index.
type relation struct {
	Relation
	result   *Slot
	operands []*Slot
}

// block is a heading, a paragraph or a table.
type block struct {
	level int // 1..3 of a heading, 0 otherwise
	runs  []run
	table *table
}

type table struct {
	unit   string // the line above the grid, e.g. 单位：万元
	header int    // leading header rows
	cols   int
	rows   [][]cell
}

// cell is one grid position. A merged cell has spans above 1 at its upper left
// and covered positions elsewhere.
type cell struct {
	run
	colSpan, rowSpan int
	covered          bool
}

// builder turns a ledger into blocks in the wording of one style.
type builder struct {
	*ledger
	style   Style
	s       source
	entity  names
	blocks  []block
	slots   []*Slot
	rels    []*relation
	section schema.SectionID
	source  schema.SourceKind
	counter [4]int
}

// mod changes a slot before it is printed.
type mod func(*Slot)

func withFund(f schema.FundSource) mod { return func(s *Slot) { s.FundSource = f } }
func withFunc(code string) mod         { return func(s *Slot) { s.FuncCode = code } }
func withEcon(code string) mod         { return func(s *Slot) { s.EconCode = code } }
func withProject(name string) mod      { return func(s *Slot) { s.Project = name } }
func withMeasure(m schema.Measure) mod { return func(s *Slot) { s.Measure = m } }
func withLabel(label string) mod       { return func(s *Slot) { s.Label = label } }
func orMeasure(m ...schema.Measure) mod {
	return func(s *Slot) { s.AltMeasure = m }
}
func atPeriod(p schema.Period) mod { return func(s *Slot) { s.Period = p } }

func (s *Slot) with(mods ...mod) *Slot {
	for _, m := range mods {
		m(s)
	}
	return s
}

func (b *builder) thisYear() schema.Period { return schema.YearPeriod(b.year) }
func (b *builder) lastYear() schema.Period { return schema.YearPeriod(b.year - 1) }
func (b *builder) yearEnd() schema.Period  { return schema.Instant(b.thisYear().End) }
func (b *builder) yearStart() schema.Period {
	return schema.Instant(b.thisYear().Start)
}

// money makes a slot for an amount of this year's final accounts, printed in 万元.
func (b *builder) money(c schema.ConceptID, a Amount, mods ...mod) *Slot {
	s := &Slot{Concept: c, Kind: schema.Amount, Form: schema.Level, Measure: schema.Final,
		Period: b.thisYear(), Value: a.Yuan(), Unit: "元", scale: 4, tail: "万元", index: -1}
	s.FundSource = schema.FundNamed(c)
	s.print(Amount(abs(int64(a))).wan(b.style.trimProse || a == 0, b.style.groupProse))
	return s.with(mods...)
}

// count makes a slot for a number of things at the end of the year or over it.
func (b *builder) count(c schema.ConceptID, n int, unit string, mods ...mod) *Slot {
	s := &Slot{Concept: c, Kind: schema.Count, Form: schema.Level, Period: b.thisYear(),
		Value: decimal.New(int64(n), 0), Unit: unit, tail: unit, index: -1}
	s.print(fmt.Sprint(n))
	return s.with(mods...)
}

// percent makes a ratio slot about the same quantity as of.
func (b *builder) percent(of *Slot, form schema.Form, p Percent, base schema.Base) *Slot {
	s := &Slot{Concept: of.Concept, Alt: of.Alt, Kind: schema.Ratio, Form: form, Measure: of.Measure,
		Period: of.Period, Dimensions: of.Dimensions, Base: base, Value: p.Decimal(), Unit: "%", tail: "%", index: -1}
	s.print(fixed(abs(int64(p)), 2, b.style.trimProse || p == 0, false))
	return s
}

// share makes the slot for part in percent of whole, and its relation.
func (b *builder) share(part, whole *Slot, a, of Amount) *Slot {
	s := b.percent(part, schema.Share, percentOf(a, of), schema.Base{Concept: whole.Concept})
	b.relate("占比", schema.ShareFamily, s, part, whole)
	return s
}

// completion makes the slot for final in percent of a budget. The budget slot is
// nil where the text names it without stating it.
func (b *builder) completion(final, budget *Slot, a, of Amount, m schema.Measure) *Slot {
	s := b.percent(final, schema.Completion, percentOf(a, of), schema.Base{Concept: final.Concept, Measure: m})
	if budget != nil {
		s.Base.Concept = budget.Concept
		b.relate("完成率", schema.CompletionFamily, s, final, budget)
	}
	return s
}

// relate records that result follows from the operands. Operands that are nil
// (blank cells) take no part.
func (b *builder) relate(id string, f schema.Family, result *Slot, operands ...*Slot) *relation {
	r := &relation{Relation: Relation{ID: id, Family: f}, result: result}
	for _, o := range operands {
		if o != nil {
			r.operands = append(r.operands, o)
		}
	}
	if result != nil && len(r.operands) > 0 {
		b.rels = append(b.rels, r)
	}
	return r
}

// p adds a paragraph of strings, slots, words and nested lists of them.
func (b *builder) p(parts ...any) {
	b.blocks = append(b.blocks, block{runs: b.runs(nil, parts)})
}

func (b *builder) runs(out []run, parts []any) []run {
	for _, part := range parts {
		switch v := part.(type) {
		case string:
			out = append(out, run{text: v})
		case *word:
			out = append(out, run{text: v.text, word: v})
		case *Slot:
			if b.style.spaced && v.Kind == schema.Amount {
				out = append(out, run{text: " "})
				v.space()
			}
			b.register(v, before(out))
			out = append(out, run{slot: v})
		case []any:
			out = b.runs(out, v)
		}
	}
	return out
}

// before returns the clause in front of a number.
func before(runs []run) string {
	var text strings.Builder
	for _, r := range runs {
		text.WriteString(r.String())
	}
	clause := text.String()
	if i := strings.LastIndexAny(clause, "，；。：、"); i >= 0 {
		if rest := strings.TrimLeft(clause[i:], "，；。：、"); rest != "" {
			return rest
		}
	}
	return clause
}

func (b *builder) register(s *Slot, where string) {
	s.index, s.Where, s.Section, s.Source = len(b.slots), where, b.section, b.source
	b.slots = append(b.slots, s)
}

// head adds a heading of level 1..3 numbered as the style numbers that level.
func (b *builder) head(level int, title string) {
	b.counter[level]++
	for l := level + 1; l < len(b.counter); l++ {
		b.counter[l] = 0
	}
	mark := b.style.marks[level-1](b.counter[level])
	b.blocks = append(b.blocks, block{level: level, runs: []run{{text: mark + title}}})
}

// title adds an unnumbered heading.
func (b *builder) title(level int, text string) {
	b.blocks = append(b.blocks, block{level: level, runs: []run{{text: text}}})
}

// grid adds a table and registers its slots in reading order.
func (b *builder) grid(t *table) {
	for r := range t.rows {
		for c := range t.rows[r] {
			if s := t.rows[r][c].slot; s != nil {
				b.register(s, fmt.Sprintf("%s / 第%d行第%d列", t.rows[r][0].String(), r+1, c+1))
			}
		}
	}
	b.blocks = append(b.blocks, block{table: t})
}

// moved describes the change from prior to level: 增加A万元，增长P%, or 持平.
func (b *builder) moved(level *Slot, now, prior Amount) []any {
	if now == prior {
		return []any{"持平"}
	}
	d := b.money(level.Concept, now-prior)
	d.Alt, d.Dimensions, d.Form, d.Measure = level.Alt, level.Dimensions, schema.Delta, level.Measure
	d.Base = schema.Base{Period: b.lastYear()}
	up, w := now > prior, &word{text: "减少", opposite: "增加", change: d}
	if up {
		w.text, w.opposite = w.opposite, w.text
	}
	if prior == 0 {
		return []any{w, d}
	}
	pct := b.percent(level, schema.PctChange, percentOf(now-prior, prior), d.Base)
	verb := pick(b.s, b.style.falls)
	if up {
		verb = pick(b.s, b.style.rises)
	}
	b.relate("增减率", schema.PctChangeFamily, pct, level, d)
	w.rel = b.relate("方向", schema.DirectionFamily, d, pct)
	return []any{w, d, pick(b.s, b.style.joints), verb, pct}
}

// because returns a reason that suits the direction.
func (b *builder) because(now, prior Amount) string {
	if now >= prior {
		return pick(b.s, riseReasons())
	}
	return pick(b.s, fallReasons())
}

// joined puts sep between the parts and end after the last.
func joined(parts [][]any, sep, end string) []any {
	var out []any
	for i, p := range parts {
		out = append(out, p...)
		if i < len(parts)-1 {
			out = append(out, sep)
		}
	}
	return append(out, end)
}
