package disclose

import (
	"regexp"
	"strings"

	"gongkai/schema"
)

// numbered is a paragraph with a number in brackets.
var numbered = regexp.MustCompile(`^\s*（([一二三四五六七八九十]{1,3})）`)

// numerals are the numbers of paragraphs, in order.
var numerals = strings.Fields("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十")

func numeral(s string) int {
	for i, n := range numerals {
		if n == s {
			return i + 1
		}
	}
	return 0
}

// minRun is how many paragraphs are numbered without a gap on both sides of one
// together: a number alone may be a misreading.
const minRun = 5

// numbering finds a paragraph whose number is left out between two that stand next
// to each other.
func (s *search) numbering() {
	run, last, at := 0, 0, -1 // paragraphs so far, the number and the text of the last one
	for i := range s.texts {
		t := &s.texts[i]
		m := numbered.FindStringSubmatchIndex(t.s)
		if t.loc.Cell >= 0 || m == nil {
			continue
		}
		n := numeral(t.s[m[2]:m[3]])
		switch {
		case n == 1:
			run = 1
		case run > 0 && n == last+1:
			run++
		case run >= minRun && n == last+2 && at == i-1 && s.goesOn(i, n) && !strings.Contains(s.texts[at].s, "（"+numerals[n-2]+"）"):
			s.add(schema.RuleNumbering, "（"+numerals[last-1]+"）…（"+numerals[n-1]+"）", t.loc, m[0], m[1])
			run++
		default:
			run = 0
		}
		last, at = n, i
	}
}

// goesOn reports whether the text after number n has the next number.
func (s *search) goesOn(i, n int) bool {
	if i+1 >= len(s.texts) || n >= len(numerals) {
		return false
	}
	return strings.HasPrefix(strings.TrimSpace(s.texts[i+1].s), "（"+numerals[n]+"）")
}
