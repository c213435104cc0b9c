package generate

import (
	"cmp"
	"fmt"
	"slices"

	"gongkai/schema"
)

// Office is one invented street office's report in one style.
type Office struct {
	Seed   uint64
	Style  Style
	Entity string // full name of the reporting body
	Year   int    // fiscal year

	blocks    []block
	slots     []*Slot
	relations []*relation
	ledger    *ledger
}

// names are the words a report uses for the office it is about.
type names struct {
	province, city, district, street string
}

func (n names) full() string  { return n.city + n.district + n.short() }
func (n names) short() string { return n.street + "街道办事处" }

// The invented places.
func provinces() []string { return []string{"云岫省", "玄圃省", "沧溟省", "琅嬛省"} }
func cities() []string {
	return []string{"云梦市", "望舒市", "扶摇市", "琼台市", "归墟市"}
}
func districts() []string {
	return []string{"青禾区", "听澜区", "映雪区", "拾光区", "揽星区"}
}
func streets() []string {
	return []string{"柳溪", "问渠", "鹤汀", "芦雪", "松涛里", "晚枫", "石桥浦"}
}

// The halves of the names of many streets.
func heads() []string {
	return []string{"柳", "问", "鹤", "芦", "松", "晚", "桥", "槐", "荷", "梅", "竹", "云", "霁", "茶", "雁", "砚", "青", "远", "清", "凤"}
}
func tails() []string {
	return []string{"溪", "渠", "汀", "雪", "涛", "枫", "浦", "湾", "岭", "亭", "塘", "洲", "桥", "坡", "泉", "园", "堤", "滩", "港", "林"}
}

func drawNames(s source) names {
	return names{pick(s, provinces()), pick(s, cities()), pick(s, districts()), pick(s, streets())}
}

// nthNames are those of the nth of 10,000 offices.
func nthNames(n int) names {
	next := func(of []string) string {
		one := of[n%len(of)]
		n /= len(of)
		return one
	}
	street := next(heads()) + next(tails())
	city := next(cities())
	return names{provinces()[0], city, next(districts()), street}
}

// New draws an office and words its report. The same seed and style give the
// same office, whatever else was made before.
func New(seed uint64, style Style) *Office {
	return newNamed(seed, style, drawNames(newSource(seed, 3)), 0)
}

// Nth draws the report of the nth of some thousand offices for a year, with other figures
// in each edition. New draws from few offices.
func Nth(n, year, edition int, style Style) *Office {
	return newNamed(uint64(edition)<<48|uint64(n)<<16|uint64(year), style, nthNames(n), year)
}

// newNamed words the report of an office for a year, for 0 one that is drawn.
func newNamed(seed uint64, style Style, entity names, year int) *Office {
	l := draw(newSource(seed, 1), style.kinds)
	l.year = cmp.Or(year, l.year)
	b := &builder{ledger: l, style: style, s: newSource(seed, 2), entity: entity, source: schema.Narrative}
	b.report()
	o := &Office{Seed: seed, Style: style, Entity: b.entity.full(), Year: l.year, blocks: b.blocks, slots: b.slots, ledger: l}
	o.relations = append(b.rels, duplicates(b.slots)...)
	o.number()
	return o
}

// duplicates relates every restatement of a quantity to its first statement.
func duplicates(slots []*Slot) []*relation {
	first := map[key]*Slot{}
	var out []*relation
	for _, s := range slots {
		if s.Concept == "" {
			continue
		}
		if f, ok := first[s.key()]; ok {
			id := "重述 " + string(s.Concept)
			out = append(out, &relation{Relation: Relation{ID: id, Family: schema.DuplicateFamily}, result: s, operands: []*Slot{f}})
			continue
		}
		first[s.key()] = s
	}
	return out
}

// number turns slot pointers into indexes. Relations about a number that the
// style did not print are dropped.
func (o *Office) number() {
	printed := func(s *Slot) bool { return s.index >= 0 }
	kept := o.relations[:0]
	for _, r := range o.relations {
		if !printed(r.result) || !all(r.operands, printed) {
			continue
		}
		r.Result = r.result.index
		r.Operands = nil
		for _, s := range r.operands {
			r.Operands = append(r.Operands, s.index)
		}
		kept = append(kept, r)
	}
	o.relations = kept
}

func all[T any](list []T, ok func(T) bool) bool {
	return !slices.ContainsFunc(list, func(t T) bool { return !ok(t) })
}

// Slots returns what each printed number means, in the order of the text.
func (o *Office) Slots() []Slot {
	out := make([]Slot, len(o.slots))
	for i, s := range o.slots {
		out[i] = *s
	}
	return out
}

// Relations returns what the report states about its own numbers.
func (o *Office) Relations() []Relation {
	out := make([]Relation, len(o.relations))
	for i, r := range o.relations {
		out[i] = r.Relation
	}
	return out
}

// Format is a file format the generator writes.
type Format string

// The formats.
const (
	Text Format = "txt"
	HTML Format = "html"
	Docx Format = "docx"
)

// Formats returns the formats in a fixed order.
func Formats() []Format { return []Format{Text, HTML, Docx} }

// Render lays the report out. The bytes depend on the office and the format
// only; truth lists the printed numbers in reading order.
func (o *Office) Render(f Format) (name string, data []byte, truth []Slot) {
	switch f {
	case HTML:
		data = renderHTML(o)
	case Docx:
		data = renderDocx(o)
	default:
		data = renderText(o)
	}
	return fmt.Sprintf("%s_%d_%d.%s", o.Style.ID, o.Year, o.Seed, f), data, o.Slots()
}
