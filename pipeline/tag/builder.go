package tag

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
)

// builder collects what tagging finds in one document. It alone turns a
// mention and its meaning into a Fact, so every fact gets its provenance, its
// id and its decimals in one place.
type builder struct {
	doc    *extract.Document
	id     string
	entity string
	facts  []schema.Fact
	at     []extract.Loc // where each fact stands
	ends   []int         // the byte after each fact's number in its text
	claims []schema.Claim
	issues []schema.Issue
	ments  []schema.Mention

	expenses schema.FundSource // the budget that the heading over 三公 figures names

	wordsSeen, wordsRead int         // in the clauses of numbers
	amounts              amountIndex // of the facts, for charts
	yearless             bool        // it has been noted that the report states no year
}

// fact completes a fact from its mention and returns its index.
func (b *builder) fact(loc extract.Loc, m *nlp.Mention, f schema.Fact) int {
	pos, raw := b.doc.Locate(loc, m.Start, m.End)
	f.Source, f.Raw = provenance(pos), raw
	if b.expenses != "" && f.Dimensions.FundSource == schema.FiscalFunds && strings.HasPrefix(string(f.Concept), "three_public.") {
		f.Dimensions.FundSource = b.expenses
	}
	f.Document, f.Entity = b.id, b.entity
	f.Approx, f.Decimals = schema.Approx(m.Approx), m.Decimals
	f.Period, f.Base.Period = b.dated(f.Period, f.Source, raw), b.dated(f.Base.Period, f.Source, raw)
	f.ID = factID(b.id, f.Source)
	b.facts = append(b.facts, f)
	b.at = append(b.at, loc)
	b.ends = append(b.ends, m.End)
	return len(b.facts) - 1
}

// headed takes the budget that a heading or title names for the 三公 expenses
// under it: 一般公共预算“三公”经费预算情况. A heading that speaks of them and names
// none leaves them to 财政拨款, and so does one that names it.
func (b *builder) headed(title string) {
	if !strings.Contains(title, "三公") {
		return
	}
	b.expenses = ""
	if general, fund := strings.Contains(title, "一般公共预算"), strings.Contains(title, "政府性基金"); general != fund && !strings.Contains(title, "财政拨款") {
		b.expenses = schema.GeneralPublicBudget
		if fund {
			b.expenses = schema.GovernmentFund
		}
	}
}

// dated is a period of a fact. One that is counted from the year of a report
// that states none (上年) is unknown; that is noted where it first happens.
func (b *builder) dated(p schema.Period, at schema.Provenance, raw string) schema.Period {
	if p.Start.Year() > yearless {
		return p
	}
	if !b.yearless {
		b.yearless = true
		b.issues = append(b.issues, schema.Issue{Code: schema.IssueYear, Severity: schema.Warning, Source: at, Raw: raw,
			Detail: "a year is told from that of the report (上年, 同期), which the report does not state"})
	}
	return schema.Period{}
}

// yearless bounds the years that a count from year 0, which stands for an
// unknown year, can arrive at.
const yearless = 1000

// issue records something that could not be settled.
func (b *builder) issue(loc extract.Loc, start, end int, code schema.IssueCode, detail string) {
	pos, raw := b.doc.Locate(loc, start, end)
	severity := schema.Warning
	if code == schema.IssueUnreadWords {
		severity = schema.Info // of every number that is in no table of concepts
	}
	b.issues = append(b.issues, schema.Issue{Code: code, Severity: severity, Detail: detail, Source: provenance(pos), Raw: raw})
}

// glued records a number that could not be read and reports whether m is one.
func (b *builder) glued(loc extract.Loc, m *nlp.Mention) bool {
	if m.Glued {
		b.issue(loc, m.Start, m.End, schema.IssueGluedCells, "no number can be read from these digits")
	}
	return m.Glued
}

