package table

import (
	"strings"
	"testing"

	"gongkai/pipeline/clause"
	"gongkai/pipeline/frame"
	"gongkai/schema"
	"gongkai/schema/words"
)

// TestLabelRows holds that the example of every label has it and that its
// counter-example is not read by it.
func TestLabelRows(t *testing.T) {
	chosen := map[words.Use]bool{} // uses of which the longest label decides
	for _, use := range []words.Use{words.Column, words.RowName, words.MoneyUnit, words.TitleConcept, words.TitleFund, words.ChangeHead, words.YearHead,
		words.PerformanceHead, words.CellFiller, words.Vehicle} {
		chosen[use] = true
	}
	for use, rows := range words.Load().Labels {
		for _, l := range rows {
			if !l.In(l.Example) || chosen[use] && rows.Meaning(l.Example) != l.Means {
				t.Errorf("%s:%d: %s is no %s %s but %q", l.File, l.Line, l.Example, use, l.Means, rows.Meaning(l.Example))
			}
			if l.In(l.Counter) && rows.Meaning(l.Counter) == l.Means && rows.Of(l.Counter).Text == l.Text {
				t.Errorf("%s:%d: the counter-example is read by the row: %s", l.File, l.Line, l.Counter)
			}
		}
	}
}

// TestLabelsDo puts the examples of labels before what they are for.
func TestLabelsDo(t *testing.T) {
	holds := map[words.Use]func(s, means string) bool{
		words.CellFiller: func(s, means string) bool {
			return means == "blank" && isBlank(s) || means == "pointer" && isPointer(s) && !isBlank(s)
		},
		words.ChangeHead: func(s, means string) bool {
			r, ok := relationIn(s)
			return ok && (r.sign < 0) == strings.HasPrefix(means, "down") && (!strings.HasSuffix(means, "rate") || r.form == schema.PctChange)
		},
		words.ChangeNoun:     func(s, _ string) bool { _, ok := relationIn(s); return ok },
		words.RatioHead:      func(s, _ string) bool { r, ok := relationIn(s); return ok && r.form == schema.Completion },
		words.CompletionHead: func(s, _ string) bool { r, ok := relationIn(s); return ok && r.form == schema.Completion },
		words.BareHead:       func(s, means string) bool { var a axis; a.setUnit(s); return a.bare == means },
		words.IndexBase:      func(s, _ string) bool { return indexBase().ReplaceAllString(s, "") == "指数" },
		words.HeadingAside:   func(s, _ string) bool { return withoutAsides(s) != s },
		words.WeightHead:     func(s, _ string) bool { return labelled(s, words.WeightHead) },
		words.YearHead:       func(s, _ string) bool { rest, shift := lastYear(s); return shift == -1 && rest == "决算数" },
		words.Insurance:      func(s, _ string) bool { return ofInsurance().MatchString(s) },
		words.MoneyUnit:      func(s, _ string) bool { return moneyIn("（"+s+"）") == s },
		words.LevelMark:      func(s, _ string) bool { return unitInBrackets("教育（"+s+"）") == nil },
		words.PlaceName:      func(s, means string) bool { return means != "ending" || placeIn(s) == s },
		words.NoPlace:        func(s, _ string) bool { return placeIn(s) == "" },
		words.LevelHead: func(s, means string) bool {
			h := headings{lex: lexicon(), ctx: &clause.Context{Frame: frame.Frame{Territorial: true}}, territorial: true}
			a := h.axis(s)
			if means == "each" || means == "sum" {
				return a.dims.EntityScope == schema.Subordinate && allOfThem().ReplaceAllString(s, "") != s
			}
			return a.dims.EntityScope == map[string]schema.EntityScope{"territory": schema.Summary, "whole": schema.Summary, "below": schema.Subordinate, "government": schema.Self, "own": schema.Self}[means]
		},
		words.DebtHead:        func(s, means string) bool { return new(axis).withoutFund(s) != nil },
		words.TitleEnd:        func(s, _ string) bool { return isTitle(s) },
		words.DebtAction:      func(s, means string) bool { return debtIn(s) == schema.ConceptID(means) },
		words.DebtPart:        func(s, means string) bool { kind, _ := bareDebt(s); return kind.part == means },
		words.DebtWhen:        func(s, _ string) bool { return opensYear().MatchString(s) },
		words.HeadingEmpty:    func(s, _ string) bool { return clause.UnreadIn(s) == "" },
		words.FlatHead:        func(s, _ string) bool { return flatHeads().MatchString(s) },
		words.ColumnLabel:     func(s, _ string) bool { return labelled(s, words.ColumnLabel) },
		words.TopLine:         func(s, _ string) bool { return topLine().MatchString(s) },
		words.PerformanceRate: func(s, _ string) bool { return labelled(s, words.PerformanceRate) },
		words.PerformanceHead: func(s, means string) bool {
			return roleOf(s) == performanceRole(means) && (means == "name" || roleOf(s+"：") == "")
		},
	}
	for use, hold := range holds {
		for _, l := range use.Labels() {
			if !hold(l.Example, l.Means) {
				t.Errorf("%s:%d: %s does not do as %s %s", l.File, l.Line, l.Example, use, l.Means)
			}
			if use != words.TopLine && use != words.LevelMark && use != words.ColumnLabel && use != words.YearHead && hold(l.Counter, l.Means) && l.In(l.Counter) {
				t.Errorf("%s:%d: the counter-example does the same: %s", l.File, l.Line, l.Counter)
			}
		}
	}
}

// TestRelationRows holds that a heading is read by the row whose example it is, and that the
// counter-example is read by another or by none.
func TestRelationRows(t *testing.T) {
	rows := words.Load().Relations
	for i := range rows {
		if r, _ := relationOf(rows[i].Example); r != &rows[i] {
			t.Errorf("%s:%d: %s is not of the row but of %v", rows[i].File, rows[i].Line, rows[i].Example, r)
		}
		if r, _ := relationOf(rows[i].Counter); r == &rows[i] {
			t.Errorf("%s:%d: the counter-example is of the row: %s", rows[i].File, rows[i].Line, rows[i].Counter)
		}
	}
}

// TestFillersAreNoWords holds that names which begin like a filler are none.
func TestFillersAreNoWords(t *testing.T) {
	for _, s := range []string{"无线电管理", "空气监测", "略阳县", "缺水地区补助", "另行安排", "待定向培养", "同上年"} {
		if isFiller(s) {
			t.Errorf("%s is a filler", s)
		}
	}
}
