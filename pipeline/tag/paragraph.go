package tag

import (
	"gongkai/nlp"
	"gongkai/schema"
	"slices"
	"strings"
	"unicode/utf8"
)

// paragraph is a text with what was found in it: its numbers, and its lexemes in
// order.
type paragraph struct {
	text string
	ms   []nlp.Mention
	lx   []lexeme
}

// read reads a text into lexemes: those of the lexicon, then what only the words
// around them show. last is the code of the class that the text before named
// last, and the one returned that of this text. The lexemes are appended to reuse.
func (l *lexicon) read(text string, ms []nlp.Mention, ctx *context, last string, reuse []lexeme) (paragraph, string) {
	p := paragraph{text: text, ms: ms}
	lx := fundBalances(text, l.lex(text, ms, reuse))
	lx, last = p.classPaths(lx, ctx, last)
	lx = p.ownName(p.classCodes(lx), ctx.frame.Entity)
	lx = comparedPoints(text, attributes(text, lx))
	p.lx = briefChanges(text, ms, lx)
	return p, last
}

// opensPredicate reports the lexeme at k when it begins what is said of a noun:
// 占, 完成, 增长, 比上年.
func (p *paragraph) opensPredicate(k int) bool {
	x := &p.lx[k]
	if x.kind != lexWord {
		return false
	}
	switch x.entry.role {
	case rShare, rCompletion, rDelta, rPct, rReach, rYear:
		return true
	case rPair:
		if k+1 == len(p.lx) || p.lx[k+1].start != x.end {
			return false
		}
		next := &p.lx[k+1]
		return next.kind == lexDate || next.kind == lexWord && (next.entry.role == rYear || next.entry.role == rMeasure || next.entry.role == rPoint || next.entry.role == rSpan)
	}
	return false
}

// relates reports the forms that say something of a quantity beside it.
func relates(k nlp.Kind, f role) bool {
	return k == nlp.Ratio && f != rNone || f == rDelta || f == rPct
}

// printsClass reports a heading that prints a class with its level mark.
func (p *paragraph) printsClass() bool {
	return slices.ContainsFunc(p.lx, func(x lexeme) bool { return x.kind == lexWord && x.entry.code != "" })
}

// briefly reports a verb of one character, which is one only in a comparison or
// after the name of what changed.
func (p *paragraph) briefly(i int) bool {
	e := p.lx[i].entry
	return e.role == rPct && len(e.surface) == hanBytes
}

// ownName puts one word in place of the name of the body that reports, wherever
// it stands: a name may contain words that mean something elsewhere, 检察 or 教育.
func (p *paragraph) ownName(lx []lexeme, entity string) []lexeme {
	if nlp.HanCount(entity) < 4 {
		return lx
	}
	for from := 0; ; {
		k := strings.Index(p.text[from:], entity)
		if k < 0 {
			return lx
		}
		start := from + k
		from = start + len(entity)
		lx = splice(lx, lexeme{start: start, end: from, kind: lexWord, entry: &ownBody})
	}
}

// ownBody is the entry of the reporting body's name, which means nothing more.
var ownBody = entry{role: rBody}

// isPlain reports a lexeme that is only words: a numeral inside a word, or a
// fixed phrase that is kept from being read as what it contains.
func (p *paragraph) isPlain(x *lexeme) bool {
	switch x.kind {
	case lexClassed:
		return p.ms[x.mention].Kind == nlp.Noise || ordinalInName(p.text, x)
	case lexWord:
		return x.entry.role == rSkip
	}
	return false
}

// ordinalInName reports 第一 in 第一产业: an ordinal that a word follows at once.
func ordinalInName(text string, x *lexeme) bool {
	return strings.HasPrefix(text[x.start:], "第") && x.end < len(text) && nlp.HanCount(nlp.FirstRunes(text[x.end:], 1)) == 1
}

// unnamed drops from unread the words of the name that a production read as one:
// a member of a list, a project, a kind of vehicles, what is counted by name
// (“甲项目”“乙项目”等2个项目).
func (p *paragraph) unnamed(unread []string, m *nlp.Mention, f *schema.Fact) []string {
	names := ""
	switch f.Rule {
	case "member", "project", "vehicle_kind":
		names = f.Label + " " + f.Dimensions.Project
	case "count":
		unread = slices.DeleteFunc(unread, func(w string) bool { return w == "等" }) // 甲、乙等2个
		names = strings.Join(p.quotedBefore(m.Start), " ")
	}
	if names = fold(names); names == "" {
		return unread
	}
	return slices.DeleteFunc(unread, func(w string) bool { return strings.Contains(names, w) })
}

