package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestLabelOf holds that the longest label decides, whatever the order of the rows, and
// of two as long the one that stands first.
func TestLabelOf(t *testing.T) {
	ls := Labels{{Text: "预算", Where: Anywhere, Means: "budget"}, {Text: "预算执行", Where: Anywhere, Means: "executed"}, {Text: "合计", Where: Whole, Means: "sum"},
		{Text: "本年", Where: Begins, Means: "year"}, {Text: "总数", Where: Ends, Means: "total"}, {Text: "上年", Where: Anywhere, Means: "before"}}
	tests := []struct{ text, want string }{
		{"2024年预算执行数", "executed"}, {"2024年预算数", "budget"}, {"合计", "sum"}, {"合计数", ""}, {"本年数", "year"},
		{"比本年", ""}, {"人员总数", "total"}, {"总数之比", ""}, {"上年预算", "before"}, {"预算为上年", "budget"}, {"", ""},
	}
	for range len(ls) {
		for _, tt := range tests {
			if got := ls.Meaning(tt.text); got != tt.want {
				t.Errorf("%s means %q, want %q", tt.text, got, tt.want)
			}
			if ls.Say(tt.text) != (tt.want != "") {
				t.Errorf("Say(%s) is not what Meaning says", tt.text)
			}
		}
		ls = append(ls[1:], ls[0]) // another order of the rows
	}
	if ls.Say("合计", "year", "total") || !ls.Say("合计", "year", "sum") {
		t.Error("Say does not look at the meanings it is given")
	}
}

// TestCut cuts labels off a text: the first in the order of the rows, of a meaning, as long
// as there is one.
func TestCut(t *testing.T) {
	ls := Labels{{Text: "均", Means: "adverb"}, {Text: "已", Means: "adverb"}, {Text: "完成", Means: "verb"}}
	if rest, found := ls.Cut("企业均已", strings.CutSuffix); !found || rest != "企业均" {
		t.Errorf("%q %v", rest, found)
	}
	if rest, found := ls.Cut("企业均已", strings.CutSuffix, "verb"); found || rest != "企业均已" {
		t.Errorf("of another meaning: %q %v", rest, found)
	}
	if rest := ls.CutAll("企业已均已", strings.CutSuffix, "adverb"); rest != "企业" {
		t.Errorf("all: %q", rest)
	}
}

// TestUsesHaveRows: a use without a row would be looked up in vain, and Word would have none.
func TestUsesHaveRows(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "labels.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		kind, ok := spec.Type.(*ast.Ident)
		if !ok || kind.Name != "Use" {
			return true
		}
		if use, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value); err != nil || len(Use(use).Labels()) == 0 {
			t.Errorf("%s has no row (%v)", spec.Names[0], err)
		}
		return true
	})
}

func TestPatternOfLabels(t *testing.T) {
	ls := Labels{{Text: "元", Means: "0"}, {Text: "万元", Means: "4"}, {Text: "亿元", Means: "8"}}
	if got, want := ls.Pattern(), "(?:万元|亿元|元)"; got != want {
		t.Errorf("%s, want the longest first: %s", got, want)
	}
	if got := regexp.MustCompile(ls.Pattern("4")).FindString("5亿元，6万元"); got != "万元" {
		t.Errorf("found %q", got)
	}
	places := regexp.MustCompile("^" + Load().PlacePattern(Account) + "$")
	for i := range Load().Places {
		if p := &Load().Places[i]; places.MatchString(p.Text) != (p.Kind == Account) && p.Kind != Account {
			// a word may be of two kinds; then it is there twice
			if !slices.ContainsFunc(Load().Places, func(q PlaceWord) bool { return q.Text == p.Text && q.Kind == Account }) {
				t.Errorf("%s:%d: %s is taken for a word of an account", p.File, p.Line, p.Text)
			}
		}
	}
}

