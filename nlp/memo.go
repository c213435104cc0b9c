package nlp

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// memo keeps how phrases were last divided: reports are written alike, and over the
// reports of many offices seven of ten phrases were divided before. It is bounded,
// has no locks, and a phrase that takes the place of another only costs time.
type memo struct {
	seed  maphash.Seed
	slots [memoSlots]atomic.Pointer[divided]
}

// divided is a text with its tokens, which nobody changes.
type divided struct {
	text   string
	tokens []Token
}

const (
	memoSlots   = 1 << 12
	longestMemo = 200 // bytes; longer texts hardly come again. All slots full are 6 MB
)

func newMemo() *memo { return &memo{seed: maphash.MakeSeed()} }

// tokens returns the tokens of a text, divided now by divide if they are not at hand.
func (m *memo) tokens(text string, divide func(string) []Token) []Token {
	if m == nil || len(text) > longestMemo {
		return divide(text)
	}
	slot := &m.slots[maphash.String(m.seed, text)%memoSlots]
	if d := slot.Load(); d != nil && d.text == text {
		return d.tokens
	}
	ts := divide(text)
	slot.Store(&divided{strings.Clone(text), ts[:len(ts):len(ts)]})
	return ts
}
