package table

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// slot is a cell of a row with what the row says about it.
type slot struct {
	cell, col int
	role      slotRole
	row       *axis // of a figure
}

// slotRole is what a cell of a row is.
type slotRole uint8

const (
	figureSlot slotRole = iota
	emptySlot           // no figure where there might be one
	nameSlot
	codeSlot
	serialSlot
)

// rowReader reads the rows of a table in their order.
type rowReader struct {
	g     *grid
	cols  *columns
	about *topic
	names *rowNames
	sides *sides
	left  map[int]*axis // by column, the kind of debt or the place last named there
	cars  *axis         // the row of official cars, whose parts the rows below are
	whose struct {      // the body that the last row named
		body  string
		scope schema.EntityScope
	}
}

// read goes through the cells of a row from the left: a name speaks for the figures
// right of it until the next name, since the general tables print revenue and
// expenditure side by side. Only a column of names or of words gives names.
func (rr *rowReader) read(r int) (slots []slot) {
	var name *axis
	var called *axis // the name left of a code
	var above *axis  // that a blank cell left of the names goes on with
	digits := ""
	nth := -1 // of the names
	for c := range rr.g.t.Cols {
		k := rr.g.at[r][c]
		if k < 0 || rr.g.t.Cells[k].Col != c && rr.cols.kinds[c] != valueColumn {
			continue
		}
		s := rr.g.text(r, c)
		add := func(role slotRole) {
			if rr.g.begins(r, c) {
				slots = append(slots, slot{k, c, role, name})
			}
		}
		switch kind := rr.cols.kinds[c]; {
		case s == "":
			if kind == nameColumn && name == nil && rr.left[c] != nil {
				above = rr.left[c]
			}
		case kind == measureColumn:
			name = name.countedIn(oneOf(s), rr.cols.besides.quantity)
		case kind == serialColumn && !rr.isName(k, c):
			add(serialSlot)
		case kind == codeColumn && (clause.IsCode(s) || rr.g.figure[k]):
			add(codeSlot)
			digits += s
			called, name = cmp.Or(name, called), nil
		case rr.g.figure[k] && c != rr.cols.years:
			if !rr.g.begins(r, c) {
				continue
			}
			if name == nil {
				name, digits = rr.coded(digits, c, called), ""
			}
			called = nil
			add(figureSlot)
		case rr.g.filler(r, c) || rr.cols.figures[c] && rr.g.t.Cells[k].ColSpan == 1:
			add(emptySlot)
		case rr.remarks(r, c):
			add(nameSlot)
		default:
			nth++
			left := cmp.Or(name, above)
			name, digits = rr.withLeft(rr.named(name, s, digits, nth, c), left), ""
			rr.keep(c, name)
			add(nameSlot)
		}
	}
	rr.unitBehind(r, slots)
	rr.ofWhom(r, slots)
	rr.bond(r, slots)
	return slots
}

// unitBehind counts the figures left of the one column of units, 目标值 | 单位 | 完成值, in the unit of their row.
func (rr *rowReader) unitBehind(r int, slots []slot) {
	at := slices.Index(rr.cols.kinds, measureColumn)
	if at < 0 || slices.Contains(rr.cols.kinds[at+1:], measureColumn) {
		return
	}
	unit := oneOf(rr.g.text(r, at))
	for i := range slots {
		if s := &slots[i]; s.role == figureSlot && s.col < at && s.row != nil && s.row.counted == nil && s.row.piece == nil {
			s.row = s.row.countedIn(unit, false)
		}
	}
}

// coded is the name of a row that has no more right of its name than a code: 普通高中助学金 | 2050204 | 46.
func (rr *rowReader) coded(digits string, col int, called *axis) *axis {
	name := rr.names.read("", digits, col)
	if called != nil {
		name.label = called.label
	}
	return name
}

// keep remembers the kind of debt or the place that a column names, which blank cells below
// go on with.
func (rr *rowReader) keep(col int, a *axis) {
	if !rr.names.h.debts {
		return
	}
	for c := range rr.left {
		if c >= col {
			delete(rr.left, c)
		}
	}
	if a.kind.bare && !a.total || a.region || a.dims.EntityScope != "" {
		rr.left[col] = a
	}
	a.kind.again = a.kind.again || a.kind.bare && rr.cols.single
}

// isName reports the name of a row that stands under the heading of serial numbers, and
// reaches over the names or is that of a sum: 合计.
func (rr *rowReader) isName(k, c int) bool {
	cell := &rr.g.t.Cells[k]
	return cell.Col == c && (cell.ColSpan > 1 && nlp.HanCount(cell.Text.S) > 0 || labelled(nlp.Squeeze(cell.Text.S), words.RowName, "sum"))
}

