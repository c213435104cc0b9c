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

// A row may say more beside its name: the body whose money it is, the project that it is
// spent on, or how something is bought. The headings of these columns say which.

// besides are the columns of a part of a table that stand beside the names of its rows.
type besides struct {
	project  int            // the column of the projects of a table of them, -1 for none
	body     int            // the column of the bodies that the rows are of, -1 for none
	over     bool           // it names the classes or projects of each body below it: 单位名称（科目）
	bodies   map[string]int // how many rows each of them has
	sum      int            // the row of all bodies, -1 for none
	remark   []bool         // columns that say something of what another column names
	quantity bool           // a column counts what the rows name
	works    bool           // the rows are works, of which columns of words say who builds what
	classes  bool           // the rows have the codes of classes, and what they are spent on beside them
}

// besidesIn finds the columns beside the names.
func besidesIn(g *grid, cols *columns, h *headings) besides {
	b := besides{project: -1, body: -1, sum: -1, bodies: make(map[string]int), remark: make([]bool, g.t.Cols)}
	of := -1 // a column of projects in a table of another title
	for c, kind := range cols.kinds {
		switch meaning := words.Column.Labels().Meaning(lastHead(g.heading(c, nil))); {
		case meaning == "quantity":
			b.quantity = true
		case kind != nameColumn:
		case meaning == "aside":
			b.remark[c], b.works = true, true
		case meaning == "remark" && h.projects:
			b.remark[c] = true
		case meaning == "project" && b.project < 0 && (h.projects || cols.besideClasses(c)):
			b.project, b.classes = c, !h.projects
			b.remark[c] = b.classes
		case meaning == "project" && of < 0:
			of = c
		case (meaning == "body" || meaning == "body_over" || meaning == "measure") && b.body < 0: // 单位 over bodies
			b.body, b.over = c, meaning == "body_over"
		case meaning == "body_project" && b.body < 0 && b.project < 0:
			b.body, b.over, b.project = c, true, c
		}
	}
	if b.works = b.works && of >= 0 && b.project < 0; b.works {
		b.project = of
	}
	for r := g.header; r < g.end && b.body >= 0; r++ {
		if b.sum < 0 && cols.sums(g, r) {
			b.sum = r
		}
		if name, _ := bodyIn(g.text(r, b.body)); name != "" && (!b.over || !classed(g, cols, r) && h.unknown(name)) {
			b.bodies[name]++
		}
	}
	return b
}

// besideClasses reports a column right of the codes of classes and of their names.
func (cols *columns) besideClasses(c int) bool {
	codes := slices.Index(cols.kinds[:c], codeColumn)
	return codes >= 0 && slices.Contains(cols.kinds[codes:c], nameColumn)
}

// unknown reports a name of which some words are no part of any concept.
func (h *headings) unknown(name string) bool {
	a := h.axis(name)
	return a.opaque()
}

// sums reports a row that is called a sum.
func (cols *columns) sums(g *grid, r int) bool {
	for c, kind := range cols.kinds {
		if kind != valueColumn && labelled(nlp.Squeeze(g.text(r, c)), words.RowName, "sum") {
			return true
		}
	}
	return false
}

// classed reports a row with the code of a class.
func classed(g *grid, cols *columns, r int) bool {
	for c, kind := range cols.kinds {
		if kind == codeColumn && g.text(r, c) != "" {
			return true
		}
	}
	return false
}

// named is the body that the column of bodies names in a row, and whether itself is meant.
func (b *besides) named(g *grid, r int) (name string, itself bool) {
	name, itself = bodyIn(g.text(r, b.body))
	if b.bodies[name] == 0 {
		return "", false // a class below the last of them
	}
	return name, itself
}

// bodyIn is the body that a cell names, and whether itself without those below it is meant:
// 301001-青禾县水利局（本级）. It is empty for a total and for a cell without a name.
func bodyIn(s string) (name string, itself bool) {
	s = nlp.Unnumbered(bodyCode.ReplaceAllString(s, ""))
	if isFiller(s) || labelled(s, words.RowName, "sum", "subtotal") || nlp.HanCount(s) < 2 || nlp.HasStop(s) {
		return "", false
	}
	plain := itselfEnd().ReplaceAllString(s, "")
	return plain, plain != s
}

// bodyCode is the code that a body is listed under.
var bodyCode = regexp.MustCompile(`^[\[【]?[0-9]{3,}[\]】]?[-－—_ ]?`)

// itselfEnd is what says behind the name of a body that it itself is meant.
var itselfEnd = compiled(`[（(]?{level own}[）)]?$`)

