package extract

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const (
	wordMLSpace  = "http://schemas.microsoft.com/office/word/2003/wordml"
	flatOPCSpace = "http://schemas.microsoft.com/office/2006/xmlPackage"
)

// matchWordML recognises the XML of Word 2003 and packages written as one XML
// file (flat OPC) by the namespace of their root.
func matchWordML(data []byte) bool {
	head := xmlHead(data)
	return bytes.HasPrefix(head, []byte("<")) &&
		(bytes.Contains(head, []byte(wordMLSpace)) || bytes.Contains(head, []byte(flatOPCSpace)))
}

// xmlHead returns the beginning of a file as UTF-8.
func xmlHead(data []byte) []byte {
	head := data[:min(len(data), 4096)]
	if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
		head, _, _ = transform.Bytes(unicode.BOMOverride(transform.Nop), head)
	}
	return bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
}

// newXMLDecoder reads XML in any declared encoding; entities other than the
// five of XML are an error and nothing outside the file is ever read.
func newXMLDecoder(data []byte) *xml.Decoder {
	r := transform.NewReader(bytes.NewReader(data), unicode.BOMOverride(transform.Nop))
	dec := xml.NewDecoder(r)
	dec.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return input, nil // the byte order mark has done it
		}
		e, err := htmlindex.Get(label)
		if err != nil {
			return nil, err
		}
		return e.NewDecoder().Reader(input), nil
	}
	return dec
}

// readWordML reads Word 2003 XML, or hands the parts of a flat package on.
func readWordML(in *input) (*Document, error) {
	if bytes.Contains(xmlHead(in.data), []byte(flatOPCSpace)) {
		return readFlatOPC(in)
	}
	w := &wordML{in: in, dec: newXMLDecoder(in.data), levels: map[string]int{}, parents: map[string]string{}}
	doc := &Document{}
	if err := w.walk("", w.document); err != nil {
		if r, ok := err.(*Refusal); ok {
			return nil, r
		}
		if len(w.body.paras) == 0 {
			return nil, refuse(Corrupt, "%v", err)
		}
		doc.Warnings = append(doc.Warnings, Warning{-1, "the XML breaks off: " + err.Error()})
	}
	if err := w.blocks(doc); err != nil {
		return nil, err
	}
	if len(doc.Blocks) == 0 {
		return nil, refuse(Empty, "the document has no text")
	}
	return doc, nil
}

// wordML is the state of reading one file.
type wordML struct {
	in                   *input
	dec                  *xml.Decoder
	elements             int
	nesting              int
	levels               map[string]int    // outline level by style
	parents              map[string]string // based-on style by style
	body, notes, headers mlSink
	out                  *mlSink // where paragraphs go
	para                 mlPara
	depth                int   // tables around
	fields               []int // of open fields: 1 in the instruction, 2 in the result
}

// mlSink collects the paragraphs of one part.
type mlSink struct{ paras []flowPara }

// mlPara is the paragraph being read.
type mlPara struct {
	text   []byte
	level  int
	number string
	hidden bool // of the run being read
}

// maxXMLDepth bounds the nesting of elements for each level of depth allowed.
const maxXMLDepth = 16

// walk reads the children of the current element until its end, calling f for
// each; f must read the child to its end.
func (w *wordML) walk(until string, f func(xml.StartElement) error) error {
	if w.nesting++; w.nesting > maxXMLDepth*w.in.limits.Depth {
		return refuse(TooLarge, "elements nested more than %d deep", maxXMLDepth*w.in.limits.Depth)
	}
	defer func() { w.nesting-- }()
	for {
		tok, err := w.dec.Token()
		if err == io.EOF && until == "" {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if w.elements++; w.elements&0xfff == 0 {
				if err := w.in.check(); err != nil {
					return err
				}
			}
			if err := f(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// children reads the children of an element.
func (w *wordML) children(e xml.StartElement, f func(xml.StartElement) error) error {
	return w.walk(e.Name.Local, f)
}

// xmlAttr returns an attribute by its local name.
func xmlAttr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// on tells whether a property element switches its property on.
func on(e xml.StartElement) bool {
	v := xmlAttr(e, "val")
	return v != "off" && v != "0" && v != "false"
}

// document reads the root and its parts.
func (w *wordML) document(e xml.StartElement) error {
	switch e.Name.Local {
	case "wordDocument", "styles":
		return w.children(e, w.document)
	case "style":
		return w.style(e)
	case "body":
		w.out = &w.body
		return w.children(e, w.block)
	}
	return w.dec.Skip()
}

// style reads the outline level of a style.
func (w *wordML) style(e xml.StartElement) error {
	id := xmlAttr(e, "styleId")
	return w.children(e, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "basedOn":
			w.parents[id] = xmlAttr(e, "val")
		case "pPr":
			return w.children(e, func(e xml.StartElement) error {
				if e.Name.Local == "outlineLvl" {
					w.levels[id] = outlineLevel(e)
				}
				return w.dec.Skip()
			})
		}
		return w.dec.Skip()
	})
}

// outlineLevel reads w:outlineLvl: 0 to 8 are headings, 9 is body text.
func outlineLevel(e xml.StartElement) int {
	n, err := strconv.Atoi(xmlAttr(e, "val"))
	if err != nil || n < 0 || n > 8 {
		return 0
	}
	return n + 1
}

// styleLevel is the outline level of a style or of those it is based on.
func (w *wordML) styleLevel(id string) int {
	for range 12 {
		if level, ok := w.levels[id]; ok {
			return level
		}
		if id = w.parents[id]; id == "" {
			break
		}
	}
	return 0
}

// blocks makes the document of what was collected.
func (w *wordML) blocks(doc *Document) error {
	if !flowHasTitle(w.body.paras) {
		if err := addFlow(w.in, doc, Note, distinctFlow(w.headers.paras)); err != nil {
			return err
		}
	}
	if err := addFlow(w.in, doc, Paragraph, w.body.paras); err != nil {
		return err
	}
	return addFlow(w.in, doc, Note, w.notes.paras)
}
