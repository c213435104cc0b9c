package facts

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Builder collects what tagging finds in one document. It alone turns a
// mention and its meaning into a Fact, so every fact gets its provenance, its
// id and its decimals in one place.
type Builder struct {
	Doc      *extract.Document
	ID       string
	Entity   string
	Facts    []schema.Fact
	At       []extract.Loc // where each fact stands
	Ends     []int         // the byte after each fact's number in its text
	Claims   []schema.Claim
	Issues   []schema.Issue
	Mentions []schema.Mention // where Quoting
	Numbers  int              // as written, of which Mentions tells
	Quoting  bool             // who asks wants the numbers as they are written, too

	// Until says when the report is wanted no more; nil is never. See GivenUp.
	Until context.Context

	dropped []nlp.Dropped // what is left out of the text that is read, see Without

	expenses schema.FundSource // the budget that the heading over 三公 figures names

	WordsSeen, WordsRead int  // in the clauses of numbers
	yearless             bool // it has been noted that the report states no year
}

// New returns a builder for a document, with room for about as many numbers as a text
// of its length has.
func New(doc *extract.Document, id, entity string) *Builder {
	const perFact, perCells, most = 192, 3, 4096 // bytes of text, and cells
	size, cells := 0, 0
	for i := range doc.Blocks {
		size += len(doc.Blocks[i].Text.S)
		if t := doc.Blocks[i].Table; t != nil {
			cells += len(t.Cells)
		}
	}
	return &Builder{Doc: doc, ID: id, Entity: entity, Facts: make([]schema.Fact, 0, min(size/perFact+cells/perCells, most))}
}

// GivenUp reports that what is read is for nobody: its time is over, or the run
// has ended. All loops over a document ask, and what they leave out is thrown away.
func (b *Builder) GivenUp() bool { return b.Until != nil && b.Until.Err() != nil }

// Fact completes a fact from its mention and returns its index.
func (b *Builder) Fact(loc extract.Loc, m *nlp.Mention, f schema.Fact) int {
	pos, raw := b.locate(loc, m.Start, m.End)
	f.Source, f.Raw = provenance(pos), raw
	if b.expenses != "" && f.Dimensions.FundSource == schema.FiscalFunds && strings.HasPrefix(string(f.Concept), "three_public.") {
		f.Dimensions.FundSource = b.expenses
	}
	f.Document, f.Entity = b.ID, b.Entity
	f.Approx, f.Decimals = schema.Approx(m.Approx), m.Decimals
	settlePlaces(&f)
	f.Period, f.Base.Period = b.dated(f.Period, f.Source, raw), b.dated(f.Base.Period, f.Source, raw)
	if !f.Period.Known() {
		f.PeriodSource = ""
	}
	if f.Measure == "" {
		f.MeasureSource = ""
	}
	f.ID = factID(b.ID, f.Source, b.before(loc, m.Start))
	if len(b.Facts) == cap(b.Facts) {
		b.makeRoom(loc)
	}
	b.Facts = append(b.Facts, f)
	b.At = append(b.At, loc)
	b.Ends = append(b.Ends, m.End)
	return len(b.Facts) - 1
}

// makeRoom makes room for the facts of the rest of a document, of which there are as many as in
// what has been read up to a place, and a little more. Facts are large: a list that grows by a
// quarter again and again copies those of a long text five times, and leaves as many behind.
func (b *Builder) makeRoom(loc extract.Loc) {
	const much = 3     // times what there is: the beginning may be denser than the rest
	const block = 1024 // parts of a block, of which those before a cell are read
	have, read := len(b.Facts), loc.Block*block+block
	if t := b.Doc.Blocks[loc.Block].Table; t != nil && loc.Cell >= 0 {
		read += (loc.Cell+1)*block/len(t.Cells) - block
	}
	rest := have*len(b.Doc.Blocks)*block/max(read, 1) - have
	more := min(max(rest+rest/32, have/4), much*have)
	b.Facts, b.At, b.Ends = slices.Grow(b.Facts, more), slices.Grow(b.At, more), slices.Grow(b.Ends, more)
}

// decimalPlaces is how many decimals a value is kept with.
const decimalPlaces = 4

// settlePlaces rounds what a spreadsheet reckoned and stored with all the digits of its
// arithmetic, 15.3073611743377%, which nobody stated, and what no decimals say: 三分之二.
func settlePlaces(f *schema.Fact) {
	if f.Value.Exponent() >= -decimalPlaces {
		return
	}
	rounded := f.Value.Round(decimalPlaces)
	if f.Decimals <= decimalPlaces && f.Approx == schema.Exact && !rounded.Equal(f.Value) {
		f.Approx = schema.About
	}
	f.Value, f.Decimals = rounded, min(f.Decimals, decimalPlaces)
}

