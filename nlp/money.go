package nlp

import "strings"

// moneyWords are heads of a clause about money. One of them makes an elided
// unit 元 (农林水支出3万).
var moneyWords = []string{
	"收入", "支出", "经费", "投资", "资金", "产值", "额", "费", "款", "税", "预算", "决算", "拨付", "补助", "补贴",
	"结余", "结转", "工资", "奖", "利润", "营收", "GDP", "成本", "债", "资产", "价值", "贷", "投入", "金融", "救助", "金",
	"任务", "开支", "造价", "增加值", "总值", "价格", "筹集", "募", "捐", "限额",
}

// aboutMoney reports whether the clause of the scaled number m is about money:
// its own words before the number, or a share of a total right after it.
func (l *line) aboutMoney(m Mention) bool {
	from := clauseStart(l.s, m.Start)
	clause := l.s[from:m.Start]
	for _, w := range moneyWords {
		if strings.Contains(clause, w) {
			return true
		}
	}
	p := m.End
	if r, w := at(l.s, p); r == ',' || r == '(' {
		p += w
	}
	return from == m.Start && nextRune(l.s, p) == '占'
}

// maxClause bounds how far back a clause is looked for, in bytes.
const maxClause = 150

// clauseStart returns where the clause around i begins.
func clauseStart(s string, i int) int {
	limit := max(0, i-maxClause)
	for i > limit {
		r, w := before(s, i)
		switch r {
		case ',', ';', '。', ':', '!', '?', '\t', '\n':
			return i
		}
		i -= w
	}
	return i
}
