package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// subjectFor is the subject of the next number: that of discourse, or of several
// changes told in turn the figure it is of.
func (n *prose) subjectFor(i int) (clause.Subject, bool) {
	role := n.d.clause.predicate.role
	if len(n.d.topic.subjects) != 1 || !n.d.clause.each || role != clause.RateWord && role != clause.ChangeWord && !(role == clause.ShareWord && !n.d.clause.named) || n.d.topic.turn+n.p.Run(i) < 2 {
		return n.d.subjectFor(&n.p, i)
	}
	if n.d.clause.named && n.d.topic.turn == 0 {
		return clause.Subject{}, false // 城乡居民收入分别增长4.4%、5.6%: of two that one word names
	}
	s, ok := n.figures().inTurn(n.d.topic.turn, n.d.topic.turn+n.p.Run(i), n.d.sentence.start)
	if !ok && s.Label == "" && role == clause.ShareWord {
		return n.d.subjectFor(&n.p, i)
	}
	return s, ok
}

// reachInTurn is how many figures back those are looked for that changes are told of in turn.
const reachInTurn = 128

// inTurn is the figure that the change of a turn is of, where only one subject is in
// force: 接待游客2亿人次，旅游总收入2227亿元，分别增长10.4%和9.1%. The levels of the sentence
// have them in turn if there are as many.
func (s figures) inTurn(turn, changes, sentence int) (clause.Subject, bool) {
	var levels, rates []int
	for k := max(s.first, len(s.out.Facts)-reachInTurn); k < len(s.out.Facts); k++ {
		switch f := &s.out.Facts[k]; {
		case s.out.Ends[k] <= sentence:
		case f.Form == schema.Level && f.Kind != schema.Ratio:
			levels = append(levels, k)
		case f.Form == schema.PctChange:
			rates = append(rates, k)
		}
	}
	if len(levels) == 0 {
		levels = rates // 甲增加值增长5%，乙增加值增长3%，占全部的比重分别为30%和20%
	}
	if len(levels) < changes {
		return clause.Subject{}, false
	}
	f := &s.out.Facts[levels[len(levels)-changes+turn]]
	return clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}, f.Concept != ""
}

// ofInstitution reports a level that follows a count of some kind of institution in its
// sentence: 疾病预防控制中心13个，卫生技术人员674人 are not all there are, nor is 太阳能发电企业11家，
// 发电量14亿千瓦时 all that is generated. What follows a count of anything else,
// 实施重点项目340个，投资增长8.5%, is of the place.
// The count is returned, -1 for none.
func (s figures) ofInstitution(f *schema.Fact, sentence int) int {
	if words.InstitutionUnit.Labels().Say(f.Unit) {
		return -1 // 医院89个，村卫生室302个: a count of others
	}
	if k := len(s.out.Facts) - 1; k >= s.first && s.out.Facts[k].Form == schema.Share && s.out.Facts[k].Concept == "" {
		return -1 // 医疗中心18个，报销比例达70%，人均预期寿命79.5岁: other things are told since
	}
	if s.countedBefore(f, sentence) {
		return -1
	}
	for k := s.first; k < len(s.out.Facts); k++ {
		if first := &s.out.Facts[k]; s.out.Ends[k] > sentence {
			m, _ := schema.MemberByName(first.Concept, first.Dimensions.Indicator)
			if m.Counted && strings.Contains(f.Dimensions.Indicator, nlp.FirstRunes(m.Name, 2)) {
				return -1 // 幼儿园143所，在园幼儿1.68万人
			}
			if (first.Concept == "" || m.Counted && !clause.OfOneKind(m.Name, f.Dimensions.Indicator)) && words.InstitutionUnit.Labels().Say(first.Unit) &&
				isInstitution(first.Label) {
				return k
			}
			return -1
		}
	}
	return -1
}

// countedBefore reports that the last figure before counts what the indicator of a figure is named after:
// 公共图书馆6个，总藏书46万册. Of what is told of many kinds in turn the last may be a part of those before.
func (s figures) countedBefore(f *schema.Fact, sentence int) bool {
	k := len(s.out.Facts) - 1
	if k < s.first || s.out.Ends[k] <= sentence {
		return false
	}
	m, _ := schema.MemberByName(s.out.Facts[k].Concept, s.out.Facts[k].Dimensions.Indicator)
	return m.Counted && !clause.OfOneKind(m.Name, m.Name) && strings.Contains(f.Dimensions.Indicator, nlp.FirstRunes(m.Name, 2))
}

// isInstitution reports the name of a kind of institution: 疾病预防控制中心（防疫站）.
func isInstitution(label string) bool {
	name, _, _ := strings.Cut(label, "（")
	return clause.IsBody(name) || words.InstitutionNoun.Labels().Say(name)
}

