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

// narrator reads the prose of one document. It walks each paragraph from left
// to right like a reader: words set what is being spoken of, numbers take their
// meaning from what was set, punctuation says how long it holds.
type narrator struct {
	lex        *clause.Lexicon
	seg        *nlp.Segmenter
	countings  []counting
	amountings []counting
	ctx        *clause.Context
	out        *facts.Builder

	section   schema.SectionID
	lastClass string            // code of the class named last in this section
	topic     clause.Subject    // what the enclosing heading or item speaks about
	carried   *list             // a list opened by the previous paragraph ("其中：")
	announced schema.FundSource // whose expenditure the items below are ("财政拨款支出主要内容如下：")

	// The paragraph being read.
	loc       extract.Loc
	p         clause.Paragraph
	firstFact int           // facts from here on stand in this paragraph
	lead      schema.Period // the year the paragraph opens with, else that of its heading
	current   int           // byte where the number being read begins
	wording   *counting     // that gave the number being read its concept

	state
	saved []state // of the text around each open bracket
}

// state is what a reader keeps in mind at one point of a paragraph.
type state struct {
	subjects     []clause.Subject
	segment      int               // byte where the current segment begins: after the last number or clause mark
	clause       int               // byte where the clause begins: after the last number or clause mark, whatever was read since
	sentence     int               // byte where the sentence begins
	named        bool              // a subject was named in this segment
	refused      string            // a noun of the clause that is no subject: 支出 in 支出相应安排
	scope        schema.FundSource // of a sentence that names its fund in front of a balance
	form         clause.Role       // the predicate in force: rNone, rShare, rCompletion, rDelta, rPct
	sign         int
	measure      schema.Measure // the phase in force, "" when none was named
	against      schema.Measure // the budget a completion is measured against
	shareOf      clause.Subject // the whole named after 占
	period       schema.Period
	fund         schema.FundSource // the budget the paragraph named last
	year         int               // the first year the sentence names, 0 when it names none
	base         schema.Base
	baseEnd      int // byte after the comparison that set base
	each         bool
	limit        bool
	contradicted string // opposite words for the change that comes, "" for none
	purpose      bool   // 主要用于：…: names of what money is for, no subjects
	phased       bool   // a phase was named and no number has taken it yet
	reason       bool   // 主要原因是…: figures explain, they state nothing of the accounts
	granted      bool
	turn         int // how many numbers the listed subjects have taken
	lists        []list
	last         int // the last level fact of the paragraph, -1 for none
}

// list is an enumeration of parts: 合计A，其中：B…、C….
type list struct {
	whole   clause.Subject
	fact    int // -1 when the whole has no figure
	members []int
}

