package tag

import (
	"slices"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
)

// Tagger holds what tagging needs and never changes after New: the lexicon and
// the segmenters. It is safe for concurrent use.
type Tagger struct {
	lex        *lexicon
	seg        *nlp.Segmenter // words of the genre: the grammar
	general    *nlp.Segmenter // and of the language: Tokens
	countings  []counting
	amountings []counting
}

// New builds a Tagger from the schema tables.
func New() *Tagger {
	l := newLexicon()
	words := l.segmenterWords()
	return &Tagger{lex: l, seg: nlp.NewSegmenter(words), general: nlp.NewGeneralSegmenter(words), countings: countings(), amountings: amountings()}
}

// Tag reads a document into a report without checks. row carries what is known
// of the file (ID, Path, Format, Bytes; Entity and FiscalYear hold where the
// document does not say); the report's document row is that row completed.
func (t *Tagger) Tag(doc *extract.Document, row schema.Document) *schema.Report {
	ctx := newContext(doc, row)
	out := &builder{doc: doc, id: row.ID, entity: ctx.frame.Entity}
	r := &reader{t: t, ctx: ctx, out: out, doc: doc, sections: sections(doc, ctx)}
	out.headed(ctx.frame.Title)
	r.narrator = narrator{lex: t.lex, seg: t.seg, countings: t.countings, amountings: t.amountings, ctx: ctx, out: out}
	for i := range doc.Blocks {
		r.block(i)
	}
	r.endCarried()
	territorial := locate(doc, out, ctx.frame.Entity, ctx.frame.Territorial)
	describe(doc, out)
	row = ctx.complete(row, doc)
	row.Words, row.WordsRead = out.wordsSeen, out.wordsRead
	return &schema.Report{
		Document: row, Territorial: territorial,
		Mentions: out.ments, Facts: out.facts, Claims: out.claims, Issues: out.issues,
		Blocks: r.blocks(),
	}
}

// Tokens returns the words and signs of a text in order, by the schema's terms,
// the words of the genre and the common ones of the language; white space is
// left out.
func (t *Tagger) Tokens(text string) []string {
	var tokens []string
	for _, tok := range t.general.Segment(text) {
		if word := strings.TrimSpace(text[tok.Start:tok.End]); word != "" {
			tokens = append(tokens, word)
		}
	}
	return tokens
}

// reader walks a document's blocks in order and hands each to the grammar it needs.
type reader struct {
	t        *Tagger
	ctx      *context
	out      *builder
	doc      *extract.Document
	sections []schema.SectionID
	flatly   flatTable // the flattened table the lines being read belong to
	flatCode string
	narrator
}

// block tags one block.
func (r *reader) block(i int) {
	b := &r.doc.Blocks[i]
	if s := r.sections[i]; s != r.section {
		r.enter(s)
	}
	switch {
	case b.Table != nil:
		r.table(i)
	case b.Text.S != "":
		r.prose(i)
	}
}

// enter begins a section: lists and topics of the one before end.
func (r *reader) enter(s schema.SectionID) {
	r.endCarried()
	r.section, r.topic, r.lastClass, r.announced = s, subject{}, "", ""
}

// prose scans a paragraph and tags its numbers, unless it is a heading or
// stands in the glossary, whose figures are a template's.
func (r *reader) prose(i int) {
	loc := extract.Loc{Block: i, Cell: -1}
	text := r.doc.Blocks[i].Text.S
	ms := nlp.Scan(text, nlp.ScanOptions{Year: r.ctx.year()})
	if r.doc.Blocks[i].Kind == extract.Note {
		defer r.aside()()
	}
	r.setTopic(i, text, ms)
	if r.section == schema.SectionGlossary {
		classify(ms, nlp.Noise)
		r.out.mentions(loc, ms)
		return
	}
	r.pageNumber(text, ms)
	if r.flat(i, text, ms) {
		r.out.mentions(loc, ms)
		return
	}
	r.narrator.paragraph(loc, text, ms)
	r.out.mentions(loc, ms)
}

// aside lets a note or text box say what it says without changing what the
// text around it speaks about. It returns what goes back to that.
func (r *reader) aside() func() {
	topic, class, heading, carried := r.topic, r.lastClass, r.ctx.heading, r.carried
	r.carried = nil
	return func() { r.topic, r.lastClass, r.ctx.heading, r.carried = topic, class, heading, carried }
}

