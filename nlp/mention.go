package nlp

import "github.com/shopspring/decimal"

// Kind says what sort of number a mention is.
type Kind string

// The kinds. Number is a bare number whose unit only its context can give
// (a table cell, a chart value, "4.5" under a heading 单位：亿元).
const (
	Amount  Kind = "amount"
	Ratio   Kind = "ratio"
	Count   Kind = "count"
	Measure Kind = "measure"
	Score   Kind = "score"
	Number  Kind = "number"
	Date    Kind = "date"
	Ordinal Kind = "ordinal"
	Code    Kind = "code"
	Noise   Kind = "noise"
)

// IsQuantity reports whether the kind states a quantity: the five kinds of
// fact, and the bare number.
func (k Kind) IsQuantity() bool {
	switch k {
	case Amount, Ratio, Count, Measure, Score, Number:
		return true
	}
	return false
}

// Approx says how a printed number bounds the quantity.
type Approx string

// The approximations.
const (
	Exact    Approx = "exact"
	About    Approx = "about"
	MoreThan Approx = "more_than"
	LessThan Approx = "less_than"
	AtLeast  Approx = "at_least"
	AtMost   Approx = "at_most"
)

// Mention is one number as written.
type Mention struct {
	Start, End int // bytes, half-open; the unit and approximators belong to the span, 截至 and 占 do not
	Kind       Kind
	Value      decimal.Decimal // in the canonical unit: 元, %, the count
	Unit       string          // 元, %, 个百分点, 人次, 台（套） …; "" when none is written
	Scale      int             // power of ten the written scale stands for: 万 4, 亿 8; 0 when none
	Decimals   int             // accuracy as written in the canonical unit: 444.71万元 -> -2
	Approx     Approx
	Modifier   string // the word or sign behind Approx: 余, 超过, 及以上, ≥ …; "" when Exact
	Date       *Span  // of a date, nil for all else
	Text       string // of a date: its normal form, "2020", "2020-08", "2020-01/2020-08", "2020-12-31"
	// Part and Parts number the members of a ratio vector ("5.0:45.9:49.1" is
	// three mentions, 1/3, 2/3, 3/3); 0 when the number stands alone.
	Part, Parts int
	// Elided reports a scale with no unit ("4.5亿", "3万"): money if the clause is about
	// money, else a count. Kind is then the scanner's best guess from the clause.
	Elided bool
	// Range reports that a range partner follows ("20—50万元": the first mention).
	Range bool
	// Shared reports that unit or scale were written only at a later member of
	// the range or list ("0.5、1.9和2.7个百分点": the first two).
	Shared bool
	// Glued reports several numbers run together by a converter
	// ("310.2154.741050%5"). They are not split by guessing: Value is 0.
	Glued bool
}

// Span is that of a date, and the zero Span for all else.
func (m *Mention) Span() (s Span) {
	if m.Date != nil {
		s = *m.Date
	}
	return s
}

// Span is a span of days; see Text for its printed form. Relative periods
// (上年, 本年, 同期, 目前) have Relative set instead.
type Span struct {
	FromYear, FromMonth, FromDay int // 0 when unspecified
	ToYear, ToMonth, ToDay       int
	Relative                     string // "近三年", "前5年" …
	// Assumed reports that the year is not written here: it is that of the
	// nearest date to the left in the line, else ScanOptions.Year.
	Assumed bool
}

// ScanOptions tells the scanner what its text cannot.
type ScanOptions struct {
	// Year completes a period written without one ("1—8月"); 0 leaves it open.
	Year int
	// Cell says that the text is a table cell: a lone 2019 is then a Number (an
	// amount may be 2019 too), where on a line of its own it is a label year.
	Cell bool
	// Figure says that the cell stands in a column of figures: (12) is then −12
	// and no number of a list, and 13000000000 no telephone. It goes with Cell.
	Figure bool
}
