package extract

import "bytes"

// oldWordFormats are word processors whose files have a signature and no
// reader here; naming them keeps them from being taken for text.
var oldWordFormats = []struct{ signature, name string }{
	{"\x9B\xA5", "Word 1 for Windows"},
	{"\xDB\xA5", "Word 2 for Windows"},
	{"\xFE\x37\x00", "Word for Macintosh"},
	{"\x31\xBE\x00\x00", "Microsoft Write or Word for DOS"},
	{"\x32\xBE\x00\x00", "Microsoft Write with embedded objects"},
	{"\xFFWPC", "WordPerfect"},
}

// matchOldWord recognises them.
func matchOldWord(data []byte) bool { return oldWordName(data) != "" }

// oldWordName names the format, "" when it is none of them.
func oldWordName(data []byte) string {
	for _, f := range oldWordFormats {
		if bytes.HasPrefix(data, []byte(f.signature)) {
			return f.name
		}
	}
	return ""
}

// readOldWord refuses them.
func readOldWord(in *input) (*Document, error) {
	return nil, refuse(Unsupported, "a document of %s", oldWordName(in.data))
}
