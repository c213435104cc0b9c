package clause

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// A number has a meaning only if its whole clause was understood. This file says
// which words of a clause were not.

// Unread returns the words of the clause before the number at lexeme i that
// nothing accounts for, in order: those that are in no lexeme, no empty word, no
// name of a body or place, and that known does not report. concept is the one the
// subject gave the number. A closed bracket is a remark of its own.
func (c Clause) Unread(i int, concept schema.ConceptID, known func(word string) bool) []string {
	var out []string
	c.economy, c.revenue = IsEconomy(concept), ofRevenue(concept) && c.collects()
	depth, from, to := 0, c.Start, c.P.Lexemes[i].Start
	if end := frameEnd(c.P.Text[from:to]); end > 0 {
		from += end
	}
	for k := c.P.LexemeAt(from); k < i; k++ {
		x := &c.P.Lexemes[k]
		if x.Start < from || c.P.IsPlain(x) || c.P.joinsNouns(k) {
			continue
		}
		if depth == 0 {
			if out = c.unreadIn(c.pastTold(from), x.Start, out, known); c.dangles(x, concept) {
				out = append(out, nlp.Squeeze(c.P.Text[x.Start:x.End]))
			}
		}
		switch {
		case x.Kind == Mark && x.Mark == '(':
			depth++
		case x.Kind == Mark && x.Mark == ')':
			depth = max(0, depth-1)
		}
		from = x.End
	}
	if depth > 0 {
		return out
	}
	return c.unreadIn(c.pastTold(from), to, out, known)
}

// joinsNouns reports 与 inside of a name, 规划与自然资源局, where it opens no comparison.
func (p *Paragraph) joinsNouns(k int) bool {
	x := &p.Lexemes[k]
	return x.Kind == Word && x.Entry.Role == PairWord && words.NameJoiner.Labels().Is(x.Entry.Surface) && !p.OpensPredicate(k)
}

// pastTold is the place behind the name of the assembly that a comparison tells, where a place
// is inside it.
func (c Clause) pastTold(at int) int {
	if told := c.Compared.Told; told.Start <= at && at < told.End {
		return told.End
	}
	return at
}

// dangles reports a word that names something and stands right before the subject
// that gave the number its concept, without being part of it: the phrase as a
// whole is the name of a third thing.
func (c Clause) dangles(x *Lexeme, concept schema.ConceptID) bool {
	if !c.Named || len(c.Subjects) == 0 || x.Kind != Word || x.Entry.Role != ConceptWord {
		return false
	}
	s := &c.Subjects[len(c.Subjects)-1]
	between := strings.TrimLeft(c.P.Text[min(x.End, s.Start):s.Start], " ")
	side := schema.AccountOf(concept) == schema.RevenueAccount || schema.AccountOf(concept) == schema.ExpenditureAccount
	field := side && x.Entry.Function && between != "" && len(between) <= longestBetween && EmptyWords().Covers(between) // 教育经费总收入: of a field, and no whole
	return s.Concept == concept && x.Start < s.Start && (between == "" || field) && !c.isSubject(x.Start) &&
		!IsBody(nlp.Squeeze(c.P.Between(c.Start, x.End))) // 柳溪区法院培训费支出
}

// longestBetween is how many bytes may stand between a field and the whole that is called after it.
const longestBetween = 4 * len("经")

// isSubject reports a byte inside one of the subjects in force.
func (c Clause) isSubject(at int) bool {
	return slices.ContainsFunc(c.Subjects, func(s Subject) bool { return s.Start <= at && at < s.End })
}

// unreadIn appends the unread words of a stretch of text between lexemes.
func (c Clause) unreadIn(from, to int, out []string, known func(string) bool) []string {
	if from >= to {
		return out
	}
	for run := range strings.FieldsFuncSeq(words.WithoutRankMarks(nlp.Squeeze(c.P.View.Plain(from, to))), func(r rune) bool { return !IsWordRune(r) }) {
		if w := c.unreadWord(run, from, known); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// unreadWord returns what of a run of text is unread: "" where it is nothing but
// empty words and names of bodies and places.
func (c Clause) unreadWord(run string, at int, known func(string) bool) string {
	empty := EmptyWords()
	if c.economy && IsBody(run) && !empty.Covers(run) {
		return run // 疾病预防控制中心卫生技术人员: of the bodies, not of all
	}
	if empty.Covers(run) || c.Counted && IsTally(run) || c.mayNameBody(at) && (IsBody(run) || IsPlace(run) || IsPlacesBelow(run) || empty.CoversWith(run, known)) {
		return ""
	}
	if w := empty.Trim(run); w != "" {
		if c.revenue && words.Collected.Labels().Is(w) || c.Predicate == ShareWord && words.ShareName.Labels().Is(w) {
			return "" // 土地增值税入库2亿元, 占本年支出的比例为9%
		}
		return w
	}
	return run
}

// OfOthers reports an item that begins by speaking of others than the item before
// it, whose subject it therefore does not go on with: 预留项目金额10万元；在其他项目中，
// 由中小企业中标的，采购金额5万元.
func (c Clause) OfOthers(at int) bool {
	from := near(c.P.Text, 0, at)
	if k := strings.LastIndexAny(c.P.Text[from:at], "；;。"); k >= 0 {
		_, size := utf8.DecodeRuneInString(c.P.Text[from+k:])
		from += k + size
	} else if from > 0 {
		return false
	}
	item := strings.TrimPrefix(strings.TrimLeft(c.P.Text[from:at], " "), words.At)
	if !words.OthersFirst.Labels().Say(item) {
		return false
	}
	return !slices.ContainsFunc(c.Subjects, func(s Subject) bool { return s.End > from })
}

// WordsBefore counts the words of the clause before the number at lexeme i that
// the lexicon knows.
func (c Clause) WordsBefore(i int) int {
	count := 0
	for k := i - 1; k >= 0 && c.P.Lexemes[k].Start >= c.Start; k-- {
		if x := &c.P.Lexemes[k]; x.Kind == Word && !c.P.IsPlain(x) {
			count++
		}
	}
	return count
}