// countedIn is the axis for the figures right of a column 单位, of which only those of a column
// 数量 are counted in it where there is one.
func (a *axis) countedIn(unit *nlp.Mention, quantity bool) *axis {
	if a == nil {
		return nil
	}
	b := *a
	if b.counted = unit; quantity {
		b.counted, b.piece = nil, unit
	}
	return &b
}

// named reads the name of a row, or of the part of it that begins there. What stands
// right of a region in its row is that region's.
func (rr *rowReader) named(before *axis, s, digits string, nth, col int) *axis {
	if labelled(s, words.RowName, "subtotal") {
		return rr.subtotal(before, s)
	}
	a := rr.names.read(s, digits, col)
	rr.partOfCars(a, s)
	if body := rr.names.h.ctx.Frame.Entity; nth == 0 && body != "" && nlp.Unnumbered(s) == body && a.concept == "" {
		a = &axis{label: s, total: true} // the row of the body that reports
	}
	if rr.cols.regions[col] {
		a.region = true
		if name := nlp.Unnumbered(s); labelled(name, words.RowName, "direct") && nlp.HanCount(name) <= longestRegion {
			a.dims.EntityScope = schema.Self // 市直
		} else if rr.names.h.ofReport(name) {
			a.dims.Subordinate, a.dims.EntityScope = "", schema.Summary
		} else if place := rr.names.region(name); place != "" && a.dims.EntityScope == "" {
			a = &axis{label: s, region: true, dims: schema.Dimensions{Subordinate: place, EntityScope: schema.Subordinate}}
		}
	} else if before != nil && before.region {
		a.region = true
		if a.dims.Subordinate == "" && a.dims.EntityScope == "" {
			a.dims.Subordinate, a.dims.EntityScope = before.dims.Subordinate, before.dims.EntityScope
		}
	}
	rr.sides.settle(a, nth)
	return a
}

// partOfCars reads a row that only says what of official cars it is the cost of, below the row of all of it:
// 公务用车购置及运行维护费, 其中：购置费, 运行维护费.
func (rr *rowReader) partOfCars(a *axis, name string) {
	switch a.concept {
	case schema.ThreePublicVehicle:
		rr.cars = a
		return
	case schema.ThreePublicVehiclePurchase, schema.ThreePublicVehicleOperation:
		return
	case "":
	default:
		rr.cars = nil
		return
	}
	own := strings.TrimLeft(strings.TrimPrefix(nlp.Unnumbered(nlp.Squeeze(name)), words.OfThem), "：:")
	part := schema.ConceptID(words.CarPart.Labels().Meaning(nlp.Unnumbered(own)))
	if rr.cars == nil || part == "" {
		return
	}
	a.concept, a.dims, a.unread = part, rr.cars.dims, ""
}

// subtotal reads the row 小计: what it sums up is the group named left of it, and
// without one nothing says which rows it covers.
func (rr *rowReader) subtotal(before *axis, name string) *axis {
	var group axis
	if before != nil {
		group = *before
	}
	if fund := group.dims.FundSource; group.concept == "" && fund != "" && fund != schema.OtherFunds && rr.about.defaults.Concept == schema.RevenueYear {
		group.concept = clause.SideConcept(schema.RevenueSide, &clause.Phrase{Fund: fund}, schema.SectionDefault{})
	}
	if group.concept == "" {
		return &axis{label: strings.TrimSpace(group.label + " " + name), group: true}
	}
	group.label += " " + name
	return &group
}

// sides tells the two sides of the accounts in the general tables by the order of the
// names in a row: the left is revenue, the right expenditure.
type sides struct {
	apply bool
	grand bool                // of totals it tells only the grand ones: 总计
	above [2]schema.ConceptID // what the row above speaks of on each side
}

func sidesOf(s schema.SectionID) sides {
	switch s {
	case schema.SectionTable1, schema.SectionTable4, schema.SectionBudgetTable1, schema.SectionBudgetTable4:
		return sides{apply: true}
	}
	return sides{}
}

