package tag

import (
	"cmp"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema/words"
)

// phraseBefore returns the words between the last thing understood in the
// segment and a number, without the verbs and particles that only connect
// them. It is empty when nothing of substance stands there, so the number
// inherits its subject; otherwise it names something the tables do not know.
func (n *narrator) phraseBefore(at int) string {
	from := n.segment
	if n.named && len(n.subjects) > 0 {
		from = max(from, n.subjects[len(n.subjects)-1].End)
	}
	return n.substance(from, at)
}

// substance returns the last stretch of text in [from,at) that no grammar word
// accounts for and that can name something.
func (n *narrator) substance(from, at int) string {
	best, start := "", min(from, at)
	for i := 0; i < len(n.p.Lexemes); i++ {
		x := &n.p.Lexemes[i]
		if shut := n.remark(i, from, at); shut > i {
			start, i = n.p.Lexemes[shut].End, shut
			continue
		}
		if n.p.IsNoise(x) || x.Start < start || x.Kind == clause.Mark && x.Mark != ':' || x.Kind == clause.Word && x.Entry.Role == clause.ConceptWord && !n.named {
			continue
		}
		if x.Start >= at {
			break
		}
		if x.Kind == clause.Word && (x.Entry.Role == clause.ConceptWord || x.Entry.Role == clause.SkipWord || x.Entry.Role == clause.QualifierWord || x.Entry.Role == clause.PairWord) {
			continue
		}
		if s := n.phraseIn(start, x.Start); clause.IsPhrase(s) {
			best = s
		}
		start = max(start, min(x.End, at))
	}
	if s := n.phraseIn(start, at); clause.IsPhrase(s) {
		best = s
	}
	return best
}

// remark is the lexeme that shuts the bracket which opens at lexeme i, right
// behind a subject that ends at from, where it is shut before to and has no
// figure: 收入（预计完成数，下同）. It is 0 where there is none.
func (n *narrator) remark(i, from, to int) int {
	if x := &n.p.Lexemes[i]; !n.named || x.Kind != clause.Mark || x.Mark != '(' || x.Start < from || strings.TrimSpace(n.p.Text[from:x.Start]) != "" {
		return 0
	}
	depth := 0
	for k := i; k < len(n.p.Lexemes) && n.p.Lexemes[k].End <= to; k++ {
		switch x := &n.p.Lexemes[k]; {
		case x.Kind == clause.Number:
			return 0
		case x.Kind == clause.Mark && x.Mark == '(':
			depth++
		case x.Kind == clause.Mark && x.Mark == ')':
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
	s := n.p.Text[from:max(from, to)]
	if n.named {
		s = clause.DropBrackets(s)
	}
	if clause.EmptyWords().Covers(strings.TrimRight(nlp.Squeeze(s), clause.OpensBase)) {
		return ""
	}
	if s = clause.TrimFunction(s); n.mayNameBody(from) && clause.IsBody(s) || clause.EmptyWords().Covers(nlp.Squeeze(s)) {
		return ""
	}
	return s
}

// phraseSinceVerb returns the words between the last verb of change and a number.
func (n *narrator) phraseSinceVerb(at int) string {
	for i := len(n.p.Lexemes) - 1; i >= 0; i-- {
		if x := &n.p.Lexemes[i]; x.Kind == clause.Word && x.Entry.Role == n.form && x.Start >= n.clause && x.End <= at {
			return n.substance(x.End, at)
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
	for i := len(n.p.Lexemes) - 1; i >= 0; i-- {
		x := &n.p.Lexemes[i]
		if x.Kind == clause.Word && x.Entry.Role == n.form && x.Start >= n.segment && (n.current <= 0 || x.End <= n.current) {
			from := n.segment
			if n.named && len(n.subjects) > 0 {
				from = max(from, n.subjects[len(n.subjects)-1].End)
			}
			return n.substance(from, x.Start)
		}
	}
	return ""
}

// label is the subject as written: the noun phrase the segmenter finds beside
// the number, else the phrase before it.
func (n *narrator) label(i int, phrase string) string {
	m := &n.p.Mentions[n.p.Lexemes[i].Mention]
	if n.named && len(n.subjects) > 0 && m.Kind != nlp.Count {
		return n.subjects[min(n.turn, len(n.subjects)-1)].Label
	}
	if s, e := n.seg.Subject(n.p.Text, *m, n.segment); e > s {
		return clause.WithoutScope(n.p.Text[s:e])
	}
	if phrase == "" && len(n.subjects) > 0 {
		return n.subjects[len(n.subjects)-1].Label
	}
	return clause.WithoutScope(phrase)
}

// wholeName is the noun phrase before the number at lexeme i, whole: from the
// last word that ends a phrase to the words that only connect it with the number.
// It is empty where what stands there is too long to be a name.
func (n *narrator) wholeName(i int) string {
	end, k := n.p.Lexemes[i].Start, i-1
	for ; k >= 0 && n.p.Lexemes[k].Start >= n.clause; k-- {
		x := &n.p.Lexemes[k]
		if x.Kind != clause.Word || !clause.Predicates(x.Entry.Role) || clause.TrimFunction(n.p.Text[x.End:end]) != "" {
			break
		}
		end = x.Start
	}
	start, depth := n.clause, 0
	for ; k >= 0 && n.p.Lexemes[k].Start >= n.clause; k-- {
		x := &n.p.Lexemes[k]
		switch {
		case x.Kind == clause.Mark && x.Mark == ')':
			depth++
		case x.Kind == clause.Mark && x.Mark == '(':
			depth--
		case depth == 0 && n.p.EndsName(x):
			start = x.End
		}
		if start == x.End {
			break
		}
	}
	name := clause.WithoutScope(strings.Trim(clause.TrimName(n.p.Text[start:end]), "“”"))
	if nlp.HanCount(name) > clause.LongestName || !clause.Balanced(name) {
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
