package nlp

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Subject returns the noun phrase the mention m of text is about, as bytes
// [start,end) of text; start == end when there is none. The phrase stands
// right of the unit when the number precedes its noun (154名党员), else left of
// the number within its clause and after the previous mention, whose end is
// from (设立检查点2个). Verbs, totalling words (共, 累计, 已, 达) and particles
// around it are left out; a clause that is nothing but verbs gives the verbs
// (累计服务14807小时).
func (s *Segmenter) Subject(text string, m Mention, from int) (start, end int) {
	if m.Kind == Count || m.Kind == Measure && m.Unit != "米" {
		if a, b := s.rightNoun(text, m.End); b > a {
			return a, b
		}
	}
	return s.leftNoun(text, max(from, subjectStart(text, m.Start)), m.Start)
}

// maxSubject bounds the text looked at on either side, in bytes.
const maxSubject = 180

// subjectStart returns where the clause that ends at i begins; 、 does not
// divide, for 公告、温馨提示 is one subject.
func subjectStart(s string, i int) int {
	limit := max(0, i-maxSubject)
	for k := i; k > limit; {
		r, w := before(s, k)
		switch r {
		case ',', ';', '。', ':', '!', '?', '\t', '\n':
			if k < i {
				return k
			}
		}
		k -= w
	}
	for limit < i && !utf8.RuneStart(s[limit]) {
		limit++
	}
	return limit
}

// rightNoun reads the noun phrase that begins at i: up to a verb, a particle, a
// sign or a digit. A quotation before it is its attribute.
func (s *Segmenter) rightNoun(text string, i int) (int, int) {
	stop := i
	for stop < len(text) && stop-i < 90 {
		r, w := at(text, stop)
		if !isHan(r) && r != '“' && r != '”' || isNumeralStart(text, stop) {
			break
		}
		stop += w
	}
	quoteEnd := i
	if r, _ := at(text, i); r == '“' {
		if q := strings.Index(text[i:stop], "”"); q > 0 {
			quoteEnd = i + q + len("”")
		}
	}
	if quoteEnd == stop && quoteEnd > i { // 24小时“严盯死守”
		return i + len("“"), stop - len("”")
	}
	start := quoteEnd
	end := start
	for _, t := range s.Segment(text[start:stop]) {
		switch t.POS {
		case "v", "vc", "d", "p", "c", "u", "w":
			return start, trimNoun(text, start, end)
		}
		end = start + t.End
	}
	return start, trimNoun(text, start, end)
}

// trimNoun empties a phrase of a single character that only begins a word.
func trimNoun(text string, start, end int) int {
	if utf8.RuneCountInString(text[start:end]) < 2 {
		return start
	}
	return end
}

// isNumeralStart reports a digit at i.
func isNumeralStart(s string, i int) bool {
	r, _ := at(s, i)
	return isDigit(r)
}

// leftNoun reads the noun phrase that ends at end.
func (s *Segmenter) leftNoun(text string, from, end int) (int, int) {
	ts := s.Segment(text[from:end])
	hi := len(ts)
	for hi > 0 && droppedAtEnd(text[from+ts[hi-1].Start:from+ts[hi-1].End], ts[hi-1].POS) {
		hi--
	}
	lo, remark := s.phraseStart(text[from:end], ts, hi), 0
	if open := remarkOpen(text[from:end], ts, hi); open > 0 && lo > open {
		remark = hi + 1 // 设备（不含车辆）3台: the noun stands before the bracket
		hi = open
		lo = s.phraseStart(text[from:end], ts, hi)
	}
	if lo == hi {
		return s.verbs(ts, from, hi)
	}
	for lo < hi && (ts[lo].POS == "c" || ts[lo].POS == "u" || ts[lo].POS == "w" && text[from+ts[lo].Start:from+ts[lo].End] != "“") {
		lo++
	}
	if lo == hi {
		return end, end
	}
	return from + ts[lo].Start, from + ts[max(hi, remark)-1].End
}

// phraseStart is the token that the phrase which ends before hi begins with.
func (s *Segmenter) phraseStart(text string, ts []Token, hi int) int {
	lo := hi
	for lo > 0 && !s.endsPhrase(text, ts, lo, hi) {
		lo--
	}
	return lo
}

// remarkOpen is the token that opens the bracket which is shut at hi, 0 where none is or
// nothing stands before it.
func remarkOpen(text string, ts []Token, hi int) int {
	if hi == len(ts) || !strings.HasPrefix(text[ts[hi].Start:], "）") && !strings.HasPrefix(text[ts[hi].Start:], ")") {
		return 0
	}
	for k := hi - 1; k > 0; k-- {
		if w := text[ts[k].Start:ts[k].End]; w == "（" || w == "(" {
			return k
		}
	}
	return 0
}

// endVerbs are the verbs between a noun and its number, and openEnd ends a list that
// names some of its members alone.
var endVerbs = []string{"为", "是", "达", "达到", "占", "超过", "突破", "共有", "现有", "拥有", "增加", "减少", "增长", "下降", "上升", "完成", "实现", "约为", "约占", "应", "需"}

const openEnd = "等"

// droppedAtEnd reports words between a noun and its number.
func droppedAtEnd(word, pos string) bool {
	switch pos {
	case "vc", "d", "p":
		return true
	case "u":
		return word != openEnd
	case "v":
		return slices.Contains(endVerbs, word)
	case "w":
		return true
	}
	return false
}

// endsPhrase reports that the token left of lo does not belong to the phrase
// ts[lo:hi].
func (s *Segmenter) endsPhrase(text string, ts []Token, lo, hi int) bool {
	t := ts[lo-1]
	switch t.POS {
	case "v", "p", "d", "vc":
		return true
	case "w":
		w := text[t.Start:t.End]
		return !strings.Contains("、“”（）()·", w)
	case "u":
		w := text[t.Start:t.End]
		if w == "等" { // a phrase of one word after 等 needs what it sums up
			return lo < hi && ts[hi-1].End-ts[lo].Start > 6
		}
		return lo < hi
	}
	return false
}

// verbs gives the verb phrase before hi when there is no noun: 累计服务, 劝导.
func (s *Segmenter) verbs(ts []Token, from, hi int) (int, int) {
	if hi == 0 {
		return from, from
	}
	lo := hi - 1
	for lo > 0 && ts[lo-1].POS != "w" && ts[lo-1].POS != "u" && ts[lo-1].POS != "p" && hi-lo < 3 {
		lo--
	}
	return from + ts[lo].Start, from + ts[hi-1].End
}
