package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// relabel makes whole the label of a figure that has no concept. Of one that has, the
// words are known; only the sign that opens the quote before them is put back.
func (n *prose) relabel(i int, f *schema.Fact) {
	if f.Concept == "" && f.Form != schema.Threshold {
		if f.Rule == "of_topic" {
			return // its name is that of the topic
		}
		f.Label = cmp.Or(quoted(n.p.Text, n.d.together(&n.p, i)), n.named(i, f))
		return
	}
	if clause.IsEconomy(f.Concept) {
		f.Label = cutWord(f.Label, words.ReachedBy, strings.CutSuffix)
		before := n.p.Between(min(n.d.sentence.start, n.p.Lexemes[i].Start), n.p.Lexemes[i].Start)
		if _, rest, found := cutLast(before, f.Label); found && f.Label != "" {
			f.Label += nameEnd(f.Label, rest)
		}
	}
	f.Label = quoted(n.p.Text, f.Label)
}

// called is what a figure with a concept is called, whose label is too short for a name: 失业保险基金收入5亿元，支出4亿元.
func (n *prose) called(f *schema.Fact) string {
	switch member := f.Dimensions.Indicator; {
	case f.Concept == "" || f.Form == schema.Threshold:
		return ""
	case clause.IsEconomy(f.Concept) && member != "" && nlp.HanCount(f.Label) < shortestOwn && !n.isName(f.Label):
		return member // 秋粮产量172.69万吨，减产0.67万吨
	case !Labelled(f.Label).Generic:
		return ""
	case clause.IsInsurance(f.Concept) && member != "":
		return clause.NameOfConcept(f, n.ctx.Frame.Territorial) + f.Label
	}
	return clause.NameOfConcept(f, n.ctx.Frame.Territorial)
}

// cutWord drops a word of a use from the beginning or the end of a name: 力争工业投资,
// 粮食总产量达到.
func cutWord(label string, use words.Use, cut func(s, word string) (string, bool)) string {
	for _, w := range use.Labels() {
		if rest, ok := cut(label, w.Text); ok && nlp.HanCount(rest) > 1 {
			return rest
		}
	}
	return label
}

// tidy drops from the ends of a name what is no part of it: 专项支出安排 is 专项支出, and
// 每千人口托位数达 is 每千人口托位数.
func tidy(label string) string {
	label = strings.TrimPrefix(label, words.Of)
	if rest, without := words.LabelCut.Labels().Cut(label, afterLast, "less"); without && nlp.HanCount(rest) > 1 {
		label = rest // 剔除减税降费因素后总财力
	}
	if open := strings.LastIndex(label, "（"); open >= 0 && words.RanksEnd(label+"）", open) > len(label) {
		label += "）" // 分配县（市、区）
	}
	for tail := words.LabelTail.Labels().Of(label); tail != nil && !clause.EndsKept(label); tail = words.LabelTail.Labels().Of(label) {
		rest := strings.TrimSuffix(label, tail.Text)
		if nlp.HanCount(rest) <= nlp.HanCount(tail.Text) || strings.HasSuffix(rest, words.Of) {
			break // 教育方面的投入
		}
		label = rest
	}
	return label
}

// quoted gives a label the quotation mark that the text opens it with.
func quoted(text, label string) string {
	const open, shut = "“", "”"
	opened, closed := strings.Count(label, open), strings.Count(label, shut)
	if opened == closed {
		return label
	}
	k := strings.Index(text, label)
	if k < 0 {
		return label
	}
	if opened > closed {
		rest := nlp.FirstRunes(text[k+len(label):], longestQuoteRest)
		if at := strings.Index(rest, shut); at >= 0 && strings.IndexFunc(rest[:at], func(r rune) bool { return !clause.IsWordRune(r) }) < 0 {
			return label + rest[:at+len(shut)] // “标准地”, of which 地 is taken for a particle
		}
		return label
	}
	if r, _ := utf8.DecodeLastRuneInString(text[:k]); r != []rune(open)[0] {
		return label
	}
	return open + label
}

// longestQuoteRest is how many characters of a quotation a label may leave out.
const longestQuoteRest = 5

// withoutEntity drops from a name the body that reports: 某某县数据中心实施项目.
func (n *prose) withoutEntity(label string) string {
	if rest, of := strings.CutPrefix(label, n.ctx.Frame.Entity); of && clause.IsBody(n.ctx.Frame.Entity) && nlp.HanCount(rest) > 1 && clause.IsWordRune([]rune(rest)[0]) {
		return rest
	}
	return label
}

// runStart is where the run of words begins that a text ends with, behind its last mark.
func runStart(s string) int { return len(strings.TrimRightFunc(s, clause.IsWordRune)) }

