package clause

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/nlp/trie"
	"gongkai/schema"
	"gongkai/schema/words"
)

// A text leaves out what it has just said: 普通高中招生4万人，在校生12万人 are of one
// kind of school, 规模以上工业增加值增长5%，采矿业增长3% is value added. This file puts
// the whole name in place of the part that is written, and names of things that are
// counted in place of ordinary nouns. Either is read only where it is the whole noun
// of the clause before a number.

// unsaidWords are the words of the table of groups, and the members that are counted.
type unsaidWords struct {
	groups  []schema.Group
	kinds   map[string][]partOf
	aspects map[string][]partOf
	counted map[string]string // the name of the member by each wording
	byName  map[string]toldOf // kind and aspect of the members of groups
	tails   []partOf          // the aspects, the longest name first
	last    trie.Characters   // the characters that the words end with
}

// partOf is a kind or an aspect of a group.
type partOf struct {
	group int
	part  *schema.Part
}

// toldOf is what a paragraph has last told: the aspect, and the kind it was of.
type toldOf struct {
	group        int
	kind, aspect *schema.Part
	whole        *schema.Part // the kind of which parts are told since: 卫生机构12个，其中医院3个
	item         bool         // the item of the sentence has not ended since the kind was named
	led          bool         // the sentence has said that it divides this aspect
}

var unsaid = sync.OnceValue(func() *unsaidWords {
	u := &unsaidWords{groups: schema.Groups(), kinds: map[string][]partOf{}, aspects: map[string][]partOf{}, counted: map[string]string{}, byName: map[string]toldOf{}}
	for g := range u.groups {
		for k := range u.groups[g].Kinds {
			kind := &u.groups[g].Kinds[k]
			for _, w := range kind.Words {
				u.ends(w)
				u.kinds[fold(w)] = append(u.kinds[fold(w)], partOf{g, kind})
			}
			for a := range u.groups[g].Aspects {
				aspect := &u.groups[g].Aspects[a]
				u.byName[schema.MemberOf(kind, aspect)] = toldOf{group: g, kind: kind, aspect: aspect}
			}
		}
		for a := range u.groups[g].Aspects {
			aspect := &u.groups[g].Aspects[a]
			for _, w := range aspect.Words {
				u.ends(w)
				u.aspects[fold(w)] = append(u.aspects[fold(w)], partOf{g, aspect})
			}
			if !aspect.Counted {
				u.tails = append(u.tails, partOf{g, aspect})
			}
		}
	}
	slices.SortStableFunc(u.tails, func(a, b partOf) int { return cmp.Compare(len(b.part.Name), len(a.part.Name)) })
	for m := range schema.Members() {
		nouns := m.Whole
		if m.Counted {
			nouns = append([]string{m.Name}, m.Synonyms...)
		}
		for _, w := range nouns {
			if _, grouped := u.byName[m.Name]; !grouped || u.kinds[fold(w)] == nil {
				u.ends(w)
				u.counted[fold(w)] = m.Name
			}
		}
	}
	return u
})

// ends keeps the character that a word ends with.
func (u *unsaidWords) ends(word string) {
	last, _ := utf8.DecodeLastRuneInString(fold(word))
	u.last.Add(last)
}

