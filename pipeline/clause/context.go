package clause

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/frame"
	"gongkai/schema"
	"gongkai/schema/words"
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
	// document is the frame of the whole document, and parts those of the reports in it, by
	// the block whose heading begins each.
	document frame.Frame
	parts    map[int]frame.Frame
	// tableUnit is the money unit of the first table that states one; tables
	// of one report that state none share it.
	TableUnit string
}

// NewContext begins with the frame of the document.
func NewContext(doc *extract.Document, row schema.Document) *Context {
	f := frame.Of(doc, row)
	return &Context{Frame: f, classes: classesIn(doc), document: f, parts: partsOf(doc, &f)}
}

// partsOf finds the headings that begin reports of their own inside a document.
func partsOf(doc *extract.Document, f *frame.Frame) map[int]frame.Frame {
	parts := make(map[int]frame.Frame)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind != extract.Heading || b.Level > 1 || b.Table != nil {
			continue
		}
		v := nlp.ViewOf(b.Text.S)
		title, heading := frame.HeadingText(&v)
		if part, ok := f.Part(title); heading && ok {
			parts[i] = part
		}
	}
	return parts
}

// Enter goes on to a block and reports one that is the heading of another report in the
// document. Before the first everything is as the document says of itself.
func (c *Context) Enter(block int) (begins bool) {
	part, begins := c.parts[block]
	switch {
	case begins:
		c.Frame, c.Heading = part, frame.Heading{}
	case block == 0:
		c.Frame, c.Heading = c.document, frame.Heading{}
	}
	return begins
}

// Whole leaves the last report of the document for the document as a whole.
func (c *Context) Whole() { c.Frame = c.document }

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
// those before. Fewer than none are those to come.
func (c *Context) LastYears(n int) schema.Period {
	if !c.Frame.Period.Known() {
		return schema.Period{}
	}
	if n < 0 {
		first := c.Frame.YearAhead()
		return schema.Period{Start: schema.DateOf(first, 1, 1), End: schema.DateOf(first-n-1, 12, 31)}
	}
	for _, told := range []schema.Period{c.Heading.Period, c.Heading.Plan} {
		if told.Known() && told.Start.Year()+n-1 == told.End.Year() && n > 1 {
			return told // 这五年 under the heading of a plan
		}
	}
	last := c.Frame.Period.End.Year()
	if c.Frame.OfBudget() || c.Frame.Kind == schema.WorkReport {
		last = c.Frame.Year - 1
	}
	return schema.Period{Start: schema.DateOf(last-n+1, 1, 1), End: schema.DateOf(last, 12, 31)}
}

// FunctionCode resolves a class name in the functional classification; prefix
// narrows names that several classes share. A name that stays ambiguous gives ""; that of
// a class and of the only one below it is the wider one's, whose figure is the same.
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
		if best != "" && !schema.IsOnlyChild(code, best, c.Frame.Year) {
			return ""
		}
		best = cmp.Or(best, code)
	}
	return best
}

