package tag

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
)

// narrator reads the prose of one document. It walks each paragraph from left
// to right like a reader: words set what is being spoken of, numbers take their
// meaning from what was set, punctuation says how long it holds.
type narrator struct {
	lex        *lexicon
	seg        *nlp.Segmenter
	countings  []counting
	amountings []counting
	ctx        *context
	out        *builder

	section   schema.SectionID
	lastClass string            // code of the class named last in this section
	topic     subject           // what the enclosing heading or item speaks about
	carried   *list             // a list opened by the previous paragraph ("其中：")
	announced schema.FundSource // whose expenditure the items below are ("财政拨款支出主要内容如下：")

	// The paragraph being read.
	loc       extract.Loc
	text      string
	ms        []nlp.Mention
	lx        []lexeme
	firstFact int           // facts from here on stand in this paragraph
	lead      schema.Period // the year the paragraph opens with, else that of its heading
	current   int           // byte where the number being read begins
	wording   *counting     // that gave the number being read its concept

	state
	saved []state // of the text around each open bracket
}

// state is what a reader keeps in mind at one point of a paragraph.
type state struct {
	subjects     []subject
	segment      int               // byte where the current segment begins: after the last number or clause mark
	clause       int               // byte where the clause begins: after the last number or clause mark, whatever was read since
	sentence     int               // byte where the sentence begins
	named        bool              // a subject was named in this segment
	refused      string            // a noun of the clause that is no subject: 支出 in 支出相应安排
	scope        schema.FundSource // of a sentence that names its fund in front of a balance
	form         role              // the predicate in force: rNone, rShare, rCompletion, rDelta, rPct
	sign         int
	measure      schema.Measure // the phase in force, "" when none was named
	against      schema.Measure // the budget a completion is measured against
	shareOf      subject        // the whole named after 占
	period       schema.Period
	fund         schema.FundSource // the budget the paragraph named last
	fundMember   string            // the insurance fund of it
	severalFunds bool              // several of them were named: what follows is of all again
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
	whole   subject
	fact    int // -1 when the whole has no figure
	members []int
}

// paragraph tags the numbers of one paragraph.
func (n *narrator) paragraph(loc extract.Loc, text string, ms []nlp.Mention) {
	n.loc, n.text, n.ms = loc, text, ms
	n.lx = n.lexemes()
	n.saved, n.firstFact = n.saved[:0], len(n.out.facts)
	n.lead = n.ctx.heading.Period
	n.state = state{last: -1, period: n.lead}
	if n.topic.concept != "" || n.topic.label != "" {
		n.subjects = []subject{n.topic}
	}
	if n.carried != nil {
		n.lists = []list{*n.carried}
	}
	for i := 0; i < len(n.lx); {
		i = n.step(i)
	}
	n.announce()
	n.plusTotals()
	n.balances()
	n.endParagraph()
}

// lexemes reads the paragraph into lexemes: those of the lexicon, then what only
// the words around them show.
func (n *narrator) lexemes() []lexeme {
	lx := fundBalances(n.text, n.lex.lex(n.text, n.ms, n.lx[:0]))
	lx = n.ownName(n.classCodes(n.classPaths(lx)))
	lx = comparedPoints(n.text, attributes(n.text, lx))
	return briefChanges(n.text, n.ms, lx)
}

// announce takes the fund of a line that only opens the items below it:
// 财政拨款支出主要内容如下：.
func (n *narrator) announce() {
	s := strings.TrimRight(nlp.Squeeze(n.text), "：:。")
	if k := len(n.lx); !strings.HasSuffix(s, "内容如下") || k == 0 || len(n.out.facts) > n.firstFact {
		return
	}
	for i := range n.lx {
		if x := &n.lx[i]; x.kind == lexWord && (x.entry.role == rFund || x.entry.role == rConcept) {
			if sub, _ := n.nounPhrase(i); sub.known() {
				n.announced = sub.dims.FundSource
			}
			return
		}
	}
}

// step reads the lexeme at i and returns the next to read.
func (n *narrator) step(i int) int {
	x := &n.lx[i]
	switch x.kind {
	case lexNumber:
		n.number(i)
	case lexDate:
		return n.date(i)
	case lexMark:
		if !n.joins(i) {
			n.punctuate(x)
		}
	case lexWord:
		return n.word(i)
	case lexClassed:
		switch noise := n.ms[x.mention].Kind == nlp.Noise; {
		case noise && x.start == n.segment && strings.HasPrefix(n.text[x.end:], "、"):
			n.segment, n.clause, n.reason, n.purpose = x.end, x.end, false, false // …严控支出，三、公务接待费…: the next item
		case !noise && x.start == n.segment && !n.isPlain(x):
			n.segment, n.clause = x.end, x.end
		}
	}
	return i + 1
}

