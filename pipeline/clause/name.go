package clause

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/nlp/trie"
	"gongkai/pipeline/frame"
	"gongkai/schema"
	"gongkai/schema/words"
)

// IsWordRune reports runes that words are made of.
func IsWordRune(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// IsPlace reports the name of a territory and nothing else: 某省某市.
func IsPlace(s string) bool {
	if nlp.HanCount(s) > 12 || !frame.IsPlace(s) || words.KindOfArea.Labels().Say(s, "never") { // 园区工业总产值: of a kind of area
		return false
	}
	return !words.KindOfArea.Labels().Say(s, "unless_division") || schema.IsDivision(s) // 脱贫地区农村居民收入: of a kind of area
}

// IsPlacesBelow reports what a report calls the places below its own, and perhaps that
// the figure is of all of them: 县区, 乡镇合计. It says where, and nothing of what.
func IsPlacesBelow(s string) bool {
	below := placesBelow()
	if first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(s, words.Every)); !below.first.has(uint16(first)) {
		return false // as most texts
	}
	s = strings.TrimPrefix(words.WithoutRankMarks(s), words.Every)
	return below.names[s] || slices.ContainsFunc(below.sums, func(w string) bool {
		rest, ok := strings.CutSuffix(s, w)
		return ok && below.names[rest]
	})
}

// placesBelow are the names of the table of levels for the places below, the characters
// they begin with, and the words for the sum of them.
var placesBelow = sync.OnceValue(func() *belowWords {
	below := &belowWords{names: make(map[string]bool)}
	t := words.Load()
	for _, l := range t.Levels {
		for _, w := range l.Below {
			first, _ := utf8.DecodeRuneInString(w)
			below.first.add(uint16(first))
			below.names[words.WithoutRankMarks(w)] = true
		}
	}
	for i := range t.Places {
		if w := &t.Places[i]; w.Kind == words.Sum {
			below.sums = append(below.sums, w.Text)
		}
	}
	return below
})

type belowWords struct {
	names map[string]bool
	sums  []string
	first bitmap
}

// Balanced reports a text whose brackets are all there.
func Balanced(s string) bool {
	return strings.Count(s, "（")+strings.Count(s, "(") == strings.Count(s, "）")+strings.Count(s, ")")
}

