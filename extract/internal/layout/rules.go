package layout

import (
	"cmp"
	"slices"
)

const (
	snap  = 2.5 // points within which parallel rules are one
	reach = 3.0 // points by which rules that meet may miss each other
)

// span is a stretch of a rule: from..to at a fixed coordinate.
type span struct{ at, from, to float64 }

// ruling holds the horizontal and vertical rules of a page, pieces joined.
type ruling struct{ h, v []span }

// newRuling sorts rules by direction and joins the pieces of each line.
func newRuling(rules []Box) ruling {
	var r ruling
	for _, b := range rules {
		if !sane(Box{b.X0, b.Y0, b.X1 + 1, b.Y1 + 1}) {
			continue
		}
		// A square is the joint where rules cross: it counts for both.
		if b.width() >= b.height() {
			r.h = append(r.h, span{b.midY(), b.X0, b.X1})
		}
		if b.height() >= b.width() {
			r.v = append(r.v, span{b.midX(), b.Y0, b.Y1})
		}
	}
	r.h, r.v = join(r.h), join(r.v)
	return r
}

// join snaps spans of nearly one coordinate together and joins those that
// touch; what stays shorter than a letter is no rule.
func join(s []span) []span {
	slices.SortFunc(s, func(a, b span) int { return cmp.Compare(a.at, b.at) })
	var out []span
	for i := 0; i < len(s); {
		j := i + 1
		for j < len(s) && s[j].at-s[i].at <= snap {
			j++
		}
		out = append(out, chain(s[i:j])...)
		i = j
	}
	return out
}

// chain joins the spans of one coordinate that touch.
func chain(s []span) []span {
	slices.SortFunc(s, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var at, weight float64
	for _, p := range s {
		w := p.to - p.from + 0.01
		at, weight = at+p.at*w, weight+w
	}
	at /= weight
	var out []span
	for _, p := range s {
		if n := len(out); n > 0 && p.from <= out[n-1].to+reach {
			out[n-1].to = max(out[n-1].to, p.to)
			continue
		}
		out = append(out, span{at, p.from, p.to})
	}
	return slices.DeleteFunc(out, func(p span) bool { return p.to-p.from < 4 })
}

// frames groups the rules that meet, each group the drawing of one table.
func (r ruling) frames() []ruling {
	parent := make([]int, len(r.h)+len(r.v))
	for i := range parent {
		parent[i] = i
	}
	for i, h := range r.h {
		for j, v := range r.v {
			if meets(h, v) {
				union(parent, i, len(r.h)+j)
			}
		}
	}
	groups := map[int]*ruling{}
	var order []*ruling
	group := func(i int) *ruling {
		root := find(parent, i)
		if groups[root] == nil {
			groups[root] = &ruling{}
			order = append(order, groups[root])
		}
		return groups[root]
	}
	for i, h := range r.h {
		g := group(i)
		g.h = append(g.h, h)
	}
	for j, v := range r.v {
		g := group(len(r.h) + j)
		g.v = append(g.v, v)
	}
	var out []ruling
	for _, g := range order {
		if len(g.h) > 1 && len(g.v) > 0 || len(g.v) > 1 && len(g.h) > 0 {
			out = append(out, *g)
		}
	}
	return out
}

// meets reports whether a horizontal and a vertical rule touch or cross.
func meets(h, v span) bool {
	return v.at >= h.from-reach && v.at <= h.to+reach && h.at >= v.from-reach && h.at <= v.to+reach
}

// find and union are a disjoint-set forest over indexes.
func find(parent []int, i int) int {
	for parent[i] != i {
		parent[i] = parent[parent[i]]
		i = parent[i]
	}
	return i
}

func union(parent []int, i, j int) {
	a, b := find(parent, i), find(parent, j)
	parent[max(a, b)] = min(a, b)
}

// axis returns the coordinates that divide a frame along one direction: those
// of the rules across, and the outer ends of the rules along when they stick
// out (a table without side rules).
func axis(across, along []span) []float64 {
	var at []float64
	for _, s := range across {
		at = append(at, s.at)
	}
	slices.Sort(at)
	var out []float64
	for _, v := range at {
		if n := len(out); n == 0 || v-out[n-1] > snap {
			out = append(out, v)
		}
	}
	lo, hi := ends(along)
	if len(out) == 0 {
		return []float64{lo, hi}
	}
	const stickOut = 6
	if lo < out[0]-stickOut {
		out = slices.Insert(out, 0, lo)
	}
	if hi > out[len(out)-1]+stickOut {
		out = append(out, hi)
	}
	return out
}

// ends returns the outermost ends of spans.
func ends(s []span) (lo, hi float64) {
	if len(s) == 0 {
		return 0, 0
	}
	lo, hi = s[0].from, s[0].to
	for _, p := range s {
		lo, hi = min(lo, p.from), max(hi, p.to)
	}
	return lo, hi
}

// covered reports whether the rules at a coordinate run along at least half of from..to.
func covered(rules []span, at, from, to float64) bool {
	var got float64
	for _, p := range rules {
		if abs(p.at-at) <= snap {
			got += max(0, min(p.to, to)-max(p.from, from))
		}
	}
	return got >= (to-from)/2
}