// settle reads a name on its side: 总计 is the grand total of the side, and a fund
// alone names that fund of the balance or the side above it.
func (x *sides) settle(a *axis, nth int) {
	if !x.apply {
		return
	}
	nth = min(nth, 1)
	switch {
	case x.grand && a.total && a.concept == "" && !a.grand:
		a.group = true // 合计 of one side of several
		return
	case x.grand && !(a.total && a.concept == ""):
	case a.opaque():
	case a.concept == "" && a.total:
		a.concept = clause.OnSide(nth == 0, schema.RevenueTotal, schema.ExpenditureTotal)
	case a.concept == "" && a.dims.FundSource != "" && strings.HasPrefix(string(x.above[nth]), balances):
		a.concept = x.above[nth]
		return
	case a.concept == "" && a.dims.FundSource != "":
		side := schema.RevenueSide
		if nth > 0 {
			side = schema.ExpenditureSide
		}
		a.concept = clause.SideConcept(side, &clause.Phrase{Fund: a.dims.FundSource}, schema.SectionDefault{})
	}
	x.above[nth] = a.concept
}

// rowNames reads the names and codes of rows. A code printed in parts is completed
// from the row above.
type rowNames struct {
	h      *headings
	places bool   // rows are named after places
	place  string // the place that the last of them was named after
	nested bool   // the places come again below each of several items
	item   *axis  // the last of these
	code   string // functional or economic code of the last row
	// classes are the functional classes that the last row with a name in a column
	// has there, "" where it names none.
	classes map[int]string
	// government are the columns of the economic classes of governments; class is the last
	// of them.
	government []bool
	class      string
	budgets    bool                      // the rows are of several budgets
	named      map[int]schema.ConceptID  // by column, what the last row is of
	funds      map[int]schema.FundSource // by column, the fund whose expenditure the classes of the rows are parts of
	special    map[int]bool              // by column, the rows list the fields of 专项转移支付 by the names of classes
	insured    insuredAbove              // what the rows above say in a table of the social insurance funds
	aspect     partOf                    // of members of the economy, that the last row with one tells
	debt       *axis                     // the row of an item of debt that kinds of it are listed under
	kinds      map[string]bool           // kinds of debt under no such row
	kindFund   schema.FundSource         // of the kind of debt that the last row names that is no part of one
}

// read reads a row's code, from its columns or at the start of its name, and its name
// in a column.
func (n *rowNames) read(name, digits string, col int) *axis {
	plain := nlp.Unnumbered(name)
	if n.nested {
		plain = eachPlace().ReplaceAllString(plain, "")
	}
	if n.places {
		bare := remarkEnd.ReplaceAllString(plain, "")
		if of := n.h.placed(bare); of.EntityScope != "" {
			n.place = of.Subordinate
			return n.below(&axis{label: name, dims: of, total: of.EntityScope == schema.Summary})
		}
		if a := n.level(name, bare); a != nil {
			return a
		}
	}
	code, plain := n.codeOf(name, plain, digits)
	a := n.heading(plain)
	a.label = cmp.Or(name, digits)
	if c := words.RowConcept.Labels().Meaning(plain); c != "" {
		a.concept, a.unread = schema.ConceptID(c), ""
	}
	if a.dims.Indicator == "" && labelled(plain, words.RowName, "grand") {
		a.concept = grandTotal(a.concept)
	}
	economic := n.h.section == schema.SectionTable6 || n.h.section == schema.SectionBudgetTable8
	switch function := clause.IsFunctionCode(code); {
	case n.economic(&a, plain, code, col):
	case function && !(economic && clause.IsEconomicCode(code)):
		a.concept, a.dims.FuncCode, a.dims.EconCode = schema.ExpenditureByFunction, code, ""
		n.belowClass(&a, plain)
	case clause.IsEconomicCode(code):
		a.concept, a.dims.EconCode, a.dims.FuncCode = schema.ExpenditureByEconomic, code, ""
	default:
		n.classByPlace(&a, plain, n.classes[col])
	}
	n.ofScope(&a, code)
	n.ofWhole(&a, col)
	if isYearTotal(a.concept) && n.named[col] == schema.ThreePublicTotal {
		a.concept = schema.ThreePublicTotal // 支出合计 below “三公”经费支出
	}
	n.named[col] = a.concept
	n.ofTransfer(&a, plain, code, col)
	n.classes[col] = a.dims.FuncCode
	if n.h.debts {
		n.goesOn(&a)
	}
	if n.nested {
		b := a
		n.item = &b
	}
	if n.h.insured {
		n.insuredRow(&a, name)
	}
	if n.h.economy {
		n.aspect = aspectBelow(n.aspect, &a)
		a.aspect = n.aspect
	}
	return &a
}

// codeOf is the code of the class that a row is of, in columns left of its name, before it or by its mark, and
// the name without it.
func (n *rowNames) codeOf(name, plain, digits string) (code, rest string) {
	if digits != "" {
		return n.complete(digits), plain
	}
	if code, rest = codeAhead(name); code != "" {
		n.code = code
		return code, rest
	}
	if code = n.markedClass(plain); code != "" {
		n.code = code
	}
	return code, plain
}

