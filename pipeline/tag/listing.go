package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/schema"
)

// listing claims that a count agrees with the names the text lists beside it:
// 2个社区：沿江社区、小宝鼎社区; 下设甲中心、乙中心、丙中心3个事业单位; “甲”“乙”等2个项目.
func (n *prose) listing(k int, m *nlp.Mention) {
	f := &n.out.Facts[k]
	if f.Kind != schema.Count || m.Approx != nlp.Exact || !hasWord("个 家 项", m.Unit) || !m.Value.IsInteger() || m.Value.IntPart() < 2 || m.Value.IntPart() > 40 {
		return
	}
	want := int(m.Value.IntPart())
	for _, names := range [][]string{n.p.NamesAfter(m.End), n.d.at(&n.p).NamesBefore(m.Start), n.p.QuotedBefore(m.Start)} {
		if len(names) < 2 {
			continue
		}
		open := strings.HasSuffix(names[len(names)-1], "等")
		if open && len(names) != want {
			continue // 甲、乙等5个: only some are named
		}
		n.out.Claims = append(n.out.Claims, schema.Claim{Family: schema.CountFamily, Result: k, Listed: len(names), Word: strings.Join(names, "、"), Rule: schema.RuleCount})
		return
	}
}