// together is the name of what one figure is of that its clause names several for, label where
// it is not whole: 契税及耕地占用税收入13万元.
func (n *prose) together(i int, label string) string {
	name := n.d.at(&n.p).WholeName(i)
	for k := range n.d.topic.subjects {
		if !strings.Contains(name, n.d.topic.subjects[k].Label) {
			return label
		}
	}
	name, _ = words.LabelCut.Labels().Cut(name, strings.CutPrefix, "added")
	return name
}

// cutLast cuts a text at the last of a word.
func cutLast(s, word string) (before, after string, found bool) {
	k := strings.LastIndex(s, word)
	if k < 0 {
		return s, "", false
	}
	return s[:k], s[k+len(word):], true
}

// afterLast cuts off a text up to the last of a word, afterFirst up to the first.
func afterLast(s, word string) (string, bool) {
	_, rest, found := cutLast(s, word)
	return rest, found
}

func afterFirst(s, word string) (string, bool) {
	_, rest, found := strings.Cut(s, word)
	return rest, found
}

// beginsNoun reports a verb at the beginning of a name, up to a byte, that is a part of a noun: 占地面积, 保障性住房.
func beginsNoun(name string, end int) bool {
	return strings.HasPrefix(name[end:], words.AsQuality) || slices.ContainsFunc(words.Load().Nouns, func(noun words.Word) bool { return len(noun.Text) > end && strings.HasPrefix(name, noun.Text) })
}

// listMarks part the elements of a list.
const listMarks = "、，, "

// arabic are the digits that numbers are printed with.
const arabic = "0123456789"

// openQuote opens a quotation, shutQuote ends it.
const openQuote, shutQuote = "“", "”"

// shortestWhole is how many characters a noun may have that is only the beginning of one.
const shortestWhole = 4

// shortestOwn is how many characters the noun of a count has at least that ends before a list
// mark: 国控 in 32个国控、省控断面 does not. One that ends in a numeral does not either, 一、二类水质.
const shortestOwn = 3

// withoutPer drops from the end of a name for whom and for what time one of it is: 补助标准每生每天.
func withoutPer(label string) string {
	at := strings.Index(label, words.Per)
	if at <= 0 {
		return label
	}
	for _, one := range strings.Split(label[at+len(words.Per):], words.Per) {
		if nlp.HanCount(one) > longestOne {
			return label
		}
	}
	name := label[:at]
	if before := words.PerLead.Labels().Of(name); before != nil {
		name = strings.TrimSuffix(name, before.Text)
	}
	if nlp.HanCount(name) < 2 || !clause.Balanced(name) {
		return label
	}
	return name
}

// longestOne is how many characters say for whom or what time a rate is: 每生每学期.
const longestOne = 2

// ownMoney is the money before the figure at lexeme i by whose it is, which is all that
// its clause says: 中央资金10万元、市级配套2万元. It is empty where there is none.
func (n *prose) ownMoney(i int) string {
	at := n.p.Lexemes[i].Start
	name := strings.Trim(n.p.Text[min(n.d.clause.start, at):at], listMarks)
	payer, paid := strings.CutSuffix(name, words.MoneyWord.Word())
	if !clause.IsPayer(payer) || !paid && nlp.HanCount(payer) < shortestPayer {
		return ""
	}
	return name
}

// shortestPayer is how many Han characters say who pays and that it is money: 市级配套.
const shortestPayer = 4

// ownWords is what the clause of the figure at lexeme i says before it.
func (n *prose) ownWords(i int) string {
	at := n.p.Lexemes[i].Start
	return strings.Trim(nlp.Squeeze(n.p.Between(min(n.d.clause.start, at), at)), listMarks)
}

// isName reports a label that has a noun in it, and is not only the word for a phase: 基金收入, but not
// 比上, 稳定 or 预算.
func (n *prose) isName(label string) bool {
	if nlp.HanCount(label) < 2 {
		return words.PlaceNoun.Labels().Is(label) || strings.ContainsFunc(label, func(r rune) bool { return r >= 'A' && r <= 'Z' }) // CPI
	}
	if n.p.IsPhase(label) {
		return false
	}
	for _, part := range n.g.general.Segment(label) {
		if part.POS == verbalNoun || !strings.ContainsAny(part.POS[:min(1, len(part.POS))], "vdpcafu") {
			return true
		}
	}
	return words.DeedNoun.Labels().Say(label) || words.AccountNoun.Labels().Say(label) || strings.HasSuffix(label, words.RateEnd.Word()) || words.FundNoun.Labels().Of(label) != nil
}

// allVerbs reports a label of verbs alone, and of what stands before verbs: 累计建成.
func (n *prose) allVerbs(label string) bool {
	for _, part := range n.g.general.Segment(label) {
		if part.POS != "d" && !strings.HasPrefix(part.POS, "v") {
			return false
		}
	}
	return clause.IsPhrase(label)
}

// verbalNoun is the part of speech of a verb that is as often a noun, 活动.
const verbalNoun = "vn"
