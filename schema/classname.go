package schema

import "strings"

// NormalizeClassName folds the name of a 类, 款 or 项 as reports write it to
// the form the tables are searched by: no spaces, quotation marks or
// punctuation at the ends, full-width brackets, no mark of its level (（类）,
// （款）, （项）, also doubled or followed by 支出 or the misprint 务) and no
// final 支出. "卫生健康:支出" and “卫生健康支出（类）” both give 卫生健康.
func NormalizeClassName(name string) string {
	s := foldClassName(name)
	if len(s) > maxClassName {
		return s
	}
	for {
		cut := trimClassName(s)
		if cut == s || cut == "" {
			return s
		}
		s = cut
	}
}

// maxClassName bounds, in bytes, the names that are trimmed: the longest of the
// tables has 120.
const maxClassName = 512

// foldClassName drops quotes, spaces and stray punctuation and makes brackets
// full-width. A name that needs none of it is returned as it is.
func foldClassName(name string) string {
	if !strings.ContainsAny(name, foldedRunes) {
		return name
	}
	var b strings.Builder
	b.Grow(len(name))
	for _, r := range name {
		switch {
		case r == '(' || r == '〔' || r == '[':
			b.WriteRune('（')
		case r == ')' || r == '〕' || r == ']':
			b.WriteRune('）')
		case !strings.ContainsRune(foldedRunes, r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// foldedRunes are the characters that are dropped or, for brackets, replaced.
const foldedRunes = " \t\r\n\u00a0\u3000\"'“”‘’「」『』:：.。·•*,，;；()〔〕[]"

// trimClassName removes one mark of level or one final 支出.
func trimClassName(s string) string {
	for _, mark := range [...]string{"（类）", "（款）", "（项）"} {
		if head, tail, ok := strings.Cut(s, mark); ok {
			if tail == "务" { // a misprint for 支出 seen in reports
				tail = ""
			}
			return head + tail
		}
	}
	return strings.TrimSuffix(s, "支出")
}
