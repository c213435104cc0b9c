package tag_test

import (
	"context"
	"fmt"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// Every number of a document becomes a fact, or says why it is none.
func ExampleTagger_Tag() {
	text := "某街道2023年度部门决算\n2023年度收入总计444.71万元，比上年增加4.71万元，增长1.07%。\n"
	doc, err := extract.Read(context.Background(), []byte(text), extract.DefaultLimits())
	if err != nil {
		fmt.Println(err)
		return
	}
	r := tag.New().Tag(doc, schema.Document{})
	for _, f := range r.Facts {
		fmt.Println(f.Concept, f.Form, f.Value, f.Unit)
	}
	// Output:
	// revenue.total level 4447100 元
	// revenue.total delta 47100 元
	// revenue.total pct_change 1.07 %
}
