package table

import (
	"regexp"
	"strings"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// A table of transfers or debts has a column or a row for each county. Its name
// is no item: it says whose the figures are.

var (
	placeName = compiled(`^\p{Han}{1,9}{place_word ending}$`)
	noPlace   = compiled(`^{no_place first}.{0,2}$|^{place division}+$|({place_word never}|{no_place last})$`)
	// government is how a heading says of which level of government its figures are.
	government = compiled(`^({level government})({level own})`)
	territory  = compiled(`^{level territory}`)
	placeLead  = compiled(`^{place_lead among}[:：]?`)
	debtOfFund = compiled(`{debt subject}?({debt general_public_budget government_fund}){debt noun}`)
)

// placed is whose the figures along a heading are that is the name of a place: all of the
// territory where it is that of the report, and else that place's. It has neither where
// the heading names no place.
func (h *headings) placed(s string) schema.Dimensions {
	place := placeIn(s)
	if bare := sumEnd().ReplaceAllString(s, ""); h.ofReport(s) || bare != "" && territory().FindString(bare) == bare {
		return schema.Dimensions{EntityScope: schema.Summary}
	}
	if place == "" {
		return schema.Dimensions{}
	}
	return schema.Dimensions{Subordinate: place, EntityScope: schema.Subordinate}
}

// ofReport reports the name of the territory that a report or a table is on: 柳溪市 where
// 柳溪市 or its finance bureau reports.
func (h *headings) ofReport(s string) bool {
	return s != "" && s == h.whole || h.ctx.Frame.Entity == "" && words.BarePlace.Labels().Say(s) || h.ctx.Frame.Territorial && endsPlace().MatchString(s) && strings.HasPrefix(h.ctx.Frame.Entity, s)
}

var endsPlace = compiled(`\p{Han}{2,}({place_word ending}|{no_place last}|{row prefecture})$`)

// levelOfPlace splits a row of one level of a place among rows of places, 柳溪市本级, or of
// its total, 柳溪市合计, into the place and which of the two it is; "" for another row.
func levelOfPlace(s string) (place string, total bool) {
	if !written(s, strings.HasSuffix, words.LevelHead, "own") && !written(s, strings.HasSuffix, words.RowName, "subtotal", "sum") {
		return "", false // as most
	}
	for _, end := range [...]*regexp.Regexp{ownEnd(), sumEnd()} {
		if k := end.FindStringIndex(s); k != nil && (placeIn(s[:k[0]]) != "" || endsPlace().MatchString(s[:k[0]])) {
			return s[:k[0]], end == sumEnd()
		}
	}
	return "", false
}

func isLevelOfPlace(s string) bool { place, _ := levelOfPlace(s); return place != "" }

// level is the axis of a row of one level of a place, or of its total, or nil where a name
// is neither. 市本级 below a city is that city's.
func (n *rowNames) level(label, name string) *axis {
	place, total := levelOfPlace(name)
	a := &axis{label: label, total: total}
	switch {
	case place == "":
		if n.place == "" && isLevel().MatchString(name) && !n.h.territorial {
			a.dims.EntityScope = schema.Self
			return a
		}
		if n.place == "" || !isLevel().MatchString(name) || n.h.ofLevel(isLevel().FindStringSubmatch(name)[1]) != schema.Subordinate {
			return nil
		}
		a.dims.Subordinate, a.dims.EntityScope = n.place+isLevel().FindStringSubmatch(name)[2], schema.Subordinate
	case n.h.ofReport(place):
		if a.dims.EntityScope = schema.Self; total {
			a.dims.EntityScope = schema.Summary
		}
	case n.h.ctx.Frame.Entity == "" && !total:
		a.dims.Subordinate, a.dims.EntityScope = name, schema.Subordinate // nothing says who reports
	case total && placeIn(place) != "":
		n.place = place
		a.dims.Subordinate, a.dims.EntityScope = place, schema.Subordinate
	}
	return a
}

var (
	isLevel   = compiled(`^({level government})({level own})$`)
	remarkEnd = regexp.MustCompile(`[（(][^（）()]*[）)]$`)
)

// wholeOf is the place that the first row of a table of places is named after where the row
// below it is that of its own level of government, 柳溪市 above 柳溪市本级, "" for none.
func wholeOf(g *grid, cols *columns) (place string) {
	if place = onlySum(g, cols); place != "" {
		return place
	}
	for r := g.header; r < g.end; r++ {
		for c, kind := range cols.kinds {
			name := nlp.Unnumbered(g.text(r, c))
			if kind != nameColumn || name == "" {
				continue
			}
			name = remarkEnd.ReplaceAllString(name, "")
			switch own, total := levelOfPlace(name); {
			case place != "" && (own == place && !total || isLevel().MatchString(name)):
				return place
			case place != "" || !endsPlace().MatchString(name):
				return ""
			}
			place = name
			break
		}
	}
	return ""
}

// onlySum is the place of the one row that sums up a place, 柳溪市合计, in a table of several others, where it is the
// first or the last: it is the place that they are in.
func onlySum(g *grid, cols *columns) (place string) {
	at, places, sums := -1, 0, 0
	for r := g.header; r < g.end; r++ {
		for c, kind := range cols.kinds {
			name := nlp.Unnumbered(g.text(r, c))
			if kind != nameColumn || name == "" {
				continue
			}
			switch of, total := levelOfPlace(name); {
			case of != "" && total:
				place, at, sums = of, places, sums+1
			case placeIn(name) != "":
				places++
			}
		}
	}
	if sums != 1 || places < 2 || at != 0 && at != places {
		return ""
	}
	return place
}

var (
	ownEnd = compiled(`{level own}$`)
	sumEnd = compiled(`({row subtotal sum})$`)
)

// longestPlace is how many Han characters placeName takes.
const longestPlace = 10

// placeIn returns the place that a heading is the name of, "" where it is none.
func placeIn(s string) string {
	if written(s, strings.HasPrefix, words.PlaceLead, "among") {
		s = placeLead().ReplaceAllString(s, "")
	}
	s = strings.TrimSpace(s)
	switch {
	case written(s, strings.HasSuffix, words.RowName, "prefecture") && schema.IsDivision(s):
		return s // 塔城地区, and 贫困地区 is none
	case nlp.HanCount(s) > longestPlace && schema.IsDivision(s):
		return s // 前郭尔罗斯蒙古族自治县
	case !placeName().MatchString(s):
		return ""
	case !noPlace().MatchString(s), nlp.HanCount(s) > 2 && !labelled(s, words.NoPlace, "last") && schema.IsDivision(s):
		return s // 云城区, and 城区 is none
	}
	return ""
}
