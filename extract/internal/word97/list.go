package word97

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

const (
	listLevels = 9
	lstfSize   = 28
	lvlfSize   = 28
	lfoSize    = 16
	nfcBullet  = 0x17
	nfcNone    = 0xFF
	maxLists   = 1 << 14
	maxNumber  = 64 // characters in the text of a number; Word allows 31
)

// listLevel is an LVL ([MS-DOC] 2.9.149).
type listLevel struct {
	start  int
	nfc    byte
	legal  bool     // show all numbers as Arabic
	text   []uint16 // values under 9 stand for the number of that level
	follow byte     // 0 tab, 1 space, 2 nothing
	// restartAfter is the level whose number makes this one begin anew, -1 never.
	restartAfter int
}

// list is an LSTF with its levels and running numbers.
type list struct {
	levels  []listLevel
	count   [listLevels]int
	counted [listLevels]bool
}

// override is an LFO: a use of a list, with starts and levels of its own.
type override struct {
	list   *list
	start  map[int]int
	levels map[int]listLevel
	used   bool
}

// lists are the list tables of a document; a paragraph's ilfo counts overrides
// from 1.
type lists struct{ overrides []override }

// parseLists reads PlfLst with the LVLs behind it, and PlfLfo.
func parseLists(f *fib) *lists {
	byID := map[uint32]*list{}
	if 8*pairPlfLst+8 <= len(f.pairs) {
		at, n := int(u32(f.pairs, 8*pairPlfLst)), int(u32(f.pairs, 8*pairPlfLst+4))
		if part := slice(f.table, at, n); n > 0 && part != nil {
			byID = parsePlfLst(f.table[at:])
		}
	}
	return &lists{parsePlfLfo(f.part(pairPlfLfo), byID)}
}

// parsePlfLst reads b, which holds the PlfLst and everything behind it.
func parsePlfLst(b []byte) map[uint32]*list {
	count := min(u16(b, 0), maxLists)
	levels := b[min(len(b), 2+count*lstfSize):]
	out := map[uint32]*list{}
	for i := range count {
		lstf := slice(b, 2+i*lstfSize, lstfSize)
		if lstf == nil {
			break
		}
		n := listLevels
		if lstf[26]&1 != 0 {
			n = 1
		}
		l := &list{}
		for k := range n {
			lvl, size := parseLevel(levels, k)
			if size == 0 {
				return out
			}
			l.levels, levels = append(l.levels, lvl), levels[size:]
		}
		out[u32(lstf, 0)] = l
	}
	return out
}

// parseLevel reads an LVL for level k and returns its size, 0 when b is short.
func parseLevel(b []byte, k int) (listLevel, int) {
	if len(b) < lvlfSize {
		return listLevel{}, 0
	}
	l := listLevel{start: int(int32(u32(b, 0))), nfc: b[4], legal: b[5]&4 != 0, follow: b[15], restartAfter: k - 1}
	if b[5]&8 != 0 { // fNoRestart: ilvlRestartLim says after which level
		l.restartAfter = int(b[26]) - 1
	}
	at := lvlfSize + int(b[24]) + int(b[25])
	n := u16(b, at)
	text := slice(b, at+2, 2*n)
	if text == nil {
		return l, 0
	}
	for i := range min(n, maxNumber) {
		l.text = append(l.text, uint16(u16(text, 2*i)))
	}
	return l, at + 2 + 2*n
}

// parsePlfLfo reads the uses of lists ([MS-DOC] 2.9.189).
func parsePlfLfo(b []byte, byID map[uint32]*list) []override {
	count := min(int(u32(b, 0)), maxLists)
	data := b[min(len(b), 4+count*lfoSize):]
	var out []override
	for i := range count {
		lfo := slice(b, 4+i*lfoSize, lfoSize)
		if lfo == nil {
			break
		}
		o := override{list: byID[u32(lfo, 0)], start: map[int]int{}, levels: map[int]listLevel{}}
		data = data[min(len(data), 4):] // cp
		for range lfo[12] {
			head := slice(data, 0, 8)
			if head == nil {
				break
			}
			data = data[8:]
			k := int(head[4] & 15)
			if head[4]&0x20 != 0 {
				lvl, size := parseLevel(data, k)
				data = data[size:]
				if size != 0 {
					o.levels[k] = lvl
				}
			}
			if head[4]&0x10 != 0 {
				o.start[k] = int(int32(u32(head, 0)))
				if lvl, ok := o.levels[k]; ok {
					o.start[k] = lvl.start
				}
			}
		}
		out = append(out, o)
	}
	return out
}

