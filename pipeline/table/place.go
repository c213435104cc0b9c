package table

import (
	"regexp"
	"strings"

	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// A table of transfers or debts has a column or a row for each county. Its name
// is no item: it says whose the figures are.

var (
	placeName = regexp.MustCompile(`^\p{Han}{1,9}(县|区|市|旗|州|盟|镇|乡|街道)$`)
	noPlace   = regexp.MustCompile(`^(全|本|各|市|县|区|其他|其它|城|辖|郊|小|地|社|园|牧|库|灾|超|门|股|楼).{0,2}$|^(县|市|区)+$|地区$|社区$|小区$|灾区$|库区$|城区$|超市$|股市$|门市$|城市$|都市$`)
	// level is how a heading says of which level of government its figures are.
	level     = regexp.MustCompile(`^(市|省|区|县|州|自治区|旗|镇|乡)(本级|级|直)`)
	territory = regexp.MustCompile(`^全(市|省|区|县|州|旗|镇|乡)`)
)

// scoped reads the level of government that a heading begins with, and returns
// what follows. Only a report on a territory has such levels.
func (t *tabler) scoped(a *axis, s string) string {
	if !t.r.Ctx.Frame.Territorial {
		return s
	}
	if m := territory.FindString(s); m != "" {
		return s[len(m):]
	}
	if m := level.FindString(s); m != "" {
		a.dims.EntityScope = schema.Self
		return s[len(m):]
	}
	return s
}

// debt reads whose debt a heading speaks of: general debt is paid from the
// general public budget, special debt from the government funds. It returns the
// heading without these words, and false where it speaks of neither or of both.
func (a *axis) debt(s string) (string, bool) {
	found := clause.DebtOfFund.FindAllStringSubmatchIndex(s, 2)
	if len(found) != 1 {
		return s, false
	}
	m := found[0]
	a.dims.FundSource = schema.GeneralPublicBudget
	if s[m[4]:m[5]] == "专项" {
		a.dims.FundSource = schema.GovernmentFund
	}
	return s[:m[0]] + s[m[6]:], true
}

// placeIn returns the place that a heading is the name of, "" where it is none.
func placeIn(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "其中"), "：")
	s = strings.TrimSpace(strings.TrimPrefix(s, ":"))
	if !placeName.MatchString(s) || noPlace.MatchString(s) {
		return ""
	}
	return s
}
