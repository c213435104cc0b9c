package ooxml

import (
	"strconv"
	"strings"
)

// levels is how many levels a list has (ECMA-376 17.9.6).
const levels = 9

// listLevel is one w:lvl.
type listLevel struct {
	start   int
	format  string
	text    string
	suffix  string
	style   string // paragraph style linked to the level
	legal   bool   // w:isLgl: numbers of higher levels are shown as decimals
	restart int    // level whose paragraphs restart this one, -1 the one above, 0 never
}

// abstractList is a w:abstractNum and the running numbers of its lists.
type abstractList struct {
	levels  [levels]listLevel
	style   string // w:numStyleLink: the list is defined by this style's
	count   [levels]int
	counted [levels]bool
}

// list is a w:num.
type list struct {
	abstract *abstractList
	override [levels]*listLevel
	start    [levels]int // w:startOverride, -1 none
	used     bool
}

// numbering is the numbering part.
type numbering struct {
	abstracts map[string]*abstractList
	lists     map[string]*list
}

// readNumbering parses word/numbering.xml; nil gives no lists.
func readNumbering(part []byte, lim Limits) (*numbering, error) {
	n := &numbering{map[string]*abstractList{}, map[string]*list{}}
	if part == nil {
		return n, nil
	}
	s := NewScanner(part, lim)
	s.Root()
	for range s.Children() {
		switch string(s.Name()) {
		case "w:abstractNum":
			id, _ := s.Attr("w:abstractNumId")
			n.abstracts[id] = readAbstract(s)
		case "w:num":
			id, _ := s.Attr("w:numId")
			n.lists[id] = n.readList(s)
		}
	}
	return n, s.Err()
}

func readAbstract(s *Scanner) *abstractList {
	a := &abstractList{}
	for i := range a.levels {
		a.levels[i] = listLevel{start: 1, format: "decimal", restart: -1}
	}
	for range s.Children() {
		switch string(s.Name()) {
		case "w:lvl":
			if i := s.Int("w:ilvl", -1); i >= 0 && i < levels {
				a.levels[i] = readLevel(s)
			}
		case "w:numStyleLink":
			a.style = s.Val()
		}
	}
	return a
}

func readLevel(s *Scanner) listLevel {
	l := listLevel{start: 0, format: "decimal", suffix: "tab", restart: -1}
	for range s.Children() {
		readLevelProperty(s, &l)
	}
	return l
}

// readLevelProperty reads one child of w:lvl; a format beyond the enumeration
// stands in the Choice of a mc:AlternateContent.
func readLevelProperty(s *Scanner, l *listLevel) {
	switch string(s.Name()) {
	case "w:start":
		l.start = s.Int("w:val", 0)
	case "w:numFmt":
		l.format = s.Val()
	case "w:lvlText":
		l.text = shortened(s.Val())
	case "w:suff":
		l.suffix = s.Val()
	case "w:pStyle":
		l.style = s.Val()
	case "w:isLgl":
		l.legal = s.On()
	case "w:lvlRestart":
		l.restart = s.Int("w:val", -1)
	case "mc:AlternateContent":
		for range s.Children() {
			if string(s.Name()) == "mc:Fallback" {
				for range s.Children() {
					readLevelProperty(s, l)
				}
			}
		}
	}
}

// mostLabel is how many bytes of the text of a level are kept: Word allows 31
// characters, and every paragraph of a list has them again.
const mostLabel = 96

// shortened cuts the text of a level.
func shortened(text string) string {
	if len(text) <= mostLabel {
		return text
	}
	return strings.ToValidUTF8(text[:mostLabel], "")
}

func (n *numbering) readList(s *Scanner) *list {
	l := &list{}
	for i := range l.start {
		l.start[i] = -1
	}
	for range s.Children() {
		switch string(s.Name()) {
		case "w:abstractNumId":
			l.abstract = n.abstracts[s.Val()]
		case "w:lvlOverride":
			i := s.Int("w:ilvl", -1)
			if i < 0 || i >= levels {
				continue
			}
			for range s.Children() {
				switch string(s.Name()) {
				case "w:startOverride":
					l.start[i] = s.Int("w:val", 0)
				case "w:lvl":
					lvl := readLevel(s)
					l.override[i] = &lvl
				}
			}
		}
	}
	return l
}

// levelOfStyle returns the level linked to a paragraph style, or 0.
func (l *list) levelOfStyle(style string) int {
	if l.abstract == nil || style == "" {
		return 0
	}
	for i := range levels {
		if l.level(i).style == style {
			return i
		}
	}
	return 0
}

func (l *list) level(i int) *listLevel {
	if o := l.override[i]; o != nil {
		return o
	}
	return &l.abstract.levels[i]
}

