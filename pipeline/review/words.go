package review

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"strconv"
	"strings"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// words are the texts of the page in one of its languages.
type words struct{ lang int }

// The languages of the page.
const (
	chinese = iota
	english
)

// Lang is the language as HTML names it.
func (w words) Lang() string { return [...]string{"zh-CN", "en"}[w.lang] }

// Other is the name and the code of the other language.
func (w words) Other() [2]string { return [...][2]string{{"English", "en"}, {"中文", "zh"}}[w.lang] }

// T returns the text of a key, an error for one that is not in the tables, so
// that no page is shown with a hole in it.
func (w words) T(key string) (string, error) {
	if t, ok := textTable[key]; ok {
		return t[w.lang], nil
	}
	return "", fmt.Errorf("no text %q", key)
}

// Value is a stored enumeration value in the language; an unknown one is shown
// as it is stored.
func (w words) Value(group, value string) string {
	if value == "" {
		return ""
	}
	if t, ok := textTable[group+"."+value]; ok {
		return t[w.lang]
	}
	return value
}

// Rule is the title of a rule.
func (w words) Rule(id string) string {
	r, ok := schema.RuleByID(schema.RuleID(id))
	switch {
	case !ok:
		return id
	case w.lang == english:
		return r.English
	}
	return r.Title
}

// Concept is the label of a concept with its id.
func (w words) Concept(id string) string {
	if label := w.ConceptLabel(id); label != id {
		return label + " · " + id
	}
	return id
}

// ConceptLabel is the label of a concept, its id for one that is not known.
func (w words) ConceptLabel(id string) string {
	c, _ := schema.ConceptByID(schema.ConceptID(id))
	return cmp.Or(c.Label, id)
}

// factRows are the properties of a fact, those that it has.
func (w words) factRows(f *sink.FactRow) (rows [][2]string) {
	add := func(key, value string) {
		if value != "" {
			t, _ := w.T(key) // the keys are those below: a test asks for each
			rows = append(rows, [2]string{t, value})
		}
	}
	concept := w.Concept(str(f.Concept))
	if f.Concept == nil {
		concept, _ = w.T("no concept")
	}
	add("concept", concept)
	add("label", f.Label)
	add("value", joined(" ", w.Value("approx", f.Approx), grouped(sink.Unscaled(f.Value).String())+" "+f.Unit))
	add("period", joined(" · ", period(f.PeriodStart, f.PeriodEnd), w.Value("origin", str(f.PeriodSource))))
	add("phase", joined(" · ", w.Value("measure", str(f.Measure)), w.Value("origin", str(f.MeasureSource))))
	if f.ValueForm != string(schema.Level) {
		add("form", w.Value("form", f.ValueForm))
	}
	add("base", joined(" ", w.baseConcept(f), w.Value("measure", str(f.BaseMeasure)), period(f.BasePeriodStart, f.BasePeriodEnd)))
	rows = append(rows, w.dimensionRows(f)...)
	add("whose", str(f.Entity))
	add("section", str(f.Section))
	add("tagging rule", str(f.Rule))
	add("place", where(w, &f.Locator))
	add("context", f.Context)
	return rows
}

func (w words) baseConcept(f *sink.FactRow) string {
	if f.BaseConcept == nil || str(f.Concept) == *f.BaseConcept {
		return ""
	}
	return w.ConceptLabel(*f.BaseConcept)
}

func (w words) dimensionRows(f *sink.FactRow) (rows [][2]string) {
	year := 0
	if f.PeriodEnd != nil {
		year = schema.Date(*f.PeriodEnd).Year()
	}
	known := f.Known()
	for _, d := range schema.AllDimensions() {
		value := d.Of(&known)
		switch {
		case value == "":
			continue
		case d.Labels != "":
			value = w.Value(d.Labels, value)
		case d.Classified != nil:
			value = joined(" ", value, d.Classified(value, year))
		}
		rows = append(rows, [2]string{[...]string{chinese: d.Title, english: d.English}[w.lang], value})
	}
	return rows
}

// checkRows are the arithmetic of a check.
func (w words) checkRows(c *checkView) (rows [][2]string) {
	for _, r := range [][2]string{{"reported", c.Reported}, {"computed", c.Computed}, {"difference", c.Difference}, {"tolerance", c.Tolerance},
		{"looks like", c.Diag}, {"waived because", c.Waiver}} {
		if r[1] != "" {
			t, _ := w.T(r[0])
			rows = append(rows, [2]string{t, r[1]})
		}
	}
	return rows
}

// where says where a number stands as a person would count.
func where(w words, l *sink.Locator) string {
	var parts []string
	add := func(key string, n int32) {
		format, _ := w.T(key)
		parts = append(parts, fmt.Sprintf(format, n))
	}
	if l.Page != nil {
		add("at page", *l.Page)
	}
	if l.Line != nil {
		add("at line", *l.Line)
	}
	if l.Table != nil && l.Row != nil && l.Col != nil {
		add("at table", *l.Table+1)
		add("at row", *l.Row+1)
		add("at column", *l.Col+1)
	} else if l.Line == nil && l.Block != nil {
		add("at block", *l.Block+1)
	}
	return strings.Join(parts, w.comma())
}

func (w words) comma() string { return [...]string{"，", ", "}[w.lang] }

// forScript are the words the script sets by itself.
func (w words) forScript() map[string]string {
	out := make(map[string]string)
	for key, t := range textTable {
		if group, _, ok := strings.Cut(key, "."); ok && (group == "verdict" || group == "script") || strings.HasPrefix(key, "action ") {
			out[key] = t[w.lang]
		}
	}
	return out
}

// money prints a stored number with its unit.
func money(n *int64, unit string) string {
	if n == nil {
		return ""
	}
	return joined(" ", grouped(sink.Unscaled(*n).String()), unit)
}

// grouped sets commas between thousands.
func grouped(s string) string {
	digits := strings.TrimPrefix(s, "-")
	whole, fraction, dotted := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dotted {
		whole += "." + fraction
	}
	if len(digits) < len(s) {
		return "−" + whole
	}
	return whole
}

func period(start, end *int32) string {
	if end == nil {
		return ""
	}
	p := schema.Period{End: schema.Date(*end), Start: schema.Date(*end)}
	if start != nil {
		p.Start = schema.Date(*start)
	}
	switch {
	case p.IsInstant():
		return p.End.String()
	case p == schema.YearPeriod(p.Start.Year()):
		return strconv.Itoa(p.Start.Year())
	}
	return p.Start.String() + " – " + p.End.String()
}

func joined(sep string, parts ...string) string {
	var used []string
	for _, s := range parts {
		if s != "" {
			used = append(used, s)
		}
	}
	return strings.Join(used, sep)
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func num(n *int32) int32 {
	if n == nil {
		return 0
	}
	return *n
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// shorten cuts a text to n code points.
func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

func baseName(p string) string { return path.Base(strings.ReplaceAll(p, `\`, "/")) }

func documentURL(id string) string { return "/doc/" + url.PathEscape(id) }

func officeURL(entity string) string {
	if entity == "" {
		return ""
	}
	return "/office?" + url.Values{"entity": {entity}}.Encode()
}

// webURL lets a link to the web through and nothing else.
func webURL(s string) string {
	if u, err := url.Parse(s); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		return u.String()
	}
	return ""
}
