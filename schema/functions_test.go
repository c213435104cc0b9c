package schema

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestFunctionByCode(t *testing.T) {
	tests := []struct {
		code string
		year int
		want string
	}{
		{"201", 2020, "一般公共服务支出"},
		{"2010301", 2024, "行政运行"},
		{"20103", 2024, "政府办公厅（室）及相关机构事务"},
		{"2010507", 2021, "专项普查活动"},
		{"2012902", 2025, "一般行政管理事务"},
		{"207", 2018, "文化体育与传媒支出"},
		{"207", 2019, "文化旅游体育与传媒支出"},
		{"210", 2012, "医疗卫生支出"},
		{"210", 2017, "医疗卫生与计划生育支出"},
		{"210", 2020, "卫生健康支出"},
		{"215", 2018, "资源勘探信息等支出"},
		{"215", 2022, "资源勘探工业信息等支出"},
		{"220", 2018, "国土海洋气象等支出"},
		{"220", 0, "自然资源海洋气象等支出"},
		{"20805", 2018, "行政事业单位离退休"},
		{"20805", 2020, "行政事业单位养老支出"},
		{"2080501", 2019, "归口管理的行政单位离退休"},
		{"2080505", 2021, "机关事业单位基本养老保险缴费支出"},
		{"2080506", 2021, "机关事业单位职业年金缴费支出"},
		{"2101101", 2020, "行政单位医疗"},
		{"2130705", 2020, "对村民委员会和村党支部的补助"},
		{"21305", 2020, "扶贫"},
		{"21305", 2024, "巩固脱贫攻坚成果衔接乡村振兴"},
		{"2210201", 2020, "住房公积金"},
		{"2210203", 2020, "购房补贴"},
		{"22402", 2020, "消防事务"},
		{"22402", 2023, "消防救援事务"},
		{"20139", 2024, "社会工作事务"},
		{"2296002", 2022, "用于社会福利的彩票公益金支出"},
		{"234", 2020, "抗疫特别国债安排的支出"},
	}
	for _, test := range tests {
		got, ok := FunctionByCode(test.code, test.year)
		if !ok || got.Name != test.want {
			t.Errorf("FunctionByCode(%s, %d) = %q, want %q", test.code, test.year, got.Name, test.want)
		}
	}
	for _, code := range []string{"", "2", "2010", "301", "225", "2010398", "99999999"} {
		if c, ok := FunctionByCode(code, 2020); ok {
			t.Errorf("FunctionByCode(%q) = %v, want none", code, c)
		}
	}
}

func TestFunctionCodes(t *testing.T) {
	tests := []struct {
		name string
		year int
		want []string
	}{
		{"一般公共服务（类）支出", 2020, []string{"201", "21901", "2300301"}},
		{"一般公共服务（类）务", 2020, []string{"201", "21901", "2300301"}},
		{"卫生健康:支出", 2020, []string{"210", "21904", "2300310"}},
		{"卫生健康支出(类)", 2020, []string{"210", "21904", "2300310"}},
		{"医疗卫生与计划生育支出", 2020, []string{"210"}}, // a name of other years still resolves
		{"文化体育与传媒", 2018, []string{"207", "21903"}},
		{"城乡支出", 2020, []string{"212"}},
		{"农林水事务", 2013, []string{"213"}},
		{"国土海洋气象等支出", 2018, []string{"220"}},
		{".住房保障支出", 2020, []string{"221", "21908", "2300321"}},
		{"机关事业单位基本养老保险缴费支出（项）", 2020, []string{"2080505"}},
		{"行政事业单位养老（款）", 2022, []string{"20805"}},
		{"行政事业单位离退休（款）", 2025, []string{"20805"}},
		{"“行政单位医疗”", 2020, []string{"2101101"}},
		{"信访事务", 2022, []string{"2010308"}},
		{"信访事务", 2024, []string{"20140"}},
		{"没有这个科目", 2020, nil},
		{"", 2020, nil},
	}
	for _, test := range tests {
		got := FunctionCodes(test.name, test.year)
		if !slices.Equal(got, test.want) {
			t.Errorf("FunctionCodes(%s, %d) = %v, want %v", test.name, test.year, got, test.want)
		}
	}
	if got := FunctionCodes("行政运行", 2024); len(got) < 80 || !slices.Contains(got, "2010301") {
		t.Errorf("行政运行 gave %d codes", len(got))
	}
}

