package sink

import "gongkai/schema"

// Locator says where a row's text stands; see schema.Provenance. Start and End
// are code points, half-open: within Line when it is set, else within the text
// of Block, or of the cell at Row, Col of Table.
type Locator struct {
	Line  *int32 `parquet:"line"`
	Block *int32 `parquet:"block"`
	Table *int32 `parquet:"table,dict"`
	Row   *int32 `parquet:"row"`
	Col   *int32 `parquet:"col,dict"`
	Page  *int32 `parquet:"page"`
	Start int32  `parquet:"start,dict"`
	End   int32  `parquet:"end,dict"`
}

// Dimensions are the breakdown columns shared by facts and observations.
type Dimensions = schema.StoredDimensions

// Base is what a share, change or completion is measured against.
type Base struct {
	BaseConcept     *string `parquet:"base_concept,dict"`
	BaseMeasure     *string `parquet:"base_measure,dict"`
	BasePeriodStart *int32  `parquet:"base_period_start,date"`
	BasePeriodEnd   *int32  `parquet:"base_period_end,date"`
}

// DocumentRow is a row of documents: one per input path.
type DocumentRow struct {
	DocumentID           string  `parquet:"document_id"`
	Path                 string  `parquet:"path"`
	Format               *string `parquet:"format,dict"`
	Bytes                int64   `parquet:"bytes"`
	Status               string  `parquet:"status,dict"`
	Reason               *string `parquet:"reason,dict"`
	Advice               *string `parquet:"advice,dict"`
	Detail               *string `parquet:"detail"`
	Title                *string `parquet:"title"`
	Entity               *string `parquet:"entity,dict"`
	EntityLevel          *string `parquet:"entity_level,dict"`
	Province             *string `parquet:"province,dict"`
	City                 *string `parquet:"city,dict"`
	District             *string `parquet:"district,dict"`
	DivisionCode         *string `parquet:"division_code,dict"`
	ReportKind           *string `parquet:"report_kind,dict"`
	FiscalYear           *int32  `parquet:"fiscal_year"`
	EntityScope          *string `parquet:"entity_scope,dict"`
	Published            *int32  `parquet:"published,date"`
	URL                  *string `parquet:"url"`
	Blocks               int32   `parquet:"blocks"`
	Tables               int32   `parquet:"tables"`
	Charts               int32   `parquet:"charts"`
	Mentions             int32   `parquet:"mentions"`
	Facts                int32   `parquet:"facts"`
	FactsWithConcept     int32   `parquet:"facts_with_concept"`
	Issues               int32   `parquet:"issues"`
	Checks               int32   `parquet:"checks"`
	ChecksExact          int32   `parquet:"checks_exact"`
	ChecksRounding       int32   `parquet:"checks_rounding"`
	ChecksTruncation     int32   `parquet:"checks_truncation"`
	ChecksLiteral        int32   `parquet:"checks_literal"`
	ChecksInconsistent   int32   `parquet:"checks_inconsistent"`
	ChecksIncomplete     int32   `parquet:"checks_incomplete"`
	ChecksAmbiguous      int32   `parquet:"checks_ambiguous"`
	ChecksNotApplicable  int32   `parquet:"checks_not_applicable"`
	ChecksWaived         int32   `parquet:"checks_waived"`
	ChecksDisclosure     int32   `parquet:"checks_disclosure"`
	Obligations          int32   `parquet:"obligations"`
	ObligationsEvaluated int32   `parquet:"obligations_evaluated"`
	WordsInNumberClauses int32   `parquet:"words_in_number_clauses"`
	WordsRead            int32   `parquet:"words_read"`
	ToolVersion          string  `parquet:"tool_version,dict"`
}

// FactRow is a row of facts. FiscalYear decides its partition; 0 is unknown,
// and stored as null.
type FactRow struct {
	FactID        string  `parquet:"fact_id,delta"`
	DocumentID    string  `parquet:"document_id,dict"`
	Entity        *string `parquet:"entity,dict"`
	Concept       *string `parquet:"concept,dict"`
	Label         string  `parquet:"label,dict"`
	Kind          string  `parquet:"kind,dict"`
	Value         int64   `parquet:"value,decimal(4:18)"`
	Unit          string  `parquet:"unit,dict"`
	Approx        string  `parquet:"approx,dict"`
	Decimals      int32   `parquet:"decimals"`
	ValueForm     string  `parquet:"value_form,dict"`
	Measure       *string `parquet:"measure,dict"`
	MeasureSource *string `parquet:"measure_source,dict"`
	PeriodStart   *int32  `parquet:"period_start,date"`
	PeriodEnd     *int32  `parquet:"period_end,date"`
	PeriodSource  *string `parquet:"period_source,dict"`
	Dimensions
	Base
	Section    *string `parquet:"section,dict"`
	SourceKind string  `parquet:"source_kind,dict"`
	Confidence *int32  `parquet:"confidence"`
	Context    string  `parquet:"context,dict"`
	Rule       *string `parquet:"rule,dict"`
	Raw        string  `parquet:"raw"`
	Locator
	FiscalYear int32 `parquet:"fiscal_year,optional,dict"`
}

