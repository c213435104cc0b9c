package tag

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

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

	yearless bool // it has been noted that the report states no year
}

// fact completes a fact from its mention and returns its index.
func (b *builder) fact(loc extract.Loc, m *nlp.Mention, f schema.Fact) int {
	pos, raw := b.doc.Locate(loc, m.Start, m.End)
	f.Source, f.Raw = provenance(pos), raw
	f.Document, f.Entity = b.id, b.entity
	f.Approx, f.Decimals = schema.Approx(m.Approx), m.Decimals
	f.Period, f.Base.Period = b.dated(f.Period, f.Source, raw), b.dated(f.Base.Period, f.Source, raw)
	f.ID = factID(b.id, f.Source)
	b.facts = append(b.facts, f)
	b.at = append(b.at, loc)
	b.ends = append(b.ends, m.End)
	return len(b.facts) - 1
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
	b.issues = append(b.issues, schema.Issue{Code: code, Severity: schema.Warning, Detail: detail, Source: provenance(pos), Raw: raw})
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
	for _, k := range l.members {
		m := &b.facts[k]
		if m.Kind == whole.Kind && m.Unit == whole.Unit && m.Form == schema.Level && m.Measure == whole.Measure && m.Period == whole.Period && !sameQuantity(m, whole) {
			members = append(members, k)
		}
	}
	if len(members) == 0 {
		return
	}
	b.claims = append(b.claims, schema.Claim{Family: schema.SumFamily, Result: l.fact, Operands: members, Listed: -1, Rule: schema.RuleListSum})
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
