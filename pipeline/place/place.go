package place

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/facts"
	"gongkai/pipeline/frame"
	"gongkai/pipeline/section"
	"gongkai/schema"
	"gongkai/schema/words"
)

// locality is a place that figures are of.
type locality struct {
	scope  schema.EntityScope
	member string
	level  string // of the government's own accounts: the word for them as written
}

func (p locality) known() bool { return p.scope != "" }

// report is what the places of one report are called.
type report struct {
	entity string   // the government whose report it is
	own    string   // the level the report is of: 市
	levels []string // 全市, 我市, 本级, 市本级, 市级: the first two are the whole territory
	below  []string // 区级, 县级
	whole  string   // 全国, where it is not said with the level
	ranks  bool     // things are counted by their rank: 市级文物保护单位 12处
	deeds  bool     // it tells of all that was done, and of accounts in passing
}

// beforePlace is what a clause may have before the place that it begins with: its number,
// a year, a word that opens parts.
var beforePlace = words.Compiled(`^(?:[（(]?[0-9０-９` + words.Numerals + `]+[)）、.．是]|{before_place opens}|{before_place parts}[^：:]{0,4}{before_place seen}|[0-9０-９]{2,4}年[度末底]?|[：:\s])+`)

// fromPlace is a clause without what may stand before its place.
func fromPlace(clause string) string {
	if first, _ := utf8.DecodeRuneInString(clause); !vocabulary().before.Has(first) {
		return clause
	}
	return clause[len(beforePlace().FindString(clause)):]
}

// Locate gives the figures of a report that speaks of several places theirs, in
// entity_scope and subordinate, and reports whether it is one. A figure that has
// a place keeps it.
func Locate(doc *extract.Document, out *facts.Builder, f *frame.Frame) bool {
	p, often := reportOf(doc)
	national := words.NationTitle.Labels().Say(f.Title)
	if national {
		p = ofNation()
	}
	p.ofEntity(f.Entity)
	if !f.Territorial && !often && !national {
		return false
	}
	p.ranks = f.Kind == schema.Bulletin || f.Kind == schema.WorkReport
	p.deeds = f.Kind == schema.Bulletin || f.Kind == schema.WorkReport && f.LooksAhead()
	headings := p.headings(doc, out)
	if at, titled := p.level(f.Title); titled && at.scope == schema.Self && (words.BudgetChanged.Labels().Say(f.Title) || words.TitleGives.Labels().Say(f.Title)) {
		for i := range headings {
			if !headings[i].known() {
				headings[i] = at // 2021年市级预算调整方案: what names no other place is of that level
			}
		}
	}
	for first, k := 0, 0; first < len(out.Facts); first = k {
		block := out.At[first].Block
		for k < len(out.Facts) && out.At[k].Block == block {
			k++
		}
		if doc.Blocks[block].Table != nil {
			p.table(doc, block, out.Facts[first:k])
		} else {
			p.paragraph(doc.Blocks[block].Text.S, headings[block], out, first, k)
		}
	}
	return true
}

// reportOf finds the level a report is of, the one whose whole it names most,
// and reports whether it tells the accounts of that whole apart.
func reportOf(doc *extract.Document) (p report, often bool) {
	p.levels = []string{"", "", words.OfLevel.Word("own")} // of a report that never names its whole
	wholes := wholesIn(doc)
	most := 0
	for _, l := range words.Load().Levels {
		whole, count, told := words.OfLevel.Word("all")+l.Own, 0, 0
		for _, s := range wholes {
			if !strings.HasPrefix(s, whole) {
				continue
			}
			count++
			if words.ToldApart.Labels().Say(s[len(whole):]) {
				told++
			}
		}
		if count > most {
			most, often = count, told >= 2
			p = reportAt(&l)
		}
	}
	return p, often
}

// reportAt is a report of a level of government.
func reportAt(l *words.Level) report {
	before, own, rank := words.OfLevel, words.OfLevel.Word("own"), words.OfLevel.Word("rank")
	return report{own: l.Own, levels: []string{before.Word("all") + l.Own, before.Word("our") + l.Own, own, l.Own + own, l.Own + rank, l.Own + before.Word("directly")}, below: l.Below}
}

