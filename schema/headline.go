package schema

// Headline reports the figures a report is read for: the totals of its accounts, and
// what the law asks to be told of by itself. A difference in one of them is graver
// than the same difference in an item.
func Headline(c ConceptID) bool {
	switch c {
	case RevenueTotal, RevenueYear, RevenueFiscal, RevenueGeneralPublicBudget, RevenueGovernmentFund, RevenueStateCapital, RevenueSocialInsurance,
		ExpenditureTotal, ExpenditureYear, ExpenditureFiscal, ExpenditureGeneralPublicBudget, ExpenditureGovernmentFund, ExpenditureStateCapital, ExpenditureSocialInsurance,
		ExpenditureBasic, ExpenditureProject, BalanceOpening, BalanceClosing, ThreePublicTotal, AgencyOperatingCost, ProcurementTotal, DebtLimit, DebtBalance:
		return true
	}
	return false
}
