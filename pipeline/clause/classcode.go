package clause

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Classes are also printed with their codes: 一般公共服务支出（科目编码201）,
// 行政运行（2010301）, 科目编码2010301-行政运行. The code is what counts; the name
// beside it is part of the same noun.

// printedCode finds a code that the text says is one, with the words that say so.
var printedCode = words.Compiled(`(?:{class_code whose}*{class_code code}[:：` + words.Is + `]?|[（(])(2[0-9]{2}(?:[0-9]{2}){0,2})`)

// classCodes puts one word in place of each class that is printed with its code.
func (p *Paragraph) classCodes(lx []Lexeme) []Lexeme {
	var put []Lexeme
	if x, ok := p.openingCode(); ok {
		put = append(put, x)
	}
	if !mayPrintCode(p.Text) {
		return splice(lx, put...)
	}
	for _, at := range printedCode().FindAllStringSubmatchIndex(p.Text, -1) {
		code := p.Text[at[2]:at[3]]
		if !IsFunctionCode(code) || at[3] < len(p.Text) && nlp.IsDigit(p.Text[at[3]]) {
			continue
		}
		start, end, ok := p.codedName(at[0], at[3])
		if !ok {
			continue
		}
		if overlapsWord(lx, start, end) || overlapsWord(put, start, end) {
			continue // the class was read by its level marks
		}
		code, end = p.codesBelow(code, end)
		put = append(put, Lexeme{Start: start, End: end, Kind: Word,
			Entry: &Entry{Role: ConceptWord, Function: true, Code: code, Surface: nlp.Squeeze(p.Text[start:end])}})
	}
	return splice(lx, put...)
}

// codesBelow is the code of a class whose levels each have the digits of their own, or their whole code,
// with where its name ends: 一般公共服务（201）人大事务（01）人大会议（04）, 住房改革（22102）购房补贴（2210203）.
func (p *Paragraph) codesBelow(code string, end int) (whole string, to int) {
	for len(code) < len("2010104") {
		m := levelCode.FindStringSubmatchIndex(p.Text[end:])
		if m == nil {
			break
		}
		below := p.Text[end+m[2] : end+m[3]]
		if len(below) == len("04") {
			below = code + below
		}
		if len(below) <= len(code) || !strings.HasPrefix(below, code) {
			break
		}
		if _, known := schema.FunctionByCode(below, 0); !known {
			break
		}
		code, end = below, end+m[1]
	}
	return code, end
}

// levelCode is the name of a level behind the one above, with its digits.
var levelCode = regexp.MustCompile(`^ ?(?:[^（）()，。；：0-9]|[（(]\p{Han}[）)]){2,40}[（(](2[0-9]{6}|2[0-9]{4}|[0-9]{2})[）)]`)

// openingCode is the class whose code and name an item opens with: （一）2050803-培训支出12万元. The
// name is that of the code, for a number may open an item too.
func (p *Paragraph) openingCode() (Lexeme, bool) {
	from := p.View.Start
	text := p.Text[min(from, len(p.Text)):]
	n := 0
	for n < len(text) && nlp.IsDigit(text[n]) {
		n++
	}
	code, name := text[:n], strings.TrimLeft(text[n:], codeNames)
	if !IsFunctionCode(code) {
		return Lexeme{}, false
	}
	name = nameAhead(name)
	if !slices.Contains(schema.FunctionCodes(name, 0), code) {
		return Lexeme{}, false
	}
	end := from + strings.Index(text, name) + len(name)
	return Lexeme{Start: from, End: end, Kind: Word, Entry: &Entry{Role: ConceptWord, Function: true, Code: code, Name: name, Surface: nlp.Squeeze(p.Text[from:end])}}, true
}

// mayPrintCode reports as many digits as a code has behind one of the characters that
// printedCode asks for: few paragraphs have any.
func mayPrintCode(text string) bool {
	for at := 0; ; at++ {
		k := strings.IndexByte(text[at:], '2')
		if k < 0 {
			return false
		}
		at += k
		end := at
		for end < len(text) && nlp.IsDigit(text[end]) {
			end++
		}
		if n := end - at; n == 3 || n == 5 || n == 7 {
			if before, _ := utf8.DecodeLastRuneInString(text[:at]); strings.ContainsRune(beforeCode(), before) {
				return true
			}
		}
	}
}

// beforeCode are the characters that may stand right before a printed code.
var beforeCode = sync.OnceValue(func() string {
	ends := "（(:：" + words.Is
	for _, w := range words.ClassCode.Labels().Texts("code") {
		ends += nlp.LastRunes(w, 1)
	}
	return ends
})

// overlapsWord reports a class that was put in already.
func overlapsWord(lx []Lexeme, start, end int) bool {
	i, _ := slices.BinarySearchFunc(lx, start+1, func(x Lexeme, at int) int { return cmp.Compare(x.End, at) })
	for ; i < len(lx) && lx[i].Start < end; i++ {
		if x := &lx[i]; x.Kind == Word && x.Entry.Code != "" {
			return true
		}
	}
	return false
}

// codedName returns where the noun with a code begins and ends: the name stands
// before a bracket that holds nothing but the code, or after the code.
func (p *Paragraph) codedName(from, to int) (start, end int, ok bool) {
	open := strings.TrimRight(p.Text[:from], " ")
	if r, _ := utf8.DecodeLastRuneInString(open); r == '（' || r == '(' {
		from = len(open)
	} else if r, size := utf8.DecodeRuneInString(p.Text[from:]); r == '（' || r == '(' {
		from += size
		open = p.Text[:from]
	}
	rest := strings.TrimLeft(p.Text[to:], " ")
	if r, size := utf8.DecodeLastRuneInString(open); (r == '（' || r == '(') && (strings.HasPrefix(rest, "）") || strings.HasPrefix(rest, ")")) {
		_, shut := utf8.DecodeRuneInString(rest)
		bracket := len(open) - size
		start = p.pathStart(insideBracket(p.Text, bracket), bracket)
		return start, len(p.Text) - len(rest) + shut, nlp.HanCount(p.Text[start:bracket]) >= 2
	}
	if r, _ := utf8.DecodeRuneInString(p.Text[from:]); r < 0x4e00 {
		return 0, 0, false // a figure in brackets that nothing says is a code
	}
	name := strings.TrimLeft(rest, codeNames)
	if name == rest {
		return from, to, true
	}
	return from, len(p.Text) - len(name) + len(nameAhead(name)), true
}

// nameAhead is the name of a class that a text begins with, without the words that only connect it
// with its number.
func nameAhead(text string) string {
	size := 0
	for size < len(text) {
		r, w := utf8.DecodeRuneInString(text[size:])
		if !IsWordRune(r) && !strings.ContainsRune("（）()、", r) || string(r) == words.Of {
			break
		}
		size += w
	}
	return text[:nameEnd(text[:size])]
}

// nameEnd cuts from a name the words that only connect it with its number.
func nameEnd(name string) int {
	return strings.Index(name+"\x00", trimRightEmpty(name)) + len(trimRightEmpty(name))
}

func trimRightEmpty(name string) string {
	for {
		t := EmptyWords().trimRight(name)
		if t == name || t == "" {
			return name
		}
		name = t
	}
}

// insideBracket is the byte after the innermost bracket that is open at a byte, 0
// where none is.
func insideBracket(text string, at int) int {
	depth := 0
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		switch r {
		case '）', ')':
			depth++
		case '（', '(':
			if depth == 0 {
				return at
			}
			depth--
		}
		at -= size
	}
	return 0
}
