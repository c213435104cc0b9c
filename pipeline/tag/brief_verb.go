package tag

import (
	"gongkai/nlp"
	"gongkai/schema/words"
	"strings"
	"sync"
)

// briefVerb is a verb of change of one character: 较上年增17.1万元，略减17.18%.
type briefVerb struct {
	stem  string
	entry entry
}

// briefVerbs are the verbs of one character of the table of changes.
var briefVerbs = sync.OnceValue(func() []briefVerb {
	var out []briefVerb
	for _, c := range words.Load().Changes {
		if c.Brief() {
			out = append(out, briefVerb{c.Stem, entry{role: rPct, surface: c.Stem, sign: c.Sign}})
		}
	}
	return out
})

// notBrief stands for such a character where it is no verb.
var notBrief = entry{role: rSkip}

// briefChanges puts in the verbs of one character. They are part of so many
// words that they are verbs only right before a number, with nothing but empty
// words around them since the last word.
func briefChanges(text string, ms []nlp.Mention, lx []lexeme) []lexeme {
	var out []lexeme
	done := 0 // lexemes already in out, once there is a verb to put in
	for i := range lx {
		if lx[i].kind != lexNumber || !mayChange(ms[lx[i].mention].Kind) {
			continue
		}
		from := 0
		if i > 0 {
			from = lx[i-1].end
		}
		if verb, ok := briefIn(text, from, lx[i].start); ok {
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
func briefIn(text string, from, to int) (lexeme, bool) {
	if from >= to {
		return lexeme{}, false
	}
	between, empty := text[from:to], emptyWords()
	for k := range briefVerbs() {
		v := &briefVerbs()[k]
		at := strings.LastIndex(between, v.stem)
		if at < 0 || !empty.covers(fold(between[:at])) || !empty.covers(fold(between[at+len(v.stem):])) {
			continue
		}
		return lexeme{start: from + at, end: from + at + len(v.stem), kind: lexWord, entry: &v.entry}, true
	}
	return lexeme{}, false
}
