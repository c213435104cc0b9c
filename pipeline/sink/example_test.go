package sink_test

import (
	"fmt"
	"os"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// A report becomes rows, and a row a line of JSON.
func ExampleFromReport() {
	r := &schema.Report{Document: schema.Document{ID: "d", FiscalYear: 2023}}
	r.Issues = []schema.Issue{{Code: schema.IssueUnbound, Severity: schema.Info, Detail: "no concept", Raw: "3个"}}
	r.Facts = []schema.Fact{{ID: "f", Document: "d", Concept: schema.RevenueTotal, Value: decimal.NewFromInt(4447100), Unit: "元", Period: schema.YearPeriod(2023)}}
	rows := sink.FromReport(r, "0.1.0")
	f := &rows.Facts[0]
	fmt.Println(*f.Concept, sink.Unscaled(f.Value), f.Unit, f.FiscalYear)
	if err := sink.NewJSONWriter[sink.IssueRow](os.Stdout).Write(&rows.Issues[0]); err != nil {
		fmt.Println(err)
	}
	// Output:
	// revenue.total 4447100 元 2023
	// {"document_id":"d","code":"unbound_number","severity":"info","detail":"no concept","raw":"3个","block":0,"table":0,"row":0,"col":0,"start":0,"end":0}
}
