// Package clause knows the words of these reports. It reads a text into a
// Paragraph, which is its numbers and its lexemes in order, and says what the
// words of one clause show by themselves: whether a phase follows, what a noun
// phrase names, whether a verb is an attribute, which words nobody knows. It keeps
// nothing from one text to the next; what a report has said before is for package
// tag to remember.
//
// # The lexicon
//
// One Lexicon holds the wordings of the concepts table, the names of the
// functional and economic classifications, and the closed classes of words these
// reports are built from (Role). It takes the longest entry, folds width and
// brackets and steps over quotes and spaces, so “三公” 经费 and 三公经费 are one
// surface while every span stays that of the text as written.
//
// The tables are written in patterns, which stand for 26,000 words of 1,200 meanings.
// Every start builds the trie of them, which takes 11 ms: a pattern is walked along with
// the trie, so that words which begin alike are entered once, an entry is made of its
// meaning when a text has its word first, and the segmenter of package nlp divides
// by the same trie. The other way that was tried is to make the trie when the program is
// built: 46 kB packed, 2 ms to unpack. It was left, for the tables are read all the same,
// and a packed file is made anew with each wording, in conflict with every other change;
// to take it needs 9 ms that matter more than that.
//
// # From text to lexemes
//
// Lexicon.Read first cuts a text by the lexicon, with numbers before words, and
// then puts one lexeme in place of what only several words together show: a class
// with its level marks (社会保障和就业支出（类）…（项）) or its code, a balance with
// its fund inside, the name of the body that reports, a day that a comparison is
// made against, a verb that is the attribute of the noun after it (新增债券), a
// verb of one character (增17.1万元).
//
// # Noun phrases
//
// A run of fund, head, concept, total and phase words is a Phrase, and the phrase
// and the schema.SectionDefault of the part it stands in together name the concept: a
// bare 支出 is 一般公共预算财政拨款支出 in one part and 支出总计 in another.
//
// # Clauses
//
// A Clause is a paragraph with what its reader knows at a number: where the clause
// and the sentence begin, which subjects are in force and what is said of them. It
// answers what the text shows from there: the noun phrase before the number, the
// words around it, whether a completion follows, which words are unread. What a
// comparison is made with is read into a Comparison, with a Calendar that says from
// which year 上年 counts.
//
// # Consumed or unread
//
// EmptyWords are the words that say nothing of what a number counts. A clause is
// understood when its words are lexemes, empty words or names; what is left over
// is unread, and a number before which words are unread gets no concept.
package clause
