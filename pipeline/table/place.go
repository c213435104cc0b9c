package table

import (
	"regexp"
	"strings"
)

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

// levelOfPlace reports a row of one level of a place among rows of places, 柳溪市本级, or of
// its total, 柳溪市合计. Whose it is the place itself says.
func levelOfPlace(s string) (level, total bool) {
	for _, end := range [...]*regexp.Regexp{ownEnd(), sumEnd()} {
		if k := end.FindStringIndex(s); k != nil && placeIn(s[:k[0]]) != "" {
			return true, end == sumEnd()
		}
	}
	return false, false
}

var (
	ownEnd = compiled(`{level own}$`)
	sumEnd = compiled(`({row subtotal sum})$`)
)

// placeIn returns the place that a heading is the name of, "" where it is none.
func placeIn(s string) string {
	s = strings.TrimSpace(placeLead().ReplaceAllString(s, ""))
	if !placeName().MatchString(s) || noPlace().MatchString(s) {
		return ""
	}
	return s
}
