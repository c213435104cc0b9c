package tag_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
	"gongkai/schema/words"
)

// ofFact tells which remarks a fact is marked with.
func ofFact(f *schema.Fact) map[words.Saying]bool {
	s := f.Said
	return map[words.Saying]bool{words.OtherBase: s.OtherBase, words.RealTerms: s.RealTerms, words.Territory: s.Territory, words.Generic: s.Generic,
		words.SumRow: s.SumRow, words.TotalRow: s.TotalRow, words.GrandTotal: s.GrandTotal, words.WholeSide: s.WholeSide, words.OfWhich: s.OfWhich, words.BothSides: s.BothSides, words.Remainder: s.Remainder}
}

// reportOf reads a sentence of the report of a city.
func reportOf(t *testing.T, sentence string) *schema.Report {
	t.Helper()
	doc, err := extract.Read(context.Background(), []byte("青禾市2020年度决算报告\n"+sentence+"\n"), extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return wordsTagger.Tag(doc, schema.Document{ID: "d"})
}

// TestRemarkRows reads the example and the counter-example of every remark.
func TestRemarkRows(t *testing.T) {
	for _, r := range words.Load().Remarks {
		said := func(text string) bool {
			switch r.Where {
			case words.InSentence, words.BeforeNumber:
				says := r.Says
				if says == words.Counting {
					says = words.Territory
				}
				return slices.ContainsFunc(reportOf(t, text).Facts, func(f schema.Fact) bool { return ofFact(&f)[says] })
			case words.BetweenNumbers:
				return slices.ContainsFunc(reportOf(t, text).Claims, func(c schema.Claim) bool {
					return len(c.Operands) == 2 && (c.Family == schema.PctChangeFamily || c.Family == schema.CompletionFamily)
				})
			}
			f := schema.Fact{Said: tag.Labelled(text)}
			return ofFact(&f)[r.Says] || r.Says == words.Place && f.Said.Name != text
		}
		if r.Says == words.ProjectEnding || r.Says == words.ProjectFee {
			continue // TestProjectNames
		}
		if !said(r.Example) {
			t.Errorf("%s:%d: the example is not %s: %s", r.File, r.Line, r.Says, r.Example)
		}
		if said(r.Counter) {
			t.Errorf("%s:%d: the counter-example is %s: %s", r.File, r.Line, r.Says, r.Counter)
		}
	}
}

// TestWholeRows reads every list that makes up its whole, and the list without its
// last member, which does not.
func TestWholeRows(t *testing.T) {
	for _, w := range words.Load().Wholes {
		whole := func(text string) bool {
			return slices.ContainsFunc(reportOf(t, text).Claims, func(c schema.Claim) bool { return len(c.Whole) > 0 || w.Any && c.Counted })
		}
		if !whole(w.Example) {
			t.Errorf("%s:%d: the list is not whole: %s", w.File, w.Line, w.Example)
		}
		if short := w.Example[:strings.LastIndex(w.Example, "、")] + "。"; whole(short) && len(w.Members) < 3 { // 省内 and 省外 are all too, without 境外
			t.Errorf("%s:%d: the list is whole: %s", w.File, w.Line, short)
		}
	}
}

// TestSentences: figures of one sentence have one number, copies of a passage the
// same words, and a figure within another is not taken for it.
func TestSentences(t *testing.T) {
	r := reportOf(t, "培训费支出132万元，比上年实际增长2%，其中差旅32万元。会议费支出5万元。\n走访慰问困难群众家庭共计2717户次。\n走访慰问困难群众家庭共计2718户次。")
	by := map[string]schema.Wording{}
	for _, f := range r.Facts {
		by[f.Raw] = f.Said
	}
	if by["132万元"].Sentence != by["32万元"].Sentence || by["132万元"].Sentence == by["5万元"].Sentence || by["132万元"].Sentence == 0 {
		t.Errorf("sentences %+v", by)
	}
	if a, b := by["2717户次"], by["2718户次"]; a.Words != b.Words || a.Words == 0 || a.Sentence == b.Sentence {
		t.Errorf("copies have words %d and %d of sentences %d and %d", a.Words, b.Words, a.Sentence, b.Sentence)
	}
	if !by["2%"].RealTerms || by["32万元"].RealTerms {
		t.Errorf("real terms: %v, %v", by["2%"].RealTerms, by["32万元"].RealTerms)
	}
}

// TestOperands: what a sentence holds against what is in its claims.
func TestOperands(t *testing.T) {
	for _, tt := range []struct {
		sentence string
		family   schema.Family
		want     string // the operands of the last claim of the family, with their roles
	}{
		{"培训费支出5万元，比2019年增加1万元，增长25%。", schema.PctChangeFamily, "change 1万元, current 5万元"},
		{"培训费支出5万元，比2019年增加1万元。", schema.DifferenceFamily, "current 5万元"},
		{"培训费支出比2019年增加1万元。", schema.DifferenceFamily, ""},
		{"培训费支出预算8万元，支出决算6万元，完成预算的75%。", schema.CompletionFamily, "part 6万元, whole 8万元"},
		{"培训费支出5万元，五年年均增长2%。", schema.PctChangeFamily, "none"},
		{"2020年度“三公”经费支出5万元，比2019年减少2.4万元，其中：因公出国（境）费减少3万元，公务接待费增加0.6万元。", schema.SumFamily, " 3万元,  0.6万元"},
	} {
		r, got := reportOf(t, tt.sentence), "none"
		for _, c := range r.Claims {
			if c.Family != tt.family {
				continue
			}
			var ops []string
			for i, k := range c.Operands {
				role := schema.Role("")
				if c.Roles != nil {
					role = c.Roles[i]
				}
				ops = append(ops, string(role)+" "+r.Facts[k].Raw)
			}
			got = strings.Join(ops, ", ")
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.sentence, got, tt.want)
		}
	}
}
