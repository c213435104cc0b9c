package review

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"strings"
	"sync"

	"gongkai/pipeline/batch"
	"gongkai/pipeline/sink"
)

//go:embed templates/*.html
var templateFiles embed.FS

// frame is a page in its frame.
type frame struct {
	W       words
	Name    string // of the template of the body
	Title   string
	Here    string // path and query, for the switch of languages
	Add     bool   // whether files can be added
	Body    any
	Scripts []string // files of assets that the page runs
	Inline  *inline  // style and scripts of a page that stands alone, nil when served
}

// inline is what a page that stands alone carries in itself. Its policy names
// the hashes of style and scripts, so that nothing else runs in it.
type inline struct {
	Style   template.CSS
	Scripts []template.JS
	Policy  string
}

// templatesOf parses the templates with the words of a language, once for each.
func templatesOf(w words) (*template.Template, error) {
	return [...]func() (*template.Template, error){parsedChinese, parsedEnglish}[w.lang]()
}

var (
	parsedChinese = sync.OnceValues(func() (*template.Template, error) { return parse(words{chinese}) })
	parsedEnglish = sync.OnceValues(func() (*template.Template, error) { return parse(words{english}) })
)

func parse(w words) (*template.Template, error) {
	return template.New("").Funcs(template.FuncMap{
		"t": w.T, "value": w.Value, "group": func(n any) string { return grouped(digits(n)) }, "base": baseName,
		"groups": func(name string, rows []groupLine) groups { return groups{name, rows} },
		"sorts": func(chosen string) ([]choice, error) {
			return w.options("sort", chosen, "", "path", "year", "coverage")
		},
		"checksorts": func(chosen string) ([]choice, error) { return w.options("sort", chosen, "severe", "size") },
		"decisions": func(chosen string) ([]choice, error) {
			return w.options("decided", chosen, "", "open", "accept", "reject", "comment", "waived")
		},
		"checkrows": w.checkRows, "told": told,
		"decideform": func(p *documentPage, rule, id, action, note string, history []string) decideForm {
			return decideForm{p.Token, p.Head.ID, rule, id, action, note, p.Reviewer, w.reasons(), history}
		},
		"add":     func(a, b int) int { return a + b },
		"nothing": func() []string { return nil },
		"script": func(p pageData) (template.JS, error) { // encoding/json escapes <, > and &
			s, err := p.JSON()
			return template.JS(s), err
		},
	}).ParseFS(templateFiles, "templates/*.html")
}

// digits prints an integer of any of the types that pages count in.
func digits(n any) string {
	switch n := n.(type) {
	case int:
		return itoa(int64(n))
	case int32:
		return itoa(int64(n))
	case int64:
		return itoa(n)
	}
	return ""
}

// render writes a page; out gets all of it or nothing.
func render(out io.Writer, f *frame) error {
	t, err := templatesOf(f.W)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "frame", f); err != nil {
		return err
	}
	_, err = b.WriteTo(out)
	return err
}

// renderAlone writes a page that carries its style and scripts in itself.
func renderAlone(out io.Writer, f *frame) (err error) {
	if f.Inline, err = newInline(f.Scripts); err != nil {
		return err
	}
	return render(out, f)
}

// Content is the page's own part, made by the template it names.
func (f *frame) Content() (template.HTML, error) {
	t, err := templatesOf(f.W)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = t.ExecuteTemplate(&b, f.Name, f.Body)
	return template.HTML(b.String()), err // written by html/template
}

func newInline(scripts []string) (*inline, error) {
	style, err := asset("app.css")
	if err != nil {
		return nil, err
	}
	in := &inline{Style: template.CSS(style)}
	var hashes []string
	for _, name := range scripts {
		script, err := asset(name)
		if err != nil {
			return nil, err
		}
		in.Scripts = append(in.Scripts, template.JS(script))
		hashes = append(hashes, source(script))
	}
	in.Policy = "default-src 'none'; style-src " + source(style) + "; script-src " + cmp.Or(strings.Join(hashes, " "), "'none'") + "; base-uri 'none'; form-action 'none'"
	return in, nil
}

// source is a text as a content security policy names it.
func source(text []byte) string {
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum256(text)) + "'"
}

func sum256(data []byte) []byte {
	sum := sha256.Sum256(data)
	return sum[:]
}

// WriteDocument writes the document view of one report as a page that stands
// alone: nothing is loaded, nothing can be decided. lang is zh or en.
func WriteDocument(out io.Writer, rows *sink.Rows, lang string) error {
	w := languageNamed(lang)
	page := documentOf(w, []sink.DocumentRow{rows.Document}, rows, nil)
	page.Head.OfficeURL = ""
	return renderAlone(out, &frame{W: w, Name: "document", Title: page.Head.Title, Body: page, Scripts: []string{documentScript}})
}

// groups is a table of groups with the name of its first column.
type groups struct {
	Name string
	Rows []groupLine
}

// decideForm is what a form that decides is filled with: Action and Note are
// those of the present decision, "" without one.
type decideForm struct {
	Token, Document, Rule, ID, Action, Note string
	Reviewer                                string   // as named last
	Reasons                                 []string // that are given often
	History                                 []string // all that was decided
}

// reasons are those that are given often for accepting a difference.
func (w words) reasons() (all []string) {
	for _, key := range []string{"as printed", "other basis", "rounded", "explained"} {
		all = append(all, w.Value("because", key))
	}
	return all
}

// history tells decisions a line each.
func (w words) history(all []batch.Decision) (lines []string) {
	for i := range all {
		lines = append(lines, w.decided(&all[i]))
	}
	return lines
}

func (w words) decided(d *batch.Decision) string {
	said := strings.TrimSuffix(strings.Replace(d.At, "T", " ", 1), "Z")
	if said != "" {
		said += " UTC "
	}
	said = joined(" ", strings.TrimSpace(said), d.By, w.Value("decided", string(d.Action)))
	if d.Note != "" {
		said += ": " + d.Note
	}
	return said
}

// meanwhile tells a reviewer what another has decided since the page was made.
func (w words) meanwhile(last *batch.Decision) string {
	return w.Value("script", "meanwhile") + w.decided(last)
}

// options are the choices of a list that is not made from the dataset.
func (w words) options(group, chosen string, values ...string) (all []choice, err error) {
	for _, v := range values {
		label, err := w.T(group + "." + v)
		if err != nil {
			return nil, err
		}
		all = append(all, choice{v, label, v == chosen})
	}
	return all, nil
}
