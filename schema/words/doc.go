// Package words holds the wording of the genre as data: tables of words, one
// word a row, each row with an example sentence and, where a word could be
// taken for another, a counter-example. The tables are the files *.tsv of this
// folder. The first line names the columns, a line that begins with # is a
// remark.
//
//	change.tsv    verbs of change: stem, direction, and what they say of an amount
//	ending.tsv    what may end a verb of change: 了, 额, 幅度; 到 and 至 make a level of it
//	adverb.tsv    what may stand before a verb of change: 略, 大幅, 净
//	attribute.tsv verbs of change that before a noun are part of its name: 新增债券
//	empty.tsv     words that say nothing of what a number counts or measures
//	body.tsv      the last words of the names of offices and units
//	cue.tsv       words that say whether the figures of a sentence are aims or reached
//	frame.tsv     phrases beside the clause, known by their two ends: 按…计算
//	level.tsv     levels of government and what stands below each
//	place.tsv     what ends the name of a place and what stands after it
//	lead.tsv      verbs of an office that lead a noun and are no part of its name: 争取
//	remark.tsv    what the words around a number say of it besides: 同口径, 合计
//	whole.tsv     names with the names that together make them up; … before names that make up whatever they are all the parts of
//	two.tsv       words that stand for two where their numbers follow in turn: 城乡
//	noun.tsv      nouns that contain a word of the grammar and do not mean it: 增加值
//	kept.tsv      words that begin or end with an empty one and are not cut: 其他, 系数
//	grammar.tsv   what a clause is built from besides: funds, phases, 收支, 合计, 占, 完成, 较, 上年, 其中
//	count.tsv     ways to count something, or to name an amount by a clause: unit, words, section
//	plan.tsv      words for what is to be bought: 拟购置
//	tally.tsv     words that say of a count only that it is one: 共计
//	grade.tsv     what projects are rated with: 优
//	prose.tsv     what the words in and beside a name say of it: 经费 ends the name of a fund (labels.go)
//	mark.tsv      words of which one or few decide something by themselves: 加上 adds, 全年 is of one year (labels.go)
//	title.tsv     what the words of titles, covers and headings say of a document and its body (labels.go)
//	heading.tsv   what the title of a section or a table says, in final accounts and in budgets
//	relation.tsv  how the heading of a column holds its figures against others: 占预算% (relation.go)
//	table.tsv     labels of tables: what the words of titles, headings and cells say (labels.go)
//
// A word of grammar.tsv may be a pattern (schema/pattern), whose examples have ～ for
// each of its words: all of them are tested. A cell that says nothing is -. The roles of grammar.tsv are the constants Role.
//
// A number of prose has a meaning only if every word of its clause is in a
// table of schema or in one of these. So a word that is missing here costs a
// concept and shows among the unread words of a run; a word that is here
// wrongly makes the reader guess. The examples are tests: package tag reads
// them, package table those of table.tsv, and a row whose example is not read
// as it says fails with its file and line.
//
// Forms are composed, never listed: the row 减少 with the rows of ending.tsv
// and adverb.tsv reads 略有减少, 减少额, 共减少了 and 减少到.
package words
