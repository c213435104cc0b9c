package tag

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/nlp/trie"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// indicator settles whether a figure of the economy is an aim or what was
// reached: the sentence says so by the last cue before the figure, and what was
// said of the years behind is never an aim. Where it gives no cue, a heading or
// bulletin may; else the indicator's own wording stays.
func (n *prose) indicator(f *schema.Fact, m *nlp.Mention) {
	if !clause.IsEconomy(f.Concept) || f.Form == schema.Completion {
		return
	}
	if n.d.budgetInside(&n.p, n.p.LexemeAt(m.Start), f) {
		f.Concept, f.Measure, f.MeasureSource = schema.EconomyTarget, schema.Target, schema.FromSentence // 财政总收入9万元，完成预算10万元的90%
		return
	}
	if n.ofInstitution(f) || n.ofThoseCounted(f) || n.isSpent(f, m) || f.Form == schema.Level && f.Rule == "inherited" && !n.reaches(f, m) && !n.d.at(&n.p).StatesBase(n.p.LexemeAt(m.Start), f) && !n.p.ToldOfYear(n.p.LexemeAt(m.Start)) {
		// 居民收入增长5%，…，下达3830万元: a level is an indicator's only beside its name
		f.Concept, f.Dimensions, f.Rule = "", schema.Dimensions{}, "of_another"
		n.d.topic.speak(clause.Subject{Label: f.Label, Start: m.Start, End: m.Start}) // nor is what is said of it
		return
	}
	f.Measure, f.MeasureSource = n.measureOf(f)
	target, found := cueFor(n.p.WithoutNames(n.d.sentence.start, n.d.number.start))
	if target && n.ctx.Frame.Kind == schema.WorkReport && n.d.isPast(n.ctx) {
		target, _ = lastCue(n.p.WithoutNames(n.ownClause(), n.d.number.start)) // 2025年，聚焦目标任务，生产总值增长5.6%: only its own clause can say that it is an aim
	}
	switch {
	case n.d.isToCome(n.ctx):
		f.Concept, f.Measure, f.MeasureSource = schema.EconomyTarget, schema.Target, n.d.sentence.dated // of 2026, in a report that tells of 2025: 实现…增长7%
	case !found && (m.Approx == nlp.AtLeast || m.Approx == nlp.AtMost) && n.ctx.Frame.Kind != schema.Bulletin && !n.d.isPast(n.ctx):
		f.Concept, f.Measure, f.MeasureSource = schema.EconomyTarget, schema.Target, schema.FromSentence // 城镇新增就业不少于28万人
	case found && target:
		f.Concept, f.Measure, f.MeasureSource = schema.EconomyTarget, schema.Target, schema.FromSentence
	case n.d.isPlanned(n.ctx):
		f.Concept, f.Measure, f.MeasureSource = schema.EconomyTarget, schema.Target, schema.FromHeading
	case n.ctx.Frame.Kind == schema.WorkReport && n.d.isAhead(n.ctx):
		f.Concept, f.Measure, f.MeasureSource = schema.EconomyTarget, schema.Target, n.d.sentence.dated // under the heading of the years to come
	case found:
		f.Concept, f.Measure, f.MeasureSource = schema.EconomyActual, schema.Actual, schema.FromSentence
	case n.ctx.Frame.Kind == schema.Bulletin:
		f.Concept, f.Measure, f.MeasureSource = schema.EconomyActual, schema.Actual, schema.FromDocument
	}
}

// isSpent reports an amount behind the word for what is spent, whose indicator is one of what comes in: 财产险保费支出6亿元.
func (n *prose) isSpent(f *schema.Fact, m *nlp.Mention) bool {
	return f.Form == schema.Level && strings.HasSuffix(f.Dimensions.Indicator, words.RevenueWord.Word()) &&
		strings.HasSuffix(strings.TrimRight(n.p.Between(n.d.clause.start, m.Start), " "), words.ExpenditureWord.Word())
}

// ofThoseCounted reports an indicator right behind the noun of a count, which is of those and not of the place:
// 20个贫困县农村居民人均可支配收入达到1.2万元, but 330户规模以上服务业企业实现营业收入36亿元 are all of them.
func (n *prose) ofThoseCounted(f *schema.Fact) bool {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || n.out.Ends[k] <= n.d.sentence.start || n.out.Facts[k].Kind != schema.Count || n.out.Facts[k].Form != schema.Level {
		return false
	}
	label, between := n.out.Facts[k].Label, n.p.Text[n.out.Ends[k]:n.d.number.start]
	return label != "" && strings.HasPrefix(between, label) && n.d.clause.start <= n.out.Ends[k] &&
		strings.Contains(between[len(label):], f.Label) && !clause.ToldBy(f.Dimensions.Indicator, label)
}

