package sink

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Printable returns s as valid UTF-8, which every table asks for: bytes that
// are none are written \xNN, so that a name in another encoding can still be
// found. What is valid stays as it is.
func Printable(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, s[0])
		} else {
			b.WriteString(s[:size])
		}
		s = s[size:]
	}
	return b.String()
}