// ofNation is a report of the government of the nation.
func ofNation() report {
	nation, own := words.NationLevel.Word("nation"), words.NationLevel.Word("own")
	all, our, rank := words.OfLevel.Word("all"), words.OfLevel.Word("our"), words.OfLevel.Word("own")
	return report{own: own, whole: all + nation, levels: []string{all + nation, our + nation, rank, own + rank, own}, below: []string{words.NationLevel.Word("below")}}
}

// ofEntity takes the level of a report that never speaks of all of its territory
// from the name of the government.
func (p *report) ofEntity(entity string) {
	for _, l := range words.Load().Levels {
		if p.own == "" && strings.HasSuffix(entity, l.Own) {
			*p = reportAt(&l)
		}
	}
	p.entity = entity
}

// wholesIn lists the places of a document's text where a word such as 全市 may
// stand, each with what follows it.
func wholesIn(doc *extract.Document) (out []string) {
	all := words.OfLevel.Word("all")
	for i := range doc.Blocks {
		s := doc.Blocks[i].Text.S
		for k := strings.Index(s, all); k >= 0; {
			out = append(out, s[k:])
			next := strings.Index(s[k+len(all):], all)
			if next < 0 {
				break
			}
			k += len(all) + next
		}
	}
	return out
}

// ours is the word of a report's levels for what is given to its territory: 下达我市债券.
const ours = 1

// wholes is how many words of a report's levels are for the whole of its territory.
const wholes = 2

// level reads the level a text names first, and whether it names one.
func (p *report) level(s string) (locality, bool) {
	if !strings.Contains(s, p.own) && !strings.Contains(s, words.OfLevel.Word("own")) && (p.whole == "" || !strings.Contains(s, p.whole)) {
		return locality{}, false // as most texts
	}
	at, found := len(s), locality{}
	for i, w := range p.levels {
		k := strings.Index(s, w)
		if w == "" || k < 0 || k >= at || i != ours && heldAgainst(s[:k]) || p.ranks && i >= wholes && !tellsFigures(s[k+len(w):]) {
			continue // 省级示范基地 is of a rank
		}
		if i >= wholes && words.PayerShare.Labels().Say(s[k+len(w):]) {
			continue // 县级配套200万元 is what of it the county pays for
		}
		if i >= wholes && inName(fromPlace(s[:k]), s[k+len(w):]) {
			continue
		}
		at, found = k, locality{scope: schema.Self, level: strings.TrimPrefix(w, p.own)} // 市本级 and 本级 are one
		if i < wholes {
			found = locality{scope: schema.Summary}
		}
	}
	return found, found.known()
}

// ofItself reports a clause that begins with the name of the report's own territory, in full or without the places that it
// lies in: 望舒县政府债务余额 in a report of 清溪市望舒县.
func (p *report) ofItself(clause string) bool {
	clause = fromPlace(clause)
	name := named(clause, vocabulary().places, 2, 12)
	return name != "" && strings.HasSuffix(p.entity, name) && (schema.IsDivision(name) || nlp.HanCount(name) >= shortestZone) && !nlp.ContainsAny(clause, vocabulary().given)
}

// shortestZone is how many characters the name of a zone has at least: 高新区.
const shortestZone = 3

// inName reports the word for a level, between the words before and behind it, that is part of a name: 县级基本财力保障
// 机制. That of a fund is told of in its own right where a clause begins with it.
func inName(before, behind string) bool {
	name := words.LevelInName.Labels().Meaning(behind)
	return name == "name" || name == "fund" && before != ""
}

// heldAgainst reports words that begin what a figure is compared with or measured
// on: the place after them is not the figure's.
func heldAgainst(before string) bool {
	return before != "" && nlp.ContainsAny(before, vocabulary().against)
}

