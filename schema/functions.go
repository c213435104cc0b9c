package schema

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// functionsTSV lists the 支出功能分类 (functional classification of
// expenditure) of 财政部《政府收支分类科目》: code, name, first year and last
// year of validity, and the budget where only one has the class and those below it,
// tab-separated, sorted by code and era. An empty year is
// open: the row is not known to begin or to end. Codes and names are those that
// governments print in their budgets and final accounts of 2018 to 2026;
// years are given only where a subject was renamed, added or retired.
//
//go:embed functions.tsv
var functionsTSV string

// FunctionClass is a row of the functional classification: one code under one
// name.
type FunctionClass struct {
	Code string     // 3 digits 类, 5 digits 款, 7 digits 项; the parent is the prefix
	Name string     // as the classification writes it, full-width brackets, no quotes
	From int        // first fiscal year under this name; 0 when open
	To   int        // last fiscal year under this name; 0 when open
	Fund FundSource // the only budget that has it, "" where several have or it is that of the class above
}

// In reports whether the row is in force in a fiscal year. Every row is in
// force in year 0, which stands for an unknown year.
func (c FunctionClass) In(year int) bool {
	return year == 0 || c.From <= year && (c.To == 0 || year <= c.To)
}

// FunctionByCode returns the class with a code of 3, 5 or 7 digits under the
// name of a fiscal year. When the code is not in force in that year, or the
// year is 0, it gives the code's most recent name.
func FunctionByCode(code string, year int) (FunctionClass, bool) {
	return functionTable().byCode(code, year)
}

// FundOfFunction is the budget that alone has a class, or all of the class above it: what is spent of
// the sale of land is spent from the government funds. It is empty for a class that several have.
func FundOfFunction(code string) FundSource {
	for n := len(code); n >= 3; n -= 2 {
		if c, ok := FunctionByCode(code[:n], 0); ok && c.Fund != "" {
			return c.Fund
		}
	}
	return ""
}

// FunctionCodes returns the codes a name can stand for in a fiscal year: 类
// before 款 before 项, each in order of code. The name is folded by [NormalizeClassName]; many 项 share one name
// (行政运行), and a caller narrows the list by the prefix of the 类 or 款 it
// has seen. Reports keep names of other years, so when no row of the year bears the
// name the codes of other years are returned, and a 类 that had the name in another
// year is always among them: 资源勘探工业信息等 is an item of 专项转移支付 in every year, and
// a 类 since 2021. Nil means unknown.
func FunctionCodes(name string, year int) []string {
	return functionTable().codes(name, year)
}

// IsOnlyChild reports whether a class is the only one of a fiscal year below another: the
// 项 国有企业政策性补贴 of the 款 of that name.
func IsOnlyChild(code, parent string, year int) bool {
	if len(code) != len(parent)+2 || !strings.HasPrefix(code, parent) {
		return false
	}
	return !slices.ContainsFunc(functionTable().rows, func(r FunctionClass) bool {
		return len(r.Code) == len(code) && r.Code != code && strings.HasPrefix(r.Code, parent) && r.In(year)
	})
}

// classTable indexes one classification by code and by folded name.
type classTable struct {
	rows   []FunctionClass
	spans  map[string][2]int // code -> half-open range of rows
	byName map[string][]int  // folded name -> rows
}

var functionTable = sync.OnceValue(func() *classTable {
	t := newClassTable(functionsTSV)
	for name, code := range functionAliases {
		t.byName[name] = append(t.byName[name], t.spans[code][0])
	}
	return t
})

// functionAliases are folded short forms of 类 names that reports write and
// the classification does not have.
var functionAliases = map[string]string{
	"城乡":        "212", // "城乡支出" for 城乡社区支出
	"城乡事务":      "212",
	"污水处理费安排的":  "21214", // without 收入
	"社保和就业":     "208",
	"社会保障与就业":   "208",
	"社会保障就业":    "208",
	"文化旅游体育传媒":  "207",
	"文化旅游与传媒":   "207",
	"文化旅游体育和传媒": "207",
	"文化体育传媒":    "207",
	"医疗卫生和计划生育": "210",
	"医疗卫生计划生育":  "210",
	"农林水利":      "213",
	"一般公共":      "201",
	"一般公共事务":    "201",
	"灾害防治与应急管理": "224",
	"资源勘探工业信息":  "215",
	"资源勘探信息":    "215",
	"商业服务业":     "216",
	"国土海洋气象":    "220",
	"自然资源海洋气象":  "220",
}

