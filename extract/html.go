package extract

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxHTML bounds a page, for its tree takes some ten times its bytes.
const maxHTML = 64 << 20

// matchHTML accepts pages and fragments of pages, in any encoding.
func matchHTML(data []byte) bool {
	if bytes.IndexByte(data[:min(len(data), 256)], '<') < 0 {
		return false
	}
	cs, bom := detectCharset(data)
	head := data[bom:min(len(data), matchBytes)]
	if cs == utf16LE || cs == utf16BE {
		text, _ := decode(head[:len(head)&^1], cs)
		head = []byte(text)
	}
	head = withoutComments(bytes.ToLower(bytes.TrimSpace(head)))
	head = head[:min(len(head), 4096)]
	if !bytes.HasPrefix(head, []byte("<")) {
		return false
	}
	// What stands before the root of another format decides: Word leaves its own root in pages it saves.
	for _, root := range []string{"<w:worddocument", "<pkg:package", "<office:document"} {
		head, _, _ = bytes.Cut(head, []byte(root))
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<table", "<div", "<p>", "<p ", "<script", "<h1", "<br", "<span", "<center", "<font"} {
		if bytes.Contains(head, []byte(tag)) {
			return true
		}
	}
	return false
}

// matchBytes is how far the tags of a page are looked for: Word puts up to some 30 kB of comments before them.
const matchBytes = 64 << 10

// withoutComments drops the comments of a page, in which Word hides XML of its own.
func withoutComments(head []byte) []byte {
	if !bytes.Contains(head, []byte("<!--")) {
		return head
	}
	var kept []byte
	for {
		before, rest, open := bytes.Cut(head, []byte("<!--"))
		kept = append(kept, before...)
		_, after, closed := bytes.Cut(rest, []byte("-->"))
		if !open || !closed {
			return bytes.TrimSpace(kept)
		}
		head = after
	}
}

// readHTML reads a web page; what surrounds the report is dropped.
func readHTML(in *input) (*Document, error) { return readPage(in, in.data, "") }

// readPage reads the page in data. label is the encoding its container names.
func readPage(in *input, data []byte, label string) (*Document, error) {
	if len(data) > maxHTML {
		return nil, refuse(TooLarge, "a page of %d bytes, the limit is %d", len(data), maxHTML)
	}
	text, warnings, err := in.decodePage(data, label)
	if err != nil {
		return nil, err
	}
	tree, err := in.parseTree(text)
	if err != nil {
		return nil, err
	}
	p := &page{in: in, doc: &Document{Format: "html", Warnings: warnings}}
	p.weigh(tree)
	p.readMeta(tree)
	root := p.contentRoot(tree)
	p.readHeader(tree, root)
	if err := p.readBody(root); err != nil {
		return nil, err
	}
	p.trimChrome()
	if r := p.refuseEmpty(); r != nil {
		return nil, r
	}
	return p.doc, nil
}

// metaCharset finds the encoding a page declares.
var metaCharset = regexp.MustCompile(`(?i)<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([a-z0-9_\-]+)`)

// decodePage decodes a page. The bytes are believed before any label: by the
// byte order mark, or when they are UTF-8 with more than ASCII in them.
func (in *input) decodePage(data []byte, label string) (string, []Warning, error) {
	cs, bom := detectCharset(data)
	if bom == 0 && cs != utf16LE && cs != utf16BE {
		if m := metaCharset.FindSubmatch(data[:min(len(data), 8192)]); m != nil && labelled(label) == unknownText {
			label = string(m[1])
		}
		said := labelled(label)
		multi := bytes.ContainsFunc(data[:min(len(data), sniffBytes)], func(r rune) bool { return r >= utf8.RuneSelf })
		if said != unknownText && said != utf16LE && said != utf16BE && (cs != utf8Text || !multi) && !(said == utf8Text && cs == gb18030) {
			cs = said
		}
	}
	text, bad, err := in.decode(data[bom:], cs)
	if bad > 0 {
		return text, []Warning{{-1, plural(bad, "character") + " could not be decoded as " + string(cs)}}, err
	}
	return text, nil, err
}

// page is a page being read.
type page struct {
	in     *input
	doc    *Document
	weight map[*html.Node]weight
	buf    inlineText
	depth  int
	total  int // characters of the whole page
	site   string
	notes  pageNotes
	failed error
	seen   int // elements by all passes, see over
}

// inlineText gathers the text of one paragraph, white space folded.
type inlineText struct {
	strings.Builder
	space   bool // white space is due
	newline bool // and it had a line end
}

// write adds text as a browser shows it: a run of white space is one space, and
// none where the source was merely wrapped between two wide characters.
func (b *inlineText) write(s string) {
	for _, r := range s {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			b.space = true
			b.newline = b.newline || r == '\n' || r == '\r'
			continue
		case '\u200b', '\ufeff', '\u00ad':
			continue
		}
		if b.space && b.Len() > 0 {
			if last := lastRune(b.String()); !b.newline || runeWidth(last) < 2 || runeWidth(r) < 2 {
				b.WriteByte(' ')
			}
		}
		b.space, b.newline = false, false
		b.WriteRune(r)
	}
}