// isNoise reports a numeral that is part of a word: 红十字会, 一般转移支付.
func (p *paragraph) isNoise(x *lexeme) bool {
	return x.kind == lexClassed && x.mention < len(p.ms) && p.ms[x.mention].Kind == nlp.Noise
}

// endsName reports a lexeme that no name goes across, read backwards.
func (p *paragraph) endsName(x *lexeme) bool {
	switch x.kind {
	case lexNumber, lexDate:
		return true
	case lexMark:
		return x.mark != '|' && x.mark != '(' && x.mark != ')'
	case lexWord:
		return x.entry.role == rPart || x.entry.role == rPairEnd || x.entry.role == rYear || x.entry.role == rDelta || x.entry.role == rPct
	}
	return false
}

// namesAfter reads the names after a count: a colon, 分别为 or 包括 opens them,
// the end of the sentence closes them.
func (p *paragraph) namesAfter(at int) []string {
	rest := p.text[at:]
	if k := strings.IndexAny(rest, "。；\n"); k >= 0 {
		rest = rest[:k]
	}
	for _, open := range []string{"：", ":", "，分别为", "，分别是", "，即", "，包括"} {
		if k := strings.Index(rest, open); k >= 0 && k <= 45 && !strings.ContainsAny(rest[:k], "，、") {
			return nameList(rest[k+len(open):])
		}
	}
	return nil
}

// quotedBefore reads names in quotation marks directly before a count.
func (p *paragraph) quotedBefore(at int) []string {
	s := strings.TrimRight(p.text[:at], " ")
	open := strings.HasSuffix(s, "等")
	s = strings.TrimSuffix(s, "等")
	var names []string
	for strings.HasSuffix(s, "”") {
		k := strings.LastIndex(s, "“")
		if k < 0 {
			break
		}
		names = append([]string{strings.Trim(s[k:], "“”")}, names...)
		s = strings.TrimRight(s[:k], "、和及 ")
	}
	if open && len(names) > 0 {
		names[len(names)-1] += "等"
	}
	return names
}

// nameList splits an enumeration of names at its outermost marks. A list with
// numbers, clauses or long stretches in it is none.
func nameList(s string) []string {
	var names []string
	depth, from := 0, 0
	cut := func(to int) {
		if name := strings.Trim(s[from:to], " “”\"。.（）　"); name != "" {
			names = append(names, name)
		}
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '（' || r == '(':
			depth++
		case r == '）' || r == ')':
			depth--
		case depth == 0 && r == '、':
			cut(i)
			from = i + size
		case depth == 0 && (r == '，' || r == ','):
			return nil
		case depth == 0 && r >= '0' && r <= '9':
			return nil
		}
		i += size
	}
	cut(len(s))
	if len(names) > 0 {
		if last := names[len(names)-1]; strings.Contains(last, "和") || strings.Contains(last, "及") {
			names = append(names[:len(names)-1], splitLast(last)...)
		}
	}
	for _, name := range names {
		if n := nlp.HanCount(dropBrackets(name)); n < 2 || n > 20 || strings.Contains(name, "按照") || strings.Contains(name, "规定") {
			return nil
		}
	}
	return names
}

// splitLast splits 乙社区和丙社区 when both halves end alike, so that a name
// with 和 inside stays whole.
func splitLast(s string) []string {
	for _, w := range []string{"以及", "和", "及", "与"} {
		k := strings.Index(s, w)
		if k <= 0 {
			continue
		}
		a, b := s[:k], s[k+len(w):]
		ra, rb := []rune(a), []rune(b)
		if len(ra) > 2 && len(rb) > 2 && ra[len(ra)-1] == rb[len(rb)-1] {
			return []string{a, b}
		}
	}
	return []string{s}
}

// joins reports a comma between two numbers that share a unit: 各是4125.49,4143.91万元.
func (p *paragraph) joins(i int) bool {
	return p.lx[i].mark == ',' && i > 0 && p.lx[i-1].kind == lexNumber && p.lx[i-1].end == p.lx[i].start && p.ms[p.lx[i-1].mention].Shared
}