// leftUnsaid puts the names of members in place of the parts of them that the
// paragraph writes. A paragraph that begins by dividing something, 从三大门类看：, divides what the
// one before has told; what this one tells is returned.
func (p *Paragraph) leftUnsaid(before toldOf) toldOf {
	var told, named toldOf // named in the clause, and perhaps no noun of a number
	if p.OpensWithParts() {
		told = before // 第三产业增加值增长5%。⏎其中，批发和零售业增长10.8%
	}
	var around []toldOf // told before each open bracket
	from := 0           // after the last mark or number
	for i := 0; i < len(p.Lexemes); i++ {
		x := &p.Lexemes[i]
		switch {
		case x.PartsClauses():
			end := x.Start
			p.leftOver(i, from)
			if named.aspect != nil {
				told = named // 限额以上单位商品零售额中，
			} else if said := nlp.Squeeze(p.Text[from:x.Start]); DividesAnew(said) {
				told = told.divided(said, before)
			} else if p.kindOpens(from, x.Start, told) {
				i = p.LexemeAt(end)
			} else if told.kind != nil && changesSubject(said) {
				told.kind = nil // 新兴产业发展迅速，增加值…: of what this speaks of
			}
			x = &p.Lexemes[i]
			if told.whole != nil && x.Mark != ',' && x.Mark != ':' {
				told.kind, told.whole = told.whole, nil // 卫生机构12个，其中医院3个；床位90张 are of all of them
			}
			told.led = told.led && x.Mark != '.' && x.Mark != '\n'
			from = x.End
			named, told.item = toldOf{}, told.item && (x.Mark == ',' || x.Mark == ':')
		case x.ofMark('('):
			around = append(around, told)
		case x.ofMark(')'):
			if k := len(around) - 1; k >= 0 {
				told, around = around[k], around[:k]
			}
			from = x.End
		case x.Kind == Word && x.Entry.Role == PartWord && told.kind != nil && told.whole == nil && told.item:
			told.whole = told.kind
		case x.Kind == Word && x.Entry.Role == ShareWord:
			if named.aspect != nil {
				p.wholeUnsaid(i, named) // 战略性新兴产业增加值占规上工业的30%
			} else {
				p.wholeUnsaid(i, told)
			}
		case x.Kind == Word && x.Entry.Role == ConceptWord && x.Entry.Concept == schema.DebtLimit:
			p.debtBalance(i)
		case x.Kind == Word && x.Entry.Role == ConceptWord && x.Entry.Concept == "" && x.Entry.Name != "":
			p.kindsUnsaid(i, told)
		case x.Kind == Word && x.Entry.Role == ConceptWord && x.Entry.Concept == schema.EconomyActual:
			if named = unsaid().aspectIn(x.Entry.Member); named.aspect == nil {
				before = toldOf{} // 固定资产投资…。\n社会消费品零售总额…。按经营地分，城镇下降5%: no investment
			}
		case x.Kind == Number:
			opens := from
			named, from = toldOf{}, x.End
			n, ok := p.nounOf(i)
			if !ok {
				continue // inside a bracket
			}
			if n.aged || p.ofAllThere(opens, n.start) {
				told.kind = nil // 男性180万人，60周岁及以上人口110万人: of all who are as old
			}
			at, member := x.Start, ""
			if member, told = unsaid().readOf(n, told); member != "" && !isRanked(p.Text[:n.start]) && !p.ofListHead(n.start, member) && !p.isDealt(n.start, n.end) {
				e := &Entry{Role: ConceptWord, Concept: schema.EconomyActual, Member: member, Surface: member, Unsaid: !unsaid().says(n.word, member)}
				p.spliceHere(Lexeme{Start: n.start, End: n.end, Kind: Word, Entry: e})
			}
			i = p.LexemeAt(at)
		}
	}
	return toldOf{group: told.group, aspect: told.aspect}
}

// ofAllThere reports words before a noun which say that it is told of the whole place, of all kinds: 特殊教育学校1所。全县专任教师8229人.
func (p *Paragraph) ofAllThere(from, to int) bool {
	scope := nlp.Squeeze(p.Text[min(from, to):to])
	return words.WholePlace.Labels().Say(scope) && IsScope(scope)
}

// isDealt reports a noun that stands for several, each of which has a name of its own already: 城乡居民低保标准分别为7元、5元.
func (p *Paragraph) isDealt(from, to int) bool {
	for k := p.LexemeAt(from); k < len(p.Lexemes) && p.Lexemes[k].Start < to; k++ {
		if x := &p.Lexemes[k]; x.Kind == Word && x.Entry.Next {
			return true
		}
	}
	return false
}

