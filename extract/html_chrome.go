package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Finding the report in a page. Every element is weighed by the text under it
// that is no link; the report is reached by going down from the body as long as
// one child holds nearly all of it. Names of classes and ids are hints that
// help to go down and to drop, never the only evidence: what holds a third of
// the page is not dropped whatever it is called.

// weight sums up what is under an element.
type weight struct {
	text      int // characters outside links
	links     int // characters inside links
	blocks    int // paragraphs and line breaks
	sentences int // paragraphs of some length that end a sentence
	tables    int
	tableText int // of text, characters inside tables
}

// weigh fills p.weight for every element but those weightOf weighs when asked.
func (p *page) weigh(tree *html.Node) {
	elements := 0
	for n := range tree.Descendants() {
		if n.Type == html.ElementNode && !isPlainCell(n) {
			elements++
		}
	}
	p.weight = make(map[*html.Node]weight, elements) // grown by doubling it would cost as much again
	w := p.weighNode(tree, false)
	p.total = w.text + w.links
}

// over reports that the time for the file is over, and has the reading fail. Every pass
// over the page asks it, of each of a million elements.
func (p *page) over() bool {
	if p.seen++; p.seen&0xfff == 0 && p.failed == nil {
		p.failed = p.in.check()
	}
	return p.failed != nil
}

func (p *page) weighNode(n *html.Node, link bool) (w weight) {
	if p.over() {
		return w
	}
	if n.Type == html.TextNode {
		size := visibleLen(n.Data)
		if link {
			w.links = size
		} else {
			w.text = size
			if s := strings.TrimFunc(n.Data, isSpace); size >= 25 && endsPiece(s) {
				w.sentences = 1
			}
		}
		return w
	}
	if n.Type == html.ElementNode && (neverShown[n.DataAtom] || isHidden(n)) {
		return w
	}
	link = link || isLink(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		cw := p.weighNode(c, link)
		w.text, w.links, w.blocks = w.text+cw.text, w.links+cw.links, w.blocks+cw.blocks
		w.sentences, w.tables, w.tableText = w.sentences+cw.sentences, w.tables+cw.tables, w.tableText+cw.tableText
	}
	switch {
	case n.DataAtom == atom.Table:
		w.tables++
		w.tableText = w.text
	case n.DataAtom == atom.P, n.DataAtom == atom.Br, headingOf(n) > 0:
		w.blocks++
	}
	if n.Type == html.ElementNode && !isPlainCell(n) {
		p.weight[n] = w
	}
	return w
}

// isPlainCell reports a cell with nothing but text in it, of which a page may
// have a million.
func isPlainCell(n *html.Node) bool {
	return (n.DataAtom == atom.Td || n.DataAtom == atom.Th) &&
		(n.FirstChild == nil || n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode)
}

// weightOf returns the weight of an element.
func (p *page) weightOf(n *html.Node) weight {
	if isPlainCell(n) {
		return p.weighNode(n, false)
	}
	return p.weight[n]
}

// visibleLen counts the characters of s but white space.
func visibleLen(s string) (n int) {
	for _, r := range s {
		if !isSpace(r) {
			n++
		}
	}
	return n
}

// neverShown are elements without text of the page, or with none of its own.
var neverShown = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Head: true, atom.Template: true, atom.Noscript: true, atom.Iframe: true,
	atom.Object: true, atom.Svg: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Button: true,
	atom.Select: true, atom.Option: true, atom.Textarea: true, atom.Input: true, atom.Map: true,
}

// hiding matches style attributes that take an element off the page.
var hiding = regexp.MustCompile(`(?i)(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)`)

// isHidden reports an element that the page does not show.
func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && mayHide(a.Val) && hiding.MatchString(a.Val) {
			return true
		}
	}
	return false
}

// mayHide reports a style with the beginning of a word of hiding, as few have of the
// many on a page.
func mayHide(style string) bool {
	const length = len("none")
	for i := 0; i+length <= len(style); i++ {
		switch style[i] {
		case 'n', 'N':
			if strings.EqualFold(style[i:i+length], "none") {
				return true
			}
		case 'h', 'H':
			if word := style[i : i+length]; strings.EqualFold(word, "hidd") || strings.EqualFold(word, "hide") {
				return true
			}
		}
	}
	return false
}

