package tag

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/place"
	"gongkai/schema"
	"gongkai/schema/words"
)

// mostLists is how many lists may be open inside of one another; no report has five. What is in more is of the last.
const mostLists = 8

// openList begins, at a byte, the parts of the last level figure.
func (n *prose) openList(at int) {
	if len(n.d.topic.lists) == mostLists {
		return
	}
	side := strings.TrimSpace(n.p.Text[min(n.d.clause.start, at):at])
	if k, total := n.totalOfSide(side); k >= 0 {
		f := &n.out.Facts[k]
		n.d.topic.lists = append(n.d.topic.lists, list{whole: clause.Subject{Concept: total, Dims: f.Dimensions, Label: f.Label}, fact: k})
		return
	}
	if n.d.topic.last < 0 {
		if s := len(n.d.topic.subjects) - 1; n.d.clause.named && s >= 0 && n.d.topic.subjects[s].Known() && n.d.topic.subjects[s].Start >= n.d.sentence.start {
			n.d.topic.lists = append(n.d.topic.lists, list{whole: n.d.topic.subjects[s], fact: -1}) // 项目支出包括：…: of what has no figure here
		}
		return
	}
	if strings.Count(n.p.Text[n.out.Ends[n.d.topic.last]:at], "。") > 1 {
		n.d.topic.lists = append(n.d.topic.lists, list{fact: -1}) // of the sentence before, which gives no figure
		return
	}
	if k := n.sideBefore(); k >= 0 {
		f := &n.out.Facts[k]
		n.d.topic.lists = append(n.d.topic.lists, list{whole: clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}, fact: k})
		return
	}
	if last := n.out.Facts[n.d.topic.last].Concept; side == words.ExpenditureWord.Word() && (ofRevenue(last) || clause.OfBalance(last)) {
		n.d.topic.lists = append(n.d.topic.lists, list{whole: clause.Subject{Concept: schema.ExpenditureTotal, Label: side}, fact: -1}) // no parts of what came in
		return
	}
	if change := len(n.out.Facts) - 1; n.out.Ends[n.d.topic.last] <= n.d.sentence.start && change > n.d.topic.last && n.out.Ends[change] > n.d.sentence.start && n.ofChange(change) {
		f := &n.out.Facts[change]
		n.d.topic.lists = append(n.d.topic.lists, list{whole: clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}, fact: -1}) // 比上年减少2万元，其中公务接待费减少1万元: of what has changed
		return
	}
	f := &n.out.Facts[n.d.topic.last]
	if k := len(n.d.topic.lists); k > 0 && n.d.topic.lists[k-1].fact == n.d.topic.last {
		return
	}
	if s := len(n.d.topic.subjects) - 1; n.d.clause.named && s >= 0 && n.d.topic.subjects[s].Known() && n.out.Ends[n.d.topic.last] <= n.d.sentence.start &&
		(n.d.topic.subjects[s].Concept != f.Concept || words.GrandTotalEnd.Labels().Say(f.Label) && !words.GrandTotalEnd.Labels().Say(n.d.topic.subjects[s].Label)) {
		n.d.topic.lists = append(n.d.topic.lists, list{whole: n.d.topic.subjects[s], fact: -1}) // 收入总计50万元。国有资本经营收入包括：…: of what it names, which has no figure here
		return
	}
	w := clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}
	n.d.topic.lists = append(n.d.topic.lists, list{whole: w, fact: n.d.topic.last})
}

// dividedAgain takes up the whole that the paragraph has divided before, where the words up to a byte
// divide it by something else: 支出按功能分类分为…。按支出性质分为…. Of the first such words it keeps the
// whole of the list that they open. It reports such words.
func (n *prose) dividedAgain(at int) bool {
	said := nlp.Squeeze(n.p.Text[min(n.d.clause.start, at):at])
	if !strings.HasPrefix(n.p.Text[at:], words.DividedInto.Word()) || !words.Division.Labels().Say(said) {
		return false
	}
	if n.d.paragraph.divided == nil {
		whole := list{fact: -1}
		n.openList(at)
		if l := n.d.topic.innermost(); l != nil && len(l.members) == 0 {
			whole = *l
		}
		n.d.paragraph.divided = &whole
		return true
	}
	for len(n.d.topic.lists) > n.listsAround() {
		n.closeList()
	}
	if whole := n.d.paragraph.divided; whole.whole.Known() {
		n.d.topic.lists = append(n.d.topic.lists, *whole)
		n.d.topic.speak(whole.whole)
	}
	return true
}

// listsAround is how many of the open lists the section has opened or stand around a bracket.
func (n *prose) listsAround() int {
	if b := n.d.around(); b != nil {
		return len(b.topic.lists)
	}
	if n.d.section.list != nil {
		return 1
	}
	return 0
}

// ofChange reports a change of a quantity that a concept names.
func (n *prose) ofChange(k int) bool {
	f := &n.out.Facts[k]
	return f.Concept != "" && (f.Form == schema.Delta || f.Form == schema.PctChange)
}

