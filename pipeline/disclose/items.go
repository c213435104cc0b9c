package disclose

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/schema"
)

// itemName is the name of a 项 in the text that tells what it is used for.
var itemName = patternOf("item_name")

// itemMark ends every match of itemName.
var itemMark = wordOf("item_mark")

// said are what the text of an item says of it.
var said = []struct {
	rule    schema.RuleID
	pattern *regexp.Regexp
}{
	{schema.RulePurposeOfAnother, patternOf("item_purpose")},
	{schema.RuleReasonOfAnother, patternOf("item_reason")},
}

// item is a 项 and the words that are said of it.
type item struct {
	name       string
	words      string
	loc        extract.Loc
	start, end int // of the words
}

// minName is how many characters a name has at least that is looked for in other
// words: 行政运行.
const minName = 4

// items finds words that are said of two items, name one of them and are wrong for
// the other: the text was copied and the item changed.
func (s *search) items() {
	told := s.told()
	for _, kind := range said {
		items := itemsWith(told, kind.pattern)
		byWords := make(map[string][]int)
		for i := range items {
			byWords[items[i].words] = append(byWords[items[i].words], i)
		}
		for i := range items {
			it := &items[i]
			for _, j := range byWords[it.words] {
				if other := items[j].name; names(it.words, other) && !names(it.words, it.name) && !names(it.name, other) {
					s.add(kind.rule, it.name+"："+it.words, it.loc, it.start, it.end)
					break
				}
			}
		}
	}
}

// names reports whether words contain the name of an item.
func names(words, name string) bool {
	name = schema.NormalizeClassName(name)
	return utf8.RuneCountInString(name) >= minName && strings.Contains(words, name)
}

// told are the names of items with the text that tells of them, up to the next.
func (s *search) told() (items []item) {
	for i := range s.texts {
		t := &s.texts[i]
		if t.loc.Cell >= 0 || !strings.Contains(t.s, itemMark) {
			continue
		}
		heads := itemName.FindAllStringSubmatchIndex(t.s, -1)
		for k, h := range heads {
			end := len(t.s)
			if k+1 < len(heads) {
				end = heads[k+1][0]
			}
			items = append(items, item{name: t.s[h[2]:h[3]], words: t.s[h[1]:end], loc: t.loc, start: h[1], end: end})
		}
	}
	return items
}

// itemsWith are the items of which a pattern's words are told.
func itemsWith(told []item, pattern *regexp.Regexp) (items []item) {
	for _, it := range told {
		if m := pattern.FindStringSubmatchIndex(it.words); m != nil {
			it.words, it.start, it.end = it.words[m[2]:m[3]], it.start+m[0], it.start+m[1]
			items = append(items, it)
		}
	}
	return items
}
