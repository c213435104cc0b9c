package ooxml

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// toUTF8 returns a part's XML as UTF-8 without byte order mark: ECMA-376 part 2
// allows UTF-8 and UTF-16; a few producers declare others.
func toUTF8(part []byte) ([]byte, error) {
	if rest, ok := bytes.CutPrefix(part, []byte("\xef\xbb\xbf")); ok {
		return rest, nil
	}
	enc := declaredEncoding(part)
	if enc == nil {
		return part, nil
	}
	out, err := enc.NewDecoder().Bytes(part)
	if err != nil {
		return nil, errorf(Corrupt, "XML encoding: %v", err)
	}
	return out, nil
}

// declaredEncoding returns the encoding when it is not UTF-8.
func declaredEncoding(part []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(part, []byte("\xff\xfe")), bytes.HasPrefix(part, []byte("<\x00")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(part, []byte("\xfe\xff")), bytes.HasPrefix(part, []byte("\x00<")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	head := part[:min(len(part), 200)]
	end := bytes.Index(head, []byte("?>"))
	if !bytes.HasPrefix(head, []byte("<?xml")) || end < 0 {
		return nil
	}
	for rest := head[len("<?xml"):end]; ; {
		name, value, tail, ok := nextAttr(rest)
		if !ok {
			return nil
		}
		if string(name) == "encoding" {
			return encodingByName(strings.ToLower(string(value)))
		}
		rest = tail
	}
}

// encodingByName returns a legacy encoding; GB2312 and GBK are read as their
// superset GB18030.
func encodingByName(name string) encoding.Encoding {
	switch name {
	case "gb2312", "gbk", "gb18030":
		return simplifiedchinese.GB18030
	case "iso-8859-1", "latin1", "windows-1252":
		return charmap.Windows1252
	}
	return nil
}
