package schema

import "strings"

// RuleID identifies a rule; ids are stable and never reused.
type RuleID string

// Anchor is the id without dots, as it stands in the ids of checks: a page finds an
// element by such a name without escaping it.
func (id RuleID) Anchor() string { return strings.ReplaceAll(string(id), ".", "-") }

// SectionID names a canonical part of a report, e.g. "final.total".
type SectionID string

// Rule is one entry of the rules table: an identity of the genre, or a kind of
// statement the text itself makes.
type Rule struct {
	ID       RuleID
	Title    string // one sentence in Chinese, in the report's own terms
	English  string // the title in English
	Family   Family
	Severity Severity
	Since    string // tool version that introduced it
	Basis    string // regulation, table or template the identity follows from
	Example  string // the identity with numbers
	// Governments says that the rule holds in a government's own accounts too. The
	// others are identities of the accounts of one body.
	Governments     bool
	GovernmentsOnly bool // not of an office, whose accounts have another form
	Relation        Relation
}

// Relation is the formula of a rule. The set is closed: Sum, NotAbove, Children
// and Stated.
type Relation interface{ relation() }

// Sum says that Total equals the weighted sum of Parts. Facts are bound to the
// terms with one measure and one year; the fund is the term's own, or the
// total's where the term names none.
type Sum struct {
	Total Term
	Parts []Term
	// FiscalOnly limits the rule to bodies whose revenue of the year is all
	// fiscal appropriation: with other funds the identity has more terms.
	FiscalOnly bool
	// Beside limits it to figures of one paragraph or table that are alike in all
	// dimensions: what a report says of one place, one fund.
	Beside bool
	// Next says that parts which its paragraph does not tell may stand in the one after it: a budget's revenue, then
	// its expenditure.
	Next bool
	// Open says that there may be flows the table has no concept for: the rule fails
	// only where a slip explains the gap.
	Open bool
}

// NotAbove says that Part is no larger than Whole and the terms in Plus together.
// A term of Plus that is not Optional must be stated for the rule to apply.
type NotAbove struct {
	Part, Whole Term
	Plus        []Term
	// Beside limits it to figures of one paragraph or table that are alike in all
	// dimensions but the fund of the terms.
	Beside bool
}

// Children says that a figure equals the sum of its parts along one axis
// inside one table: a class and its items, a total and its classes.
type Children struct {
	Axis  Axis
	Total ConceptID // the figure without a member; "" when it is the parent code
}

// Stated marks statements read from the text: the claim or the value form
// brings its own operands.
type Stated struct {
	// Words says that the rule is about wording alone: no other value of a figure
	// would make it hold.
	Words bool
	// Partial says that the list it is about may name only some of its members.
	Partial bool
	// PartialUnnamed says so of a list whose whole no concept names.
	PartialUnnamed bool
	// OfZero is the rule that a rate breaks which is printed although its base is zero,
	// so that there is nothing for this rule to hold.
	OfZero RuleID
}

func (Sum) relation()      {}
func (NotAbove) relation() {}
func (Children) relation() {}
func (Stated) relation()   {}

// Axis names a dimension along which parts add up.
type Axis string

// The axes.
const (
	FunctionAxis   Axis = "func_code"
	EconomicAxis   Axis = "econ_code"
	ProjectAxis    Axis = "project"
	VehicleAxis    Axis = "vehicle_kind"
	GradeAxis      Axis = "grade"
	FundAxis       Axis = "fund_source" // of one project
	FundColumnAxis Axis = "fund_column" // of one quantity in a statement
	FlowAxis       Axis = "flow"        // opening balance, revenue, expenditure, closing balance
	NatureAxis     Axis = "nature"      // 基本, 项目, 上缴, 经营, 补助 of one functional class
	EvaluatedAxis  Axis = "evaluated"   // the projects of which a table tells the aims
)

// Term is a place in a formula.
type Term struct {
	Concept  ConceptID
	Fund     FundSource // "" takes the fund of the total
	Weight   int        // 0 means +1
	Measure  Measure    // "" takes the measure of the total
	Optional bool       // reports leave it out where it is zero
	EconCode string     // of this economic class; "" is of none
	// YearBefore is of the year before, wherever the report states it with one value.
	YearBefore bool
}
