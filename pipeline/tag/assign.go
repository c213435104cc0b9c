package tag

import (
	"strings"

	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// inScope gives a figure that names no fund that of its sentence.
func (d *discourse) inScope(f *schema.Fact) {
	switch f.Concept {
	case schema.RevenueYear, schema.ExpenditureYear, schema.ExpenditureBasic, schema.ExpenditureProject, schema.BalanceOpening, schema.BalanceClosing:
		if fund := f.Dimensions.FundSource; d.sentence.fund != "" && (fund == schema.AllFunds || fund == schema.DefaultOf(d.section.id).Fund) {
			f.Dimensions.FundSource = d.sentence.fund
		}
	}
}

// assign gives the fact a subject's meaning.
func (d *discourse) assign(f *schema.Fact, s clause.Subject, rule string) {
	if !s.Takes(f.Kind, f.Unit) {
		f.Rule = "unknown_subject"
		return
	}
	f.Concept, f.Rule = s.Concept, rule
	if s.Partial {
		f.Rule = "function_partial"
	}
	inherited := f.Dimensions
	f.Dimensions = s.Dims
	if k := len(d.topic.lists); k > 0 && strings.HasPrefix(string(s.Concept), "three_public.") && clause.Specific(d.topic.lists[k-1].whole.Dims.FundSource) {
		f.Dimensions.FundSource = d.topic.lists[k-1].whole.Dims.FundSource // its parts are of the budget that the 三公 total names
	}
	d.inScope(f)
	if f.Concept == schema.ExpenditureByFunction && d.section.fund != "" && f.Dimensions.FundSource == schema.AllFunds {
		f.Dimensions.FundSource = d.section.fund
	}
	if l := d.topic.innermost(); l != nil && f.Concept == schema.ExpenditureByFunction && f.Dimensions.FundSource == schema.AllFunds && clause.Specific(l.whole.Dims.FundSource) {
		f.Dimensions.FundSource = l.whole.Dims.FundSource // 一般公共预算支出151亿元，其中：教育支出25亿元
	}
	if k := len(d.topic.lists); k > 0 && f.Dimensions.FuncCode == "" && clause.SplitsClass(s.Concept) {
		f.Dimensions.FuncCode = d.topic.lists[k-1].whole.Dims.FuncCode // 初中教育支出206万元，其中：基本支出…
	}
	if inherited.Project != "" && f.Dimensions.Project == "" {
		f.Dimensions.Project = inherited.Project
	}
	if s.Label != "" && rule != "subject" {
		f.Label = s.Label
	}
	d.projectPhase(f, s)
}

// defaultSubject lets a section speak for a figure without any subject. In the
// accounts of a territory, 安排22.9亿元 is of an item that has a name of its own, which
// nobody knows: ②专项支出。安排22.9亿元.
func (d *discourse) defaultSubject(ctx *clause.Context, f *schema.Fact) bool {
	h := schema.DefaultOf(d.section.id)
	if h.Concept == "" || ctx.Frame.Territorial {
		return false
	}
	f.Concept, f.Rule, f.Said.Assumed = h.Concept, "section", true
	f.Dimensions.FundSource = (&clause.Phrase{}).FundOf(h.Concept, h)
	return true
}

// change marks the fact as a change against a base.
func (d *discourse) change(f *schema.Fact, form schema.Form) {
	f.Form = form
	if d.clause.predicate.sign < 0 && f.Value.IsPositive() {
		f.Value = f.Value.Neg()
	}
	f.Base = d.sentence.compared.Base
}
