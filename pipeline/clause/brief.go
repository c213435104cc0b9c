package clause

import (
	"strings"
	"sync"

	"gongkai/nlp"
	"gongkai/schema/words"
)

// briefVerb is a verb of change of one character: 较上年增17.1万元，略减17.18%.
type briefVerb struct {
	stem  string
	entry Entry
}

// briefVerbs are the verbs of one character of the table of changes.
var briefVerbs = sync.OnceValue(func() []briefVerb {
	var out []briefVerb
	for _, c := range words.Load().Changes {
		if c.Brief() {
			out = append(out, briefVerb{c.Stem, Entry{Role: RateWord, Surface: c.Stem, Sign: c.Sign}})
		}
	}
	return out
})

// NotBrief stands for such a character where it is no verb.
var NotBrief = Entry{Role: SkipWord}

// briefChanges puts in the verbs of one character. They are part of so many
// words that they are verbs only right before a number, with nothing but empty
// words around them since the last word.
func briefChanges(text string, ms []nlp.Mention, lx []Lexeme) []Lexeme {
	var out []Lexeme
	done := 0 // lexemes already in out, once there is a verb to put in
	for i := range lx {
		if lx[i].Kind != Number || !mayChange(ms[lx[i].Mention].Kind) {
			continue
		}
		from := 0
		if i > 0 {
			from = lx[i-1].End
		}
		if verb, ok := briefIn(text, from, lx[i].Start); ok {
			out = append(append(out, lx[done:i]...), verb)
			done = i
		}
	}
	if done == 0 && len(out) == 0 {
		return lx
	}
	return append(out, lx[done:]...)
}

// mayChange reports the kinds of numbers that verbs of change have.
func mayChange(k nlp.Kind) bool {
	return k == nlp.Amount || k == nlp.Ratio || k == nlp.Count || k == nlp.Measure
}

// briefIn finds the verb in a stretch of text that is otherwise empty.
func briefIn(text string, from, to int) (Lexeme, bool) {
	if from >= to {
		return Lexeme{}, false
	}
	between, empty := text[from:to], EmptyWords()
	for k := range briefVerbs() {
		v := &briefVerbs()[k]
		at := strings.LastIndex(between, v.stem)
		if at < 0 || !empty.Covers(fold(between[:at])) || !empty.Covers(fold(between[at+len(v.stem):])) {
			continue
		}
		return Lexeme{Start: from + at, End: from + at + len(v.stem), Kind: Word, Entry: &v.entry}, true
	}
	return Lexeme{}, false
}