// belowClass takes a name that is not the one of the class of its row for a project of the class.
func (n *rowNames) belowClass(a *axis, name string) {
	code := a.dims.FuncCode
	if n.h.ofProjects && a.opaque() && len(code) == len("2130306") && nlp.HanCount(name) > 2 && !slices.Contains(schema.FunctionCodes(clause.TrimClassName(name), n.h.ctx.Frame.Year), code) {
		a.dims.Project = name
	}
}

// heading reads the name of a row: 税收收入占一般公共预算收入比重 is a share of what stands left
// of the relation, and 增减变化 below a row for each year changes of the columns.
func (n *rowNames) heading(name string) axis {
	share, change := mayBeShare(name), nlp.HanCount(name) <= longestChange && labelled(name, words.ChangeHead)
	if !share && !change {
		return n.h.axis(name) // as most
	}
	r, ok := relationIn(name)
	switch {
	case !ok:
	case r.form == schema.Share && r.left != "", change && (r.form == schema.Delta || r.form == schema.PctChange) && r.left == "":
		return n.h.column(name)
	}
	return n.h.axis(name)
}

// longestChange is how many Han characters a row of changes has at most: 比上年决算数增减额.
const longestChange = 10

// ofScope takes from a class the fund that is only a part of its name, 财政对城乡居民基本养老
// 保险基金的补助: of which budget it is the table says. Among the budgets of a government
// 国有资本经营预算支出 without a code is the whole of one and no class.
func (n *rowNames) ofScope(a *axis, code string) {
	switch {
	case n.h.insured:
	case a.dims.FuncCode != "" && a.dims.FundSource == schema.SocialInsurance:
		a.dims.FundSource, a.dims.Indicator = "", ""
	case code == "" && n.h.transferElsewhere(a.dims.FuncCode):
		a.unnamed()
	case a.dims.FuncCode == "223" && code == "" && n.h.ctx.Frame.Territorial && (n.budgets || n.h.section == schema.SectionTable9 || n.h.section == schema.SectionBudgetTable7):
		a.concept, a.dims.FuncCode, a.dims.FundSource = schema.ExpenditureStateCapital, "", schema.StateCapital
	case a.dims.FuncCode == "229" && code == "" && schema.TableDefaultOf(n.h.section).Fund == schema.StateCapital:
		a.dims.FuncCode = "22399" // 其他支出 of that budget
	case a.concept == schema.ExpenditureGovernmentFund, a.concept == schema.RevenueStateCapital:
		n.budgets = true
	}
}

// ofWhole gives a class the fund whose whole the rows above it in a table of several funds begin with: 教育支出 below
// 一般公共预算支出. Behind the revenue of the government funds that of state capital is a fund's too, and no class.
func (n *rowNames) ofWhole(a *axis, col int) {
	if a.concept == schema.RevenueByClass && n.named[col] == schema.RevenueGovernmentFund && words.TitleFund.Labels().Meaning(a.label) == string(schema.StateCapital) {
		a.concept, a.dims.Indicator, a.dims.FundSource = schema.RevenueStateCapital, "", schema.StateCapital
	}
	class := a.concept == schema.ExpenditureByFunction
	switch fund := schema.FundNamed(a.concept); {
	case clause.Specific(fund) && strings.HasPrefix(string(a.concept), "expenditure."):
		n.funds[col] = fund
	case !class:
		n.funds[col] = ""
	case a.dims.FundSource == "" && schema.TableDefaultOf(n.h.section).Fund == schema.AllFunds:
		a.dims.FundSource = n.funds[col]
	}
}

// ofTransfer leaves unread what a list below 专项转移支付收入 calls by the names of classes, 教育
// and 农林水: it is received or handed on for these fields, and no expenditure on them. A row
// of another kind ends the list.
func (n *rowNames) ofTransfer(a *axis, name, code string, col int) {
	if n.special == nil {
		n.special = make(map[int]bool)
	}
	switch {
	case code == "" && (a.concept == schema.RevenueSpecialTransfer || a.dims.FuncCode == specialTransfers):
		n.special[col] = true
	case !n.special[col]:
	case code == "" && a.concept == schema.ExpenditureByFunction && len(a.dims.FuncCode) == len("201") && !strings.HasSuffix(name, words.ExpenditureWord.Word()):
		a.unnamed()
	case a.opaque():
	default:
		n.special[col] = false
	}
}

