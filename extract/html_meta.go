package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readMeta takes from the head what the page states about itself. The names
// are those of the national standard for government web sites (网页标签:
// SiteName, ArticleTitle, PubDate, ContentSource).
func (p *page) readMeta(tree *html.Node) {
	var title string
	meta := map[string]string{}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Meta:
				name := strings.ToLower(attr(c, "name") + attr(c, "property"))
				if v := strings.TrimFunc(attr(c, "content"), isSpace); v != "" && meta[name] == "" {
					meta[name] = v
				}
			case atom.Title:
				if c.FirstChild != nil && title == "" {
					title = strings.Join(strings.Fields(c.FirstChild.Data), " ")
				}
			case atom.Head, atom.Html, atom.Body: // stray meta elements land in the body
				walk(c)
			}
		}
	}
	walk(tree)
	m := &p.doc.Meta
	m.Title = firstOf(meta["articletitle"], meta["og:title"], title)
	m.Published = firstOf(meta["pubdate"], meta["publishdate"], meta["article:published_time"])
	m.Issuer = firstOf(meta["contentsource"])
	p.site = meta["sitename"]
}

// firstOf returns the first string that is not empty.
func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// The lines above a report that tell where it comes from.
var (
	publishedLine = regexp.MustCompile(`(?:发布日期|发布时间|发文日期|成文日期|公开日期|生成日期|日期|时间)\s*[:：]?[\s\x{00a0}]*(\d{4}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)`)
	issuerLine    = regexp.MustCompile(`(?:信息来源|文章来源|来\s?源|发布机构|发布单位|发文机关|发文单位|公开责任部门)[ \x{00a0}]*[:：][ \x{00a0}]*([^\s\x{00a0}:：|｜【\[]{2,30})`)
	bareDate      = regexp.MustCompile(`^\d{4}-\d{1,2}-\d{1,2}(\s+\d{1,2}:\d{2}(:\d{2})?)?$`)
)

// readHeader looks at what stands before the report: its title becomes the
// first block, and the lines about date and source fill Meta where the head
// said nothing.
func (p *page) readHeader(tree, root *html.Node) {
	before, done := p.textBefore(tree, root, nil)
	if !done {
		before = nil
	}
	m := &p.doc.Meta
	heading := p.titleBefore(tree, root)
	if heading == "" {
		heading = titleAmong(before, m.Title)
	}
	if heading != "" {
		if m.Title == "" || strings.Contains(m.Title, heading) {
			m.Title = heading
		}
		head := firstRunes(p.textOf(root, false), 400)
		if squeeze := strings.NewReplacer("\n", "", " ", "", "\u00a0", ""); !strings.Contains(squeeze.Replace(head), squeeze.Replace(heading)) {
			p.emitText(heading, 1)
		}
	}
	p.recordLine(strings.Join(before, "\n"))
	p.recordLine(firstRunes(p.textOf(root, false), 300))
	if m.Published == "" {
		for _, s := range before {
			if bareDate.MatchString(s) {
				m.Published = s
				break
			}
		}
	}
	m.Issuer = firstOf(m.Issuer, p.site)
	if m.Title == m.Issuer || m.Title == p.site {
		m.Title = "" // the site's name, not the page's
	}
}

// chromeLine matches lines of buttons and the like around a report.
var chromeLine = regexp.MustCompile(`^(?:[\s\x{00a0}|｜/【】\[\]()（）>※：:+\-—TＴ]|收藏|打印|关闭|关闭窗口|关闭本页|打印本页|返回顶部|返回|字号|字体|大|中|小|加大|还原|减小|下载|全屏|分享到?|扫一扫.{0,20}|相关链接|相关附件|附件下载|相关文档|相关稿件|相关阅读|上一篇.*|下一篇.*|浏览次数.*|点击数.*|阅读量?.*|责任编辑.*|选择区域.*|了解更多.*库)+$`)

