package clause

import (
	"strings"
	"unicode"

	"gongkai/nlp"
	"gongkai/nlp/trie"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Lexeme is one item of a clause: a lexicon entry, a mention or a mark of
// punctuation. What stands between lexemes is plain text.
type Lexeme struct {
	Start, End int
	Kind       lexKind
	Entry      *Entry // of a word
	Mention    int    // of a number or date: index into the text's mentions
	Mark       byte   // of punctuation: , ; . : ( ) | (dunhao is '|')
}

// PartsClauses reports a mark that parts clauses: no joint of a list and no bracket.
func (x *Lexeme) PartsClauses() bool {
	return x.Kind == Mark && x.Mark != '|' && x.Mark != '(' && x.Mark != ')'
}

type lexKind uint8

const (
	Word lexKind = iota
	Number
	Date
	Classed // an ordinal, code or noise mention
	Mark
)

// Lex reads a text into lexemes, ascending and disjoint. Mentions take
// precedence over words: a word never begins inside a number.
func (l *Lexicon) Lex(v *nlp.View, mentions []nlp.Mention, out []Lexeme) []Lexeme {
	s, next := v.Text, 0
	for i := 0; i < len(s); {
		stop := len(s)
		if next < len(mentions) {
			stop = mentions[next].Start
		}
		if i = l.trie.skip(s, i, stop); i == len(s) {
			break
		}
		if s[i] == '[' {
			if end := v.ResidueEnd(i); end > i {
				i = end
				continue
			}
		}
		if k := len(out) - 1; k >= 0 && out[k].isBasis() && nlp.HanCount(s[out[k].End:i]) <= longestFiller {
			if end := remarkEnd(s, i); end > i {
				l.defines(&out[k], s[i:end])
				out[k].End, i = end, end
				continue
			}
		}
		for next < len(mentions) && mentions[next].End <= i {
			next++
		}
		if next < len(mentions) && i >= mentions[next].Start {
			if x, ok := l.around(s, i, mentions[next:]); ok {
				out, i = append(out, x), x.End
				continue
			}
			m := &mentions[next]
			out = append(out, Lexeme{Start: m.Start, End: m.End, Kind: mentionKind(m.Kind), Mention: next})
			next++
			i = max(i, m.End)
			continue
		}
		r, size := trie.Decode(s[i:])
		if mark := punctuation(r); mark != 0 {
			if end := words.RanksEnd(s, i); end > 0 {
				i = end // 县（市、区） is one word
				continue
			}
			out = append(out, Lexeme{Start: i, End: i + size, Kind: Mark, Mark: mark})
			i += size
			// A bracketed word may still be part of a term: 因公出国（境）费.
			continue
		}
		limit := wordLimit(s, i, mentions[next:])
		if e, end := l.longestWord(s, i, limit, mentions[next:]); e >= 0 && l.means(e).namesOffice(s[end:]) {
			i = end
			continue
		} else if e >= 0 && l.means(e).fits(s, end, limit) {
			out = append(out, Lexeme{Start: i, End: end, Kind: Word, Entry: l.entry(e, s[i:end])})
			i = end
			continue
		}
		i += size
	}
	return out
}

// around is the word at byte i that has the first of the mentions inside it, which is no
// number then: “三公”经费, 第三产业, 上一年.
func (l *Lexicon) around(s string, i int, mentions []nlp.Mention) (x Lexeme, ok bool) {
	m := &mentions[0]
	if m.Kind != nlp.Noise && m.Kind != nlp.Ordinal && m.Span().Relative == "" {
		return x, false
	}
	e, end := l.trie.Longest(s, i, wordLimit(s, i, mentions[1:]))
	if e < 0 || end < m.End {
		return x, false
	}
	return Lexeme{Start: i, End: end, Kind: Word, Entry: l.entry(e, s[i:end])}, true
}

// namesOffice reports the name of a class that goes on as that of an office, and is no word of
// its own there: 县农业农村局.
func (e *Entry) namesOffice(rest string) bool {
	return e.Function && words.OfficeEnding.Labels().First(rest) != nil
}

// fits reports an entry that means what it says up to byte end of a text, before what
// follows it up to the next number at limit.
func (e *Entry) fits(s string, end, limit int) bool {
	switch {
	case e.adjacent:
		return strings.TrimSpace(s[end:limit]) == "" && limit < len(s)
	case e.noun && end < len(s):
		r, _ := trie.Decode(s[end:])
		return !unicode.Is(unicode.Han, r)
	}
	return true
}

// remarkEnd is where the bracket at byte i ends, if all it says is what stands before it, what
// that is called from here on, or that it holds below too: 比上年（下同）增长2%, 完成调整预算（以下
// 简称“预算”）的98%, 占预算（指调整预算，下同）的98%. It parts no clause, and is taken with the word.
func remarkEnd(s string, i int) int {
	inside, size := bracketed(s[i:])
	if size == 0 || nlp.HanCount(inside) > longestRemark || strings.ContainsFunc(inside, unicode.IsDigit) {
		return 0
	}
	if words.HoldsBelow.Labels().Say(strings.Trim(inside, " ")) || words.ShortName.Labels().Say(inside) {
		return i + size
	}
	return 0
}

// longestRemark is how many characters stand in such a bracket at most.
const longestRemark = 16

// bracketed is what the bracket that a text begins with has inside, and the bytes of all of it,
// 0 where a text begins with none.
func bracketed(s string) (inside string, size int) {
	for _, marks := range [...][2]string{{"（", "）"}, {"(", ")"}} {
		if rest, opens := strings.CutPrefix(s, marks[0]); opens {
			if inside, _, shut := strings.Cut(rest, marks[1]); shut {
				return inside, len(marks[0]) + len(inside) + len(marks[1])
			}
		}
	}
	return "", 0
}

// defines makes a word for a budget the phase that a bracket behind it says it is: 预算（指调整预算，下同）.
func (l *Lexicon) defines(x *Lexeme, bracket string) {
	if x.Kind != Word || x.Entry.Role != PhaseWord || x.Entry.Measure != schema.Budget {
		return
	}
	for i := range bracket {
		if e, end := l.trie.Longest(bracket, i, len(bracket)); e >= 0 && l.means(e).Role == PhaseWord && l.means(e).Measure.IsBudget() {
			x.Entry = l.entry(e, bracket[i:end])
			return
		}
	}
}

// isBasis reports what figures are measured on, and the words for how they compare with that: a year or a
// phase of the budget, 增长.
func (x *Lexeme) isBasis() bool {
	if x.Kind != Word {
		return x.Kind == Date
	}
	switch x.Entry.Role {
	case PhaseWord, YearWord, PairEndWord, CompletionWord, ShareWord, ChangeWord, RateWord:
		return true
	}
	return false
}

// longestWord is the longest entry at byte i. A noun that ends in 比 is none where
// that opens a comparison: 营业收入比上年增长. Nor is a verb of change one that reads into
// the name of an item: 上调 in 加上调出资金.
func (l *Lexicon) longestWord(s string, i, limit int, ahead []nlp.Mention) (e int32, end int) {
	e, end = l.trie.Longest(s, i, limit)
	if e >= 0 && (l.means(e).Role == ChangeWord || l.means(e).Role == RateWord) {
		_, size := trie.Decode(s[i:])
		if item, past := l.trie.Longest(s, i+size, limit); item >= 0 && past > end && l.means(item).Role == ConceptWord {
			return -1, i
		}
	}
	if e < 0 || l.means(e).Role != SkipWord || !strings.HasSuffix(s[:end], words.Beside) || !l.comparedTo(s, end, ahead) {
		return e, end
	}
	return l.trie.Longest(s, i, end-len(words.Beside))
}

// comparedTo reports what a comparison is made against at byte i: a date, a word
// for another year or a phase of the budget.
func (l *Lexicon) comparedTo(s string, i int, ahead []nlp.Mention) bool {
	for k := range ahead {
		if ahead[k].Start >= i {
			if ahead[k].Start == i && ahead[k].Kind == nlp.Date {
				return true
			}
			break
		}
	}
	limit := wordLimit(s, i, ahead)
	if i >= limit {
		return false
	}
	e, _ := l.trie.Longest(s, i, limit)
	return e >= 0 && (l.means(e).Role == YearWord || l.means(e).Role == PhaseWord)
}

// longestEntry is more bytes than any word of the lexicon has.
const longestEntry = 256

// wordLimit is where a word at byte i must end: before the next number that is one,
// or somewhere behind the end of the longest word.
func wordLimit(s string, i int, ahead []nlp.Mention) int {
	for k := range ahead {
		if ahead[k].Kind != nlp.Noise && ahead[k].Span().Relative == "" || ahead[k].Start > i+longestEntry { // 学前三年毛入园率
			return ahead[k].Start
		}
	}
	return len(s)
}

func mentionKind(k nlp.Kind) lexKind {
	switch k {
	case nlp.Date:
		return Date
	case nlp.Ordinal, nlp.Code, nlp.Noise:
		return Classed
	}
	return Number
}

// punctuation maps the marks that structure a clause to one byte each.
func punctuation(r rune) byte {
	switch r {
	case '，', ',':
		return ','
	case '；', ';':
		return ';'
	case '。', '！', '？', '!', '?':
		return '.'
	case '：', ':', '﹕', '︰':
		return ':'
	case '、':
		return '|'
	case '（', '(', '[', '【':
		return '('
	case '）', ')', ']', '】':
		return ')'
	case '\n':
		return '\n'
	}
	return 0
}

// Paragraph is a text with what was found in it: its numbers, and its lexemes in
// order.
type Paragraph struct {
	Text     string
	View     nlp.View // of Text: what in it is residue and numbering
	Mentions []nlp.Mention
	Lexemes  []Lexeme

	phases   map[string]bool // the words of phases in it, once IsPhase has asked
	sentence [2]int          // what SentenceAt found last, from and to
}
