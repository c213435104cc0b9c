package ofd

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"gongkai/extract/internal/layout"
	"gongkai/extract/internal/ooxml"
)

// What one document may have; the longest report seen has 900 pages.
const (
	maxPages     = 5000
	maxChars     = 200_000 // characters of one page
	maxObjects   = 100_000 // objects of one page
	maxSegments  = 200_000 // steps of the paths of one page
	maxTemplates = 1000
	glyphBytes   = 128 // memory of a character while it is laid out
)

// Main is the part every package has.
const Main = "OFD.xml"

// Document is what an OFD package holds.
type Document struct {
	Title string
	Pages []Page
}

// Page is one page, in points, the origin at its upper left.
type Page struct {
	Number        int
	Width, Height float64
	Broken        bool // the page cannot be read
	Drawing
}

// Drawing is what a page draws.
type Drawing struct {
	Glyphs     []Glyph
	Rules      []layout.Box
	Images     int
	Texts      int // text objects
	Composites int // composite objects, which are not read
}

// Glyph is a character and its angle on the page, in degrees counter-clockwise.
type Glyph struct {
	layout.Glyph
	Angle float64
}

// reader reads one document of a package.
type reader struct {
	pkg       *ooxml.Package
	lim       ooxml.Limits
	out       *Document
	area      [4]float64 // of a page that does not say its own
	fonts     map[string]*font
	templates map[string]string   // part of a template page by its id
	drawn     map[string]*Drawing // templates, each read once
}

// Read reads all documents of a package.
func Read(pkg *ooxml.Package, lim ooxml.Limits) (*Document, error) {
	if pkg.Has("Encryptions.xml") {
		return nil, &ooxml.Error{Kind: ooxml.Encrypted, Detail: "the package is encrypted"}
	}
	s, err := scan(pkg, lim, Main)
	if err != nil {
		return nil, err
	}
	out := &Document{}
	var roots []string
	for range s.Children() {
		switch local(s) {
		case "DocBody":
			roots = append(roots, out.body(s)...)
		case "Encryptions":
			return nil, &ooxml.Error{Kind: ooxml.Encrypted, Detail: "the package is encrypted"}
		}
	}
	if s.Err() != nil {
		return nil, s.Err()
	}
	if len(roots) == 0 {
		return nil, &ooxml.Error{Kind: ooxml.Corrupt, Detail: "the package names no document"}
	}
	for _, root := range roots {
		r := &reader{pkg: pkg, lim: lim, out: out, area: [4]float64{0, 0, 210, 297},
			fonts: map[string]*font{}, templates: map[string]string{}, drawn: map[string]*Drawing{}}
		if err := r.document(root); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// body reads the title of a document and returns where its root part is.
func (d *Document) body(s *ooxml.Scanner) (roots []string) {
	for range s.Children() {
		switch local(s) {
		case "DocRoot":
			roots = append(roots, strings.TrimSpace(s.Content()))
		case "DocInfo":
			for range s.Children() {
				if local(s) == "Title" && d.Title == "" {
					d.Title = strings.TrimSpace(s.Content())
				}
			}
		}
	}
	return roots
}

// scan opens a part and enters its root element.
func scan(pkg *ooxml.Package, lim ooxml.Limits, part string) (*ooxml.Scanner, error) {
	data, err := pkg.Part(part)
	if err != nil {
		return nil, err
	}
	if data == nil {
		return nil, &ooxml.Error{Kind: ooxml.Corrupt, Detail: fmt.Sprintf("the part %s is missing", part)}
	}
	s := ooxml.NewScanner(data, lim)
	s.Root()
	return s, s.Err()
}

// local is the name of the current element without its prefix: the standard and
// what came before it differ in their namespaces, and some writers have none.
func local(s *ooxml.Scanner) string {
	name := string(s.Name())
	return name[strings.LastIndexByte(name, ':')+1:]
}

// attr is an attribute of the current element, "" where there is none.
func attr(s *ooxml.Scanner, name string) string {
	v, _ := s.Attr(name)
	return v
}

// place resolves a location against the part it stands in. Some writers give it
// from the root of the package without saying so.
func (r *reader) place(part, loc string) string {
	loc = strings.TrimSpace(loc)
	if rest, ok := strings.CutPrefix(loc, "/"); ok {
		return path.Clean(rest)
	}
	if full := path.Join(path.Dir(part), loc); r.pkg.Has(full) || !r.pkg.Has(loc) {
		return full
	}
	return path.Clean(loc)
}

// document reads the root part of a document and then its pages.
func (r *reader) document(root string) error {
	root = strings.TrimPrefix(path.Clean("/"+root), "/")
	s, err := scan(r.pkg, r.lim, root)
	if err != nil {
		return err
	}
	var pages []string
	for range s.Children() {
		switch local(s) {
		case "CommonData":
			err = r.common(s, root)
		case "Pages":
			for range s.Children() {
				if local(s) == "Page" && len(pages) <= maxPages {
					pages = append(pages, r.place(root, attr(s, "BaseLoc")))
				}
			}
		}
		if err != nil {
			return err
		}
	}
	if s.Err() != nil {
		return s.Err()
	}
	if len(r.out.Pages)+len(pages) > maxPages {
		return tooMany("the document has more than %d pages", maxPages)
	}
	for _, part := range pages {
		if err := r.page(part); err != nil {
			return err
		}
	}
	return nil
}

func tooMany(format string, n int) error {
	return &ooxml.Error{Kind: ooxml.TooMany, Detail: fmt.Sprintf(format, n)}
}

// common reads what the pages share: their size, templates and fonts.
func (r *reader) common(s *ooxml.Scanner, root string) error {
	for range s.Children() {
		switch local(s) {
		case "PageArea":
			r.area = areaOf(s, r.area)
		case "TemplatePage":
			if len(r.templates) >= maxTemplates {
				return tooMany("the document has more than %d templates", maxTemplates)
			}
			r.templates[attr(s, "ID")] = r.place(root, attr(s, "BaseLoc"))
		case "PublicRes", "DocumentRes":
			if err := r.resources(r.place(root, s.Content())); err != nil {
				return err
			}
		}
	}
	return nil
}

// areaOf reads the box of a page, or returns def.
func areaOf(s *ooxml.Scanner, def [4]float64) [4]float64 {
	for range s.Children() {
		if local(s) != "PhysicalBox" {
			continue
		}
		if v := numbers(s.Content()); len(v) == 4 && v[2] > 0 && v[3] > 0 {
			def = [4]float64(v)
		}
	}
	return def
}

// unreadable reports that an error concerns one part only: what is broken or
// missing in it does not keep the others from being read.
func unreadable(err error) bool {
	var own *ooxml.Error
	return errors.As(err, &own) && own.Kind == ooxml.Corrupt
}
