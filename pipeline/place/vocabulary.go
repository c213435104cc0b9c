package place

import (
	"sync"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/nlp/trie"
	"gongkai/schema/words"
)

// terms are the words of the tables of places as they are looked up: those that
// follow a name by their first character.
type terms struct {
	places, zones, accounts map[rune][]string
	against, never          []string
	sums, given, each       []string
	last                    trie.Characters // that words for places end with
	begins                  trie.Characters // that the endings of names begin with
	before                  trie.Characters // that beforePlace may begin with
}

var vocabulary = sync.OnceValue(func() *terms {
	t := &terms{places: map[rune][]string{}, zones: map[rune][]string{}, accounts: map[rune][]string{}}
	end := func(word string) {
		r, _ := utf8.DecodeLastRuneInString(word)
		t.last.Add(r)
	}
	for _, r := range beforePlaceHeads() {
		t.before.Add(r)
	}
	tables := words.Load()
	for i := range tables.Places {
		w := &tables.Places[i]
		first, _ := utf8.DecodeRuneInString(w.Text)
		switch w.Kind {
		case words.PlaceEnding:
			t.places[first] = append(t.places[first], w.Text)
			t.begins.Add(first)
			end(w.Text)
		case words.ZoneEnding:
			t.zones[first] = append(t.zones[first], w.Text)
			t.begins.Add(first)
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

// beforePlaceHeads are the characters that what beforePlace matches begins with: most clauses
// have none of them.
func beforePlaceHeads() string {
	heads := "（(0123456789０１２３４５６７８９：: \t\n\f\r" + words.Numerals
	for _, l := range words.BeforePlace.Labels() {
		heads += nlp.FirstRunes(l.Text, 1)
	}
	return heads
}
