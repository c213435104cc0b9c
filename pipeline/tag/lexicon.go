package tag

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/schema"
	"gongkai/schema/words"
)

// role says what part an entry plays in a clause.
type role uint8

const (
	rNone       role = iota
	rConcept         // names a concept, a functional class or an economic class
	rFund            // names a fund: modifies the noun after it, or stands for its revenue or expenditure
	rHead            // 收入, 支出, 收支: which concept it is depends on fund and section
	rTotal           // 合计, 总计
	rQualifier       // 本年, 当年
	rMeasure         // 年初预算数, 决算数: the phase of the figures that follow
	rShare           // 占, 占比
	rCompletion      // 完成, 执行率
	rDelta           // 增加, 减少: an amount after it is a change
	rPct             // 增长, 下降: a ratio after it is a change
	rReach           // 增加到, 降至: the number after it is a level again
	rFlat            // 持平
	rCompare         // 大于, 小于
	rPair            // 与, 比, 较: opens a comparison
	rPairEnd         // 相比
	rYear            // 上年, 同期, 本年: a year relative to the document's
	rPart            // 其中, 包括: a list of parts follows
	rEach            // 分别, 各: numbers belong to the listed subjects in turn
	rNo              // 无, 没有
	rGrant           // 下达, 拨付: money made available
	rLimit           // 单价, 限额: what follows is a threshold
	rReason          // 原因: what follows explains
	rAttribute       // 新增 before a noun: an attribute of it
	rPoint           // 年初, 上年末 in a comparison: the day measured against
	rSpan            // “十四五”期间: the years of a plan
	rBody            // the name of the body that reports
	rSkip            // a fixed phrase that contains entries but means none of them
)

// entry is one surface of the lexicon with everything it may mean. Which
// meaning holds is decided by the section and the table it stands in.
type entry struct {
	role     role
	surface  string
	concept  schema.ConceptID
	function bool   // a name in the functional classification
	economic bool   // a name in the economic classification
	code     string // of a class printed with its level marks
	adjacent bool   // means this only right before a number: 教育支出执行48亿元
	partial  bool   // only the levels above the last could be resolved
	fund     schema.FundSource
	measure  schema.Measure
	sign     int // direction of a change word; of a comparison word
	year     int // years from the document's year
	side     side
	first    bool          // the day is the first of its year
	span     schema.Period // the years of a plan
}

// side says which side of the accounts a bare head noun names.
type side uint8

const (
	noSide side = iota
	revenueSide
	expenditureSide
	bothSides
)

// lexicon is the tables of schema and the grammar words of the genre in one trie.
type lexicon struct {
	trie    *trie
	entries []entry
}

func (l *lexicon) add(surface string, e entry) {
	e.surface = fold(surface)
	if e.surface == "" {
		return
	}
	if l.trie.add(surface, int32(len(l.entries))) {
		l.entries = append(l.entries, e)
		return
	}
	at, _ := l.trie.longest(e.surface, 0, len(e.surface))
	l.entries[at].merge(e)
}

// merge adds the meanings of o to those of a surface entered before.
func (e *entry) merge(o entry) {
	if e.role != rConcept || o.role != rConcept {
		return
	}
	if e.concept == "" {
		e.concept = o.concept
	}
	e.function = e.function || o.function
	e.economic = e.economic || o.economic
}

// newLexicon enters the grammar words first, for they are few and decide the
// reading of a clause, then the tables of schema.
func newLexicon() *lexicon {
	l := &lexicon{trie: newTrie()}
	l.changes(words.Load())
	l.grammar(words.Load())
	l.spans()
	for _, c := range schema.Concepts() {
		if c.ID == schema.ExpenditureByFunction || c.ID == schema.ExpenditureByEconomic {
			continue // named through the classifications below
		}
		for w := range c.Wordings() {
			l.add(w, entry{role: rConcept, concept: c.ID, measure: schema.PhaseNamed(w), fund: fundIn(c.ID, w)})
		}
	}
	for code, name := range schema.ClassNames {
		l.class(code, name, entry{role: rConcept, function: true})
	}
	for code, name := range schema.EconomicNames {
		l.class(code, name, entry{role: rConcept, economic: true})
	}
	l.whole(words.Load())
	return l
}

