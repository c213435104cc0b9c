package section

import (
	"slices"
	"strings"
	"sync"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Of returns the section a heading opens in a report of a kind, and false when the line
// is no heading of a section: the report then stays in current. Titles of tables open
// table sections (see [Table]). Within an annex or the glossary only a heading that can
// end it is recognised, because evaluation reports repeat 部门概况 and 机构设置, and the
// glossary the names of funds. Work reports and bulletins have none of these sections.
func Of(line *nlp.View, current schema.SectionID, kind schema.ReportKind) (schema.SectionID, bool) {
	if kind == schema.WorkReport || kind == schema.Bulletin {
		return "", false
	}
	t := fold(line)
	return t.next(current, kind)
}

// Over is Of for a numbered heading that only names what the sentences behind it tell of: 二、一般公共预算财政拨款.
// With no sentence behind it such a line is a row of a flattened table.
func Over(line *nlp.View, behind string, current schema.SectionID, kind schema.ReportKind) (schema.SectionID, bool) {
	if kind != schema.FinalAccounts && kind != schema.BudgetReport || !strings.Contains(behind, "。") || nlp.HanCount(behind) < shortestTelling {
		return "", false
	}
	t := fold(line)
	t.told = t.ordinal
	return t.next(current, kind)
}

// shortestTelling is how many Han characters a sentence has at least that a heading only names.
const shortestTelling = 12

// RunIn returns the section that a heading opens which its text follows in the same paragraph:
// （四）预算绩效管理情况。组织对….
func RunIn(paragraph *nlp.View, current schema.SectionID, kind schema.ReportKind) (schema.SectionID, bool) {
	all := paragraph.All()
	end := strings.IndexAny(all, "。：:")
	if end < 0 || nlp.HanCount(all[:end]) > longestRunIn || nlp.HanCount(all[end:]) == 0 {
		return "", false
	}
	line := nlp.ViewOf(all[:end])
	return Of(&line, current, kind)
}

// longestRunIn is how many Han characters a heading has at most that its text follows at once.
const longestRunIn = 24

// Fund returns the section that a numbered heading opens which only names a budget, as
// in the accounts of a territory: （一）一般公共预算, 2.全市政府性基金预算. In the accounts
// of one body such a line is a row of a table.
func Fund(line *nlp.View, kind schema.ReportKind) (schema.SectionID, bool) {
	t := fold(line)
	if !t.ordinal || t.gapped {
		return "", false
	}
	name := t.text
	for tail := words.HeadingTail.Labels().Of(name); tail != nil && name != tail.Text; tail = words.HeadingTail.Labels().Of(name) {
		name = strings.TrimSuffix(name, tail.Text)
	}
	for _, level := range levels() {
		name = strings.TrimPrefix(name, level)
	}
	for i := range headings(words.OpensFund) {
		h := &headings(words.OpensFund)[i]
		if slices.Contains(h.All[0], name) {
			return opened(h, kind == schema.BudgetReport), true
		}
	}
	return "", false
}

// levels are what stands before the name of a budget and says whose it is: 全市, 市级,
// 市本级, 本级.
var levels = sync.OnceValue(func() (all []string) {
	for _, l := range words.Load().Levels {
		all = append(all, words.OfLevel.Word("all")+l.Own, l.Own+words.OfLevel.Word("rank"), l.Own+words.OfLevel.Word("own"))
	}
	return append(all, words.OfLevel.Word("own"))
})

// headings are the rows of a kind, the most specific first.
func headings(kind words.HeadingKind) []words.Heading { return byKind()[kind] }

var byKind = sync.OnceValue(func() map[words.HeadingKind][]words.Heading {
	rows := make(map[words.HeadingKind][]words.Heading)
	for _, h := range words.Load().Headings {
		rows[h.Opens] = append(rows[h.Opens], h)
	}
	return rows
})

// opened is the section a row opens in budgets or in final accounts, "" for none.
func opened(h *words.Heading, budget bool) schema.SectionID {
	if budget {
		return schema.SectionID(h.Plan)
	}
	return schema.SectionID(h.Final)
}

// next is the section that the title opens behind another, and false where it opens none.
func (t *title) next(current schema.SectionID, kind schema.ReportKind) (schema.SectionID, bool) {
	next := t.section(kind)
	if next == "" || !t.leaves(current, next) {
		return "", false
	}
	return next, true
}

// section finds what the title opens, without regard to where it stands.
func (t *title) section(kind schema.ReportKind) schema.SectionID {
	if t.text == "" {
		if t.annex {
			return schema.SectionAnnex
		}
		return ""
	}
	if t.contents || words.ContentsTitle.Labels().Say(t.text) {
		return schema.SectionContents
	}
	if t.isTable() {
		return t.table(kind)
	}
	if t.gapped || !t.plausible() {
		return ""
	}
	return t.first(words.OpensSection, kind == schema.BudgetReport || kind != schema.FinalAccounts && t.ofBudget())
}

// first is the section of the first row of a kind that the title matches and can open.
func (t *title) first(kind words.HeadingKind, budget bool) schema.SectionID {
	for i := range headings(kind) {
		h := &headings(kind)[i]
		if id := opened(h, budget); id != "" && h.Matches(t.text) && t.opens(id) {
			return id
		}
	}
	return ""
}

// opens reports whether the words of the title go with a heading of the
// section. A row label of a flattened table (一般公共预算财政拨款收入) names a
// fund and no more; a heading of a narrative also says what it tells. In the
// other matters an ordinal will do, for （一）机关运行经费 is a usual heading.
func (t *title) opens(id schema.SectionID) bool {
	switch Part(id) {
	case schema.SectionOverview:
		return t.runes() <= maxOverview
	case schema.SectionOther:
		return t.ordinal || t.narrates()
	case schema.SectionFinal, schema.SectionBudget:
		return t.isTable() || t.narrates() || t.told
	}
	return true
}

// leaves reports whether a heading that opens next can end the section
// current. An annex ends at another annex, the glossary, a table or a numbered
// part (第五部分 附表); the glossary at whatever is more than a term.
func (t *title) leaves(current, next schema.SectionID) bool {
	switch {
	case within(current, schema.SectionAnnex):
		return t.part || within(next, schema.SectionAnnex) || next == schema.SectionGlossary || t.isTable()
	case current == schema.SectionGlossary:
		return t.part || within(next, schema.SectionAnnex) || t.isTable() || words.HeadingTells.Labels().Say(t.text)
	case current == schema.SectionBudgetProject && (next == schema.SectionOverview || next == schema.SectionBudget):
		return t.part // 基本情况 and 年度预算安排 are the project's
	}
	return true
}

// Part is the part of a report that a section lies within: budget of
// budget.social_insurance. It is the section itself where that is a part.
func Part(id schema.SectionID) schema.SectionID {
	part, _, _ := strings.Cut(string(id), ".")
	return schema.SectionID(part)
}

// IDs returns the sections that titles open, each once, in the order of the rows.
func IDs() (ids []schema.SectionID) {
	seen := map[schema.SectionID]bool{"": true}
	for _, kind := range [...]words.HeadingKind{words.OpensSection, words.OpensTable} {
		for i := range headings(kind) {
			for _, budget := range [...]bool{false, true} {
				if id := opened(&headings(kind)[i], budget); !seen[id] {
					seen[id] = true
					ids = append(ids, id)
				}
			}
		}
	}
	return ids
}

// Ways returns what titles must say to open a section, a line for each row. It is empty
// for an id that no title opens.
func Ways(id schema.SectionID) (ways []string) {
	for _, kind := range [...]words.HeadingKind{words.OpensSection, words.OpensTable} {
		for i := range headings(kind) {
			if h := &headings(kind)[i]; opened(h, false) == id || opened(h, true) == id {
				ways = append(ways, h.String())
			}
		}
	}
	return ways
}