// sideBefore is the first side of the accounts that the sentence before tells, where it ends with
// what was carried over, which has no parts of its own: 收入合计50万元，包括本年收入45万元，上年结转5万元。
// 其中：…. It is -1 elsewhere.
func (n *prose) sideBefore() int {
	last := n.d.topic.last
	if !clause.OfBalance(n.out.Facts[last].Concept) || n.out.Ends[last] > n.d.sentence.start {
		return -1
	}
	for k := n.d.paragraph.first; k < last; k++ {
		if f := &n.out.Facts[k]; f.Form == schema.Level && exactAmount(f) && (grandTotalOf(f.Concept) != f.Concept || f.Concept == schema.RevenueTotal || f.Concept == schema.ExpenditureTotal) {
			return k
		}
	}
	return -1
}

// totalOfSide is the total of a side of the accounts in the sentences and the paragraphs before, where a list names
// no more than the side: 收入总预算50万元，支出总预算50万元。收入包括：…, 收支总预算50万元。支出包括：…. It is -1
// for none or several.
func (n *prose) totalOfSide(side string) (k int, total schema.ConceptID) {
	switch side {
	case words.RevenueWord.Word():
		total = schema.RevenueTotal
	case words.ExpenditureWord.Word():
		total = schema.ExpenditureTotal
	default:
		return -1, ""
	}
	k = -1
	for i := len(n.out.Facts) - 1; i >= 0 && len(n.out.Facts)-i <= reachOfTold && n.out.Facts[i].Section == n.d.section.id; i-- {
		f := &n.out.Facts[i]
		if i < n.d.paragraph.first && k >= 0 {
			break
		}
		if i >= n.d.paragraph.first && n.out.Ends[i] > n.d.sentence.start || f.Form != schema.Level || !exactAmount(f) || f.Concept != total && !clause.NamesBothSides(f.Concept, f.Label) {
			continue
		}
		if k >= 0 {
			return -1, ""
		}
		if k = i; i < n.d.paragraph.first {
			break // 收入包括：… in a paragraph of its own
		}
	}
	return k, total
}

// closeList ends the innermost list and states its sum as a claim.
func (n *prose) closeList() {
	k := len(n.d.topic.lists) - 1
	claims := len(n.out.Claims)
	n.sum(&n.d.topic.lists[k])
	if len(n.out.Claims) > claims && n.d.topic.lists[k].divided {
		n.out.Claims[claims].Counted, n.out.Claims[claims].Slip = true, true
	}
	if len(n.out.Claims) > claims && n.figures().partial(&n.d.topic.lists[k]) {
		n.out.Claims[claims].Word = words.AndSoOn
	}
	n.d.topic.lists = n.d.topic.lists[:k]
}

// sum claims that the members of a list make its whole, up to one that is of another kind: 高中阶段招生11万人，
// 其中普通高中8万人、中等职业学校3万人；在校生32万人. Where that is the first it is no list of the whole: 农村居民人均可支配收入3万元。
// 其中城镇居民人均财产净收入0.4万元.
func (n *prose) sum(l *list) {
	if l.fact < 0 || n.out.Facts[l.fact].Rule == rangeEnd {
		return // 每个指标1～7分，其中1分为最差
	}
	whole := n.out.Facts[l.fact].Dimensions.Indicator
	if k := slices.IndexFunc(l.members, func(k int) bool { return clause.OfAnother(whole, n.out.Facts[k].Dimensions.Indicator) }); k >= 0 {
		if l.members = l.members[:k]; k < 2 {
			return
		}
	}
	n.withBalance(l)
	n.out.Sum(n.addedUp(l), l.members)
}

// addedUp is the whole of a list, or the figure before it that its members are parts of where the last
// one is an average, which parts do not make up: 粮食总产量19万吨；平均亩产440公斤。其中夏粮产量4万吨.
func (n *prose) addedUp(l *list) int {
	average := func(k int) bool {
		label := n.out.Facts[k].Label + n.figures().ownWords(k)
		return words.Averaged.Labels().Say(label) || words.PerHead.Labels().Say(label)
	}
	if l.fact < n.d.paragraph.first || len(l.members) < 2 {
		return l.fact
	}
	unit := n.out.Facts[l.members[0]].Unit
	if lasts := words.DurationUnit.Labels().Is(n.out.Facts[l.fact].Unit) && unit != n.out.Facts[l.fact].Unit; !lasts && (!average(l.fact) || average(l.members[0])) {
		return l.fact // 粮食产量96万吨，连续六年增产，其中夏粮38万吨: of the crop
	}
	for k := l.fact - 1; k >= n.d.paragraph.first && k >= l.fact-reachOfChange; k-- {
		if f := &n.out.Facts[k]; f.Unit == unit && f.Form == schema.Level && !average(k) {
			return k
		}
	}
	return l.fact
}

// withBalance reads the whole of a list that has the revenue or expenditure of the year and a balance
// among its members as the grand total: 收入预算合计68万元，包括本年收入67万元，上年结转1万元.
func (n *prose) withBalance(l *list) {
	whole := &n.out.Facts[l.fact]
	total, ok := totalWithBalance[whole.Concept]
	ofYear := func(k int) bool { return alike(&n.out.Facts[k], whole) }
	balance := func(k int) bool { return clause.OfBalance(n.out.Facts[k].Concept) }
	if ok && slices.ContainsFunc(l.members, balance) && (slices.ContainsFunc(l.members, ofYear) || n.madeUp(whole, l.members) && !words.ThisYear.Labels().Say(whole.Label)) {
		whole.Concept = total
	}
}

