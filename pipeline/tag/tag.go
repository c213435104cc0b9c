package tag

import (
	"context"
	"strings"
	"sync"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/facts"
	"gongkai/pipeline/frame"
	"gongkai/pipeline/place"
	"gongkai/pipeline/table"
	"gongkai/schema"
)

// Tagger holds what tagging needs and never changes after New: the lexicon and
// the segmenters. It is safe for concurrent use.
type Tagger struct {
	grammar grammar
}

// New returns a Tagger of the schema tables. All are one, for the tables are part of
// the program; it is built when the first is asked for.
func New() *Tagger { return built() }

var built = sync.OnceValue(build)

func build() *Tagger {
	l := clause.NewLexicon()
	nouns := l.Nouns()
	counts := countings()
	return &Tagger{
		grammar: grammar{lex: l, seg: nlp.NewSegmenter(nouns), general: nlp.NewGeneralSegmenter(nouns), countings: counts, countsIn: countsIn(counts), amountings: amountings()},
	}
}

// Tag reads a document into a report with its numbers as written and without checks. row carries what is known
// of the file (ID, Path, Format, Bytes; Entity and FiscalYear hold where the
// document does not say); the report's document row is that row completed.
func (t *Tagger) Tag(doc *extract.Document, row schema.Document) *schema.Report {
	return t.TagUntil(context.Background(), doc, row, true)
}

// TagUntil is Tag until the report is wanted no more. It is cut short then, and of
// no use. Its numbers as written are counted, and kept where they are asked for.
func (t *Tagger) TagUntil(until context.Context, doc *extract.Document, row schema.Document, quoting bool) *schema.Report {
	ctx := clause.NewContext(doc, row)
	out := facts.New(doc, row.ID, ctx.Frame.Entity)
	out.Until, out.Quoting = until, quoting
	r := &reader{ctx: ctx, out: out, doc: doc, sections: sections(doc, ctx, out.GivenUp)}
	out.Headed(ctx.Frame.Title)
	r.titled = projectOfTitle(&ctx.Frame)
	r.prose = prose{g: &t.grammar, ctx: ctx, out: out}
	r.tables = &table.Reader{Lex: t.grammar.lex, Ctx: ctx, Out: out, Doc: doc, Prose: r.cell}
	for i := range doc.Blocks {
		if out.GivenUp() {
			break
		}
		r.block(i)
	}
	r.prose.endSectionList()
	ctx.Whole()
	ofTitle(out, r.titled)
	territorial := place.Locate(doc, out, &ctx.Frame)
	describe(doc, out).state()
	row = complete(ctx, row, doc)
	row.Words, row.WordsRead, row.MentionCount = out.WordsSeen, out.WordsRead, out.Numbers
	return &schema.Report{
		Document: row, Territorial: territorial,
		Mentions: out.Mentions, Facts: out.Facts, Claims: out.Claims, Issues: out.Issues,
		Blocks: published(doc, r.sections),
	}
}

// Tokens returns the words and signs of a text in order, by the schema's terms,
// the words of the genre and the common ones of the language; white space is
// left out.
func (t *Tagger) Tokens(text string) []string {
	var tokens []string
	for _, tok := range t.grammar.general.Segment(text) {
		if word := strings.TrimSpace(text[tok.Start:tok.End]); word != "" {
			tokens = append(tokens, word)
		}
	}
	return tokens
}

// reader walks a document's blocks in order and hands each to the grammar it needs.
type reader struct {
	ctx      *clause.Context
	out      *facts.Builder
	doc      *extract.Document
	sections []schema.SectionID
	mentions []nlp.Mention // of the paragraph being read
	prose    prose
	tables   *table.Reader
	titled   string // the project that the title of an evaluation names
}

// ofTitled lets the parts of an evaluation speak of the project of its title, where they name no
// other.
func (r *reader) ofTitled() {
	if s := &r.prose.d.section; r.titled != "" && s.ofProjects() && !s.subject.Known() && s.subject.Dims.Project == "" {
		s.subject = clause.Subject{Dims: schema.Dimensions{Project: r.titled}} // it lends no figure its name
	}
}

// block tags one block.
func (r *reader) block(i int) {
	r.ctx.Enter(i)
	b := &r.doc.Blocks[i]
	if s := r.sections[i]; s != r.prose.d.section.id {
		r.enter(s)
	}
	switch {
	case b.Table != nil:
		r.tables.Read(i, r.prose.d.section.id)
	case b.Text.S != "":
		r.paragraph(i)
	}
}

// enter begins a section: lists and topics of the one before end.
func (r *reader) enter(s schema.SectionID) {
	r.prose.endSectionList()
	r.prose.d.section = sectionState{id: s}
	r.ofTitled()
}

