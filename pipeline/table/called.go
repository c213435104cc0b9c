package table

import (
	"cmp"
	"regexp"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// What a figure of a table is called is what a reader would write beside it, were it alone: the name
// of its row, and of its column where the row only says whose it is, or that it is a sum.

// called names the figure where a row and a column cross.
func (x *crossing) called(row, col *axis, f *schema.Fact) string {
	name := x.calledBy(row, col, f)
	if f.Concept == "" && x.about.only == schema.ProcurementTotal && !row.total && row.dims.Project == "" && f.Dimensions.FuncCode == "" {
		if of := bought(x.about.only); !strings.HasPrefix(name, of) {
			return of + ofWhole + name // what is bought
		}
	}
	if f.Concept == "" && row.insured.fund != "" && !strings.Contains(name, row.insured.fund) {
		return row.insured.fund + ofWhole + name // 集体补助收入 of one of the funds
	}
	return name
}

// bought is what titles call the concept that a table is about alone: 政府采购.
func bought(c schema.ConceptID) string {
	for _, l := range words.TitleConcept.Labels() {
		if l.Means == string(c) {
			return l.Text
		}
	}
	return ""
}

// calledBy is the name by the row and the column, without what the table is about.
func (x *crossing) calledBy(row, col *axis, f *schema.Fact) string {
	if row != x.named.row {
		own := plainName(row.label)
		x.named = rowNamed{row, own, own != x.ctx.Frame.Entity && row.named(own)}
	}
	own := x.named.own
	switch of := x.tells(col, f); {
	case !x.named.says:
		return x.ofSum(row, col, f)
	case f.Concept == "" && (of != "" || row.dims.Project != "") && (col.opaque() || f.Dimensions.FuncCode == "" && f.Dimensions.EconCode == ""):
		return x.both(own, row, cmp.Or(of, col.doing(row)))
	}
	if levels := plainName(lastHead(col.levels)); f.Concept == "" && col.related && labelled(levels, words.OutputHead) {
		return own + ofWhole + levels // the growth of an output
	}
	if member := f.Dimensions.Indicator; clause.IsEconomy(f.Concept) && nlp.HanCount(own) < nlp.HanCount(member) {
		return member // 公路, below 货运量
	}
	return own
}

// ofSum is the name of a figure in a row that only says whose it is, or that it is a sum: what the column or the title
// names.
func (x *crossing) ofSum(row, col *axis, f *schema.Fact) string {
	name := x.ofColumn(col, f.Dimensions.Subordinate)
	concept := clause.NameOfConcept(f, x.ctx.Frame.Territorial)
	switch {
	case f.Concept == "" && cmp.Or(name, col.doing(row)) != "":
		return x.about.whole(cmp.Or(name, col.doing(row)))
	case f.Concept != "" && (col.sideOnly() || isSide(name) || !clause.IsEconomy(f.Concept) && x.sideAlone(name)):
		return cmp.Or(concept, name)
	}
	return cmp.Or(name, concept, x.ofTitle(row), x.named.own, row.label, col.label)
}

// tells is what a column says of its figures that is more than their phase, in a table of debt also whose debt.
func (x *crossing) tells(col *axis, f *schema.Fact) string {
	if f.Concept != "" || !col.telling() && !(x.about.debts && col.dims.FundSource != "") {
		return ""
	}
	return x.ofColumn(col, f.Dimensions.Subordinate)
}

// isSide reports a name that is one side of some accounts and nothing else: 收入.
func isSide(name string) bool {
	l := words.InsuredSide.Labels().Of(name)
	return l != nil && l.Text == name
}

// telling reports a column that says more of its figures than their phase: without it the name of the row says
// nothing of them. 权重 and 期限 do, and of bonds that they were issued.
func (a *axis) telling() bool {
	return a.opaque() || a.unitless() || a.kind.bare || a.sideOnly() || a.concept != "" && a.form == "" && !a.related
}

// sideOnly reports a heading that only says on which side of some accounts its figures are, or that they count: 基金收入,
// 户数.
func (a *axis) sideOnly() bool {
	last := plainName(lastHead(a.label))
	return a.concept == "" && !a.related && (labelled(last, words.InsuredSide) || labelled(last, words.OutputHead) || labelled(last, words.CountHead))
}

// doing is what a column says of money that the lexicon has no name for, but words of its doing: 已使用金额, 完成投资, 提前下达,
// or in the row of a project any words. It is empty for what only says the phase, 预算数.
func (a *axis) doing(row *axis) string {
	name := plainName(lastHead(a.label))
	if a.related && nlp.HanCount(a.levels) > 0 && row.dims.Project != "" {
		return plainName(lastHead(a.levels)) // 完成年度计划% behind 累计完成投资
	}
	phase := (a.measure != "" || a.year != 0 || a.shift != 0 || a.months != (months{}) || a.total) && row.dims.Project == ""
	if phase && a.measure != schema.Used && !a.done || nlp.HanCount(name) < shortestNoun || a.related || a.dims.FundSource != "" || placeIn(name) != "" {
		return ""
	}
	return name
}

// rowNamed is a row with its name without its number, and whether that says what its figures are of: it is
// looked for once for all columns.
type rowNamed struct {
	row  *axis
	own  string
	says bool
}

// sideAlone reports the name of a fund without what came in or was paid of it: 一般公共预算 over 收入 and 支出.
func (x *crossing) sideAlone(name string) bool { return words.FundAlone.Labels().Say(name) }

// ofTitle is what the title names, of which a place or a sum is told.
func (x *crossing) ofTitle(row *axis) string {
	name := nlp.Unnumbered(row.label)
	if name == row.dims.Subordinate && row.dims.EntityScope == schema.Unit {
		return x.about.told
	}
	if labelled(nlp.Squeeze(name), words.RowName, "sum", "subtotal", "grand") || row.region || placeIn(name) != "" || name == row.dims.Subordinate && row.dims.EntityScope == schema.Subordinate {
		return x.about.noun
	}
	return ""
}

// both names a figure by its row and the column that says what of it, 养老院—床位数; where the row is a project,
// which stands beside the label, by the column alone: 债券利率.
func (x *crossing) both(own string, row *axis, column string) string {
	if row.dims.Project != "" && plainName(row.dims.Project) == own {
		return cmp.Or(column, own)
	}
	switch {
	case column == "" || nlp.HanCount(column) > longestAspect || column == own:
		return own
	}
	return own + ofWhole + column
}

// longestAspect is how many Han characters a column has at most that goes into a name.
const longestAspect = 20

// nounOf is what the title of a table names: 预备费 of 2025年市本级预备费安排情况表. It is empty for a title
// that names more than one thing.
func nounOf(title string) string {
	s := titleTail().ReplaceAllString(unnumbered(title), "")
	if at := yearInTitle.FindAllStringIndex(s, -1); len(at) == 1 {
		s = s[at[0][1]:]
	} else if len(at) > 1 {
		return ""
	}
	if n := nlp.HanCount(s); n < 2 || n > longestAspect || nlp.HasStop(s) {
		return ""
	}
	return s
}

// whole is the name of what a column tells of all that the title is of: 规模以上工业企业—资产总计. What is long enough to
// say itself what is told stays as it is.
func (t *topic) whole(name string) string {
	of := subjectOf(t.noun)
	switch {
	case of == "" || nlp.HanCount(name) > longestPart || strings.Contains(name, of):
		return name
	case strings.HasSuffix(of, name):
		return of
	}
	return of + ofWhole + name
}

// longestPart is how many Han characters the heading of a column has at most that does not say of what it tells.
const longestPart = 6

// subjectOf is what a title names without its place and what it says of it, 规模以上工业企业 of 柳溪市规模以上工业企业主要指标,
// "" where it names several things or rows by places.
func subjectOf(noun string) string {
	s := noun
	if m := leadingPlace().FindString(s); m != "" && placeIn(m) != "" {
		s = s[len(m):]
	}
	s = s[len(government().FindString(s)):]
	for {
		l := words.SubjectTail.Labels().Of(s)
		if l == nil || l.Text == s {
			break
		}
		s = strings.TrimSuffix(s, l.Text)
	}
	if strings.ContainsAny(s, "（）()：:") || words.SubjectNone.Labels().Say(noun) || words.SubjectNone.Labels().Say(s) || nlp.HanCount(s) < 2 || nlp.HanCount(s) > longestSubject {
		return ""
	}
	return s
}

// longestSubject is how many Han characters the subject of a title has at most that goes into names.
const longestSubject = 14

var leadingPlace = compiled(`^\p{Han}{1,9}?{place_word ending}`)

// toldIn is what a title tells of the bodies below it, 市本级部门预算 of 2026年柳溪市市本级部门预算草案表, "" where it names
// several things.
func toldIn(title string) string {
	s := draftTail().ReplaceAllString(unnumbered(title), "")
	if at := yearInTitle.FindAllStringIndex(s, -1); len(at) == 1 {
		s = s[at[0][1]:]
	}
	if m := leadingPlace().FindString(s); m != "" && placeIn(m) != "" {
		s = s[len(m):]
	}
	if n := nlp.HanCount(s); n < 2 || n > longestAspect || nlp.HasStop(s) {
		return ""
	}
	return s
}

var draftTail = compiled(`(?:{title end}|{title_rest}|（{title end}）)+(?:[（(][^（）()]*[）)])?$`)

var (
	titleTail   = compiled(`(?:{title_status}|{title_rest})*{title end}?(?:[（(][^（）()]*[）)])?$`)
	yearInTitle = regexp.MustCompile(`20[0-9]{2}(?:年(?:度|末|底|初)?)?`)
)

// plainName is the name of a row without its number, 一、税收收入, the mark of a part, 其中：城镇 and
// #鲜菜, and the unit behind it, 毕业生（人）.
func plainName(s string) string {
	for {
		rest := strings.TrimLeft(nlp.Unnumbered(strings.TrimLeft(s, partMarks)), partMarks)
		if after, among := strings.CutPrefix(rest, words.OfThem); among && strings.IndexAny(after, colons) == 0 {
			rest = strings.TrimLeft(after, colons)
		}
		if rest = withoutCode(rest); rest == s || rest == "" {
			break
		}
		s = rest
	}
	if open := strings.LastIndexAny(s, "（("); open > 0 && isUnit(strings.Trim(s[open:], "（()）")) {
		s = s[:open]
	}
	return strings.TrimSpace(s)
}

// withoutCode is a name without the code of a project before it: 46000021T000000000141-露营发展专项资金.
func withoutCode(s string) string {
	code, name, found := strings.Cut(s, "-")
	isCode := func(r rune) bool { return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' }
	if !found || len(code) < shortestCode || strings.TrimFunc(code, isCode) != "" {
		return s
	}
	return name
}

// shortestCode is how many characters the code of a project has at least.
const shortestCode = 10

// partMarks stand before a row that is a part of one above; colons behind the word for it.
const (
	partMarks = "#＃*＊★☆△▲ 　"
	colons    = ":："
)

// isUnit reports the unit of a row's figures.
func isUnit(s string) bool {
	return oneOf(s) != nil || moneyIn(s) == s && s != "" || nlp.HanCount(s) == 0 && percent().MatchString(s)
}

// named reports a row whose name says what its figures are of, and not only whose they are, that they
// are a sum, or in which unit.
func (a *axis) named(name string) bool {
	switch {
	case nlp.HanCount(name) == 0 && !strings.ContainsFunc(name, isLetter), isUnit(name):
		return false
	case labelled(nlp.Squeeze(name), words.RowName, "sum", "subtotal"), a.total && a.concept == "" && a.dims == (schema.Dimensions{EntityScope: a.dims.EntityScope, Subordinate: a.dims.Subordinate}), name != "" && name == a.dims.Subordinate:
		return false
	case a.concept == "" && a.dims.Indicator == "" && a.dims.FuncCode == "" && !a.opaque():
		return !a.placed(name)
	}
	return true
}

// placed reports a name that is that of the place alone, 历下区 and 云浮市本级, or of all of them.
func (a *axis) placed(name string) bool {
	rest, of := strings.CutPrefix(name, a.dims.Subordinate)
	return a.dims.EntityScope != "" && of && (a.dims.Subordinate == "" || nlp.HanCount(rest) < shortestNoun)
}

// shortestNoun is how many characters behind a place say what is meant of it.
const shortestNoun = 4

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }

// ofColumn is what the heading of a column names, from its highest cell to its lowest, without what
// only says the phase, the place or how the figures are held against others.
func (x *crossing) ofColumn(col *axis, place string) string {
	if x.heads == nil {
		return ""
	}
	if !strings.Contains(col.label, place) {
		place = "" // as most, so that a column is named once for all places
	}
	key := columnNamed{col, place}
	if name, known := x.columns[key]; known {
		return name
	}
	var names []string
	for _, part := range strings.Fields(col.label) {
		name := plainName(strings.TrimPrefix(part, yearBefore.FindString(part)))
		if col.whole != "" && splitHead().MatchString(name) {
			name = col.whole
		}
		if a := x.heads.column(name); name != place && placeIn(name) == "" && !a.related && a.form == "" && a.dims.Subordinate == "" && (a.named(name) || a.sideOnly()) && (a.concept != "" || a.dims.Indicator != "" || a.dims.FundSource != "" || a.kind.bare || a.sideOnly() || a.opaque()) {
			switch n := len(names); {
			case n > 0 && strings.HasPrefix(name, names[n-1]):
				names[n-1] = name // 地区生产总值（当年价格） under 地区生产总值
			case n > 0 && x.sideAlone(names[n-1]) && a.sideOnly():
				names[n-1] += name // 收入 under 一般公共预算
			case n > 0 && isSide(names[n-1]):
				names[n-1] = name // 财政拨款 under 收入
			default:
				names = append(names, name)
			}
		}
	}
	if r, ok := relationIn(col.label); ok && len(names) == 0 && nlp.HanCount(r.left) > 1 && col.opaque() {
		names = append(names, plainName(strings.TrimSpace(r.left))) // 总产值比上年增长
	}
	if x.columns == nil {
		x.columns = make(map[columnNamed]string)
	}
	x.columns[key] = strings.Join(names, ofWhole)
	return x.columns[key]
}

// columnNamed is a column with the place that its heading names, if any.
type columnNamed struct {
	col   *axis
	place string
}

// ofWhole stands between what a figure is of and the part of that.
const ofWhole = "—"
