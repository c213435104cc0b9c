package extract

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"io"
	"strings"
)

// readFlatOPC turns a package written as one XML file into the zip it stands
// for, and reads that.
func readFlatOPC(in *input) (*Document, error) {
	data, err := flatToZip(in)
	if err != nil {
		return nil, err
	}
	return readInner(in, data)
}

// flatToZip writes the parts of a flat package to a zip: XML parts as they
// stand, binary ones decoded.
func flatToZip(in *input) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	types := bytes.NewBufferString(`<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`)
	dec := newXMLDecoder(in.data)
	parts := 0
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, refuse(Corrupt, "flat package: %v", err)
		}
		e, ok := tok.(xml.StartElement)
		if !ok || e.Name.Local != "part" {
			continue
		}
		if parts++; parts > maxFlatParts {
			return nil, refuse(TooLarge, "more than %d parts", maxFlatParts)
		}
		name := strings.TrimPrefix(xmlAttr(e, "name"), "/")
		if err := in.expand(0); err != nil {
			return nil, err
		}
		if err := flatPart(in, dec, z, name); err != nil {
			return nil, err
		}
		types.WriteString(`<Override PartName="/` + escapeXML(name) + `" ContentType="` + escapeXML(xmlAttr(e, "contentType")) + `"/>`)
	}
	types.WriteString("</Types>")
	f, err := z.Create("[Content_Types].xml")
	if err == nil {
		_, err = f.Write(types.Bytes())
	}
	if err == nil {
		err = z.Close()
	}
	return out.Bytes(), err
}

// maxFlatParts bounds the parts of a flat package.
const maxFlatParts = 1 << 14

// escapeXML escapes text for an attribute.
func escapeXML(s string) string {
	var b strings.Builder
	if xml.EscapeText(&b, []byte(s)) != nil {
		return ""
	}
	return b.String()
}

// flatPart copies one pkg:part, whose start has been read.
func flatPart(in *input, dec *xml.Decoder, z *zip.Writer, name string) error {
	for {
		tok, err := dec.Token()
		if err != nil {
			return refuse(Truncated, "flat package: %v", err)
		}
		switch t := tok.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			var data []byte
			switch t.Name.Local {
			case "xmlData":
				data, err = innerXML(in, dec)
			case "binaryData":
				data, err = innerBinary(dec)
			default:
				err = dec.Skip()
			}
			if err != nil {
				return refuse(Corrupt, "flat package: %v", err)
			}
			if err := in.expand(int64(len(data))); err != nil {
				return err
			}
			f, err := z.Create(name)
			if err != nil {
				return err
			}
			if _, err := f.Write(data); err != nil {
				return err
			}
		}
	}
}

// innerXML returns the bytes between the tags of the element just begun. Only
// files in UTF-8 keep their offsets; Word writes no others.
func innerXML(in *input, dec *xml.Decoder) ([]byte, error) {
	from := dec.InputOffset()
	depth := 1
	for {
		before := dec.InputOffset()
		tok, err := dec.Token()
		if err != nil {
			return nil, err
		}
		switch tok.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				bom := int64(0)
				if bytes.HasPrefix(in.data, []byte("\xEF\xBB\xBF")) {
					bom = 3
				}
				if before+bom > int64(len(in.data)) {
					return nil, io.ErrUnexpectedEOF
				}
				return in.data[from+bom : before+bom], nil
			}
		}
	}
}

// innerBinary decodes the base64 text of the element just begun.
func innerBinary(dec *xml.Decoder) ([]byte, error) {
	var text []byte
	for {
		tok, err := dec.Token()
		if err != nil {
			return nil, err
		}
		switch t := tok.(type) {
		case xml.CharData:
			for _, c := range t {
				if c > ' ' {
					text = append(text, c)
				}
			}
		case xml.EndElement:
			out := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
			n, err := base64.StdEncoding.Decode(out, text)
			return out[:n], err
		case xml.StartElement:
			if err := dec.Skip(); err != nil {
				return nil, err
			}
		}
	}
}