// madeUp reports a figure that others make up to the last digit, none of which is nothing.
func (n *prose) madeUp(whole *schema.Fact, members []int) bool {
	sum := decimal.Zero
	for _, k := range members {
		m := &n.out.Facts[k]
		if !exactAmount(m) || m.Value.IsZero() && clause.OfBalance(m.Concept) {
			return false
		}
		sum = sum.Add(m.Value)
	}
	return sum.Equal(whole.Value)
}

// totalWithBalance are the grand totals that the sides of the year and a balance make up.
var totalWithBalance = map[schema.ConceptID]schema.ConceptID{schema.RevenueYear: schema.RevenueTotal, schema.ExpenditureYear: schema.ExpenditureTotal}

// endParagraph carries a list on when the paragraph ends by announcing one.
func (n *prose) endParagraph() {
	announces := n.p.AnnouncesParts()
	if n.d.section.list != nil && len(n.d.topic.lists) > 0 {
		*n.d.section.list = n.d.topic.lists[0]
		n.d.topic.lists = n.d.topic.lists[1:]
	}
	if announces && n.d.topic.last >= 0 {
		n.endSectionList()
		whole := n.sideBefore()
		if whole < 0 {
			whole = n.d.topic.last
		}
		f := &n.out.Facts[whole]
		n.d.section.list = &list{whole: clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}, fact: whole, rank: n.rank}
		if k := len(n.d.topic.lists); k > 0 && len(n.d.topic.lists[k-1].members) == 0 {
			n.d.topic.lists = n.d.topic.lists[:k-1]
		}
	}
	for len(n.d.topic.lists) > 0 {
		n.closeList()
	}
	n.d.section.before = n.toldAtEnd()
	if n.d.section.alone = n.d.section.before; !n.tellsOneThing() {
		n.d.section.alone = clause.Subject{}
	}
}

// tellsOneThing reports a paragraph of which all figures are of one thing.
func (n *prose) tellsOneThing() bool {
	told := n.out.Facts[n.d.paragraph.first:]
	return !slices.ContainsFunc(told, func(f schema.Fact) bool {
		return f.Concept == "" || f.Concept != told[0].Concept || f.Dimensions != told[0].Dimensions
	})
}

// toldAtEnd is what a paragraph has told last, the zero value where it told nothing or several things at once.
func (n *prose) toldAtEnd() clause.Subject {
	if len(n.out.Facts) == n.d.paragraph.first || len(n.d.topic.subjects) != 1 {
		return clause.Subject{}
	}
	s := n.d.topic.subjects[0]
	s.Start, s.End = 0, 0 // of no text of the next
	return s
}

// endSectionList closes a list that ran over paragraphs.
func (n *prose) endSectionList() {
	if n.d.section.list != nil {
		l, claims := n.d.section.list, len(n.out.Claims)
		n.sum(l)
		if len(n.out.Claims) > claims {
			c := &n.out.Claims[claims]
			all := len(c.Operands) == len(l.members)
			c.Operands = n.numberedItems(l, c.Operands)
			c.Numbered = all && len(c.Operands) == len(l.numbered)
		}
		n.d.section.list = nil
	}
}

// longNumbered is how many numbered items a list has at least whose other figures are what
// an item explains itself with.
const longNumbered = 10

// numberedItems are the members of a sum: of a long list of numbered items these alone, where
// each other figure follows one in its paragraph: （40）水利发展资金5亿元，…如加上基金预算4亿元.
func (n *prose) numberedItems(l *list, summed []int) []int {
	if len(l.numbered) < longNumbered || len(l.numbered) >= len(summed) {
		return summed
	}
	blocks := make(map[int]bool)
	for _, k := range l.numbered {
		if blocks[n.out.At[k].Block] = true; !slices.Contains(summed, k) {
			return summed
		}
	}
	if slices.ContainsFunc(summed, func(k int) bool { return !blocks[n.out.At[k].Block] }) {
		return summed
	}
	return l.numbered
}

// moneyInList settles 70.00万 in a list of amounts: the members of a list are of
// the kind of its whole.
func (n *prose) moneyInList(m *nlp.Mention) {
	k := len(n.d.topic.lists) - 1
	if !m.Elided || m.Kind != nlp.Count || k < 0 || n.d.topic.lists[k].fact < 0 || n.out.Facts[n.d.topic.lists[k].fact].Kind != schema.Amount {
		return
	}
	m.Kind, m.Unit = nlp.Amount, schema.UnitYuan
}

// ofRevenue reports a concept of what comes in.
func ofRevenue(c schema.ConceptID) bool { return strings.HasPrefix(string(c), "revenue.") }

// listsRevenue reports a list whose whole is a revenue.
func (d *discourse) listsRevenue() bool {
	l := d.topic.innermost()
	return l != nil && ofRevenue(l.whole.Concept) && !clause.NamesBothSides(l.whole.Concept, l.whole.Label)
}

// narrowed is what a figure of one kind of debt is of in a list whose whole is a part of what
// its name says: the 一般债务限额 in a list of 新增债务限额 is of what is new.
func (d *discourse) narrowed(p *clause.Paragraph, f *schema.Fact, at int) schema.ConceptID {
	l := d.topic.innermost()
	if l == nil || !clause.OfDebt(f.Concept) || f.Dimensions.FundSource == "" || !strings.HasPrefix(string(l.whole.Concept), string(f.Concept)+"_") ||
		l.whole.End > at || strings.ContainsAny(p.Text[l.whole.End:at], "；;") {
		return f.Concept
	}
	return l.whole.Concept
}

