package tag

import (
	"regexp"
	"slices"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/facts"
	"gongkai/schema"
)

// A report on a territory speaks of several places at once: of all of it (全市),
// of the government's own accounts (市本级) and of the places inside it (县区,
// 甲县). The same words then are different quantities, and only the place tells
// them apart. It is carried by entity_scope and subordinate: all of the
// territory is summary, the government itself self, a place inside it its
// subordinate. A figure whose place the text does not say has neither.
type locality struct {
	scope  schema.EntityScope
	member string
}

func (p locality) known() bool { return p.scope != "" }

// places reads the places of one report.
type places struct {
	entity string   // the government whose report it is
	own    string   // the level the report is of: 市
	whole  string   // 全市
	self   []string // 市本级, 市级
	below  []string // 区级, 县级
}

// levels are the levels of government, the highest first, with what a report of
// that level calls the ones below it.
var levels = []struct {
	own   string
	below []string
}{
	{"省", []string{"市县", "市级", "州级", "县级", "区级"}},
	{"市", []string{"县区", "区县", "区市", "县市区", "县（市、区）", "县级", "区级", "镇级", "乡镇"}},
	{"州", []string{"县市", "县级", "市级"}},
	{"盟", []string{"旗县", "旗县市", "旗级", "县级"}},
	{"区", []string{"镇级", "街镇", "乡镇", "街道"}},
	{"县", []string{"乡镇", "镇级", "乡级"}},
	{"旗", []string{"苏木", "乡镇"}},
	{"镇", []string{"村级"}},
	{"乡", []string{"村级"}},
}

// accounts are what stands after the name of a place that figures are of.
const accounts = `一般公共|公共财政|政府性|国有资本|社会保险|地方|财政|税收|非税|完成|实现|预计|安排|收入|支出|债务|为|达`

var (
	namedPlace  = regexp.MustCompile(`^(\p{Han}{1,12}?(?:省|市|州|盟|县|区|旗|镇|乡|街道|管委会))(?:` + accounts + `|[0-9０-９]|$)`)
	beforePlace = regexp.MustCompile(`^(?:[（(]?[0-9０-９一二三四五六七八九十]+[)）、.．是]|其中|关于|分[^：:]{0,4}看|包括|预计|[0-9０-９]{2,4}年度?|[：:\s])+`)
	// heldAgainst begins what a figure is compared with or measured on: the place
	// after it is not the figure's.
	heldAgainst = regexp.MustCompile(`占|比|较|与|高于|低于|超过|居|列|排名|对|补助|上解|下达|争取`)
	// zone is the name of an area with accounts of its own, whatever words it is made
	// of: 城乡一体化示范区.
	zone = regexp.MustCompile(`^([^\P{Han}全我本各该]\p{Han}{1,10}?(?:示范|开发|高新|合作|保税|试验|实验|管理)区)(?:` + accounts + `|[0-9０-９]|$)`)
	// notInside are words that end like the name of a place.
	notInside = regexp.MustCompile(`^(?:[全我本各该]|城区|地区|市区|城市|城乡|城镇|乡镇|上市|县区|区县)|社区$|其他地区$|园区$|灾区$|景区$|辖区$`)
)

