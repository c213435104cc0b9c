package clause

import "testing"

func TestNamesOfAList(t *testing.T) {
	if n := NameList("一是艰苦奋斗、勤俭节约"); n != nil {
		t.Errorf("the first of several numbered clauses is read as the names %q", n)
	}
	if n := NameList("沿江社区、小宝鼎社区"); len(n) != 2 {
		t.Errorf("two names are read as %q", n)
	}
	for name, two := range map[string]bool{"湾仔和跨境工业区": true, "和平社区": false, "万山": false} {
		if MayBeTwo(name) != two {
			t.Errorf("MayBeTwo(%s) is %v", name, !two)
		}
	}
}