// divided is what is told behind a clause that says by what it is divided: the aspect that the clause
// names, 从主要产品产量看, else the one told last, in this paragraph or before it.
func (t toldOf) divided(said string, before toldOf) toldOf {
	u := unsaid()
	for _, l := range words.DivisionEnd.Labels() {
		named, ends := strings.CutSuffix(fold(said), l.Text)
		for k := range named {
			if of := u.aspects[named[k:]]; ends && k > 0 && len(of) > 0 && !t.ends(named[k:]) {
				return toldOf{group: of[0].group, aspect: of[0].part, led: true}
			}
		}
	}
	if t.aspect == nil {
		t = before
	}
	if !words.SameSubject.Labels().Say(said) {
		t.kind = nil
	}
	t.led = t.aspect != nil
	return t
}

// ends reports that what is told is called by its last word: 人均可支配收入 by 收入 in 从主要收入构成看.
func (t toldOf) ends(word string) bool {
	return t.aspect != nil && strings.HasSuffix(t.aspect.Name, word)
}

// kindOpens puts the name of a member in place of a kind of what is told that begins a clause without a number
// which says that it has changed: 纺织业快速增长，同比增长9%. It reports whether there is one.
func (p *Paragraph) kindOpens(from, to int, told toldOf) bool {
	if told.aspect == nil || from >= to {
		return false
	}
	changes := false
	for k := p.LexemeAt(from); k < len(p.Lexemes) && p.Lexemes[k].Start < to; k++ {
		x := &p.Lexemes[k]
		changes = changes || x.Kind == Word && (x.Entry.Role == RateWord || x.Entry.Role == ChangeWord)
	}
	if !changes {
		return false
	}
	text := strings.TrimPrefix(p.Text[from:to], words.OfThem)
	start := to - len(text)
	for end := len(text); end > 0; end-- {
		if end < len(text) && !utf8.RuneStart(text[end]) {
			continue
		}
		for _, kind := range unsaid().kinds[fold(text[:end])] {
			m, known := schema.MemberByName(schema.EconomyActual, kind.part.Name+told.aspect.Name)
			if known {
				p.spliceHere(Lexeme{Start: start, End: start + end, Kind: Word, Entry: &Entry{Role: ConceptWord, Concept: schema.EconomyActual, Member: m.Name, Surface: m.Name, Unsaid: true}})
				return true
			}
		}
	}
	return false
}

// isRanked reports a rank right before a noun, which makes it the name of some of them:
// 省级森林公园.
func isRanked(before string) bool {
	before = strings.TrimSuffix(before, words.AndAbove.Word()) // 省级以上自然保护区
	return words.RankEnd.Labels().Say(before, "rank") && slices.ContainsFunc(words.RankWord.Labels(), func(l words.Label) bool { return strings.HasSuffix(before, l.Text) })
}

// ofListHead reports a noun in a list whose first words are of all of it and not in its name:
// 每千人托位、养老床位分别达到4个、27张; 新增高速公路26公里、农村公路30公里, of what there is.
func (p *Paragraph) ofListHead(at int, member string) bool {
	item := p.Text[:at]
	if k := strings.LastIndexAny(item, "，。；：\n"); k >= 0 {
		_, size := utf8.DecodeRuneInString(item[k:])
		item = item[k+size:]
	}
	item = nlp.Squeeze(item)
	if !strings.HasSuffix(item, "、") {
		return false
	}
	m, _ := schema.MemberByName(schema.EconomyActual, member)
	return strings.HasPrefix(item, words.Per) || m.Instant && words.NewOnes.Labels().Say(item)
}

