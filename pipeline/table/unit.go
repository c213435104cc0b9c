package table

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// moneyUnit finds a money unit behind the word 单位 or in brackets.
var moneyUnit = compiled(`{unit_word unit}[:：]?{unit_word currency}?({unit})|[（(]({unit})[）)]`)

// unitStated finds a money unit behind the word 单位.
var unitStated = compiled(`{unit_word unit}[:：]?{unit_word currency}?{unit}`)

// moneyIn returns the money unit that a line or heading states, "" for none.
func moneyIn(s string) string {
	if !written(s, strings.Contains, words.MoneyUnit) {
		return "" // as most
	}
	if m := moneyUnit().FindStringSubmatch(s); m != nil {
		return cmp.Or(m[1], m[2])
	}
	return ""
}

// unit is the money unit of a table: the one stated in its first rows or above it, the
// nearest first, else that of a column, 金额（万元）. What a column says in brackets
// beside others is of its own figures alone: 人均（万元） in a table in 亿元. unstated
// reports that the word 单位： stands there and the unit itself is lost.
func (g *grid) unit(own, above []string) (unit string, unstated bool) {
	var columns []string
	for _, s := range slices.Concat(own, above) {
		switch l := words.UnitWord.Labels().Of(s); {
		case slices.Contains(own, s) && g.heads(s):
			columns = append(columns, s)
			continue
		case l != nil && s == l.Text && slices.Contains(own, s) && g.standsBeside(s):
			continue // the heading of a column of units
		case l != nil && l.Where == words.Begins && strings.Trim(s[len(l.Text):], "：: ") == "":
			return "", true
		}
		if unit = moneyIn(s); unit != "" {
			return unit, false
		}
	}
	if inMany(columns) {
		return "", false
	}
	for _, s := range columns {
		if unit = moneyIn(s); unit != "" {
			return unit, false
		}
	}
	return "", false
}

// inMany reports headings that state several units that are none of money: a column without one is then
// no amount because another is, 面积（平方公里）, 人数（人） and 收入（万元）.
func inMany(columns []string) bool {
	var units []string
	for _, s := range columns {
		if m := unitInHeads(withoutEnglish(s, false)); m != nil && m.Kind != nlp.Amount && !slices.Contains(units, m.Unit) {
			units = append(units, m.Unit)
		}
	}
	return len(units) > 1
}

// inRates reports a table whose nearest line of a unit states % and nothing else: 单位：%.
func inRates(own, above []string) bool {
	for _, s := range slices.Concat(own, above) {
		if m := rateUnit().FindStringSubmatch(s); m != nil {
			return m[1] != ""
		}
	}
	return false
}

// rateUnit is a line of a unit, or the end of a title that states one.
var rateUnit = compiled(`{unit_word unit}[:：]\s*(?:([%％])[）)]?$|\S)`)

// countedIn is one of the unit that the nearest line of a unit states, where that is none
// of money: 单位：万吨, 编制部门：青禾县水利局 单位：件. It is nil where the line states several such units, or
// money besides.
func countedIn(own, above []string) *nlp.Mention {
	for _, s := range slices.Concat(own, above) {
		if l := words.UnitWord.Labels().Of(s); l != nil && l.Where == words.Begins {
			return oneUnit(strings.TrimLeft(s[len(l.Text):], "：: "))
		}
		if m := unitBehind().FindStringSubmatch(s); m != nil {
			if one := oneUnit(m[1]); one != nil {
				return one // and not 编制单位：青禾县水利局
			}
		}
	}
	return nil
}

// unitBehind is a line that ends with a unit.
var unitBehind = compiled(`^.+{unit_word unit}[:：]\s*([^:：]+?)[）)]?$`)

// oneUnit is one of the unit that is written beside others which are no more than rates: 人、%.
func oneUnit(line string) (one *nlp.Mention) {
	for unit := range strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune("、，,；;/"+words.Joiners, r) }) {
		switch m := oneOf(unit); {
		case unit == "%" || unit == "％" || unit == "‰":
		case m == nil || m.Kind == nlp.Amount || one != nil:
			return nil
		default:
			one = m
		}
	}
	return one
}

// heads reports a text of the first rows that is the heading of a column: others stand
// beside it, and it does not say that it is the unit.
func (g *grid) heads(s string) bool {
	if words.UnitWord.Labels().Say(s, "unit") || unitStated().MatchString(s) {
		return false
	}
	return g.standsBeside(s)
}

// standsBeside reports a text of the first rows that others stand beside.
func (g *grid) standsBeside(s string) bool {
	if g.beside == nil || g.besideTo != g.header {
		g.beside, g.besideTo = g.besideOthers(), g.header
	}
	return g.beside[s]
}

