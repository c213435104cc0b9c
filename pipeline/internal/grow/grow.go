// Package grow makes texts of which one construct grows: a line of numbers, a
// sentence of figures, brackets, lists, a table of so many rows. What reading
// costs must grow with them and no faster; two tests ask, of what is allocated
// and of what is executed (program counted).
package grow

import (
	"fmt"
	"strings"
)

// Construct is a text made of n pieces.
type Construct struct {
	Name string
	N    int // pieces of some kilobytes of text
	Make func(n int) string
}

// head and page open a report as text and as a page.
const (
	head = "甲市乙局2021年度部门决算\n\n第二部分 2021年度部门决算情况说明\n\n一、收入支出决算总体情况说明\n\n"
	page = "<html><body><p>甲市乙局2021年度部门决算</p><p>单位：万元</p>"
)

// piece says what is repeated: the text before, of each piece, and after. The
// numbers of a piece differ from those of the next.
type piece struct {
	name                string
	n                   int
	before, each, after string
}

// pieces are the constructs that are one thing again and again, so many that the sentences
// and texts that are looked back over are longer than is looked back at four times as many.
var pieces = []piece{
	{"figures in a sentence", 700, head + "收入", "%d.1万元、", "。"},
	{"changes in a sentence", 500, head + "收入100万元", "，增加%d.1万元", "。"},
	{"parts of a list", 400, head + "支出100万元，其中：", "教育项目%d支出%d.1万元、", "。"},
	{"parts between semicolons", 400, head + "支出100万元，其中：", "教育项目%d支出%d.1万元；", "。"},
	{"parts with their shares", 300, head + "支出100万元，其中：", "教育支出%d.1万元，占%d.1%%，", "。"},
	{"parts with their changes", 200, head, "教育支出%d.1万元，比上年增加%d.1万元，增长%d.1%%，", "。"},
	{"shares", 400, head + "支出100万元", "，占支出的%d%%", "。"},
	{"占", 3000, head + "支出", "占", "10%。"},
	{"changes without a mark", 600, head + "支出100万元", "比上年增加%d万元", "。"},
	{"比上年", 1000, head + "支出", "比上年", "增加1万元。"},
	{"verbs of change", 1500, head + "支出", "增加", "1万元。"},
	{"的支出", 1000, head + "支出", "的支出", "1万元。"},
	{"和", 1000, head, "支出和", "支出1万元。"},
	{"names in a list", 1000, head, "支出、", "支出1万元。"},
	{"lists in lists", 300, head + "支出100万元", "，其中：支出%d万元", "。"},
	{"class paths with figures", 150, head, "教育支出（类）普通教育（款）小学教育（项）%d万元，", "。"},
	{"class paths", 150, head, "教育支出（类）普通教育（款）小学教育（项）", "1万元"},
	{"marks of one level", 600, head, "教育支出（项）", "1万元"},
	{"codes of classes", 150, head, "科目编码2010301-行政运行%d万元，", ""},
	{"open brackets", 3000, head + "支出", "（", "1万元。"},
	{"figures in open brackets", 500, head + "支出", "（%d万元", "。"},
	{"brackets side by side", 400, head + "支出", "（支出%d万元）", "。"},
	{"brackets with what a figure has within", 300, head, "甲项目%d万元（含乙%d万元）、", ""},
	{"sentences with their shares", 300, head, "教育支出%d万元，占本年支出的%d%%。", ""},
	{"lists in turn", 200, head, "甲、乙、丙支出分别增长3%%、4%%、5%%，", ""},
	{"points of items", 300, head, "指标%d（5分）得%d分，", ""},
	{"what is added again and again", 300, head + "收入", "%d亿元、补助收入加上", "总计5亿元。"},
	{"open quotes of books", 3000, head, "《", "1万元。"},
	{"open quotes", 3000, head, "“", "1万元。"},
	{"names in quotes", 300, head, "“甲项目”、", "等5个项目"},
	{"counts of names in quotes", 300, head, "“甲项目”等5个项目", ""},
	{"cut numbers", 1200, head, "1,234…", ""},
	{"digits", 8000, head, "1", ""},
	{"digits of Han", 3000, head, "一", ""},
	{"years in Han", 400, head, "二〇二一年", ""},
	{"百分之", 800, head, "百分之", ""},
	{"dates", 400, head, "2021年1月1日", ""},
	{"years and strokes", 2400, head, "2021-", ""},
	{"numbers between blanks", 2000, head, "%d ", ""},
	{"units", 4000, head, "万元", ""},
	{"proportions", 4500, head, "1:", ""},
	{"words", 300, head, "政府教育科技卫生", "1万元"},
	{"sentences", 600, head, "收入总计%d.1万元。", ""},
	{"paragraphs alike", 150, head, "收入总计5.1万元，比上年增加1万元，增长2%%。\n\n", ""},
	{"paragraphs that differ", 150, head, "收入总计%d.1万元，比上年增加%d万元，增长%d%%。\n\n", ""},
	{"paragraphs of lists", 80, head, "支出合计%d万元，其中：基本支出%d万元，占%d%%；项目支出%d万元，占%d%%。\n\n", ""},
	{"items of one list", 150, head + "支出合计100万元，其中：\n\n", "%d、教育支出%d万元，占%d%%；\n\n", ""},
	{"headings", 300, head, "第%d部分 收入支出\n\n", ""},
	{"years", 200, head, "%d年收入总计%d万元。\n\n", ""},
	{"counties", 200, head, "甲%d县收入总计%d万元，", ""},
	{"projects", 150, head, "项目%d资金%d万元，完成%d个，", "。"},
	{"reasons", 300, head + "支出1万元，主要原因是", "教育增加%d万元，", "。"},
	{"sums", 600, head + "加上", "收入%d万元、", "收入合计100万元。"},
	{"counts", 800, head, "车辆%d辆，", ""},
	{"industries", 150, head, "第%d产业增加值%d亿元，增长%d%%，", ""},
	{"the body's name", 500, head, "甲市乙局收入%d万元，", ""},
	{"nothing of a kind", 150, head, "无国有资本经营预算拨款支出。", ""},
	{"words left in", 200, head, "XX局，主要原因是qq。", ""},
	{"documents cited", 100, head, "《关于2021年决算的通知》（财预〔2021〕1号），", ""},
	{"definitions", 300, head + "收入1万元", "，为教育", "。"},
	{"rows of csv", 300, "单位：万元\n项目,预算数,决算数\n", "教育支出,%d,%d\n", ""},
	{"rows of classes", 200, "单位：万元\n科目编码,科目名称,合计,基本支出,项目支出\n", "2050%d,教育支出,%d,%d,%d\n", ""},
	{"rows of a page", 200, page + "<table><tr><td>项目<td>预算数<td>决算数", "<tr><td>教育支出<td>%d<td>%d", "</table>"},
	{"rows of totals", 200, page + "<table><tr><td>项目<td>预算数<td>决算数", "<tr><td>合计<td>%d<td>%d", "</table>"},
	{"tables", 60, page, "<table><tr><td>项目<td>预算数<td>决算数<tr><td>教育支出<td>%d<td>%d<tr><td>合计<td>%d<td>%d</table>", ""},
	{"a cell of sentences", 300, page + "<table><tr><td>项目<td>说明<tr><td>支出<td>", "支出%d万元，", "</table>"},
	{"rows between blanks", 200, head + "项目  预算数  决算数\n", "教育支出  %d  %d\n", ""},
	{"lines of cells", 150, head + "项目\n预算数\n决算数\n", "教育支出\n%d\n%d\n", ""},
	{"rows between strokes", 150, head + "| 项目 | 预算数 | 决算数 |\n", "| 教育支出 | %d | %d |\n", ""},
	{"numbers of a row", 1500, head + "项目 预算数 决算数\n教育支出 ", "%d ", ""},
}

