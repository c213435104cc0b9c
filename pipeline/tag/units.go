package tag

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/nlp/trie"
	"gongkai/schema/words"
)

// A department says which units its accounts cover: under a heading or after a
// sentence that opens the list, as a sentence, as numbered lines, or as a table
// with a column of names. A list that ends with 等, or has another number of
// names than the text says, is not taken: its sum would be of a part.

// mostUnits bounds the list of a department.
const mostUnits = 1000

var (
	opensUnits = words.Compiled(`{units_list accounts}{units_list compiled}?({units_list office}{units_list part}|{units_list scope})|{units_list taken}[^。，]{0,30}{units_list accounts}[^。，]{0,10}{units_list gathered}?{units_list scope}?的?[^。]{0,12}{units_list office}`)
	listsUnits = words.Compiled(`{units_list lists}[^：:，。；]{0,16}[：:]?`)
	saysUnits  = words.Compiled(`([0-9]{1,4}|[一二两三四五六七八九十百]{1,4}){units_list counted}{units_list kind}*{units_list office}|{units_list office}共?(?:有|计)?([0-9]{1,4}|[一二两三四五六七八九十百]{1,4}){units_list counted}`)
	unitNumber = regexp.MustCompile(`^([（(]?([0-9]{1,3}|[一二三四五六七八九十]{1,4})[）)]|([0-9]{1,3}|[一二三四五六七八九十]{1,4})[.．、])`)
	unitName   = regexp.MustCompile(`^[\p{Han}0-9“”（）()]{2,40}$`)
)

// unitsOf lists the units a report says it covers, nil where it says none or
// not all.
func unitsOf(doc *extract.Document) []string {
	for i := range doc.Blocks {
		if doc.Blocks[i].Table != nil || !unitHints().Any(doc.Blocks[i].Text.S) {
			continue // most blocks have neither 单位 nor 范围
		}
		v := nlp.ViewOf(doc.Blocks[i].Text.S)
		text := v.Line()
		if !unitOpeners().Any(text) || !mayOpenUnits(text) || !opensUnits().MatchString(text) {
			continue
		}
		if units := unitsFrom(doc.Blocks[i:]); len(units) > 0 {
			return units
		}
	}
	return nil
}

// unitHints finds the words of which one stands in every text that opens a list of units.
var unitHints = sync.OnceValue(func() *trie.Finder { return trie.NewFinder(words.UnitsList.Labels().Texts("office", "scope")) })

// unitOpeners finds the words of which one stands in what opens a list.
var unitOpeners = sync.OnceValue(func() *trie.Finder {
	return finderOf(words.OpensUnits.Labels(), func(l *words.Label) string { return l.Text })
})

// mayOpenUnits reports a text that opensUnits may match, as few do: one of some words stands
// in it, or two in turn.
func mayOpenUnits(text string) bool {
	if unitMarks().Any(text) {
		return true
	}
	_, rest, found := strings.Cut(text, words.UnitsTaken.Word())
	return found && words.UnitNoun.Labels().Say(rest)
}

var unitMarks = sync.OnceValue(func() *trie.Finder {
	var marks []string
	for _, w := range words.UnitsList.Labels() {
		if w.Means == "mark" {
			marks = append(marks, w.Text)
		}
	}
	return trie.NewFinder(marks)
})

// unitsFrom reads the list that the first block opens.
func unitsFrom(blocks []extract.Block) []string {
	var units []string
	said := 0
	for i := range blocks {
		if blocks[i].Table != nil {
			if len(units) == 0 {
				units = unitColumn(blocks[i].Table)
			}
			break
		}
		v := nlp.ViewOf(blocks[i].Text.S)
		text := v.Line()
		if n := saidUnits(text); n > said {
			said = n
		}
		names, whole := unitsIn(text, i == 0 || opensUnits().MatchString(text))
		if !whole {
			return nil
		}
		if len(names) == 0 && (len(units) > 0 || i > 3) {
			break
		}
		if units = append(units, names...); len(units) > mostUnits {
			return nil
		}
	}
	return settledUnits(units, said)
}

