package generate

import (
	"strings"

	"github.com/shopspring/decimal"
)

// readNumber parses a printed number at a scale of a power of ten.
func readNumber(text string, scale int32) decimal.Decimal {
	d, err := decimal.NewFromString(strings.ReplaceAll(text, ",", ""))
	if err != nil {
		return decimal.Zero
	}
	return d.Shift(scale)
}
