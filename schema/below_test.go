package schema

import "testing"

func TestNamesBelow(t *testing.T) {
	for _, c := range []struct {
		name, code string
		below      bool
	}{
		{"行政事业单位养老支出（款）机关事业单位退休人员活动费支出（项）", "20805", true},
		{"社会保障和就业支出（类）行政事业单位养老支出（款）", "20805", false},
		{"社会保障和就业支出（类）行政事业单位养老支出（款）", "208", true},
		{"行政运行（项）", "2010301", false},
		{"教育支出", "205", false},
	} {
		if NamesBelow(c.name, c.code) != c.below {
			t.Errorf("NamesBelow(%s, %s) is %v", c.name, c.code, !c.below)
		}
	}
}