// kindsUnsaid puts the names of members in place of the kinds of a list that its numbers
// follow in turn, where each is one of what is told: 居民消费价格上涨0.1%，其中衣着、居住分别上涨0.2%、0.8%.
func (p *Paragraph) kindsUnsaid(i int, told toldOf) {
	if told.aspect == nil {
		return
	}
	var elements []*Lexeme
	var members []string
	for k := i; k < len(p.Lexemes); k++ {
		x := &p.Lexemes[k]
		if x.Kind == Mark && x.Mark == '|' {
			continue
		}
		if x.Kind != Word || k > i && !x.Entry.Next {
			break
		}
		word := strings.TrimSuffix(fold(nlp.Squeeze(p.Text[x.Start:x.End])), words.Of+told.aspect.Name)
		of := slices.IndexFunc(unsaid().kinds[word], func(kind partOf) bool { return kind.group == told.group })
		if of < 0 {
			return
		}
		elements = append(elements, x)
		members = append(members, schema.MemberOf(unsaid().kinds[word][of].part, told.aspect))
	}
	for k, m := range members {
		elements[k].Entry = &Entry{Role: ConceptWord, Concept: schema.EconomyActual, Member: m, Surface: m, Name: m, Unsaid: true, Next: k > 0}
	}
}

// changesSubject reports words between marks that may speak of something else.
func changesSubject(said string) bool {
	return nlp.HanCount(said) > 0 && !EmptyWords().Covers(said) && !goesOn(said)
}

// goesOn reports a remark between marks that speaks of what is told: 从收入构成看.
func goesOn(remark string) bool {
	return words.SameSubject.Labels().Say(remark) && frameEnd(remark) == len(remark)
}

// says reports a word that is the whole name.
func (u *unsaidWords) says(word, member string) bool {
	return u.counted[word] == member || word == member
}

// wholeUnsaid puts the name of a member in place of the whole that a share at lexeme i is
// of and that leaves out what is told: 高技术制造业增加值增长9%，占规模以上工业的31.8%.
func (p *Paragraph) wholeUnsaid(i int, told toldOf) {
	if told.aspect == nil || i+1 >= len(p.Lexemes) {
		return
	}
	from, to := p.Lexemes[i].End, p.Lexemes[i+1].Start
	word := between(fold(nlp.Squeeze(p.Text[from:to])), func(noun string) bool { return isIndicator(noun + told.aspect.Name) })
	if word == "" {
		return
	}
	start, end := spanOf(p.Text, from, to, word)
	m, _ := schema.MemberByName(schema.EconomyActual, word+told.aspect.Name)
	p.spliceHere(Lexeme{Start: start, End: end, Kind: Word, Entry: &Entry{Role: ConceptWord, Concept: schema.EconomyActual, Member: m.Name, Surface: m.Name, Unsaid: true}})
}

func isIndicator(name string) bool {
	_, ok := schema.MemberByName(schema.EconomyActual, name)
	return ok
}

// aspectIn is the aspect that the name of a member ends in, or that of the parts of a whole
// with a name of its own: 地区生产总值5亿元，其中第一产业1亿元.
func (u *unsaidWords) aspectIn(member string) toldOf {
	if whole := u.aspects[fold(member)]; len(whole) == 1 {
		return toldOf{group: whole[0].group, aspect: whole[0].part}
	}
	for _, a := range u.tails {
		if strings.HasSuffix(member, a.part.Name) {
			return toldOf{group: a.group, aspect: a.part}
		}
	}
	return toldOf{}
}

// nounAt is the noun of the clause before a number.
type nounAt struct {
	start, end int // where its words stand
	word       string
	named      string // the member that is the whole of it
	ending     toldOf // the aspect of a member that is a part of it
	predicate  bool   // a verb stands between it and the number
	aged       bool   // an age stands before it
	unit       string
	ratio      bool
}