// inside reads the place below the report's own that a clause begins with.
func (p *report) inside(clause string) (locality, bool) {
	if p.whole == "" && !vocabulary().last.In(clause) {
		return locality{}, false // as most clauses
	}
	clause = p.withoutRank(fromPlace(clause))
	if first, second, joined := strings.Cut(clause, joiner); joined && Is(first) {
		at, ok := p.inside(second)
		at.member = first + joiner + at.member // 开发区·铁山区 has one administration
		return at, ok
	}
	if name := named(clause, vocabulary().zones, 2, 11); isName(p.withoutStem(name)) && !strings.Contains(p.entity, name) {
		return locality{scope: schema.Subordinate, member: name}, true
	}
	for _, w := range p.below {
		if rest, ok := strings.CutPrefix(clause, w); ok && ofLevel(rest) { // 县级基本财力保障机制奖补资金 is a name
			return locality{scope: schema.Subordinate, member: w}, true
		}
	}
	if name := named(clause, vocabulary().places, 1, 12); isName(name) && !words.BarePlace.Labels().Is(name) && nlp.HanCount(name) > 1 && !strings.Contains(p.entity, name) && !(p.entity != "" && strings.HasSuffix(name, p.entity)) { // 经清溪市财政局汇总: its own
		return locality{scope: schema.Subordinate, member: name}, true
	}
	return locality{}, false
}

// joiner joins the names of two places that have one administration.
const joiner = "·"

// Is reports the name of a division or of a zone, or two of them that are joined.
func Is(name string) bool {
	for part := range strings.SplitSeq(name, joiner) {
		if !schema.IsDivision(part) && !(isName(part) && (isZone(part) || isPlace(part))) {
			return false
		}
	}
	return true
}

// Of reports a word for the accounts of one level or for the places below it, or the name of a
// division or a zone: 市本级, 县（区）, 甲县.
func Of(name string) bool {
	return name == words.OfLevel.Word("own") || Is(name) || slices.ContainsFunc(words.Load().Levels, func(l words.Level) bool {
		return name == l.Own+words.OfLevel.Word("own") || name == l.Own+words.OfLevel.Word("rank") || slices.Contains(l.Below, name)
	})
}

// withoutRank drops the rank of the report's own territory before a name that
// is long enough to do without it: 市南部山区 is 南部山区, and 市中区 a district.
func (p *report) withoutRank(clause string) string {
	rest, ranked := strings.CutPrefix(clause, p.own)
	if !ranked || p.own == "" || nlp.HanCount(named(rest, vocabulary().places, 3, 12)) < 4 {
		return clause
	}
	if schema.DivisionEnd(clause) > 0 {
		return clause
	}
	return rest
}

// withoutStem drops the name of the territory that the name of a zone begins with, 济南 in
// 济南高新区.
func (p *report) withoutStem(name string) string {
	if stem := strings.TrimSuffix(p.entity, p.own); stem != "" && stem != p.entity {
		return strings.TrimPrefix(name, stem)
	}
	return name
}

// isName reports the name of a division, or what may be that of a town or a zone:
// a short one that no other word is part of. 改造老旧小区 only ends like one.
func isName(s string) bool {
	if schema.IsDivision(s) {
		return true
	}
	return s != "" && nlp.HanCount(s) <= longestName && !words.ListedKind.Labels().Say(s) && !heldAgainst(s) &&
		!nlp.ContainsAny(s, vocabulary().never)
}

// longestName bounds the names of places that are in no list, in characters:
// 城乡一体化示范区, 高新技术产业开发区.
const longestName = 9

// named is the shortest name that text begins with, of shortest to longest
// characters and one of the endings, in front of a number, a word of accounts or
// the end; "" where there is none.
func named(text string, endings map[rune][]string, shortest, longest int) string {
	count, begins := 0, &vocabulary().begins
	for i, r := range text {
		if count >= shortest && begins.Has(r) {
			for _, w := range endings[r] {
				if end := i + len(w); strings.HasPrefix(text[i:], w) && tellsFigures(text[end:]) {
					return text[:end]
				}
			}
		}
		if count++; count > longest || !nlp.IsHan(r) {
			break
		}
	}
	return ""
}

// tellsFigures reports what follows the name of a place that figures are of.
func tellsFigures(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || r >= '0' && r <= '9' || r >= '０' && r <= '９' ||
		slices.ContainsFunc(vocabulary().accounts[r], func(w string) bool { return strings.HasPrefix(rest, w) })
}

// told is the place that a paragraph speaks of at some byte.
type told struct {
	level   locality // until another is named
	heading locality // what the headings say
	member  locality // inside the territory: until the list of clauses ends
	zone    locality // the place inside that was named last: 区级 after it is its own
	lead    locality // a zone that the paragraph opens with and goes on about
	several bool     // places were named that the figures are of together
	part    bool     // a part of the level was named that has no name of its own
	alone   bool     // the last clause was the name of a place and nothing more
	whole   bool     // the sentence told of all of the territory first
	parted  bool     // and then of a level and of places inside as the parts of it
	around  *told    // the place before the open bracket, which holds again behind it
}