// joins reports a comma between two numbers that share a unit: 各是4125.49,4143.91万元.
func (n *narrator) joins(i int) bool {
	return n.lx[i].mark == ',' && i > 0 && n.lx[i-1].kind == lexNumber && n.lx[i-1].end == n.lx[i].start && n.ms[n.lx[i-1].mention].Shared
}

// word reads a lexicon word.
func (n *narrator) word(i int) int {
	e := n.lx[i].entry
	switch e.role {
	case rConcept, rFund, rHead, rTotal, rQualifier:
		if f := cmp.Or(e.fund, schema.FundNamed(e.concept)); specific(f) || f == schema.SocialInsurance {
			n.severalFunds = e.member != "" && (n.severalFunds || n.fundMember != "" && n.fundMember != e.member)
			n.fund, n.fundMember = f, e.member
		}
		s, j := n.nounPhrase(i)
		from := n.segment
		if n.named && len(n.subjects) > 0 {
			from = max(from, n.subjects[len(n.subjects)-1].end) // 车辆通行附加费收入预算
		}
		lacks := s.bare && !n.heads(j) || dependent(&s) && n.substance(from, s.start) != ""
		switch {
		case (s.known() || s.outside) && !lacks:
			n.name(s)
		case s.known():
			n.refused = s.label
		}
		return max(j, i+1)
	case rMeasure:
		if e.measure == schema.Actual && n.ofBudget(i) {
			n.form, n.turn = rCompletion, 0 // 实际完成年初预算的127.91%
		} else if n.form != rShare && e.measure.IsBudget() && n.ratioOf(i) {
			n.form, n.against, n.turn = rCompletion, e.measure, 0 // 为调整预算（以下简称“预算”）的98.6%
		} else if n.form == rCompletion {
			n.against = e.measure
		} else {
			n.measure, n.phased = e.measure, true
			n.projectPhaseSubject(e.measure, &n.lx[i])
		}
	case rShare:
		n.form, n.sign, n.turn = n.shareOrCompletion(i), e.sign, 0
	case rCompletion, rDelta, rPct:
		if n.changes(i) {
			n.contradicted, _ = n.contradicts(i)
			n.form, n.sign, n.turn = e.role, e.sign, 0
		}
	case rReach:
		n.form = rNone
		n.adjusts(i)
	case rSpan:
		n.period = e.span
	case rYear:
		n.relativeYear(i)
	case rPair:
		return n.comparison(i)
	case rCompare, rFlat:
		if e.role == rCompare && n.differs(i) {
			break
		}
		n.statement(i)
	case rPart:
		n.openList(n.lx[i].start)
		n.purpose = !n.numberAhead(i)
	case rEach:
		n.each = true
	case rGrant:
		n.granted = true
		if strings.Contains(n.sinceSegment(n.lx[i].start), "年初") && n.measure == "" {
			n.measure = schema.BudgetInitial
		}
	case rNo:
		return n.none(i)
	case rLimit:
		n.limit = true
	case rReason:
		n.reason = true
	}
	return i + 1
}

// shareOrCompletion reads 占年初预算的94.59%: a share of the figure's own budget
// is its completion.
func (n *narrator) shareOrCompletion(i int) role {
	if n.ofBudget(i) {
		return rCompletion
	}
	return rShare
}

// ofBudget reports a word that a phase of the budget and a ratio follow at once.
func (n *narrator) ofBudget(i int) bool {
	if i+2 >= len(n.lx) {
		return false
	}
	budget, ratio := &n.lx[i+1], &n.lx[i+2]
	return budget.kind == lexWord && budget.entry.role == rMeasure && budget.entry.measure.IsBudget() && budget.start == n.lx[i].end &&
		ratio.kind == lexNumber && nlp.HanCount(trimFunction(n.text[budget.end:ratio.start])) == 0
}

