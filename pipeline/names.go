package pipeline

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// printable returns s as valid UTF-8, which every table asks for: bytes that
// are none are written \xNN, so that a name in another encoding can still be
// found. What is valid stays as it is.
func printable(s string) string {
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

// distinct makes the names of things different: of several with one name those
// after the first get a number, #2, #3, … in order.
func distinct[T any](things []T, name func(*T) *string) {
	taken := make(map[string]bool, len(things))
	for i := range things {
		taken[*name(&things[i])] = true
	}
	seen, last := make(map[string]bool, len(things)), make(map[string]int)
	for i := range things {
		s := name(&things[i])
		plain := *s
		if !seen[plain] {
			seen[plain] = true
			continue
		}
		for n := max(last[plain]+1, 2); ; n++ {
			if *s = fmt.Sprintf("%s#%d", plain, n); !taken[*s] {
				taken[*s], last[plain] = true, n
				break
			}
		}
	}
}