// attr returns an attribute, "" when there is none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// chromeWords are the words in classes and ids of what surrounds a report.
var chromeWords = map[string]bool{
	"nav": true, "navbar": true, "menu": true, "menus": true, "footer": true, "foot": true, "header": true, "sidebar": true, "aside": true,
	"share": true, "bshare": true, "bdsharebuttonbox": true, "social": true, "breadcrumb": true, "breadcrumbs": true, "crumb": true,
	"crumbs": true, "location": true, "position": true, "pagination": true, "pager": true, "related": true, "relate": true,
	"recommend": true, "relevant": true, "comment": true, "comments": true, "copyright": true, "toolbar": true, "search": true,
	"login": true, "banner": true, "qrcode": true, "ewm": true, "hot": true, "rank": true, "ad": true, "ads": true, "advert": true,
	"statement": true, "disclaimer": true, "prev": true, "next": true, "prevnext": true, "tags": true, "tag": true, "widget": true,
	"fontsize": true, "print": true, "dayin": true, "fenxiang": true, "guanbi": true, "dibu": true, "daohang": true, "tools": true, "function": true,
}

// reportWords before a chrome word make it a part of the report: article-header.
var reportWords = map[string]bool{"article": true, "content": true, "title": true, "detail": true, "report": true, "post": true, "text": true}

// contentWords are the words in classes and ids of what holds a report.
var contentWords = regexp.MustCompile(`(?i)trs_?(ueditor|editor|paper|web)|ucap-?content|zoom|article|content|detail|main|view|txt|text|bulletin|news|body|info_?con`)

// nameWords cuts classes and ids into words.
func nameWords(n *html.Node) []string {
	s := attr(n, "class") + " " + attr(n, "id")
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
}

// dropped reports an element that is no part of the report.
func (p *page) dropped(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	if neverShown[n.DataAtom] || isHidden(n) || p.over() {
		return true
	}
	switch n.DataAtom {
	case atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Table, atom.P, atom.Span:
		return false
	}
	w := p.weightOf(n)
	if 3*(w.text+w.links) > p.total {
		return false
	}
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside:
		return true
	case atom.Header:
		return w.links > w.text
	}
	last := ""
	for _, word := range nameWords(n) {
		if chromeWords[word] && w.sentences < 3 && !(reportWords[last] && strings.HasPrefix(word, "head")) {
			return true
		}
		last = word
	}
	return w.links > 2*w.text && w.links > 30 && !isContents(n)
}

// isContents reports a list of links within the page, a table of contents.
func isContents(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isLink(c) && strings.HasPrefix(attr(c, "href"), "#") || isContents(c) {
			return true
		}
	}
	return false
}

// descends are the elements that may only wrap the report.
var descends = map[atom.Atom]bool{
	atom.Html: true, atom.Body: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Form: true,
	atom.Center: true, atom.Table: true, atom.Tbody: true, atom.Tr: true, atom.Td: true, atom.Ul: true, atom.Li: true,
	atom.Dl: true, atom.Dd: true, atom.Span: true, atom.Header: true, 0: true,
}

// contentRoot goes down from the top to the element that holds the report.
func (p *page) contentRoot(tree *html.Node) *html.Node {
	root := tree
	for {
		child := p.heaviest(root)
		if child == nil || !p.holdsReport(root, child) {
			return root
		}
		root = child
	}
}

// heaviest returns the child with the most text.
func (p *page) heaviest(n *html.Node) (best *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && !p.dropped(c) && (best == nil || p.weightOf(c).text > p.weightOf(best).text) {
			best = c
		}
	}
	return best
}

