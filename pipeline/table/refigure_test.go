package table

import (
	"testing"

	"gongkai/schema"
)

// TestSignsAndUnreadableNumbers: brackets, △ and 负 are negative in cells, and digits that make no number are an issue with its place, never a fact.
func TestSignsAndUnreadableNumbers(t *testing.T) {
	out := readAll("某市某区柳溪街道办事处2022年度部门决算",
		tableOf("支出决算表（单位：万元）",
			[]string{"项目", "预算数", "决算数"},
			[]string{"教育支出", "(88.80)", "△7.70"},
			[]string{"卫生健康支出", "(12)", "—6.60"},
			[]string{"农林水支出", "1.234.567", "12,34.50"},
			[]string{"其他支出", "13000000000", ".55"},
		),
	)
	got := map[string]string{}
	for _, f := range out.Facts {
		got[f.Raw] = f.Value.String()
	}
	for raw, want := range map[string]string{
		"(88.80)": "-888000", "△7.70": "-77000", "(12)": "-120000", "—6.60": "-66000", "13000000000": "130000000000000", ".55": "5500",
		"1.234.567": "", "12,34.50": "",
	} {
		if got[raw] != want {
			t.Errorf("%s is %q, want %q", raw, got[raw], want)
		}
	}
	unread := map[string]int{}
	for _, i := range out.Issues {
		if i.Code == schema.IssueGluedCells {
			unread[i.Raw]++
		}
	}
	if unread["1.234.567"] != 1 || unread["12,34.50"] != 1 || len(unread) != 2 {
		t.Errorf("unread numbers: %v, want 1.234.567 and 12,34.50", unread)
	}
}

// TestNumbersOfItemsInBrackets: in a column of names (1) is the number of an item.
func TestNumbersOfItemsInBrackets(t *testing.T) {
	out := readAll("某市某区柳溪街道办事处2022年度部门决算",
		tableOf("支出决算表（单位：万元）",
			[]string{"项目", "决算数"},
			[]string{"（1）", "1.10"}, []string{"工资", "1.20"}, []string{"（2）", "1.30"}, []string{"津贴", "1.40"},
		),
	)
	for _, f := range out.Facts {
		if f.Value.IsNegative() {
			t.Errorf("%s is %s: the number of an item", f.Raw, f.Value)
		}
	}
}
