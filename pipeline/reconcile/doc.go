// Package reconcile holds the figures of a report against each other.
// Evaluate takes the facts and claims that package tag made and returns
// checks: a formula with its operands, the difference, the tolerance that was
// allowed, a verdict, and where one fits a likely cause. It opens no text and
// changes no fact. It never says which side of a conflict is right.
//
// What words say besides the meaning of a number (同口径, 合计, 可比价) package tag
// has written down in schema.Wording. What a sentence holds against what is in its
// claim: the members of a list, the level and the change of a rate, the part and
// the budget of a completion. An operand that a claim does not name is looked for by
// figures.Find, and nowhere else; the rules of the table in schema bind their terms
// by it as well. The arithmetic is one of three relations (relation.go): linear, a
// figure is a sum; ratio, a percentage is a quotient; order, a figure is above or
// below another. Sums along an axis of a table or passage group the facts by a key
// (children.go, hierarchy.go).
//
// # Intervals
//
// A printed figure stands for every value that rounds to it: with d decimals,
// v ± 0.5·10^-d. This is the reading of decimals in XBRL Calculations 1.1,
// and a relation holds there when the intervals of its two sides overlap,
// ends included.
//
// Reports drop trailing zeros (2.5万元 beside 10.37万元), so the digits of
// one figure understate its accuracy. A document therefore has a quantum, the
// decimals most of its amounts are printed with, and one for percentages,
// never coarser than 0.01. Each operand is taken first at the document's
// quantum, or at its own digits where it has more, and only then at its own.
// Counts are exact unless told in 万 or 千, and so is a zero in the first pass:
// nothing is rounded to 0.00万元.
//
// A sum of n parts may thus be off by (n+1)/2 quanta. A ratio a/b is bounded
// by the four quotients of the ends of a and b, and compared with the
// interval of the printed percentage. A figure that the report states again with more
// digits, and the same value, is taken at those. Nothing else widens a tolerance;
// severity is a property of the rule and the size of an amount is not part of
// any verdict.
//
// # Verdicts, in the order they are tried
//
//	exact           the difference is zero
//	rounding        the intervals at the document's quantum overlap
//	truncation      a ratio, or a restatement with fewer digits, was cut instead of rounded
//	literal         the intervals overlap only at the digits as written (3万, 4.8%)
//	inconsistent    none of these
//
// A ratio that fails as literal is tried once more as cut at its own digits.
//
// Three more say that nothing was judged, and none of them is a pass:
//
//	incomplete      an operand is not in the report, or a missing part may explain the difference
//	ambiguous       the wording may claim nothing (收入100万元、支出90万元 can be two flows and no balance),
//	                the scope of a figure is not known, or another reading holds
//	not_applicable  there is nothing to hold: a rate on a base of zero, a list that is only partial
//
// Difference and tolerance are stored for every check that was judged. The
// obligations of a document are its checks but the not applicable ones; how
// many of them were evaluated is published beside them.
//
// # What is checked
//
// First what the text itself asserts, since its operands are certain: lists
// that add up to their whole, glosses in brackets, 大于 and 小于 and 持平,
// counts beside the names they count; then changes (current − prior, the
// rate, the direction word), shares and their sums, completions, and passages
// printed twice. Then statements of one fact in several places. Last the
// identities of the rules table in schema, each with the regulation or
// template it follows from: the accounting statements of 部门决算报表, the
// hierarchy of 政府收支分类科目, the parts of 三公 expenses and of government
// procurement. Arithmetic already stated is not stated again.
//
// A list may be partial or break its whole down twice. It fails only where
// its members make up the whole by the structure of the accounts
// (exhaustive), or where a slip explains the gap. A member equal to the sum
// of those before it, which with those after it makes up the whole, is a
// subtotal and is checked as one. Members that open the paragraphs numbered 1, 2, 3 …
// lie side by side, so they never make more than their whole, and where such a list is long
// and the report tells another one in full, it is full too. So is one that the report tells of
// another place or year, of the same members, where it adds up. And a list that one other
// digit of one figure would make hold, 1535.35 = 1200.25 + 635.10, is in error (digits.go):
// what is left out of a list is hardly as round as that, unless one of its parts is as round, and
// parts that make more than their whole by it are no partial list at all. A list that ends with its
// whole told again is none. Parts that by their nature leave none out, 淡水 and 海水, fail by one
// wrong digit of whatever they are the parts of. The changes of parts
// that are all there are make up the change of the whole (text.change_sum). Members that a
// table of the genre knows to be all there is, 财产险 and 人身险, need no word that says so, nor
// does a list of things without a concept that ends with the others of them. Figures of a government
// itself and of all places below it make up that of the territory; they fail by one wrong digit only.
// Items of functional classes leave none out where they make up every class but one that the report
// tells elsewhere. A list that another unit of one figure would make hold to the last digit, 29396 =
// 10563 + 10079 + 8754元, is in error. Means from which
// something is taken, a budget and what it was changed by, the uses of a total up to what is
// left, and 收支平衡 are sums with signs.
//
// Shares whose whole the report does not state, or that are told of all members of a list that
// adds up, say by themselves what they are shares of: they fail where they make 100% or where
// all but one of them hold (listed_shares.go). A share of 总收入 is of the 收入合计 of its list where
// that fits. Rates that no concept names are held against a plan and what was done of it only
// where the words of all three say so.
//
// # Binding
//
// A rule names concepts; binding finds the facts. A total is checked once per
// measure, year, fund and section in which it is stated, tables and narrative
// apart, at its most precise statement. A part must have the same measure and
// year, and the fund of its term or of the total; a part from the same kind
// of source comes before others, a printed figure before one stated in words,
// one from the same section before others, and of these the more precise.
// Only plain facts are bound: exact levels of the filing body as a whole, not
// of a class, project or member, not a gloss and not read from a chart.
// Inside tables the axes are bound by column (hierarchy, classTotals) and by
// row (natures).
//
// A part a rule calls optional may be left out of a report when it is zero.
// It counts as zero only where the identity then holds; otherwise the check
// is incomplete, for the missing part may be the difference.
//
// A change is held against the level of the same quantity in its own period
// and in that of its base, from the same section where there is one. In a table the two are
// those of its row, whatever phase they are of: 2025年执行数, 2026年预算数, 比上年增长. A rate
// uses the stated change over the stated base, else over current − change,
// else both levels; without any of these it is incomplete. A negative base counts
// by its size, and a rate told as a multiple, 增长9.51倍, is one. The growth of 生产总值 and 增加值 is one in constant prices, which
// the levels beside it say nothing of: there a rate is never inconsistent.
//
// Rules of one passage (beside.go) ask for no scope at all: tax and other revenue, debt
// and its limit, the flow of a fund of an office, the balances of a fund of social insurance bind only figures of one
// paragraph or table that are alike in every dimension, the two sides of a budget those of two paragraphs that follow each
// other. They hold in the accounts of a government too, as their rows say. Where flows may have no concept (Open), such a sum
// fails only where a slip explains the gap.
//
// The totals of a government's budget (收入总计, 支出总计) are held against the flows told
// before them (flows.go), from the revenue or expenditure of the budget itself on. Both
// sides make the same, but for a balance told after them.
//
// # Columns
//
// A table shows by its own rows how its columns hang together, whatever their heads say: what was left is the budget less
// what was spent, a rate is of the change on the figure of the year before, a share is of the row that has 100%, a row of
// the total is the sum of the others. What holds in three rows at least, by no chance, and in three for each in which it
// does not, holds in all (table.columns): a row fails where one slip of one of its figures explains it, and where no other
// figure of the row does. The other way round the same is asked of the rows of a table of few rows.
//
// # Duplicates and restatements
//
// Facts that agree in concept, dimensions, measure, period, form, base and
// unit are one fact told several times, in prose, table or chart. The equal
// ones make one exact check; each deviating value is checked against the most
// precise statement. Two statements with the same number of digits may part by
// one in the last place, as two sums of rounded figures do.
// Items without a concept are one only where two passages list the same things: one
// of them is a list that adds up, and another of its members is told again with the
// same amount (text.item).
// Two items of such a list that are told again as one, 其他支出和转移性支出, make its amount
// (text.joined). Figures of a paragraph that each bear the name of the one they follow are
// its parts, though no word says so: they fail by one wrong digit only.
// Numbers of offices and units are left out: a body and its subordinates are
// counted under one name. Two tables of a government that differ in nearly all they share
// are of two things, and are not held against each other.
//
// Figures whose scopes differ on paper often are the same: all funds and
// fiscal appropriation of an office that has no other money, an initial
// budget and one called only 预算. Such pairs (text.restated) are reported
// where they agree and never where they differ. Agreement is evidence that
// the reading is right; difference is no evidence of an error, since the
// scopes may really differ.
//
// # Scope
//
// No rule holds two figures against each other unless what they are of is known
// and the same: place, the level as written (市级, 市本级 and 市直 are three where a report
// tells them apart), period and its length, phase, fund, the table's part of the
// accounts, the name. A text whose lines run upwards, as some PDFs give them, says nothing of
// what stands beside what, and a cell of a hidden sheet, row or column is nothing that who opens
// the file can see. Every check passes settle (scope.go), which leaves one that
// fails ambiguous where a dimension is missing and names it. Figures of one
// sentence or one table are of one scope, and so are those of a list in one paragraph that
// one other digit would make hold.
//
// A government's report to its people's congress, a bulletin or a work report
// speaks of several places at once (全市, 市本级, 县区), and the same words in two
// sentences are two quantities. As soon as a report names places, a figure without
// one is of an unknown place, one that goes on from the sentence before is not
// named, a table is comparable with nothing outside it, and two statements are
// one only where the same rate follows both. A flow of a sentence that names no time, behind one of a part of the year,
// may be of that part. 同口径 is of the change it stands before, and not of the levels of its paragraph. Two tables of a government are two statements
// of one list only where they agree in nearly all they share. The identities of a body's
// accounts are not run on a government's.
//
// # Second reading
//
// Before a check is inconsistent, the readings that its sentence leaves open are
// tried (second.go): another statement of the same quantity as the base of a rate,
// the budget of another phase, the other columns of a table's row, one more figure of the
// sentence in a sum, a bracket, another fund's figure or what another of its members contains
// out of it, a level told before as what a change leads to, the balance told after a list, another total (of the same side) that its members make, the whole of
// a list for a change told behind its last member; down a
// column, the rows among the items that were read as something else. Where one
// holds at the document's accuracy, and would hardly do so by chance, the check is
// ambiguous and says which. What a slip would explain is no reading.
//
// # Diagnosis
//
// When all checks are made, package diagnose looks for the slip that explains each
// failing one. While lists are judged it tells one that should add up from one that
// is only partial.
//
// # Findings
//
// The checks that one wrong figure breaks are one finding (finding.go): those that one
// other value of one figure would mend, as package diagnose finds, those that hold the
// same two figures against each other, and those of one rule that print the same
// numbers. The plainest leads. How many checks hold with either side is counted, and
// severity follows from what the difference means.
//
// # Sources
//
// Calculations 1.1 (XBRL International, 2023) for intervals, rounding and
// truncation; the Open Information Model for what makes two facts duplicates;
// for each identity the Basis of its rule.
package reconcile