// settledUnits drops repetitions and refuses a list with another number of
// names than the text says: 包括5个预算单位.
func settledUnits(units []string, said int) (once []string) {
	for _, u := range units {
		if !slices.Contains(once, u) {
			once = append(once, u)
		}
	}
	if said > 0 && said != len(once) && said != len(once)-1 { // the 本级 is often not counted among its 所属单位
		return nil
	}
	return once
}

// saidUnits is the number of units a sentence says there are, 0 where it says none.
func saidUnits(text string) int {
	m := saysUnits().FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	number := m[1] + m[len(m)-1]
	if nlp.IsDigit(number[0]) {
		return nlp.Digits(number)
	}
	n, _ := nlp.ParseHan(number)
	return int(n.IntPart())
}

// unitsIn reads the names of a paragraph: one after a number, or those that a
// sentence lists. whole is false for a list that ends with 等.
func unitsIn(text string, opens bool) (names []string, whole bool) {
	if mark := unitNumber.FindString(text); mark != "" && !opens {
		if name, ok := unitIn(text[len(mark):]); ok {
			return []string{name}, true
		}
		return nil, true
	}
	if !opens {
		return nil, true
	}
	at := listsUnits().FindStringIndex(text)
	if at == nil {
		return nil, true
	}
	list, _, _ := strings.Cut(text[at[1]:], "。")
	if strings.HasSuffix(list, words.AndSoOn) || strings.Contains(list, words.AndSoOn+words.UnitNoun.Word()) {
		return nil, false
	}
	for _, part := range splitUnits(list) {
		name, ok := unitIn(unitNumber.ReplaceAllString(part, ""))
		if !ok {
			return nil, true
		}
		names = append(names, name)
	}
	return names, true
}

// splitUnits splits a list at its marks, and its end at 和 where names stand on
// both sides: 图书馆和博物馆, but 卫生和计划生育局.
func splitUnits(list string) []string {
	parts := strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune("、，,；;", r) })
	if len(parts) == 0 {
		return nil
	}
	last := parts[len(parts)-1]
	for _, joiner := range words.ListJoiner.Labels() {
		a, b, found := strings.Cut(last, joiner.Text)
		_, left := unitIn(a)
		_, right := unitIn(b)
		if found && left && right {
			return append(parts[:len(parts)-1], a, b)
		}
	}
	return parts
}

// unitIn returns the name of a unit that a text is.
func unitIn(text string) (string, bool) {
	name := strings.TrimRight(strings.TrimLeft(text, "：:"), "；;。，,、")
	plain := ownOffice().Replace(name)
	ok := utf8.RuneCountInString(plain) >= 3 && unitName.MatchString(plain) && words.UnitsList.Labels().Say(plain, "ending")
	return plain, ok
}

// ownOffice takes the brackets off what a department calls its own office.
var ownOffice = sync.OnceValue(func() *strings.Replacer {
	var pairs []string
	for _, own := range words.UnitsList.Labels() {
		if own.Means == "own" {
			pairs = append(pairs, "（"+own.Text+"）", own.Text, "("+own.Text+")", own.Text)
		}
	}
	return strings.NewReplacer(pairs...)
})

// unitColumn reads the column of names of a table of units.
func unitColumn(t *extract.Table) (units []string) {
	col, row := -1, -1
	for i := range t.Cells {
		c := &t.Cells[i]
		switch text := nlp.Squeeze(c.Text.S); {
		case col < 0 && words.UnitColumn.Labels().Say(text):
			col, row = c.Col, c.Row
		case col >= 0 && c.Col == col && c.Row > row && text != "":
			name, ok := unitIn(text)
			if !ok {
				return nil
			}
			units = append(units, name)
		}
	}
	return units
}