// EconomicCode resolves a name in the departmental economic classification.
func (c *Context) EconomicCode(name string) string {
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

// EconomicPart is the code of the one item of 部门预算支出经济分类科目 whose name begins or ends with a name of at
// least four characters, 养老保险缴费 and 职业年金, and "" for none or several.
func EconomicPart(name string) string {
	const fewest = 4
	found := ""
	for code, whole := range schema.EconomicNames {
		if len(code) != len("30108") || nlp.HanCount(name) < fewest || words.AlsoOthers.Labels().Say(whole) || !strings.HasPrefix(whole, name) && !strings.HasSuffix(whole, name) {
			continue
		}
		if found != "" && found != code {
			return ""
		}
		found = code
	}
	return found
}

// ChildCode resolves a name below a parent code. An unknown 款 or 项 keeps the
// parent; an unknown 类 gives nothing.
func (c *Context) ChildCode(name, parent, level string) string {
	want := 3 + 2*schema.ClassDepth(level) // digits
	best := ""
	for _, c := range schema.FunctionCodes(name, c.Frame.Year) {
		if !strings.HasPrefix(c, parent) || len(c) != want {
			continue
		}
		// 其他… closes a list of siblings, so the highest code is meant.
		if best == "" || strings.HasPrefix(name, words.AlsoOthers.Word()) == (c > best) {
			best = c
		}
	}
	if own := c.classes[schema.NormalizeClassName(name)]; best == "" && len(own) == want && strings.HasPrefix(own, parent) {
		return own
	}
	return best
}

// ClassAfter resolves a name in a list that goes down the classification in its
// order, where the class before it is known: its first child, the next of its
// siblings, or the next sibling of a class above it. 行政运行 after 人大事务 is
// 2010101. A name that comes too late for its place in the list is another one's,
// of a class the list did not name, and gives "", as does a name of one class only.
func (c *Context) ClassAfter(before, name string) string {
	codes := schema.FunctionCodes(name, c.Frame.Year)
	if len(codes) < 2 {
		return ""
	}
	for k := len(before); k >= 3; k -= 2 {
		best := ""
		for _, code := range codes {
			if len(code) == k+2 && code[:k] == before[:k] && code > before && (best == "" || code < best) {
				best = code
			}
		}
		if best != "" {
			return best
		}
	}
	return ""
}

// classesIn collects the functional classes the tables of a document print with
// their codes: the names of a province or an earlier year that the published
// classification does not have.
func classesIn(doc *extract.Document) map[string]string {
	classes := make(map[string]string)
	for i := range doc.Blocks {
		t := doc.Blocks[i].Table
		if t == nil {
			continue
		}
		for k := 0; k+1 < len(t.Cells); k++ {
			if t.Cells[k].Text.S == "" {
				continue
			}
			code, name := nlp.Squeeze(t.Cells[k].Text.S), &t.Cells[k+1]
			if name.Row != t.Cells[k].Row || !IsCode(code) || !IsFunctionCode(code) || len(name.Text.S) > 40*utf8.UTFMax || nlp.HanCount(name.Text.S) < 2 {
				continue
			}
			classes[schema.NormalizeClassName(nlp.Squeeze(name.Text.S))] = code
		}
	}
	return classes
}

// IsBodyOrPlace reports the name of a body, the one that reports or another, or
// a part of the name of the territory that reports.
func (c *Context) IsBodyOrPlace(s string) bool {
	if words.Nation.Labels().Is(s) {
		return words.NationTitle.Labels().Say(c.Frame.Title)
	}
	if words.OwnBody.Labels().Is(s) {
		return !c.Frame.Territorial && c.Frame.Entity != ""
	}
	if bodyEndings().Suffix(s) == "" && !strings.Contains(c.Frame.Entity, s) {
		return false // as most
	}
	k := utf8.RuneCountInString(s)
	return k >= 2 && strings.Contains(c.Frame.Entity, s) && (IsPlace(s) || strings.HasSuffix(c.Frame.Entity, s) || isStem(s, c.Frame.Entity)) || k >= 3 && k <= 25 && IsBody(s)
}

// isStem reports the name of a territory without what it is, 东莞 in 东莞市级税收收入.
func isStem(s, territory string) bool {
	rest, ok := strings.CutPrefix(territory, s)
	return ok && rest != "" && utf8.RuneCountInString(rest) <= longestRank && schema.IsDivision(territory)
}

// longestRank is how many characters say what a territory is: 自治区.
const longestRank = 3

// IsCode reports a classification code as printed: 2 to 7 digits, nothing else.
func IsCode(s string) bool {
	if len(s) < 2 || len(s) > 7 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func IsFunctionCode(s string) bool {
	return (len(s) == 3 || len(s) == 5 || len(s) == 7) && s[0] == '2' && s >= "201" && s < "235"
}

// IsGovernmentEconomicCode reports a code of 政府预算支出经济分类.
func IsGovernmentEconomicCode(s string) bool {
	_, ok := schema.GovernmentEconomicByCode(s)
	return ok
}

// IsEconomicCode reports a code of 部门预算支出经济分类.
func IsEconomicCode(s string) bool {
	return (len(s) == 3 || len(s) == 5) && s[0] == '3' && s >= "301" && s <= "39999"
}
