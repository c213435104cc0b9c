package tag

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/schema"
)

// headingText returns a block's text as a heading would read, without
// numbering and converter residue, and whether it may be one: short, and
// not a sentence.
func headingText(b *extract.Block) (string, bool) {
	s := stripResidue(b.Text.S)
	if s == "" || len(s) > 60*utf8.UTFMax || utf8.RuneCountInString(s) > 60 {
		return s, false
	}
	t := strings.TrimRight(s, " 。：:.　")
	if strings.ContainsAny(t, "。；") {
		return s, false
	}
	return stripNumbering(t), true
}

// stripNumbering drops list and heading numbers of any style.
func stripNumbering(s string) string {
	for {
		t := strings.TrimLeft(s, " \t\u3000\u00a0.．、,，")
		if strings.HasPrefix(t, "第") {
			if k := strings.Index(t, "部分"); k > 0 && k <= len("第十一") {
				t = t[k+len("部分"):]
			}
		}
		if strings.HasPrefix(t, "（") || strings.HasPrefix(t, "(") {
			_, size := decode(t)
			rest := t[size:]
			if k := strings.IndexAny(rest, "）)"); k > 0 && k <= 9 && isNumeral(rest[:k]) {
				_, close := decode(rest[k:])
				t = rest[k+close:]
			}
		}
		k := 0
		for k < len(t) {
			r, size := decode(t[k:])
			if !isNumeralRune(r) {
				break
			}
			k += size
		}
		if k > 0 && k < len(t) {
			switch r, size := decode(t[k:]); r {
			case '、', '.', '．', ' ', '，', ')', '）':
				t = t[k+size:]
			default:
				if r, _ := decode(t); r >= '①' && r <= '⑳' {
					t = t[k:]
				}
			}
		}
		if t == s {
			return strings.TrimSpace(s)
		}
		s = t
	}
}

func isNumeral(s string) bool {
	for _, r := range s {
		if !isNumeralRune(r) {
			return false
		}
	}
	return s != ""
}

func isNumeralRune(r rune) bool {
	return r >= '0' && r <= '9' || r >= '０' && r <= '９' || r >= '①' && r <= '⑳' || strings.ContainsRune("一二三四五六七八九十", r)
}

// sections assigns each block the canonical section it stands in, by what the
// headings say, never by their numbers, whose style varies inside one file.
func sections(doc *extract.Document, ctx *context) []schema.SectionID {
	out := make([]schema.SectionID, len(doc.Blocks))
	var current schema.SectionID
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Table == nil {
			if title, ok := headingText(b); ok {
				if s, ok := schema.SectionOf(title, current, ctx.kind); ok {
					current = s
				} else if s, ok := schema.FundSection(b.Text.S, ctx.kind); ok && ctx.territorial {
					current = s
				}
			}
		}
		out[i] = current
		if b.Kind == extract.ChartBlock {
			out[i] = schema.SectionChart
		}
	}
	return out
}
