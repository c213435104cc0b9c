package generate

import "strings"

// The funds of a ledger, in the order in which reports list them.
const (
	gpb   = iota // 一般公共预算
	fund         // 政府性基金预算
	soe          // 国有资本经营预算
	other        // 其他资金
	funds
)

// perFund holds one amount for each fund.
type perFund [funds]Amount

func (p perFund) total() Amount  { return sum(p[:]...) }
func (p perFund) fiscal() Amount { return p[gpb] + p[fund] + p[soe] }

// spending is one functional item and the year's outlay on it.
type spending struct {
	functionItem
	fund    int
	basic   Amount
	project Amount
	budget  Amount // 年初预算, only for the general public budget
}

func (s spending) total() Amount     { return s.basic + s.project }
func (s spending) classCode() string { return s.code[:3] }

type economic struct {
	code, name string
	amount     Amount
}

// threePublic are the three public expenses of one year and measure.
type threePublic struct{ abroad, purchase, operation, reception Amount }

func (t threePublic) vehicle() Amount { return t.purchase + t.operation }
func (t threePublic) total() Amount   { return t.abroad + t.vehicle() + t.reception }

type project struct {
	name                       string
	budgetFiscal, budgetOther  Amount
	spentFiscal, spentOther    Amount
	score                      Percent // 分, in hundredths
	grade                      string
	target, actual, indicators int // the first indicator's target and actual count
}

func (p project) budget() Amount { return p.budgetFiscal + p.budgetOther }
func (p project) spent() Amount  { return p.spentFiscal + p.spentOther }

// ledger is one office's year. Everything printed is computed from it.
type ledger struct {
	year    int
	items   []spending
	open    perFund // 年初结转和结余
	closing perFund // 年末结转和结余

	priorRevenue perFund // 上年收入
	priorOpen    perFund
	priorRun     Amount // 上年机关运行经费

	econ []economic

	final3, budget3, prior3  threePublic
	groups, trips            int
	bought, held             int
	batches, visitors        int
	goods, works, services   Amount
	sme, small               Amount
	vehicles                 map[string]int
	equipment500k, equip1m   int
	projects                 []project
	staff                    map[string]int
	offices, institutions    []string
	communities              int
	patrols, homes, trainees int
	volunteers, cases        int
}

// spent returns spending by fund.
func (l *ledger) spent() perFund {
	var p perFund
	for _, it := range l.items {
		p[it.fund] += it.total()
	}
	return p
}

// revenue returns revenue by fund: opening + revenue = spending + closing.
func (l *ledger) revenue() perFund {
	p := l.spent()
	for f := range p {
		p[f] += l.closing[f] - l.open[f]
	}
	return p
}

// total is 收入总计, which equals 支出总计.
func (l *ledger) total() Amount { return l.revenue().total() + l.open.total() }

func (l *ledger) priorTotal() Amount { return l.priorRevenue.total() + l.priorOpen.total() }

func (l *ledger) fiscalTotal() Amount { return l.revenue().fiscal() + l.open.fiscal() }

func (l *ledger) priorFiscalTotal() Amount { return l.priorRevenue.fiscal() + l.priorOpen.fiscal() }

// priorSpent follows from the carry-over: last year's closing is this year's opening.
func (l *ledger) priorSpent() perFund {
	var p perFund
	for f := range p {
		p[f] = l.priorRevenue[f] + l.priorOpen[f] - l.open[f]
	}
	return p
}

// where sums the items that a predicate keeps.
func (l *ledger) where(keep func(spending) bool) (basic, project Amount) {
	for _, it := range l.items {
		if keep(it) {
			basic += it.basic
			project += it.project
		}
	}
	return basic, project
}

func (l *ledger) basic() Amount {
	b, _ := l.where(func(spending) bool { return true })
	return b
}

func (l *ledger) project() Amount { return l.spent().total() - l.basic() }

// of returns the items of one fund.
func (l *ledger) of(f int) []spending {
	var out []spending
	for _, it := range l.items {
		if it.fund == f {
			out = append(out, it)
		}
	}
	return out
}

func (l *ledger) gpbBudget() Amount {
	var total Amount
	for _, it := range l.of(gpb) {
		total += it.budget
	}
	return total
}

// econTotal sums the economic items whose code has one of the prefixes.
func (l *ledger) econTotal(prefixes ...string) Amount {
	var total Amount
	for _, e := range l.econ {
		for _, p := range prefixes {
			if strings.HasPrefix(e.code, p) {
				total += e.amount
			}
		}
	}
	return total
}

func (l *ledger) personnel() Amount { return l.econTotal("301", "303") }
func (l *ledger) publicUse() Amount { return l.econTotal("302", "310") }

func (l *ledger) procurement() Amount { return l.goods + l.works + l.services }

func (l *ledger) vehicleCount() int {
	n := 0
	for _, v := range l.vehicles {
		n += v
	}
	return n
}

func (l *ledger) staffCount() int {
	n := 0
	for _, v := range l.staff {
		n += v
	}
	return n
}

// projectSums returns the budgets and outlays of all projects.
func (l *ledger) projectSums() (budget, spent Amount) {
	for _, p := range l.projects {
		budget += p.budget()
		spent += p.spent()
	}
	return budget, spent
}

// averageScore is the mean score, half up to 0.01 分.
func (l *ledger) averageScore() Percent {
	var total Percent
	for _, p := range l.projects {
		total += p.score
	}
	n := Percent(len(l.projects))
	return (2*total + n) / (2 * n)
}

func (l *ledger) graded(grade string) int {
	n := 0
	for _, p := range l.projects {
		if p.grade == grade {
			n++
		}
	}
	return n
}
