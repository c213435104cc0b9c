package generate

import "sort"

// draw makes the ledger of an invented office. vehicleKinds are those the
// style's report lists.
func draw(s source, vehicleKinds []string) *ledger {
	l := &ledger{year: s.between(2020, 2024)}
	l.drawItems(s)
	l.drawBalances(s)
	l.drawThreePublic(s)
	l.drawEconomic(s)
	l.drawProcurement(s)
	l.drawVehicles(s, vehicleKinds)
	l.drawProjects(s)
	l.drawOffice(s)
	return l
}

func (l *ledger) drawItems(s source) {
	all := functionItems()
	for _, it := range all {
		always := it.code == "2010301" || it.code == "2080505" || it.code == "2210201" || it.code == "2101101" || it.code == "2120501"
		if always || s.chance(45) {
			l.items = append(l.items, drawSpending(s, it, gpb))
		}
	}
	if s.chance(60) {
		for _, it := range sample(s, fundItems(), s.between(1, 2)) {
			l.items = append(l.items, drawSpending(s, it, fund))
		}
	}
	if s.chance(20) {
		l.items = append(l.items, drawSpending(s, capitalItem(), soe))
	}
	if s.chance(45) {
		l.items = append(l.items, drawSpending(s, otherItem(), other))
	}
	sort.SliceStable(l.items, func(i, j int) bool { return l.items[i].code < l.items[j].code })
}

func drawSpending(s source, it functionItem, f int) spending {
	sp := spending{functionItem: it, fund: f}
	switch {
	case it.code == "2010301":
		sp.basic, sp.project = s.amount(30000, 90000), s.amount(500, 8000)
	case it.nature == mixed:
		sp.basic, sp.project = s.amount(9000, 40000), s.amount(500, 9000)
	case it.nature == basicOnly:
		sp.basic = s.amount(800, 12000)
	default:
		sp.project = s.amount(300, 30000)
	}
	if f == gpb {
		sp.budget = drawBudget(s, sp.total())
	}
	return sp
}

// drawBudget returns zero (added during the year), the outlay itself, or an
// amount near it.
func drawBudget(s source, final Amount) Amount {
	switch n := s.IntN(10); {
	case n == 0:
		return 0
	case n <= 2:
		return final
	}
	return s.near(final, 30)
}

func (l *ledger) drawBalances(s source) {
	spent := l.spent()
	for f := range spent {
		if spent[f] == 0 {
			continue
		}
		if s.chance(50) || f == gpb {
			l.open[f] = spent[f] * Amount(s.between(5, 90)) / 1000
		}
		if s.chance(50) {
			l.closing[f] = spent[f] * Amount(s.between(5, 90)) / 1000
		}
	}
	now := l.revenue()
	for f, r := range now {
		if r == 0 {
			continue
		}
		l.priorRevenue[f] = s.near(r, 25)
		if s.chance(50) {
			l.priorOpen[f] = r * Amount(s.between(5, 90)) / 1000
		}
	}
}

func (l *ledger) drawThreePublic(s source) {
	l.held = s.between(1, 6)
	l.final3.operation = Amount(l.held) * s.amount(120, 260)
	if s.chance(30) {
		l.bought = s.between(1, 2)
		l.final3.purchase = Amount(l.bought) * s.amount(1200, 1795)
	}
	if s.chance(60) {
		l.batches = s.between(1, 40)
		l.visitors = l.batches * s.between(3, 12)
		l.final3.reception = Amount(l.visitors) * s.amount(1, 2)
	}
	if s.chance(20) {
		l.groups, l.trips = 1, s.between(1, 4)
		l.final3.abroad = Amount(l.trips) * s.amount(150, 330)
	}
	above := func(a Amount) Amount {
		if a == 0 && !s.chance(40) {
			return 0
		}
		if s.chance(25) {
			return a
		}
		return a + s.amount(20, 300)
	}
	l.budget3 = threePublic{above(l.final3.abroad), l.final3.purchase, above(l.final3.operation), above(l.final3.reception)}
	around := func(a Amount) Amount {
		switch {
		case a == 0 && !s.chance(25):
			return 0
		case a == 0:
			return s.amount(20, 300)
		case s.chance(15):
			return a
		}
		return s.near(a, 30)
	}
	l.prior3 = threePublic{around(l.final3.abroad), around(l.final3.purchase), around(l.final3.operation), around(l.final3.reception)}
}