// take returns the text gathered and starts anew.
func (b *inlineText) take() string {
	s := strings.TrimFunc(b.String(), isSpace)
	b.Reset()
	b.space, b.newline = false, false
	return s
}

// breaksLine lists the elements that begin and end a paragraph.
var breaksLine = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Br: true, atom.Li: true, atom.Ul: true, atom.Ol: true, atom.Dl: true, atom.Dt: true,
	atom.Dd: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Body: true, atom.Blockquote: true,
	atom.Center: true, atom.Form: true, atom.Fieldset: true, atom.Hr: true, atom.Pre: true, atom.Figure: true,
	atom.Figcaption: true, atom.Address: true, atom.Td: true, atom.Th: true, atom.Tr: true, atom.Table: true,
	atom.Tbody: true, atom.Thead: true, atom.Tfoot: true, atom.Caption: true, atom.Html: true,
}

// headingOf returns the level of h1 to h6, else 0.
func headingOf(n *html.Node) int {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return int(n.Data[1] - '0')
	}
	return 0
}

// readBody emits the blocks under root.
func (p *page) readBody(root *html.Node) error {
	p.walk(root, 0)
	p.flush(0)
	p.placeNotes()
	return p.failed
}

// walk emits the blocks of n and what is in it; level is that of the heading
// around it.
func (p *page) walk(n *html.Node, level int) {
	if p.failed != nil {
		return
	}
	switch n.Type {
	case html.TextNode:
		p.buf.write(n.Data)
		return
	case html.ElementNode:
		if p.dropped(n) {
			return
		}
		if key, back, ok := noteMark(n); ok {
			p.mark(key, back)
			return
		}
	case html.DocumentNode:
	default:
		return
	}
	if n.DataAtom == atom.Table && !p.isLayout(n) {
		p.flush(level)
		p.table(n)
		return
	}
	if n.DataAtom == atom.Pre {
		p.preformatted(n, level)
		return
	}
	h := headingOf(n)
	if h > 0 {
		p.flush(level)
		level = h
	} else if breaksLine[n.DataAtom] {
		p.flush(level)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c, level)
	}
	if h > 0 || breaksLine[n.DataAtom] {
		p.flush(level)
	}
}

// preformatted keeps the lines of a pre element apart.
func (p *page) preformatted(n *html.Node, level int) {
	p.flush(level)
	for line := range strings.Lines(p.textOf(n, true)) {
		p.buf.write(line)
		p.flush(level)
	}
}

// indentRun parts paragraphs that a page without elements for them sets apart
// by hard spaces after the end of a sentence.
var indentRun = regexp.MustCompile(`([。；：！？”）)])[\s]*[\x{00a0}\x{3000}]{2,}[\s\x{00a0}\x{3000}]*|[\s]*[\x{00a0}\x{3000}]{4,}[\s\x{00a0}\x{3000}]*`)

// hardSpaces are two hard spaces, of which every such run has some.
var hardSpaces = []string{"\u00a0\u00a0", "\u3000\u3000", "\u00a0\u3000", "\u3000\u00a0"}

// flush emits the paragraph gathered so far.
func (p *page) flush(level int) {
	s := p.buf.take()
	if s == "" {
		return
	}
	for s != "" {
		piece, rest := s, ""
		if len(s) > 300 && slices.ContainsFunc(hardSpaces, func(two string) bool { return strings.Contains(s, two) }) {
			if m := indentRun.FindStringSubmatchIndex(s); m != nil && m[1] < len(s) {
				cut := m[0]
				if m[3] > 0 {
					cut = m[3]
				}
				piece, rest = s[:cut], s[m[1]:]
			}
		}
		p.emitText(piece, level)
		s = rest
	}
}

// emitText emits one paragraph or heading.
func (p *page) emitText(s string, level int) {
	if s = strings.TrimFunc(s, isSpace); s == "" || p.failed != nil {
		return
	}
	b := Block{Kind: Paragraph, Text: Text{S: s}}
	if level == 0 {
		level = headingLevel(s)
	}
	if level > 0 {
		b.Kind, b.Level = Heading, level
	}
	if _, marked := p.notes.marks[p.notes.key]; marked {
		b.Kind, b.Level = Note, 0
		p.notes.notes[len(p.doc.Blocks)] = p.notes.key
	}
	p.notes.key = ""
	p.doc.Blocks = append(p.doc.Blocks, b)
	p.failed = p.in.cell(1)
}

// textOf returns the text under n that is not dropped, its paragraphs apart by
// line ends; tables inside are left out. raw keeps white space as it is.
func (p *page) textOf(n *html.Node, raw bool) string {
	var b inlineText
	var out []string
	flush := func() {
		if s := b.take(); s != "" {
			out = append(out, s)
		}
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode && raw:
				b.WriteString(c.Data)
			case c.Type == html.TextNode:
				b.write(c.Data)
			case c.Type != html.ElementNode || p.dropped(c) || c.DataAtom == atom.Table:
			default:
				if key, back, ok := noteMark(c); ok && !back {
					p.mark(key, back)
					continue
				}
				block := breaksLine[c.DataAtom] || headingOf(c) > 0
				if block {
					flush()
				}
				walk(c)
				if block {
					flush()
				}
			}
		}
	}
	walk(n)
	flush()
	return strings.Join(out, "\n")
}
