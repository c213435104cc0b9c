package ooxml

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// Event is what Scanner.Next met.
type Event uint8

// The events. An empty element gives Start and End.
const (
	EOF Event = iota
	Start
	End
	Chars
)

// elementsPerDepth is how many levels of elements one level of Limits.Depth
// allows: a nested table costs up to eight (tbl, sdt, sdtContent, tr, …), a
// text box fourteen.
const elementsPerDepth = 16

// Scanner reads XML in place, without allocating per token. Errors are sticky:
// after one, Next returns EOF and Err the cause. Tags must balance; a document
// type declaration is an error.
type Scanner struct {
	buf      []byte
	pos      int
	name     []byte // canonical name of the current element
	attrs    []byte // raw attributes of the current start tag
	text     []byte // raw characters
	verbatim bool   // text is CDATA
	pending  bool   // an empty element's End is due
	open     []openTag
	bindings []binding
	scratch  []byte
	prefix   []byte // last prefix resolved, and its canonical form
	canon    string
	resolved bool // prefix and canon hold
	limits   Limits
	events   int
	err      error
}

// openTag is an element that has not ended.
type openTag struct {
	raw      []byte
	bindings int // namespace bindings in force before it
}

// binding is one namespace declaration.
type binding struct {
	prefix []byte
	canon  string
}

// NewScanner scans one part. UTF-16 and declared legacy encodings are
// transcoded first.
func NewScanner(part []byte, lim Limits) *Scanner {
	s := &Scanner{limits: lim}
	s.buf, s.err = toUTF8(part)
	s.bindings = append(s.bindings, binding{[]byte("xml"), "xml"}, binding{nil, ""})
	return s
}

// Err returns the first error.
func (s *Scanner) Err() error { return s.err }

// Fail ends the scan with an error, unless there is one already.
func (s *Scanner) Fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// Name returns the canonical name of the element last started ("w:p"; "?:x"
// in a namespace not known here). It is valid until the next call of Next.
func (s *Scanner) Name() []byte { return s.name }

// Next advances to the next event. Comments and processing instructions are
// passed over.
func (s *Scanner) Next() Event {
	if s.pending {
		s.pending = false
		s.pop()
		return End
	}
	if s.events++; s.events&0xffff == 0 {
		if err := s.limits.check(); err != nil {
			s.Fail(err)
		}
	}
	for s.err == nil && s.pos < len(s.buf) {
		rest := s.buf[s.pos:]
		switch {
		case rest[0] != '<':
			return s.characters(rest)
		case len(rest) > 1 && rest[1] == '/':
			return s.endTag(rest)
		case len(rest) > 1 && rest[1] == '?':
			s.skipPast(rest, "?>")
		case len(rest) > 1 && rest[1] == '!':
			if s.declaration(rest) {
				return Chars
			}
		default:
			return s.startTag(rest)
		}
	}
	if len(s.open) > 0 {
		s.Fail(errorf(Corrupt, "XML ends inside <%s>", s.open[len(s.open)-1].raw))
	}
	return EOF
}

// characters takes text up to the next tag.
func (s *Scanner) characters(rest []byte) Event {
	n := bytes.IndexByte(rest, '<')
	if n < 0 {
		n = len(rest)
	}
	s.text, s.verbatim = rest[:n], false
	s.pos += n
	return Chars
}

// declaration reads what begins with "<!" and reports whether it was text.
func (s *Scanner) declaration(rest []byte) bool {
	const cdata = "<![CDATA["
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		s.skipPast(rest, "-->")
	case bytes.HasPrefix(rest, []byte(cdata)):
		from := s.pos + len(cdata)
		if !s.skipPast(rest, "]]>") {
			return false
		}
		s.text, s.verbatim = s.buf[from:s.pos-len("]]>")], true
		return true
	default:
		s.Fail(errorf(Corrupt, "XML declares a document type or entities, which is refused"))
	}
	return false
}

// skipPast moves behind the first mark.
func (s *Scanner) skipPast(rest []byte, mark string) bool {
	n := bytes.Index(rest, []byte(mark))
	if n < 0 {
		s.Fail(errorf(Corrupt, "XML ends before %q", mark))
		return false
	}
	s.pos += n + len(mark)
	return true
}

