package clause

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
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
	for from := 0; from < len(p.Text); {
		at, size, _ := p.AnyLevelMark(from)
		if at < 0 {
			break
		}
		start := p.pathStart(from, at)
		code, end, partial := p.classPath(start, ctx, last)
		if code == "" {
			from = at + size
			continue
		}
		if len(code) >= 5 || code != last[:min(3, len(last))] {
			last = code
		}
		lx = splice(lx, Lexeme{Start: start, End: end, Kind: Word, Entry: &Entry{Role: ConceptWord, Function: true, Code: code, partial: partial, Surface: nlp.Squeeze(p.Text[start:end])}})
		from = end
	}
	return lx, last
}

// hasLevelMark reports a text in which 类, 款 or 项 ends a bracket.
func hasLevelMark(text string) bool {
	for _, shut := range [2]string{"）", ")"} {
		for from := 0; ; {
			k := strings.Index(text[from:], shut)
			if k < 0 {
				break
			}
			if EndsIn(text[from:from+k], "类", "款", "项") {
				return true
			}
			from += k + len(shut)
		}
	}
	return false
}

// AnyLevelMark finds the next mark of any level.
func (p *Paragraph) AnyLevelMark(from int) (at, size int, level string) {
	at = -1
	for _, l := range [3]string{"类", "款", "项"} {
		for _, open := range [2]string{"（", "("} {
			for k := from; k < len(p.Text); {
				j := strings.Index(p.Text[k:], open)
				if j < 0 || at >= 0 && k+j >= at {
					break
				}
				if a, w, _ := levelMark(p.Text[k+j:], l); a == 0 {
					at, size, level = k+j, w, l
					break
				}
				k += j + len(open)
			}
		}
	}
	return at, size, level
}

// pathStart goes back from a mark to where its name begins: after a mark that
// ends a clause or opens a quotation, a list number, or a digit.
func (p *Paragraph) pathStart(from, at int) int {
	start := from
	if k := strings.LastIndexAny(p.Text[from:at], "。，；：:,“\"‘.．\n"); k >= 0 {
		_, size := utf8.DecodeRuneInString(p.Text[from+k:])
		start = from + k + size
	}
	for i := range p.Mentions {
		if m := &p.Mentions[i]; m.Kind != nlp.Noise && m.End <= at && m.End > start {
			start = m.End
		}
	}
	s := p.Text[start:at]
	for _, w := range []string{"其中", "用于", "、"} {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(s, " "), w); ok {
			start = at - len(rest)
			s = rest
		}
	}
	return start + len(s) - len(strings.TrimLeft(s, " 　”"))
}

// splice puts a lexeme in place of those it covers.
func splice(lx []Lexeme, x Lexeme) []Lexeme {
	i := 0
	for i < len(lx) && lx[i].End <= x.Start {
		i++
	}
	j := i
	for j < len(lx) && lx[j].Start < x.End {
		j++
	}
	return append(append(append([]Lexeme{}, lx[:i]...), x), lx[j:]...)
}

