package batch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// What one run keeps for the next is never believed unseen: it carries its
// SHA-256, and what does not agree with that is made anew.

// sealLength is that of a seal: a line with the hash.
const sealLength = 2*sha256.Size + 1

// seal adds the seal to data.
func seal(data []byte) []byte {
	sum := sha256.Sum256(data)
	return append(hex.AppendEncode(data, sum[:]), '\n')
}

// unseal returns what was sealed; false when it is not as it was written.
func unseal(data []byte) ([]byte, bool) {
	at := len(data) - sealLength
	if at < 0 {
		return nil, false
	}
	body := data[:at:at]
	return body, bytes.Equal(seal(body), data)
}
