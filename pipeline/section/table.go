package section

import (
	"strings"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Table returns the section of a table by its title: table.T1 to T9 and TX for final
// accounts, budget.T1 to T9 and TX for budgets, performance_table for tables of
// performance targets and results, and the bare table or budget.table for the heading
// above all of them (部门决算表). False means that the line does not name a table.
func Table(line string) (schema.SectionID, bool) { return TableIn(line, schema.OtherReport) }

// TableIn is [Table] in a report of a kind: in final accounts a title that says neither
// 预算 nor 决算 is of these.
func TableIn(line string, kind schema.ReportKind) (schema.SectionID, bool) {
	if !words.TableWord.Labels().Say(line) {
		return "", false // as nearly every line
	}
	v := nlp.ViewOf(line)
	t := fold(&v)
	if !t.isTable() {
		return "", false
	}
	id := t.table(kind)
	return id, id != ""
}

// SaysBudget reports a line that has 预算 in it other than in the name of a fund: 2024年
// 一般公共预算支出表 does not.
func SaysBudget(line string) bool {
	v := nlp.ViewOf(line)
	t := fold(&v)
	return t.saysBudget()
}

// isTable reports whether the title names a table: it ends in 表, with or
// without a remark in brackets.
func (t *title) isTable() bool {
	s := t.text
	if i := strings.LastIndex(s, "（"); i > 0 && strings.HasSuffix(s, "）") {
		s = s[:i]
	}
	return words.TableEnd.Labels().Meaning(s) == "table" && t.plausible()
}

// table finds the table a title names. Final accounts say 决算 in every
// title; the titles of the national budget template say neither (部门收支总表,
// 一般公共预算基本支出表), so a title without 决算 is a budget's unless the report
// is known to be one of final accounts and the title does not say 预算.
func (t *title) table(kind schema.ReportKind) schema.SectionID {
	if words.TableNumber.Labels().Is(t.text) {
		return schema.SectionTable
	}
	return t.first(words.OpensTable, !words.FinalWord.Labels().Say(t.text) && (kind != schema.FinalAccounts || t.saysBudget()))
}
