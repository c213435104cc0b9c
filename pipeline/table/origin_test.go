package table

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestOrigins reads which heading the phase and the period of a table's figures
// come from.
func TestOrigins(t *testing.T) {
	chart := tableOf("一般公共预算支出决算", []string{"", "2020年", "合计"}, []string{"支出", "12%", "20%"})
	chart.Kind = extract.ChartBlock
	for _, tt := range []struct {
		name, report string
		block        extract.Block
		want         string
	}{
		{"the report", "某局2021年部门决算", tableOf("收支情况（万元）", []string{"项目", "金额"}, []string{"本年收入", "1.00"}), "1.00 final document 2021 document"},
		{"the columns", "某局2021年部门决算", tableOf("收支情况（万元）", []string{"项目", "2020年决算数", "年初预算数"}, []string{"本年收入", "1.00", "2.00"}),
			"1.00 final column 2020 column; 2.00 budget_initial column 2021 document"},
		{"a column counted from the year of the report", "某局2021年部门决算", tableOf("收支情况（万元）", []string{"项目", "上年决算数"}, []string{"本年收入", "1.00"}), "1.00 final column 2020 column"},
		{"the title", "某局2021年部门决算", tableOf("2020年收入决算表", []string{"项目", "金额（万元）"}, []string{"本年收入", "1.00"}), "1.00 final table_title 2020 table_title"},
		{"a title of the budget", "某局2021年部门预算", tableOf("部门收支预算总表", []string{"项目", "金额（万元）"}, []string{"本年收入", "1.00"}), "1.00 budget_initial table_title 2021 document"},
		{"the row", "某局2021年部门决算", tableOf("收支情况（万元）", []string{"年度", "本年收入"}, []string{"2019年", "1.00"}, []string{"2020年", "2.00"}),
			"1.00 final document 2019 row; 2.00 final document 2020 row"},
		{"a chart", "某局2021年部门决算", chart, "12% final table_title 2020 column; 20% final table_title 2021 document"},
		{"no year at all", "某局部门决算", tableOf("收支情况（万元）", []string{"项目", "金额"}, []string{"本年收入", "1.00"}), "1.00   1970 "},
	} {
		got, issues := tagged(tt.report, tt.block, func(f *schema.Fact) string {
			return fmt.Sprint(f.Raw, " ", f.Measure, " ", f.MeasureSource, " ", f.Period.End.Year(), " ", f.PeriodSource)
		})
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("%s: %q, want %q %v", tt.name, s, tt.want, issues)
		}
	}
}