// member reads an unknown phrase inside a list as a member of the whole:
// 共有车辆10辆，其中：特种专业技术用车2辆.
func (d *discourse) member(ctx *clause.Context, f *schema.Fact, phrase string) bool {
	l := d.topic.innermost()
	if l == nil {
		return false
	}
	w := l.whole
	if b := d.around(); b != nil && len(d.topic.lists) == len(b.topic.lists) {
		return false // a remark in brackets belongs to no list outside
	}
	if code := ctx.FunctionCode(phrase, w.Dims.FuncCode); w.Dims.FuncCode != "" && len(code) > len(w.Dims.FuncCode) {
		f.Concept, f.Dimensions, f.Rule, f.Label = schema.ExpenditureByFunction, w.Dims, "member", phrase
		f.Dimensions.FuncCode = code
		return true
	}
	if f.Form == schema.Level && w.Takes(f.Kind, f.Unit) && place.Is(phrase) && w.Concept != schema.StaffByKind {
		f.Concept, f.Dimensions, f.Rule, f.Label = w.Concept, w.Dims, "member", w.Label // 再融资债券2亿元，其中：黄石港区1亿元: the same, of that place
		return true
	}
	c, dims, ok := memberOf(w, phrase)
	if part := (clause.Subject{Concept: c}); !ok || !part.Takes(f.Kind, f.Unit) {
		return false // 固定资产100万元，其中…，通用设备1台
	}
	if isStaff(c) && !words.StaffUnit.Labels().Is(f.Unit) && staffIn(nlp.Squeeze(phrase)).text == "" {
		return false // 政法编制96人，包括3个内设机构, but 事业编制3个
	}
	f.Concept, f.Dimensions, f.Rule, f.Label = c, dims, "member", phrase
	return true
}

// classListed reads the name of a 款 in a list of the expenditure of a budget, where it says that
// it is expenditure: 一般公共预算支出300亿元，其中：水利支出7.1亿元; of the funds a 项 of the sale of land too.
func (n *prose) classListed(i int, f *schema.Fact) bool {
	l := n.d.topic.innermost()
	if l == nil || f.Form != schema.Level || !clause.Specific(schema.FundNamed(l.whole.Concept)) || !strings.HasPrefix(string(l.whole.Concept), "expenditure.") {
		return false
	}
	name := n.d.at(&n.p).WholeName(i)
	if !strings.HasSuffix(name, words.ExpenditureWord.Word()) {
		return false
	}
	fund := schema.FundNamed(l.whole.Concept)
	above := func(code string) bool { return len(code) != len("21303") }
	codes := slices.DeleteFunc(schema.FunctionCodes(name, n.ctx.Frame.Year), above)
	if len(codes) == 0 && fund == schema.GovernmentFund {
		codes = slices.DeleteFunc(schema.FunctionCodes(name, n.ctx.Frame.Year), func(code string) bool { return !strings.HasPrefix(code, landClass) })
	}
	if len(codes) != 1 {
		return false
	}
	f.Concept, f.Dimensions, f.Rule, f.Label = schema.ExpenditureByFunction, l.whole.Dims, "member", name
	f.Dimensions.FuncCode, f.Dimensions.FundSource = codes[0], fund
	return true
}

// landClass is the class of what is paid from the sale of land, by far the most of a government's funds:
// of the classes that have 征地和拆迁补偿支出 it is the one that a list means which names none.
const landClass = "21208"

// transfer reads the name of a kind of transfer in a list of transfers: a revenue in
// what the level above gave, a class of expenditure in what is given on.
func (n *prose) transfer(i int, f *schema.Fact) bool {
	l := n.d.topic.innermost()
	if l == nil || f.Form != schema.Level {
		return false
	}
	name := n.d.at(&n.p).WholeName(i)
	concept, class, code := schema.ConceptID(""), "", ""
	switch whole := l.whole; {
	case whole.Concept == schema.RevenueSuperiorSubsidy, whole.Concept == schema.RevenueTransfers, whole.Concept == schema.RevenueGeneralTransfer:
		if concept = kindOfTransfer(name); concept == "" {
			concept, class = classOfTransfer(name)
		}
	case whole.Concept == schema.ExpenditureSubsidies, whole.Concept == schema.ExpenditureByFunction && strings.HasPrefix(whole.Dims.FuncCode, transferClass):
		code = n.ctx.FunctionCode(name, cmp.Or(whole.Dims.FuncCode, transferClass))
		if code == "" && whole.Concept == schema.ExpenditureSubsidies && kindOfTransfer(name) == schema.RevenueTaxReturn {
			code = taxReturned
		}
		if code != "" && code != whole.Dims.FuncCode {
			concept = schema.ExpenditureByFunction
		}
	}
	if concept == "" {
		return false
	}
	f.Concept, f.Dimensions, f.Rule, f.Label = concept, l.whole.Dims, "member", name
	f.Dimensions.FuncCode, f.Dimensions.Indicator = code, class
	return true
}

