package clause

import (
	"cmp"
	"sync/atomic"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema"
)

// Role says what part an entry plays in a clause.
type Role uint8

const (
	NoRole         Role = iota
	ConceptWord         // names a concept, a functional class or an economic class
	FundWord            // names a fund: modifies the noun after it, or stands for its revenue or expenditure
	HeadWord            // 收入, 支出, 收支: which concept it is depends on fund and section
	TotalWord           // 合计, 总计
	QualifierWord       // 本年, 当年
	PhaseWord           // 年初预算数, 决算数: the phase of the figures that follow
	ShareWord           // 占, 占比
	CompletionWord      // 完成, 执行率
	ChangeWord          // 增加, 减少: an amount after it is a change
	RateWord            // 增长, 下降: a ratio after it is a change
	ReachWord           // 增加到, 降至: the number after it is a level again
	FlatWord            // 持平
	CompareWord         // 大于, 小于
	PairWord            // 与, 比, 较: opens a comparison
	PairEndWord         // 相比
	YearWord            // 上年, 同期, 本年: a year relative to the document's
	MonthWord           // 上月: some months before those told
	PartWord            // 其中, 包括: a list of parts follows
	EachWord            // 分别, 各: numbers belong to the listed subjects in turn
	NoWord              // 无, 没有
	GrantWord           // 下达, 拨付: money made available
	LimitWord           // 单价, 限额: what follows is a threshold
	ReasonWord          // 原因: what follows explains
	AttributeWord       // 新增 before a noun: an attribute of it
	PointWord           // 年初, 上年末 in a comparison: the day measured against
	SpanWord            // “十四五”期间, 五年来: some years together
	rBody               // the name of the body that reports
	StructureWord       // 三次产业结构: the shares of its members follow
	SkipWord            // a fixed phrase that contains entries but means none of them
)

// Entry is one surface of the lexicon with everything it may mean. Which
// meaning holds is decided by the section and the table it stands in.
type Entry struct {
	Role     Role
	Surface  string
	Concept  schema.ConceptID
	Function bool   // a name in the functional classification
	Economic bool   // a name in the economic classification
	Code     string // of a class printed with its level marks
	adjacent bool   // means this only right before a number: 教育支出执行48亿元
	Rate     bool   // a change that is a noun: 降幅, 增长率
	noun     bool   // an ordinary noun, which means this only where no other follows: 大气 and not 大气污染
	partial  bool   // only the levels above the last could be resolved
	Fund     schema.FundSource
	Member   string // of the dimension indicator: 增值税, 地区生产总值, 失业保险基金
	Members  string // of the economy, whose shares follow: 三次产业结构
	Unsaid   bool   // the text leaves out a part of the member's name
	Name     string // of an element of a list, whole
	Next     bool   // it is not the first of its list
	Measure  schema.Measure
	Sign     int // direction of a change word; of a comparison word
	Year     int // years from the document's year; of a span how many they are; months of a word for those
	side     schema.Side
	First    bool          // the day is the first of its year
	Span     schema.Period // the years of a plan
}

// OfSpending reports a phase that is called after what is spent: 支出决算.
func (e *Entry) OfSpending() bool { return e.Role == PhaseWord && e.side == schema.ExpenditureSide }

// Lexicon is the tables of schema and the grammar words of the genre in one trie. Its
// tens of thousands of words have about a thousand meanings, and a report has some hundred
// of the words: the entry of a word is made of its meaning when a text has it first.
type Lexicon struct {
	trie     *surfaces
	meanings []Entry // without surfaces, each once
	numbers  map[Entry]int32
	meant    []int32 // the meaning of each word, by its number in the trie
	entries  []atomic.Pointer[Entry]
	nouns    nlp.Nouns // of its words, counted
}

// add enters words with what they mean.
func (l *Lexicon) add(e Entry, surfaces ...string) {
	meaning := l.meaning(e)
	for _, s := range surfaces {
		enter(l, fold(s), meaning)
	}
}

// meaning keeps what words mean, and numbers it.
func (l *Lexicon) meaning(e Entry) int32 {
	number, known := l.numbers[e]
	if !known {
		number = int32(len(l.meanings))
		l.meanings, l.numbers[e] = append(l.meanings, e), number
	}
	return number
}

// enter enters a folded word with a meaning. That of a word that is there already is
// added to it.
func enter[T string | []byte](l *Lexicon, surface T, meaning int32) {
	number, fresh := addSurface(l.trie, surface, int32(len(l.meant)))
	switch {
	case fresh:
		l.meant = append(l.meant, meaning)
		if l.meanings[meaning].isNoun() {
			l.nouns.Count(string(surface[:min(len(surface), 2*utf8.UTFMax)])) // which tells whether it is one character
		}
	case number >= 0:
		if both := l.meanings[l.meant[number]]; both.merge(&l.meanings[meaning]) {
			l.meant[number] = l.meaning(both)
		}
	}
}

// means is the meaning of a word by its number.
func (l *Lexicon) means(number int32) *Entry { return &l.meanings[l.meant[number]] }

// entry is the entry of a word by its number, which is written so.
func (l *Lexicon) entry(number int32, written string) *Entry {
	kept := &l.entries[number]
	if e := kept.Load(); e != nil {
		return e
	}
	e := *l.means(number)
	e.Surface = fold(written)
	kept.CompareAndSwap(nil, &e)
	return kept.Load()
}

// merge adds the meanings of o to those of a word, and reports whether that has any new.
func (e *Entry) merge(o *Entry) bool {
	if e.Role != ConceptWord || o.Role != ConceptWord {
		return false
	}
	before := *e
	e.Concept = cmp.Or(e.Concept, o.Concept)
	e.Function = e.Function || o.Function
	e.Economic = e.Economic || o.Economic
	return *e != before
}

// Subject is what a clause speaks about: a concept with the dimensions its noun
// phrase names. A subject without a concept is a phrase the tables do not know.
type Subject struct {
	Concept    schema.ConceptID
	Dims       schema.Dimensions
	Measure    schema.Measure // a phase named inside the phrase: 收入决算总额
	Both       bool           // 收入支出总计: one figure for both sides, or a pair
	Partial    bool           // a class of which only the levels above are known
	Bare       bool           // only a head noun: 支出
	Outside    bool           // a quantity that has no concept: of the social insurance funds, what is spent of a fee
	Next       bool           // not the first element of a list
	Label      string
	Start, End int
}

// Known reports a subject that has a concept.
func (s *Subject) Known() bool { return s.Concept != "" }