// drawEconomic splits the basic spending of the general public budget over the
// economic items. What the three public expenses take of it is at most those.
func (l *ledger) drawEconomic(s source) {
	basic, _ := l.where(func(it spending) bool { return it.fund == gpb })
	public := basic * Amount(s.between(90, 160)) / 1000
	fixed := map[string]Amount{"30212": l.final3.abroad, "30217": l.final3.reception, "30231": l.final3.operation}
	spent := sum(l.final3.abroad, l.final3.reception, l.final3.operation)
	if spent > public/2 {
		fixed = map[string]Amount{"30231": min(l.final3.operation, public/2)}
		spent = fixed["30231"]
	}
	l.split(s, basic-public, fixed, "301", "303")
	l.split(s, public-spent, fixed, "302", "310")
	sort.SliceStable(l.econ, func(i, j int) bool { return l.econ[i].code < l.econ[j].code })
	l.priorRun = s.near(l.publicUse(), 20)
}

// split spreads an amount over some of the economic items of two classes, the
// last free one taking the remainder; fixed items come on top.
func (l *ledger) split(s source, rest Amount, fixed map[string]Amount, classes ...string) {
	var free []classRow
	for _, e := range economicItems() {
		if c := e.code[:3]; c != classes[0] && c != classes[1] {
			continue
		}
		if a := fixed[e.code]; a > 0 {
			l.econ = append(l.econ, economic{e.code, e.name, a})
		} else if e.code != "30212" && e.code != "30217" && e.code != "30231" {
			free = append(free, e)
		}
	}
	free = sample(s, free, len(free)*s.between(60, 100)/100)
	for i, e := range free {
		a := rest * Amount(s.between(50, 300)) / 1000
		if i == len(free)-1 {
			a = rest
		}
		if a > 0 {
			l.econ = append(l.econ, economic{e.code, e.name, a})
		}
		rest -= a
	}
}

func (l *ledger) drawProcurement(s source) {
	l.goods = s.amount(300, 9000)
	if s.chance(55) {
		l.works = s.amount(1000, 40000)
	}
	l.services = s.amount(800, 60000)
	if room := l.project() / 2; l.procurement() > room {
		share := func(a Amount) Amount { return a * room / 200000 }
		l.goods, l.works, l.services = share(l.goods), share(l.works), share(l.services)
	}
	l.sme = l.procurement() * Amount(s.between(400, 950)) / 1000
	l.small = l.sme * Amount(s.between(300, 900)) / 1000
	l.equipment500k, l.equip1m = s.IntN(4), s.IntN(2)
}

// drawVehicles gives the first general-purpose kinds the cars of the three
// public expenses and sometimes a special vehicle more.
func (l *ledger) drawVehicles(s source, kinds []string) {
	l.vehicles = map[string]int{}
	rest := l.held + s.IntN(2)
	for i := 1; i < len(kinds); i++ {
		n := s.between(0, rest)
		if i == len(kinds)-1 {
			n = rest
		}
		l.vehicles[kinds[i]] = n
		rest -= n
	}
}

func (l *ledger) drawProjects(s source) {
	room := l.project()
	names := sample(s, projectNames(), s.between(2, 5))
	for i, name := range names {
		p := project{name: name, indicators: s.between(2, 9)}
		p.spentFiscal = room * Amount(s.between(60, 300)) / 1000
		room -= p.spentFiscal
		p.budgetFiscal = p.spentFiscal
		if i%2 == 1 {
			p.budgetFiscal += s.amount(100, 3000)
		}
		p.score = Percent(s.between(780, 1000) * 10)
		p.grade = gradeOf(p.score)
		p.target = s.between(4, 60)
		p.actual = p.target + s.IntN(3)
		l.projects = append(l.projects, p)
	}
}

// gradeOf grades a score: 优 from 90, 良 from 80, 合格 below
// (《项目支出绩效评价管理办法》财预〔2020〕10号第二十一条, without the failing grade).
func gradeOf(score Percent) string {
	switch {
	case score >= 9000:
		return "优"
	case score >= 8000:
		return "良"
	}
	return "合格"
}

func (l *ledger) drawOffice(s source) {
	l.staff = map[string]int{"行政编制": s.between(18, 60), "事业编制": s.between(10, 50), "临聘人员": s.between(4, 40)}
	l.offices = sample(s, officeNames(), s.between(4, 8))
	l.institutions = sample(s, institutionNames(), s.between(2, 4))
	l.communities = s.between(5, 22)
	l.patrols, l.homes = s.between(40, 900), s.between(800, 24000)
	l.trainees, l.volunteers, l.cases = s.between(60, 900), s.between(40, 900), s.between(12, 400)
}
