package extract

import (
	"bytes"
	"cmp"
)

// matchRTF recognises Rich Text Format.
func matchRTF(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	return bytes.HasPrefix(bytes.TrimLeft(data[:min(len(data), 64)], " \t\r\n\x00"), []byte(`{\rtf`))
}

// readRTF reads Rich Text Format (specification 1.9.1): the text with its
// tables, notes, text boxes and list numbers; fields by their results; hidden
// and deleted text left out.
func readRTF(in *input) (*Document, error) {
	r := newRTF(in)
	if err := r.run(); err != nil {
		return nil, err
	}
	doc := &Document{}
	if n := len(r.stack); n > 1 {
		doc.Warnings = append(doc.Warnings, Warning{-1, "the file ends inside open groups"})
	}
	if err := r.blocks(doc); err != nil {
		return nil, err
	}
	if len(doc.Blocks) == 0 {
		if r.pictures > 0 {
			return nil, refuse(ImageOnly, "%d pictures and no text", r.pictures)
		}
		return nil, refuse(Empty, "the document has no text")
	}
	return doc, nil
}

// rtfSink collects the paragraphs of one part of the document.
type rtfSink struct {
	paras []flowPara
	text  []byte // of the paragraph being read
}

// rtfState is what a group saves and gives back at its end.
type rtfState struct {
	skip            bool // a destination that is no text
	dest            rtfDest
	sink            *rtfSink
	uc              int // bytes that stand for a Unicode character
	font            int
	hidden, deleted bool
	inTable         bool
	itap, level     int
	style           int
	number          int      // 1 + where the text of a list number begins, 0 elsewhere
	row             *gridRow // restored at the end of nested row properties
}

// rtfDest says which table a group fills.
type rtfDest uint8

const (
	rtfText rtfDest = iota
	rtfFonts
	rtfStyles
)

// rtf is the state of reading one file.
type rtf struct {
	in                   *input
	b                    []byte
	at                   int
	stack                []rtfState
	body, notes, headers *rtfSink
	page                 int // ANSI code page of the file
	defaultFont          int
	charsets             map[int]int // charset by font
	levels               map[int]int // outline level by style
	pendingBytes         []byte
	pendingUnits         []uint16
	skipBytes            int // still to skip after a Unicode character
	row                  gridRow
	cell                 gridCell
	inRow                bool   // a row is defined and not ended
	styleName            []byte // of the style sheet entry being read
	fresh                bool   // nothing has been read of the group yet
	star                 bool   // the group began with an asterisk
	parts                []rtfPart
	pictures             int
}

// maxRTFGroups bounds the nesting of groups for each level of depth allowed.
const maxRTFGroups = 16

func newRTF(in *input) *rtf {
	r := &rtf{in: in, b: in.data, page: 1252, charsets: map[int]int{}, levels: map[int]int{},
		body: &rtfSink{}, notes: &rtfSink{}, headers: &rtfSink{}}
	r.stack = []rtfState{{sink: r.body, uc: 1, font: -1}}
	return r
}

// top is the state of the innermost group.
func (r *rtf) top() *rtfState { return &r.stack[len(r.stack)-1] }

// rtfParaBytes is the memory of a paragraph until it is a block.
const rtfParaBytes = 120

// run reads all tokens.
func (r *rtf) run() error {
	paras := 0
	for n := 0; r.at < len(r.b); n++ {
		if n&0xfff == 0 {
			have := len(r.body.paras) + len(r.notes.paras) + len(r.headers.paras)
			if err := cmp.Or(r.in.spend(int64(have-paras)*rtfParaBytes), r.in.check()); err != nil {
				return err
			}
			paras = have
		}
		c := r.b[r.at]
		r.at++
		switch c {
		case '{':
			if err := r.open(); err != nil {
				return err
			}
		case '}':
			if r.close(); len(r.stack) == 1 {
				r.finish()
				return nil // what follows the document's group is no text
			}
		case '\\':
			r.control()
		case '\r', '\n', 0:
		default:
			r.char(c)
		}
	}
	r.finish()
	return nil
}

