package ooxml

import (
	"slices"
	"strings"
)

// Chart is what a chart's cache shows.
type Chart struct {
	Title  string
	Series []Series
}

// Series is one series of a chart. Values and categories are as displayed:
// numbers by their format code, see FormatValue.
type Series struct {
	Name       string
	Categories []string
	Values     []string // "" where the cache has no point
	hasCache   bool
	refs       [3]string // formulas of name, categories, values
}

// maxPoints bounds the points of a series, whose cache may claim any index.
const maxPoints = 1 << 16

// chart reads a chart part and places it. A chart that cannot be read is noted:
// the document around it is sound.
func (d *word) chart(r Relation) {
	xml, err := d.pkg.Part(r.Target)
	if err != nil || xml == nil || r.External {
		d.warn("a chart's data could not be read")
		return
	}
	ch, err := readChart(d.pkg, r.Target, xml)
	if err != nil {
		if _, own := err.(*Error); !own {
			d.s.Fail(err)
		}
		d.warn("a chart's data could not be read")
		return
	}
	for _, part := range ch.split() {
		d.attach(Block{Kind: ChartBlock, Text: ch.Title, Chart: part})
	}
}

// readChart parses a chart part; where its cache is empty the embedded
// workbook is asked.
func readChart(p *Package, part string, xml []byte) (*Chart, error) {
	ch := &Chart{}
	s := NewScanner(xml, p.limits)
	s.Root()
	readChartSpace(s, ch)
	if s.Err() != nil {
		return nil, s.Err()
	}
	if slices.ContainsFunc(ch.Series, func(s Series) bool { return !s.hasCache && s.refs[2] != "" }) {
		return ch, ch.fillFromWorkbook(p, part)
	}
	return ch, nil
}

// readChartSpace looks for the title and the series, whatever the kind of plot.
func readChartSpace(s *Scanner, ch *Chart) {
	for range s.Children() {
		switch string(s.Name()) {
		case "c:title":
			ch.Title = readTitle(s)
		case "c:ser":
			if err := s.limits.Cell(1); err != nil {
				s.Fail(err)
				return
			}
			ch.Series = append(ch.Series, readSeries(s))
		case "c:valAx", "c:catAx", "c:dateAx", "c:serAx", "c:dTable", "c:legend":
		default:
			readChartSpace(s, ch)
		}
	}
}

// readTitle reads c:title: rich text, or the cache of a reference.
func readTitle(s *Scanner) string {
	var text []byte
	for range s.Children() {
		if string(s.Name()) != "c:tx" {
			continue
		}
		for range s.Children() {
			if string(s.Name()) == "c:rich" {
				text = drawingText(s, text)
				continue
			}
			points, _, _ := readReference(s)
			text = append(text, strings.Join(points, "")...)
		}
	}
	return string(text)
}

func readSeries(s *Scanner) Series {
	var out Series
	for range s.Children() {
		switch string(s.Name()) {
		case "c:tx":
			var name []string
			name, out.refs[0], _ = readSource(s)
			out.Name = strings.Join(name, " ")
		case "c:cat", "c:xVal":
			out.Categories, out.refs[1], _ = readSource(s)
		case "c:val", "c:yVal":
			out.Values, out.refs[2], out.hasCache = readSource(s)
		}
	}
	return out
}

// readSource reads what holds a reference with its cache, or literals.
func readSource(s *Scanner) (points []string, formula string, cached bool) {
	for range s.Children() {
		switch string(s.Name()) {
		case "c:strRef", "c:numRef", "c:multiLvlStrRef":
			points, formula, cached = readReference(s)
		case "c:strLit", "c:numLit":
			points = readPoints(s)
			cached = true
		case "c:v":
			points, cached = []string{s.Content()}, true
		}
	}
	return points, formula, cached
}

// readReference reads c:strRef and its like. Several levels of categories are
// joined, outermost first, as the axis shows them.
func readReference(s *Scanner) (points []string, formula string, cached bool) {
	for range s.Children() {
		switch string(s.Name()) {
		case "c:f":
			formula = s.Content()
		case "c:strCache", "c:numCache":
			points = readPoints(s)
			cached = len(points) > 0
		case "c:multiLvlStrCache":
			for range s.Children() {
				if string(s.Name()) == "c:lvl" {
					points = joinLevels(readPoints(s), points)
				}
			}
			cached = len(points) > 0
		}
	}
	return points, formula, cached
}

// joinLevels puts an outer level, which names only its first point of each
// group, before the inner one.
func joinLevels(outer, inner []string) []string {
	if inner == nil {
		return outer
	}
	group := ""
	for i := range inner {
		if i < len(outer) && outer[i] != "" {
			group = outer[i]
		}
		inner[i] = strings.TrimSpace(group + " " + inner[i])
	}
	return inner
}

// readPoints reads the points of a cache, as displayed.
func readPoints(s *Scanner) []string {
	var points []string
	general := "General"
	for range s.Children() {
		switch string(s.Name()) {
		case "c:formatCode":
			general = s.Content()
		case "c:pt":
			i := s.Int("idx", -1)
			code := general
			if own, ok := s.Attr("formatCode"); ok {
				code = own
			}
			if i < 0 || i >= maxPoints {
				continue
			}
			if err := s.limits.Cell(1 + max(0, i-len(points))); err != nil {
				s.Fail(err)
				return nil
			}
			for len(points) <= i {
				points = append(points, "")
			}
			for range s.Children() {
				if string(s.Name()) == "c:v" {
					points[i], _ = FormatValue(s.Content(), code, false)
				}
			}
		}
	}
	return points
}

// split gives one chart per set of categories: plots combined in one chart
// mostly share theirs, scatter plots do not.
func (ch *Chart) split() []*Chart {
	var parts []*Chart
	for _, s := range ch.Series {
		i := slices.IndexFunc(parts, func(c *Chart) bool {
			have := c.Series[0].Categories
			return len(s.Categories) == 0 || slices.Equal(have, s.Categories)
		})
		if i < 0 {
			parts = append(parts, &Chart{Title: ch.Title})
			i = len(parts) - 1
		}
		parts[i].Series = append(parts[i].Series, s)
	}
	return parts
}

// fillFromWorkbook reads what the cache lacks from the embedded workbook.
func (ch *Chart) fillFromWorkbook(p *Package, part string) error {
	rels, err := p.Relations(part)
	if err != nil {
		return err
	}
	for _, r := range rels {
		if r.Type != "package" || r.External {
			continue
		}
		data, err := p.Part(r.Target)
		if err != nil || data == nil {
			return err
		}
		inner, err := Open(data, p.limits)
		if err != nil {
			return err
		}
		book, err := ReadWorkbook(inner, "xl/workbook.xml")
		if err != nil {
			return err
		}
		for i := range ch.Series {
			ch.Series[i].fill(book)
		}
	}
	return nil
}

// fill looks up the formulas of a series without cache.
func (s *Series) fill(book *Workbook) {
	if s.hasCache {
		return
	}
	if name := book.Range(s.refs[0]); s.Name == "" && len(name) > 0 {
		s.Name = strings.Join(name, " ")
	}
	if len(s.Categories) == 0 {
		s.Categories = book.Range(s.refs[1])
	}
	s.Values = book.Range(s.refs[2])
}
