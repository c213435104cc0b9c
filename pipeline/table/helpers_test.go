package table

import (
	"strings"
	"sync"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/facts"
	"gongkai/schema"
)

// lexicon is one for all tests.
var lexicon = sync.OnceValue(clause.NewLexicon)

// readerOf is a reader of a document; the sentences of its cells are not read.
func readerOf(doc *extract.Document) *Reader {
	ctx := clause.NewContext(doc, schema.Document{})
	return &Reader{Lex: lexicon(), Ctx: ctx, Out: &facts.Builder{Doc: doc}, Doc: doc, Prose: func(extract.Loc, string, []nlp.Mention) {}}
}

// readAll reads a report of that title with these blocks: tables and the lines between.
func readAll(title string, blocks ...extract.Block) *facts.Builder {
	return readDoc(&extract.Document{Blocks: append([]extract.Block{line(title)}, blocks...)}).Out
}

// readDoc reads the blocks of a document.
func readDoc(doc *extract.Document) *Reader {
	r := readerOf(doc)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Table != nil {
			r.Read(i, "")
		} else {
			r.ReadLine(i, b.Text.S, nlp.Scan(b.Text.S, nlp.ScanOptions{}))
		}
	}
	return r
}

// tagged is what the figures of a table read as, one line each, in a report of that
// title, and the issues.
func tagged(report string, block extract.Block, say func(f *schema.Fact) string) (facts, issues []string) {
	out := readAll(report, block)
	for i := range out.Facts {
		facts = append(facts, say(&out.Facts[i]))
	}
	for _, is := range out.Issues {
		issues = append(issues, string(is.Code)+" "+is.Raw)
	}
	return facts, issues
}

func line(s string) extract.Block {
	return extract.Block{Kind: extract.Paragraph, Text: extract.Text{S: s}}
}

// tableOf is a table block of rows of cells.
func tableOf(title string, rows ...[]string) extract.Block {
	t := &extract.Table{Rows: len(rows), Cols: len(rows[0])}
	for r, row := range rows {
		for c, s := range row {
			t.Cells = append(t.Cells, extract.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: extract.Text{S: s}})
		}
	}
	return extract.Block{Kind: extract.TableBlock, Text: extract.Text{S: title}, Table: t}
}

// rows splits lines of cells parted by |.
func rows(lines ...string) (out [][]string) {
	for _, line := range lines {
		cells := strings.Split(line, "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		out = append(out, cells)
	}
	return out
}
