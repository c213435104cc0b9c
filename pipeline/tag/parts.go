package tag

import (
	"slices"
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
			inside, _, _ = strings.Cut(opened, mark[1])
		}
	}
	if inside == "" || words.PartWithin.Labels().Say(strings.TrimSpace(inside)) || strings.Contains(inside, words.AndSoOn) {
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
	if claimed := func(c schema.Claim) bool { return c.Family == schema.SumFamily && c.Result == k }; len(parts) > 1 && !slices.ContainsFunc(w.out.Claims, claimed) {
		w.sumUp(k, parts, nil)
		w.out.Claims[len(w.out.Claims)-1].Counted = len(parts) >= longList-1
	}
}

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

// ofReason is the rule that reads a change in a reason.
const ofReason = "reason"
