package pipeline

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// hashesHead begins a file of hashes, so that one of another form is not read.
const hashesHead = "gongkai hashes 1\n"

// encode lists the hashes a line each: stamp, hash and quoted path. It is read
// at the start of every run and may have a million lines, hence no JSON.
func (c hashCache) encode() []byte {
	b := []byte(hashesHead)
	for _, path := range slices.Sorted(maps.Keys(c)) {
		h := c[path]
		b = append(append(b, h.Stamp...), ' ')
		b = append(append(b, h.Hash...), ' ')
		b = append(strconv.AppendQuote(b, path), '\n')
	}
	return b
}

// decodeHashes reads what encode wrote. A damaged line is passed over: its file
// is hashed anew.
func decodeHashes(data []byte) hashCache {
	data, ok := bytes.CutPrefix(data, []byte(hashesHead))
	if !ok {
		return nil
	}
	c := make(hashCache, bytes.Count(data, []byte{'\n'}))
	for line := range strings.Lines(string(data)) {
		line, whole := strings.CutSuffix(line, "\n")
		stamp, rest, _ := strings.Cut(line, " ")
		hash, quoted, _ := strings.Cut(rest, " ")
		if path, err := strconv.Unquote(quoted); whole && err == nil && len(hash) == 64 {
			c[path] = hashed{stamp, hash}
		}
	}
	return c
}
