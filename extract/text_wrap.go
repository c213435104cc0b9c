package extract

import (
	"gongkai/nlp/outline"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// Joining wrapped lines.
//
// Text taken from a page has a line end wherever the page did; text saved by
// an editor has one per paragraph. Which it is is decided around each line:
// a line is full when several prose lines near it are about as wide and almost
// none is wider. A full line goes on in the next unless it ends a sentence; a
// line that is not full goes on only where its last characters cannot end
// anything (a number before its unit, a comma, a bare numbering mark, half a
// bookmark). Rows of tables in page text ("2080505 545.85 504.39") are never
// joined: each stays a paragraph of its own physical line.

// wrapLine is what the rules look at in one row.
type wrapLine struct {
	body   string // without outer white space
	indent int    // display columns of leading white space
	edge   int    // display column where the row ends
	prose  bool   // part of a sentence
	title  bool   // a whole heading
	rowish bool   // a row of a table, flattened
	spaced bool   // white space follows on the line
	full   bool   // reaches the right margin of the text around it
	exact  bool   // and leaves no room for another character
	first  bool   // is as good as full if the page indented it

	// What is asked of a line from many others is found once.
	heads headLine
	item  itemLine
}

// itemLine is whether a line begins as a heading does.
type itemLine uint8

const (
	unseenItem itemLine = iota
	noItem
	anItem
)

// isItem reports whether row i begins as a heading does.
func (t *textReader) isItem(i int) bool {
	l := &t.lines[i]
	if l.item == unseenItem {
		l.item = noItem
		if headingLevel(l.body) > 0 {
			l.item = anItem
		}
	}
	return l.item == anItem
}

// wrapReach is how many prose lines to each side are the text around a line.
const wrapReach = 25

// The tolerances of a margin, in display columns: a line may fall short of it
// by a wide character and a number that did not fit, or stick out by a
// punctuation mark.
const (
	wrapShort  = 7
	wrapOver   = 5
	wrapIndent = 4  // page text loses the indent of a first line
	wrapCentre = 12 // more white space than this before a line centres it
	wrapLeast  = 30 // narrower margins are not seen in page text
)

// maxGap is the most blank lines a page break leaves inside a paragraph.
const maxGap = 6

// pageNumber is the last line of a page that only numbers it.
var pageNumber = regexp.MustCompile(`^(?:[-—–·]?\s*\d{1,3}\s*[-—–·]?|第\s*\d{1,3}\s*页(?:\s*[,，/共]*\s*\d{1,3}\s*页)?)$`)

// dropPageNumbers blanks page numbers, which belong to the page and not to its
// text: lone small numbers that end a page, where form feeds mark pages.
func (t *textReader) dropPageNumbers() {
	for i := len(t.rows) - 1; i >= 0; i-- {
		last := t.rows[i].page > 0
		for j := i + 1; last && j < len(t.rows) && t.rows[j].page == t.rows[i].page; j++ {
			last = t.rows[j].blank()
			if j > i+40 {
				break
			}
		}
		if last && pageNumber.MatchString(t.rows[i].trim().s) {
			t.rows[i].s = ""
		}
	}
}

// measure fills t.lines.
func (t *textReader) measure() {
	t.dropPageNumbers()
	t.lines = make([]wrapLine, len(t.rows))
	var around []int // rows that are prose
	for i, r := range t.rows {
		body := r.trim().s
		lead := r.s[:max(0, strings.Index(r.s, body))]
		l := wrapLine{body: body, indent: displayWidth(lead), spaced: len(lead)+len(body) < len(r.s)}
		if len(body) < 4096 { // longer lines are paragraphs, and need no rules
			l.edge = l.indent + displayWidth(body)
			l.rowish = body != "" && (isRowLike(body) || hasColumns(body))
			_, mark := outline.Mark(body)
			l.prose = !l.rowish && strings.ContainsAny(body[mark:], prose) && !strings.Contains(body, "\t")
			l.title = endsTitle(body) && headingLevel(body) > 0
		} else {
			l.edge, l.prose = len(body), true
		}
		t.lines[i] = l
		if l.prose {
			around = append(around, i)
		}
	}
	for k, i := range around {
		t.compare(i, around[max(0, k-wrapReach):min(len(around), k+wrapReach+1)], 4)
		t.compare(i, around[k:min(len(around), k+wrapReach/2)], 2)
		t.compare(i, around[max(0, k-wrapReach/2):k+1], 2)
	}
	t.widenFull(around)
}

// compare marks line i if it reaches the margin of the lines near it.
func (t *textReader) compare(i int, near []int, part int) {
	m, ok := t.margin(near, part)
	if !ok {
		return
	}
	l := &t.lines[i]
	l.full = l.full || l.edge >= m-wrapShort
	l.exact = l.exact || l.edge >= m-2
	l.first = l.first || l.indent == 0 && l.edge >= m-wrapShort-wrapIndent
}

// margin finds where the lines near a place break: the edge that a part of them
// keep, if hardly any goes past it.
func (t *textReader) margin(near []int, part int) (edge int, ok bool) {
	edges := make([]int, 0, 2*wrapReach+1)
	for _, j := range near {
		edges = append(edges, t.lines[j].edge)
	}
	slices.Sort(edges)
	most, past := 0, 0
	for lo, hi := 0, 0; lo < len(edges); lo++ {
		for hi < len(edges) && edges[hi] <= edges[lo]+wrapShort+wrapOver {
			hi++
		}
		if edges[lo] >= wrapLeast-wrapShort && hi-lo >= most {
			most, past, edge = hi-lo, len(edges)-hi, edges[lo+(hi-lo)*2/3]
		}
	}
	return edge, most >= 3 && most*part >= len(edges) && past*8 <= len(edges)
}

// widenFull lets titles, which have no punctuation, be full where the prose
// around them is.
func (t *textReader) widenFull(around []int) {
	for i := range t.lines {
		l := &t.lines[i]
		if l.full || l.prose || l.rowish || l.edge < wrapLeast || l.indent > wrapCentre {
			continue
		}
		k := sort.SearchInts(around, i)
		for _, j := range around[max(0, k-3):min(len(around), k+4)] {
			if n := t.lines[j]; n.full && l.edge >= n.edge-wrapOver && l.edge <= n.edge+wrapOver+wrapShort {
				l.full = true
				break
			}
		}
	}
}

// continues tells whether the paragraph of rows first..last goes on, and at
// which row: the next one, or, for a full line in the middle of a sentence,
// past the blank lines of a page break.
func (t *textReader) continues(first, last int) (next int, ok bool) {
	a := t.lines[last]
	next = last + 1
	for next < len(t.rows) && t.lines[next].body == "" {
		next++
	}
	if next >= len(t.rows) {
		return 0, false
	}
	b := t.lines[next]
	if strings.Contains(b.body, "\t") || t.rows[next].num == t.rows[last].num {
		return 0, false
	}
	if gap := next - last - 1; gap > 0 {
		return next, gap <= maxGap && t.continuesPast(first, gap, a, b)
	}
	return next, t.adjacentContinues(first, last, a, b)
}

// continuesPast decides for two lines with blank ones between them, as a page
// break or double spacing leaves.
func (t *textReader) continuesPast(first, gap int, a, b wrapLine) bool {
	switch {
	case startsItem(b.body) || !b.prose || a.title:
		return false
	case splitUnit(a, b):
		return true
	case !a.full || a.rowish || b.rowish || a.indent > wrapCentre:
		return false
	case endsPiece(a.body):
		return gap == 1 && t.lines[first].indent >= b.indent+2
	}
	return a.prose || !endsTitle(a.body)
}

// adjacentContinues decides for two lines without a blank one between them.
func (t *textReader) adjacentContinues(first, last int, a, b wrapLine) bool {
	if opensBookmark(a.body) {
		return true
	}
	head := visible(a.body)
	if head == "" || isBareMark(head) {
		return !b.rowish
	}
	if a.title || startsItem(visible(b.body)) {
		return false
	}
	if splitUnit(a, b) {
		return true
	}
	if a.rowish || b.rowish || max(a.indent, b.indent) > wrapCentre {
		return false
	}
	a.full = a.full || a.first && last == first && !endsPiece(a.body)
	switch end := lastRune(a.body); {
	case end == '、' || end == '，':
		return a.edge >= wrapLeast
	case endsPiece(a.body):
		return a.full && t.goesOn(first, a, b)
	case a.full:
		return a.prose || !endsTitle(a.body)
	}
	return breaksSentence(a, b)
}

// goesOn decides whether a paragraph goes on after a full line that ends a
// sentence. Where paragraphs are indented the indent tells; elsewhere a line
// with no room left more often ends inside a paragraph than with it.
func (t *textReader) goesOn(first int, a, b wrapLine) bool {
	switch {
	case t.lines[first].indent >= b.indent+2:
		return true
	case b.indent >= a.indent+2:
		return false
	case strings.ContainsRune("；：", lastRune(a.body)):
		return true
	}
	return a.exact && b.prose && t.lines[first].indent == 0 && !strings.ContainsRune("“《（20", firstRune(b.body))
}

// breaksSentence reports a long line of a sentence that stops without any
// punctuation, with the space of a soft break behind it, and is taken up by the
// rest of the sentence.
func breaksSentence(a, b wrapLine) bool {
	return a.prose && a.spaced && a.edge >= 2*wrapLeast && strings.ContainsAny(a.body, "，。；") &&
		!endsTitle(a.body) && b.prose && endsPiece(b.body) && !strings.ContainsRune("：:", lastRune(b.body))
}

// endsPiece reports whether s ends a sentence or a clause with a mark that may
// end a paragraph.
func endsPiece(s string) bool {
	s = strings.TrimRight(s, "”’）)》】")
	return strings.ContainsRune("。！？；：!?;:…", lastRune(s))
}

// titleEnds are the words that end titles in this genre.
var titleEnds = []string{"表", "说明", "概况", "情况", "解释", "报告", "附件", "目录", "决算", "预算", "职责", "职能", "设置", "构成", "公报", "公告", "公示", "通报", "总结"}

// endsTitle reports whether s ends as titles do.
func endsTitle(s string) bool {
	for _, e := range titleEnds {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// opensBookmark reports bookmark residue that its line end cut in two.
func opensBookmark(s string) bool {
	i := strings.LastIndex(s, "[bookmark:")
	return i >= 0 && !strings.Contains(s[i:], "]")
}

// isBareMark reports a numbering mark without its heading.
func isBareMark(s string) bool {
	if level, n := outline.Mark(s); level == 0 || n < len(s) {
		return false
	}
	return !isDigit(lastRune(s))
}

// units may stand at the head of a line whose number ended the line before.
var units = []string{"万元", "亿元", "元", "万", "亿", "%", "％", "个", "人", "辆", "台", "户", "次", "年", "月", "日", "平方米", "公里", "项", "家", "批"}

// splitUnit reports a line end inside a number with its unit.
func splitUnit(la, lb wrapLine) bool {
	a, b := la.body, lb.body
	if la.rowish { // sure to go on only with a year of a title, an amount of a sentence
		f := strings.Fields(a)
		return len(f) == 2 && isYear(f[1]) && strings.HasPrefix(b, "年") ||
			lb.prose && la.edge >= wrapLeast && (strings.HasPrefix(b, "万元") || strings.HasPrefix(b, "亿元") || strings.HasPrefix(b, "元"))
	}
	if strings.HasSuffix(a, "万") || strings.HasSuffix(a, "亿") {
		return strings.HasPrefix(b, "元") && len(a) > 3 && endsWithNumber(a[:len(a)-3])
	}
	if !endsWithNumber(a) {
		return false
	}
	for _, u := range units {
		if strings.HasPrefix(b, u) {
			return true
		}
	}
	return false
}

// endsWithNumber reports whether s, a sentence, ends with a digit.
func endsWithNumber(s string) bool {
	s = strings.TrimRight(s, " ")
	return isDigit(lastRune(s)) && utf8.RuneCountInString(s) > 6
}

// joint is what stands between two joined lines: nothing, but the line end
// itself between two words or two numbers that would run together.
func joint(a, b string) string {
	x, y := lastRune(a), firstRune(b)
	if opensBookmark(a) {
		return ""
	}
	if (isLatin(x) || isDigit(x)) && (isLatin(y) || isDigit(y)) || strings.ContainsRune(",;:", x) && isLatin(y) {
		return "\n"
	}
	return ""
}