// holdsReport reports whether going down from n to child loses nothing of the
// report: the child has paragraphs of its own and the rest of n no sentences.
func (p *page) holdsReport(n, child *html.Node) bool {
	if !descends[child.DataAtom] || child.DataAtom == atom.Table && !p.isLayout(child) {
		return false
	}
	all, sentences := 0, 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			all += visibleLen(c.Data)
		} else if !p.dropped(c) {
			all += p.weightOf(c).text
			if c != child {
				sentences += p.weightOf(c).sentences
			}
		}
	}
	w := p.weightOf(child)
	if w.blocks < 2 && n.Type == html.ElementNode && w.sentences < 3 {
		return false
	}
	share := 85
	if contentWords.MatchString(attr(child, "class") + " " + attr(child, "id")) {
		share, sentences = 60, sentences/3
	}
	return w.text*100 >= all*share && sentences < 2
}

// What the title of a page that stands in for a file says.
var (
	// errorCode matches a status that opens a title: 404 Not Found, HTTP Error 500.
	errorCode = regexp.MustCompile(`(?i)^[\s\p{P}]*(?:http)?[\s/.\d]*(?:error|错误)?[\s:：]*\b(?:40[0134]|50[0234])(?:[\s\p{P}]|错误|页面|禁止|$)`)
	// errorPhrase matches what a title of such a page says.
	errorPhrase = regexp.MustCompile(`(?i)\b(?:unauthorized|captcha|just a moment)\b|找不到|无权访问|访问受限|验证码|安全验证|人机验证|请登录|用户登录`)
	// errorNotice matches what such a page says anywhere.
	errorNotice = regexp.MustCompile(`(?i)\b(?:not found|forbidden|access denied|bad gateway|service unavailable|server error)\b|页面(?:不存在|未找到|找不到|无法访问)|访问被拒绝|禁止访问`)
	// errorWord matches words that say so in a title of few words.
	errorWord = regexp.MustCompile(`(?i)\b(?:error|login|sign in)\b|40[34]|登录|出错|错误|拦截`)
)

const (
	maxErrorText  = 600 // characters an error page has at most
	maxErrorTitle = 16  // of a title of few words
)

// isErrorPage reports a page that stands in for a file. It is known by its
// title, or by its first line, and by what it lacks: a report states figures.
func (p *page) isErrorPage() bool {
	size, first := 0, ""
	for _, t := range p.doc.Texts() {
		if size += utf8.RuneCountInString(t.S); size >= maxErrorText {
			return false
		}
		first = firstOf(first, t.S)
	}
	if p.hasFigures() {
		return false
	}
	notice := errorNotice.MatchString(p.doc.Meta.Title)
	for _, t := range p.doc.Texts() {
		notice = notice || errorNotice.MatchString(t.S)
	}
	if notice {
		return true
	}
	for _, title := range []string{p.doc.Meta.Title, first} {
		if errorCode.MatchString(title) || errorPhrase.MatchString(title) ||
			errorWord.MatchString(title) && utf8.RuneCountInString(title) <= maxErrorTitle {
			return true
		}
	}
	return false
}

// moneyOrShare matches a figure as reports state them.
var moneyOrShare = regexp.MustCompile(`\d\s*(?:[万亿]?元|[万亿]|%|％|个百分点|‰)`)

// hasFigures reports a page with an amount or a share, or with a table of numbers.
func (p *page) hasFigures() bool {
	numbers := 0
	for loc, t := range p.doc.Texts() {
		if moneyOrShare.MatchString(t.S) {
			return true
		}
		if loc.Cell >= 0 && strings.ContainsAny(t.S, "0123456789") && strings.Trim(t.S, "0123456789,.- ") == "" {
			numbers++
		}
	}
	return numbers > 1
}

// refuseEmpty refuses pages without a report: error pages, and empty ones.
func (p *page) refuseEmpty() *Refusal {
	first := ""
	for _, t := range p.doc.Texts() {
		if first += t.S + " "; len(first) > 400 {
			break
		}
	}
	switch {
	case p.isErrorPage():
		return refuse(Unsupported, "an HTML error page: %s", strings.TrimSpace(firstRunes(p.doc.Meta.Title+" "+first, 60)))
	case first == "":
		return refuse(Empty, "an HTML page without text")
	}
	return nil
}

// firstRunes returns at most n characters of s.
func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}