// nounOf is the noun of the number at lexeme i, false for a number in brackets.
func (p *Paragraph) nounOf(i int) (nounAt, bool) {
	m := &p.Mentions[p.Lexemes[i].Mention]
	n := nounAt{unit: m.Unit, ratio: m.Kind == nlp.Ratio}
	first, depth, last, end := i, 0, i, len(strings.TrimRight(p.Text[:m.Start], "：:")) // of 汽车拥有量：8万辆
	if _, dated := p.ChangesFrom(i); dated && p.Lexemes[i-1].Kind == Date {
		last, end = i-1, p.Lexemes[i-1].Start // 民用汽车由2015年的10万辆增加到12万辆
	}
walk:
	for k := last - 1; k >= 0; k-- {
		x := &p.Lexemes[k]
		switch {
		case x.Kind == Mark && x.Mark == ')':
			depth++
		case x.Kind == Mark && x.Mark == '(':
			if depth--; depth < 0 && !p.opensParts(k) {
				return n, false
			} else if depth < 0 {
				n.start = x.End // 接待游客30万人次（其中入境游客2万人次）
				break walk
			}
		case depth == 0 && (x.Kind == Number || x.Kind == Date || x.Kind == Mark && x.Mark != '|'):
			n.start = x.End
			if x.Kind == Number && p.Lexemes[first].Kind == Mark && p.Lexemes[first].Mark == '|' {
				n.start = p.Lexemes[first].End // 医院5个、卫生院3个
			}
			n.aged = x.Kind == Number && words.AgeUnit.Labels().Is(p.Mentions[x.Mention].Unit)
			break walk
		}
		first = k
	}
	for k := first; k < last; k++ {
		x := &p.Lexemes[k]
		if x.Kind != Word || !Predicates(x.Entry.Role) || x.Start < n.start || x.Entry.Role == PairWord && !p.OpensPredicate(k) {
			continue // 技术合同
		}
		if EmptyWords().Covers(nlp.Squeeze(p.Text[n.start:x.Start])) {
			n.start = x.End // 完成货运量…
			continue
		}
		end, n.predicate = x.Start, true
		break
	}
	p.nameIn(&n, p.Lexemes[min(first, last):last], max(n.start, end))
	return n, true
}

// opensParts reports a bracket, opened at lexeme k, that begins with the word for parts.
func (p *Paragraph) opensParts(k int) bool {
	return k+1 < len(p.Lexemes) && p.Lexemes[k+1].Kind == Word && p.Lexemes[k+1].Entry.Role == PartWord && p.Lexemes[k+1].Start == p.Lexemes[k].End
}

// nameIn finds the noun between the beginning of n and a byte, of which these are
// the lexemes: a member with nothing but empty words around it, else the words.
func (p *Paragraph) nameIn(n *nounAt, lx []Lexeme, end int) {
	empty := EmptyWords()
	for k := range lx {
		x := &lx[k]
		if x.Kind != Word || x.Entry.Role != ConceptWord || x.Entry.Concept != schema.EconomyActual || x.Start < n.start || x.End > end {
			continue
		}
		n.ending = unsaid().aspectIn(x.Entry.Member)
		if empty.Covers(nlp.Squeeze(p.Text[n.start:x.Start])) && empty.Covers(nlp.Squeeze(p.Text[x.End:end])) {
			n.word, n.named, n.start, n.end = fold(p.Text[x.Start:x.End]), x.Entry.Member, x.Start, x.End
			return
		}
	}
	n.word = unsaid().nounIn(strings.TrimPrefix(fold(nlp.Squeeze(p.Text[n.start:end])), words.OfThem)) // 其中医院5个: no 中医院
	n.start, n.end = spanOf(p.Text, n.start, end, n.word)
}

// nounIn is the noun of a clause between its empty words: the longest one that the
// tables have, else what is left without empty words.
func (u *unsaidWords) nounIn(clause string) string {
	return cmp.Or(between(clause, u.has), fold(EmptyWords().Trim(clause)))
}

