package extract

import (
	"strings"
	"testing"
)

// formLine is a form with all its cells in one line.
const formLine = "附件：项目支出绩效自评表 （2022年度） 项目名称 露营地维护项目 主管部门 甲市乙局 实施单位 甲市乙局露营中心 项目资金 （万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分 " +
	"年度资金总额： 90 80 72 10 90% 9 其中：当年财政拨款 90 80 72 其他资金 年度总体目标 预期目标 实际完成情况 维护露营地，全年开放。 已完成维护。 " +
	"绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施 " +
	"产出指标（50分） 数量指标 露营地维护数量 ≥50个 48个 20 18 雨季停工。 质量指标 维护合格率 100% 100% 15 15 维护合规性 严格执行制度 达成预期指标 15 15 " +
	"满意度指标 服务对象满意度指标 游客满意度 ≥90% 92% 10 10"

func TestFilledForm(t *testing.T) {
	for name, text := range map[string]string{"one line": formLine, "a line for each cell": strings.ReplaceAll(formLine, " ", "\n\n"), "closed by bars": strings.ReplaceAll(formLine, " ", " |\n|||\n")} {
		t.Run(name, func(t *testing.T) {
			doc := mustRead(t, []byte(text))
			var table *Table
			for i := range doc.Blocks {
				if doc.Blocks[i].Table != nil {
					table = doc.Blocks[i].Table
				}
			}
			if table == nil {
				t.Fatal("no table")
			}
			var rows []string
			for i := range table.Cells {
				c := &table.Cells[i]
				if c.Row == len(rows) {
					rows = append(rows, c.Text.S)
				} else {
					rows[c.Row] += "|" + c.Text.S
				}
			}
			want := []string{
				"项目名称|露营地维护项目",
				"项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分",
				"年度资金总额：|90|80|72|10|90%|9", "其中：当年财政拨款|90|80|72|||", "其他资金||||||",
				"一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施",
				"产出指标（50分）|数量指标|露营地维护数量|≥50个|48个|20|18|雨季停工。",
				"质量指标||维护合格率|100%|100%|15|15|", "||维护合规性|严格执行制度|达成预期指标|15|15|",
				"满意度指标|服务对象满意度指标|游客满意度|≥90%|92%|10|10|",
			}
			if got := strings.Join(rows, "\n"); got != strings.Join(want, "\n") {
				t.Errorf("rows:\n%s\nwant\n%s", got, strings.Join(want, "\n"))
			}
		})
	}
}

// TestNoForm holds that a line without points that close its rows, and heads that are only listed, stay text.
func TestNoForm(t *testing.T) {
	for _, text := range []string{
		strings.Replace(formLine, " 20 18 雨季停工。", " 良好 雨季停工。", 1),
		"项目名称 露营地 三级指标 年度指标值 实际完成值 分值 得分 的设置见附表，由甲市乙局填报，于年末前报送，逾期不报的按零分计算并通报，各单位应当认真填写。",
	} {
		doc := mustRead(t, []byte(text))
		for i := range doc.Blocks {
			if doc.Blocks[i].Table != nil {
				t.Errorf("a table was made of %.60s", text)
			}
		}
	}
}

// TestFormWords holds that each row of the table of forms is read, that its example is known for what it says, and
// that its counter-example is not.
func TestFormWords(t *testing.T) {
	w := wordsOfForms()
	for i, row := range formRows() {
		if len(row) != 4 {
			t.Fatalf("form.tsv: row %d has %d cells: %q", i+1, len(row), row)
		}
		means, of, _ := strings.Cut(row[1], " ")
		var known func(s string) bool
		switch means {
		case "head":
			known = func(s string) bool { return w.head(s) == formKind(of) }
		case "label":
			known = func(s string) bool { return w.labels[s] }
		case "project":
			known = w.isProject
		case "opening":
			known = w.opens
		case "pattern":
			known = (*w.pattern(of)).MatchString
		default:
			t.Fatalf("form.tsv: %q means %q, which nothing reads", row[0], row[1])
		}
		if !known(row[2]) || known(row[3]) {
			t.Errorf("form.tsv: %q means %q: its example is read %v, its counter-example %v", row[0], row[1], known(row[2]), known(row[3]))
		}
	}
}
