package nlp

import (
	_ "embed"

	"github.com/klauspost/compress/zstd"
)

// packedWords are the common words of Chinese, a line each with frequency and part
// of speech: the 53,000 of the 350,000 entries of gse's dictionary that occur at
// least fifty times, which hold running text together for an eighth of the memory
// and a fifth of the time of all. common.NOTICE has the licences. It is a
// string, for the linker keeps strings once, and Sources has the file too.
//
//go:embed common.txt.zst
var packedWords string

// commonWords returns the list as text.
func commonWords() string {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return "" // a test holds that the list can be read
	}
	defer r.Close()
	text, err := r.DecodeAll([]byte(packedWords), nil)
	if err != nil {
		return ""
	}
	return string(text)
}
