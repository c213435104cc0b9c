package tag

import (
	"cmp"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/frame"
	"gongkai/schema"
)

// axis is what a row or column heading says about the figures along it.
type axis struct {
	concept schema.ConceptID
	dims    schema.Dimensions
	measure schema.Measure
	total   bool
	form    schema.Form // "" for a level
	sign    int
	shift   int          // years from the document's
	against int          // years from the document's to those that changes are measured on
	year    int          // explicit year
	unit    string       // money as written, or %
	counted *nlp.Mention // one of the unit that figures are counted in: 1万人
	label   string
	opaque  bool // names something the lexicon does not know
	group   bool // the sum of some rows nothing names
}

// axis reads a heading: the concept, phase, fund, year and form it names.
func (t *tabler) axis(s string) axis {
	a := axis{label: s}
	if len(s) >= 4 && isCode(s[:4]) && (len(s) == 4 || s[4] < '0' || s[4] > '9') {
		if y := atoi(s[:4]); y > 1990 && y < 2100 {
			a.year = y
		}
	}
	n := narrator{lex: t.lex, ctx: t.ctx, section: t.section, text: s}
	ms := nlp.Scan(s, nlp.ScanOptions{})
	n.lx = t.lex.lex(s, ms, nil)
	a.opaque = n.opaque()
	for i := 0; i < len(n.lx); {
		x := &n.lx[i]
		next := i + 1
		switch {
		case x.kind == lexNumber:
			if y := atoi(s[x.start:x.end]); y > 1990 && y < 2100 {
				a.year = y
			}
		case x.kind == lexDate:
			if p := frame.SpanPeriod(&ms[x.mention], t.ctx.frame.Year); p.Known() {
				a.year = p.End.Year()
			}
		case x.kind == lexWord:
			next = t.axisWord(&a, &n, i)
		}
		i = max(next, i+1)
	}
	a.concept = vehiclePart(a.concept, s)
	if m := moneyUnit.FindStringSubmatch(s); m != nil {
		a.unit = cmp.Or(m[3], m[4])
	}
	if strings.Contains(s, "%") || strings.Contains(s, "％") || strings.HasSuffix(s, "率") {
		a.unit = "%"
		if a.against != 0 && a.form == "" {
			a.form = schema.PctChange // 比上年±%
		}
	}
	if open := strings.LastIndexAny(s, "（("); a.unit == "" && open >= 0 {
		_, size := decode(s[open:])
		a.counted = oneOf(strings.TrimRight(s[open+size:], "）)"))
	}
	return a
}

// oneOf is one of a unit, a mention of 1万人 for 万人, or nil where the words are none.
func oneOf(unit string) *nlp.Mention {
	unit = strings.TrimPrefix(strings.TrimPrefix(unit, "单位"), "：")
	if n := hanCount(unit); n == 0 || n > 6 {
		return nil
	}
	ms := nlp.Scan("1"+unit, nlp.ScanOptions{Cell: true})
	if len(ms) != 1 || ms[0].Start != 0 || ms[0].End != len("1"+unit) || ms[0].Unit == "" || ms[0].Elided {
		return nil
	}
	switch ms[0].Kind {
	case nlp.Count, nlp.Amount, nlp.Measure:
		return &ms[0]
	}
	return nil
}

// headWords stand in headings and name nothing by themselves.
var headWords = strings.Fields("科目名称 科目编码 功能分类 经济分类 预算科目 项目 科目 名称 金额 单位 万元 亿元 千元 元 栏次 其中 小计 情况 明细 资金来源 资金性质 数 年 度 比 上 表 按")

// opaque reports a heading with words the lexicon does not account for.
func (n *narrator) opaque() bool {
	rest, from := "", 0
	for i := range n.lx {
		x := &n.lx[i]
		rest += n.text[from:x.start]
		from = x.end
	}
	rest += n.text[from:]
	for _, w := range headWords {
		rest = strings.ReplaceAll(rest, w, "")
	}
	return hanCount(trimFunction(rest)) >= 3
}

// vehiclePart narrows a column under 公务用车购置及运行费 to the part its last
// header cell names: 购置费 or 运行费.
func vehiclePart(c schema.ConceptID, heading string) schema.ConceptID {
	k := strings.LastIndex(heading, " ")
	if c != schema.ThreePublicVehicle || k < 0 {
		return c
	}
	switch last := heading[k+1:]; {
	case strings.Contains(last, "购置") && strings.Contains(last, "运行"):
	case strings.Contains(last, "购置"):
		return schema.ThreePublicVehiclePurchase
	case strings.Contains(last, "运行"):
		return schema.ThreePublicVehicleOperation
	}
	return c
}

// axisWord takes one word or noun phrase of a heading into the axis.
func (t *tabler) axisWord(a *axis, n *narrator, i int) int {
	e := n.lx[i].entry
	switch e.role {
	case rConcept, rFund, rHead, rTotal, rQualifier:
		p := phrase{}
		j := i
		for ; j < len(n.lx) && n.lx[j].kind == lexWord && p.takes(n.lx[j].entry); j++ {
			if j > i && !connective(n.text[n.lx[j-1].end:n.lx[j].start]) {
				break
			}
			p.add(n.lx[j].entry)
		}
		t.axisPhrase(a, &p)
		return j
	case rMeasure:
		a.measure = e.measure
	case rYear:
		if comparing.MatchString(n.text[:n.lx[i].start]) {
			a.against = e.year // 比上年增长
		} else {
			a.shift = e.year
		}
	case rShare:
		a.form = schema.Share
	case rCompletion:
		a.form = schema.Completion
	case rDelta:
		a.form, a.sign = schema.Delta, e.sign
	case rPct:
		a.form, a.sign = schema.PctChange, e.sign
	}
	return i + 1
}

// axisPhrase merges a noun phrase: the most specific concept of a heading wins,
// a bare fund only colours it.
func (t *tabler) axisPhrase(a *axis, p *phrase) {
	switch {
	case p.measure != "":
		a.measure = p.measure
	case p.named != nil && p.named.measure != "":
		a.measure = p.named.measure
	}
	if p.named == nil && p.side == noSide && p.fund == "" {
		a.total = a.total || p.total
		return
	}
	if p.named == nil && p.side == noSide {
		a.dims.FundSource = p.fund
		return
	}
	if p.named == nil && p.side != noSide && !p.total && !p.year && p.fund == "" {
		if a.concept != "" {
			return // 卫生健康:支出
		}
		if t.section != schema.SectionChart {
			return // 支出 alone over a lane says only which side it is
		}
	}
	h := t.home
	var s subject
	if h.function && p.named != nil && p.named.function {
		s = p.resolveAt(home{fund: schema.GeneralPublicBudget, function: true, classes: true}, t.ctx)
	} else {
		s = p.resolve(t.section, t.ctx)
	}
	if s.concept == "" {
		return
	}
	a.concept = s.concept
	fund := p.fund
	if strings.HasSuffix(string(s.concept), ".general_public_budget") || strings.HasSuffix(string(s.concept), ".government_fund") || strings.HasSuffix(string(s.concept), ".state_capital") {
		fund = s.dims.FundSource
	}
	if fund != "" {
		a.dims.FundSource = fund
	}
	a.dims.FuncCode, a.dims.EconCode = s.dims.FuncCode, s.dims.EconCode
	a.total = a.total || p.total && p.named == nil
}
