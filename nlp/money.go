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

// people are nouns for people: a scaled number right before one of them counts them,
// whatever money its clause speaks of (补贴惠及120余万婴幼儿).
var people = []string{"婴幼儿", "儿童", "孩子", "学生", "群众", "居民", "农民", "农户", "牧民", "职工", "老人", "老年人", "残疾人", "家庭", "用户", "游客", "市民", "村民", "人口", "劳动力", "青年", "妇女", "患者"}

// aboutMoney reports whether the scaled number m without a unit is money. When
// a noun follows (450万困难群众) it is money only with a money word close by;
// when nothing follows it is, unless the clause counts people or things.
func (l *line) aboutMoney(m Mention) bool {
	from := clauseStart(l.s, m.Start)
	clause := foldString(l.s[from:m.Start])
	next := nextRune(l.s, gap(l.s, m.End))
	noun := (isHan(next) || isLetter(next)) && !strings.ContainsRune("用给支购占以的左和及至到由为，", next)
	if noun && ContainsAny(l.s[m.End:min(len(l.s), m.End+nounReach)], people) {
		return false
	}
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

// nounReach is how far behind a number the noun it counts may end, in bytes: 困难农牧民.
const nounReach = 15

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
