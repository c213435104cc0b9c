package tag

import (
	"testing"

	"gongkai/schema/words"
)

// TestProjectNames: the names a project goes by in one report are one name, and
// every row about such names shortens its example.
func TestProjectNames(t *testing.T) {
	common := func(name string, remarks ...words.Remark) string { return plainProject(name, remarks) }
	remarks := words.Load().Remarks
	for _, name := range []string{"社区办公费", "社区办公经费", "社区办公经费专项资金", "社区办公费项目"} {
		if got := common(name, remarks...); got != "社区办公费" {
			t.Errorf("%s is %s", name, got)
		}
	}
	if got := common("社区培训费", remarks...); got != "社区培训费" {
		t.Errorf("another project is %s", got)
	}
	for _, r := range remarks {
		if r.Says != words.ProjectEnding && r.Says != words.ProjectFee {
			continue
		}
		if common(r.Example, r) == r.Example || common(r.Counter, r) != r.Counter {
			t.Errorf("%s:%d: %s is %s, %s is %s", r.File, r.Line, r.Example, common(r.Example, r), r.Counter, common(r.Counter, r))
		}
	}
}
