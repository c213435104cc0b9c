package schema

// ConceptID identifies a reported quantity, e.g. "revenue.total".
type ConceptID string

// Concept is one entry of the concepts table: a quantity these reports state.
type Concept struct {
	ID       ConceptID
	Label    string   // standard label, Chinese
	Kind     Kind     // of its level facts; "" when several are possible
	Unit     string   // canonical unit of its level facts
	Instant  bool     // true: a balance at a date; false: a quantity over a period
	Synonyms []string // other wordings of real reports, as patterns: (会议|培训) 费 [支出]
	Basis    string   // where the concept is defined: regulation, table or template
	Example  string   // a sentence or table line that states it
}