// ClassLevels are the marks of the levels of a classification, the highest first.
func ClassLevels() [3]string { return [...]string{"类", "款", "项"} }

// ClassDepth is which of the levels a mark is of, from 0, and -1 for none.
func ClassDepth(mark string) int {
	levels := ClassLevels()
	return slices.Index(levels[:], mark)
}

// SpokenClasses are what prose calls the expenditure of a 类 by a word that alone is an
// ordinary one, 科技, so that only the whole is its name.
func SpokenClasses() map[string]string {
	return map[string]string{
		"科技支出": "206", "文体支出": "207", "卫健支出": "210", "环保支出": "211", "交通支出": "214",
	}
}

func newClassTable(tsv string) *classTable {
	n := strings.Count(tsv, "\n")
	t := &classTable{
		rows:   make([]FunctionClass, 0, n),
		spans:  make(map[string][2]int, n),
		byName: make(map[string][]int, n),
	}
	for line := range strings.Lines(tsv) {
		row, ok := parseClass(strings.TrimRight(line, "\r\n"))
		if !ok {
			continue
		}
		i := len(t.rows)
		t.rows = append(t.rows, row)
		span, seen := t.spans[row.Code]
		if !seen {
			span[0] = i
		}
		t.spans[row.Code] = [2]int{span[0], i + 1}
		name := NormalizeClassName(row.Name)
		t.byName[name] = append(t.byName[name], i)
	}
	return t
}

// parseClass reads a row "code name from to fund"; an empty year is 0.
func parseClass(line string) (FunctionClass, bool) {
	code, rest, ok := strings.Cut(line, "\t")
	if !ok {
		return FunctionClass{}, false
	}
	name, years, _ := strings.Cut(rest, "\t")
	from, rest, _ := strings.Cut(years, "\t")
	to, fund, _ := strings.Cut(rest, "\t")
	return FunctionClass{code, name, year(from), year(to), FundSource(fund)}, true
}

func year(s string) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func (t *classTable) byCode(code string, year int) (FunctionClass, bool) {
	span, ok := t.spans[code]
	if !ok {
		return FunctionClass{}, false
	}
	rows := t.rows[span[0]:span[1]]
	if year != 0 {
		for _, row := range rows {
			if row.In(year) {
				return row, true
			}
		}
	}
	return rows[len(rows)-1], true
}

func (t *classTable) codes(name string, year int) []string {
	rows := t.byName[NormalizeClassName(name)]
	if len(rows) == 0 {
		return nil
	}
	codes := t.codesIn(rows, year)
	if len(codes) == 0 {
		codes = t.codesIn(rows, 0)
	} else if !slices.ContainsFunc(codes, isClass) {
		codes = append(codes, slices.DeleteFunc(t.codesIn(rows, 0), func(code string) bool { return !isClass(code) })...)
	}
	slices.SortFunc(codes, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	})
	return slices.Compact(codes)
}

// isClass reports the code of a 类, of either classification.
func isClass(code string) bool { return len(code) == 3 }

func (t *classTable) codesIn(rows []int, year int) []string {
	codes := make([]string, 0, len(rows))
	for _, i := range rows {
		if t.rows[i].In(year) {
			codes = append(codes, t.rows[i].Code)
		}
	}
	return codes
}

// The classes of what a government spends on its debt, 债务还本支出 and 债务付息支出 (《政府收支分类科目》).
const (
	RepaymentClass = "231"
	InterestClass  = "232"
)

// DebtOfClass is what is repaid or paid in interest under a class or one below it, "" under another.
func DebtOfClass(code string) ConceptID {
	switch {
	case strings.HasPrefix(code, RepaymentClass):
		return DebtRepaid
	case strings.HasPrefix(code, InterestClass):
		return DebtInterest
	}
	return ""
}

// ClassOfDebt is the class that what is paid for debt is spent under, "" for another concept.
func ClassOfDebt(c ConceptID) string {
	switch c {
	case DebtRepaid:
		return RepaymentClass
	case DebtInterest:
		return InterestClass
	}
	return ""
}
