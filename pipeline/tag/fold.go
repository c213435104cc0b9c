package tag

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/facts"
	"gongkai/schema"
)

// prose reads the prose of one document. It walks each paragraph from left to
// right like a reader: words set what is being spoken of, numbers take their
// meaning from what was set, punctuation says how long it holds.
type prose struct {
	t   *Tagger
	ctx *clause.Context
	out *facts.Builder
	p   clause.Paragraph // the one being read
	d   discourse
}

// paragraph tags the numbers of one paragraph.
func (n *prose) paragraph(loc extract.Loc, text string, ms []nlp.Mention) {
	n.p, n.d.section.class = n.t.lex.Read(text, ms, n.ctx, n.d.section.class, n.p.Lexemes[:0])
	n.d.enterParagraph(loc, len(n.out.Facts), n.ctx.Heading.Period)
	for i := 0; i < len(n.p.Lexemes); {
		i = n.step(i)
	}
	n.announce()
	n.plusTotals()
	n.balances()
	n.endParagraph()
}

// announce takes the fund of a line that only opens the items below it:
// 财政拨款支出主要内容如下：.
func (n *prose) announce() {
	s := strings.TrimRight(nlp.Squeeze(n.p.Text), "：:。")
	if k := len(n.p.Lexemes); !strings.HasSuffix(s, "内容如下") || k == 0 || len(n.out.Facts) > n.d.paragraph.first {
		return
	}
	for i := range n.p.Lexemes {
		if x := &n.p.Lexemes[i]; x.Kind == clause.Word && (x.Entry.Role == clause.FundWord || x.Entry.Role == clause.ConceptWord) {
			if sub, _ := n.d.nounPhrase(&n.p, n.ctx, i); sub.Known() {
				n.d.section.fund = sub.Dims.FundSource
			}
			return
		}
	}
}

// step reads the lexeme at i and returns the next to read.
func (n *prose) step(i int) int {
	x := &n.p.Lexemes[i]
	switch x.Kind {
	case clause.Number:
		n.number(i)
	case clause.Date:
		return n.d.date(&n.p, n.ctx, i)
	case clause.Mark:
		if !n.p.Joins(i) {
			n.punctuate(x)
		}
	case clause.Word:
		return n.word(i)
	case clause.Classed:
		switch noise := n.p.Mentions[x.Mention].Kind == nlp.Noise; {
		case noise && x.Start == n.d.clause.segment && strings.HasPrefix(n.p.Text[x.End:], "、"):
			n.d.clause.segment, n.d.clause.start, n.d.item = x.End, x.End, itemState{} // …严控支出，三、公务接待费…: the next item
		case !noise && x.Start == n.d.clause.segment && !n.p.IsPlain(x):
			n.d.clause.segment, n.d.clause.start = x.End, x.End
		}
	}
	return i + 1
}