// setTopic lets an enumerated heading without figures name the subject of the
// paragraphs under it: （1）工资福利支出情况：, ①社会管理专项经费。
func (r *reader) setTopic(i int, text string, ms []nlp.Mention) {
	title, ok := headingText(&r.doc.Blocks[i])
	if ok && !statesFact(ms) {
		r.ctx.heading = r.ctx.frame.Under(r.ctx.heading, title)
		r.out.headed(title)
	}
	numbered := len(ms) > 0 && ms[0].Kind == nlp.Ordinal && strings.TrimSpace(nlp.StripResidue(text[:ms[0].Start])) == ""
	for k := range ms {
		if schema.Kind(ms[k].Kind).IsFact() || ms[k].Kind == nlp.Number {
			ok = false
		}
	}
	if !ok {
		if numbered {
			r.topic = subject{}
		}
		return
	}
	if numbered || r.doc.Blocks[i].Kind == extract.Heading {
		r.topic = r.topicOf(title)
		if r.carried != nil && len(r.carried.members) > 1 {
			r.endCarried() // （二）社会保障支出（类）: the parts of （一） have ended
		}
	}
}

// pageNumber classes the number that closes a line of a table of contents.
func (r *reader) pageNumber(text string, ms []nlp.Mention) {
	k := len(ms) - 1
	if k < 0 || ms[k].Kind != nlp.Number || strings.TrimSpace(text[ms[k].End:]) != "" || strings.ContainsAny(text, "，。；") {
		return
	}
	before := text[:ms[k].Start]
	led := strings.HasSuffix(before, ".") || strings.HasSuffix(before, "…") || strings.HasSuffix(before, "·") || strings.HasSuffix(before, "\t")
	if r.section == schema.SectionContents || led && nlp.HanCount(before) >= 2 && ms[k].Decimals == 0 {
		ms[k].Kind = nlp.Ordinal
	}
}

// statesFact reports whether a text has a figure: then it is no heading, however
// short ("2022年度收入总计950.00万元。").
func statesFact(ms []nlp.Mention) bool {
	return slices.ContainsFunc(ms, func(m nlp.Mention) bool { return schema.Kind(m.Kind).IsFact() })
}

// topicOf reads a heading as a subject: a known noun phrase, or in the parts
// about projects the project's name.
func (n *narrator) topicOf(title string) subject {
	probe := narrator{lex: n.lex, ctx: n.ctx, out: n.out, section: n.section, text: title}
	probe.lastClass = n.lastClass
	probe.lx = probe.classPaths(n.lex.lex(title, nil, nil))
	for i := range probe.lx {
		if probe.lx[i].kind != lexWord || n.projectContext() && probe.lx[i].start > 0 {
			continue
		}
		if s, _ := probe.nounPhrase(i); s.known() && !s.bare && !s.both {
			s.start, s.end = 0, 0
			return s
		}
	}
	if n.projectContext() && isProjectName(title) {
		s := subject{label: title}
		s.dims.Project = projectName(title)
		return s
	}
	return subject{}
}

// isProjectName reports titles that name a project or a fund for one.
func isProjectName(s string) bool {
	if nlp.HanCount(s) < 4 {
		return false
	}
	switch s {
	case "项目资金", "专项资金", "专项经费", "项目经费", "财政资金":
		return false
	}
	return isFundName(dropBrackets(s)) || strings.HasSuffix(s, "补助") || strings.HasSuffix(s, "补贴")
}

// projectContext reports sections that speak about single projects.
func (n *narrator) projectContext() bool {
	s := string(n.section)
	return strings.HasPrefix(s, "annex.") || s == "other.performance" || s == "performance_table" || s == "budget.project" || s == "budget.performance"
}

func (n *narrator) inPerformance() bool {
	s := string(n.section)
	return strings.Contains(s, "performance") || strings.HasPrefix(s, "annex.")
}

// inWork reports sections whose counts are deeds, not accounts.
func (n *narrator) inWork() bool {
	return n.section == schema.SectionOverviewWork || n.section == schema.SectionOverviewDuties
}
