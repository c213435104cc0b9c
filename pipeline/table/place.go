package table

import (
	"regexp"
	"strings"

	"gongkai/schema"
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

// placed is whose the figures along a heading are that is the name of a place: all of the
// territory where it is that of the report, and else that place's. It has neither where
// the heading names no place.
func (h *headings) placed(s string) schema.Dimensions {
	place := placeIn(s)
	if h.ofReport(s) {
		return schema.Dimensions{EntityScope: schema.Summary}
	}
	if place == "" {
		return schema.Dimensions{}
	}
	return schema.Dimensions{Subordinate: place, EntityScope: schema.Subordinate}
}

// ofReport reports the name of the territory that a report is on: 柳溪市 where 柳溪市 or
// its finance bureau reports.
func (h *headings) ofReport(s string) bool {
	return h.ctx.Frame.Territorial && endsPlace().MatchString(s) && strings.HasPrefix(h.ctx.Frame.Entity, s)
}

var endsPlace = compiled(`\p{Han}{2,}({place_word ending}|{no_place last}|{row prefecture})$`)

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
