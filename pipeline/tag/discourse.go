package tag

import (
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// discourse is the discourse state: what the text so far has set for the number
// that comes. Each part of it holds for one stretch of text and is assigned anew
// where that stretch ends, so that nothing outlives it.
type discourse struct {
	section   sectionState
	paragraph paragraphState
	topic     topicState
	sentence  sentenceState
	item      itemState
	clause    clauseState
	number    numberState
	brackets  []aroundBracket // of the text around each open bracket, outermost first
	deeper    int             // open brackets beyond mostBrackets
}

// sectionState holds until a heading begins another section.
type sectionState struct {
	id      schema.SectionID
	carried clause.Carried    // what its paragraphs leave to the next
	listed  string            // code of the class that the last item opened with, "" where it named none
	subject clause.Subject    // what the enclosing heading or item speaks about
	fund    schema.FundSource // whose expenditure the items are: 财政拨款支出主要内容如下：
	list    *list             // opened by the paragraph before: 其中：
	before  clause.Subject    // what the paragraph before has told last, for one that goes on with its parts
	alone   clause.Subject    // the same where it told of nothing else
	asOf    schema.Period     // the day that a line of it says the lines below are of, zero for none
	insured underFund         // the social insurance fund that the enclosing heading names
}

// underFund is a social insurance fund and the rank of the heading that is its name.
type underFund struct {
	name string
	rank int
}

// paragraphState holds for one paragraph.
type paragraphState struct {
	loc     extract.Loc
	first   int           // facts from here on stand in this paragraph
	period  schema.Period // the year the paragraph opens with, else that of its heading
	dated   schema.Origin // which of them
	years   schema.Period // the span of several years that it names last
	divided *list         // what it has divided by something: 按功能分类分为
	// dividedBy is one more than the figure that 按功能分类： divides, 0 for none.
	dividedBy int
	// compared is what the sentence before measures its changes against, which those of the
	// parts told after it are measured against too.
	compared schema.Base
}

// topicState is what a paragraph speaks of. It goes on over sentences.
type topicState struct {
	subjects []clause.Subject
	turn     int               // how many numbers the listed subjects have taken
	fund     schema.FundSource // the budget named last
	member   string            // the insurance fund of it
	opening  string            // the insurance fund that the paragraph begins with, before any figure
	several  bool              // several of them were named: what follows is of all again
	lists    []list            // open enumerations, outermost first
	last     int               // the last level fact, -1 for none
}

// sentenceState holds for one sentence.
type sentenceState struct {
	start       int               // byte where it begins
	fund        schema.FundSource // that it names in front of a balance
	period      schema.Period
	dated       schema.Origin // who names the period
	before      schema.Period // that was in force before it
	datedBefore schema.Origin
	inner       int            // where the year ends that is in the name of what a verb is done with, 0 for none
	innerTold   bool           // a number of that clause was read
	aside       bool           // that year is not the one that the sentence has told
	years       schema.Period  // the span of several years that it names last
	year        int            // the first year it names, 0 when it names none
	measure     schema.Measure // the phase in force, "" when none was named
	untaken     bool           // a phase was named and no number has taken it yet
	compared    clause.Comparison
	unit        string // the unit of the department that it speaks of, "" for the department
}

// itemState holds up to a semicolon, the end of a sentence or the next numbered
// item.
type itemState struct {
	purpose  bool // 主要用于：…: names of what money is for, no subjects
	reason   bool // 主要原因是…: figures explain, they state nothing of the accounts
	reasonAt int  // the byte where the reason begins
	// period was in force before the parts or the reason that the item goes on with, whose
	// years are not those of the next item; parted says that it does.
	period schema.Period
	dated  schema.Origin
	parted bool
	spoken []clause.Subject // what the item speaks of before its reason, which the next goes on with
	// measure is the phase that a figure of the item was told in before another was named for the next,
	// 支出2万元，年初预算3万元, which the next item has again; phased says that one was.
	measure schema.Measure
	phased  bool
}

// clauseState holds up to a mark of punctuation. A number begins a new clause that
// keeps some of it.
type clauseState struct {
	start     int    // byte where the clause begins: after the last number or clause mark, whatever was read since
	segment   int    // byte after what was last read in it: start, or the end of a date or a comparison
	named     bool   // a subject was named in it
	refused   string // a noun of it that is no subject: 支出 in 支出相应安排
	each      bool   // 各: its numbers are of the listed subjects in turn
	limit     bool   // its number is a limit
	framed    int    // where the phrase ends that says what its figure leaves out
	granted   bool   // 下达, 安排: it speaks of money that is given
	predicate predicate
}

// predicate is what a clause says of its subject.
type predicate struct {
	role         clause.Role    // NoRole for a level, else ShareWord, CompletionWord, ChangeWord or RateWord
	sign         int            // of a change
	budget       schema.Measure // that a completion is measured against
	whole        clause.Subject // named after 占
	contradicted string         // opposite words for a change, "" for none
}

// numberState holds while one number is read.
type numberState struct {
	start   int       // byte where it begins
	wording *counting // that gave it its concept
}

// aroundBracket is what an opening bracket sets aside and its end brings back.
type aroundBracket struct {
	topic    topicState
	sentence sentenceState
	item     itemState
	clause   clauseState
}

// list is an enumeration of parts: 合计A，其中：B…、C….
type list struct {
	whole   clause.Subject
	fact    int // -1 when the whole has no figure
	members []int
	// divided says that 按功能分类： has opened it, so that it leaves nothing out.
	divided bool
	// rank is that of the number of the paragraph that announces the list, 0 for none.
	rank int
	// numbered are the members that open a paragraph of the number that comes next.
	numbered []int
}

// enterParagraph begins a paragraph at a place, whose facts are numbered from
// first on.
func (d *discourse) enterParagraph(loc extract.Loc, first int, period schema.Period) {
	*d = discourse{section: d.section, brackets: d.brackets[:0]}
	d.paragraph = paragraphState{loc: loc, first: first, period: period, dated: schema.FromHeading}
	d.topic.last = -1
	d.sentence.period, d.sentence.dated = period, schema.FromHeading
	if s := d.section.subject; s.Concept != "" || s.Label != "" {
		d.topic.speak(s)
	}
	if d.section.list != nil {
		d.topic.lists = []list{*d.section.list}
	}
}

// beginSentence begins a sentence at a byte.
func (d *discourse) beginSentence(at int) {
	switch t := &d.topic; {
	case t.several:
		t.member, t.several = "", false
	case t.member != "" && t.member != t.opening:
		t.member = clause.SomeFund
	}
	d.paragraph.compared = d.sentence.compared.Base
	d.sentence = sentenceState{start: at, period: d.paragraph.period, dated: d.paragraph.dated}
	d.item = itemState{}
}

// part begins the parts or the reason of what the item states: 其中：…, 主要是….
func (d *discourse) part() {
	if !d.item.parted {
		d.item.parted, d.item.period, d.item.dated = true, d.sentence.period, d.sentence.dated
	}
}

// goesOn gives a sentence that begins with its parts at a byte the comparison of the one before:
// 与上年相比，收入增加318万元。其中：拨款收入增加264万元.
func (d *discourse) goesOn(p *clause.Paragraph, at int) {
	if d.sentence.compared == (clause.Comparison{}) && strings.HasPrefix(p.Text[at:], words.OfThem) && strings.TrimSpace(p.Text[d.sentence.start:at]) == "" {
		d.sentence.compared.Base = d.paragraph.compared
	}
}

// endItem ends an item of a sentence.
func (d *discourse) endItem() {
	if d.item.parted {
		d.sentence.period, d.sentence.dated = d.item.period, d.item.dated
	}
	if d.item.phased {
		d.sentence.measure = d.item.measure
	}
	d.endReason()
	d.item = itemState{}
}

// beginReason begins the reason of what the item states at a byte.
func (d *discourse) beginReason(at int) {
	d.part()
	if !d.item.reason {
		d.item.spoken = d.topic.subjects
	}
	d.item.reason, d.item.reasonAt = true, at
}

// endReason lets what follows go on with what was spoken of before a reason, which names nothing for it:
// 主要原因是上年结转增加。较年初预算数减少1万元.
func (d *discourse) endReason() {
	if d.item.reason && len(d.item.spoken) > 0 {
		d.topic.subjects, d.topic.turn = d.item.spoken, 0
	}
}

// goesOnChanging gives a sentence that begins with its subject and the verb of its change the comparison of
// the one before, where it has none of its own: 与2015年相比，收入增加9万元。支出增加8万元.
func (d *discourse) goesOnChanging(p *clause.Paragraph, ctx *clause.Context) {
	k := len(d.topic.subjects) - 1
	if ctx.Frame.Territorial || k < 0 || !d.clause.named || d.clause.start != d.sentence.start || !d.paragraph.compared.Period.Known() || d.sentence.compared != (clause.Comparison{}) {
		return
	}
	if s := &d.topic.subjects[k]; s.Start >= d.sentence.start && clause.TrimFunction(p.Text[d.sentence.start:s.Start]) == "" {
		d.sentence.compared.Base = d.paragraph.compared
	}
}

// beginClause begins a clause at a byte, after a mark of punctuation.
func (d *discourse) beginClause(at int) { d.clause = clauseState{start: at, segment: at} }

// pastNumber begins the clause after a number. The predicate goes on over a run of
// numbers: 各减少A、B万元.
func (d *discourse) pastNumber(end int, run bool) {
	d.sentence.innerTold = d.sentence.innerTold || d.sentence.inner > d.clause.start
	next := clauseState{start: end, segment: end, each: d.clause.each, granted: d.clause.granted}
	if run {
		next.named, next.predicate = d.clause.named, d.clause.predicate
	}
	d.clause = next
}

// pastUnread begins the clause after a number that could not be read: it took
// nothing of what the clause has said.
func (d *discourse) pastUnread(end int) {
	c := &d.clause
	c.start, c.segment, c.named, c.predicate = end, end, false, predicate{}
}

// mostBrackets is how deep brackets are followed; no sentence has four. What is
// in more is read as if it stood in the last.
const mostBrackets = 8

// openBracket sets the state around a bracket aside: what it says changes nothing
// for the text behind it.
func (d *discourse) openBracket(end int) {
	if len(d.brackets) == mostBrackets {
		d.deeper++
		return
	}
	d.brackets = append(d.brackets, aroundBracket{d.topic, d.sentence, d.item, d.clause})
	d.clause = clauseState{start: end, segment: end, granted: d.clause.granted}
}

// around is the state around the innermost open bracket, nil outside of brackets.
func (d *discourse) around() *aroundBracket {
	if k := len(d.brackets); k > 0 {
		return &d.brackets[k-1]
	}
	return nil
}

// shutBracket brings back the state around the innermost bracket. A figure inside
// is the last one where none stands before the bracket.
func (d *discourse) shutBracket() {
	k, last := len(d.brackets)-1, d.topic.last
	b := &d.brackets[k]
	d.topic, d.sentence, d.item, d.clause = b.topic, b.sentence, b.item, b.clause
	d.brackets = d.brackets[:k]
	if d.topic.last < 0 {
		d.topic.last = last
	}
}

// innermost is the innermost open enumeration, nil where none is open.
func (t *topicState) innermost() *list {
	if k := len(t.lists); k > 0 {
		return &t.lists[k-1]
	}
	return nil
}

// speak makes the topic one subject.
func (t *topicState) speak(s clause.Subject) { t.subjects = []clause.Subject{s} }

// ofFund takes the budget that was named, and the insurance fund of it.
func (t *topicState) ofFund(f schema.FundSource, member string) {
	if t.fund == "" && t.last < 0 && len(t.lists) == 0 {
		t.opening = member
	}
	t.several = member != "" && (t.several || t.member != "" && t.member != member)
	t.fund, t.member = f, member
}

// at is the clause being read, as it stands.
func (d *discourse) at(p *clause.Paragraph) clause.Clause {
	return clause.Clause{P: p, Start: d.clause.start, Segment: d.clause.segment, Sentence: d.sentence.start, Number: d.number.start,
		Compared: d.sentence.compared, Predicate: d.clause.predicate.role, Subjects: d.topic.subjects, Turn: d.topic.turn, Named: d.clause.named, Counted: d.number.wording != nil}
}

// subjectFor picks the subject of the next number: by turn where several are
// listed, else the nearest.
func (d *discourse) subjectFor(p *clause.Paragraph, i int) (clause.Subject, bool) {
	k := len(d.topic.subjects)
	switch {
	case k == 0:
		return clause.Subject{}, false
	case k == 1:
		return d.topic.subjects[0], true
	case d.topic.turn < k && (d.clause.each || p.Run(i)+d.topic.turn == k):
		return d.topic.subjects[d.topic.turn], true
	case p.Run(i) == 1 && d.topic.turn == 0 && d.topic.subjects[0].Concept == schema.RevenueTotal:
		return d.topic.subjects[0], true // 收入支出总计100万元: one figure for both sides
	case p.Run(i) == 1 && d.topic.turn == 0 && d.clause.predicate.role == clause.NoRole && p.Mentions[p.Lexemes[i].Mention].Kind == nlp.Amount && clause.AreBothSides(d.topic.subjects):
		return clause.TotalOfBoth(d.topic.subjects[0]), true // 政府性基金预算收支安排8亿元
	case p.Run(i) == 1 && d.topic.turn == 0 && words.EachAlike.Labels().Say(p.Between(d.topic.subjects[k-1].End, p.Lexemes[i].Start)):
		return d.topic.subjects[0], true // 基本支出、项目支出均为240万元: a number is one fact, and true of the first
	case p.Run(i) == 1 && d.topic.turn == 0:
		return clause.Subject{}, false // 会议费、培训费支出下降17.8%: of all of them together
	}
	return d.topic.subjects[k-1], true
}

// together is what one figure of several subjects is of, as the text lists them: 会议费、培训费支出下降17.8%. It is empty where the
// number has a subject of its own.
func (d *discourse) together(p *clause.Paragraph, i int) string {
	k := len(d.topic.subjects)
	if k < 2 || !d.clause.named {
		return ""
	}
	if _, own := d.subjectFor(p, i); own {
		return ""
	}
	return nlp.Squeeze(p.Between(d.topic.subjects[0].Start, d.topic.subjects[k-1].End))
}

// projectContext reports sections that speak about single projects.
func (s *sectionState) ofProjects() bool {
	id := string(s.id)
	return strings.HasPrefix(id, "annex.") || id == "other.performance" || id == "performance_table" || id == "budget.project" || id == "budget.performance"
}

// ofAssets reports the statements of what a body holds.
func (s *sectionState) ofAssets() bool { return strings.HasSuffix(string(s.id), ".assets") }

// ofPurchases reports the part on 政府采购.
func (s *sectionState) ofPurchases() bool {
	return s.id == schema.SectionOtherProcurement || s.id == schema.SectionBudgetProcurement
}

func (s *sectionState) ofPerformance() bool {
	id := string(s.id)
	return strings.Contains(id, "performance") || strings.HasPrefix(id, "annex.")
}

// inWork reports sections whose counts are deeds, not accounts.
func (s *sectionState) ofWork() bool {
	return s.id == schema.SectionOverviewWork || s.id == schema.SectionOverviewDuties
}