// locate gives the figures of a report that speaks of several places theirs,
// and reports whether it is one.
func locate(doc *extract.Document, out *facts.Builder, entity string, territorial bool) bool {
	p, often := placesOf(doc)
	p.ofEntity(entity)
	if !territorial && !often {
		return false
	}
	headings := p.headings(doc, out)
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

// headings is the locality that the heading above each block names. A heading
// that names none ends that of the one before it.
func (p *places) headings(doc *extract.Document, out *facts.Builder) []locality {
	figures := make(map[int]bool)
	for k := range out.At {
		figures[out.At[k].Block] = true
	}
	all, now := make([]locality, len(doc.Blocks)), locality{}
	for i := range doc.Blocks {
		if title, ok := headingText(&doc.Blocks[i]); ok && doc.Blocks[i].Table == nil && !figures[i] {
			now, _ = p.level(title)
		}
		all[i] = now
	}
	return all
}

// placesOf finds the level a report is of, the one whose whole it names most,
// and reports whether it tells the accounts of that whole apart.
func placesOf(doc *extract.Document) (p places, often bool) {
	most := 0
	for _, l := range levels {
		whole, count, told := "全"+l.own, 0, 0
		for i := range doc.Blocks {
			s := doc.Blocks[i].Text.S
			if n := strings.Count(s, whole); n > 0 {
				count += n
				told += strings.Count(s, whole+"一般公共预算") + strings.Count(s, whole+"政府性基金")
			}
		}
		if count > most {
			most, often = count, told >= 2
			p = places{own: l.own, whole: whole, self: selfOf(l.own), below: l.below}
		}
	}
	return p, often
}

// selfOf are the names of a government's own accounts.
func selfOf(own string) []string { return []string{own + "本级", own + "级", own + "直"} }

// ofEntity takes the level of a report that never speaks of all of its territory
// from the name of the government.
func (p *places) ofEntity(entity string) {
	p.entity = entity
	for _, l := range levels {
		if p.own == "" && strings.HasSuffix(entity, l.own) {
			p.own, p.whole, p.self, p.below = l.own, "全"+l.own, selfOf(l.own), l.below
		}
	}
}

// level reads the level a text names, and whether it names one.
func (p *places) level(s string) (locality, bool) {
	at, found := len(s), locality{}
	for _, w := range slices.Concat([]string{p.whole, "本级"}, p.self) {
		k := -1
		if w != "" {
			k = strings.Index(s, w)
		}
		if k < 0 || k >= at || heldAgainst.MatchString(s[:k]) {
			continue
		}
		at, found = k, locality{scope: schema.Self}
		if w == p.whole {
			found = locality{scope: schema.Summary}
		}
	}
	return found, found.known()
}

// inside reads the place below the report's own that a clause begins with.
func (p *places) inside(clause string) (locality, bool) {
	clause = clause[len(beforePlace.FindString(clause)):]
	if m := zone.FindStringSubmatch(clause); m != nil && !strings.Contains(p.entity, m[1]) {
		return locality{schema.Subordinate, m[1]}, true
	}
	for _, w := range p.below {
		if strings.HasPrefix(clause, w) {
			return locality{schema.Subordinate, w}, true
		}
	}
	if m := namedPlace.FindStringSubmatch(clause); m != nil && nlp.HanCount(m[1]) > 1 && !notInside.MatchString(m[1]) && !strings.Contains(p.entity, m[1]) {
		return locality{schema.Subordinate, m[1]}, true
	}
	return locality{}, false
}

// paragraph gives its figures their places: a level holds until another is
// named, a place inside until the clause list ends.
func (p *places) paragraph(text string, heading locality, out *facts.Builder, first, last int) {
	level, member, from := heading, locality{}, 0
	for k := first; k < last; k++ {
		f := &out.Facts[k]
		start := max(out.Ends[k]-len(f.Raw), from)
		if start > len(text) {
			return
		}
		named := level
		for clause := range clausesOf(text[from:start]) {
			switch clause {
			case "。":
				named, member = level, locality{} // a sentence without a figure names no place
			case "；", ";":
				member = locality{}
			}
			if at, ok := p.inside(clause); ok {
				member = at
			} else if at, ok := p.level(clause); ok {
				named, member = at, locality{}
			}
		}
		level, from = named, out.Ends[k]
		if at := level; member.known() {
			member.set(f)
		} else {
			at.set(f)
		}
	}
}

// clausesOf yields the clauses of a text and the marks that part them.
func clausesOf(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		from := 0
		for i, r := range text {
			if !strings.ContainsRune("，,。；;、：:（(", r) {
				continue
			}
			if !yield(strings.TrimSpace(text[from:i])) || !yield(string(r)) {
				return
			}
			from = i + len(string(r))
		}
		yield(strings.TrimSpace(text[from:]))
	}
}

// set gives a figure its place, unless it has one already.
func (at locality) set(f *schema.Fact) {
	if d := &f.Dimensions; d.Subordinate == "" && d.EntityScope == "" {
		d.EntityScope, d.Subordinate = at.scope, at.member
	}
}

// table gives the figures of a table the place of their row or column, else
// that of the title.
func (p *places) table(doc *extract.Document, block int, facts []schema.Fact) {
	title := p.titled(doc, block)
	for k := range facts {
		f := &facts[k]
		at := title
		row, col, _ := strings.Cut(f.Context, "×")
		for _, name := range []string{col, row} {
			name = strings.TrimSpace(name)
			if inside, ok := p.inside(name); ok && (inside.member == name || slices.Contains(p.below, inside.member) && ofLevel.MatchString(name[strings.Index(name, inside.member)+len(inside.member):])) {
				at = inside
			} else if level, ok := p.level(name); ok {
				at = level
			}
		}
		at.set(f)
	}
}

// ofLevel is what stands after 县区 or 乡镇 in the heading of their figures: 乡镇卫生院 is
// none.
var ofLevel = regexp.MustCompile(`^(?:$|级|合计|小计|总计|汇总|` + accounts + `)`)

// titled is the place the title of a table names: in its first rows or in the
// lines right above it.
func (p *places) titled(doc *extract.Document, block int) locality {
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
		if strings.ContainsAny(s, "。；") {
			continue
		}
		if at, ok := p.level(nlp.Squeeze(s)); ok {
			return at
		}
		if at, ok := p.inside(nlp.StripNumbering(nlp.Squeeze(s))); ok {
			return at
		}
		if p.ofWhole(nlp.Squeeze(s)) {
			return locality{scope: schema.Summary}
		}
	}
	return locality{}
}

// ofWhole reports the title of a table that names the territory and no level of it:
// 2025年某市一般公共预算收支情况表 beside 2025年市本级一般公共预算收支情况表. What is given
// on to the places inside it is no account of the whole.
func (p *places) ofWhole(title string) bool {
	_, table := schema.TableOf(title)
	return table && p.entity != "" && strings.HasSuffix(p.entity, p.own) && strings.Contains(title, p.entity) && !givenOn.MatchString(title)
}

var givenOn = regexp.MustCompile(`转移支付|税收返还|分地区|补助`)