// specialTransfers is the class 专项转移支付.
const specialTransfers = "23003"

// classByPlace reads a name that classes share, 行政运行 of every 款 or 其他支出 of three
// levels, as the one that follows the class of the row above.
func (n *rowNames) classByPlace(a *axis, name, above string) {
	if above == "" || a.total || a.concept != "" && a.concept != schema.ExpenditureByFunction {
		return
	}
	if code := n.h.ctx.ClassAfter(above, name); code != "" {
		a.concept, a.dims.FuncCode, a.unread = schema.ExpenditureByFunction, code, ""
	}
}

// grandTotal is the total over all that is received or spent, 各项收入合计, which in the
// table of one fund holds more than the fund's own revenue.
func grandTotal(c schema.ConceptID) schema.ConceptID {
	switch {
	case strings.HasPrefix(string(c), "revenue."):
		return schema.RevenueTotal
	case strings.HasPrefix(string(c), "expenditure."):
		return schema.ExpenditureTotal
	}
	return c
}

// region is the place that a row of a column headed 地区 is named after, "" for none:
// short names there are places, whatever they end in, that are no total and say no
// level of government.
func (n *rowNames) region(name string) string {
	switch {
	case n.h.ofReport(name), isLevelOfPlace(name):
		return ""
	case placeIn(name) != "":
		return placeIn(name)
	}
	if han := nlp.HanCount(name); han < 2 || han > longestRegion && !labelled(name, words.RowName, "prefecture", "zone") || labelled(name, words.RowName, "rest", "direct") || name == n.h.ctx.Frame.Entity {
		return ""
	}
	if a := n.h.axis(name); a.concept != "" || a.total || a.measure != "" || a.dims.EntityScope != "" || !a.opaque() {
		return ""
	}
	return name
}

// longestRegion is how many Han characters the name of a place has at most that does not
// end like one.
const longestRegion = 4

// markedClass is the code of a row that is named by the last level of a class and
// prints its mark, 其他教育支出（款） under 教育支出（类）, "" where the rows above
// leave open which one is meant.
func (n *rowNames) markedClass(name string) string {
	at, size, level := (&clause.Paragraph{Text: name}).AnyLevelMark(0)
	if at < 0 || strings.TrimSpace(name[at+size:]) != "" {
		return ""
	}
	parent := ""
	if clause.IsFunctionCode(n.code) {
		parent = n.code[:min(len(n.code), parentDigits(level))]
	}
	class := clause.TrimClassName(name[:at])
	if parentDigits(level) > 0 && parent == "" && len(schema.FunctionCodes(class, n.h.ctx.Frame.Year)) > 1 {
		return ""
	}
	return n.h.ctx.ChildCode(class, parent, level)
}

// parentDigits is how many digits the code of the class above one has, by its mark.
func parentDigits(level string) int { return [...]int{0, 0, 3, 5}[schema.ClassDepth(level)+1] }

// codeAhead divides the name of a row that begins with the code of a class, 230转移性支出 or
// [230]转移性支出, "" where there is none: 2024年中央农田建设补助资金 begins with a year and
// 300人以上 with a count.
func codeAhead(name string) (code, rest string) {
	if m := codeInBrackets.FindStringSubmatch(name); m != nil && (clause.IsFunctionCode(m[1]) || clause.IsEconomicCode(m[1])) {
		return m[1], m[2]
	}
	k := strings.IndexFunc(name, func(r rune) bool { return r < '0' || r > '9' })
	if k < 0 || !clause.IsFunctionCode(name[:k]) && !clause.IsEconomicCode(name[:k]) {
		return "", name
	}
	if ms := nlp.Scan(name, nlp.ScanOptions{Cell: true}); len(ms) > 0 && ms[0].Start == 0 && ms[0].End > k {
		return "", name
	}
	return name[:k], name[k:]
}

// codeInBrackets is a name behind its code: [2080201]行政运行, （2080201）行政运行.
var codeInBrackets = regexp.MustCompile(`^[[【（(](\d{3,7})[]】）)](\p{Han}.*)$`)

// complete fills up a split code from the row above: 类 and 款 are printed once and
// left blank below.
func (n *rowNames) complete(digits string) string {
	switch prev := n.code; {
	case len(digits) == 2 && len(prev) >= 5:
		digits = prev[:5] + digits
	case len(digits) == 2 && len(prev) == 3:
		digits = prev + digits
	case len(digits) == 4 && len(prev) >= 3:
		digits = prev[:3] + digits
	}
	n.code = digits
	return digits
}
