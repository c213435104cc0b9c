package ofd

import (
	"strings"

	"gongkai/extract/internal/sfnt"
)

// maxFonts bounds the fonts of one document.
const maxFonts = 10_000

// font is a font of the resources; its file is opened when it is asked for the
// first time.
type font struct {
	part  string
	read  bool
	chars map[int]rune // by glyph; 0 where the font names several
}

// resources notes the fonts of a part of resources. A part that is missing or
// broken has none.
func (r *reader) resources(part string) error {
	s, err := scan(r.pkg, r.lim, part)
	if err != nil {
		if unreadable(err) {
			return nil
		}
		return err
	}
	base := attr(s, "BaseLoc")
	for range s.Children() {
		if local(s) != "Fonts" {
			continue
		}
		for range s.Children() {
			if local(s) != "Font" || len(r.fonts) >= maxFonts {
				continue
			}
			f := &font{}
			r.fonts[attr(s, "ID")] = f
			for range s.Children() {
				if local(s) == "FontFile" {
					f.part = r.place(part, base+"/"+strings.TrimSpace(s.Content()))
				}
			}
		}
	}
	if unreadable(s.Err()) {
		return nil
	}
	return s.Err()
}

// char is the character of a glyph, 0 where the font does not tell. A font that
// cannot be opened tells nothing.
func (f *font) char(r *reader, glyph int) rune {
	if !f.read {
		f.read = true
		if data, err := r.pkg.Part(f.part); err == nil {
			f.chars = sfnt.Chars(data, r.lim.Expand)
		}
	}
	return f.chars[glyph]
}