// paragraph gives its figures their places: a level holds until another is
// named, a place inside until the clause list ends. The one that a numbered item opens
// with holds for its sentences.
func (p *report) paragraph(text string, heading locality, out *facts.Builder, first, last int) {
	at, from := told{level: heading, heading: heading, lead: p.opening(text)}, 0
	for k := first; k < last; k++ {
		f := &out.Facts[k]
		start := max(out.Ends[k]-len(f.Raw), from)
		if start > len(text) {
			return
		}
		p.follow(&at, p.withoutRankOf(f, text[from:start]), k == first)
		from = out.Ends[k]
		switch {
		case at.several || at.part:
		case at.member.known():
			at.member.set(f)
		default:
			at.level.set(f)
		}
	}
}

// withoutRankOf is the text before a count without the rank that the name of what is counted
// begins with: 市级文物保护单位 is of a rank and tells no accounts.
func (p *report) withoutRankOf(f *schema.Fact, before string) string {
	k := strings.LastIndex(before, f.Label)
	if !p.ranks || p.own == "" || k < 0 || f.Kind != schema.Count || !strings.HasPrefix(f.Label, p.own+words.OfLevel.Word("rank")) {
		return before
	}
	return before[:k] + before[k+len(p.own+words.OfLevel.Word("rank")):]
}

// follow takes the places that the text before a figure names, since the one before
// it or the beginning of the paragraph.
func (p *report) follow(at *told, text string, opens bool) {
	before := at.level
	at.alone = false
	for clause := range clausesOf(text) {
		inside, in := p.inside(clause)
		level, whole := p.level(clause)
		switch {
		case clause == "（", clause == "(":
			around := *at
			at.around = &around
		case clause == "）", clause == ")":
			if at.around != nil {
				*at = *at.around
				before = at.level
			}
			continue
		case clause == "。" && at.parted:
			*at = told{level: locality{scope: schema.Summary}, heading: at.heading, around: at.around} // 全市9亿元，其中市本级3亿元，县区6亿元。偿还本金1亿元
			before = at.level
		case clause == "。":
			if p.deeds && before.scope == schema.Self {
				before = at.heading // what such a text tells of the accounts of a level is told in a sentence
			}
			at.whole, at.parted = false, false
			at.level, at.member, at.several, at.part = before, at.lead, false, false // a sentence without a figure names no place
		case clause == "；", clause == ";":
			at.member, at.several, at.part = at.lead, false, false
			if before.known() {
				at.level = before // 其中：县本级收入不变；转移性收入9亿元
			}
		case in && at.several:
			at.alone = strings.HasSuffix(clause, inside.member) // 甲县、乙市、丙县获得支持
			continue
		case in && slices.Contains(p.below, inside.member) && ofRank(at.zone.member, inside.member):
			at.member = at.zone
		case in:
			at.parted = at.parted || at.whole && at.level.scope == schema.Self
			at.member, at.zone, at.part = inside, inside, false
			if at.alone = strings.HasSuffix(clause, inside.member); opens && at.around == nil && isZone(inside.member) {
				at.lead = inside
			}
			continue
		case whole && at.whole && p.ofOwnRevenue(clause):
			// 全县总收入5亿元，其中：政府性基金预算本级收入3亿元，上级补助收入2亿元
		case whole:
			at.whole = at.whole || level.scope == schema.Summary
			at.level, at.member, at.lead, at.several = level, locality{}, locality{}, false
			at.part = at.around != nil && at.around.level.scope == level.scope && level.scope == schema.Self // 市级（其中：市本级2亿元）: a part of it
		case clause == "、":
			at.several = at.several || at.alone
			continue
		case !at.level.known() && p.ofItself(clause):
			at.level, at.whole = locality{scope: schema.Summary}, true
		case at.lead.known() && p.ofOthers(clause):
			at.lead, at.member = locality{}, locality{}
		case p.ofAllBelow(clause):
			at.part = true // 分配市级29亿元，分配县（市、区）243亿元
		}
		at.alone = false
	}
}

