package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// insuredItem reads an item of the accounts of a social insurance fund, or a change of it,
// which elsewhere has another meaning or none: 社会保险基金支出2亿元，其中：待遇支出1.9亿元，其他支出0.1亿元.
func (n *prose) insuredItem(i int, f *schema.Fact) bool {
	if f.Form != schema.Level && f.Form != schema.PctChange && f.Form != schema.Delta || !n.ofInsurance() || n.d.topic.member == clause.SomeFund {
		return false
	}
	name := nlp.Squeeze(n.d.at(&n.p).WholeName(i))
	tail := ""
	if phase := words.HeadingTail.Labels().Of(name); phase != nil {
		tail, name = phase.Text, strings.TrimSuffix(name, phase.Text)
	}
	item := schema.ConceptID(words.InsuredItem.Labels().Meaning(name))
	if !schema.OfInsuranceItem(item) {
		return false
	}
	if phase := schema.PhaseNamed(tail); f.Form == schema.Level && phase != "" {
		n.d.sentence.measure, n.d.sentence.untaken = phase, true // 保险费收入预算数5亿元: the phase is in the name
	}
	f.Concept, f.Rule, f.Label = item, "member", name
	f.Dimensions.FundSource, f.Dimensions.Indicator = schema.SocialInsurance, n.d.topic.member
	return true
}

// ofInsurance reports a sentence of the accounts of social insurance.
func (n *prose) ofInsurance() bool {
	if l := n.d.topic.innermost(); l != nil && l.whole.Concept != "" {
		return clause.IsInsurance(l.whole.Concept) || l.whole.Dims.FundSource == schema.SocialInsurance
	}
	if n.d.topic.fund != "" {
		return n.d.topic.fund == schema.SocialInsurance
	}
	return schema.DefaultOf(n.d.section.id).HeadFund == schema.SocialInsurance
}

// insuredUnder takes the fund whose name alone is a heading: （一）失业保险基金. It is that of
// the paragraphs up to the next heading of its rank.
func (n *prose) insuredUnder(v *nlp.View, title string) {
	under, rank := &n.d.section.insured, v.Level()
	name := nlp.Unnumbered(nlp.Squeeze(title))
	switch fund := schema.InsuranceFund(name); {
	case fund != "" && (strings.HasSuffix(name, words.FundWord.Word()) || n.ofInsurance()):
		*under, n.d.section.subject = underFund{fund, rank}, clause.Subject{}
	case rank <= under.rank:
		*under = underFund{}
	}
}

// insuredLead takes the fund whose name alone opens the paragraph, 一、企业职工基本养老保险。基金收入5亿元,
// or is its heading.
func (n *prose) insuredLead(text string) {
	if under := n.d.section.insured.name; under != "" {
		n.d.topic.ofFund(schema.SocialInsurance, under)
	}
	v := nlp.ViewOf(text)
	at := strings.IndexAny(v.All(), "。：:")
	if at < 0 {
		return
	}
	lead := nlp.ViewOf(v.All()[:at])
	name := nlp.Unnumbered(nlp.Squeeze(lead.All()))
	rest := strings.TrimLeft(v.All()[at:], "。：: ")
	if fund := schema.InsuranceFund(name); fund != "" && (n.ofInsurance() || strings.HasPrefix(rest, words.FundWord.Word())) {
		n.d.topic.ofFund(schema.SocialInsurance, fund)
	}
}
