package pipeline

import (
	"fmt"

	"gongkai/extract"
)

// What tagging and checking take, each from the largest peak measured over what reading
// had taken: a coarse guess that errs on the high side, not a count. The most a
// report known has is 40,000 figures in tables and 3,000 in prose.
const (
	numberBytes = 3200 // for a number in a short text: its mention, fact, checks and rows
	proseBytes  = 9000 // for one in a longer text, of which more is claimed
	shortText   = 64   // bytes of the longest text that is taken for a cell
	cellBytes   = 150  // for a text, with or without numbers
	wordsFactor = 160  // for each byte of the longest text: its words are there all at once
	mostContext = 8192 // bytes of a sentence kept with each of its numbers, see clause.Paragraph.SentenceAt
	copies      = 3    // of such a sentence on its way to the row
)

// afford refuses a document, which has been read, when tagging it would take more
// than limit bytes. Below 0 there is no limit.
func afford(doc *extract.Document, limit int64) error {
	var longest, all, numbers, cells, contexts, figures int64
	for _, t := range doc.Texts() {
		n := int64(len(t.S))
		longest, all, cells = max(longest, n), all+n, cells+1
		k := numbersIn(t.S)
		numbers, contexts = numbers+k, contexts+k*min(n, mostContext)*copies
		if n <= shortText {
			figures += k * numberBytes
		} else {
			figures += k * proseBytes
		}
	}
	if need := all + contexts + cells*cellBytes + longest*wordsFactor + figures; limit > 0 && need > limit {
		return &extract.Refusal{Format: doc.Format, Reason: extract.TooLarge,
			Detail: fmt.Sprintf("%d numbers in %d texts, the longest of %d bytes, take more than %d bytes of memory", numbers, cells, longest, limit)}
	}
	return nil
}

// numbersIn counts the runs of digits of a text.
func numbersIn(s string) (n int64) {
	inside := false
	for i := range len(s) {
		digit := s[i] >= '0' && s[i] <= '9'
		if digit && !inside {
			n++
		}
		inside = digit
	}
	return n
}
