package tag

import (
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/facts"
	"gongkai/schema"
)

// grammar is what the reading of prose knows before it reads: words, and the
// wordings of counts and amounts.
type grammar struct {
	lex        *clause.Lexicon
	seg        *nlp.Segmenter // words of the genre
	general    *nlp.Segmenter // and of the language
	countings  []counting
	countsIn   map[string][]*counting // those by their units
	amountings []counting
}

// prose reads the prose of one document. It folds the lexemes of each paragraph
// into the discourse state, from left to right like a reader: words set what is
// spoken of, numbers take their meaning from what was set, punctuation says how
// long it holds.
type prose struct {
	g   *grammar
	ctx *clause.Context
	out *facts.Builder
	p   clause.Paragraph // the one being read
	d   discourse
	// runsOn says that the paragraph is several of a work report, whose ends are lost.
	runsOn bool
	rank   int // of the number that the paragraph begins with, 0 for none
	// budget is what the report has said it means by 预算 from there on, "" for nothing: 预算（指调整预算，下同）.
	budget schema.Measure
}

// figures are those that the paragraph has given so far.
func (n *prose) figures() figures {
	return figures{p: &n.p, out: n.out, first: n.d.paragraph.first}
}