// factID derives a stable id from the document and the place.
func factID(document string, p schema.Provenance) string {
	h := sha256.New()
	h.Write([]byte(document))
	var buf [8]byte
	for _, v := range [...]int{p.Line, p.Block, p.Table, p.Row, p.Col, p.Start, p.End} {
		binary.LittleEndian.PutUint64(buf[:], uint64(int64(v)))
		h.Write(buf[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func provenance(p extract.Position) schema.Provenance {
	return schema.Provenance{Line: p.Line, Block: p.Block, Table: p.Table, Row: p.Row, Col: p.Col, Page: p.Page, Start: p.Start, End: p.End}
}

// sumClaim states that the members of a list add up to its whole, when there
// are members of the same kind, phase and period as the whole.
func (b *builder) sumClaim(l list) {
	if l.fact < 0 {
		return
	}
	whole := &b.facts[l.fact]
	var members []int
	word := ""
	for _, k := range l.members {
		m := &b.facts[k]
		if m.Kind == whole.Kind && m.Unit == whole.Unit && m.Form == schema.Level && !sameQuantity(m, whole) &&
			(samePhase(m, whole) && m.Period == whole.Period || balanceOf(m, whole)) {
			members = append(members, k)
		} else if m.Concept == "" && m.Kind == schema.Amount && m.Form == schema.Level && m.Measure != whole.Measure {
			word = "等" // of another phase by its words, and perhaps a member
		}
	}
	if len(members) == 0 {
		return
	}
	b.claims = append(b.claims, schema.Claim{Family: schema.SumFamily, Result: l.fact, Operands: members, Word: word, Listed: -1, Rule: schema.RuleListSum})
}

// contradiction claims that the words about a figure say two opposite things.
func (b *builder) contradiction(k int, words string) {
	b.claims = append(b.claims, schema.Claim{Family: schema.ComparisonFamily, Result: k, Operands: []int{k}, Word: words, Listed: -1, Rule: schema.RuleResidue})
}

// samePhase reports two figures of one phase: one that no concept names has that
// of the list it stands in.
func samePhase(a, b *schema.Fact) bool {
	done := func(f *schema.Fact) bool { return f.Measure == schema.Actual || f.Measure == schema.Executed }
	return a.Measure == b.Measure || done(a) && done(b) || a.Concept == "" && a.Measure == "" || b.Concept == "" && b.Measure == ""
}

// balanceOf reports a balance at the beginning or end of the whole's year, which
// is a part of its total: 总支出7.8亿元，其中：…，年终结余4.5亿元.
func balanceOf(m, whole *schema.Fact) bool {
	return strings.HasPrefix(string(m.Concept), "balance.") && m.Period.Known() && m.Period.End.Year() == whole.Period.End.Year()
}

// glossed adds a bracketed figure to the claim that the bracket explains a whole.
func (b *builder) glossed(whole, part int) {
	if k := len(b.claims) - 1; k >= 0 && b.claims[k].Rule == schema.RuleGloss && b.claims[k].Result == whole {
		b.claims[k].Operands = append(b.claims[k].Operands, part)
		return
	}
	b.claims = append(b.claims, schema.Claim{Family: schema.SumFamily, Result: whole, Operands: []int{part}, Listed: -1, Rule: schema.RuleGloss})
}

// sameQuantity reports two facts of one concept and dimensions.
func sameQuantity(a, b *schema.Fact) bool {
	return a.Concept != "" && a.Concept == b.Concept && a.Dimensions == b.Dimensions
}

// thresholdAt reports whether the lexeme is a number that was read as a limit.
func (b *builder) thresholdAt(loc extract.Loc, ms []nlp.Mention, x *lexeme) bool {
	if x.kind != lexNumber || len(b.facts) == 0 {
		return false
	}
	k := len(b.facts) - 1
	return b.facts[k].Form == schema.Threshold && b.at[k] == loc && b.facts[k].Value.Equal(ms[x.mention].Value)
}
