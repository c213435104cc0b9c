// Package tag gives every number of a document its meaning: a mention, which
// is a number as written, becomes a fact with a concept, a value form, a
// phase, a period, dimensions and a base, or it is classed as no fact, or it
// becomes an issue. Tag also keeps the arithmetic that sentences assert
// (claims) for package reconcile to judge.
//
// # What is settled first
//
// The context of a document is made once, from its title, its opening lines
// and what most of its text agrees on: fiscal year, genre, filing body, the
// phase of figures that name none (决算 in final accounts, 年初预算 in a
// budget) and the period of figures that name none. 上年, 本年, 年初 and 同期
// are resolved against it and nowhere else. Each block then gets the
// canonical section it stands in, by what the headings above it say and never
// by their numbers, which are inconsistent inside one file. A section takes
// things for granted, and the defaults of schema list them after the template
// of the 部门决算 and 部门预算 reports: a bare 支出 is
// 一般公共预算财政拨款支出 in one part and 支出总计 in another.
//
// # Who reads what
//
// The reader walks the blocks in order and hands each to the grammar it needs:
// paragraphs, list items and notes to the reading of prose below, tables, charts and the
// lines of a flattened table to package table. Both look words up in the lexicon
// of package clause, and both give what they found to the builder of package
// facts, which alone makes a Fact.
//
// # Prose
//
// A sentence of these reports is a chain of clauses that leave out what the
// one before has said:
//
//	2020年度收、支总计444.71万元。与2019年相比，收、支总计各减少37.31万元，下降7.74%。
//
// So the reading of a paragraph is a fold over its lexemes (fold.go) with a
// discourse state (discourse.go). Words change the state, a number takes its
// meaning from it (number.go), and punctuation says how long each part of it
// holds: the state is one value for each stretch of text, the section, the
// paragraph and what it speaks of, the sentence, the item, the clause with its
// predicate and the number, and where a stretch ends its part is assigned anew. An
// opening bracket sets the state aside, and its end brings it back. What a text
// shows without any state, such as the words of a clause that nobody knows or the
// noun phrase before a number, is asked of package clause. What several figures of
// a paragraph say together is claimed by figures (stated.go). In detail:
//
//   - Subject. A run of fund, head, concept, total and phase words is one noun
//     phrase, and the phrase and the section together name the concept. The
//     subject holds until another is named. A number with nothing of substance
//     before it in its clause inherits the subject, unless the clause has a noun
//     of its own.
//   - Consumed or unread. A number has a concept only if every word of its
//     clause, from the number or clause mark before it, is in the lexicon or in
//     a table of schema/words. Otherwise it is a fact without a
//     concept whose label is the noun phrase as written, an issue unread_words
//     quotes the words, and after a comparison its form is unknown: a wrong
//     meaning is worse than none. The document counts such words.
//   - Several subjects. 收、支总计 is two subjects, A、B和C is three. 分别 and 各
//     deal the numbers that follow out in turn; a run of as many numbers as there
//     are subjects is dealt out without them. A single number for 收支总计 is kept
//     as the revenue total, which the balance makes equal to the other side.
//   - Predicate. 占 makes the next ratio a share and the noun after it the whole;
//     完成 a completion, against the phase it names; 增加 or 减少, 增长 or 下降 a
//     change with its sign; 增加到 or 降至 a level again. A predicate ends with its
//     number, or at the clause mark, but holds for a run of numbers (各减少A、B).
//   - Attributes. 新增 and its like before a noun are part of the noun's name,
//     新增债券102亿元 is a level; behind a subject or in a comparison they are verbs.
//   - Base. 与2019年相比, 比上年, 比年初, 较“十三五”时期, 较年初预算数, 同比 set what
//     changes are measured against, another period, a day or another phase, until
//     the sentence ends. A date
//     inside such a phrase never becomes the period of the figure itself.
//   - Phase. 年初预算数, 全年预算数, 决算数, 执行数 and their variants set the
//     measure of what follows; otherwise it is the context's.
//   - Period. A date holds to the end of the sentence, 截至 makes it an instant.
//     The concept says whether a fact has an instant (a balance, a stock) or a
//     duration, and an opening balance stands on the first day of its year.
//   - Sums. 加上A、B，收入合计C claims that what the sentence before is about, A and
//     B make C, if each is given.
//   - Lists. 其中, 包括 and a paragraph that ends in 其中： open the parts of the
//     last level; a semicolon ends the inner lists and a full stop all of them,
//     after which the whole is the subject again. An unknown phrase inside a list of vehicles, assets,
//     staff, projects or balances is a member of it, and a closed list claims
//     that its members add up.
//   - Brackets. What a bracket sets holds inside it only. Amounts of the same
//     concept, and additions or cuts to a budget, in a bracket right after an
//     amount are in apposition to it: they take its project, are claimed to make it
//     up, and never stand for it elsewhere.
//   - Class paths. 社会保障和就业支出（类）行政事业单位养老支出（款）职业年金缴费（项）
//     is found by its level marks before any word is read, since a name may
//     contain any word. Each level resolves inside its parent, because many 项
//     share one name; the code is that of the deepest level known.
//   - Reasons and purposes. After 主要原因是 figures explain and state nothing of
//     the accounts: they become facts without a concept. After 主要用于, unless
//     figures follow, names say what money is for and name no subject.
//   - Limits. 单价50万元以上 and 超过2000元需审批 are thresholds, which no identity
//     ever uses.
//   - Words for zero and for equality. 无国有资本经营预算拨款支出 is a fact of zero
//     marked none_statement; 决算数大于预算数 and 与2019年持平 are claims.
//   - Counts. What is counted is said by unit, clause and section together
//     (count.tsv of schema/words); in the parts about duties and work counts are
//     deeds of an office and carry no concept of the accounts.
//
// # Names
//
// A figure without a concept is called by a name, the words that name it in a table:
//
//	name = [owner] head | told [deed]
//	head = [deed] noun
//
// that is a noun with the verb of what was done to it (新建幼儿园), whose it is where the noun
// alone says only that it is a sum, a rank or something measured (露营项目总投资, 省级实验室), or what
// was told last with what was done to that (案件受理810件，审结760件: 案件审结). It is sought in this
// order (name.go), and the first step that finds a head ends the search:
//
//  1. With others. One of a run has the name that is dealt to it; classes are those of the
//     next count; what a change came from, what a figure is held against and the bounds of a
//     grade are of what was told (inRun).
//  2. In its own clause, from the last mark, figure, date or word that opens a list
//     (ownHead): before the predicate of a share, completion or rate, behind the verb of a
//     change, before a level. What only leads to the noun and from it is cut at both ends:
//     numbering, the rule something goes by, scope, verbs of an aim, of spending, of having
//     and of reaching (nameIn); no word is cut through (wholeEnds). It fails where what is
//     left is no noun, or that of a place.
//  3. Behind it, up to a verb or mark: of counts in a unit that is no thing itself (2.5万个),
//     and of money what it is for (headBehind, PurposeAfter).
//  4. In what the sentence has told last, else in what the text speaks of, with the verb of
//     the clause as its deed (toldLast, withDeed).
//
// Then a head that needs an owner gets one (withOwner). Where all fails the label is the
// words of the clause, or empty: a name of a neighbour would be worse.
//
// # Places
//
// A report on a territory tells the figures of all of it (全市), of the government
// itself (市本级) and of the places inside it (县区, 甲县). After all is read, locate
// gives each figure the place that its clause, its row or column, the paragraph,
// the heading or the table's title names, in entity_scope and subordinate. Without
// one it has none: nothing is taken for granted.
//
// # Why a grammar of clauses and not the nearest word
//
// Taking the concept name closest to a number is right for a sentence with
// one figure and wrong for the sentences that matter. In
// 一般公共预算财政拨款支出438.61万元，占本年支出合计的98.63% the nearest
// name before the ratio is the whole, not the part. In 较2019年减少37.31万元
// the nearest year is the base's. In 主要原因是人员经费增加20万元 the
// nearest name is a cause. None of these is a matter of distance; each is
// decided by the role of a word and by what ended at the last mark. The same
// roles carry over to provinces whose wording differs, because what varies is
// the words and what stays is the clause.
//
// Every fact says in its column rule which production made it (subject,
// inherited, share, completion, pct_change, member, section, table, flat_row,
// chart, reason, unknown_subject, …), so a wrong reading leads to its cause.
//
// # What is left for checks
//
// When all facts are known, describe writes down for each what its words say
// besides its meaning (schema.Wording, by the tables remark.tsv and whole.tsv), and
// claims what every change, share, completion and use holds against what, as far as
// its passage has the figures. Checks open no text afterwards.
//
// # Where to add a wording
//
//   - a word that tells how a number may be compared (同口径, 合计): a row of
//     remark.tsv; a list that makes up its whole: a row of whole.tsv;
//   - another name of a concept: its synonyms in the concepts table of schema;
//   - another verb of change, or a word that says nothing of what is counted: a
//     row of a table of schema/words, which the tests read;
//   - another word for a phase, a fund, a share, a comparison: a row of
//     grammar.tsv there with its role, or with the role fixed for a phrase that
//     contains such a word and does not mean it;
//   - another way to count something: a row of count.tsv;
//   - another word that decides something by itself, such as 加上 or 以下简称: a row of
//     mark.tsv under its use; what any text has, 的 and 和, is in words/particle.go;
//   - another heading of a part or title of a table: the tables of sections in
//     schema.
package tag