// handedOn reads the name of a class in a list of what is handed on of one kind, where each is
// the part of that kind for it: 专项转移支付支出9亿元，其中：教育2亿元 is 2300305.
func (n *prose) handedOn(i int, s *clause.Subject, f *schema.Fact) bool {
	l := n.d.topic.innermost()
	if l == nil || s.Concept != schema.ExpenditureByFunction || f.Form != schema.Level || l.whole.Concept != schema.ExpenditureByFunction || !strings.HasPrefix(l.whole.Dims.FuncCode, transferClass) {
		return false
	}
	return n.transfer(i, f)
}

// classGivenOn reads a class of what a government hands on by its whole name right before the
// figure, which no class of another kind has: 均衡性转移支付支出612亿元.
func (n *prose) classGivenOn(m *nlp.Mention, f *schema.Fact) bool {
	name := clause.TrimName(n.d.at(&n.p).SinceSegment(m.Start))
	if f.Form != schema.Level || !n.ctx.Frame.Territorial || !strings.HasSuffix(name, words.ExpenditureWord.Word()) {
		return false
	}
	code := n.ctx.FunctionCode(name, transferClass)
	elsewhere := func(code string) bool { return !strings.HasPrefix(code, transferClass) }
	if code == "" || slices.ContainsFunc(schema.FunctionCodes(name, n.ctx.Frame.Year), elsewhere) {
		return false
	}
	f.Concept, f.Rule, f.Label = schema.ExpenditureByFunction, "subject", name
	f.Dimensions.FuncCode, f.Dimensions.FundSource = code, clause.FundOfTransfer(code)
	n.d.topic.speak(clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: name, Start: m.Start, End: m.Start})
	return true
}

// classOfTransfer is the class of revenue that a kind of general transfer is, whose name a
// list writes without 收入: 均衡性转移支付.
func classOfTransfer(name string) (schema.ConceptID, string) {
	for _, w := range [...]string{name, name + words.RevenueWord.Word()} {
		if m, ok := schema.MemberByName(schema.RevenueByClass, w); ok && strings.HasPrefix(m.Code, receivedClass) {
			return schema.RevenueByClass, m.Name
		}
	}
	return "", ""
}

const (
	receivedClass = "110" // is the class of revenue that transfers are in
)

// kindOfTransfer is the concept of what the level above gave by the name of its kind,
// which a list writes without 收入.
func kindOfTransfer(name string) schema.ConceptID {
	for _, c := range []schema.ConceptID{schema.RevenueTaxReturn, schema.RevenueGeneralTransfer, schema.RevenueSpecialTransfer} {
		concept, _ := schema.ConceptByID(c)
		for w := range concept.Wordings() {
			if w == name || strings.TrimSuffix(w, words.RevenueWord.Word()) == name {
				return c
			}
		}
	}
	return ""
}

// transferClass is the class of expenditure that transfers are in, and taxReturned that of taxes
// which those below have back.
const (
	transferClass = "230"
	taxReturned   = "23001"
)

// memberOf returns the concept and dimensions of a named part of a whole.
func memberOf(w clause.Subject, phrase string) (schema.ConceptID, schema.Dimensions, bool) {
	d := w.Dims
	switch w.Concept {
	case schema.AssetVehicles, schema.AssetVehiclesByKind, schema.ThreePublicVehiclesHeld:
		kind := clause.DropBrackets(phrase) // 特种作业车（洒水车、垃圾车）2辆
		d.FundSource = ""
		d.VehicleKind = clause.VehicleKind(kind)
		return schema.AssetVehiclesByKind, d, words.VehicleNoun.Labels().Say(kind)
	case schema.AssetFixed, schema.AssetFixedByKind:
		d.AssetKind = clause.AssetKind(phrase)
		return schema.AssetFixedByKind, d, true
	case schema.StaffTotal, schema.StaffByKind:
		if clause.IsBody(phrase) || strings.HasSuffix(phrase, words.OfLevel.Word("own")) {
			d.Subordinate, d.EntityScope = phrase, schema.Subordinate
			return schema.StaffTotal, d, true // 现有人员90人，其中环卫处70人
		}
		d.StaffKind = phrase
		return schema.StaffByKind, d, phrase != ""
	case schema.PerformanceProjectBudget, schema.PerformanceProjectSpent:
		if clause.IsPayer(phrase) {
			return "", d, false // 项目总投资100万元，其中中央资金50万元
		}
		if d.Project != "" && words.FundNoun.Labels().Say(phrase, "purpose") {
			return "", d, false // 累计支付9,874万元，其中工程款8,920万元，监理费953万元: what for, and no member
		}
		if d.Project != "" {
			d.Subordinate, d.EntityScope = phrase, schema.Subordinate
		} else {
			d.Project = clause.ProjectName(phrase)
		}
		return w.Concept, d, true
	case schema.ThreePublicVehicle:
		part := schema.ConceptID(words.CarPart.Labels().Meaning(phrase))
		return part, d, part != "" // 公务用车购置及运行费20万元，其中：购置费18万元
	case schema.ProcurementTotal:
		kind := schema.ConceptID(words.ProcuredKind.Labels().Meaning(phrase))
		return kind, d, kind != "" // 政府采购预算85万元，其中：货物类35万元
	case schema.DebtLimit, schema.DebtBalance, schema.DebtLimitNew, schema.DebtIssued, schema.DebtIssuedNew, schema.DebtIssuedRefinancing, schema.DebtIssuedSwap,
		schema.DebtRepaid, schema.DebtInterest, schema.DebtService:
		return partOfDebt(w, phrase)
	case schema.RevenueDebtOnlent, schema.ExpenditureDebtOnlent:
		fund, kind := clause.FundOfDebt(phrase)
		d.FundSource = fund
		return w.Concept, d, kind // 省转贷我市政府债券9亿元，其中：一般债券5亿元
	case schema.BalanceOpening, schema.BalanceClosing, schema.BudgetAddition, schema.BudgetReduction:
		d.Project = clause.ProjectName(phrase)
		return w.Concept, d, true
	case schema.ExpenditurePersonnel, schema.ExpenditurePublicUse:
		d.EconCode = clause.EconomicPart(phrase)
		return schema.ExpenditureByEconomic, d, d.EconCode != "" // 人员经费9万元，主要包括：养老保险缴费2万元
	}
	return "", d, false
}

