package clause

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// A list whose numbers follow in turn names things that share a word: 城镇、农村常住居民
// 人均可支配收入分别增长4.4%、5.9%. Each of them gets its whole name here, so that each
// number is of one.

// dealt puts one noun in place of each element of a list that as many numbers follow
// in turn.
func (p *Paragraph) dealt(l *Lexicon) {
	var put []Lexeme // all at once: a paragraph may have thousands of lists
	for i := 0; i < len(p.Lexemes); i++ {
		n := p.inTurn(i)
		if n < 2 || p.otherUnits(i) || i > 0 && p.Lexemes[i-1].Kind == Word && p.Lexemes[i-1].Entry.Role == StructureWord {
			continue
		}
		from, to, shared := p.listBefore(i)
		if names, number := p.dealtAspect(l, i, from, to, n); names != nil {
			put, i = append(put, names...), number // which the names stand right before
			continue
		}
		if words.InSuccession.Labels().Say(p.Text[from:p.Lexemes[i].Start]) {
			continue // 进出口总额接连突破8万亿元、9万亿元: one thing, twice
		}
		names, spans := l.elements(p.Text, from, to, n)
		if shared && slices.ContainsFunc(names, func(name string) bool { return l.named(name) == nil }) && twoOf(TrimName(p.Text[from:to]), n) == nil {
			continue // 甲区、乙县生产总值占全市的比重分别为57%、43%
		}
		put = append(put, l.nounsAt(names, spans)...)
	}
	p.Lexemes = splice(p.Lexemes, put...)
}

// nounsAt are the nouns of the elements of a list by their whole names, where each of them stands.
func (l *Lexicon) nounsAt(names []string, spans [][2]int) (nouns []Lexeme) {
	for k, name := range names {
		nouns = append(nouns, Lexeme{Start: spans[k][0], End: spans[k][1], Kind: Word, Entry: l.nounOf(name, k > 0)})
	}
	return nouns
}

// dealtAspect gives the whole names of the elements of a list where what is measured of them stands behind the word at
// lexeme i: 第一、二、三产业分别实现增加值9亿元、8亿元、7亿元. It returns the lexeme of the first number too, and no
// names where there is no such list.
func (p *Paragraph) dealtAspect(l *Lexicon, i, from, to, n int) ([]Lexeme, int) {
	if p.Lexemes[i].Entry == nil || p.Lexemes[i].Entry.Role != EachWord {
		return nil, 0
	}
	number, start := i+1, p.Lexemes[i].End
	for ; number < len(p.Lexemes) && p.Lexemes[number].Kind == Word; number++ {
		switch x := &p.Lexemes[number]; {
		case x.Entry.Role == CompletionWord || x.Entry.Role == ReachWord:
			start = x.End
		case Predicates(x.Entry.Role):
			return nil, 0
		}
	}
	if number >= len(p.Lexemes) || p.Lexemes[number].Kind != Number {
		return nil, 0
	}
	aspect := fold(EmptyWords().Trim(nlp.Squeeze(p.Text[start:p.Lexemes[number].Start])))
	if nlp.HanCount(aspect) < 2 || to <= from || to-from > longestList {
		return nil, 0
	}
	list := WithoutScope(TrimName(p.Text[from:to]))
	from += strings.Index(p.Text[from:to], list)
	names, spans := l.namesOf(list+aspect, n), [][2]int(nil)
	if all := !slices.ContainsFunc(names, func(name string) bool { return l.named(name) == nil }); len(names) != n || !all && (!IsMeasure(aspect) || l.named(aspect) != nil) {
		return nil, 0 // 甲区、乙县分别实现生产总值9亿元、8亿元
	}
	if spans = partsAt(p.Text, from, from+len(list), n); spans == nil {
		return nil, 0
	}
	at := p.Lexemes[number].Start
	spans[n-1][1] = start + len(strings.TrimRight(p.Text[start:at], " ")) // the last has what they share
	return l.nounsAt(names, spans), number
}

// namesOf are the whole names of a list of n things, nil where it is none.
func (l *Lexicon) namesOf(list string, n int) (names []string) {
	if names = twoOf(list, n); names != nil {
		return names
	}
	parts := elementsOf(list, n)
	if len(parts) != n {
		return nil
	}
	for k := range parts {
		names = append(names, l.wholeOf(parts, k))
	}
	return names
}

// partsAt is where the n things of a list stand in a text, nil where it is no list of as many.
func partsAt(text string, from, to, n int) (spans [][2]int) {
	parts := elementsOf(text[from:to], n)
	if len(parts) != n {
		if to-from < n {
			return nil
		}
		return divide(text, from, to, n)
	}
	for _, part := range parts {
		at := from + strings.Index(text[from:to], part)
		spans = append(spans, [2]int{at, at + len(part)})
		from = at + len(part)
	}
	return spans
}