// word reads a lexicon word.
func (n *prose) word(i int) int {
	e := n.p.Lexemes[i].Entry
	switch e.Role {
	case clause.ConceptWord, clause.FundWord, clause.HeadWord, clause.TotalWord, clause.QualifierWord:
		if f := cmp.Or(e.Fund, schema.FundNamed(e.Concept)); clause.Specific(f) || f == clause.FourthBudget {
			n.d.topic.fund = f
		}
		s, j := n.d.nounPhrase(&n.p, n.ctx, i)
		from := n.d.clause.segment
		if n.d.clause.named && len(n.d.topic.subjects) > 0 {
			from = max(from, n.d.topic.subjects[len(n.d.topic.subjects)-1].End) // 车辆通行附加费收入预算
		}
		lacks := s.Bare && !n.p.Heads(j) || clause.Dependent(&s) && n.d.at(&n.p).Substance(from, s.Start) != ""
		switch {
		case (s.Known() || s.Outside) && !lacks:
			n.d.name(&n.p, n.ctx, s)
		case s.Known():
			n.d.clause.refused = s.Label
		}
		return max(j, i+1)
	case clause.PhaseWord:
		if e.Measure == schema.Actual && n.p.OfBudget(i) {
			n.d.clause.predicate.role, n.d.topic.turn = clause.CompletionWord, 0 // 实际完成年初预算的127.91%
		} else if n.d.clause.predicate.role != clause.ShareWord && e.Measure.IsBudget() && n.p.RatioOf(i) {
			n.d.clause.predicate.role, n.d.clause.predicate.budget, n.d.topic.turn = clause.CompletionWord, e.Measure, 0 // 为调整预算（以下简称“预算”）的98.6%
		} else if n.d.clause.predicate.role == clause.CompletionWord {
			n.d.clause.predicate.budget = e.Measure
		} else {
			n.d.sentence.measure, n.d.sentence.untaken = e.Measure, true
			n.d.projectPhaseSubject(&n.p, e.Measure, &n.p.Lexemes[i])
		}
	case clause.ShareWord:
		n.d.clause.predicate.role, n.d.clause.predicate.sign, n.d.topic.turn = n.p.ShareOrCompletion(i), e.Sign, 0
	case clause.CompletionWord, clause.ChangeWord, clause.RateWord:
		if n.d.changes(&n.p, i) {
			n.d.clause.predicate.contradicted, _ = n.p.Contradicts(i)
			n.d.clause.predicate.role, n.d.clause.predicate.sign, n.d.topic.turn = e.Role, e.Sign, 0
		}
	case clause.ReachWord:
		n.d.clause.predicate.role = clause.NoRole
		n.d.adjusts(&n.p, i)
	case clause.SpanWord:
		n.d.sentence.period = e.Span
	case clause.YearWord:
		n.d.relativeYear(&n.p, n.ctx, i)
	case clause.PairWord:
		return n.d.comparison(&n.p, n.ctx, i)
	case clause.CompareWord, clause.FlatWord:
		if e.Role == clause.CompareWord && n.d.differs(&n.p, n.ctx, i) {
			break
		}
		n.statement(i)
	case clause.PartWord:
		n.openList(n.p.Lexemes[i].Start)
		n.d.item.purpose = !n.p.NumberAhead(i)
	case clause.EachWord:
		n.d.clause.each = true
	case clause.GrantWord:
		n.d.clause.granted = true
		if strings.Contains(n.d.at(&n.p).SinceSegment(n.p.Lexemes[i].Start), "年初") && n.d.sentence.measure == "" {
			n.d.sentence.measure = schema.BudgetInitial
		}
	case clause.NoWord:
		return n.none(i)
	case clause.LimitWord:
		n.d.clause.limit = true
	case clause.ReasonWord:
		n.d.item.reason = true
	}
	return i + 1
}

// name makes s the subject. A subject after 占 is the whole of a share; one
// listed after another by 、 or 和 joins it.
func (d *discourse) name(p *clause.Paragraph, ctx *clause.Context, s clause.Subject) {
	if d.item.purpose {
		return
	}
	d.opensScope(p, &s)
	if d.clause.predicate.role == clause.ShareWord && !strings.ContainsAny(d.at(p).SinceSegment(s.Start), "，；。") {
		d.clause.predicate.whole = s
		return
	}
	if d.clause.predicate.role == clause.CompletionWord && d.clause.named {
		return // 完成一般公共预算…: the executed quantity stays the subject
	}
	if d.restatesClass(p, &s) {
		d.clause.named = true
		return
	}
	if before := strings.TrimRight(d.at(p).SinceSegment(s.Start), " "); strings.HasSuffix(before, "其他") || strings.HasSuffix(before, "其它") {
		return // 其他固定资产 is not 固定资产
	}
	if d.receivesForeigners(p, &s) {
		return
	}
	if d.boughtElsewhere(p, &s) || d.arrivesForProject(ctx, &s) || d.ofRevenue(ctx, &s) {
		s = clause.Subject{Label: s.Label, Start: s.Start, End: s.End}
		d.sentence.measure = ""
	}
	if s.Both {
		d.topic.subjects = clause.BothSubjects(s)
	} else if d.clause.named && len(d.topic.subjects) > 0 && p.Listed(d.topic.subjects[len(d.topic.subjects)-1].End, s.Start) {
		d.topic.subjects = append(d.topic.subjects, s)
	} else {
		d.topic.subjects = []clause.Subject{s}
	}
	if s.Measure != "" {
		d.sentence.measure = s.Measure
	}
	d.clause.named, d.topic.turn = true, 0
	if d.clause.predicate.role != clause.ChangeWord {
		d.clause.predicate.role, d.clause.predicate.sign = clause.NoRole, 0 // 减少公用经费10万元 keeps its verb
	}
}