// shareOrCompletion reads 占年初预算的94.59%: a share of the figure's own budget
// is its completion.
func (p *paragraph) shareOrCompletion(i int) role {
	if p.ofBudget(i) {
		return rCompletion
	}
	return rShare
}

// ofBudget reports a word that a phase of the budget and a ratio follow at once.
func (p *paragraph) ofBudget(i int) bool {
	if i+2 >= len(p.lx) {
		return false
	}
	budget, ratio := &p.lx[i+1], &p.lx[i+2]
	return budget.kind == lexWord && budget.entry.role == rMeasure && budget.entry.measure.IsBudget() && budget.start == p.lx[i].end &&
		ratio.kind == lexNumber && nlp.HanCount(trimFunction(p.text[budget.end:ratio.start])) == 0
}

// ratioOf reports the phase at lexeme i when a ratio is said to be of it: the
// budget, perhaps with a remark in brackets or a note's number, 的 and the ratio.
func (p *paragraph) ratioOf(i int) bool {
	depth, from := 0, p.lx[i].end
	for j := i + 1; j < len(p.lx); j++ {
		x := &p.lx[j]
		if depth == 0 && x.kind == lexNumber {
			return p.ms[x.mention].Kind == nlp.Ratio && strings.HasSuffix(strings.TrimSpace(p.text[from:x.start]), "的") && nlp.HanCount(p.text[from:x.start]) == 1
		}
		switch {
		case x.kind == lexMark && x.mark == '(':
			depth++
		case x.kind == lexMark && x.mark == ')':
			depth--
		case depth == 0 && !p.isPlain(x):
			return false
		}
		from = x.end
	}
	return false
}

