// Package nlp reads Chinese text: segmentation into words, and the grammar of
// numbers that turns digits and numerals into typed mentions.
//
// It knows nothing of accounting. What words a domain has is injected as a
// lexicon; what a number means is decided downstream. All spans are half-open
// byte offsets into the original text, so that every mention quotes its source
// exactly whatever was folded on the way.
//
// # Scanning
//
// [Scan] works line by line and knows nothing across a line end. A byte loop
// skips until a rune of the trigger set (digits, Han numerals, 第, brackets,
// …); what hangs off a trigger is tried in a fixed order:
//
//	list marker → date → name (telephone, clock, formula, label, 5G) → quantity
//
// A quantity is sign, digits, scale, 余|多, unit, 以上|左右 …, then the word before
// it that bounds it. Units come from a table by first rune, longest first; a
// unit that begins another word (5人员, 3个体户) is vetoed by the rune after it.
// When the line is done, one pass over its mentions shares what was written
// once: the unit and scale of a range or list, 年 of a list of years, the parts
// of a ratio vector.
//
// There is no regular expression: on text without numbers the loop runs at
// about 1400 MB/s, on the reference report (a mention every 48 bytes, one
// allocation or two each) at 40 to 60 MB/s with both cores of the measuring
// machine shared eightfold (BenchmarkScan, BenchmarkScanProse).
//
// # Choices
//
//   - A span holds unit, approximators and currency sign; 截至, 占, 为, 达 stay
//     outside, and so does the 约 of 约为, for it does not touch the number.
//   - Value is exact and in the canonical unit (元, %, the count). 三成 is 30 %; a
//     fraction (三分之二, 2/3) is rounded to 16 places. Decimals count from the
//     canonical unit, so 444.71万元 has -2.
//   - 4.5亿 without 元 is Elided. It is money when its clause has a money word, or
//     when no noun follows and the clause counts no people; else a count.
//   - A ratio vector a:b:c is as many mentions, numbered by Part and Parts. Each
//     number keeps its own span that way, and a check of their sum is arithmetic
//     on mentions like any other.
//   - 百分点 and 个百分点 are one unit, 个百分点, and never %.
//   - A bare 2019 is a Date on a line or tab field of its own, before a word such
//     as 收入, and before Han text that is no unit; in a table cell
//     (ScanOptions.Cell) it is a Number, as an amount may be 2019 too.
//   - A number that begins with 0 (01, 007) is a Code, and so is the class number
//     in （204类）. A bare integer of ten digits or more in running text is a Code;
//     alone in its cell it is a Number.
//   - A number beside a character that a font or an encoding does not name (7\uFFFD9) is
//     Glued too: nobody knows what stood there.
//   - 1—8月 takes the year of the nearest date to the left in its line, else
//     ScanOptions.Year; Span.Assumed says so. 近三年 and 过去五年 are Dates whose
//     Span is Relative.
//   - Numbers glued by a converter (310.2154.741050%5) are one Number with Glued
//     set and no value, and so is a cell of digits in no order that makes a
//     number (12,34.50). They are never split by guessing; only the one or two
//     digits of a footnote between the % of a rate and the punctuation of its
//     sentence (增长3.85%1，) are an Ordinal of their own.
//   - A table cell is read in the notation of accounts first: (88.80), △88.80, —88.80
//     are negative, .77 is 0.77, 1 234.50 and 1.2E+06 are one number. (12) is negative
//     only where its column is known to hold figures (ScanOptions.Figure).
//   - 负 and △ before a number are its sign in text too, unless 负 ends a word
//     (减负3.2亿元, 税负). ▲ and a dash are signs in cells alone.
//   - A number that a converter cut with a blank (4, 256,078万元; 增长 6. 1%) is put
//     together where the words around it show that it is one; "2. 5" may be the
//     second item of a list. A point may lead (.5亿元) only where a figure is due.
//   - 2.1本方案 and 4.3项目支出 begin with a section number: nobody counts tenths of
//     what is counted one by one. 户均3.2人 does not begin a line.
//   - 3点 counts points unless a word, 半 or 分 makes it a time of day (下午3点).
//   - Han numerals are noise unless they pass a gate: a composed numeral
//     (二十三, 两万) needs a unit; a lone digit needs a plain unit (九元, 三公里) or a
//     classifier and the company of a count (三类, 两个项目), is never 二 and 一 only
//     before the plainest units, and is vetoed in short quotations, titles, names
//     (长三角, 三元区) and a list of political phrases (八项规定). Ranges in Han (三至五年) and
//     estimates (三四个, 数十人) are noise.
//   - A unit list is data (units.go); what is not in it leaves a bare Number.
//
// On the 49 KB reference report, which is development data, all 373 facts, 90
// dates and none of the 363 other numbers are read as labelled
// (TestReferenceMentions). That claims nothing about new text.
//
// # Views
//
// A [View] is a text with what is no part of its words: the residue of a converter and
// the list number it opens with, found once when the View is made. Who reads a text
// takes its words, title, number and level from there. It holds no folded copy: the
// grammar folds rune by rune as it goes, one to one, so offsets need no map.
//
// # Segmentation
//
// [Segmenter] divides as gse does, by the way of the shortest distance through the
// words of a dictionary, and a test holds the tokens of both together. gse itself
// took a second copy of the words that the reader keeps in its lexicon anyway, and
// made for each word the words inside it, which are for search engines: 0.3 s and
// 80 MB of every start. Here the lexicon's own trie is walked ([Nouns]), beside one
// of about 1100 words that hold sentences of this genre together, which is made in
// a millisecond; a text is divided three times as fast (BenchmarkSegment: 48 MB/s,
// gse 16). A dictionary sees only runs of valid text beyond ASCII; digits, Latin
// and broken bytes are tokens of their own, so that the tokens always tile.
//
// That dictionary leaves most of the running text in single characters, which
// the grammar does not mind and a reader of tokens does: [NewGeneralSegmenter]
// adds the 53,000 commonest words of gse's dictionary, which are walked as they lie in
// the program.
//
// [Segmenter.Subject] finds the noun phrase a number is about by the part of
// speech of tokens around it. Verbs are the words that matter, since an unknown
// character counts as part of a noun. Against the 127 hand-made labels of the
// reference report the mean character F1 is 0.92 (TestReferenceSubjects).
package nlp
