package nlp

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/nlp/trie"
)

// Dropped is a stretch that is left out of a text.
type Dropped struct {
	At  int // byte of the text without it where it stood
	Len int // bytes
}

// footnoteMark is the mark of a footnote: [3], ［17］, 【1】, （注2）, ①.
var footnoteMark = regexp.MustCompile(` ?(?:[\[［〔【][0-9]{1,2}[\]］〕】]|[（(]注[0-9]{0,2}[）)]|[①-⑳])`)

// noteMarks are characters one of which stands in a text with footnotes.
var noteMarks = func() (set trie.Characters) {
	for _, r := range "[［〔【注①②③④⑤⑥⑦⑧⑨⑩" {
		set.Add(r)
	}
	return set
}()

// WithoutNotes drops the marks of footnotes inside a text, 规模以上工业[3]增加值, and says
// where they stood. A mark that opens the text numbers it, and a circled number behind a
// mark of punctuation numbers an item of a list: they stay.
func WithoutNotes(text string) (plain string, dropped []Dropped) {
	if !noteMarks.In(text) { // as nearly every text of a report
		return text, nil
	}
	marks := footnoteMark.FindAllStringIndex(text, -1)
	listed := false
	for _, m := range marks {
		listed = listed || circled(text[m[0]:m[1]]) && !behindWord(text, m[0])
	}
	var kept strings.Builder
	from := 0
	for _, m := range marks {
		if !behindWord(text, m[0]) || listed && circled(text[m[0]:m[1]]) {
			continue
		}
		kept.WriteString(text[from:m[0]])
		dropped = append(dropped, Dropped{At: kept.Len(), Len: m[1] - m[0]})
		from = m[1]
	}
	if from == 0 {
		return text, nil
	}
	kept.WriteString(text[from:])
	return kept.String(), dropped
}

// circled reports a mark that is a number in a circle.
func circled(mark string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(mark, " "))
	return r >= '①' && r <= '⑳'
}

// behindWord reports a byte of a text right behind a word, a figure or what closes one.
func behindWord(text string, at int) bool {
	r, size := utf8.DecodeLastRuneInString(text[:at])
	return size > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("）)”》%％]］】〕", r))
}
