package tag

import (
	"slices"

	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// inTurn is the figure that the next of several changes is of, where only one
// subject is in force: 接待游客2亿人次，旅游总收入2227亿元，分别增长10.4%和9.1%. The levels of
// the sentence have them in turn if there are as many.
func (n *narrator) inTurn(i int) (clause.Subject, bool) {
	if n.named && n.turn == 0 {
		return clause.Subject{}, false // 城乡居民收入分别增长4.4%、5.6%: of two that one word names
	}
	changes := n.turn + n.p.Run(i)
	var levels []int
	for k := n.firstFact; k < len(n.out.Facts); k++ {
		if f := &n.out.Facts[k]; n.out.Ends[k] > n.sentence && f.Form == schema.Level && f.Kind != schema.Ratio {
			levels = append(levels, k)
		}
	}
	if len(levels) < changes {
		return clause.Subject{}, false
	}
	f := &n.out.Facts[levels[len(levels)-changes+n.turn]]
	return clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}, f.Concept != ""
}

// ofInstitution reports people or beds in a sentence that began with another kind of
// institution: 疾病预防控制中心13个，卫生技术人员674人 are not all there are.
func (n *narrator) ofInstitution(f *schema.Fact) bool {
	m, ok := schema.MemberByName(f.Concept, f.Dimensions.Indicator)
	if !ok || !m.Instant || !m.Measured("人") && !m.Measured("张") {
		return false
	}
	for k := n.firstFact; k < len(n.out.Facts); k++ {
		if first := &n.out.Facts[k]; n.out.Ends[k] > n.sentence {
			return first.Concept == "" && slices.Contains([]string{"个", "家", "所"}, first.Unit)
		}
	}
	return false
}
