package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// namedBehind is the noun behind the count at lexeme i, whole, up to a verb that tells
// what happened to it or the next mark: 10所省级“双高建设计划”院校、…. It is empty where
// none ends in time.
func (n *prose) namedBehind(i int) string {
	from := n.p.Lexemes[i].End
	run := strings.TrimPrefix(strings.TrimPrefix(nlp.FirstRunes(n.p.Text[from:], longestBehind), words.Of), words.AndSoOn)
	end, quoted, figure := len(run), false, false // or in brackets
	ended := utf8.RuneCountInString(run) < longestBehind-1
	for k, r := range run {
		if k > 0 && opensFigures(run[k:]) {
			end, ended = k, true
			break
		}
		if strings.ContainsRune("“”（）()", r) && (k > 0 || r == '“') {
			quoted = strings.ContainsRune("“（(", r)
			continue
		}
		if rank := words.RanksEnd(run, k); rank > 0 {
			return run[:rank]
		}
		if !clause.IsWordRune(r) && !quoted {
			end, ended, figure = k, true, unicode.IsDigit(r)
			break
		}
	}
	run = run[:end]
	if digit := strings.IndexAny(run, arabic); digit > 0 && words.VerbJoiner.Labels().Is(nlp.LastRunes(run[:digit], 1)) {
		run, ended = run[:digit], true // 2次动态管理及3次清洗
	}
	if first, size := utf8.DecodeRuneInString(run); words.PlaceNoun.Labels().Is(string(first)) && words.NounBehind.Labels().Say(run[size:]) {
		return string(first) // 11个市和两当县
	}
	if stop := firstStop(run); stop >= 0 {
		run, ended = words.NounAdverb.Labels().CutAll(run[:stop], strings.CutSuffix, "behind"), true
	} else if figure {
		run = tidy(run) // 3项政府性基金在6月30日前…, but 9项工作取得突破
	}
	for _, w := range words.VerbJoiner.Labels() {
		run = strings.TrimSuffix(run, w.Text)
	}
	switch {
	case !ended || strings.Count(run, "“") != strings.Count(run, "”") || !clause.Balanced(run) || strings.ContainsAny(run, arabic):
		return ""
	case n.onlyVerbs(run):
		return ""
	case nlp.HanCount(run) < 2 && !words.PlaceNoun.Labels().Is(run):
		return ""
	}
	return run
}

// opensFigures reports a bracket that tells figures or opens a list of them, and is no part of the name before it:
// 13个项目（其中：财政预算审计5个、…）, 9个单位（3户已脱钩）, but 7个县（市）.
func opensFigures(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	if first != '（' && first != '(' {
		return false
	}
	inside, _, _ := strings.Cut(strings.Replace(s[size:], ")", "）", 1), "）")
	return strings.ContainsAny(inside, arabic+"：:")
}

// longestBehind is how many characters behind a count are looked at for what it counts.
const longestBehind = 16

// firstStop is where the first verb stands in a run that tells what happened to what it
// begins with, -1 for nowhere.
func firstStop(run string) int {
	first := -1
	for _, stops := range []words.Labels{words.LabelStop.Labels(), words.LabelEnd.Labels()} {
		for _, stop := range stops {
			if k := strings.Index(run, stop.Text); k > 0 && (first < 0 || k < first) {
				first = k
			}
		}
	}
	return first
}

// onlyVerbs reports a label that names nothing: 增至, 提高, 滚动实施, 全市.
func (n *prose) onlyVerbs(label string) bool {
	if clause.WithoutScope(label) == "" {
		return true
	}
	for _, part := range n.g.seg.Segment(label) {
		if !strings.ContainsAny(part.POS[:min(1, len(part.POS))], "vdpc") {
			return false
		}
	}
	for _, w := range words.VerbJoiner.Labels() {
		if first, second, joined := strings.Cut(label, w.Text); joined && first != "" && second != "" {
			return true // 新建和改造, of 新建和改造提升农村公路
		}
	}
	return !words.DeedNoun.Labels().Say(label) && !words.AccountNoun.Labels().Say(label)
}

