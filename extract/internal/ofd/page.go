package ofd

import (
	"gongkai/extract/internal/draw"
	"gongkai/extract/internal/layout"
	"gongkai/extract/internal/ooxml"
)

// page reads one page and adds it to the document. One that is broken does not
// stop the others.
func (r *reader) page(part string) error {
	p, err := r.readPage(part)
	if err != nil && !unreadable(err) {
		return err
	}
	if err != nil {
		p = Page{Broken: true}
	}
	p.Number = len(r.out.Pages) + 1
	r.out.Pages = append(r.out.Pages, p)
	return nil
}

func (r *reader) readPage(part string) (Page, error) {
	s, err := scan(r.pkg, r.lim, part)
	if err != nil {
		return Page{}, err
	}
	var templates []string
	area := r.area
	c := &canvas{r: r, s: s}
	for range s.Children() {
		switch local(s) {
		case "Area":
			area = areaOf(s, area)
		case "Template":
			if len(templates) < maxTemplates {
				templates = append(templates, attr(s, "TemplateID"))
			}
		case "PageRes":
			if err := r.resources(r.place(part, s.Content())); err != nil {
				return Page{}, err
			}
		case "Content":
			c.objects(0)
		}
	}
	if s.Err() != nil {
		return Page{}, s.Err()
	}
	var below Drawing
	for _, id := range templates {
		t, err := r.template(id)
		if err != nil {
			return Page{}, err
		}
		if err := below.add(t, r.lim); err != nil {
			return Page{}, err
		}
	}
	if err := below.add(&c.Drawing, r.lim); err != nil {
		return Page{}, err
	}
	below.scale(area)
	return Page{Width: area[2] * pointsPerMM, Height: area[3] * pointsPerMM, Drawing: below}, nil
}

// template returns what a template page draws; one that is missing or broken
// draws nothing.
func (r *reader) template(id string) (*Drawing, error) {
	if d, ok := r.drawn[id]; ok {
		return d, nil
	}
	c := &canvas{r: r}
	r.drawn[id] = &c.Drawing
	part, ok := r.templates[id]
	if !ok {
		return &c.Drawing, nil
	}
	s, err := scan(r.pkg, r.lim, part)
	if err == nil {
		c.s = s
		for range s.Children() {
			if local(s) == "Content" {
				c.objects(0)
			}
		}
		err = s.Err()
	}
	if err != nil && !unreadable(err) {
		return nil, err
	}
	return &c.Drawing, nil
}

// add draws another drawing over this one, in an account of its own: a template
// is read once and drawn on every page.
func (d *Drawing) add(o *Drawing, lim ooxml.Limits) error {
	if err := lim.Expand(int64(len(o.Glyphs))*glyphBytes + int64(len(o.Rules))*32); err != nil {
		return err
	}
	d.Glyphs = append(d.Glyphs, o.Glyphs...)
	d.Rules = append(d.Rules, o.Rules...)
	d.Images += o.Images
	d.Texts += o.Texts
	d.Composites += o.Composites
	if len(d.Glyphs) > maxChars {
		return tooMany("a page has more than %d characters", maxChars)
	}
	return nil
}

// scale puts a drawing in millimetres on a page in points.
func (d *Drawing) scale(area [4]float64) {
	points := func(b layout.Box) layout.Box {
		return layout.Box{X0: (b.X0 - area[0]) * pointsPerMM, Y0: (b.Y0 - area[1]) * pointsPerMM,
			X1: (b.X1 - area[0]) * pointsPerMM, Y1: (b.Y1 - area[1]) * pointsPerMM}
	}
	for i := range d.Glyphs {
		d.Glyphs[i].Box = points(d.Glyphs[i].Box)
	}
	for i := range d.Rules {
		d.Rules[i] = points(d.Rules[i])
	}
}

// canvas reads the objects of one page or template.
type canvas struct {
	r        *reader
	s        *ooxml.Scanner
	count    int // objects
	segments int
	Drawing
}

// objects reads the objects inside the current element, layers and blocks of
// objects included.
func (c *canvas) objects(depth int) {
	if depth > c.r.lim.Depth {
		c.s.Fail(&ooxml.Error{Kind: ooxml.TooDeep, Detail: "objects are nested too deep"})
		return
	}
	for range c.s.Children() {
		if c.count++; c.count > maxObjects {
			c.s.Fail(tooMany("a page draws more than %d objects", maxObjects))
			return
		}
		name := local(c.s)
		if attr(c.s, "Visible") == "false" || attr(c.s, "Alpha") == "0" {
			continue
		}
		switch name {
		case "Layer", "PageBlock":
			c.objects(depth + 1)
		case "TextObject":
			c.Texts++
			c.text()
		case "PathObject":
			c.path()
		case "ImageObject":
			c.Images++
		case "CompositeObject":
			c.Composites++
		}
	}
}

// object is what an object of any kind states of itself.
type object struct {
	m            draw.Matrix // from the object's space to the page
	fill, stroke bool
}

// object reads the attributes of the current object. The boundary's corner is
// the origin of its space, which the CTM is applied in.
func (c *canvas) object(fill, stroke bool) object {
	o := object{m: draw.Identity(), fill: fill, stroke: stroke}
	if v := numbers(attr(c.s, "CTM")); len(v) == 6 {
		o.m = draw.Matrix{A: v[0], B: v[1], C: v[2], D: v[3], E: v[4], F: v[5]}
	}
	if v := numbers(attr(c.s, "Boundary")); len(v) == 4 {
		o.m = o.m.Then(draw.MovedTo(v[0], v[1]))
	}
	if v, ok := c.s.Attr("Fill"); ok {
		o.fill = v == "true" || v == "1"
	}
	if v, ok := c.s.Attr("Stroke"); ok {
		o.stroke = v == "true" || v == "1"
	}
	return o
}
