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
}

// fact completes a fact from its mention and returns its index.
func (b *builder) fact(loc extract.Loc, m *nlp.Mention, f schema.Fact) int {
	pos, raw := b.doc.Locate(loc, m.Start, m.End)
	f.Source, f.Raw = provenance(pos), raw
	f.Document, f.Entity = b.id, b.entity
	f.Approx, f.Decimals = schema.Approx(m.Approx), m.Decimals
	f.ID = factID(b.id, f.Source)
	b.facts = append(b.facts, f)
	b.at = append(b.at, loc)
	b.ends = append(b.ends, m.End)
	return len(b.facts) - 1
}

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
