package clause

import (
	"strings"

	"gongkai/extract"
	"gongkai/pipeline/frame"
	"gongkai/schema"
)

// Context is what a document says of itself. It is settled once, before any
// number is tagged, and everything relative (上年, 本年, the default phase) is
// resolved against it.
type Context struct {
	Frame   frame.Frame
	Heading frame.Heading
	// classes are the functional classes the document\'s own tables name, by
	// their folded names.
	classes map[string]string
	// tableUnit is the money unit of the first table that states one; tables
	// of one report that state none share it.
	TableUnit string
}

// NewContext begins with the frame of the document.
func NewContext(doc *extract.Document, row schema.Document) *Context {
	return &Context{Frame: frame.Of(doc, row), classes: classesIn(doc)}
}

// Year is the fiscal year of what stands under the last heading that names one,
// else that of the document.
func (c *Context) Year() int {
	if h := c.Heading.Period; h.Known() {
		return h.End.Year()
	}
	return c.Frame.Year
}

// LastYears are so many years up to the last one that the report can tell of, unknown
// where it names no year: a budget and the report on the work of a year look back on
// those before.
func (c *Context) LastYears(n int) schema.Period {
	if !c.Frame.Period.Known() {
		return schema.Period{}
	}
	last := c.Frame.Period.End.Year()
	if c.Frame.OfBudget() || c.Frame.Kind == schema.WorkReport {
		last = c.Frame.Year - 1
	}
	return schema.Period{Start: schema.DateOf(last-n+1, 1, 1), End: schema.DateOf(last, 12, 31)}
}

// FunctionCode resolves a class name in the functional classification; prefix
// narrows names that several classes share. A name that stays ambiguous gives "".
func (c *Context) FunctionCode(name, prefix string) string {
	codes := schema.FunctionCodes(name, c.Frame.Year)
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
func (c *Context) economicCode(name string) string {
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
