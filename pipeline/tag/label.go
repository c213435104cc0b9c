package tag

import (
	"cmp"
	"strings"

	"gongkai/nlp"
	"gongkai/schema/words"
)

// phraseBefore returns the words between the last thing understood in the
// segment and a number, without the verbs and particles that only connect
// them. It is empty when nothing of substance stands there, so the number
// inherits its subject; otherwise it names something the tables do not know.
func (n *narrator) phraseBefore(at int) string {
	from := n.segment
	if n.named && len(n.subjects) > 0 {
		from = max(from, n.subjects[len(n.subjects)-1].end)
	}
	return n.substance(from, at)
}

// substance returns the last stretch of text in [from,at) that no grammar word
// accounts for and that can name something.
func (n *narrator) substance(from, at int) string {
	best, start := "", min(from, at)
	for i := 0; i < len(n.p.lx); i++ {
		x := &n.p.lx[i]
		if shut := n.remark(i, from, at); shut > i {
			start, i = n.p.lx[shut].end, shut
			continue
		}
		if n.p.isNoise(x) || x.start < start || x.kind == lexMark && x.mark != ':' || x.kind == lexWord && x.entry.role == rConcept && !n.named {
			continue
		}
		if x.start >= at {
			break
		}
		if x.kind == lexWord && (x.entry.role == rConcept || x.entry.role == rSkip || x.entry.role == rQualifier || x.entry.role == rPair) {
			continue
		}
		if s := n.phraseIn(start, x.start); isPhrase(s) {
			best = s
		}
		start = max(start, min(x.end, at))
	}
	if s := n.phraseIn(start, at); isPhrase(s) {
		best = s
	}
	return best
}

// remark is the lexeme that shuts the bracket which opens at lexeme i, right
// behind a subject that ends at from, where it is shut before to and has no
// figure: 收入（预计完成数，下同）. It is 0 where there is none.
func (n *narrator) remark(i, from, to int) int {
	if x := &n.p.lx[i]; !n.named || x.kind != lexMark || x.mark != '(' || x.start < from || strings.TrimSpace(n.p.text[from:x.start]) != "" {
		return 0
	}
	depth := 0
	for k := i; k < len(n.p.lx) && n.p.lx[k].end <= to; k++ {
		switch x := &n.p.lx[k]; {
		case x.kind == lexNumber:
			return 0
		case x.kind == lexMark && x.mark == '(':
			depth++
		case x.kind == lexMark && x.mark == ')':
			if depth--; depth == 0 {
				return k
			}
		}
	}
	return 0
}

// phraseIn trims a stretch of text; a remark in brackets after a known subject
// (以合同签订为准) says nothing new.
func (n *narrator) phraseIn(from, to int) string {
	s := n.p.text[from:max(from, to)]
	if n.named {
		s = dropBrackets(s)
	}
	if emptyWords().covers(strings.TrimRight(nlp.Squeeze(s), opensBase)) {
		return ""
	}
	if s = trimFunction(s); n.mayNameBody(from) && isBody(s) || emptyWords().covers(nlp.Squeeze(s)) {
		return ""
	}
	return s
}

// phraseSinceVerb returns the words between the last verb of change and a number.
func (n *narrator) phraseSinceVerb(at int) string {
	for i := len(n.p.lx) - 1; i >= 0; i-- {
		if x := &n.p.lx[i]; x.kind == lexWord && x.entry.role == n.form && x.start >= n.clause && x.end <= at {
			return n.substance(x.end, at)
		}
	}
	return ""
}

// mayNameBody reports a place where the name of a body can stand: not behind a
// comparison, where a word that ends like one is a verb nobody knows.
func (n *narrator) mayNameBody(at int) bool { return n.baseEnd <= n.clause || at < n.baseEnd }

// phraseBeforePredicate is phraseBefore for a number ruled by 占, 完成 or a
// change word: what stands before that word.
func (n *narrator) phraseBeforePredicate() string {
	for i := len(n.p.lx) - 1; i >= 0; i-- {
		x := &n.p.lx[i]
		if x.kind == lexWord && x.entry.role == n.form && x.start >= n.segment && (n.current <= 0 || x.end <= n.current) {
			from := n.segment
			if n.named && len(n.subjects) > 0 {
				from = max(from, n.subjects[len(n.subjects)-1].end)
			}
			return n.substance(from, x.start)
		}
	}
	return ""
}

// label is the subject as written: the noun phrase the segmenter finds beside
// the number, else the phrase before it.
func (n *narrator) label(i int, phrase string) string {
	m := &n.p.ms[n.p.lx[i].mention]
	if n.named && len(n.subjects) > 0 && m.Kind != nlp.Count {
		return n.subjects[min(n.turn, len(n.subjects)-1)].label
	}
	if s, e := n.seg.Subject(n.p.text, *m, n.segment); e > s {
		return withoutScope(n.p.text[s:e])
	}
	if phrase == "" && len(n.subjects) > 0 {
		return n.subjects[len(n.subjects)-1].label
	}
	return withoutScope(phrase)
}

// wholeName is the noun phrase before the number at lexeme i, whole: from the
// last word that ends a phrase to the words that only connect it with the number.
// It is empty where what stands there is too long to be a name.
func (n *narrator) wholeName(i int) string {
	end, k := n.p.lx[i].start, i-1
	for ; k >= 0 && n.p.lx[k].start >= n.clause; k-- {
		x := &n.p.lx[k]
		if x.kind != lexWord || !predicates(x.entry.role) || trimFunction(n.p.text[x.end:end]) != "" {
			break
		}
		end = x.start
	}
	start, depth := n.clause, 0
	for ; k >= 0 && n.p.lx[k].start >= n.clause; k-- {
		x := &n.p.lx[k]
		switch {
		case x.kind == lexMark && x.mark == ')':
			depth++
		case x.kind == lexMark && x.mark == '(':
			depth--
		case depth == 0 && n.p.endsName(x):
			start = x.end
		}
		if start == x.end {
			break
		}
	}
	name := withoutScope(strings.Trim(trimName(n.p.text[start:end]), "“”"))
	if nlp.HanCount(name) > longestName || !balanced(name) {
		return ""
	}
	return name
}

// wholeLabel is the whole name before a number, without the verb of an office that
// leads it, 争取上级补助资金; label where there is none.
func (n *narrator) wholeLabel(i int, label string) string {
	name := n.wholeName(i)
	for _, v := range words.Load().Leads {
		if rest, ok := strings.CutPrefix(name, v.Text); ok && nlp.HanCount(rest) >= 2 {
			name = rest
			break
		}
	}
	return cmp.Or(name, label)
}