// ratioOf reports the phase at lexeme i when a ratio is said to be of it: the
// budget, perhaps with a remark in brackets or a note's number, 的 and the ratio.
func (n *narrator) ratioOf(i int) bool {
	depth, from := 0, n.lx[i].end
	for j := i + 1; j < len(n.lx); j++ {
		x := &n.lx[j]
		if depth == 0 && x.kind == lexNumber {
			return n.ms[x.mention].Kind == nlp.Ratio && strings.HasSuffix(strings.TrimSpace(n.text[from:x.start]), "的") && nlp.HanCount(n.text[from:x.start]) == 1
		}
		switch {
		case x.kind == lexMark && x.mark == '(':
			depth++
		case x.kind == lexMark && x.mark == ')':
			depth--
		case depth == 0 && !n.isPlain(x):
			return false
		}
		from = x.end
	}
	return false
}

// dependent reports noun phrases that begin with a word of relation, so that
// what stands before them is part of the name: 革命老区转移支付支出, 国家公园项目预算数.
func dependent(s *subject) bool {
	if s.bare {
		return true
	}
	for _, w := range []string{"支出", "收入", "项目", "预算", "决算"} {
		if strings.HasPrefix(s.label, w) {
			return true
		}
	}
	return false
}

// heads reports whether the words after a bare 收入 or 支出 make it a subject:
// a figure, a change, a share or a phase, and nothing else in between.
func (n *narrator) heads(j int) bool {
	from := n.lx[j-1].end
	for ; j < len(n.lx); j++ {
		x := &n.lx[j]
		if strings.TrimSpace(trimFunction(n.text[from:x.start])) != "" {
			return false
		}
		from = x.end
		switch x.kind {
		case lexNumber:
			return true
		case lexMark:
			return x.mark == '|' && j+1 < len(n.lx) && n.lx[j+1].kind == lexWord && n.lx[j+1].entry.role == rHead
		case lexWord:
			switch x.entry.role {
			case rDelta, rPct, rShare, rMeasure, rCompletion, rEach, rFlat:
				return true
			case rTotal, rQualifier, rPair, rYear:
			default:
				return false
			}
		case lexDate:
		default:
			return false
		}
	}
	return false
}

// name makes s the subject. A subject after 占 is the whole of a share; one
// listed after another by 、 or 和 joins it.
func (n *narrator) name(s subject) {
	if n.purpose {
		return
	}
	n.opensScope(&s)
	if n.form == rShare && !strings.ContainsAny(n.sinceSegment(s.start), "，；。") {
		n.shareOf = s
		return
	}
	if n.form == rCompletion && n.named {
		return // 完成一般公共预算…: the executed quantity stays the subject
	}
	if n.restatesClass(&s) {
		n.named = true
		return
	}
	if before := strings.TrimRight(n.sinceSegment(s.start), " "); strings.HasSuffix(before, "其他") || strings.HasSuffix(before, "其它") {
		return // 其他固定资产 is not 固定资产
	}
	if n.receivesForeigners(&s) || n.takenFrom(&s) {
		return
	}
	if n.boughtElsewhere(&s) || n.arrivesForProject(&s) || n.ofRevenue(&s) {
		s = subject{label: s.label, start: s.start, end: s.end}
		n.measure = ""
	}
	if s.both {
		n.subjects = bothSubjects(s)
	} else if n.named && len(n.subjects) > 0 && n.listed(n.subjects[len(n.subjects)-1].end, s.start) {
		n.subjects = append(n.subjects, s)
	} else {
		n.subjects = []subject{s}
	}
	if s.measure != "" {
		n.measure = s.measure
	}
	n.named, n.turn = true, 0
	if n.form != rDelta {
		n.form, n.sign = rNone, 0 // 减少公用经费10万元 keeps its verb
	}
}

// listed reports whether only a list mark stands between two subjects.
func (n *narrator) listed(from, to int) bool {
	if from > to {
		return false
	}
	switch strings.Trim(n.text[from:to], " \t\u3000“”\"") {
	case "、", "和", "及", "与", "以及":
		return true
	}
	return false
}

// bothSubjects splits 收入支出总计 into its two sides.
func bothSubjects(s subject) []subject {
	r, e := s, s
	r.both, e.both = false, false
	e.concept = otherSide(r.concept)
	return []subject{r, e}
}

// otherSide returns the expenditure concept that mirrors a revenue concept.
func otherSide(c schema.ConceptID) schema.ConceptID {
	return schema.ConceptID(strings.Replace(string(c), "revenue.", "expenditure.", 1))
}