// OperandRow is an element of checks.operands.
type OperandRow struct {
	FactID     string `parquet:"fact_id,delta"`
	DocumentID string `parquet:"document_id,dict"`
	Role       string `parquet:"role,dict"`

	// What the fact says. A dataset has it in facts and not here; it is there of a report
	// that was just read, or after Snapshot.Quote.
	*Quoted `parquet:"-"`
}

// Quoted is a figure as a report writes it, and where.
type Quoted struct {
	Value *int64 `parquet:"value,decimal(4:18)"`
	Raw   string `parquet:"raw"`
	Locator
}

// CheckRow is a row of checks. FiscalYear is as in FactRow.
type CheckRow struct {
	CheckID      string       `parquet:"check_id,delta"`
	DocumentID   string       `parquet:"document_id,dict"`
	Rule         string       `parquet:"rule,dict"`
	Family       string       `parquet:"family,dict"`
	Formula      string       `parquet:"formula,dict"`
	Verdict      string       `parquet:"verdict,dict"`
	Reported     *int64       `parquet:"reported,decimal(4:18)"`
	Computed     *int64       `parquet:"computed,decimal(4:18)"`
	Difference   *int64       `parquet:"difference,decimal(4:18)"`
	Tolerance    *int64       `parquet:"tolerance,decimal(4:18)"`
	Diagnosis    *string      `parquet:"diagnosis,dict"`
	Severity     string       `parquet:"severity,dict"`
	WaiverReason *string      `parquet:"waiver_reason"`
	Finding      *string      `parquet:"finding"`
	ForReported  *int32       `parquet:"for_reported"`
	ForComputed  *int32       `parquet:"for_computed"`
	Operands     []OperandRow `parquet:"operands,list"`
	FiscalYear   int32        `parquet:"fiscal_year,optional,dict"`
}

// IssueRow is a row of issues.
type IssueRow struct {
	DocumentID string `parquet:"document_id,dict"`
	Code       string `parquet:"code,dict"`
	Severity   string `parquet:"severity,dict"`
	Detail     string `parquet:"detail"`
	Raw        string `parquet:"raw"`
	Locator
}

// BlockRow is a row of blocks.
type BlockRow struct {
	DocumentID string    `parquet:"document_id,dict"`
	Block      int32     `parquet:"block"`
	Kind       string    `parquet:"kind,dict"`
	Section    *string   `parquet:"section,dict"`
	Level      int32     `parquet:"level"`
	Line       *int32    `parquet:"line"`
	Page       *int32    `parquet:"page"`
	Text       string    `parquet:"text"`
	Tokens     []string  `parquet:"tokens,list"`
	Lines      []LineRow `parquet:"lines,list"`
	Cells      []CellRow `parquet:"cells,list"`
}

// LineRow is an element of blocks.lines; see schema.TextLine.
type LineRow struct {
	Line   int32 `parquet:"line"`
	Column int32 `parquet:"column"`
	Start  int32 `parquet:"start"`
}

// CellRow is an element of blocks.cells; see schema.TextCell.
type CellRow struct {
	Row     int32 `parquet:"row"`
	Col     int32 `parquet:"col"`
	RowSpan int32 `parquet:"row_span"`
	ColSpan int32 `parquet:"col_span"`
	Start   int32 `parquet:"start"`
	End     int32 `parquet:"end"`
}

// MentionRow is a mention as printed by extract; it is no table of the dataset.
type MentionRow struct {
	DocumentID string  `parquet:"document_id"`
	Raw        string  `parquet:"raw"`
	Kind       string  `parquet:"kind"`
	Value      *string `parquet:"value"`
	Unit       string  `parquet:"unit"`
	Approx     string  `parquet:"approx"`
	Decimals   int32   `parquet:"decimals"`
	Locator
}

// ObservationRow is a row of observations: all facts that state one quantity,
// settled. FiscalYear is as in FactRow.
type ObservationRow struct {
	Entity      *string `parquet:"entity,dict"`
	Concept     string  `parquet:"concept,dict"`
	Kind        string  `parquet:"kind,dict"`
	Unit        string  `parquet:"unit,dict"`
	ValueForm   string  `parquet:"value_form,dict"`
	Measure     *string `parquet:"measure,dict"`
	PeriodStart *int32  `parquet:"period_start,date"`
	PeriodEnd   *int32  `parquet:"period_end,date"`
	Dimensions
	Base
	Status     string   `parquet:"status,dict"`
	Value      *int64   `parquet:"value,decimal(4:18)"`
	ValueMin   int64    `parquet:"value_min,decimal(4:18)"`
	ValueMax   int64    `parquet:"value_max,decimal(4:18)"`
	Approx     *string  `parquet:"approx,dict"`
	Decimals   *int32   `parquet:"decimals"`
	Count      int32    `parquet:"count"`
	Documents  int32    `parquet:"documents"`
	Members    []string `parquet:"members,list" parquet-element:",delta"`
	FiscalYear int32    `parquet:"fiscal_year,optional,dict"`
}

// Row is a row of a published table.
type Row interface {
	DocumentRow | FactRow | CheckRow | IssueRow | ObservationRow | BlockRow
}
