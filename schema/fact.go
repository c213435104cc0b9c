package schema

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Kind says what sort of number a mention is.
type Kind string

// The kinds. The first five are facts; a date, ordinal, code or noise mention
// is classed and counted but carries no fact.
const (
	Amount      Kind = "amount"  // money; the canonical unit is 元
	Ratio       Kind = "ratio"   // the canonical unit is % (or 个百分点, ‰ as written)
	Count       Kind = "count"   // things counted with a measure word
	MeasureKind Kind = "measure" // physical measures and lengths of time
	Score       Kind = "score"   // 分
	DateKind    Kind = "date"
	Ordinal     Kind = "ordinal"
	Code        Kind = "code"
	Noise       Kind = "noise"
)

// IsFact reports whether mentions of the kind become facts or issues.
func (k Kind) IsFact() bool {
	switch k {
	case Amount, Ratio, Count, MeasureKind, Score:
		return true
	}
	return false
}

// Approx says how a printed number bounds the quantity it stands for.
type Approx string

// The approximations. "1000余" is MoreThan with the stated base as value;
// 以上 and 及以上 are AtLeast.
const (
	Exact    Approx = "exact"
	About    Approx = "about"
	MoreThan Approx = "more_than"
	LessThan Approx = "less_than"
	AtLeast  Approx = "at_least"
	AtMost   Approx = "at_most"
)

// Form is the value form of a fact: what its number says about the concept.
type Form string

// The value forms.
const (
	Level      Form = "level"      // the quantity itself
	Delta      Form = "delta"      // a change against a base, signed
	Share      Form = "share"      // % of a base concept
	PctChange  Form = "pct_change" // % change against a base period or measure, signed
	Completion Form = "completion" // % of a budget or target executed
	ScoreForm  Form = "score"
	Threshold  Form = "threshold" // a standard or limit, not a quantity of the entity
	// UnknownForm is that of a number compared with another in words that the
	// reader does not know.
	UnknownForm Form = "unknown"
)

// Measure says in which phase of the budget cycle a figure was taken.
type Measure string

// The measures (决算数, 年初预算数, 全年或调整预算数, 预算数 without saying which,
// 执行数, 目标值, 已使用, 实际值).
const (
	Final          Measure = "final"
	BudgetInitial  Measure = "budget_initial"
	BudgetAdjusted Measure = "budget_adjusted"
	Budget         Measure = "budget"
	Executed       Measure = "executed"
	Target         Measure = "target"
	Used           Measure = "used"
	Actual         Measure = "actual"
)

// IsBudget reports whether the measure is one of the three budget readings.
func (m Measure) IsBudget() bool {
	return m == BudgetInitial || m == BudgetAdjusted || m == Budget
}

// IsPlanned reports the measures that tell what is to be done, a budget or a target.
func (m Measure) IsPlanned() bool { return m.IsBudget() || m == Target }

// Origin says which words a period or a phase was read from.
type Origin string

// The origins, the nearest to a figure first. The last two are no words about the
// figure: an item that is of one phase by itself (目标值 of an aim), and what the
// document is about by its title and kind.
const (
	FromSentence   Origin = "sentence" // or the year its paragraph opens with
	FromColumn     Origin = "column"
	FromRow        Origin = "row"
	FromTableTitle Origin = "table_title"
	FromHeading    Origin = "heading"
	FromConcept    Origin = "concept"
	FromDocument   Origin = "document"
)

// FundSource names the fund an amount belongs to.
type FundSource string

// The fund sources. The empty source means the text names none.
const (
	AllFunds            FundSource = "all"
	FiscalFunds         FundSource = "fiscal"
	GeneralPublicBudget FundSource = "general_public_budget"
	GovernmentFund      FundSource = "government_fund"
	StateCapital        FundSource = "state_capital"
	SocialInsurance     FundSource = "social_insurance"
	InstitutionFunds    FundSource = "institution"
	OperatingFunds      FundSource = "operating"
	OtherFunds          FundSource = "other"
	CarriedFunds        FundSource = "carried_over" // left of the year before, beside that of the year
)

// EntityScope says whose figure it is.
type EntityScope string

// The entity scopes: 部门汇总, 本级, 单位, and a member below the filing body.
const (
	Summary     EntityScope = "summary"
	Self        EntityScope = "self"
	Unit        EntityScope = "unit"
	Subordinate EntityScope = "subordinate"
)

// SourceKind says in what part of a report a fact stands.
type SourceKind string

// The source kinds.
const (
	Narrative        SourceKind = "narrative"
	TableSource      SourceKind = "table"
	ChartSource      SourceKind = "chart"
	PerformanceTable SourceKind = "performance_table"
)

// scanPrefix begins the kind of a source that is a picture.
const scanPrefix = "scan_"

