package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"gongkai/pipeline/section"
	"gongkai/schema"
	"gongkai/schema/words"
)

// formula is the formula of a rule in words.
func formula(r *schema.Rule) string {
	switch rel := r.Relation.(type) {
	case schema.Sum:
		s := termName(rel.Total) + " ="
		for i, p := range rel.Parts {
			if sign := map[bool]string{true: "−", false: "+"}[p.Weight < 0]; i > 0 || p.Weight < 0 {
				s += " " + sign
			}
			s += " " + termName(p)
		}
		if rel.FiscalOnly {
			s += " (only where all revenue is fiscal appropriation)"
		}
		return s
	case schema.NotAbove:
		s := termName(rel.Part) + " ≤ " + termName(rel.Whole)
		for _, p := range rel.Plus {
			s += " + " + termName(p)
		}
		return s
	case schema.Children:
		return members(rel)
	}
	return "as the text states it: " + string(r.Family)
}

// members says what a rule along an axis adds up.
func members(c schema.Children) string {
	whole := "the parent"
	if c.Total != "" {
		whole = termName(schema.Term{Concept: c.Total})
	}
	switch c.Axis {
	case schema.FunctionAxis, schema.EconomicAxis:
		return whole + " = Σ " + map[bool]string{true: "its items", false: "the classes"}[c.Total == ""] + " by " + string(c.Axis) + ", in one column of one table"
	case schema.NatureAxis:
		return "the expenditure of a row = 基本支出 + 项目支出 + 上缴上级支出 + 经营支出 + 对附属单位补助支出, in one table"
	case schema.FundAxis:
		return "the money of a project = fiscal appropriation + other money, in one performance table"
	case schema.FundColumnAxis:
		return "财政拨款合计 = 一般公共预算 + 政府性基金预算 + 国有资本经营预算, in one table"
	case schema.FlowAxis:
		if c.Total != "" {
			return whole + " of a fund = 本年支出 + 年末结转和结余, in one column of one table"
		}
		return "年末结转和结余 = 年初结转和结余 + 本年收入 − 本年支出, in one row of one table"
	}
	return whole + " = Σ its members by " + string(c.Axis) + ", in one passage or table"
}

// termName names a place in a formula: [optional] and its fund in brackets.
func termName(t schema.Term) string {
	s := string(t.Concept)
	if c, ok := schema.ConceptByID(t.Concept); ok {
		s = c.Label
	}
	if t.Fund != "" {
		s += "(" + string(t.Fund) + ")"
	}
	if t.Measure != "" {
		s += "(" + string(t.Measure) + ")"
	}
	if t.Weight > 1 || t.Weight < -1 {
		s = strconv.Itoa(max(t.Weight, -t.Weight)) + "×" + s
	}
	if t.Optional {
		s = "[" + s + "]"
	}
	return s
}

// explainCode explains a code of the classifications of revenue and
// expenditure; 301 can be of more than one, and each is printed.
func explainCode(w io.Writer, code string) bool {
	found := false
	show := func(system string, c schema.FunctionClass, parent func(string) (schema.FunctionClass, bool)) {
		found = true
		fmt.Fprintf(w, "%s  %s\n", c.Code, c.Name)
		rows := [][]string{{"classification", system}}
		for n := 3; n < len(c.Code); n += 2 {
			if p, ok := parent(c.Code[:n]); ok {
				rows = append(rows, []string{"under", p.Code + " " + p.Name})
			}
		}
		if years := validity(c); years != "" {
			rows = append(rows, []string{"valid", years})
		}
		writeColumns(w, rows)
	}
	function := func(code string) (schema.FunctionClass, bool) { return schema.FunctionByCode(code, 0) }
	if c, ok := function(code); ok {
		show("支出功能分类 (func_code)", c, function)
	}
	if c, ok := schema.EconomicByCode(code); ok {
		show("部门预算支出经济分类 (econ_code)", c, schema.EconomicByCode)
	}
	if c, ok := schema.GovernmentEconomicByCode(code); ok {
		show("政府预算支出经济分类", c, schema.GovernmentEconomicByCode)
	}
	return found
}

func validity(c schema.FunctionClass) string {
	switch {
	case c.From == 0 && c.To == 0:
		return ""
	case c.From == 0:
		return fmt.Sprintf("to %d", c.To)
	case c.To == 0:
		return fmt.Sprintf("from %d", c.From)
	}
	return fmt.Sprintf("%d to %d", c.From, c.To)
}

// explainSection prints the headings that open a section, and the sections
// within it.
func explainSection(w io.Writer, id string) bool {
	if id == "" { // what opens no section in one kind of report
		return false
	}
	var rows [][]string
	for _, way := range section.Ways(schema.SectionID(id)) {
		rows = append(rows, []string{"heading says", way})
	}
	for _, s := range section.IDs() {
		if strings.HasPrefix(string(s), id+".") {
			rows = append(rows, []string{"contains", string(s)})
		}
	}
	if len(rows) == 0 {
		return false
	}
	fmt.Fprintf(w, "%s  a section of reports\n", id)
	writeColumns(w, rows)
	return true
}

// explainWord prints a word of the grammar with the table it is in.
func explainWord(w io.Writer, e *words.Entry) {
	fmt.Fprintf(w, "%s  %s\n", e.Word, e.Meaning)
	rows := [][]string{{"table", fmt.Sprintf("schema/words/%s:%d", e.File, e.Line)}, {"example", e.Example}}
	if e.Counter != "" {
		rows = append(rows, []string{"but not", e.Counter})
	}
	writeColumns(w, rows)
}