// finish ends the last paragraphs.
func (r *rtf) finish() {
	r.flush()
	for _, s := range []*rtfSink{r.body, r.notes, r.headers} {
		if len(s.text) > 0 {
			s.paras = append(s.paras, flowPara{text: string(s.text)})
			s.text = s.text[:0]
		}
	}
}

// open begins a group.
func (r *rtf) open() error {
	r.flush()
	r.skipBytes, r.fresh, r.star = 0, true, false
	if len(r.stack) > maxRTFGroups*r.in.limits.Depth {
		return refuse(TooLarge, "groups nested more than %d deep", maxRTFGroups*r.in.limits.Depth)
	}
	s := *r.top()
	s.row, s.number = nil, 0
	r.stack = append(r.stack, s)
	return nil
}

// close ends a group.
func (r *rtf) close() {
	r.flush()
	r.skipBytes, r.fresh, r.star = 0, false, false
	if len(r.stack) == 1 {
		return
	}
	ended := *r.top()
	if ended.dest == rtfStyles {
		r.nameStyle(ended.style)
	}
	r.stack = r.stack[:len(r.stack)-1]
	if ended.number > 0 && ended.number-1 <= len(ended.sink.text) {
		ended.sink.text = append(ended.sink.text[:ended.number-1], listNumber(ended.sink.text[ended.number-1:])...)
	}
	if ended.row != nil {
		r.row, r.cell = *ended.row, gridCell{}
	}
	if ended.sink != r.top().sink && len(ended.sink.text) > 0 {
		ended.sink.paras = append(ended.sink.paras, flowPara{text: string(ended.sink.text)})
		ended.sink.text = ended.sink.text[:0]
	}
}

// control reads what follows a backslash.
func (r *rtf) control() {
	if r.at >= len(r.b) {
		return
	}
	c := r.b[r.at]
	if c|0x20 >= 'a' && c|0x20 <= 'z' {
		r.word(r.keyword())
		return
	}
	r.at++
	if c == '\'' {
		if r.at+2 <= len(r.b) {
			r.char(hexByte(r.b[r.at], r.b[r.at+1]))
			r.at += 2
		}
		return
	}
	if r.skipBytes > 0 && c != '*' {
		r.skipBytes--
		return
	}
	switch c {
	case '*':
		// a group that begins so is a destination; within one, some writers put
		// it before a property, and what follows is text as before
		r.star = r.fresh
	case '~':
		r.unit(0xa0)
	case '_':
		r.unit('-')
	case '\r', '\n':
		r.paragraph(false)
	case '{', '}', '\\':
		r.char(c)
	}
}

// hexByte decodes two hexadecimal digits, 0 for what is none.
func hexByte(a, b byte) byte { return hexDigit(a)<<4 | hexDigit(b) }

func hexDigit(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return 0
}

// keyword reads a control word with its number; has tells whether it has one.
func (r *rtf) keyword() (name string, n int, has bool) {
	from := r.at
	for r.at < len(r.b) && r.b[r.at]|0x20 >= 'a' && r.b[r.at]|0x20 <= 'z' && r.at-from < 40 {
		r.at++
	}
	name = string(r.b[from:r.at])
	sign := 1
	if r.at+1 < len(r.b) && r.b[r.at] == '-' && isDigitByte(r.b[r.at+1]) {
		sign = -1
		r.at++
	}
	for digits := 0; r.at < len(r.b) && isDigitByte(r.b[r.at]); r.at++ {
		if has = true; digits < 10 {
			n = n*10 + int(r.b[r.at]-'0')
			digits++
		}
	}
	if r.at < len(r.b) && r.b[r.at] == ' ' {
		r.at++
	}
	return name, sign * n, has
}

func isDigitByte(c byte) bool { return c >= '0' && c <= '9' }
