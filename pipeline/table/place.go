package table

import "strings"

// A table of transfers or debts has a column or a row for each county. Its name
// is no item: it says whose the figures are.

var (
	placeName = compiled(`^\p{Han}{1,9}{place_word ending}$`)
	noPlace   = compiled(`^{no_place first}.{0,2}$|^{place division}+$|({place_word never}|{no_place last})$`)
	// government is how a heading says of which level of government its figures are.
	government = compiled(`^{level government}{level own}`)
	territory  = compiled(`^{level territory}`)
	placeLead  = compiled(`^{place_lead among}[:：]?`)
	debtOfFund = compiled(`{debt subject}?({debt general_public_budget government_fund}){debt noun}`)
)

// placeIn returns the place that a heading is the name of, "" where it is none.
func placeIn(s string) string {
	s = strings.TrimSpace(placeLead().ReplaceAllString(s, ""))
	if !placeName().MatchString(s) || noPlace().MatchString(s) {
		return ""
	}
	return s
}
