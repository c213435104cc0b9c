package ooxml

import "strings"

// field is a complex field that has begun (ECMA-376 17.16.18).
type field struct {
	code   string
	result bool // past its separator
	drop   bool // the result is a page number
	age    int  // paragraphs ended since it began
}

// fieldChar reads w:fldChar.
func (d *word) fieldChar() {
	kind, _ := d.s.Attr("w:fldCharType")
	n := len(d.fields)
	switch {
	case kind == "begin":
		d.fields = append(d.fields, field{})
	case n == 0:
	case kind == "separate":
		f := &d.fields[n-1]
		f.result, f.drop = true, droppedField(f.code)
	case kind == "end":
		f := d.fields[n-1]
		d.fields = d.fields[:n-1]
		if r, ok := combined(f); ok {
			d.char(r)
		}
	}
}

// fieldCode gathers the code of the innermost field.
func (d *word) fieldCode() {
	n := len(d.fields)
	if n == 0 || d.fields[n-1].result || len(d.fields[n-1].code) > 1<<10 {
		return
	}
	d.fields[n-1].code += d.s.Content()
}

// endFields ages the open fields at the end of a paragraph. A code that has
// not ended one paragraph later never will: its field is forgotten, so that a
// lost end mark does not hide the rest of the document.
func (d *word) endFields() {
	kept := d.fields[:0]
	for _, f := range d.fields {
		if f.age++; f.result || f.age < 2 {
			kept = append(kept, f)
		}
	}
	d.fields = kept
}

// inContents reports whether this point lies in a table of contents.
func (d *word) inContents() bool {
	for i := range d.fields {
		if d.fields[i].result && fieldName(d.fields[i].code) == "TOC" {
			return true
		}
	}
	return false
}

// droppedField reports whether a field's result is a page number, which is
// furniture and no content.
func droppedField(code string) bool {
	switch fieldName(code) {
	case "PAGEREF", "PAGE", "NUMPAGES", "SECTIONPAGES":
		return true
	}
	return false
}

func fieldName(code string) string {
	words := strings.Fields(code)
	if len(words) == 0 {
		return ""
	}
	return strings.ToUpper(words[0])
}

// combined returns the enclosed number that an EQ field without result draws:
// Word's "enclose characters" writes EQ \o\ac(○,3) for ③.
func combined(f field) (rune, bool) {
	if f.result || fieldName(f.code) != "EQ" {
		return 0, false
	}
	_, rest, ok := strings.Cut(strings.ReplaceAll(f.code, " ", ""), `\o\ac(○,`)
	if !ok {
		return 0, false
	}
	n := 0
	for _, c := range strings.TrimSuffix(rest, ")") {
		if c < '0' || c > '9' || n > 20 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	s, ok := pick(n, circled)
	if !ok {
		return 0, false
	}
	return []rune(s)[0], true
}
