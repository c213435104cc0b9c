package clause

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Carried is what a paragraph takes over from those before it under its heading.
type Carried struct {
	Class string // the code of the class that was named last
	told  toldOf // what was told last of the economy
}

// Headed is what is taken over below another heading.
func (c Carried) Headed() Carried { return Carried{Class: c.Class} }

// Read reads a text into lexemes: those of the lexicon, then what only the words
// around them show. before is what the text before leaves to this one, and the one returned
// what this leaves to the next. The lexemes are appended to reuse.
func (l *Lexicon) Read(text string, ms []nlp.Mention, ctx *Context, before Carried, reuse []Lexeme) (Paragraph, Carried) {
	p := Paragraph{Text: text, View: nlp.ViewOf(text), Mentions: ms}
	lx := l.Lex(&p.View, ms, reuse)
	if ctx.Frame.Kind == schema.Bulletin || ctx.Frame.Kind == schema.WorkReport || ctx.Frame.Audits() {
		lx = slices.DeleteFunc(lx, ofOneBody)
	}
	lx = slices.DeleteFunc(lx, func(x Lexeme) bool { return lastOfSome(text, x) })
	if ctx.Frame.Kind == schema.Bulletin {
		lx = runInHeadings(text, lx)
	}
	lx = fundBalances(text, lx)
	lx, before.Class = p.ClassPaths(lx, ctx, before.Class)
	lx = p.joinedPaths(lx, ctx)
	lx = p.ownName(p.classCodes(lx), ctx.Frame.Entity)
	lx = comparedPoints(text, attributes(text, lx))
	p.Lexemes = briefChanges(text, ms, lx)
	p.dropCopulas()
	if ctx.Frame.Territorial || ctx.Frame.Kind == schema.Bulletin || ctx.Frame.Kind == schema.WorkReport {
		p.dealt(l)
		before.told = p.leftUnsaid(before.told)
	}
	return p, before
}

// dropCopulas drops the colons that stand for the verb between a name and its figure, 地区生产总值：686亿元, and part no
// clauses.
func (p *Paragraph) dropCopulas() {
	kept := p.Lexemes[:0]
	for i := range p.Lexemes {
		if !p.isCopula(i) {
			kept = append(kept, p.Lexemes[i])
		}
	}
	p.Lexemes = kept
}

// isCopula reports a colon right before a number, behind a name or what is said of it: 支出决算：5万元, 占比为：9%.
func (p *Paragraph) isCopula(i int) bool {
	if p.Lexemes[i].Mark != ':' || i == 0 || i+1 >= len(p.Lexemes) {
		return false
	}
	before, figure := &p.Lexemes[i-1], &p.Lexemes[i+1]
	if figure.Kind != Number || strings.TrimSpace(p.Text[p.Lexemes[i].End:figure.Start]) != "" {
		return false
	}
	if unknown := TrimFunction(p.Text[before.End:p.Lexemes[i].Start]); unknown != "" {
		return nlp.HanCount(unknown) > 1 && strings.IndexFunc(unknown, func(r rune) bool { return !IsWordRune(r) }) < 0
	}
	return before.Kind == Word && before.Entry.Role != PartWord && before.Entry.Role != ReasonWord && before.Entry.Role != YearWord
}

// ofOneBody reports the name of what only a single body has in its accounts, its staff, cars
// and villages. In a text on the economy of a place it is an ordinary noun: 公益性岗位5000个
// are none of the government's own posts, nor is 社区卫生服务中心 a village.
func ofOneBody(x Lexeme) bool {
	return x.Kind == Word && x.Entry.Role == ConceptWord && schema.HeldByBody(x.Entry.Concept)
}

// lastOfSome reports the name of an indicator that begins with the number of the last of some things told
// together: 第一、二、三产业投资 is of all three.
func lastOfSome(text string, x Lexeme) bool {
	if x.Kind != Word || x.Entry.Role != ConceptWord || x.Entry.Concept != schema.EconomyActual || !strings.HasSuffix(text[:x.Start], ListMark) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text[x.Start:])
	before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(text[:x.Start], ListMark)) // 森林覆盖率、九年义务教育巩固率 are two
	return strings.ContainsRune(words.Numerals, first) && strings.ContainsRune(words.Numerals, before)
}

// ownName puts one word in place of the name of the body that reports, wherever
// it stands: a name may contain words that mean something elsewhere, 检察 or 教育.
func (p *Paragraph) ownName(lx []Lexeme, entity string) []Lexeme {
	if nlp.HanCount(entity) < 4 {
		return lx
	}
	var put []Lexeme
	for from := 0; ; {
		k := strings.Index(p.Text[from:], entity)
		if k < 0 {
			return splice(lx, put...)
		}
		start := from + k
		from = start + len(entity)
		put = append(put, Lexeme{Start: start, End: from, Kind: Word, Entry: &ownBody})
	}
}

// ownBody is the entry of the reporting body's name, which means nothing more.
var ownBody = Entry{Role: rBody}
