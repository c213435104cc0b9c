package words

import (
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	tables, errs := parse(doubtful)
	for _, err := range errs {
		t.Error(err)
	}
	if tables == nil || len(tables.Changes) < 40 || len(tables.Empty) < 40 {
		t.Fatal("the tables are not there")
	}
}

// TestBrokenRows holds that a mistake in a row names the file and the line.
func TestBrokenRows(t *testing.T) {
	var tables Tables
	for _, tt := range []struct{ name, row, want string }{
		{"a missing cell", "减少\t-\tamount\t减少1元。", "x.tsv:2: 4 cells, not 5"},
		{"an empty cell", "减少\t-\tamount\t减少1元。\t", "x.tsv:2: an empty cell or one with spaces around it"},
		{"a direction", "减少\t0\tamount\t减少1元。\t收入1元。", "x.tsv:2: direction 0 is neither + nor - nor ±"},
		{"a kind", "减少\t-\tmoney\t减少1元。\t收入1元。", "x.tsv:2: kind money is neither amount nor ratio"},
		{"an example of another word", "减少\t-\tamount\t增加1元。\t收入1元。", "x.tsv:2: the example 增加1元。 does not contain 减少"},
		{"a word twice", "减少\t-\tamount\t减少1元。\t收入1元。\n减少\t-\tamount\t减少1元。\t收入1元。", "x.tsv:3: 减少 is in line 2 already"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			errs := rows("x.tsv", "stem\tdirection\tkind\texample\tcounter_example\n"+tt.row, doubtful, tables.change)
			if len(errs) != 1 || errs[0].Error() != tt.want {
				t.Errorf("got %v, want %s", errs, tt.want)
			}
		})
	}
	errs := rows("x.tsv", "word\trole\tvalue\texample\tcounter_example\n(年初|全年) 预算 [数]\tphase\tbudget\t支出～1元。\t～另行公开。", doubtful, tables.term)
	if last := len(tables.Terms) - 1; len(errs) > 0 || last != 3 || tables.Terms[last].Text != "全年预算" || tables.Terms[last].Example != "支出全年预算1元。" {
		t.Errorf("a pattern of four words: %v %+v", errs, tables.Terms)
	}
	if errs := rows("x.tsv", "word\trole\tvalue\texample\tcounter_example\n预算 [数]\tphase\tbudget\t支出预算1元。\t-", doubtful, tables.term); len(errs) != 1 {
		t.Errorf("the example of a pattern has no place for its words: %v", errs)
	}
	if errs := rows("x.tsv", "noun\texample\n# a remark\n\n", doubtful, word(&tables.Nouns)); len(errs) > 0 {
		t.Error(errs)
	}
}

// TestNoOverlap holds that no word is both empty and a verb of change or a noun: the order of tables never decides.
func TestNoOverlap(t *testing.T) {
	tables, _ := parse(doubtful)
	where := make(map[string]Row)
	terms := make(map[string]int)
	for i := range tables.Terms {
		if w := &tables.Terms[i]; terms[w.Text] > 0 {
			t.Errorf("%s:%d: %s is in line %d as well", w.File, w.Line, w.Text, terms[w.Text])
		} else {
			terms[w.Text] = w.Line
		}
	}
	note := func(text string, r Row) {
		if first, ok := where[text]; ok && first.File != r.File {
			t.Errorf("%s:%d: %s is in %s:%d as well", r.File, r.Line, text, first.File, first.Line)
		}
		where[text] = r
	}
	for _, c := range tables.Changes {
		note(c.Stem, c.Row)
	}
	for _, e := range tables.Empty {
		note(e.Text, e.Row)
	}
	for _, table := range [][]Word{tables.Nouns} {
		for _, w := range table {
			if strings.TrimSpace(w.Text) == "" {
				t.Errorf("%s:%d: no word", w.File, w.Line)
			}
			note(w.Text, w.Row)
		}
	}
}

// TestRanksEnd holds that only a bracket of ranks behind a rank goes on a word for places.
func TestRanksEnd(t *testing.T) {
	for text, want := range map[string]string{
		"县（市、区）30亿元": "（市、区）", "区(县)30亿元": "(县)", "旗县（市区）收入": "（市区）",
		"市级（市本级30亿元）": "", "高新区（含市级）": "", "县（市、区": "", "收入（县）": "", "县（）": "",
	} {
		at := strings.IndexAny(text, "（(")
		got := ""
		if end := RanksEnd(text, at); end > 0 {
			got = text[at:end]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
