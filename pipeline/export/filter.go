package export

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// Filter says which rows of a table are wanted. The zero Filter wants all.
type Filter struct {
	Conditions []Condition
}

// Condition compares a column with a value. Values of one condition are
// alternatives.
type Condition struct {
	Column string
	Op     string // =, !=, <, <=, > or >=, and ~ for texts that contain it
	Values []string
}

// operators are those of conditions, the longer first.
func operators() []string { return []string{"!=", "<=", ">=", "=", "<", ">", "~"} }

// ParseCondition reads a condition as the command line has it: unit=元,
// value>=1000000, path~2021, or measure=final,executed for either. A value that is
// empty asks for rows without one.
func ParseCondition(s string) (Condition, error) {
	at, op := len(s), ""
	for _, o := range operators() {
		if i := strings.Index(s, o); i > 0 && (i < at || i == at && len(o) > len(op)) {
			at, op = i, o
		}
	}
	if op == "" {
		return Condition{}, fmt.Errorf("%q is no condition: want COLUMN=VALUE, or one of %s in the place of =", s, strings.Join(operators(), " "))
	}
	return Condition{strings.TrimSpace(s[:at]), op, strings.Split(s[at+len(op):], ",")}, nil
}

// SetFilter has a table give the rows that a filter wants. It is an error when the
// table lacks a column of it.
func (t *Table) SetFilter(f Filter) error {
	if _, err := f.compile(t); err != nil {
		return err
	}
	t.filter = f
	return nil
}

// match is a condition on a column of a table.
type match struct {
	column int
	holds  func(any) bool
}

// compile finds the columns of a filter's conditions in a table.
func (f *Filter) compile(t *Table) (all []match, err error) {
	for _, c := range f.Conditions {
		i := slices.IndexFunc(t.Columns, func(col Column) bool { return col.Name == c.Column })
		if i < 0 {
			return nil, fmt.Errorf("%s has no column %s, but %s", t.Name, c.Column, strings.Join(t.names(), ", "))
		}
		holds, err := c.holds(t.Columns[i].zero)
		if err != nil {
			return nil, err
		}
		all = append(all, match{i, holds})
	}
	return all, nil
}

// holds is the condition for values of a type.
func (c *Condition) holds(zero any) (func(any) bool, error) {
	if _, ok := zero.(decimal.Decimal); ok {
		return c.ofDecimals(func(v any) decimal.Decimal { return v.(decimal.Decimal) })
	}
	if _, ok := zero.(int64); ok {
		return c.ofDecimals(func(v any) decimal.Decimal { return decimal.NewFromInt(v.(int64)) })
	}
	return func(v any) bool { // texts, and dates as texts, which compare as they should
		return c.any(v == nil, func(want string) int { return strings.Compare(text(v), want) }, text(v))
	}, nil
}

func (c *Condition) ofDecimals(of func(any) decimal.Decimal) (func(any) bool, error) {
	wanted := make(map[string]decimal.Decimal)
	for _, s := range c.Values {
		d, err := decimal.NewFromString(s)
		if err != nil && s != "" || c.Op == "~" {
			return nil, fmt.Errorf("%s%s%s: %s has numbers", c.Column, c.Op, s, c.Column)
		}
		wanted[s] = d
	}
	return func(v any) bool {
		return c.any(v == nil, func(want string) int { return of(v).Cmp(wanted[want]) }, "")
	}, nil
}

// any reports whether a value meets one of the alternatives; of !=, all.
func (c *Condition) any(missing bool, compare func(want string) int, has string) bool {
	one := func(want string) bool {
		if missing || want == "" {
			return (missing && want == "") == (c.Op == "=") && (c.Op == "=" || c.Op == "!=")
		}
		order := compare(want)
		switch c.Op {
		case "=":
			return order == 0
		case "!=":
			return order != 0
		case "<":
			return order < 0
		case "<=":
			return order <= 0
		case ">":
			return order > 0
		case ">=":
			return order >= 0
		}
		return strings.Contains(has, want)
	}
	if c.Op == "!=" {
		return !slices.ContainsFunc(c.Values, func(want string) bool { return !one(want) })
	}
	return slices.ContainsFunc(c.Values, one)
}

// text is a value as csv has it.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case decimal.Decimal:
		return v.String()
	case schema.Date:
		return v.String()
	case json.RawMessage:
		return string(v)
	}
	return ""
}