// ofTitle takes the indicator of the one thing that the title of a report is of, whose name its figures leave out:
// 缴存额27亿元，贷款余额65亿元 of 住房公积金.
func (n *prose) ofTitle(f *schema.Fact) {
	thing := words.TitleThing.Labels().First(n.ctx.Frame.Title)
	if thing == nil || f.Concept != "" && !clause.IsEconomy(f.Concept) || f.Form == schema.Threshold || f.Form == schema.Completion {
		return
	}
	m, known := schema.MemberByName(schema.EconomyActual, thing.Text+strings.TrimPrefix(f.Label, thing.Text))
	if !known || f.Kind != schema.Ratio && !m.Measured(f.Unit) {
		return
	}
	f.Concept, f.Dimensions, f.Rule = schema.EconomyActual, schema.Dimensions{Indicator: m.Name}, "title"
	f.Measure, f.MeasureSource = schema.Actual, schema.FromConcept
}

// ownClause is where the clause of the number being read begins, behind the last mark that
// parts clauses.
func (n *prose) ownClause() int {
	last := n.p.LexemeAt(n.d.number.start) - 1
	for i := last; i >= max(0, last-clause.Reach); i-- {
		if x := &n.p.Lexemes[i]; x.PartsClauses() {
			return max(x.End, n.d.sentence.start)
		}
	}
	return n.d.sentence.start
}

// reaches reports the exact level behind a round one that it went past: 突破1万亿元、
// 达1.19万亿元.
func (n *prose) reaches(f *schema.Fact, m *nlp.Mention) bool {
	k := len(n.out.Facts) - 1
	if n.reachesNamed(m) {
		return true
	}
	if k < n.d.paragraph.first || n.out.Ends[k] > m.Start {
		return false
	}
	last := &n.out.Facts[k]
	between := n.withoutDates(n.out.Ends[k], m.Start)
	if steps, then, _ := strings.Cut(between, "，"); last.Kind == schema.Count && last.Concept == "" && slices.ContainsFunc(words.MarkPassed.Labels(), func(l words.Label) bool { return strings.HasSuffix(steps, l.Text) }) {
		return words.ReachingVerb.Labels().Say(then) // 跨越3个千亿元台阶，达到5379亿元
	}
	if last.Concept != f.Concept || last.Dimensions.Indicator != f.Dimensions.Indicator {
		return false
	}
	if last.Form == schema.PctChange {
		return measuredIn(f) && words.ReachingVerb.Labels().Say(strings.TrimLeft(between, listMarks)) // 增长5.5%、达到5379亿元
	}
	if last.Form != schema.Level {
		return false
	}
	if last.Unit != f.Unit {
		return last.Kind == schema.Amount && f.Kind == schema.Amount // 人均地区生产总值7万元，按年平均汇率计算为1万美元
	}
	for _, w := range words.MarkPassed.Labels() {
		between = strings.TrimPrefix(between, w.Text)
	}
	if i := n.p.LexemeAt(m.Start); i > 2 && n.p.Lexemes[i-1].Kind == clause.Date {
		if from, dated := n.p.ChangesFrom(i - 3); from && dated {
			return true // 从2020年的3.7万亿元增长到2025年的4.9万亿元
		}
	}
	between = strings.TrimLeft(between, listMarks)
	return words.ReachingVerb.Labels().Say(between) || isReached(between+m.Modifier)
}

// isReached reports a verb for what is reached alone, with no more than adverbs before it: 首次突破.
func isReached(said string) bool {
	adverbs, verb := words.ReachedBy.Labels().Cut(said, strings.CutSuffix)
	return verb && clause.EmptyWords().Covers(adverbs)
}

// measuredIn reports a figure in a unit that levels of its indicator have.
func measuredIn(f *schema.Fact) bool {
	m, ok := schema.MemberByName(f.Concept, f.Dimensions.Indicator)
	return ok && m.Measured(f.Unit)
}

