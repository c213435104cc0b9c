package tag

import (
	"strings"

	"gongkai/extract"
	"gongkai/pipeline/frame"
	"gongkai/schema"
)

// context is what a document says of itself. It is settled once, before any
// number is tagged, and everything relative (上年, 本年, the default phase) is
// resolved against it.
type context struct {
	frame   frame.Frame
	heading frame.Heading
	// classes are the functional classes the document\'s own tables name, by
	// their folded names.
	classes map[string]string
	// tableUnit is the money unit of the first table that states one; tables
	// of one report that state none share it.
	tableUnit string
}

// newContext begins with the frame of the document.
func newContext(doc *extract.Document, row schema.Document) *context {
	return &context{frame: frame.Of(doc, row), classes: classesIn(doc)}
}

// year is the fiscal year of what stands under the last heading that names one,
// else that of the document.
func (c *context) year() int {
	if h := c.heading.Period; h.Known() {
		return h.End.Year()
	}
	return c.frame.Year
}

// functionCode resolves a class name in the functional classification; prefix
// narrows names that several classes share. A name that stays ambiguous gives "".
func (c *context) functionCode(name, prefix string) string {
	codes := schema.FunctionCodes(name, c.frame.Year)
	best := ""
	for _, code := range codes {
		if !strings.HasPrefix(code, prefix) {
			continue
		}
		if len(code) == 3 {
			return code
		}
		if best != "" {
			return ""
		}
		best = code
	}
	return best
}

// economicCode resolves a name in the departmental economic classification.
func (c *context) economicCode(name string) string {
	codes := schema.EconomicCodes(name)
	if len(codes) == 0 {
		return ""
	}
	for _, code := range codes {
		if len(code) == 3 {
			return code
		}
	}
	return codes[0]
}