// punctuate ends what a mark ends.
func (n *narrator) punctuate(x *lexeme) {
	switch x.mark {
	case '|':
		return
	case '(':
		n.saved = append(n.saved, n.state)
		n.form, n.each, n.limit, n.named = rNone, false, false, false
		n.segment, n.clause, n.refused = x.end, x.end, ""
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
			if n.nicknamed(inside, x.start) {
				n.subjects, n.named, n.turn = inside, true, 0
			}
		}
		return
	}
	if x.mark == ':' {
		n.colon(x)
	}
	if x.mark == ',' && n.defines(x.end) {
		n.purpose = true
	}
	n.segment, n.clause, n.named, n.refused, n.form, n.sign, n.each = x.end, x.end, false, "", rNone, 0, false
	n.limit, n.granted, n.against, n.shareOf = false, false, "", subject{}
	if n.phased && x.mark != ':' {
		n.measure, n.phased = "", false
	}
	switch x.mark {
	case ';':
		n.purpose, n.reason = false, false
		for len(n.lists) > 1 {
			n.closeList()
		}
	case '.', '\n':
		n.endSentence(x.end)
	}
}

// defines reports a clause that says what the figure before it is, without a
// figure of its own: 上级补助收入8.38万元，为事业单位开展业务活动取得的收入。
func (n *narrator) defines(at int) bool {
	if n.last < 0 || n.out.ends[n.last] > at || n.out.ends[n.last] < n.sentence {
		return false
	}
	rest := strings.TrimLeft(n.text[at:], " ")
	if !strings.HasPrefix(rest, "为") && !strings.HasPrefix(rest, "系") && !strings.HasPrefix(rest, "是指") && !strings.HasPrefix(rest, "指") {
		return false
	}
	for i := range n.lx {
		switch x := &n.lx[i]; {
		case x.start < at:
		case x.kind == lexNumber:
			return false
		case x.kind == lexMark && (x.mark == '.' || x.mark == ';'):
			return true
		}
	}
	return true
}

// colon lets an unknown phrase before a colon head what follows it.
func (n *narrator) colon(x *lexeme) {
	p := trimFunction(n.sinceSegment(x.start))
	if !isPhrase(p) || !n.projectContext() {
		return
	}
	if k := n.projectFact(projectName(p)); k >= 0 {
		// 社区办公费：沿江社区10万元…: the parts of a project named before.
		f := &n.out.facts[k]
		if j := len(n.lists) - 1; j >= 0 && len(n.lists[j].members) == 0 && n.carried == nil {
			n.lists = n.lists[:j] // 其中，社区办公费： opens the parts of what it names, not of the figure before
		}
		n.lists = append(n.lists, list{whole: subject{concept: f.Concept, dims: f.Dimensions, label: f.Label}, fact: k})
		return
	}
	if !n.named && n.topic.dims.Project == "" && isFundName(p) {
		s := subject{label: p, start: n.segment, end: x.start}
		s.dims.Project = projectName(p)
		n.subjects = []subject{s}
	}
}