// fundIn is the budget that a wording of the 三公 expenses names:
// 一般公共预算三公经费支出.
func fundIn(c schema.ConceptID, wording string) schema.FundSource {
	if !strings.HasPrefix(string(c), "three_public.") || strings.Contains(wording, "财政拨款") {
		return ""
	}
	switch {
	case strings.HasPrefix(wording, "一般公共预算"):
		return schema.GeneralPublicBudget
	case strings.HasPrefix(wording, "政府性基金"):
		return schema.GovernmentFund
	}
	return ""
}

// class enters a classification name, a 类 with and without 支出.
func (l *lexicon) class(code, name string, e entry) {
	l.add(name, e)
	if len(code) != 3 {
		return
	}
	short := strings.TrimSuffix(name, "支出")
	l.add(short+"支出", e)
	if len([]rune(short)) > 3 {
		l.add(short, e)
	}
}

// whole enters the empty words and names of bodies that contain a word of the lexicon or a numeral,
// so that they are not divided: 据统计, 共计支出, 进一步.
func (l *lexicon) whole(t *words.Tables) {
	var divided []string
	for _, e := range t.Empty {
		divided = append(divided, e.Text)
	}
	for _, b := range t.Bodies {
		divided = append(divided, b.Text)
	}
	for _, a := range t.Adverbs {
		divided = append(divided, a.Text)
	}
	divided = slices.DeleteFunc(divided, func(w string) bool {
		return len(w) <= hanBytes || !strings.ContainsAny(w, "一二三四五六七八九十") && len(l.lex(w, nil, nil)) == 0
	})
	for _, w := range divided {
		l.add(w, entry{role: rSkip})
	}
}

// changes enters the verbs of change with their endings. Those of one character
// are entered only with an ending: alone they are verbs where a number follows,
// which is for briefChange to see. Nouns that contain them are entered as nouns.
func (l *lexicon) changes(t *words.Tables) {
	for i := range t.Nouns {
		l.add(t.Nouns[i].Text, entry{role: rSkip})
	}
	for i := range t.Changes {
		c := &t.Changes[i]
		verb := entry{role: rPct, sign: c.Sign}
		if c.Always {
			verb.role = rDelta
		}
		if !c.Brief() {
			l.add(c.Stem, verb)
		}
		for j := range t.Endings {
			end := &t.Endings[j]
			switch {
			case c.Brief() && !end.AfterOne:
			case end.Level:
				l.add(c.Stem+end.Text, entry{role: rReach})
			default:
				l.add(c.Stem+end.Text, verb)
			}
		}
	}
}

// grammar enters the closed classes of words a clause is built from.
func (l *lexicon) grammar(t *words.Tables) {
	for i := range t.Terms {
		l.add(t.Terms[i].Text, termEntry(&t.Terms[i]))
	}
}

// termEntry is what a word of the grammar means.
func termEntry(t *words.Term) entry {
	e := entry{role: termRoles[t.Role], adjacent: t.Role == words.Stage}
	switch t.Role {
	case words.Fund:
		e.fund = schema.FundSource(t.Value)
	case words.Concept:
		e.concept = schema.ConceptID(t.Value)
	case words.Phase, words.Stage:
		e.measure = schema.Measure(t.Value)
	case words.Head:
		e.side = map[string]side{"revenue": revenueSide, "expenditure": expenditureSide, "both": bothSides}[t.Value]
	case words.Comparison:
		e.sign = map[string]int{">": 1, "<": -1}[t.Value]
	case words.Year:
		e.year, _ = strconv.Atoi(t.Value)
	}
	return e
}

// termRoles are the roles of the words of the grammar.
var termRoles = map[words.Role]role{
	words.Fund: rFund, words.Concept: rConcept, words.Head: rHead, words.Total: rTotal, words.Qualifier: rQualifier,
	words.Phase: rMeasure, words.Stage: rMeasure, words.Proportion: rShare, words.Completion: rCompletion, words.Reach: rReach,
	words.Same: rFlat, words.Comparison: rCompare, words.Pair: rPair, words.PairEnd: rPairEnd, words.Year: rYear, words.Part: rPart,
	words.Each: rEach, words.No: rNo, words.Grant: rGrant, words.Limit: rLimit, words.Reason: rReason, words.Fixed: rSkip,
}