// beforeVerb is a noun up to the first verb behind it: 项目建成投产.
func beforeVerb(run string) string {
	end := len(run)
	for _, stop := range words.LabelStop.Labels() {
		if k := strings.Index(run, stop.Text); k >= 0 && (k == 0 || !words.NoStop.Labels().Say(run[k+len(stop.Text):])) {
			end = min(end, k)
		}
	}
	return strings.TrimSuffix(run[:end], words.AndSoOn)
}

// listBehind is a label behind the count at lexeme i that is only the first of the words of a list
// before one noun, with the rest of it: 7个市控、县控监测断面.
func (n *prose) listBehind(i int, label string) string {
	rest, behind := strings.CutPrefix(n.p.Text[n.p.Lexemes[i].End:], label+"、")
	if !behind || !words.HalfNoun.Labels().Say(label) {
		return label
	}
	run := nlp.FirstRunes(rest, longestBehind)
	end := strings.IndexFunc(run, func(r rune) bool { return !clause.IsWordRune(r) })
	if end < 0 || strings.ContainsAny(run[:min(end+1, len(run))], arabic) {
		return label
	}
	if noun := beforeVerb(run[:end]); nlp.HanCount(noun) >= shortestWhole {
		return label + "、" + noun
	}
	return label
}

// unmeasured is the noun behind the count at lexeme i without what the next figure measures
// of it: 12家露营企业总产值5亿元.
func (n *prose) unmeasured(i int, label string) string {
	from := n.p.Lexemes[i].End
	if !strings.HasPrefix(n.p.Text[from:], label) {
		return label
	}
	if k := n.p.LexemeAt(from + len(label)); k < len(n.p.Lexemes) && n.p.Lexemes[k].Kind == clause.Number && n.p.Lexemes[k].Start == from+len(label) {
		return clause.WithoutMeasure(label)
	}
	return label
}

// amongMany is a noun behind the count at lexeme i without the word that speaks of some of them: 12个项目
// 中，…, but 3所初中.
func (n *prose) amongMany(i int, label string) string {
	after, behind := strings.CutPrefix(n.p.Text[n.p.Lexemes[i].End:], label)
	if thing, among := strings.CutSuffix(label, words.Within); among && behind && nlp.HanCount(thing) > 1 && !clause.EndsKept(label) && strings.HasPrefix(after, "，") {
		return thing
	}
	return label
}

// moneyFor is what the money at lexeme i that a verb alone leads to is for, right behind it, 融资2亿元建设露营地,
// or in the next clause too, 筹集2亿元，完善露营体系.
func (n *prose) moneyFor(i int, next bool) string {
	rest := strings.TrimLeft(n.p.Text[n.p.Lexemes[i].End:], " ")
	after, comma := strings.CutPrefix(strings.Replace(rest, ",", "，", 1), "，")
	name := upToMark(after, longestDeed)
	first, _ := utf8.DecodeRuneInString(after[len(name):])
	if parts := n.g.general.Segment(name); len(parts) < 2 || comma && !strings.HasPrefix(parts[0].POS, "v") || strings.ContainsRune(arabic, first) || !n.isName(name) {
		return ""
	}
	if k := i + 1; comma && !next || !comma && k < len(n.p.Lexemes) && n.p.OpensPredicate(k) && n.p.Lexemes[k].Start == n.p.Lexemes[i].End {
		return "" // 由5元提高到10元
	}
	if clause.SaysUndone(name) {
		return ""
	}
	return clause.TrimName(name)
}

// upToMark is what a text begins with up to its first mark, "" where that is longer than so many characters.
func upToMark(s string, most int) string {
	run := nlp.FirstRunes(s, most+1)
	end := strings.IndexFunc(run, func(r rune) bool { return !clause.IsWordRune(r) && !strings.ContainsRune("“”", r) })
	switch {
	case end >= 0:
		return run[:end]
	case len(run) == len(s):
		return run
	}
	return ""
}