// ofOwnRevenue reports what all of a territory takes in itself or spends itself, beside what is given
// to it or handed up: 一般公共预算本级收入. The word for a level stands inside of its name.
func (p *report) ofOwnRevenue(clause string) bool {
	own := words.OfLevel.Word("own")
	k := strings.Index(clause, own)
	return k > 0 && !strings.HasSuffix(clause[:k], p.own) && words.OwnSide.Labels().Say(clause[k+len(own):]) && tellsFigures(clause)
}

// ofAllBelow reports a clause that speaks of all places below the report's own, and not
// in their name: it ends with what they are called, or begins with each of them.
func (p *report) ofAllBelow(clause string) bool {
	if !vocabulary().last.In(clause) {
		return false
	}
	rest, all := strings.CutPrefix(fromPlace(clause), words.Every)
	return slices.ContainsFunc(p.below, func(w string) bool {
		before, ends := strings.CutSuffix(clause, w)
		return ends && !words.LentOn.Labels().Say(before) && !nlp.ContainsAny(before, vocabulary().given) || all && strings.HasPrefix(rest, w) && ofLevel(rest[len(w):])
	})
}

// ofOthers reports a clause that begins with places without a name: 各开发区收入.
func (p *report) ofOthers(clause string) bool {
	clause = fromPlace(clause)
	return named(clause, vocabulary().zones, 1, 11) != "" || named(clause, vocabulary().places, 1, 12) != ""
}

// isPlace reports what may be the name of a division of no list: 甲县.
func isPlace(name string) bool {
	return named(name, vocabulary().places, 2, longestPlace) == name
}

// longestPlace is how many characters stand before the last of a division's name at most.
const longestPlace = 4

// isZone reports the name of a zone with an administration of its own.
func isZone(name string) bool {
	return named(name, vocabulary().zones, 0, 11) == name
}

// ofRank reports the level of accounts, 区级, that a place of a name has.
func ofRank(name, level string) bool {
	of, ok := strings.CutSuffix(level, words.OfLevel.Word("rank"))
	return ok && strings.HasSuffix(name, of)
}

// opening is the place inside the report's own that a numbered item opens with:
// 2.高新区完成收入8.9亿元，增长2%。完成支出7.7亿元.
func (p *report) opening(text string) locality {
	v := nlp.ViewOf(text)
	if v.Level() == 0 {
		return locality{}
	}
	title := strings.TrimSpace(v.Title())
	if end := strings.IndexFunc(title, divides); end >= 0 {
		title = title[:end]
	}
	at, _ := p.inside(title)
	return at
}

// clausesOf yields the clauses of a text and the marks that part them.
func clausesOf(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		from, skipped := 0, 0
		for i := 0; i < len(text); i++ {
			if !mayDivide[text[i]] {
				continue
			}
			r, size := utf8.DecodeRuneInString(text[i:])
			if !divides(r) {
				continue
			}
			if skipped = max(skipped, words.RanksEnd(text, i)); i < skipped { // 县（市、区） is one word
				continue
			}
			next := i + size
			if !yield(strings.TrimSpace(text[from:i])) || !yield(text[i:next]) {
				return
			}
			from = next
		}
		yield(strings.TrimSpace(text[from:]))
	}
}

// mayDivide has the bytes that the marks which part clauses begin with.
var mayDivide = [256]bool{',': true, ';': true, ':': true, '(': true, ')': true, 0xe3: true, 0xef: true}

// divides reports the marks that part clauses.
func divides(r rune) bool {
	switch r {
	case '，', ',', '。', '；', ';', '、', '：', ':', '（', '(', '）', ')':
		return true
	}
	return false
}

// set gives a figure its place, unless it has one already.
func (at locality) set(f *schema.Fact) {
	if d := &f.Dimensions; d.Subordinate == "" && d.EntityScope == "" {
		d.EntityScope, d.Subordinate, f.Said.Level = at.scope, at.member, at.level
	}
}

