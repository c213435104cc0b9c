package table

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
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
		a.year = nlp.Digits(s[:k])
	}
	s = t.scoped(&a, s)
	n, ms := t.lexed(s)
	if a.unread = n.UnreadHeading(); a.unread != "" {
		if rest, ok := a.debt(s); ok {
			s = rest
			n, ms = t.lexed(s)
			a.unread = n.UnreadHeading()
		}
	}
	a.unread = cmp.Or(a.unread, n.ClassBeside())
	for i := 0; i < len(n.Lexemes); {
		x := &n.Lexemes[i]
		next := i + 1
		switch {
		case x.Kind == clause.Number:
			if y := nlp.Digits(s[x.Start:x.End]); y > 1990 && y < 2100 {
				a.year = y
			}
		case x.Kind == clause.Date:
			if p := frame.SpanPeriod(&ms[x.Mention], t.r.Ctx.Frame.Year); p.Known() {
				a.year = p.End.Year()
			}
		case x.Kind == clause.Word:
			next = t.axisWord(&a, &n, i)
		}
		i = max(next, i+1)
	}
	if part := vehiclePart(a.concept, s); part != a.concept {
		a.concept = part
		a.unread = strings.TrimSuffix(a.unread, clause.UnreadIn(lastHead(s)))
	}
	if a.opaque() && !(a.dims.FuncCode != "" && n.PrintsClass() && nlp.HanCount(a.unread) == 1) {
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
		a.counted = UnitInBrackets(s)
	}
	return a
}

// lexed reads the words and numbers of a heading.
func (t *tabler) lexed(s string) (clause.Paragraph, []nlp.Mention) {
	n := clause.Paragraph{Text: s}
	ms := nlp.Scan(s, nlp.ScanOptions{})
	n.Lexemes = t.r.Lex.Lex(s, ms, nil)
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

// UnitInBrackets reads the unit that a heading states at its end: 年末数（万人）.
// The marks of a class, 教育支出（类）, say how deep it lies, and brackets behind
// a unit are part of it, 台（套）.
func UnitInBrackets(s string) *nlp.Mention {
	open := strings.LastIndexAny(s, "（(")
	if open < 0 {
		return nil
	}
	_, size := utf8.DecodeRuneInString(s[open:])
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
func (t *tabler) axisWord(a *axis, n *clause.Paragraph, i int) int {
	e := n.Lexemes[i].Entry
	switch e.Role {
	case clause.ConceptWord, clause.FundWord, clause.HeadWord, clause.TotalWord, clause.QualifierWord:
		p := clause.Phrase{}
		j := i
		for ; j < len(n.Lexemes) && n.Lexemes[j].Kind == clause.Word && p.Takes(n.Lexemes[j].Entry); j++ {
			if j > i && !clause.Connective(n.Text[n.Lexemes[j-1].End:n.Lexemes[j].Start]) {
				break
			}
			p.Add(n.Lexemes[j].Entry)
		}
		t.axisPhrase(a, &p)
		return j
	case clause.PhaseWord:
		a.measure = e.Measure
	case clause.YearWord:
		if frame.Comparing(n.Text[:n.Lexemes[i].Start]) {
			a.related, a.against.shift = true, e.Year // 比上年增长
		} else {
			a.shift = e.Year
		}
	case clause.ShareWord:
		a.form = schema.Share
	case clause.CompletionWord:
		a.form = schema.Completion
	case clause.ChangeWord:
		a.form, a.sign = schema.Delta, e.Sign
	case clause.RateWord:
		a.form, a.sign = schema.PctChange, e.Sign
	}
	return i + 1
}

// axisPhrase merges a noun phrase: the most specific concept of a heading wins,
// a bare fund only colours it.
func (t *tabler) axisPhrase(a *axis, p *clause.Phrase) {
	switch {
	case p.Measure != "":
		a.measure = p.Measure
	case p.Named != nil && p.Named.Measure != "":
		a.measure = p.Named.Measure
	}
	if p.Named == nil && p.Side == clause.NoSide && p.Fund == "" {
		a.total = a.total || p.Total
		return
	}
	if p.Named == nil && p.Side == clause.NoSide {
		a.dims.FundSource, a.dims.Indicator = p.Fund, cmp.Or(p.Member, a.dims.Indicator)
		return
	}
	if p.Named == nil && p.Side != clause.NoSide && !p.Total && !p.Year && p.Fund == "" {
		if a.concept != "" {
			return // 卫生健康:支出
		}
		if t.section != schema.SectionChart {
			return // 支出 alone over a lane says only which side it is
		}
	}
	h := t.home
	var s clause.Subject
	if h.Function && p.Named != nil && p.Named.Function {
		s = p.ResolveAt(clause.SectionDefault{Fund: schema.GeneralPublicBudget, Function: true, Classes: true}, t.r.Ctx)
	} else {
		s = p.Resolve(t.section, t.r.Ctx)
	}
	if s.Concept == "" {
		return
	}
	a.concept = s.Concept
	fund := p.Fund
	if strings.HasSuffix(string(s.Concept), ".general_public_budget") || strings.HasSuffix(string(s.Concept), ".government_fund") || strings.HasSuffix(string(s.Concept), ".state_capital") {
		fund = s.Dims.FundSource
	}
	if fund != "" {
		a.dims.FundSource = fund
	}
	a.dims.FuncCode, a.dims.EconCode, a.dims.Indicator = s.Dims.FuncCode, s.Dims.EconCode, s.Dims.Indicator
	a.total = a.total || p.Total && p.Named == nil
}