// between is the longest noun of some kind that a clause has between its empty words.
func between(clause string, is func(noun string) bool) string {
	empty := EmptyWords()
	if len(clause) > longestClause {
		return fold(empty.Trim(clause))
	}
	var before [longestClause + 1]bool
	empty.readAlong(clause, before[:len(clause)+1], nil)
	for from := range clause {
		if !before[from] {
			continue
		}
		for to := len(clause); to > from; to-- {
			if (to == len(clause) || utf8.RuneStart(clause[to])) && is(clause[from:to]) && empty.Covers(clause[to:]) {
				return clause[from:to]
			}
		}
	}
	return ""
}

// longestClause bounds the clauses in which a noun is looked for, in bytes.
const longestClause = 40 * hanBytes

// has reports a word of the tables.
func (u *unsaidWords) has(word string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	return u.last.Has(last) && (u.counted[word] != "" || u.kinds[word] != nil || u.aspects[word] != nil)
}

// spanOf is where a word that a text has, with marks that fold leaves out, stands.
func spanOf(text string, from, to int, word string) (start, end int) {
	first, _ := utf8.DecodeRuneInString(word)
	for at := from; at < to; {
		r, size := trie.Decode(text[at:])
		if foldRune(r) == first {
			rest := word
			for k := at; k < to && rest != ""; {
				r, size := trie.Decode(text[k:])
				if next, ok := strings.CutPrefix(rest, string(foldRune(r))); ok {
					rest = next
				} else if !skippable(r) {
					break
				}
				k += size
				if rest == "" {
					return at, k
				}
			}
		}
		at += size
	}
	return to, to
}

// read returns the member that a noun names by a part of its name, "" for none, and
// what is told after it.
func (u *unsaidWords) read(n nounAt, told toldOf) (string, toldOf) {
	if n.word == "" || n.word == ListMark || n.start == n.end {
		return "", told
	}
	if told.aspect != nil {
		if kind := strings.TrimSuffix(n.word, words.Of+told.aspect.Name); u.kinds[kind] != nil {
			n.word = kind // 交通和通信的价格下跌
		}
	}
	if k := u.kindTold(n, told); k != nil {
		return schema.MemberOf(k, told.aspect), told
	}
	if m, ok := u.counted[n.word]; ok && (measured(m, n.unit) || n.ratio && n.predicate && u.kinds[n.word] == nil) {
		of, grouped := u.byName[m]
		if !grouped {
			of = u.aspectIn(m)
		}
		if kinds := u.kinds[n.word]; of.aspect == nil && len(kinds) == 1 {
			of.group, of.kind = kinds[0].group, kinds[0].part // 规模以上工业企业120家，实现营业收入9亿元
		}
		of.item = true
		return m, of
	}
	if other, ok := u.sameKind(n, told); ok {
		return schema.MemberOf(other.kind, other.aspect), told
	}
	for _, a := range u.aspects[n.word] {
		whole := n.named == a.part.Name && u.counts(a.group) // 其中卫生院20个，卫生技术人员900人: of all there are, or of those
		if told.kind != nil && told.group == a.group && (told.item && !whole || n.named == "") && takes(a.part, n) {
			told.aspect = a.part
			return schema.MemberOf(told.kind, a.part), told
		}
	}
	if of, ok := u.byName[n.named]; ok {
		of.item = true
		return "", of
	}
	for _, k := range u.kinds[n.word] {
		if a := u.aspectOf(k, n, told); a != nil {
			return schema.MemberOf(k.part, a), toldOf{group: k.group, kind: k.part, aspect: a, item: true, led: told.led}
		}
	}
	switch of := u.aspects[n.word]; {
	case n.ending.aspect != nil || n.named != "":
		return "", n.ending
	case len(of) == 1 && u.counts(of[0].group) && takes(of[0].part, n):
		return "", toldOf{group: of[0].group, aspect: of[0].part} // 专任教师8229人，其中普通中学2741人
	case n.unit == schema.UnitPercentPoint:
		return "", told
	case told.aspect != nil && (told.led || words.Aspect.Labels().Is(n.word) || u.endsAsKind(told.group, n.word)):
		return "", toldOf{group: told.group, aspect: told.aspect, led: told.led}
	}
	return "", toldOf{}
}

