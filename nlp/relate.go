package nlp

import (
	"slices"
	"strings"
)

// relate settles what one number cannot say alone: units and scales written
// once for a range or a list, years that lack 年 in a list of years, and the
// parts of a ratio vector. It works on the mentions of one line from first on.
func (l *line) relate(first int) {
	ms := l.out[first:]
	if len(ms) < 2 {
		return
	}
	l.vectors(ms)
	for k := len(ms) - 2; k >= 0; k-- {
		a, b := &ms[k], &ms[k+1]
		if b.Start-a.End > maxJoint {
			continue
		}
		switch joint := strings.Trim(l.s[a.End:b.Start], " 　"); {
		case a.Kind == Number && b.Kind == Date && isListJoint(joint):
			l.bareYear(a, *b)
		case isRangeJoint(joint):
			a.Range = (a.Kind.IsQuantity() && b.Kind.IsQuantity()) && b.Approx != MoreThan
			share(a, *b, true)
		case isListJoint(joint), (joint == "," || joint == "，") && alikeFractions(a, b):
			share(a, *b, false)
		case isChange(joint) && l.startsChange(a.Start):
			share(a, *b, false)
		}
	}
}

// maxJoint is the longest text between two related numbers, in bytes.
const maxJoint = 36

func isListJoint(j string) bool { return slices.Contains(listJoints, j) }

var listJoints = []string{"、", "和", "及", "与", "或", "以及", "、和"}

func isRangeJoint(j string) bool {
	return j != "" && dash(j, 0) == len(j)
}

// alikeFractions reports 4125.49 and 4143.91万元: two decimal fractions of one
// length with a comma between them, of which the second bears the unit of both.
func alikeFractions(a, b *Mention) bool {
	return a.Kind == Number && a.Decimals > 0 && !a.Glued && (b.Kind == Amount || b.Kind == Ratio) && b.Decimals+b.Scale == a.Decimals
}

// isChange reports 提高到, 缩小至: the middle of 由A…到B.
func isChange(j string) bool {
	return len(j) > 3 && slices.ContainsFunc(becomes, func(w string) bool { return strings.HasSuffix(j, w) }) &&
		!strings.ContainsAny(j, "，；。、,;()（）")
}

// becomes are the words before what something changes to.
var becomes = []string{"到", "至", "为"}

// startsChange reports 由, 从 or 自 before the number.
func (l *line) startsChange(i int) bool {
	r, _ := before(l.s, i)
	return r == '由' || r == '从' || r == '自'
}

// share gives a bare number a the unit, and in a range or list the scale, of b.
func share(a *Mention, b Mention, isRange bool) {
	bare := a.Kind == Number && a.Scale == 0 && !a.Glued
	if !bare && !(a.Elided && a.Unit == "" || a.Elided && b.Unit != "") || !b.Kind.IsQuantity() || b.Glued {
		return
	}
	if b.Kind == Number && !(b.Scale > 0) || b.Part > 0 || a.Part > 0 {
		return
	}
	a.Kind, a.Unit, a.Shared = b.Kind, b.Unit, true
	if bare && b.Scale > 0 {
		scaled := a.Value.Shift(int32(b.Scale))
		if !isRange || scaled.LessThanOrEqual(b.Value) || a.Value.LessThan(b.Value.Shift(int32(-b.Scale))) {
			a.Value, a.Scale = scaled, b.Scale
			a.Decimals -= b.Scale
		}
	}
	a.Elided = b.Elided
}

// bareYear makes 2019 in "2019、2020年" and 1 in "1、2月" dates.
func (l *line) bareYear(a *Mention, b Mention) {
	if !a.Value.IsInteger() || a.Decimals != 0 || b.Date == nil {
		return
	}
	v := int(a.Value.IntPart())
	span := Span{FromYear: v, ToYear: v}
	switch {
	case isYear(v, 4) && len(foldString(l.s[a.Start:a.End])) == 4 && b.Date.FromYear != 0 && !b.Date.Assumed:
	case 1 <= v && v <= 12 && b.Date.FromMonth > 0 && b.Date.FromDay == 0 && (b.Date.FromYear == 0 || b.Date.Assumed):
		span = months(b.Date.FromYear, v, v)
		span.Assumed = b.Date.Assumed
	default:
		return
	}
	*a = Mention{Start: a.Start, End: a.End, Kind: Date, Approx: Exact, Date: &span, Text: span.String()}
}

// vectors numbers the members of 5.0:45.9:49.1 and makes them ratios. A colon
// between two bare numbers is a ratio too (1:3).
func (l *line) vectors(ms []Mention) {
	for k := 0; k < len(ms); {
		n := 1
		for k+n < len(ms) && l.colonJoined(ms[k+n-1], ms[k+n]) {
			n++
		}
		if n > 1 {
			for j := 0; j < n; j++ {
				m := &ms[k+j]
				m.Part, m.Parts = j+1, n
				if m.Kind == Number {
					m.Kind = Ratio
				}
			}
		}
		k += n
	}
}

func (l *line) colonJoined(a, b Mention) bool {
	if a.Kind != Number || b.Kind != Number || a.Glued || b.Glued {
		return false
	}
	j := l.s[a.End:b.Start]
	r, w := at(j, 0)
	return r == ':' && w == len(j)
}
