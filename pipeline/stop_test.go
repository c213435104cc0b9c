package pipeline

import (
	"context"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/reconcile"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// TestStagesStop: a report that is wanted no more is neither tagged nor checked to
// its end.
func TestStagesStop(t *testing.T) {
	text := []byte(strings.Repeat("收入总计444.71万元，比上年减少37.31万元，下降7.74%。\n\n", 200))
	doc, err := extract.Read(t.Context(), text, extract.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	whole := tag.New().Tag(doc, schema.Document{ID: "1"})
	ended, end := context.WithCancel(t.Context())
	end()
	if r := tag.New().TagUntil(ended, doc, schema.Document{ID: "1"}, true); len(r.Facts) > 0 || len(whole.Facts) == 0 {
		t.Errorf("%d facts of %d for nobody", len(r.Facts), len(whole.Facts))
	}
	if checks := reconcile.EvaluateUntil(func() bool { return true }, whole); len(checks) > 0 {
		t.Errorf("%d checks for nobody", len(checks))
	}
	if checks := reconcile.Evaluate(whole); len(checks) == 0 {
		t.Error("no checks")
	}
}