// table gives the figures of a table the place of their row or column, else
// that of the title.
func (p *report) table(doc *extract.Document, block int, facts []schema.Fact) {
	title := p.titled(doc, block)
	for k := range facts {
		f := &facts[k]
		at := title
		row, col, _ := strings.Cut(f.Context, "×")
		for _, name := range []string{col, row} {
			name = strings.TrimSpace(name)
			if inside, ok := p.inside(name); ok && (inside.member == name || slices.Contains(p.below, inside.member) && ofLevel(name[strings.Index(name, inside.member)+len(inside.member):])) {
				at = inside
			} else if level, ok := p.level(name); ok {
				at = level
			} else if p.ofItself(name) {
				at = locality{scope: schema.Summary}
			}
		}
		at.set(f)
	}
}

// ofLevel reports what stands after 县区 or 乡镇 in the heading of their figures: 乡镇卫生院
// is none.
func ofLevel(rest string) bool {
	if of, ranked := strings.CutPrefix(rest, words.OfLevel.Word("rank")); ranked {
		return tellsFigures(of) // 县（区）级文物保护单位 are of a rank
	}
	return tellsFigures(rest) || nlp.ContainsAny(nlp.FirstRunes(rest, 2), vocabulary().sums)
}

// dotLeader leads to a page number: such a line is of a table of contents.
const dotLeader = "...."

// titled is the place the title of a table names: in its first rows or in the
// lines right above it.
func (p *report) titled(doc *extract.Document, block int) locality {
	const near = 3
	b := &doc.Blocks[block]
	lines := []string{b.Text.S}
	for k := range b.Table.Cells {
		if c := &b.Table.Cells[k]; c.Row < near && nlp.HanCount(c.Text.S) > 6 {
			lines = append(lines, c.Text.S)
		}
	}
	for j := block - 1; j >= 0 && j >= block-near && doc.Blocks[j].Table == nil; j-- {
		lines = append(lines, doc.Blocks[j].Text.S)
	}
	for _, s := range lines {
		if nlp.HasStop(s) || strings.Contains(s, dotLeader) {
			continue
		}
		if at, ok := p.level(nlp.Squeeze(s)); ok {
			return at
		}
		if at, ok := p.inside(nlp.Unnumbered(nlp.Squeeze(s))); ok {
			return at
		}
		if at, ok := p.allInside(nlp.Squeeze(s)); ok {
			return at
		}
		if p.ofWhole(nlp.Squeeze(s)) {
			return locality{scope: schema.Summary}
		}
	}
	return p.farTitled(doc, block-near-1, b.Table.Cols)
}

// farTitled is the place that the title of a table names where lines that are its header
// and its first rows stand between, up to block i, or a piece of the same table.
func (p *report) farTitled(doc *extract.Document, i, cols int) locality {
	const far = 30
	for last := max(i-far, 0); i >= last; i-- {
		s := nlp.Squeeze(doc.Blocks[i].Text.S)
		if t := doc.Blocks[i].Table; t != nil {
			if t.Cols == cols {
				return p.titled(doc, i)
			}
			break
		}
		if nlp.HasStop(s) {
			break
		}
		if _, titled := section.Table(s); !titled {
			continue
		}
		if at, ok := p.level(s); ok {
			return at
		}
		if at, ok := p.inside(nlp.Unnumbered(s)); ok {
			return at
		}
		if at, ok := p.allInside(s); ok {
			return at
		}
		if p.ofWhole(s) {
			return locality{scope: schema.Summary}
		}
		break
	}
	return locality{}
}

// allInside is the places inside the territory where the title of a table names them
// together: 2022年各市县一般公共预算收入决算表. They are neither the whole nor the government itself.
func (p *report) allInside(title string) (locality, bool) {
	if _, table := section.Table(title); !table {
		return locality{}, false
	}
	clause := fromPlace(nlp.Unnumbered(title))
	for _, each := range vocabulary().each {
		if name := named(clause, vocabulary().places, 2, 12); strings.HasPrefix(name, each) {
			return locality{scope: schema.Subordinate, member: name}, true
		}
	}
	return locality{}, false
}

// ofWhole reports the title of a table that names the territory and no level of it:
// 2025年某市一般公共预算收支情况表 beside 2025年市本级一般公共预算收支情况表. What is given
// on to the places inside it is no account of the whole.
func (p *report) ofWhole(title string) bool {
	_, table := section.Table(title)
	return table && p.own != "" && strings.HasSuffix(p.entity, p.own) && strings.Contains(title, p.entity) && !nlp.ContainsAny(title, vocabulary().given)
}
