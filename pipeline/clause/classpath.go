package clause

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// ClassPaths replaces the words of functional classes printed with their level
// marks by one word each: 社会保障和就业支出（类）行政事业单位养老支出（款）职业年金
// 缴费（项）, or 行政运行（项）alone below a heading that named its 款. A name may
// contain any words, known or not, so the marks are found first and the name
// read back to where it can begin.
func (p *Paragraph) ClassPaths(lx []Lexeme, ctx *Context, last string) ([]Lexeme, string) {
	if !hasLevelMark(p.Text) {
		return lx, last
	}
	var put []Lexeme
	for from := 0; from < len(p.Text); {
		at, size, _ := p.AnyLevelMark(from)
		if at < 0 {
			break
		}
		start := p.pathStart(from, at)
		code, end, partial := p.classPath(start, ctx, last)
		if code == "" {
			if x, ok := p.markedItem(lx, at, size); ok {
				put = append(put, x)
			}
			from = at + size
			continue
		}
		if len(code) >= 5 || code != last[:min(3, len(last))] {
			last = code
		}
		put = append(put, Lexeme{Start: start, End: end, Kind: Word, Entry: &Entry{Role: ConceptWord, Function: true, Code: code, partial: partial, Surface: nlp.Squeeze(p.Text[start:end])}})
		from = end
	}
	return splice(lx, put...), last
}

// markedItem is an item of the economic classification with a level mark behind it and
// the 支出 that closes it, as one word: 办公费（款）支出110万元. The 支出 names nothing of
// its own, and so no whole that was told before.
func (p *Paragraph) markedItem(lx []Lexeme, at, size int) (Lexeme, bool) {
	i, ok := slices.BinarySearchFunc(lx, at, func(x Lexeme, at int) int { return cmp.Compare(x.End, at) })
	if !ok || lx[i].Entry == nil || !lx[i].Entry.Economic || !strings.HasPrefix(p.Text[at+size:], words.ExpenditureWord.Word()) {
		return Lexeme{}, false
	}
	x := lx[i]
	x.End = at + size + len(words.ExpenditureWord.Word())
	return x, true
}

// hasLevelMark reports a text in which 类, 款 or 项 ends a bracket.
func hasLevelMark(text string) bool {
	levels := schema.ClassLevels()
	for _, shut := range [2]string{"）", ")"} {
		for from := 0; ; {
			k := strings.Index(text[from:], shut)
			if k < 0 {
				break
			}
			if endsIn(text[from:from+k], levels[:]...) {
				return true
			}
			from += k + len(shut)
		}
	}
	return false
}

// AnyLevelMark finds the next mark of any level, -1 where there is none.
func (p *Paragraph) AnyLevelMark(from int) (at, size int, level string) {
	for at = from; at < len(p.Text); {
		k := strings.IndexAny(p.Text[at:], "（(")
		if k < 0 {
			break
		}
		at += k
		for _, l := range schema.ClassLevels() {
			if a, size, _ := levelMark(p.Text[at:], l); a == 0 {
				return at, size, l
			}
		}
		_, width := utf8.DecodeRuneInString(p.Text[at:])
		at += width
	}
	return -1, 0, ""
}

// pathStart goes back from a mark to where its name begins: after a mark that
// ends a clause or opens a quotation, a list number, or a digit.
func (p *Paragraph) pathStart(from, at int) int {
	start := from
	if k := strings.LastIndexAny(p.Text[from:at], "。，；：:,“\"‘.．\n"); k >= 0 {
		_, size := utf8.DecodeRuneInString(p.Text[from+k:])
		start = from + k + size
	}
	first, _ := slices.BinarySearchFunc(p.Mentions, start, func(m nlp.Mention, at int) int { return cmp.Compare(m.End, at) })
	for _, m := range p.Mentions[first:] {
		if m.End > at {
			break
		}
		if m.Kind != nlp.Noise && m.End > start {
			start = m.End
		}
	}
	s := p.Text[start:at]
	for _, w := range words.PathLead.Labels() {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(s, " "), w.Text); ok {
			start = at - len(rest)
			s = rest
		}
	}
	return start + len(s) - len(strings.TrimLeft(s, " 　”"))
}

// classPath resolves the path that begins at byte at and returns its code and
// the byte after it, with the 支出 that may close it. partial reports that its
// deepest name is not in the classification. Names are resolved inside
// their parent, for many 项 share one name; an unknown 款 or 项 keeps what is
// known above it.
func (p *Paragraph) classPath(at int, ctx *Context, last string) (code string, end int, partial bool) {
	rest := p.Text[at:]
	consumed, printed := 0, ""
	for i, level := range schema.ClassLevels() {
		k, size, digits := levelMark(rest[consumed:], level)
		if k < 0 {
			continue
		}
		name := TrimClassName(rest[consumed : consumed+k])
		if nlp.HanCount(name) > 30 || strings.ContainsAny(name, "，。；") {
			break
		}
		if consumed == 0 && i > 0 {
			code = parentClass(last, 2*i+1)
		}
		if printed += digits; digits != "" && IsFunctionCode(printed) {
			code = printed
		} else if c := ctx.ChildCode(name, code, level); c != "" {
			code = c
		}
		partial = len(code) != 2*i+3
		consumed += k + size
	}
	if consumed == 0 || code == "" {
		return "", at, false
	}
	tail := rest[consumed:]
	if strings.HasPrefix(strings.TrimLeft(tail, " ”\"：:"), words.FinalSpending.Word()) {
		return code, at + consumed, partial // the phase of what follows, no part of the name
	}
	for _, w := range words.AfterClass.Labels() {
		if strings.HasPrefix(strings.TrimLeft(tail, " ”\""), w.Text) {
			consumed += len(tail) - len(strings.TrimLeft(tail, " ”\"")) + len(strings.TrimRight(w.Text, "：:"))
			break
		}
	}
	return code, at + consumed, partial
}

// parentClass is the class of so many digits last named in this section.
func parentClass(last string, digits int) string {
	if len(last) < digits {
		return ""
	}
	return last[:digits]
}

// levelMark finds （类）, or （204类） with its code, in the next words, with
// either width of bracket.
func levelMark(s, level string) (at, size int, digits string) {
	for from := 0; from < min(len(s), 150); {
		k := strings.IndexAny(s[from:min(len(s), 150)], "（(")
		if k < 0 || strings.ContainsAny(s[from:from+k], "。，；") {
			return -1, 0, ""
		}
		open := from + k
		_, width := utf8.DecodeRuneInString(s[open:])
		i := open + width
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		digits = s[open+width : i]
		if rest, ok := strings.CutPrefix(s[i:], level); ok {
			for _, shut := range [2]string{"）", ")"} {
				if strings.HasPrefix(rest, shut) {
					return open, i + len(level) + len(shut) - open, digits
				}
			}
		}
		from = open + width
	}
	return -1, 0, ""
}

func TrimClassName(s string) string {
	return strings.Trim(nlp.Squeeze(s), "“”\"‘’、.：:"+codeNames)
}

// codeNames are the marks between a code and a name behind it.
const codeNames = "-—–－―‐‑− "