// number counts a paragraph of level k in use ilfo and returns its number as
// Word shows it, with the separator behind it; "" for bullets and no number.
func (ls *lists) number(ilfo, k int) string {
	if ilfo < 1 || ilfo > len(ls.overrides) || k < 0 || k >= listLevels {
		return ""
	}
	o := &ls.overrides[ilfo-1]
	l := o.list
	if l == nil || k >= len(l.levels) {
		return ""
	}
	if !o.used {
		o.used = true
		for i, start := range o.start {
			if i < listLevels {
				l.count[i], l.counted[i] = start-1, true
			}
		}
	}
	l.advance(o, k)
	return l.label(o, k)
}

// advance counts up level k and lets the levels below begin anew.
func (l *list) advance(o *override, k int) {
	for i := range k {
		if !l.counted[i] {
			l.count[i], l.counted[i] = o.level(i).start, true
		}
	}
	if !l.counted[k] {
		l.count[k], l.counted[k] = o.level(k).start-1, true
	}
	l.count[k]++
	for i := k + 1; i < len(l.levels); i++ {
		if r := o.level(i).restartAfter; r >= k {
			l.counted[i] = false
		}
	}
}

// level returns the level in force for this use of the list.
func (o *override) level(k int) *listLevel {
	if lvl, ok := o.levels[k]; ok {
		return &lvl
	}
	if k < len(o.list.levels) {
		return &o.list.levels[k]
	}
	return &listLevel{nfc: nfcNone, restartAfter: -1}
}

// label fills the text of level k with the running numbers.
func (l *list) label(o *override, k int) string {
	lvl := o.level(k)
	if lvl.nfc == nfcBullet {
		return ""
	}
	var b strings.Builder
	var plain []uint16
	for _, u := range lvl.text {
		if u >= listLevels {
			plain = append(plain, u)
			continue
		}
		b.WriteString(string(utf16.Decode(plain)))
		plain = plain[:0]
		nfc := o.level(int(u)).nfc
		if lvl.legal {
			nfc = 0
		}
		b.WriteString(formatNumber(l.count[u], nfc))
	}
	b.WriteString(string(utf16.Decode(plain)))
	switch s := b.String(); {
	case s == "":
		return ""
	case lvl.follow == 0:
		return s + "\t"
	case lvl.follow == 1:
		return s + " "
	default:
		return s
	}
}

// formatNumber writes n in a number format of MSONFC ([MS-OSHARED] 2.2.1.3);
// those not used in Chinese documents come out as decimals.
func formatNumber(n int, nfc byte) string {
	switch nfc {
	case 1:
		return roman(n)
	case 2:
		return strings.ToLower(roman(n))
	case 3:
		return letters(n, 'A')
	case 4:
		return letters(n, 'a')
	case 0x0A, 0x24:
		return digits(n, "〇一二三四五六七八九")
	case 0x0B, 0x21, 0x23, 0x25, 0x27:
		return hanzi(n, "零一二三四五六七八九", "十百千")
	case 0x10, 0x22, 0x26:
		return hanzi(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
	case 0x0E, 0x13:
		return digits(n, "０１２３４５６７８９")
	case 0x12, 0x1C, 0x1D:
		return oneOf(n, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
	case 0x1A:
		return oneOf(n, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
	case 0x1B:
		return oneOf(n, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
	case 0x1E:
		return oneOf(n, "甲乙丙丁戊己庚辛壬癸")
	case 0x1F:
		return oneOf(n, "子丑寅卯辰巳午未申酉戌亥")
	case 0x16:
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case nfcBullet, nfcNone:
		return ""
	}
	return strconv.Itoa(n)
}

// oneOf returns the n-th character of a series, a decimal beyond its end.
func oneOf(n int, series string) string {
	r := []rune(series)
	if n < 1 || n > len(r) {
		return strconv.Itoa(n)
	}
	return string(r[n-1])
}

// digits writes n digit by digit in another set of digits.
func digits(n int, set string) string {
	r := []rune(set)
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return r[c-'0']
		}
		return c
	}, strconv.Itoa(n))
}

// hanzi counts in Chinese up to 9999: 十一, 二十, 一百零五.
func hanzi(n int, set, units string) string {
	if n <= 0 || n > 9999 {
		return strconv.Itoa(n)
	}
	d, u := []rune(set), []rune(units)
	var b strings.Builder
	gap := false
	for place, div := 3, 1000; place >= 0; place, div = place-1, div/10 {
		digit := n / div % 10
		if digit == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteRune(d[0])
			gap = false
		}
		if !(place == 1 && digit == 1 && n < 20) {
			b.WriteRune(d[digit])
		}
		if place > 0 {
			b.WriteRune(u[place-1])
		}
	}
	return b.String()
}

// roman writes 1..3999 in Roman numerals.
func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, step := range []struct {
		value int
		text  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= step.value; n -= step.value {
			b.WriteString(step.text)
		}
	}
	return b.String()
}

// letters counts a..z, aa, bb as Word does.
func letters(n int, first byte) string {
	if n < 1 || n > 26*8 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune(first)+rune((n-1)%26)), (n-1)/26+1)
}