// ofInstitution reports a figure of the institutions that its sentence counts, and not of
// the place. In a work report a count may be a deed, and what follows another: 培育100个
// 企业，城镇化率达到60%; but 拥有企业100家 is what there is.
func (n *prose) ofInstitution(f *schema.Fact) bool {
	item := n.d.sentence.start
	if at := strings.LastIndexAny(n.p.Text[:n.d.number.start], "；;"); at > item && n.namesKindSince(at, f.Dimensions.Indicator) {
		item = at // 普通高校8所，…；研究生教育招生0.69万人: of others
	}
	if f.Kind == schema.Ratio && f.Form != schema.PctChange && strings.Contains(n.p.Text[n.d.clause.start:n.d.number.start], f.Dimensions.Indicator) {
		return false // 广播电视台9座，广播综合人口覆盖率100%
	}
	k := n.figures().ofInstitution(f, item)
	if k >= 0 && words.Founding.Labels().Say(n.figures().ownWords(k)) {
		return false // 新设立外资企业29个，实际使用外资6754万美元: of the place
	}
	if k >= 0 && clause.ToldBy(f.Dimensions.Indicator, n.out.Facts[k].Label) {
		return false // 资质以上建筑业企业749家，完成建筑业总产值144亿元
	}
	if k < 0 || n.ctx.Frame.Kind != schema.WorkReport {
		return k >= 0
	}
	own := clause.WithoutScope(n.figures().ownWords(k)) // 全县退出贫困村43个
	verb := n.g.seg.Segment(own)
	if len(verb) == 0 && strings.HasPrefix(strings.TrimLeft(n.p.Text[n.out.Ends[k]:], " “"), n.out.Facts[k].Label) {
		return false // 4个地区和园区入选试点，能耗下降14%: what has happened to some
	}
	return len(verb) == 0 || verb[0].POS != "v" && verb[0].POS != unknownWord || words.ThereIs.Labels().Say(own)
}

// unknownWord is the part of speech of a word that no list has: 退出贫困村43个 is a deed, as most counts.
const unknownWord = "x"

// namesKindSince reports that the text says, between a byte and the number, of which kind an
// indicator is told there.
func (n *prose) namesKindSince(at int, indicator string) bool {
	for k := n.p.LexemeAt(n.d.number.start) - 1; k >= 0 && n.p.Lexemes[k].Start >= at; k-- {
		x := &n.p.Lexemes[k]
		if x.Kind == clause.Word && x.Entry.Concept == schema.EconomyActual && (x.Entry.Member == indicator && !x.Entry.Unsaid || x.Entry.Member != indicator && clause.OfOneKind(x.Entry.Member, indicator)) {
			return true
		}
	}
	return false
}

// structure makes the members of a whole the subjects of the shares that follow.
func (d *discourse) structure(x *clause.Lexeme) {
	d.topic.subjects = nil
	for _, m := range strings.Fields(x.Entry.Members) {
		s := clause.Subject{Concept: schema.EconomyActual, Label: m, Start: x.Start, End: x.End}
		s.Dims.Indicator = m
		d.topic.subjects = append(d.topic.subjects, s)
	}
	d.topic.turn = 0
	d.clause.named, d.clause.each, d.clause.predicate = true, true, predicate{role: clause.ShareWord}
}

// structureAgain lets the shares of a whole be told once more after what they were:
// 由上年的10:30:60调整为9:31:60.
func (n *prose) structureAgain() bool {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || len(n.d.topic.subjects) < 2 || n.d.topic.turn != len(n.d.topic.subjects) {
		return false
	}
	if last := &n.out.Facts[k]; last.Form != schema.Share || last.Unit != "" || !clause.IsEconomy(last.Concept) {
		return false
	}
	n.d.topic.turn, n.d.sentence.period = 0, n.d.paragraph.period
	n.wereBefore(k-len(n.d.topic.subjects)+1, k)
	n.d.clause.named, n.d.clause.each, n.d.clause.predicate = true, true, predicate{role: clause.ShareWord}
	return true
}

// wereBefore gives shares that changed over a span of years, the facts from one to another,
// the year before it, and those that follow its last year: “十四五”时期，三次产业结构由10:30:60
// 调整为9:31:60.
func (n *prose) wereBefore(from, to int) {
	span := n.d.years()
	if from < n.d.paragraph.first {
		return
	}
	if told := n.d.sentence.period; !span.Known() && n.d.sentence.dated != schema.FromSentence && (!told.Known() || told == n.out.Facts[to].Period) {
		for k := from; k <= to; k++ {
			n.out.Facts[k].Concept, n.out.Facts[k].Dimensions.Indicator, n.out.Facts[k].Rule = "", "", "from" // 由10:30:60调整为9:31:60: nobody says when
		}
		return
	}
	if !span.Known() || n.out.Facts[to].Period != span {
		return
	}
	for k := from; k <= to; k++ {
		n.out.Facts[k].Period = schema.YearPeriod(span.Start.Year() - 1)
	}
	n.d.sentence.period = schema.YearPeriod(span.End.Year())
}
