package reconcile

import (
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// TestMiswritten tells a whole with one wrong digit from one of which only some parts are
// told: its parts all bear its name.
func TestMiswritten(t *testing.T) {
	list := func(whole string, names ...string) (facts []schema.Fact) {
		tell := func(name, v string) {
			facts = append(facts, amount("", v, sentence(len(facts)+1, len(facts)+1), func(f *schema.Fact) { f.Said.Name = name }))
		}
		tell("共同转移支付", whole)
		for i, v := range []string{"73920.12", "390166.87", "33149.34"} {
			tell(names[i], v)
		}
		return facts
	}
	round := func(v string, names ...string) []schema.Fact {
		facts := list(v, names...)
		facts[3].Value = decimal.RequireFromString("33100")
		return facts
	}
	alike := []string{"教育共同转移支付", "卫生共同转移支付", "农林水共同转移支付"}
	claims := []schema.Claim{sumOf(0, 1, 2, 3)}
	paragraph := list("499236.33", alike...)
	for i := range paragraph {
		paragraph[i].Source.Block = 1
	}
	run(t, []evaluation{
		{"no word for it", schema.RuleListSum, paragraph, nil, "inconsistent"},
		{"in other paragraphs", schema.RuleListSum, list("499236.33", alike...), nil, ""},
		{"adds up", schema.RuleListSum, list("497236.33", alike...), claims, "exact"},
		{"two digits", schema.RuleListSum, list("549236.33", alike...), claims, "not_applicable"},
		{"one digit", schema.RuleListSum, list("499236.33", alike...), claims, "inconsistent"},
		{"of other names", schema.RuleListSum, list("499236.33", "教育共同转移支付", "卫生共同转移支付", "奖励资金"), claims, "inconsistent"},
		{"of other names, two digits", schema.RuleListSum, list("549236.33", "教育共同转移支付", "卫生共同转移支付", "奖励资金"), claims, "not_applicable"},
		{"of other names, where a part is round", schema.RuleListSum, round("499186.99", "教育共同转移支付", "卫生共同转移支付", "奖励资金"), claims, "not_applicable"},
	})
}
