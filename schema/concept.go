package schema

// ConceptID identifies a reported quantity, e.g. "revenue.total".
type ConceptID string

// Concept is one entry of the concepts table: a quantity these reports state.
type Concept struct {
	ID       ConceptID
	Account  Account  // the part of the accounts it belongs to
	Label    string   // standard label, Chinese
	Kind     Kind     // of its level facts; "" when several are possible
	Unit     string   // canonical unit of its level facts
	Instant  bool     // true: a balance at a date; false: a quantity over a period
	Synonyms []string // other wordings of real reports, as patterns: (会议|培训) 费 [支出]
	Basis    string   // where the concept is defined: regulation, table or template
	Example  string   // a sentence or table line that states it
}

// Account is a part of what a body reports on. Every concept belongs to one.
type Account string

// The accounts, in the order of the concepts table.
const (
	RevenueAccount     Account = "revenue"
	ExpenditureAccount Account = "expenditure"
	BalanceAccount     Account = "balance"    // carried in, carried over and allotted
	DebtAccount        Account = "debt"       // of a government
	AdjustmentAccount  Account = "adjustment" // of a budget within the year
	ThreePublicAccount Account = "three_public"
	AgencyAccount      Account = "agency"
	ProcurementAccount Account = "procurement"
	AssetAccount       Account = "asset"
	PerformanceAccount Account = "performance"
	BodyAccount        Account = "body" // staff, offices and the economy of the territory
)
