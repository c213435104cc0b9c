package clause

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/pattern"
	"gongkai/schema/words"
)

// NewLexicon enters the grammar words first, for they are few and decide the
// reading of a clause, then the tables of schema.
func NewLexicon() *Lexicon {
	l := &Lexicon{trie: newSurfaces(roomOfNodes), meanings: make([]Entry, 0, roomOfMeanings), numbers: make(map[Entry]int32, roomOfMeanings), meant: make([]int32, 0, roomOfWords)}
	l.members()
	l.changes(words.Load())
	l.grammar(words.Load())
	l.spans()
	for _, c := range schema.Concepts() {
		if c.ID == schema.ExpenditureByFunction || c.ID == schema.ExpenditureByEconomic {
			continue // named through the classifications below
		}
		for _, p := range c.Patterns() {
			l.pattern(p.Map(fold), c.ID)
		}
	}
	for code, name := range schema.ClassNames {
		l.class(code, name, Entry{Role: ConceptWord, Function: true, noun: len(code) == len("2110301") && nlp.HanCount(name) <= 2})
	}
	for name, code := range schema.SpokenClasses() {
		l.add(Entry{Role: ConceptWord, Function: true, Code: code}, name)
	}
	for names, code := range schema.GivenClasses() {
		for name := range pattern.Expand(names) {
			l.add(Entry{Role: ConceptWord, Function: true, Code: code, Fund: FundOfTransfer(code)}, name)
		}
	}
	for code, name := range schema.EconomicNames {
		l.class(code, name, Entry{Role: ConceptWord, Economic: true})
	}
	l.whole(words.Load())
	l.numbers = nil
	l.trie.trie.Pack()
	return l
}

// What there is room for at first: a tenth more than there are words, nodes of theirs in the
// trie, and meanings. What has to grow costs a start a twentieth of its time.
const (
	roomOfWords    = 42_000
	roomOfNodes    = 124_000
	roomOfMeanings = 1_560
)

// pattern enters the words of a concept that a folded pattern stands for. A word may name
// a phase or a fund besides.
func (l *Lexicon) pattern(p pattern.Pattern, c schema.ConceptID) {
	type besides struct {
		phase schema.Measure
		fund  schema.FundSource
	}
	var last besides // most say what the one before says
	meaning, any := l.meaning(Entry{Role: ConceptWord, Concept: c}), p.Has(ofPhaseOrFund())
	p.Each(func(word []byte) bool {
		if any {
			w := string(word)
			if b := (besides{schema.PhaseNamed(w), fundIn(c, w)}); b != last {
				last, meaning = b, l.meaning(Entry{Role: ConceptWord, Concept: c, Measure: b.phase, Fund: b.fund})
			}
		}
		enter(l, word, meaning)
		return true
	})
}

// ofPhaseOrFund are characters of which each word for a phase or a fund has one: 预算, 债务, 财政拨款.
var ofPhaseOrFund = sync.OnceValue(func() string { return strings.Join(words.PhaseOrFund.Labels().Texts(), "") })

// debtOfFund is how words say whose debt they speak of: general debt is paid from
// the general public budget, special debt from the government funds.
var debtOfFund = words.Compiled(`{debt_of owner}?{debt_of kind}{debt_of noun}`)

// FundOfDebt is the budget that debt is paid from which is called by a phrase and
// nothing more: 专项债务. It is false for other phrases.
func FundOfDebt(phrase string) (schema.FundSource, bool) {
	kind := debtOfFund().FindString(phrase)
	if kind == "" || kind != phrase {
		return "", false
	}
	return fundIn("", phrase), true
}

// fundIn is the fund that a wording of the 三公 expenses, of the two halves of expenditure, of what one
// level of government gives another, of a balance or of debt names: 一般公共预算三公经费支出,
// 一般公共预算基本支出, 政府性基金转移支付收入, 年末财政拨款结转和结余. 一般债务 is of 一般公共预算, 专项债务 of 政府性基金预算.
func fundIn(c schema.ConceptID, wording string) schema.FundSource {
	if fund := words.DebtKind.Labels().Meaning(wording); fund != "" {
		return schema.FundSource(fund) // of the debt that is named first
	}
	fiscal := words.Appropriation.Labels().Say(wording)
	switch {
	case SplitsClass(c) && strings.HasPrefix(wording, words.GeneralBudget.Word()):
		return schema.GeneralPublicBudget
	case c == schema.BalanceOpening || c == schema.BalanceClosing:
		if fiscal {
			return schema.FiscalFunds
		}
	case fiscal || !strings.HasPrefix(string(c), "three_public.") && c != schema.RevenueSuperiorSubsidy && c != schema.ExpenditureSubsidies:
	default:
		if named := words.FundIn.Labels().First(wording); named != nil {
			return schema.FundSource(named.Means)
		}
	}
	return ""
}

// class enters a classification name, a 类 with and without 支出.
func (l *Lexicon) class(code, name string, e Entry) {
	l.add(e, name)
	if len(code) != 3 {
		return
	}
	short := strings.TrimSuffix(name, words.ExpenditureWord.Word())
	l.add(e, short+words.ExpenditureWord.Word())
	if len([]rune(short)) > 3 {
		l.add(e, short)
	}
}