// remarks reports a cell that says something of what another cell of its row names.
func (rr *rowReader) remarks(r, c int) bool {
	b := &rr.cols.besides
	if !b.remark[c] && (c != b.body || b.over) {
		return false
	}
	for d, kind := range rr.cols.kinds {
		if kind == nameColumn && !b.remark[d] && (d != b.body || c != b.body && b.remark[c]) && rr.g.text(r, d) != "" && rr.g.at[r][d] != rr.g.at[r][c] {
			return true
		}
	}
	return false
}

// toldOf reports a row with a word beside its name: 产业项目 over the projects of an industry has none.
func (rr *rowReader) toldOf(r int) bool {
	for c, remark := range rr.cols.besides.remark {
		if remark && rr.g.text(r, c) != "" {
			return true
		}
	}
	return false
}

// ofWhom gives the figures of a row to the project and the body that its columns name.
func (rr *rowReader) ofWhom(r int, slots []slot) {
	b := &rr.cols.besides
	project, body, scope := "", "", schema.EntityScope("")
	if b.project >= 0 && (!b.works || rr.toldOf(r)) {
		if s := rr.g.text(r, b.project); (b.classes || b.works || rr.about.defaults.Concept == schema.ExpenditureProject || rr.about.only == schema.ProcurementTotal) && !isFiller(s) && !labelled(s, words.RowName, "sum", "subtotal") && nlp.HanCount(s) > 1 && (b.project != b.body || !b.lists(s)) {
			project = nlp.Unnumbered(s)
		}
	}
	whose := false
	if b.body >= 0 {
		body, scope = rr.bodyOf(r)
		if whose = b.bodies[body] > 0 || scope != ""; len(b.bodies) == 1 {
			body, scope = "", "" // the one that reports
		}
	}
	if project == "" && !whose {
		return // as most
	}
	coded := slices.ContainsFunc(slots, func(s slot) bool { return s.role == codeSlot })
	for i := range slots {
		row := slots[i].row
		if slots[i].role != figureSlot || row == nil || row.region || row.dims.Subordinate != "" {
			continue
		}
		of := *row
		of.dims.Project = cmp.Or(project, of.dims.Project)
		if whose {
			of.dims.Subordinate, of.dims.EntityScope = body, scope
			of.total = of.total || of.concept == "" && project == "" && b.lists(of.label)
		}
		if project != "" && !coded && nlp.Unnumbered(of.label) == project {
			of.dims.FuncCode, of.dims.EconCode, of.concept, of.unread = "", "", "", "" // called like a class: 基本公共卫生服务
		}
		if project != "" && rr.about.only == "" && of.dims.FuncCode == "" && of.dims.EconCode == "" && !slices.ContainsFunc(rr.cols.axes, ofIndicators) {
			of.label = project
		}
		slots[i].row = &of
	}
}

// ofIndicators reports a column of the values of indicators, which the rows of a project name.
func ofIndicators(a axis) bool { return a.concept == schema.PerformanceIndicator }

// lists reports the name of one of the bodies.
func (b *besides) lists(s string) bool {
	name, _ := bodyIn(s)
	return b.bodies[name] > 0
}

// bodyOf is whose the figures of a row are by the cell that names a body, or names classes of the
// one above: nobody else's where it is the one that reports with all below it.
func (rr *rowReader) bodyOf(r int) (string, schema.EntityScope) {
	b := &rr.cols.besides
	name, itself := b.named(rr.g, r)
	switch own := rr.names.h.ctx.Frame.Entity; {
	case name == "" && b.over && labelled(rr.g.text(r, b.body), words.RowName, "sum", "subtotal"):
		rr.whose.body, rr.whose.scope = "", ""
		return "", ""
	case name == "" && b.over:
		return rr.whose.body, rr.whose.scope
	case name == "":
		return "", ""
	case own != "" && (strings.HasSuffix(name, own) || strings.HasSuffix(own, name)):
		rr.whose.body, rr.whose.scope = "", ""
		if itself || rr.partOfSum(r) {
			rr.whose.scope = schema.Self
		}
	default:
		rr.whose.body, rr.whose.scope = name, schema.Unit
	}
	return rr.whose.body, rr.whose.scope
}

// partOfSum reports the row of the body that reports that has other figures than the row of all bodies:
// they are its own, without those of the bodies below it.
func (rr *rowReader) partOfSum(r int) bool {
	sum := rr.cols.besides.sum
	for c, kind := range rr.cols.kinds {
		if kind == valueColumn && sum >= 0 && sum != r && rr.g.text(r, c) != "" && rr.g.text(r, c) != rr.g.text(sum, c) {
			return true
		}
	}
	return false
}

