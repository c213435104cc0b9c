package disclose_test

import (
	"context"
	"fmt"

	"gongkai/extract"
	"gongkai/pipeline/disclose"
	"gongkai/schema"
)

// A word of the form that was left in is a fault of disclosure.
func ExampleChecks() {
	text := "某街道2023年度部门决算\n2023年度XX局收入总计444.71万元。\n"
	doc, err := extract.Read(context.Background(), []byte(text), extract.DefaultLimits())
	if err != nil {
		fmt.Println(err)
		return
	}
	checks, issues := disclose.Checks(doc, &schema.Report{Document: schema.Document{ID: "d", Entity: "某街道", FiscalYear: 2023, ReportKind: schema.FinalAccounts}, Facts: make([]schema.Fact, 1)})
	for _, c := range checks {
		fmt.Println(c.Rule, c.Verdict)
	}
	for _, i := range issues {
		fmt.Println(i.Code, i.Raw)
	}
	// Output:
	// disclosure.template_residue inconsistent
	// disclosure XX局
}