// besideOthers are the texts of the first rows, and whether the first row that has one
// has others.
func (g *grid) besideOthers() map[string]bool {
	out := make(map[string]bool)
	for r := range min(g.header+1, g.t.Rows, linesInside) {
		several := g.texts(r) > 1
		for c := range g.at[r] {
			if g.begins(r, c) {
				s := g.text(r, c)
				if _, known := out[s]; !known {
					out[s] = several
				}
			}
		}
	}
	return out
}

// texts is how many cells of a row hold a text.
func (g *grid) texts(r int) (n int) {
	for c := range g.at[r] {
		if g.begins(r, c) && g.text(r, c) != "" {
			n++
		}
	}
	return n
}

// unitScale is the power of ten of a money unit, 0 for an unknown one.
func unitScale(unit string) int { return moneyScales()[unit] }

var moneyScales = sync.OnceValue(func() map[string]int {
	scales := make(map[string]int)
	for _, l := range words.MoneyUnit.Labels() {
		if scale, err := strconv.Atoi(l.Means); err == nil {
			scales[l.Text] = scale
		}
	}
	return scales
})

// scaleMoney turns a bare number into money of a scale.
func scaleMoney(m *nlp.Mention, scale int) {
	m.Kind, m.Unit, m.Scale = nlp.Amount, schema.UnitYuan, scale
	m.Value = m.Value.Mul(decimal.New(1, int32(scale)))
	m.Decimals -= scale
}

// percent is how a heading says that its figures are in percent. A figure before
// the mark is part of a name: 增值税50%部分.
var percent = compiled(`(^|[^0-9０-９])[%％]|{rate_end}$`)

// unitInBrackets reads the unit that a heading states at its end: 年末数（万人）.
// The marks of a class, 教育支出（类）, say how deep it lies, and brackets behind
// a unit are part of it, 台（套）.
func unitInBrackets(s string) *nlp.Mention {
	open := strings.LastIndexAny(s, "（(")
	if open < 0 {
		return nil
	}
	_, size := utf8.DecodeRuneInString(s[open:])
	unit := strings.TrimRight(s[open+size:], "）)")
	if unit != "" && nlp.IsDigit(unit[0]) {
		return nil // 产业项目（2个）
	}
	if labelled(unit, words.LevelMark) && !strings.Contains(s[:open], unit) || oneOf(s[:open]) != nil {
		return nil // 教育支出（类）, but 公务接待批次（批）
	}
	return cmp.Or(oneOf(unit), eitherOf(unit))
}

// eitherOf is the unit of what is counted by either of two, 台、套 or 台/辆: the second, or both
// where they make up a unit, 台（套）.
func eitherOf(unit string) *nlp.Mention {
	at := strings.IndexAny(unit, "、/／,，")
	if at < 0 {
		return nil
	}
	_, size := utf8.DecodeRuneInString(unit[at:])
	first, second := unit[:at], unit[at+size:]
	if oneOf(first) == nil || oneOf(second) == nil {
		return nil
	}
	return cmp.Or(oneOf(first+"（"+second+"）"), oneOf(second))
}

// withoutUnit drops the unit that a heading states at its end, which is no word of what
// it names.
func withoutUnit(s string) string {
	if unitInBrackets(s) == nil {
		return s
	}
	return s[:strings.LastIndexAny(s, "（(")]
}

// unitInHeads is the unit that the lowest of the cells of a heading to have one states.
func unitInHeads(heading string) *nlp.Mention {
	heads := strings.Fields(heading)
	for i := len(heads) - 1; i >= 0; i-- {
		if unit := unitInBrackets(heads[i]); unit != nil {
			return unit
		}
	}
	return nil
}

// oneOf is one of a unit, a mention of 1万人 for 万人, or nil where the words are none.
func oneOf(unit string) *nlp.Mention {
	if l := words.UnitWord.Labels().Of(unit); l != nil && l.Where == words.Begins {
		unit = strings.TrimPrefix(unit[len(l.Text):], "：")
	}
	if n := nlp.HanCount(unit); n == 0 || n > longestUnit {
		return nil
	}
	ms := nlp.Scan("1"+unit, nlp.ScanOptions{Cell: true})
	if len(ms) != 1 || ms[0].Start != 0 || ms[0].End != len("1"+unit) || ms[0].Unit == "" || ms[0].Elided {
		return nil
	}
	switch ms[0].Kind {
	case nlp.Count, nlp.Amount, nlp.Measure, nlp.Score:
		return &ms[0]
	}
	return nil
}

// longestUnit is how many Han characters a unit has at most.
const longestUnit = 6
