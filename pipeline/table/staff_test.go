package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
)

// TestStaff: a table of the staff counts the posts and the people of each kind, and of all.
func TestStaff(t *testing.T) {
	t.Parallel()
	out := readAll("青禾县水利局2024年度部门决算", line("人员情况表"), line("单位：人"), tableOf("",
		rows("项目|编制数|年末实有人数", "合计|60|55", "一、在职人员|60|55", "（一）行政人员|20|19", "（二）财政补助事业人员|40|36", "二、退休人员||21", "三、食堂|3|2")...))
	var got []string
	for i := range out.Facts {
		f := &out.Facts[i]
		got = append(got, strings.TrimSpace(fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Dimensions.StaffKind)))
	}
	want := []string{"60 staff.quota", "55 staff.total", "60 staff.quota", "55 staff.total", "20 staff.quota 行政人员", "19 staff.by_kind 行政人员",
		"40 staff.quota 财政补助事业人员", "36 staff.by_kind 财政补助事业人员", "21 staff.by_kind 退休人员", "3", "2"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestOwnPartOfSum: among its units the body that reports has the row of the sum where its figures are those of
// the sum, and else a row of its own.
func TestOwnPartOfSum(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ rows, want string }{
		"beside its units": {"合计|9|4\n青禾县水利局|5|1\n青禾县水文站|4|3", "9|4|5 self|1 self|4 unit 青禾县水文站|3 unit 青禾县水文站"},
		"over its units":   {"合计|9|4\n青禾县水利局|9|4\n青禾县水利局本级|5|1\n青禾县水文站|4|3", "9|4|9|4|5 self|1 self|4 unit 青禾县水文站|3 unit 青禾县水文站"},
		"without a sum":    {"青禾县水利局|9|4\n青禾县水文站|4|3", "9|4|4 unit 青禾县水文站|3 unit 青禾县水文站"},
	} {
		blocks := []extract.Block{line("青禾县水利局2024年度部门决算"), line("支出决算表"), line("单位：万元"),
			tableOf("", rows(append([]string{"单位名称|本年支出合计|基本支出"}, strings.Split(tt.rows, "\n")...)...)...)}
		var got []string
		for _, f := range readDoc(&extract.Document{Blocks: blocks}).Out.Facts {
			got = append(got, strings.TrimSpace(strings.TrimSuffix(fmt.Sprint(f.Raw, " ", f.Dimensions.EntityScope, " ", f.Dimensions.Subordinate), " ")))
		}
		if want := strings.Split(tt.want, "|"); !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", name, got, want)
		}
	}
}

// TestProjectsBelowBodies: a column of bodies and of the projects of each gives both their names.
func TestProjectsBelowBodies(t *testing.T) {
	t.Parallel()
	blocks := []extract.Block{line("青禾县水利局2024年部门预算"), line("部门项目支出预算表"), line("单位：万元"), tableOf("",
		rows("单位编码|单位名称（项目名称）|功能科目编码|合计|一般公共预算", "|合计||9|9", "301001|青禾县水利局||0|0", "301002|青禾县水文站||9|9", "|水文监测设备更新|2130310|9|9")...)}
	var got []string
	for _, f := range readDoc(&extract.Document{Blocks: blocks}).Out.Facts {
		got = append(got, strings.TrimRight(fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Dimensions.Subordinate, " ", f.Dimensions.Project), " "))
	}
	want := []string{"9 expenditure.project", "9 expenditure.project", "0 expenditure.project", "0 expenditure.project", "9 expenditure.project 青禾县水文站", "9 expenditure.project 青禾县水文站",
		"9 expenditure.by_function 青禾县水文站 水文监测设备更新", "9 expenditure.by_function 青禾县水文站 水文监测设备更新"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