// longestDeed is how many characters tell a deed at most.
const longestDeed = 24

// shareBehind is what the ratio at lexeme i is a share of, where its clause begins with it: 90%的
// 煤矿达到一级标准, 每年70%以上财政支出用于民生. It is empty for others.
func (n *prose) shareBehind(i int, f *schema.Fact) string {
	x := &n.p.Lexemes[i]
	if f.Kind != schema.Ratio || strings.TrimPrefix(clause.TrimFunction(n.p.Text[min(n.d.clause.start, x.Start):x.Start]), words.Per) != "" {
		return ""
	}
	if strings.HasPrefix(n.p.Text[x.End:], words.Of) {
		return n.namedBehind(i)
	}
	behind := nlp.FirstRunes(n.p.Text[x.End:], longestBehind)
	for _, verb := range words.UsedFor.Labels() {
		if name, _, used := strings.Cut(behind, verb.Text); used && clause.IsPhrase(name) {
			return name
		}
	}
	return ""
}

// nameBehind is the lexeme of the name that closes the clause of the number at i, behind it and the word for is, or in a list of what
// was spent that for what, where the clause has no other. It is -1 elsewhere.
func (n *prose) nameBehind(i int) int {
	k := i + 1
	if k >= len(n.p.Lexemes) || n.p.Lexemes[k].Kind != clause.Word || !n.unnamedBefore(i) {
		return -1
	}
	between := strings.TrimSpace(n.p.Text[n.p.Lexemes[i].End:n.p.Lexemes[k].Start])
	if is := between != "" && strings.Trim(between, words.Copulas) == ""; !is && !(words.UsedFor.Labels().Is(between) && n.d.listsSpending()) {
		return -1
	}
	ph, j, end, _ := phraseAt(&n.p, k)
	closes := len(n.p.Text)
	if j < len(n.p.Lexemes) {
		closes = n.p.Lexemes[j].Start
	}
	if j == k || ph.Named == nil && ph.Side == schema.NoSide || j < len(n.p.Lexemes) && n.p.Lexemes[j].Kind != clause.Mark || strings.TrimSpace(n.p.Text[end:closes]) != "" {
		return -1
	}
	return k
}

// listsSpending reports a list of what was spent: 本年支出50万元，其中30万元用于基本支出.
func (d *discourse) listsSpending() bool {
	l := d.topic.innermost()
	return l != nil && schema.AccountOf(l.whole.Concept) == schema.ExpenditureAccount
}

// unnamedBefore reports an amount or a count without a name of its own before it.
func (n *prose) unnamedBefore(i int) bool {
	x := &n.p.Lexemes[i]
	kind := n.p.Mentions[x.Mention].Kind
	if kind != nlp.Amount && kind != nlp.Count || n.d.clause.named || n.d.clause.predicate.role != clause.NoRole {
		return false
	}
	return n.d.at(&n.p).Substance(n.d.clause.segment, x.Start) == "" || words.TheRest.Labels().Is(strings.TrimSpace(n.p.Text[n.d.clause.segment:x.Start]))
}

// partBehind is the name of a part that no word of the lexicon is, behind its amount: 其中10亿元为一般债券.
func (n *prose) partBehind(i int, m *nlp.Mention) string {
	if m.Kind != nlp.Amount || n.d.topic.innermost() == nil || strings.IndexAny(strings.TrimLeft(n.p.After(m.End), " "), words.Copulas) != 0 || !n.unnamedBefore(i) {
		return ""
	}
	name := strings.TrimSpace(strings.TrimLeft(n.p.Text[m.End:n.untilMark(m.End)], words.Copulas+" "))
	if han := nlp.HanCount(name); han < 2 || han > clause.LongestName || strings.ContainsAny(name, arabic) {
		return ""
	}
	return name
}
