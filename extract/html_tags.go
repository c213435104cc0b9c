package extract

import (
	"io"
	"strings"

	"golang.org/x/net/html"
)

// Formatting elements. One that is never closed, <font>, is made again in every
// paragraph after it (HTML standard 13.2.4.3, "reconstruct the active formatting
// elements"), so that four bytes of a hostile page make hundreds of elements.
// Their names are marked before the page is parsed: under a name the standard
// does not know an element ends with the paragraph it stands in, and is still
// there to be asked for its attributes.

// formatting are the names of the elements that are made again (13.2.4.2).
var formatting = map[string]bool{
	"a": true, "b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "nobr": true, "s": true, "small": true,
	"strike": true, "strong": true, "tt": true, "u": true,
}

// formattingMark is put behind those names; linkName is that of a link then.
const (
	formattingMark = '_'
	linkName       = "a_"
	longestName    = 6 // strike, strong
)

// isLink reports an a element.
func isLink(n *html.Node) bool { return n.Type == html.ElementNode && n.Data == linkName }

// markFormatting marks the names of formatting elements in the source of a page.
func markFormatting(text string) string {
	var b strings.Builder
	done := 0
	for at := 0; ; {
		k := strings.IndexByte(text[at:], '<')
		if k < 0 {
			break
		}
		at += k + 1
		if at < len(text) && text[at] == '/' {
			at++
		}
		end := at
		for end < len(text) && end-at <= longestName && isTagLetter(text[end]) {
			end++
		}
		if end == len(text) || strings.IndexByte(" \t\r\n\f/>", text[end]) < 0 || !formatting[strings.ToLower(text[at:end])] {
			continue
		}
		if done == 0 {
			b.Grow(len(text) + len(text)/8)
		}
		b.WriteString(text[done:end])
		b.WriteByte(formattingMark)
		at, done = end, end
	}
	b.WriteString(text[done:])
	return b.String()
}

func isTagLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// What a page costs beside its text, from measured peaks: a tag and the text
// behind it are two nodes with their weights, and an attribute is three strings
// in a list that is copied to a longer one as it grows.
const (
	nodeBytes      = 480
	attributeBytes = 64
)

// mostAttributes is how many attributes a page may have: between two of them is
// at least white space, a slash, an equals sign or a quote.
func mostAttributes(text string) (n int64) {
	within := false
	for i := range len(text) {
		parts := false
		switch text[i] {
		case ' ', '\t', '\n', '\r', '\f', '/', '=', '"', '\'':
			parts = true
		}
		if parts && !within {
			n++
		}
		within = parts
	}
	return n
}

// parseTree parses a page until its time is over.
func (in *input) parseTree(text string) (*html.Node, error) {
	if err := in.spend(int64(strings.Count(text, "<"))*nodeBytes + mostAttributes(text)*attributeBytes + int64(len(text))); err != nil {
		return nil, err
	}
	tree, err := html.Parse(&timedReader{in, strings.NewReader(markFormatting(text))})
	switch {
	case in.check() != nil:
		return nil, in.check()
	case err != nil:
		return nil, refuse(TooLarge, "page cannot be parsed: %v", err)
	}
	return tree, nil
}

// timedReader fails once the time for the file is over.
type timedReader struct {
	in *input
	r  io.Reader
}

func (t *timedReader) Read(p []byte) (int, error) {
	if err := t.in.check(); err != nil {
		return 0, err
	}
	return t.r.Read(p)
}