// punctuate ends what a mark ends.
func (n *prose) punctuate(x *clause.Lexeme) {
	switch x.Mark {
	case '|':
		return
	case '(':
		n.d.openBracket(x.End)
		return
	case ')':
		n.shut(x)
		return
	}
	if x.Mark == ':' {
		n.colon(x)
	}
	if x.Mark == ',' && n.defines(x.End) {
		n.d.item.purpose = true
	}
	n.d.beginClause(x.End)
	if n.d.sentence.untaken && x.Mark != ':' {
		n.d.sentence.measure, n.d.sentence.untaken = "", false
	}
	switch x.Mark {
	case ';':
		n.d.item = itemState{}
		for len(n.d.topic.lists) > 1 {
			n.closeList()
		}
	case '.', '\n':
		n.endSentence(x.End)
	}
}

// shut ends a bracket, with the lists that it opened.
func (n *prose) shut(x *clause.Lexeme) {
	around := n.d.around()
	if around == nil {
		return
	}
	for len(n.d.topic.lists) > len(around.topic.lists) {
		n.closeList() // a list of its own: 300万元（包括A 180万元、B 120万元）
	}
	inside := n.d.topic.subjects
	n.d.shutBracket()
	if n.d.nicknamed(&n.p, inside, x.Start) {
		n.d.topic.subjects, n.d.topic.turn, n.d.clause.named = inside, 0, true
	}
}

// defines reports a clause that says what the figure before it is, without a
// figure of its own: 上级补助收入8.38万元，为事业单位开展业务活动取得的收入。
func (n *prose) defines(at int) bool {
	if n.d.topic.last < 0 || n.out.Ends[n.d.topic.last] > at || n.out.Ends[n.d.topic.last] < n.d.sentence.start {
		return false
	}
	rest := strings.TrimLeft(n.p.Text[at:], " ")
	if !strings.HasPrefix(rest, "为") && !strings.HasPrefix(rest, "系") && !strings.HasPrefix(rest, "是指") && !strings.HasPrefix(rest, "指") {
		return false
	}
	for i := range n.p.Lexemes {
		switch x := &n.p.Lexemes[i]; {
		case x.Start < at:
		case x.Kind == clause.Number:
			return false
		case x.Kind == clause.Mark && (x.Mark == '.' || x.Mark == ';'):
			return true
		}
	}
	return true
}

// colon lets an unknown phrase before a colon head what follows it.
func (n *prose) colon(x *clause.Lexeme) {
	p := clause.TrimFunction(n.d.at(&n.p).SinceSegment(x.Start))
	if !clause.IsPhrase(p) || !n.d.section.ofProjects() {
		return
	}
	if k := n.projectFact(clause.ProjectName(p)); k >= 0 {
		// 社区办公费：沿江社区10万元…: the parts of a project named before.
		f := &n.out.Facts[k]
		if j := len(n.d.topic.lists) - 1; j >= 0 && len(n.d.topic.lists[j].members) == 0 && n.d.section.list == nil {
			n.d.topic.lists = n.d.topic.lists[:j] // 其中，社区办公费： opens the parts of what it names, not of the figure before
		}
		n.d.topic.lists = append(n.d.topic.lists, list{whole: clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}, fact: k})
		return
	}
	if !n.d.clause.named && n.d.section.subject.Dims.Project == "" && clause.IsFundName(p) {
		s := clause.Subject{Label: p, Start: n.d.clause.segment, End: x.Start}
		s.Dims.Project = clause.ProjectName(p)
		n.d.topic.subjects = []clause.Subject{s}
	}
}

// projectFact finds the figure this paragraph gave for a project.
func (n *prose) projectFact(name string) int {
	for k := n.d.paragraph.first; k < len(n.out.Facts); k++ {
		if f := &n.out.Facts[k]; f.Dimensions.Project == name && f.Form == schema.Level {
			return k
		}
	}
	return -1
}

