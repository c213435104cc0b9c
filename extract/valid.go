package extract

import (
	"strings"
	"unicode/utf8"
)

// makeValid makes every string of a document valid UTF-8, whatever its reader
// let through. Positions count code points, and they stay as they are: each
// byte that is no UTF-8 counts as one and becomes one U+FFFD.
func (d *Document) makeValid() {
	for _, s := range []*string{&d.Meta.Title, &d.Meta.Issuer, &d.Meta.Published} {
		*s = validText(*s)
	}
	for i := range d.Warnings {
		d.Warnings[i].Detail = validText(d.Warnings[i].Detail)
	}
	for _, t := range d.Texts() {
		t.makeValid()
	}
}

func (t *Text) makeValid() {
	if utf8.ValidString(t.S) {
		return
	}
	s := t.S
	for i := range t.Lines {
		t.Lines[i].Offset = len(validText(s[:t.Lines[i].Offset]))
	}
	t.S = validText(s)
}

// validText puts U+FFFD for each byte that is no UTF-8.
func validText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		b.WriteRune(r)
	}
	return b.String()
}