// inTurn is how many numbers the list before lexeme i is dealt: those behind 分别, or a
// run of them that begins at the lexeme, 城镇、农村居民人均可支配收入2.9万元、1.7万元. It is 0
// where the lexeme is neither.
func (p *Paragraph) inTurn(i int) int {
	switch x := &p.Lexemes[i]; {
	case x.Kind == Word && x.Entry.Role == EachWord:
		return p.numbersAfter(i)
	case x.Kind == Number && (i == 0 || p.Lexemes[i-1].Kind == Word && p.Lexemes[i-1].Entry.Role != EachWord) && !p.ofProportion(x):
		return p.Run(i)
	}
	return 0
}

// otherUnits reports a run of numbers from lexeme i on of which the second is in another unit
// than the first and stands right behind it: 城乡低保80户200人 are the same, counted twice.
func (p *Paragraph) otherUnits(i int) bool {
	for k := i; k+1 < len(p.Lexemes); k++ {
		if x, next := &p.Lexemes[k], &p.Lexemes[k+1]; x.Kind == Number {
			return next.Kind == Number && next.Start == x.End && p.Mentions[x.Mention].Unit != p.Mentions[next.Mention].Unit
		}
	}
	return false
}

// numbersAfter is how many numbers follow in turn behind the word at lexeme i, 0 where
// another mark stands before them.
func (p *Paragraph) numbersAfter(i int) int {
	for j := i + 1; j < len(p.Lexemes); j++ {
		switch x := &p.Lexemes[j]; x.Kind {
		case Number:
			return p.Run(j)
		case Word:
		default:
			return 0
		}
	}
	return 0
}

// listBefore is where the list before the word at lexeme i stands: back to a mark that
// ends a clause, a number, a date or a word that is no noun. It is shared where a share of each is
// told: 税收收入、非税收入占全部的比重分别.
func (p *Paragraph) listBefore(i int) (from, to int, shared bool) {
	to = p.Lexemes[i].Start
	for k := i - 1; k >= 0; k-- {
		x := &p.Lexemes[k]
		switch {
		case x.Kind == Word && x.Entry.Role == ShareWord && shared:
			to = x.Start // 第二、第三产业占生产总值的比重分别回落
		case x.Kind == Word && Predicates(x.Entry.Role):
			if TrimFunction(p.Text[x.End:to]) != "" {
				return x.End, to, shared
			}
			to, shared = x.Start, shared || x.Entry.Role == ShareWord // 较上年分别增长
		case p.EndsName(x), x.Kind == Mark && x.Mark != '|':
			return x.End, to, shared
		}
	}
	return 0, to, shared
}

// elements are the whole names of a list of n things and where each stands; none where
// the text is no such list, or every name stands there whole.
func (l *Lexicon) elements(text string, from, to, n int) (names []string, spans [][2]int) {
	if n < 2 || to-from > longestList {
		return nil, nil
	}
	list := withoutAdverb(WithoutScope(TrimName(text[from:to])))
	from += strings.Index(text[from:to], list)
	for _, w := range words.CounterNoun.Labels() {
		if strings.HasPrefix(text[from+len(list):to], w.Text) {
			list += w.Text // 死亡人数
		}
	}
	if names = twoOf(list, n); names != nil {
		return names, divide(text, from, from+len(list), n)
	}
	parts, at := elementsOf(list, n), from
	if len(parts) != n || !slices.ContainsFunc(parts, func(s string) bool { return l.named(s) == nil }) {
		return nil, nil
	}
	whole := slices.Clone(parts)
	if last := strings.Replace(parts[n-1], words.AndSoOn, "", 1); l.named(last) != nil {
		whole[n-1] = last // 教育、科技、农林水等支出
	}
	for k, part := range parts {
		if nlp.HanCount(part) < 1 || nlp.HanCount(part) > LongestName || !Balanced(part) {
			return nil, nil
		}
		at += strings.Index(text[at:], part)
		spans = append(spans, [2]int{at, at + len(part)})
		at += len(part)
		name := l.wholeOf(whole, k)
		if name == "" {
			name = list // 刑事、治安案件: nobody can tell where the first name ends
		}
		names = append(names, name)
	}
	return names, spans
}

// withoutAdverb drops what stands before the verb behind a list: 城乡居民收入年均增长.
func withoutAdverb(list string) string {
	for i := range words.Load().Adverbs {
		if rest, ok := strings.CutSuffix(list, words.Load().Adverbs[i].Text); ok && rest != "" {
			return rest
		}
	}
	return list
}

// longestList bounds a list of names, in bytes.
const longestList = 80 * hanBytes

