package tag

import (
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// countings lists the counted concepts.
func countings() []counting { return countsBy(false) }

// countsIn lists rows by the units that they are counted in.
func countsIn(rows []counting) map[string][]*counting {
	byUnit := make(map[string][]*counting)
	for i := range rows {
		for _, unit := range slices.Compact(slices.Sorted(slices.Values(rows[i].Units))) {
			byUnit[unit] = append(byUnit[unit], &rows[i])
		}
	}
	return byUnit
}

// amountings lists the amounts these reports name by a clause rather than a
// noun phrase: 涉及…资金, 预留给…企业.
func amountings() []counting { return countsBy(true) }

// counting is a row of the table of counts: one way these reports count something.
type counting words.Count

// countsBy returns the rows of the table of counts whose unit is money, or the
// others.
func countsBy(money bool) (out []counting) {
	t := words.Load()
	for i := range t.Counts {
		if c := &t.Counts[i]; c.Money() == money {
			out = append(out, counting(*c))
		}
	}
	return out
}

// matches reports a number whose clause says what the row asks for.
func (c *counting) matches(clause, section string) bool {
	return strings.HasPrefix(section, c.Section) && containsAll(clause, c.All) && !nlp.ContainsAny(clause, c.None) && (len(c.Any) == 0 || nlp.ContainsAny(clause, c.Any))
}

// containsAll reports whether a text holds every one of the words.
func containsAll(s string, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(s, w) })
}

// says reports a word that the wording has.
func (c *counting) says(word string) bool {
	return slices.Contains(c.All, word) || slices.Contains(c.Any, word) || slices.Contains(c.Also, word)
}

// gradeOf is the grade that things counted have: the one that is said of them behind the
// number, 44个项目自评等级为“优”, else the last one before it, 评价结果为优的项目10个.
func gradeOf(left, right string) string {
	if _, said, found := strings.Cut(right, words.Is); found {
		said = strings.TrimLeft(said, "“\"‘")
		best := ""
		for _, g := range words.Load().Grades {
			if strings.HasPrefix(said, g.Text) && len(g.Text) > len(best) {
				best = g.Text
			}
		}
		if best != "" {
			return best
		}
	}
	return gradeIn(strings.ReplaceAll(left, words.OfThem, ""))
}

// nextGrade is the grade that the words before a number are, alone and behind a number of
// things of another grade: 评价等级为“优”的15个，“良”的3个.
func (n *prose) nextGrade(unit, left string) (*counting, string) {
	k := len(n.out.Facts) - 1
	row := slices.IndexFunc(n.g.countsIn[unit], func(c *counting) bool { return schema.ConceptID(c.Concept) == schema.PerformanceProjectsByGrade })
	if row < 0 || k < n.d.paragraph.first || n.out.Facts[k].Concept != schema.PerformanceProjectsByGrade || n.out.Ends[k] < n.d.sentence.start {
		return nil, ""
	}
	said := strings.Trim(strings.TrimSuffix(strings.TrimPrefix(left, words.Is), words.Of), "“”、，\"")
	for _, g := range words.Load().Grades {
		if said == g.Text {
			return n.g.countsIn[unit][row], g.Text
		}
	}
	return nil, ""
}

// gradeIn returns the last grade named in a clause.
func gradeIn(clause string) string {
	best, at := "", -1
	for _, g := range words.Load().Grades {
		end := strings.LastIndex(clause, g.Text) + len(g.Text)
		if end >= len(g.Text) && (end > at || end == at && len(g.Text) > len(best)) {
			best, at = g.Text, end // of two that end alike the longer: 不合格, not 合格
		}
	}
	return best
}
