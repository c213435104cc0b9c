package ooxml

import (
	"strconv"
	"strings"
)

// noOutline is the outline level of body text (ECMA-376 17.3.1.20).
const noOutline = 9

// style is what this package needs of a w:style.
type style struct {
	name    string
	basedOn string
	props   paraProps
	hidden  tristate
}

// tristate is a toggle that may be left to the style below.
type tristate int8

const (
	unset tristate = iota
	off
	on
)

// paraProps are the properties of a paragraph, as far as they are stated.
type paraProps struct {
	style   string
	outline int // 0–8, noOutline, or -1 when not stated
	list    string
	level   int // in list, -1 when not stated
	deleted bool
}

func newParaProps() paraProps { return paraProps{outline: -1, level: -1} }

// styles is the styles part.
type styles struct {
	byID      map[string]*style
	paragraph string // the default paragraph style
}

// readStyles parses word/styles.xml; nil gives no styles.
func readStyles(part []byte, lim Limits) (*styles, error) {
	st := &styles{byID: map[string]*style{}}
	if part == nil {
		return st, nil
	}
	s := NewScanner(part, lim)
	s.Root()
	for range s.Children() {
		if string(s.Name()) != "w:style" {
			continue
		}
		id, _ := s.Attr("w:styleId")
		kind, _ := s.Attr("w:type")
		isDefault, _ := s.Attr("w:default")
		if kind == "paragraph" && (isDefault == "1" || isDefault == "true") {
			st.paragraph = id
		}
		st.byID[id] = readStyle(s)
	}
	return st, s.Err()
}

func readStyle(s *Scanner) *style {
	st := &style{props: newParaProps()}
	for range s.Children() {
		switch string(s.Name()) {
		case "w:name":
			st.name = strings.ToLower(s.Val())
		case "w:basedOn":
			st.basedOn = s.Val()
		case "w:pPr":
			readParaProps(s, &st.props, nil)
		case "w:rPr":
			st.hidden = readRunProps(s).hidden
		}
	}
	return st
}

// readParaProps reads w:pPr; section, if not nil, reads the properties of a
// section that ends here. The state before a tracked change is passed over.
func readParaProps(s *Scanner, p *paraProps, section func()) {
	for range s.Children() {
		switch string(s.Name()) {
		case "w:pStyle":
			p.style = s.Val()
		case "w:outlineLvl":
			p.outline = s.Int("w:val", noOutline)
		case "w:numPr":
			for range s.Children() {
				switch string(s.Name()) {
				case "w:numId":
					p.list = s.Val()
				case "w:ilvl":
					p.level = s.Int("w:val", -1)
				}
			}
		case "w:sectPr":
			if section != nil {
				section()
			}
		case "w:rPr":
			for range s.Children() {
				if n := string(s.Name()); n == "w:del" || n == "w:moveFrom" {
					p.deleted = true
				}
			}
		}
	}
}

// runProps are the properties of a run.
type runProps struct {
	style  string
	hidden tristate
}

func readRunProps(s *Scanner) runProps {
	var r runProps
	for range s.Children() {
		switch string(s.Name()) {
		case "w:rStyle":
			r.style = s.Val()
		case "w:vanish":
			r.hidden = off
			if s.On() {
				r.hidden = on
			}
		}
	}
	return r
}

// chain calls f for a style and those it is based on, until f reports false.
func (st *styles) chain(id string, f func(*style) bool) {
	for range 32 { // a loop of styles ends too
		s := st.byID[id]
		if s == nil || !f(s) {
			return
		}
		id = s.basedOn
	}
}

// hidden resolves the hidden-text toggle of a style.
func (st *styles) hidden(id string) tristate {
	h := unset
	st.chain(id, func(s *style) bool { h = s.hidden; return h == unset })
	return h
}

// inherit completes a paragraph's properties from its style. The style that
// states the list also names the level linked to it.
func (st *styles) inherit(p *paraProps) (listStyle string) {
	id := p.style
	if id == "" {
		id = st.paragraph
	}
	st.chain(id, func(s *style) bool {
		if p.outline < 0 {
			p.outline = s.props.outline
		}
		if p.list == "" && s.props.list != "" {
			p.list, listStyle = s.props.list, id
		}
		if p.level < 0 {
			p.level = s.props.level
		}
		id = s.basedOn
		return true
	})
	if p.outline < 0 {
		st.chain(p.style, func(s *style) bool {
			p.outline = outlineOfName(s.name)
			return p.outline < 0
		})
	}
	return listStyle
}

// outlineOfName returns the outline level a built-in style has when its
// definition leaves it to the application, else -1.
func outlineOfName(name string) int {
	if name == "title" {
		return 0
	}
	if rest, ok := strings.CutPrefix(name, "heading "); ok {
		if n, err := strconv.Atoi(rest); err == nil && n >= 1 && n <= 9 {
			return n - 1
		}
	}
	return -1
}

// contents reports whether a style is one of a table of contents.
func (st *styles) contents(id string) bool {
	s := st.byID[id]
	return s != nil && strings.HasPrefix(s.name, "toc ")
}