// Published is the kind as its column has it: a figure read from a picture says so.
func (k SourceKind) Published(scanned bool) string {
	if scanned {
		return scanPrefix + string(k)
	}
	return string(k)
}

// PublishedKind is the kind that a column has, whether read from a picture or not.
func PublishedKind(column string) SourceKind {
	return SourceKind(strings.TrimPrefix(column, scanPrefix))
}

// Base names what a share, change or completion is measured against, as far
// as the text names it.
type Base struct {
	Concept ConceptID
	Measure Measure
	Period  Period
}

// Provenance locates a text in a document and a span in it.
//
// For plain-text inputs Line is the 1-based line of the file and Start, End
// count code points within that line. For other inputs Line is 0 and Block (the 0-based
// block) and, in tables and charts, Table (the 0-based table of the document),
// Row and Col name the text; Row and Col are -1 outside tables. Page is the 1-based page
// where the format has pages, else 0. The text at [Start,End) equals the raw
// number exactly as written.
type Provenance struct {
	Line       int
	Block      int
	Table      int
	Row, Col   int
	Page       int
	Start, End int
}

// Mention is a number as written, before it has a meaning.
type Mention struct {
	Source   Provenance
	Raw      string
	Kind     Kind
	Value    string // decimal in the canonical unit; ISO date or span for dates; "" for codes
	Unit     string
	Approx   Approx
	Decimals int
}

// Fact is one typed number of a report. Facts are immutable once tagged.
type Fact struct {
	ID         string // stable: derived from the document's bytes and the locator
	Document   string // document_id
	Entity     string
	Concept    ConceptID // "" when no concept fits
	Label      string    // the subject as written
	Kind       Kind
	Value      decimal.Decimal // signed; a decrease is negative; unit is Unit
	Unit       string
	Approx     Approx
	Decimals   int // accuracy as written, in Unit: 444.71万元 has -2, 100元 has 0, 25% has 0
	Form       Form
	Measure    Measure
	Period     Period
	Dimensions Dimensions
	// MeasureSource and PeriodSource say where Measure and Period come from; they
	// are empty where these are.
	MeasureSource Origin
	PeriodSource  Origin
	Base          Base
	Section       SectionID
	SourceKind    SourceKind
	Context       string // the sentence, or the row and column headings, the number stands in
	Rule          string // the tagging rule that gave the meaning
	Source        Provenance
	Raw           string
	Said          Wording // what its words say besides; no column
	Called        string  // its whole name, the label once checks are made, which go by the words as written; "" for the label; no column
	// Scanned says that the figure was read from a picture by an engine, which was so
	// sure of it, in percent.
	Scanned    bool
	Confidence int
}

// Issue is something the reader or the tagger could not settle, kept as data.
type Issue struct {
	Code     IssueCode
	Severity Severity
	Detail   string
	Source   Provenance
	Raw      string
}

// IssueCode is a closed set of reasons.
type IssueCode string

// The issue codes.
const (
	IssueUnbound     IssueCode = "unbound_number"   // a number no grammar rule could read
	IssueUnit        IssueCode = "unit_unknown"     // a bare number with no unit in reach
	IssueOutOfRange  IssueCode = "out_of_range"     // a value that does not fit DECIMAL(18,4), a date no calendar of a reader has
	IssueTableShape  IssueCode = "table_unresolved" // a table whose columns could not be bound
	IssueGluedCells  IssueCode = "glued_cells"      // numbers run together; refused, never guessed
	IssuePlaceholder IssueCode = "placeholder"      // XX, 待填 or template residue where a number belongs
	IssueUnreadWords IssueCode = "unread_words"     // words of a number's clause that are in no table; the number has no concept
	IssueDisclosure  IssueCode = "disclosure"       // a place of a fault that is no arithmetic; its check says which
	IssueConfidence  IssueCode = "low_confidence"   // a figure read from a picture that the engine is not sure of and no check guards
	IssueMisread     IssueCode = "other_reading"    // a figure read from a picture; with another reading of its digits all its checks hold
	IssueReader      IssueCode = "reader_warning"   // the reader skipped or repaired something
	IssueYear        IssueCode = "year_unknown"     // no fiscal year could be settled
	IssueRepublished IssueCode = "republished"      // another document of the same body, year and kind
	IssueCrowded     IssueCode = "crowded"          // too many documents of one body, year and kind to compare
)

// Severity ranks checks and issues for a reader; it never widens a tolerance.
type Severity string

// The severities.
const (
	Info    Severity = "info"
	Warning Severity = "warning"
	Error   Severity = "error"
)

// Rank orders severities, the gravest first.
func (s Severity) Rank() int {
	switch s {
	case Error:
		return 0
	case Warning:
		return 1
	}
	return 2
}
