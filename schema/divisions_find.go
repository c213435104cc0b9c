package schema

import (
	"strings"
	"unicode/utf8"
)

// ResolveDivision returns the division a name or title of a body belongs to:
// 攀枝花市西区大宝鼎街道办事处 gives 510403. False means that it names none, or
// more than one of which none contains the others, or one that several places
// share.
func ResolveDivision(name string) (Division, bool) {
	t := divisionTable()
	best := ""
	for _, code := range t.codesIn(name) {
		switch {
		case best == "" || DivisionWithin(code, best):
			best = code
		case !DivisionWithin(best, code):
			return Division{}, false
		}
	}
	if best == "" {
		return Division{}, false
	}
	return t.division(best), true
}

// DivisionWithin reports whether the division of a code lies in that of another
// or is it; both are codes of six digits.
func DivisionWithin(code, outer string) bool {
	switch {
	case strings.HasSuffix(outer, "0000"):
		return code[:2] == outer[:2]
	case strings.HasSuffix(outer, "00"):
		return code[:4] == outer[:4]
	}
	return code == outer
}

// place is a name of a division found in a text, at bytes [start,end).
type place struct {
	start, end int
	divisionName
}

// codesIn settles the places of a text: one code for every chain of names, the last link's of
// 四川省攀枝花市西区, in order of appearance. A name that stands for several places (普陀区, 西区) is
// settled by the division named directly before it, or else by the last city or province named;
// left open, it is skipped. 四川 and 攀枝花 without 省 and 市 count only beside a division they contain
// or lie in or, for a province, at the start of the text; so does a bare 城区 or 西区.
func (t *divisionIndex) codesIn(text string) []string {
	places := t.places(text)
	var codes []string
	last, lastEnd := "", -1 // the last settled division and where its name ended
	for i, p := range places {
		adjacent := p.start == lastEnd
		code := settle(p, last, adjacent)
		if code == "" || p.weak && !adjacent && !t.leads(places, i) {
			continue
		}
		if adjacent && DivisionWithin(code, last) && len(codes) > 0 {
			codes = codes[:len(codes)-1]
		}
		codes = append(codes, code)
		last, lastEnd = code, p.end
	}
	return codes
}

// settle chooses among the codes of a name: the only one, or the only one in
// the division named before, in its city or in its province. A name used for
// a province and a city (吉林) means the province unless another was named.
func settle(p place, last string, adjacent bool) string {
	if last != "" {
		for _, outer := range [...]string{last, last[:4] + "00", last[:2] + "0000"} {
			if in := codesWithin(p.codes, outer); len(in) == 1 {
				return in[0]
			}
			if adjacent {
				break
			}
		}
	}
	if adjacent && p.weak {
		return ""
	}
	if len(p.codes) == 1 {
		return p.codes[0]
	}
	for _, code := range p.codes {
		if strings.HasSuffix(code, "0000") {
			return code
		}
	}
	return ""
}

func codesWithin(codes []string, outer string) []string {
	var in []string
	for _, code := range codes {
		if DivisionWithin(code, outer) && code != outer {
			in = append(in, code)
		}
	}
	return in
}

// leads reports whether a short name is borne out by the name directly after
// it, which lies in it, or stands at the start of the text and is a province's
// or the unique 沛县 (within a text 和县 is as often 市和县).
func (t *divisionIndex) leads(places []place, i int) bool {
	p := places[i]
	for _, code := range p.codes {
		if p.start == 0 && (strings.HasSuffix(code, "0000") || len(p.codes) == 1 && strings.HasSuffix(t.names[code], "县")) {
			return true
		}
		if i+1 < len(places) && places[i+1].start == p.end && len(codesWithin(places[i+1].codes, code)) > 0 &&
			strings.HasSuffix(code, "00") {
			return true
		}
	}
	return false
}

// places finds the names in a text, the longest at each position, without
// overlap.
func (t *divisionIndex) places(text string) []place {
	var places []place
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		n, name := t.nameAt(text[i:], t.longest[r])
		if n == 0 {
			i += size
			continue
		}
		places = append(places, place{i, i + n, name})
		i += n
	}
	return places
}

// nameAt returns the length of the longest name that begins the text.
func (t *divisionIndex) nameAt(text string, longest int) (int, divisionName) {
	for n := min(longest, len(text)); n > 0; n-- {
		if n < len(text) && !utf8.RuneStart(text[n]) {
			continue
		}
		if name, ok := t.byName[text[:n]]; ok {
			return n, name
		}
	}
	return 0, divisionName{}
}

// IsDivision reports the names of a division, its chain perhaps, and nothing else.
func IsDivision(text string) bool {
	end := DivisionEnd(text)
	return end > 0 && end == len(text)
}

// DivisionEnd is the byte after the division that a text begins with in full, its chain
// perhaps: 中卫市 in 中卫市财政局. It is 0 where the text begins with none.
func DivisionEnd(text string) int {
	t := divisionTable()
	first, _ := utf8.DecodeRuneInString(text)
	if n, _ := t.nameAt(text, t.longest[first]); n == 0 {
		return 0 // as most texts
	}
	if _, start, end, ok := FirstDivision(text); ok && start == 0 {
		return end
	}
	return 0
}

// FirstDivision returns the first place a text names in full, with all the
// names of its chain: 四川省攀枝花市西区 in 关于四川省攀枝花市西区的说明. The bytes
// [start,end) are those of the chain. ok is false when no place is named in full.
func FirstDivision(text string) (d Division, start, end int, ok bool) {
	t := divisionTable()
	code := ""
	for _, p := range t.places(text) {
		adjacent := code != "" && p.start == end
		if code != "" && !adjacent {
			break
		}
		next := settle(p, code, adjacent)
		switch {
		case next == "" && adjacent:
			return t.division(code), start, end, true
		case next == "" || p.weak && !adjacent:
			continue
		case !adjacent:
			start = p.start
		}
		code, end = next, p.end
	}
	if code == "" {
		return Division{}, 0, 0, false
	}
	return t.division(code), start, end, true
}
