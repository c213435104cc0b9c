package schema

// Status is what became of an input file.
type Status string

// The statuses: read in full, read with parts missing, refused with a reason,
// or not to be read now but by an earlier run, whose reading is kept.
const (
	Read    Status = "read"
	Partial Status = "partial"
	Refused Status = "refused"
	Stale   Status = "stale"
)

// EntityLevel is the kind of body that reports.
type EntityLevel string

// The entity levels.
const (
	StreetOffice EntityLevel = "街道"
	Township     EntityLevel = "乡镇"
	Department   EntityLevel = "部门"
	PublicUnit   EntityLevel = "单位"
	Government   EntityLevel = "政府"
)

// ReportKind is the genre of a report.
type ReportKind string

// The report kinds.
const (
	FinalAccounts ReportKind = "final_accounts"
	BudgetReport  ReportKind = "budget"
	Performance   ReportKind = "performance"
	WorkReport    ReportKind = "work_report"
	Bulletin      ReportKind = "bulletin"
	OtherReport   ReportKind = "other"
)

// Document is the row of one input file: read or refused, always exactly one.
type Document struct {
	ID           string // SHA-256 of the bytes, hex
	Path         string
	Format       string
	Bytes        int64
	Status       Status
	Reason       string // refusal reason, "" when read
	Advice       string // one line a person can act on
	Detail       string // what exactly was found, for the log
	Title        string
	Entity       string
	EntityLevel  EntityLevel
	Province     string
	City         string
	District     string
	DivisionCode string
	ReportKind   ReportKind
	FiscalYear   int
	EntityScope  EntityScope
	Units        []string // the units the report says it covers, nil where it does not list them all
	Published    Period   // an instant, zero when not stated
	Blocks       int
	Tables       int
	Charts       int

	MentionCount int
	FactCount    int
	WithConcept  int
	IssueCount   int
	CheckCounts  map[Verdict]int // by Counted
	Obligations  int             // what should be checkable in such a report
	Evaluated    int             // how many of them were
	Words        int             // in the clauses of numbers in prose
	WordsRead    int             // how many of them the reader knew
}

// Report is everything known of one file: its row and its facts, and what was
// found to hold among them.
type Report struct {
	Document Document
	// Territorial reports are those of a government on its whole territory: they
	// speak of it at several levels at once (全市, 市级, 市本级).
	Territorial bool
	Mentions    []Mention // where they are asked for; Document counts them
	Facts       []Fact
	Claims      []Claim
	Issues      []Issue
	Checks      []Check
	Blocks      []Block
}

// Block is one paragraph, table or chart of a report, for the blocks table.
type Block struct {
	Index   int
	Kind    string
	Section SectionID
	Level   int
	Line    int
	Page    int
	Text    string
	Tokens  []string
	Lines   []TextLine // plain text only: where the lines of the file begin in Text
	Cells   []TextCell // of a table or chart: where its cells stand in Text
}

// TextLine says that from code point Start of a block's text on, the text
// stands on line Number (1-based) of the file, Column code points into it.
type TextLine struct{ Number, Column, Start int }

// TextCell is a cell of a grid; its text is code points [Start,End) of the
// block's. A merged cell is there once, with the rows and columns it spans.
type TextCell struct {
	Row, Col         int
	RowSpan, ColSpan int // at least 1
	Start, End       int
}
