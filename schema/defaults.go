package schema

import (
	"slices"
	"sync"
)

// SectionDefault is what a section or a standard table takes for granted about the
// figures in it.
type SectionDefault struct {
	Fund     FundSource // of figures that name none
	HeadFund FundSource // of a bare 收入 or 支出
	Side     Side       // of a phrase that names a fund and no side: 一般公共预算财政拨款
	Grand    bool       // bare 收入 and 支出 mean the grand totals
	Function bool       // names are read as functional classes
	Classes  bool       // names of funds that are also classes (223) are read as classes
	Concept  ConceptID  // of a bare head noun, and of a figure without subject
}

// Side is a side of the accounts, or both.
type Side string

// The sides of the accounts.
const (
	NoSide          Side = ""
	RevenueSide     Side = "revenue"
	ExpenditureSide Side = "expenditure"
	BothSides       Side = "both"
)

// defaults is a row of the tables of defaults: sections and what they take for
// granted.
type defaults struct {
	of []SectionID
	is SectionDefault
}

// sectionDefaults are the defaults of the sections that have some. The order of the
// statements and what each covers follow the 部门决算 template (财政部,
// 部门决算公开 文本参考样式).
var sectionDefaults = []defaults{
	{of(SectionFinalTotal, SectionBudgetTotal, SectionBudgetNotes), SectionDefault{Fund: AllFunds, Grand: true}},
	{of(SectionFinalRevenue, SectionBudgetRevenue), SectionDefault{Fund: AllFunds, Side: RevenueSide}},
	{of(SectionFinalExpenditure, SectionBudgetExpenditure), SectionDefault{Fund: AllFunds, Side: ExpenditureSide}},
	{of(SectionFinalFiscal, SectionBudgetFiscal), SectionDefault{Fund: FiscalFunds, Grand: true}},
	{of(SectionFinalGeneralBudget, SectionBudgetGeneralBudget), SectionDefault{Fund: GeneralPublicBudget, HeadFund: GeneralPublicBudget, Side: ExpenditureSide, Function: true, Concept: ExpenditureGeneralPublicBudget}},
	{of(SectionFinalBasic, SectionBudgetBasic), SectionDefault{Fund: GeneralPublicBudget, Side: ExpenditureSide, Concept: ExpenditureBasic}},
	{of(SectionFinalThreePublic, SectionBudgetThreePublic), SectionDefault{Fund: FiscalFunds, Side: ExpenditureSide, Concept: ThreePublicTotal}},
	{of(SectionFinalGovernmentFund, SectionBudgetGovernmentFund), SectionDefault{Fund: GovernmentFund, HeadFund: GovernmentFund, Side: ExpenditureSide, Function: true, Concept: ExpenditureGovernmentFund}},
	{of(SectionFinalStateCapital, SectionBudgetStateCapital), SectionDefault{Fund: StateCapital, HeadFund: StateCapital, Side: ExpenditureSide, Function: true, Concept: ExpenditureStateCapital}},
	{of(SectionFinalSocialInsurance, SectionBudgetSocialInsurance), SectionDefault{Fund: SocialInsurance, HeadFund: SocialInsurance}},
	{of(SectionOtherAgencyOperating, SectionBudgetOperating), SectionDefault{Side: ExpenditureSide, Concept: AgencyOperatingCost}},
	{of(SectionOtherProcurement, SectionBudgetProcurement), SectionDefault{Side: ExpenditureSide, Concept: ProcurementTotal}},
	{of(SectionChart), SectionDefault{Fund: AllFunds, Grand: true, Function: true}},
}

// tableDefaults are those of the nine tables of the templates.
var tableDefaults = []defaults{
	{of(SectionTable1, SectionBudgetTable1), SectionDefault{Fund: AllFunds, Function: true}},
	{of(SectionTable2, SectionBudgetTable2), SectionDefault{Fund: AllFunds, Function: true, Concept: RevenueYear}},
	{of(SectionTable3, SectionBudgetTable3), SectionDefault{Fund: AllFunds, Function: true, Concept: ExpenditureYear}},
	{of(SectionTable4, SectionBudgetTable4), SectionDefault{Fund: FiscalFunds, Function: true}},
	{of(SectionTable5, SectionBudgetTable5), SectionDefault{Fund: GeneralPublicBudget, HeadFund: GeneralPublicBudget, Function: true, Concept: ExpenditureGeneralPublicBudget}},
	{of(SectionTable6, SectionBudgetTable8), SectionDefault{Fund: GeneralPublicBudget, Concept: ExpenditureBasic}},
	{of(SectionTable7, SectionBudgetTable9), SectionDefault{Fund: FiscalFunds, Concept: ThreePublicTotal}},
	{of(SectionTable8, SectionBudgetTable6), SectionDefault{Fund: GovernmentFund, HeadFund: GovernmentFund, Function: true, Concept: ExpenditureGovernmentFund}},
	{of(SectionTable9, SectionBudgetTable7), SectionDefault{Fund: StateCapital, HeadFund: StateCapital, Function: true, Concept: ExpenditureStateCapital}},
}

// of lists the sections of a row.
func of(sections ...SectionID) []SectionID { return sections }

// DefaultSections lists the sections and tables that take something for granted.
func DefaultSections() (ids []SectionID) {
	for _, row := range slices.Concat(sectionDefaults, tableDefaults) {
		ids = append(ids, row.of...)
	}
	return ids
}

// DefaultOf returns what the text of a section takes for granted: figures of all
// funds where no row says more.
func DefaultOf(s SectionID) SectionDefault {
	if d, ok := bySection()[s]; ok {
		return d
	}
	return SectionDefault{Fund: AllFunds}
}

// TableDefaultOf returns what a table takes for granted: one of the nine what its
// row says, another what the section it stands in does, with classes as names.
func TableDefaultOf(s SectionID) SectionDefault {
	if d, ok := byTable()[s]; ok {
		return d
	}
	d := DefaultOf(s)
	d.Function = true
	return d
}

var (
	bySection = sync.OnceValue(func() map[SectionID]SectionDefault { return index(sectionDefaults) })
	byTable   = sync.OnceValue(func() map[SectionID]SectionDefault { return index(tableDefaults) })
)

// index finds the defaults by section.
func index(rows []defaults) map[SectionID]SectionDefault {
	by := make(map[SectionID]SectionDefault)
	for _, row := range rows {
		for _, s := range row.of {
			by[s] = row.is
		}
	}
	return by
}