// withoutDates is the text from one byte to another without dates and the word that says
// that a figure is not known yet: 迈上三百亿元台阶，预计2011年达到316亿元.
func (n *prose) withoutDates(from, to int) string {
	var kept strings.Builder
	for i := n.p.LexemeAt(from); i < len(n.p.Lexemes) && n.p.Lexemes[i].Start < to; i++ {
		if x := &n.p.Lexemes[i]; x.Kind == clause.Date {
			kept.WriteString(n.p.Text[from:x.Start])
			from = min(x.End, to)
		}
	}
	kept.WriteString(n.p.Text[from:to])
	return strings.ReplaceAll(kept.String(), words.NotYet.Word(), "")
}

// reachesNamed reports a level behind a verb for what is reached alone, where the clause
// before names the indicator and has no figure: 进出口总值创历史新高，达到5379亿元.
func (n *prose) reachesNamed(m *nlp.Mention) bool {
	k := len(n.d.topic.subjects) - 1
	if k < 0 || len(n.d.topic.subjects) > 1 {
		return false
	}
	if !isReached(strings.TrimSpace(n.p.Text[min(n.d.clause.start, m.Start):m.Start]) + m.Modifier) {
		return false
	}
	named := n.d.topic.subjects[k].End
	if last := len(n.out.Facts) - 1; last >= n.d.paragraph.first && n.out.Ends[last] > named {
		return false
	}
	return named >= n.d.sentence.start && strings.Count(n.p.Text[min(named, m.Start):m.Start], "，") == 1
}

// cueFor is the cue of a figure that a sentence so far leads to: the last one of
// its own item, or what opens all items, 主要预期目标是：…；….
func cueFor(sentence string) (target, found bool) {
	sentence = clause.DropBrackets(sentence) // 比率达100%（任务为99.7%），浓度为17
	own := sentence
	if k := strings.LastIndexAny(sentence, "；;"); k >= 0 {
		_, size := utf8.DecodeRuneInString(sentence[k:])
		own = sentence[k+size:]
	}
	whole := len(own) == len(sentence)
	for _, w := range words.ConditionEnd.Labels() {
		if k := strings.LastIndex(own, w.Text); k >= 0 {
			own = own[k+len(w.Text):] // 在确保风险可控前提下，获得额度9亿元: no aim
		}
	}
	if target, found = lastCue(own); found || whole {
		return target, found
	}
	if lead, _, ok := strings.Cut(strings.ReplaceAll(sentence, ":", "："), "："); ok {
		return lastCue(lead)
	}
	return false, false
}

// lastCue returns what the last cue of a text says. A cue inside a longer one
// that ends at the same place does not count.
func lastCue(text string) (target, found bool) {
	best, size := -1, 0
	if !cueWords().Any(text) {
		return false, false // as most
	}
	cues := words.Load().Cues
	for i := range cues {
		c := &cues[i]
		k := lastVerb(text, c)
		if k < 0 || k+len(c.Text) < best || k+len(c.Text) == best && len(c.Text) < size {
			continue
		}
		best, size, target, found = k+len(c.Text), len(c.Text), c.Target, true
	}
	return target, found
}

// cueWords finds the words of cues.
var cueWords = sync.OnceValue(func() *trie.Finder {
	return finderOf(words.Load().Cues, func(c *words.Cue) string { return c.Text })
})

// measuredOn reports what follows an aim that a figure is measured on: 完成年计划的118.2%.
func measuredOn(after string) bool {
	for i := range words.Load().Cues {
		if c := &words.Load().Cues[i]; c.Target {
			after = strings.TrimPrefix(after, c.Text) // 完成全年计划目标的45.4%
		}
	}
	rest, of := strings.CutPrefix(after, words.Of)
	return of && strings.IndexFunc(rest, unicode.IsDigit) == 0
}

// lastVerb is where a cue stands last in a text, -1 for nowhere. A word for an aim
// that ends its clause or a quotation is the name of one, 实施扩容计划，, and one that a
// figure is measured on was set before: neither says anything of the figures after it.
func lastVerb(text string, c *words.Cue) int {
	for end := len(text); ; {
		k := strings.LastIndex(text[:end], c.Text)
		if k < 0 || !c.Target {
			return k
		}
		after := text[k+len(c.Text):] + " "
		if r, _ := utf8.DecodeRuneInString(after); !strings.ContainsRune("，,、；;。”", r) && !measuredOn(after) {
			return k
		}
		end = k
	}
}