// partOfDebt returns the concept and dimensions of a part of what is said of debt, by the
// budget that pays for it, 专项债券, or by what is paid, 利息.
func partOfDebt(w clause.Subject, phrase string) (schema.ConceptID, schema.Dimensions, bool) {
	d := w.Dims
	for _, noun := range [...]string{"", words.DebtOf.Word("noun")} {
		if fund, ok := clause.FundOfDebt(phrase + noun); ok { // 再融资债券3亿元，其中：一般1亿元，专项2亿元
			d.FundSource = fund
			return w.Concept, d, true
		}
	}
	paid := schema.ConceptID(words.DebtPaid.Labels().Meaning(phrase))
	return paid, d, paid != "" && (w.Concept == schema.DebtService || w.Concept == schema.DebtRepaid || w.Concept == schema.DebtInterest)
}

// debtBeside reads a part of debt that no list opens for: in brackets behind the figure of
// the whole, 新增债券50亿元（一般债券2亿元、专项债券48亿元）, after what was paid back, 偿还政府
// 债券本金6.56亿元，利息3.4亿元, or by its kind alone after the whole.
func (n *prose) debtBeside(f *schema.Fact, phrase string) bool {
	k := len(n.d.topic.subjects) - 1
	if k < 0 || f.Form != schema.Level {
		return false
	}
	w := n.d.topic.subjects[k]
	if b := n.d.around(); b != nil && len(b.topic.subjects) > 0 && b.topic.last >= 0 && b.clause.segment == n.out.Ends[b.topic.last] {
		w = b.topic.subjects[len(b.topic.subjects)-1]
	} else if w.Concept != schema.DebtRepaid || w.Start < n.d.sentence.start {
		return false
	}
	c, dims, ok := partOfDebt(w, phrase)
	if !ok || !strings.HasPrefix(string(w.Concept), "debt.") {
		return false
	}
	f.Concept, f.Dimensions, f.Rule, f.Label = c, dims, "member", phrase
	return true
}

// carsBeside reads a part of the cost of official cars that no list opens for, behind another part of it or the number of
// cars in its sentence or item: 公务用车购置费0万元，运行费2万元, 公务用车保有量3辆，运行维护费6万元.
func (n *prose) carsBeside(f *schema.Fact, phrase string) bool {
	k := len(n.d.topic.subjects) - 1
	if k < 0 || f.Form != schema.Level || n.d.topic.subjects[k].Start < n.d.sentence.start {
		return false
	}
	w := n.d.topic.subjects[k]
	switch w.Concept {
	case schema.ThreePublicVehicle, schema.ThreePublicVehiclePurchase, schema.ThreePublicVehicleOperation:
	case schema.ThreePublicVehiclesHeld, schema.ThreePublicVehiclesPurchased:
		w.Dims = schema.Dimensions{FundSource: schema.FiscalFunds}
	default:
		return false
	}
	part := schema.ConceptID(words.CarPart.Labels().Meaning(phrase))
	if part == "" || part == w.Concept {
		return false
	}
	f.Concept, f.Dimensions, f.Rule, f.Label = part, w.Dims, "member", phrase
	return true
}

// allAtHome reads the reception of guests from the country as that of all, where those from abroad
// have cost nothing: 公务接待费2万元，其中：外宾接待费0元，国内公务接待费2万元. Elsewhere it is a part.
func (n *prose) allAtHome(f *schema.Fact, phrase string) bool {
	last := len(n.out.Facts) - 1
	if f.Form != schema.Level || last < n.d.paragraph.first || !words.DomesticGuests.Labels().Say(phrase) ||
		!words.ForeignGuests.Labels().Say(n.out.Facts[last].Label) || !n.out.Facts[last].Value.IsZero() || n.out.Facts[last].Kind != f.Kind {
		return false
	}
	for k := last - 1; k >= n.d.paragraph.first; k-- {
		if whole := &n.out.Facts[k]; whole.Concept == schema.ThreePublicReception && whole.Form == schema.Level {
			f.Concept, f.Dimensions, f.Rule, f.Label = whole.Concept, whole.Dimensions, "member", phrase
			return true
		}
	}
	return false
}

