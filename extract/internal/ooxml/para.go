package ooxml

import (
	"strings"
	"unicode/utf8"
)

// paragraph reads w:p; what is anchored in it follows it.
func (d *word) paragraph(dst *[]Block) {
	if err := d.pkg.limits.Cell(1); err != nil {
		d.s.Fail(err)
		return
	}
	props := newParaProps()
	start := len(d.buf)
	var anchored []Block
	outer := d.attached
	d.attached = &anchored
	d.hidden = d.styles.hidden(d.styles.paragraph) == on
	d.inline(&props)
	d.finish(dst, start, props)
	*dst = append(*dst, anchored...)
	d.attached = outer
	d.endFields()
}

// finish turns the text gathered since start into a paragraph. One whose mark
// is deleted runs on into the next.
func (d *word) finish(dst *[]Block, start int, props paraProps) {
	text := strings.Trim(string(d.buf[start:]), "\n")
	d.buf = d.buf[:start]
	if d.carry = append(d.carry, text...); props.deleted {
		return
	}
	b := Block{Text: string(d.carry), Contents: d.styles.contents(props.style) || d.inContents()}
	d.carry = d.carry[:0]
	if b.Contents {
		b.Text = strings.TrimRight(b.Text, "\t ")
	}
	b.Number = d.number(&props)
	// The file has the number once; it is made, led before the text, and kept with it.
	if err := d.pkg.limits.Expand(int64(3 * len(b.Number))); err != nil {
		d.s.Fail(err)
	}
	if props.outline >= 0 && props.outline < noOutline && !b.Contents {
		b.Level = props.outline + 1
	}
	if b.Text != "" {
		b.Number = separate(b.Number, b.Text)
		*dst = append(*dst, b)
	}
}

// number completes the properties from the style and counts the paragraph in
// its list; list "0" switches numbering off (ECMA-376 17.9.18).
func (d *word) number(props *paraProps) string {
	from := d.styles.inherit(props)
	l := d.lists.lists[props.list]
	if l == nil || l.abstract == nil || props.list == "0" {
		return ""
	}
	if props.level < 0 || from != "" {
		if linked := l.levelOfStyle(from); linked > 0 || props.level < 0 {
			props.level = linked
		}
	}
	if props.outline < 0 && props.level < levels {
		if linked := l.level(props.level).style; linked != "" {
			as := paraProps{style: linked, outline: -1, level: -1}
			d.styles.inherit(&as)
			props.outline = as.outline
		}
	}
	return l.next(props.level)
}

// separate keeps a number without a separator from running into a digit of
// the text: "1." and "2021年" are not 1.2021.
func separate(number, text string) string {
	if number == "" || text[0] < '0' || text[0] > '9' {
		return number
	}
	last, _ := utf8.DecodeLastRuneInString(number)
	if last >= '0' && last <= '9' || last == '.' || last == ',' || last == '-' {
		return number + " "
	}
	return number
}

// inline reads paragraph content; wrappers are looked through, deletions and
// the old place of a move are passed over.
func (d *word) inline(props *paraProps) {
	for range d.s.Children() {
		switch string(d.s.Name()) {
		case "w:r":
			d.run()
		case "w:pPr":
			if props != nil {
				d.paraProps(props)
			}
		case "w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:dir", "w:bdo":
			d.inline(nil)
		case "w:fldSimple":
			code, _ := d.s.Attr("w:instr")
			d.fields = append(d.fields, field{code: code, result: true, drop: droppedField(code)})
			d.inline(nil)
			if n := len(d.fields); n > 0 {
				d.fields = d.fields[:n-1]
			}
		case "m:oMath", "m:oMathPara":
			d.math()
		case "mc:AlternateContent":
			d.alternate(func() { d.inline(nil) })
		case "w:subDoc":
			d.warn("a sub-document kept in another file is not read")
		}
	}
}

// paraProps reads w:pPr, which may hold the properties of a section too.
func (d *word) paraProps(props *paraProps) {
	readParaProps(d.s, props, d.section)
	if props.style != "" {
		d.hidden = d.styles.hidden(props.style) == on
	}
}

// run reads w:r.
func (d *word) run() {
	hidden := d.hidden
	d.runContent()
	d.hidden = hidden
}

// runContent reads the children of a run.
func (d *word) runContent() {
	for range d.s.Children() {
		switch string(d.s.Name()) {
		case "w:rPr":
			d.runHidden(readRunProps(d.s))
		case "w:t":
			d.text()
		case "w:tab", "w:ptab":
			d.char('\t')
		case "w:br", "w:cr":
			d.char('\n')
		case "w:noBreakHyphen":
			d.char('-')
		case "w:sym":
			font, _ := d.s.Attr("w:font")
			code, _ := d.s.Attr("w:char")
			d.char(symbol(font, code))
		case "w:fldChar":
			d.fieldChar()
		case "w:instrText":
			d.fieldCode()
		case "w:footnoteReference":
			d.note("footnote")
		case "w:endnoteReference":
			d.note("endnote")
		case "w:drawing", "w:pict", "w:object":
			d.drawing()
		case "w:ruby":
			d.ruby()
		case "mc:AlternateContent":
			d.alternate(d.runContent)
		}
	}
}

// runHidden applies the hidden toggle: the run's own, else its style's.
func (d *word) runHidden(p runProps) {
	h := p.hidden
	if h == unset && p.style != "" {
		h = d.styles.hidden(p.style)
	}
	if h != unset {
		d.hidden = h == on
	}
}

// visible reports whether text at this point is shown.
func (d *word) visible() bool {
	if d.hidden {
		return false
	}
	for i := range d.fields {
		if !d.fields[i].result || d.fields[i].drop {
			return false
		}
	}
	return true
}

// text reads w:t. A line break inside it is the file's layout, shown as space.
func (d *word) text() {
	if !d.visible() {
		return
	}
	from := len(d.buf)
	d.buf = d.s.AppendContent(d.buf)
	for i := from; i < len(d.buf); i++ {
		if c := d.buf[i]; c == '\n' || c == '\r' || c == '\t' {
			d.buf[i] = ' '
		}
	}
}

// char emits one character.
func (d *word) char(r rune) {
	if d.visible() {
		d.buf = utf8.AppendRune(d.buf, r)
	}
}

// ruby emits the base text without its reading.
func (d *word) ruby() {
	for range d.s.Children() {
		if string(d.s.Name()) == "w:rubyBase" {
			d.inline(nil)
		}
	}
}

// note places the text of a footnote or endnote; its mark is left out, since
// it would join the number before it.
func (d *word) note(kind string) {
	id, _ := d.s.Attr("w:id")
	notes, ok := d.notes[kind][id]
	if ok && d.visible() && d.attached != nil {
		*d.attached = append(*d.attached, notes...)
		delete(d.notes[kind], id)
	}
}

// power emits an exponent behind '^', so that 10² is not read as 102.
func (d *word) power() {
	from := len(d.buf)
	d.char('^')
	if to := len(d.buf); to > from {
		if d.math(); len(d.buf) == to {
			d.buf = d.buf[:from]
		}
	}
}

// math emits the text of a formula, fractions with a slash.
func (d *word) math() {
	for range d.s.Children() {
		switch string(d.s.Name()) {
		case "m:t", "w:t":
			d.text()
		case "w:del", "w:moveFrom":
		case "m:den":
			d.char('/')
			d.math()
		case "m:sup":
			d.power()
		default:
			d.math()
		}
	}
}
