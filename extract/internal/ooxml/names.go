package ooxml

import "strings"

// unknown is the canonical prefix of every namespace this package does not read.
const unknown = "?"

// canonical returns the prefix under which this package knows a namespace:
// the transitional (schemas.openxmlformats.org) and Strict (purl.oclc.org)
// names of ECMA-376 part 1 share one.
func canonical(uri string) string {
	for _, base := range []string{"http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"} {
		if rest, ok := strings.CutPrefix(uri, base); ok {
			return canonicalStandard(strings.Replace(rest, "/2006/", "/", 1))
		}
	}
	switch uri {
	case "http://www.w3.org/XML/1998/namespace":
		return "xml"
	case "http://purl.org/dc/elements/1.1/":
		return "dc"
	case "urn:schemas-microsoft-com:vml":
		return "v"
	case "urn:schemas-microsoft-com:office:office":
		return "o"
	case "urn:schemas-microsoft-com:office:spreadsheet":
		return "ss"
	case "urn:schemas-microsoft-com:office:excel":
		return "excel"
	case "urn:oasis:names:tc:opendocument:xmlns:office:1.0":
		return "office"
	case "urn:oasis:names:tc:opendocument:xmlns:text:1.0":
		return "text"
	case "urn:oasis:names:tc:opendocument:xmlns:style:1.0":
		return "style"
	case "urn:oasis:names:tc:opendocument:xmlns:table:1.0":
		return "table"
	case "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":
		return "draw"
	case "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":
		return "manifest"
	}
	return canonicalMicrosoft(uri)
}

// canonicalStandard names a namespace of the standard, given without its base.
func canonicalStandard(rest string) string {
	switch rest {
	case "wordprocessingml/main":
		return "w"
	case "spreadsheetml/main":
		return "x"
	case "presentationml/main":
		return "p"
	case "officeDocument/relationships":
		return "r"
	case "officeDocument/math":
		return "m"
	case "drawingml/main":
		return "a"
	case "drawingml/chart":
		return "c"
	case "drawingml/diagram":
		return "dgm"
	case "drawingml/spreadsheetDrawing":
		return "xdr"
	case "drawingml/wordprocessingDrawing":
		return "wp"
	case "markup-compatibility/2006":
		return "mc"
	case "package/relationships":
		return "rel"
	case "package/content-types":
		return "ct"
	}
	return unknown
}

// canonicalMicrosoft names the extension namespaces whose content is text this
// package reads; a mc:Choice that requires another one is passed over. Chartex
// is listed although its charts are only noted, because its fallback is a
// notice to upgrade.
func canonicalMicrosoft(uri string) string {
	rest, ok := strings.CutPrefix(uri, "http://schemas.microsoft.com/office/")
	if !ok {
		return unknown
	}
	switch rest {
	case "word/2010/wordprocessingShape":
		return "wps"
	case "word/2010/wordprocessingGroup":
		return "wpg"
	case "word/2010/wordprocessingCanvas":
		return "wpc"
	case "word/2010/wordprocessingDrawing":
		return "wp14"
	case "word/2010/wordml":
		return "w14"
	case "word/2012/wordml":
		return "w15"
	case "drawing/2010/main":
		return "a14"
	case "drawing/2007/8/2/chart":
		return "c14"
	case "drawing/2014/chartex":
		return "cx"
	}
	if strings.HasPrefix(rest, "drawing/") && strings.Contains(rest, "/chartex") {
		return "cx"
	}
	return unknown
}