// classPath resolves the path that begins at byte at and returns its code and
// the byte after it, with the 支出 that may close it. partial reports that its
// deepest name is not in the classification. Names are resolved inside
// their parent, for many 项 share one name; an unknown 款 or 项 keeps what is
// known above it.
func (p *Paragraph) classPath(at int, ctx *Context, last string) (code string, end int, partial bool) {
	rest := p.Text[at:]
	consumed, printed := 0, ""
	for i, level := range [3]string{"类", "款", "项"} {
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
	if strings.HasPrefix(strings.TrimLeft(tail, " ”\"：:"), "支出决算") {
		return code, at + consumed, partial // the phase of what follows, no part of the name
	}
	for _, w := range []string{"支出", "：支出", ":支出", "务：", "务:", "务"} {
		if strings.HasPrefix(strings.TrimLeft(tail, " ”\""), w) {
			consumed += len(tail) - len(strings.TrimLeft(tail, " ”\"")) + len(strings.TrimSuffix(strings.TrimSuffix(w, "："), ":"))
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

// ChildCode resolves a name below a parent code. An unknown 款 or 项 keeps the
// parent; an unknown 类 gives nothing.
func (c *Context) ChildCode(name, parent, level string) string {
	want := map[string]int{"类": 3, "款": 5, "项": 7}[level]
	best := ""
	for _, c := range schema.FunctionCodes(name, c.Frame.Year) {
		if !strings.HasPrefix(c, parent) || len(c) != want {
			continue
		}
		// 其他… closes a list of siblings, so the highest code is meant.
		if best == "" || strings.HasPrefix(name, "其他") == (c > best) {
			best = c
		}
	}
	if own := c.classes[schema.NormalizeClassName(name)]; best == "" && len(own) == want && strings.HasPrefix(own, parent) {
		return own
	}
	return best
}

// ClassAfter resolves a name in a list that goes down the classification in its
// order, where the class before it is known: its first child, the next of its
// siblings, or the next sibling of a class above it. 行政运行 after 人大事务 is
// 2010101. A name that comes too late for its place in the list is another one's,
// of a class the list did not name, and gives "", as does a name of one class only.
func (c *Context) ClassAfter(before, name string) string {
	codes := schema.FunctionCodes(name, c.Frame.Year)
	if len(codes) < 2 {
		return ""
	}
	for k := len(before); k >= 3; k -= 2 {
		best := ""
		for _, code := range codes {
			if len(code) == k+2 && code[:k] == before[:k] && code > before && (best == "" || code < best) {
				best = code
			}
		}
		if best != "" {
			return best
		}
	}
	return ""
}

// classesIn collects the functional classes the tables of a document print with
// their codes: the names of a province or an earlier year that the published
// classification does not have.
func classesIn(doc *extract.Document) map[string]string {
	classes := make(map[string]string)
	for i := range doc.Blocks {
		t := doc.Blocks[i].Table
		if t == nil {
			continue
		}
		for k := 0; k+1 < len(t.Cells); k++ {
			code, name := nlp.Squeeze(t.Cells[k].Text.S), &t.Cells[k+1]
			if name.Row != t.Cells[k].Row || !IsCode(code) || !IsFunctionCode(code) || len(name.Text.S) > 40*utf8.UTFMax || nlp.HanCount(name.Text.S) < 2 {
				continue
			}
			classes[schema.NormalizeClassName(nlp.Squeeze(name.Text.S))] = code
		}
	}
	return classes
}

// memberNamed sets the member a concept's own wording names: 其他用车 is the
// class of vehicles called so.
func memberNamed(s *Subject, e *Entry) {
	surface := e.Surface
	switch s.Concept {
	case schema.AssetVehiclesByKind:
		s.Dims.VehicleKind = VehicleKind(surface)
	case schema.AssetFixedByKind:
		s.Dims.AssetKind = AssetKind(surface)
	case schema.StaffByKind:
		s.Dims.StaffKind = surface
	case schema.EconomyTarget, schema.EconomyActual:
		s.Dims.Indicator = cmp.Or(e.Member, indicatorNamed(surface))
	case schema.RevenueByClass:
		s.Dims.Indicator = e.Member
	}
}

// SegmenterWords lists the lexicon's nouns for the segmenter.
func (l *Lexicon) SegmenterWords() []nlp.Word {
	out := make([]nlp.Word, 0, len(l.entries))
	for i := range l.entries {
		if e := &l.entries[i]; e.Role == ConceptWord || e.Role == FundWord {
			out = append(out, nlp.Word{Text: e.Surface, POS: "n"})
		}
	}
	return out
}

// IsBodyOrPlace reports the name of a body, the one that reports or another, or
// a part of the name of the territory that reports.
func (c *Context) IsBodyOrPlace(s string) bool {
	k := utf8.RuneCountInString(s)
	return k >= 2 && strings.Contains(c.Frame.Entity, s) && (IsPlace(s) || strings.HasSuffix(c.Frame.Entity, s)) || k >= 3 && k <= 25 && IsBody(s)
}

// IsCode reports a classification code as printed: 2 to 7 digits, nothing else.
func IsCode(s string) bool {
	if len(s) < 2 || len(s) > 7 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func IsFunctionCode(s string) bool {
	return (len(s) == 3 || len(s) == 5 || len(s) == 7) && s[0] == '2' && s >= "201" && s < "235"
}

// IsGovernmentEconomicCode reports a code of 政府预算支出经济分类.
func IsGovernmentEconomicCode(s string) bool {
	_, ok := schema.GovernmentEconomicByCode(s)
	return ok
}

// IsEconomicCode reports a code of 部门预算支出经济分类.
func IsEconomicCode(s string) bool {
	return (len(s) == 3 || len(s) == 5) && s[0] == '3' && s >= "301" && s <= "39999"
}
