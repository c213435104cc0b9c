package nlp

import "strings"

// leadRunes end the words a figure follows at once: 增长 6. 1%, 收入4. 2亿元.
const leadRunes = "的长加降少低高升落涨跌幅占比达到为是约成率例重过入出资金投额计共费款"

// rateRunes is the part of leadRunes behind which nothing but a rate or an
// amount stands.
const rateRunes = "长降占为达是率例约"

// cut returns the number n whole where a converter cut it with a blank. What
// stands before and after must show that it is one number: elsewhere "2. 5" is
// the second item of a list, and "1 2.5" are two columns.
func (l *line) cut(n numeral) numeral {
	lead, _ := before(l.s, ungap(l.s, n.start))
	leads := func(set string) bool { return lead != 0 && strings.ContainsRune(set, lead) }
	counts := false // a classifier may follow
	end, ok := cutGroups(l.s, n.start)
	if ok {
		counts = true
	} else if end, ok = cutPoint(l.s, n.start, leads(leadRunes)); !ok && leads(leadRunes) && !n.grouped && ungap(l.s, n.start) == n.start {
		end, ok = cutDigits(l.s, n, leads(rateRunes))
	}
	if !ok {
		return n
	}
	text := strings.ReplaceAll(foldString(l.s[n.start:end]), " ", "")
	whole, ok := lexNumeral(text, 0)
	x := readSuffix(l.s, end)
	if !ok || whole.glued || whole.zeroLed || whole.end != len(text) || x.scale == 0 && !x.hasUnit ||
		!counts && x.scale == 0 && x.unit.kind != Amount && x.unit.kind != Ratio {
		return n
	}
	whole.start, whole.end = n.start, end
	return whole
}

// cutGroups finds the end of a number with a blank beside the comma of a
// thousands group: 4, 256,078.
func cutGroups(s string, i int) (end int, ok bool) {
	_, n, end, _ := longDigits(s, i)
	if n > 3 {
		return i, false
	}
	for {
		p := gap(s, end)
		r, w := at(s, p)
		q := gap(s, p+w)
		if r != ',' || !threeDigits(s, q) {
			break
		}
		ok = ok || p > end || q > p+w
		_, _, end, _ = longDigits(s, q)
	}
	if r, w := at(s, end); r == '.' && isDigit(nextRune(s, end+w)) {
		_, _, end, _ = longDigits(s, end+w)
	}
	return end, ok
}

// cutPoint finds the end of a number with a blank before its point, 0 .5, or,
// where a figure is due, after it, 6. 1.
func cutPoint(s string, i int, due bool) (end int, ok bool) {
	n := numeral{}
	end = n.groups(s, n.take(s, i).end)
	p := gap(s, end)
	r, w := at(s, p)
	q := gap(s, p+w)
	if r != '.' || (p > end) == (q > p+w) || q > p+w && !due {
		return i, false
	}
	_, k, end, _ := longDigits(s, q)
	return end, k > 0
}

// cutDigits finds the end of a number with a blank between two digits: 1 234.5, 1 234 567,
// before the second digit of the cents, 123.4 5, and where only one number can stand 1 2.5.
func cutDigits(s string, n numeral, only bool) (end int, ok bool) {
	p := gap(s, n.end)
	rest, ok := lexNumeral(s, p)
	if p == n.end || !ok || rest.glued {
		return n.end, false
	}
	if n.decs > 0 {
		return rest.end, n.decs == 1 && rest.ints == 1 && rest.decs == 0
	}
	if n.ints > 3 || !only && rest.ints != 3 {
		return n.end, false
	}
	for rest.ints == 3 && rest.decs == 0 && !rest.grouped {
		next, more := lexNumeral(s, gap(s, rest.end))
		if !more || next.start == rest.end || next.ints != 3 || next.glued || next.grouped {
			break
		}
		rest = next
	}
	return rest.end, true
}