// Constructs lists all of them.
func Constructs() (all []Construct) {
	for _, p := range pieces {
		all = append(all, Construct{p.name, p.n, func(n int) string { return p.before + repeat(p.each, n) + p.after }})
	}
	return append(all,
		Construct{"nested brackets", 500, func(n int) string {
			return head + "支出" + repeat("（支出%d万元", n) + strings.Repeat("）", n) + "。"
		}},
		Construct{"figures for a list of names", 300, func(n int) string {
			return head + strings.Repeat("支出、", n) + "支出分别为" + repeat("%d万元、", n) + "。"
		}},
		Construct{"columns", 100, func(n int) string {
			return page + "<table><tr><td>项目" + strings.Repeat("<td>决算数", n) + strings.Repeat("<tr><td>教育支出"+repeat("<td>%d", n), 6) + "</table>"
		}},
		Construct{"columns of csv", 100, func(n int) string {
			return "单位：万元\n项目" + strings.Repeat(",决算数", n) + "\n" + strings.Repeat("教育支出"+repeat(",%d", n)+"\n", 6)
		}},
		Construct{"rows under one cell", 150, func(n int) string {
			return page + fmt.Sprintf("<table><tr><td rowspan=%d>支出<td>预算数<td>决算数", n+1) + repeat("<tr><td>%d<td>%d", n) + "</table>"
		}},
		Construct{"rows of a header", 60, func(n int) string {
			return page + "<table>" + strings.Repeat("<tr><td>项目<td>支出<td>决算数", n) + repeat("<tr><td>教育支出<td>%d<td>%d", n) + "</table>"
		}})
}

// repeat writes a piece n times, with other numbers each time.
func repeat(each string, n int) string {
	numbers := strings.Count(strings.ReplaceAll(each, "%%", ""), "%d")
	if numbers == 0 {
		return strings.Repeat(strings.ReplaceAll(each, "%%", "%"), n)
	}
	var b strings.Builder
	for i := range n {
		args := make([]any, numbers)
		for k := range args {
			args[k] = i*(k+1)%997 + 1
		}
		fmt.Fprintf(&b, each, args...)
	}
	return b.String()
}
