package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// rewordings are ways in which offices say the same. What is found by from is written as to; a figure whose words
// change so keeps its meaning. Each stands for a kind, and the texts have it often.
var rewordings = []struct{ name, from, to string }{
	{"the base of a change", "同比", "较上年同期"},
	{"the base of a change, another way", "比上年", "较上年"},
	{"the year before", "上年", "去年"},
	{"the year before, at length", "上年", "上一年"},
	{"a verb of growth", `增长(\d)`, "上升$1"},
	{"a verb of growth, with its ending", `增长(\d)`, "增长了$1"},
	{"a noun of growth", `增长(\d)`, "增幅为$1"},
	{"a verb of decline", `下降(\d)`, "回落$1"},
	{"a noun of decline", `下降(\d)`, "降幅为$1"},
	{"a cut", `减少(\d)`, "压减$1"},
	{"a rate behind its change, without a verb", `(增加|减少)([\d.]+万元)，(?:增长|下降)([\d.]+%)`, "$1$2、$3"},
	{"a rate behind its change, without a direction", `(增加|减少)([\d.]+万元)，(?:增长|下降)([\d.]+%)`, "$1$2，增减率为$3"},
	{"a rate in a bracket", `，(增长|下降)([\d.]+%)`, "（$1$2）"},
	{"a share", `占(\d)`, "占比为$1"},
	{"a share that is about as large", "，占", "，约占"},
	{"a completion", "完成年初预算的", "占年初预算的"},
	{"a completion of a budget", "完成预算的", "为预算的"},
	{"the verb between a name and a figure", `支出(\d)`, "支出为$1"},
	{"a colon for the verb", `支出(\d)`, "支出：$1"},
	{"a colon behind the verb", `为(\d)`, "为：$1"},
	{"a verb of coming in", `收入完成(\d)`, "收入实现$1"},
	{"the opening of a list", "其中：", "其中，"},
	{"the opening of a list by another verb", "其中：", "包括："},
	{"a reason", "主要原因是", "主要是因为"},
	{"a reason with a colon", "主要原因是", "原因："},
	{"the name of the place", "全市", "我市"},
	{"the budget, by an older name", "一般公共预算", "一般预算"},
	{"the budget, in the words of 2012", "一般公共预算", "公共财政预算"},
	{"quotation marks", "“三公”经费", "三公经费"},
	{"percent in full width", `(\d)%`, "$1％"},
	{"commas in half width", "，", ","},
	{"a full stop before a reason", "，主要原因", "。主要原因"},
	{"a sentence without the mark before its change", `([元%人个])，((?:比|同比|较)(?:上年|去年))`, "$1$2"},
	{"the product of a place", "地区生产总值", "GDP"},
	{"retail sales", "社会消费品零售总额", "社零总额"},
	{"the verb before the name", `([一-龥]{4,16}收入)完成(\d[\d,.]*[万亿]元)`, "完成$1$2"},
	{"the figure before the name", `(其中[：，]?)([一-龥]{2,8}收入)(\d[\d,.]*[万亿]元)([，；。])`, "${1}${3}为${2}$4"},
	{"a figure in a bracket", `、([一-龥]{2,12}支出)(\d[\d,.]*[万亿]元)([、，；。])`, "、$1（$2）$3"},
	{"several in turn", "分别为", "依次为"},
}

// meaningOf is what a fact means, without its words.
func meaningOf(f *schema.Fact) string {
	return strings.Join([]string{string(f.Concept), f.Dimensions.FuncCode, f.Dimensions.Indicator, string(f.Form), string(f.Measure), f.Period.Start.String(), f.Period.End.String()}, " ")
}

// sameMeaning counts the figures of two readings of a text, whose figures are the same one by one, that
// mean the same. It is false where one reading has a figure that the other has not.
func sameMeaning(a, b []schema.Fact) (same, all int, aligned bool) {
	if len(a) != len(b) {
		return 0, len(a), false
	}
	for i := range a {
		if all++; meaningOf(&a[i]) == meaningOf(&b[i]) {
			same++
		}
	}
	return same, all, true
}

// mostTurned is the share of the figures of the texts that may mean something else once reworded: a rewording
// may say something else in one place or another.
const mostTurned = .002

// unseenTexts are the texts of the sets that are kept apart, as far as they are text.
func unseenTexts(t *testing.T) (paths, texts []string) {
	t.Helper()
	paths, err := filepath.Glob("testdata/unseen/texts/*.txt")
	if err != nil || len(paths) < 40 {
		t.Fatalf("%d texts, %v", len(paths), err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	return paths, texts
}

// TestRewordings holds that texts mean the same in other words. No label is needed for that, so that it can be
// asked of any text.
func TestRewordings(t *testing.T) {
	t.Parallel()
	if raced || testing.Short() {
		t.Skip("reads forty texts once for each rewording")
	}
	paths, texts := unseenTexts(t)
	tagger, limits := tag.New(), extract.DefaultLimits()
	read := func(name, text string) []schema.Fact {
		return Process(context.Background(), tagger, Source{Path: name, Data: []byte(text)}, Options{Limits: limits}).Facts
	}
	facts := make([][]schema.Fact, len(paths))
	for i, path := range paths {
		facts[i] = read(path, texts[i])
	}
	for k := range rewordings {
		w := &rewordings[k]
		from, same, all, apart := regexp.MustCompile(w.from), 0, 0, 0
		for i := range texts {
			other := from.ReplaceAllString(texts[i], w.to)
			if other == texts[i] {
				continue
			}
			s, n, aligned := sameMeaning(facts[i], read(paths[i], other))
			if !aligned {
				apart++
				continue
			}
			same, all = same+s, all+n
		}
		t.Logf("%s: %d of %d figures of texts with %s turned, %d texts not aligned", w.name, all-same, all, w.from, apart)
		if all == 0 || apart > 0 || float64(all-same) > mostTurned*float64(all) {
			t.Errorf("%s: %s → %s: %d of %d figures mean something else, %d texts have others", w.name, w.from, w.to, all-same, all, apart)
		}
	}
}