// next counts a paragraph and returns its number with the separator Word shows
// behind it; "" for bullets. Lists of one abstract definition count together;
// a start override takes effect at the first paragraph of its list.
func (l *list) next(at int) string {
	a := l.abstract
	if a == nil || at < 0 || at >= levels {
		return ""
	}
	if !l.used {
		l.used = true
		for i, start := range l.start {
			if start >= 0 {
				a.count[i], a.counted[i] = start-1, true
			}
		}
	}
	if !a.counted[at] {
		a.count[at], a.counted[at] = l.level(at).start-1, true
	}
	a.count[at]++
	for i := range at {
		if !a.counted[i] {
			a.count[i], a.counted[i] = l.level(i).start, true // a skipped level counts as begun
		}
	}
	for i := at + 1; i < levels; i++ {
		if r := l.level(i).restart; r < 0 || r > 0 && at < r {
			l.reset(i)
		}
	}
	return l.label(at)
}

// reset makes level i begin anew, at its start override where it has one.
func (l *list) reset(i int) {
	l.abstract.counted[i] = false
	if l.start[i] >= 0 {
		l.abstract.count[i], l.abstract.counted[i] = l.start[i]-1, true
	}
}

// label fills the level's text with the running numbers.
func (l *list) label(at int) string {
	lvl := l.level(at)
	if lvl.format == "bullet" {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(lvl.text); i++ {
		c := lvl.text[i]
		if c != '%' || i+1 == len(lvl.text) || lvl.text[i+1] < '1' || lvl.text[i+1] > '9' {
			b.WriteByte(c)
			continue
		}
		i++
		of := int(lvl.text[i] - '1')
		format := l.level(of).format
		if lvl.legal {
			format = "decimal"
		}
		b.WriteString(formatNumber(l.abstract.count[of], format))
	}
	if b.Len() == 0 {
		return ""
	}
	switch lvl.suffix {
	case "space":
		b.WriteByte(' ')
	case "tab":
		b.WriteByte('\t')
	}
	return b.String()
}

// formatNumber writes n as a w:numFmt (ECMA-376 17.18.59) says; formats not
// used in Chinese documents come out as decimals.
func formatNumber(n int, format string) string {
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(n, "０１２３４５６７８９")
	}
	if s, ok := formatEastAsian(n, format); ok {
		return s
	}
	return strconv.Itoa(n)
}

// formatEastAsian is formatNumber for the formats of Chinese and Japanese Word.
func formatEastAsian(n int, format string) (string, bool) {
	const plain = "〇一二三四五六七八九"
	switch format {
	case "chineseCounting", "taiwaneseCounting":
		if n > 99 {
			return digits(n, "○一二三四五六七八九"), true
		}
		return hanzi(n, plain, "十百千万", true), n > 0
	case "chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting":
		return hanzi(n, plain, "十百千万", true), n > 0
	case "chineseLegalSimplified":
		return hanzi(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟万", false), n > 0
	case "ideographLegalTraditional", "japaneseLegal":
		return hanzi(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬", false), n > 0
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2":
		return digits(n, plain), true
	case "ideographTraditional":
		return pick(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return pick(n, "子丑寅卯辰巳午未申酉戌亥")
	case "ideographEnclosedCircle":
		return pick(n, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return pick(n, circled)
	case "decimalEnclosedParen":
		return pick(n, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
	case "decimalEnclosedFullstop":
		return pick(n, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
	}
	return "", false
}

const circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

// pick returns the n-th character of a series, if it has one.
func pick(n int, series string) (string, bool) {
	r := []rune(series)
	if n < 1 || n > len(r) {
		return "", false
	}
	return string(r[n-1]), true
}

// digits writes n digit by digit.
func digits(n int, set string) string {
	of := []rune(set)
	var b strings.Builder
	for _, d := range strconv.Itoa(n) {
		if d < '0' {
			b.WriteRune(d)
			continue
		}
		b.WriteRune(of[d-'0'])
	}
	return b.String()
}

// hanzi writes 1 ≤ n < 10⁸ as a Chinese numeral; short drops the 一 of 一十.
func hanzi(n int, set, units string, short bool) string {
	of, unit := []rune(set), []rune(units)
	if n <= 0 || n >= 100_000_000 {
		return strconv.Itoa(n)
	}
	if n >= 10_000 {
		head, rest := hanzi(n/10_000, set, units, short)+string(unit[3]), n%10_000
		if rest == 0 {
			return head
		}
		if rest < 1000 {
			head += string(of[0])
		}
		return head + hanzi(rest, set, units, false)
	}
	if short && n >= 10 && n < 20 {
		return strings.TrimPrefix(hanzi(n, set, units, false), string(of[1]))
	}
	var b strings.Builder
	gap := false
	for power, i := 1000, 2; power > 0; power, i = power/10, i-1 {
		d := n / power % 10
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteRune(of[0])
			gap = false
		}
		b.WriteRune(of[d])
		if i >= 0 {
			b.WriteRune(unit[i])
		}
	}
	return b.String()
}

// roman writes a Roman numeral.
func roman(n int) string {
	if n <= 0 || n >= 5000 {
		return strconv.Itoa(n)
	}
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	names := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var b strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			b.WriteString(names[i])
		}
	}
	return b.String()
}

// letters writes A…Z, AA, BB, … as Word does.
func letters(n int, first byte) string {
	if n <= 0 || n > 26*32 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune(first)+rune((n-1)%26)), (n-1)/26+1)
}
