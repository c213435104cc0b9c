package tag

import (
	"strings"

	"gongkai/schema"
	"gongkai/schema/words"
)

// bracketOfParts claims that two figures or more in the bracket right behind one make it up, where nothing else
// is claimed of it: 463个（绿色食品417个，农产品42个，地理标志产品4个）.
func (w *wordings) bracketOfParts(k int) {
	whole, inside := &w.out.Facts[k], ""
	if k+1 >= len(w.out.Facts) || w.out.At[k] != w.out.At[k+1] {
		return
	}
	text := w.doc.Text(w.out.At[k]).S[w.out.Ends[k]:]
	for _, mark := range [][2]string{{"（", "）"}, {"(", ")"}} {
		if opened, ok := strings.CutPrefix(text, mark[0]); ok && inside == "" {
			if end := strings.Index(opened[:min(len(opened), longestBracket)], mark[1]); end > 0 {
				inside = opened[:end]
			}
		}
	}
	if inside == "" || strings.ContainsAny(inside, "（(") || words.PartWithin.Labels().Say(strings.TrimSpace(inside)) || strings.Contains(inside, words.AndSoOn) {
		return
	}
	var parts []int
	for j := k + 1; j < len(w.out.Facts) && w.out.At[j] == w.out.At[k] && w.out.Ends[j] <= w.out.Ends[k]+len("（")+len(inside); j++ {
		switch g := &w.out.Facts[j]; {
		case g.Kind == schema.Ratio:
		case g.Kind != whole.Kind || g.Unit != whole.Unit || g.Form != schema.Level || g.Approx != schema.Exact:
			return
		default:
			parts = append(parts, j)
		}
	}
	if len(parts) > 1 && len(w.sumsOf(k)) == 0 {
		w.sumUp(k, parts, nil)
		w.out.Claims[len(w.out.Claims)-1].Counted = len(parts) >= longList-1
	}
}

// longestBracket bounds in bytes what is looked at of the bracket behind a figure.
const longestBracket = 1024

// reasons claims that the changes which a sentence gives as the reasons of one make it up: 比上年增加46万元，主要原因是
// 办公费增加29万元，差旅费增加25万元，印刷费减少8万元.
func (w *wordings) reasons(k int) {
	whole := &w.out.Facts[k]
	if whole.Rule == ofReason || whole.Kind == schema.Ratio {
		return
	}
	var parts, weights []int
	for j := k + 1; j < len(w.out.Facts) && near(whole, &w.out.Facts[j]) && strings.Count(w.between(k, j), "。") < 2; j++ {
		switch g := &w.out.Facts[j]; {
		case len(parts) > 0 && !w.oneStop(parts[0], j):
			j = len(w.out.Facts)
		case len(parts) > 0 && g.Kind == schema.Ratio && g.Label != w.out.Facts[j-1].Label, g.Value.Equal(whole.Value):
			return // 其余会议费压减10%，增减相抵后164万元: what one reason makes is not told, or the whole again
		case g.Kind == schema.Ratio || g.Kind != whole.Kind:
		case g.Unit != whole.Unit || g.Form != schema.Delta || g.Approx != schema.Exact || len(parts) == 0 && g.Rule != ofReason:
			return
		default:
			parts, weights = append(parts, j), append(weights, 1)
		}
	}
	if len(parts) > 1 {
		w.sumUp(k, parts, weights)
		w.out.Claims[len(w.out.Claims)-1].Rule = schema.RuleListSum
	}
}

// partsInTurn claims that three figures or more which are told in turn, of groups that a sentence names before them, make
// up the last figure of what they are of: 户籍人口9万人。…0-17岁、18-59岁、60岁及以上户籍人口分别为2万人、4万人和3万人.
func (w *wordings) partsInTurn(k int) {
	first := &w.out.Facts[k]
	if first.Label == "" || !words.ToldInTurn.Labels().Say(lastClause(w.wordsBefore(k))) {
		return
	}
	parts := []int{k}
	for j := k + 1; j < len(w.out.Facts) && near(first, &w.out.Facts[j]) && ofOneKind(first, &w.out.Facts[j]) && w.out.Facts[j].Label == first.Label && words.InTurnMark.Labels().Is(strings.TrimSpace(w.between(j-1, j))); j++ {
		parts = append(parts, j)
	}
	if len(parts) < longList-1 {
		return
	}
	for j := k - 1; j >= 0 && j >= k-2*reachOfTold && near(first, &w.out.Facts[j]); j-- {
		if g := &w.out.Facts[j]; g.Label == first.Label && ofOneKind(first, g) && alike(first, g) {
			w.sumUp(j, parts, nil)
			return
		}
	}
}

// adjusted claims by how much a budget was changed that its sentence tells before and after: 125,800万元拟调整为113,891
// 万元，调减11,909万元.
func (w *wordings) adjusted(k int) {
	f := &w.out.Facts[k]
	if k < 2 || !w.oneStop(k-2, k) || !words.AdjustingVerb.Labels().Say(w.wordsBefore(k)) || !words.ReachedBy.Labels().Say(strings.TrimSpace(w.between(k-2, k-1))) {
		return
	}
	was, is := &w.out.Facts[k-2], &w.out.Facts[k-1]
	if f.Kind != schema.Amount || was.Form != schema.Level || !ofOneKind(was, is) || was.Kind != f.Kind || was.Unit != f.Unit || f.Approx != schema.Exact {
		return
	}
	sign := 1
	if f.Form == schema.Level && is.Value.LessThan(was.Value) {
		sign = -1 // 调减 as an amount of its own
	}
	w.sumUp(k, []int{k - 1, k - 2}, []int{sign, -sign})
}

// ofReason is the rule that reads a change in a reason.
const ofReason = "reason"