// counts reports a group whose kinds are counted: institutions.
func (u *unsaidWords) counts(group int) bool {
	return slices.ContainsFunc(u.groups[group].Aspects, func(a schema.Part) bool { return a.Counted })
}

// sameKind is the aspect that a noun names in another group, which has the kind that was last told too: 第一产业增加值
// 9亿元，对经济增长的贡献率为3%. What is told after it stays what it was.
func (u *unsaidWords) sameKind(n nounAt, told toldOf) (toldOf, bool) {
	if told.kind == nil || !told.item {
		return toldOf{}, false
	}
	for _, a := range u.aspects[n.word] {
		if a.group == told.group || !takes(a.part, n) || nlp.HanCount(n.word) < longAspect {
			continue
		}
		for k := range u.groups[a.group].Kinds {
			if kind := &u.groups[a.group].Kinds[k]; kind.Name == told.kind.Name {
				return toldOf{group: a.group, kind: kind, aspect: a.part}, true
			}
		}
	}
	return toldOf{}, false
}

// longAspect is how many characters an aspect has at least that is of no other thing: 对GDP增长的贡献率.
const longAspect = 5

// readOf is read with the kind of which parts are told kept beside what is told after it.
func (u *unsaidWords) readOf(n nounAt, told toldOf) (member string, after toldOf) {
	member, after = u.read(n, told)
	if after.whole = told.whole; after.kind == nil {
		after.whole = nil
	}
	return member, after
}

// kindTold is the kind that a noun is of the whole that was last told, where the noun alone would name
// something else: 户籍人口5万人，其中城镇人口2万人 are registered, not resident.
func (u *unsaidWords) kindTold(n nounAt, told toldOf) *schema.Part {
	if told.aspect == nil || told.kind != nil || !isIndicator(told.aspect.Name) || n.named == "" && u.counted[n.word] == "" || !takes(told.aspect, n) {
		return nil
	}
	for _, k := range u.kinds[n.word] {
		if k.group == told.group {
			return k.part
		}
	}
	return nil
}

// aspectOf is the aspect that a kind is named for: the one told, or how many there are.
func (u *unsaidWords) aspectOf(k partOf, n nounAt, told toldOf) *schema.Part {
	all := u.groups[k.group].Aspects
	for a := range all {
		counted := all[a].Counted && !n.predicate
		if (counted || told.aspect != nil && told.aspect.Name == all[a].Name) && takes(&all[a], n) {
			return &all[a]
		}
	}
	return nil
}

// takes reports a number that can state an aspect, or be of a change in it.
func takes(a *schema.Part, n nounAt) bool {
	return slices.Contains(a.Units, n.unit) || n.ratio && n.predicate
}

// OfOneKind reports two members of a group that are of the same kind.
func OfOneKind(a, b string) bool {
	first, ok := unsaid().byName[a]
	return ok && first.kind == unsaid().byName[b].kind
}

// OfAnother reports two members of a group that differ in kind and in what is told of it,
// so that neither is a part of the other: 农村居民人均可支配收入 and 城镇居民人均财产净收入.
func OfAnother(a, b string) bool {
	first, ok := unsaid().byName[a]
	second, grouped := unsaid().byName[b]
	return ok && grouped && first.group == second.group && first.kind != second.kind && first.aspect != second.aspect
}

// measured reports whether a level of a member may have a unit.
func measured(member, unit string) bool {
	m, ok := schema.MemberByName(schema.EconomyActual, member)
	return ok && m.Measured(unit)
}

