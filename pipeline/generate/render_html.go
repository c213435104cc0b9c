package generate

import (
	"fmt"
	"html"
	"strings"
)

// renderHTML writes a page such as a government site publishes: headings,
// paragraphs and real tables with rowspan and colspan.
func renderHTML(o *Office) []byte {
	var out strings.Builder
	title := html.EscapeString(o.blocks[0].text())
	fmt.Fprintf(&out, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n", title)
	for _, b := range o.blocks {
		switch {
		case b.table != nil:
			htmlTable(&out, b.table)
		case b.level > 0:
			fmt.Fprintf(&out, "<h%[1]d>%[2]s</h%[1]d>\n", b.level, html.EscapeString(b.text()))
		default:
			fmt.Fprintf(&out, "<p>%s</p>\n", html.EscapeString(b.text()))
		}
	}
	out.WriteString("</body>\n</html>\n")
	return []byte(out.String())
}

func htmlTable(out *strings.Builder, t *table) {
	if t.unit != "" {
		fmt.Fprintf(out, "<p>%s</p>\n", html.EscapeString(t.unit))
	}
	out.WriteString("<table border=\"1\">\n")
	for r, row := range t.rows {
		out.WriteString("<tr>")
		for _, c := range row {
			if !c.covered {
				htmlCell(out, c, r < t.header)
			}
		}
		out.WriteString("</tr>\n")
	}
	out.WriteString("</table>\n")
}

func htmlCell(out *strings.Builder, c cell, header bool) {
	tag := "td"
	if header {
		tag = "th"
	}
	out.WriteString("<" + tag)
	if c.colSpan > 1 {
		fmt.Fprintf(out, " colspan=\"%d\"", c.colSpan)
	}
	if c.rowSpan > 1 {
		fmt.Fprintf(out, " rowspan=\"%d\"", c.rowSpan)
	}
	fmt.Fprintf(out, ">%s</%s>", html.EscapeString(c.String()), tag)
}
