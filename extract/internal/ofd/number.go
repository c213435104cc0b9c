package ofd

import (
	"strconv"
	"strings"
)

// pointsPerMM turns the unit of OFD, the millimetre, into that of layout.
const pointsPerMM = 72 / 25.4

// numbers reads a list of numbers; none when one of them is no number.
func numbers(s string) []float64 {
	var out []float64
	for field := range strings.FieldsSeq(s) {
		v, err := strconv.ParseFloat(field, 64)
		if err != nil {
			return nil
		}
		out = append(out, v)
	}
	return out
}

// number reads one number, or returns def.
func number(s string, def float64) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil {
		return def
	}
	return v
}