// paragraph scans a paragraph and tags its numbers, unless it is a heading or
// stands in the glossary, whose figures are a template's.
func (r *reader) paragraph(i int) {
	loc := extract.Loc{Block: i, Cell: -1}
	text, dropped := nlp.WithoutNotes(r.doc.Blocks[i].Text.S)
	if len(dropped) > 0 {
		r.out.Without(dropped)
		defer r.withNotes(i, len(r.out.Facts), text, dropped)
	}
	r.mentions = nlp.AppendScan(r.mentions[:0], text, nlp.ScanOptions{Year: r.ctx.Year()})
	ms := r.mentions
	if r.out.GivenUp() { // a paragraph may be as long as a book
		return
	}
	if r.doc.Blocks[i].Kind == extract.Note {
		defer r.apart()()
	}
	r.setTopic(i, text, ms)
	if r.prose.d.section.id == schema.SectionGlossary {
		clause.Classify(ms, nlp.Noise)
		r.out.Record(loc, ms)
		return
	}
	r.pageNumber(text, ms)
	if r.tables.ReadLine(i, text, ms) {
		r.out.Record(loc, ms)
		return
	}
	if r.out.GivenUp() {
		return
	}
	r.prose.paragraph(loc, text, ms)
	r.out.Record(loc, ms)
}

// withNotes gives what was read of a paragraph its place in the text as written, and
// records the marks that were left out.
func (r *reader) withNotes(i, first int, plain string, dropped []nlp.Dropped) {
	written := r.doc.Blocks[i].Text.S
	r.out.AsWritten(first, written, plain)
	r.out.Without(nil)
	before := 0
	var marks []nlp.Mention
	for _, d := range dropped {
		from := d.At + before
		for _, m := range nlp.Scan(written[from:from+d.Len], nlp.ScanOptions{}) {
			m.Start, m.End, m.Kind = m.Start+from, m.End+from, nlp.Noise
			marks = append(marks, m)
		}
		before += d.Len
	}
	r.out.Record(extract.Loc{Block: i, Cell: -1}, marks)
}

// cell reads a cell of sentences. What it says changes nothing for what stands
// around it.
func (r *reader) cell(loc extract.Loc, text string, ms []nlp.Mention) {
	defer r.apart()()
	r.prose.paragraph(loc, text, ms)
}

// apart lets a note or text box say what it says without changing what the
// text around it speaks about. It returns what goes back to that.
func (r *reader) apart() func() {
	section, heading := r.prose.d.section, r.ctx.Heading
	r.prose.d.section.list = nil
	return func() { r.prose.d.section, r.ctx.Heading = section, heading }
}

// setTopic lets an enumerated heading without figures name the subject of the
// paragraphs under it: （1）工资福利支出情况：, ①社会管理专项经费。
func (r *reader) setTopic(i int, text string, ms []nlp.Mention) {
	v := nlp.ViewOf(text)
	title, ok := frame.HeadingText(&v)
	r.prose.rank = v.Level()
	if l := r.prose.d.section.list; l != nil && len(l.members) > 0 && r.prose.rank > 0 && r.prose.rank <= l.rank {
		r.prose.endSectionList() // 1、公共服务支出50万元。其中：…2、就业支出9万元: no part of it
	}
	if ok && !clause.StatesFact(ms) {
		r.ctx.Heading = r.ctx.Frame.Under(r.ctx.Heading, title)
		r.prose.d.section.carried = r.prose.d.section.carried.Headed()
		r.out.Headed(title)
	}
	opening := title
	r.prose.runsOn = r.ctx.Frame.Kind == schema.WorkReport && insideLine(&r.doc.Blocks[i].Text)
	if !ok && r.prose.runsOn {
		var heading string
		if heading, opening = frame.RunIn(title); heading != "" {
			r.ctx.Heading = r.ctx.Frame.Under(r.ctx.Heading, heading)
			r.out.Headed(heading)
		}
	}
	r.ctx.Heading = r.ctx.Frame.UnderOpening(r.ctx.Heading, opening)
	numbered := len(ms) > 0 && ms[0].Kind == nlp.Ordinal && v.Plain(0, ms[0].Start) == ""
	for k := range ms {
		if schema.Kind(ms[k].Kind).IsFact() || ms[k].Kind == nlp.Number {
			ok = false
		}
	}
	if !ok {
		if numbered {
			r.prose.d.section.subject = clause.Subject{}
			r.ofTitled()
		}
		return
	}
	if numbered || r.doc.Blocks[i].Kind == extract.Heading {
		r.prose.d.section.subject = r.prose.topicOf(title)
		r.ofTitled()
		r.prose.insuredUnder(&v, title)
		if l := r.prose.d.section.list; l != nil && len(l.members) > 1 {
			r.prose.endSectionList() // （二）社会保障支出（类）: the parts of （一） have ended
		}
	}
}

// insideLine reports a text that begins inside a line of its file: the line ends are lost,
// and what would be paragraphs are sentences of it.
func insideLine(t *extract.Text) bool { return len(t.Lines) > 0 && t.Lines[0].Column > 0 }

// pageNumber classes the number that closes a line of a table of contents.
func (r *reader) pageNumber(text string, ms []nlp.Mention) {
	k := len(ms) - 1
	if k < 0 || ms[k].Kind != nlp.Number || strings.TrimSpace(text[ms[k].End:]) != "" || strings.ContainsAny(text, "，。；") {
		return
	}
	before := text[:ms[k].Start]
	led := strings.HasSuffix(before, ".") || strings.HasSuffix(before, "…") || strings.HasSuffix(before, "·") || strings.HasSuffix(before, "\t")
	if r.prose.d.section.id == schema.SectionContents || led && nlp.HanCount(before) >= 2 && ms[k].Decimals == 0 {
		ms[k].Kind = nlp.Ordinal
	}
}
