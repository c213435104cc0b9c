package clause

import (
	"strings"
	"testing"
)

// TestLeadHeading holds which words without a number are a heading that runs into its text.
func TestLeadHeading(t *testing.T) {
	concept := &Entry{Role: ConceptWord}
	for _, c := range []struct {
		text  string
		named string // the quantity in it that the lexicon knows
		want  string
	}{
		{"人口年末常住人口94.9万人", "年末常住人口", "人口"},
		{"国民经济 全年实现地区生产总值439亿元", "地区生产总值", "国民经济"},
		{"粮食全年产量80万吨", "", ""},
		{"工业全年实现增加值50亿元，利润总额3亿元", "利润总额", ""},
		{"居民全年收入5万元", "收入", ""},
	} {
		lx := lexemesOf(c.text, c.named, concept)
		if end := leadHeading(c.text, lx); c.text[:end] != c.want {
			t.Errorf("%s: %q, want %q", c.text, c.text[:end], c.want)
		}
	}
}

// lexemesOf are the first number of a text and the word that names a concept in it.
func lexemesOf(text, named string, entry *Entry) (lx []Lexeme) {
	number := strings.IndexAny(text, "0123456789")
	if k := strings.Index(text, named); named != "" && k < number {
		lx = append(lx, Lexeme{Start: k, End: k + len(named), Kind: Word, Entry: entry})
	}
	return append(lx, Lexeme{Start: number, End: number + 1, Kind: Number})
}