// twoOf are the names that a word in one stands for: 城乡居民收入 is 城镇居民收入 and 农村居民收入.
func twoOf(name string, n int) (names []string) {
	said, members := "", []string(nil)
	for _, w := range words.Load().Twos {
		if len(w.Members) == n && len(w.Text) > len(said) && strings.Contains(name, w.Text) && len(splitList(strings.Replace(name, w.Text, "", 1))) <= 1 {
			said, members = w.Text, w.Members // the longest of them: 一二三产业 has 一二三产
		}
	}
	for _, m := range members {
		names = append(names, strings.Replace(name, said, m, 1))
	}
	return names
}

// divide gives a text of one name a piece for each of the n things it stands for.
func divide(text string, from, to, n int) (spans [][2]int) {
	for k := range n {
		_, size := utf8.DecodeRuneInString(text[from:])
		end := from + size
		if k == n-1 {
			end = to
		}
		spans = append(spans, [2]int{from, end})
		from = end
	}
	return spans
}

// elementsOf divides a list of n things: at its marks alone where they make as many, since
// a name may have a joining word of its own, 其他用品和服务.
func elementsOf(list string, n int) []string {
	if parts := strings.Split(list, ListMark); len(parts) == n {
		return parts
	}
	return splitList(list)
}

// ListMark parts the things of a list.
const ListMark = "、"

// splitList divides a list at its marks, and at the words that join the last.
func splitList(s string) []string {
	parts := slices.DeleteFunc(strings.Split(s, ListMark), func(part string) bool { return part == "" })
	if k := len(parts) - 1; k >= 0 {
		for _, w := range words.ListJoiner.Labels() {
			if a, b, ok := strings.Cut(parts[k], w.Text); ok && a != "" && b != "" {
				return append(parts[:k], a, b)
			}
		}
	}
	return parts
}

// wholeOf is the whole name of one part of a list: with the end that it shares with the
// last, or the beginning that it shares with the first; "" where it does not show.
func (l *Lexicon) wholeOf(parts []string, k int) string {
	part, first, last := parts[k], parts[0], parts[len(parts)-1]
	for at := range last {
		if at > 0 && k < len(parts)-1 && l.named(part+last[at:]) != nil {
			return part + last[at:]
		}
	}
	rated := k > 0 && strings.HasPrefix(first, words.Per) && !strings.HasPrefix(part, words.Per) // 每千人托位、床位: both are for as many
	if !rated && l.named(part) != nil {
		return part
	}
	for at := len(first); at > 0 && k > 0; {
		if l.named(first[:at]+part) != nil {
			return first[:at] + part
		}
		_, size := utf8.DecodeLastRuneInString(first[:at])
		at -= size
	}
	switch noun := measuredBy(last); {
	case rated:
		return ""
	case k == len(parts)-1 || IsMeasure(part) || measuredBy(part) != "":
		return part
	case noun != "":
		return part + noun
	}
	return ""
}

// measuredBy is the noun for what is measured that a name ends in, 产量 in 小麦产量. It
// is no whole name: of 存款、贷款余额 the 余额 is measured.
func measuredBy(name string) string {
	longest, all := "", words.Load().Measured
	for i := range all {
		if w := all[i].Text; strings.HasSuffix(name, w) && len(w) > len(longest) && len(w) < len(name) {
			longest = w
		}
	}
	return longest
}

// WithoutMeasure is a name without the noun for what is measured that it ends in, where
// that leaves one: 露营企业 of 露营企业总产值.
func WithoutMeasure(name string) string {
	if rest := strings.TrimSuffix(name, measuredBy(name)); nlp.HanCount(rest) >= 2 {
		return rest
	}
	return name
}

// IsMeasure reports a noun for what is measured and nothing before it.
func IsMeasure(name string) bool {
	return slices.ContainsFunc(words.Load().Measured, func(w words.Word) bool { return w.Text == name })
}

// named is the entry of a name that is one whole. The name of a class may be an
// ordinary word, 教育, where it does not say that it is expenditure.
func (l *Lexicon) named(name string) *Entry {
	s := fold(name)
	if s == "" {
		return nil // a list may begin with its mark: 分别比全国、全省高1.9、0.9个百分点
	}
	if number, end := l.trie.Longest(s, 0, len(s)); number >= 0 && end == len(s) {
		if e := l.entry(number, s); e.Concept != "" && !e.Function && !e.Economic || (e.Function || e.Economic) && strings.HasSuffix(s, words.ExpenditureWord.Word()) {
			return e
		}
	}
	if m := unsaid().counted[s]; m != "" {
		return &Entry{Role: ConceptWord, Concept: schema.EconomyActual, Member: m, Surface: s}
	}
	return nil
}

// nounOf is the noun of an element of a list by its whole name.
func (l *Lexicon) nounOf(name string, next bool) *Entry {
	e := Entry{Role: ConceptWord, Surface: fold(name)}
	if known := l.named(name); known != nil {
		e = *known
	}
	e.Name, e.Next = name, next
	return &e
}
