package schema

import "github.com/shopspring/decimal"

// Family says what kind of arithmetic a rule or claim makes.
type Family string

// The families.
const (
	SumFamily        Family = "sum"
	DifferenceFamily Family = "difference"
	PctChangeFamily  Family = "pct_change"
	ShareFamily      Family = "share"
	ShareSumFamily   Family = "share_sum"
	CompletionFamily Family = "completion"
	DuplicateFamily  Family = "duplicate"
	DirectionFamily  Family = "direction"
	ComparisonFamily Family = "comparison_word"
	PartWholeFamily  Family = "part_whole"
	CountFamily      Family = "count"
	AverageFamily    Family = "average"
	// DisclosureFamily is no arithmetic: what a report must have and lacks, or has and must not.
	DisclosureFamily Family = "disclosure"
)

// Verdict is the outcome of a check, in the order they are tried.
type Verdict string

// The verdicts. See the package documentation of reconcile for the intervals.
const (
	ExactVerdict  Verdict = "exact"
	Rounding      Verdict = "rounding"
	Truncation    Verdict = "truncation"
	Literal       Verdict = "literal"
	Inconsistent  Verdict = "inconsistent"
	Incomplete    Verdict = "incomplete"
	Ambiguous     Verdict = "ambiguous"
	NotApplicable Verdict = "not_applicable"
	Waived        Verdict = "waived" // inconsistent, and accepted in a waiver file
	// DisclosureFault is no verdict: the faults of the family disclosure are counted
	// under it, apart from what does not add up.
	DisclosureFault Verdict = "disclosure"
)

// Evaluated reports whether the verdict says something about the numbers.
func (v Verdict) Evaluated() bool {
	return v != Incomplete && v != Ambiguous && v != NotApplicable
}

// Operand is a fact's part in a check.
type Operand struct {
	Fact *Fact // of the report, or in checks across documents of either; for a place that is no figure, that place
	Role Role
}

// Check is the evaluation of one rule or claim.
type Check struct {
	ID         string
	Document   string
	Rule       RuleID
	Family     Family
	Formula    string // readable, with the numbers in it
	Verdict    Verdict
	Reported   decimal.NullDecimal
	Computed   decimal.NullDecimal
	Difference decimal.NullDecimal // reported - computed
	Tolerance  decimal.NullDecimal // half-width that was allowed
	Diagnosis  Diagnosis
	Severity   Severity
	// Finding is the check that leads the contradiction this one is a witness of: several
	// checks that one figure breaks have the same. It is the check's own id where it
	// leads, and "" for a check that holds.
	Finding string
	// ForReported and ForComputed count the checks that hold with the figure reported,
	// and with those it is computed from: the witnesses of each side of a contradiction.
	ForReported, ForComputed int
	FiscalYear               int
	Operands                 []Operand
}

// Counted is the verdict a check is counted under: a fault that is no arithmetic is
// counted as one.
func (c *Check) Counted() Verdict {
	if c.Family == DisclosureFamily && c.Verdict == Inconsistent {
		return DisclosureFault
	}
	return c.Verdict
}

// Size is how large a difference is: of percentages in hundreds of points, of other
// figures beside the larger of what is reported and computed. It is 0 where there is
// none to measure.
func (c *Check) Size() float64 {
	size := decimal.Max(c.Reported.Decimal.Abs(), c.Computed.Decimal.Abs())
	switch c.Family {
	case PctChangeFamily, ShareFamily, ShareSumFamily, CompletionFamily:
		size = decimal.NewFromInt(100)
	}
	if !c.Difference.Valid || size.IsZero() {
		return 0
	}
	return c.Difference.Decimal.Abs().Div(size).InexactFloat64()
}

// Diagnosis names a likely cause of an inconsistency; it never says which side is right.
type Diagnosis string

