package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// Footnotes of pages that a word processor wrote. The mark in the text links
// to the note and the mark before the note links back; neither is text, or
// "增长3.85%1" were a figure. Word names them _ftn1 and _ftnref1, LibreOffice
// sdfootnote1sym and sdfootnote1anc, its XHTML writer ftn1 and body_ftn1.
var (
	noteLink = regexp.MustCompile(`^#(_?ftn|_?edn|sdfootnote|sdendnote)(\d{1,4})(sym)?$`)
	backLink = regexp.MustCompile(`^#(_?ftnref|_?ednref|sdfootnote|sdendnote|body_ftn|body_edn)(\d{1,4})(anc)?$`)
	noteSign = regexp.MustCompile(`^[\s\[(（〔①-⑳]*([0-9]{0,4}|[ivxlc]{1,6})[\s\])）〕]*$`)
)

// noteMark recognises the mark of a note by where it links to and what it
// shows. back tells the mark before the note from the one in the text; key is
// the same for both.
func noteMark(n *html.Node) (key string, back, ok bool) {
	if !isLink(n) {
		return "", false, false
	}
	href := attr(n, "href")
	m := noteLink.FindStringSubmatch(href)
	if m == nil || strings.HasPrefix(m[1], "sd") && m[3] == "" {
		m, back = backLink.FindStringSubmatch(href), true
	}
	if m == nil || !noteSign.MatchString(plainText(n)) {
		return "", false, false
	}
	kind := "foot"
	if strings.Contains(m[1], "edn") || strings.Contains(m[1], "end") {
		kind = "end"
	}
	return kind + m[2], back, true
}

// plainText is all text under a node.
func plainText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// pageNotes is where in the blocks the notes of a page are, and where their marks.
type pageNotes struct {
	marks map[string]int // the block the mark in the text belongs to, by key
	notes map[int]string // key by the block of the note
	key   string         // of the note whose paragraph is being gathered
}

// mark takes the mark of a note out of the text and remembers its place.
func (p *page) mark(key string, back bool) {
	switch at := len(p.doc.Blocks); {
	case back:
		p.notes.key = key
	case p.notes.marks == nil:
		p.notes.marks, p.notes.notes = map[string]int{key: at}, map[int]string{}
	default:
		p.notes.marks[key] = at
	}
}

// placeNotes moves each note behind the paragraph or table its mark stands in.
func (p *page) placeNotes() {
	if len(p.notes.notes) == 0 {
		return
	}
	behind := map[int][]Block{}
	for i := range p.doc.Blocks {
		if key, ok := p.notes.notes[i]; ok {
			at := p.notes.marks[key]
			behind[at] = append(behind[at], p.doc.Blocks[i])
		}
	}
	out := make([]Block, 0, len(p.doc.Blocks))
	for i := range p.doc.Blocks {
		if _, ok := p.notes.notes[i]; !ok {
			out = append(out, p.doc.Blocks[i])
		}
		out = append(out, behind[i]...)
	}
	p.doc.Blocks = out
}
