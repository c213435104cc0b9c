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
	last                    [1 << 10]uint64 // the characters that words for places end with
}

// endsPlace reports a character that a word for a place ends with.
func (t *terms) endsPlace(r rune) bool { return r < 1<<16 && t.last[r>>6]&(1<<(r&63)) != 0 }

var vocabulary = sync.OnceValue(func() *terms {
	t := &terms{places: map[rune][]string{}, zones: map[rune][]string{}, accounts: map[rune][]string{}}
	end := func(word string) {
		r, _ := utf8.DecodeLastRuneInString(word)
		t.last[r>>6] |= 1 << (r & 63)
	}
	tables := words.Load()
	for i := range tables.Places {
		w := &tables.Places[i]
		first, _ := utf8.DecodeRuneInString(w.Text)
		switch w.Kind {
		case words.PlaceEnding:
			t.places[first] = append(t.places[first], w.Text)
			end(w.Text)
		case words.ZoneEnding:
			t.zones[first] = append(t.zones[first], w.Text)
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
