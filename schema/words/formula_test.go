package words

import "testing"

// TestFormulas reads the table of formulas.
func TestFormulas(t *testing.T) {
	if texts, err := formulas(); err != nil || len(texts) < 50 {
		t.Fatal(len(texts), err)
	}
	if got := Formula("completes"); got != " 完成预算 " {
		t.Errorf("%q", got)
	}
	if got := Formula("no meaning"); got != "" {
		t.Errorf("%q", got)
	}
	for cell, want := range map[string]bool{"%d年报告": true, "_=_%s": true, "年报告%d年": false, "%s缺": false} {
		if spells("2020年报告 = 1万元", cell) != want {
			t.Errorf("%s: %t", cell, !want)
		}
	}
}
