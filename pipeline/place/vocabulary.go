package place

import (
	"sync"
	"unicode/utf8"

	"gongkai/schema/words"
)

// terms are the words of the tables of places as they are looked up: those that
// follow a name by their first character.
type terms struct {
	places, zones, accounts map[rune][]string
	against, never          []string
	sums, given, each       []string
	last                    characters // that words for places end with
	begins                  characters // that the endings of names begin with
}

// characters is a set of characters of the basic plane.
type characters [1 << 10]uint64

func (c *characters) add(r rune)      { c[r>>6] |= 1 << (r & 63) }
func (c *characters) has(r rune) bool { return r < 1<<16 && c[r>>6]&(1<<(r&63)) != 0 }

// in reports a text with one of the characters.
func (c *characters) in(s string) bool {
	for i := 0; i+2 < len(s); i++ { // all are of three bytes
		if s[i] >= 0xe0 && s[i] < 0xf0 && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80 {
			if c.has(rune(s[i]&0xf)<<12 | rune(s[i+1]&0x3f)<<6 | rune(s[i+2]&0x3f)) {
				return true
			}
			i += 2
		}
	}
	return false
}

var vocabulary = sync.OnceValue(func() *terms {
	t := &terms{places: map[rune][]string{}, zones: map[rune][]string{}, accounts: map[rune][]string{}}
	end := func(word string) {
		r, _ := utf8.DecodeLastRuneInString(word)
		t.last.add(r)
	}
	tables := words.Load()
	for i := range tables.Places {
		w := &tables.Places[i]
		first, _ := utf8.DecodeRuneInString(w.Text)
		switch w.Kind {
		case words.PlaceEnding:
			t.places[first] = append(t.places[first], w.Text)
			t.begins.add(first)
			end(w.Text)
		case words.ZoneEnding:
			t.zones[first] = append(t.zones[first], w.Text)
			t.begins.add(first)
			end(w.Text)
		case words.Account:
			t.accounts[first] = append(t.accounts[first], w.Text)
		case words.Against:
			t.against = append(t.against, w.Text)
		case words.Sum:
			t.sums = append(t.sums, w.Text)
		case words.EachOf:
			t.each = append(t.each, w.Text)
		case words.GivenOn:
			t.given = append(t.given, w.Text)
		case words.Never:
			t.never = append(t.never, w.Text)
		}
	}
	for i := range tables.Levels {
		for _, w := range tables.Levels[i].Below {
			end(w)
		}
	}
	return t
})