// CountedBehind is the member that the verb before a number and the noun behind it name together,
// as one of its wordings does: 改造23个老旧小区 is 改造老旧小区.
func CountedBehind(before, noun, unit string) string {
	u := unsaid()
	if u.counted[fold(noun)] == "" {
		return ""
	}
	before = withoutContest(before)
	for verb := fold(before); verb != ""; {
		if name := u.counted[verb+fold(noun)]; name != "" && EmptyWords().Covers(strings.TrimSuffix(fold(before), verb)) && measured(name, unit) {
			return name
		}
		_, size := utf8.DecodeRuneInString(verb)
		verb = verb[size:]
	}
	return ""
}

// CountedAs is the member that a noun alone names, of which there may be so many of a unit.
func CountedAs(noun, unit string) string {
	if name := unsaid().counted[fold(noun)]; name != "" && measured(name, unit) {
		return name
	}
	return ""
}

// withoutContest drops what says where something was won: 运动员在省级以上比赛中获得.
func withoutContest(before string) string {
	for _, l := range words.ContestEnd.Labels() {
		at, end := strings.Index(before, words.At), strings.LastIndex(before, l.Text)
		if at >= 0 && at < end {
			return before[:at] + before[end+len(l.Text):]
		}
	}
	return before
}

// endsAsKind reports a noun that ends as some kind of the group does, so that it may
// be one that the table lacks.
func (u *unsaidWords) endsAsKind(group int, noun string) bool {
	last, _ := utf8.DecodeLastRuneInString(noun)
	return slices.ContainsFunc(u.groups[group].Kinds, func(k schema.Part) bool { return strings.HasSuffix(k.Name, string(last)) })
}

// leftOver puts what is left at the end of the year in place of a bare name for it at the beginning of the
// clause behind the mark at lexeme i, where the clause before says that the two sides of the accounts have been
// held against each other: 收支相抵，结转结余3亿元.
func (p *Paragraph) leftOver(i, from int) {
	x := &p.Lexemes[i]
	if x.Mark != ',' || i+1 >= len(p.Lexemes) || !words.Netted.Labels().Is(nlp.Squeeze(p.Text[from:x.Start])) {
		return
	}
	start := x.End
	left := words.CarriedOver.Labels().Of(p.Text[start:])
	if left == nil {
		return
	}
	k := p.LexemeAt(start)
	if end := start + len(left.Text); k < len(p.Lexemes) && p.Lexemes[k].Kind == Number && EmptyWords().Covers(nlp.Squeeze(p.Text[end:p.Lexemes[k].Start])) {
		p.spliceHere(Lexeme{Start: start, End: end, Kind: Word, Entry: &Entry{Role: ConceptWord, Concept: schema.BalanceClosing, Surface: left.Text}})
	}
}

// debtBalance puts the balance of debt in place of a bare 余额 after the limit of it at
// lexeme i: 专项债务限额5亿元，余额4亿元.
func (p *Paragraph) debtBalance(i int) {
	from := 0
	for k := i + 1; k < len(p.Lexemes); k++ {
		switch x := &p.Lexemes[k]; {
		case x.Kind == Mark && x.Mark == ',' && from == 0, x.Kind == Number && from == 0:
			if x.Kind == Mark {
				from = x.End
			}
		case x.Kind == Number && from > 0:
			word := strings.TrimRight(p.Text[from:x.Start], " "+words.Is)
			noun := words.BalanceNoun.Word()
			if rest, ok := strings.CutSuffix(word, noun); ok && EmptyWords().Covers(nlp.Squeeze(rest)) {
				start := from + len(rest)
				e := &Entry{Role: ConceptWord, Concept: schema.DebtBalance, Fund: p.Lexemes[i].Entry.Fund, Surface: noun}
				p.spliceHere(Lexeme{Start: start, End: start + len(noun), Kind: Word, Entry: e})
			}
			return
		case x.Kind == Mark, x.Kind == Word && x.Entry.Role == ConceptWord:
			return
		}
	}
}