// Headed takes the budget that a heading or title names for the 三公 expenses
// under it: 一般公共预算“三公”经费预算情况. A heading that speaks of them and names
// none leaves them to 财政拨款, and so does one that names it.
func (b *Builder) Headed(title string) {
	if !words.ThreePublicMark.Labels().Say(title) {
		return
	}
	b.expenses = ""
	if general, fund := words.GeneralBudget.Labels().Say(title), words.FundIn.Labels().Say(title, string(schema.GovernmentFund)); general != fund && !words.Appropriation.Labels().Say(title) {
		b.expenses = schema.GeneralPublicBudget
		if fund {
			b.expenses = schema.GovernmentFund
		}
	}
}

// dated is a period of a fact. One that is counted from the year of a report
// that states none (上年) is unknown; that is noted where it first happens.
func (b *Builder) dated(p schema.Period, at schema.Provenance, raw string) schema.Period {
	if p.Start.Year() > yearless {
		return p
	}
	if !b.yearless {
		b.yearless = true
		b.Issues = append(b.Issues, schema.Issue{Code: schema.IssueYear, Severity: schema.Warning, Source: at, Raw: raw,
			Detail: "a year is told from that of the report (上年, 同期), which the report does not state"})
	}
	return schema.Period{}
}

// yearless bounds the years that a count from year 0, which stands for an
// unknown year, can arrive at.
const yearless = 1000

// Issue records something that could not be settled.
func (b *Builder) Issue(loc extract.Loc, start, end int, code schema.IssueCode, detail string) {
	pos, raw := b.locate(loc, start, end)
	severity := schema.Warning
	if code == schema.IssueUnreadWords {
		severity = schema.Info // of every number that is in no table of concepts
	}
	b.Issues = append(b.Issues, schema.Issue{Code: code, Severity: severity, Detail: detail, Source: provenance(pos), Raw: raw})
}

// Without says what is left out of the text that is read from here on, nil for nothing:
// offsets are of the text without it, and places and quotations of the text as written.
func (b *Builder) Without(dropped []nlp.Dropped) { b.dropped = dropped }

// AsWritten puts what was left out of a text back into the quotations of the facts from
// one on, and gives the places where they end in it.
func (b *Builder) AsWritten(first int, written, plain string) {
	for k := first; k < len(b.Facts); k++ {
		_, b.Ends[k] = b.written(0, b.Ends[k])
		if at := strings.Index(plain, b.Facts[k].Context); at >= 0 {
			from, to := b.written(at, at+len(b.Facts[k].Context))
			b.Facts[k].Context = written[from:to]
		}
	}
}

// locate is where bytes of the text that is read stand in the document.
func (b *Builder) locate(loc extract.Loc, start, end int) (extract.Position, string) {
	start, end = b.written(start, end)
	return b.Doc.Locate(loc, start, end)
}

// written are the bytes of the text as written that bytes of the one that is read stand for.
func (b *Builder) written(start, end int) (int, int) {
	from, to := start, end
	for _, d := range b.dropped {
		if d.At <= start {
			from += d.Len
		}
		if d.At < end {
			to += d.Len
		}
	}
	return from, to
}

// Glued records a number that could not be read and reports whether m is one.
func (b *Builder) Glued(loc extract.Loc, m *nlp.Mention) bool {
	if m.Glued {
		b.Issue(loc, m.Start, m.End, schema.IssueGluedCells, "no number can be read from these digits")
	}
	return m.Glued
}

// documentDigits is how much of a document's id stands in the ids of its facts: among
// thirty million documents two with the same sixteen digits are not to be expected.
const documentDigits = 16

// before is how many characters of a cell stand before a number in it.
func (b *Builder) before(loc extract.Loc, start int) int {
	if loc.Cell < 0 {
		return 0
	}
	from, _ := b.written(start, start)
	return utf8.RuneCountInString(b.Doc.Text(loc).S[:from])
}

// factID names a fact by its document and its place, of which no two facts share one. It
// is stable, since the place is all it depends on, it tells where to look, and it is
// small on disk: ids that stand side by side repeat most of each other, where the
// eight bytes of a hash repeat nothing. In a table a column says less than the characters
// of a line before it, and a number that its cell begins with needs nothing else.
func factID(document string, p schema.Provenance, before int) string {
	var short [64]byte
	id := append(short[:0], document[:min(documentDigits, len(document))]...)
	id = append(id, '-')
	part := func(letter byte, n int) { id = strconv.AppendInt(append(id, letter), int64(n), 10) }
	switch {
	case p.Line > 0:
		part('l', p.Line)
	case p.Row >= 0:
		part('b', p.Block)
		part('t', p.Table)
		part('r', p.Row)
	default:
		part('b', p.Block)
	}
	if p.Row < 0 {
		part('s', p.Start)
		return string(id)
	}
	if part('c', p.Col); before > 0 {
		part('s', before)
	}
	return string(id)
}

func provenance(p extract.Position) schema.Provenance {
	return schema.Provenance{Line: p.Line, Block: p.Block, Table: p.Table, Row: p.Row, Col: p.Col, Page: p.Page, Start: p.Start, End: p.End}
}

