package tag

import (
	"gongkai/extract"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// complete fills a document row with what the text says of itself.
func complete(c *clause.Context, row schema.Document, doc *extract.Document) schema.Document {
	f := &c.Frame
	row.Title, row.Entity, row.EntityLevel, row.EntityScope = f.Title, f.Entity, f.EntityLevel, f.EntityScope
	row.ReportKind, row.FiscalYear, row.Published = f.Kind, f.Year, f.Published
	row.Province, row.City, row.District, row.DivisionCode = f.Division.Province, f.Division.City, f.Division.District, f.Division.Code
	row.Units = unitsOf(doc)
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

// published are the document's blocks with the sections they stand in.
func published(doc *extract.Document, sections []schema.SectionID) []schema.Block {
	out := make([]schema.Block, len(doc.Blocks))
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		out[i] = schema.Block{Index: i, Kind: b.Kind.String(), Section: sections[i], Level: b.Level, Page: b.Page, Text: b.Text.S}
		if len(b.Text.Lines) > 0 {
			out[i].Line = b.Text.Lines[0].Number
		}
	}
	return out
}