// spentOnGuests reads what was spent in all behind how many guests there were, as the cost of receiving them:
// 国内公务接待12批次，86人次，共计支出0.95万元.
func (n *prose) spentOnGuests(f *schema.Fact, phrase string) bool {
	last := len(n.out.Facts) - 1
	if f.Form != schema.Level || last < n.d.paragraph.first || n.out.Ends[last] <= n.d.sentence.start || !words.SpentInAll.Labels().Is(phrase) {
		return false
	}
	for k := last; k >= 0 && n.out.Facts[k].Section == n.d.section.id; k-- {
		if whole := &n.out.Facts[k]; whole.Concept == schema.ThreePublicReception && whole.Form == schema.Level {
			if !whole.Value.Equal(f.Value) {
				return false // it may be of the guests from the country alone
			}
			break
		}
	}
	switch n.out.Facts[last].Concept {
	case schema.ThreePublicReceptionBatches, schema.ThreePublicReceptionVisitors:
		f.Concept, f.Dimensions.FundSource, f.Rule = schema.ThreePublicReception, schema.FiscalFunds, "member"
		return true
	}
	return false
}

// kindsOfDebt opens the list of the two kinds of debt that follows the figure of both in its
// sentence: 政府债务余额9亿元，按债务类型划分，一般债务5亿元，专项债务4亿元.
func (n *prose) kindsOfDebt(phrase string) bool {
	last := n.d.topic.last
	if _, kind := clause.FundOfDebt(phrase); !kind || last < 0 || n.out.Ends[last] <= n.d.sentence.start {
		return false
	}
	f := &n.out.Facts[last]
	if l := n.d.topic.innermost(); !clause.OfDebt(f.Concept) || f.Dimensions.FundSource != "" || l != nil && l.fact == last {
		return false
	}
	n.openList(n.out.Ends[last])
	return true
}

// remember keeps what later clauses refer back to.
func (n *prose) remember(k int, m *nlp.Mention) {
	f := &n.out.Facts[k]
	if n.explains(k, f) {
		return
	}
	if f.Form != schema.Level && f.Form != schema.ScoreForm || f.Kind == schema.Ratio || f.Rule == baseStated || f.Rule == fullMarks {
		return // what a change is measured against is no part of a list, and none follows it
	}
	n.ofThoseServing(f)
	if n.changesBudget(k, f) {
		return
	}
	if j := len(n.d.topic.lists) - 1; j >= 0 && n.d.topic.lists[j].fact != k {
		if w := n.d.topic.lists[j].whole; len(n.d.topic.lists[j].members) > 1 && n.d.at(&n.p).Totals(m) {
			f.Concept, f.Dimensions, f.Label, f.Rule = w.Concept, w.Dims, w.Label, "list_total"
			n.out.Sum(k, n.d.topic.lists[j].members)
			return
		}
		if w := n.d.topic.lists[j].whole; !(retiredBeside(w, f.Label) && !n.inService(n.d.topic.lists[j].members)) && !besideThreePublic(w.Concept, f.Concept) && !n.breaksDown(f) && !closesAccount(w.Concept, f) && !n.d.included(&n.p, m.Start) {
			l := &n.d.topic.lists[j]
			l.members = append(l.members, k)
			if k == n.d.paragraph.first && itemNumber(&n.p.View) == len(l.numbered)+1 {
				l.numbered = append(l.numbered, k)
			}
		}
	}
	if f.Rule == completionBase && k > n.d.paragraph.first && n.out.Facts[k-1].Concept == f.Concept && n.out.Facts[k-1].Form == schema.Level && n.out.Ends[k-1] > n.d.sentence.start {
		return // 收入完成59亿元，为预算65亿元的91%，其中：…: of what was done
	}
	n.d.topic.last = k
	if f.Concept != "" && f.Rule != "inherited" && len(n.d.topic.subjects) < 2 {
		n.d.topic.speak(clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label, Start: m.Start, End: m.End})
	}
}

// breaksDown reports a count in a bracket right behind a figure, which is of that one and no member
// of the list outside: 妇幼保健院12个（三级妇幼保健院1个）、急救中心2个.
func (n *prose) breaksDown(f *schema.Fact) bool {
	around := n.d.around()
	return around != nil && f.Kind == schema.Count && len(n.d.topic.lists) <= len(around.topic.lists) &&
		around.topic.last >= 0 && around.clause.segment == n.out.Ends[around.topic.last]
}

// itemNumber is the number a paragraph opens with, 0 for none: 3.革命老区转移支付…, （3）….
func itemNumber(v *nlp.View) int {
	k, err := strconv.Atoi(strings.Trim(v.Number(), "（）()"))
	if err != nil {
		return 0
	}
	return k
}

// included reports a figure of a bracket that says the figure before it has it
// within: 参保职工78.64万人（含参保退休人员29.31万人）. It is no member of the list outside.
func (d *discourse) included(p *clause.Paragraph, at int) bool {
	if b := d.around(); b == nil || len(d.topic.lists) > len(b.topic.lists) {
		return false
	}
	open := strings.LastIndexAny(p.Text[:at], "（(")
	if open < 0 {
		return false
	}
	_, size := utf8.DecodeRuneInString(p.Text[open:])
	inside := strings.TrimLeft(p.Text[open+size:at], " ")
	return words.PartWithin.Labels().Say(inside)
}

