package words

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/schema/pattern"
)

// Term is a word of the grammar: what a clause is built from besides its nouns
// and verbs of change.
type Term struct {
	Text string
	Role Role
	// Value says which of its role the word is: the fund it names, the phase, the
	// concept, the side of the accounts, the direction of a comparison or the
	// years from the document's. It is "" where a role has no kinds.
	Value string
	Row
}

// Role says what part a word plays in a clause.
type Role string

// The roles of the grammar, with their values.
const (
	Fund       Role = "fund"       // names a fund; a fund source of schema, or social_insurance, the budget schema has no concept of
	Concept    Role = "concept"    // names a concept by a word that is none of its names in a table; a concept id
	Head       Role = "head"       // 收入: which concept it is depends on fund and section; revenue, expenditure or both
	Total      Role = "total"      // 合计
	Qualifier  Role = "qualifier"  // 本年
	Phase      Role = "phase"      // the phase of the figures that follow; a measure of schema
	Stage      Role = "stage"      // as phase, but only right before a number: 教育支出执行48亿元
	Proportion Role = "proportion" // 占: a ratio after it is a share
	Completion Role = "completion" // 完成: a ratio after it is a completion; the phase it is measured against, 为预算
	Reach      Role = "reach"      // 达到: the number after it is a level again
	Same       Role = "same"       // 持平
	Comparison Role = "comparison" // 大于; >, < or =
	Pair       Role = "pair"       // 较: opens a comparison
	PairEnd    Role = "pair_end"   // 相比: closes it
	Year       Role = "year"       // 上年; years from the document's: -1, and 0 for 今年
	Month      Role = "month"      // 上月; months from those told: -1
	Span       Role = "span"       // 五年来: what follows is of all of so many years; their number
	Part       Role = "part"       // 其中: a list of parts follows
	Each       Role = "each"       // 分别: numbers belong to the listed subjects in turn
	No         Role = "no"         // 无: the quantity does not occur
	Grant      Role = "grant"      // 下达: money made available
	Limit      Role = "limit"      // 单价: what follows is a threshold
	Reason     Role = "reason"     // 原因: what follows explains
	Structure  Role = "structure"  // 三次产业结构: the numbers after it are the shares of members of the economy, which the value names
	Fixed      Role = "fixed"      // a phrase that contains a word of the grammar and does not mean it: 预算管理
)

// valuesOf lists the values of the roles that have a closed set of them here.
var valuesOf = map[Role][]string{
	Fund: nil, Concept: nil, Phase: nil, Stage: nil, Structure: nil, // of schema
	Head:       {"revenue", "expenditure", "both"},
	Comparison: {">", "<", "="},
	Year:       {"-1", "-1 final", "0"},
	Month:      {"-1", "-3"},
	Span:       {"2", "3", "4", "5", "-5"},
	Total:      {""}, Qualifier: {""}, Proportion: {""}, Completion: {"", "budget", "budget_adjusted"}, Reach: {""}, Same: {""}, Pair: {""}, PairEnd: {""},
	Part: {""}, Each: {""}, No: {""}, Grant: {""}, Limit: {""}, Reason: {""}, Fixed: {""},
}

func (t *Tables) term(r Row, cells []string) error {
	term := Term{cells[0], Role(cells[1]), orNone(cells[2]), r}
	values, ok := valuesOf[term.Role]
	switch {
	case !ok:
		return fmt.Errorf("%s is no role", term.Role)
	case values == nil && term.Value == "" || values != nil && !slices.Contains(values, term.Value):
		return fmt.Errorf("%s is no value of the role %s", cells[2], term.Role)
	}
	for text := range pattern.Expand(cells[0]) {
		term.Text, term.Row = text, r.of(text)
		t.Terms = append(t.Terms, term)
	}
	return nil
}

// meaning is what a reader takes the word for.
func (t *Term) meaning() string {
	switch t.Role {
	case Fund:
		return "names the fund " + t.Value
	case Concept:
		return "names the concept " + t.Value
	case Head:
		if t.Value == "both" {
			return "both sides of the accounts, of the fund and section it stands in"
		}
		return "the side of " + t.Value + ", of the fund and section it stands in"
	case Phase:
		return "the figures that follow are of the phase " + t.Value
	case Structure:
		return "the shares of " + t.Value + " follow"
	case Stage:
		return "right before a number: its phase is " + t.Value
	case Span:
		if ahead, found := strings.CutPrefix(t.Value, "-"); found {
			return "what follows is of the next " + ahead + " years together"
		}
		return "what follows is of the last " + t.Value + " years together"
	case Year:
		return t.Value + " years from the year of the document"
	case Month:
		return t.Value + " months from those that are told"
	}
	return meanings[t.Role]
}

// meanings is what words of the roles without values are taken for.
var meanings = map[Role]string{
	Total:      "makes a whole of the noun beside it",
	Qualifier:  "makes the noun after it that of the year or the body itself",
	Proportion: "a ratio after it is a share",
	Completion: "a ratio after it says how much of the budget was executed",
	Reach:      "the number after it is the level reached",
	Same:       "says that there is no change or difference",
	Comparison: "compares two figures",
	Pair:       "opens a comparison",
	PairEnd:    "closes what a comparison is made with",
	Part:       "the parts of the figure before it follow",
	Each:       "the numbers after it belong to the listed nouns in turn",
	No:         "the quantity after it does not occur",
	Grant:      "money after it was made available",
	Limit:      "what follows is a limit, not a quantity",
	Reason:     "what follows explains the figure before",
	Fixed:      "a phrase that contains a word of the grammar and does not mean it",
}
