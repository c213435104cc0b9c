package tag_test

import (
	"cmp"
	"strings"
	"testing"

	"gongkai/schema/words"
)

// labels are the names of the figures of a sentence of a bulletin.
func labels(t *testing.T, sentence string) string {
	t.Helper()
	var out []string
	for _, f := range readAs(t, bulletin, sentence) {
		out = append(out, cmp.Or(f.Called, f.Label))
	}
	return strings.Join(out, " ")
}

// TestTwoRows reads every word that stands for two or three: each number is of one.
func TestTwoRows(t *testing.T) {
	for _, w := range words.Load().Twos {
		rest, _, _ := strings.Cut(w.Example, "分别")
		var want []string
		for _, m := range w.Members {
			want = append(want, strings.Replace(rest, w.Text, m, 1))
		}
		if got := labels(t, w.Example); got != strings.Join(want, " ") {
			t.Errorf("%s:%d: %s: %q, want %q", w.File, w.Line, w.Example, got, want)
		}
	}
}

// TestDealtNames gives each element of a list whose numbers follow in turn its name,
// with the word that the list shares, and leaves lists that no numbers follow so.
func TestDealtNames(t *testing.T) {
	for sentence, want := range map[string]string{
		"汽车用锂电池、太阳能电池、露营车产量分别增长5.4%、2.3%、1.2%。": "汽车用锂电池产量 太阳能电池产量 露营车产量",
		"制造业、普惠小微贷款余额分别增长5.4%、2.3%。":            "制造业贷款余额 普惠小微贷款余额",
		"生产安全事故起数和死亡人数分别下降5.4%和2.3%。":           "生产安全事故起数 生产安全事故死亡人数",
		"露营、骑行活动分别增长5.4%、2.3%。":                 "露营、骑行活动 骑行活动",
		"露营投入、骑行投入分别达到5.4亿元、2.3亿元。":             "露营投入 骑行投入",
		"城镇、农村居民人均可支配收入2.9万元、1.7万元。":            "城镇居民人均可支配收入 农村居民人均可支配收入",
		"城乡居民人均可支配收入年均增长5.3%、8.1%。":             "城镇居民人均可支配收入 农村居民人均可支配收入",
		"三次产业结构为15.3：31.9：52.8。":                "第一产业增加值 第二产业增加值 第三产业增加值",
		"露营、骑行产量分别增长5.4%。":                      "露营、骑行产量",
	} {
		if got := labels(t, sentence); got != want {
			t.Errorf("%s\n got %s\nwant %s", sentence, got, want)
		}
	}
}