// startTag reads a start or empty tag at rest[0].
func (s *Scanner) startTag(rest []byte) Event {
	end := tagEnd(rest)
	if end < 0 {
		s.Fail(errorf(Corrupt, "XML ends inside a tag"))
		return EOF
	}
	tag := rest[1:end]
	s.pos += end + 1
	if n := len(tag); n > 0 && tag[n-1] == '/' {
		tag, s.pending = tag[:n-1], true
	}
	n := 0
	for n < len(tag) && !isSpace(tag[n]) {
		n++
	}
	if n == 0 {
		s.Fail(errorf(Corrupt, "XML has a tag without a name"))
		return EOF
	}
	s.open = append(s.open, openTag{tag[:n], len(s.bindings)})
	if len(s.open) > s.limits.Depth*elementsPerDepth {
		s.Fail(errorf(TooDeep, "elements nested more than %d deep", s.limits.Depth*elementsPerDepth))
		return EOF
	}
	s.attrs = tag[n:]
	if len(s.attrs) > 0 && bytes.Contains(s.attrs, []byte("xmlns")) {
		s.bind()
	}
	s.resolve(tag[:n])
	return Start
}

// endTag reads an end tag and checks that it closes the open element.
func (s *Scanner) endTag(rest []byte) Event {
	n := bytes.IndexByte(rest, '>')
	if n < 0 || len(s.open) == 0 {
		s.Fail(errorf(Corrupt, "XML has an end tag out of place"))
		return EOF
	}
	if raw := bytes.TrimRight(rest[2:n], " \t\r\n"); !bytes.Equal(raw, s.open[len(s.open)-1].raw) {
		s.Fail(errorf(Corrupt, "XML closes <%s> with </%s>", s.open[len(s.open)-1].raw, raw))
		return EOF
	}
	s.pos += n + 1
	s.pop()
	return End
}

// pop leaves the innermost element and its namespaces.
func (s *Scanner) pop() {
	last := s.open[len(s.open)-1]
	s.open = s.open[:len(s.open)-1]
	if last.bindings < len(s.bindings) {
		s.bindings = s.bindings[:last.bindings]
		s.resolved = false
	}
}

// bind takes the namespace declarations of the current start tag.
func (s *Scanner) bind() {
	for rest := s.attrs; ; {
		name, value, tail, ok := nextAttr(rest)
		if !ok {
			return
		}
		rest = tail
		prefix, found := bytes.CutPrefix(name, []byte("xmlns"))
		if !found || len(prefix) > 0 && prefix[0] != ':' {
			continue
		}
		s.bindings = append(s.bindings, binding{bytes.TrimPrefix(prefix, []byte(":")), canonical(string(value))})
		s.resolved = false
	}
}

// resolve sets the canonical name of an element; where the file uses the
// canonical prefix, as nearly all do, that is the file's own bytes.
func (s *Scanner) resolve(raw []byte) {
	colon := bytes.IndexByte(raw, ':')
	prefix, local := raw[:max(colon, 0)], raw[colon+1:]
	if !s.resolved || !bytes.Equal(prefix, s.prefix) {
		s.prefix, s.canon, s.resolved = prefix, s.lookup(prefix), true
	}
	if string(prefix) == s.canon {
		s.name = raw
		return
	}
	s.scratch = append(append(append(s.scratch[:0], s.canon...), ':'), local...)
	s.name = s.scratch
}

// lookup returns the canonical form of a prefix in force.
func (s *Scanner) lookup(prefix []byte) string {
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if bytes.Equal(s.bindings[i].prefix, prefix) {
			return s.bindings[i].canon
		}
	}
	return unknown
}

// Children iterates over the elements directly inside the one just started.
// What the loop body leaves unread of a child is passed over.
func (s *Scanner) Children() func(yield func() bool) {
	return func(yield func() bool) {
		depth := len(s.open)
		for len(s.open) >= depth && s.err == nil {
			switch s.Next() {
			case EOF:
				return
			case Start:
				if !yield() {
					return
				}
				s.leave(depth)
			}
		}
	}
}

// leave reads on until depth elements are open.
func (s *Scanner) leave(depth int) {
	for len(s.open) > depth && s.Next() != EOF {
	}
}

// Root enters the root element and returns its canonical name.
func (s *Scanner) Root() string {
	for {
		switch s.Next() {
		case Start:
			return string(s.name)
		case EOF:
			s.Fail(errorf(Corrupt, "XML without an element"))
			return ""
		}
	}
}

// AppendContent appends the characters of the current element, those of
// elements inside it included, and leaves it.
func (s *Scanner) AppendContent(dst []byte) []byte {
	for depth := len(s.open); len(s.open) >= depth; {
		switch s.Next() {
		case Chars:
			dst = s.appendText(dst)
		case EOF:
			return dst
		}
	}
	return dst
}

