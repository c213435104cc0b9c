package tag

import (
	"strconv"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/nlp/outline"
)

// How often numbers of items must fall by one for a text to run upwards, and how many
// times as often as they rise. Of a text in order they fall by one only where a list of
// two ends, in which they rise once.
const (
	fallsLeast = 10
	fallsTimes = 2
)

// runsUpwards reports a text whose lines stand in the wrong order, as some programs take
// them from a page: item 3 stands before item 2, and that before item 1. Where a sentence
// goes on over the end of a line, it goes on with another's words.
func runsUpwards(doc *extract.Document) bool {
	rises, falls := 0, 0
	var last [outline.Levels + 1]int
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Table != nil {
			continue
		}
		v := nlp.ViewOf(b.Text.S)
		n, err := strconv.Atoi(v.Number())
		if err != nil || v.Level() == 0 {
			continue
		}
		switch n - last[v.Level()] {
		case 1:
			rises++
		case -1:
			falls++
		}
		last[v.Level()] = n
	}
	return falls >= fallsLeast && falls >= fallsTimes*rises
}