// paragraph tags the numbers of one paragraph.
func (n *narrator) paragraph(loc extract.Loc, text string, ms []nlp.Mention) {
	n.loc = loc
	n.p, n.lastClass = n.lex.Read(text, ms, n.ctx, n.lastClass, n.p.Lexemes[:0])
	n.saved, n.firstFact = n.saved[:0], len(n.out.Facts)
	n.lead = n.ctx.Heading.Period
	n.state = state{last: -1, period: n.lead}
	if n.topic.Concept != "" || n.topic.Label != "" {
		n.subjects = []clause.Subject{n.topic}
	}
	if n.carried != nil {
		n.lists = []list{*n.carried}
	}
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
func (n *narrator) announce() {
	s := strings.TrimRight(nlp.Squeeze(n.p.Text), "：:。")
	if k := len(n.p.Lexemes); !strings.HasSuffix(s, "内容如下") || k == 0 || len(n.out.Facts) > n.firstFact {
		return
	}
	for i := range n.p.Lexemes {
		if x := &n.p.Lexemes[i]; x.Kind == clause.Word && (x.Entry.Role == clause.FundWord || x.Entry.Role == clause.ConceptWord) {
			if sub, _ := n.nounPhrase(i); sub.Known() {
				n.announced = sub.Dims.FundSource
			}
			return
		}
	}
}

// step reads the lexeme at i and returns the next to read.
func (n *narrator) step(i int) int {
	x := &n.p.Lexemes[i]
	switch x.Kind {
	case clause.Number:
		n.number(i)
	case clause.Date:
		return n.date(i)
	case clause.Mark:
		if !n.p.Joins(i) {
			n.punctuate(x)
		}
	case clause.Word:
		return n.word(i)
	case clause.Classed:
		switch noise := n.p.Mentions[x.Mention].Kind == nlp.Noise; {
		case noise && x.Start == n.segment && strings.HasPrefix(n.p.Text[x.End:], "、"):
			n.segment, n.clause, n.reason, n.purpose = x.End, x.End, false, false // …严控支出，三、公务接待费…: the next item
		case !noise && x.Start == n.segment && !n.p.IsPlain(x):
			n.segment, n.clause = x.End, x.End
		}
	}
	return i + 1
}

// word reads a lexicon word.
func (n *narrator) word(i int) int {
	e := n.p.Lexemes[i].Entry
	switch e.Role {
	case clause.ConceptWord, clause.FundWord, clause.HeadWord, clause.TotalWord, clause.QualifierWord:
		if f := cmp.Or(e.Fund, schema.FundNamed(e.Concept)); clause.Specific(f) || f == schema.FourthBudget {
			n.fund = f
		}
		s, j := n.nounPhrase(i)
		from := n.segment
		if n.named && len(n.subjects) > 0 {
			from = max(from, n.subjects[len(n.subjects)-1].End) // 车辆通行附加费收入预算
		}
		if s.Bare && n.endsName(s.Start) {
			return max(j, i+1) // 机关运行经费用支出
		}
		lacks := s.Bare && !n.p.Heads(j) || clause.Dependent(&s) && n.substance(from, s.Start) != ""
		switch {
		case (s.Known() || s.Outside) && !lacks:
			n.name(s)
		case s.Known():
			n.refused = s.Label
		}
		return max(j, i+1)
	case clause.PhaseWord:
		if e.Measure == schema.Actual && n.p.OfBudget(i) {
			n.form, n.turn = clause.CompletionWord, 0 // 实际完成年初预算的127.91%
		} else if n.form != clause.ShareWord && e.Measure.IsBudget() && n.p.RatioOf(i) {
			n.form, n.against, n.turn = clause.CompletionWord, e.Measure, 0 // 为调整预算（以下简称“预算”）的98.6%
		} else if n.form == clause.CompletionWord {
			n.against = e.Measure
		} else {
			n.measure, n.phased = e.Measure, true
			n.projectPhaseSubject(e.Measure, &n.p.Lexemes[i])
		}
	case clause.ShareWord:
		n.form, n.sign, n.turn = n.p.ShareOrCompletion(i), e.Sign, 0
	case clause.CompletionWord, clause.ChangeWord, clause.RateWord:
		if n.changes(i) {
			n.contradicted, _ = n.p.Contradicts(i)
			n.form, n.sign, n.turn = e.Role, e.Sign, 0
		}
	case clause.ReachWord:
		n.form = clause.NoRole
		n.adjusts(i)
	case clause.SpanWord:
		n.period = e.Span
	case clause.YearWord:
		n.relativeYear(i)
	case clause.PairWord:
		return n.comparison(i)
	case clause.CompareWord, clause.FlatWord:
		if e.Role == clause.CompareWord && n.differs(i) {
			break
		}
		n.statement(i)
	case clause.PartWord:
		n.openList(n.p.Lexemes[i].Start)
		n.purpose = !n.p.NumberAhead(i)
	case clause.EachWord:
		n.each = true
	case clause.GrantWord:
		n.granted = true
		if strings.Contains(n.sinceSegment(n.p.Lexemes[i].Start), "年初") && n.measure == "" {
			n.measure = schema.BudgetInitial
		}
	case clause.NoWord:
		return n.none(i)
	case clause.LimitWord:
		n.limit = true
	case clause.ReasonWord:
		n.reason = true
	}
	return i + 1
}

// endsName reports a bare 支出 at a byte that goes on with the name of an expense
// before it, over some characters that are no word of their own.
func (n *narrator) endsName(at int) bool {
	if !n.named || len(n.subjects) == 0 {
		return false
	}
	s := &n.subjects[len(n.subjects)-1]
	return clause.IsExpense(s.Concept) && n.p.Continues(s.End, at)
}

// name makes s the subject. A subject after 占 is the whole of a share; one
// listed after another by 、 or 和 joins it.
func (n *narrator) name(s clause.Subject) {
	if n.purpose {
		return
	}
	n.opensScope(&s)
	if n.form == clause.ShareWord && !strings.ContainsAny(n.sinceSegment(s.Start), "，；。") {
		n.shareOf = s
		return
	}
	if n.form == clause.CompletionWord && n.named {
		return // 完成一般公共预算…: the executed quantity stays the subject
	}
	if n.restatesClass(&s) {
		n.named = true
		return
	}
	if before := strings.TrimRight(n.sinceSegment(s.Start), " "); strings.HasSuffix(before, "其他") || strings.HasSuffix(before, "其它") {
		return // 其他固定资产 is not 固定资产
	}
	if n.receivesForeigners(&s) {
		return
	}
	if n.boughtElsewhere(&s) || n.arrivesForProject(&s) || n.ofRevenue(&s) {
		s = clause.Subject{Label: s.Label, Start: s.Start, End: s.End}
		n.measure = ""
	}
	if s.Both {
		n.subjects = clause.BothSubjects(s)
	} else if n.named && len(n.subjects) > 0 && n.p.Listed(n.subjects[len(n.subjects)-1].End, s.Start) {
		n.subjects = append(n.subjects, s)
	} else {
		n.subjects = []clause.Subject{s}
	}
	if s.Measure != "" {
		n.measure = s.Measure
	}
	n.named, n.turn = true, 0
	if n.form != clause.ChangeWord {
		n.form, n.sign = clause.NoRole, 0 // 减少公用经费10万元 keeps its verb
	}
}

// punctuate ends what a mark ends.
func (n *narrator) punctuate(x *clause.Lexeme) {
	switch x.Mark {
	case '|':
		return
	case '(':
		n.saved = append(n.saved, n.state)
		n.form, n.each, n.limit, n.named = clause.NoRole, false, false, false
		n.segment, n.clause, n.refused = x.End, x.End, ""
		return
	case ')':
		if k := len(n.saved); k > 0 {
			for len(n.lists) > len(n.saved[k-1].lists) {
				n.closeList() // a list of its own: 300万元（包括A 180万元、B 120万元）
			}
			last, lists, inside := n.last, n.saved[k-1].lists, n.subjects
			n.state = n.saved[k-1]
			n.saved = n.saved[:k-1]
			if last >= 0 && n.last < 0 {
				n.last = last
			}
			n.lists = lists
			if n.nicknamed(inside, x.Start) {
				n.subjects, n.named, n.turn = inside, true, 0
			}
		}
		return
	}
	if x.Mark == ':' {
		n.colon(x)
	}
	if x.Mark == ',' && n.defines(x.End) {
		n.purpose = true
	}
	n.segment, n.clause, n.named, n.refused, n.form, n.sign, n.each = x.End, x.End, false, "", clause.NoRole, 0, false
	n.limit, n.granted, n.against, n.shareOf = false, false, "", clause.Subject{}
	if n.phased && x.Mark != ':' {
		n.measure, n.phased = "", false
	}
	switch x.Mark {
	case ';':
		n.purpose, n.reason = false, false
		for len(n.lists) > 1 {
			n.closeList()
		}
	case '.', '\n':
		n.endSentence(x.End)
	}
}

// defines reports a clause that says what the figure before it is, without a
// figure of its own: 上级补助收入8.38万元，为事业单位开展业务活动取得的收入。
func (n *narrator) defines(at int) bool {
	if n.last < 0 || n.out.Ends[n.last] > at || n.out.Ends[n.last] < n.sentence {
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
func (n *narrator) colon(x *clause.Lexeme) {
	p := clause.TrimFunction(n.sinceSegment(x.Start))
	if !clause.IsPhrase(p) || !n.projectContext() {
		return
	}
	if k := n.projectFact(clause.ProjectName(p)); k >= 0 {
		// 社区办公费：沿江社区10万元…: the parts of a project named before.
		f := &n.out.Facts[k]
		if j := len(n.lists) - 1; j >= 0 && len(n.lists[j].members) == 0 && n.carried == nil {
			n.lists = n.lists[:j] // 其中，社区办公费： opens the parts of what it names, not of the figure before
		}
		n.lists = append(n.lists, list{whole: clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}, fact: k})
		return
	}
	if !n.named && n.topic.Dims.Project == "" && clause.IsFundName(p) {
		s := clause.Subject{Label: p, Start: n.segment, End: x.Start}
		s.Dims.Project = clause.ProjectName(p)
		n.subjects = []clause.Subject{s}
	}
}

// projectFact finds the figure this paragraph gave for a project.
func (n *narrator) projectFact(name string) int {
	for k := n.firstFact; k < len(n.out.Facts); k++ {
		if f := &n.out.Facts[k]; f.Dimensions.Project == name && f.Form == schema.Level {
			return k
		}
	}
	return -1
}

// endSentence closes the lists and returns to the subject of the whole.
func (n *narrator) endSentence(end int) {
	keep := 0
	if n.carried != nil {
		keep = 1 // a list announced by the paragraph before goes on
	}
	if len(n.lists) > keep {
		outer := n.lists[keep]
		for len(n.lists) > keep {
			n.closeList()
		}
		if outer.whole.Known() {
			n.subjects = []clause.Subject{outer.whole}
		}
	}
	n.leadTopic(end)
	n.scope = ""
	n.sentence, n.measure, n.period, n.year, n.base, n.reason, n.purpose = end, "", n.lead, 0, schema.Base{}, false, false
}

// leadTopic lets the first sentence of an item that only names something set
// the subject of the rest: ②基层政权专项经费。项目全年预算数4万元….
func (n *narrator) leadTopic(end int) {
	if n.sentence != 0 || len(n.out.Facts) > n.firstFact || len(n.p.Lexemes) == 0 || n.p.Lexemes[0].Kind != clause.Classed || end >= len(n.p.Text) {
		return
	}
	title := nlp.StripNumbering(strings.TrimRight(nlp.StripResidue(n.p.Text[:end]), "。 "))
	if t := n.topicOf(title); nlp.HanCount(title) <= 40 && (t.Known() || t.Dims.Project != "") {
		n.topic = t
		n.subjects = []clause.Subject{t}
	}
}

// openList begins, at a byte, the parts of the last level figure.
func (n *narrator) openList(at int) {
	if n.last < 0 {
		return
	}
	if strings.Count(n.p.Text[n.out.Ends[n.last]:at], "。") > 1 {
		n.lists = append(n.lists, list{fact: -1}) // of the sentence before, which gives no figure
		return
	}
	f := &n.out.Facts[n.last]
	if k := len(n.lists); k > 0 && n.lists[k-1].fact == n.last {
		return
	}
	w := clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}
	n.lists = append(n.lists, list{whole: w, fact: n.last})
}

// closeList ends the innermost list and states its sum as a claim.
func (n *narrator) closeList() {
	k := len(n.lists) - 1
	claims := len(n.out.Claims)
	n.out.Sum(n.lists[k].fact, n.lists[k].members)
	if len(n.out.Claims) > claims && n.partial(&n.lists[k]) {
		n.out.Claims[claims].Word = "等"
	}
	n.lists = n.lists[:k]
}

// partial reports a list that says it names only some members: A 3万元、B 2万元等.
func (n *narrator) partial(l *list) bool {
	return slices.ContainsFunc(l.members, func(k int) bool {
		return k >= n.firstFact && n.out.Ends[k] <= len(n.p.Text) && strings.HasPrefix(n.p.Text[n.out.Ends[k]:], "等")
	})
}

// endParagraph carries a list on when the paragraph ends by announcing one.
func (n *narrator) endParagraph() {
	announces := n.p.AnnouncesParts()
	if n.carried != nil && len(n.lists) > 0 {
		*n.carried = n.lists[0]
		n.lists = n.lists[1:]
	}
	if announces && n.last >= 0 {
		n.endCarried()
		f := &n.out.Facts[n.last]
		n.carried = &list{whole: clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}, fact: n.last}
		if k := len(n.lists); k > 0 && len(n.lists[k-1].members) == 0 {
			n.lists = n.lists[:k-1]
		}
	}
	for len(n.lists) > 0 {
		n.closeList()
	}
}

// endCarried closes a list that ran over paragraphs.
func (n *narrator) endCarried() {
	if n.carried != nil {
		n.out.Sum(n.carried.fact, n.carried.members)
		n.carried = nil
	}
}

// sinceSegment returns the text from the beginning of the segment to a byte.
func (n *narrator) sinceSegment(to int) string { return n.p.Text[min(n.segment, to):to] }

// sinceSentence returns the text from the beginning of the sentence to a byte.
func (n *narrator) sinceSentence(to int) string { return n.p.Text[min(n.sentence, to):to] }