// Content returns the characters of the current element.
func (s *Scanner) Content() string { return string(s.AppendContent(nil)) }

// appendText appends the current characters, decoded.
func (s *Scanner) appendText(dst []byte) []byte {
	if s.verbatim || bytes.IndexByte(s.text, '&') < 0 {
		return appendValid(dst, s.text)
	}
	decoded, ok := unescape(s.text)
	if !ok {
		s.Fail(errorf(Corrupt, "XML refers to an entity that is not declared"))
	}
	return appendValid(dst, decoded)
}

// appendValid appends text with invalid UTF-8 replaced.
func appendValid(dst, text []byte) []byte {
	if utf8.Valid(text) {
		return append(dst, text...)
	}
	return append(dst, bytes.ToValidUTF8(text, []byte("\uFFFD"))...)
}

// Attr returns the attribute of the current start tag with a canonical name
// ("w:val", or "val" for one without prefix). It must be called before Next.
func (s *Scanner) Attr(name string) (string, bool) {
	v, ok := s.rawAttr(name)
	if !ok || bytes.IndexByte(v, '&') < 0 {
		return string(v), ok
	}
	decoded, ok := unescape(v)
	return string(decoded), ok
}

// rawAttr is Attr without decoding and without a copy.
func (s *Scanner) rawAttr(name string) ([]byte, bool) {
	wantPrefix, want := "", name
	for i := range len(name) {
		if name[i] == ':' {
			wantPrefix, want = name[:i], name[i+1:]
		}
	}
	for rest := s.attrs; ; {
		raw, value, tail, ok := nextAttr(rest)
		if !ok {
			return nil, false
		}
		rest = tail
		colon := bytes.IndexByte(raw, ':')
		if string(raw[colon+1:]) != want || (colon < 0) != (wantPrefix == "") {
			continue
		}
		if colon < 0 || s.lookup(raw[:colon]) == wantPrefix {
			return value, true
		}
	}
}

// Val returns w:val.
func (s *Scanner) Val() string {
	v, _ := s.Attr("w:val")
	return v
}

// Int returns an integer attribute, or def when it is absent or no integer.
func (s *Scanner) Int(name string, def int) int {
	v, ok := s.rawAttr(name)
	if !ok {
		return def
	}
	n, err := strconv.Atoi(string(v))
	if err != nil {
		return def
	}
	return n
}

// On reports an on/off property (ECMA-376 17.17.4): present and not false.
func (s *Scanner) On() bool {
	v, ok := s.rawAttr("w:val")
	if !ok {
		return true
	}
	switch string(v) {
	case "0", "false", "off":
		return false
	}
	return true
}

// tagEnd returns the index of the '>' that ends the tag at b[0]; one inside
// quotes does not.
func tagEnd(b []byte) int {
	quote := byte(0)
	for i := 1; i < len(b); i++ {
		switch c := b[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

// nextAttr splits the first attribute off b.
func nextAttr(b []byte) (name, value, rest []byte, ok bool) {
	i := 0
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	eq := bytes.IndexByte(b[i:], '=')
	if eq < 0 {
		return nil, nil, nil, false
	}
	name = bytes.TrimRight(b[i:i+eq], " \t\r\n")
	b = bytes.TrimLeft(b[i+eq+1:], " \t\r\n")
	if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
		return nil, nil, nil, false
	}
	end := bytes.IndexByte(b[1:], b[0])
	if end < 0 {
		return nil, nil, nil, false
	}
	return name, b[1 : 1+end], b[end+2:], true
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// unescape decodes character references and the five predefined entities.
func unescape(b []byte) ([]byte, bool) {
	out := make([]byte, 0, len(b))
	for {
		amp := bytes.IndexByte(b, '&')
		if amp < 0 {
			return append(out, b...), true
		}
		out = append(out, b[:amp]...)
		semi := bytes.IndexByte(b[amp:], ';')
		if semi < 0 {
			return append(out, b[amp:]...), false
		}
		r, ok := entity(string(b[amp+1 : amp+semi]))
		if !ok {
			return append(out, b[amp:]...), false
		}
		out = utf8.AppendRune(out, r)
		b = b[amp+semi+1:]
	}
}

// entity returns the character a reference stands for.
func entity(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune {
		return 0, false
	}
	return rune(n), true
}
