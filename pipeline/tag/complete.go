package tag

import (
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
)

// complete fills a document row with what the text says of itself.
func (c *context) complete(row schema.Document, doc *extract.Document) schema.Document {
	row.Title, row.Entity, row.ReportKind, row.FiscalYear = c.title, c.entity, c.kind, c.year
	row.EntityLevel = levelOf(c.entity)
	if c.kind == schema.Bulletin || c.kind == schema.WorkReport {
		row.EntityLevel = schema.Government
	}
	row.EntityScope = scopeOf(c.title)
	row.Units = unitsOf(doc)
	if d, ok := schema.ResolveDivision(c.entity); ok {
		row.Province, row.City, row.District, row.DivisionCode = d.Province, d.City, d.District, d.Code
	}
	row.Published = publishedOf(doc)
	row.Blocks = len(doc.Blocks)
	for i := range doc.Blocks {
		switch doc.Blocks[i].Kind {
		case extract.TableBlock:
			row.Tables++
		case extract.ChartBlock:
			row.Charts++
		}
	}
	return row
}

// levelOf tells the kind of body from its name.
func levelOf(entity string) schema.EntityLevel {
	switch {
	case entity == "":
		return ""
	case strings.Contains(entity, "街道"):
		return schema.StreetOffice
	case strings.HasSuffix(entity, "镇人民政府") || strings.HasSuffix(entity, "乡人民政府") || strings.HasSuffix(entity, "镇") || strings.HasSuffix(entity, "乡"):
		return schema.Township
	case strings.HasSuffix(entity, "人民政府") || place.FindString(entity) == entity:
		return schema.Government
	}
	for _, s := range []string{"中心", "学校", "医院", "大学", "学院", "所", "站", "馆", "幼儿园", "小学", "中学", "队"} {
		if strings.HasSuffix(entity, s) {
			return schema.PublicUnit
		}
	}
	return schema.Department
}

// scopeOf reads the scope a title states: （汇总）, 本级, 单位决算.
func scopeOf(title string) schema.EntityScope {
	switch {
	case strings.Contains(title, "汇总") || strings.Contains(title, "全口径"):
		return schema.Summary
	case strings.Contains(title, "本级"):
		return schema.Self
	case strings.Contains(title, "单位预算") || strings.Contains(title, "单位决算"):
		return schema.Unit
	case strings.Contains(title, "部门预算") || strings.Contains(title, "部门决算"):
		return schema.Summary
	}
	return ""
}

// publishedOf reads the publication date the page states.
func publishedOf(doc *extract.Document) schema.Period {
	if doc.Meta.Published == "" {
		return schema.Period{}
	}
	for _, m := range nlp.Scan(doc.Meta.Published, nlp.ScanOptions{}) {
		if m.Kind == nlp.Date && m.Date.FromDay > 0 {
			if p := spanPeriod(&m, 0); p.Known() {
				return schema.Instant(p.Start)
			}
		}
	}
	return schema.Period{}
}

// mentions publishes the mentions of one text after tagging settled the units.
func (b *builder) mentions(loc extract.Loc, ms []nlp.Mention) {
	for k := range ms {
		m := &ms[k]
		pos, raw := b.doc.Locate(loc, m.Start, m.End)
		v := m.Text
		if v == "" && m.Kind != nlp.Code && !m.Glued {
			v = m.Value.String()
		}
		b.ments = append(b.ments, schema.Mention{Source: provenance(pos), Raw: raw, Kind: schema.Kind(m.Kind), Value: v,
			Unit: m.Unit, Approx: schema.Approx(m.Approx), Decimals: m.Decimals})
	}
}

// blocks publishes the document's blocks with their sections.
func (r *reader) blocks() []schema.Block {
	out := make([]schema.Block, len(r.doc.Blocks))
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		out[i] = schema.Block{Index: i, Kind: b.Kind.String(), Section: r.sections[i], Level: b.Level, Page: b.Page, Text: b.Text.S}
		if len(b.Text.Lines) > 0 {
			out[i].Line = b.Text.Lines[0].Number
		}
	}
	return out
}

// segmenterWords lists the lexicon's nouns for the segmenter.
func (l *lexicon) segmenterWords() []nlp.Word {
	var out []nlp.Word
	for i := range l.entries {
		if e := &l.entries[i]; e.role == rConcept || e.role == rFund {
			out = append(out, nlp.Word{Text: e.surface, POS: "n"})
		}
	}
	return out
}