// projectFact finds the figure this paragraph gave for a project.
func (n *narrator) projectFact(name string) int {
	for k := n.firstFact; k < len(n.out.facts); k++ {
		if f := &n.out.facts[k]; f.Dimensions.Project == name && f.Form == schema.Level {
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
		if outer.whole.known() {
			n.subjects = []subject{outer.whole}
		}
	}
	n.leadTopic(end)
	n.scope = ""
	switch {
	case n.severalFunds:
		n.fundMember, n.severalFunds = "", false
	case n.fundMember != "":
		n.fundMember = someFund
	}
	n.sentence, n.measure, n.period, n.year, n.base, n.reason, n.purpose = end, "", n.lead, 0, schema.Base{}, false, false
}

// numberAhead reports a number before the end of the clause list that begins at
// lexeme i. What a completion or comparison says is no part of the list.
func (n *narrator) numberAhead(i int) bool {
	for ; i < len(n.lx); i++ {
		switch x := &n.lx[i]; {
		case x.kind == lexNumber:
			return true
		case x.kind == lexWord && x.entry.role == rCompletion && n.lx[i-1].kind == lexMark && n.lx[i-1].mark == ',':
			return false // …发生的人员经费，完成年初预算100%
		case x.kind == lexMark && (x.mark == '.' || x.mark == ';'):
			return false
		}
	}
	return strings.HasSuffix(strings.TrimSpace(n.text), "：") || strings.HasSuffix(strings.TrimSpace(n.text), ":")
}

// leadTopic lets the first sentence of an item that only names something set
// the subject of the rest: ②基层政权专项经费。项目全年预算数4万元….
func (n *narrator) leadTopic(end int) {
	if n.sentence != 0 || len(n.out.facts) > n.firstFact || len(n.lx) == 0 || n.lx[0].kind != lexClassed || end >= len(n.text) {
		return
	}
	title := nlp.StripNumbering(strings.TrimRight(nlp.StripResidue(n.text[:end]), "。 "))
	if t := n.topicOf(title); nlp.HanCount(title) <= 40 && (t.known() || t.dims.Project != "") {
		n.topic = t
		n.subjects = []subject{t}
	}
}

// openList begins, at a byte, the parts of the last level figure.
func (n *narrator) openList(at int) {
	if n.last < 0 {
		return
	}
	if strings.Count(n.text[n.out.ends[n.last]:at], "。") > 1 {
		n.lists = append(n.lists, list{fact: -1}) // of the sentence before, which gives no figure
		return
	}
	f := &n.out.facts[n.last]
	if k := len(n.lists); k > 0 && n.lists[k-1].fact == n.last {
		return
	}
	if s := len(n.subjects) - 1; n.named && s >= 0 && n.subjects[s].known() && n.out.ends[n.last] <= n.sentence &&
		(n.subjects[s].concept != f.Concept || strings.HasSuffix(f.Label, "总计") && !strings.HasSuffix(n.subjects[s].label, "总计")) {
		n.lists = append(n.lists, list{whole: n.subjects[s], fact: -1}) // 收入总计50万元。国有资本经营收入包括：…: of what it names, which has no figure here
		return
	}
	w := subject{concept: f.Concept, dims: f.Dimensions, label: f.Label}
	n.lists = append(n.lists, list{whole: w, fact: n.last})
}

// closeList ends the innermost list and states its sum as a claim.
func (n *narrator) closeList() {
	k := len(n.lists) - 1
	claims := len(n.out.claims)
	n.out.sumClaim(n.lists[k])
	if len(n.out.claims) > claims && n.partial(&n.lists[k]) {
		n.out.claims[claims].Word = "等"
	}
	n.lists = n.lists[:k]
}

// partial reports a list that says it names only some members: A 3万元、B 2万元等.
func (n *narrator) partial(l *list) bool {
	return slices.ContainsFunc(l.members, func(k int) bool {
		return k >= n.firstFact && n.out.ends[k] <= len(n.text) && strings.HasPrefix(n.text[n.out.ends[k]:], "等")
	})
}

// endParagraph carries a list on when the paragraph ends by announcing one.
func (n *narrator) endParagraph() {
	announces := n.announcesParts()
	if n.carried != nil && len(n.lists) > 0 {
		*n.carried = n.lists[0]
		n.lists = n.lists[1:]
	}
	if announces && n.last >= 0 {
		n.endCarried()
		f := &n.out.facts[n.last]
		n.carried = &list{whole: subject{concept: f.Concept, dims: f.Dimensions, label: f.Label}, fact: n.last}
		if k := len(n.lists); k > 0 && len(n.lists[k-1].members) == 0 {
			n.lists = n.lists[:k-1]
		}
	}
	for len(n.lists) > 0 {
		n.closeList()
	}
}

// announcesParts reports a paragraph that ends in 其中： or another opener of
// parts; 具体情况如下： announces no parts.
func (n *narrator) announcesParts() bool {
	k := len(n.lx) - 1
	if k < 1 || n.lx[k].kind != lexMark || n.lx[k].mark != ':' || strings.TrimSpace(n.text[n.lx[k].end:]) != "" {
		return false
	}
	w := &n.lx[k-1]
	return w.kind == lexWord && w.entry.role == rPart && nlp.HanCount(n.text[w.end:n.lx[k].start]) <= 8
}

// endCarried closes a list that ran over paragraphs.
func (n *narrator) endCarried() {
	if n.carried != nil {
		n.out.sumClaim(*n.carried)
		n.carried = nil
	}
}

// sinceSegment returns the text from the beginning of the segment to a byte.
func (n *narrator) sinceSegment(to int) string { return n.text[min(n.segment, to):to] }

// sinceSentence returns the text from the beginning of the sentence to a byte.
func (n *narrator) sinceSentence(to int) string { return n.text[min(n.sentence, to):to] }