// endSentence closes the lists and returns to the subject of the whole.
func (n *prose) endSentence(end int) {
	keep := 0
	if n.d.section.list != nil {
		keep = 1 // a list announced by the paragraph before goes on
	}
	if len(n.d.topic.lists) > keep {
		outer := n.d.topic.lists[keep]
		for len(n.d.topic.lists) > keep {
			n.closeList()
		}
		if outer.whole.Known() {
			n.d.topic.subjects = []clause.Subject{outer.whole}
		}
	}
	n.leadTopic(end)
	n.d.beginSentence(end)
}

// leadTopic lets the first sentence of an item that only names something set
// the subject of the rest: ②基层政权专项经费。项目全年预算数4万元….
func (n *prose) leadTopic(end int) {
	if n.d.sentence.start != 0 || len(n.out.Facts) > n.d.paragraph.first || len(n.p.Lexemes) == 0 || n.p.Lexemes[0].Kind != clause.Classed || end >= len(n.p.Text) {
		return
	}
	title := nlp.StripNumbering(strings.TrimRight(nlp.StripResidue(n.p.Text[:end]), "。 "))
	if t := n.topicOf(title); nlp.HanCount(title) <= 40 && (t.Known() || t.Dims.Project != "") {
		n.d.section.subject = t
		n.d.topic.subjects = []clause.Subject{t}
	}
}

// openList begins, at a byte, the parts of the last level figure.
func (n *prose) openList(at int) {
	if n.d.topic.last < 0 {
		return
	}
	if strings.Count(n.p.Text[n.out.Ends[n.d.topic.last]:at], "。") > 1 {
		n.d.topic.lists = append(n.d.topic.lists, list{fact: -1}) // of the sentence before, which gives no figure
		return
	}
	f := &n.out.Facts[n.d.topic.last]
	if k := len(n.d.topic.lists); k > 0 && n.d.topic.lists[k-1].fact == n.d.topic.last {
		return
	}
	w := clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}
	n.d.topic.lists = append(n.d.topic.lists, list{whole: w, fact: n.d.topic.last})
}

// closeList ends the innermost list and states its sum as a claim.
func (n *prose) closeList() {
	k := len(n.d.topic.lists) - 1
	claims := len(n.out.Claims)
	n.out.Sum(n.d.topic.lists[k].fact, n.d.topic.lists[k].members)
	if len(n.out.Claims) > claims && n.partial(&n.d.topic.lists[k]) {
		n.out.Claims[claims].Word = "等"
	}
	n.d.topic.lists = n.d.topic.lists[:k]
}

// partial reports a list that says it names only some members: A 3万元、B 2万元等.
func (n *prose) partial(l *list) bool {
	return slices.ContainsFunc(l.members, func(k int) bool {
		return k >= n.d.paragraph.first && n.out.Ends[k] <= len(n.p.Text) && strings.HasPrefix(n.p.Text[n.out.Ends[k]:], "等")
	})
}

// endParagraph carries a list on when the paragraph ends by announcing one.
func (n *prose) endParagraph() {
	announces := n.p.AnnouncesParts()
	if n.d.section.list != nil && len(n.d.topic.lists) > 0 {
		*n.d.section.list = n.d.topic.lists[0]
		n.d.topic.lists = n.d.topic.lists[1:]
	}
	if announces && n.d.topic.last >= 0 {
		n.endCarried()
		f := &n.out.Facts[n.d.topic.last]
		n.d.section.list = &list{whole: clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}, fact: n.d.topic.last}
		if k := len(n.d.topic.lists); k > 0 && len(n.d.topic.lists[k-1].members) == 0 {
			n.d.topic.lists = n.d.topic.lists[:k-1]
		}
	}
	for len(n.d.topic.lists) > 0 {
		n.closeList()
	}
}

// endCarried closes a list that ran over paragraphs.
func (n *prose) endCarried() {
	if n.d.section.list != nil {
		n.out.Sum(n.d.section.list.fact, n.d.section.list.members)
		n.d.section.list = nil
	}
}

// at is the clause being read, as it stands.
func (d *discourse) at(p *clause.Paragraph) clause.Clause {
	return clause.Clause{P: p, Start: d.clause.start, Segment: d.clause.segment, Sentence: d.sentence.start, Number: d.number.start,
		Compared: d.sentence.compared, Predicate: d.clause.predicate.role, Subjects: d.topic.subjects, Turn: d.topic.turn, Named: d.clause.named}
}