func TestNormalizeClassName(t *testing.T) {
	tests := []struct{ name, want string }{
		{"一般公共服务支出", "一般公共服务"},
		{"一般公共服务支出（类）", "一般公共服务"},
		{"一般公共服务(类)支出", "一般公共服务"},
		{"“其他支出”（类）", "其他"},
		{"支出", "支出"},
		{"政府办公厅(室)及相关机构事务（款）", "政府办公厅（室）及相关机构事务"},
		{" 行 政 运 行 ", "行政运行"},
		{"（类）", "（类）"},
		{"", ""},
	}
	for _, test := range tests {
		if got := NormalizeClassName(test.name); got != test.want {
			t.Errorf("NormalizeClassName(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

func FuzzNormalizeClassName(f *testing.F) {
	for _, s := range []string{"一般公共服务（类）支出", "（类）（款）（项）支出", "“”", "\xff（类）", "支出支出"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := NormalizeClassName(s)
		if twice := NormalizeClassName(once); twice != once {
			t.Errorf("%q folds to %q and then to %q", s, once, twice)
		}
	})
}

func TestFunctionTable(t *testing.T) {
	checkClassTable(t, functionTable(), regexp.MustCompile(`^2[0-3]\d(\d\d(\d\d)?)?$`))
	if n := strings.Count(functionsTSV, "\n"); n != len(functionTable().rows) {
		t.Errorf("%d lines, %d rows", n, len(functionTable().rows))
	}
	items := 0
	for code := range functionTable().spans {
		if len(code) == 7 {
			items++
		}
	}
	if items < 1300 {
		t.Errorf("%d 项", items)
	}
}

// checkClassTable holds what every classification file must satisfy: sorted,
// well-formed codes below a known parent, folded names, and eras of one code
// that follow one another without overlap.
func checkClassTable(t *testing.T, table *classTable, code *regexp.Regexp) {
	t.Helper()
	for i, row := range table.rows {
		if !code.MatchString(row.Code) {
			t.Errorf("code %q", row.Code)
		}
		if len(row.Code) > 3 {
			if _, ok := table.spans[row.Code[:len(row.Code)-2]]; !ok {
				t.Errorf("%s %s has no parent", row.Code, row.Name)
			}
		}
		if NormalizeClassName(row.Name) == "" || strings.ContainsAny(row.Name, "() “”\"") {
			t.Errorf("%s: name %q", row.Code, row.Name)
		}
		if row.To != 0 && row.To < row.From {
			t.Errorf("%s %s: %d to %d", row.Code, row.Name, row.From, row.To)
		}
		if i == 0 {
			continue
		}
		last := table.rows[i-1]
		if last.Code > row.Code {
			t.Errorf("%s stands after %s", row.Code, last.Code)
		}
		if last.Code == row.Code && (last.To == 0 || last.To >= row.From) {
			t.Errorf("%s: %s and %s overlap", row.Code, last.Name, row.Name)
		}
	}
}

func TestFunctionNamesResolve(t *testing.T) {
	for _, row := range functionTable().rows {
		if !slices.Contains(FunctionCodes(row.Name, max(row.From, row.To)), row.Code) {
			t.Errorf("%s %s (%d-%d) is not found by its name", row.Code, row.Name, row.From, row.To)
		}
	}
}

func BenchmarkFunctionTable(b *testing.B) {
	b.ReportAllocs()
	b.SetBytes(int64(len(functionsTSV)))
	for b.Loop() {
		newClassTable(functionsTSV)
	}
}

func BenchmarkFunctionByCode(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := FunctionByCode("2080505", 2020); !ok {
			b.Fatal("no such code")
		}
	}
}

func BenchmarkFunctionCodes(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if len(FunctionCodes("社会保障和就业（类）支出", 2020)) == 0 {
			b.Fatal("no such name")
		}
	}
}
