package tag

import (
	"cmp"
	"regexp"
	"slices"
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
	shift   int // years from the document's
	year    int // explicit year
	related bool
	against against      // of a related heading
	unit    string       // money as written, or %
	counted *nlp.Mention // one of the unit that figures are counted in: 1万人
	label   string
	unread  string // words nothing accounts for
	group   bool   // the sum of some rows nothing names
}

// opaque reports a heading that names something the lexicon does not know.
func (a *axis) opaque() bool { return a.unread != "" }

// axis reads a heading: the concept, phase, fund, year and form it names.
func (t *tabler) axis(s string) axis {
	a := axis{label: s}
	if k := yearAhead(s); k > 0 {
		a.year = atoi(s[:k])
	}
	s = t.scoped(&a, s)
	n, ms := t.lexed(s)
	if a.unread = n.unreadHeading(); a.unread != "" {
		if rest, ok := a.debt(s); ok {
			s = rest
			n, ms = t.lexed(s)
			a.unread = n.unreadHeading()
		}
	}
	a.unread = cmp.Or(a.unread, n.classBeside())
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
	if part := vehiclePart(a.concept, s); part != a.concept {
		a.concept = part
		a.unread = strings.TrimSuffix(a.unread, unreadIn(lastHead(s)))
	}
	if a.opaque() && !(a.dims.FuncCode != "" && n.printsClass() && nlp.HanCount(a.unread) == 1) {
		a.unnamed() // one letter after 一般公共服务（类） is a slip of the pen
	}
	a.unit = moneyIn(s)
	if percent.MatchString(s) {
		a.unit = "%"
		if a.against.shift != 0 && a.form == "" {
			a.form = schema.PctChange // 比上年±%
		}
	}
	if a.unit == "" {
		a.counted = unitInBrackets(s)
	}
	return a
}

// lexed reads the words and numbers of a heading.
func (t *tabler) lexed(s string) (narrator, []nlp.Mention) {
	n := narrator{lex: t.lex, ctx: t.ctx, section: t.section, text: s}
	ms := nlp.Scan(s, nlp.ScanOptions{})
	n.lx = t.lex.lex(s, ms, nil)
	return n, ms
}

// unnamed takes back what the known words of a heading would name if the words
// beside them did not make another name of them. A fund stays: it colours
// whatever is named.
func (a *axis) unnamed() {
	a.concept, a.total = "", false
	a.dims = schema.Dimensions{FundSource: a.dims.FundSource, EntityScope: a.dims.EntityScope, Subordinate: a.dims.Subordinate}
}

// moneyIn returns the money unit that a heading states, "" for none.
func moneyIn(s string) string {
	if m := moneyUnit.FindStringSubmatch(s); m != nil {
		return cmp.Or(m[3], m[4])
	}
	return ""
}

// percent is how a heading says that its figures are in percent. A figure before
// the mark is part of a name: 增值税50%部分.
var percent = regexp.MustCompile(`(^|[^0-9０-９])[%％]|率$`)

// unitInBrackets reads the unit that a heading states at its end: 年末数（万人）.
// The marks of a class, 教育支出（类）, say how deep it lies, and brackets behind
// a unit are part of it, 台（套）.
func unitInBrackets(s string) *nlp.Mention {
	open := strings.LastIndexAny(s, "（(")
	if open < 0 {
		return nil
	}
	_, size := decode(s[open:])
	unit := strings.TrimRight(s[open+size:], "）)")
	if slices.Contains(levelMarks, unit) || oneOf(s[:open]) != nil {
		return nil
	}
	return oneOf(unit)
}

// levelMarks are what stands in brackets after a class, an account or a section.
var levelMarks = []string{"类", "款", "项", "目", "节", "级", "本级", "期", "册", "章", "批", "类级", "款级", "项级"}

// oneOf is one of a unit, a mention of 1万人 for 万人, or nil where the words are none.
func oneOf(unit string) *nlp.Mention {
	unit = strings.TrimPrefix(strings.TrimPrefix(unit, "单位"), "：")
	if n := nlp.HanCount(unit); n == 0 || n > 6 {
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
			a.related, a.against.shift = true, e.year // 比上年增长
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
		a.dims.FundSource, a.dims.Indicator = p.fund, cmp.Or(p.member, a.dims.Indicator)
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
	a.dims.FuncCode, a.dims.EconCode, a.dims.Indicator = s.dims.FuncCode, s.dims.EconCode, s.dims.Indicator
	a.total = a.total || p.total && p.named == nil
}

// printsClass reports a heading that prints a class with its level mark.
func (n *narrator) printsClass() bool {
	return slices.ContainsFunc(n.lx, func(x lexeme) bool { return x.kind == lexWord && x.entry.code != "" })
}
