package tag

import (
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/facts"
	"gongkai/schema"
	"gongkai/schema/words"
)

// TestProjectNames: the names a project goes by in one report are one name.
func TestProjectNames(t *testing.T) {
	out := &facts.Builder{Doc: &extract.Document{Blocks: []extract.Block{{}}}}
	names := []string{"社区办公费", "社区办公经费", "社区办公经费专项资金", "社区办公费项目"}
	for _, n := range append(names, "社区培训费") {
		out.Facts = append(out.Facts, schema.Fact{Dimensions: schema.Dimensions{Project: n}})
		out.At, out.Ends = append(out.At, extract.Loc{Cell: -1}), append(out.Ends, 0)
	}
	describe(out.Doc, out)
	for i, n := range names {
		if got := out.Facts[i].Said.Project; got != names[0] {
			t.Errorf("%s is %s", n, got)
		}
	}
	if got := out.Facts[len(names)].Said.Project; got == names[0] {
		t.Errorf("another project is %s", got)
	}
	for _, r := range words.Load().Remarks {
		if (r.Says == words.ProjectEnding || r.Says == words.ProjectFee) && (&wordings{remarks: map[words.RemarkPlace][]words.Remark{words.EndsLabel: {r}}, projects: map[string]string{}}).projectName(r.Example) == r.Example {
			t.Errorf("%s:%d: the example keeps its ending: %s", r.File, r.Line, r.Example)
		}
	}
}
