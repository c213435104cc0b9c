package pipeline

import (
	"fmt"

	"gongkai/extract"
)

// The memory that tagging and checking take, from measured peaks: of a number with its
// mention, fact, checks and rows, and of one in prose, of which more is claimed; of
// the sentence that is kept with it, which is copied on its way to the row; of
// a text; and of the longest text for its words, which are there all at once. The
// most a report known has is 40,000 figures in tables, 3,000 in prose.
const (
	numberBytes = 3200
	proseBytes  = 9000
	shortText   = 64 // bytes: a cell
	cellBytes   = 150
	wordsFactor = 160
	mostContext = 8192 // bytes of a sentence, see clause.Paragraph.SentenceAt
	copies      = 3
)

// afford refuses a document whose tagging takes more than limit bytes, before
// any of them is spent. Below 0 there is no limit.
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