// whole enters the empty words and names of bodies that contain a word of the lexicon or a numeral,
// so that they are not divided: 据统计, 共计支出, 进一步.
func (l *Lexicon) whole(t *words.Tables) {
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
	l.entries = make([]atomic.Pointer[Entry], len(l.meant)+len(divided))
	divided = slices.DeleteFunc(divided, func(w string) bool {
		return len(w) <= hanBytes || !strings.ContainsAny(w, words.Numerals) && len(l.Lex(&nlp.View{Text: w}, nil, nil)) == 0
	})
	for _, w := range divided {
		l.add(Entry{Role: SkipWord}, w)
	}
}

// changes enters the verbs of change with their endings. Those of one character
// are entered only with an ending: alone they are verbs where a number follows,
// which is for briefChange to see. Nouns that contain them are entered as nouns.
func (l *Lexicon) changes(t *words.Tables) {
	for i := range t.Nouns {
		l.add(Entry{Role: SkipWord}, t.Nouns[i].Text)
	}
	for i := range t.Changes {
		c := &t.Changes[i]
		verb := Entry{Role: RateWord, Sign: c.Sign}
		if c.Always {
			verb.Role = ChangeWord
		}
		if !c.Brief() && c.Sign != 0 {
			l.add(verb, c.Stem)
		}
		for j := range t.Endings {
			end := &t.Endings[j]
			switch {
			case c.Brief() && !end.AfterOne, c.Sign == 0 && !end.Noun:
			case end.Level:
				l.add(Entry{Role: ReachWord}, c.Stem+end.Text)
			default:
				verb.Rate = end.Noun
				l.add(verb, c.Stem+end.Text)
			}
		}
	}
}

// grammar enters the closed classes of words a clause is built from.
func (l *Lexicon) grammar(t *words.Tables) {
	heads := headSides(t)
	for i := range t.Terms {
		e := termEntry(&t.Terms[i])
		if side := heads[t.Terms[i].Text]; e.side == schema.NoSide {
			e.side = side
		}
		l.add(e, t.Terms[i].Text)
	}
}

// termEntry is what a word of the grammar means.
func termEntry(t *words.Term) Entry {
	e := Entry{Role: termRoles[t.Role], adjacent: t.Role == words.Stage}
	switch t.Role {
	case words.Fund:
		e.Fund = schema.FundSource(t.Value)
	case words.Concept:
		e.Concept = schema.ConceptID(t.Value)
	case words.Phase, words.Stage, words.Completion:
		e.Measure = schema.Measure(t.Value)
	case words.Span, words.Month:
		e.Year, _ = strconv.Atoi(t.Value)
	case words.Structure:
		e.Members = t.Value
	case words.Head:
		e.side = schema.Side(t.Value)
	case words.Comparison:
		e.Sign = map[string]int{">": 1, "<": -1}[t.Value]
	case words.Year:
		year, phase, _ := strings.Cut(t.Value, " ")
		e.Year, _ = strconv.Atoi(year)
		e.Measure = schema.Measure(phase) // 上年决算
	}
	return e
}

// headSides gives the phases that begin with a head noun its side: 支出决算.
func headSides(t *words.Tables) map[string]schema.Side {
	by := make(map[string]schema.Side)
	for i := range t.Terms {
		for k := range t.Terms {
			phase, head := &t.Terms[i], &t.Terms[k]
			if phase.Role == words.Phase && head.Role == words.Head && strings.HasPrefix(phase.Text, head.Text) {
				by[phase.Text] = schema.Side(head.Value)
			}
		}
	}
	return by
}

// termRoles are the roles of the words of the grammar.
var termRoles = map[words.Role]Role{
	words.Fund: FundWord, words.Concept: ConceptWord, words.Head: HeadWord, words.Total: TotalWord, words.Qualifier: QualifierWord,
	words.Phase: PhaseWord, words.Stage: PhaseWord, words.Proportion: ShareWord, words.Completion: CompletionWord, words.Reach: ReachWord,
	words.Same: FlatWord, words.Comparison: CompareWord, words.Pair: PairWord, words.PairEnd: PairEndWord, words.Year: YearWord, words.Month: MonthWord, words.Span: SpanWord, words.Part: PartWord,
	words.Each: EachWord, words.No: NoWord, words.Grant: GrantWord, words.Limit: LimitWord, words.Reason: ReasonWord, words.Structure: StructureWord, words.Fixed: SkipWord,
}

// Nouns are the lexicon's nouns for a segmenter.
func (l *Lexicon) Nouns() nlp.Nouns {
	n := l.nouns
	n.Trie, n.Are = l.trie.trie, func(number int32) bool { return l.means(number).isNoun() }
	return n
}

// isNoun reports a word that names a quantity or a fund.
func (e *Entry) isNoun() bool { return e.Role == ConceptWord || e.Role == FundWord }