// Sum states that the members of a list add up to its whole, when there
// are members of the same kind, phase and period as the whole.
func (b *Builder) Sum(sum int, listed []int) {
	if sum < 0 {
		return
	}
	whole := &b.Facts[sum]
	var members []int
	word := ""
	for _, k := range listed {
		m := &b.Facts[k]
		if m.Kind == whole.Kind && m.Unit == whole.Unit && m.Form == whole.Form && (m.Form == schema.Level || m.Form == schema.ScoreForm) && (!sameQuantity(m, whole) || otherName(m, whole)) &&
			(samePhase(m, whole) && samePeriod(m, whole) || balanceOf(m, whole)) {
			members = append(members, k)
		} else if m.Concept == "" && m.Kind == schema.Amount && m.Form == schema.Level && m.Measure != whole.Measure {
			word = words.AndSoOn // of another phase by its words, and perhaps a member
		}
	}
	if len(members) == 0 {
		return
	}
	b.Claims = append(b.Claims, schema.Claim{Family: schema.SumFamily, Result: sum, Operands: members, Word: word, Listed: -1, Rule: schema.RuleListSum})
}

// Contradiction claims that the words about a figure say two opposite things.
func (b *Builder) Contradiction(k int, words string) {
	b.Claims = append(b.Claims, schema.Claim{Family: schema.ComparisonFamily, Result: k, Operands: []int{k}, Word: words, Listed: -1, Rule: schema.RuleResidue})
}

// samePhase reports two figures of one phase: one that no concept names has that
// of the list it stands in.
func samePhase(a, b *schema.Fact) bool {
	done := func(f *schema.Fact) bool { return f.Measure == schema.Actual || f.Measure == schema.Executed }
	return a.Measure == b.Measure || done(a) && done(b) || a.Concept == "" && a.Measure == "" || b.Concept == "" && b.Measure == ""
}

// samePeriod reports two figures of one period: one that no concept names is of its sentence's,
// of which a concept of what is held takes the end.
func samePeriod(a, b *schema.Fact) bool {
	return a.Period == b.Period || (a.Concept == "" || b.Concept == "") && a.Period.Known() && a.Period.End == b.Period.End
}

// balanceOf reports a balance at the beginning or end of the whole's year, which
// is a part of its total: 总支出7.8亿元，其中：…，年终结余4.5亿元.
func balanceOf(m, whole *schema.Fact) bool {
	return strings.HasPrefix(string(m.Concept), "balance.") && m.Period.Known() && m.Period.End.Year() == whole.Period.End.Year()
}

// Explained adds a bracketed figure to the claim that the bracket explains a whole.
func (b *Builder) Explained(whole, part int) {
	if b.Explains(whole) {
		k := len(b.Claims) - 1
		b.Claims[k].Operands = append(b.Claims[k].Operands, part)
		return
	}
	b.Claims = append(b.Claims, schema.Claim{Family: schema.SumFamily, Result: whole, Operands: []int{part}, Listed: -1, Rule: schema.RuleGloss})
}

// Explains reports that the last claim is that of a bracket that explains a whole.
func (b *Builder) Explains(whole int) bool {
	k := len(b.Claims) - 1
	return k >= 0 && b.Claims[k].Rule == schema.RuleGloss && b.Claims[k].Result == whole
}

// sameQuantity reports two facts of one concept and dimensions.
func sameQuantity(a, b *schema.Fact) bool {
	return a.Concept != "" && a.Concept == b.Concept && a.Dimensions == b.Dimensions
}

// otherName reports a part that has the concept of its whole and is smaller, under a name that is neither its whole's
// nor a part of that: 政府债务还本付息179亿元，其中：政府债券还本付息124亿元.
func otherName(m, whole *schema.Fact) bool {
	return m.Label != "" && m.Value.LessThan(whole.Value) && !strings.Contains(m.Label, whole.Label) && !strings.Contains(whole.Label, m.Label)
}

// ThresholdAt reports whether the lexeme is a number that was read as a limit.
func (b *Builder) ThresholdAt(loc extract.Loc, ms []nlp.Mention, x *clause.Lexeme) bool {
	if x.Kind != clause.Number || len(b.Facts) == 0 {
		return false
	}
	k := len(b.Facts) - 1
	return b.Facts[k].Form == schema.Threshold && b.At[k] == loc && b.Facts[k].Value.Equal(ms[x.Mention].Value)
}

// Record counts the mentions of one text, and publishes them after tagging settled the units.
func (b *Builder) Record(loc extract.Loc, ms []nlp.Mention) {
	b.Numbers += len(ms)
	if !b.Quoting {
		return
	}
	for k := range ms {
		m := &ms[k]
		pos, raw := b.locate(loc, m.Start, m.End)
		v := m.Text
		if v == "" && m.Kind != nlp.Code && !m.Glued {
			v = schema.DecimalText(m.Value)
		}
		b.Mentions = append(b.Mentions, schema.Mention{Source: provenance(pos), Raw: raw, Kind: schema.Kind(m.Kind), Value: v,
			Unit: m.Unit, Approx: schema.Approx(m.Approx), Decimals: m.Decimals})
	}
}

// Words adds to the coverage of the document.
func (b *Builder) Words(read, unread int) {
	b.WordsRead += read
	b.WordsSeen += read + unread
}
