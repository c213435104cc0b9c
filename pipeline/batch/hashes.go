package batch

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
	return seal(b)
}

// decodeHashes reads what encode wrote; of anything else nothing is believed,
// and all files are hashed anew.
func decodeHashes(data []byte) hashCache {
	data, whole := unseal(data)
	data, ours := bytes.CutPrefix(data, []byte(hashesHead))
	if !whole || !ours {
		return nil
	}
	c := make(hashCache, bytes.Count(data, []byte{'\n'}))
	for line := range strings.Lines(string(data)) {
		stamp, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		hash, quoted, _ := strings.Cut(rest, " ")
		if path, err := strconv.Unquote(quoted); err == nil {
			c[path] = hashed{stamp, hash}
		}
	}
	return c
}
