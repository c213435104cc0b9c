package schema

// Wording is what the words around a number say of it besides its meaning.
// Package tag writes it down when it has read the text, so that checks never
// open text again. It is no column of any table.
type Wording struct {
	// Of the sentence, or of the headings of a cell.

	// Sentence numbers the sentences of a report from 1: two figures of one
	// block are of one sentence where it is the same.
	Sentence int
	// Words numbers the wordings of sentences from 1: two sentences of one number
	// have the same words and differ in figures and marks only. It is 0 for a
	// sentence too short to be told from others.
	Words int
	// Damaged sentences have letters that the fonts of the file do not name.
	Damaged bool
	// Disordered sentences are of a text whose lines stand in the wrong order.
	Disordered bool
	// Hidden cells are not shown to who opens the file: their sheet, row or column is hidden.
	Hidden bool
	// OtherBase sentences measure on a base other than the printed one: 同口径.
	OtherBase bool

	// Level is the word for the accounts of the government itself that the figure is of,
	// without the rank: 本级, 级, 直. What is of 市级 may be that of 市本级, or with
	// that of zones. Of an office it is its own, its units' or of all of them.
	Level string

	// Of the number and what stands right before it.

	// Assumed is a figure of which no word says what it is: its section speaks for it.
	Assumed bool
	// Pointed is a figure printed with digits behind the point.
	Pointed bool
	// Noted is a figure of a table with the mark of a note before or behind it, *8.2% or -4.1%①.
	Noted bool
	// CutOff is a figure that opens its paragraph without a word of its own: the
	// rest of its sentence, or of the number, stands elsewhere.
	CutOff bool
	// Territory is a count with a word for the whole territory right before it: 全镇.
	Territory bool
	// RealTerms is a rate of change in constant prices: 可比价, or that of a
	// quantity whose growth is always told so, as 生产总值.
	RealTerms bool

	// Of the label.

	Name    string // the label as names are compared, without the place before it
	Project string // the project by the part of its name that its variants share
	// Generic labels name no quantity by themselves: 合计 could be any.
	Generic bool
	// SumRow is the label of a row with which what stands above it ends: 小计.
	SumRow bool
	// TotalRow is the label of a row that all classes of a table are part of.
	TotalRow bool
	// GrandTotal labels say that they take all together: 总.
	GrandTotal bool
	// WholeSide labels are of the sum of one side of a balance, whose list names
	// all that it is made of: 收入总计.
	WholeSide bool
	// BothSides labels are of the totals of both sides of a balance at once: 收、支总计.
	BothSides bool
	// OfWhich labels say that they are one part among others: 其中.
	OfWhich bool
	// ByTitle labels are of people by their title, schooling or sex, of whom a list may tell some: 高级教师.
	ByTitle bool
	// Local labels are of the part of a revenue that is not handed up: 地方级税收收入.
	Local bool
	// Remainder labels are of the class that closes a list of siblings: 其他.
	Remainder bool

	// Of the production that read the number.

	// InBrackets is a figure that breaks down the one before its bracket.
	InBrackets bool
	// InWords is a zero stated in words: 无国有资本经营预算支出.
	InWords bool
	// OwnSubject is a level whose own clause or row says what it is of, as against one
	// that goes on from the sentence before.
	OwnSubject bool
	// Remark is what the heading of a column says is in its figures or is not: （不含上年结转）.
	Remark string
	// WholeFund is the budget that the words of a share say its whole is of: 占一般公共预算项目支出总额的100%.
	WholeFund FundSource
	// OwnName is a level whose own clause names it in words that no concept has.
	OwnName bool
	// YearlyAverage is a rate of change a year over several: 年均增长2.7%.
	YearlyAverage bool
	// NoColumns is a figure of a table that lost its columns.
	NoColumns bool
	// PartOfClass is a part of a functional class that the text does not delimit.
	PartOfClass bool
}
