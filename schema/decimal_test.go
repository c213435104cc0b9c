package schema

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestDecimalTextIsThatOfTheNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.New(rapid.Int64().Draw(t, "whole"), rapid.Int32Range(-25, 6).Draw(t, "exp"))
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			d = decimal.New(rapid.Int64Range(-2_000_000, 2_000_000).Draw(t, "small"), rapid.Int32Range(-6, 0).Draw(t, "cents"))
		case 3: // whole tens, about the edge of 64 bits
			d = decimal.New(rapid.Int64Range(-2_000_000, 2_000_000).Draw(t, "tens"), rapid.Int32Range(0, 14).Draw(t, "zeros"))
		case 1: // beyond 64 bits
			d = decimal.NewFromBigInt(new(big.Int).Mul(d.Coefficient(), big.NewInt(rapid.Int64().Draw(t, "times"))), d.Exponent())
		}
		if got, want := DecimalText(d), d.String(); got != want {
			t.Errorf("DecimalText = %q, want %q", got, want)
		}
	})
}

func TestDecimalText(t *testing.T) {
	for _, s := range []string{"0", "0.00", "-0.0", "1", "-1", "10", "100.00", "0.5", "-0.05", "1.050", "0.000000000000000001", "999999999999999999", "1234567890123456789", "12345678901234567890.12", "-3.14"} {
		d := decimal.RequireFromString(s)
		if got, want := DecimalText(d), d.String(); got != want {
			t.Errorf("DecimalText(%s) = %q, want %q", s, got, want)
		}
	}
	if got := DecimalText(decimal.Decimal{}); got != "0" {
		t.Errorf("DecimalText of nothing = %q", got)
	}
}

func BenchmarkDecimalText(b *testing.B) {
	d := decimal.RequireFromString("12345.67")
	b.ReportAllocs()
	for b.Loop() {
		DecimalText(d)
	}
}