// ofProject is what a figure in a table of projects is of: so much of a class as goes to the
// project, or what it is given or costs.
func (x *crossing) ofProject(row, col *axis, ofColumn schema.ConceptID) schema.ConceptID {
	m, _ := x.measure(row, col)
	switch {
	case ofColumn == schema.PerformanceIndicator, ofColumn == schema.PerformanceScore:
		return ofColumn
	case col.opaque(), ofColumn != "" && ofColumn != schema.ExpenditureProject && ofColumn != schema.ExpenditureYear && ofColumn != schema.ExpenditureTotal:
		return ""
	case row.dims.EconCode != "":
		return schema.ExpenditureByEconomic
	case row.dims.FuncCode != "":
		return schema.ExpenditureByFunction
	case m.IsBudget():
		return schema.PerformanceProjectBudget
	case m == schema.Final || m == schema.Executed:
		return schema.PerformanceProjectSpent
	}
	return ""
}

// spends reports a table of what is spent, so that a column called after a revenue says
// who pays.
func (x *crossing) spends() bool {
	return strings.HasPrefix(string(x.about.defaults.Concept), "expenditure.") || x.about.only == schema.ProcurementTotal
}

// paidFrom reads a column that is called after a revenue in a table of spending as the fund
// that pays, 事业收入, and reports false where several funds or none of those known do.
func (x *crossing) paidFrom(col *axis, c, ofRow schema.ConceptID, d *schema.Dimensions) (schema.ConceptID, bool) {
	if x.about.flows {
		return c, true
	}
	ofRevenue := strings.HasPrefix(string(x.about.defaults.Concept), "revenue.") // by the classes that it is spent on
	if c == schema.BalanceOpening && !ofRevenue && (x.spends() || strings.HasPrefix(string(ofRow), "expenditure.")) {
		d.FundSource = schema.CarriedFunds
		return "", true
	}
	if !x.spends() || !col.own && !strings.HasPrefix(string(c), "revenue.") {
		return c, true
	}
	switch fund := schema.FundNamed(c); {
	case c == "":
		return c, !col.opaque()
	case x.ctx.Frame.Territorial:
		return c, true // a government's tables tell what came in beside what is spent
	case c == schema.RevenueInstitution:
		d.FundSource = schema.InstitutionFunds
	case c == schema.RevenueOperating:
		d.FundSource = schema.OperatingFunds
	case c == schema.RevenueFiscal:
		d.FundSource = schema.FiscalFunds
	case clause.Specific(fund) && strings.HasPrefix(string(c), "revenue."):
		d.FundSource = fund
	case c == schema.RevenueYear || c == schema.RevenueTotal:
		return c, true
	default:
		return "", false
	}
	return "", true
}

// carriedOver says what 合计 holds in a table that has a column of what is left of the year
// before, or for the next, beside those of the year, and whether what is left of the year
// before stands beside what comes in and what will be left, or pays like a fund.
func (t *topic) carriedOver(cols *columns) {
	t.halves = cols.have(schema.ExpenditureBasic) && cols.have(schema.ExpenditureProject)
	switch t.section {
	case schema.SectionTable8, schema.SectionTable9, schema.SectionBudgetTable6, schema.SectionBudgetTable7:
		t.flows = true
	default:
		t.flows = cols.have(schema.BalanceClosing) || cols.bothSides()
	}
	switch t.defaults.Concept {
	case schema.RevenueYear:
		t.carried = cols.have(schema.BalanceOpening)
	case schema.ExpenditureYear:
		t.carried = cols.have(schema.BalanceClosing)
	}
}

// bothSides reports columns of the revenue and of the expenditure of one budget, or of all.
func (cols *columns) bothSides() bool {
	return cols.have(schema.RevenueYear) && cols.have(schema.ExpenditureYear) || slices.ContainsFunc(cols.axes, func(a axis) bool {
		fund := schema.FundNamed(a.concept)
		return clause.Specific(fund) && a.concept == sideOf(schema.RevenueSide, fund) && cols.have(sideOf(schema.ExpenditureSide, fund))
	})
}

// whole is what 合计 without another word is in a table.
func (x *crossing) whole(col *axis) schema.ConceptID {
	c := x.about.defaults.Concept
	if !x.about.carried || !col.total || col.dims.FundSource != "" {
		return c
	}
	switch c {
	case schema.RevenueYear:
		return schema.RevenueTotal
	case schema.ExpenditureYear:
		return schema.ExpenditureTotal
	}
	return c
}
