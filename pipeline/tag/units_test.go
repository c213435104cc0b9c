package tag

import (
	"strings"
	"testing"

	"gongkai/extract"
)

// TestUnits reads lists of the units that accounts cover.
func TestUnits(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"numbered lines", "二、部门决算单位构成\n纳入某市某局2023年度部门决算编制范围的二级预算单位包括：\n1.某市某局本级\n2.某市水质监测中心\n3.某市排水管理站\n三、其他", "某市某局本级 某市水质监测中心 某市排水管理站"},
		{"a sentence", "纳入某局2023年部门预算编制范围的预算单位共3个，包括：某局（本级）、某市图书馆和某市博物馆。", "某局本级 某市图书馆 某市博物馆"},
		{"numbers in brackets", "部门预算单位构成\n（1）某市某局机关；\n（2）某市儿童福利院。\n第二部分", "某市某局机关 某市儿童福利院"},
		{"none below", "二、部门决算单位构成\n本部门无下属单位。", ""},
		{"not all", "纳入2023年部门决算编制范围的单位包括：某局本级、某市图书馆等。", ""},
		{"another number", "纳入2023年部门决算编制范围的预算单位共5个，包括：某局本级、某市图书馆。", ""},
		{"what is inside a body", "一、机构设置\n1.办公室\n2.财务处", ""},
		{"和 in a name", "纳入2023年部门决算编制范围的单位包括：某市卫生和计划生育局本级、某市发展和改革局。", "某市卫生和计划生育局本级 某市发展和改革局"},
		{"the 本级 beside its units", "纳入2023年部门决算编制范围的共有二个二级预算单位，包括：某局本级、某市图书馆、某市博物馆。", "某局本级 某市图书馆 某市博物馆"},
	} {
		doc := &extract.Document{}
		for _, line := range strings.Split(tt.text, "\n") {
			doc.Blocks = append(doc.Blocks, extract.Block{Text: extract.Text{S: line}})
		}
		if got := strings.Join(unitsOf(doc), " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestUnitsInTable reads the column of names of a table.
func TestUnitsInTable(t *testing.T) {
	table := &extract.Table{}
	for i, s := range []string{"序号", "单位名称", "1", "某市某局（本级）", "2", "某市图书馆"} {
		table.Cells = append(table.Cells, extract.Cell{Row: i / 2, Col: i % 2, Text: extract.Text{S: s}})
	}
	doc := &extract.Document{Blocks: []extract.Block{
		{Text: extract.Text{S: "二、部门决算单位构成"}}, {Text: extract.Text{S: "纳入决算编制范围的单位如下："}}, {Kind: extract.TableBlock, Table: table}}}
	if got := strings.Join(unitsOf(doc), " "); got != "某市某局本级 某市图书馆" {
		t.Errorf("%q", got)
	}
}