// The diagnoses.
const (
	NoDiagnosis     Diagnosis = ""
	UnitSlip        Diagnosis = "unit_slip"         // a factor of ten, 元 for 万元
	SignWord        Diagnosis = "sign_against_word" // the sign contradicts 增加/减少
	WrongBase       Diagnosis = "wrong_base"        // the ratio fits another denominator
	DigitSwap       Diagnosis = "digit_swap"        // two neighbouring digits transposed
	DigitLost       Diagnosis = "digit_lost"        // a digit dropped or doubled
	NeighbourCopied Diagnosis = "neighbour_copied"  // equals the figure before or after it
	StaleYear       Diagnosis = "stale_year"        // equals last year's figure
	TemplateResidue Diagnosis = "template_residue"  // wording left from a template
	ItemMissing     Diagnosis = "item_missing"      // a sum short by exactly one listed item
	ForcedShare     Diagnosis = "forced_share"      // a share moved by a last digit so that its list makes 100%
)

// Claim is an arithmetic statement read from the report's own structure: a
// relation between facts. Tagging makes claims, reconciliation evaluates them.
// Facts are named by their index in the report's fact list.
type Claim struct {
	Family   Family
	Result   int    // the stated fact; -1 when the claim states none
	Operands []int  // what it is computed from
	Roles    []Role // of each operand; nil where all are parts
	Weights  []int  // +1 or -1 beside each operand; nil means all +1
	Word     string // the direction or comparison word, or the number of listed names for a count
	Listed   int    // count claims: how many names the text lists; -1 otherwise
	Rule     RuleID
	// Whole are the operands that by their names are all that makes up the result
	// of a sum; nil where the names do not say so.
	Whole []int
	// Numbered says that every member of a sum opens the paragraph of its number, from
	// 1 on: none of them is part of another.
	Numbered bool
	// Slip says that the claim is read from how its figures follow each other, so that it fails
	// only where one slip explains it.
	Slip bool
	// Some says that the words which open the list may leave some of its members out: 其中.
	Some bool
	// Counted says that the text counts as many things as the list has members, or says by what it
	// divides the whole, 按功能分类, or by its name what a share is of.
	Counted bool
	// Together says that the whole and the members of a sum stand in one sentence, up to its full stop.
	Together bool
	// Twins are the totals, each with its members, of lists that are told in turn with this one, a
	// number of things each with its amount: where one of them adds up, none leaves any out.
	Twins [][]int
}

// Operand returns the operand of a role, -1 where the text names none.
func (c *Claim) Operand(r Role) int {
	for i, k := range c.Operands {
		if i < len(c.Roles) && c.Roles[i] == r {
			return k
		}
	}
	return -1
}

// Role is the part of a figure in a claim or check.
type Role string

// The roles. Of a claim, beside its result: the first four, where the text names them.
const (
	CurrentRole Role = "current" // the level a change leads to
	ChangeRole  Role = "change"  // the change a rate is of
	PartRole    Role = "part"    // what a share, a completion or a use is of; a member of a sum
	WholeRole   Role = "whole"   // what it is measured against

	PriorRole       Role = "prior" // the level a change begins at
	BaseRole        Role = "base"
	ResultRole      Role = "result" // of a difference, minuend less subtrahend
	MinuendRole     Role = "minuend"
	SubtrahendRole  Role = "subtrahend"
	RatioRole       Role = "ratio" // of a numerator by a denominator
	NumeratorRole   Role = "numerator"
	DenominatorRole Role = "denominator"
	TotalRole       Role = "total"
	ShareRole       Role = "share" // of a list of shares
	CountRole       Role = "count"
	ListedRole      Role = "listed" // a name that a count is of
	FinalRole       Role = "final"  // what was executed, against the budget
	BudgetRole      Role = "budget"
	CompletionRole  Role = "completion"
	MemberRole      Role = "member"     // another statement of one fact
	DeviatingRole   Role = "deviating"  // the one that differs
	DepartmentRole  Role = "department" // of the department, against those of its units
	UnitRole        Role = "unit"
	OperandRole     Role = "operand" // of a comparison
	PlaceRole       Role = "place"   // where a disclosure is missing or at fault
)