// retiredBeside reports those who are retired named after those in service: 在职
// 人员62人，其中…，退休28人.
func retiredBeside(whole clause.Subject, member string) bool {
	retired := words.Retired.Labels()
	return whole.Concept == schema.StaffTotal && retired.Say(member) && !retired.Say(whole.Label)
}

// changesBudget takes the subject of the figure before up again behind an amount by which its budget
// was changed: 预算批复资金85万元，年中调减13万元，调整后预算72万元 is no reduction of 72.
func (n *prose) changesBudget(k int, f *schema.Fact) bool {
	if f.Concept != schema.BudgetReduction && f.Concept != schema.BudgetAddition || len(n.d.topic.subjects) != 1 || f.Rule == "inherited" {
		return false
	}
	last := n.d.topic.last
	if last < n.d.paragraph.first || last >= k || n.out.Ends[last] <= n.d.sentence.start {
		return false
	}
	was := &n.out.Facts[last]
	if was.Concept == "" || was.Concept == f.Concept || !was.Measure.IsBudget() {
		return false
	}
	n.d.topic.subjects = n.d.topic.subjects[:0]
	n.d.topic.speak(clause.Subject{Concept: was.Concept, Dims: was.Dimensions, Label: was.Label, Start: n.out.Ends[last] - len(was.Raw), End: n.out.Ends[last]})
	return true
}

// inService reports a list that names those in service among its members, so that those who
// are retired are others of them: 实有人员118人，其中在职人员79人、退休人员39人.
func (n *prose) inService(members []int) bool {
	return slices.ContainsFunc(members, func(k int) bool { return words.Serving.Labels().Say(n.out.Facts[k].Label) })
}

// ofThoseServing reads those in service in a list of all there are as one kind of them.
func (n *prose) ofThoseServing(f *schema.Fact) {
	l := n.d.topic.innermost()
	if l != nil && l.whole.Concept == schema.StaffTotal && clause.IsEconomy(f.Concept) && f.Kind == schema.Count && f.Form == schema.Level && !n.ctx.Frame.Territorial {
		// 医院现有职工1200人，其中卫生技术人员980人: of a body's own, and not of a place
		f.Concept, f.Dimensions, f.Rule = schema.StaffByKind, l.whole.Dims, "member"
		f.Dimensions.StaffKind, f.Measure, f.MeasureSource = f.Label, "", ""
		return
	}
	if l == nil || f.Concept != schema.StaffTotal || l.whole.Concept != schema.StaffTotal || f.Dimensions != l.whole.Dims ||
		!among(words.Serving.Word(), f, l) && !among(words.HoldingPosts.Word(), f, l) {
		return
	}
	f.Concept, f.Dimensions.StaffKind, f.Rule = schema.StaffByKind, f.Label, "member"
}

// among reports staff that a word tells apart from all there are: 在职人员912人，其中在编人员403人.
func among(word string, f *schema.Fact, l *list) bool {
	return strings.Contains(f.Label, word) && !strings.Contains(l.whole.Label, word)
}

// closesAccount reports the total of a side of an account behind a list of something else:
// 加上转移性收入9万元，其中：返还性收入4万元、上年结转5万元，收入合计20万元.
func closesAccount(whole schema.ConceptID, f *schema.Fact) bool {
	switch f.Concept {
	case schema.RevenueTotal, schema.RevenueYear, schema.ExpenditureTotal, schema.ExpenditureYear:
		return whole != f.Concept && words.SumNoun.Labels().Say(f.Label)
	}
	return false
}

// besideThreePublic reports an item that a list of the 三公 expenses goes on with and that is
// none of them: 公务接待费1万元，机关运行经费464万元.
func besideThreePublic(whole, member schema.ConceptID) bool {
	return whole == schema.ThreePublicTotal && member != "" && !strings.HasPrefix(string(member), "three_public.")
}

// explains marks figures in brackets that break down the figure before the bracket:
// 1.03万元（年初结转5.4万元，指标追减-4.4万元）. They take its dimensions, and
// two or more of them are claimed to make it up.
func (n *prose) explains(k int, f *schema.Fact) bool {
	around := n.d.around()
	if around == nil || f.Kind != schema.Amount {
		return false
	}
	if len(n.d.topic.lists) > len(around.topic.lists) {
		return false // the bracket opens a list of its own
	}
	before := around.topic.last
	if before < 0 || around.clause.segment != n.out.Ends[before] {
		return false // the bracket does not follow a figure directly
	}
	whole := &n.out.Facts[before]
	if f.Dimensions.Subordinate != whole.Dimensions.Subordinate {
		return false // 余额276亿元（含高新区73亿元）: one of several places
	}
	if f.Concept == "" && whole.Concept != "" && f.Form == schema.Level && n.out.Explains(before) {
		n.out.Explained(before, k) // 调入资金22万元（从政府性基金预算调入16万元、其他调入6万元）
		return true
	}
	if f.Dimensions.Project == "" {
		f.Dimensions.Project = whole.Dimensions.Project
	}
	if f.Concept != whole.Concept && f.Concept != schema.BudgetReduction && f.Concept != schema.BudgetAddition {
		return false
	}
	f.Rule = "gloss_" + f.Rule
	n.out.Explained(before, k)
	return true
}
