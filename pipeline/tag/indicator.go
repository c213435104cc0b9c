package tag

import (
	"strings"
	"unicode/utf8"

	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// indicator settles whether a figure of the economy is an aim or what was
// reached: the sentence says so by the last cue before the figure, and what was
// said of the years behind is never an aim. Where it gives no cue, a heading or
// bulletin may; else the indicator's own wording stays.
func (d *discourse) indicator(p *clause.Paragraph, ctx *clause.Context, f *schema.Fact) {
	if f.Concept != schema.EconomyTarget && f.Concept != schema.EconomyActual || f.Form == schema.Completion {
		return
	}
	switch target, found := cueFor(p.Text[d.sentence.start:d.number.start]); {
	case found && target:
		f.Concept, f.Measure = schema.EconomyTarget, schema.Target
	case found, ctx.Frame.Kind == schema.Bulletin:
		f.Concept, f.Measure = schema.EconomyActual, schema.Actual
	}
}

// cueFor is the cue of a figure that a sentence so far leads to: the last one of
// its own item, or what opens all items, 主要预期目标是：…；….
func cueFor(sentence string) (target, found bool) {
	own := sentence
	if k := strings.LastIndexAny(sentence, "；;"); k >= 0 {
		_, size := utf8.DecodeRuneInString(sentence[k:])
		own = sentence[k+size:]
	}
	if target, found = lastCue(own); found || len(own) == len(sentence) {
		return target, found
	}
	if lead, _, ok := strings.Cut(strings.ReplaceAll(sentence, ":", "："), "："); ok {
		return lastCue(lead)
	}
	return false, false
}

// lastCue returns what the last cue of a text says. A cue inside a longer one
// that ends at the same place does not count.
func lastCue(text string) (target, found bool) {
	best, size := -1, 0
	for _, c := range words.Load().Cues {
		k := strings.LastIndex(text, c.Text)
		if k < 0 || k+len(c.Text) < best || k+len(c.Text) == best && len(c.Text) < size {
			continue
		}
		best, size, target, found = k+len(c.Text), len(c.Text), c.Target, true
	}
	return target, found
}
