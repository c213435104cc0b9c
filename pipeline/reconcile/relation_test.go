package reconcile

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// money is an amount in 万元 as a report prints it: "444.71" is exact to 100元.
func money(t *testing.T, printed string) *schema.Fact {
	t.Helper()
	v, err := decimal.NewFromString(printed)
	if err != nil {
		t.Fatal(err)
	}
	return &schema.Fact{Kind: schema.Amount, Value: v.Shift(4), Decimals: int(-v.Exponent()) - 4}
}

func percentage(t *testing.T, printed string) *schema.Fact {
	t.Helper()
	v, err := decimal.NewFromString(printed)
	if err != nil {
		t.Fatal(err)
	}
	return &schema.Fact{Kind: schema.Ratio, Value: v, Decimals: int(-v.Exponent())}
}

// TestMultiples judges rates told as multiples of the base.
func TestMultiples(t *testing.T) {
	for printed, want := range map[string]schema.Verdict{"9.51": schema.Literal, "9.5": schema.Literal, "9.61": schema.Inconsistent, "951": schema.Inconsistent} {
		f := percentage(t, printed)
		f.Unit = times
		if o, _ := cents.ratio(f, money(t, "6790"), money(t, "714")); o.verdict != want {
			t.Errorf("%s倍: %s, want %s (%s)", printed, o.verdict, want, o.computed)
		}
	}
}

// cents is a report printed in 0.01万元 and 0.01%.
var cents = arithmetic{figures.Printed}

func TestLinearVerdict(t *testing.T) {
	for _, c := range []struct {
		name, reported string
		parts          []string
		weights        []int
		want           schema.Verdict
	}{
		{"equal", "30.00", []string{"10.00", "20.00"}, nil, schema.ExactVerdict},
		{"last digit of two parts", "30.01", []string{"10.00", "20.00"}, nil, schema.Rounding},
		{"the whole envelope, inclusive", "30.02", []string{"10.00", "10.00", "10.00"}, nil, schema.Rounding},
		{"one step beyond it", "30.03", []string{"10.00", "10.00", "10.00"}, nil, schema.Inconsistent},
		{"a part printed in whole 万元", "30.40", []string{"10.00", "20"}, nil, schema.Literal},
		{"beyond the digits printed", "30.60", []string{"10.00", "20"}, nil, schema.Inconsistent},
		{"a difference", "10.00", []string{"30.00", "20.00"}, []int{1, -1}, schema.ExactVerdict},
		{"a difference with the wrong sign", "-10.00", []string{"30.00", "20.00"}, []int{1, -1}, schema.Inconsistent},
		{"nothing is nothing", "0.00", []string{"0.00"}, nil, schema.ExactVerdict},
		{"digits transposed", "13459.00", []string{"8013.00", "5356.00"}, nil, schema.Inconsistent},
	} {
		t.Run(c.name, func(t *testing.T) {
			var parts []*schema.Fact
			for _, p := range c.parts {
				parts = append(parts, money(t, p))
			}
			o := cents.linear(money(t, c.reported), parts, c.weights)
			if o.verdict != c.want {
				t.Errorf("%s = %v: %s, want %s (difference %s, tolerance %s)", c.reported, c.parts, o.verdict, c.want, o.difference, o.tolerance)
			}
			if !o.reported.Sub(o.computed).Equal(o.difference) {
				t.Errorf("difference %s is not reported %s - computed %s", o.difference, o.reported, o.computed)
			}
		})
	}
}

func TestRatioVerdict(t *testing.T) {
	for _, c := range []struct {
		name, reported, num, den string
		want                     schema.Verdict
	}{
		{"equal", "50.00", "10.00", "20.00", schema.ExactVerdict},
		{"rounded", "33.33", "1000.00", "3000.00", schema.Rounding},
		{"truncated", "66.66", "20000.00", "30000.00", schema.Truncation},
		{"fewer digits than the report's", "66.7", "20000.00", "30000.00", schema.Literal},
		{"wrong", "15.32", "208.79", "2396.56", schema.Inconsistent},
		{"a decrease", "-33.33", "-1000.00", "3000.00", schema.Rounding},
		{"the sign dropped", "33.33", "-1000.00", "3000.00", schema.Inconsistent},
		{"a small base moves far", "300.00", "0.03", "0.01", schema.ExactVerdict},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, ok := cents.ratio(percentage(t, c.reported), money(t, c.num), money(t, c.den))
			if !ok || o.verdict != c.want {
				t.Errorf("%s%% = %s / %s: %s %v, want %s (computed %s)", c.reported, c.num, c.den, o.verdict, ok, c.want, o.computed)
			}
		})
	}
	if o, ok := cents.ratio(percentage(t, "50.00"), money(t, "1.00"), money(t, "0.00")); ok {
		t.Errorf("a share of nothing is judged %s", o.verdict)
	}
}

// TestQuotient holds the bounds of a quotient against all that its ends can make.
func TestQuotient(t *testing.T) {
	number := rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64Range(-2000, 2000).Draw(t, "digits"), rapid.Int32Range(-2, 4).Draw(t, "exponent"))
	})
	rapid.Check(t, func(t *rapid.T) {
		num, dn, den, dd := number.Draw(t, "num"), number.Draw(t, "dn").Abs(), number.Draw(t, "den"), number.Draw(t, "dd").Abs()
		lo, hi := quotient(num, dn, den, dd, 8)
		wantLo, wantHi := ofAnyBase(num.Sub(dn).Mul(hundred), num.Add(dn).Mul(hundred), den.Sub(dd), den.Add(dd), 8)
		if !lo.Equal(wantLo) || !hi.Equal(wantHi) {
			t.Fatalf("(%s±%s)/(%s±%s): %s to %s, want %s to %s", num, dn, den, dd, lo, hi, wantLo, wantHi)
		}
	})
}
