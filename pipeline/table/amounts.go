package table

import "gongkai/schema"

// amountIndex knows the first fact outside charts of each amount, whatever its
// sign. It grows with the facts and looks at each of them once.
type amountIndex struct {
	first map[string]int // by absolute value
	seen  int
}

func (x *amountIndex) upTo(facts []schema.Fact) map[string]int {
	if x.first == nil {
		x.first = make(map[string]int)
	}
	for ; x.seen < len(facts); x.seen++ {
		f := &facts[x.seen]
		if f.Kind != schema.Amount || f.SourceKind == schema.ChartSource {
			continue
		}
		value := f.Value.Abs().String()
		if _, ok := x.first[value]; !ok {
			x.first[value] = x.seen
		}
	}
	return x.first
}
