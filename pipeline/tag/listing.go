package tag

import (
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/schema"
)

// listing claims that a count agrees with the names the text lists beside it:
// 2个社区：沿江社区、小宝鼎社区; 下设甲中心、乙中心、丙中心3个事业单位; “甲”“乙”等2个项目.
func (n *narrator) listing(k int, m *nlp.Mention) {
	f := &n.out.facts[k]
	if f.Kind != schema.Count || m.Approx != nlp.Exact || !hasWord("个 家 项", m.Unit) || !m.Value.IsInteger() || m.Value.IntPart() < 2 || m.Value.IntPart() > 40 {
		return
	}
	want := int(m.Value.IntPart())
	for _, names := range [][]string{n.namesAfter(m.End), n.namesBefore(m.Start), n.quotedBefore(m.Start)} {
		if len(names) < 2 {
			continue
		}
		open := strings.HasSuffix(names[len(names)-1], "等")
		if open && len(names) != want {
			continue // 甲、乙等5个: only some are named
		}
		n.out.claims = append(n.out.claims, schema.Claim{Family: schema.CountFamily, Result: k, Listed: len(names), Word: strings.Join(names, "、"), Rule: schema.RuleCount})
		return
	}
}

// namesAfter reads the names after a count: a colon, 分别为 or 包括 opens them,
// the end of the sentence closes them.
func (n *narrator) namesAfter(at int) []string {
	rest := n.text[at:]
	if k := strings.IndexAny(rest, "。；\n"); k >= 0 {
		rest = rest[:k]
	}
	for _, open := range []string{"：", ":", "，分别为", "，分别是", "，即", "，包括"} {
		if k := strings.Index(rest, open); k >= 0 && k <= 45 && !strings.ContainsAny(rest[:k], "，、") {
			return nameList(rest[k+len(open):])
		}
	}
	return nil
}

// namesBefore reads the names between a verb of having and a count.
func (n *narrator) namesBefore(at int) []string {
	s := n.sinceSegment(at)
	best := -1
	for _, verb := range []string{"下设", "下辖", "设有", "内设", "包括", "设立"} {
		if k := strings.LastIndex(s, verb); k >= 0 && k+len(verb) > best {
			best = k + len(verb)
		}
	}
	if best < 0 || endsIn(s, "和", "及", "与", "、") {
		return nil // 下设办公厅和4个委员会: the names are not those that are counted
	}
	return nameList(s[best:])
}

func endsIn(s string, words ...string) bool {
	s = strings.TrimRight(s, " ")
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

// quotedBefore reads names in quotation marks directly before a count.
func (n *narrator) quotedBefore(at int) []string {
	s := strings.TrimRight(n.text[:at], " ")
	open := strings.HasSuffix(s, "等")
	s = strings.TrimSuffix(s, "等")
	var names []string
	for strings.HasSuffix(s, "”") {
		k := strings.LastIndex(s, "“")
		if k < 0 {
			break
		}
		names = append([]string{strings.Trim(s[k:], "“”")}, names...)
		s = strings.TrimRight(s[:k], "、和及 ")
	}
	if open && len(names) > 0 {
		names[len(names)-1] += "等"
	}
	return names
}

// nameList splits an enumeration of names at its outermost marks. A list with
// numbers, clauses or long stretches in it is none.
func nameList(s string) []string {
	var names []string
	depth, from := 0, 0
	cut := func(to int) {
		if name := strings.Trim(s[from:to], " “”\"。.（）　"); name != "" {
			names = append(names, name)
		}
	}
	for i := 0; i < len(s); {
		r, size := decode(s[i:])
		switch {
		case r == '（' || r == '(':
			depth++
		case r == '）' || r == ')':
			depth--
		case depth == 0 && r == '、':
			cut(i)
			from = i + size
		case depth == 0 && (r == '，' || r == ','):
			return nil
		case depth == 0 && r >= '0' && r <= '9':
			return nil
		}
		i += size
	}
	cut(len(s))
	if len(names) > 0 {
		if last := names[len(names)-1]; strings.Contains(last, "和") || strings.Contains(last, "及") {
			names = append(names[:len(names)-1], splitLast(last)...)
		}
	}
	for _, name := range names {
		if n := nlp.HanCount(dropBrackets(name)); n < 2 || n > 20 || strings.Contains(name, "按照") || strings.Contains(name, "规定") {
			return nil
		}
	}
	return names
}

// splitLast splits 乙社区和丙社区 when both halves end alike, so that a name
// with 和 inside stays whole.
func splitLast(s string) []string {
	for _, w := range []string{"以及", "和", "及", "与"} {
		k := strings.Index(s, w)
		if k <= 0 {
			continue
		}
		a, b := s[:k], s[k+len(w):]
		ra, rb := []rune(a), []rune(b)
		if len(ra) > 2 && len(rb) > 2 && ra[len(ra)-1] == rb[len(rb)-1] {
			return []string{a, b}
		}
	}
	return []string{s}
}