// trimChrome drops such lines, and those that went to Meta, from both ends.
func (p *page) trimChrome() {
	isChrome := func(b Block, head bool) bool {
		s := b.Text.S
		if b.Table != nil || visibleLen(s) > 60 {
			return false
		}
		return chromeLine.MatchString(s) ||
			head && (publishedLine.MatchString(s) || issuerLine.MatchString(s)) && !strings.ContainsAny(s, "，。")
	}
	blocks := p.doc.Blocks
	for len(blocks) > 0 && isChrome(blocks[len(blocks)-1], false) {
		blocks = blocks[:len(blocks)-1]
	}
	out := make([]Block, 0, len(blocks))
	for i, b := range blocks {
		if i < 6 && isChrome(b, true) {
			continue
		}
		out = append(out, b)
	}
	p.doc.Blocks = out
}

// recordLine fills Meta from a text about the page.
func (p *page) recordLine(s string) {
	m := &p.doc.Meta
	if f := publishedLine.FindStringSubmatch(s); f != nil && m.Published == "" {
		m.Published = f[1]
	}
	if f := issuerLine.FindStringSubmatch(s); f != nil && m.Issuer == "" {
		m.Issuer = f[1]
	}
}

// textBefore gathers the texts of the page before root.
func (p *page) textBefore(n, root *html.Node, texts []string) ([]string, bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c == root {
			return texts, true
		}
		switch {
		case c.Type == html.TextNode:
			if s := strings.TrimFunc(c.Data, isSpace); s != "" && len(s) < 600 {
				texts = append(texts, s)
			}
		case c.Type == html.ElementNode && !neverShown[c.DataAtom]:
			var done bool
			if texts, done = p.textBefore(c, root, texts); done {
				return texts, true
			}
		}
	}
	return texts, false
}

// titleBefore returns the last h1, or h2, before root whose text the page's
// title agrees with.
func (p *page) titleBefore(tree, root *html.Node) (title string) {
	done := false
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil && !done; c = c.NextSibling {
			if c == root {
				done = true
				return
			}
			if h := headingOf(c); h >= 1 && h <= 3 && c.Type == html.ElementNode {
				s := strings.ReplaceAll(p.textOf(c, false), "\n", "")
				if s != "" && (strings.Contains(p.doc.Meta.Title, s) || h == 1 && p.doc.Meta.Title == "") {
					title = s
				}
			}
			walk(c)
		}
	}
	walk(tree)
	return title
}

// titleAmong returns the text that is the page's title, or begins it before
// the name of the site.
func titleAmong(texts []string, title string) (best string) {
	for _, s := range texts {
		if len(s) > 12 && len(s) > len(best) && strings.HasPrefix(title, s) {
			best = s
		}
	}
	return best
}

// recordMarks are the labels of the table that heads an item of a government
// information catalogue (政府信息公开目录).
var recordMarks = []string{"索引号", "索 引 号", "发布机构", "发文字号", "发布日期", "主题分类", "成文日期", "公开日期"}

// isRecord reports that table, whose contents go to Meta and are no part of
// the report.
func (p *page) isRecord(n *html.Node) bool {
	if p.weightOf(n).text > 400 {
		return false
	}
	s := p.textOfTable(n)
	marks := 0
	for _, m := range recordMarks {
		if strings.Contains(s, m) {
			marks++
		}
	}
	if marks < 3 || !strings.Contains(s, "索") {
		return false
	}
	p.recordLine(s)
	return true
}

// textOfTable returns the cells of a table, a line each, a label and its value
// on one.
func (p *page) textOfTable(n *html.Node) string {
	var b strings.Builder
	rows, _ := p.rowsOf(n)
	for _, r := range rows {
		for c := range p.cellsOf(r) {
			s := p.textOf(c, false)
			b.WriteString(s)
			if strings.HasSuffix(s, "：") || strings.HasSuffix(s, ":") {
				continue
			}
			if visibleLen(s) <= 6 {
				b.WriteString("：")
				continue
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}