// heads reports whether the words after a bare 收入 or 支出 make it a subject:
// a figure, a change, a share or a phase, and nothing else in between.
func (p *paragraph) heads(j int) bool {
	from := p.lx[j-1].end
	for ; j < len(p.lx); j++ {
		x := &p.lx[j]
		if strings.TrimSpace(trimFunction(p.text[from:x.start])) != "" {
			return false
		}
		from = x.end
		switch x.kind {
		case lexNumber:
			return true
		case lexMark:
			return x.mark == '|' && j+1 < len(p.lx) && p.lx[j+1].kind == lexWord && p.lx[j+1].entry.role == rHead
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

// listed reports whether only a list mark stands between two subjects.
func (p *paragraph) listed(from, to int) bool {
	if from > to {
		return false
	}
	switch strings.Trim(p.text[from:to], " \t\u3000“”\"") {
	case "、", "和", "及", "与", "以及":
		return true
	}
	return false
}

// numberAhead reports a number before the end of the clause list that begins at
// lexeme i. What a completion or comparison says is no part of the list.
func (p *paragraph) numberAhead(i int) bool {
	for ; i < len(p.lx); i++ {
		switch x := &p.lx[i]; {
		case x.kind == lexNumber:
			return true
		case x.kind == lexWord && x.entry.role == rCompletion && p.lx[i-1].kind == lexMark && p.lx[i-1].mark == ',':
			return false // …发生的人员经费，完成年初预算100%
		case x.kind == lexMark && (x.mark == '.' || x.mark == ';'):
			return false
		}
	}
	return strings.HasSuffix(strings.TrimSpace(p.text), "：") || strings.HasSuffix(strings.TrimSpace(p.text), ":")
}

// announcesParts reports a paragraph that ends in 其中： or another opener of
// parts; 具体情况如下： announces no parts.
func (p *paragraph) announcesParts() bool {
	k := len(p.lx) - 1
	if k < 1 || p.lx[k].kind != lexMark || p.lx[k].mark != ':' || strings.TrimSpace(p.text[p.lx[k].end:]) != "" {
		return false
	}
	w := &p.lx[k-1]
	return w.kind == lexWord && w.entry.role == rPart && nlp.HanCount(p.text[w.end:p.lx[k].start]) <= 8
}

// isPhase reports a word of the paragraph that only says of which phase a figure
// is: 预算, also in 为预算的102%.
func (p *paragraph) isPhase(word string) bool {
	return slices.ContainsFunc(p.lx, func(x lexeme) bool {
		return x.kind == lexWord && (x.entry.role == rMeasure || x.entry.role == rCompletion) && strings.HasSuffix(p.text[x.start:x.end], word)
	})
}

// run counts the numbers from lexeme i on that only list marks separate.
func (p *paragraph) run(i int) int {
	count := 1
	end := p.lx[i].end
	for j := i + 1; j < len(p.lx); j++ {
		x := &p.lx[j]
		switch strings.Trim(p.text[end:x.start], " \u3000") {
		case "", "和", "及", "与":
		default:
			return count
		}
		end = x.end
		switch {
		case x.kind == lexNumber && p.ms[x.mention].Kind == p.ms[p.lx[i].mention].Kind:
			count++
		case x.kind == lexMark && (x.mark == '|' || x.mark == ','):
		default:
			return count
		}
	}
	return count
}

// sentenceAt returns the sentence around a byte, for the context column.
func (p *paragraph) sentenceAt(at int) string {
	from := strings.LastIndexAny(p.text[:at], "。；\n")
	if from < 0 {
		from = 0
	} else {
		_, size := utf8.DecodeRuneInString(p.text[from:])
		from += size
	}
	to := strings.IndexAny(p.text[at:], "。；\n")
	if to < 0 {
		to = len(p.text)
	} else {
		to += at
	}
	return strings.TrimSpace(p.text[from:to])
}

// contradicts reports a word that another of the opposite sense runs into, left
// from a choice of the template: 决算数大小于预算数, 比上年减增加20万元.
func (p *paragraph) contradicts(i int) (string, bool) {
	word := p.lx[i].entry.surface
	for _, pair := range opposites {
		if strings.HasPrefix(word, pair.word) && strings.HasSuffix(p.text[:p.lx[i].start], pair.other) {
			return pair.other + word, true
		}
	}
	return "", false
}

// opposites are words with what contradicts them right before.
var opposites = []struct{ word, other string }{
	{"小于", "大"}, {"大于", "小"}, {"低于", "高"}, {"高于", "低"},
	{"增加", "减"}, {"减少", "增"}, {"增加", "减少"}, {"减少", "增加"}, {"增长", "下降"}, {"下降", "增长"}, {"增长", "降"}, {"下降", "增"},
}

// alternative reports a template's choice left standing: 小于预算数（或与预算数持平）
// asserts neither.
func (p *paragraph) alternative(at int) bool {
	rest := p.text[at:min(len(p.text), at+30)]
	return strings.Contains(rest, "（或") || strings.Contains(rest, "(或")
}

// compareWord gives the sign a comparison word asserts.
func compareWord(e *entry) string {
	switch {
	case e.role == rFlat || e.sign == 0:
		return "="
	case e.sign > 0:
		return ">"
	}
	return "<"
}

// measureNear reports a budget phase right after a comparison word.
func (p *paragraph) measureNear(i int) bool {
	if i+1 >= len(p.lx) {
		return false
	}
	x := &p.lx[i+1]
	return x.kind == lexWord && x.entry.role == rMeasure && x.entry.measure.IsBudget() && nlp.HanCount(p.text[p.lx[i].end:x.start]) <= 2
}

// clauseEnds reports that nothing of substance follows lexeme j in its clause.
func (p *paragraph) clauseEnds(j int) bool {
	from := p.lx[j-1].end
	to := len(p.text)
	for ; j < len(p.lx); j++ {
		if x := &p.lx[j]; x.kind == lexMark && x.mark != '(' && x.mark != ')' {
			to = x.start
			break
		} else if x.kind == lexNumber {
			return false
		}
	}
	return nlp.HanCount(trimFunction(p.text[from:to])) <= 4
}

// classify turns fact kinds into a class that is none.
func classify(ms []nlp.Mention, as nlp.Kind) {
	for i := range ms {
		if schema.Kind(ms[i].Kind).IsFact() || ms[i].Kind == nlp.Number {
			ms[i].Kind = as
		}
	}
}

// statesFact reports whether a text has a figure: then it is no heading, however
// short ("2022年度收入总计950.00万元。").
func statesFact(ms []nlp.Mention) bool {
	return slices.ContainsFunc(ms, func(m nlp.Mention) bool { return schema.Kind(m.Kind).IsFact() })
}

// upTo reports 止 after a month: 12月止 means from January to December.
func (p *paragraph) upTo(at int) bool {
	return strings.HasPrefix(strings.TrimLeft(p.text[at:], " 份底末"), "止")
}
