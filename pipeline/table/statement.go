package table

import (
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// statement reads a table of the accounts, or several that stand below one another,
// each under its own header.
func (r *Reader) statement(block int, g *grid, about topic) {
	piece := g.header == 0 && r.goesOn(block, g.t.Cols)
	if piece {
		about = r.before.about
	}
	h := r.headings(about.section, about.defaults.Function)
	h.ofProjects = about.defaults.Concept == schema.ExpenditureProject
	h.procurement = about.only == schema.ProcurementTotal
	h.projects = h.ofProjects || h.procurement
	h.economy, h.insured, h.debts, h.title, h.territorial = about.economy, about.insured, about.debts, about.titled, about.territorial
	names, sides := rowNames{h: &h, insured: h.title, classes: make(map[int]string), named: make(map[int]schema.ConceptID), funds: make(map[int]schema.FundSource), kinds: make(map[string]bool)}, sidesOf(about.section)
	for row := range g.top {
		r.header(block, g, row)
	}
	for _, part := range g.parts() {
		if r.Out.GivenUp() {
			return
		}
		cols := r.columnsOf(block, part, piece, about, &h)
		if names.places = namesPlaces(part, &cols); names.places {
			if !piece {
				h.whole = wholeOf(part, &cols)
			}
			if h.transfers = about.transfers; h.transfers && part.header > part.top {
				cols = readColumns(part, &h)
			}
		}
		h.transfers = about.transfers && (names.places || cols.places || slices.Contains(cols.regions, true))
		names.nested = h.transfers && placesAgain(part, &cols)
		if !sides.apply && about.bothSides && cols.names() > 1 {
			sides.apply, sides.grand = true, true
		}
		names.government = governmentColumns(part, &cols, &h)
		about.settle(part, &cols, &h)
		rows := rowReader{g: part, cols: &cols, about: &about, names: &names, sides: &sides, left: make(map[int]*axis)}
		cross := crossing{about: &about, ctx: r.Ctx, nameless: nameless(part, &cols, &h), budget: cols.budgetMeant(phase(schema.Budget, r.Ctx)), heads: &h}
		for row := part.top; row < part.end && !r.Out.GivenUp(); row++ {
			if row < part.header || part.isColumnNumbers(row) {
				r.header(block, part, row)
				continue
			}
			cross.named = rowNamed{}
			for _, s := range rows.read(row) {
				r.slot(block, part, &cols, &cross, s)
			}
		}
	}
}

// columnsOf reads the columns of a part of a table. Where it has no header they are those of
// the table that it goes on with, or the header stands above it.
func (r *Reader) columnsOf(block int, part *grid, piece bool, about topic, h *headings) columns {
	cols := readColumns(part, h)
	page := r.Doc.Blocks[block].Page
	switch {
	case piece && part.top == 0:
		cols.axes = r.before.cols.axes
		r.before.block, r.before.page = block, page
	case part.header == part.top:
		if heads := r.headAbove(block, part, h); heads != nil && part.top == 0 {
			cols.headed(heads, h)
			r.before = headed{block, page, about, cols}
		} else {
			cols.nameless()
		}
	default:
		r.before = headed{block, page, about, cols}
	}
	return cols
}

// settle corrects what a table takes for granted by what its rows and columns name. A
// table of 三公 with 会议费 or 培训费 among its columns or rows, as in 江苏 and 陕西, has a wider
// total; and 合计 in a table whose title says nothing is the sum of the 三公 if its rows
// are these and nothing else.
func (t *topic) settle(g *grid, cols *columns, h *headings) {
	t.carriedOver(cols)
	t.bonds = cols.bonds != nil
	switch {
	case t.defaults.Concept == schema.ThreePublicTotal && (cols.have(schema.AgencyConference, schema.AgencyTraining) || hasRow(g, cols, h, schema.AgencyConference, schema.AgencyTraining)):
		t.defaults.Concept = ""
	case t.defaults.Concept != "":
		return
	}
	t.defaults.Concept = sumOfItems(g, cols, h)
}

// hasRow reports a row of one of some concepts.
func hasRow(g *grid, cols *columns, h *headings, concepts ...schema.ConceptID) bool {
	for r := g.header; r < g.end; r++ {
		for c, kind := range cols.kinds {
			if s := g.text(r, c); kind == nameColumn && s != "" && slices.Contains(concepts, h.axis(nlp.Unnumbered(s)).concept) {
				return true
			}
		}
	}
	return false
}

// sumOfItems is what 合计 is where the rows are items of one thing, totals and nothing else: the 三公, or the ways
// that an office spends by, 基本支出 and 项目支出. "" elsewhere.
func sumOfItems(g *grid, cols *columns, h *headings) schema.ConceptID {
	cars, ways := 0, 0
	for r := g.header; r < g.end; r++ {
		for c, kind := range cols.kinds {
			s := g.text(r, c)
			if kind != nameColumn || s == "" {
				continue
			}
			switch a := h.axis(nlp.Unnumbered(s)); {
			case strings.HasPrefix(string(a.concept), "three_public."):
				cars++
			case a.concept == schema.ExpenditureBasic, a.concept == schema.ExpenditureProject:
				ways++
			case a.concept == schema.ExpenditurePersonnel, a.concept == schema.ExpenditurePublicUse:
			case !a.total && a.concept != schema.ExpenditureYear: // 支出合计
				return ""
			}
		}
	}
	switch {
	case cars > 1 && ways == 0:
		return schema.ThreePublicTotal
	case ways == 2 && cars == 0 && !h.territorial:
		return schema.ExpenditureYear
	}
	return ""
}

// nameless reports a table whose rows have no names but those of totals: figures under
// their headings. Among rows with names one without has lost it.
func nameless(g *grid, cols *columns, h *headings) bool {
	for r := g.header; r < g.end; r++ {
		for c, kind := range cols.kinds {
			if s := g.text(r, c); kind == nameColumn && s != "" && !h.axis(nlp.Unnumbered(s)).total {
				return false
			}
		}
	}
	return true
}

// namesPlaces reports a table with a row for each place.
func namesPlaces(g *grid, cols *columns) bool {
	found := 0
	for r := g.header; r < g.end; r++ {
		for c, kind := range cols.kinds {
			if kind != nameColumn {
				continue
			}
			name := nlp.Unnumbered(g.text(r, c))
			if place, _ := levelOfPlace(name); place != "" || placeIn(name) != "" {
				found++
			}
		}
	}
	return found > 1
}

// header classes the numbers of a header row: column numbers and codes are no facts.
// A note that fills a row above the figures is read.
func (r *Reader) header(block int, g *grid, row int) {
	for c, k := range g.at[row] {
		if g.begins(row, c) && !r.prose(block, k, g) {
			clause.Classify(g.ms[k], nlp.Ordinal)
		}
	}
}

// slot tells what is found in a cell of a row.
func (r *Reader) slot(block int, g *grid, cols *columns, cross *crossing, s slot) {
	loc := g.loc(block, s.cell)
	switch s.role {
	case serialSlot:
		clause.Classify(g.ms[s.cell], nlp.Ordinal)
	case codeSlot:
		clause.Classify(g.ms[s.cell], nlp.Code)
	case nameSlot:
		if !r.prose(block, s.cell, g) {
			clause.Classify(g.ms[s.cell], nlp.Noise) // part of a name
		}
	case emptySlot:
		r.empty(block, s.cell, g, cols.figures[s.col])
	case figureSlot:
		m := &g.ms[s.cell][0]
		if r.Out.Glued(loc, m) {
			return
		}
		f, ok := cross.fact(m, s.row, &cols.axes[s.col])
		if !ok {
			r.Out.Issue(loc, m.Start, m.End, schema.IssueUnit, "no unit in the title, the header or the cell")
			return
		}
		r.Out.Fact(loc, m, f)
	}
}

// empty classes a cell that holds no figure. In a column of figures it is a
// placeholder, which is blank and not zero; what points elsewhere or cannot be
// read is an issue.
func (r *Reader) empty(block, k int, g *grid, among bool) {
	loc, text := g.loc(block, k), g.t.Cells[k].Text.S
	s := nlp.Squeeze(text)
	switch {
	case isBlank(s):
	case isPointer(s):
		if among {
			r.Out.Issue(loc, 0, len(text), schema.IssuePlaceholder, "no figure where the column has figures")
		}
	case r.prose(block, k, g):
		return
	case len(g.ms[k]) > 1:
		r.Out.Issue(loc, 0, len(text), schema.IssueGluedCells, "several numbers in one cell of a column of figures")
	default:
		r.Out.Issue(loc, 0, len(text), schema.IssueUnbound, "a cell of a column of figures that is no figure")
	}
	clause.Classify(g.ms[k], nlp.Noise)
}
