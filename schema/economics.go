package schema

import (
	_ "embed"
	"sync"
)

// The two economic classifications of expenditure of 财政部《支出经济分类科目改革方案》
// （财预〔2017〕98号), in force since 2018, with the names before it. They are
// different axes: 部门预算支出经济分类 (301 to 399) says how a department
// spends, 政府预算支出经济分类 (501 to 599) how a government does. The same
// name stands in both, so each has its own look-up and neither ever answers
// for the other. Columns as in functions.tsv.
var (
	//go:embed economics.tsv
	economicsTSV string
	//go:embed economics_government.tsv
	governmentEconomicsTSV string
)

// EconomicClass is a row of an economic classification: one code of 3 (类) or
// 5 digits (款) under one name, with the years it is in force.
type EconomicClass = FunctionClass

var (
	economicTable = sync.OnceValue(func() *classTable {
		t := newClassTable(economicsTSV)
		for name, code := range economicAliases {
			t.byName[name] = append(t.byName[name], t.spans[code][0])
		}
		return t
	})
	governmentEconomicTable = sync.OnceValue(func() *classTable {
		t := newClassTable(governmentEconomicsTSV)
		for name, code := range governmentAliases {
			name = NormalizeClassName(name)
			t.byName[name] = append(t.byName[name], t.spans[code][0])
		}
		return t
	})
)

// governmentAliases are wordings of reports for 政府预算支出经济分类, which leave out the
// number of one of two classes or say which it is.
var governmentAliases = map[string]string{
	"机关资本性支出":       "503",
	"机关资本性支出（基本建设）": "504",
	"资本性支出":         "50601",
	"资本性支出（基本建设）":   "50602",
}

// economicAliases are folded wordings of reports for 部门预算支出经济分类.
var economicAliases = map[string]string{
	"商品服务":          "302",
	"商品与服务":         "302",
	"商品及服务":         "302",
	"一般商品和服务":       "302",
	"其他商品服务":        "30299",
	"其他商品与服务":       "30299",
	"其他商品及服务":       "30299",
	"对个人和家庭补助":      "303",
	"对个人及家庭的补助":     "303",
	"津补贴":           "30102",
	"机关事业单位基本养老保险费": "30108",
	"基本养老保险缴费":      "30108",
	"机关事业单位养老保险缴费":  "30108",
	"机关事业单位职业年金缴费":  "30109",
	"城镇职工基本医疗保险缴费":  "30110",
	"职工医疗保险缴费":      "30110",
	"因公出国（境）费":      "30212",
	"因公出国（境）经费":     "30212",
	"维修费":           "30213",
	"维修维护费":         "30213",
	"公务用车运行费":       "30231",
	"公务用车维护费":       "30231",
	"其他交通费":         "30239",
	"税金及附加":         "30240",
	"退职费":           "30303",
	"医疗补助":          "30307",
}

// EconomicByCode returns the class of 部门预算支出经济分类 with a code of 3 or
// 5 digits, under its most recent name. Codes of 政府预算支出经济分类 are
// unknown to it.
func EconomicByCode(code string) (EconomicClass, bool) {
	return economicTable().byCode(code, 0)
}

// EconomicCodes returns the codes of 部门预算支出经济分类 a name can stand
// for in any year, 类 before 款. The name is folded by [NormalizeClassName];
// 房屋建筑物购建, for one, is both 30901 and 31001. Nil means unknown.
func EconomicCodes(name string) []string {
	return economicTable().codes(name, 0)
}

// GovernmentEconomicByCode is [EconomicByCode] for 政府预算支出经济分类.
func GovernmentEconomicByCode(code string) (EconomicClass, bool) {
	return governmentEconomicTable().byCode(code, 0)
}

// GovernmentEconomicCodes is [EconomicCodes] for 政府预算支出经济分类.
func GovernmentEconomicCodes(name string) []string {
	return governmentEconomicTable().codes(name, 0)
}
