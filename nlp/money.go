package nlp

import "strings"

// moneyWords are heads of a clause about money. One of them makes an elided
// unit 元 (农林水支出3万).
var moneyWords = []string{
	"收入", "支出", "经费", "投资", "资金", "产值", "额", "费", "款", "税", "预算", "决算", "拨付", "补助", "补贴",
	"结余", "结转", "工资", "奖", "利润", "营收", "GDP", "成本", "债", "资产", "价值", "贷", "投入", "金融", "救助", "金",
	"任务", "单价", "总价", "开支", "造价", "增加值", "总值", "价格", "筹集", "募", "捐", "限额",
}

// peopleWords are heads of a clause that counts, when nothing follows the scale.
var peopleWords = []string{"人", "户", "者", "量", "次", "数", "群众", "用户", "家", "辆", "车", "件"}

// aboutMoney reports whether the scaled number m without a unit is money. When
// a noun follows (450万困难群众) it is money only with a money word close by;
// when nothing follows it is, unless the clause counts people or things.
func (l *line) aboutMoney(m Mention) bool {
	from := clauseStart(l.s, m.Start)
	clause := foldString(l.s[from:m.Start])
	next := nextRune(l.s, gap(l.s, m.End))
	noun := (isHan(next) || isLetter(next)) && !strings.ContainsRune("用给支购占以的左和及至到由为，", next)
	if noun && len(clause) > nearWords {
		clause = clause[len(clause)-nearWords:]
	}
	if ContainsAny(clause, moneyWords) {
		return true
	}
	return !noun && !ContainsAny(clause, peopleWords)
}

// nearWords is how close a money word must be when a noun follows, in bytes.
const nearWords = 18

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