// Connectives are the empty words that are dropped from the ends of a phrase,
// longer ones first where one ends another.
func Connectives() []string {
	var out []string
	for _, e := range words.Load().Empty {
		if e.Kind == words.Connective {
			out = append(out, e.Text)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}

// IsBody reports the name of an office or unit: 某街道办事处收入预算 is the
// office's, the name says nothing about which revenue.
func IsBody(s string) bool {
	return bodyEndings().Suffix(s) != "" && nlp.HanCount(s) >= 3 // and not 破局, 内部
}

// bodyEndings are the words that end the name of a body.
var bodyEndings = sync.OnceValue(func() *trie.Edges {
	by := new(trie.Edges)
	for i := range words.Load().Bodies {
		by.End(words.Load().Bodies[i].Text)
	}
	return by
})

func DropBrackets(s string) string {
	for {
		a := strings.IndexAny(s, "（(")
		b := strings.IndexAny(s, "）)")
		if a < 0 || b < a {
			return s
		}
		_, size := utf8.DecodeRuneInString(s[b:])
		s = s[:a] + s[b+size:]
	}
}

// functionAffixes are the function words a phrase may begin or end with.
type functionAffixes struct{ first, last trie.Edges }

var affixes = sync.OnceValue(func() *functionAffixes {
	a := new(functionAffixes)
	for _, w := range Connectives() {
		a.first.Begin(w)
		a.last.End(w)
	}
	return a
})

// Trim drops one word from the end of s, then one from its beginning. What is part of
// a longer word is none: 年 of 少年, 其 of 其他.
func (a *functionAffixes) Trim(s string) string {
	if w := a.last.Suffix(s); w != "" && !EndsKept(s) {
		s = s[:len(s)-len(w)]
	}
	first, _ := utf8.DecodeRuneInString(s)
	for _, w := range a.first.Of(first) {
		if t, ok := strings.CutPrefix(s, w); ok && !beginsKept(s, w) {
			return t
		}
	}
	return s
}

// beginsKept reports a text whose first word or first place is longer than the empty
// word it begins with.
func beginsKept(s, empty string) bool {
	first, size := utf8.DecodeRuneInString(s)
	if slices.ContainsFunc(keptBeginnings().Of(first), func(w string) bool { return len(w) > len(empty) && strings.HasPrefix(s, w) }) {
		return true
	}
	if len(empty) > size {
		return false
	}
	return schema.DivisionEnd(s) > 0 // 中卫市
}

// keptBeginnings are the words that names are not cut inside at their beginning.
var keptBeginnings = sync.OnceValue(func() *trie.Edges {
	by := new(trie.Edges)
	t := words.Load()
	for i := range t.Kept {
		if !t.Kept[i].Ends {
			by.Begin(t.Kept[i].Text)
		}
	}
	for i := range t.Empty {
		if e := &t.Empty[i]; e.Kind == words.Scope {
			by.Begin(e.Text) // 全市 is dropped whole or not at all
		}
	}
	return by
})

// EndsKept reports a name that ends in a word which is longer than one that names are cut
// before, 发达, or in a fixed phrase, which contains a word of the grammar and does not
// mean it.
func EndsKept(name string) bool { return fixedEndings().Suffix(name) != "" }

// fixedEndings are the fixed phrases and the kept words that end names.
var fixedEndings = sync.OnceValue(func() *trie.Edges {
	by := new(trie.Edges)
	t := words.Load()
	for i := range t.Terms {
		if t.Terms[i].Role == words.Fixed {
			by.End(t.Terms[i].Text)
		}
	}
	for i := range t.Kept {
		if t.Kept[i].Ends {
			by.End(t.Kept[i].Text)
		}
	}
	return by
})

// TrimFunction strips connecting words, brackets' quotes and marks from both
// ends of a phrase.
func TrimFunction(s string) string {
	a := affixes()
	for {
		t := strings.TrimFunc(s, isEdge)
		t = strings.TrimPrefix(t, "）")
		t = strings.TrimPrefix(t, ")")
		if t = a.Trim(t); t == s {
			return t
		}
		s = t
	}
}

// isEdge reports white space and marks that end a phrase.
func isEdge(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\u00a0', '\u3000', '，', '。', '；', '：', '、', ',', ';', ':', '.', '“', '”', '"', '‘', '’', '《', '》', '<', '>',
		'（', '(', '-', '—', '─', '…':
		return true
	}
	return false
}

// IsPhrase reports text that can name something: at least two Han characters.
func IsPhrase(s string) bool { return nlp.HanCount(s) >= 2 }

// WithoutScope drops the words of scope before a name: 全市社保基金预算收入.
func WithoutScope(name string) string { return withoutScope(name, false) }

// IsScope reports a word for place or time and nothing else: 全市.
func IsScope(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return slices.Contains(scopeWords().Of(first), s)
}

// WithoutPlace drops them too, but no rank, which tells things of one name apart: 省级研发平台.
func WithoutPlace(name string) string { return withoutScope(name, true) }

// withoutScope does that. Of things counted, graded, the rank is part of the name:
// 省级研发平台118个.
func withoutScope(name string, graded bool) string {
	for trimmed := trimScope(name, graded); trimmed != name; trimmed = trimScope(name, graded) {
		name = trimmed
	}
	return name
}

// LongestName bounds a noun phrase that is taken whole, in Han characters.
const LongestName = 24

// TrimName drops from both ends of a phrase what only connects it, but keeps the
// nouns that end a name, and single characters that begin one: 中国.
func TrimName(s string) string {
	name := TrimFunction(s)
	at := strings.Index(s, name)
	tail, longest := s[at+len(name):], ""
	if tail != "" && name != "" {
		if end := words.NameTail.Labels().Of(tail); end != nil {
			longest = end.Text
		}
	}
	head := strings.TrimFunc(s[:at], isEdge)
	if k := strings.LastIndexFunc(head, isEdge); k >= 0 {
		head = strings.TrimFunc(head[k:], isEdge)
	}
	if r, size := utf8.DecodeLastRuneInString(head); size > 0 && !strings.ContainsRune(words.NoHeads, r) && utf8.RuneCountInString(head) == 1 {
		return head + name + longest
	}
	if strings.HasSuffix(head, words.Within) && !strings.HasSuffix(head, words.OfThem) {
		return words.Within + name + longest
	}
	return name + longest
}

// Predicates reports words between a noun and its number.
func Predicates(r Role) bool {
	switch r {
	case ChangeWord, RateWord, ReachWord, CompletionWord, ShareWord, FlatWord, EachWord, YearWord, PairWord, PairEndWord, PhaseWord, CompareWord:
		return true
	}
	return false
}

// trimScope drops a word for place or time from the beginning of a name: 全市,
// 年末. The name says what, the dimensions say where and when.
func trimScope(name string, graded bool) string {
	first, _ := utf8.DecodeRuneInString(name)
	for _, w := range scopeWords().Of(first) {
		if rest, ok := strings.CutPrefix(name, w); ok && nlp.HanCount(rest) >= 2 && !beginsKept(name, w) && !(graded && (isGrade(w) || words.RankWord.Labels().Is(w))) {
			return rest
		}
	}
	return name
}

// isGrade reports a word for a rank, which the accounts of a level are called by too: 省级.
func isGrade(w string) bool {
	rank := words.RankEnd.Labels()
	return rank.Say(w, "rank") && !rank.Say(w, "own")
}

// scopeWords are the words for place and time of more than one character.
var scopeWords = sync.OnceValue(func() *trie.Edges {
	by := new(trie.Edges)
	t := words.Load()
	for i := range t.Empty {
		if e := &t.Empty[i]; (e.Kind == words.Scope || e.Kind == words.Time) && len(e.Text) > hanBytes {
			by.Begin(e.Text)
		}
	}
	return by
})

// ProjectName normalises the name of a project: quotes and the words that only
// say it is one are dropped.
func ProjectName(s string) string {
	s = strings.TrimPrefix(s, words.OfThem)
	s = strings.Trim(s, " 　“”\"《》：:，,。.、")
	for _, w := range words.AfterProject.Labels() {
		if t := strings.TrimSuffix(s, w.Text); nlp.HanCount(t) >= 3 {
			s = t
		}
	}
	return s
}

// IsPayer reports who pays for a part of something and no more than that it is money: 中央财政补助资金,
// 县级配套, 中央及省级资金.
func IsPayer(name string) bool {
	for {
		if words.Payer.Labels().Is(name) || arePayers(name) {
			return true
		}
		given := words.PayerGiven.Labels().Of(name)
		if given == nil {
			return false
		}
		name = strings.TrimSuffix(name, given.Text)
	}
}

// arePayers reports several that pay together, with or without a word between them: 中央及省级, 中央、省级财政,
// 县级自筹.
func arePayers(name string) bool {
	return slices.ContainsFunc(words.Payer.Labels(), func(first words.Label) bool {
		rest, ok := strings.CutPrefix(name, first.Text)
		return ok && rest != "" && IsPayer(strings.TrimLeft(rest, words.Joiners+"、"))
	})
}

// VehicleKind is the official kind of vehicles that a phrase names, else the phrase.
func VehicleKind(s string) string {
	if l := words.VehicleKind.Labels().Of(s); l != nil {
		return l.Text
	}
	return s
}

// AssetKind is the official kind of fixed assets that a phrase names.
func AssetKind(s string) string {
	part := words.AssetPart.Labels()
	s, _ = part.Cut(s, strings.CutSuffix, "assets")
	s, _ = part.Cut(s, strings.CutSuffix, "cost")
	if part.Say(s, "land") && part.Say(s, "houses") {
		return words.LandAndHouses.Word()
	}
	s, _ = part.Cut(s, strings.CutSuffix, "assets")
	return s
}

// endsIn reports a text that ends in one of some words.
func endsIn(s string, words ...string) bool {
	s = strings.TrimRight(s, " ")
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

// IsFundName reports phrases that end in a word for money set aside for a purpose.
func IsFundName(s string) bool {
	return words.FundNoun.Labels().Say(s, "purpose") && nlp.HanCount(s) >= 4
}