func TestHeadingMatches(t *testing.T) {
	h := Heading{All: alternatives("绩效 自评|评价 报告"), None: alternatives("项目")}
	for title, want := range map[string]bool{
		"部门绩效自评报告": true, "绩效评价报告": true, "绩效报告": false, "项目绩效评价报告": false, "": false,
	} {
		if h.Matches(title) != want {
			t.Errorf("%s: %v", title, !want)
		}
	}
	if got, want := h.String(), "绩效 + 自评/评价 + 报告 − 项目"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestBrokenRowsOfEachTable puts a mistake into each table: the row is named.
func TestBrokenRowsOfEachTable(t *testing.T) {
	var tables Tables
	for _, tt := range []struct {
		head, row string
		add       func(Row, []string) error
		says      string
	}{
		{"all\tnone\topens\tfinal\tbudget\texample\tcounter_example", "名词解释\t-\tpart\tglossary\t-\t名词解释\t名词", tables.heading, "nothing a heading opens"},
		{"all\tnone\topens\tfinal\tbudget\texample\tcounter_example", "名词解释\t-\tsection\t-\t-\t名词解释\t名词", tables.heading, "opens nothing"},
		{"word\tkind\texample", "为\tparticle\t为1元", tables.empty, "no kind of empty words"},
		{"word\tkind\texample", "目标\taim\t目标1元", tables.cue, "neither target nor actual"},
		{"word\tkind\tone\texample", "了\tboth\tno\t减少了1元", tables.ending, "neither change nor noun nor level"},
		{"word\tkind\tone\texample", "了\tchange\tmaybe\t减少了1元", tables.ending, "neither yes nor no"},
		{"opens\tcloses\texample", "按\t计算\t按可比价1元", tables.frame, "does not contain 计算"},
		{"word\tkind\texample", "甲县\ttown\t甲县1元", tables.place, "no kind of words of places"},
		{"word\tsays\twhere\texample", "同口径\tnonsense\tlabel\t同口径1元", tables.remark, "nothing a remark says"},
		{"word\tsays\twhere\texample", "同口径\tother_base\tsomewhere\t同口径1元", tables.remark, "no place of a remark"},
		{"word\tmembers\texample", "三公\t出国 接待\t三公出国1元", tables.whole, "does not contain 接待"},
		{"word\tmembers\texample", "城乡\t城镇\t城乡1元", tables.two, "stands for 1"},
		{"word\twhere\tmeans\texample", "序号\tunder\tcolumn serial\t序号", tables.label, "no place of a label"},
		{"word\twhere\tmeans\texample", "序号\tis\tcolumn\t序号", tables.label, "not a use and a meaning"},
		{"word\twhere\texample", "共计\tbeside\t共计1个", tables.tally, "neither alone nor within"},
	} {
		errs := rows("x.tsv", tt.head+"\n"+tt.row, doubtful, tt.add)
		if len(errs) != 1 || !strings.HasPrefix(errs[0].Error(), "x.tsv:2: ") || !strings.Contains(errs[0].Error(), tt.says) {
			t.Errorf("%s: %v, want one error that says %q", tt.row, errs, tt.says)
		}
	}
}

// TestEntries holds that every word can be looked up, with a meaning and the line it
// stands in.
func TestEntries(t *testing.T) {
	tables := Load()
	all := Entries()
	for i := range all {
		if e := &all[i]; e.Word == "" || e.Meaning == "" || e.File == "" || e.Line < 2 || e.Example == "" {
			t.Errorf("%+v", e)
		}
	}
	has := func(word, meaning string) bool {
		return slices.ContainsFunc(all, func(e Entry) bool { return e.Word == word && strings.Contains(e.Meaning, meaning) })
	}
	for i := range tables.Changes {
		c := &tables.Changes[i]
		if direction := map[int]string{1: "upwards", 0: "either way", -1: "downwards"}[c.Sign]; !has(c.Stem, direction) {
			t.Errorf("%s is no verb of change %s", c.Stem, direction)
		}
		if c.Brief() != (len([]rune(c.Stem)) == 1) {
			t.Errorf("Brief of %s", c.Stem)
		}
	}
	for i := range tables.Terms {
		if !has(tables.Terms[i].Text, tables.Terms[i].meaning()) {
			t.Errorf("%s cannot be looked up", tables.Terms[i].Text)
		}
	}
	if money := slices.IndexFunc(tables.Counts, func(c Count) bool { return c.Money() }); money < 0 {
		t.Error("no wording of an amount")
	} else if c := &tables.Counts[money]; !slices.Contains(c.Units, "元") {
		t.Errorf("%s:%d is of %v", c.File, c.Line, c.Units)
	}
}
